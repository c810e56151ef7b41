//! Sources that put one event on different days or at different hours.
//!
//! In: statements of two pages on the same kind of event with the same people and place. The values are days and hours that the texts
//! state; what was only inferred from the narrative or the publication never makes a contradiction, nor does a plan that moved.

use crate::entity::EntityKind;
use crate::event::{Certainty, Polarity, Tense};
use crate::link::{Pile, Relation, part_of_day, relation};
use crate::time::EventTime;
use crate::{Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Evidence, Variant};

use super::compare::contains;
use super::sentence::{narrates, says_when};
use super::statement::{Filler, Stated, Statement, Statements, stated, statements};
use crate::link::Twins;
use crate::{EntityId, Local};

/// Days beyond which two events of one kind are two.
const NEAR: i32 = 7;
/// Minutes that hours may lie apart when neither is called approximate, and when one is.
pub(super) const MINUTES: (i32, i32) = (10, 45);

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let all = told(pile, dossier);
    let mut found: Vec<Discrepancy> = Vec::new();
    for (i, j, kind) in conflicts(pile, dossier, &all) {
        let (a, b) = (&all.list[i], &all.list[j]);
        if let (Some(s), Some(t)) = (stated(pile, a.page, a.event), stated(pile, b.page, b.event)) {
            add(&mut found, pile, dossier, kind, (a, &s), (b, &t));
        }
    }
    for discrepancy in &mut found {
        complete(pile, &all, discrepancy);
    }
    found.extend(parts_of_day(pile, dossier));
    found
}

/// Adds the sentences of the same event that give one of the values too.
fn complete(pile: &Pile<'_>, all: &Statements<'_>, discrepancy: &mut Discrepancy) {
    for s in all.list.iter().filter(|s| Some(pile.event_of[s.page][s.local]) == discrepancy.about) {
        let Some(value) = stated(pile, s.page, s.event).map(|t| shown(discrepancy.kind, &t)) else { continue };
        let variant = discrepancy.variants.iter_mut().find(|v| v.value == value && !v.support.contains(&s.at));
        variant.into_iter().for_each(|v| v.support.push(s.at));
    }
    discrepancy.variants.iter_mut().for_each(|v| v.support.sort_unstable());
}

