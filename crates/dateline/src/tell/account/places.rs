//! Where the central event took place.
//!
//! In: the central event. Out: places that its sentences put it at, then the scene of the story; each with the sentences that say so.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::scene;
use crate::entity::{EntityKind, MentionKind, is_country};
use crate::event::{Event, ParticipantRole, akin};
use crate::language::{Function, Pos};
use crate::lexicon::Flag;
use crate::link::{Pile, Relation, relation, sentence_span};
use crate::{AccountPlace, Dossier, Evidence};
use crate::{EntityId, EventId, Local, MentionId, PageId};

/// So many places are told at most.
const PLACES: usize = 4;
/// Sentences with which a page says what it is about.
const LEAD: usize = 5;

/// The places of an event, then places of one country inside it where other lines of its time took place.
pub(super) fn places(pile: &Pile<'_>, dossier: &Dossier, main: &BTreeSet<PageId>, event: EventId) -> Vec<AccountPlace> {
    let told = |event: EventId| -> BTreeMap<EntityId, Vec<Evidence>> {
        let mut told: BTreeMap<EntityId, Vec<Evidence>> = BTreeMap::new();
        for &Local { page, index: local } in pile.mentions[event].iter().filter(|m| main.contains(&m.page)) {
            let at = pile.sentence(Local::new(page, local));
            for place in at_places(pile, dossier, page, &pile.pages[page].events[local]) {
                let support = told.entry(place).or_default();
                if !support.contains(&at) {
                    support.push(at);
                }
            }
        }
        told
    };
    let weight = |support: &[Evidence]| super::origins(dossier, support.iter().map(|e| e.document));
    let wide = |place: EntityId| is_country(&dossier.entities[place].name);
    let sorted = |told: BTreeMap<EntityId, Vec<Evidence>>| {
        let mut list: Vec<AccountPlace> =
            told.into_iter().map(|(entity, support)| AccountPlace { entity, support }).collect();
        list.sort_by_key(|p| (Reverse(weight(&p.support)), Reverse(p.support.len()), wide(p.entity), p.entity));
        list
    };
    let mut places = sorted(told(event));
    // What one page alone says beside many is as likely misread, whether they give another place or none.
    let most = places.first().map_or(0, |p| weight(&p.support));
    let all = super::origins(dossier, pile.mentions[event].iter().map(|m| m.page).filter(|p| main.contains(p)));
    places.retain(|p| 2 * weight(&p.support) >= most && 3 * weight(&p.support) >= all);
    // "Visited Tarland": where there, other lines of these days tell; of what is over in a moment, lines of its kind.
    let mention = |m: &Local<MentionId>| pile.event(*m);
    let stay = pile.mentions[event].iter().map(mention).any(travels);
    let alike = |line: EventId| {
        let own = || pile.mentions[event].iter().map(mention);
        pile.mentions[line].iter().map(mention).any(|e| own().any(|o| akin(&o.lemma, &e.lemma)))
    };
    let country = |place: EntityId| dossier.entities[place].place.as_ref().and_then(|p| p.country.clone());
    let inside = places.first().filter(|p| wide(p.entity)).and_then(|p| country(p.entity));
    if let (Some(code), Some(time)) = (inside, dossier.events[event].time.as_ref()) {
        let mut further: BTreeMap<EntityId, Vec<Evidence>> = BTreeMap::new();
        for &line in dossier.timeline.iter().filter(|l| **l != event && (stay || alike(**l))) {
            let other = dossier.events[line].time.as_ref();
            if other.is_none_or(|t| relation(&t.interval, &time.interval) == Relation::Disjoint) {
                continue;
            }
            for (place, support) in told(line) {
                if !wide(place) && country(place).as_ref() == Some(&code) {
                    further.entry(place).or_default().extend(support);
                }
            }
        }
        let known: BTreeSet<EntityId> = places.iter().map(|p| p.entity).collect();
        further.retain(|place, _| !known.contains(place));
        places.extend(sorted(further));
    }
    for place in scene::scene(pile, dossier, main, LEAD) {
        if !places.iter().any(|p| p.entity == place.entity) {
            places.push(place);
        }
    }
    places.truncate(PLACES);
    places
}

/// The linked places that a mention of an event is put at: its own, those that stand below it behind a preposition, and the place that is
/// visited or hit.
fn at_places(pile: &Pile<'_>, dossier: &Dossier, page: PageId, event: &Event) -> BTreeSet<EntityId> {
    let analysis = pile.pages[page];
    let parse = &analysis.parse;
    let travels = travels(event);
    let sentence = sentence_span(analysis, event.sentence);
    let mut found: BTreeSet<EntityId> =
        event.place.and_then(|p| pile.entity_of[page].get(p)).copied().into_iter().collect();
    for (local, entity) in analysis.entities.iter_enumerated() {
        let Some(&linked) = pile.entity_of[page].get(local) else { continue };
        if !matches!(dossier.entities[linked].kind, EntityKind::Location | EntityKind::Facility) {
            continue;
        }
        let object = |p: &crate::event::Participant| {
            p.role == ParticipantRole::Patient && p.entity == Some(local) && (travels || !is_country(&entity.name))
        };
        // "Struck a bridge on the Rhine in Tarland": on the way up to the event there are nouns and prepositions only.
        let below = |head: usize| {
            let prep = parse.tokens[head].head;
            let word = parse.tokens[prep].lemma.to_lowercase();
            let at = Flag::At.has(&word) || travels && Flag::Toward.has(&word);
            let clause = |t: &usize| *t == event.token || matches!(parse.tokens[*t].pos, Pos::Verb | Pos::Aux);
            at && parse.tokens[prep].is(Function::Preposition)
                && parse.ancestors(prep).find(clause) == Some(event.token)
        };
        let named = entity.mentions.iter().filter(|m| m.kind == MentionKind::Name && sentence.contains(m.span));
        if event.participants.iter().any(object) || named.into_iter().any(|m| below(m.head)) {
            found.insert(linked);
        }
    }
    found.retain(|place| {
        let entity = &dossier.entities[*place];
        entity.named && matches!(entity.kind, EntityKind::Location | EntityKind::Facility)
    });
    found
}

/// Whether somebody goes somewhere.
fn travels(event: &Event) -> bool {
    matches!(event.class(), Some("travel" | "visit"))
}
