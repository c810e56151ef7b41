//! Who stands behind an outlet.
//!
//! In: the name of an outlet, or its domain. Out: the publisher under which its pages count once: "X News" and "X World" are of X, and what
//! names do not show is a table (`data/page/publishers.toml`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    editions: Vec<String>,
    plain: Vec<String>,
    families: Vec<Vec<String>>,
}

/// The table as written, and the first name of every family by the words of each of its names.
static TABLE: LazyLock<(File, BTreeMap<Vec<String>, String>)> = LazyLock::new(|| {
    let file: File = crate::data::table("page/publishers.toml", include_str!("../../../../data/page/publishers.toml"));
    let mut families = BTreeMap::new();
    for family in &file.families {
        for name in family {
            families.insert(bare(&words(name), &file), family[0].clone());
        }
    }
    (file, families)
});

/// Words of a name, small, without marks and articles.
fn words(name: &str) -> Vec<String> {
    let lower = name.replace(['.', '\'', '’'], "").to_lowercase();
    let mut words: Vec<String> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words
}

/// The words without those of an edition at the end, as long as what is left is a name.
fn bare(words: &[String], file: &File) -> Vec<String> {
    let end = words.iter().rposition(|w| !file.editions.contains(w)).map_or(0, |last| last + 1);
    let rest = &words[..end];
    if rest.iter().all(|w| file.plain.contains(w)) { words.to_vec() } else { rest.to_vec() }
}

/// The publisher of an outlet: the name to print, the same for all its outlets that the table or their names give away, and the form under
/// which two of them are equal.
pub fn publisher(outlet: &str) -> (String, String) {
    let named = if outlet.contains(' ') || !outlet.contains('.') {
        None
    } else {
        super::outlet::by_table(&format!("https://{outlet}/"))
    };
    let outlet = named.unwrap_or(outlet);
    let (file, families) = &*TABLE;
    let key = bare(&words(outlet), file);
    match families.get(&key) {
        Some(first) => (first.clone(), bare(&words(first), file).concat()),
        None => (outlet.to_owned(), key.concat()),
    }
}

#[cfg(test)]
mod tests {
    use super::{TABLE, publisher};

    #[track_caller]
    fn one(a: &str, b: &str, expected: bool) {
        assert_eq!(publisher(a).1 == publisher(b).1, expected, "{a}, {b}");
    }

    #[test]
    fn editions_and_families_are_one_publisher() {
        one("BBC", "BBC News", true);
        one("BBC World", "British Broadcasting Corporation", true);
        one("The Velm Argus", "Velm Argus Online", true);
        one("nytimes.com", "The New York Times", true);
        one("Orlin Radio News", "Orlin Radio", true);
    }

    #[test]
    fn papers_with_words_in_common_are_not() {
        one("Daily News", "Daily Mail", false);
        one("Daily News", "Evening News", false);
        one("Velm Daily", "Velm Mail", false);
        one("ABC News", "ABC News (Australia)", false);
        one("USA Today", "USA Online", false);
    }

    #[test]
    fn the_table_is_read() {
        assert!(!TABLE.0.editions.is_empty() && TABLE.1.len() > 60);
    }
}
