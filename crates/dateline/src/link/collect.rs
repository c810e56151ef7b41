//! Linked entities out of names that were joined.
//!
//! In: the entities of every page with the sets that their names are in. Out: one [`LinkedEntity`] a set, with the commonest name, every
//! mention, and why its names are one's.

use std::collections::{BTreeMap, BTreeSet};

use super::entities::Entities;
use super::sets::Joins;
use crate::entity::{EntityKind, Mention, Place};
use crate::{Analysis, Evidence, LinkedBeside, LinkedEntity, LinkedTitle};
use crate::{EntityId, IndexVec, Local, LocalEntity, PageId};

/// Reasons that are kept for one entity.
const MOST: usize = 12;

/// Makes the linked entities from the joined names.
pub(super) fn collect(
    pages: &IndexVec<PageId, &Analysis>,
    node_of: &IndexVec<PageId, IndexVec<LocalEntity, usize>>,
    sets: &mut Joins,
    stand_ins: &BTreeSet<Local<LocalEntity>>,
) -> Entities {
    let mut index: BTreeMap<usize, EntityId> = BTreeMap::new();
    let mut members: IndexVec<EntityId, Vec<Local<LocalEntity>>> = IndexVec::new();
    let of: IndexVec<PageId, IndexVec<LocalEntity, EntityId>> = node_of
        .iter_enumerated()
        .map(|(page, nodes)| {
            nodes
                .iter_enumerated()
                .map(|(local, node)| {
                    let root = sets.root(*node);
                    let at = *index.entry(root).or_insert_with(|| members.push(Vec::new()));
                    members[at].push(Local::new(page, local));
                    at
                })
                .collect()
        })
        .collect();
    let reasons = reasons(pages, node_of, sets, stand_ins, &of, members.len());
    let linked = members.iter().zip(reasons).map(|(m, reasons)| linked(pages, m, stand_ins, reasons)).collect();
    Entities { linked, of }
}

/// For every linked entity why its names are one's: how spellings of one name differ, each join of two names, and what stands for another.
fn reasons(
    pages: &IndexVec<PageId, &Analysis>,
    node_of: &IndexVec<PageId, IndexVec<LocalEntity, usize>>,
    sets: &Joins,
    stand_ins: &BTreeSet<Local<LocalEntity>>,
    of: &IndexVec<PageId, IndexVec<LocalEntity, EntityId>>,
    count: usize,
) -> IndexVec<EntityId, Vec<String>> {
    let mut reasons: IndexVec<EntityId, Vec<String>> = (0..count).map(|_| Vec::new()).collect();
    // The first spelling of every name, with the linked entity that it belongs to.
    let mut first: BTreeMap<usize, (&str, EntityId)> = BTreeMap::new();
    let mut add = |entity: EntityId, reason: String| {
        let known: &mut Vec<String> = &mut reasons[entity];
        if known.len() < MOST && !known.contains(&reason) {
            known.push(reason);
        }
    };
    for (page, nodes) in node_of.iter_enumerated() {
        for (local, node) in nodes.iter_enumerated() {
            let (name, entity) = (pages[page].entities[local].name.as_str(), of[page][local]);
            if stand_ins.contains(&Local::new(page, local)) {
                add(entity, format!("“{name}” stands for it: as its seat, or without the last word of its name."));
                continue;
            }
            let (spelt, _) = *first.entry(*node).or_insert((name, entity));
            if spelt != name {
                add(
                    entity,
                    format!("“{spelt}” and “{name}” differ in hyphens, accents, dots, capitals or articles only."),
                );
            }
        }
    }
    for (a, b, why) in &sets.made {
        if let (Some((x, entity)), Some((y, _))) = (first.get(a), first.get(b))
            && x != y
        {
            add(*entity, format!("“{x}” and “{y}” {}.", why.words()));
        }
    }
    reasons
}

fn linked(
    pages: &IndexVec<PageId, &Analysis>,
    members: &[Local<LocalEntity>],
    stand_ins: &BTreeSet<Local<LocalEntity>>,
    reasons: Vec<String>,
) -> LinkedEntity {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut kinds: BTreeMap<EntityKind, usize> = BTreeMap::new();
    let mut titles: Vec<LinkedTitle> = Vec::new();
    let mut mentions: Vec<Evidence> = Vec::new();
    let mut beside: Vec<LinkedBeside> = Vec::new();
    let mut place: Option<Place> = None;
    for &Local { page, index: local } in members {
        let entity = &pages[page].entities[local];
        let at = |m: &Mention| Evidence { document: page, span: m.span };
        if stand_ins.contains(&Local::new(page, local)) {
            names.entry(entity.name.clone()).or_default();
            mentions.extend(entity.mentions.iter().map(at));
            continue;
        }
        // A description is the name only of somebody whom nobody names.
        let proper = |n: &str| n.split_whitespace().all(|w| w.len() <= 3 || !w.starts_with(char::is_lowercase));
        let weight = if proper(&entity.name) { 300 * entity.name.split_whitespace().count().min(3) } else { 1 };
        *names.entry(entity.name.clone()).or_default() += weight;
        for alias in &entity.aliases {
            *names.entry(alias.clone()).or_default() += 1;
        }
        *kinds.entry(entity.kind).or_default() += entity.mentions.len().max(1);
        titles.extend(entity.titles.iter().map(|t| LinkedTitle {
            title: t.title.clone(),
            at: Evidence { document: page, span: t.span },
            term: t.term.clone(),
        }));
        mentions.extend(entity.mentions.iter().map(at));
        beside.extend(entity.beside.iter().map(|at| LinkedBeside { document: page, at: at.clone() }));
        // A point of its own before that of the place around.
        place = crate::entity::join_places(place, entity.place.as_ref());
    }
    mentions.sort_unstable();
    mentions.dedup();
    beside.sort_unstable();
    beside.dedup();
    titles.sort_by(|a, b| a.at.cmp(&b.at).then(a.title.cmp(&b.title)));
    titles.dedup();
    // The commonest name; longer wins, then the first in the alphabet.
    let name = names
        .iter()
        .max_by(|a, b| a.1.cmp(b.1).then(a.0.len().cmp(&b.0.len())).then(b.0.cmp(a.0)))
        .map(|(n, _)| n.clone())
        .unwrap_or_default();
    // A recogniser that wavers over a name on the map is taken at the place.
    if let (Some(_), Some(count)) = (&place, kinds.get_mut(&EntityKind::Location)) {
        *count += 1;
    }
    let kind = kinds.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map_or(EntityKind::Other, |(k, _)| *k);
    let aliases = names.into_keys().filter(|n| *n != name).collect();
    let named = members.iter().any(|m| pages[m.page].entities[m.index].is_named());
    LinkedEntity { kind, name, named, aliases, titles, place, mentions, beside, reasons }
}
