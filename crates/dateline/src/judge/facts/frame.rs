//! The clause around a value: the predicate above it and the words that tell what the value is of.
//!
//! In: a page, the token that stands for a value, and the value's own tokens. Out: the governing predicate, and the stems of its clause
//! and sentence. Numbers, times and words without content are left out, so that pages which differ in the value do not differ here.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::event::stem;
use crate::language::{Function, Parse, Pos};
use crate::lexicon::Flag;
use crate::{Analysis, LocalEntity, SentenceId};

/// Stems with how rare each is (see [`crate::link::rarity_class`]).
pub(crate) type Stems = BTreeMap<String, u8>;

/// Steps in the tree from the predicate down to the words of its clause.
const DEEP: usize = 5;

/// The verb, or the root, above a value. Verbs of saying are passed only when nothing else is there.
pub(super) fn governor(analysis: &Analysis, anchor: usize, own: &Range<usize>) -> Option<usize> {
    let parse = &analysis.parse;
    let up = || std::iter::once(anchor).chain(parse.ancestors(anchor)).take(10);
    let verb = |t: &usize| matches!(parse.tokens[*t].pos, Pos::Verb | Pos::Aux) && !own.contains(t);
    let found = up().find(verb);
    // "be" with a predicate: the predicate tells more.
    found.or_else(|| up().last().filter(|t| !own.contains(t) && *t != anchor))
}

/// Whether a token is a finite verb of a clause of its own.
fn clausal(parse: &Parse, t: usize) -> bool {
    let token = &parse.tokens[t];
    matches!(token.pos, Pos::Verb | Pos::Aux)
        && matches!(
            token.function(),
            Function::Clause
                | Function::Adverbial
                | Function::Relative
                | Function::Parataxis
                | Function::Conjunct
                | Function::NounClause
                | Function::ClauseSubject
                | Function::PrepositionClause
        )
}

/// The stems of the clause of a value: what hangs on its predicate without clauses of their own, what lies between, and the noun that a
/// relative clause or participle tells more of.
pub(super) fn clause(analysis: &Analysis, anchor: usize, governor: Option<usize>, own: &Range<usize>) -> Stems {
    let parse = &analysis.parse;
    let top = governor.unwrap_or(anchor);
    let mut tokens: BTreeSet<usize> = BTreeSet::new();
    let mut stack = vec![(top, 0)];
    while let Some((t, deep)) = stack.pop() {
        tokens.insert(t);
        if deep < DEEP {
            stack.extend(parse.children(t).filter(|c| !clausal(parse, *c)).map(|c| (c, deep + 1)));
        }
    }
    for t in std::iter::once(anchor).chain(parse.ancestors(anchor)).take_while(|t| *t != top) {
        tokens.insert(t);
        tokens.extend(parse.children(t));
    }
    let head = &parse.tokens[top];
    let noun = matches!(head.function(), Function::Relative | Function::NounClause) && head.head != top;
    if noun {
        tokens.insert(head.head);
        tokens.extend(parse.children(head.head).filter(|c| *c != top && !clausal(parse, *c)));
    }
    // A second conjunct has the subject of the first; a complement without one that of its governor.
    let subject = |t: usize| parse.subject(t).is_some();
    if matches!(head.function(), Function::Conjunct | Function::OpenClause | Function::Adverbial) && !subject(top) {
        for s in parse.children(head.head).filter(|c| parse.tokens[*c].is_subject()) {
            tokens.extend(parse.subtree(s));
        }
        if head.is(Function::OpenClause) {
            tokens.insert(head.head);
        }
    }
    stems(analysis, tokens.into_iter().filter(|t| !own.contains(t) || *t == anchor))
}

/// Who and what a value is told of.
#[derive(Default)]
pub(super) struct Parties {
    pub holders: BTreeSet<LocalEntity>,
    pub subject: BTreeSet<LocalEntity>,
    pub subject_stems: Stems,
    pub scope: BTreeSet<String>,
    pub part: bool,
}

