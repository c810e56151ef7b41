//! Days, hours and lengths of time as facts.
//!
//! In: the time expressions of a page. Out: an interval for what lies on the calendar, besides a clock where the expression gives one, and
//! a duration for lengths. Days that the words do not resolve, and "now", are no facts.

use super::Raw;
use crate::Analysis;
use crate::event::Bound;
use crate::judge::statement::names_day;
use crate::judge::value::{Figure, Value};
use crate::numerals::Number;
use crate::time::{Granularity, Interval, Timex, TimexKind};

pub(super) fn whens(analysis: &Analysis) -> Vec<Raw> {
    let parse = &analysis.parse;
    let mut found = Vec::new();
    for timex in &analysis.times {
        let tokens = parse.tokens_in(timex.span);
        let Some(anchor) =
            tokens.clone().find(|t| !tokens.contains(&parse.tokens[*t].head) || parse.tokens[*t].head == *t)
        else {
            continue;
        };
        let bracket = tokens.start.checked_sub(1).is_some_and(|t| parse.tokens[t].span.of(&analysis.page.text) == "(");
        let mut add = |value| found.push(Raw { tokens: tokens.clone(), anchor, value, of: None, gloss: bracket });
        match timex.kind {
            TimexKind::Duration => {
                if let Some(value) = length(timex, timex.span.of(&analysis.page.text)) {
                    add(value);
                }
            }
            TimexKind::Set => {}
            TimexKind::Date | TimexKind::Time => {
                let words = timex.span.of(&analysis.page.text);
                if let Some(interval) = timex.interval.filter(|i| {
                    i.earliest.is_some()
                        && i.latest.is_some()
                        && i.granularity <= Granularity::Year
                        && (timex.kind == TimexKind::Date || dated(words))
                }) {
                    add(Value::Interval(whole_day(interval)));
                }
                if let Some(clock) = clock(timex) {
                    add(clock);
                }
            }
        }
    }
    found
}

/// Days after which a page that gives no year may mean another than the last one.
const LATE: i32 = 60;

/// Whether words give a day by month and number without a year, on a page from which the year cannot be told.
pub(super) fn yearless(analysis: &Analysis, value: &Value, span: crate::Span) -> bool {
    let Value::Interval(interval) = value else { return false };
    let words = span.of(&analysis.page.text);
    let numbers = words.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty());
    let (mut day, mut year) = (false, false);
    numbers.for_each(|n| if n.len() > 2 { year = true } else { day = true });
    let month = names_day(words) && day && !year && interval.granularity <= Granularity::Day;
    let published = analysis.page.published.earliest;
    let near = published.zip(interval.earliest).is_some_and(|(p, i)| (p - i.date()).get_days().abs() <= LATE);
    month && !near
}

/// A stretch of time in the year that brings it nearest to another.
pub(super) fn in_year_of(interval: &Interval, other: &Interval) -> Interval {
    let (Some(first), Some(last), Some(to)) = (interval.earliest, interval.latest, other.earliest) else {
        return *interval;
    };
    let moved = |year: i16| -> Option<Interval> {
        let shift = year.checked_sub(first.year())?;
        let last_year = last.year().checked_add(shift)?;
        Some(Interval {
            earliest: Some(first.with().year(year).build().ok()?),
            latest: Some(last.with().year(last_year).build().ok()?),
            ..*interval
        })
    };
    let off = |i: &Interval| i.earliest.map_or(i32::MAX, |e| (e.date() - to.date()).get_days().abs());
    [to.year() - 1, to.year(), to.year() + 1].into_iter().filter_map(moved).min_by_key(off).unwrap_or(*interval)
}

/// Whether the words of a time of day name its day, and do not leave it to the narrative.
fn dated(words: &str) -> bool {
    let deictic = |w: &str| matches!(w, "this" | "today" | "yesterday" | "tonight" | "tomorrow" | "last");
    names_day(words) || words.to_lowercase().split_whitespace().any(deictic)
}

/// A part of a day as its day; what lies at night may be told by the day before or after.
fn whole_day(interval: Interval) -> Interval {
    let (Some(first), Some(last)) = (interval.earliest, interval.latest) else { return interval };
    if interval.granularity >= Granularity::Day || first.date() != last.date() {
        return interval;
    }
    let night = last.hour() < 6 || first.hour() >= 21;
    let day = first.date();
    Interval {
        earliest: Some(day.at(0, 0, 0, 0)),
        latest: Some(day.at(23, 59, 59, 0)),
        granularity: Granularity::Day,
        approximate: interval.approximate || night,
    }
}

/// The time of day of a time expression that gives one.
fn clock(timex: &Timex) -> Option<Value> {
    let (_, clock) = timex.value.as_deref()?.split_once('T')?;
    let (h, m) = clock.split_once(':')?;
    let minutes = h.parse::<i32>().ok()? * 60 + m.get(..2)?.parse::<i32>().ok()?;
    let approximate = timex.modifier.is_some() || timex.interval.is_some_and(|i| i.approximate);
    Some(Value::Clock { minutes, zone: timex.zone, approximate })
}

/// The length that a TIMEX3 duration tells, in seconds: `PT8H38M`, `P14M`.
fn length(timex: &Timex, words: &str) -> Option<Value> {
    let value = timex.value.as_deref()?;
    // An age is told by what it is of.
    if words.ends_with("old") || value.contains('X') {
        return None;
    }
    let (mut clock, mut digits, mut seconds, mut grain) = (false, String::new(), 0.0, 0.0);
    for c in value.strip_prefix('P')?.chars() {
        if c == 'T' {
            clock = true;
            continue;
        }
        if c.is_ascii_digit() || c == '.' {
            digits.push(c);
            continue;
        }
        let unit = match (clock, c) {
            (true, 'S') => 1.0,
            (true, 'M') => 60.0,
            (true, 'H') => 3600.0,
            (false, 'D') => 86_400.0,
            (false, 'W') => 604_800.0,
            (false, 'M') => 2_629_800.0,
            (false, 'Y') => 31_557_600.0,
            _ => return None,
        };
        seconds += digits.parse::<f64>().ok()? * unit;
        digits.clear();
        grain = unit;
    }
    let bound = match timex.modifier.as_deref() {
        Some("MORE_THAN" | "EQUAL_OR_MORE") => Bound::AtLeast,
        Some("LESS_THAN" | "EQUAL_OR_LESS") => Bound::AtMost,
        Some(_) => Bound::About,
        None => Bound::Exact,
    };
    // Nobody rounds to less than the unit that is told: "two hours" is not "two hours and ten minutes", and not far from it.
    let number = Number { value: seconds, grain: grain.min(seconds * 0.05) };
    (seconds > 0.0).then_some(Value::Duration { n: Figure { number, high: None, bound } })
}
