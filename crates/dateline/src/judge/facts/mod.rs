//! What a page says that is no event: counts, sums, measures, shares, ages, lengths of time, days, hours, with the clause that they stand in.
//!
//! In: one page. Out: its [`Fact`]s in order of text. A fact is a typed value with its frame: the predicate above it, the words of that
//! clause, the words of the sentence. Pages are held against each other by these, so nothing here may depend on another page.

mod age;
mod frame;
mod number;
mod when;

pub(super) use age::of_somebody;
use std::collections::BTreeSet;
use std::ops::Range;

use super::value::Value;
use crate::event::{Certainty, Polarity, Tense};
use crate::language::Function;
use crate::lexicon::Flag;
use crate::page::Role;
use crate::{Analysis, IndexVec, LocalEntity, MentionId, SentenceId, Span};
pub(super) use frame::{Stems, sentence};

/// A value with the clause that it stands in.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    /// The words of the value.
    pub span: Span,
    pub sentence: SentenceId,
    pub value: Value,
    /// The lemma of the verb or noun of event above it.
    pub verb: String,
    /// The event mention that the clause tells.
    pub event: Option<MentionId>,
    /// Stems of the clause.
    pub near: Stems,
    /// Stems of the sentence.
    pub wide: Stems,
    /// Stems of the sentence before.
    pub before: Stems,
    /// What the clause says of it.
    pub mood: Mood,
    /// Entities (of the page) in the phrase of the value, and the entities and stems of the clause's subject.
    pub holders: BTreeSet<LocalEntity>,
    pub subject: BTreeSet<LocalEntity>,
    pub subject_stems: Stems,
    /// Words that narrow what it is of: "previous", "second", "other".
    pub scope: BTreeSet<String>,
    /// A part of something: "two of them", "three others".
    pub part: bool,
    /// The entity (of the page) that it is an attribute of.
    pub of: Option<LocalEntity>,
    /// A conversion in brackets of the fact before it, or the end of a range.
    pub gloss: bool,
    /// A day of a month without its year, told well after it: the year is a guess.
    pub yearless: bool,
}

/// How a clause is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mood {
    /// What is to come, or was expected.
    pub ahead: bool,
    pub negated: bool,
    /// Asked, conditional, or only possible.
    pub open: bool,
    /// Inside quotation marks.
    pub quoted: bool,
}

/// The facts of a page.
pub(super) fn facts(analysis: &Analysis) -> Vec<Fact> {
    let mut raw: Vec<Raw> = when::whens(analysis);
    raw.extend(age::ages(analysis));
    let taken: BTreeSet<usize> = raw.iter().flat_map(|r| r.tokens.clone()).collect();
    raw.extend(number::numbers(analysis, &taken));
    raw.sort_by_key(|r| (r.tokens.start, r.tokens.end));
    let sentences: IndexVec<SentenceId, Stems> =
        analysis.parse.sentences.ids().map(|s| frame::sentence(analysis, s)).collect();
    raw.into_iter()
        .filter(|r| told(analysis, r.tokens.start))
        .filter(|r| {
            !matches!(r.value, Value::Interval(_) | Value::Clock { .. }) || {
                // A stamp or a line with a day and nothing else tells nothing of it.
                super::sentence::narrates(analysis, analysis.parse.tokens[r.anchor].sentence)
            }
        })
        .map(|r| {
            let sentence = analysis.parse.tokens[r.anchor].sentence;
            let governor = frame::governor(analysis, r.anchor, &r.tokens);
            let near = frame::clause(analysis, r.anchor, governor, &r.tokens);
            let verb = governor.map(|g| analysis.parse.tokens[g].lemma.to_lowercase()).unwrap_or_default();
            let frame = frame::parties(analysis, r.anchor, governor, &r.tokens);
            let yearless = when::yearless(analysis, &r.value, analysis.parse.span(r.tokens.clone()));
            let before = sentence.before().map(|s| sentences[s].clone()).unwrap_or_default();
            Fact {
                span: analysis.parse.span(r.tokens.clone()),
                sentence,
                mood: mood(analysis, governor, r.anchor, sentence),
                value: r.value,
                event: event(analysis, governor),
                verb,
                near,
                wide: sentences[sentence].clone(),
                before,
                holders: frame.holders,
                subject: frame.subject,
                subject_stems: frame.subject_stems,
                scope: frame.scope,
                part: frame.part,
                of: r.of,
                gloss: r.gloss,
                yearless,
            }
        })
        .collect()
}

