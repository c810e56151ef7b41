//! Speakers told by where words stand: right behind a quotation that ends with a comma comes who said it, “…,” said the mayor, whose boat lay at
//! the quay. Trees of such sentences are often wrong, and any verb can introduce speech there: “…,” the mayor sniffed.
//!
//! In: the page with its frames. Out: frames with the source and class that the place gives them, and new ones.

use super::Context;
use super::cues::{self, Class};
use super::frames::Frame;
use crate::entity::lexicon::{Classes, listed};
use crate::language::{Form, Function, Pos};

/// Most tokens between a quotation and the verb behind its speaker.
const NAME: usize = 12;

/// Gives frames behind quotations their source.
pub fn behind(ctx: &Context, frames: &mut Vec<Frame>) {
    for q in ctx.quoted.iter().filter(|q| q.parent.is_none()) {
        let inner = q.inner.of(ctx.text).trim_end();
        let rest = ctx.text.get(q.span.end..).unwrap_or_default();
        let comma = inner.ends_with([',', '—', '–']) || rest.starts_with(',');
        if !comma && !inner.ends_with(['?', '!', '…']) || rest.trim_start_matches([',', ' ']).starts_with('\n') {
            continue;
        }
        let tokens = &ctx.parse.tokens;
        let mut at = ctx.parse.tokens_in(q.span).end;
        while at < tokens.len() && matches!(tokens[at].pos, Pos::Punct | Pos::Space) && ctx.inside[at].is_none() {
            at += 1;
        }
        if at >= tokens.len() || tokens[at].sentence.since(tokens[at.saturating_sub(1)].sentence) > 1 {
            continue;
        }
        let line = ctx.text.get(q.span.end..tokens[at].span.start).is_some_and(|s| !s.contains('\n'));
        // Names and nicknames stand in quotation marks too: "whose nickname is “the Rock”, told the crowd".
        let words = inner.split_whitespace().count();
        let whole = words >= 4
            || !inner.starts_with(char::is_lowercase)
            || at < tokens.len() && cues::verb(&tokens[at].lemma) == Some(Class::Say);
        if line && whole {
            inverted(ctx, frames, at, comma);
            plain(ctx, frames, at, comma);
        }
    }
    // "That, said the lawyer, Ina Holm, was a shrug": the same between commas.
    let parted = |f: &Frame| f.class == Class::Say && f.cue > 0 && ctx.word(f.cue - 1) == ",";
    let cues: Vec<usize> = frames
        .iter()
        .filter(|f| parted(f) && f.source.as_ref().is_none_or(|s| !somebody(ctx, s.head)))
        .map(|f| f.cue)
        .collect();
    for cue in cues {
        inverted(ctx, frames, cue, true);
    }
    frames.sort_by_key(|f| f.cue);
}

/// A verb that may introduce speech: "fumed", not "was" or "has".
fn speaks(ctx: &Context, v: usize) -> bool {
    let t = &ctx.parse.tokens[v];
    let small = ctx.word(v).starts_with(char::is_lowercase);
    small
        && ctx.inside[v].is_none()
        && matches!(t.form(), Form::Past | Form::Present | Form::Participle)
        && &*t.lemma != "be"
        && &*t.lemma != "have"
        && &*t.lemma != "do"
}

/// “…,” sniffed the mayor.
fn inverted(ctx: &Context, frames: &mut Vec<Frame>, v: usize, comma: bool) {
    let tokens = &ctx.parse.tokens;
    let verb = matches!(tokens[v].pos, Pos::Verb | Pos::Aux) || cues::verb(&tokens[v].lemma).is_some();
    let to_somebody = matches!(&*tokens[v].lemma, "tell" | "inform" | "assure" | "remind" | "urge" | "ask" | "advise");
    if !verb || to_somebody || !speaks(ctx, v) || !comma && cues::verb(&tokens[v].lemma).is_none() {
        return;
    }
    let Some(head) = phrase_from(ctx, v + 1).filter(|h| somebody(ctx, *h)) else { return };
    set(ctx, frames, v, head);
}