/// Pairs of mentions that tell of one event but for the time.
pub(super) fn twins(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Twins> {
    let all = told(pile, dossier);
    let found = conflicts(pile, dossier, &all);
    found.into_iter().map(|(i, j, _)| [i, j].map(|s| all.list[s].mention())).collect()
}

/// Statements of what is over, with a time of their own.
fn told<'a>(pile: &'a Pile<'_>, dossier: &Dossier) -> Statements<'a> {
    let mut all = statements(pile, dossier, true);
    all.list.retain(|s| {
        s.event.tense == Tense::Past
            && s.event.certainty == Certainty::Certain
            && stated(pile, s.page, s.event).is_some()
            && says_when(pile.pages[s.page], s.event)
    });
    all
}

/// Pairs of statements of one event that exclude each other on when it was, and in what.
fn conflicts(pile: &Pile<'_>, dossier: &Dossier, all: &Statements<'_>) -> Vec<(usize, usize, DiscrepancyKind)> {
    let differ = |i: usize, j: usize| {
        let (a, b) = (&all.list[i], &all.list[j]);
        let kind = differ(&stated(pile, a.page, a.event)?, &stated(pile, b.page, b.event)?)?;
        one_event(pile, dossier, a, b).then_some((i, j, kind))
    };
    all.pairs(pile).into_iter().filter_map(|(i, j)| differ(i, j)).collect()
}

/// Whether two stated times exclude each other, and in what.
fn differ(s: &Stated<'_>, t: &Stated<'_>) -> Option<DiscrepancyKind> {
    if let (Some(a), Some(b)) = (&s.day, &t.day) {
        let apart = match (a.earliest, b.earliest) {
            (Some(x), Some(y)) => (x.date() - y.date()).get_days().abs(),
            _ => return None,
        };
        // A page that comes out on the other side of the date line, or gives the hour of another zone, is a day off; a day of the week alone
        // may be that of the week before.
        let zone = |x: &Stated<'_>| ["GMT", "UTC", "local time", " ET"].iter().any(|z| x.words.contains(z));
        let bare = |x: &Stated<'_>| !x.words.chars().any(|c| c.is_ascii_digit());
        if (apart == 1 && (zone(s) || zone(t))) || (apart % 7 == 0 && (bare(s) || bare(t))) {
            return None;
        }
        if (1..=NEAR).contains(&apart) {
            // "Late on Tuesday" and "early on Wednesday" may be one night.
            let part = |x: &Stated<'_>, parts: [&str; 2]| {
                x.time.value.as_deref().is_some_and(|v| parts.iter().any(|p| v.ends_with(p)))
            };
            let night = |x: &Stated<'_>| part(x, ["TNI", "TNI"]);
            let late = |x: &Stated<'_>| part(x, ["TNI", "TEV"]) || x.clock.is_some_and(|c| c >= 1080);
            let early = |x: &Stated<'_>| part(x, ["TMO", "TNI"]) || x.clock.is_some_and(|c| c < 420);
            let (first, second) = if a.earliest < b.earliest { (s, t) } else { (t, s) };
            if apart == 1 && late(first) && early(second) {
                return None;
            }
            return (!(apart == 1 && (night(s) || night(t)))).then_some(DiscrepancyKind::Date);
        }
        if apart > NEAR {
            return None;
        }
    }
    if let (Some(x), Some(y)) = (s.clock, t.clock) {
        // Around midnight a day lies between 23:50 and 0:10.
        let apart = (x - y).abs().min(1440 - (x - y).abs());
        let allowed = if s.approximate || t.approximate { MINUTES.1 } else { MINUTES.0 };
        let near = match (s.time.interval.earliest, t.time.interval.earliest) {
            (Some(a), Some(b)) => (a.date() - b.date()).get_days().abs() <= NEAR,
            _ => true,
        };
        // Hours that a time zone lies between are told by two clocks.
        let zone = apart % 60 == 0 && s.day.is_none() && t.day.is_none() && apart >= 300;
        return (apart > allowed && near && !zone).then_some(DiscrepancyKind::Time);
    }
    let same_day = s.day.is_some() && t.day.is_some();
    (same_day
        && relation(&s.time.interval, &t.time.interval) == Relation::Disjoint
        && s.clock.is_none() == t.clock.is_none())
    .then_some(DiscrepancyKind::Time)
}

/// Whether two statements tell of one event but for the time.
fn one_event(pile: &Pile<'_>, dossier: &Dossier, a: &Statement<'_>, b: &Statement<'_>) -> bool {
    let fit = a.fit(b);
    let place = |s: &Statement<'_>| pile.place(s.page, s.event);
    let elsewhere = matches!((place(a), place(b)), (Some(x), Some(y))
        if x != y && !contains(dossier, x, y) && !contains(dossier, y, x));
    let denied = |s: &Statement<'_>| s.event.polarity == Polarity::Negative;
    // People beside the agent: another company is another meeting.
    let company = |s: &Statement<'_>| -> Vec<EntityId> {
        let beside = s.patients.iter().chain(&s.others).filter(|f| !s.agents.contains(f));
        beside
            .filter_map(|f| match f {
                Filler::Entity(e) if dossier.entities[*e].kind == EntityKind::Person => Some(*e),
                _ => None,
            })
            .collect()
    };
    let (c, d) = (company(a), company(b));
    let others = !c.is_empty() && !d.is_empty() && !c.iter().any(|p| d.contains(p));
    // Who acts may go without a name in one of them, if what is done, and to whom, is the same.
    let unnamed =
        fit.agent.is_none() && fit.patient == Some(true) && a.event.lemma == b.event.lemma && a.named != b.named;
    (fit.agent == Some(true) || unnamed)
        && fit.patient != Some(false)
        && !elsewhere
        && !others
        && a.same_actors(b)
        && denied(a) == denied(b)
        && (fit.patient == Some(true) || about(pile, a, b) || about(pile, b, a))
}

/// Whether what it is done to, or where, stands in the other's sentence too. An event with nothing but an agent is too bare to align.
fn about(pile: &Pile<'_>, a: &Statement<'_>, b: &Statement<'_>) -> bool {
    let mentioned = pile.mentioned(b.page, b.at.span);
    let place = a.event.place.and_then(|p| pile.entity_of[a.page].get(p)).map(|p| Filler::Entity(*p));
    a.patients.iter().cloned().chain(place).any(|f| match f {
        Filler::Entity(e) => !a.agents.contains(&Filler::Entity(e)) && mentioned.contains(&e),
        Filler::Noun(_) => false,
    })
}

