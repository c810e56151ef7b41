//! Names of a page: the recogniser's output, repaired.
//!
//! In: text and parse. Out: [`NameMention`]s in text order without overlap. Repairs: glued determiners, possessives and quotation
//! marks; a country word before a person's name; types by gazetteer, by the last word of the name and by majority over the page; and
//! capitalised words that the recogniser missed.

use std::collections::BTreeMap;
use std::ops::Range;

use super::EntityKind;
use super::gazetteer;
use super::lexicon::{Classes, NAMES, listed};
use super::name_ends::{drop_title_words, split, split_pairs, trim, widen};
use crate::language::{Dep, NameKind, Parse, Pos, Tag};

/// One mention of a name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NameMention {
    pub tokens: Range<usize>,
    /// Token that the rest of the name depends on.
    pub head: usize,
    pub kind: EntityKind,
    /// The name as written, straight apostrophes, single spaces.
    pub text: String,
    /// Code of the country when the name is a word for its people or things.
    pub demonym: Option<&'static str>,
    /// Found by the recogniser, not by capitals alone.
    pub recognised: bool,
}

/// The words of a token range as a name: straight apostrophes, single spaces.
pub(crate) fn surface(text: &str, parse: &Parse, tokens: Range<usize>) -> String {
    let raw = parse.span(tokens).of(text);
    // Cyrillic letters that look Latin get into Latin words by way of a wrong keyboard; the name is meant all the same.
    let latin = raw.chars().any(|c| c.is_ascii_alphabetic());
    let mut out = String::with_capacity(raw.len());
    for c in raw.chars() {
        match c {
            '’' | '‘' => out.push('\''),
            'А'..='я' if latin => out.push(look_alike(c)),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out
}

/// The Latin letter that a Cyrillic one looks like, or the letter itself.
fn look_alike(c: char) -> char {
    const CYRILLIC: &str = "АВЕКМНОРСТУХаеорсух";
    const LATIN: &str = "ABEKMHOPCTYXaeopcyx";
    CYRILLIC.chars().zip(LATIN.chars()).find(|(from, _)| *from == c).map_or(c, |(_, to)| to)
}

/// The token of a range whose head lies outside it; the last such, so that "the ministry of X" is headed by "ministry".
pub(crate) fn head_of(parse: &Parse, tokens: Range<usize>) -> usize {
    tokens
        .clone()
        .find(|t| {
            let head = parse.tokens[*t].head;
            (head == *t || !tokens.contains(&head)) && parse.tokens[*t].pos != Pos::Punct
        })
        .unwrap_or(tokens.end - 1)
}

fn kind_of(kind: NameKind) -> Option<EntityKind> {
    Some(match kind {
        NameKind::Person => EntityKind::Person,
        NameKind::Org => EntityKind::Organization,
        NameKind::Gpe | NameKind::Loc => EntityKind::Location,
        NameKind::Fac => EntityKind::Facility,
        NameKind::Product => EntityKind::Product,
        NameKind::Event => EntityKind::Event,
        NameKind::Norp | NameKind::WorkOfArt | NameKind::Law | NameKind::Language => EntityKind::Other,
        _ => return None,
    })
}

/// Whether a token is written as a part of a name.
pub(super) fn capitalised(text: &str, parse: &Parse, token: usize) -> bool {
    parse.text(token, text).starts_with(|c: char| c.is_uppercase())
}

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

/// Finds the names of a page.
pub(crate) fn names(text: &str, parse: &Parse) -> Vec<NameMention> {
    let mut found: Vec<NameMention> = Vec::new();
    for name in &parse.names {
        let Some(kind) = kind_of(name.kind) else { continue };
        let range = trim(text, parse, name.tokens.clone());
        if range.is_empty()
            || !range.clone().any(|t| parse.text(t, text).chars().any(|c| c.is_uppercase() || c.is_numeric()))
        {
            continue;
        }
        let range = widen(text, parse, range, kind, found.last().map_or(0, |n| n.tokens.end));
        for (tokens, kind) in split(text, parse, range, kind) {
            push(text, parse, &mut found, tokens, kind, true);
        }
    }
    found.extend(missed(text, parse, &found));
    found.sort_by_key(|n| n.tokens.start);
    drop_title_words(text, parse, &mut found);
    split_pairs(text, parse, &mut found);
    speakers(text, parse, &mut found);
    settle_kinds(parse, &mut found);
    super::surnames::recover(text, parse, &mut found);
    found.retain(|n| !NAMES.others.contains(n.text.as_str()));
    found
}

fn push(
    text: &str,
    parse: &Parse,
    to: &mut Vec<NameMention>,
    tokens: Range<usize>,
    kind: EntityKind,
    recognised: bool,
) {
    let name = surface(text, parse, tokens.clone());
    // An address or a handle is no name.
    if name.contains("://") || name.contains("www.") || name.starts_with('@') {
        return;
    }
    let demonym = if tokens.len() <= 2 { gazetteer::demonym(&name) } else { None };
    let head = head_of(parse, tokens.clone());
    to.push(NameMention { tokens, head, kind, text: name, demonym, recognised });
}

/// Groups of capitalised words that the recogniser left out.
fn missed(text: &str, parse: &Parse, found: &[NameMention]) -> Vec<NameMention> {
    let mut taken = vec![false; parse.tokens.len()];
    for n in found {
        taken[n.tokens.clone()].fill(true);
    }
    // What the recogniser holds to be a date, a sum or a number is none either.
    for n in parse.names.iter().filter(|n| kind_of(n.kind).is_none()) {
        taken[n.tokens.clone()].fill(true);
    }
    let mut out = Vec::new();
    let mut t = 0;
    while t < parse.tokens.len() {
        let fits = |i: usize| {
            let token = &parse.tokens[i];
            !taken[i] && token.pos == Pos::Propn && capitalised_inside(parse.text(i, text))
        };
        if !fits(t) {
            t += 1;
            continue;
        }
        let start = t;
        while t < parse.tokens.len() && fits(t) && parse.tokens[t].sentence == parse.tokens[start].sentence {
            t += 1;
        }
        let range = trim(text, parse, start..t);
        if range.is_empty() {
            continue;
        }
        let name = surface(text, parse, range.clone());
        let lemma = name.to_lowercase();
        // A title before a name, a weekday, a heading in capitals: all tagged as proper nouns.
        let title = range.clone().all(|i| is_title_word(&parse.text(i, text).to_lowercase()));
        // A common noun alone in capitals is a heading, a caption or an emphasis.
        let common = range.len() == 1 && !listed(&lemma).is_empty() && !NAMES.event_words.contains(&name);
        // "Neighbouring Norland said": a capital at the beginning of a sentence is no name.
        let first = parse.sentences.get(parse.tokens[range.start].sentence).is_some_and(|s| s.start == range.start);
        let modifier = first
            && range.len() == 1
            && matches!(parse.tokens[range.start].dep, Dep::Compound | Dep::Amod | Dep::Nmod)
            && (lemma.ends_with("ing") || lemma.ends_with("ed"));
        if title
            || modifier
            || common
            || listed(&lemma).any(Classes::TIME.or(Classes::MEASURE))
            || is_calendar(&name)
            || name.chars().count() < 2
        {
            continue;
        }
        let kind = if name.chars().any(|c| c.is_ascii_digit()) { EntityKind::Product } else { EntityKind::Other };
        push(text, parse, &mut out, range, kind, false);
    }
    out
}

/// Has a capital letter anywhere: "iPhone" is a name as well.
fn capitalised_inside(word: &str) -> bool {
    word.chars().any(char::is_uppercase)
}

/// Whether a lower-case word is a word of titles and offices, or a kind of person.
pub(crate) fn is_title_word(word: &str) -> bool {
    listed(word).any(Classes::PERSON)
        || matches!(
            word,
            "mr" | "mr."
                | "mrs"
                | "mrs."
                | "ms"
                | "ms."
                | "dr"
                | "dr."
                | "prof."
                | "sir"
                | "gen."
                | "col."
                | "lt."
                | "sgt."
                | "rep."
                | "sen."
                | "gov."
                | "rev."
                | "st."
                | "vice"
                | "deputy"
                | "foreign"
                | "defense"
                | "defence"
                | "prime"
                | "chief"
                | "secretary-general"
        )
}

/// Weekdays and months.
pub(crate) fn is_calendar(word: &str) -> bool {
    let word = word.strip_suffix('.').unwrap_or(word);
    const DAYS: [&str; 19] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    DAYS.contains(&word) || (word.len() >= 3 && word.len() <= 4 && DAYS.iter().any(|d| d.starts_with(word)))
}

/// Gives all mentions of one string one type: by list, else by majority, else by the last word.
fn settle_kinds(parse: &Parse, found: &mut [NameMention]) {
    let mut votes: BTreeMap<String, [usize; 7]> = BTreeMap::new();
    let key = |n: &NameMention| n.text.trim_start_matches("the ").trim_start_matches("The ").to_lowercase();
    for n in found.iter() {
        if n.recognised {
            votes.entry(key(n)).or_default()[n.kind as usize] += 2;
        }
        // "in X", "to X station": a place.
        let head = &parse.tokens[n.head];
        if head.dep == Dep::Pobj
            && matches!(&*parse.tokens[head.head].lemma, "in" | "near" | "outside")
            && n.kind != EntityKind::Event
        {
            votes.entry(key(n)).or_default()[EntityKind::Location as usize] += 1;
        }
        // "the ferry Northern Star", "MV Northern Star", "the Northern Star": ships bear the names of people and places.
        let noun = |t: usize| NAMES.vessels.contains(&*parse.tokens[t].lemma);
        let beside = parse.children(n.head).any(|c| c + 1 == n.tokens.start && noun(c))
            || head.dep == Dep::Appos && noun(head.head)
            || n.tokens.start.checked_sub(1).is_some_and(noun) && parse.tokens[n.tokens.start - 1].tag == Tag::Nn;
        let prefix = NAMES.ship_prefixes.contains(n.text.split(' ').next().unwrap_or_default()) && n.text.contains(' ');
        if beside || prefix {
            votes.entry(bare_ship(&key(n))).or_default()[EntityKind::Product as usize] += 6;
        }
        let article = n.tokens.start.checked_sub(1).is_some_and(|t| &*parse.tokens[t].lemma == "the");
        if article && n.kind == EntityKind::Person && n.text.contains(' ') && !n.text.ends_with('s') {
            votes.entry(key(n)).or_default()[EntityKind::Product as usize] += 3;
        }
        if !n.text.contains(' ') && n.kind == EntityKind::Person && of_place(parse, n) {
            votes.entry(key(n)).or_default()[EntityKind::Location as usize] += 2;
        }
        if before_place_noun(parse, n) {
            votes.entry(key(n)).or_default()[EntityKind::Location as usize] += 3;
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
            let people = parse.tokens[n.head].tag == Tag::Nnps || parse.tokens[n.head].tag == Tag::Nns;
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
            if places.iter().any(|p| p.main && p.people >= 100_000) && parse.tokens[n.head].dep == Dep::Pobj {
                n.kind = EntityKind::Location;
            }
        }
    }
}

/// "on X", "across X", "the harbour of X", "X harbour": used as places are.
fn of_place(parse: &Parse, n: &NameMention) -> bool {
    let t = &parse.tokens[n.head];
    let place = |noun: usize| {
        parse.tokens[noun].pos == Pos::Noun
            && listed(&parse.tokens[noun].lemma).any(Classes::PLACE.or(Classes::FACILITY))
    };
    match t.dep {
        Dep::Pobj => {
            let preposition = &parse.tokens[t.head];
            matches!(
                &*preposition.lemma,
                "on" | "off" | "across" | "into" | "through" | "around" | "toward" | "towards"
            ) || &*preposition.lemma == "of" && place(preposition.head)
        }
        Dep::Compound | Dep::Nmod => t.head == n.tokens.end && place(t.head),
        _ => false,
    }
}

/// A name of a ship without what stands before it.
fn bare_ship(key: &str) -> String {
    match key.split_once(' ') {
        Some((front, rest)) if NAMES.ship_prefixes.contains(&front.to_uppercase()) => rest.to_owned(),
        _ => key.to_owned(),
    }
}

/// Who speaks in a transcript: "VERA ORLOV:" or "ORLOV:" at the beginning of a line. A lone word has to be the name of a person of the page.
fn speakers(text: &str, parse: &Parse, found: &mut Vec<NameMention>) {
    let known: std::collections::BTreeSet<String> = found
        .iter()
        .filter(|n| n.kind == EntityKind::Person)
        .flat_map(|n| n.text.split(' ').map(str::to_lowercase))
        .collect();
    let capitals = |t: usize| {
        let w = parse.text(t, text);
        w.chars().count() >= 2 && w.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '\'' | '’' | '-'))
    };
    for colon in 1..parse.tokens.len() {
        if parse.text(colon, text) != ":" {
            continue;
        }
        let mut start = colon;
        while start > 0 && colon - start < 5 && (capitals(start - 1) || parse.text(start - 1, text) == "-") {
            start -= 1;
        }
        let line = text.get(..parse.tokens[start].span.start).unwrap_or_default();
        if start == colon || !(line.is_empty() || line.trim_end_matches([' ', '\t']).ends_with('\n')) {
            continue;
        }
        let word = |t: usize| parse.text(t, text).to_lowercase();
        let titled = start..start + (start..colon - 1).take_while(|t| is_title_word(&word(*t))).count();
        let name = titled.end..colon;
        let words: Vec<String> = name.clone().map(word).collect();
        let common = words
            .iter()
            .any(|w| !listed(w).is_empty() || matches!(w.as_str(), "the" | "of" | "and" | "for" | "q" | "a"));
        let person = words.iter().all(|w| known.contains(w) || w == "-")
            || words.len() > 1 && !common
            || !titled.is_empty() && !common;
        let text_of = surface(text, parse, name.clone());
        if !person || !gazetteer::find_exact(&text_of).is_empty() && !words.iter().all(|w| known.contains(w)) {
            continue;
        }
        found.retain(|n| n.tokens.end <= name.start || n.tokens.start >= name.end);
        let head = name.end - 1;
        found.push(NameMention {
            tokens: name,
            head,
            kind: EntityKind::Person,
            text: text_of,
            demonym: None,
            recognised: true,
        });
    }
    found.sort_by_key(|n| n.tokens.start);
}

/// "the Northport area": the noun tells that the name is a place's.
pub(crate) fn before_place_noun(parse: &Parse, n: &NameMention) -> bool {
    let t = &parse.tokens[n.head];
    n.kind != EntityKind::Person
        && matches!(t.dep, Dep::Compound | Dep::Nmod)
        && t.head == n.tokens.end
        && parse.tokens[t.head].pos == Pos::Noun
        && matches!(
            &*parse.tokens[t.head].lemma,
            "area" | "city" | "town" | "village" | "suburb" | "neighbourhood" | "neighborhood"
        )
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
