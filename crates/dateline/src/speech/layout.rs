//! Speakers told by the layout instead of a sentence: "ORLOV: …" in transcripts and headings, "… — Vera Orlov" after a quotation,
//! a colon at the end of the paragraph before.
//!
//! In: the page with its frames. Out: the source of a quoted stretch, and frames for lines that start with a name and a colon.

use std::ops::Range;

use super::Context;
use super::cues::{self, Class};
use super::frames::{Frame, Source};
use super::spans::Quoted;
use crate::entity::lexicon::{Classes, listed};
use crate::language::{Form, Function, Pos};
use crate::page::{Block, Role};

/// Most words of a name before a colon or after a dash.
const NAME: usize = 8;

/// Lines such as "Orlov: Dam will hold" and "WELLS: Will it hold?".
pub fn lines(ctx: &Context, frames: &[Frame], blocks: &[Block]) -> Vec<Frame> {
    let mut out = blocks.windows(2).filter_map(|pair| displayed(ctx, frames, &pair[0], &pair[1])).collect::<Vec<_>>();
    let (turns, taken) = super::turns::turns(ctx, blocks);
    out.extend(turns);
    for (i, block) in blocks.iter().enumerate().filter(|(i, _)| !taken[*i]) {
        let tokens = ctx.parse.tokens_in(block.span);
        let headline = matches!(block.role, Role::Title | Role::Heading);
        let heading = i == 0 || headline || block.role == Role::Standfirst;
        if headline && let Some(frame) = said_at_the_end(ctx, frames, tokens.start, tokens.end) {
            out.push(frame);
            continue;
        }
        let Some((source, colon)) = name_and_colon(ctx, tokens.start, tokens.end, heading) else { continue };
        let content = ctx.trim(colon + 1..tokens.end);
        if content.len() > 1 && content.start > colon {
            out.push(Frame {
                cue: colon,
                cue_range: colon..colon + 1,
                class: Class::Colon,
                source: Some(source),
                content: vec![content],
                addressee: None,
                occasion: None,
                chain: Vec::new(),
            });
        }
    }
    out
}

/// "Ferry to sail on Monday, minister says": a headline without a verb of its own, which the tree gives no clause.
fn said_at_the_end(ctx: &Context, frames: &[Frame], start: usize, end: usize) -> Option<Frame> {
    let tokens = &ctx.parse.tokens;
    let comma = (start..end).rfind(|t| ctx.word(t.to_owned()) == ",")?;
    let tail = ctx.trim(comma + 1..end);
    let is_cue = |t: usize| cues::verb(&tokens[t].lemma) == Some(Class::Say) && tokens[t].pos == Pos::Verb;
    let (first, last) = (tail.start, tail.end.checked_sub(1)?);
    // "minister says" and "says minister".
    let (cue, source) = match (is_cue(last), is_cue(first)) {
        (true, _) => (last, first..last),
        (_, true) => (first, first + 1..tail.end),
        _ => return None,
    };
    let content = ctx.trim(start..comma);
    let taken = frames.iter().any(|f| f.cue == cue && !f.content.is_empty());
    if taken || source.is_empty() || source.len() > NAME || content.len() < 2 {
        return None;
    }
    let head = source.clone().find(|t| !source.contains(&tokens[*t].head) || tokens[*t].head == *t)?;
    Some(Frame {
        cue,
        cue_range: cue..cue + 1,
        class: Class::Say,
        source: Some(Source { head, range: source }),
        content: vec![content],
        addressee: None,
        occasion: None,
        chain: Vec::new(),
    })
}

/// "The governor added:" and then a paragraph without quotation marks, set apart by the page's design.
fn displayed(ctx: &Context, frames: &[Frame], before: &Block, block: &Block) -> Option<Frame> {
    let line = before.span.of(ctx.text).trim_end();
    if !line.ends_with(':') || ctx.quoted.iter().any(|q| q.span.overlaps(block.span)) {
        return None;
    }
    let colon = ctx.parse.tokens_in(before.span).end.checked_sub(1)?;
    let said = frames.iter().rfind(|f| {
        f.cue < colon && f.cue + 6 > colon && f.class == Class::Say && f.content.is_empty() && f.source.is_some()
    })?;
    let content = ctx.trim(ctx.parse.tokens_in(block.span));
    (!content.is_empty()).then(|| Frame { class: Class::Colon, content: vec![content], ..said.clone() })
}

/// Whether words are a label and no name, as in "TARGETS: The draft …": names are no words that the lexicon has or the page writes small.
pub fn common(ctx: &Context, mut words: Range<usize>) -> bool {
    let tokens = &ctx.parse.tokens;
    words.all(|t| {
        let word = ctx.word(t).to_lowercase();
        let known = listed(&word);
        let known = if known.is_empty() { listed(word.trim_end_matches('s')) } else { known };
        let small = || tokens.iter().enumerate().any(|(o, other)| other.pos == Pos::Noun && ctx.word(o) == word);
        !known.is_empty() && !known.any(Classes::PERSON.or(Classes::GROUP)) || small()
    })
}