fn add(
    found: &mut Vec<Discrepancy>,
    pile: &Pile<'_>,
    dossier: &Dossier,
    kind: DiscrepancyKind,
    a: (&Statement<'_>, &Stated<'_>),
    b: (&Statement<'_>, &Stated<'_>),
) {
    let value = |x: (&Statement<'_>, &Stated<'_>)| shown(kind, x.1);
    let known = found.iter_mut().find(|d| {
        let has = |x: (&Statement<'_>, &Stated<'_>)| d.variants.iter().any(|v| v.support.contains(&x.0.at));
        d.kind == kind && (has(a) || has(b))
    });
    if let Some(known) = known {
        for x in [a, b] {
            match known.variants.iter_mut().find(|v| v.value == value(x)) {
                Some(v) if v.support.contains(&x.0.at) => {}
                Some(v) => v.support.push(x.0.at),
                None => known.variants.push(Variant { value: value(x), support: vec![x.0.at] }),
            }
        }
        return;
    }
    let about = pile.event_of[a.0.page][a.0.local];
    let label = &dossier.events[about].label;
    found.push(Discrepancy {
        rule: String::new(),
        kind,
        status: DiscrepancyStatus::Contradiction,
        about: Some(about),
        label: format!("{} of “{label}”: {} or {}", super::what(kind), value(a), value(b)),
        variants: [a, b].map(|x| Variant { value: value(x), support: vec![x.0.at] }).into(),
        reasons: vec![
            "The same kind of event with the same people and place.".into(),
            format!("“{}” ({}) and “{}” ({}) exclude each other.", a.1.words, value(a), b.1.words, value(b)),
        ],
    });
}

/// The value as a reader sees it: the day, or the hour.
fn shown(kind: DiscrepancyKind, s: &Stated<'_>) -> String {
    let day = s.day.and_then(|d| d.earliest).map(|t| t.date().to_string());
    match (kind, s.clock) {
        (DiscrepancyKind::Time, Some(minutes)) => format!("{:02}:{:02}", minutes / 60, minutes % 60),
        (DiscrepancyKind::Time, None) => s.time.value.clone().or(day).unwrap_or_else(|| s.words.clone()),
        _ => day.unwrap_or_else(|| s.words.clone()),
    }
}

/// One event on one day that one page puts in the afternoon and another in the evening.
fn parts_of_day(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    for (event, mentions) in pile.mentions.iter_enumerated().filter(|(_, m)| m.len() > 1) {
        let mut parts: Vec<(&str, &EventTime, String, Vec<Evidence>)> = Vec::new();
        for &Local { page, index: local } in mentions {
            let mention = &pile.pages[page].events[local];
            let told = mention.tense == Tense::Past
                && mention.certainty == Certainty::Certain
                && says_when(pile.pages[page], mention)
                && narrates(pile.pages[page], mention.sentence);
            let Some(time) = mention.time.as_ref().filter(|_| told) else { continue };
            let (Some(part), Some(stated)) = (part_of_day(time), stated(pile, page, mention)) else { continue };
            let at = pile.sentence(Local::new(page, local));
            match parts.iter_mut().find(|(v, ..)| *v == part) {
                Some((.., support)) => support.push(at),
                None => parts.push((part, time, stated.words, vec![at])),
            }
        }
        let other = parts.iter().position(|(value, time, _, support)| {
            let (first, start, _, at) = &parts[0];
            let same_day = match (start.interval.earliest, time.interval.earliest) {
                (Some(a), Some(b)) => a.date() == b.date(),
                _ => false,
            };
            value != first && same_day && support[0].document != at[0].document
        });
        if let Some(other) = other {
            found.push(Discrepancy {
                rule: String::new(),
                kind: DiscrepancyKind::Time,
                status: DiscrepancyStatus::Contradiction,
                about: Some(event),
                label: format!("Time of “{}”: {} or {}", dossier.events[event].label, parts[0].2, parts[other].2),
                variants: [0, other].map(|i| Variant { value: parts[i].2.clone(), support: parts[i].3.clone() }).into(),
                reasons: vec!["One event on one day, put into different parts of it.".into()],
            });
        }
    }
    found
}
