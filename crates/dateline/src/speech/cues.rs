//! The words that introduce speech, read from `data/speech/cues.toml`.
//!
//! In: a lemma. Out: what it takes ([`Class`]), or what kind of source it heads ([`SourceKind`]).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::SourceKind;

/// What a cue takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// Quoted words or a clause.
    Say,
    /// A clause, as an attitude.
    Think,
    /// A clause, as a finding; the source may be a paper.
    Find,
    /// A name or description for something.
    Name,
    /// An act done by speaking.
    Act,
    /// Its object is the source.
    Cite,
    /// Speech only beside quoted words.
    Manner,
    /// A noun for speech or a paper.
    Speech,
    /// A noun for an attitude.
    Thought,
    /// "According to".
    According,
    /// A name and a colon.
    Colon,
}

/// The lists, by lemma.
pub struct Cues {
    verbs: BTreeMap<String, Class>,
    nouns: BTreeMap<String, Class>,
    sources: BTreeMap<String, SourceKind>,
    carriers: Vec<String>,
    airing: Vec<String>,
    occasions: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    verbs: BTreeMap<Class, Vec<String>>,
    nouns: BTreeMap<Class, Vec<String>>,
    sources: BTreeMap<SourceKind, Vec<String>>,
    carriers: Vec<String>,
    airing: Vec<String>,
    occasions: Vec<String>,
}

/// The lists inside the program.
pub static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let file: File = crate::data::table("speech/cues.toml", include_str!("../../../../data/speech/cues.toml"));
    Cues {
        verbs: invert(file.verbs),
        nouns: invert(file.nouns),
        sources: invert(file.sources),
        carriers: file.carriers,
        airing: file.airing,
        occasions: file.occasions,
    }
});

fn invert<T: Copy>(lists: BTreeMap<T, Vec<String>>) -> BTreeMap<String, T> {
    let mut out = BTreeMap::new();
    for (class, words) in lists {
        for word in words {
            // The first class wins, so that a slip in the file cannot change the meaning of the classes above it.
            out.entry(word).or_insert(class);
        }
    }
    out
}

impl Cues {
    /// The class of a verb.
    pub fn verb(&self, lemma: &str) -> Option<Class> {
        self.verbs.get(lemma).copied()
    }

    /// The class of a noun.
    pub fn noun(&self, lemma: &str) -> Option<Class> {
        self.nouns.get(lemma).copied()
    }

    /// Whether a verb brings a statement into the world for its subject ("issue", "release").
    pub fn carries(&self, lemma: &str) -> bool {
        self.carriers.iter().any(|c| c == lemma)
    }

    /// Whether a verb brings words to the public through a medium ("broadcast").
    pub fn airs(&self, lemma: &str) -> bool {
        self.airing.iter().any(|c| c == lemma)
    }

    /// Whether a noun names an occasion at which people speak ("news conference").
    pub fn occasion(&self, lemma: &str) -> bool {
        self.occasions.iter().any(|c| c == lemma)
    }

    /// The kind of source that a noun heads.
    pub fn source(&self, lemma: &str) -> Option<SourceKind> {
        self.sources.get(lemma).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_reads() {
        assert_eq!(CUES.verb("say"), Some(Class::Say));
        assert_eq!(CUES.noun("statement"), Some(Class::Speech));
        assert_eq!(CUES.source("witness"), Some(SourceKind::Witness));
    }
}
