//! Names of months and weekdays by language, from the Unicode CLDR (`data/page/calendar.tsv`), and the words of date lines.
//!
//! In: a word and the language it stands in, if that is known. Out: what it names. A word that two languages give to different months
//! names one only where the language is known.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use icu_normalizer::DecomposingNormalizerBorrowed;
use serde::Deserialize;

const TABLE: &str = include_str!("../../../../../data/page/calendar.tsv");

/// Which part of a date of numbers a language or a country writes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// 14/5/2024.
    Day,
    /// 5/14/2024.
    Month,
    /// 2024/5/14, which leaves open how the others are written there.
    Year,
}

#[derive(Default)]
struct Calendar {
    /// For each name, the languages with the number of the month, from 1.
    months: BTreeMap<String, Vec<(&'static str, i8)>>,
    /// The same of weekdays, Monday being 1.
    days: BTreeMap<String, Vec<(&'static str, i8)>>,
    /// Words that stand between the parts of a date.
    inside: BTreeSet<String>,
    /// By language, and by region in capitals.
    orders: BTreeMap<&'static str, Order>,
}

static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    let mut calendar = Calendar::default();
    for line in crate::data::lines(TABLE) {
        let mut fields = line.split('\t');
        let (Some(place), Some(order)) = (fields.next(), fields.next()) else { continue };
        let order = match order {
            "mdy" => Order::Month,
            "dmy" => Order::Day,
            _ => Order::Year,
        };
        calendar.orders.insert(place, order);
        for names in [&mut calendar.months, &mut calendar.days] {
            for (i, group) in fields.next().unwrap_or_default().split(';').enumerate() {
                for name in group.split(',').filter(|n| !n.is_empty()) {
                    names.entry(fold(name)).or_default().push((place, i as i8 + 1));
                }
            }
        }
        let inside = fields.next().unwrap_or_default().split(',').filter(|w| !w.is_empty());
        calendar.inside.extend(inside.map(fold));
    }
    // English and spoken forms that the table lacks.
    calendar.inside.extend(
        [
            "of", "the", "th", "st", "nd", "rd", "er", "e", "o", "a", "del", "do", "di", "da", "d", "den", "el", "le",
            "la",
        ]
        .map(fold),
    );
    calendar
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    published: Vec<String>,
    updated: Vec<String>,
    event: Vec<String>,
    around: BTreeSet<String>,
}

static DATE_WORDS: LazyLock<Words> =
    LazyLock::new(|| crate::data::table("page/dates.toml", include_str!("../../../../../data/page/dates.toml")));

/// Small letters without accents, so that capitals and careless spelling are the same word.
pub fn fold(word: &str) -> String {
    let normalizer = DecomposingNormalizerBorrowed::new_nfkd();
    let lower = word.to_lowercase();
    let mut out = String::with_capacity(lower.len());
    for c in normalizer.normalize(&lower).chars() {
        match c {
            '\u{300}'..='\u{36F}' => {}
            'ı' => out.push('i'),
            'ς' => out.push('σ'),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' => out.push('d'),
            c => out.push(c),
        }
    }
    // Precomposed Hangul is taken apart as well; put together again it is what people write.
    if out.chars().any(|c| ('\u{1100}'..='\u{11FF}').contains(&c)) {
        out = icu_normalizer::ComposingNormalizerBorrowed::new_nfc().normalize(&out).into_owned();
    }
    out
}

/// The month that a word names.
pub fn month(word: &str, language: Option<&str>) -> Option<i8> {
    let word = fold(word);
    lookup(&CALENDAR.months, &word, language).or_else(|| {
        // An ending of the case, or a prefix of Hebrew.
        let bare = word.strip_prefix('ב').map(str::to_string);
        let ends = (1..=2).filter_map(|n| {
            let keep = word.chars().count().checked_sub(n).filter(|k| *k >= 6)?;
            Some(word.chars().take(keep).collect::<String>())
        });
        bare.into_iter().chain(ends).find_map(|w| lookup(&CALENDAR.months, &w, language))
    })
}

/// The weekday that a word names, Monday being 1.
pub fn weekday(word: &str, language: Option<&str>) -> Option<i8> {
    lookup(&CALENDAR.days, &fold(word), language)
}

fn lookup(names: &BTreeMap<String, Vec<(&'static str, i8)>>, word: &str, language: Option<&str>) -> Option<i8> {
    let found = names.get(word)?;
    let of = |wanted: &str| found.iter().find(|(l, _)| *l == wanted).map(|(_, n)| *n);
    let first = found.first()?.1;
    language.and_then(of).or_else(|| of("en")).or_else(|| found.iter().all(|(_, n)| *n == first).then_some(first))
}

/// Whether a word can stand between day, month and year.
pub fn inside(word: &str) -> bool {
    CALENDAR.inside.contains(&fold(word))
}

/// Whether a word can stand in a date line beside the date.
pub fn around(word: &str) -> bool {
    let word = fold(word);
    let stem = |s: &String| word.starts_with(s.as_str()) || s.split(' ').any(|part| part == word);
    DATE_WORDS.around.contains(&word)
        || CALENDAR.days.contains_key(&word)
        || DATE_WORDS.published.iter().chain(&DATE_WORDS.updated).any(stem)
}

/// Which of the kinds of words is said last in `before`, the words in front of a date.
pub fn said(before: &str) -> Option<super::Said> {
    let text = fold(before);
    let last = |stems: &[String]| stems.iter().filter_map(|s| find_last(&text, s)).max();
    let (published, updated, event) = (last(&DATE_WORDS.published), last(&DATE_WORDS.updated), last(&DATE_WORDS.event));
    // "First published" and "last updated": the later word is the one that counts; of one place the change.
    [(published, super::Said::Published), (updated, super::Said::Updated), (event, super::Said::Event)]
        .into_iter()
        .filter_map(|(at, said)| Some((at?, said)))
        .max_by_key(|(at, said)| (*at, *said))
        .map(|(_, said)| said)
}

/// The last place where a word of `text` begins with `stem`.
fn find_last(text: &str, stem: &str) -> Option<usize> {
    let begins = |at: &usize| {
        let before = text[..*at].chars().next_back();
        // Scripts without spaces have no beginnings of words.
        !before.is_some_and(|c| c.is_alphanumeric() && (c.is_lowercase() || c.is_numeric()))
    };
    text.match_indices(stem).map(|(at, _)| at).filter(begins).last()
}

/// The order in which a language writes.
pub fn order_of_language(language: &str) -> Option<Order> {
    CALENDAR.orders.get(language.to_ascii_lowercase().as_str()).copied()
}

/// The order in which a country writes, given by its two letters.
pub fn order_of_region(region: &str) -> Option<Order> {
    let region = region.to_ascii_uppercase();
    CALENDAR.orders.get(if region == "UK" { "GB" } else { region.as_str() }).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_of_many_languages() {
        for (language, word, number) in [
            ("de", "Mai", 5),
            ("de", "Jänner", 1),
            ("fr", "févr.", 2),
            ("es", "AGOSTO", 8),
            ("pl", "października", 10),
            ("cs", "září", 9),
            ("fi", "toukokuuta", 5),
            ("tr", "KASIM", 11),
            ("ru", "мая", 5),
            ("uk", "травня", 5),
            ("el", "ΜΑΪΟΥ", 5),
            ("ar", "أيار", 5),
            ("he", "במאי", 5),
            ("hu", "május", 5),
        ] {
            assert_eq!(month(word.trim_end_matches('.'), Some(language)), Some(number), "{word}");
        }
        // November in Polish, October in Croatian.
        assert_eq!(month("listopad", None), None);
        assert_eq!(month("listopad", Some("hr")), Some(10));
        assert_eq!(weekday("Dienstag", Some("de")), Some(2));
    }

    #[test]
    fn orders() {
        assert_eq!(order_of_region("uk"), Some(Order::Day));
        assert_eq!(order_of_region("US"), Some(Order::Month));
        assert_eq!(order_of_language("fr"), Some(Order::Day));
        assert_eq!(order_of_language("zh"), Some(Order::Year));
    }
}
