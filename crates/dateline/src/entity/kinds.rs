//! What a name is the name of: a person, a place, an organisation.
//!
//! In: the names of a page as recognised. Out: the same with one type for all mentions of one string, by lists, by the last word, by the
//! recogniser's votes over the page and by how the name is used: "off X", "the village of X" and "X harbour" speak for a place.

use std::collections::{BTreeMap, BTreeSet};

use super::EntityKind;
use super::gazetteer;
use super::lexicon::{Classes, NAMES, listed};
use super::names::{NameMention, is_title_word};
use crate::language::{Form, Function, Parse, Pos};
use crate::lexicon::Flag;

/// The type that a list or the last word of a name gives it, and whether that beats the recogniser everywhere.
fn by_word_list(name: &str) -> Option<(EntityKind, bool)> {
    let bare = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    if NAMES.organizations.contains(bare) || NAMES.organizations.contains(name) {
        return Some((EntityKind::Organization, true));
    }
    if NAMES.locations.contains(bare) || gazetteer::country_named(bare).is_some() {
        return Some((EntityKind::Location, true));
    }
    if NAMES.others.contains(bare) {
        return Some((EntityKind::Other, true));
    }
    if bare.rsplit_once(' ').is_some_and(|(_, last)| Flag::RegionNoun.has(last)) {
        return Some((EntityKind::Location, true));
    }
    let mut words = bare.split(' ');
    let (first, last) = (words.next()?, words.next_back()?);
    // "Bank of X", "University of Y": the first word tells.
    let telling =
        if bare.contains(" of ") || matches!(first, "Lake" | "Mount" | "Fort" | "Port") { first } else { last };
    let lists = [
        (&NAMES.organization_words, EntityKind::Organization),
        (&NAMES.facility_words, EntityKind::Facility),
        (&NAMES.location_words, EntityKind::Location),
        (&NAMES.event_words, EntityKind::Event),
    ];
    lists.iter().find(|(l, _)| l.contains(telling)).map(|(_, kind)| (*kind, false))
}

