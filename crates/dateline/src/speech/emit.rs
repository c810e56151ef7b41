//! Quotations from frames and attributed stretches.
//!
//! In: frames, attached stretches. Out: [`Quotation`]s in text order.

use std::ops::Range;

use super::attach::Attached;
use super::cues::Class;
use super::frames::Frame;
use super::speakers::speaker;
use super::{Context, Quotation, QuotationKind};

/// What stands in quotation marks and is speech.
pub fn quoted(ctx: &Context, frames: &[Frame], attached: &[Attached]) -> Vec<Quotation> {
    let mut out = Vec::new();
    for (i, a) in attached.iter().enumerate().filter(|(_, a)| a.speech) {
        let q = &ctx.quoted[i];
        let frame = a.frame.map(|f| &frames[f]);
        let fragment = q.inner.of(ctx.text).trim_start().chars().next().is_some_and(char::is_lowercase);
        out.push(Quotation {
            span: q.span,
            kind: if fragment { QuotationKind::Mixed } else { QuotationKind::Direct },
            speaker: a.source.as_ref().map(|s| speaker(ctx, s)),
            cue: frame.map(|f| ctx.span(&f.cue_range)),
            addressee: frame.and_then(|f| f.addressee).and_then(|t| ctx.entity_at[t]),
            chain: frame.map(|f| f.chain.iter().map(|s| speaker(ctx, s)).collect()).unwrap_or_default(),
        });
    }
    out
}

/// What is told in other words, and what is only partly in quotation marks.
pub fn told(ctx: &Context, frames: &[Frame]) -> Vec<Quotation> {
    let mut out = Vec::new();
    for frame in frames {
        if frame.class == Class::Manner {
            continue;
        }
        for range in &frame.content {
            let Some(kind) = form(ctx, range) else { continue };
            out.push(Quotation {
                span: ctx.span(range),
                kind,
                speaker: frame.source.as_ref().map(|s| speaker(ctx, s)),
                cue: Some(ctx.span(&frame.cue_range)),
                addressee: frame.addressee.and_then(|t| ctx.entity_at[t]),
                chain: frame.chain.iter().map(|s| speaker(ctx, s)).collect(),
            });
        }
    }
    out
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
