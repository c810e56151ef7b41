//! The table of places: countries, their regions and districts, and towns of 5,000 people and more, from GeoNames.
//!
//! In: a name as a page writes it. Out: the places that bear it. The files stay as text inside the program; names are found by
//! binary search in the sorted file, so that nothing is parsed before it is needed.

use std::collections::HashMap;
use std::sync::LazyLock;

static PLACES: &str = include_str!("../../../../data/places/places.tsv");
static NAMES: &str = include_str!("../../../../data/places/place_names.tsv");
static COUNTRIES: &str = include_str!("../../../../data/places/countries.txt");

/// What a row of the table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PlaceKind {
    Country,
    Region,
    /// A county, district or municipality.
    District,
    Capital,
    Town,
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlaceRow {
    /// Line in the table; its identity.
    pub index: usize,
    pub kind: PlaceKind,
    /// GeoNames id, where the source has one.
    pub geonames: Option<u32>,
    pub name: &'static str,
    pub latitude: f64,
    pub longitude: f64,
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
    /// First-level region code within the country; empty for a country.
    pub region: &'static str,
    pub people: u64,
    /// Whether the name looked up is its main name.
    pub main: bool,
}

/// Byte offset of each line of the table, comments left out.
static ROWS: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let mut at = 0u32;
    let mut rows = Vec::with_capacity(75_000);
    for line in PLACES.split_inclusive('\n') {
        if !line.starts_with('#') {
            rows.push(at);
        }
        at += line.len() as u32;
    }
    rows
});

fn row(index: usize, main: bool) -> Option<PlaceRow> {
    let start = *ROWS.get(index)? as usize;
    let line = PLACES.get(start..)?.lines().next()?;
    let mut f = line.split('\t');
    let kind = match f.next()? {
        "C" => PlaceKind::Country,
        "A" => PlaceKind::Region,
        "B" => PlaceKind::District,
        "K" => PlaceKind::Capital,
        _ => PlaceKind::Town,
    };
    let geonames = f.next()?.parse().ok().filter(|i| *i != 0);
    let name = f.next()?;
    Some(PlaceRow {
        index,
        kind,
        geonames,
        name,
        latitude: f.next()?.parse().ok()?,
        longitude: f.next()?.parse().ok()?,
        country: f.next()?,
        region: f.next()?,
        people: f.next()?.parse().ok()?,
        main,
    })
}

/// Lower case without marks, dots and apostrophes, hyphens as spaces: the form of names in the table.
pub(crate) fn fold(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        let plain = match c {
            '.' | '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '\u{300}'..='\u{36f}' => continue,
            '-' | '‐' | '–' | '\u{a0}' => ' ',
            'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
            'ç' | 'ć' | 'č' => 'c',
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
            'ì'..='ï' | 'ī' | 'ı' => 'i',
            'ñ' | 'ń' | 'ň' => 'n',
            'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'ŏ' => 'o',
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
            'ý' | 'ÿ' => 'y',
            'š' | 'ś' | 'ş' | 'ș' => 's',
            'ž' | 'ź' | 'ż' => 'z',
            'ł' => 'l',
            'đ' => 'd',
            'ğ' => 'g',
            'ř' => 'r',
            'ť' | 'ț' => 't',
            'ß' => {
                out.push_str("ss");
                continue;
            }
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if plain != ' ' || !(out.is_empty() || out.ends_with(' ')) {
            out.push(plain);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// All places that bear a name, the largest first among those of one kind; `name` as the page writes it.
pub(crate) fn find(name: &str) -> Vec<PlaceRow> {
    let key = fold(name);
    let exact = find_folded(&key);
    if !exact.is_empty() {
        return exact;
    }
    // Slavic adjectives: "Tverskoy", "Tversky Krai" for the region of Tver; and a district is called after its chief town.
    let (front, generic) = match key.rsplit_once(' ') {
        Some((front, "krai" | "kray" | "oblast" | "region" | "territory" | "province" | "district")) => (front, true),
        _ => (key.as_str(), false),
    };
    let regions = |key: &str| -> Vec<PlaceRow> {
        find_folded(key).into_iter().filter(|p| matches!(p.kind, PlaceKind::Region | PlaceKind::District)).collect()
    };
    for ending in ["skiy", "sky", "ski", "skoy", "skaya", "skoye"] {
        if let Some(stem) = front.strip_suffix(ending).filter(|s| s.len() >= 4) {
            for with in ["", "sk", "ye", "ya", "a"] {
                let found = regions(&format!("{stem}{with}"));
                if !found.is_empty() {
                    return found;
                }
            }
        }
    }
    if generic { regions(front) } else { regions(&format!("{front}skiy")) }
}

/// The places under one key of the sorted file.
fn find_folded(key: &str) -> Vec<PlaceRow> {
    if key.len() < 2 {
        return Vec::new();
    }
    // Binary search for the first line that is not before the key. Comments sort before all names ('#' is below letters and digits).
    let bytes = NAMES.as_bytes();
    let line_start = |at: usize| bytes[..at].iter().rposition(|b| *b == b'\n').map_or(0, |p| p + 1);
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let start = line_start((low + high) / 2);
        let end = bytes[start..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |p| start + p);
        let word = bytes[start..end].split(|b| *b == b'\t').next().unwrap_or_default();
        if word < key.as_bytes() {
            low = end + 1;
        } else {
            high = start;
        }
    }
    let Some(line) = NAMES.get(low..).and_then(|rest| rest.lines().next()) else { return Vec::new() };
    let Some((word, rows)) = line.split_once('\t') else { return Vec::new() };
    if word != key {
        return Vec::new();
    }
    rows.split(' ').filter_map(|r| row(r.trim_start_matches('*').parse().ok()?, r.starts_with('*'))).collect()
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_finds_the_place() {
        for (name, country) in
            [("Lisbon", "PT"), ("Lisboa", "PT"), ("Málaga", "ES"), ("Stratford-upon-Avon", "GB"), ("U.S.", "US")]
        {
            assert!(find(name).iter().any(|r| r.country == country), "{name}");
        }
        assert!(find("Qwertyville").is_empty());
        assert!(find("").is_empty());
    }

    #[test]
    fn countries_have_other_names_and_demonyms() {
        assert_eq!(country_named("U.K.").map(|c| c.name), Some("United Kingdom"));
        assert_eq!(country_named("us"), None);
        assert_eq!(demonym("Norwegian"), Some("NO"));
        assert_eq!(country("PT").map(|c| c.name), Some("Portugal"));
    }
}
