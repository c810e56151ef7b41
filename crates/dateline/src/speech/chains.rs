//! Through whom a statement reached the page, beyond its speaker.
//!
//! In: the frames of a page. Out: the frames with their chains; those that are but a link of another's chain go.

use super::cues::{self, Class};
use super::frames::{Frame, Source, has_mark};
use super::{Context, SourceKind};
use crate::lexicon::Flag;

/// "Orlov said …, according to Vesti": the second source is a link of the first one's chain, not another statement.
pub fn chains(ctx: &Context, frames: &mut Vec<Frame>) {
    let mut links: Vec<(usize, Source)> = Vec::new();
    let mut drop: Vec<usize> = Vec::new();
    for (i, f) in frames.iter().enumerate() {
        let Some(source) = &f.source else { continue };
        let sentence = ctx.parse.sentences[ctx.parse.tokens[f.cue].sentence].clone();
        let says = |g: &Frame| {
            matches!(g.class, Class::Say | Class::Name | Class::Act | Class::Think)
                && g.source.as_ref().is_some_and(|s| s.head != source.head)
                && sentence.contains(&g.cue)
                && g.cue != f.cue
        };
        let as_said = f.class == Class::Say && has_mark(ctx, f.cue, "as");
        if f.class == Class::According || as_said {
            // At the edge of its sentence it holds for all of it, wherever the parser hangs it.
            let edge = ctx.trim(f.cue..sentence.end).end <= source.range.end + 1 || f.cue <= sentence.start + 1;
            let held = |g: &Frame| f.content.iter().any(|r| r.contains(&g.cue)) || edge && f.class == Class::According;
            let mut any = false;
            for (j, _) in frames.iter().enumerate().filter(|(j, g)| *j != i && says(g) && held(g)) {
                links.push((j, source.clone()));
                any = true;
            }
            if any && f.class == Class::According && !f.content.iter().any(|r| r.start < f.cue && f.cue - r.start > 40)
            {
                drop.push(i);
            }
        }
        for t in sentence.clone().filter(|t| ctx.inside[*t].is_none()) {
            if f.class != Class::According
                && f.class != Class::Cite
                && let Some(via) = via(ctx, t, f)
            {
                links.push((i, via));
            }
        }
    }
    for (j, source) in links {
        if !frames[j].chain.contains(&source) {
            frames[j].chain.push(source);
        }
    }
    let mut at = 0;
    frames.retain(|f| {
        at += 1;
        !(drop.contains(&(at - 1)) || f.class == Class::According && f.source.is_none())
    });
}

/// A go-between named at a token of the frame's sentence: "through a translator", "in comments broadcast on state television".
fn via(ctx: &Context, t: usize, f: &Frame) -> Option<Source> {
    let parse = ctx.parse;
    let token = &parse.tokens[t];
    let object = parse.complement(t)?;
    let source = f.source.as_ref()?;
    let belongs = token.head == f.cue || token.head == source.head || parse.ancestors(t).any(|a| a == f.cue);
    let named = |o: usize, kind: SourceKind| {
        cues::source(&parse.tokens[o].lemma.to_lowercase()) == Some(kind)
            || parse.children(o).any(|c| cues::source(&parse.tokens[c].lemma.to_lowercase()) == Some(kind))
    };
    // "opened the evening …, in comments broadcast on state television": the comments are those of the sentence.
    let aired = Flag::Airs.has(&parse.tokens[token.head].lemma)
        && parse.ancestors(t).take(3).any(|a| cues::noun(&parse.tokens[a].lemma) == Some(Class::Speech));
    if !belongs && !aired {
        return None;
    }
    match token.lemma.to_lowercase().as_str() {
        "through" | "via"
            if named(object, SourceKind::Person)
                || named(object, SourceKind::Media)
                || named(object, SourceKind::Official) =>
        {
            Some(ctx.phrase(object))
        }
        "on" | "by" | "in" | "to"
            if Flag::Airs.has(&parse.tokens[token.head].lemma) && named(object, SourceKind::Media) =>
        {
            Some(ctx.phrase(object))
        }
        _ => None,
    }
}
