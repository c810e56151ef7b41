//! The turns of transcripts and interviews: "HOLM: …", "Holm: …" again and again, "Q. … A. …", and questions that answers follow without any mark.
//!
//! In: the blocks of a page. Out: a frame for every turn, for each block at most one.

use std::collections::BTreeMap;

use super::Context;
use super::cues::Class;
use super::frames::{Frame, Source};
use crate::entity::EntityKind;
use crate::language::Pos;
use crate::lexicon::Flag;
use crate::page::{Block, Role};
use crate::{LocalEntity, Span};

/// Most tokens of a label.
const LABEL: usize = 8;
/// Paragraphs with labels that make a transcript.
const TURNS: usize = 3;
/// Questions without marks that make an interview.
const QUESTIONS: usize = 3;
/// Most words of such a question.
const ASKED: usize = 45;

/// What a paragraph of a transcript begins with.
enum Label {
    /// A name, with its key and the colon.
    Name(Source, String, usize),
    /// "Q", up to this token.
    Question,
    /// "A", up to this token.
    Answer(usize),
}

/// The turns of a page; for each block whether it is part of a transcript.
pub fn turns(ctx: &Context, blocks: &[Block]) -> (Vec<Frame>, Vec<bool>) {
    let labels: Vec<Option<Label>> = blocks.iter().map(|b| label(ctx, b)).collect();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for key in labels.iter().flatten().filter_map(key) {
        *count.entry(key).or_default() += 1;
    }
    let total = labels.iter().flatten().count();
    let repeated = count.values().any(|n| *n > 1);
    let mut taken = vec![false; blocks.len()];
    let mut out = Vec::new();
    if total >= TURNS && (repeated || labels.iter().flatten().any(|l| matches!(l, Label::Answer(_)))) {
        let mut answered: Option<Source> = None;
        for (i, label) in labels.iter().enumerate() {
            let tokens = ctx.parse.tokens_in(blocks[i].span);
            match label {
                Some(Label::Name(source, ..)) if !known(ctx, source) && !is_repeated(label, &count) => {}
                Some(Label::Name(source, _, colon)) => {
                    taken[i] = true;
                    if !blocks[i].span.of(ctx.text).trim_end().ends_with('?') {
                        answered = Some(source.clone());
                    }
                    out.extend(turn(ctx, source.clone(), *colon, colon + 1..tokens.end));
                }
                Some(Label::Question) => taken[i] = true,
                Some(Label::Answer(end)) => {
                    taken[i] = true;
                    let who = answered.clone().or_else(|| introduced(ctx, blocks, i));
                    out.extend(who.and_then(|s| turn(ctx, s, end - 1, *end..tokens.end)));
                }
                None => {}
            }
        }
    } else if total == 0 {
        unmarked(ctx, blocks, &mut out, &mut taken);
    }
    (out, taken)
}

fn key(label: &Label) -> Option<&str> {
    match label {
        Label::Name(_, key, _) => Some(key),
        _ => None,
    }
}

fn is_repeated(label: &Option<Label>, count: &BTreeMap<&str, usize>) -> bool {
    label.as_ref().and_then(key).and_then(|k| count.get(k)).is_some_and(|n| *n > 1)
}

/// Whether a label is written in capitals or names somebody whom the page knows.
fn known(ctx: &Context, source: &Source) -> bool {
    let capitals = |t: usize| !ctx.word(t).chars().any(char::is_lowercase);
    let person = |e: LocalEntity| matches!(ctx.entities[e].kind, EntityKind::Person | EntityKind::Organization);
    source.range.clone().all(capitals) || ctx.entity_at[source.head].is_some_and(person)
}