/// Gives all mentions of one string one type: by list, else by majority, else by the last word.
pub(super) fn settle_kinds(text: &str, parse: &Parse, found: &mut [NameMention]) {
    let mut votes: BTreeMap<String, [usize; 7]> = BTreeMap::new();
    // "X" where the page has "X Islands".
    let sites: BTreeSet<String> = found
        .iter()
        .filter(|n| {
            n.kind == EntityKind::Location
                || n.text.rsplit(' ').next().is_some_and(|w| NAMES.location_words.contains(w))
        })
        .filter_map(|n| n.text.rsplit_once(' ').filter(|(_, last)| NAMES.location_words.contains(*last)))
        .map(|(front, _)| front.to_lowercase())
        .collect();
    let key = |n: &NameMention| n.text.trim_start_matches("the ").trim_start_matches("The ").to_lowercase();
    for (i, n) in found.iter().enumerate() {
        if n.recognised {
            votes.entry(key(n)).or_default()[n.kind as usize] += 2;
        }
        if n.kind != EntityKind::Event {
            votes.entry(key(n)).or_default()[EntityKind::Location as usize] += like_place(text, parse, found, i);
        }
        // "The carmaker Brinex": what stands before a single word says what it is.
        let before = n.tokens.start.checked_sub(1).map(|t| &parse.tokens[t]);
        let noun = before.filter(|t| t.form() == Form::Singular).map_or_else(Classes::default, |t| listed(&t.lemma));
        if n.tokens.len() == 1 && noun.any(Classes::GROUP) && !noun.any(Classes::PERSON) {
            votes.entry(key(n)).or_default()[EntityKind::Organization as usize] += 10;
        }
        // "The governor of Tarn".
        let of = before.filter(|t| &*t.lemma == "of").map(|t| &parse.tokens[t.head]);
        if n.tokens.len() == 1 && of.is_some_and(|t| Flag::GovernsPlace.has(&t.lemma.to_lowercase())) {
            votes.entry(key(n)).or_default()[EntityKind::Location as usize] += 4;
        }
        if n.kind == EntityKind::Other && sites.contains(&key(n)) {
            votes.entry(key(n)).or_default()[EntityKind::Location as usize] += 3;
        }
        // "the ferry Northern Star", "MV Northern Star", "the Northern Star": ships bear the names of people and places.
        let head = &parse.tokens[n.head];
        let noun = |t: usize| Flag::Vessel.has(&parse.tokens[t].lemma);
        let beside = parse.children(n.head).any(|c| c + 1 == n.tokens.start && noun(c))
            || head.is(Function::Apposition) && noun(head.head)
            || n.tokens.start.checked_sub(1).is_some_and(noun)
                && parse.tokens[n.tokens.start - 1].form() == Form::Singular;
        let prefix = NAMES.ship_prefixes.contains(n.text.split(' ').next().unwrap_or_default()) && n.text.contains(' ');
        if beside || prefix {
            votes.entry(bare_ship(&key(n))).or_default()[EntityKind::Product as usize] += 6;
        }
        let article = n.tokens.start.checked_sub(1).is_some_and(|t| &*parse.tokens[t].lemma == "the");
        if article && n.kind == EntityKind::Person && n.text.contains(' ') && !n.text.ends_with('s') {
            votes.entry(key(n)).or_default()[EntityKind::Product as usize] += 3;
        }
    }
    // The recogniser is surer of a full name than of a surname: it votes for its last word.
    let surnames: BTreeMap<String, usize> = found
        .iter()
        .filter(|n| n.kind == EntityKind::Person && n.recognised && n.text.contains(' '))
        .filter_map(|n| Some((n.text.rsplit(' ').next()?.to_lowercase(), 3)))
        .fold(BTreeMap::new(), |mut m, (k, v)| {
            *m.entry(k).or_default() += v;
            m
        });
    for n in found.iter_mut() {
        if let Some(code) = n.demonym {
            // "Norwegian" tells the country; "Norwegians" are people.
            let people = parse.tokens[n.head].form() == Form::Names || parse.tokens[n.head].form() == Form::Plural;
            n.kind =
                if people || gazetteer::country(code).is_none() { EntityKind::Other } else { EntityKind::Location };
            continue;
        }
        let word = by_word_list(&n.text);
        if let Some((kind, true)) = word {
            n.kind = kind;
            continue;
        }
        let mut tally = votes.get(&bare_ship(&key(n))).copied().unwrap_or_default();
        if let Some(v) = surnames.get(&key(n)) {
            tally[EntityKind::Person as usize] += v;
        } else if !n.text.contains(' ') && tally[EntityKind::Location as usize] > 0 {
            // Nobody of that name is named in full: the recogniser is less sure than it seems.
            tally[EntityKind::Person as usize] /= 2;
        }
        if let Some((kind, _)) = word {
            tally[kind as usize] += 3;
        }
        let titled = parse
            .children(n.head)
            .any(|c| c + 1 == n.tokens.start && is_title_word(&parse.tokens[c].lemma.to_lowercase()));
        if titled && n.kind == EntityKind::Person {
            tally[EntityKind::Person as usize] += 2;
        }
        // Nobody's name has figures in it: "Norline 20 Comet" is a product.
        if n.text.chars().any(|c| c.is_ascii_digit()) && tally[EntityKind::Person as usize] > 0 {
            let people = std::mem::take(&mut tally[EntityKind::Person as usize]);
            tally[EntityKind::Product as usize] += people;
        }
        let best = tally.iter().enumerate().max_by_key(|(i, v)| (**v, usize::from(*i == n.kind as usize), 7 - i));
        if let Some((i, v)) = best
            && *v > 0
        {
            n.kind = KINDS[i];
        } else if !n.recognised && !n.text.contains(' ') {
            let places = gazetteer::find(&n.text);
            if places.iter().any(|p| p.main && p.people >= 100_000) && parse.tokens[n.head].is(Function::Complement) {
                n.kind = EntityKind::Location;
            }
        }
    }
}

