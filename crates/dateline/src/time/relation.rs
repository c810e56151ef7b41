//! How two times relate, as far as it is known: yes, no or unknown.
//!
//! In: two [`Stretch`]es, each with bounds on its start and on its end. Out: a [`Known`]. What is told of a time mostly leaves it open where in
//! "September" something began and ended; a relation is `Yes` when it holds for every placing that the bounds allow, `No` when it
//! holds for none. The relations are those of Allen (1983), joined where news does not tell them apart.

use jiff::civil::DateTime;

use super::Interval;

/// A truth value with a third one for what is not told (Kleene's strong logic).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// For no placing.
    No,
    /// For some placings.
    Unknown,
    /// For every placing.
    Yes,
}

impl Known {
    /// Both.
    #[must_use]
    pub fn and(self, other: Known) -> Known {
        self.min(other)
    }

    /// The opposite; what is unknown stays unknown.
    #[must_use]
    pub fn negated(self) -> Known {
        match self {
            Known::No => Known::Yes,
            Known::Unknown => Known::Unknown,
            Known::Yes => Known::No,
        }
    }
}

/// Bounds of one end, both inclusive; a missing bound is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// It is not before this moment.
    pub earliest: Option<DateTime>,
    /// It is not after this moment.
    pub latest: Option<DateTime>,
}

/// A stretch of time of which start and end are known within bounds.
///
/// ```
/// use dateline::time::{Granularity, Interval, Known, Stretch};
/// let day = |d: &str| {
///     let d: jiff::civil::Date = d.parse().unwrap();
///     Interval {
///         earliest: Some(d.at(0, 0, 0, 0)),
///         latest: Some(d.at(23, 59, 59, 0)),
///         granularity: Granularity::Day,
///         approximate: false,
///     }
/// };
/// let (tuesday, wednesday) = (Stretch::inside(&day("2024-05-14")), Stretch::inside(&day("2024-05-15")));
/// assert_eq!(tuesday.before(&wednesday), Known::Yes);
/// assert_eq!(tuesday.overlaps(&tuesday), Known::Unknown); // Two events of one day need not meet.
/// assert_eq!(tuesday.within(&Stretch::whole(&day("2024-05-14"))), Known::Yes);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where it starts.
    pub start: End,
    /// Where it ends; no earlier than it starts.
    pub end: End,
}

/// Whether a moment within one bound comes before a moment within another.
fn precedes(a: End, b: End) -> Known {
    match (a.latest, b.earliest) {
        (Some(last), Some(first)) if last < first => return Known::Yes,
        _ => {}
    }
    match (a.earliest, b.latest) {
        (Some(first), Some(last)) if first >= last => Known::No,
        _ => Known::Unknown,
    }
}

impl Stretch {
    /// Something that happened at some time within an interval: "on 14 May it rained".
    pub fn inside(interval: &Interval) -> Stretch {
        let end = End { earliest: interval.earliest, latest: interval.latest };
        Stretch { start: end, end }
    }

    /// Something that lasted all of an interval: "14 May", the day itself.
    pub fn whole(interval: &Interval) -> Stretch {
        let at = |moment| End { earliest: moment, latest: moment };
        Stretch { start: at(interval.earliest), end: at(interval.latest) }
    }

    /// It ends before the other one starts (Allen: before).
    pub fn before(&self, other: &Stretch) -> Known {
        precedes(self.end, other.start)
    }

    /// It starts after the other one ends (Allen: after).
    pub fn after(&self, other: &Stretch) -> Known {
        other.before(self)
    }

    /// It starts no earlier and ends no later than the other one (Allen: during, starts, finishes, equal).
    pub fn within(&self, other: &Stretch) -> Known {
        precedes(self.start, other.start).negated().and(precedes(other.end, self.end).negated())
    }

    /// They have a moment in common (Allen: all but before and after).
    pub fn overlaps(&self, other: &Stretch) -> Known {
        self.before(other).negated().and(other.before(self).negated())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{DateTime, date};
    use proptest::prelude::*;

    use super::*;

    fn moment(hour: i64) -> DateTime {
        date(2024, 5, 1).at(0, 0, 0, 0).saturating_add(jiff::Span::new().hours(hour))
    }

    /// A stretch with bounds, and one placing of it that they allow.
    fn placed() -> impl Strategy<Value = (Stretch, (i64, i64))> {
        ((0i64..40, 0i64..20), (0i64..8, 0i64..8), (0i64..8, 0i64..8), any::<[bool; 4]>()).prop_map(
            |((start, length), (a, b), (c, d), open)| {
                let end = start + length;
                let bound = |hour: i64, open: bool| (!open).then(|| moment(hour));
                let stretch = Stretch {
                    start: End { earliest: bound(start - a, open[0]), latest: bound(start + b, open[1]) },
                    end: End { earliest: bound(end - c, open[2]), latest: bound(end + d, open[3]) },
                };
                (stretch, (start, end))
            },
        )
    }

    fn agrees(known: Known, truth: bool) -> bool {
        match known {
            Known::Yes => truth,
            Known::No => !truth,
            Known::Unknown => true,
        }
    }

    proptest! {
        /// What is said to be known holds for any placing.
        #[test]
        fn what_is_known_is_true((a, (a0, a1)) in placed(), (b, (b0, b1)) in placed()) {
            prop_assert!(agrees(a.before(&b), a1 < b0));
            prop_assert!(agrees(a.after(&b), a0 > b1));
            prop_assert!(agrees(a.within(&b), a0 >= b0 && a1 <= b1));
            prop_assert!(agrees(a.overlaps(&b), a0 <= b1 && b0 <= a1));
        }

        /// Exact stretches leave nothing unknown, and one of before, after, overlaps holds.
        #[test]
        fn exact_stretches_are_decided((a0, a) in (0i64..50, 0i64..20), (b0, b) in (0i64..50, 0i64..20)) {
            let exact = |from: i64, length: i64| {
                let at = |hour| End { earliest: Some(moment(hour)), latest: Some(moment(hour)) };
                Stretch { start: at(from), end: at(from + length) }
            };
            let (x, y) = (exact(a0, a), exact(b0, b));
            let relations = [x.before(&y), x.after(&y), x.overlaps(&y)];
            prop_assert_eq!(relations.iter().filter(|r| **r == Known::Yes).count(), 1);
            prop_assert_eq!(relations.iter().filter(|r| **r == Known::Unknown).count(), 0);
            prop_assert_eq!(x.within(&y), if b0 <= a0 && a0 + a <= b0 + b { Known::Yes } else { Known::No });
        }

        /// Overlapping does not depend on the order, and before is the mirror of after.
        #[test]
        fn relations_have_mirrors((a, _) in placed(), (b, _) in placed()) {
            prop_assert_eq!(a.overlaps(&b), b.overlaps(&a));
            prop_assert_eq!(a.before(&b), b.after(&a));
        }
    }
}
