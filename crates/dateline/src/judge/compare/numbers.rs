//! Two numbers in one place of a sentence.
//!
//! In: both stretches. Out: whether the numbers, with their units, are different, or the ordinals.

use std::ops::Range;

use super::{Compared, Difference, Side};
use crate::language::Pos;
use crate::lexicon::Flag;
use crate::link::Pile;
use crate::numerals::{self, Number};
use crate::{Analysis, DiscrepancyKind, DiscrepancyStatus, Dossier};

use DiscrepancyKind as Kind;
use DiscrepancyStatus as Status;

/// Compares the one number of each stretch.
pub(super) fn numbers(pile: &Pile<'_>, dossier: &Dossier, a: &Side, b: &Side) -> Compared {
    let one = |side: &Side| -> Option<(Number, Range<usize>, bool)> {
        let page = pile.pages[side.0];
        let text = page.page.text.as_str();
        let mut runs: Vec<Range<usize>> =
            side.1.clone().map(|t| numerals::run(&page.parse, text, t)).filter(|r| !r.is_empty()).collect();
        runs.dedup();
        let [run] = runs.as_slice() else { return None };
        // Nothing else of weight may differ but the unit.
        let rest = side.1.clone().filter(|t| !run.contains(t)).all(|t| {
            let token = &page.parse.tokens[t];
            let lemma = token.lemma.to_lowercase();
            Flag::BesideValue.has(&lemma) || token.pos == Pos::Punct || numerals::unit(&lemma).is_some()
        });
        let number = Number::of_tokens(&page.parse, text, run.clone())?;
        Some((number, run.clone(), rest))
    };
    let (Some((n, r, clean)), Some((m, s, pure))) = (one(a), one(b)) else { return ordinals(pile, a, b) };
    if !clean || !pure {
        return Compared::Other;
    }
    let (x, y) = (pile.pages[a.0], pile.pages[b.0]);
    let unit = |page: &Analysis, run: &Range<usize>| {
        page.parse.tokens.get(run.end).map(|t| t.lemma.to_lowercase()).unwrap_or_default()
    };
    let (u, w) = (unit(x, &r), unit(y, &s));
    // Sums in two currencies are conversions of each other, or say nothing of each other.
    let sign = |page: &Analysis, run: &Range<usize>| {
        let text = page.page.text.as_str();
        let own = page.parse.tokens.get(run.start).map_or("", |t| t.span.of(text));
        let before = run.start.checked_sub(1).map_or("", |t| page.parse.tokens[t].span.of(text));
        [own, before].iter().find_map(|w| w.chars().find(|c| matches!(c, '$' | '€' | '£' | '¥' | '₹')))
    };
    if sign(x, &r) != sign(y, &s) {
        return Compared::Other;
    }
    if let (Some((d, i)), Some((e, j))) = (numerals::unit(&u), numerals::unit(&w))
        && u != w
    {
        if d != e {
            return Compared::Other;
        }
        if n.scaled(i).agrees(m.scaled(j)) {
            return Compared::Agree;
        }
    } else if n.rounds_to(m) {
        return Compared::Agree;
    }
    let said = |page: &Analysis, run: &Range<usize>, unit: &str| {
        let end = if unit.chars().any(char::is_alphabetic) { run.end + 1 } else { run.end };
        page.parse.span(run.start..end.min(page.parse.tokens.len())).of(&page.page.text).to_string()
    };
    let (v, t) = (said(x, &r, &u), said(y, &s, &w));
    let (status, reason) = super::super::count::course(pile, dossier, (a.0, r, n.value), (b.0, s, m.value));
    Compared::Differ(Difference { kind: Kind::Number, status, values: [v, t], reason })
}

fn ordinals(pile: &Pile<'_>, a: &Side, b: &Side) -> Compared {
    let one = |side: &Side| {
        let page = pile.pages[side.0];
        let mut all = side.1.clone().filter_map(|t| {
            let piece = page.parse.tokens[t].span.of(&page.page.text);
            numerals::ordinal(piece).map(|n| (n, piece.to_string()))
        });
        let first = all.next()?;
        (all.next().is_none() && side.1.len() <= 2).then_some(first)
    };
    match (one(a), one(b)) {
        (Some((n, v)), Some((m, w))) if n != m => Compared::Differ(Difference {
            kind: Kind::Number,
            status: Status::Contradiction,
            reason: format!("{v} is not {w}."),
            values: [v, w],
        }),
        (Some(_), Some(_)) => Compared::Agree,
        _ => Compared::Other,
    }
}