/// How strongly a mention is used as names of places are: "in X", "off X", "the village of X", "X harbour", "X, Norland", "X (Agency) —".
fn like_place(text: &str, parse: &Parse, found: &[NameMention], at: usize) -> usize {
    let n = &found[at];
    let t = &parse.tokens[n.head];
    let listed_place = |noun: usize| {
        parse.tokens[noun].pos == Pos::Noun
            && listed(&parse.tokens[noun].lemma).any(Classes::PLACE.or(Classes::FACILITY))
    };
    let single = !n.text.contains(' ');
    let saint = n.text.split_once(' ').is_some_and(|(first, rest)| NAMES.saints.contains(first) && !rest.contains(' '));
    // A name that the recogniser holds to be an organisation's stands behind these prepositions too: "at Acme", "on Acme's site".
    let unsure = matches!(n.kind, EntityKind::Person | EntityKind::Other | EntityKind::Location | EntityKind::Product);
    let mut votes = 0;
    if before_place_noun(parse, n) {
        votes += 3;
    }
    if t.is(Function::Complement) {
        let preposition = &parse.tokens[t.head];
        let owns = parse.tokens.get(n.tokens.end).is_some_and(|o| o.form() == Form::PossessiveMark);
        votes += match &*preposition.lemma {
            _ if owns => 0,
            "in" | "near" | "outside" if saint && n.kind == EntityKind::Person => 5,
            "in" | "near" | "outside" => 1,
            "off" if single && unsure => 3,
            "on" | "across" | "into" | "through" | "around" | "toward" | "towards"
                if single && n.kind == EntityKind::Person =>
            {
                2
            }
            "to" | "from" | "for" | "at" | "via"
                if unsure && Flag::Motion.has(&parse.tokens[preposition.head].lemma) =>
            {
                2
            }
            "of" if has_of(&parse.tokens[preposition.head].lemma) => 4,
            "of" if matches!(&*parse.tokens[preposition.head].lemma, "south" | "north" | "east" | "west") && unsure => {
                2
            }
            "of" if listed_place(preposition.head) && single && n.kind == EntityKind::Person => 2,
            _ => 0,
        };
        // "in X, Norland": with a place that is known behind the comma.
        let next =
            found.get(at + 1).filter(|o| o.tokens.start == n.tokens.end + 1 && parse.text(n.tokens.end, text) == ",");
        let holds = |o: &&NameMention| o.kind == EntityKind::Location && !gazetteer::find_exact(&o.text).is_empty();
        if matches!(&*preposition.lemma, "in" | "near" | "at" | "to" | "from" | "off" | "of")
            && next.is_some_and(|o| holds(&o))
        {
            votes += 2;
        }
    }
    let object = t.is(Function::Object) && single && matches!(&*parse.tokens[t.head].lemma, "reach" | "leave");
    if object && n.kind == EntityKind::Other {
        votes += 1;
    }
    if matches!(t.function(), Function::Compound | Function::NounModifier)
        && t.head == n.tokens.end
        && listed_place(t.head)
        && single
        && n.kind == EntityKind::Person
    {
        votes += 2;
    }
    if matches!(t.function(), Function::Compound | Function::NounModifier)
        && single
        && t.head == n.tokens.end
        && Flag::SiteNoun.has(&parse.tokens[t.head].lemma)
    {
        votes += 3;
    }
    votes
}

/// Whether only a place has such a thing, or is one: "the village of X", "the harbour of X".
fn has_of(noun: &str) -> bool {
    Flag::PlaceType.has(noun) || Flag::PlacePart.has(noun)
}

/// A name of a ship without what stands before it.
fn bare_ship(key: &str) -> String {
    match key.split_once(' ') {
        Some((front, rest)) if NAMES.ship_prefixes.contains(&front.to_uppercase()) => rest.to_owned(),
        _ => key.to_owned(),
    }
}

/// "the Northport area": the noun tells that the name is a place's.
pub(crate) fn before_place_noun(parse: &Parse, n: &NameMention) -> bool {
    let t = &parse.tokens[n.head];
    n.kind != EntityKind::Person
        && matches!(t.function(), Function::Compound | Function::NounModifier)
        && t.head == n.tokens.end
        && parse.tokens[t.head].pos == Pos::Noun
        && Flag::AreaNoun.has(&parse.tokens[t.head].lemma)
}

const KINDS: [EntityKind; 7] = [
    EntityKind::Person,
    EntityKind::Organization,
    EntityKind::Location,
    EntityKind::Facility,
    EntityKind::Product,
    EntityKind::Event,
    EntityKind::Other,
];
