//! What reports rest on, counted so that repetition adds nothing.
//!
//! In: pages, copies, lineage of sentences, attributions. Out: [`Origin`]s of pages, and of single sentences where they credit somebody.
//!
//! Pages of one outlet are one origin. So are a page and its copy, and pages that rest on one and the same agency alone. A page that
//! credits several agencies is its outlet's own compilation. A sentence that credits a source counts for that source, whoever prints it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::entities::key;
use super::sets::Sets;
use crate::entity::EntityKind;
use crate::{Analysis, Copy, CopyKind, LinkedEntity, Origin, OriginKind};

/// Share of a page's narrated text from which on it is a copy of another page as a whole.
const WHOLE: f64 = 0.4;

/// Origins of pages, and the origin of each page.
pub(crate) fn of_pages(pages: &[&Analysis], copies: &[Copy]) -> (Vec<Origin>, Vec<usize>) {
    let mut sets = Sets::new(pages.len());
    let mut outlets: BTreeMap<String, usize> = BTreeMap::new();
    let mut agencies: BTreeMap<String, usize> = BTreeMap::new();
    for (i, analysis) in pages.iter().enumerate() {
        if let Some(outlet) = analysis.page.outlet.as_deref().map(|o| key(o).concat()).filter(|o| !o.is_empty()) {
            let first = *outlets.entry(outlet).or_insert(i);
            sets.join(first, i);
        }
        if let [agency] = analysis.page.agencies.as_slice() {
            let first = *agencies.entry(key(agency).concat()).or_insert(i);
            sets.join(first, i);
        }
    }
    for copy in copies.iter().filter(|c| c.kind != CopyKind::Excerpt && c.share >= WHOLE) {
        for pair in copy.documents.windows(2) {
            sets.join(pair[0], pair[1]);
        }
    }
    let mut index: BTreeMap<usize, usize> = BTreeMap::new();
    let mut origins: Vec<Origin> = Vec::new();
    let mut of = Vec::new();
    for i in 0..pages.len() {
        let root = sets.root(i);
        let at = *index.entry(root).or_insert_with(|| {
            origins.push(Origin { name: String::new(), kind: OriginKind::Unknown, documents: Vec::new() });
            origins.len() - 1
        });
        origins[at].documents.push(i);
        of.push(at);
    }
    for origin in &mut origins {
        (origin.name, origin.kind) = name(pages, &origin.documents);
    }
    (origins, of)
}

/// The agency that all pages of an origin credit alone, else the outlet of the first that has one.
fn name(pages: &[&Analysis], documents: &[usize]) -> (String, OriginKind) {
    let first = &pages[documents[0]].page.agencies;
    if let [agency] = first.as_slice()
        && documents.iter().all(|d| pages[*d].page.agencies == *first)
    {
        return (agency.clone(), OriginKind::Agency);
    }
    documents.iter().find_map(|d| pages[*d].page.outlet.clone()).map_or_else(
        || (pages[documents[0]].page.id.clone(), OriginKind::Unknown),
        |outlet| (outlet, OriginKind::Outlet),
    )
}

/// Words of `data/link/origins.toml` under one heading.
static WORDS: LazyLock<BTreeMap<String, Vec<String>>> =
    LazyLock::new(|| toml::from_str(include_str!("../../../../data/link/origins.toml")).unwrap_or_default());

/// Whether somebody whom a sentence credits can be where it comes from: the translator, the reporters who were told, "both sides" and a
/// ferry are not.
pub(crate) fn can_be(entity: &LinkedEntity) -> bool {
    // "United Nations" and "All Nippon Airways" are names, whatever their words mean elsewhere.
    if entity.named {
        return true;
    }
    let name = entity.name.to_lowercase();
    let last = name.rsplit(' ').next().unwrap_or_default();
    let of = |heading: &str, word: &str| WORDS.get(heading).is_some_and(|w| w.iter().any(|w| w == word));
    let ends = |heading: &str| of(heading, last) || of(heading, last.trim_end_matches('s'));
    let pair = WORDS.get("pairs").into_iter().flatten().any(|p| name.starts_with(&format!("{p} ")));
    use EntityKind::{Facility, Location, Organization, Person};
    let reports = matches!(entity.kind, Person | Organization | Location | Facility) || ends("papers");
    reports && !pair && !ends("hearers") && !of("pronouns", &name)
}

