//! Times as EDTF strings (Extended Date/Time Format, ISO 8601-2:2019, levels 0 and 1; sets of level 2 for publication dates).
//!
//! In: an [`Interval`] or the bounds of a publication. Out: the shortest expression that has exactly these days. EDTF has no stretches within a
//! day: a part of a day is told as its day, a moment as date and time.

use jiff::civil::{Date, DateTime};

use super::calendar::advance;
use super::unit::Unit;
use super::{Granularity, Interval};

/// How far a bound can be shortened.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cut {
    Day,
    Month,
    Year,
}

impl Interval {
    /// The interval in EDTF; `None` when it has no bound at all.
    ///
    /// `2023-09-12`, `2023-09`, `2023`, `199X`, `19XX`, `2023-09-12T10:35:00`, `2023-09-13/2023-09-17`, `../2023-09-12`, with `~` where the
    /// source says "about".
    pub fn edtf(&self) -> Option<String> {
        let about = if self.approximate { "~" } else { "" };
        let (first, last) = match (self.earliest, self.latest) {
            (None, None) => return None,
            (Some(from), None) => return Some(format!("{}{about}/..", day(from.date()))),
            (None, Some(to)) => return Some(format!("../{}{about}", day(to.date()))),
            (Some(from), Some(to)) => (from, to),
        };
        if first == last && !self.approximate {
            return Some(format!(
                "{}T{:02}:{:02}:{:02}",
                day(first.date()),
                first.hour(),
                first.minute(),
                first.second()
            ));
        }
        let from = first.date();
        // The night of a day ends on the next one.
        let to =
            if self.granularity <= Granularity::PartOfDay && within_night(first, last) { from } else { last.date() };
        Some(days(from, to, about))
    }
}

fn within_night(first: DateTime, last: DateTime) -> bool {
    (last.date() - first.date()).get_days() <= 1 && last.hour() < 12
}

/// Days from one to another.
fn days(from: Date, to: Date, about: &str) -> String {
    if from == to {
        return format!("{}{about}", day(from));
    }
    let cut = starts(from).min(ends(to));
    let year = |d: Date| i32::from(d.year());
    if cut == Cut::Year && year(from) >= 0 {
        let span = year(to) - year(from) + 1;
        if span == 10 && year(from) % 10 == 0 {
            return format!("{:03}X{about}", year(from) / 10);
        }
        if span == 100 && year(from) % 100 == 0 {
            return format!("{:02}XX{about}", year(from) / 100);
        }
    }
    let (a, b) = (shown(from, cut), shown(to, cut));
    if a == b { format!("{a}{about}") } else { format!("{a}{about}/{b}{about}") }
}

/// The publication date of a page in EDTF: a day, or one of several (`[2023-09-11..2023-09-12]`, `[2024-01-01..]`).
pub fn published_edtf(earliest: Option<Date>, latest: Option<Date>) -> Option<String> {
    match (earliest, latest) {
        (None, None) => None,
        (Some(a), Some(b)) if a == b => Some(day(a)),
        (a, b) => {
            let show = |d: Option<Date>| d.map(day).unwrap_or_default();
            Some(format!("[{}..{}]", show(a), show(b)))
        }
    }
}

fn starts(d: Date) -> Cut {
    match (d.month(), d.day()) {
        (1, 1) => Cut::Year,
        (_, 1) => Cut::Month,
        _ => Cut::Day,
    }
}

fn ends(d: Date) -> Cut {
    match (d.month(), d.day()) {
        (12, 31) => Cut::Year,
        _ if advance(d, Unit::Day, 1).is_none_or(|next| next.day() == 1) => Cut::Month,
        _ => Cut::Day,
    }
}

fn shown(d: Date, cut: Cut) -> String {
    let whole = day(d);
    let tail = match cut {
        Cut::Day => 0,
        Cut::Month => 3,
        Cut::Year => 6,
    };
    whole.get(..whole.len() - tail).unwrap_or(&whole).to_string()
}

/// A day with a year of four digits, astronomical before Christ: 480 BC is `-0479`.
fn day(d: Date) -> String {
    let sign = if d.year() < 0 { "-" } else { "" };
    format!("{sign}{:04}-{:02}-{:02}", d.year().unsigned_abs(), d.month(), d.day())
}

