//! Values that can be held against each other, whatever page they stand in.
//!
//! In: what a page says of a slot, typed. Out: [`compare`], which says how two values of one slot lie to each other. It never looks at words
//! where a type is known, and what it cannot tell is [`Verdict::Unknown`], which contradicts nothing.

mod compare;
#[cfg(test)]
mod tests;

pub(crate) use compare::compare;

use crate::EntityId;
use crate::event::Bound;
use crate::numerals::Number;
use crate::time::{Day, Interval};

/// How two values of one slot lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// One value.
    Same,
    /// One tells the other more finely: Lyon and France, 14 May and May.
    Finer,
    /// Both can be true.
    Overlap,
    /// Both cannot be true.
    Excludes,
    /// Nothing can be said: other types, other currencies, an hour without its zone.
    Unknown,
}

/// A number as it is meant: a value with its grain, perhaps the upper end of a range, and the hedge before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Figure {
    pub number: Number,
    /// The upper end of a range.
    pub high: Option<f64>,
    pub bound: Bound,
}

/// What a page says of one slot.
#[derive(Clone, Debug, PartialEq)]
#[allow(dead_code)]
pub(crate) enum Value {
    /// A stretch of the calendar.
    Interval(Interval),
    /// A time of day, in minutes after midnight, with the minutes that its clock goes ahead of UTC where they are known.
    Clock { minutes: i32, zone: Option<i16>, approximate: bool },
    /// A linked entity that is a place.
    Place(EntityId),
    /// A linked entity that is a person.
    Person(EntityId),
    /// A linked entity that is a body.
    Body(EntityId),
    /// An office: its lemmas, in order.
    Office(Vec<String>),
    /// How many: of what (lemma of the noun counted, empty where none is told).
    Count { n: Figure, of: String },
    /// A sum of money in a currency.
    Amount { n: Figure, currency: &'static str },
    /// A measure, in the unit that it is reckoned in.
    Measure { n: Figure, unit: &'static str },
    /// A share, in percent.
    Share { n: Figure },
    /// A place in an order: the third, among what.
    Rank { n: f64, among: String },
    /// Years of age, on the day from which a page tells it.
    Age { n: Figure, on: Option<Day> },
    /// A length of time in seconds, with the grain it is told in.
    Duration { n: Figure },
    /// Who says it: a linked entity.
    Source(EntityId),
    /// Whether it is affirmed.
    Polarity(bool),
    /// Nothing but words.
    Words(String),
}

/// What comparing needs to know of the pile.
pub(crate) trait World {
    /// Whether the first place holds the second.
    fn holds(&self, outer: EntityId, inner: EntityId) -> bool;
    /// Whether two entities may be one under two names.
    fn may_be_one(&self, a: EntityId, b: EntityId) -> bool;
}

/// A world in which nothing is known of anybody.
pub(crate) struct Nowhere;

impl World for Nowhere {
    fn holds(&self, _: EntityId, _: EntityId) -> bool {
        false
    }

    fn may_be_one(&self, a: EntityId, b: EntityId) -> bool {
        a == b
    }
}

impl World for crate::Dossier {
    fn holds(&self, outer: EntityId, inner: EntityId) -> bool {
        super::compare::contains(self, outer, inner)
    }

    fn may_be_one(&self, a: EntityId, b: EntityId) -> bool {
        let folded = |e: EntityId| super::compare::fold(&self.entities[e].name);
        let (x, y) = (folded(a), folded(b));
        a == b || x.contains(&y) || y.contains(&x)
    }
}
