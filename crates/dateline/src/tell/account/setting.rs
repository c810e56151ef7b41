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

/// Who took part, the best attested first; then people and bodies whom a good part of the story's pages name.
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
    let by_use = super::scene::places_by_use(pile, dossier, main);
    let all = super::origins(dossier, main.iter().copied());
    told.retain(|entity, _| !by_use.contains(entity));
    // Of each: whether it took part in what a good part of the origins tell, by how many of them it is named, and how often.
    let named = |entity: EntityId| {
        let mentions = || dossier.entities[entity].mentions.iter().map(|m| m.document).filter(|d| main.contains(d));
        (super::origins(dossier, mentions()), mentions().count())
    };
    let mut parts: Vec<(bool, usize, usize, Option<ParticipantRole>, EntityId)> = Vec::new();
    for (entity, (role, pages)) in &told {
        let (origins, mentions) = named(*entity);
        let told = super::origins(dossier, pages.iter().copied());
        parts.push((*role != ParticipantRole::Other && 3 * told >= all, origins, mentions, Some(*role), *entity));
    }
    for entity in leading(dossier, main).filter(|e| !told.contains_key(e) && !by_use.contains(e)) {
        let (origins, mentions) = named(entity);
        if 4 * origins >= all {
            parts.push((false, origins, mentions, None, entity));
        }
    }
    parts.sort_by_key(|(part, origins, mentions, role, entity)| {
        (!part, Reverse(*origins), Reverse(*mentions), *role, *entity)
    });
    parts.truncate(ACTORS);
    parts
        .into_iter()
        .map(|(.., role, entity)| AccountActor { entity, role, title: title(dossier, main, entity) })
        .collect()
}

/// Whom several pages name: people with an office, and people and bodies who do something in the chronology.
fn leading<'a>(dossier: &'a Dossier, main: &'a BTreeSet<PageId>) -> impl Iterator<Item = EntityId> + 'a {
    let acts = |entity: EntityId| {
        dossier.timeline.iter().any(|line| {
            let by = |p: &crate::LinkedParticipant| p.entity == entity && p.role == ParticipantRole::Agent;
            dossier.events[*line].participants.iter().any(by)
        })
    };
    let leads = move |entity: &EntityId| {
        let e = &dossier.entities[*entity];
        let kind = match e.kind {
            EntityKind::Person => !e.titles.is_empty() || acts(*entity),
            EntityKind::Organization => {
                acts(*entity) && (!super::carries_news(dossier, *entity) || told_of(dossier, *entity))
            }
            _ => false,
        };
        let pages = || e.mentions.iter().map(|m| m.document).filter(|d| main.contains(d)).collect::<BTreeSet<_>>();
        kind && e.named && pages().len() > 1
    };
    dossier.entities.ids().filter(leads)
}

/// Whether pages of others tell what a body does that has a page of its own in the pile: it has a part in the story, and not only tells it.
fn told_of(dossier: &Dossier, entity: EntityId) -> bool {
    let e = &dossier.entities[entity];
    if crate::page::is_agency(&e.name) {
        return false;
    }
    let own = |name: &str| name == e.name || e.aliases.iter().any(|a| a == name);
    let others = |page: PageId| !dossier.documents[page].page.outlet.as_deref().is_some_and(own);
    let acts = dossier.timeline.iter().filter(|line| {
        let event = &dossier.events[**line];
        event.participants.iter().any(|p| p.entity == entity && p.role == ParticipantRole::Agent)
            && event.support.iter().any(|s| others(s.at.document))
    });
    acts.count() > 1
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
