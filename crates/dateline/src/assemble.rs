//! The second of the two functions: the pile. Here stands the order of its stages, and nothing else.
//!
//! In: the analyses of all pages. Out: the dossier. Every stage knows those before it and none behind: what it may look at is its
//! argument's type. A stage that fails on one event or with one rule loses that, and a note on a page says so.

use crate::faults::Faults;
use crate::link::Telling;
use crate::{Analysis, Dossier, PageId, Skipped, judge, link, tell};

/// Builds the dossier of a pile. Pure; the order of `analyses` does not matter.
///
/// ```
/// let dossier = dateline::assemble(&[], Vec::new());
/// assert!(dossier.documents.is_empty());
/// ```
pub fn assemble(analyses: &[Analysis], skipped: Vec<Skipped>) -> Dossier {
    assemble_as(analyses, skipped, Telling::Found)
}

/// The same, with what of the pile is to be told.
pub fn assemble_as(analyses: &[Analysis], skipped: Vec<Skipped>, telling: Telling) -> Dossier {
    let mut faults = Faults::default();
    let ordered = link::ordered(analyses);
    let linked = link::link_as(ordered.iter().map(|p| &**p).collect(), skipped, telling);
    // Linking never joins two stated days; mentions that the rules for days pair all the same are one event with a contradiction.
    let twins = faults.guard(PageId::FIRST, "what is told of two days", || judge::twins(&linked.pile, &linked.dossier));
    let joined = linked.join(&twins.unwrap_or_default(), &mut faults);
    let foretold = faults.guard(PageId::FIRST, "what was foretold", || judge::forecasts(&joined));
    let forecasts = tell::forecasts(&joined, foretold.unwrap_or_default(), &mut faults);
    let labels = tell::labels(&joined, &mut faults);
    let labelled = joined.labelled(labels);
    let lines = tell::lines(&labelled, &mut faults);
    let told = labelled.told(lines);
    let discrepancies = judge::discrepancies(&told, &mut faults);
    let judged = told.judged(discrepancies, forecasts);
    let account = faults.guard(PageId::FIRST, "the account", || tell::account(&judged));
    let parts = faults.guard(PageId::FIRST, "the parts of sentences", || tell::parts(&judged));
    let mut dossier = judged.finished(account.unwrap_or_default(), parts.unwrap_or_default());
    faults.note(&mut dossier);
    dossier
}
