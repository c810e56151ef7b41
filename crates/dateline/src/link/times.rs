//! One time out of several: what the mentions of an event say together.
//!
//! In: the times of an event's mentions. Out: their intersection, so that mentions narrow each other; where they exclude each other, the
//! time that most pages give, never a mean.

use jiff::civil::DateTime;

use crate::PageId;
use crate::time::{EventTime, TimeBasis};
use crate::time::{Granularity, Interval, Known, Stretch};

/// How two times relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// One of them is missing, open or too coarse to say.
    Unknown,
    /// They have a moment in common.
    Overlap,
    /// They name the same day.
    SameDay,
    /// They exclude each other.
    Disjoint,
}

/// The first and the last moment; open ends are infinite.
fn ends(i: &Interval) -> (DateTime, DateTime) {
    (i.earliest.unwrap_or(DateTime::MIN), i.latest.unwrap_or(DateTime::MAX))
}

/// Whether the interval lies within one day.
pub(crate) fn is_day(i: &Interval) -> bool {
    matches!((i.earliest, i.latest), (Some(a), Some(b)) if a.date() == b.date())
}

/// Compares two intervals. Approximate ones never exclude each other.
pub(crate) fn relation(a: &Interval, b: &Interval) -> Relation {
    if (a.earliest.is_none() && a.latest.is_none()) || (b.earliest.is_none() && b.latest.is_none()) {
        return Relation::Unknown;
    }
    if Stretch::inside(a).overlaps(&Stretch::inside(b)) == Known::No {
        return if a.approximate || b.approximate { Relation::Unknown } else { Relation::Disjoint };
    }
    // A night is of two days of the calendar, and no longer than one.
    let short = |i: &Interval| is_day(i) || width(i) < DAY;
    if short(a) && short(b) { Relation::SameDay } else { Relation::Overlap }
}

/// The part that two intervals have in common, with the finer grain; `None` when there is none.
fn meet(a: &Interval, b: &Interval) -> Option<Interval> {
    let ((a0, a1), (b0, b1)) = (ends(a), ends(b));
    let (low, high) = (a0.max(b0), a1.min(b1));
    (low <= high).then(|| Interval {
        earliest: (low > DateTime::MIN).then_some(low),
        latest: (high < DateTime::MAX).then_some(high),
        granularity: a.granularity.min(b.granularity),
        approximate: a.approximate && b.approximate,
    })
}

/// Whether a time says from when to when, not within which stretch at some moment.
fn is_extent(t: &EventTime) -> bool {
    t.basis == TimeBasis::Stated && t.value.as_deref().is_some_and(|v| v.contains('/'))
}

/// Whether one interval holds the whole of another.
fn covers(whole: &Interval, part: &Interval) -> bool {
    let ((a0, a1), (b0, b1)) = (ends(whole), ends(part));
    a0 <= b0 && b1 <= a1
}

fn rank(basis: TimeBasis) -> u8 {
    match basis {
        TimeBasis::Stated => 0,
        TimeBasis::Narrative => 1,
        TimeBasis::Publication => 2,
    }
}

/// Seconds of a day and of an hour.
const DAY: i64 = 86_400;
const HOUR: i64 = 3_600;

/// Seconds from the first to the last moment, also to choose the narrower of two; open intervals are longest.
fn width(i: &Interval) -> i64 {
    match (i.earliest, i.latest) {
        (Some(a), Some(b)) => i64::from((b.date() - a.date()).get_days()) * DAY + seconds(b) - seconds(a),
        _ => i64::MAX,
    }
}

fn seconds(t: DateTime) -> i64 {
    i64::from(t.hour()) * 3600 + i64::from(t.minute()) * 60 + i64::from(t.second())
}

