//! Sources that put one event at different places.
//!
//! In: statements of two pages on the same kind of event with the same people or things. The values are places; one that lies in the other, or
//! whose name holds the other's, is the same place told more finely. A page that says "not in Bergen" denies a place outright.

use super::compare::contains;
use super::sentence::says_when;
use super::statement::{Statement, statements};
use crate::EntityId;
use crate::entity::EntityKind;
use crate::event::{Certainty, Polarity, Tense};
use crate::language::Parse;
use crate::link::{Pile, Relation, is_day, relation};
use crate::time::TimeBasis;
use crate::{Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Variant};

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let mut all = statements(pile, dossier, true);
    all.list.retain(|s| {
        s.event.tense == Tense::Past
            && s.event.certainty == Certainty::Certain
            && s.event.polarity == Polarity::Positive
    });
    let mut found: Vec<Discrepancy> = Vec::new();
    for (i, j) in all.pairs(pile) {
        let (a, b) = (&all.list[i], &all.list[j]);
        let fit = a.fit(b);
        let alike = a.event.lemma == b.event.lemma
            && fit.patient != Some(false)
            && fit.agent != Some(false)
            && (fit.patient == Some(true) || fit.agent == Some(true));
        if !alike || apart(a, b) {
            continue;
        }
        let (p, q) = (pile.place(a.page, a.event), pile.place(b.page, b.event));
        let (x, y) = (denied(pile, a), denied(pile, b));
        let denies = p.is_some_and(|p| y.contains(&p)) || q.is_some_and(|q| x.contains(&q));
        let name = |e: EntityId| dossier.entities[e].name.clone();
        let values = match (p, q) {
            (Some(p), _) if y.contains(&p) => [name(p), format!("not {}", name(p))],
            (_, Some(q)) if x.contains(&q) => [format!("not {}", name(q)), name(q)],
            (Some(p), Some(q)) if p != q => {
                // Two places of one kind on one day, of something that happens once.
                let day = |s: &Statement<'_>| {
                    s.event.time.as_ref().is_some_and(|t| t.basis == TimeBasis::Stated && is_day(&t.interval))
                        && says_when(pile.pages[s.page], s.event)
                };
                let close = fit.agent == Some(true) && fit.patient == Some(true) && fit.words >= 0.5;
                let kinds = dossier.entities[p].kind == dossier.entities[q].kind
                    && dossier.entities[p].kind == EntityKind::Location;
                let known = dossier.entities[p].place.is_some() && dossier.entities[q].place.is_some();
                let inside = contains(dossier, p, q) || contains(dossier, q, p);
                let both = day(a) && day(b) && close && kinds && known && a.same_actors(b);
                if !both || inside {
                    continue;
                }
                [name(p), name(q)]
            }
            _ => continue,
        };
        let about = pile.event_of[a.page][a.local];
        let known = found.iter_mut().find(|d| {
            d.variants.iter().any(|v| v.support.contains(&a.at)) || d.variants.iter().any(|v| v.support.contains(&b.at))
        });
        if let Some(known) = known {
            for (value, s) in values.iter().zip([a, b]) {
                if let Some(v) = known.variants.iter_mut().find(|v| v.value == *value && !v.support.contains(&s.at)) {
                    v.support.push(s.at);
                }
            }
            continue;
        }
        found.push(Discrepancy {
            rule: String::new(),
            kind: DiscrepancyKind::Place,
            status: DiscrepancyStatus::Contradiction,
            about: Some(about),
            label: format!("Place of “{}”: {} or {}", dossier.events[about].label, values[0], values[1]),
            reasons: vec![
                "The same kind of event with the same people or things.".into(),
                if denies {
                    "One names the place that the other denies.".into()
                } else {
                    "Neither place lies in the other.".into()
                },
            ],
            variants: values.into_iter().zip([a, b]).map(|(value, s)| Variant { value, support: vec![s.at] }).collect(),
        });
    }
    found
}

/// Whether two statements give times that exclude each other.
fn apart(a: &Statement<'_>, b: &Statement<'_>) -> bool {
    let stated = |s: &Statement<'_>| s.event.time.as_ref().filter(|t| t.basis == TimeBasis::Stated).map(|t| t.interval);
    matches!((stated(a), stated(b)), (Some(x), Some(y)) if relation(&x, &y) == Relation::Disjoint)
}

/// Places that the sentence denies: "there, and not in Bergen".
fn denied(pile: &Pile<'_>, s: &Statement<'_>) -> Vec<EntityId> {
    let analysis = pile.pages[s.page];
    let parse: &Parse = &analysis.parse;
    let Some(sentence) = parse.sentences.get(s.event.sentence) else { return Vec::new() };
    let mut found = Vec::new();
    for t in sentence.clone().filter(|t| matches!(&*parse.tokens[*t].lemma, "in" | "at" | "to" | "from")) {
        let before = t.checked_sub(1).map(|b| &*parse.tokens[b].lemma);
        if before != Some("not") {
            continue;
        }
        let Some(object) = parse.complement(t) else { continue };
        for (local, entity) in analysis.entities.iter_enumerated() {
            if entity.mentions.iter().any(|m| m.head == object) {
                found.extend(pile.entity_of[s.page].get(local));
            }
        }
    }
    found
}
