//! Which frame a quoted stretch belongs to.
//!
//! In: quoted stretches and frames. Out: for each outermost stretch the frame that attributes it, or why it is none: a title, a
//! name, a scare quote.

use std::ops::Range;

use super::Context;
use super::cues::Class;
use super::frames::{Frame, Source};
use super::layout;
use super::prelude;
use super::spans::Quoted;
use super::tagger::Label;
use super::weave::nearest_source;
use crate::language::{Form, Function, Pos};

/// A score above which the frame is sure.
const FIRM: i64 = 100;

/// What became of a quoted stretch.
#[derive(Clone, Debug, Default)]
pub struct Attached {
    /// Index of the frame that attributes it.
    pub frame: Option<usize>,
    /// Who said it.
    pub source: Option<Source>,
    /// Whether it is speech at all.
    pub speech: bool,
}

/// Attributes the outermost quoted stretches; one entry for each stretch of the context.
pub fn attach(ctx: &Context, frames: &[Frame], labels: &[Label]) -> Vec<Attached> {
    let mut out: Vec<Attached> = vec![Attached::default(); ctx.quoted.len()];
    let shapes: Vec<Shape> = ctx.quoted.iter().map(|q| Shape::of(ctx, q)).collect();
    let outer: Vec<usize> = (0..ctx.quoted.len()).filter(|i| ctx.quoted[*i].parent.is_none()).collect();
    for i in &outer {
        let shape = &shapes[*i];
        let own = own_frame(ctx, frames, labels, &ctx.quoted[*i], shape);
        if own.is_none_or(|o| o.1 < FIRM)
            && let Some(source) = layout::beside(ctx, frames, &ctx.quoted[*i])
        {
            out[*i] = Attached { frame: None, source: Some(source), speech: true };
        } else if let Some((f, _)) = own {
            let introduced = matches!(frames[f].class, Class::Say | Class::According | Class::Colon | Class::Turn);
            if !(shape.title && (!introduced || is_title_slot(ctx, shape))) {
                out[*i] = Attached { frame: Some(f), source: frames[f].source.clone(), speech: true };
            }
        }
    }
    // A heading or a pulled quotation is said by whoever says it in the text.
    for i in &outer {
        let from = prelude::echo(ctx, *i, |j| out[j].source.is_some() && !prelude::alone(ctx, &ctx.quoted[j]));
        if let Some(from) = from.filter(|_| out[*i].source.is_none()) {
            out[*i] = Attached { frame: None, source: out[from].source.clone(), speech: true };
        }
    }
    // Stretches without a frame of their own have been led up to, or take the speaker of a neighbour: first in their paragraph, then of the
    // paragraph that they continue.
    for (k, i) in outer.iter().enumerate() {
        if out[*i].speech || !shapes[*i].whole {
            continue;
        }
        let lead = prelude::lead(ctx, frames, &ctx.quoted[*i]);
        let before =
            k.checked_sub(1).map(|b| outer[b]).filter(|b| same_paragraph(ctx, *b, *i) && out[*b].source.is_some());
        // The sentence between may go on about who spoke before.
        let goes_on = |s: &Source| before.is_some_and(|b| out[b].source.as_ref().is_some_and(|o| o.head == s.head));
        if let Some(source) = lead.filter(|s| !goes_on(s)) {
            out[*i] = Attached { frame: None, source: Some(source), speech: true };
            continue;
        }
        let after = outer.get(k + 1).copied().filter(|a| same_paragraph(ctx, *i, *a) && out[*a].source.is_some());
        let continued = ctx.quoted[*i].continues.filter(|c| out[*c].source.is_some());
        if let Some(from) = before.or(after).or(continued) {
            out[*i] = Attached { frame: out[from].frame, source: out[from].source.clone(), speech: true };
        }
    }
    // A running quotation whose speaker comes only in a later paragraph.
    for i in outer.iter().rev() {
        if let (Some(before), Some(source)) = (ctx.quoted[*i].continues, out[*i].source.clone())
            && out[before].source.is_none()
        {
            out[before] = Attached { frame: out[*i].frame, source: Some(source), speech: true };
        }
    }
    // A paragraph that is one quotation goes on with who spoke before; what a sentence with a colon announces is said by its subject.
    for (k, i) in outer.iter().enumerate() {
        if out[*i].speech || !shapes[*i].whole {
            continue;
        }
        let before = k.checked_sub(1).map(|b| outer[b]).filter(|b| out[*b].source.is_some() && neighbours(ctx, *b, *i));
        if let Some(from) = before {
            out[*i] = Attached { frame: out[from].frame, source: out[from].source.clone(), speech: true };
        } else {
            out[*i].speech = shapes[*i].words >= 5 && !shapes[*i].title;
        }
    }
    for i in outer.iter().filter(|i| !shapes[**i].title) {
        if out[*i].source.is_none()
            && let Some(source) = nearest_source(ctx, labels, &shapes[*i].tokens)
        {
            out[*i] = Attached { frame: None, source: Some(source), speech: true };
        }
    }
    out
}

