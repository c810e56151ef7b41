//! Sources that put two events in a different order.
//!
//! In: events that a sentence sets in relation to another by "before", "after", "during" and the like; what a sentence says of a report it
//! says of the event that is reported. Two pages that speak of the same two events and give another relation differ.

use std::collections::BTreeMap;

use super::sentence::{asserted, narrates};
use super::statement::{Statement, statements};
use crate::event::{Event, Tense};
use crate::language::{Dep, Parse, Tag};
use crate::link::{Pile, akin, classes};
use crate::{Analysis, Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Variant};

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

/// What an event is put beside: the head of another event, or of a noun for one ("hours before the meeting", which is all a time).
#[derive(Clone, Copy, Debug)]
struct Anchor {
    order: Order,
    token: usize,
    local: Option<usize>,
}

/// What the words of order in its sentence relate an event to: what stands below the word.
fn anchors(analysis: &Analysis, event: &Event) -> Vec<Anchor> {
    let (parse, text) = (&analysis.parse, analysis.page.text.as_str());
    let mut found = Vec::new();
    let Some(sentence) = parse.sentences.get(event.sentence) else { return found };
    for t in sentence.clone() {
        let Some(order) = relation(parse, text, t) else { continue };
        // The clause or phrase that the word heads or introduces.
        let top = match parse.tokens[t].dep {
            Dep::Mark | Dep::Advmod => parse.tokens[t].head,
            _ => t,
        };
        let mut below = parse.subtree(top);
        // The nearest event above is the one that is set in relation.
        let above = parse.ancestors(top).take(4).find(|a| analysis.events.iter().any(|e| e.token == *a));
        let governed = above == Some(event.token) && !below.contains(&event.token);
        if !governed {
            continue;
        }
        // "At the same time they met": the clause that follows, wherever the parser hangs it.
        if below.end <= t + 1 && parse.tokens[t].span.of(text).eq_ignore_ascii_case("time") {
            below = t + 1..sentence.end;
        }
        let events = analysis.events.iter().enumerate();
        let first =
            events.filter(|(_, e)| below.contains(&e.token) && e.token > t).map(|(i, e)| (e.token, Some(i))).next();
        let noun = || parse.child(t, Dep::Pobj).filter(|n| !classes(&parse.tokens[*n].lemma).is_empty());
        let anchor = first.or_else(|| noun().map(|n| (n, None)));
        found.extend(anchor.map(|(token, local)| Anchor { order, token, local }));
    }
    found
}

/// What is reported, for a verb of speech: the event at the top of its clause or its object.
fn reported(analysis: &Analysis, event: &Event) -> Option<usize> {
    let parse = &analysis.parse;
    if !matches!(event.lemma.as_str(), "say" | "report" | "announce" | "confirm" | "detect" | "state") {
        return None;
    }
    let content = parse.children(event.token).filter(|c| matches!(parse.tokens[*c].dep, Dep::Ccomp | Dep::Dobj));
    content.into_iter().find_map(|c| analysis.events.iter().position(|e| e.token == c))
}

/// For every event of a page what it lies before, after or beside.
fn relations(analysis: &Analysis) -> BTreeMap<usize, Vec<Anchor>> {
    let mut all: BTreeMap<usize, Vec<Anchor>> = BTreeMap::new();
    for (local, event) in analysis.events.iter().enumerate() {
        let captioned = analysis
            .parse
            .tokens
            .get(event.token)
            .is_some_and(|t| matches!(t.tag, Tag::Vbz | Tag::Vbp | Tag::Vb | Tag::Vbg));
        if captioned || event.tense != Tense::Past || !narrates(analysis, event.sentence) {
            continue;
        }
        let found = anchors(analysis, event);
        if found.is_empty() {
            continue;
        }
        let told = reported(analysis, event).filter(|r| found.iter().all(|a| a.local != Some(*r)));
        if told.is_some() || asserted(&analysis.parse, event) || analysis.parse.tokens[event.token].tag == Tag::Nn {
            all.entry(told.unwrap_or(local)).or_default().extend(found);
        }
    }
    all
}

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let mut all = statements(pile, dossier, true);
    let related: Vec<BTreeMap<usize, Vec<Anchor>>> = pile.pages.iter().map(|p| relations(p)).collect();
    all.list.retain(|s| related[s.page].contains_key(&s.local));
    let mut found: BTreeMap<(usize, String), Discrepancy> = BTreeMap::new();
    for (i, j) in all.pairs(pile) {
        let (a, b) = (&all.list[i], &all.list[j]);
        if !one(pile, a, b) {
            continue;
        }
        let (mine, theirs) = (&related[a.page][&a.local], &related[b.page][&b.local]);
        let agree = |x: &Anchor, y: &Anchor| x.order == y.order && same_anchor(pile, (a.page, x), (b.page, y));
        if mine.iter().any(|x| theirs.iter().any(|y| agree(x, y))) {
            continue;
        }
        for x in mine {
            for y in theirs {
                if x.order == y.order || !same_anchor(pile, (a.page, x), (b.page, y)) {
                    continue;
                }
                let event = pile.event_of[a.page][a.local];
                let label = &dossier.events[event].label;
                let of = |page: usize, anchor: &Anchor| {
                    let page = pile.pages[page];
                    page.parse.text(anchor.token, &page.page.text).to_string()
                };
                let (v, w) = (of(a.page, x), of(b.page, y));
                let (first, second) = (x.order.words(), y.order.words());
                found.entry((event, v.to_lowercase())).or_insert_with(|| Discrepancy {
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
fn same_anchor(pile: &Pile<'_>, a: (usize, &Anchor), b: (usize, &Anchor)) -> bool {
    let linked = |(page, anchor): (usize, &Anchor)| anchor.local.map(|l| pile.event_of[page][l]);
    let people = |(page, anchor): (usize, &Anchor)| -> Vec<usize> {
        let event = anchor.local.map(|l| &pile.pages[page].events[l]);
        let all = event.into_iter().flat_map(|e| &e.participants).filter_map(|p| p.entity);
        all.filter_map(|e| pile.entity_of[page].get(e).copied()).collect()
    };
    let lemma = |(page, anchor): (usize, &Anchor)| -> String {
        let page = pile.pages[page];
        anchor.local.map_or_else(|| page.parse.tokens[anchor.token].lemma.to_string(), |l| page.events[l].lemma.clone())
    };
    if linked(a).is_some() && linked(a) == linked(b) {
        return true;
    }
    let (p, q) = (people(a), people(b));
    let fits = p.iter().all(|e| q.contains(e)) || q.iter().all(|e| p.contains(e));
    akin(&lemma(a), &lemma(b)) && fits
}
