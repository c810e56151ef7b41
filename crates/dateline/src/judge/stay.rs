//! A visit whose days do not hold the arrival for it.
//!
//! In: event mentions with stated times. The values are a stretch of days given for a visit, trip or tour and the day given for an arrival
//! of the same person at the same place: who came before the first day or after the last did not come for that visit, or one of the two
//! is wrong. Also inside one page, where nobody else would notice.

use std::collections::BTreeMap;

use super::compare::contains;
use super::lexicon;
use super::sentence::{narrates, says_when};
use super::statement::stated;
use crate::event::{Certainty, Event, ParticipantRole, Tense};
use crate::link::{Pile, apart, is_day};
use crate::time::TimeBasis;
use crate::{Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Evidence, Variant};
use crate::{EntityId, Local, MentionId, PageId};

const STAY: &[&str] = &["visit", "trip", "tour", "stay", "travel"];
const ARRIVAL: &[&str] = &["arrive", "arrival", "enter", "land", "reach"];
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
            if STAY.contains(&event.lemma.as_str()) && days.is_some_and(|d| (1..=LONGEST).contains(&d)) {
                stays.push(Local::new(page, local));
            } else if ARRIVAL.contains(&event.lemma.as_str()) && is_day(&time.interval) {
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
                kind: DiscrepancyKind::Date,
                status: DiscrepancyStatus::Contradiction,
                about: Some(pile.event_of[page][local]),
                label,
                variants: std::iter::once(visit).chain(arrivals).collect(),
                reasons: vec!["Who came on that day was not there on the days that are given for the stay.".into()],
            });
        }
    }
    found.extend(other_day(pile, dossier));
    found.extend(other_month(pile, dossier));
    found
}

/// A visit of one day, and the person at that place on another day near it, with nobody who tells of the first day too. It may have been a
/// second visit, so the status is imprecise.
fn other_day(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let (mut visits, mut presences) = (Vec::new(), Vec::new());
    for (page, analysis) in pile.pages.iter_enumerated() {
        for (local, event) in analysis.events.iter_enumerated() {
            let told = event.tense == Tense::Past && event.certainty == Certainty::Certain;
            let Some(time) = event.time.as_ref().filter(|t| told && t.basis == TimeBasis::Stated) else { continue };
            if !is_day(&time.interval) || event.polarity == crate::event::Polarity::Negative {
                continue;
            }
            if event.lemma == "visit" {
                visits.push(Local::new(page, local));
            }
            if lexicon::is("presence", &event.lemma) {
                presences.push(Local::new(page, local));
            }
        }
    }
    let mut found = Vec::new();
    for &Local { page, index: local } in visits.iter().take(200) {
        let visit = &pile.pages[page].events[local];
        let who = participants(pile, page, visit, ParticipantRole::Agent);
        let target = participants(pile, page, visit, ParticipantRole::Patient);
        let (mut on_the_day, mut support, mut value) = (false, Vec::new(), String::new());
        for &Local { page: other, index } in presences.iter().take(2000) {
            let presence = &pile.pages[other].events[index];
            let (Some(a), Some(b)) = (&visit.time, &presence.time) else { continue };
            let at = pile.sentence(Local::new(other, index));
            let there = [ParticipantRole::Agent, ParticipantRole::Patient]
                .iter()
                .any(|r| participants(pile, other, presence, *r).iter().any(|p| who.contains(p)));
            if other == page
                || !there
                || dossier.documents[page].story != dossier.documents[other].story
                || !pile.mentioned(other, at.span).iter().any(|m| target.contains(m))
            {
                continue;
            }
            match apart(&a.interval, &b.interval) {
                0 => on_the_day = true,
                gap if gap <= NEAR => {
                    value = b.interval.earliest.map(|t| t.date().to_string()).unwrap_or_default();
                    support.push(at);
                }
                _ => {}
            }
        }
        let day = visit.time.as_ref().and_then(|t| t.interval.earliest).map(|t| t.date().to_string());
        if let (false, false, Some(day)) = (on_the_day, support.is_empty(), day) {
            let about = pile.event_of[page][local];
            found.push(Discrepancy {
                kind: DiscrepancyKind::Date,
                status: DiscrepancyStatus::Imprecise,
                about: Some(about),
                label: format!("Day of “{}”: {day} or {value}", dossier.events[about].label),
                variants: vec![
                    Variant { value: day, support: vec![pile.sentence(Local::new(page, local))] },
                    Variant { value, support },
                ],
                reasons: vec!["Others tell of the person at that place on another day, and nobody on this one; there may have been two visits.".into()],
            });
        }
    }
    found
}

