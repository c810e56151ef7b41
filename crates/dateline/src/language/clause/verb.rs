//! What stands around a verb, asked of the parse of a page.
//!
//! In: a [`Parse`] and the verb. Out: its subject, object, agent, auxiliaries and the noun behind a preposition, where the tree has them
//! beside the verb itself; what a conjunct or infinitive takes over from another verb is in [`Clauses`](super::Clauses).

use super::Function;
use crate::language::{Parse, Token};

impl Parse {
    /// The subject of a verb, in the active or passive voice.
    pub(crate) fn subject(&self, verb: usize) -> Option<usize> {
        self.children(verb).find(|c| self.tokens[*c].is_subject())
    }

    /// Its object.
    pub(crate) fn object(&self, verb: usize) -> Option<usize> {
        self.child(verb, Function::Object)
    }

    /// Who does it, in a passive.
    pub(crate) fn agent(&self, verb: usize) -> Option<usize> {
        self.child(verb, Function::Agent).and_then(|by| self.complement(by))
    }

    /// Whether its subject undergoes it.
    pub(crate) fn is_passive(&self, verb: usize) -> bool {
        let shows = |c: usize| {
            let function = self.tokens[c].function();
            matches!(function, Function::PassiveAuxiliary | Function::PassiveSubject | Function::Agent)
        };
        self.children(verb).any(shows)
    }

    /// Its auxiliaries in order, modals among them.
    pub(crate) fn auxiliaries(&self, verb: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children(verb).filter(|c| self.tokens[*c].is_auxiliary())
    }

    /// Whether a modal stands with it.
    pub(crate) fn has_modal(&self, verb: usize) -> bool {
        self.children(verb).any(|c| self.tokens[c].is_modal())
    }

    /// Whether it has a tense, of its own or by an auxiliary.
    pub(crate) fn has_tense(&self, verb: usize) -> bool {
        self.tokens[verb].is_tensed() || self.auxiliaries(verb).any(|c| self.tokens[c].is_tensed())
    }

    /// "had sunk".
    pub(crate) fn is_pluperfect(&self, verb: usize) -> bool {
        let had = |t: &Token| t.is(Function::Auxiliary) && t.is_past() && &*t.lemma == "have";
        self.children(verb).any(|c| had(&self.tokens[c]))
    }

    /// The word that negates it.
    pub(crate) fn negation(&self, verb: usize) -> Option<usize> {
        self.child(verb, Function::Negation)
    }

    /// "take off": its particle.
    pub(crate) fn particle(&self, verb: usize) -> Option<usize> {
        self.child(verb, Function::Particle)
    }

    /// A preposition that depends on a verb or noun: "of" below "head".
    pub(crate) fn preposition(&self, token: usize, word: &str) -> Option<usize> {
        let named = |c: &usize| self.tokens[*c].function() == Function::Preposition && &*self.tokens[*c].lemma == word;
        self.children(token).find(named)
    }

    /// The noun behind a preposition that depends on a word: of "dozens of ships" the ships.
    pub(crate) fn behind(&self, token: usize, preposition: &str) -> Option<usize> {
        self.complement(self.preposition(token, preposition)?)
    }

    /// The noun that a preposition governs.
    pub(crate) fn complement(&self, preposition: usize) -> Option<usize> {
        self.child(preposition, Function::Complement)
    }
}
