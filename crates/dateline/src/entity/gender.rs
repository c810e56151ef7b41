//! Whether "she" or "he" is more likely said of somebody, by forms of address, kin and callings, and the given name.
//!
//! In: words of names, titles and nouns. Out: evidence in tenths of a bit, positive for a woman. Nothing of it is shown to a reader: it only
//! weighs which of several people a pronoun takes up.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// Evidence of a word that settles it: "Mrs", "father".
const SAID: i32 = 100;

/// `data/entity/gender.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    woman: String,
    man: String,
}

static WORDS: LazyLock<HashMap<String, i32>> = LazyLock::new(|| {
    let file: Words =
        toml::from_str(include_str!("../../../../data/entity/gender.toml")).expect("data/entity/gender.toml is sound");
    let of = |words: &str, value: i32| words.split_whitespace().map(|w| (w.to_owned(), value)).collect::<Vec<_>>();
    of(&file.woman, SAID).into_iter().chain(of(&file.man, -SAID)).collect()
});

/// Given names, and endings of names behind `~`.
static NAMES: LazyLock<HashMap<&'static str, i32>> = LazyLock::new(|| {
    let rows = include_str!("../../../../data/entity/given_names.tsv").lines().filter(|l| !l.starts_with('#'));
    let row = |line: &'static str| line.split_once('\t').and_then(|(name, value)| Some((name, value.parse().ok()?)));
    rows.map(|line| row(line).expect("a row of data/entity/given_names.tsv is a name and a number")).collect()
});

/// Evidence of a noun or a form of address, in any case; zero for a word that says nothing.
pub(super) fn of_word(word: &str) -> i32 {
    WORDS.get(&*word.to_lowercase()).copied().unwrap_or_default()
}

/// A name in small letters, without accents unless the list has it with them.
fn plain(name: &str) -> String {
    let lower = name.to_lowercase();
    if NAMES.contains_key(&*lower) {
        return lower;
    }
    let bare = |c: char| match c {
        'á' | 'à' | 'â' | 'ã' | 'ä' | 'å' | 'ă' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'ě' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ı' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' | 'ő' | 'ø' => 'o',
        'ú' | 'ù' | 'û' | 'ü' | 'ű' | 'ů' => 'u',
        'ç' | 'č' | 'ć' => 'c',
        'ñ' | 'ň' | 'ń' => 'n',
        'š' | 'ş' | 'ș' | 'ś' => 's',
        'ž' | 'ź' | 'ż' => 'z',
        'ř' => 'r',
        'ý' => 'y',
        'ł' => 'l',
        'đ' => 'd',
        'ğ' => 'g',
        'ț' | 'ţ' | 'ť' => 't',
        c => c,
    };
    lower.chars().map(bare).collect()
}

/// Whether a word is a given name of the list.
pub(super) fn is_given_name(word: &str) -> bool {
    NAMES.contains_key(&*word.to_lowercase())
}

/// Whether a given name is also a word with which sentences begin: "In May Holt left", "Will Holt leave?".
pub(super) fn is_small_word(word: &str) -> bool {
    matches!(
        &*word.to_lowercase(),
        "may" | "will" | "so" | "in" | "an" | "de" | "van" | "mark" | "art" | "sunny" | "merry" | "long"
    )
}

/// Evidence of a person's full name: its forms of address, then its first word as a given name, else the ending of that word.
pub(super) fn of_name(name: &str) -> i32 {
    let mut words = name.split([' ', '-']).filter(|w| !w.is_empty()).peekable();
    while let Some(word) = words.peek() {
        let said = of_word(word);
        if said != 0 {
            return said;
        }
        // An initial says nothing, and behind it stands another name or the family's.
        if word.chars().filter(|c| c.is_alphabetic()).count() > 1 {
            break;
        }
        words.next();
    }
    let Some(first) = words.next() else { return 0 };
    // A single word is a family name as often as not.
    if words.next().is_none() && first == name {
        return 0;
    }
    let lower = plain(first);
    if let Some(value) = NAMES.get(&*lower) {
        return *value;
    }
    let starts = lower.char_indices().map(|(i, _)| i).rev().take(3).collect::<Vec<_>>();
    let longest = starts.iter().rev().filter(|i| **i > 0).find_map(|i| NAMES.get(&*format!("~{}", &lower[*i..])));
    longest.copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{of_name, of_word};

    #[test]
    fn words_and_names_speak() {
        assert_eq!(of_word("Mother"), 100);
        assert_eq!(of_word("harbour"), 0);
        assert_eq!(of_name("Mrs Holt"), 100);
        assert!(of_name("Maria Holt") > 30 && of_name("John Holt") < -30);
        assert!(of_name("Ilmarina Holt") > 0, "an ending");
        assert_eq!(of_name("Holt"), 0, "a family name alone");
        assert!(of_name("J. Maria Holt") > 30);
    }
}
