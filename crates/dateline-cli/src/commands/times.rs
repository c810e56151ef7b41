//! `dateline times`: the tagger of time expressions by itself, with the reasons for each value.

use std::fmt::Write as _;
use std::io::Read;

use anyhow::{Context, Result, bail};
use dateline::CodePoints;
use dateline::page::Page;
use dateline::time::{Timex, TimexKind};

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
            let bound = |b: Option<_>| b.map(|d: dateline::time::Moment| d.to_string());
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

/// One expression for a reader.
fn describe(out: &mut String, t: &Timex, text: &str) -> Result<()> {
    let kind = match t.kind {
        TimexKind::Date => "date",
        TimexKind::Time => "time",
        TimexKind::Duration => "length",
        TimexKind::Set => "repeated",
    };
    write!(out, "{}  {kind} {}", t.span.of(text), t.value.as_deref().unwrap_or("unknown"))?;
    if let Some(modifier) = &t.modifier {
        write!(out, " ({})", modifier.to_lowercase().replace('_', " "))?;
    }
    writeln!(out)?;
    if let Some(i) = t.interval {
        let show =
            |b: Option<dateline::time::Moment>| b.map_or("…".into(), |d| d.strftime("%Y-%m-%d %H:%M").to_string());
        writeln!(out, "    from {} to {}", show(i.earliest), show(i.latest))?;
    }
    for step in &t.trail {
        writeln!(out, "    {step}")?;
    }
    Ok(())
}
