//! One moment by two clocks: "2 a.m. on Tuesday (1700 GMT)".
//!
//! In: a time in brackets behind another one. Out: the day that it has by its own clock. Where both zones are known this is arithmetic; where
//! one is "local time", the day is the one for which the two clocks are no further apart than clocks on earth are.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::calendar::advance;
use super::guard::Seen;
use super::meaning::Clock;
use super::unit::Unit;

/// Zones lie between these many minutes east of UTC.
const ZONES: std::ops::RangeInclusive<i64> = -720..=840;

/// The value of the first zone that is a place's; what lies below are minutes east of UTC.
const FIRST_PLACE: i64 = 10_000;

/// The zones of `data/time/zones.toml` in order of their names, with the words that name them.
static PLACES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let zones: BTreeMap<String, String> =
        crate::data::table("time/zones.toml", include_str!("../../../../data/time/zones.toml"));
    // Central European time has a clock of its own before all places.
    std::iter::once(("CET".to_owned(), String::new())).chain(zones).collect()
});

/// The tz database inside the program, so that the machine's own does not matter.
static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// Words that name the clock of a place ("tokyo" of "Tokyo time"), with their zone as [`Clock::zone`] has it.
pub(super) fn words() -> impl Iterator<Item = (&'static str, i64)> {
    PLACES.iter().zip(FIRST_PLACE..).flat_map(|((_, words), value)| words.split_whitespace().map(move |w| (w, value)))
}

/// How many minutes east of UTC a clock goes on a day, daylight saving included; `None` for "local time" and for clocks without zone.
pub(super) fn minutes_east(clock: &Clock, day: Date) -> Option<i64> {
    let zone = clock.zone?;
    let Some(place) = usize::try_from(zone - FIRST_PLACE).ok() else {
        return Some(zone).filter(|z| ZONES.contains(z));
    };
    let zone: TimeZone = DATABASE.get(&PLACES.get(place)?.0).ok()?;
    let minute = clock.minute.unwrap_or(0).clamp(0, 59);
    let moment = zone.to_zoned(day.at(clock.hour.clamp(0, 23), minute, 0, 0)).ok()?;
    Some(i64::from(moment.offset().seconds()) / 60)
}

/// A zone in words: `UTC+05:30`.
pub(super) fn told(minutes: i64) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("by a clock of UTC{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

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
    let zone = |c: &Clock| minutes_east(c, day);
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

    #[test]
    fn every_place_has_a_zone_of_the_database() {
        for (word, zone) in words() {
            let clock = Clock { hour: 12, zone: Some(zone), ..Clock::default() };
            assert!(minutes_east(&clock, date(2024, 5, 14)).is_some(), "{word}");
        }
    }

    #[test]
    fn daylight_saving_counts() {
        let zone = words().find(|(w, _)| *w == "london").map(|(_, z)| z);
        let clock = Clock { hour: 12, zone, ..Clock::default() };
        assert_eq!(minutes_east(&clock, date(2024, 1, 14)), Some(0));
        assert_eq!(minutes_east(&clock, date(2024, 5, 14)), Some(60));
    }
}
