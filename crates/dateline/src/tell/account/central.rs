//! The event that the story is about.
//!
//! In: the chronology. Out: one of its lines. News tells first what it is about, and its headline says so again: of all lines the one that
//! stands nearest to the beginning of most pages, weighed by the words it shares with their headlines. Pages of one origin count once.

use std::collections::{BTreeMap, BTreeSet};

use crate::Dossier;
use crate::link::{Pile, is_day};
use crate::tell::short::is_clause;
use crate::{EventId, OriginId, PageId, Status};

/// Bytes from the beginning of a page within which a sentence weighs at least half.
const LEAD: f64 = 400.0;
/// What a line counts that is no clause, or that is known to no day.
const BARE: f64 = 0.5;

/// The event and why it.
pub(super) fn central(pile: &Pile<'_>, dossier: &Dossier, main: &BTreeSet<PageId>) -> Option<(EventId, Vec<String>)> {
    // For every word of headlines the share of them that have it.
    let heads: Vec<BTreeSet<String>> = main
        .iter()
        .filter_map(|d| dossier.documents[*d].page.title.as_deref())
        .map(|title| words(title).into_keys().collect())
        .collect();
    let share = |stem: &String| heads.iter().filter(|h| h.contains(stem)).count() as f64 / heads.len().max(1) as f64;
    let mut best: Option<(f64, EventId)> = None;
    // A story is about what happened; about a plan or a claim only where nothing did.
    let happened = |e: &&EventId| dossier.events[**e].status == Status::Happened;
    let any = dossier.timeline.iter().any(|e| happened(&e));
    for &event in dossier.timeline.iter().filter(|e| !any || happened(e)) {
        let lead: f64 = leads(dossier, main, event).into_values().map(|start| LEAD / (LEAD + start as f64)).sum();
        let head: f64 = words(&dossier.events[event].label).keys().map(share).sum();
        // "The dispute", of a year: what the story is about is told in a clause, and known to the day.
        let clause = if is_clause(pile, event, &dossier.events[event].label) { 1.0 } else { BARE };
        let day = if dossier.events[event].time.as_ref().is_some_and(|t| is_day(&t.interval)) { 1.0 } else { BARE };
        let weight = lead * (1.0 + head) * clause * day;
        if best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, event));
        }
    }
    let (_, event) = best?;
    let leads = leads(dossier, main, event);
    let first = leads.values().filter(|start| **start as f64 <= LEAD).count();
    let told: BTreeSet<PageId> = dossier.events[event].support.iter().map(|s| s.at.document).collect();
    let mut reasons = vec![format!(
        "Of all lines it stands nearest to the beginning of most pages: {} of {} tell it, {first} of them in their first lines.",
        told.intersection(main).count(),
        main.len(),
    )];
    let mut shared: Vec<(f64, String)> = words(&dossier.events[event].label)
        .into_iter()
        .map(|(stem, word)| (share(&stem), word))
        .filter(|(share, _)| *share >= 0.5)
        .collect();
    shared.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    if !shared.is_empty() {
        let list: Vec<String> = shared.into_iter().map(|(_, word)| format!("“{word}”")).collect();
        reasons.push(format!("Half of the headlines or more have {}.", list.join(", ")));
    }
    Some((event, reasons))
}

/// For every origin of the main story that tells an event the first byte at which a page of it does.
fn leads(dossier: &Dossier, main: &BTreeSet<PageId>, event: EventId) -> BTreeMap<OriginId, usize> {
    let mut leads: BTreeMap<OriginId, usize> = BTreeMap::new();
    for s in dossier.events[event].support.iter().filter(|s| main.contains(&s.at.document)) {
        let first = leads.entry(dossier.documents[s.at.document].origin).or_insert(usize::MAX);
        *first = s.at.span.start.min(*first);
    }
    leads
}

/// The words of a line that carry sense, by their stems.
fn words(line: &str) -> BTreeMap<String, String> {
    line.split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.chars().count() > 2)
        .map(|w| (stem(&w.to_lowercase()), w.to_string()))
        .filter(|(stem, _)| !FUNCTION.contains(&stem.as_str()))
        .collect()
}

/// Words without sense of their own, as [`stem`] leaves them.
const FUNCTION: &[&str] = &[
    "the", "and", "for", "with", "from", "are", "was", "wer", "been", "hav", "has", "had", "its", "his", "her",
    "their", "she", "they", "that", "thi", "not", "after", "over", "into", "mor", "than", "will", "would", "say",
    "said", "new", "two", "who", "how", "why", "what", "when", "where", "out", "off", "but", "all", "may", "can",
    "could", "about",
];

/// A word without its ending: "visits", "visited" and "visit" are one. Crude, and enough for headlines.
fn stem(word: &str) -> String {
    let cut = ["ing", "ed", "es", "s", "e"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|stem| stem.chars().count() >= 3));
    cut.unwrap_or(word).to_string()
}
