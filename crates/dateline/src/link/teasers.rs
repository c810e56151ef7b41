//! Who comes into the account by the teaser of another article only.
//!
//! In: the people whom teasers name, page by page, and the finished dossier. Out: the dossier with those of them who belong to the story,
//! as entities without a mention, and without the teasers that do not count.
//!
//! What a site calls related is mostly not about the same people. So a teaser counts only on a page of the main story, and only if it names
//! two people at least whom texts of that story name in full too. It gives nothing but names and titles, and comes last of all stages: no
//! event, origin, link or comparison rests on it.

use std::collections::BTreeSet;

use super::{Pile, key, names::one_person};
use crate::entity::{Beside, Entity, EntityKind, MentionKind};
use crate::page::Role;
use crate::{Dossier, LinkedBeside, LinkedEntity};
use crate::{EntityId, IndexVec, PageId};

/// People of the story that a teaser has to name.
const KNOWN: usize = 2;

/// Takes over whom the teasers of the main story's pages name.
pub(super) fn adopt(pile: &Pile<'_>, dossier: &mut Dossier) {
    let main: Vec<PageId> = dossier.stories.iter().filter(|s| s.main).flat_map(|s| s.documents.clone()).collect();
    let told = told(pile, &main);
    let mut counts: BTreeSet<(PageId, usize)> = BTreeSet::new();
    for &page in &main {
        let analysis = pile.pages[page];
        let teasers = (0..analysis.page.asides.len()).filter(|a| analysis.page.asides[*a].role == Role::Teaser);
        for aside in teasers {
            let people: Vec<(&Entity, Who)> = analysis
                .teased
                .iter()
                .filter(|e| e.beside.iter().any(|b| b.aside == aside))
                .map(|e| (e, who(e, &dossier.entities)))
                .collect();
            let known: BTreeSet<EntityId> =
                people.iter().filter_map(|(_, who)| who.known()).filter(|e| told.contains(e)).collect();
            if known.len() < KNOWN {
                continue;
            }
            for (person, _) in people {
                // Whom an earlier one of these brought is known by now.
                let entity = match who(person, &dossier.entities) {
                    Who::Known(e) if !told.contains(&e) => e,
                    Who::New => dossier.entities.push(nobody(person)),
                    _ => continue,
                };
                let here = person.beside.iter().filter(|b| b.aside == aside);
                let beside = &mut dossier.entities[entity].beside;
                beside.extend(here.map(|at: &Beside| LinkedBeside { document: page, at: at.clone() }));
                beside.sort_unstable();
                beside.dedup();
                counts.insert((page, aside));
            }
        }
    }
    for page in dossier.documents.ids() {
        // Teasers stand behind all other asides, and one that counts may stand behind one that does not: it takes its number along.
        let asides = std::mem::take(&mut dossier.documents[page].page.asides);
        let kept = &mut dossier.documents[page].page.asides;
        let mut moved: Vec<(usize, usize)> = Vec::new();
        for (aside, content) in asides.into_iter().enumerate() {
            if content.role != Role::Teaser || counts.contains(&(page, aside)) {
                moved.push((aside, kept.len()));
                kept.push(content);
            }
        }
        for b in dossier.entities.iter_mut().flat_map(|e| &mut e.beside).filter(|b| b.document == page) {
            if let Some((_, to)) = moved.iter().find(|(from, _)| *from == b.at.aside) {
                b.at.aside = *to;
            }
        }
    }
}

/// The people whom the narrated texts of some pages name.
fn told(pile: &Pile<'_>, pages: &[PageId]) -> BTreeSet<EntityId> {
    let named = |e: &Entity| e.kind == EntityKind::Person && e.mentions.iter().any(|m| m.kind == MentionKind::Name);
    let of = |page: &PageId| {
        let entities = &pile.pages[*page].entities;
        entities.iter().zip(&pile.entity_of[*page]).filter(|(e, _)| named(e)).map(|(_, linked)| *linked)
    };
    pages.iter().flat_map(of).collect()
}

/// Whom a name in a teaser stands for.
#[derive(Clone, Copy)]
enum Who {
    /// An entity of the dossier that has this name in full.
    Known(EntityId),
    /// Nobody of the dossier.
    New,
    /// Perhaps somebody of the dossier: one of the two names is a surname only, or the name is that of something else there.
    Unsure,
}

impl Who {
    fn known(self) -> Option<EntityId> {
        match self {
            Who::Known(e) => Some(e),
            _ => None,
        }
    }
}

fn who(person: &Entity, entities: &IndexVec<EntityId, LinkedEntity>) -> Who {
    let own = key(&person.name);
    if own.len() < 2 {
        return Who::Unsure;
    }
    let mut unsure = false;
    for (i, entity) in entities.iter_enumerated().filter(|(_, e)| e.named) {
        for other in std::iter::once(&entity.name).chain(&entity.aliases).map(|n| key(n)) {
            let same = other == own || one_person(&other, &own);
            if same && entity.kind == EntityKind::Person {
                return Who::Known(i);
            }
            let surname = other.len() == 1 && own.contains(&other[0]) && entity.kind == EntityKind::Person;
            unsure |= same || surname && key(&entity.name).len() == 1;
        }
    }
    if unsure { Who::Unsure } else { Who::New }
}

/// Somebody whom no text names.
fn nobody(person: &Entity) -> LinkedEntity {
    LinkedEntity {
        kind: person.kind,
        name: person.name.clone(),
        named: true,
        aliases: person.aliases.clone(),
        titles: Vec::new(),
        place: None,
        mentions: Vec::new(),
        beside: Vec::new(),
        reasons: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str) -> Entity {
        let (aliases, titles, mentions, beside) = Default::default();
        Entity { kind: EntityKind::Person, name: name.into(), aliases, titles, place: None, mentions, beside }
    }

    fn check(name: &str, expected: &str) {
        let mut entities: IndexVec<EntityId, LinkedEntity> =
            ["Maren Tollefsby", "Anselmo", "Piet Lund"].map(|n| nobody(&person(n))).into_iter().collect();
        entities.push(LinkedEntity { kind: EntityKind::Organization, ..nobody(&person("Edda Marlow")) });
        let found = match who(&person(name), &entities) {
            Who::Known(e) => entities[e].name.clone(),
            Who::New => "new".into(),
            Who::Unsure => "unsure".into(),
        };
        assert_eq!(found, expected, "{name}");
    }

    #[test]
    fn whom_a_name_stands_for() {
        check("Maren Tollefsby", "Maren Tollefsby");
        check("Maren K. Tollefsby", "Maren Tollefsby");
        check("Oda Kvist", "new");
        // Another of that surname: the texts name theirs in full.
        check("Jon Lund", "new");
        // The texts have a surname only, the teaser has, or the name is a company's.
        check("Piet Anselmo", "unsure");
        check("Tollefsby", "unsure");
        check("Edda Marlow", "unsure");
    }
}