/// Whether a capitalised stretch stands where a title does: "on CNN's “…”", "her column, “…”,".
fn is_title_slot(ctx: &Context, shape: &Shape) -> bool {
    let tokens = &ctx.parse.tokens;
    // The word before the opening mark: speech follows a cue, a comma or nothing, a title follows its kind.
    let word = shape.tokens.start.checked_sub(2).map(|t| tokens[t].pos);
    if matches!(word, Some(Pos::Noun | Pos::Propn | Pos::Adp | Pos::Part | Pos::Det | Pos::Adj)) {
        return true;
    }
    let top = shape.tokens.clone().find(|t| tokens[*t].head == *t || !shape.tokens.contains(&tokens[*t].head));
    top.is_some_and(|t| {
        matches!(
            tokens[t].function(),
            Function::Complement
                | Function::Apposition
                | Function::Compound
                | Function::NounModifier
                | Function::Possessor
                | Function::Adjective
                | Function::Recipient
        )
    })
}

/// What a quoted stretch looks like.
struct Shape {
    /// Words inside.
    words: usize,
    /// A sentence or more: starts like one and is long enough or ends like one.
    whole: bool,
    /// Capitalised throughout: a title or name.
    title: bool,
    /// Tokens between the marks.
    tokens: Range<usize>,
}

impl Shape {
    fn of(ctx: &Context, q: &Quoted) -> Shape {
        let inner = q.inner.of(ctx.text).trim();
        let words: Vec<&str> = inner.split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).collect();
        let first = inner.chars().find(|c| c.is_alphanumeric());
        let ends = inner.ends_with(['.', '!', '?', ',', '…', '—']);
        let starts = first.is_some_and(|c| c.is_uppercase() || c.is_numeric())
            || inner.starts_with(['[', '…'])
            || inner.starts_with("...");
        let capital =
            |w: &&str| w.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_numeric());
        let small = |w: &&str| {
            matches!(
                w.to_lowercase().as_str(),
                "of" | "the" | "a" | "an" | "and" | "in" | "on" | "to" | "for" | "with" | "at" | "by" | "from" | "or"
            )
        };
        let title = !inner.ends_with(['!', '?'])
            && words.first().is_some_and(capital)
            && words.iter().all(|w| capital(w) || small(w))
            && words.len() <= 10
            && !(inner.ends_with(['.', '…']) && words.len() > 4);
        Shape {
            words: words.len(),
            whole: starts && (words.len() >= 4 || ends),
            title,
            tokens: ctx.parse.tokens_in(q.inner),
        }
    }
}

fn same_paragraph(ctx: &Context, a: usize, b: usize) -> bool {
    !ctx.text[ctx.quoted[a].span.end..ctx.quoted[b].span.start.max(ctx.quoted[a].span.end)].contains('\n')
}

/// Whether only white space lies between two stretches, or the second is a paragraph of its own right after the first's.
fn neighbours(ctx: &Context, a: usize, b: usize) -> bool {
    let between = &ctx.text[ctx.quoted[a].span.end..ctx.quoted[b].span.start.max(ctx.quoted[a].span.end)];
    let breaks = between.split('\n').filter(|l| !l.trim().is_empty()).count();
    let starts = between.trim_end_matches(' ').ends_with('\n');
    starts && breaks <= 1
}

