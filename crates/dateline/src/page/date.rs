//! Publication dates as pages write them.
//!
//! In: an attribute, a line or an address. Out: a civil date, with the time of day where it stands there. This is not the
//! grammar of time expressions of the text (`time/`): only complete calendar dates count, since nothing relative can say
//! when a page was published.

use std::sync::LazyLock;

use jiff::civil::{Date, DateTime};
use regex::Regex;

use crate::Span;

/// A date found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where.
    pub span: Span,
    /// The day.
    pub date: Date,
}

/// What a date line says of its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// "Published", "Posted".
    Published,
    /// Only the date.
    Plain,
    /// "Updated", "Modified".
    Updated,
}

const MONTHS: &str = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?";

/// Complete dates, each alternative with its own groups.
static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let pattern = format!(
        r"(?ix)
        (?P<y1>(?:19|20)\d\d)[-/.](?P<m1>0?[1-9]|1[0-2])[-/.](?P<d1>[12]\d|3[01]|0?[1-9]) (?:\D|$)
        | (?P<n2>{MONTHS})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<y2>(?:19|20)\d\d)
        | (?P<d3>\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-]+(?:of\s+)?(?P<n3>{MONTHS}),?[\s-]+(?P<y3>(?:19|20)\d\d)
        | (?P<a4>\d{{1,2}})(?P<s4>[/.-])(?P<b4>\d{{1,2}})[/.-](?P<y4>(?:19|20)\d\d)
        | (?P<y5>(?:19|20)\d\d)\s?年\s?(?P<m5>\d{{1,2}})\s?月\s?(?P<d5>\d{{1,2}})\s?日
        | (?P<y6>(?:19|20)\d\d)(?P<m6>0[1-9]|1[0-2])(?P<d6>[0-2]\d|3[01])T\d"
    );
    Regex::new(&pattern).ok()
});

/// The complete dates of `text` that stand as words of their own: "PoliticsMay 3, 2031" is a teaser's label, not a date.
pub fn dates(text: &str) -> Vec<Found> {
    let Some(pattern) = DATE.as_ref() else { return Vec::new() };
    let mut found = Vec::new();
    for caps in pattern.captures_iter(text) {
        let Some(whole) = caps.get(0) else { continue };
        let number = |name: &str| caps.name(name).and_then(|m| m.as_str().parse::<i16>().ok());
        let named = |name: &str| caps.name(name).and_then(|m| month(m.as_str()));
        let (year, month, day) = if let Some(y) = number("y1") {
            (y, number("m1"), number("d1"))
        } else if let Some(y) = number("y2") {
            (y, named("n2"), number("d2"))
        } else if let Some(y) = number("y3") {
            (y, named("n3"), number("d3"))
        } else if let (Some(y), Some(a), Some(b)) = (number("y4"), number("a4"), number("b4")) {
            // Dots are the European order; with a slash or dash the month comes first unless it cannot.
            let day_first = caps.name("s4").is_some_and(|s| s.as_str() == ".") || a > 12;
            if day_first { (y, Some(b), Some(a)) } else { (y, Some(a), Some(b)) }
        } else if let Some(y) = number("y5") {
            (y, number("m5"), number("d5"))
        } else if let Some(y) = number("y6") {
            (y, number("m6"), number("d6"))
        } else {
            continue;
        };
        let before = text[..whole.start()].chars().next_back();
        if before.is_some_and(char::is_alphanumeric) {
            continue;
        }
        let date = month.zip(day).and_then(|(m, d)| Date::new(year, m as i8, d as i8).ok());
        if let Some(date) = date {
            found.push(Found { span: Span::new(whole.start(), whole.end()), date });
        }
    }
    found
}

fn month(name: &str) -> Option<i16> {
    const NAMES: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let short = name.get(..3)?.to_ascii_lowercase();
    NAMES.iter().position(|n| *n == short).map(|i| i as i16 + 1)
}

/// Words that can stand in a date line beside the date.
static AROUND: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)\b(?:first|last|originally|most|recently|published|posted|updated|modified|edited|created|date|on|at|in|by|as|of|the
        |mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday
        |[ap]\.?m\.?|noon|midnight|gmt|utc|bst|cet|cest|e[sd]?t|c[sd]t|p[sd]t|m[sd]t|edt|est|ist|kst|jst|msk|aest|local|time|hours|hrs|h
        |\d{1,2}\s?(?:min|minutes?|mins?)(?:\s+read)?|read|ago|T|Z)\b|[+-]\d{2}:?\d{2}|\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?|\d{1,2}\s?[ap]\.?m\.?",
    )
    .ok()
});

/// The date of a line that holds a date and nothing else but words such as "Published" and the time of day.
pub fn date_line(line: &str) -> Option<(Date, Said)> {
    if line.len() > 160 {
        return None;
    }
    let found = dates(line);
    let first = found.first()?;
    let mut rest = line.to_string();
    for f in found.iter().rev() {
        rest.replace_range(f.span.start..f.span.end.min(rest.len()), " ");
    }
    let rest = AROUND.as_ref()?.replace_all(&rest, " ");
    if rest.chars().filter(|c| c.is_alphanumeric()).count() > 0 {
        return None;
    }
    Some(earliest_said(line, &found).unwrap_or((first.date, Said::Plain)))
}

