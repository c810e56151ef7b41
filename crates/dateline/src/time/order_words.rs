//! Words that set one thing before, after or beside another: "hours before the meeting", "ahead of the vote".
//!
//! In: `data/event/order.toml`. Out: look-ups by word, for the times of expressions and for the order of events.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// Order of an event to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Relation {
    Before,
    After,
    During,
}

/// `data/event/order.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    before: String,
    after: String,
    during: String,
    during_clause: String,
    with_of: BTreeMap<String, String>,
    with_to: BTreeMap<String, String>,
    verbs: BTreeMap<String, String>,
    adverbs: HashMap<String, i64>,
    taking_place: BTreeMap<String, String>,
}

/// What a word of order needs behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    /// Its object or clause.
    Itself,
    /// "of": "ahead of".
    Of,
    /// "to": "prior to".
    To,
    /// "same" before it, and behind it a clause: "at the same time they met".
    Clause,
}

/// The words of order by lemma or small letters.
pub(crate) struct Words {
    /// What it needs behind it, how the word sets what stands above it to what stands below, and whether within the distance that it names.
    pub links: HashMap<String, (Link, Relation, bool)>,
    /// Verbs that order subject and object.
    pub verbs: HashMap<String, Relation>,
    /// Adverbs right before the word, and how many hours lie between at most.
    pub adverbs: HashMap<String, i64>,
    /// Verbs that only say that their subject takes place.
    pub taking_place: Vec<String>,
}

pub(crate) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let file: File = crate::data::table("event/order.toml", include_str!("../../../../data/event/order.toml"));
    let relation = |name: &str| if name.starts_with("before") { Relation::Before } else { Relation::After };
    let mut links = HashMap::new();
    let mut add = |words: &str, link, relation, within| {
        links.extend(words.split_whitespace().map(|w| (w.to_owned(), (link, relation, within))));
    };
    add(&file.before, Link::Itself, Relation::Before, false);
    add(&file.after, Link::Itself, Relation::After, false);
    add(&file.during, Link::Itself, Relation::During, false);
    add(&file.during_clause, Link::Clause, Relation::During, false);
    for (name, words) in &file.with_of {
        add(words, Link::Of, relation(name), name.ends_with("within"));
    }
    for (name, words) in &file.with_to {
        add(words, Link::To, relation(name), false);
    }
    let verbs = file.verbs.iter().flat_map(|(name, words)| {
        let relation = relation(name);
        words.split_whitespace().map(move |w| (w.to_owned(), relation)).collect::<Vec<_>>()
    });
    Words {
        verbs: verbs.collect(),
        adverbs: file.adverbs,
        taking_place: file.taking_place.values().flat_map(|w| w.split_whitespace()).map(str::to_owned).collect(),
        links,
    }
});

/// Whether a word sets what stands below it before or after what stands above, so that the two have no time in common.
pub(crate) fn sets_apart(word: &str) -> bool {
    WORDS.links.get(word).is_some_and(|(_, relation, _)| *relation != Relation::During)
}
