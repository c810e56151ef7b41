//! Who took part in the central event.
//!
//! In: the central event. Out: people and bodies with the offices that most pages give them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::entity::EntityKind;
use crate::event::ParticipantRole;
use crate::link::Pile;
use crate::{AccountActor, Dossier};
use crate::{EntityId, EventId, Local, PageId};

/// So many people are told at most.
const ACTORS: usize = 6;

/// Who took part, the best attested first; then people and bodies whom half of the story's pages name.
pub(super) fn actors(pile: &Pile<'_>, dossier: &Dossier, main: &BTreeSet<PageId>, event: EventId) -> Vec<AccountActor> {
    let label = &dossier.events[event].label;
    let mut told: BTreeMap<EntityId, (ParticipantRole, BTreeSet<PageId>)> = BTreeMap::new();
    for &Local { page, index: local } in pile.mentions[event].iter().filter(|m| main.contains(&m.page)) {
        for p in &pile.pages[page].events[local].participants {
            let linked = p.entity.and_then(|e| pile.entity_of[page].get(e));
            if let Some(&entity) = linked {
                let known = told.entry(entity).or_insert((p.role, BTreeSet::new()));
                known.0 = known.0.min(p.role);
                known.1.insert(page);
            }
        }
    }
    told.retain(|entity, (role, pages)| {
        let e = &dossier.entities[*entity];
        let kind = match e.kind {
            EntityKind::Person | EntityKind::Organization | EntityKind::Product => true,
            // A state acts; a town mostly only stands before the report.
            EntityKind::Location => label.contains(&e.name) && *role == ParticipantRole::Agent,
            _ => false,
        };
        e.named && kind && (pages.len() > 1 || label.contains(&e.name) || main.len() < 3)
    });
    let count = |pages: &BTreeSet<PageId>| super::origins(dossier, pages.iter().copied());
    let mut parts: Vec<(EntityId, ParticipantRole, usize)> =
        told.into_iter().map(|(entity, (role, pages))| (entity, role, count(&pages))).collect();
    parts.sort_by_key(|(entity, role, pages)| (*role == ParticipantRole::Other, Reverse(*pages), *role, *entity));
    let mut actors: Vec<AccountActor> = parts
        .into_iter()
        .map(|(entity, role, _)| AccountActor { entity, role: Some(role), title: title(dossier, main, entity) })
        .collect();
    actors.extend(leading(dossier, main, &actors));
    actors.truncate(ACTORS);
    actors
}

/// Whom half of the pages name, and who took no part: people with an office, and people and bodies who do something in the chronology.
fn leading(dossier: &Dossier, main: &BTreeSet<PageId>, known: &[AccountActor]) -> Vec<AccountActor> {
    let acts = |entity: EntityId| {
        dossier.timeline.iter().any(|line| {
            let by = |p: &crate::LinkedParticipant| p.entity == entity && p.role == ParticipantRole::Agent;
            dossier.events[*line].participants.iter().any(by)
        })
    };
    let mut list: Vec<(EntityId, usize, usize)> = Vec::new();
    for (entity, e) in dossier.entities.iter_enumerated() {
        let kind = match e.kind {
            EntityKind::Person => !e.titles.is_empty() || acts(entity),
            EntityKind::Organization => acts(entity) && !super::carries_news(dossier, entity),
            _ => false,
        };
        if !kind || !e.named || known.iter().any(|k| k.entity == entity) {
            continue;
        }
        let mentions = || e.mentions.iter().map(|m| m.document).filter(|d| main.contains(d));
        let pages: BTreeSet<PageId> = mentions().collect();
        if pages.len() > 1 && 2 * pages.len() >= main.len() {
            list.push((entity, super::origins(dossier, pages), mentions().count()));
        }
    }
    list.sort_by_key(|(entity, pages, mentions)| (Reverse(*pages), Reverse(*mentions), *entity));
    list.into_iter()
        .map(|(entity, ..)| AccountActor { entity, role: None, title: title(dossier, main, entity) })
        .collect()
}

/// The title that most pages of the story give somebody, as an index into the entity's titles.
fn title(dossier: &Dossier, main: &BTreeSet<PageId>, entity: EntityId) -> Option<usize> {
    let titles = &dossier.entities[entity].titles;
    let pages = |title: &str| {
        let same = titles.iter().filter(|t| t.title.eq_ignore_ascii_case(title) && main.contains(&t.at.document));
        same.map(|t| t.at.document).collect::<BTreeSet<_>>().len()
    };
    (0..titles.len())
        .filter(|t| main.contains(&titles[*t].at.document))
        .max_by_key(|t| (pages(&titles[*t].title), titles[*t].title.len(), Reverse(*t)))
}
