//! One moment by two clocks: "2 a.m. on Tuesday (1700 GMT)".
//!
//! In: a time in brackets behind another one. Out: the day that it has by its own clock. Where both zones are known this is arithmetic; where
//! one is "local time", the day is the one for which the two clocks are no further apart than clocks on earth are.

use jiff::civil::Date;

use super::calendar::advance;
use super::guard::Seen;
use super::meaning::Clock;
use super::unit::Unit;

/// Zones lie between these many minutes east of UTC.
const ZONES: std::ops::RangeInclusive<i64> = -720..=840;

/// The day of a time in brackets that tells the moment of the time before it, which ended at piece `end`; `None` where it is no such time.
pub(super) fn other(seen: &Seen, end: usize, first: (Date, Clock), second: (Date, Clock)) -> Option<Date> {
    let between = end..seen.range.start;
    // "9 a.m. Tokyo time (0000 GMT)": up to two words stand between them.
    if between.len() > 4 || seen.before(1) != "(" {
        return None;
    }
    shifted(first, second.1)
}

/// The day on which a clock shows the moment that another one shows on its day.
fn shifted((day, first): (Date, Clock), second: Clock) -> Option<Date> {
    let minutes = |c: &Clock| i64::from(c.hour) * 60 + i64::from(c.minute.unwrap_or(0));
    let zone = |c: &Clock| c.zone.filter(|z| ZONES.contains(z));
    let (m, n) = (minutes(&first), minutes(&second));
    let days = match (zone(&first), zone(&second)) {
        (Some(a), Some(b)) => (m - a + b).div_euclid(1440),
        (None, Some(b)) => nearest(|days| m - (days * 1440 + n - b))?,
        (Some(a), None) => nearest(|days| days * 1440 + n - (m - a))?,
        (None, None) => return None,
    };
    advance(day, Unit::Day, days)
}

/// Of the day before, the same day and the day after the one with the smallest possible distance from UTC.
fn nearest(offset: impl Fn(i64) -> i64) -> Option<i64> {
    [0, -1, 1].into_iter().filter(|d| ZONES.contains(&offset(*d))).min_by_key(|d| offset(*d).abs())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn check(first: (i8, Option<i64>), second: (i8, Option<i64>), expected: Option<i8>) {
        let clock = |(hour, zone): (i8, Option<i64>)| Clock { hour, zone, ..Clock::default() };
        let found = shifted((date(2024, 5, 14), clock(first)), clock(second));
        assert_eq!(found.map(|d| d.day()), expected, "{first:?} {second:?}");
    }

    #[test]
    fn a_moment_has_a_day_by_each_clock() {
        check((9, Some(540)), (0, Some(0)), Some(14));
        check((2, Some(540)), (17, Some(0)), Some(13));
        check((22, Some(-300)), (3, Some(0)), Some(15));
        // Local time, wherever it is.
        check((2, None), (17, Some(0)), Some(13));
        check((9, Some(9999)), (0, Some(0)), Some(14));
        check((20, None), (1, Some(0)), Some(15));
        check((17, Some(0)), (2, None), Some(15));
        check((17, None), (2, None), None);
    }
}