/// The frame that introduces a stretch in its own sentences.
fn own_frame(ctx: &Context, frames: &[Frame], labels: &[Label], q: &Quoted, shape: &Shape) -> Option<(usize, i64)> {
    let parse = ctx.parse;
    let range = parse.tokens_in(q.span);
    if range.is_empty() || shape.tokens.is_empty() {
        return None;
    }
    let (first, last) = (parse.tokens[shape.tokens.start].sentence, parse.tokens[range.end - 1].sentence);
    let near = |i: &usize| {
        let f = &frames[*i];
        let s = parse.tokens[f.cue].sentence;
        // The sentence splitter may cut before "said Orlov" or after a colon.
        let close_after =
            f.cue >= range.end && f.cue < range.end + 12 && same_line(ctx, q.span.end, parse.tokens[f.cue].span.start);
        // A colon belongs to the sentence that it ends: "…, he said. His wife was less kind: “…”".
        let between = ctx.text.get(parse.tokens[f.cue].span.end..q.span.start).unwrap_or_default();
        let full_stop = between.match_indices(". ").any(|(i, _)| between[i + 2..].starts_with(char::is_uppercase));
        let close_before = f.cue < range.start
            && !(full_stop && between.trim_end().ends_with(':'))
            && f.cue + 12 > range.start
            && same_line(ctx, parse.tokens[f.cue].span.end, q.span.start);
        ctx.inside[f.cue].is_none() && (s == first || s == last || close_after || close_before) && f.source.is_some()
    };
    let candidates: Vec<usize> = (0..frames.len()).filter(near).collect();
    let mut best: Option<(i64, usize)> = None;
    for i in candidates {
        let mut score = rank(ctx, &frames[i], q, &range, shape);
        if score > 0 && labels.len() == parse.tokens.len() {
            let source = frames[i].source.as_ref().map_or(Label::Other, |s| labels[s.head]);
            score += if source == Label::Source { 15 } else { -15 };
            score += if labels[frames[i].cue] == Label::Cue { 10 } else { 0 };
        }
        if score > 0 && best.is_none_or(|(s, _)| score > s) {
            best = Some((score, i));
        }
    }
    let (score, i) = best?;
    Some((outer(ctx, frames, i, &range), score))
}

/// The frame around a frame when the inner source is a pronoun or a paper: the outer one names who speaks.
fn outer(ctx: &Context, frames: &[Frame], inner: usize, stretch: &Range<usize>) -> usize {
    let f = &frames[inner];
    let Some(source) = &f.source else { return inner };
    let head = &ctx.parse.tokens[source.head];
    let pronoun = head.form() == Form::Pronoun || head.form() == Form::PossessivePronoun;
    if !pronoun && f.class != Class::Find {
        return inner;
    }
    // "Holm said he had written": he may be another.
    let known = ctx.entity_at[source.head].filter(|e| ctx.entities[*e].is_named());
    let others =
        |t: usize| known.is_some_and(|k| ctx.entity_at[t].is_some_and(|o| o != k && ctx.entities[o].is_named()));
    let holds = |g: &Frame, t: usize| g.content.iter().any(|c| c.contains(&t));
    frames
        .iter()
        .position(|g| {
            g.cue != f.cue
                && matches!(g.class, Class::Say | Class::Act | Class::Think)
                && g.source.as_ref().is_some_and(|s| !ctx.is_first_person(s.head) && !stretch.contains(&s.head))
                && !g.source.as_ref().is_some_and(|s| others(s.head))
                && holds(g, f.cue)
                && holds(g, source.head)
                && stretch.clone().any(|t| holds(g, t))
        })
        .unwrap_or(inner)
}

fn same_line(ctx: &Context, a: usize, b: usize) -> bool {
    a <= b && ctx.text.get(a..b).is_some_and(|s| !s.contains('\n'))
}

