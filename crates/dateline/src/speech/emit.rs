//! Quotations from frames and attributed stretches.
//!
//! In: frames, attached stretches. Out: [`Quotation`]s.

use std::ops::Range;

use super::attach::Attached;
use super::cues::{self, Class};
use super::frames::{Frame, Source};
use super::speakers::speaker;
use super::{Context, Quotation, QuotationKind, SourceKind, Speaker};
use crate::Span;
use crate::entity::MentionKind;
use crate::language::{Form, Pos};

/// What stands in quotation marks and is speech.
pub fn quoted(ctx: &Context, frames: &[Frame], attached: &[Attached]) -> Vec<Quotation> {
    let mut out: Vec<Quotation> = Vec::new();
    for (i, a) in attached.iter().enumerate().filter(|(_, a)| a.speech) {
        let q = &ctx.quoted[i];
        let frame = a.frame.map(|f| &frames[f]);
        let fragment = q.inner.of(ctx.text).trim_start().chars().next().is_some_and(char::is_lowercase);
        let source = a.source.as_ref().map(|s| in_turn(ctx, frames, s));
        let mut speaker = source.map(|s| who(ctx, frames, s));
        if let (Some(s), Some(source)) = (&mut speaker, source) {
            not_spoken_of(ctx, s, source, q.span, out.last());
        }
        out.push(Quotation {
            span: q.span,
            kind: if fragment { QuotationKind::Mixed } else { QuotationKind::Direct },
            speaker,
            cue: frame.map(|f| ctx.span(&f.cue_range)),
            addressee: frame.and_then(|f| f.addressee).and_then(|t| ctx.entity_at[t]),
            occasion: frame.and_then(|f| f.occasion).map(|o| occasion(ctx, o)),
            chain: frame.map(|f| chain(ctx, frames, f)).unwrap_or_default(),
        });
    }
    out
}

/// Through whom it came: the sources around it, and the newspaper or broadcaster that it was told to.
fn chain(ctx: &Context, frames: &[Frame], frame: &Frame) -> Vec<Speaker> {
    let mut out: Vec<Speaker> = frame.chain.iter().map(|s| who(ctx, frames, s)).collect();
    if let Some(to) = frame.addressee.map(|t| speaker(ctx, &ctx.phrase(t)))
        && to.kind == SourceKind::Media
        && to.entity.is_some()
        && out.iter().all(|s| s.entity != to.entity)
    {
        out.insert(0, to);
    }
    out
}

/// The words of an occasion: the phrase of a noun, a verb alone.
fn occasion(ctx: &Context, head: usize) -> Span {
    match ctx.parse.tokens[head].pos {
        Pos::Noun | Pos::Propn => ctx.span(&ctx.phrase(head).range),
        _ => ctx.span(&(head..head + 1)),
    }
}

/// "“The mayor is a good man,” he added": he is not the mayor but who spoke before.
fn not_spoken_of(ctx: &Context, speaker: &mut Speaker, source: &Source, said: Span, before: Option<&Quotation>) {
    let pronoun = ctx.parse.tokens[source.head].form() == Form::Pronoun && !ctx.is_first_person(source.head);
    let Some(entity) = speaker.entity.filter(|_| pronoun) else { return };
    let lower = |s: &str| s.to_lowercase();
    // A description that is no title of his may be another's: "with the observer".
    let titled = |m: &crate::entity::Mention| {
        let noun = lower(ctx.word(m.head));
        ctx.entities[entity].titles.iter().any(|t| lower(&t.title).split(' ').any(|w| w == noun))
    };
    let inside = |m: &crate::entity::Mention| {
        let own = match m.kind {
            MentionKind::Name => true,
            MentionKind::Nominal => titled(m),
            MentionKind::Pronoun => false,
        };
        own && said.contains(m.span)
    };
    if !ctx.entities[entity].mentions.iter().any(inside) {
        return;
    }
    // Only who spoke just before, and as one person.
    if let Some(before) = before
        && said.start.saturating_sub(before.span.end) < 600
        && let Some(s) = &before.speaker
        && s.entity != Some(entity)
        && s.kind == SourceKind::Person
    {
        speaker.entity = s.entity;
        speaker.name.clone_from(&s.name);
    }
}

/// "I told the board", within a turn of a transcript: whoever has the turn.
fn in_turn<'a>(ctx: &Context, frames: &'a [Frame], source: &'a Source) -> &'a Source {
    let turn = || {
        frames.iter().find(|f| {
            matches!(f.class, Class::Colon | Class::Turn) && f.content.iter().any(|c| c.contains(&source.head))
        })
    };
    match ctx.is_first_person(source.head) {
        true => turn().and_then(|t| t.source.as_ref()).unwrap_or(source),
        false => source,
    }
}

