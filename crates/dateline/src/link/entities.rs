//! One entity for each person, place and organisation of the pile, whatever page names it and however it is spelt.
//!
//! In: the entities of every page and the story of every page. Out: [`LinkedEntity`]s and the way from the pages' own entities to them.
//!
//! Names are joined when they are equal but for hyphens, accents, dots and articles; when one of two full names holds the other; and when
//! two full names differ by one letter of transliteration in one word. A surname alone joins the one person of the story who bears it,
//! and stays alone where two do: two persons in one entity do more harm than one person in two.

use std::collections::{BTreeMap, BTreeSet};

use super::collect::collect;
use super::kin;
pub(crate) use super::names::{key, one_person};
use super::sets::{Joins, Why};
use crate::entity::EntityKind;
use crate::{Analysis, LinkedEntity};
use crate::{EntityId, IndexVec, Local, LocalEntity, PageId, StoryId};

/// Linked entities and, for every page, the linked entity of each of its own.
pub(crate) struct Entities {
    pub linked: IndexVec<EntityId, LinkedEntity>,
    pub of: IndexVec<PageId, IndexVec<LocalEntity, EntityId>>,
}

/// What kinds of entity may be one: recognisers waver between organisations, places and buildings, never between those and people.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Family {
    Person,
    Body,
    Thing,
}

fn family(kind: EntityKind) -> Family {
    match kind {
        EntityKind::Person => Family::Person,
        EntityKind::Organization | EntityKind::Location | EntityKind::Facility => Family::Body,
        EntityKind::Product | EntityKind::Event | EntityKind::Other => Family::Thing,
    }
}

/// How far a name reaches.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Scope {
    /// Whoever bears it in the pile is one.
    Pile,
    /// Whoever bears it in this story is one.
    Story(StoryId),
    /// It is this node's alone.
    Own(usize),
}

/// A name as the pile has it: all pages' entities of that name and family. A surname alone is a node of its own in every story.
struct Node {
    words: Vec<String>,
    family: Family,
    /// Points of the map, in thousandths of a degree, with the country; not those that are only of the place around.
    points: BTreeSet<(i64, i64, String)>,
    /// Full names that pages give as other names of this one.
    aliases: BTreeSet<Vec<String>>,
    /// Titles that pages give this one, and the stories they do it in.
    titles: BTreeSet<(StoryId, Vec<String>)>,
    /// Whether it is described by somebody else: "victims of the Berg", "Jan Smit's mother".
    related: bool,
    /// Whether it is named at all, and the story when it is not or only by a surname.
    home: Option<StoryId>,
}

/// Joins the entities of pages. `story` gives the group of pages that each page belongs to.
pub(crate) fn entities(pages: &IndexVec<PageId, &Analysis>, story: &IndexVec<PageId, StoryId>) -> Entities {
    let mut nodes: Vec<Node> = Vec::new();
    let mut known: BTreeMap<(Family, Vec<String>, Scope), usize> = BTreeMap::new();
    let families = vote(pages, story);
    let mut node_of: IndexVec<PageId, IndexVec<LocalEntity, usize>> = IndexVec::new();
    let bodies = bodies(pages, story);
    // Entities of pages under a name that stands for another's.
    let mut stand_ins: BTreeSet<Local<LocalEntity>> = BTreeSet::new();
    for (page, analysis) in pages.iter_enumerated() {
        let mut of = IndexVec::new();
        for (local, entity) in analysis.entities.iter_enumerated() {
            // "Moscow warned": the seat of the government, when the story names it; "the Faldor coast guard": the Faldor Islands.
            let seat = || {
                let of = bodies.organisations.get(&story[page])?;
                crate::entity::seats(analysis, entity).into_iter().map(key).find(|k| of.contains(k))
            };
            let whole = || {
                bodies
                    .islands
                    .get(&(story[page], name_key(entity)))
                    .filter(|_| {
                        matches!(entity.kind, EntityKind::Other | EntityKind::Location) && entity.place.is_none()
                    })
                    .cloned()
            };
            let instead = seat().or_else(whole);
            let stands = instead.is_some();
            stand_ins.extend(stands.then_some(Local::new(page, local)));
            let words = instead.unwrap_or_else(|| name_key(entity));
            let own = family(entity.kind);
            let family = families.get(&(story[page], words.clone())).copied().filter(|_| named(entity)).unwrap_or(own);
            let alone = family == Family::Person && words.len() == 1;
            let scope = if alone { Scope::Story(story[page]) } else { Scope::Pile };
            // Entities without a name ("the driver", "they") are the page's own.
            let scope = if words.is_empty() || !named(entity) { Scope::Own(nodes.len()) } else { scope };
            let node = *known.entry((family, words.clone(), scope)).or_insert_with(|| {
                nodes.push(Node {
                    words,
                    family,
                    points: BTreeSet::new(),
                    aliases: BTreeSet::new(),
                    titles: BTreeSet::new(),
                    related: !named(entity) && [" of ", "'s ", "’s "].iter().any(|w| entity.name.contains(w)),
                    home: (scope != Scope::Pile).then_some(story[page]),
                });
                nodes.len() - 1
            });
            nodes[node].titles.extend(entity.titles.iter().map(|t| (story[page], key(&t.title))));
            nodes[node].titles.extend(entity.beside.iter().filter_map(|b| Some((story[page], key(b.title.as_ref()?)))));
            nodes[node].points.extend(entity.place.as_ref().filter(|p| !p.inferred && !stands).map(|p| {
                let round = |degrees: f64| (degrees * 1000.0).round() as i64;
                (round(p.latitude), round(p.longitude), p.country.clone().unwrap_or_default())
            }));
            let aliases = entity.aliases.iter().map(|a| key(a)).filter(|a| a.len() > 1 || family == Family::Body);
            nodes[node].aliases.extend(aliases);
            of.push(node);
        }
        node_of.push(of);
    }
    let mut sets = Joins::new(nodes.len());
    join_bodies(&nodes, &mut sets);
    join_people(&nodes, &known, &mut sets);
    join_titles(&nodes, &mut sets);
    for (a, b, why) in kin::pairs(pages, story, &node_of) {
        sets.join(a, b, why);
    }
    collect(pages, &node_of, &mut sets, &stand_ins)
}