/// Adds origins that only sentences credit, each once.
pub(crate) struct Credits {
    pub origins: Vec<Origin>,
    known: BTreeMap<usize, usize>,
    by_name: BTreeMap<String, usize>,
    /// For a body the one that has one word more before its name.
    fuller: BTreeMap<usize, usize>,
}

impl Credits {
    /// Starts with the origins of pages.
    pub fn new(origins: Vec<Origin>, entities: &[LinkedEntity]) -> Self {
        let by_name = origins.iter().enumerate().rev().map(|(i, o)| (key(&o.name).concat(), i)).collect();
        Self { origins, known: BTreeMap::new(), by_name, fuller: fuller(entities) }
    }

    /// The origin of a sentence that credits this entity.
    pub fn credit(&mut self, entity: usize, entities: &[LinkedEntity]) -> usize {
        let entity = self.fuller.get(&entity).copied().unwrap_or(entity);
        let linked = &entities[entity];
        if let Some(origin) = self.known.get(&entity) {
            return *origin;
        }
        let names = std::iter::once(&linked.name).chain(&linked.aliases);
        let same = names.filter_map(|n| self.by_name.get(&key(n).concat())).next().copied();
        let origin = same.unwrap_or_else(|| {
            let kind = match linked.kind {
                EntityKind::Person => OriginKind::Person,
                EntityKind::Organization | EntityKind::Location | EntityKind::Facility => OriginKind::Official,
                _ => OriginKind::Unknown,
            };
            self.origins.push(Origin { name: linked.name.clone(), kind, documents: Vec::new() });
            self.origins.len() - 1
        });
        // Bodies that are told by a description alone are an entity on each page; under one name they count once.
        self.by_name.entry(key(&linked.name).concat()).or_insert(origin);
        self.known.insert(entity, origin);
        origin
    }
}

/// Bodies that are told with and without the name before theirs: "the coast guard" where only one coast guard is named. Two entities may
/// stay apart for less, but nothing counts twice for it.
fn fuller(entities: &[LinkedEntity]) -> BTreeMap<usize, usize> {
    let words: Vec<Vec<String>> =
        entities.iter().map(|e| if e.kind == EntityKind::Organization { key(&e.name) } else { Vec::new() }).collect();
    let mut longer: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (e, name) in words.iter().enumerate().filter(|(_, name)| name.len() > 2) {
        longer.entry(name[1..].concat()).or_default().push(e);
    }
    let short = words.iter().enumerate().filter(|(_, name)| name.len() == 2);
    short
        .filter_map(|(e, name)| match longer.get(&name.concat())?.as_slice() {
            [one] => Some((e, *one)),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{can_be, fuller};
    use crate::LinkedEntity;
    use crate::entity::EntityKind::{self, Organization, Other, Person};

    fn entity(name: &str, kind: EntityKind, named: bool) -> LinkedEntity {
        let (aliases, titles, mentions, beside) = Default::default();
        LinkedEntity {
            kind,
            name: name.into(),
            named,
            aliases,
            titles,
            place: None,
            mentions,
            beside,
            reasons: Vec::new(),
        }
    }

    #[test]
    fn those_who_only_hear_or_pass_on_are_no_origin() {
        for (name, kind) in
            [("reporters", Person), ("his translator", Person), ("both sides", Organization), ("a ferry", Other)]
        {
            assert!(!can_be(&entity(name, kind, false)), "{name}");
        }
        for (name, kind) in
            [("two passengers", Person), ("anonymous government sources", Other), ("the harbour office", Organization)]
        {
            assert!(can_be(&entity(name, kind, false)), "{name}");
        }
        for (name, kind) in
            [("Morning Post", Other), ("United Nations", Organization), ("All Velsk Radio", Organization)]
        {
            assert!(can_be(&entity(name, kind, true)), "{name}");
        }
    }

    #[test]
    fn a_body_counts_once_with_and_without_its_country() {
        let all =
            ["coast guard", "Solvang coast guard", "harbour office", "Velsk harbour office", "Kesselby harbour office"];
        let entities: Vec<LinkedEntity> = all.iter().map(|n| entity(n, Organization, true)).collect();
        assert_eq!(fuller(&entities).into_iter().collect::<Vec<_>>(), [(0, 1)]);
    }
}
