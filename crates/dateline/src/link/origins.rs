//! What reports rest on, counted so that repetition adds nothing.
//!
//! In: pages, copies, lineage of sentences, attributions. Out: [`Origin`]s of pages, and of single sentences where they credit somebody.
//!
//! Pages of one outlet are one origin. So are a page and its copy, and pages that rest on one and the same agency alone. A page that
//! credits several agencies is its outlet's own compilation. A sentence that credits a source counts for that source, whoever prints it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::entities::{Sets, key};
use crate::event::EntityKind;
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
    let name = entity.name.to_lowercase();
    let last = name.rsplit(' ').next().unwrap_or_default();
    let of = |heading: &str, word: &str| WORDS.get(heading).is_some_and(|w| w.iter().any(|w| w == word));
    let ends = |heading: &str| of(heading, last) || of(heading, last.trim_end_matches('s'));
    let pair = WORDS.get("pairs").into_iter().flatten().any(|p| name.starts_with(&format!("{p} ")));
    let bare = !name.contains(' ') || entity.name == name || determined(&name);
    !(pair || ends("hearers") || of("pronouns", &name) || entity.kind == EntityKind::Other && bare && !ends("papers"))
}

/// Whether a name is a noun with its article: "a replacement ship".
fn determined(name: &str) -> bool {
    ["a ", "an ", "the ", "his ", "her ", "its ", "their ", "this ", "that "].iter().any(|d| name.starts_with(d))
}

/// Adds origins that only sentences credit, each once.
pub(crate) struct Credits {
    pub origins: Vec<Origin>,
    known: BTreeMap<usize, usize>,
    by_name: BTreeMap<String, usize>,
}

impl Credits {
    /// Starts with the origins of pages.
    pub fn new(origins: Vec<Origin>) -> Self {
        let by_name = origins.iter().enumerate().rev().map(|(i, o)| (key(&o.name).concat(), i)).collect();
        Self { origins, known: BTreeMap::new(), by_name }
    }

    /// The origin of a sentence that credits this entity.
    pub fn credit(&mut self, entity: usize, linked: &LinkedEntity) -> usize {
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
