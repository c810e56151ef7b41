//! Sources that put one event on different days or parts of the day.
//!
//! In: linked events. Two groups of mentions that linking kept apart only because their times exclude each other are one event told with
//! two dates when everything else agrees: lemma or class, the agent, and patient or place. The values are days (or hours) that the texts
//! state; what was only inferred from the narrative or the publication never makes a contradiction.

use std::collections::BTreeMap;

use crate::event::{Certainty, EntityKind, EventTime, ParticipantRole, Tense, TimeBasis};
use crate::link::{Pile, Relation, akin, is_day, part_of_day, relation};
use crate::{Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Evidence, Variant};

/// A mention with a stated time.
struct Dated<'a> {
    event: usize,
    at: Evidence,
    page: usize,
    lemma: &'a str,
    time: &'a EventTime,
    agents: Vec<usize>,
    patients: Vec<usize>,
    /// People beside the agent.
    company: Vec<usize>,
    /// Entities that the sentence mentions.
    mentioned: Vec<usize>,
    place: Option<usize>,
    negative: bool,
}

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let dated = dated(pile, dossier);
    // Events of one agent are compared with each other only.
    let mut by_agent: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (i, d) in dated.iter().enumerate() {
        for agent in &d.agents {
            by_agent.entry((dossier.documents[d.page].story, *agent)).or_default().push(i);
        }
    }
    let mut found: Vec<Discrepancy> = Vec::new();
    for list in by_agent.values() {
        for (n, &i) in list.iter().enumerate().filter(|_| list.len() <= 400) {
            for &j in &list[n + 1..] {
                let (a, b) = (&dated[i], &dated[j]);
                if a.page != b.page
                    && one_event(a, b)
                    && relation(&a.time.interval, &b.time.interval) == Relation::Disjoint
                {
                    add(&mut found, pile, a, b);
                }
            }
        }
    }
    found.extend(parts_of_day(pile, dossier));
    found
}

/// One event on one day that one page puts in the afternoon and another in the evening.
fn parts_of_day(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    for (event, mentions) in pile.mentions.iter().enumerate().filter(|(_, m)| m.len() > 1) {
        let mut parts: Vec<(String, &EventTime, Vec<Evidence>)> = Vec::new();
        for &(page, local) in mentions {
            let Some(time) = pile.pages[page].events[local].time.as_ref() else { continue };
            let Some(part) = part_of_day(time) else { continue };
            let value = time.value.clone().unwrap_or_else(|| part.to_string());
            let at = pile.sentence(page, local);
            match parts.iter_mut().find(|(v, ..)| *v == value) {
                Some((.., support)) => support.push(at),
                None => parts.push((value, time, vec![at])),
            }
        }
        let other = parts.iter().position(|(value, time, support)| {
            let (first, start, at) = &parts[0];
            let same_day = match (start.interval.earliest, time.interval.earliest) {
                (Some(a), Some(b)) => a.date() == b.date(),
                _ => false,
            };
            value != first && same_day && support[0].document != at[0].document
        });
        if let Some(other) = other {
            found.push(Discrepancy {
                kind: DiscrepancyKind::Time,
                status: DiscrepancyStatus::Contradiction,
                about: Some(event),
                label: format!("{}: {} or {}", dossier.events[event].label, parts[0].0, parts[other].0),
                variants: [0, other].map(|i| Variant { value: parts[i].0.clone(), support: parts[i].2.clone() }).into(),
            });
        }
    }
    found
}

