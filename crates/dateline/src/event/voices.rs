//! Who "I" and "we" are inside a quotation: the speaker, and the body that the speaker speaks for.
//!
//! In: events whose participants may be "I" and "we", entities, quotations. Out: such participants with the entity that is meant, where
//! the page tells. "We" of a person is the organisation that the page names with the person's office ("Norline spokesman Jan Smit");
//! without one it stays what it is.

use std::collections::BTreeMap;

use super::{Entity, EntityKind, Event, MentionKind};
use crate::language::{Dep, Parse, Pos};
use crate::speech::{Quotation, QuotationKind};

/// Gives the participants "I" and "we" of quoted events the entities that they stand for.
pub(super) fn resolve(parse: &Parse, entities: &[Entity], quotations: &[Quotation], events: &mut [Event]) {
    let spoken =
        |q: &&Quotation| q.kind != QuotationKind::Indirect && q.speaker.as_ref().is_some_and(|s| s.entity.is_some());
    let quoted: Vec<&Quotation> = quotations.iter().filter(spoken).collect();
    let mut bodies: BTreeMap<usize, Option<usize>> = BTreeMap::new();
    for event in events {
        for participant in &mut event.participants {
            let Some(entity) = participant.entity.and_then(|e| entities.get(e)) else { continue };
            let plural = match entity.name.as_str() {
                "I" => false,
                "we" => true,
                _ => continue,
            };
            if entity.is_named() {
                continue;
            }
            let around = quoted.iter().filter(|q| q.span.contains(participant.span));
            let Some(quotation) = around.min_by_key(|q| (q.span.len(), q.span)) else { continue };
            let Some(speaker) = quotation.speaker.as_ref().and_then(|s| s.entity) else { continue };
            let meant = match entities.get(speaker).map(|e| e.kind) {
                Some(EntityKind::Person) if plural => {
                    *bodies.entry(speaker).or_insert_with(|| speaks_for(parse, entities, speaker))
                }
                Some(EntityKind::Person | EntityKind::Organization) => Some(speaker),
                _ => None,
            };
            participant.entity = meant.or(participant.entity);
        }
    }
}

/// The organisation that the page names with a person's office most often; the first named where there are several.
fn speaks_for(parse: &Parse, entities: &[Entity], person: usize) -> Option<usize> {
    let heads: Vec<usize> = entities.get(person)?.mentions.iter().map(|m| m.head).collect();
    let mut found: Option<(usize, usize)> = None;
    for (e, entity) in entities.iter().enumerate().filter(|(_, e)| e.kind == EntityKind::Organization) {
        let names = entity.mentions.iter().filter(|m| m.kind == MentionKind::Name);
        let times = names.filter(|m| office_of(parse, m.head, &heads)).count();
        if times > 0 && found.is_none_or(|(most, _)| times > most) {
            found = Some((times, e));
        }
    }
    found.map(|(_, e)| e)
}

/// Whether a name modifies a mention of the person: "Norline spokesman Jan Smit", "Jan Smit, head of Norline".
fn office_of(parse: &Parse, name: usize, person: &[usize]) -> bool {
    let mut at = name;
    for _ in 0..5 {
        let t = &parse.tokens[at];
        let modifies =
            matches!(t.dep, Dep::Compound | Dep::Nmod | Dep::Poss | Dep::Appos | Dep::Conj | Dep::Amod | Dep::Pobj)
                || t.dep == Dep::Prep && matches!(&*t.lemma, "of" | "at" | "for");
        if !modifies || t.head == at || t.pos == Pos::Verb {
            return false;
        }
        at = t.head;
        if person.contains(&at) {
            return true;
        }
    }
    false
}
