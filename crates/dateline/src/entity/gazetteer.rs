//! The tables of places: countries, their regions and districts, towns and villages, from GeoNames; borders from Natural Earth; seas, ranges
//! and the like, of our own.
//!
//! In: a name as a page writes it. Out: the places that bear it. The files stay as text inside the program; names are found by
//! binary search in the sorted files, so that nothing is parsed before it is needed.

use std::collections::HashMap;
use std::sync::LazyLock;

pub(crate) use super::countries::{adjective, country, country_in, country_named, demonym};

static PLACES: &str = include_str!("../../../../data/places/places.tsv");
static NAMES: &str = include_str!("../../../../data/places/place_names.tsv");
static VILLAGES: &str = include_str!("../../../../data/places/villages.tsv");
static BORDERS: &str = include_str!("../../../../data/places/borders.tsv");
static FEATURES: &str = include_str!("../../../../data/places/features.txt");

/// What a row of the table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PlaceKind {
    /// A sea, a range, a zone: in no country, or in several.
    Feature,
    Country,
    Region,
    /// A county, district or municipality.
    District,
    Capital,
    Town,
    /// A place of less than 5,000 people.
    Village,
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlaceRow {
    /// Line in the table, counted on over all tables; its identity.
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

/// A row of the table by its line.
pub(super) fn row(index: usize, main: bool) -> Option<PlaceRow> {
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
    let exact = find_exact(name);
    if exact.is_empty() { find_adjective(name) } else { exact }
}

/// Those whose own name it is, or one of their other names.
pub(crate) fn find_exact(name: &str) -> Vec<PlaceRow> {
    find_folded(&fold(name))
}

/// Regions and districts that are called after a place, for the place itself.
pub(crate) fn find_adjective(name: &str) -> Vec<PlaceRow> {
    let key = fold(name);
    // Slavic adjectives: "Tverskoy", "Tversky Krai" for the region of Tver; and a district is called after its chief town.
    let (front, generic) = bare_region(&key);
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

/// A folded name of a region without the word that says so, and whether there was one: "upper oblast", "province of upper".
fn bare_region(key: &str) -> (&str, bool) {
    const WORDS: [&str; 22] = [
        "krai",
        "kray",
        "oblast",
        "okrug",
        "region",
        "territory",
        "province",
        "district",
        "republic",
        "governorate",
        "prefecture",
        "county",
        "state",
        "department",
        "voivodeship",
        "canton",
        "municipality",
        "division",
        "emirate",
        "raion",
        "rayon",
        "autonomous region",
    ];
    if let Some(front) = WORDS.iter().find_map(|w| key.strip_suffix(w)?.strip_suffix(' ')) {
        return (front, true);
    }
    let behind = |w: &str| key.strip_prefix(w)?.strip_prefix(" of ");
    WORDS.iter().find_map(|w| behind(w)).map_or((key, false), |rest| (rest, true))
}

/// The places under one key of the sorted file.
fn find_folded(key: &str) -> Vec<PlaceRow> {
    let Some(line) = lines_of(NAMES, key).next() else { return Vec::new() };
    let Some((_, rows)) = line.split_once('\t') else { return Vec::new() };
    rows.split(' ').filter_map(|r| row(r.trim_start_matches('*').parse().ok()?, r.starts_with('*'))).collect()
}

/// The lines of a sorted file whose first field is the key.
fn lines_of<'k>(file: &'static str, key: &'k str) -> impl Iterator<Item = &'static str> + use<'k> {
    // Binary search for the first line that is not before the key. Comments sort before all names ('#' is below letters and digits).
    let bytes = file.as_bytes();
    let line_start = |at: usize| bytes[..at].iter().rposition(|b| *b == b'\n').map_or(0, |p| p + 1);
    let (mut low, mut high) = (0, if key.len() < 2 { 0 } else { bytes.len() });
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
    let rest = if key.len() < 2 { "" } else { file.get(low..).unwrap_or_default() };
    rest.lines().take_while(move |line| line.split('\t').next() == Some(key))
}

/// Indices of villages and features follow those of the table.
const VILLAGE: usize = 1 << 24;
const FEATURE: usize = 1 << 26;

/// The villages of a name. They are many and small: only where the page speaks of their country can they be meant.
pub(crate) fn villages(name: &str) -> Vec<PlaceRow> {
    let key = fold(name);
    lines_of(VILLAGES, &key).filter_map(village).collect()
}

fn village(line: &'static str) -> Option<PlaceRow> {
    let mut f = line.split('\t');
    let name = f.next()?;
    Some(PlaceRow {
        index: VILLAGE + line.as_ptr() as usize - VILLAGES.as_ptr() as usize,
        kind: PlaceKind::Village,
        geonames: None,
        name,
        latitude: f.next()?.parse().ok()?,
        longitude: f.next()?.parse().ok()?,
        country: f.next()?,
        // A territory without regions has none to name.
        region: f.next().unwrap_or_default(),
        people: if f.next() == Some("+") { 1000 } else { 500 },
        main: true,
    })
}

/// Whether it is the point of a sea, a range or a part of a country.
pub(crate) fn is_feature(latitude: f64, longitude: f64) -> bool {
    FEATURE_ROWS.values().any(|f| point(f.latitude, f.longitude) == point(latitude, longitude))
}

/// The sea, range or zone of a name.
pub(crate) fn feature(name: &str) -> Option<PlaceRow> {
    FEATURE_ROWS.get(&fold(name)).cloned()
}

static FEATURE_ROWS: LazyLock<HashMap<String, PlaceRow>> = LazyLock::new(|| {
    let mut rows = HashMap::new();
    for (i, line) in FEATURES.lines().enumerate().filter(|(_, l)| !l.starts_with('#')) {
        let mut f = line.split('|');
        let (Some(names), Some(Ok(latitude)), Some(Ok(longitude))) =
            (f.next(), f.next().map(str::parse), f.next().map(str::parse))
        else {
            continue;
        };
        for name in names.split(';') {
            let row = PlaceRow {
                index: FEATURE + i,
                kind: PlaceKind::Feature,
                geonames: None,
                name: names.split(';').next().unwrap_or_default(),
                latitude,
                longitude,
                country: "",
                region: "",
                people: 0,
                main: true,
            };
            rows.insert(fold(name), row);
        }
    }
    rows
});

/// The rows of the tables by their points.
static AT: LazyLock<HashMap<(i64, i64), PlaceRow>> = LazyLock::new(|| {
    let mut at: HashMap<(i64, i64), PlaceRow> = HashMap::new();
    // The wider place first: a region that is one town has that town's point.
    let villages = VILLAGES.lines().filter(|l| !l.starts_with('#')).filter_map(village);
    for row in (0..ROWS.len()).filter_map(|i| row(i, true)).chain(villages) {
        at.entry(point(row.latitude, row.longitude)).or_insert(row);
    }
    at
});

/// The row whose point it is, in a country.
pub(crate) fn at(latitude: f64, longitude: f64, code: &str) -> Option<&'static PlaceRow> {
    AT.get(&point(latitude, longitude)).filter(|r| r.country == code)
}

