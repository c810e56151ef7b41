//! Dates, intervals and letters as a reader likes them. No locale: English month names always.

use dateline::page::{Published, PublishedBasis};
use dateline::time::Interval;
use dateline::time::{EventTime, TimeBasis};
use jiff::civil::{Date, DateTime};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// The letter of the nth source: A to Z, then AA, AB, ….
///
/// ```
/// use dateline_report::letter;
/// assert_eq!((letter(0), letter(25), letter(26)), ("A".into(), "Z".into(), "AA".into()));
/// ```
pub fn letter(mut n: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (n % 26) as u8));
        n /= 26;
        if n == 0 {
            return letters.iter().rev().collect();
        }
        n -= 1;
    }
}

/// When an event was: `4 Mar 2025, 23:40`, `4–8 Mar 2025`, `Mar 2025`, `undated`. `~` marks what was inferred.
pub fn when(time: Option<&EventTime>) -> String {
    let Some(time) = time else { return "undated".into() };
    let Some(words) = interval(&time.interval, time.value.as_deref()) else { return "undated".into() };
    match time.basis {
        TimeBasis::Stated if time.interval.approximate => format!("about {words}"),
        TimeBasis::Stated => words,
        TimeBasis::Narrative | TimeBasis::Publication => format!("~ {words}"),
    }
}

/// Day and time of day apart: `Tue 4 Mar 2025` and `21:14`; months and stretches have no weekday.
pub fn day_and_clock(time: &EventTime) -> (String, String) {
    let words = interval(&time.interval, time.value.as_deref()).unwrap_or_default();
    let (days, clock) =
        words.split_once(", ").map_or((words.clone(), String::new()), |(d, c)| (d.to_owned(), c.to_owned()));
    let first = time.interval.earliest.map(|t| t.date()).filter(|d| day(*d) == days);
    let weekday = first.and_then(|d| WEEKDAYS.get(usize::try_from(d.weekday().to_monday_zero_offset()).ok()?));
    (weekday.map_or(days.clone(), |w| format!("{w} {days}")), clock)
}

/// What the words of a time say of how exactly it is meant: "about", "shortly before".
pub fn hedge(words: &str) -> Option<&'static str> {
    const HEDGES: [&str; 22] = [
        "shortly before",
        "shortly after",
        "just before",
        "just after",
        "a little before",
        "a little after",
        "soon after",
        "not long after",
        "some time before",
        "some time after",
        "sometime before",
        "sometime after",
        "towards",
        "toward",
        "around",
        "about",
        "roughly",
        "approximately",
        "nearly",
        "almost",
        "before",
        "after",
    ];
    let words = words.trim().to_lowercase();
    let words = words.strip_prefix("at ").unwrap_or(&words);
    HEDGES.iter().find(|h| words.strip_prefix(**h).is_some_and(|rest| rest.starts_with(' '))).copied()
}

/// When a page was published. `~` marks what was inferred.
pub fn published(p: &Published) -> String {
    let words = match (p.earliest, p.latest) {
        (Some(a), Some(b)) => days(a, b),
        (Some(a), None) => format!("{} or later", day(a)),
        (None, Some(b)) => format!("{} or earlier", day(b)),
        (None, None) => return "undated".into(),
    };
    if p.basis == Some(PublishedBasis::Inferred) { format!("~ {words}") } else { words }
}

fn interval(i: &Interval, value: Option<&str>) -> Option<String> {
    Some(match (i.earliest, i.latest) {
        (Some(a), Some(b)) if a.date() == b.date() => match clock(a, b, value) {
            Some(clock) => format!("{}, {clock}", day(a.date())),
            None => day(a.date()),
        },
        (Some(a), Some(b)) => match night(a, b, value) {
            Some(night) => format!("{}, {night}", day(a.date())),
            None => days(a.date(), b.date()),
        },
        (Some(a), None) => format!("from {}", day(a.date())),
        (None, Some(b)) => format!("until {}", day(b.date())),
        (None, None) => return None,
    })
}

/// The part of one day that an interval covers; `None` for the whole.
fn clock(a: DateTime, b: DateTime, value: Option<&str>) -> Option<String> {
    let whole = a.hour() == 0 && a.minute() == 0 && b.hour() == 23 && b.minute() == 59;
    let minute = |t: DateTime| format!("{:02}:{:02}", t.hour(), t.minute());
    let part = value.and_then(|v| v.get(10..)).and_then(part_of_day);
    match part {
        Some(part) => Some(part.into()),
        None if whole => None,
        None if minute(a) == minute(b) => Some(o_clock(a)),
        // Of what is only known to be over by some hour, or to have come after one, the other end is that of the day.
        None if minute(a) == "00:00" => Some(format!("before {}", o_clock(b))),
        None if b.hour() == 23 && b.minute() == 59 => Some(format!("after {}", o_clock(a))),
        None => Some(format!("{}–{}", minute(a), minute(b))),
    }
}

/// A time of day: `noon`, `23:40`.
fn o_clock(t: DateTime) -> String {
    if t.hour() == 12 && t.minute() == 0 { "noon".into() } else { format!("{:02}:{:02}", t.hour(), t.minute()) }
}

/// A night reaches into the next day but is named after the first.
fn night(a: DateTime, b: DateTime, value: Option<&str>) -> Option<&'static str> {
    let next = a.date().tomorrow().ok()? == b.date();
    value.and_then(|v| v.get(10..)).and_then(part_of_day).filter(|_| next)
}

