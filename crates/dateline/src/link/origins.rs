//! What statements rest on, counted so that repetition adds nothing.
//!
//! In: pages with their outlets and agencies, copies, the words of single sentences, whom they credit. Out: [`Origin`]s, the one of every page,
//! and for the sentences of an event the origin each counts for.
//!
//! The origin of a statement is the source that it credits by name, else the agency that its page credits alone, else the publisher of the
//! outlet. It is looked for in the sentences of the event and nowhere else: outlets that once printed the same page are two, and a page
//! that is no part of it changes nothing. A source that is credited takes the place of its page's origin, it adds none: pages that are
//! copies of each other, or whose sentences are, vouch together for one origin, any other page for one of its own, so that an event
//! never has more origins than pages that are no copies. An officer or police without a name are nobody to count, but of their page.

use std::collections::{BTreeMap, BTreeSet};

use super::copies::{Whole, Wording, same_words};
use super::entities::key;
use super::sets::Sets;
use crate::entity::EntityKind;
use crate::event::{Event, Polarity};
use crate::lexicon::Flag;
use crate::page::{Page, agency_name, is_agency, publisher};
use crate::{Analysis, Evidence, LinkedEntity, Origin, OriginKind, Span};
use crate::{EntityId, IndexVec, OriginId, PageId};

/// Whether somebody whom a sentence credits can be where it comes from: somebody with a name, and not the interpreter. A capital at the
/// beginning of a sentence makes no name of "Police" or "Analysts".
pub(crate) fn can_be(entity: &LinkedEntity) -> bool {
    let names: Vec<&str> = entity.name.split_whitespace().collect();
    let of = |flag: Flag, word: &str| {
        let word = word.to_lowercase();
        flag.has(&word) || flag.has(word.trim_end_matches('s'))
    };
    let proper = |w: &&str| w.chars().any(char::is_uppercase) && !of(Flag::Unnamed, w);
    entity.named && names.iter().any(proper) && !names.last().is_some_and(|w| of(Flag::Hearer, w))
}

/// Whether a page gives an event as not so, by itself or by somebody who denies it.
pub(crate) fn denied(analysis: &Analysis, event: &Event) -> bool {
    let denies = |cue: Span| {
        let tokens = analysis.parse.tokens_in(cue).filter_map(|t| analysis.parse.tokens.get(t));
        tokens.into_iter().any(|t| Flag::Denies.has(&t.lemma))
    };
    event.polarity == Polarity::Negative || event.attribution.iter().filter_map(|a| a.cue).any(denies)
}

/// The origins of a pile.
pub(crate) struct Origins {
    list: IndexVec<OriginId, Origin>,
    by_name: BTreeMap<String, OriginId>,
    by_entity: BTreeMap<EntityId, OriginId>,
    /// For a body the one that has one word more before its name.
    fuller: BTreeMap<EntityId, EntityId>,
}

/// The agency that a page credits alone; one that credits several is its outlet's own compilation.
fn agency(page: &Page) -> Option<&str> {
    match page.agencies.as_slice() {
        [one] => Some(one),
        _ => page.outlet.as_deref().and_then(agency_name),
    }
}

impl Origins {
    /// The origins of pages as a whole, and the one of each.
    pub fn of_pages(
        pages: &IndexVec<PageId, &Analysis>,
        whole: &Whole,
        entities: &IndexVec<EntityId, LinkedEntity>,
    ) -> (Self, IndexVec<PageId, OriginId>) {
        let mut origins = Self {
            list: IndexVec::new(),
            by_name: BTreeMap::new(),
            by_entity: BTreeMap::new(),
            fuller: fuller(entities),
        };
        let mut of: IndexVec<PageId, OriginId> = IndexVec::new();
        for (i, analysis) in pages.iter_enumerated() {
            // A copy is of its original's agency, whichever of the two names it, else of the first page of the words.
            let copies = || pages.ids().filter(|j| *j != i && whole.copied(i, *j));
            let credited = agency(&analysis.page).or_else(|| copies().find_map(|j| agency(&pages[j].page)));
            let origin = match (credited, copies().find(|j| *j < i)) {
                (Some(agency), _) => origins.named(agency, OriginKind::Agency),
                (None, Some(first)) => of[first],
                (None, None) => origins.of_outlet(&analysis.page),
            };
            origins.list[origin].documents.push(i);
            of.push(origin);
        }
        (origins, of)
    }

    /// All of them, in the order in which they were found.
    pub fn list(self) -> IndexVec<OriginId, Origin> {
        self.list
    }

    /// The origin of a name.
    fn named(&mut self, name: &str, kind: OriginKind) -> OriginId {
        let (name, key) = match agency_name(name) {
            Some(agency) => (agency.to_owned(), publisher(agency).1),
            None if kind == OriginKind::Outlet => publisher(name),
            None => (name.to_owned(), key(name).concat()),
        };
        self.at(name, key, kind)
    }

