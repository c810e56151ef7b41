//! One entity for each person, place and organisation of the pile, whatever page names it and however it is spelt.
//!
//! In: the entities of every page and the story of every page. Out: [`LinkedEntity`]s and the way from the pages' own entities to them.
//!
//! Names are joined when they are equal but for hyphens, accents, dots and articles; when one of two full names holds the other; and when
//! two full names differ by one letter of transliteration in one word. A surname alone joins the one person of the story who bears it,
//! and stays alone where two do: two persons in one entity do more harm than one person in two.

use std::collections::{BTreeMap, BTreeSet};

use super::kin;
use crate::event::{EntityKind, Mention, Place};
use crate::{Analysis, Evidence, LinkedBeside, LinkedEntity, LinkedTitle};

/// Linked entities and, for every page, the linked entity of each of its own.
pub(crate) struct Entities {
    pub linked: Vec<LinkedEntity>,
    pub of: Vec<Vec<usize>>,
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

/// Words of a name in a form in which spellings of one name are equal.
pub(crate) fn key(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in name.chars() {
        match c {
            '.' => {}
            '\'' | '’' | '‘' | 'ʼ' => {
                if !word.is_empty() {
                    word.push('\'');
                }
            }
            c if c.is_alphanumeric() => word.extend(fold(c).to_lowercase()),
            _ => words.extend((!word.is_empty()).then(|| std::mem::take(&mut word))),
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    for word in &mut words {
        let plain = word.trim_end_matches("'s").trim_end_matches('\'').replace('\'', "");
        *word = plain;
    }
    words.retain(|w| !w.is_empty());
    if words.len() > 1 && words.first().is_some_and(|w| w == "the") {
        words.remove(0);
    }
    words
}

/// A Latin letter without its accent.
fn fold(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'Á' | 'À' | 'Â' | 'Ä' | 'Ã' | 'Å' | 'Ā' | 'Ă' | 'Ą' => 'A',
        'ç' | 'ć' | 'č' => 'c',
        'Ç' | 'Ć' | 'Č' => 'C',
        'ď' | 'đ' => 'd',
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' | 'ė' => 'e',
        'É' | 'È' | 'Ê' | 'Ë' | 'Ē' | 'Ę' | 'Ě' => 'E',
        'ğ' | 'ģ' => 'g',
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' | 'į' => 'i',
        'İ' | 'Í' | 'Î' => 'I',
        'ł' | 'ļ' | 'ľ' => 'l',
        'Ł' => 'L',
        'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' | 'ő' => 'o',
        'Ó' | 'Ò' | 'Ô' | 'Ö' | 'Õ' | 'Ø' | 'Ő' => 'O',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'Ś' | 'Š' | 'Ş' | 'Ș' => 'S',
        'ť' | 'ţ' | 'ț' => 't',
        'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' | 'ų' => 'u',
        'Ú' | 'Ù' | 'Û' | 'Ü' | 'Ū' => 'U',
        'ý' | 'ÿ' => 'y',
        'ž' | 'ź' | 'ż' => 'z',
        'Ž' | 'Ź' | 'Ż' => 'Z',
        other => other,
    }
}

/// Disjoint sets. The root of a set is its least member.
pub(crate) struct Sets(Vec<usize>);

impl Sets {
    pub(crate) fn new(n: usize) -> Self {
        Self((0..n).collect())
    }

    pub(crate) fn root(&mut self, mut i: usize) -> usize {
        while self.0[i] != i {
            self.0[i] = self.0[self.0[i]];
            i = self.0[i];
        }
        i
    }

    pub(crate) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
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
    titles: BTreeSet<(usize, Vec<String>)>,
    /// Whether it is described by somebody else: "victims of the Berg", "Jan Smit's mother".
    related: bool,
    /// Whether it is named at all, and the story when it is not or only by a surname.
    home: Option<usize>,
}

/// Joins the entities of pages. `story` gives the group of pages that each page belongs to.
pub(crate) fn entities(pages: &[&Analysis], story: &[usize]) -> Entities {
    let mut nodes: Vec<Node> = Vec::new();
    let mut known: BTreeMap<(Family, Vec<String>, usize), usize> = BTreeMap::new();
    let families = vote(pages, story);
    let mut node_of: Vec<Vec<usize>> = Vec::new();
    let seats = organisations(pages, story);
    let mut metonyms: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (page, analysis) in pages.iter().enumerate() {
        let mut of = Vec::new();
        for entity in &analysis.entities {
            // "Moscow warned": the seat of the government, when the story names it.
            let seat = seats
                .get(&story[page])
                .and_then(|s| crate::event::seats(analysis, entity).into_iter().map(key).find(|k| s.contains(k)));
            metonyms.extend(seat.is_some().then_some((page, of.len())));
            let stands = seat.is_some();
            let words = seat.unwrap_or_else(|| name_key(entity));
            let own = family(entity.kind);
            let family = families.get(&(story[page], words.clone())).copied().filter(|_| named(entity)).unwrap_or(own);
            let alone = family == Family::Person && words.len() == 1;
            let scope = if alone { story[page] + 1 } else { 0 };
            // Entities without a name ("the driver", "they") are the page's own.
            let scope = if words.is_empty() || !named(entity) { usize::MAX - nodes.len() } else { scope };
            let node = *known.entry((family, words.clone(), scope)).or_insert_with(|| {
                nodes.push(Node {
                    words,
                    family,
                    points: BTreeSet::new(),
                    aliases: BTreeSet::new(),
                    titles: BTreeSet::new(),
                    related: !named(entity) && [" of ", "'s ", "’s "].iter().any(|w| entity.name.contains(w)),
                    home: (scope != 0).then_some(story[page]),
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
    let mut sets = Sets::new(nodes.len());
    join_bodies(&nodes, &mut sets);
    join_people(&nodes, &known, &mut sets);
    join_titles(&nodes, &mut sets);
    for (a, b) in kin::pairs(pages, story, &node_of) {
        sets.join(a, b);
    }
    collect(pages, &node_of, &mut sets, &metonyms)
}

/// The names of the organisations of each story.
fn organisations(pages: &[&Analysis], story: &[usize]) -> BTreeMap<usize, BTreeSet<Vec<String>>> {
    let mut out: BTreeMap<usize, BTreeSet<Vec<String>>> = BTreeMap::new();
    for (page, analysis) in pages.iter().enumerate() {
        let bodies = analysis.entities.iter().filter(|e| e.kind == EntityKind::Organization && e.is_named());
        out.entry(story[page]).or_default().extend(bodies.map(name_key));
    }
    out
}

/// The words of an entity's name; of a ship's without "MV" and the like.
fn name_key(entity: &crate::event::Entity) -> Vec<String> {
    let mut words = key(&entity.name);
    if entity.kind == EntityKind::Product && words.len() > 1 && crate::event::is_ship_prefix(&words[0]) {
        words.remove(0);
    }
    words
}

/// What the pages of a story together hold a name to be, where they differ: a recogniser that knows a ship for a person on one page is
/// outvoted by the others.
fn vote(pages: &[&Analysis], story: &[usize]) -> BTreeMap<(usize, Vec<String>), Family> {
    let mut votes: BTreeMap<(usize, Vec<String>), BTreeMap<Family, usize>> = BTreeMap::new();
    for (page, analysis) in pages.iter().enumerate() {
        for entity in analysis.entities.iter().filter(|e| named(e)) {
            let names = entity.mentions.iter().filter(|m| m.kind == crate::event::MentionKind::Name).count();
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

fn named(entity: &crate::event::Entity) -> bool {
    let described = entity.kind == EntityKind::Person
        && entity.name.split_whitespace().any(|w| w.len() > 3 && w.starts_with(char::is_lowercase));
    // A zone of a country has a place and no name: "Norland's exclusive economic zone".
    let zone = entity.place.is_some();
    !described && (zone || entity.is_named()) && entity.name.chars().any(|c| c.is_uppercase() || c.is_numeric())
}

/// Organisations and places: the same point of the map, or one page that gives both names.
fn join_bodies(nodes: &[Node], sets: &mut Sets) {
    let mut by_place: BTreeMap<&(i64, i64, String), usize> = BTreeMap::new();
    let mut by_name: BTreeMap<(Family, &[String]), usize> = BTreeMap::new();
    for (i, node) in nodes.iter().enumerate().filter(|(_, n)| n.family != Family::Person && !n.words.is_empty()) {
        by_name.entry((node.family, &node.words)).or_insert(i);
        if let (1, Some(place)) = (node.points.len(), node.points.first()) {
            let first = *by_place.entry(place).or_insert(i);
            sets.join(first, i);
        }
    }
    for (i, node) in nodes.iter().enumerate().filter(|(_, n)| n.family == Family::Body) {
        for alias in &node.aliases {
            // A short form such as "Ministry" is given to many; a form of capitals or of two words names one.
            let initials: String = node.words.iter().filter_map(|w| w.chars().next()).collect();
            let telling = alias.len() > 1 || (alias[0].len() > 1 && initials.contains(alias[0].as_str()));
            if telling && let Some(other) = by_name.get(&(node.family, alias)) {
                sets.join(i, *other);
            }
        }
    }
}

/// People: full names that hold one another or differ by transliteration, then surnames within a story.
fn join_people(nodes: &[Node], known: &BTreeMap<(Family, Vec<String>, usize), usize>, sets: &mut Sets) {
    let people = |n: &Node| n.family == Family::Person;
    let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, node) in nodes.iter().enumerate().filter(|(_, n)| people(n) && n.words.len() > 1) {
        for word in &node.words {
            by_word.entry(word).or_default().push(i);
        }
        for alias in node.aliases.iter().filter(|a| a.len() > 1) {
            if let Some(other) = known.get(&(Family::Person, alias.clone(), 0))
                && alias.iter().any(|w| node.words.contains(w))
            {
                sets.join(i, *other);
            }
        }
    }
    for bearers in by_word.values() {
        // A first name that hundreds bear tells nothing; their other name brings the same people together.
        for (n, &a) in bearers.iter().enumerate().filter(|_| bearers.len() <= 200) {
            for &b in &bearers[n + 1..] {
                let (a_node, b_node) = (&nodes[a], &nodes[b]);
                if a_node.related == b_node.related && one_person(&a_node.words, &b_node.words) {
                    sets.join(a, b);
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
            sets.join(i, *bearer);
        }
    }
}

/// "The Lundian president": a description in the words of a title joins the one person of the story who bears that title.
fn join_titles(nodes: &[Node], sets: &mut Sets) {
    let mut bearers: BTreeMap<(usize, &[String]), BTreeSet<usize>> = BTreeMap::new();
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
                    sets.join(i, *bearer);
                }
            }
        }
    }
}

/// Whether two full names are of one person.
pub(crate) fn one_person(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < 2 {
        return false;
    }
    if short.len() == long.len() {
        let unequal: Vec<_> = short.iter().zip(long).filter(|(x, y)| x != y).collect();
        return match unequal.as_slice() {
            [] => true,
            [(x, y)] => transliterated(x, y) || initial(x, y),
            _ => false,
        };
    }
    // "Anna Berg" in "Anna Maria Berg": first and last agree and the rest is in order.
    let mut rest = long.iter();
    short.iter().all(|w| rest.any(|l| l == w || initial(w, l)))
        && (short.last() == long.last() || short.first() == long.first())
}

fn initial(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.chars().count() == 1 && long.starts_with(short)
}

/// Whether two words differ by one letter as transliterations do: an equal beginning, four letters or more, no digit.
fn transliterated(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if short.len() < 4 || long.len() - short.len() > 1 || short[0] != long[0] {
        return false;
    }
    let same = short.iter().zip(long.iter()).take_while(|(x, y)| x == y).count();
    let skip = long.len() - short.len();
    let tail_equal =
        short[same..].get(1 - skip.min(1)..).unwrap_or_default() == long.get(same + 1..).unwrap_or_default();
    // Endings carry gender and number ("Maria", "Marie"): they may differ only among the letters that one sound is written with.
    tail_equal && same >= 2 && long.get(same).is_some_and(|c| "aeiouyjhkcwvsz".contains(*c))
}

/// Makes the linked entities from the joined names.
fn collect(
    pages: &[&Analysis],
    node_of: &[Vec<usize>],
    sets: &mut Sets,
    metonyms: &BTreeSet<(usize, usize)>,
) -> Entities {
    let mut index: BTreeMap<usize, usize> = BTreeMap::new();
    let mut members: Vec<Vec<(usize, usize)>> = Vec::new();
    let of: Vec<Vec<usize>> = node_of
        .iter()
        .enumerate()
        .map(|(page, nodes)| {
            nodes
                .iter()
                .enumerate()
                .map(|(local, node)| {
                    let root = sets.root(*node);
                    let at = *index.entry(root).or_insert_with(|| {
                        members.push(Vec::new());
                        members.len() - 1
                    });
                    members[at].push((page, local));
                    at
                })
                .collect()
        })
        .collect();
    let linked = members.iter().map(|m| linked(pages, m, metonyms)).collect();
    Entities { linked, of }
}

fn linked(pages: &[&Analysis], members: &[(usize, usize)], metonyms: &BTreeSet<(usize, usize)>) -> LinkedEntity {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut kinds: BTreeMap<EntityKind, usize> = BTreeMap::new();
    let mut titles: Vec<LinkedTitle> = Vec::new();
    let mut mentions: Vec<Evidence> = Vec::new();
    let mut beside: Vec<LinkedBeside> = Vec::new();
    let mut place: Option<Place> = None;
    for &(page, local) in members {
        let entity = &pages[page].entities[local];
        let at = |m: &Mention| Evidence { document: page, span: m.span };
        if metonyms.contains(&(page, local)) {
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
        titles.extend(
            entity
                .titles
                .iter()
                .map(|t| LinkedTitle { title: t.title.clone(), at: Evidence { document: page, span: t.span } }),
        );
        mentions.extend(entity.mentions.iter().map(at));
        beside.extend(entity.beside.iter().map(|at| LinkedBeside { document: page, at: at.clone() }));
        // A point of its own before that of the place around.
        place = crate::event::join_places(place, entity.place.as_ref());
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
    let named = members.iter().any(|(page, local)| pages[*page].entities[*local].is_named());
    LinkedEntity { kind, name, named, aliases, titles, place, mentions, beside }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(a: &str, b: &str) -> bool {
        let (a, b) = (key(a), key(b));
        a == b || one_person(&a, &b)
    }

    #[test]
    fn spellings_of_one_person() {
        for (a, b) in [
            ("Pak Min-ho", "Pak Min Ho"),
            ("Sergei Orlov", "Sergey Orlov"),
            ("Anna Berg", "Anna Maria Berg"),
            ("J. Marlow", "John Marlow"),
            ("José Núñez", "Jose Nunez"),
        ] {
            assert!(one(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn two_persons() {
        for (a, b) in [
            ("Anna Berg", "Anna Bergman"),
            ("Anna Berg", "Hanna Berg"),
            ("Pak Min-ho", "Pak Min-su"),
            ("Ann Berg", "Jan Berg"),
        ] {
            assert!(!one(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn names_lose_articles_dots_and_possessives() {
        assert_eq!(key("the U.S."), ["us"]);
        assert_eq!(key("Orlov’s"), ["orlov"]);
    }
}
