//! One event that some sources tell as sure and others as doubtful, or one plan that is sure for some and possible for others.
//!
//! In: linked events with mentions in several pages, and statements of two pages in much the same words. Both can be true, so the status is
//! imprecise: the reader should keep the hedge.

use std::collections::BTreeMap;

use super::statement::statements;
use crate::event::{Certainty, Polarity};
use crate::link::Pile;
use crate::{Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Evidence, Variant};

/// Share of words from which on two clauses with one verb say the same.
const ALIKE: f64 = 0.5;

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let mut sides: BTreeMap<usize, [Vec<Evidence>; 2]> = BTreeMap::new();
    let mut add = |event: usize, doubtful: bool, at: Evidence| {
        let list = &mut sides.entry(event).or_default()[usize::from(doubtful)];
        if !list.contains(&at) {
            list.push(at);
        }
    };
    let doubtful = |c: Certainty| matches!(c, Certainty::Probable | Certainty::Possible);
    for (event, mentions) in pile.mentions.iter().enumerate() {
        for (page, local) in mentions {
            let certainty = pile.pages[*page].events[*local].certainty;
            if certainty == Certainty::Certain || doubtful(certainty) {
                add(event, doubtful(certainty), pile.sentence(*page, *local));
            }
        }
    }
    let all = statements(pile, dossier, true);
    for (i, j) in all.pairs(pile) {
        let (sure, hedged) = match (all.list[i].event.certainty, all.list[j].event.certainty) {
            (a, b) if a >= b => (&all.list[j], &all.list[i]),
            _ => (&all.list[i], &all.list[j]),
        };
        let differ = sure.event.certainty < hedged.event.certainty && hedged.event.certainty != Certainty::Unknown;
        let fit = sure.fit(hedged);
        let same = sure.event.lemma == hedged.event.lemma
            && fit.words >= ALIKE
            && fit.agent != Some(false)
            && fit.patient != Some(false)
            && sure.event.polarity == Polarity::Positive
            && hedged.event.polarity == Polarity::Positive
            && (sure.event.tense == hedged.event.tense || sure.event.certainty != Certainty::Certain);
        if differ && same {
            let event = pile.event_of[sure.page][sure.local];
            add(event, false, sure.at);
            add(event, true, hedged.at);
        }
    }
    let story = |e: &Evidence| dossier.documents[e.document].story;
    let apart = |[sure, hedged]: &[Vec<Evidence>; 2]| {
        let other = |s: &Evidence, d: &Evidence| d.document != s.document && !all.together(pile, story(s), *s, *d);
        sure.iter().any(|s| hedged.iter().any(|d| other(s, d)))
    };
    sides
        .into_iter()
        .filter(|(_, sides)| apart(sides))
        .map(|(event, [sure, hedged])| Discrepancy {
            kind: DiscrepancyKind::Certainty,
            status: DiscrepancyStatus::Imprecise,
            about: Some(event),
            label: format!("{}: told as sure and as doubtful", dossier.events[event].label),
            variants: vec![
                Variant { value: "certain".into(), support: sure },
                Variant { value: "doubtful".into(), support: hedged },
            ],
            reasons: vec!["Some tell it as a fact and others with a hedge; both can be true.".into()],
        })
        .collect()
}
