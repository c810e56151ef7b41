//! How two values lie to each other.
//!
//! In: two [`Value`]s of one slot and a [`World`]. Out: a [`Verdict`]. It does not matter which comes first.

use super::{Figure, Value, Verdict, World};
use crate::event::Bound;
use crate::link::{Relation, relation};
use crate::time::Day;

/// Minutes that hours may lie apart when neither is called approximate, and when one is.
const MINUTES: (i32, i32) = (2, 30);
/// Share by which a number called "about" may be off.
const ABOUT: f64 = 0.1;

/// Compares two values of one slot.
pub(crate) fn compare(a: &Value, b: &Value, world: &impl World) -> Verdict {
    use Value as V;
    match (a, b) {
        (V::Interval(i), V::Interval(j)) => match relation(i, j) {
            _ if i == j => Verdict::Same,
            Relation::Disjoint => Verdict::Excludes,
            Relation::Unknown => Verdict::Unknown,
            Relation::SameDay => Verdict::Same,
            _ if i.granularity == j.granularity => Verdict::Overlap,
            _ => Verdict::Finer,
        },
        (V::Clock { minutes: x, zone: p, approximate: r }, V::Clock { minutes: y, zone: q, approximate: s }) => {
            clock((*x, *p), (*y, *q), *r || *s)
        }
        (V::Place(x), V::Place(y)) => {
            if x == y {
                Verdict::Same
            } else if world.holds(*x, *y) || world.holds(*y, *x) {
                Verdict::Finer
            } else if world.may_be_one(*x, *y) {
                Verdict::Unknown
            } else {
                Verdict::Excludes
            }
        }
        (V::Person(x), V::Person(y)) | (V::Body(x), V::Body(y)) | (V::Source(x), V::Source(y)) => {
            if x == y {
                Verdict::Same
            } else if world.may_be_one(*x, *y) {
                Verdict::Unknown
            } else {
                Verdict::Excludes
            }
        }
        (V::Office(x), V::Office(y)) => {
            if x == y {
                Verdict::Same
            } else if x.iter().all(|w| y.contains(w)) || y.iter().all(|w| x.contains(w)) {
                Verdict::Finer
            } else {
                Verdict::Excludes
            }
        }
        (V::Count { n, of }, V::Count { n: m, of: other }) => {
            if of.is_empty() || other.is_empty() || of == other {
                figures(n, m)
            } else {
                Verdict::Unknown
            }
        }
        (V::Amount { n, currency }, V::Amount { n: m, currency: other }) => {
            if currency == other {
                figures(n, m)
            } else {
                Verdict::Unknown
            }
        }
        (V::Measure { n, unit }, V::Measure { n: m, unit: other }) => {
            if unit == other {
                measures(n, m)
            } else {
                Verdict::Unknown
            }
        }
        (V::Share { n }, V::Share { n: m }) => figures(n, m),
        (V::Duration { n }, V::Duration { n: m }) => measures(n, m),
        (V::Rank { n, among }, V::Rank { n: m, among: other }) => {
            if among != other {
                Verdict::Unknown
            } else if n == m {
                Verdict::Same
            } else {
                Verdict::Excludes
            }
        }
        (V::Age { n, on }, V::Age { n: m, on: then }) => ages((n, *on), (m, *then)),
        (V::Polarity(x), V::Polarity(y)) => {
            if x == y {
                Verdict::Same
            } else {
                Verdict::Excludes
            }
        }
        (V::Words(x), V::Words(y)) if x == y => Verdict::Same,
        _ => Verdict::Unknown,
    }
}

/// Two times of day. Without both zones, hours that a zone may lie between say nothing.
fn clock(a: (i32, Option<i16>), b: (i32, Option<i16>), approximate: bool) -> Verdict {
    let around = |d: i32| d.rem_euclid(1440).min((-d).rem_euclid(1440));
    let allowed = if approximate { MINUTES.1 } else { MINUTES.0 };
    let apart = match (a.1, b.1) {
        (Some(p), Some(q)) => around(a.0 - i32::from(p) - (b.0 - i32::from(q))),
        _ => around(a.0 - b.0),
    };
    let zoned = a.1.is_some() && b.1.is_some();
    if apart == 0 {
        Verdict::Same
    } else if apart <= allowed {
        Verdict::Overlap
    } else if !zoned && (apart % 30 == 0 || approximate && apart >= 45) {
        Verdict::Unknown
    } else {
        Verdict::Excludes
    }
}

/// The least and greatest that a figure admits.
fn bounds(f: &Figure) -> (f64, f64) {
    let half = if f.number.value.abs() >= 20.0 && f.number.grain >= 10.0 { f.number.grain / 2.0 } else { 0.0 };
    let (low, high) = (f.number.value, f.high.unwrap_or(f.number.value));
    match f.bound {
        Bound::Exact => (low - half, high + half),
        Bound::About => (low - half.max(ABOUT * low.abs()), high + half.max(ABOUT * high.abs())),
        Bound::AtLeast => (low, f64::INFINITY),
        Bound::AtMost => (f64::NEG_INFINITY, high),
    }
}

/// Two numbers.
fn figures(a: &Figure, b: &Figure) -> Verdict {
    let plain = |f: &Figure| f.bound == Bound::Exact && f.high.is_none();
    if a.number.value == b.number.value && a.high == b.high {
        return if a.bound == b.bound { Verdict::Same } else { Verdict::Overlap };
    }
    if plain(a) && plain(b) {
        return if a.number.rounds_to(b.number) { Verdict::Finer } else { Verdict::Excludes };
    }
    let ((p, q), (r, s)) = (bounds(a), bounds(b));
    if q >= r && s >= p { Verdict::Overlap } else { Verdict::Excludes }
}

/// Two measures: what conversion and rounding move is no difference.
fn measures(a: &Figure, b: &Figure) -> Verdict {
    match figures(a, b) {
        Verdict::Excludes if a.high.is_none() && b.high.is_none() && a.number.agrees(b.number) => Verdict::Finer,
        verdict => verdict,
    }
}

/// Two ages: years pass between pages, and a birthday may lie between.
fn ages(a: (&Figure, Option<Day>), b: (&Figure, Option<Day>)) -> Verdict {
    let (x, y) = (a.0.number.value, b.0.number.value);
    let years = match (a.1, b.1) {
        (Some(p), Some(q)) => f64::from((q - p).get_days()) / 365.25,
        _ if x == y => 0.0,
        _ => return if (x - y).abs() > 12.0 { Verdict::Excludes } else { Verdict::Unknown },
    };
    let off = (y - x - years).abs();
    // An age that is told again years later was copied.
    if x == y && off < 1.0 {
        Verdict::Same
    } else if off <= 1.1 || x == y {
        Verdict::Overlap
    } else {
        Verdict::Excludes
    }
}