/// The common time of an event. `times` come with the page they stand in, in order of text. What is stated goes before what the place
/// in the narrative suggests, and that before the day of publication; inside a rank, the time that agrees with most pages wins.
pub(crate) fn combine(times: &[(PageId, &EventTime)]) -> Option<EventTime> {
    let best = times.iter().map(|(_, t)| rank(t.basis)).min()?;
    let top: Vec<_> = times.iter().filter(|(_, t)| rank(t.basis) == best).collect();
    let mut chosen: Option<((usize, i64), &EventTime, Interval)> = None;
    for (_, seed) in &top {
        let mut interval = seed.interval;
        let mut pages = Vec::new();
        for (page, other) in &top {
            if let Some(common) = meet(&interval, &other.interval) {
                interval = common;
                pages.push(*page);
            }
        }
        pages.dedup();
        let score = (pages.len(), -width(&interval));
        if chosen.as_ref().is_none_or(|(s, ..)| score > *s) {
            chosen = Some((score, seed, interval));
        }
    }
    let (_, seed, mut interval) = chosen?;
    // "Afternoon" and "evening" have an hour in common that neither source means: the day is what they share. "Night" and "the small hours"
    // mean what they have in common, and a clock says it.
    let clock = |t: &EventTime| {
        part_of_day(t).is_none()
            && is_day(&t.interval)
            && covers(&t.interval, &interval)
            && width(&t.interval) < DAY - 1
    };
    let meant = width(&interval) > 2 * HOUR || top.iter().any(|(_, t)| clock(t));
    let parts: std::collections::BTreeSet<&str> = top
        .iter()
        .filter(|(_, t)| relation(&t.interval, &interval) == Relation::SameDay)
        .filter_map(|(_, t)| part_of_day(t))
        .collect();
    if parts.len() > 1
        && !meant
        && let (Some(a), Some(b)) = (interval.earliest, interval.latest)
    {
        interval.earliest = Some(a.date().at(0, 0, 0, 0));
        interval.latest = Some(b.date().at(23, 59, 59, 0));
        interval.granularity = Granularity::Day;
    }
    // "From 13 to 17 May" says how long it lasted: a day within is a part of it and leaves it as long as it was.
    let lasting = top.iter().map(|(_, t)| *t).filter(|t| is_extent(t) && covers(&t.interval, &interval));
    if let Some(extent) = lasting.min_by_key(|t| width(&t.interval)) {
        return Some(EventTime {
            value: extent.value.clone(),
            interval: extent.interval,
            basis: extent.basis,
            timex: None,
        });
    }
    // Weaker evidence may only narrow, and only to a stretch within.
    for (_, other) in times.iter().filter(|(_, t)| rank(t.basis) == best + 1 && best == 0) {
        if width(&interval) > 86_400
            && let Some(common) = meet(&interval, &other.interval)
        {
            interval = common;
        }
    }
    let value = top
        .iter()
        .filter(|(_, t)| t.interval.earliest == interval.earliest && t.interval.latest == interval.latest)
        .find_map(|(_, t)| t.value.clone())
        .or_else(|| is_day(&interval).then(|| interval.earliest.map(|d| d.date().to_string())).flatten())
        .or_else(|| seed.value.clone().filter(|_| interval == seed.interval));
    Some(EventTime { value, interval, basis: seed.basis, timex: None })
}

/// Days between two intervals that exclude each other; 0 when they do not.
pub(crate) fn apart(a: &Interval, b: &Interval) -> i32 {
    let gap = |end: Option<DateTime>, start: Option<DateTime>| match (end, start) {
        (Some(end), Some(start)) if end < start => (start.date() - end.date()).get_days(),
        _ => 0,
    };
    gap(a.latest, b.earliest).max(gap(b.latest, a.earliest))
}

/// The part of the day that a TIMEX3 value names, such as `TAF` for the afternoon.
pub(crate) fn part_of_day(time: &EventTime) -> Option<&str> {
    let (_, part) = time.value.as_deref()?.split_once('T')?;
    matches!(part, "MO" | "MI" | "AF" | "EV" | "NI" | "DT").then_some(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(from: &str, to: &str, basis: TimeBasis) -> EventTime {
        let at = |d: &str, end: bool| {
            d.parse::<jiff::civil::Date>().ok().map(|d| if end { d.at(23, 59, 59, 0) } else { d.at(0, 0, 0, 0) })
        };
        let interval = Interval {
            earliest: at(from, false),
            latest: at(to, true),
            granularity: Granularity::Day,
            approximate: false,
        };
        EventTime { value: Some(from.into()), interval, basis, timex: None }
    }

    fn check(times: &[(usize, EventTime)], from: &str, to: &str) {
        let times: Vec<_> = times.iter().map(|(p, t)| (PageId::new(*p), t)).collect();
        let found = combine(&times).expect("a time");
        let days = |t: Option<DateTime>| t.map(|t| t.date().to_string()).unwrap_or_default();
        assert_eq!((days(found.interval.earliest), days(found.interval.latest)), (from.into(), to.into()));
    }

    #[test]
    fn mentions_narrow_each_other() {
        use TimeBasis::Stated;
        check(
            &[(0, time("2024-05-01", "2024-05-31", Stated)), (1, time("2024-05-14", "2024-05-14", Stated))],
            "2024-05-14",
            "2024-05-14",
        );
    }

    #[test]
    fn an_extent_stays_as_long_as_it_is() {
        use TimeBasis::Stated;
        let mut stay = time("2024-05-13", "2024-05-17", Stated);
        stay.value = Some("2024-05-13/2024-05-17".into());
        check(&[(0, stay), (1, time("2024-05-13", "2024-05-13", Stated))], "2024-05-13", "2024-05-17");
    }

    #[test]
    fn most_pages_win_over_one() {
        use TimeBasis::Stated;
        let times = [
            (0, time("2024-05-13", "2024-05-13", Stated)),
            (1, time("2024-05-14", "2024-05-14", Stated)),
            (2, time("2024-05-14", "2024-05-14", Stated)),
        ];
        check(&times, "2024-05-14", "2024-05-14");
    }

    #[test]
    fn stated_goes_before_published() {
        let times = [
            (0, time("2024-05-16", "2024-05-16", TimeBasis::Publication)),
            (1, time("2024-05-14", "2024-05-14", TimeBasis::Stated)),
        ];
        check(&times, "2024-05-14", "2024-05-14");
    }
}