/// “…,” the mayor sniffed: only where the tree sees subject and verb.
fn plain(ctx: &Context, frames: &mut Vec<Frame>, start: usize, comma: bool) {
    let tokens = &ctx.parse.tokens;
    let Some(head) = phrase_from(ctx, start).filter(|h| somebody(ctx, *h)) else { return };
    let v = tokens[head].head;
    let near = v > head && v < start + NAME && tokens[head].is(Function::Subject);
    let adverb = (head + 1..v).all(|t| tokens[t].pos == Pos::Adv);
    if near && adverb && speaks(ctx, v) && (comma || cues::verb(&tokens[v].lemma).is_some()) && tokens[v].is_finite() {
        set(ctx, frames, v, head);
    }
}

/// Makes a frame for a verb and its speaker, or corrects the one that there is.
fn set(ctx: &Context, frames: &mut Vec<Frame>, v: usize, head: usize) {
    let mut source = ctx.phrase(head);
    // Nobody's name goes over a verb that the tree hung into it.
    if let Some(comma) = source.range.clone().skip_while(|t| *t <= head).find(|t| ctx.word(*t) == ",") {
        let verbal = |t: usize| matches!(ctx.parse.tokens[t].pos, Pos::Verb | Pos::Aux);
        if (comma..source.range.end).any(verbal) {
            source.range.end = comma;
        }
    }
    match frames.iter_mut().find(|f| f.cue == v) {
        Some(f) => {
            if f.source.as_ref().is_none_or(|s| s.head != head && !source.range.contains(&s.head)) {
                f.source = Some(source.clone());
            }
            f.content.retain(|c| !c.contains(&head));
            if f.class != Class::According {
                f.class = Class::Say;
            }
        }
        None => frames.push(Frame {
            cue: v,
            cue_range: v..v + 1,
            class: Class::Say,
            source: Some(source),
            content: Vec::new(),
            addressee: None,
            occasion: None,
            chain: Vec::new(),
        }),
    }
}

/// The head of the noun phrase that starts at a token, found from its first word upwards, not over a comma.
pub fn phrase_from(ctx: &Context, start: usize) -> Option<usize> {
    let tokens = &ctx.parse.tokens;
    let nominal = |t: usize| matches!(tokens[t].pos, Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num);
    let first = tokens.get(start)?;
    let opens = nominal(start) || matches!(first.pos, Pos::Det | Pos::Adj) || first.form() == Form::PossessivePronoun;
    if !opens || ctx.inside[start].is_some() {
        return None;
    }
    let mut at = start;
    for _ in 0..6 {
        let up = tokens[at].head;
        let joined = up > at && up < start + NAME && (at + 1..up).all(|t| ctx.word(t) != ",") && nominal(up);
        if !joined || tokens[at].is_subject() && tokens[up].pos == Pos::Verb {
            break;
        }
        at = up;
    }
    nominal(at).then_some(at)
}

/// How likely a word stands for who speaks: people before bodies before all else.
pub fn rank(ctx: &Context, t: usize) -> u8 {
    let token = &ctx.parse.tokens[t];
    let named = ctx.entity_at[t].is_some_and(|e| ctx.entities[e].kind == crate::entity::EntityKind::Person);
    let pronoun = token.form() == Form::Pronoun && &*token.lemma != "it";
    match named || pronoun || listed(&token.lemma.to_lowercase()).any(Classes::PERSON) {
        true => 0,
        false if somebody(ctx, t) => 1,
        false => 2,
    }
}

/// Whether a word stands for somebody who can speak.
pub fn somebody(ctx: &Context, t: usize) -> bool {
    let token = &ctx.parse.tokens[t];
    if ctx.names_time(t) || matches!(&*token.lemma, "it" | "this" | "that" | "which" | "what") {
        return false;
    }
    let body = listed(&token.lemma.to_lowercase()).any(Classes::PERSON.or(Classes::GROUP));
    let entity = ctx.entity_at[t].map(|e| ctx.entities[e].kind);
    use crate::entity::EntityKind::{Organization, Person};
    body || ctx.names_person(t) || matches!(entity, Some(Person | Organization)) || &*token.lemma == "one"
}