/// Somebody at one place in one month by some pages and in the month before or after by others, with no page that tells of both: the same stay,
/// told by the month.
fn other_month(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    struct Stay {
        page: PageId,
        local: MentionId,
        who: Vec<EntityId>,
        places: Vec<EntityId>,
        months: (i32, i32),
        words: String,
    }
    let mut stays: Vec<Stay> = Vec::new();
    for (page, analysis) in pile.pages.iter_enumerated() {
        for (local, event) in analysis.events.iter_enumerated() {
            let told = event.tense == Tense::Past
                && event.certainty == Certainty::Certain
                && lexicon::is("presence", &event.lemma)
                && says_when(analysis, event)
                && narrates(analysis, event.sentence);
            let Some(stated) = told.then(|| stated(pile, page, event)).flatten() else { continue };
            let (Some(a), Some(b)) = (stated.time.interval.earliest, stated.time.interval.latest) else { continue };
            let month = |t: jiff::civil::DateTime| i32::from(t.year()) * 12 + i32::from(t.month());
            let who = participants(pile, page, event, ParticipantRole::Agent);
            let mut places = participants(pile, page, event, ParticipantRole::Patient);
            places.extend(pile.place(page, event));
            if (27..=31).contains(&((b.date() - a.date()).get_days() + 1)) && !who.is_empty() && !places.is_empty() {
                stays.push(Stay { page, local, who, places, months: (month(a), month(b)), words: stated.words });
            }
        }
    }
    let same = |a: &Stay, b: &Stay| {
        let place = |p: &EntityId, q: &EntityId| p == q || contains(dossier, *p, *q) || contains(dossier, *q, *p);
        a.who == b.who
            && dossier.documents[a.page].story == dossier.documents[b.page].story
            && a.places.iter().any(|p| b.places.iter().any(|q| place(p, q)))
    };
    let mut found: Vec<Discrepancy> = Vec::new();
    for (i, a) in stays.iter().enumerate().take(400) {
        let others: Vec<&Stay> = stays[i + 1..].iter().take(400).filter(|b| same(a, b)).collect();
        let apart =
            |b: &&&Stay| (a.months.0 - b.months.0).abs() == 1 && a.months.1 - a.months.0 == b.months.1 - b.months.0;
        let at = |s: &Stay| pile.sentence(Local::new(s.page, s.local));
        let known = |s: &Stay| found.iter().any(|d| d.variants.iter().any(|v| v.support.contains(&at(s))));
        let (mine, theirs): (Vec<&Stay>, Vec<&Stay>) = {
            let like = others.iter().filter(|b| b.months == a.months).copied();
            (std::iter::once(a).chain(like).collect(), others.iter().filter(apart).copied().collect())
        };
        if theirs.is_empty() || known(a) || theirs.iter().any(|t| mine.iter().any(|m| m.page == t.page)) {
            continue;
        }
        let about = pile.event_of[a.page][a.local];
        let variant =
            |list: &[&Stay]| Variant { value: list[0].words.clone(), support: list.iter().map(|s| at(s)).collect() };
        found.push(Discrepancy {
            kind: DiscrepancyKind::Date,
            status: DiscrepancyStatus::Imprecise,
            about: Some(about),
            label: format!("Month of “{}”: {} or {}", dossier.events[about].label, mine[0].words, theirs[0].words),
            variants: vec![variant(&mine), variant(&theirs)],
            reasons: vec!["The same person at the same place in months that follow each other.".into()],
        });
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