fn part_of_day(code: &str) -> Option<&'static str> {
    Some(match code {
        "TMO" => "morning",
        "TMI" => "midday",
        "TAF" => "afternoon",
        "TEV" => "evening",
        "TNI" => "night",
        "TDT" => "daytime",
        _ => return None,
    })
}

/// A value that sources differ in: a TIMEX3 value or two of them around a slash as words, everything else as it is.
pub fn value(text: &str) -> String {
    let (date, rest) = text.split_at_checked(10).unwrap_or((text, ""));
    let Ok(date) = date.parse::<Date>() else { return text.into() };
    if rest.is_empty() {
        return day(date);
    }
    if let Some(end) = rest.strip_prefix('/').and_then(|r| r.parse::<Date>().ok()) {
        return days(date, end);
    }
    match part_of_day(rest).or_else(|| rest.strip_prefix('T').filter(|t| t.contains(':'))) {
        Some(part) => format!("{}, {part}", day(date)),
        None => text.into(),
    }
}

/// One day: `4 Mar 2025`.
pub fn day(d: Date) -> String {
    format!("{} {}", d.day(), month(d))
}

fn month(d: Date) -> String {
    format!("{} {}", month_name(d), d.year())
}

fn month_name(d: Date) -> &'static str {
    let index = usize::try_from(d.month() - 1).unwrap_or_default();
    MONTHS.get(index).copied().unwrap_or_default()
}

/// A stretch of days in as few words as it takes.
pub fn days(a: Date, b: Date) -> String {
    let (first, last) = (a.day() == 1, b == b.last_of_month());
    let months = first && last;
    match (a.year() == b.year(), a.month() == b.month()) {
        _ if a == b => day(a),
        (true, _) if months && a.month() == 1 && b.month() == 12 => a.year().to_string(),
        (true, true) if months => month(a),
        (true, false) if months => format!("{}–{}", month_name(a), month(b)),
        (false, _) if months && a.month() == 1 && b.month() == 12 => format!("{}–{}", a.year(), b.year()),
        (true, true) => format!("{}–{}", a.day(), day(b)),
        (true, false) => format!("{} {} – {}", a.day(), month_name(a), day(b)),
        (false, _) => format!("{} – {}", day(a), day(b)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline::time::Granularity;

    fn check(earliest: &str, latest: &str, value: Option<&str>, expected: &str) {
        let moment = |t: &str| (!t.is_empty()).then(|| t.parse().unwrap());
        let interval = Interval {
            earliest: moment(earliest),
            latest: moment(latest),
            granularity: Granularity::Day,
            approximate: false,
        };
        let time = EventTime { value: value.map(Into::into), interval, basis: TimeBasis::Stated, timex: None };
        assert_eq!(when(Some(&time)), expected);
    }

    #[test]
    fn intervals_read_well() {
        check("2025-03-04T00:00", "2025-03-04T23:59:59", None, "4 Mar 2025");
        check("2025-03-04T23:40", "2025-03-04T23:40:59", None, "4 Mar 2025, 23:40");
        check("2025-03-04T18:00", "2025-03-04T23:59:59", Some("2025-03-04TEV"), "4 Mar 2025, evening");
        check("2025-03-04T00:00", "2025-03-04T12:00", None, "4 Mar 2025, before noon");
        check("2025-03-04T12:00", "2025-03-04T12:00:59", None, "4 Mar 2025, noon");
        check("2025-03-04T14:30", "2025-03-04T23:59:59", None, "4 Mar 2025, after 14:30");
        check("2025-03-04T05:00", "2025-03-04T11:00", None, "4 Mar 2025, 05:00–11:00");
        check("2025-03-04T20:00", "2025-03-05T05:59:59", Some("2025-03-04TNI"), "4 Mar 2025, night");
        check("2025-03-04T00:00", "2025-03-08T23:59:59", None, "4–8 Mar 2025");
        check("2025-02-27T00:00", "2025-03-01T23:59:59", None, "27 Feb – 1 Mar 2025");
        check("2025-03-01T00:00", "2025-03-31T23:59:59", None, "Mar 2025");
        check("2025-01-01T00:00", "2025-03-31T23:59:59", None, "Jan–Mar 2025");
        check("2025-01-01T00:00", "2025-12-31T23:59:59", None, "2025");
        check("1990-01-01T00:00", "1999-12-31T23:59:59", None, "1990–1999");
        check("2024-12-30T00:00", "2025-01-02T23:59:59", None, "30 Dec 2024 – 2 Jan 2025");
        check("2025-03-04T00:00", "", None, "from 4 Mar 2025");
        check("", "", None, "undated");
    }

    #[test]
    fn values_read_well() {
        let check = |text, expected| assert_eq!(value(text), expected);
        check("2025-03-04", "4 Mar 2025");
        check("2025-03-04TEV", "4 Mar 2025, evening");
        check("2025-03-04T23:40", "4 Mar 2025, 23:40");
        check("2025-03-04/2025-03-08", "4–8 Mar 2025");
        check("181 aboard", "181 aboard");
        check("2025-03-04Tx", "2025-03-04Tx");
        check("länger als 2025", "länger als 2025");
    }

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([letter(27), letter(51), letter(52), letter(701), letter(702)], ["AB", "AZ", "BA", "ZZ", "AAA"]);
    }
}
