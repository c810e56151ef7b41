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
    /// Infers the genre: a history names many years that are not those of publication and few days of the week.
    pub fn of(found: &[Candidate], speech: Option<Date>) -> Genre {
        let (mut old, mut near, mut deictics, mut entries) = (0, 0, 0, 0);
        for candidate in found {
            entries += usize::from(candidate.fresh && bare_clock(&candidate.item.time));
            match year(&candidate.item.time) {
                Some(y) if speech.is_some_and(|s| (i32::from(s.year()) - y).abs() <= 1) => near += 1,
                Some(_) => old += 1,
                None => deictics += usize::from(deictic(&candidate.item.time)),
            }
        }
        let narrative = match speech {
            Some(_) => old >= 5 && old >= near && old > 2 * deictics,
            None => deictics <= old,
        };
        Genre { narrative, live: !narrative && entries >= 3 }
    }
}

/// Whether an expression is a time of the clock and nothing else.
fn bare_clock(time: &Time) -> bool {
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