    fn at(&mut self, name: String, key: String, kind: OriginKind) -> OriginId {
        let next = OriginId::new(self.list.len());
        let kind = if is_agency(&name) { OriginKind::Agency } else { kind };
        let origin = *self.by_name.entry(key).or_insert(next);
        if origin == next {
            self.list.push(Origin { name, kind, documents: Vec::new() });
        }
        origin
    }

    /// The publisher of a page, or the page itself where nothing says who published it.
    fn of_outlet(&mut self, page: &Page) -> OriginId {
        match page.outlet.as_deref().filter(|o| !publisher(o).1.is_empty()) {
            Some(outlet) => self.named(outlet, OriginKind::Outlet),
            None => self.at(page.id.clone(), format!("{}\n{}", page.id, page.path), OriginKind::Unknown),
        }
    }

    /// The origin that an entity is where a sentence credits it.
    fn of_entity(&mut self, entity: EntityId, entities: &IndexVec<EntityId, LinkedEntity>) -> OriginId {
        let entity = self.fuller.get(&entity).copied().unwrap_or(entity);
        if let Some(origin) = self.by_entity.get(&entity) {
            return *origin;
        }
        let linked = &entities[entity];
        let names = || std::iter::once(&linked.name).chain(&linked.aliases);
        let known =
            names().find_map(|n| self.by_name.get(&key(n).concat()).or_else(|| self.by_name.get(&publisher(n).1)));
        let kind = match linked.kind {
            EntityKind::Person => OriginKind::Person,
            EntityKind::Organization | EntityKind::Location | EntityKind::Facility => OriginKind::Official,
            _ => OriginKind::Unknown,
        };
        let origin = match (known, names().find(|n| is_agency(n))) {
            (Some(origin), _) => *origin,
            (None, Some(agency)) => self.named(agency, OriginKind::Agency),
            (None, None) => self.named(&linked.name, kind),
        };
        self.by_entity.insert(entity, origin);
        origin
    }
}

/// A sentence that tells of an event.
pub(crate) struct Statement {
    /// The sentence.
    pub at: Evidence,
    /// The entity that it credits, when that can be an origin.
    pub credited: Option<EntityId>,
}

/// What decides which statements of an event are of one origin.
pub(crate) struct Ledger<'a> {
    /// Pages in final order.
    pub pages: &'a IndexVec<PageId, &'a Page>,
    /// The words of single sentences.
    pub wording: &'a Wording,
    /// Copies of whole pages.
    pub whole: &'a Whole,
    /// Entities of the pile.
    pub entities: &'a IndexVec<EntityId, LinkedEntity>,
}

impl Ledger<'_> {
    /// The origin that each statement of one event counts for. How many different ones there are is how many the event has.
    pub fn count(&self, origins: &mut Origins, statements: &[Statement]) -> Vec<OriginId> {
        let groups = self.groups(statements);
        let credits: Vec<Option<OriginId>> =
            statements.iter().map(|s| s.credited.map(|e| origins.of_entity(e, self.entities))).collect();
        let mut all: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (i, group) in groups.iter().enumerate() {
            all.entry(*group).or_default().push(i);
        }
        // For every group the origins that it can vouch for.
        let choices: Vec<Vec<OriginId>> = all
            .values()
            .map(|members| {
                let mut named: Vec<OriginId> = members.iter().filter_map(|s| credits[*s]).collect();
                let pages = || members.iter().map(|s| self.pages[statements[*s].at.document]);
                if named.is_empty() {
                    named = pages().filter_map(agency).map(|a| origins.named(a, OriginKind::Agency)).collect();
                }
                if named.is_empty() {
                    named = pages().take(1).map(|p| origins.of_outlet(p)).collect();
                }
                named.sort_unstable();
                named.dedup();
                named
            })
            .collect();
        let vouched = vouch(&choices);
        let counted: BTreeSet<OriginId> = vouched.iter().copied().collect();
        let mut result = vec![OriginId::FIRST; statements.len()];
        for (members, origin) in all.values().zip(&vouched) {
            for s in members {
                result[*s] = credits[*s].filter(|c| counted.contains(c)).unwrap_or(*origin);
            }
        }
        result
    }

    /// The first statement of those that go together with each: of one page, of copies, or in the same words.
    fn groups(&self, statements: &[Statement]) -> Vec<usize> {
        let mut sets = Sets::new(statements.len());
        let grams: Vec<Vec<u64>> = statements.iter().map(|s| self.wording.grams(s.at.document, s.at.span)).collect();
        for (i, s) in statements.iter().enumerate() {
            for (j, t) in statements[..i].iter().enumerate() {
                let (a, b) = (s.at.document, t.at.document);
                if a == b || self.whole.copied(a, b) || same_words(&grams[i], &grams[j]) {
                    sets.join(i, j);
                }
            }
        }
        (0..statements.len()).map(|i| sets.root(i)).collect()
    }
}

