//! What two stretches say of whether something is so: denial, opposites, how sure.
//!
//! In: both stretches with the same words around them. Out: one affirms what the other denies, or is surer of it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::lexicon::{hedge, opposite};
use super::{Difference, said};
use crate::language::{Form, Function, Pos};
use crate::lexicon::Flag;
use crate::{Analysis, DiscrepancyKind, DiscrepancyStatus};

use DiscrepancyKind as Kind;
use DiscrepancyStatus as Status;

/// Content lemmas of a stretch without negations and auxiliaries.
fn content(page: &Analysis, tokens: &Range<usize>) -> BTreeSet<String> {
    tokens
        .clone()
        .filter_map(|t| page.parse.tokens.get(t))
        .filter(|t| {
            !Flag::Negation.has(&t.lemma)
                && !matches!(t.function(), Function::Auxiliary | Function::PassiveAuxiliary | Function::Negation)
        })
        .filter(|t| matches!(t.pos, Pos::Noun | Pos::Propn | Pos::Verb | Pos::Adj | Pos::Num))
        .map(|t| t.lemma.to_lowercase())
        .collect()
}

pub(super) fn negation(x: &Analysis, y: &Analysis, a: &Range<usize>, b: &Range<usize>) -> Option<Difference> {
    let count = |page: &Analysis, tokens: &Range<usize>| {
        let text = page.page.text.as_str();
        let negative = |t: usize| {
            let word = page.parse.tokens[t].span.of(text).to_lowercase();
            // "no longer", "no more than", "not only": no denial.
            let next = page.parse.tokens.get(t + 1).map(|n| n.lemma.to_lowercase()).unwrap_or_default();
            Flag::Negation.has(&word) && !matches!(next.as_str(), "only" | "more" | "less" | "long")
        };
        tokens.clone().filter(|t| *t < page.parse.tokens.len() && negative(*t)).count()
    };
    if (count(x, a) + count(y, b)) % 2 == 0 || content(x, a) != content(y, b) {
        return None;
    }
    Some(Difference {
        kind: Kind::Polarity,
        status: Status::Contradiction,
        values: [verbal(x, a), verbal(y, b)],
        reason: "One affirms what the other denies.".into(),
    })
}

/// The verb that is affirmed or denied, without the nouns around it.
fn verbal(page: &Analysis, tokens: &Range<usize>) -> String {
    let last = page.parse.tokens.len();
    let (mut low, mut high) = (tokens.start.saturating_sub(1), (tokens.end + 1).min(last));
    let part = |t: usize| {
        matches!(page.parse.tokens[t].pos, Pos::Verb | Pos::Aux | Pos::Part | Pos::Adv)
            || Flag::Negation.has(&page.parse.tokens[t].lemma)
    };
    while low < high && !part(low) {
        low += 1;
    }
    while high > low && !part(high - 1) {
        high -= 1;
    }
    if low < high { said(page, &(low..high), 0, 0) } else { said(page, tokens, 1, 1) }
}

pub(super) fn opposites(x: &Analysis, y: &Analysis, a: &Range<usize>, b: &Range<usize>) -> Option<Difference> {
    let (k, l) = (content(x, a), content(y, b));
    let left: Vec<&String> = k.difference(&l).collect();
    let right: Vec<&String> = l.difference(&k).collect();
    let ([i], [j]) = (left.as_slice(), right.as_slice()) else { return None };
    if !opposite(i, j) {
        return None;
    }
    Some(Difference {
        kind: Kind::Polarity,
        status: Status::Contradiction,
        values: [said(x, a, 0, 0), said(y, b, 0, 0)],
        reason: format!("“{i}” and “{j}” exclude each other."),
    })
}

/// "will" or "may", "fell" or "appeared to have fallen".
pub(super) fn certainty(x: &Analysis, y: &Analysis, a: &Range<usize>, b: &Range<usize>) -> Option<Difference> {
    let hedges = |page: &Analysis, tokens: &Range<usize>| -> BTreeSet<usize> {
        let tokens = tokens.clone().filter_map(|t| page.parse.tokens.get(t));
        tokens
            .filter(|t| t.form() != Form::Name)
            .filter(|t| &*t.lemma != "would")
            .filter_map(|t| hedge(&t.lemma.to_lowercase()))
            .collect()
    };
    let (k, l) = (hedges(x, a), hedges(y, b));
    // "Will" where the other has "would" tells the time of speaking, and a longer stretch says something else.
    if k == l
        || a.len().max(b.len()) > 3
        || content(x, a).symmetric_difference(&content(y, b)).any(|w| hedge(w).is_none())
    {
        return None;
    }
    Some(Difference {
        kind: Kind::Certainty,
        status: Status::Imprecise,
        values: [said(x, a, 0, 1), said(y, b, 0, 1)],
        reason: "One is surer than the other.".into(),
    })
}