fn dated<'a>(pile: &'a Pile<'_>, dossier: &Dossier) -> Vec<Dated<'a>> {
    let mut all = Vec::new();
    for (event, mentions) in pile.mentions.iter().enumerate() {
        for &(page, local) in mentions {
            let e = &pile.pages[page].events[local];
            let Some(time) = e.time.as_ref().filter(|t| t.basis == TimeBasis::Stated && is_day(&t.interval)) else {
                continue;
            };
            // A plan that moved is no discrepancy.
            if e.tense != Tense::Past || e.certainty != Certainty::Certain {
                continue;
            }
            let at = pile.sentence(page, local);
            let role = |role: ParticipantRole| -> Vec<usize> {
                e.participants
                    .iter()
                    .filter(|p| p.role == role)
                    .filter_map(|p| pile.entity_of[page].get(p.entity?).copied())
                    .collect()
            };
            all.push(Dated {
                event,
                at,
                company: {
                    let agents = role(ParticipantRole::Agent);
                    let mut others = role(ParticipantRole::Patient);
                    others.extend(role(ParticipantRole::Other));
                    others.retain(|o| !agents.contains(o) && dossier.entities[*o].kind == EntityKind::Person);
                    others
                },
                mentioned: pile.mentioned(page, at.span),
                page,
                lemma: &e.lemma,
                time,
                agents: role(ParticipantRole::Agent),
                patients: role(ParticipantRole::Patient),
                place: e.place.and_then(|p| pile.entity_of[page].get(p)).copied(),
                negative: e.polarity == crate::event::Polarity::Negative,
            });
        }
    }
    all
}

/// Whether two dated mentions tell of one event but for the date.
fn one_event(a: &Dated<'_>, b: &Dated<'_>) -> bool {
    let shares = |x: &[usize], y: &[usize]| x.iter().any(|i| y.contains(i));
    let compatible = |x: &[usize], y: &[usize]| x.is_empty() || y.is_empty() || shares(x, y);
    let place = match (a.place, b.place) {
        (Some(x), Some(y)) => x == y,
        _ => true,
    };
    akin(a.lemma, b.lemma)
        && a.negative == b.negative
        && shares(&a.agents, &b.agents)
        && compatible(&a.patients, &b.patients)
        && place
        && compatible(&a.company, &b.company)
        && (shares(&a.patients, &b.patients) || about(a, b) || about(b, a))
        && days_apart(a, b) <= 7
}

/// Whether what it is done to, or where, stands in the other's sentence too. An event with nothing but an agent is too bare to align.
fn about(a: &Dated<'_>, b: &Dated<'_>) -> bool {
    a.patients.iter().copied().chain(a.place).any(|t| !a.agents.contains(&t) && b.mentioned.contains(&t))
}

fn days_apart(a: &Dated<'_>, b: &Dated<'_>) -> i32 {
    match (a.time.interval.earliest, b.time.interval.earliest) {
        (Some(x), Some(y)) => (x.date() - y.date()).get_days().abs(),
        _ => i32::MAX,
    }
}

/// The value as a reader sees it: the day, with the part of the day when that is what differs.
fn value(time: &EventTime) -> String {
    time.value.clone().or_else(|| time.interval.earliest.map(|t| t.date().to_string())).unwrap_or_default()
}

fn add(found: &mut Vec<Discrepancy>, pile: &Pile<'_>, a: &Dated<'_>, b: &Dated<'_>) {
    let same_day = days_apart(a, b) == 0;
    let kind = if same_day { DiscrepancyKind::Time } else { DiscrepancyKind::Date };
    let known = found.iter_mut().find(|d| {
        d.kind == kind
            && d.variants.iter().any(|v| v.support.contains(&a.at))
            && d.variants.iter().any(|v| v.support.contains(&b.at) || v.value == value(b.time))
    });
    if let Some(known) = known {
        for x in [a, b] {
            match known.variants.iter_mut().find(|v| v.value == value(x.time)) {
                Some(v) if v.support.contains(&x.at) => {}
                Some(v) => v.support.push(x.at),
                None => known.variants.push(Variant { value: value(x.time), support: vec![x.at] }),
            }
        }
        return;
    }
    let lemma = pile.pages[a.page].events.iter().find(|e| e.lemma == a.lemma).map_or(a.lemma, |e| e.lemma.as_str());
    found.push(Discrepancy {
        kind,
        status: DiscrepancyStatus::Contradiction,
        about: Some(a.event),
        label: format!(
            "{} of \"{lemma}\": {} or {}",
            if same_day { "Time" } else { "Day" },
            value(a.time),
            value(b.time)
        ),
        variants: [a, b].map(|x| Variant { value: value(x.time), support: vec![x.at] }).into(),
    });
}
