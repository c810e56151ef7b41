//! `dateline times`: the tagger of time expressions by itself, with the reasons for each value.

use std::fmt::Write as _;
use std::io::Read;

use anyhow::{Context, Result, bail};
use dateline::CodePoints;
use dateline::page::Page;
use dateline::time::{Interval, Moment, Timex, TimexKind};

use super::models;
use crate::Status;
use crate::args::Times;
use crate::output::print;

/// Prints the time expressions of a text given as argument or on standard input.
pub fn times(args: &Times) -> Result<Status> {
    let text = match args.text.as_deref() {
        Some("-") | None => {
            let mut bytes = Vec::new();
            std::io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
            String::from_utf8_lossy(&bytes).into_owned()
        }
        Some(text) => text.to_string(),
    };
    if let Some(day) = &args.published
        && day.get(..10).and_then(|d| d.parse::<dateline::time::Day>().ok()).is_none()
    {
        bail!("--published {day}: a day is written 2024-05-14");
    }
    let page = Page::from_text("text", &text, args.published.as_deref());
    let models = models()?;
    let parse = models.language.parse(&page.text, &page.blocks);
    let times = dateline::time::times(&page, &parse);
    let points = CodePoints::new(&page.text);
    let mut out = String::new();
    for t in &times {
        if args.json {
            let bound = |b: Option<_>| b.map(|d: Moment| d.to_string());
            let row = serde_json::json!({
                "start": points.at(t.span.start), "end": points.at(t.span.end), "text": t.span.of(&page.text),
                "type": t.kind, "value": t.value, "mod": t.modifier, "quant": t.quant, "freq": t.freq,
                "earliest": bound(t.interval.and_then(|i| i.earliest)), "latest": bound(t.interval.and_then(|i| i.latest)),
                "edtf": t.interval.and_then(|i| i.edtf()), "trail": t.trail,
            });
            writeln!(out, "{row}")?;
        } else {
            describe(&mut out, t, &page.text)?;
        }
    }
    print(&out)?;
    Ok(Status::Done)
}

/// One expression for a reader: what it means in words, the value as TIMEX3 and EDTF have it, and why.
fn describe(out: &mut String, t: &Timex, text: &str) -> Result<()> {
    writeln!(out, "“{}”", t.span.of(text).split_whitespace().collect::<Vec<_>>().join(" "))?;
    writeln!(out, "    {}", meaning(t))?;
    let kind = match t.kind {
        TimexKind::Date => "DATE",
        TimexKind::Time => "TIME",
        TimexKind::Duration => "DURATION",
        TimexKind::Set => "SET",
    };
    write!(out, "    TIMEX3 {kind} {}", t.value.as_deref().unwrap_or("without a value"))?;
    for (name, value) in [("mod", &t.modifier), ("quant", &t.quant), ("freq", &t.freq)] {
        if let Some(value) = value {
            write!(out, " {name}={value}")?;
        }
    }
    if let Some(edtf) = t.interval.and_then(|i| i.edtf()) {
        write!(out, " · EDTF {edtf}")?;
    }
    writeln!(out)?;
    for step in &t.trail {
        writeln!(out, "    because: {step}")?;
    }
    Ok(())
}

/// What an expression means, in words.
fn meaning(t: &Timex) -> String {
    let about = match t.modifier.as_deref() {
        Some("APPROX") => "about ",
        Some("MORE_THAN") => "more than ",
        Some("LESS_THAN") => "less than ",
        Some("EQUAL_OR_MORE") => "at least ",
        Some("EQUAL_OR_LESS") => "at most ",
        Some("BEFORE") => "shortly before ",
        Some("AFTER") => "shortly after ",
        Some("START") => "the beginning of ",
        Some("MID") => "the middle of ",
        Some("END") => "the end of ",
        _ => "",
    };
    match (t.kind, t.interval) {
        (TimexKind::Set, _) => "something that repeats".into(),
        (TimexKind::Duration, Some(i)) => format!("a length of time: {about}{}", stretch(i)),
        (TimexKind::Duration, None) => match t.value.as_deref().and_then(length) {
            Some(length) => format!("a length of time: {about}{length}"),
            None => "a length of time".into(),
        },
        (_, Some(i)) if matches!(about, "the beginning of " | "the middle of " | "the end of ") => {
            format!("{}, {about}what is named", stretch(i))
        }
        (_, Some(i)) => format!("{about}{}", stretch(i)),
        (_, None) => "a time that the text does not place on the calendar".into(),
    }
}

/// A stretch of the calendar in words.
fn stretch(i: Interval) -> String {
    let day = |m: Moment| m.strftime("%A %-d %B %Y").to_string();
    let hour = |m: Moment| m.strftime("%H:%M").to_string();
    match (i.earliest, i.latest) {
        (Some(a), Some(b)) if a == b => format!("{}, {}", day(a), hour(a)),
        (Some(a), Some(b)) => {
            let whole = a.hour() == 0 && a.minute() == 0 && b.hour() == 23 && b.minute() == 59;
            match whole {
                true if a.date() == b.date() => day(a),
                true => format!("{} to {}", day(a), day(b)),
                false if a.date() == b.date() => format!("{}, {} to {}", day(a), hour(a), hour(b)),
                false => format!("{}, {}, to {}, {}", day(a), hour(a), day(b), hour(b)),
            }
        }
        (Some(a), None) => format!("from {} on", day(a)),
        (None, Some(b)) => format!("up to {}", day(b)),
        (None, None) => "at no known time".into(),
    }
}

/// A TIMEX3 duration in words: `P1Y6M` is "1 year 6 months".
fn length(value: &str) -> Option<String> {
    let mut words = Vec::new();
    let (mut number, mut clock) = (String::new(), false);
    let mut letters = value.strip_prefix('P')?.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            'T' => clock = true,
            '0'..='9' | '.' | 'X' => number.push(c),
            _ => {
                let unit = match (c, letters.peek()) {
                    ('D', Some('E')) => "decade",
                    ('C', Some('E')) => "century",
                    ('W', Some('E')) => "weekend",
                    ('Y', _) => "year",
                    ('M', _) if clock => "minute",
                    ('M', _) => "month",
                    ('W', _) => "week",
                    ('Q', _) => "quarter",
                    ('D', _) => "day",
                    ('H', _) => "hour",
                    ('S', _) => "second",
                    _ => return None,
                };
                letters.next_if_eq(&'E');
                let count = std::mem::take(&mut number);
                words.push(match count.as_str() {
                    "1" => format!("1 {unit}"),
                    "X" if unit == "century" => "some centuries".into(),
                    "X" => format!("some {unit}s"),
                    n if unit == "century" => format!("{n} centuries"),
                    n => format!("{n} {unit}s"),
                });
            }
        }
    }
    (!words.is_empty()).then(|| words.join(" "))
}