/// The name of a region of a country.
pub(crate) fn region(code: &str, region: &str) -> Option<&'static str> {
    static REGIONS: LazyLock<HashMap<(&'static str, &'static str), &'static str>> = LazyLock::new(|| {
        let regions = (0..ROWS.len()).filter_map(|i| row(i, true)).filter(|r| r.kind == PlaceKind::Region);
        regions.map(|r| ((r.country, r.region), r.name)).collect()
    });
    REGIONS.get(&(code, region)).copied()
}

/// A stretch of the border of a region with another country.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Border {
    pub country: &'static str,
    pub region: &'static str,
    pub neighbour: &'static str,
    /// Of the middle.
    pub latitude: f64,
    pub longitude: f64,
    /// In kilometres.
    pub length: u32,
}

/// The borders of the regions of one country with another.
pub(crate) fn borders(country: &str, neighbour: &str) -> impl Iterator<Item = Border> {
    lines_of(BORDERS, country).filter_map(border).filter(move |b| b.neighbour == neighbour)
}

fn border(line: &'static str) -> Option<Border> {
    let mut f = line.split('\t');
    Some(Border {
        country: f.next()?,
        region: f.next()?,
        neighbour: f.next()?,
        latitude: f.next()?.parse().ok()?,
        longitude: f.next()?.parse().ok()?,
        length: f.next()?.parse().ok()?,
    })
}

/// A point in thousandths of a degree, as the tables round it.
fn point(latitude: f64, longitude: f64) -> (i64, i64) {
    ((latitude * 1000.0).round() as i64, (longitude * 1000.0).round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_is_a_row() {
        let lines = |file: &'static str| file.lines().filter(|l| !l.starts_with('#'));
        assert!((0..ROWS.len()).all(|i| row(i, true).is_some()) && ROWS.len() > 50_000);
        assert_eq!(lines(VILLAGES).filter(|l| village(l).is_none()).count(), 0);
        assert_eq!(lines(BORDERS).filter(|l| border(l).is_none()).count(), 0);
        let names = lines(FEATURES).map(|l| l.split('|').next().unwrap_or_default()).flat_map(|names| names.split(';'));
        assert_eq!(names.filter(|n| feature(n).is_none()).count(), 0);
        let known = |line: &str| {
            let (_, rows) = line.split_once('\t')?;
            rows.split(' ')
                .all(|r| r.trim_start_matches('*').parse().is_ok_and(|i: usize| i < ROWS.len()))
                .then_some(())
        };
        assert_eq!(lines(NAMES).filter(|l| known(l).is_none()).count(), 0);
    }

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
    fn seas_and_villages_have_tables_of_their_own() {
        assert_eq!(feature("Baltic Sea").map(|f| f.name), Some("Baltic Sea"));
        assert_eq!(feature("the Moon"), None);
        assert!(villages("Zermatt").iter().all(|v| v.country == "CH") || villages("Zermatt").is_empty());
    }

    #[test]
    fn regions_go_by_many_names() {
        for (name, of) in [
            ("Tver Oblast", "RU"),
            ("Tverskaya Oblast", "RU"),
            ("Tver region", "RU"),
            ("Province of Utrecht", "NL"),
            ("Bayern", "DE"),
        ] {
            let found = if find_exact(name).is_empty() { find_adjective(name) } else { find_exact(name) };
            assert!(found.iter().any(|r| r.kind == PlaceKind::Region && r.country == of), "{name}");
        }
    }

    #[test]
    fn borders_have_a_middle() {
        let short: Vec<Border> = borders("PT", "ES").collect();
        assert!(short.iter().all(|b| (36.5..42.5).contains(&b.latitude) && (-9.0..-6.0).contains(&b.longitude)));
        assert!(!short.is_empty());
        assert_eq!(borders("PT", "FR").count(), 0);
    }

    #[test]
    fn countries_have_other_names_and_demonyms() {
        assert_eq!(country_named("U.K.").map(|c| c.name), Some("United Kingdom"));
        assert_eq!(country_named("us"), None);
        assert_eq!(demonym("Norwegian"), Some("NO"));
        assert_eq!(country("PT").map(|c| c.name), Some("Portugal"));
    }
}
