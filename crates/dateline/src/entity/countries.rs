//! Countries: their rows in the table of places, and the words for their people and things.
//!
//! In: a word or phrase as a page writes it, or a code. Out: ISO 3166-1 codes and rows of the [gazetteer](super::gazetteer).

use std::collections::HashMap;
use std::sync::LazyLock;

use super::gazetteer::{PlaceKind, PlaceRow, find, row};

static COUNTRIES: &str = include_str!("../../../../data/places/countries.txt");

/// Words for the people and things of a country ("Norwegian"), to the country's code.
static DEMONYMS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut map = HashMap::new();
    for line in COUNTRIES.lines().filter(|l| !l.starts_with('#')) {
        let mut f = line.split('|');
        if let (Some(code), Some(_), Some(words)) = (f.next(), f.next(), f.next()) {
            for word in words.split(';').filter(|w| !w.is_empty()) {
                map.insert(word.to_owned(), code);
                map.insert(format!("{word}s"), code);
            }
        }
    }
    map
});

/// The country code of a word for its people and things; exact spelling.
pub(crate) fn demonym(word: &str) -> Option<&'static str> {
    DEMONYMS.get(word).copied()
}

/// The code of the country that a name or the adjective made of it stands for: `NO` for "Norway" and "Norwegian".
pub(crate) fn nation(name: &str) -> Option<&'static str> {
    demonym(name).or_else(|| country_named(name).map(|row| row.country))
}

/// The usual word for the people and things of a country: "Norwegian".
pub(crate) fn adjective(code: &str) -> Option<&'static str> {
    let line = COUNTRIES.lines().find(|l| l.strip_prefix(code).is_some_and(|l| l.starts_with('|')))?;
    line.split('|').nth(2)?.split(';').next().filter(|w| !w.is_empty())
}

/// The country that a phrase speaks of: "Norland's minister", "the Norlandic leader".
pub(crate) fn country_in(words: &str) -> Option<&'static str> {
    let bare = |w| str::trim_end_matches(str::trim_end_matches(w, "'s"), "’s");
    let words: Vec<&str> = words.split([' ', '-']).map(bare).collect();
    let two = words.windows(2).find_map(|w| nation(&w.join(" ")));
    two.or_else(|| words.iter().find_map(|w| nation(w)))
}

/// The country of a code.
pub(crate) fn country(code: &str) -> Option<PlaceRow> {
    static BY_CODE: LazyLock<HashMap<&'static str, usize>> = LazyLock::new(|| {
        (0..)
            .map_while(|i| row(i, true).filter(|r| r.kind == PlaceKind::Country))
            .map(|r| (r.country, r.index))
            .collect()
    });
    row(*BY_CODE.get(code)?, true)
}

/// The country that bears exactly this name, in any of its spellings. Capitals matter for initialisms: "US" is one, "us" is none.
pub(crate) fn country_named(name: &str) -> Option<PlaceRow> {
    if !name.starts_with(|c: char| c.is_uppercase()) && name != "the States" {
        return None;
    }
    if name.len() <= 3 && name.chars().any(char::is_lowercase) {
        return None;
    }
    find(name).into_iter().find(|r| r.kind == PlaceKind::Country)
}
