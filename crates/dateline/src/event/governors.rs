//! Words that govern clauses and nouns of events: what kind they are of, and how far they make what they govern true.
//!
//! In: `data/en/governors.toml` and `data/en/veridicality.tsv` inside the program. Out: look-ups by lemma. A broken file stops the program, which a test notices.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::language::clause::Class;

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal),+ $(,)?) => {
        /// Kind of governor; see the file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Kind { $($(#[$doc])* $kind),+ }

        impl Kind {
            /// All kinds, in the order in which `of` prefers them.
            pub const ALL: &'static [Kind] = &[$(Kind::$kind),+];

            /// The name in the file.
            pub const fn name(self) -> &'static str {
                match self { $(Kind::$kind => $name),+ }
            }
        }
    };
}

kinds! {
    Deny = "deny",
    Claim = "claim",
    Say = "say",
    Utter = "utter",
    Reveal = "reveal",
    Know = "know",
    Feel = "feel",
    Believe = "believe",
    Seem = "seem",
    Doubt = "doubt",
    Unlikely = "unlikely",
    Feign = "feign",
    Wish = "wish",
    Intend = "intend",
    Commit = "commit",
    Attempt = "attempt",
    Succeed = "succeed",
    Fail = "fail",
    Cause = "cause",
    Prevent = "prevent",
    Order = "order",
    Ask = "ask",
    Permit = "permit",
    Appoint = "appoint",
    Foretell = "foretell",
    Ponder = "ponder",
    /// Denied, it denies what it governs: "don't think that", "is not likely to".
    Raise = "raise",
    /// A paper or party that accuses: what it says is alleged.
    Accuser = "accuser",
    /// Stands before what may not be so: "alleged".
    Hedge = "hedge",
    /// Comes to nothing: "a failed attempt".
    Vain = "vain",
    /// A heading word before a colon: what follows is a claim.
    Heading = "heading",
    /// What it stands beside did not quite happen: "nearly won".
    Almost = "almost",
    /// An infinitive below it says what for.
    Act = "act",
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kinds(u64);

impl Kinds {
    /// Whether the word is of a kind.
    pub fn has(self, kind: Kind) -> bool {
        self.0 & 1 << kind as u32 != 0
    }

    /// Whether it is of one of several.
    pub fn any(self, kinds: &[Kind]) -> bool {
        kinds.iter().any(|k| self.has(*k))
    }

    /// The first kind, for a reader.
    pub fn first(self) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|k| self.has(*k))
    }
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Words {
    verbs: String,
    nouns: String,
    adjectives: String,
}

/// What the files say.
pub(crate) struct Governors {
    verbs: HashMap<String, Kinds>,
    nouns: HashMap<String, Kinds>,
    adjectives: HashMap<String, Kinds>,
    scores: HashMap<&'static str, [i8; COLUMNS]>,
}

/// Frames of the table, two columns each: affirmed and denied.
const FRAMES: [&str; 9] = [
    "that",
    "that-passive",
    "to",
    "to-state",
    "to-passive",
    "to-state-passive",
    "object-to",
    "object-to-state",
    "for-to",
];
const COLUMNS: usize = 2 * FRAMES.len();

/// The construction in which a verb governs a clause, as an index into the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Construction(usize);

impl Construction {
    /// A finite clause.
    pub const fn that(passive: bool) -> Self {
        Self(passive as usize)
    }
    /// An infinitive.
    pub const fn infinitive(state: bool, passive: bool) -> Self {
        Self(2 + state as usize + 2 * passive as usize)
    }
    /// An infinitive of an object's.
    pub const fn object_infinitive(state: bool) -> Self {
        Self(6 + state as usize)
    }
    /// "for X to V".
    pub const FOR: Self = Self(8);
}

static TABLE: &str = include_str!("../../../../data/en/veridicality.tsv");
static CLASSES: &str = include_str!("../../../../data/en/governors.toml");

