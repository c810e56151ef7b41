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

/// Corrects the sources of frames by the labels.
pub fn correct_sources(ctx: &Context, frames: &mut [Frame], labels: &[Label]) {
    if labels.len() != ctx.parse.tokens.len() {
        return;
    }
    for i in 0..frames.len() {
        let Some(mut source) = frames[i].source.clone() else { continue };
        if labels[source.head] == Label::Source {
            widen(ctx, &mut source, labels);
        } else if labels[frames[i].cue] == Label::Cue
            && frames[i].class != Class::According
            && !ctx.names_person(source.head)
        {
            // The tagger sees another source for this cue, which no other frame has.
            let sentence = ctx.parse.sentences[ctx.parse.tokens[frames[i].cue].sentence].clone();
            let cue = frames[i].cue;
            let taken =
                |r: &Range<usize>| frames.iter().any(|f| f.source.as_ref().is_some_and(|s| r.contains(&s.head)));
            let other = runs(ctx, labels, sentence, Label::Source)
                .into_iter()
                .filter(|r| !taken(r))
                .min_by_key(|r| r.start.abs_diff(cue));
            if let Some(range) = other {
                source = Source { head: head(ctx, &range), range };
            }
        }
        frames[i].source = Some(source);
    }
}

/// Corrects the contents of frames by the labels and adds what they lack.
pub fn weave(ctx: &Context, frames: &[Frame], labels: &[Label]) -> Vec<Frame> {
    let mut frames = frames.to_vec();
    if labels.len() != ctx.parse.tokens.len() {
        return frames;
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
            match owner(&frames, &here, &run) {
                Some(f) => contents[f].push(run),
                None => new.extend(loose(ctx, &frames, &here, &run, &sources, &cues)),
            }
        }
    }
    for (f, content) in frames.iter_mut().zip(contents) {
        // A turn of a transcript is said as a whole, sentence by sentence.
        let turn = matches!(f.class, Class::Colon | Class::Turn);
        if f.class == Class::Turn || turn && f.content.iter().any(|c| sentences(ctx, c).len() > 1) {
            f.content = f.content.iter().flat_map(|c| sentences(ctx, c)).collect();
            continue;
        }
        // What a verb of saying governs is said, though the tagger overlooked it.
        let sure = matches!(f.class, Class::Say | Class::According | Class::Colon | Class::Turn) && f.source.is_some();
        if !(content.is_empty() && sure && !claimed(&f.content, &new)) {
            f.content = content;
        }
    }
    frames.extend(new);
    frames
}

/// A stretch cut at the ends of its sentences.
fn sentences(ctx: &Context, stretch: &Range<usize>) -> Vec<Range<usize>> {
    let cut = |s: &Range<usize>| s.start.max(stretch.start)..s.end.min(stretch.end);
    let parts = ctx.parse.sentences.iter().map(cut).filter(|r| r.start < r.end);
    parts.map(|r| ctx.trim(r)).filter(|r| r.len() > 1).collect()
}

/// Whether other frames hold most of some words.
fn claimed(content: &[Range<usize>], others: &[Frame]) -> bool {
    let size: usize = content.iter().map(ExactSizeIterator::len).sum();
    let held = |c: &Range<usize>| {
        let parts = others.iter().flat_map(|o| &o.content);
        parts.map(|o| o.end.min(c.end).saturating_sub(o.start.max(c.start))).sum::<usize>()
    };
    content.iter().map(held).sum::<usize>() * 2 > size
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

/// The source that the tagger sees nearest to a stretch, in the sentences where the stretch starts and ends.
pub fn nearest_source(ctx: &Context, labels: &[Label], stretch: &Range<usize>) -> Option<Source> {
    if labels.len() != ctx.parse.tokens.len() || stretch.is_empty() {
        return None;
    }
    let said = stretch.clone().filter(|t| labels[*t] == Label::Content).count();
    if said * 2 < stretch.len() {
        return None;
    }
    let (first, last) = (ctx.parse.tokens[stretch.start].sentence, ctx.parse.tokens[stretch.end - 1].sentence);
    let mut best: Option<(usize, Range<usize>)> = None;
    for s in [first, last] {
        for run in runs(ctx, labels, ctx.parse.sentences[s].clone(), Label::Source) {
            if run.start < stretch.end && stretch.start < run.end {
                continue;
            }
            let distance = if run.start >= stretch.end { run.start - stretch.end } else { stretch.start - run.end };
            if best.as_ref().is_none_or(|b| distance < b.0) {
                best = Some((distance, run));
            }
        }
    }
    best.map(|(_, range)| Source { head: head(ctx, &range), range })
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

/// The frame whose content a run is, by the share of common words in all words of both; the first of equals.
fn owner(frames: &[Frame], here: &[usize], run: &Range<usize>) -> Option<usize> {
    let mut best: Option<(usize, usize, usize)> = None;
    for i in here.iter().filter(|i| frames[**i].source.is_some()) {
        let size: usize = frames[*i].content.iter().map(ExactSizeIterator::len).sum();
        let common: usize =
            frames[*i].content.iter().map(|c| c.end.min(run.end).saturating_sub(c.start.max(run.start))).sum();
        let all = size + run.len() - common;
        if common > 0 && best.is_none_or(|(_, c, a)| common * a > c * all) {
            best = Some((*i, common, all));
        }
    }
    best.map(|b| b.0)
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
        occasion: None,
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
