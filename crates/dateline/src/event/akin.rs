//! Kinds of events by their words: "departure" and "leave" may tell of one event, "depart" and "dine" may not.
//!
//! In: a lemma. Out: the classes of `data/event/akin.txt` that it belongs to, or itself when it is in none.

use std::collections::BTreeMap;
use std::sync::LazyLock;

static CLASSES: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut classes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let file = include_str!("../../../../data/event/akin.txt");
    for (name, words) in crate::data::pairs("event/akin.txt", file, ':') {
        for word in words.split_whitespace() {
            classes.entry(word).or_default().push(name);
        }
    }
    classes
});

/// The classes of a lemma; empty for a word in none.
pub fn classes(lemma: &str) -> &'static [&'static str] {
    CLASSES.get(lemma).map_or(&[], Vec::as_slice)
}

/// Whether two lemmas have a class in common or are equal.
pub fn akin(a: &str, b: &str) -> bool {
    a == b || classes(a).iter().any(|c| classes(b).contains(c))
}