/// The name that a stretch of tokens starts with when a colon follows it.
fn name_and_colon(ctx: &Context, start: usize, end: usize, heading: bool) -> Option<(Source, usize)> {
    let tokens = &ctx.parse.tokens;
    let mut at = start;
    while at < end && matches!(tokens[at].pos, Pos::Punct | Pos::Space) {
        at += 1;
    }
    let colon = (at..end.min(at + NAME)).find(|t| ctx.word(*t) == ":")?;
    if colon == at {
        return None;
    }
    if !heading && common(ctx, at..colon) {
        return None;
    }
    let shouted = (at..colon).all(|t| {
        let w = ctx.word(t);
        !w.chars().any(char::is_lowercase)
            && (w.chars().count() > 2 || tokens[t].pos == Pos::Punct || w.ends_with('.') || super::turns::address(w))
    });
    let named = (at..colon)
        .all(|t| tokens[t].pos == Pos::Propn || matches!(tokens[t].form(), Form::PossessiveMark | Form::Hyphen))
        && ctx.names_person(colon - 1);
    (shouted || heading && named).then(|| (Source { head: colon - 1, range: at..colon }, colon))
}

/// The source that stands beside a quoted stretch.
pub fn beside(ctx: &Context, frames: &[Frame], q: &Quoted) -> Option<Source> {
    let inner = ctx.parse.tokens_in(q.inner);
    if let Some((source, _)) = name_and_colon(ctx, inner.start, inner.end, false) {
        return Some(source);
    }
    signature(ctx, q).or_else(|| announced(ctx, frames, q))
}

/// "“…” — Vera Orlov, farmer".
fn signature(ctx: &Context, q: &Quoted) -> Option<Source> {
    let rest = ctx.text.get(q.span.end..)?;
    let dash = rest.trim_start_matches([' ', '\u{a0}']);
    let name = dash.trim_start_matches(['—', '–', '―', '-', '~']);
    if name.len() == dash.len() {
        return None;
    }
    let line = name.split(['\n', '“', '"']).next()?;
    let from = q.span.end + (rest.len() - name.len());
    let range = ctx.trim(ctx.parse.tokens_in(crate::Span::new(from, from + line.trim_end().len())));
    let words = range.clone().filter(|t| ctx.parse.tokens[*t].pos != Pos::Punct).count();
    let verb = range.clone().any(|t| ctx.parse.tokens[t].pos == Pos::Verb);
    let capital = range.clone().next().is_some_and(|t| ctx.word(t).chars().next().is_some_and(char::is_uppercase));
    if range.is_empty() || words == 0 || words > 12 || verb || !capital {
        return None;
    }
    let head = range.clone().take_while(|t| ctx.parse.tokens[*t].pos == Pos::Propn).last().unwrap_or(range.start);
    Some(Source { head, range })
}

/// "Orlov put it like this:" in the paragraph before, or "And from Orlov:".
fn announced(ctx: &Context, frames: &[Frame], q: &Quoted) -> Option<Source> {
    let before = ctx.text.get(..q.span.start)?.trim_end();
    if !before.ends_with(':') {
        return None;
    }
    let colon = ctx.parse.token_at(before.len() - 1)?;
    let sentence = ctx.parse.sentences[ctx.parse.tokens[colon].sentence].clone();
    let here = |t: usize| sentence.contains(&t) && t <= colon && ctx.inside[t].is_none();
    let told = |f: &&Frame| {
        let asks = |s: &Source| matches!(ctx.parse.tokens[s.head].form(), Form::Who | Form::Which);
        here(f.cue)
            && f.class != Class::Colon
            && f.source.as_ref().is_some_and(|s| ctx.inside[s.head].is_none() && !asks(s))
    };
    let plain = frames.iter().rfind(|f| told(f) && f.class == Class::Say);
    if let Some(f) = plain.or_else(|| frames.iter().rfind(told)) {
        return f.source.clone();
    }
    let tokens = &ctx.parse.tokens;
    let before = || (sentence.start..colon.min(sentence.end)).filter(|t| ctx.inside[*t].is_none());
    let last = colon.checked_sub(1).and_then(|t| ctx.entity_at[t]);
    if let Some(name) =
        last.filter(|e| ctx.entities[*e].kind == crate::entity::EntityKind::Person && ctx.entities[*e].is_named())
        && let Some(head) = ctx.entities[name].mentions.iter().map(|m| m.head).find(|h| *h + 1 == colon)
        && ctx.inside[head].is_none()
    {
        return Some(ctx.phrase(head));
    }
    let from = before().find(|t| matches!(&*tokens[*t].lemma, "from" | "by") && ctx.parse.complement(*t).is_some());
    if let Some(object) = from.and_then(|f| ctx.parse.complement(f)) {
        return Some(ctx.phrase(object));
    }
    // Whose clause it is: of the main verb, else of the verb nearest to the colon. "Chief officer Berg:" has no verb.
    let who = |t: &usize| {
        let asks = matches!(tokens[*t].form(), Form::Who | Form::Which | Form::Whose);
        tokens[*t].is_subject() && ctx.names_person(*t) && !ctx.is_first_person(*t) && !asks
    };
    let main = before().find(|t| who(t) && tokens[tokens[*t].head].head == tokens[*t].head);
    let named = colon.checked_sub(1).filter(|t| {
        *t >= sentence.start && ctx.inside[*t].is_none() && ctx.names_person(*t) && tokens[*t].pos == Pos::Propn
    });
    let paper = || before().rfind(|t| cues::noun(&tokens[*t].lemma) == Some(Class::Speech));
    let nearest = || before().rfind(who);
    let root = || before().find(|t| tokens[*t].is(Function::Root) && ctx.names_person(*t));
    main.or(named).or_else(nearest).or_else(paper).or_else(root).map(|s| ctx.phrase(s))
}
