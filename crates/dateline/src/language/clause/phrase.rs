//! What stands around a noun, asked of the parse of a page.
//!
//! In: a [`Parse`] and the head of a noun phrase. Out: its determiner, possessor and appositions.

use super::Function;
use crate::language::Parse;

impl Parse {
    /// "the", "a", "no" before a noun.
    pub(crate) fn determiner(&self, noun: usize) -> Option<usize> {
        self.child(noun, Function::Determiner)
    }

    /// Whose it is: "the harbour's", "its".
    pub(crate) fn possessor(&self, noun: usize) -> Option<usize> {
        self.child(noun, Function::Possessor)
    }
}