/// Names of a story that others can stand for.
struct Bodies {
    organisations: BTreeMap<StoryId, BTreeSet<Vec<String>>>,
    /// The full name of "X Islands" and the like by "X".
    islands: BTreeMap<(StoryId, Vec<String>), Vec<String>>,
}

fn bodies(pages: &IndexVec<PageId, &Analysis>, story: &IndexVec<PageId, StoryId>) -> Bodies {
    let mut out = Bodies { organisations: BTreeMap::new(), islands: BTreeMap::new() };
    for (page, analysis) in pages.iter_enumerated() {
        for entity in analysis.entities.iter().filter(|e| e.is_named()) {
            let words = name_key(entity);
            if entity.kind == EntityKind::Organization {
                out.organisations.entry(story[page]).or_default().insert(words);
            } else if entity.kind == EntityKind::Location
                && words.len() > 1
                && entity.name.rsplit(' ').next().is_some_and(crate::entity::is_location_word)
            {
                out.islands.entry((story[page], words[..words.len() - 1].to_vec())).or_insert(words);
            }
        }
    }
    out
}

/// The words of an entity's name; of a ship's without "MV" and the like.
fn name_key(entity: &crate::entity::Entity) -> Vec<String> {
    let mut words = key(&entity.name);
    if entity.kind == EntityKind::Product && words.len() > 1 && crate::entity::is_ship_prefix(&words[0]) {
        words.remove(0);
    }
    words
}

/// What the pages of a story together hold a name to be, where they differ: a recogniser that knows a ship for a person on one page is
/// outvoted by the others.
fn vote(
    pages: &IndexVec<PageId, &Analysis>,
    story: &IndexVec<PageId, StoryId>,
) -> BTreeMap<(StoryId, Vec<String>), Family> {
    let mut votes: BTreeMap<(StoryId, Vec<String>), BTreeMap<Family, usize>> = BTreeMap::new();
    for (page, analysis) in pages.iter_enumerated() {
        for entity in analysis.entities.iter().filter(|e| named(e)) {
            let names = entity.mentions.iter().filter(|m| m.kind == crate::entity::MentionKind::Name).count();
            let tally = votes.entry((story[page], name_key(entity))).or_default();
            *tally.entry(family(entity.kind)).or_default() += names;
        }
    }
    let winner = |tally: BTreeMap<Family, usize>| {
        let best = tally.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|(f, _)| *f);
        best.filter(|_| tally.len() > 1)
    };
    votes.into_iter().filter_map(|(k, tally)| Some((k, winner(tally)?))).collect()
}

fn named(entity: &crate::entity::Entity) -> bool {
    let described = entity.kind == EntityKind::Person
        && entity.name.split_whitespace().any(|w| w.len() > 3 && w.starts_with(char::is_lowercase));
    // A zone of a country has a place and no name: "Norland's exclusive economic zone".
    let zone = entity.place.is_some();
    !described && (zone || entity.is_named()) && entity.name.chars().any(|c| c.is_uppercase() || c.is_numeric())
}