/// The date of a line with other words too, such as a byline, and what the line says of it.
pub fn date_in_line(line: &str) -> Option<(Date, Said)> {
    let found = dates(line);
    earliest_said(line, &found)
}

/// The first date called published, else the first one said nothing of, else the first updated.
fn earliest_said(line: &str, found: &[Found]) -> Option<(Date, Said)> {
    let mut best: Option<(Date, Said)> = None;
    let mut from = 0;
    for f in found {
        let before = line.get(from..f.span.start).unwrap_or_default().to_ascii_lowercase();
        let said = if ["updat", "modif", "edited", "revis", "correct"].iter().any(|w| before.contains(w)) {
            Said::Updated
        } else if ["publish", "post", "first", "created"].iter().any(|w| before.contains(w)) {
            Said::Published
        } else {
            Said::Plain
        };
        if best.is_none_or(|(_, s)| said < s) {
            best = Some((f.date, said));
        }
        from = f.span.end;
    }
    best
}

/// A date in an attribute of HTML or in JSON-LD; ISO 8601 with any time zone, else as in a text. The day is the one written.
pub fn attribute(value: &str) -> Option<(Date, Option<String>)> {
    let value = value.trim();
    if value.len() > 80 {
        return None;
    }
    if let Some(date) = value.get(..10).and_then(|d| d.parse::<Date>().ok()) {
        let time = value.get(..16).and_then(|d| d.replace(' ', "T").parse::<DateTime>().ok());
        return Some((date, time.map(|_| value.replace(' ', "T"))));
    }
    dates(value).first().map(|f| (f.date, None))
}

/// The date in the path of an address, as in `/2031/05/02/`.
pub fn address(url: &str) -> Option<Date> {
    static PATH: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?i)/(?:[\w-]*[/_-])?((?:19|20)\d\d)(?:/(\d{1,2})/(\d{1,2})(?:/|$|\D)|-(\d\d)-(\d\d)(?:\D|$)|(\d\d)(\d\d)(?:[/_-]|$)|/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(\d{1,2})(?:/|$))").ok()
    });
    let caps = PATH.as_ref()?.captures(url)?;
    let number = |i: usize| caps.get(i).and_then(|m| m.as_str().parse::<i8>().ok());
    let year = caps.get(1)?.as_str().parse().ok()?;
    let month = number(2).or(number(4)).or(number(6)).or_else(|| month(caps.get(8)?.as_str()).map(|m| m as i8))?;
    let day = number(3).or(number(5)).or(number(7)).or(number(9))?;
    Date::new(year, month, day).ok()
}

/// Whether a date can be a page's: the web has no pages older than its first years.
pub fn plausible(date: Date) -> bool {
    (1990..=2100).contains(&date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn line(text: &str, expected: Option<(&str, Said)>) {
        assert_eq!(date_line(text), expected.map(|(d, s)| (d.parse().unwrap(), s)), "{text}");
    }

    #[test]
    fn date_lines() {
        line("May 2, 2031", Some(("2031-05-02", Said::Plain)));
        line("Friday, 2nd May 2031, 9:02 a.m. GMT", Some(("2031-05-02", Said::Plain)));
        line("Published 02/05/2031 at 10:15", Some(("2031-02-05", Said::Published)));
        line("Updated 4 May 2031 | Published 2 May 2031", Some(("2031-05-02", Said::Published)));
        line("2.5.2031", Some(("2031-05-02", Said::Plain)));
        line("2031-05-02T08:00:00+02:00", Some(("2031-05-02", Said::Plain)));
        line("2031 年 5 月 2 日", Some(("2031-05-02", Said::Plain)));
    }

    #[test]
    fn lines_that_are_no_date_lines() {
        line("PoliticsMay 2, 2031", None);
        line("The dam burst on May 2, 2031", None);
        line("Copyright 2019-2031", None);
        line("May 2031", None);
        line("31/31/2031", None);
    }

    #[test]
    fn addresses() {
        let check =
            |url: &str, expected: Option<&str>| assert_eq!(address(url).map(|d| d.to_string()).as_deref(), expected);
        check("https://velm.example/2031/05/02/dam-bursts", Some("2031-05-02"));
        check("https://velm.example/news/dam-2031-05-02.html", Some("2031-05-02"));
        check("https://velm.example/20310502/dam", Some("2031-05-02"));
        check("https://velm.example/2031/may/02/dam", Some("2031-05-02"));
        check("https://velm.example/a-2031123", None);
    }

    #[test]
    fn attributes() {
        let check = |v: &str, day: &str, time: Option<&str>| {
            assert_eq!(attribute(v), Some((day.parse().unwrap(), time.map(Into::into))), "{v}");
        };
        check("2031-05-02T23:30:00-05:00", "2031-05-02", Some("2031-05-02T23:30:00-05:00"));
        check("2031-05-02", "2031-05-02", None);
        check("Fri, 02 May 2031 10:00:00 GMT", "2031-05-02", None);
    }
}
