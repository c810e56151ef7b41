//! What kind of value two stretches of words hold, and whether the values exclude each other.
//!
//! In: two token ranges of two pages with the same words around them. Out: a [`Difference`], or nothing where the stretches hold no values
//! of one type, or values that agree: another wording of one day, a converted unit, a rounded number, an alias.

mod numbers;
mod people;
mod stance;
mod times;

use std::ops::Range;

use crate::PageId;
use crate::language::Parse;
use crate::link::Pile;
use crate::{Analysis, DiscrepancyKind, DiscrepancyStatus, Dossier, Span};

pub(super) use people::{contains, fold};

/// Two values of one type that exclude each other.
pub(super) struct Difference {
    pub kind: DiscrepancyKind,
    pub status: DiscrepancyStatus,
    pub values: [String; 2],
    pub reason: String,
}

/// A stretch of tokens of a page.
type Side = (PageId, Range<usize>);

/// What comparing by one type of value gave.
enum Compared {
    Differ(Difference),
    Agree,
    Other,
}

fn covered(parse: &Parse, tokens: &Range<usize>) -> Option<Span> {
    (!tokens.is_empty() && tokens.end <= parse.tokens.len()).then(|| parse.span(tokens.clone()))
}

/// The words of a stretch with so many tokens before and after it.
fn said(page: &Analysis, tokens: &Range<usize>, before: usize, after: usize) -> String {
    let around = tokens.start.saturating_sub(before)..(tokens.end + after).min(page.parse.tokens.len());
    covered(&page.parse, &around).map(|s| s.of(&page.page.text).to_string()).unwrap_or_default()
}

/// Compares two stretches.
pub(super) fn difference(pile: &Pile<'_>, dossier: &Dossier, a: Side, b: Side) -> Option<Difference> {
    let (x, y) = (pile.pages[a.0], pile.pages[b.0]);
    let len = a.1.len().max(b.1.len());
    if len == 0 || len > 12 {
        return None;
    }
    if let Some(found) = stance::negation(x, y, &a.1, &b.1) {
        return Some(found);
    }
    let (p, q) = match (covered(&x.parse, &a.1), covered(&y.parse, &b.1)) {
        (Some(p), Some(q)) => (p, q),
        _ => return people::office(x, y, &a.1, &b.1).or_else(|| stance::certainty(x, y, &a.1, &b.1)),
    };
    if fold(p.of(&x.page.text)) == fold(q.of(&y.page.text)) {
        return None;
    }
    match times::times(x, y, p, q) {
        Compared::Differ(d) => return Some(d),
        Compared::Agree => return None,
        Compared::Other => {}
    }
    match numbers::numbers(pile, dossier, &a, &b) {
        Compared::Differ(d) => return Some(d),
        Compared::Agree => return None,
        Compared::Other => {}
    }
    people::titles(x, y, &a.1, &b.1)
        .or_else(|| people::names(pile, dossier, &a, &b, p, q))
        .or_else(|| people::bodies(x, y, &a.1, &b.1))
        .or_else(|| stance::opposites(x, y, &a.1, &b.1))
        .or_else(|| stance::certainty(x, y, &a.1, &b.1))
}
