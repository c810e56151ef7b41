//! A visit whose days do not hold the arrival for it.
//!
//! In: event mentions with stated times. The values are a stretch of days given for a visit, trip or tour and the day given for an arrival
//! of the same person at the same place: who came before the first day or after the last did not come for that visit, or one of the two
//! is wrong. Also inside one page, where nobody else would notice.

use std::collections::BTreeMap;

use crate::event::{Certainty, Event, ParticipantRole, Tense};
use crate::lexicon::Flag;
use crate::link::{Pile, apart, is_day};
use crate::time::TimeBasis;
use crate::{Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Evidence, Variant};
use crate::{EntityId, Local, PageId};

/// Days of the longest stay that is looked at.
const LONGEST: i32 = 20;
/// Days beyond which an arrival belongs to another visit.
const NEAR: i32 = 4;

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let (mut stays, mut arrivals) = (Vec::new(), Vec::new());
    for (page, analysis) in pile.pages.iter_enumerated() {
        for (local, event) in analysis.events.iter_enumerated() {
            let told = event.tense == Tense::Past && event.certainty == Certainty::Certain;
            let Some(time) = event.time.as_ref().filter(|t| told && t.basis == TimeBasis::Stated) else { continue };
            let days = time.interval.earliest.zip(time.interval.latest).map(|(a, b)| (b.date() - a.date()).get_days());
            if Flag::Stay.has(&event.lemma) && days.is_some_and(|d| (1..=LONGEST).contains(&d)) {
                stays.push(Local::new(page, local));
            } else if Flag::Arrival.has(&event.lemma) && is_day(&time.interval) {
                arrivals.push(Local::new(page, local));
            }
        }
    }
    let mut found = Vec::new();
    for &Local { page, index: local } in stays.iter().take(200) {
        let stay = &pile.pages[page].events[local];
        let who = participants(pile, page, stay, ParticipantRole::Agent);
        let target = participants(pile, page, stay, ParticipantRole::Patient);
        // Pages may give several days for the arrival: each keeps its own sentences.
        let mut days: BTreeMap<String, Vec<Evidence>> = BTreeMap::new();
        for &Local { page: other, index } in &arrivals {
            let arrival = &pile.pages[other].events[index];
            let (Some(a), Some(b)) = (&stay.time, &arrival.time) else { continue };
            let gap = apart(&a.interval, &b.interval);
            let sentence = pile.sentence(Local::new(other, index));
            let same = dossier.documents[page].story == dossier.documents[other].story
                && participants(pile, other, arrival, ParticipantRole::Agent).iter().any(|p| who.contains(p))
                && pile.mentioned(other, sentence.span).iter().any(|m| target.contains(m));
            if same && (1..=NEAR).contains(&gap) {
                days.entry(b.value.clone().unwrap_or_default()).or_default().push(sentence);
            }
        }
        if let (false, Some(time)) = (days.is_empty(), &stay.time) {
            let day = |t: Option<jiff::civil::DateTime>| t.map(|t| t.date().to_string()).unwrap_or_default();
            let stretch = format!("{}/{}", day(time.interval.earliest), day(time.interval.latest));
            let arrival = days.keys().cloned().collect::<Vec<_>>().join(" or ");
            let label = format!("Days of the {}: {stretch}, but the arrival on {arrival}", stay.lemma);
            let visit = Variant { value: stretch, support: vec![pile.sentence(Local::new(page, local))] };
            let arrivals = days.into_iter().map(|(value, support)| Variant { value, support });
            found.push(Discrepancy {
                rule: String::new(),
                kind: DiscrepancyKind::Date,
                status: DiscrepancyStatus::Contradiction,
                about: Some(pile.event_of[page][local]),
                label,
                variants: std::iter::once(visit).chain(arrivals).collect(),
                reasons: vec!["Who came on that day was not there on the days that are given for the stay.".into()],
            });
        }
    }
    found
}

fn participants(pile: &Pile<'_>, page: PageId, event: &Event, role: ParticipantRole) -> Vec<EntityId> {
    event
        .participants
        .iter()
        .filter(|p| p.role == role)
        .filter_map(|p| pile.entity_of[page].get(p.entity?).copied())
        .collect()
}