#[cfg(test)]
mod tests {
    use edtf_core::{Bound, Edtf};
    use proptest::prelude::*;

    use super::*;

    fn interval(from: &str, to: &str, approximate: bool) -> Interval {
        let at = |text: &str| text.parse::<DateTime>().ok();
        Interval { earliest: at(from), latest: at(to), granularity: Granularity::Range, approximate }
    }

    fn check(from: &str, to: &str, approximate: bool, expected: &str) {
        let edtf = interval(from, to, approximate).edtf().unwrap_or_default();
        assert_eq!(edtf, expected);
        assert!(edtf_core::is_valid(&edtf), "{edtf}");
    }

    #[test]
    fn intervals_are_told_in_the_shortest_way() {
        check("2023-09-12T00:00", "2023-09-12T23:59:59", false, "2023-09-12");
        check("2023-09-01T00:00", "2023-09-30T23:59:59", true, "2023-09~");
        check("2024-01-01T00:00", "2024-12-31T23:59:59", false, "2024");
        check("1990-01-01T00:00", "1999-12-31T23:59:59", false, "199X");
        check("1900-01-01T00:00", "1999-12-31T23:59:59", false, "19XX");
        check("2023-07-01T00:00", "2023-09-30T23:59:59", false, "2023-07/2023-09");
        check("2023-09-11T00:00", "2023-09-17T23:59:59", false, "2023-09-11/2023-09-17");
        check("2018-01-01T00:00", "2019-12-31T23:59:59", true, "2018~/2019~");
        check("2023-09-12T10:35", "2023-09-12T10:35", false, "2023-09-12T10:35:00");
        check("2023-09-12T10:35", "2023-09-12T10:35", true, "2023-09-12~");
        check("", "2023-09-12T23:59:59", false, "../2023-09-12");
        check("2023-09-12T00:00", "", true, "2023-09-12~/..");
        check("-000479-01-01T00:00", "-000479-12-31T23:59:59", false, "-0479");
    }

    #[test]
    fn an_unknown_day_of_publication_is_one_of_a_set() {
        let date = |text: &str| text.parse::<Date>().ok();
        let check = |a: &str, b: &str, expected: Option<&str>| {
            let edtf = published_edtf(date(a), date(b));
            assert_eq!(edtf.as_deref(), expected);
            assert!(edtf.is_none_or(|e| edtf_core::is_valid(&e)));
        };
        check("2023-09-11", "2023-09-11", Some("2023-09-11"));
        check("2023-09-11", "2023-09-12", Some("[2023-09-11..2023-09-12]"));
        check("2024-01-01", "", Some("[2024-01-01..]"));
        check("", "2024-01-01", Some("[..2024-01-01]"));
        check("", "", None);
    }

    proptest! {
        /// Whatever the interval, the string parses, and a parser that is not ours reads the same days from it.
        #[test]
        fn every_string_parses_and_keeps_the_days(
            year in -9990i16..9990, month in 1i8..=12, day in 1i8..=28, length in 0i64..40_000, snap in 0u8..4, approximate: bool,
        ) {
            let mut from = Date::new(year, month, day).expect("a date");
            if snap > 0 { from = from.first_of_month(); }
            if snap > 1 { from = from.first_of_year(); }
            let Ok(mut to) = from.checked_add(jiff::Span::new().days(length)) else { return Ok(()) };
            if snap > 0 { to = to.last_of_month(); }
            if snap > 1 { to = to.last_of_year(); }
            let interval = Interval {
                earliest: Some(from.at(0, 0, 0, 0)),
                latest: Some(to.at(23, 59, 59, 0)),
                granularity: Granularity::Range,
                approximate,
            };
            let edtf = interval.edtf().expect("bounds");
            let parsed = Edtf::parse(&edtf).map_err(|e| TestCaseError::fail(format!("{edtf}: {e}")))?;
            let bounds = parsed.bounds();
            let shown = |b: Bound| if let Bound::Date(d) = b { d.to_string() } else { String::new() };
            prop_assert_eq!(shown(bounds.earliest), super::day(from), "{}", edtf);
            prop_assert_eq!(shown(bounds.latest), super::day(to), "{}", edtf);
        }
    }
}