/// Organisations and places: the same point of the map, or one page that gives both names.
fn join_bodies(nodes: &[Node], sets: &mut Joins) {
    let mut by_place: BTreeMap<&(i64, i64, String), usize> = BTreeMap::new();
    let mut by_name: BTreeMap<(Family, &[String]), usize> = BTreeMap::new();
    for (i, node) in nodes.iter().enumerate().filter(|(_, n)| n.family != Family::Person && !n.words.is_empty()) {
        by_name.entry((node.family, &node.words)).or_insert(i);
        if let (1, Some(place)) = (node.points.len(), node.points.first()) {
            let first = *by_place.entry(place).or_insert(i);
            sets.join(first, i, Why::Point);
        }
    }
    for (i, node) in nodes.iter().enumerate().filter(|(_, n)| n.family == Family::Body) {
        for alias in &node.aliases {
            // A short form such as "Ministry" is given to many; a form of capitals or of two words names one.
            let initials: String = node.words.iter().filter_map(|w| w.chars().next()).collect();
            let telling = alias.len() > 1 || (alias[0].len() > 1 && initials.contains(alias[0].as_str()));
            if telling && let Some(other) = by_name.get(&(node.family, alias)) {
                sets.join(i, *other, Why::Given);
            }
        }
    }
}

/// People: full names that hold one another or differ by transliteration, then surnames within a story.
fn join_people(nodes: &[Node], known: &BTreeMap<(Family, Vec<String>, Scope), usize>, sets: &mut Joins) {
    let people = |n: &Node| n.family == Family::Person;
    let mut by_word: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    let mut by_sound: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for (i, node) in nodes.iter().enumerate().filter(|(_, n)| people(n) && n.words.len() > 1) {
        for word in &node.words {
            by_word.entry(word).or_default().push(i);
        }
        if let Some(last) = node.words.last() {
            by_sound.entry(crate::entity::sound(last)).or_default().push(i);
        }
        for alias in node.aliases.iter().filter(|a| a.len() > 1) {
            if let Some(other) = known.get(&(Family::Person, alias.clone(), Scope::Pile))
                && alias.iter().any(|w| node.words.contains(w))
            {
                sets.join(i, *other, Why::Given);
            }
        }
    }
    for bearers in by_word.values().chain(by_sound.values()) {
        // A first name that hundreds bear tells nothing; their other name brings the same people together.
        for (n, &a) in bearers.iter().enumerate().filter(|_| bearers.len() <= 200) {
            for &b in &bearers[n + 1..] {
                let (a_node, b_node) = (&nodes[a], &nodes[b]);
                if a_node.related == b_node.related && one_person(&a_node.words, &b_node.words) {
                    sets.join(a, b, Why::Spelling);
                }
            }
        }
    }
    for (i, node) in nodes.iter().enumerate().filter(|(_, n)| people(n) && n.words.len() == 1) {
        let bearers: BTreeSet<usize> = by_word
            .get(node.words[0].as_str())
            .into_iter()
            .flatten()
            .filter(|b| nodes[**b].words.first() == node.words.first() || nodes[**b].words.last() == node.words.last())
            .map(|b| sets.root(*b))
            .collect();
        if let (1, Some(bearer)) = (bearers.len(), bearers.first()) {
            sets.join(i, *bearer, Why::Surname);
        }
    }
}

/// "The Lundian president": a description in the words of a title joins the one person of the story who bears that title.
fn join_titles(nodes: &[Node], sets: &mut Joins) {
    let mut bearers: BTreeMap<(StoryId, &[String]), BTreeSet<usize>> = BTreeMap::new();
    for (i, node) in nodes.iter().enumerate().filter(|(_, n)| n.family == Family::Person) {
        for (story, title) in node.titles.iter().filter(|(_, t)| t.len() > 1) {
            bearers.entry((*story, title)).or_default().insert(sets.root(i));
        }
    }
    for (i, node) in nodes.iter().enumerate().filter(|(_, n)| n.family == Family::Person) {
        for (story, _) in node.home.iter().map(|h| (*h, ())) {
            if let Some(roots) = bearers.get(&(story, node.words.as_slice())) {
                let roots: BTreeSet<usize> = roots.iter().map(|r| sets.root(*r)).collect();
                if let (1, Some(bearer)) = (roots.len(), roots.first()) {
                    sets.join(i, *bearer, Why::Title);
                }
            }
        }
    }
}