fn read() -> Result<Governors, String> {
    let file: BTreeMap<String, Words> = toml::from_str(CLASSES).map_err(|e| e.to_string())?;
    let mut out =
        Governors { verbs: HashMap::new(), nouns: HashMap::new(), adjectives: HashMap::new(), scores: HashMap::new() };
    for (name, words) in &file {
        let kind = Kind::ALL.iter().find(|k| k.name() == name).ok_or_else(|| format!("no kind {name}"))?;
        let lists =
            [(&mut out.verbs, &words.verbs), (&mut out.nouns, &words.nouns), (&mut out.adjectives, &words.adjectives)];
        for (list, text) in lists {
            for word in text.split_whitespace() {
                list.entry(word.to_owned()).or_default().0 |= 1 << *kind as u32;
            }
        }
    }
    let mut lines = TABLE.lines().filter(|l| !l.starts_with('#'));
    let header: Vec<String> = FRAMES.iter().flat_map(|f| [format!("{f}+"), format!("{f}-")]).collect();
    if lines.next() != Some(format!("verb\t{}", header.join("\t")).as_str()) {
        return Err("veridicality.tsv: other columns".into());
    }
    for line in lines {
        let (verb, numbers) = line.split_once('\t').ok_or_else(|| line.to_owned())?;
        let values: Result<Vec<i8>, _> = numbers.split('\t').map(str::parse).collect();
        let row = values.ok().and_then(|v| v.try_into().ok()).ok_or_else(|| line.to_owned())?;
        out.scores.insert(verb, row);
    }
    out.scores.contains_key("*").then_some(out).ok_or_else(|| "veridicality.tsv: no row *".into())
}

/// The words of the files.
pub(crate) static GOVERNORS: LazyLock<Governors> =
    LazyLock::new(|| read().unwrap_or_else(|e| crate::data::broken("en", &e)));

impl Governors {
    /// The kinds of a word.
    pub fn kinds(&self, class: Class, lemma: &str) -> Kinds {
        let list = match class {
            Class::Verb | Class::Auxiliary => &self.verbs,
            Class::Adjective | Class::Adverb => &self.adjectives,
            _ => &self.nouns,
        };
        list.get(lemma).copied().unwrap_or_default()
    }

    /// Whether the table has a verb, or only what its construction says.
    pub fn knows(&self, lemma: &str) -> bool {
        self.scores.contains_key(lemma)
    }

    /// How far a verb makes what it governs true, in tenths from -30 to 30, when it is affirmed and when it is denied.
    pub fn scores(&self, lemma: &str, construction: Construction) -> (i8, i8) {
        let row = self.scores.get(lemma).or_else(|| self.scores.get("*"));
        let at = 2 * construction.0;
        row.map_or((30, 0), |r| (r[at], r[at + 1]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_sound() {
        let files = read().map_err(|e| format!("data/en: {e}")).unwrap();
        assert!(files.kinds(Class::Verb, "allege").has(Kind::Claim));
        assert!(files.kinds(Class::Noun, "denial").has(Kind::Deny));
        for kind in Kind::ALL {
            let any = |l: &HashMap<String, Kinds>| l.values().any(|k| k.has(*kind));
            assert!(any(&files.verbs) || any(&files.nouns) || any(&files.adjectives), "{} is empty", kind.name());
        }
    }

    #[test]
    fn a_verb_of_two_ways_is_told_from_one_of_one_way() {
        let to = Construction::infinitive(false, false);
        assert!(GOVERNORS.scores("manage", to).0 > 20 && GOVERNORS.scores("manage", to).1 < -10);
        assert!(GOVERNORS.scores("fail", to).0 < -10 && GOVERNORS.scores("fail", to).1 > 10);
        let (yes, no) = GOVERNORS.scores("know", Construction::that(false));
        assert!(yes > 15 && no > 15);
    }
}
