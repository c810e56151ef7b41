//! The words that introduce speech.
//!
//! In: a lemma. Out: what it takes ([`Class`]), or what kind of source it heads ([`SourceKind`]).

use super::SourceKind;
use crate::lexicon::{self, Flag};

/// What a cue takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    /// A turn of a transcript or an interview.
    Turn,
}

/// The flags of verbs that introduce speech. Of a verb that has several the first counts.
const VERBS: [(Flag, Class); 7] = [
    (Flag::Says, Class::Say),
    (Flag::Thinks, Class::Think),
    (Flag::Finds, Class::Find),
    (Flag::Names, Class::Name),
    (Flag::ActsBySpeaking, Class::Act),
    (Flag::Cites, Class::Cite),
    (Flag::Manner, Class::Manner),
];
const NOUNS: [(Flag, Class); 2] = [(Flag::SpeechNoun, Class::Speech), (Flag::ThoughtNoun, Class::Thought)];
const SOURCES: [(Flag, SourceKind); 6] = [
    (Flag::PrivatePerson, SourceKind::Person),
    (Flag::Official, SourceKind::Official),
    (Flag::Intelligence, SourceKind::Intelligence),
    (Flag::Media, SourceKind::Media),
    (Flag::Witness, SourceKind::Witness),
    (Flag::Document, SourceKind::Document),
];

fn first<T: Copy>(list: &[(Flag, T)], lemma: &str) -> Option<T> {
    let flags = lexicon::flags(lemma);
    list.iter().find(|(flag, _)| flags.has(*flag)).map(|(_, class)| *class)
}

/// The class of a verb.
pub(super) fn verb(lemma: &str) -> Option<Class> {
    first(&VERBS, lemma)
}

/// The class of a noun.
pub(super) fn noun(lemma: &str) -> Option<Class> {
    first(&NOUNS, lemma)
}

/// The kind of source that a noun heads.
pub(super) fn source(lemma: &str) -> Option<SourceKind> {
    first(&SOURCES, lemma)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_class_of_a_word_counts() {
        assert_eq!(verb("say"), Some(Class::Say));
        assert_eq!(verb("write"), Some(Class::Say));
        assert_eq!(noun("statement"), Some(Class::Speech));
        assert_eq!(source("witness"), Some(SourceKind::Witness));
        assert_eq!(verb("sail"), None);
    }
}
