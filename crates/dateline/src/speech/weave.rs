//! Frames by rule and labels by the tagger, put together.
//!
//! In: frames and a label for each token. Out: the frames with sources and contents as the tagger sees them, and frames for what
//! only the tagger found. The grammar knows who belongs to what; the tagger knows where phrases end and which words introduce
//! speech.

use std::ops::Range;

use super::Context;
use super::cues::Class;
use super::frames::{Frame, Source};
use super::tagger::{Label, TAGGER};
use crate::language::Pos;

/// The tagger's label of every token; empty when there is no table.
pub fn labels(ctx: &Context, frames: &[Frame]) -> Vec<Label> {
    let Some(tagger) = TAGGER.as_ref() else { return Vec::new() };
    let features = super::features::features(ctx, frames);
    ctx.parse.sentences.iter().flat_map(|s| tagger.tag(&features[s.clone()])).collect()
}

/// Corrects frames by the labels and adds what they lack.
pub fn weave(ctx: &Context, frames: &[Frame], labels: &[Label]) -> Vec<Frame> {
    let mut frames = frames.to_vec();
    if labels.len() != ctx.parse.tokens.len() {
        return frames;
    }
    for f in frames.iter_mut() {
        if let Some(source) = &mut f.source {
            widen(ctx, source, labels);
        }
    }
    let mut contents: Vec<Vec<Range<usize>>> = vec![Vec::new(); frames.len()];
    let mut new: Vec<Frame> = Vec::new();
    for sentence in &ctx.parse.sentences {
        let contents_here = runs(ctx, labels, sentence.clone(), Label::Content);
        if contents_here.is_empty() {
            continue;
        }
        let sources = runs(ctx, labels, sentence.clone(), Label::Source);
        let cues = runs(ctx, labels, sentence.clone(), Label::Cue);
        for run in contents_here {
            let here: Vec<usize> = (0..frames.len())
                .filter(|i| sentence.contains(&frames[*i].cue) && frames[*i].class != Class::Manner)
                .collect();
            // Parts of a run that the grammar gives to different frames are different statements.
            for (part, owner) in split(&frames, &here, &run) {
                match owner {
                    Some(f) => contents[f].push(part),
                    None => new.extend(loose(ctx, &frames, &here, &part, &sources, &cues)),
                }
            }
        }
    }
    for (f, content) in frames.iter_mut().zip(contents) {
        f.content = content;
    }
    frames.extend(new);
    frames
}

/// Takes the tagger's words for a source where they overlap the phrase of the tree.
fn widen(ctx: &Context, source: &mut Source, labels: &[Label]) {
    if labels[source.head] != Label::Source {
        return;
    }
    let sentence = ctx.parse.sentences[ctx.parse.tokens[source.head].sentence].clone();
    if let Some(run) = runs(ctx, labels, sentence, Label::Source).into_iter().find(|r| r.contains(&source.head)) {
        source.range = run;
    }
}

/// Stretches of one label in a sentence, over punctuation, without marks at the edges.
fn runs(ctx: &Context, labels: &[Label], sentence: Range<usize>, label: Label) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for t in sentence.filter(|t| labels[*t] == label) {
        match out.last_mut() {
            Some(last) if last.end == t => last.end = t + 1,
            _ => out.push(t..t + 1),
        }
    }
    out.into_iter()
        .map(|r| ctx.trim(r))
        .filter(|r| r.clone().any(|t| !matches!(ctx.parse.tokens[t].pos, Pos::Punct | Pos::Space)))
        .collect()
}

/// Cuts a run where the grammar changes from one frame's content to another's.
fn split(frames: &[Frame], here: &[usize], run: &Range<usize>) -> Vec<(Range<usize>, Option<usize>)> {
    let owner = |t: usize| {
        here.iter()
            .copied()
            .filter(|f| frames[*f].source.is_some() && frames[*f].content.iter().any(|c| c.contains(&t)))
            .min_by_key(|f| frames[*f].content.iter().map(ExactSizeIterator::len).sum::<usize>())
    };
    let mut count: Vec<(usize, usize)> = Vec::new();
    for t in run.clone() {
        if let Some(f) = owner(t) {
            match count.iter_mut().find(|c| c.0 == f) {
                Some(c) => c.1 += 1,
                None => count.push((f, 1)),
            }
        }
    }
    // The frame with the most words has the run; the first of equals.
    let best = count.iter().fold(None::<(usize, usize)>, |b, c| if b.is_none_or(|b| c.1 > b.1) { Some(*c) } else { b });
    vec![(run.clone(), best.map(|b| b.0))]
}

/// A statement that no frame of the grammar has: the nearest cue and source in its sentence.
fn loose(
    ctx: &Context,
    frames: &[Frame],
    here: &[usize],
    run: &Range<usize>,
    sources: &[Range<usize>],
    cues: &[Range<usize>],
) -> Option<Frame> {
    let distance =
        |r: &Range<usize>| if r.start >= run.end { r.start - run.end } else { run.start.saturating_sub(r.end) };
    let cue = cues.iter().min_by_key(|r| distance(r)).cloned();
    // A frame whose cue is the tagger's cue knows its source best.
    let frame = here
        .iter()
        .copied()
        .find(|f| cue.as_ref().is_some_and(|c| c.contains(&frames[*f].cue)) && frames[*f].source.is_some());
    if let Some(f) = frame {
        return Some(Frame { content: vec![run.clone()], ..frames[f].clone() });
    }
    let near = |r: &Range<usize>| match &cue {
        Some(c) if r.start >= c.end => (r.start - c.end, distance(r)),
        Some(c) => (c.start.saturating_sub(r.end), distance(r)),
        None => (distance(r), 0),
    };
    let source = sources.iter().min_by_key(|r| near(r)).map(|r| Source { head: head(ctx, r), range: r.clone() });
    if source.is_none() && cue.is_none() {
        return None;
    }
    let at = cue.clone().or_else(|| source.as_ref().map(|s| s.range.clone()))?;
    Some(Frame {
        cue: at.start,
        cue_range: cue.unwrap_or(at),
        class: Class::Act,
        source,
        content: vec![run.clone()],
        addressee: None,
        chain: Vec::new(),
    })
}

/// The word of a stretch that governs the others.
fn head(ctx: &Context, range: &Range<usize>) -> usize {
    range
        .clone()
        .find(|t| !range.contains(&ctx.parse.tokens[*t].head) || ctx.parse.tokens[*t].head == *t)
        .unwrap_or(range.start)
}