fn label(ctx: &Context, block: &Block) -> Option<Label> {
    let body = matches!(block.role, Role::Body | Role::Standfirst | Role::Heading);
    let tokens = ctx.parse.tokens_in(block.span);
    if !body || tokens.is_empty() || ctx.inside[tokens.start].is_some() {
        return None;
    }
    let line = block.span.of(ctx.text).trim_start();
    for (letters, question) in [("Q", true), ("A", false), ("Question", true), ("Answer", false)] {
        let rest = line.strip_prefix(letters).and_then(|r| r.strip_prefix([':', '.']));
        if rest.is_some_and(|r| r.starts_with([' ', '\u{a0}']) && r.trim().len() > 1) {
            let end = block.span.start + (block.span.of(ctx.text).len() - line.len()) + letters.len() + 1;
            let first = tokens.clone().find(|t| ctx.parse.tokens[*t].span.start >= end)?;
            return Some(if question { Label::Question } else { Label::Answer(first) });
        }
    }
    let colon = (tokens.start..tokens.end.min(tokens.start + LABEL)).find(|t| ctx.word(*t) == ":")?;
    let words: Vec<usize> = (tokens.start..colon).filter(|t| ctx.word(*t).contains(char::is_alphanumeric)).collect();
    let small = |t: &&usize| ctx.word(**t).starts_with(char::is_lowercase);
    let names = !words.is_empty()
        && words.iter().all(|t| !ctx.word(*t).starts_with(char::is_numeric))
        && words
            .iter()
            .filter(small)
            .all(|t| matches!(ctx.word(*t), "of" | "de" | "van" | "von" | "da" | "for" | "the"))
        && !words.iter().any(|t| matches!(ctx.parse.tokens[*t].pos, Pos::Verb | Pos::Aux));
    if !names || colon + 1 >= tokens.end || super::layout::common(ctx, words[0]..words[words.len() - 1] + 1) {
        return None;
    }
    // "QUESTION (Reuters):" asks for somebody.
    let text = ctx.span(&(tokens.start..colon)).of(ctx.text);
    if text.to_lowercase().starts_with("question") {
        return Some(Label::Question);
    }
    let range = ctx.trim(tokens.start..colon);
    Some(Label::Name(Source { head: *words.last()?, range }, text.to_lowercase(), colon))
}

/// A turn as a frame.
fn turn(ctx: &Context, source: Source, cue: usize, content: std::ops::Range<usize>) -> Option<Frame> {
    let content = ctx.trim(content);
    (!content.is_empty() && content.start > cue).then(|| Frame {
        cue,
        cue_range: cue..cue + 1,
        class: Class::Turn,
        source: Some(source),
        content: vec![content],
        addressee: None,
        occasion: None,
        chain: Vec::new(),
    })
}

/// The only person whom a paragraph names, of the last one before the turns that names anybody.
fn introduced(ctx: &Context, blocks: &[Block], turn: usize) -> Option<Source> {
    blocks[..turn].iter().rev().find_map(|b| {
        let named = people(ctx, b.span);
        (!named.is_empty()).then(|| match named[..] {
            [(_, head)] => Some(ctx.phrase(head)),
            _ => None,
        })
    })?
}

/// The people whom a stretch of text names, with the head of the last mention.
fn people(ctx: &Context, span: Span) -> Vec<(LocalEntity, usize)> {
    let mut found: BTreeMap<LocalEntity, usize> = BTreeMap::new();
    for t in ctx.parse.tokens_in(span).filter(|t| ctx.parse.tokens[*t].pos == Pos::Propn) {
        if let Some(e) = ctx.entity_at[t]
            && ctx.entities[e].kind == EntityKind::Person
            && ctx.entities[e].is_named()
        {
            found.insert(e, t);
        }
    }
    found.into_iter().collect()
}

/// Questions in paragraphs of their own, each followed by what the one who is interviewed says of himself.
fn unmarked(ctx: &Context, blocks: &[Block], out: &mut Vec<Frame>, taken: &mut [bool]) {
    let text = |i: usize| blocks[i].span.of(ctx.text).trim();
    let asked = |i: usize| {
        matches!(blocks[i].role, Role::Body | Role::Heading)
            && text(i).ends_with('?')
            && text(i).split_whitespace().count() <= ASKED
            && ctx.parse.tokens_in(blocks[i].span).all(|t| ctx.inside[t].is_none())
    };
    let answers = |i: usize| matches!(blocks[i].role, Role::Body) && !asked(i);
    let questions: Vec<usize> = (0..blocks.len().saturating_sub(1)).filter(|i| asked(*i) && answers(i + 1)).collect();
    if questions.len() < QUESTIONS {
        return;
    }
    let own = |i: &&usize| ctx.parse.tokens_in(blocks[**i + 1].span).any(|t| ctx.is_first_person(t));
    let marked = |i: &&usize| ctx.parse.tokens_in(blocks[**i + 1].span).any(|t| ctx.inside[t].is_some());
    let many = |n: usize| n * 2 >= questions.len();
    if !many(questions.iter().filter(own).count()) || many(questions.iter().filter(marked).count()) {
        return;
    }
    let Some(who) = introduced(ctx, blocks, questions[0]) else { return };
    for question in &questions {
        taken[*question] = true;
        for i in (question + 1..blocks.len()).take_while(|i| answers(*i)).take(1) {
            taken[i] = true;
            let tokens = ctx.parse.tokens_in(blocks[i].span);
            let cue = tokens.start.saturating_sub(1);
            out.extend(turn(ctx, who.clone(), cue, tokens));
        }
    }
}

/// Whether a word of a label is a form of address.
pub fn address(word: &str) -> bool {
    Flag::Honorific.has(word.trim_end_matches('.').to_lowercase().as_str())
}