/// See [`Parties`].
pub(super) fn parties(analysis: &Analysis, anchor: usize, governor: Option<usize>, own: &Range<usize>) -> Parties {
    let (parse, text) = (&analysis.parse, analysis.page.text.as_str());
    let entities = |range: Range<usize>| -> BTreeSet<LocalEntity> {
        let span = parse.span(range);
        let in_it = |e: &crate::entity::Entity| e.mentions.iter().any(|m| span.contains(m.span));
        analysis.entities.ids().filter(|e| in_it(&analysis.entities[*e])).collect()
    };
    let mut found = Parties { holders: entities(parse.subtree(anchor)), ..Parties::default() };
    let subject = |t: usize| parse.subject(t).filter(|s| !own.contains(s) && *s != anchor);
    let up = governor.into_iter().chain(governor.into_iter().flat_map(|g| parse.ancestors(g)).take(2));
    if let Some(s) = up.into_iter().find_map(subject) {
        let head = parse.tokens[s].head;
        // "which", "who": what the relative clause tells more of.
        let s = if parse.tokens[s].pos == Pos::Pron && parse.tokens[head].is(Function::Relative) {
            parse.tokens[head].head
        } else {
            s
        };
        found.subject = entities(s..s + 1);
        if found.subject.is_empty() {
            found.subject = entities(parse.subtree(s));
        }
        found.subject_stems = stems(analysis, std::iter::once(s));
    }
    let word = |t: usize| parse.tokens[t].span.of(text).to_lowercase();
    let around = parse.subtree(anchor);
    let clause = governor.map(|g| parse.children(g).collect::<Vec<_>>()).unwrap_or_default();
    let below = clause.iter().flat_map(|c| std::iter::once(*c).chain(parse.children(*c)));
    found.scope = around.clone().chain(below).map(word).filter(|w| Flag::Narrows.has(w)).collect();
    let next = |n: usize| parse.tokens.get(own.end + n).map(|x| x.span.of(text).to_lowercase()).unwrap_or_default();
    found.part = next(0) == "of"
        && matches!(
            next(1).as_str(),
            "them" | "whom" | "which" | "the" | "those" | "these" | "its" | "their" | "his" | "her"
        )
        || around
            .clone()
            .any(|t| matches!(word(t).as_str(), "other" | "others" | "another" | "more" | "additional" | "further"))
        || matches!(next(0).as_str(), "more" | "others");
    found
}

/// The stems of a sentence.
pub(in crate::judge) fn sentence(analysis: &Analysis, sentence: SentenceId) -> Stems {
    stems(analysis, analysis.parse.sentences[sentence].clone())
}

fn stems(analysis: &Analysis, tokens: impl Iterator<Item = usize>) -> Stems {
    let parse = &analysis.parse;
    let timed = |t: usize| {
        let span = parse.tokens[t].span;
        let at = analysis.times.partition_point(|x| x.span.end <= span.start);
        analysis.times.get(at).is_some_and(|x| x.span.overlaps(span))
    };
    tokens
        .filter(|t| {
            let token = &parse.tokens[*t];
            matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Verb | Pos::Adj)
                && !token.is_numeral()
                && token.lemma.chars().any(char::is_alphabetic)
                && token.lemma.chars().count() > 1
                && !timed(*t)
        })
        .map(|t| {
            let lemma = fold(&parse.tokens[t].lemma);
            (stem(&lemma), crate::link::rarity_class(&lemma))
        })
        .filter(|(s, _)| {
            !matches!(
                s.as_str(),
                "be" | "have" | "do" | "say" | "mr" | "mrs" | "ms" | "dr" | "other" | "such" | "own" | "many"
            )
        })
        .collect()
}

/// Lower case without accents, so that two spellings of a name meet.
fn fold(word: &str) -> String {
    super::super::compare::fold(word)
}
