//! Counts of one page that do not add up.
//!
//! In: the numbers of a page. Two forms are added: a whole with its parts listed behind a colon or dash in one sentence ("12 people: five men,
//! four women and two children"), and a whole that is told off one by one until "the remaining" ("nine trips … three … four … the remaining
//! trip"). Lists that are called a choice ("including", "among them") need not add up.

use std::ops::Range;

use super::sentence::narrates;
use crate::PageId;
use crate::language::{Dep, Pos, Tag};
use crate::link::{Pile, sentence_span};
use crate::numerals::{self, Number, figures};
use crate::{Analysis, Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Evidence, Variant};

/// Sentences over which a whole is told off.
const REACH: usize = 8;

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let _ = dossier;
    let mut found = Vec::new();
    for (page, analysis) in pile.pages.iter_enumerated() {
        for sentence in 0..analysis.parse.sentences.len() {
            if narrates(analysis, sentence) {
                found.extend(listed(analysis, page, sentence));
                found.extend(told_off(analysis, page, sentence));
            }
        }
    }
    found
}

/// A number with the noun it counts.
struct Counted {
    value: f64,
    /// Token of the noun.
    noun: usize,
    tokens: Range<usize>,
}

/// The whole numbers of a sentence that count a noun.
fn counted(analysis: &Analysis, sentence: usize) -> Vec<Counted> {
    let (parse, text) = (&analysis.parse, analysis.page.text.as_str());
    let Some(range) = parse.sentences.get(sentence).cloned() else { return Vec::new() };
    let mut found = Vec::new();
    let mut t = range.start;
    while t < range.end {
        let run = numerals::run(parse, text, t);
        t = run.end.max(t + 1);
        let Some(last) = run.clone().next_back() else { continue };
        let Some(number) = Number::of_tokens(parse, text, run.clone()) else { continue };
        let token = &parse.tokens[last];
        let noun = token.head;
        let counts = token.dep == Dep::Nummod && matches!(parse.tokens[noun].pos, Pos::Noun | Pos::Propn);
        let timed = analysis.times.iter().any(|x| x.span.overlaps(token.span));
        if counts && noun > last && !timed && number.value.fract() == 0.0 {
            found.push(Counted { value: number.value, noun, tokens: run.start..noun + 1 });
        }
    }
    found
}

fn at(analysis: &Analysis, page: PageId, sentence: usize) -> Evidence {
    Evidence { document: page, span: sentence_span(analysis, sentence) }
}

/// A whole and its parts in one sentence.
fn listed(analysis: &Analysis, page: PageId, sentence: usize) -> Option<Discrepancy> {
    let (parse, text) = (&analysis.parse, analysis.page.text.as_str());
    let all = counted(analysis, sentence);
    let (whole, parts) = all.split_first()?;
    let mark = (whole.tokens.end..parse.sentences[sentence].end)
        .take(6)
        .find(|t| matches!(parse.tokens[*t].span.of(text), ":" | "–" | "—" | "--"))?;
    let parts: Vec<&Counted> = parts.iter().filter(|p| p.tokens.start > mark).collect();
    let last = parts.last()?;
    // Nothing but the list: numbers, nouns with their adjectives, commas and "and".
    let list = mark + 1..last.tokens.end;
    let plain = |t: usize| {
        let token = &parse.tokens[t];
        matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Num | Pos::Adj | Pos::Cconj | Pos::Det)
            || token.span.of(text) == ","
    };
    if parts.len() < 2 || !list.clone().all(plain) {
        return None;
    }
    let closed = parse
        .tokens
        .get(list.end)
        .is_none_or(|t| matches!(t.span.of(text), "." | ";" | "–" | "—" | "--" | "\"" | "”") || t.sentence != sentence);
    let sum: f64 = parts.iter().map(|p| p.value).sum();
    if !closed || sum == whole.value {
        return None;
    }
    let words = |r: &Range<usize>| parse.span(r.clone()).of(text).to_string();
    let support = vec![at(analysis, page, sentence)];
    Some(Discrepancy {
        kind: DiscrepancyKind::Number,
        status: DiscrepancyStatus::Contradiction,
        about: None,
        label: format!("{} do not add up: the parts are {}", words(&whole.tokens), figures(sum)),
        variants: vec![
            Variant { value: words(&whole.tokens), support: support.clone() },
            Variant { value: format!("{} = {}", words(&list), figures(sum)), support },
        ],
        reasons: vec!["The list behind the whole has no “including” or the like, and does not sum to it.".into()],
    })
}

/// A whole that is told off until "the remaining".
fn told_off(analysis: &Analysis, page: PageId, sentence: usize) -> Option<Discrepancy> {
    let (parse, text) = (&analysis.parse, analysis.page.text.as_str());
    let rest = parse.sentences[sentence].clone().find(|t| {
        &*parse.tokens[*t].lemma == "remaining" || parse.tokens[*t].span.of(text).eq_ignore_ascii_case("remaining")
    })?;
    let noun = parse.tokens[rest].head;
    if parse.tokens[noun].pos != Pos::Noun {
        return None;
    }
    let lemma = parse.tokens[noun].lemma.to_string();
    let counted_here = counted(analysis, sentence);
    let last = match (parse.tokens[noun].tag, counted_here.iter().find(|c| c.noun == noun)) {
        (_, Some(c)) => c.value,
        (Tag::Nn, None) => 1.0,
        _ => return None,
    };
    let is = |c: &Counted| *parse.tokens[c.noun].lemma == *lemma;
    // The whole: the tenth trip says that there were nine before it; "nine trips".
    let first = sentence.saturating_sub(REACH);
    let mut whole: Option<(f64, usize)> = None;
    for s in first..sentence {
        let nth = parse.sentences[s].clone().find_map(|t| {
            let n = numerals::ordinal(parse.tokens[t].span.of(text)).filter(|n| *n > 3.0)?;
            (*parse.tokens[parse.tokens[t].head].lemma == *lemma).then_some(n - 1.0)
        });
        let said = counted(analysis, s).iter().find(|c| is(c) && c.value > 3.0).map(|c| c.value);
        if let (None, Some(value)) = (whole, nth.or(said)) {
            whole = Some((value, s));
        }
    }
    let (value, from) = whole?;
    let (mut sum, mut parts, mut support) = (last, 0, Vec::new());
    for s in from + 1..sentence {
        // One number a sentence: those behind it divide it further.
        if let Some(part) =
            counted(analysis, s).iter().find(|c| c.value < value && parse.tokens[c.noun].tag == Tag::Nns)
        {
            sum += part.value;
            parts += 1;
            support.push(at(analysis, page, s));
        }
    }
    support.push(at(analysis, page, sentence));
    let again = (sentence + 1..(sentence + REACH).min(parse.sentences.len()))
        .find(|s| counted(analysis, *s).iter().any(|c| is(c) && c.value == value));
    // Only a whole that the page gives twice is sure enough to add against.
    let again = again?;
    if parts < 2 || sum == value {
        return None;
    }
    Some(Discrepancy {
        kind: DiscrepancyKind::Number,
        status: DiscrepancyStatus::Imprecise,
        about: None,
        label: format!("Number of {lemma}s: {}, but those told off make {}", figures(value), figures(sum)),
        variants: vec![
            Variant { value: figures(value), support: vec![at(analysis, page, from), at(analysis, page, again)] },
            Variant { value: figures(sum), support },
        ],
        reasons: vec!["The page tells them off until “the remaining”, and they do not sum to the whole.".into()],
    })
}
