//! The chronology in short: the lines that a reader takes in at a glance.
//!
//! In: the lines of the chronology with their scores. Out: at most [`SHORT`] of them. Beside its score a line counts by how many independent
//! origins tell it and by how many of its words are among those with which a good part of the pages begin: these say what the story is about. A line of one origin without any is beside the story.
//! A line that needs another one to be understood ("has seen it") is for the long form, and so is one that is no clause ("The talks over the
//! bridge", "Holt to meet Lind"), unless several origins tell it.

use std::collections::{BTreeMap, BTreeSet};

use crate::event::stem;
use crate::link::Pile;
use crate::{Dossier, EventId, PageId};

/// So many lines at most.
const SHORT: usize = 25;
/// What a word that many pages begin with adds to the score of a line, and what an independent origin beside the first.
const CENTRAL: f64 = 0.3;
const ORIGIN: f64 = 0.4;
/// Sentences with which a page begins.
const LEAD: usize = 5;
/// Words of a line below which it says too little alone.
const SCANT: usize = 5;
/// Letters of a word from which on it counts: shorter ones are function words for the most part.
const LETTERS: usize = 4;
/// Words that stand for something told elsewhere.
const OPEN: &[&str] = &[
    "he", "she", "it", "they", "him", "her", "them", "those", "this", "that", "these", "there", "one", "others", "so",
    "here",
];

/// The lines of the short form.
pub(super) fn short(pile: &Pile<'_>, dossier: &Dossier, lines: &[(EventId, f64)]) -> BTreeSet<EventId> {
    let central = central_words(pile, dossier);
    let mut ranked: Vec<(f64, EventId)> = lines
        .iter()
        .filter(|(event, _)| stands_alone(&dossier.events[*event].label))
        .filter_map(|(event, worth)| {
            let linked = &dossier.events[*event];
            let shared = words(&linked.label).filter(|w| central.contains(w)).collect::<BTreeSet<_>>().len() as i32;
            let origins = linked.independent_origins as i32 - 1;
            let scant = linked.label.split_whitespace().count() < SCANT && shared < 2;
            let beside = origins < 1 && (shared < 1 || scant);
            let bare = origins < 2 && !is_clause(pile, *event, &linked.label);
            (!beside && !bare).then_some((
                worth + CENTRAL * f64::from(shared.min(4)) + ORIGIN * f64::from(origins.clamp(0, 3)),
                *event,
            ))
        })
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    ranked.into_iter().take(SHORT).map(|(_, event)| event).collect()
}

/// Whether a label tells its event with a finite verb: one of the words of a mention, or a verb made of its noun.
pub(super) fn is_clause(pile: &Pile<'_>, event: EventId, label: &str) -> bool {
    let label: BTreeSet<String> = spelled(label).collect();
    let told = pile.mentions[event].iter().filter_map(|mention| {
        let (page, told) = (pile.pages[mention.page], pile.event(*mention));
        let holds = |t: usize| spelled(page.parse.text(t, &page.page.text)).all(|w| label.contains(&w));
        let sentence = &page.parse.sentences[told.sentence];
        let finite = |t: usize| page.parse.tokens[t].is_finite() && holds(t);
        // Of the mentions only those of whose word the label is made.
        holds(told.token).then(|| page.parse.has_tense(told.token) || (sentence.start..sentence.end).any(finite))
    });
    let told: Vec<bool> = told.collect();
    told.is_empty() || told.contains(&true)
}

/// The words of a text in small letters.
fn spelled(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase)
}

/// Stems of the longer words of a text.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let longer = |w: &&str| w.chars().count() >= LETTERS;
    text.split(|c: char| !c.is_alphanumeric()).filter(longer).map(|w| stem(&w.to_lowercase()))
}

/// The words in title or first sentences of a third of the main story's pages, of two at least.
pub(super) fn central_words(pile: &Pile<'_>, dossier: &Dossier) -> BTreeSet<String> {
    let main: Vec<PageId> =
        dossier.stories.iter().filter(|s| s.main).flat_map(|s| s.documents.iter().copied()).collect();
    let mut pages: BTreeMap<String, usize> = BTreeMap::new();
    for page in &main {
        let document = &dossier.documents[*page];
        let text = |span: &crate::Span| pile.pages[*page].page.text.get(span.start..span.end).unwrap_or_default();
        let lead = document.sentences.iter().take(LEAD).map(text).chain(document.page.title.as_deref());
        let told: BTreeSet<String> = lead.flat_map(words).collect();
        told.into_iter().for_each(|w| *pages.entry(w).or_default() += 1);
    }
    let least = (main.len() / 3).max(2).min(main.len());
    pages.into_iter().filter(|(_, n)| *n >= least).map(|(w, _)| w).collect()
}

/// Whether a label has no word outside of quotation marks that stands for something told elsewhere.
pub(super) fn stands_alone(label: &str) -> bool {
    let mut quoted = false;
    for word in label.split_inclusive([' ', '“', '”', '"']) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if !quoted && OPEN.contains(&bare.as_str()) {
            return false;
        }
        match word.chars().last() {
            Some('“') => quoted = true,
            Some('”') => quoted = false,
            Some('"') => quoted = !quoted,
            _ => {}
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::stands_alone;

    #[test]
    fn words_that_point_elsewhere_need_another_line() {
        assert!(!stands_alone("Ines Falk has seen it"));
        assert!(!stands_alone("Those flew to Velm"));
        assert!(stands_alone("Ines Falk said “it was dark”"));
        assert!(stands_alone("The ferry Solveig ran aground"));
    }
}
