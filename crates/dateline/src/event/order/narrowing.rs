//! Times of events, narrowed by what lies before and after what.
//!
//! In: the times that are told, and constraints between events. Out: the times with tighter bounds.

use crate::event::{Event, Order, Relation};
use crate::time::{Constraint, Distance, Granularity, Interval, narrow};
use crate::time::{EventTime, TimeBasis};
use crate::{Id, IndexVec, MentionId};

impl Order {
    /// The same as a constraint between two moments: `this` is the event that has the order.
    pub(crate) fn constraint<I: Id>(&self, this: I, other: I) -> Constraint {
        let Distance { step, least, most } = self.distance;
        let (this, other) = (this.index(), other.index());
        let (from, to, one_way) = match self.relation {
            Relation::Before => (this, other, false),
            Relation::After => (other, this, false),
            Relation::During => (other, this, true),
        };
        Constraint { from, to, distance: Distance { step, least, most }, one_way }
    }
}

/// Narrows the times of a page's events by their order to those whose time is told.
pub(super) fn narrow_times(events: &mut IndexVec<MentionId, Event>) {
    let told: Vec<Option<EventTime>> = events.iter().map(|e| e.time.clone()).collect();
    let constraints: Vec<Constraint> =
        events.iter_enumerated().flat_map(|(i, e)| e.order.iter().map(move |o| o.constraint(i, o.event))).collect();
    if constraints.is_empty() {
        return;
    }
    let times = narrowed(&told, &constraints);
    for (event, time) in events.iter_mut().zip(times) {
        event.time = time;
    }
}

/// The times of events narrowed by constraints between them. Only what is told moves others; a time taken from the narrative or from the
/// day of publication gives way.
pub(crate) fn narrowed(times: &[Option<EventTime>], constraints: &[Constraint]) -> Vec<Option<EventTime>> {
    let stated = |t: &Option<EventTime>| t.as_ref().is_some_and(|t| t.basis == TimeBasis::Stated);
    let mut bounds: Vec<_> = times
        .iter()
        .map(|t| {
            t.as_ref()
                .filter(|t| t.basis == TimeBasis::Stated)
                .map_or((None, None), |t| (t.interval.earliest, t.interval.latest))
        })
        .collect();
    narrow(&mut bounds, constraints);
    times
        .iter()
        .zip(bounds)
        .map(|(time, (earliest, latest))| {
            let Some(mut new) = time.clone() else {
                return both(earliest, latest).map(from_order);
            };
            if (earliest, latest) == (None, None) {
                return Some(new);
            }
            if stated(time) {
                (new.interval.earliest, new.interval.latest) = (earliest, latest);
                if new.interval != time.as_ref().map_or(new.interval, |t| t.interval) {
                    new.value = day_value(&new.interval).or(new.value);
                }
                return Some(new);
            }
            if let Some(interval) = both(earliest, latest) {
                return Some(from_order(interval));
            }
            let (low, high) = (new.interval.earliest.max(earliest), earlier(new.interval.latest, latest));
            if low.zip(high).is_some_and(|(low, high)| low <= high) {
                (new.interval.earliest, new.interval.latest) = (low, high);
                return Some(new);
            }
            // The narrative's day or that of publication is out of the question.
            let interval = Interval { earliest, latest, granularity: Granularity::Range, approximate: true };
            Some(EventTime { value: None, interval, basis: TimeBasis::Narrative, timex: None })
        })
        .collect()
}

type Moment = Option<jiff::civil::DateTime>;

fn earlier(a: Moment, b: Moment) -> Moment {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

fn both(earliest: Moment, latest: Moment) -> Option<Interval> {
    let (low, high) = (earliest?, latest?);
    let day = low.date() == high.date();
    let granularity = if day { Granularity::Day } else { Granularity::Range };
    Some(Interval { earliest, latest, granularity, approximate: !day })
}

fn day_value(interval: &Interval) -> Option<String> {
    let (low, high) = interval.earliest.zip(interval.latest)?;
    (low.date() == high.date()).then(|| low.date().to_string())
}

fn from_order(interval: Interval) -> EventTime {
    EventTime { value: day_value(&interval), interval, basis: TimeBasis::Stated, timex: None }
}
