//! Times that bound each other: "two days after the ferry sank", "hours before the meeting".
//!
//! In: the bounds of some moments and how far they lie apart. Out: the bounds narrowed to what all distances allow. This is the simple
//! temporal problem of Dechter, Meiri and Pearl (1991), solved by propagating bounds until nothing changes; a distance that would leave a
//! moment no room is left aside, for then one of the two statements is wrong and a source's own date goes before arithmetic.

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// What a distance is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// Seconds from moment to moment.
    Second,
    /// Days of the calendar, whatever the time of day: Monday evening and Tuesday morning are one apart.
    Day,
}

/// How far a moment lies behind another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Distance {
    /// What `least` and `most` count.
    pub step: Step,
    /// At least so much; negative when the second may come first. `None` for no bound.
    pub least: Option<i64>,
    /// At most so much; `None` for no bound.
    pub most: Option<i64>,
}

/// The distance of one moment behind another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Constraint {
    /// Index of the moment that is counted from.
    pub from: usize,
    /// Index of the moment that is counted to.
    pub to: usize,
    /// How far `to` is behind `from`.
    pub distance: Distance,
    /// Whether `from` tells of `to` only, and not the other way round: what happens during a visit does not say how long the visit was.
    pub one_way: bool,
}

/// Bounds of a moment, both inclusive; a missing one is open.
pub type Bounds = (Option<DateTime>, Option<DateTime>);

/// Narrows the bounds of moments to what the constraints allow.
///
/// ```
/// use dateline::time::{Constraint, Distance, Step, narrow};
/// let day = |d: i8| jiff::civil::date(2025, 3, d);
/// let sinking = (Some(day(4).at(0, 0, 0, 0)), Some(day(4).at(23, 59, 59, 0)));
/// let two_days = Distance { step: Step::Day, least: Some(2), most: Some(2) };
/// let mut bounds = [sinking, (None, None)];
/// narrow(&mut bounds, &[Constraint { from: 0, to: 1, distance: two_days, one_way: false }]);
/// assert_eq!(bounds[1], (Some(day(6).at(0, 0, 0, 0)), Some(day(6).at(23, 59, 59, 0))));
/// ```
pub fn narrow(bounds: &mut [Bounds], constraints: &[Constraint]) {
    // Each round carries a bound one constraint further; cycles of distances that cannot hold are cut off by the count.
    for _ in 0..=constraints.len().min(ROUNDS) {
        let mut changed = false;
        for c in constraints {
            if c.from == c.to || c.from.max(c.to) >= bounds.len() {
                continue;
            }
            let Distance { step, least, most } = c.distance;
            let (from, to) = (bounds[c.from], bounds[c.to]);
            let behind = (later(from.0, step, least, false), later(from.1, step, most, true));
            changed |= meet(&mut bounds[c.to], behind);
            if !c.one_way {
                let ahead = (later(to.0, step, most.map(|n| -n), false), later(to.1, step, least.map(|n| -n), true));
                changed |= meet(&mut bounds[c.from], ahead);
            }
        }
        if !changed {
            return;
        }
    }
}

/// More rounds than chains of events told by their distances are long.
const ROUNDS: usize = 16;

/// A moment moved by an amount, to the end or the start of its day where days are counted.
fn later(moment: Option<DateTime>, step: Step, amount: Option<i64>, end: bool) -> Option<DateTime> {
    let (moment, amount) = (moment?, amount?);
    match step {
        Step::Second => moment.checked_add(jiff::Span::new().try_seconds(amount).ok()?).ok(),
        Step::Day => {
            let day = moment.date().checked_add(jiff::Span::new().try_days(amount).ok()?).ok()?;
            Some(if end { super::calendar::last_second(day) } else { day.at(0, 0, 0, 0) })
        }
    }
}

/// Cuts bounds down to others; whether that changed them. Bounds that exclude each other stay as they are.
fn meet(bounds: &mut Bounds, (earliest, latest): Bounds) -> bool {
    let low = bounds.0.max(earliest);
    let high = match (bounds.1, latest) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    if low.zip(high).is_some_and(|(low, high)| low > high) || (low, high) == *bounds {
        return false;
    }
    *bounds = (low, high);
    true
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn hour(n: i64) -> DateTime {
        date(2024, 5, 1).at(0, 0, 0, 0).saturating_add(jiff::Span::new().hours(n))
    }

    #[test]
    fn bounds_travel_along_chains() {
        let behind = |from, to, least, most| Constraint {
            from,
            to,
            distance: Distance { step: Step::Day, least: Some(least), most: Some(most) },
            one_way: false,
        };
        let mut bounds = [(None, None), (None, None), (Some(hour(240)), Some(hour(240)))];
        narrow(&mut bounds, &[behind(0, 1, 2, 2), behind(1, 2, 3, 4)]);
        assert_eq!(bounds[0], (Some(date(2024, 5, 5).at(0, 0, 0, 0)), Some(date(2024, 5, 6).at(23, 59, 59, 0))));
    }

    #[test]
    fn a_date_goes_before_a_distance_that_contradicts_it() {
        let mut bounds = [(Some(hour(0)), Some(hour(1))), (Some(hour(2)), Some(hour(3)))];
        let before = bounds;
        let distance = Distance { step: Step::Second, least: None, most: Some(-1) };
        narrow(&mut bounds, &[Constraint { from: 0, to: 1, distance, one_way: false }]);
        assert_eq!(bounds, before);
    }

    #[test]
    fn what_lies_within_does_not_shorten_what_is_around() {
        let mut bounds = [(Some(hour(0)), Some(hour(96))), (Some(hour(24)), Some(hour(47)))];
        let before = bounds;
        let distance = Distance { step: Step::Day, least: Some(0), most: Some(0) };
        narrow(&mut bounds, &[Constraint { from: 0, to: 1, distance, one_way: true }]);
        assert_eq!(bounds, before);
    }

    proptest! {
        /// Moments that keep all distances stay inside the narrowed bounds.
        #[test]
        fn nothing_true_is_cut_off(
            times in prop::collection::vec((0i64..400, 0i64..60, 0i64..60, any::<[bool; 2]>()), 2..6),
            pairs in prop::collection::vec((0usize..6, 0usize..6, 0i64..40, 0i64..40, any::<bool>()), 0..8),
        ) {
            let mut bounds: Vec<Bounds> = times
                .iter()
                .map(|(t, a, b, open)| ((!open[0]).then(|| hour(t - a)), (!open[1]).then(|| hour(t + b))))
                .collect();
            let constraints: Vec<Constraint> = pairs
                .iter()
                .filter(|(from, to, ..)| from.max(to) < &times.len())
                .map(|&(from, to, a, b, days)| {
                    let apart = times[to].0 - times[from].0;
                    let days_apart = i64::from((hour(times[to].0).date() - hour(times[from].0).date()).get_days());
                    let distance = if days {
                        Distance { step: Step::Day, least: Some(days_apart - a % 3), most: Some(days_apart + b % 3) }
                    } else {
                        Distance { step: Step::Second, least: Some((apart - a) * 3600), most: Some((apart + b) * 3600) }
                    };
                    Constraint { from, to, distance, one_way: false }
                })
                .collect();
            narrow(&mut bounds, &constraints);
            for (b, (t, ..)) in bounds.iter().zip(&times) {
                prop_assert!(b.0.is_none_or(|low| low <= hour(*t)) && b.1.is_none_or(|high| hour(*t) <= high));
            }
        }
    }
}
