//! Why mentions of several pages were taken for one event, in words for a reader.
//!
//! In: the mentions of an event. Out: one sentence for each page beside the first: what it has in common with the first mention. These are
//! the features that linking weighs; they are told here, not weighed again.

use super::{Pile, Relation, relation};
use crate::entity::EntityKind;
use crate::event::Event;
use crate::{EntityId, IndexVec, Local, MentionId, PageId};
use crate::{Evidence, LinkedEntity};

/// Pages of an event that are explained.
const MOST: usize = 12;

/// The reasons, in order of the pages.
pub(super) fn joined(
    pile: &Pile<'_>,
    mentions: &[Local<MentionId>],
    entities: &IndexVec<EntityId, LinkedEntity>,
) -> Vec<String> {
    let mut reasons = Vec::new();
    let Some(first) = mentions.first() else { return reasons };
    let mut last = first.page;
    for m in mentions {
        if m.page != last {
            last = m.page;
            reasons.push(common(pile, *first, *m, entities));
        }
        if reasons.len() == MOST {
            break;
        }
    }
    reasons
}

fn common(
    pile: &Pile<'_>,
    a: Local<MentionId>,
    b: Local<MentionId>,
    entities: &IndexVec<EntityId, LinkedEntity>,
) -> String {
    let of = |m: Local<MentionId>| pile.event(m);
    let said = |m: Local<MentionId>| pile.text(Evidence { document: m.page, span: of(m).span });
    let (x, y) = (of(a), of(b));
    let mut parts: Vec<String> = Vec::new();
    if pile.text(pile.sentence(a)) == pile.text(pile.sentence(b)) {
        parts.push("has the same sentence".into());
    } else if x.lemma == y.lemma {
        parts.push(format!("“{}” too", said(b)));
    } else {
        parts.push(format!("“{}” and “{}” are one kind of event", said(a), said(b)));
    }
    let (p, q) = (participants(pile, a.page, x), participants(pile, b.page, y));
    let mut names: Vec<&str> = p.iter().filter(|e| q.contains(e)).map(|e| entities[*e].name.as_str()).collect();
    names.dedup();
    names.truncate(4);
    if !names.is_empty() {
        parts.push(format!("both with {}", names.join(" and ")));
    }
    if let (Some(s), Some(t)) = (&x.time, &y.time) {
        match relation(&s.interval, &t.interval) {
            Relation::SameDay => parts.push("of the same day".into()),
            Relation::Overlap => parts.push("at times that agree".into()),
            Relation::Disjoint => parts.push("though the time that is inferred for one of them differs".into()),
            Relation::Unknown => {}
        }
    } else {
        parts.push("and only one of them says when, or neither".into());
    }
    let place = |m: Local<MentionId>| of(m).place.and_then(|l| pile.entity_of[m.page].get(l)).copied();
    if let (Some(s), Some(t)) = (place(a), place(b))
        && s == t
    {
        parts.push(format!("in {}", entities[s].name));
    }
    format!("{} with {}: {}.", b.page, a.page, parts.join(", "))
}

/// Linked participants of a mention, people first.
fn participants(pile: &Pile<'_>, page: PageId, event: &Event) -> Vec<EntityId> {
    let mut all: Vec<EntityId> =
        event.participants.iter().filter_map(|p| pile.entity_of[page].get(p.entity?).copied()).collect();
    let person = |e: &EntityId| {
        let local = pile.entity_of[page].position(|x| x == e);
        local.is_none_or(|l| pile.pages[page].entities[l].kind != EntityKind::Person)
    };
    all.sort_by_key(|e| (person(e), *e));
    all.dedup();
    all
}