/// A value before its frame is known.
pub(super) struct Raw {
    tokens: Range<usize>,
    anchor: usize,
    value: Value,
    of: Option<LocalEntity>,
    gloss: bool,
}

/// The values of two facts; a day whose year is a guess stands in the year that brings it nearest to the other.
pub(super) fn in_one_year(a: &Fact, b: &Fact) -> (Value, Value) {
    match (&a.value, &b.value) {
        (Value::Interval(x), Value::Interval(y)) if a.yearless => {
            (Value::Interval(when::in_year_of(x, y)), b.value.clone())
        }
        (Value::Interval(x), Value::Interval(y)) if b.yearless => {
            (a.value.clone(), Value::Interval(when::in_year_of(y, x)))
        }
        _ => (a.value.clone(), b.value.clone()),
    }
}

/// Whether a token stands in what the page tells, and not in furniture, credits or pictures.
fn told(analysis: &Analysis, token: usize) -> bool {
    let span = analysis.parse.tokens[token].span;
    let role = analysis.page.blocks.iter().find(|b| b.span.contains(span)).map(|b| b.role);
    role.is_none_or(|r| matches!(r, Role::Body | Role::Standfirst | Role::Title | Role::Heading | Role::Facts))
}

fn event(analysis: &Analysis, governor: Option<usize>) -> Option<MentionId> {
    let at = governor?;
    let up = std::iter::once(at).chain(analysis.parse.ancestors(at)).take(3);
    up.into_iter().find_map(|t| analysis.events.position(|e| e.token == t))
}

fn mood(analysis: &Analysis, governor: Option<usize>, anchor: usize, sentence: SentenceId) -> Mood {
    let parse = &analysis.parse;
    let event = governor.and_then(|g| analysis.events.iter().find(|e| e.token == g));
    let at = governor.unwrap_or(anchor);
    let lemma = |t: usize| parse.tokens[t].lemma.to_lowercase();
    // What governs it, as far as it is said of it: what stands in a clause of time or reason beside a wish is not wished for.
    let apart =
        |t: usize| matches!(parse.tokens[t].function(), Function::Adverbial | Function::Relative | Function::Parataxis);
    let mut above = vec![at];
    while let Some(last) = above.last().copied().filter(|t| above.len() < 4 && !apart(*t)) {
        let up = parse.tokens[last].head;
        if up == last {
            break;
        }
        above.push(up);
    }
    let wanted = above.iter().any(|a| Flag::Foretells.has(&lemma(*a)));
    let span = parse.tokens[anchor].span;
    // "They demanded 200 million", "more blasts are likely within a day".
    let sought = above.iter().take(3).any(|t| Flag::Sought.has(&lemma(*t)));
    let likely = std::iter::once(at)
        .chain(parse.ancestors(at).take(2))
        .flat_map(|t| parse.children(t))
        .any(|c| matches!(lemma(c).as_str(), "likely" | "unlikely" | "possible" | "probable"));
    Mood {
        ahead: wanted || sought || event.is_some_and(|e| e.tense == Tense::Future),
        negated: event.is_some_and(|e| e.polarity == Polarity::Negative),
        open: super::sentence::conditional(parse, at)
            || super::sentence::asks(analysis, sentence)
            || likely
            || event.is_some_and(|e| matches!(e.certainty, Certainty::Possible | Certainty::Unknown)),
        quoted: analysis
            .quotations
            .iter()
            .any(|q| q.kind == crate::speech::QuotationKind::Direct && q.span.contains(span)),
    }
}
