//! The second of the two functions: the pile. Here stands the order of its stages, and nothing else.
//!
//! In: the analyses of all pages. Out: the dossier. Every stage knows those before it and none behind.

use crate::{Analysis, Dossier, Skipped, judge, link, tell};

/// Builds the dossier of a pile. Pure; the order of `analyses` does not matter.
///
/// ```
/// let dossier = dateline::assemble(&[], Vec::new());
/// assert!(dossier.documents.is_empty());
/// ```
pub fn assemble(analyses: &[Analysis], skipped: Vec<Skipped>) -> Dossier {
    let ordered = link::ordered(analyses);
    let linked = link::link(ordered.iter().map(|p| &**p).collect(), skipped);
    // Linking never joins two stated days; mentions that the rules for days pair all the same are one event with a contradiction.
    let twins = judge::twins(&linked.pile, &linked.dossier);
    let (pile, mut dossier) = linked.join(&twins);
    let foretold = judge::forecasts(&pile, &mut dossier);
    tell::chronology(&pile, &mut dossier);
    tell::forecasts(&pile, &mut dossier, &foretold);
    judge::discrepancies(&pile, &mut dossier);
    tell::account(&pile, &mut dossier);
    // Nothing may rest on whom only a teaser names, so they come last.
    link::adopt(&pile, &mut dossier);
    dossier
}
