//! The clauses of a page: who does what, how it is qualified, and what it stands under.
//!
//! In: a [`Parse`], or the rows of a Universal Dependencies tree. Out: [`Clauses`], one [`Clause`] a verb that is no auxiliary, with what
//! it governs, its tense and modality, the word that negates it, and the [`Link`] to the word that governs it. What reads clauses knows
//! nothing of how the treebank names its relations.

mod govern;
mod phrase;
mod qualify;
mod scheme;
mod tree;
#[cfg(test)]
mod universal;
mod verb;
mod word;

pub(crate) use govern::{Frame, Link};

pub(crate) use tree::{Class, Tree, Word};
pub use tree::{Form, Function};
pub use word::Number;

use super::Parse;

/// Tense of a finite verb, or what its modal adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Present,
    Future,
}

/// What a modal verb says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Modality {
    /// "will", "shall".
    Will,
    /// "would", "should".
    Would,
    /// "may", "might", "could".
    May,
    /// "can".
    Can,
    /// "must".
    Must,
}

/// A verb with what belongs to it. Indices are tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clause {
    /// The verb; with a predicate noun or adjective its copula.
    pub verb: usize,
    /// "take off": the particle.
    pub particle: Option<usize>,
    /// Predicate noun or adjective.
    pub predicate: Option<usize>,
    /// Its subject, its own or that of the verb before it in a coordination.
    pub subject: Option<usize>,
    /// Whether what stands as subject undergoes it.
    pub passive: bool,
    pub object: Option<usize>,
    /// Who does it, in a passive.
    pub agent: Option<usize>,
    /// Preposition and noun.
    pub obliques: Vec<(usize, usize)>,
    /// Verbs of the clauses that it governs as complements.
    pub complements: Vec<usize>,
    pub tense: Tense,
    pub perfect: bool,
    pub progressive: bool,
    pub modality: Option<Modality>,
    /// An infinitive with "to".
    pub infinitive: bool,
    /// A participle in -ing without an auxiliary.
    pub gerund: bool,
    /// The word that negates it; for a conjunct perhaps that of the first.
    pub negation: Option<usize>,
    /// Whether its sentence asks.
    pub question: bool,
    /// What it stands under.
    pub above: Option<Link>,
}

/// The clauses of a page, with its tree.
pub(crate) struct Clauses<'a> {
    pub tree: Tree<'a>,
    clauses: Vec<Clause>,
    /// For every token the clause whose verb it is.
    at: Vec<Option<u32>>,
}

impl<'a> Clauses<'a> {
    /// Reads the clauses of a parse in the ClearNLP scheme.
    pub fn read(text: &'a str, parse: &'a Parse) -> Self {
        Self::of_tree(scheme::clear(text, parse))
    }

    fn of_tree(tree: Tree<'a>) -> Self {
        let mut at = vec![None; tree.len()];
        let mut clauses = Vec::new();
        let asked = qualify::asked(&tree);
        for verb in (0..tree.len()).filter(|t| qualify::heads(&tree, *t)) {
            at[verb] = Some(clauses.len() as u32);
            clauses.push(qualify::clause(&tree, verb, asked.contains(&tree.word(verb).sentence)));
        }
        Self { tree, clauses, at }
    }

    /// The clause whose verb a token is.
    pub fn at(&self, token: usize) -> Option<&Clause> {
        self.at.get(token).copied().flatten().and_then(|c| self.clauses.get(c as usize))
    }

    /// The lemma of a verb with its particle: `call_off`.
    pub fn phrasal(&self, verb: usize) -> String {
        let lemma = self.tree.word(verb).lemma;
        let particle = self.at(verb).and_then(|c| c.particle).map(|p| self.tree.word(p).text.to_lowercase());
        particle.map_or_else(|| lemma.to_owned(), |p| format!("{lemma}_{p}"))
    }

    /// What governs any word: for a verb its clause's link, for a noun the verb or noun it depends on.
    pub fn above(&self, token: usize) -> Option<Link> {
        match self.at(token) {
            Some(clause) => clause.above,
            None => govern::nominal(&self.tree, token),
        }
    }

    /// The word that denies a noun or adjective itself, or the clause it is predicate of: "no deal", "is not likely".
    pub fn denied(&self, token: usize) -> Option<usize> {
        if let Some(clause) = self.at(token) {
            return clause.negation;
        }
        let word = self.tree.word(token);
        let own = qualify::negation(&self.tree, token);
        let copula = matches!(word.relation, Function::Predicate | Function::Attribute | Function::ObjectPredicate)
            .then_some(word.head);
        own.or_else(|| copula.and_then(|c| self.at(c)).and_then(|c| c.negation))
    }
}

/// Whether a noun or adjective has a word of its own that denies it: "no deal", "not guilty".
pub(crate) fn denied_itself(tree: &Tree<'_>, token: usize) -> bool {
    qualify::negation(tree, token).is_some() || qualify::none(tree, token) == Some(token)
}

#[cfg(test)]
mod tests;
