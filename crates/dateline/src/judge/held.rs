//! The typed values of one page, for a reader outside the pile who holds a text against it.
//!
//! In: an analysis. Out: its [`Held`] values: days, hours, counts, sums, shares, ages, lengths of time, each with its clause. Two of them
//! are compared by [`Held::against`], the way in which the rules compare values of pages. Places and people are no values here: whoever
//! holds two texts against each other has to know first who is who.

use std::collections::BTreeSet;

use super::align::{Dimension, dimension};
use super::facts::{Fact, facts};
use super::value::{Nowhere, Verdict, compare};
use crate::{Analysis, LocalEntity, SentenceId, Span};

/// How two values of one slot lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lies {
    /// One value.
    Same,
    /// One tells the other more finely.
    Finer,
    /// Both can be true.
    Overlap,
    /// Both cannot be true.
    Excludes,
    /// Nothing can be said.
    Unknown,
}

/// A typed value with the clause that it stands in.
#[derive(Clone, Debug)]
pub struct Held(Fact);

impl Held {
    /// The words of the value.
    pub fn span(&self) -> Span {
        self.0.span
    }

    /// Its sentence.
    pub fn sentence(&self) -> SentenceId {
        self.0.sentence
    }

    /// The lemma of the verb or noun of event above it; empty when there is none.
    pub fn verb(&self) -> &str {
        &self.0.verb
    }

    /// The stems of its clause, without the value, each with how rare it is (0 to 9).
    pub fn clause(&self) -> impl Iterator<Item = (&str, u8)> {
        self.0.near.iter().map(|(stem, rare)| (stem.as_str(), *rare))
    }

    /// Entities of the page in its phrase, in the subject of its clause, and of which it is an attribute.
    pub fn entities(&self) -> BTreeSet<LocalEntity> {
        self.0.holders.iter().chain(&self.0.subject).copied().chain(self.0.of).collect()
    }

    /// Whether the clause denies it, asks for it, foresees it, or leaves it open.
    pub fn is_open(&self) -> bool {
        self.0.mood.ahead || self.0.mood.negated || self.0.mood.open
    }

    /// Whether it is a part of something, or narrowed by a word such as "previous", so that another value need not be of the same.
    pub fn is_narrowed(&self) -> bool {
        self.0.part || self.0.gloss || !self.0.scope.is_empty()
    }

    /// What kind of value it is, as differences name kinds: `date`, `time` or `number`. `None` for what is not compared.
    pub fn kind(&self) -> Option<&'static str> {
        Some(match dimension(&self.0.value)? {
            Dimension::Day => "date",
            Dimension::Clock => "time",
            _ => "number",
        })
    }

    /// How two values lie to each other. Values of different types say nothing of each other.
    pub fn against(&self, other: &Held) -> Lies {
        if dimension(&self.0.value) != dimension(&other.0.value) {
            return Lies::Unknown;
        }
        match compare(&self.0.value, &other.0.value, &Nowhere) {
            Verdict::Same => Lies::Same,
            Verdict::Finer => Lies::Finer,
            Verdict::Overlap => Lies::Overlap,
            Verdict::Excludes => Lies::Excludes,
            Verdict::Unknown => Lies::Unknown,
        }
    }

    /// Whether two values are of one type, so that they could be values of one slot.
    pub fn is_like(&self, other: &Held) -> bool {
        let kind = dimension(&self.0.value);
        kind.is_some() && kind == dimension(&other.0.value)
    }
}

/// The typed values of a page, in order of its text.
pub fn held(analysis: &Analysis) -> Vec<Held> {
    facts(analysis).into_iter().map(Held).collect()
}

/// Whether two lemmas cannot both be true of one thing at one time, by the committed list of opposites.
pub fn opposed(a: &str, b: &str) -> bool {
    super::lexicon::opposite(a, b)
}
