//! Who and what captions and facts boxes name.
//!
//! In: the entities of a page and those of a caption or facts box, read by itself. Out: the page's entities with the points, names and
//! titles that it gives them, and behind them people and places of the map that only it names.

use super::titles::bracketed;
use super::{Beside, Entity, EntityKind, MentionKind, sites};
use crate::page::Role;
use crate::{IndexVec, LocalEntity};

/// Takes over what an aside of the page names.
pub(crate) fn adopt(
    entities: &mut IndexVec<LocalEntity, Entity>,
    beside: &IndexVec<LocalEntity, Entity>,
    aside: usize,
    text: &str,
    role: Role,
) {
    for other in beside.iter().filter(|o| o.is_named()) {
        let known = matching(entities, other);
        let lies = |k: EntityKind| matches!(k, EntityKind::Facility | EntityKind::Location);
        if let Some(entity) = known.map(|k| &mut entities[k]).filter(|e| lies(e.kind) && e.kind == other.kind)
            && entity.place.as_ref().is_none_or(|p| p.inferred)
        {
            entity.place = sites::join(entity.place.take(), other.place.as_ref());
        }
        if !matches!(role, Role::Caption | Role::Facts | Role::Teaser) {
            continue;
        }
        let mut found: Vec<Beside> = Vec::new();
        for m in other.mentions.iter().filter(|m| m.kind == MentionKind::Name && !credited(text, m.span)) {
            found.push(Beside { aside, span: m.span, title: None });
            let title = bracketed(text, m.span).filter(|_| other.kind == EntityKind::Person);
            found.extend(title.map(|span| Beside { aside, span, title: Some(span.of(text).to_owned()) }));
        }
        if found.is_empty() {
            continue;
        }
        found.extend(other.titles.iter().map(|t| Beside { aside, span: t.span, title: Some(t.title.clone()) }));
        match known {
            Some(k) => entities[k].beside.extend(found),
            None if worthy(other) => {
                entities.push(Entity { titles: Vec::new(), mentions: Vec::new(), beside: found, ..other.clone() });
            }
            None => {}
        }
    }
}

/// The page's entity that an aside names: by one of its names, by its point, or somebody whose surname it is.
fn matching(entities: &IndexVec<LocalEntity, Entity>, other: &Entity) -> Option<LocalEntity> {
    let person = other.kind == EntityKind::Person;
    let alike = |e: &&Entity| e.is_named() && (e.kind == EntityKind::Person) == person;
    let named = |e: &Entity| e.name == other.name || e.aliases.contains(&other.name) || other.aliases.contains(&e.name);
    let at = |test: &dyn Fn(&Entity) -> bool| entities.position(|e| alike(&e) && test(e));
    let point = |e: &Entity| match (&e.place, &other.place) {
        (Some(a), Some(b)) => !a.inferred && !b.inferred && a.geonames.is_some() && a.geonames == b.geonames,
        _ => false,
    };
    let surname = |e: &Entity| person && e.name.strip_suffix(&other.name).is_some_and(|front| front.ends_with(' '));
    let one = || {
        let mut bearers = entities.ids().filter(|i| alike(&&entities[*i]) && surname(&entities[*i]));
        bearers.next().filter(|_| bearers.next().is_none())
    };
    at(&named).or_else(|| at(&point)).or_else(one)
}

/// Whether somebody whom only an aside names is worth an entity: a person with a full name or a title, a place of the map.
fn worthy(other: &Entity) -> bool {
    match other.kind {
        EntityKind::Person => {
            let full = other.name.contains(' ') && other.name.split(' ').all(|w| w.starts_with(char::is_uppercase));
            full || !other.titles.is_empty()
        }
        EntityKind::Location => other.place.as_ref().is_some_and(|p| !p.inferred),
        _ => false,
    }
}

/// "Image: Jan Smit/Agency", "Photo by Jan Smit": who took the picture.
fn credited(text: &str, span: crate::Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default().trim_end().to_lowercase();
    let behind = text.get(span.end..).unwrap_or_default();
    let credit = |w: &str| before.ends_with(w);
    behind.starts_with('/')
        || credit("/")
        || ["by", "by:", "image:", "photo:", "credit:", "photograph:", "picture:", "photos:", "images:", "©", "via"]
            .iter()
            .any(|w| credit(w))
}
