//! News or history: which of publication and narrative a date without a year is resolved against.

use jiff::civil::Date;

use super::meaning::Time;
use super::tag::{Candidate, deictic};

/// How a page tells time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Genre {
    /// Dates are told in the course of a history rather than seen from the day of publication.
    pub narrative: bool,
    /// Entries that begin with the hour: a live blog.
    pub live: bool,
}

impl Genre {
    /// Infers the genre: a history names many years that are not those of publication and few days of the week. So is a page that dates by
    /// the calendar alone, and long before it was published: an entry of an encyclopedia on what happened last year.
    pub fn of(found: &[Candidate], speech: Option<Date>) -> Genre {
        let (mut old, mut near, mut deictics, mut entries) = (0, 0, 0, 0);
        let (mut far, mut recent, mut loose, mut months) = (0, 0, 0, 0);
        for candidate in found {
            entries += usize::from(candidate.fresh && bare_clock(&candidate.item.time));
            let back = |d: Date| speech.is_some_and(|s| (s - d).get_days() > FAR);
            months += usize::from(month(&candidate.item.time).is_some_and(back));
            match day(&candidate.item.time) {
                Some((Some(d), _)) if speech.is_some_and(|s| (s - d).get_days() > FAR) => far += 1,
                // The day of the page itself stands in its date line, or tells when it was last changed.
                Some((Some(d), _)) if speech.is_some_and(|s| s != d) => recent += 1,
                Some((None, true)) => loose += 1,
                _ => {}
            }
            match year(&candidate.item.time) {
                Some(y) if speech.is_some_and(|s| (i32::from(s.year()) - y).abs() <= 1) => near += 1,
                Some(_) => old += 1,
                None => deictics += usize::from(deictic(&candidate.item.time)),
            }
        }
        let narrative = match speech {
            Some(_) => {
                old >= 5 && old >= near && old > 2 * deictics
                    // News names a month of years ago in passing; whoever looks back goes on with days of that year.
                    || (far >= 1 && far + loose >= 3 || months >= 1 && loose >= 3) && recent == 0 && deictics == 0
            }
            None => deictics <= old,
        };
        Genre { narrative, live: !narrative && entries >= 3 }
    }
}

/// Days between a date and the day of publication from which on the page looks back.
const FAR: i32 = 60;

/// The day of an expression that names one by the calendar, when its year is said; and whether its year is not.
fn day(time: &Time) -> Option<(Option<Date>, bool)> {
    match time {
        Time::Fields(f) => {
            let (month, day) = (f.month?, f.day?);
            Some(match f.year.filter(|_| !f.short) {
                Some(year) => (super::calendar::date(year, month, day), false),
                None => (None, !f.short),
            })
        }
        Time::Part { of, .. } | Time::Modified { of, .. } => day(of),
        _ => None,
    }
}

/// The last day of a month that is named with its year, and no day: it looks back like a day.
fn month(time: &Time) -> Option<Date> {
    match time {
        Time::Fields(f) if f.day.is_none() && f.weekday.is_none() && !f.short => {
            Some(super::calendar::date(f.year?, f.month?, 1)?.last_of_month())
        }
        Time::Part { of, .. } | Time::Modified { of, .. } => month(of),
        _ => None,
    }
}

/// Whether an expression is a time of the clock and nothing else.
pub(super) fn bare_clock(time: &Time) -> bool {
    matches!(time, Time::Fields(f) if f.clock.is_some() && f.weekday.is_none() && f.month.is_none() && f.of.is_none())
}

/// The year that an expression says.
pub(crate) fn year(time: &Time) -> Option<i32> {
    match time {
        Time::Fields(f) => f.year,
        Time::Part { of, .. } | Time::Modified { of, .. } | Time::Half { of, .. } => year(of),
        Time::Range(_, to) => year(to),
        _ => None,
    }
}