/// How well a frame fits a stretch; nought or less: not at all.
fn rank(ctx: &Context, f: &Frame, q: &Quoted, range: &Range<usize>, shape: &Shape) -> i64 {
    let parse = ctx.parse;
    let source = match &f.source {
        Some(s) => s,
        None => return 0,
    };
    // Somebody named in the quotation does not speak it.
    if range.contains(&source.head) {
        return 0;
    }
    let after = f.cue >= range.end;
    let distance = if after { f.cue - range.end + 1 } else { range.start - f.cue };
    let held = f.content.iter().any(|c| c.start < range.end && range.start < c.end);
    let below = shape.tokens.clone().any(|t| parse.ancestors(t).take(12).any(|a| a == f.cue));
    let above = shape.tokens.clone().any(|t| {
        parse.tokens[f.cue].head == t
            && matches!(
                parse.tokens[f.cue].function(),
                Function::Parataxis | Function::Clause | Function::Adverbial | Function::Conjunct | Function::Unclear
            )
    });
    let weight = match f.class {
        Class::Say => 60,
        Class::According => 35,
        // Within a turn of a transcript somebody else may be quoted.
        Class::Turn | Class::Colon if !f.content.iter().any(|c| c.start + 1 >= range.start) => 15,
        Class::Colon | Class::Turn | Class::Name => 50,
        Class::Think | Class::Find => 30,
        Class::Act => 30,
        Class::Speech => 25,
        Class::Cite => 20,
        Class::Manner => 15,
        Class::Thought => 10,
    };
    let inner = q.inner.of(ctx.text).trim_end();
    let comma_close = inner.ends_with([',', '?', '!']) || ctx.text[q.span.end..].starts_with(',');
    let colon_open = ctx.text[..q.span.start].trim_end().ends_with([':', ',']);
    let mut score = weight - distance.min(60) as i64;
    if held || below || above {
        score += 40;
    }
    // A sentence of its own needs its cue right after it, or a colon or comma before it.
    let apart = shape.whole && ctx.starts_sentence(q.span.start);
    if apart && !after && !colon_open {
        return 0;
    }
    // After a full stop the next sentence tells of something else: “… home.” The mayor said the quay was shut.
    let small = ctx.text[q.span.end..].trim_start().starts_with(char::is_lowercase);
    if apart && after && inner.ends_with('.') && !small {
        return 0;
    }
    // Nor does the next sentence tell whose a fragment is.
    let rest = &ctx.text[q.span.end..];
    if !shape.whole && after && (inner.ends_with('.') && !small || rest.starts_with(". ") || rest.starts_with(".\n")) {
        return 0;
    }
    let introduced = held || below || colon_open && !after;
    if apart && !introduced && !matches!(f.class, Class::Say | Class::According) {
        return 0;
    }
    if shape.whole {
        if after && comma_close && distance <= 8 && f.class == Class::Say {
            score += 50;
        }
        if !after && colon_open && distance <= 8 {
            score += 40;
        }
        if !(held || below || above || after && comma_close || !after && colon_open) && distance > 4 {
            score -= 40;
        }
    } else if !(held || below) {
        // "had promised a bridge, “and not a day later”": what goes on after a comma is no name of what stands before it.
        let opens = shape.tokens.clone().next().map(|t| parse.tokens[t].pos);
        let goes_on = matches!(opens, Some(Pos::Cconj | Pos::Sconj | Pos::Adp | Pos::Adv | Pos::Part | Pos::Verb))
            && colon_open
            && shape.words >= 3
            && matches!(f.class, Class::Say | Class::Act);
        score -= match after {
            true if f.class == Class::According && distance <= 2 => 0,
            true => 60,
            false if goes_on => -15,
            false => 35,
        };
    }
    if f.class == Class::According && after && distance <= 2 {
        score += 60;
    }
    // "a claim the army called “fantasy”": what names it stands next to it.
    if f.class == Class::Name && !after && distance <= 3 && (held || below) {
        score += 30;
    }
    // Quotations between cue and stretch take the cue for themselves.
    let (a, b) =
        if after { (q.span.end, parse.tokens[f.cue].span.start) } else { (parse.tokens[f.cue].span.end, q.span.start) };
    if !held && ctx.quoted.iter().any(|o| o.parent.is_none() && o.span.start >= a && o.span.end <= b) {
        score -= 20;
    }
    if parse.tokens[f.cue].pos == Pos::Verb && f.class == Class::Manner && !(held || below || distance <= 6) {
        return 0;
    }
    score
}
