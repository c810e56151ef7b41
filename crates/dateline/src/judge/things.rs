//! The things by their nouns that a clause speaks of, with what tells them from others of their kind.
//!
//! In: the clauses of a page and the head of an event. Out: [`Thing`]s: the noun of subject and object, of an event by its noun that noun,
//! of a participle the noun it stands on. "The interim report" and "the last report" are two things, "the report" may be either.

use std::collections::BTreeSet;

use crate::language::clause::{Class, Clauses, Function};
use crate::lexicon::Flag;

/// A thing by its noun.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Thing {
    noun: String,
    marks: BTreeSet<String>,
    /// "The bridge", "its bridge": one that the reader knows.
    known: bool,
}

impl Thing {
    /// Whether both may be one.
    pub fn may_be(&self, other: &Self) -> bool {
        self.noun == other.noun && (self.marks.is_subset(&other.marks) || other.marks.is_subset(&self.marks))
    }

    /// Whether both are surely one: known to the reader, and called alike.
    pub fn is(&self, other: &Self) -> bool {
        self.noun == other.noun && self.marks == other.marks && self.known && other.known
    }

    /// Its noun.
    pub fn noun(&self) -> &str {
        &self.noun
    }
}

/// The things that an event's clause speaks of.
pub(super) fn things(clauses: &Clauses<'_>, event: usize) -> Vec<Thing> {
    let tree = &clauses.tree;
    let clause = clauses.at(event);
    let nouns = match clause {
        Some(c) => {
            let on = (tree.word(event).relation == Function::NounClause).then(|| tree.word(event).head);
            [c.subject, c.object, on].into_iter().flatten().collect()
        }
        // "Is due in May", "is likely": said of its subject.
        None if tree.word(event).class == Class::Adjective => {
            tree.head(event).and_then(|v| clauses.at(v)).and_then(|c| c.subject).into_iter().collect()
        }
        None => vec![event],
    };
    nouns.into_iter().filter_map(|n| thing(clauses, n)).collect()
}

fn thing(clauses: &Clauses<'_>, noun: usize) -> Option<Thing> {
    let tree = &clauses.tree;
    let word = tree.word(noun);
    let lemma = word.lemma.to_lowercase();
    if word.class != Class::Noun || Flag::AnyPeople.has(&lemma) || matches!(lemma.as_str(), "time" | "day" | "thing") {
        return None;
    }
    let mark = |c: &usize| matches!(tree.word(*c).relation, Function::Adjective | Function::Compound);
    let marks = tree.below(noun).filter(mark).map(|c| tree.word(c).lemma.to_lowercase()).collect();
    let known = tree.has(noun, &["the", "its", "his", "her", "their"]);
    Some(Thing { noun: lemma, marks, known })
}