/// Lets each group vouch for one of its origins so that as many different ones as possible are vouched for: a greatest matching of groups
/// and origins, by augmenting paths. A group that finds all of its own taken gets the first of them.
fn vouch(choices: &[Vec<OriginId>]) -> Vec<OriginId> {
    fn place(
        group: usize,
        choices: &[Vec<OriginId>],
        taken: &mut BTreeMap<OriginId, usize>,
        seen: &mut BTreeSet<OriginId>,
    ) -> bool {
        for origin in &choices[group] {
            if !seen.insert(*origin) {
                continue;
            }
            let holder = taken.get(origin).copied();
            if holder.is_none_or(|h| place(h, choices, taken, seen)) {
                taken.insert(*origin, group);
                return true;
            }
        }
        false
    }
    let mut taken: BTreeMap<OriginId, usize> = BTreeMap::new();
    for group in 0..choices.len() {
        place(group, choices, &mut taken, &mut BTreeSet::new());
    }
    let mut of: Vec<Option<OriginId>> = vec![None; choices.len()];
    for (origin, group) in taken {
        of[group] = Some(origin);
    }
    of.into_iter().zip(choices).map(|(o, all)| o.or(all.first().copied()).unwrap_or_default()).collect()
}

/// Bodies that are told with and without the name before theirs: "the coast guard" where only one coast guard is named. Two entities may
/// stay apart for less, but nothing counts twice for it.
fn fuller(entities: &IndexVec<EntityId, LinkedEntity>) -> BTreeMap<EntityId, EntityId> {
    let words: IndexVec<EntityId, Vec<String>> =
        entities.iter().map(|e| if e.kind == EntityKind::Organization { key(&e.name) } else { Vec::new() }).collect();
    let mut longer: BTreeMap<String, Vec<EntityId>> = BTreeMap::new();
    for (e, name) in words.iter_enumerated().filter(|(_, name)| name.len() > 2) {
        longer.entry(name[1..].concat()).or_default().push(e);
    }
    let short = words.iter_enumerated().filter(|(_, name)| name.len() == 2);
    short
        .filter_map(|(e, name)| match longer.get(&name.concat())?.as_slice() {
            [one] => Some((e, *one)),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{can_be, fuller, vouch};
    use crate::entity::EntityKind::{self, Organization, Other, Person};
    use crate::{EntityId, IndexVec, LinkedEntity, OriginId};

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
    fn those_without_a_name_are_no_origin() {
        for (name, kind, named) in [
            ("reporters", Person, false),
            ("two passengers", Person, false),
            ("Police", Organization, true),
            ("Officials", Person, true),
            ("the harbour office", Organization, false),
            ("Holt's Interpreter", Person, true),
        ] {
            assert!(!can_be(&entity(name, kind, named)), "{name}");
        }
        for (name, kind) in [
            ("Morning Post", Other),
            ("United Nations", Organization),
            ("All Velsk Radio", Organization),
            ("Jan Smit", Person),
            ("Velsk Police", Organization),
        ] {
            assert!(can_be(&entity(name, kind, true)), "{name}");
        }
    }

    #[test]
    fn a_group_vouches_for_one_origin_and_all_for_as_many_as_possible() {
        let count = |choices: &[&[usize]]| {
            let all: Vec<Vec<OriginId>> =
                choices.iter().map(|c| c.iter().map(|o| OriginId::new(*o)).collect()).collect();
            let of = vouch(&all);
            assert!(of.iter().zip(&all).all(|(o, c)| c.contains(o)));
            of.into_iter().collect::<BTreeSet<_>>().len()
        };
        assert_eq!(count(&[&[1, 2, 3]]), 1);
        assert_eq!(count(&[&[1, 2], &[1]]), 2);
        assert_eq!(count(&[&[1, 2], &[1], &[2]]), 2);
        assert_eq!(count(&[&[4], &[4], &[4]]), 1);
    }

    #[test]
    fn a_body_counts_once_with_and_without_its_country() {
        let all =
            ["coast guard", "Solvang coast guard", "harbour office", "Velsk harbour office", "Kesselby harbour office"];
        let entities: IndexVec<EntityId, LinkedEntity> = all.iter().map(|n| entity(n, Organization, true)).collect();
        assert_eq!(fuller(&entities).into_iter().collect::<Vec<_>>(), [(EntityId::new(0), EntityId::new(1))]);
    }
}
