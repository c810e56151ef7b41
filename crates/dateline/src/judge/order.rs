//! Sources that put two events in a different order.
//!
//! In: events that a sentence sets in relation to another by "before", "after", "during" and the like. Two pages that speak of the same two
//! events and give another relation differ; hours apart and at the same time exclude each other.

use std::collections::BTreeMap;

use super::statement::{Statement, statements};
use crate::event::Event;
use crate::language::{Dep, Parse};
use crate::link::{Pile, akin};
use crate::{Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Variant};

/// How the first event lies to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Order {
    Before,
    After,
    During,
}

impl Order {
    fn words(self) -> &'static str {
        match self {
            Order::Before => "before",
            Order::After => "after",
            Order::During => "at the same time as",
        }
    }
}

/// Words that set one event before, after or beside another; the last word where they are several.
fn relation(parse: &Parse, text: &str, t: usize) -> Option<Order> {
    let word = parse.tokens[t].span.of(text).to_lowercase();
    let before = |n: usize| t.checked_sub(n).map(|t| parse.tokens[t].span.of(text).to_lowercase()).unwrap_or_default();
    match word.as_str() {
        "before" => Some(Order::Before),
        "ahead" | "prior" => Some(Order::Before),
        "after" | "following" => Some(Order::After),
        "during" | "while" => Some(Order::During),
        "time" if before(1) == "same" => Some(Order::During),
        _ => None,
    }
}

/// The events of a sentence that a word of order relates to an event: what stands below the word.
fn anchors(pile: &Pile<'_>, s: &Statement<'_>) -> Vec<(Order, usize)> {
    let analysis = pile.pages[s.page];
    let (parse, text) = (&analysis.parse, analysis.page.text.as_str());
    let mut found = Vec::new();
    let Some(sentence) = parse.sentences.get(s.event.sentence) else { return found };
    for t in sentence.clone() {
        let Some(order) = relation(parse, text, t) else { continue };
        // The clause or phrase that the word heads or introduces.
        let top = match parse.tokens[t].dep {
            Dep::Mark | Dep::Advmod => parse.tokens[t].head,
            _ => t,
        };
        let below = parse.subtree(top);
        let governed = parse.ancestors(top).take(4).any(|a| a == s.event.token) && !below.contains(&s.event.token);
        if !governed {
            continue;
        }
        let events = analysis
            .events
            .iter()
            .enumerate()
            .filter(|(_, e): &(usize, &Event)| below.contains(&e.token) && e.token > t);
        found.extend(events.map(|(local, _)| (order, local)).take(1));
    }
    found
}

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let mut all = statements(pile, dossier, true);
    let mut related: Vec<Vec<(Order, usize)>> = Vec::new();
    all.list.retain(|s| {
        let found = anchors(pile, s);
        let keep = !found.is_empty();
        if keep {
            related.push(found);
        }
        keep
    });
    let mut found: BTreeMap<(usize, usize), Discrepancy> = BTreeMap::new();
    for (i, j) in all.pairs(pile) {
        let (a, b) = (&all.list[i], &all.list[j]);
        let fit = a.fit(b);
        // Days that exclude each other make two events of it.
        let apart = match (&a.event.time, &b.event.time) {
            (Some(x), Some(y)) => crate::link::relation(&x.interval, &y.interval) == crate::link::Relation::Disjoint,
            _ => false,
        };
        if apart || fit.common == 0 || (fit.agent == Some(false) && fit.patient != Some(true)) {
            continue;
        }
        for (x, p) in &related[i] {
            for (y, q) in &related[j] {
                let (e, f) = (&pile.pages[a.page].events[*p], &pile.pages[b.page].events[*q]);
                if x == y || !akin(&e.lemma, &f.lemma) {
                    continue;
                }
                let event = pile.event_of[a.page][a.local];
                let label = &dossier.events[event].label;
                found.entry((event, pile.event_of[a.page][*p])).or_insert_with(|| Discrepancy {
                    kind: DiscrepancyKind::Order,
                    status: DiscrepancyStatus::Contradiction,
                    about: Some(event),
                    label: format!("“{label}”: {} or {} the {}", x.words(), y.words(), e.lemma),
                    variants: vec![
                        Variant { value: format!("{} {}", x.words(), e.lemma), support: vec![a.at] },
                        Variant { value: format!("{} {}", y.words(), f.lemma), support: vec![b.at] },
                    ],
                    reasons: vec!["Both sentences relate the same two events, in another order.".into()],
                });
            }
        }
    }
    found.into_values().collect()
}