/// The speaker that a source means; "the statement" is whose statement it was when it was first told of.
fn who(ctx: &Context, frames: &[Frame], source: &Source) -> Speaker {
    let mut out = speaker(ctx, source);
    if let Some(earlier) = paper(ctx, frames, source) {
        let s = speaker(ctx, &earlier);
        out.entity = s.entity;
        out.name = s.name;
    }
    out
}

/// Who issued a paper that is told of again with a definite article: "Wells said in a statement. … The statement urged …".
fn paper(ctx: &Context, frames: &[Frame], source: &Source) -> Option<Source> {
    let parse = ctx.parse;
    let lemma = &parse.tokens[source.head].lemma;
    let definite = matches!(ctx.word(source.range.start).to_lowercase().as_str(), "the" | "that" | "this");
    if !definite || source.range.len() != 2 || cues::noun(lemma) != Some(Class::Speech) {
        return None;
    }
    let here = parse.tokens[source.head].sentence;
    let before: Vec<&Frame> = frames
        .iter()
        .filter(|f| parse.tokens[f.cue].sentence < here && here.since(parse.tokens[f.cue].sentence) < 8)
        .collect();
    let issued = before.iter().rfind(|f| {
        let sentence = parse.sentences[parse.tokens[f.cue].sentence].clone();
        let names =
            |t: usize| parse.tokens[t].lemma == *lemma && (f.cue == t || parse.ancestors(t).any(|a| a == f.cue));
        f.source.as_ref().is_some_and(|s| parse.tokens[s.head].lemma != *lemma) && sentence.clone().any(names)
    });
    // Otherwise the words quoted just before are the statement.
    let quoted = |f: &&&Frame| {
        f.class == Class::Say
            && here.since(parse.tokens[f.cue].sentence) < 3
            && f.source.as_ref().is_some_and(|s| parse.tokens[s.head].pos == Pos::Propn)
    };
    issued.or_else(|| before.iter().rfind(quoted).filter(|_| &**lemma == "statement")).and_then(|f| f.source.clone())
}

/// What is told in other words, and what is only partly in quotation marks.
pub fn told(ctx: &Context, frames: &[Frame]) -> Vec<Quotation> {
    let mut out = Vec::new();
    for frame in frames {
        if frame.class == Class::Manner {
            continue;
        }
        let source = frame.source.as_ref().map(|s| in_turn(ctx, frames, s));
        let time = frames.iter().filter(|f| f.cue == frame.cue).find_map(|f| f.occasion);
        let time =
            time.filter(|t| matches!(ctx.parse.tokens[*t].pos, Pos::Verb | Pos::Aux)).map(|t| ctx.parse.subtree(t));
        for range in &frame.content {
            // "said as she opened the inquiry": when, not what.
            if time.as_ref().is_some_and(|t| t.start <= range.start && range.end <= t.end) {
                continue;
            }
            let Some(kind) = form(ctx, range) else { continue };
            let kind = if frame.class == Class::Turn { QuotationKind::Direct } else { kind };
            out.push(Quotation {
                span: with_marks(ctx, ctx.span(range)),
                kind,
                speaker: source.map(|s| who(ctx, frames, s)),
                cue: Some(ctx.span(&frame.cue_range)),
                addressee: frame.addressee.and_then(|t| ctx.entity_at[t]),
                occasion: frame.occasion.map(|o| occasion(ctx, o)),
                chain: chain(ctx, frames, frame),
            });
        }
    }
    out
}

/// Takes in the quotation marks of a fragment at the edge of reported words.
fn with_marks(ctx: &Context, told: Span) -> Span {
    let mut span = told;
    let bare = |a: usize, b: usize| !ctx.text.get(a..b).unwrap_or_default().contains(char::is_alphanumeric);
    for q in ctx.quoted.iter().filter(|q| q.parent.is_none() && q.span.overlaps(told)) {
        if span.start < q.span.start && span.end < q.span.end && bare(span.end, q.span.end) {
            span.end = q.span.end;
        }
        if span.end > q.span.end && span.start > q.span.start && bare(q.span.start, span.start) {
            span.start = q.span.start;
        }
    }
    span
}

/// The kind of reported words: `None` when all of them stand in quotation marks and are quotations already.
fn form(ctx: &Context, range: &Range<usize>) -> Option<QuotationKind> {
    let word = |t: &usize| ctx.word(*t).contains(char::is_alphanumeric);
    let total = range.clone().filter(word).count();
    let quoted = range.clone().filter(|t| ctx.inside[*t].is_some()).filter(word).count();
    match (total - quoted, quoted) {
        (0 | 1, 1..) | (0, 0) => None,
        (_, 0) => Some(QuotationKind::Indirect),
        _ => Some(QuotationKind::Mixed),
    }
}
