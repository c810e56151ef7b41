//! Counts of one page that do not add up.
//!
//! In: the numbers of a page. A whole with its parts listed behind a colon or dash in one sentence ("12 people: five men, four women and two
//! children") is added up. Lists that are called a choice ("including", "among them") need not add up.

use std::ops::Range;

use super::sentence::narrates;
use crate::PageId;
use crate::language::{Function, Pos};
use crate::link::{Pile, sentence_span};
use crate::numerals::{self, Number, figures};
use crate::{Analysis, Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Evidence, SentenceId, Variant};

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, _: &Dossier) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    for (page, analysis) in pile.pages.iter_enumerated() {
        for sentence in analysis.parse.sentences.ids() {
            if narrates(analysis, sentence) {
                found.extend(listed(analysis, page, sentence));
            }
        }
    }
    found
}

/// A number with the noun it counts.
struct Counted {
    value: f64,
    tokens: Range<usize>,
}

/// The whole numbers of a sentence that count a noun.
fn counted(analysis: &Analysis, sentence: SentenceId) -> Vec<Counted> {
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
        let counts = token.is(Function::Count) && matches!(parse.tokens[noun].pos, Pos::Noun | Pos::Propn);
        let timed = analysis.times.iter().any(|x| x.span.overlaps(token.span));
        if counts && noun > last && !timed && number.value.fract() == 0.0 {
            found.push(Counted { value: number.value, tokens: run.start..noun + 1 });
        }
    }
    found
}

fn at(analysis: &Analysis, page: PageId, sentence: SentenceId) -> Evidence {
    Evidence { document: page, span: sentence_span(analysis, sentence) }
}

/// A whole and its parts in one sentence.
fn listed(analysis: &Analysis, page: PageId, sentence: SentenceId) -> Option<Discrepancy> {
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
        rule: String::new(),
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
