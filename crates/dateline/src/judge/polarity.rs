//! What one source says happened and another denies.
//!
//! In: event mentions with polarity. Two mentions of one kind of event with an agent in common, one affirmed (perhaps only alleged), one
//! denied. Both are shown with their sources; the status is a contradiction only when both sides are sure and speak of the same thing.

use std::collections::BTreeMap;

use crate::event::{Certainty, Event, Polarity};
use crate::link::{Pile, Relation, akin, relation};
use crate::{Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Evidence, Variant};

/// Kinds too general to be denied of one event only.
const GENERAL: &[&str] =
    &["be", "have", "do", "make", "take", "go", "get", "say", "come", "give", "use", "know", "think", "want", "see"];

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let mut denied: Vec<(usize, usize)> = Vec::new();
    let mut affirmed: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (page, analysis) in pile.pages.iter().enumerate() {
        for (local, event) in analysis.events.iter().enumerate().filter(|(_, e)| !GENERAL.contains(&e.lemma.as_str())) {
            match event.polarity {
                Polarity::Negative => denied.push((page, local)),
                Polarity::Positive => {
                    for entity in participants(pile, page, event) {
                        affirmed.entry(entity).or_default().push((page, local));
                    }
                }
            }
        }
    }
    let mut found: Vec<Discrepancy> = Vec::new();
    for (page, local) in denied {
        let no = &pile.pages[page].events[local];
        let who = participants(pile, page, no);
        let mut sides: BTreeMap<Evidence, bool> = BTreeMap::new();
        for &(other, index) in who.iter().filter_map(|w| affirmed.get(w)).flatten().take(400) {
            let yes = &pile.pages[other].events[index];
            let same_story = dossier.documents[other].story == dossier.documents[page].story;
            if !same_story || (other, yes.sentence) == (page, no.sentence) || !akin(&yes.lemma, &no.lemma) {
                continue;
            }
            let common = participants(pile, other, yes).iter().filter(|p| who.contains(p)).count();
            if common < 2 {
                continue;
            }
            let disjoint = match (&yes.time, &no.time) {
                (Some(a), Some(b)) => relation(&a.interval, &b.interval) == Relation::Disjoint,
                _ => false,
            };
            let sure =
                yes.certainty == Certainty::Certain && no.certainty == Certainty::Certain && yes.lemma == no.lemma;
            *sides.entry(pile.sentence(other, index)).or_default() |= sure && !disjoint;
        }
        if sides.is_empty() {
            continue;
        }
        let certain = sides.values().any(|s| *s);
        let at = pile.sentence(page, local);
        found.push(Discrepancy {
            kind: DiscrepancyKind::Polarity,
            status: if certain { DiscrepancyStatus::Contradiction } else { DiscrepancyStatus::Imprecise },
            about: Some(pile.event_of[page][local]),
            label: format!("\"{}\" is affirmed and denied", no.lemma),
            variants: vec![
                Variant { value: "affirmed".into(), support: sides.into_keys().collect() },
                Variant { value: "denied".into(), support: vec![at] },
            ],
        });
    }
    found
}

fn participants(pile: &Pile<'_>, page: usize, event: &Event) -> Vec<usize> {
    let mut all: Vec<usize> =
        event.participants.iter().filter_map(|p| pile.entity_of[page].get(p.entity?).copied()).collect();
    all.sort_unstable();
    all.dedup();
    all
}
