//! What common nouns stand for, and words of names.
//!
//! In: the lexicon, and `data/event/names.toml` inside the program. Out: look-ups by lemma.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::data::table;
use crate::lexicon::{self, Flag};

/// What a common noun usually stands for, as a set: a noun such as "order" stands in several classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Classes(u16);

impl Classes {
    pub const EVENT: Self = Self(1);
    pub const MIXED: Self = Self(1 << 1);
    pub const PERSON: Self = Self(1 << 2);
    pub const GROUP: Self = Self(1 << 3);
    pub const PLACE: Self = Self(1 << 4);
    pub const FACILITY: Self = Self(1 << 5);
    pub const ARTIFACT: Self = Self(1 << 6);
    pub const FINANCE: Self = Self(1 << 7);
    pub const ABSTRACT: Self = Self(1 << 8);
    pub const MEASURE: Self = Self(1 << 9);
    pub const TIME: Self = Self(1 << 10);
    /// All classes whose members are entities.
    pub const ENTITY: Self =
        Self(Self::PERSON.0 | Self::GROUP.0 | Self::PLACE.0 | Self::FACILITY.0 | Self::ARTIFACT.0 | Self::FINANCE.0);

    /// Whether the two sets have a class in common.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether nothing is known of the word.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// Flags of the lexicon, and the class that each stands for.
const FLAGS: [(Flag, Classes); 11] = [
    (Flag::Event, Classes::EVENT),
    (Flag::Mixed, Classes::MIXED),
    (Flag::Person, Classes::PERSON),
    (Flag::Group, Classes::GROUP),
    (Flag::Place, Classes::PLACE),
    (Flag::Facility, Classes::FACILITY),
    (Flag::Artifact, Classes::ARTIFACT),
    (Flag::Finance, Classes::FINANCE),
    (Flag::Abstract, Classes::ABSTRACT),
    (Flag::Measure, Classes::MEASURE),
    (Flag::TimeNoun, Classes::TIME),
];

/// The classes of a noun lemma as listed; empty for an unknown word.
pub(crate) fn listed(lemma: &str) -> Classes {
    let flags = lexicon::flags(lemma);
    FLAGS.iter().filter(|(flag, _)| flags.has(*flag)).fold(Classes::default(), |all, (_, class)| all.or(*class))
}

/// Endings of nouns made from verbs, that name what is done.
const DEVERBAL: [&str; 9] = ["tion", "sion", "ment", "ance", "ence", "age", "ing", "al", "ure"];
/// Endings of nouns of qualities and doctrines.
const QUALITY: [&str; 9] = ["ness", "ity", "ism", "ship", "hood", "dom", "cy", "ics", "tude"];
/// Endings of nouns of people.
const AGENT: [&str; 7] = ["er", "or", "ist", "eer", "ian", "man", "ee"];

/// The classes of a noun lemma, guessed from its ending when it is not listed.
pub(crate) fn classes(lemma: &str) -> Classes {
    let known = listed(lemma);
    if !known.is_empty() {
        return known;
    }
    let stem = |ends: &[&str], least: usize| ends.iter().any(|e| lemma.len() >= e.len() + least && lemma.ends_with(e));
    if stem(&QUALITY, 3) {
        Classes::ABSTRACT
    } else if stem(&["tion", "sion", "ment"], 3) {
        Classes::EVENT
    } else if stem(&DEVERBAL, 4) {
        Classes::EVENT.or(Classes::MIXED)
    } else if stem(&AGENT, 4) {
        Classes::PERSON
    } else {
        Classes::default()
    }
}

/// Names and words of names.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameFile {
    organizations: Vec<String>,
    locations: Vec<String>,
    others: Vec<String>,
    organization_words: String,
    facility_words: String,
    location_words: String,
    saints: String,
    event_words: String,
    generic_words: String,
    ship_prefixes: String,
    seats: Vec<String>,
}

/// Look-ups over [`NameFile`].
pub(crate) struct NameWords {
    pub organizations: HashSet<String>,
    pub locations: HashSet<String>,
    pub others: HashSet<String>,
    pub organization_words: HashSet<String>,
    pub facility_words: HashSet<String>,
    pub location_words: HashSet<String>,
    pub saints: HashSet<String>,
    pub event_words: HashSet<String>,
    pub generic_words: HashSet<String>,
    pub ship_prefixes: HashSet<String>,
    /// Seats of governments with the code of the country, as `Name|XX`.
    pub seats: Vec<String>,
}

/// The names and words of names in `data/event/names.toml`.
pub(crate) static NAMES: LazyLock<NameWords> = LazyLock::new(|| {
    let file: NameFile = table("event/names.toml", include_str!("../../../../data/event/names.toml"));
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
    NameWords {
        organizations: file.organizations.into_iter().collect(),
        locations: file.locations.into_iter().collect(),
        others: file.others.into_iter().collect(),
        organization_words: words(&file.organization_words),
        facility_words: words(&file.facility_words),
        location_words: words(&file.location_words),
        saints: words(&file.saints),
        event_words: words(&file.event_words),
        generic_words: words(&file.generic_words),
        ship_prefixes: words(&file.ship_prefixes),
        seats: file.seats,
    }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_files_are_sound() {
        assert!(listed("merger").any(Classes::EVENT));
        assert!(NAMES.organizations.contains("Reuters"));
    }

    #[test]
    fn unknown_nouns_are_guessed_by_their_ending() {
        assert!(classes("recapitalization").any(Classes::EVENT));
        assert!(classes("steadiness").any(Classes::ABSTRACT));
        assert!(classes("zitherist").any(Classes::PERSON));
        assert!(classes("gizmo").is_empty());
    }
}
