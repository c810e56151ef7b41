//! News or history: which of publication and narrative a date without a year is resolved against.

use jiff::civil::Date;

use super::meaning::Time;
use super::tag::{Candidate, deictic};

/// How a page tells time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Genre {
    /// Dates are told in the course of a history rather than seen from the day of publication.
    pub narrative: bool,
}

impl Genre {
    /// Infers the genre: a history names many years that are not those of publication and few days of the week.
    pub fn of(found: &[Candidate], speech: Option<Date>) -> Genre {
        let (mut old, mut near, mut deictics) = (0, 0, 0);
        for candidate in found {
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
        Genre { narrative }
    }
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
