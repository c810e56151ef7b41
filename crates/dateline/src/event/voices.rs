//! Who "I" and "we" are inside a quotation: the speaker, and the body that the speaker speaks for.
//!
//! In: events whose participants may be "I" and "we", entities, quotations. Out: such participants with the entity that is meant, where
//! the page tells. "We" of a person is the organisation that the page names with the person's office ("Norline spokesman Jan Smit");
//! without one it stays what it is. "The two leaders" are the two people of whom the page has spoken most until then.

use std::collections::BTreeMap;

use super::{Event, Participant};
use crate::entity::{Entity, EntityKind, MentionKind};
use crate::language::{Form, Function, Parse, Pos};
use crate::speech::{Quotation, QuotationKind};
use crate::{IndexVec, LocalEntity, MentionId};

/// Gives the participants "I" and "we" of quoted events the entities that they stand for.
pub(super) fn resolve(
    parse: &Parse,
    entities: &IndexVec<LocalEntity, Entity>,
    quotations: &[Quotation],
    events: &mut IndexVec<MentionId, Event>,
) {
    let spoken =
        |q: &&Quotation| q.kind != QuotationKind::Indirect && q.speaker.as_ref().is_some_and(|s| s.entity.is_some());
    let quoted: Vec<&Quotation> = quotations.iter().filter(spoken).collect();
    let mut bodies: BTreeMap<LocalEntity, Option<LocalEntity>> = BTreeMap::new();
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
fn speaks_for(parse: &Parse, entities: &IndexVec<LocalEntity, Entity>, person: LocalEntity) -> Option<LocalEntity> {
    let heads: Vec<usize> = entities.get(person)?.mentions.iter().map(|m| m.head).collect();
    let mut found: Option<(usize, LocalEntity)> = None;
    for (e, entity) in entities.iter_enumerated().filter(|(_, e)| e.kind == EntityKind::Organization) {
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
        let modifies = matches!(
            t.function(),
            Function::Compound
                | Function::NounModifier
                | Function::Possessor
                | Function::Apposition
                | Function::Conjunct
                | Function::Adjective
                | Function::Complement
        ) || t.is(Function::Preposition) && matches!(&*t.lemma, "of" | "at" | "for");
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

/// Gives "the two leaders" as participants the two whom the page has named most until then, where no third is near to them.
pub(super) fn pairs(parse: &Parse, entities: &IndexVec<LocalEntity, Entity>, events: &mut IndexVec<MentionId, Event>) {
    for event in events {
        let mut more = Vec::new();
        for participant in &mut event.participants {
            let Some(entity) = participant.entity.and_then(|e| entities.get(e)) else { continue };
            if entity.is_named() || !two(parse, participant.span) {
                continue;
            }
            let Some((first, second)) = foremost(entities, entity.kind, participant.span.start) else { continue };
            participant.entity = Some(first);
            more.push(Participant { entity: Some(second), ..participant.clone() });
        }
        event.participants.extend(more);
        let mut seen = std::collections::BTreeSet::new();
        event.participants.retain(|p| p.entity.is_none() || seen.insert((p.entity, p.role)));
    }
}

/// "The two leaders", "both sides": a plural with "two" or "both".
fn two(parse: &Parse, span: crate::Span) -> bool {
    let tokens = parse.tokens_in(span);
    let plural = tokens.clone().any(|t| parse.tokens[t].form() == Form::Plural);
    let counted = tokens.clone().take(2).any(|t| matches!(&*parse.tokens[t].lemma.to_lowercase(), "two" | "both"));
    let definite = tokens
        .clone()
        .next()
        .is_some_and(|t| matches!(&*parse.tokens[t].lemma.to_lowercase(), "the" | "both" | "these"));
    plural && counted && definite && tokens.len() <= 4
}

/// The two entities of a kind that are mentioned most before a place; none where the third is mentioned as often as the second.
fn foremost(
    entities: &IndexVec<LocalEntity, Entity>,
    kind: EntityKind,
    before: usize,
) -> Option<(LocalEntity, LocalEntity)> {
    let mut counts: Vec<(usize, LocalEntity)> = entities
        .iter_enumerated()
        .filter(|(_, e)| e.kind == kind && e.is_named())
        .map(|(i, e)| (e.mentions.iter().filter(|m| m.span.end <= before).count(), i))
        .filter(|(n, _)| *n > 0)
        .collect();
    counts.sort_by_key(|(n, i)| (std::cmp::Reverse(*n), *i));
    let third = counts.get(2).map_or(0, |(n, _)| *n);
    match counts[..] {
        [(_, a), (n, b), ..] if n > third => Some((a, b)),
        _ => None,
    }
}
