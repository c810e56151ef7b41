//! Sources that put two events in a different order.
//!
//! In: events that a sentence sets in relation to another by "before", "after", "during" and the like; what a sentence says of a report it
//! says of the event that is reported. Two pages that speak of the same two events and give another relation differ.

use std::collections::BTreeMap;

use super::sentence::{asserted, narrates};
use super::statement::{Statement, statements};
use crate::event::{Event, Order, Relation, Tense, akin};
use crate::language::{Form, Function};
use crate::link::Pile;
use crate::{Analysis, Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Variant};
use crate::{EntityId, EventId, IndexVec, Local, MentionId, PageId};

fn words(relation: Relation) -> &'static str {
    match relation {
        Relation::Before => "before",
        Relation::After => "after",
        Relation::During => "at the same time as",
    }
}

/// Words that put two events near each other, but not at one time: "he was arrested when he arrived".
const LOOSE: &[&str] = &["when", "amid", "throughout"];

/// What is reported, for a verb of speech: the event at the top of its clause or its object.
fn reported(analysis: &Analysis, event: &Event) -> Option<MentionId> {
    let parse = &analysis.parse;
    if !matches!(event.lemma.as_str(), "say" | "report" | "announce" | "confirm" | "detect" | "state") {
        return None;
    }
    let content = parse
        .children(event.token)
        .filter(|c| matches!(parse.tokens[*c].function(), Function::Clause | Function::Object));
    content.into_iter().find_map(|c| analysis.events.position(|e| e.token == c))
}

/// For every event of a page what it lies before, after or beside.
fn relations(analysis: &Analysis) -> BTreeMap<MentionId, Vec<Order>> {
    let mut all: BTreeMap<MentionId, Vec<Order>> = BTreeMap::new();
    for (local, event) in analysis.events.iter_enumerated() {
        let captioned = analysis
            .parse
            .tokens
            .get(event.token)
            .is_some_and(|t| matches!(t.form(), Form::Present | Form::Base | Form::Gerund));
        if captioned || event.tense != Tense::Past || !narrates(analysis, event.sentence) {
            continue;
        }
        let strict = |o: &&Order| !LOOSE.contains(&o.span.of(&analysis.page.text).to_lowercase().as_str());
        let orders: Vec<Order> = event.order.iter().filter(strict).copied().collect();
        if orders.is_empty() {
            continue;
        }
        let told = reported(analysis, event).filter(|r| orders.iter().all(|o| o.event != *r));
        if told.is_some()
            || asserted(&analysis.parse, event)
            || analysis.parse.tokens[event.token].form() == Form::Singular
        {
            all.entry(told.unwrap_or(local)).or_default().extend(orders);
        }
    }
    all
}

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let mut all = statements(pile, dossier, true);
    let related: IndexVec<PageId, BTreeMap<MentionId, Vec<Order>>> = pile.pages.iter().map(|p| relations(p)).collect();
    all.list.retain(|s| related[s.page].contains_key(&s.local));
    let mut found: BTreeMap<(EventId, String), Discrepancy> = BTreeMap::new();
    for (i, j) in all.pairs(pile) {
        let (a, b) = (&all.list[i], &all.list[j]);
        if !one(pile, a, b) {
            continue;
        }
        let (mine, theirs) = (&related[a.page][&a.local], &related[b.page][&b.local]);
        let agree = |x: &Order, y: &Order| {
            x.relation == y.relation && same(pile, Local::new(a.page, x.event), Local::new(b.page, y.event))
        };
        if mine.iter().any(|x| theirs.iter().any(|y| agree(x, y))) {
            continue;
        }
        for x in mine {
            for y in theirs {
                if x.relation == y.relation || !same(pile, Local::new(a.page, x.event), Local::new(b.page, y.event)) {
                    continue;
                }
                let event = pile.event_of[a.page][a.local];
                let label = &dossier.events[event].label;
                let of = |page: &Analysis, order: &Order| page.events[order.event].span.of(&page.page.text).to_string();
                let (v, w) = (of(pile.pages[a.page], x), of(pile.pages[b.page], y));
                let (first, second) = (words(x.relation), words(y.relation));
                found.entry((event, v.to_lowercase())).or_insert_with(|| Discrepancy {
                    rule: String::new(),
                    kind: DiscrepancyKind::Order,
                    status: DiscrepancyStatus::Contradiction,
                    about: Some(event),
                    label: format!("Order of “{label}” and “{v}”: {first} or {second}"),
                    variants: vec![
                        Variant { value: format!("{first} “{v}”"), support: vec![a.at] },
                        Variant { value: format!("{second} “{w}”"), support: vec![b.at] },
                    ],
                    reasons: vec!["Both sentences relate the same two events, in another order.".into()],
                });
            }
        }
    }
    found.into_values().collect()
}

/// Whether two statements tell of one event: in the same word, of the same thing, on days that do not exclude each other.
fn one(pile: &Pile<'_>, a: &Statement<'_>, b: &Statement<'_>) -> bool {
    let fit = a.fit(b);
    // Days that exclude each other make two events of it.
    let apart = match (&a.event.time, &b.event.time) {
        (Some(x), Some(y)) => crate::link::relation(&x.interval, &y.interval) == crate::link::Relation::Disjoint,
        _ => false,
    };
    let linked = pile.event_of[a.page][a.local] == pile.event_of[b.page][b.local];
    let alike = a.event.lemma == b.event.lemma && fit.patient == Some(true) && fit.agent != Some(false);
    !apart && (linked || alike) && a.same_actors(b)
}

/// Whether two events beside which others are put are one: linked, or of one kind with nobody in the one who is not in the other.
fn same(pile: &Pile<'_>, a: Local<MentionId>, b: Local<MentionId>) -> bool {
    let of = |m: Local<MentionId>| pile.event(m);
    let people = |m: Local<MentionId>| -> Vec<EntityId> {
        let all = of(m).participants.iter().filter_map(|p| p.entity);
        all.filter_map(|e| pile.entity_of[m.page].get(e).copied()).collect()
    };
    if pile.linked(a) == pile.linked(b) {
        return true;
    }
    let (p, q) = (people(a), people(b));
    let fits = p.iter().all(|e| q.contains(e)) || q.iter().all(|e| p.contains(e));
    akin(&of(a).lemma, &of(b).lemma) && fits
}
