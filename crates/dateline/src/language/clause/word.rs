//! What a single word is, asked by meaning and not by the labels of the treebank.
//!
//! In: a [`Token`]. Out: its [`Function`], its [`Form`], and the questions that stages ask most.

use super::{Form, Function, scheme};
use crate::language::Token;

/// Grammatical number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Number {
    Singular,
    Plural,
}

impl Token {
    /// What the word is to its head.
    pub fn function(&self) -> Function {
        scheme::relation(self.dep)
    }

    /// Whether it has this function.
    pub fn is(&self, function: Function) -> bool {
        self.function() == function
    }

    /// Its form.
    pub fn form(&self) -> Form {
        scheme::form(self.tag)
    }

    /// Whether it is the subject of its head, in the active or passive voice.
    pub fn is_subject(&self) -> bool {
        matches!(self.function(), Function::Subject | Function::PassiveSubject)
    }

    /// Whether it is an auxiliary of its head.
    pub fn is_auxiliary(&self) -> bool {
        matches!(self.function(), Function::Auxiliary | Function::PassiveAuxiliary)
    }

    /// Whether it has a tense of its own: "sank", "sinks".
    pub(crate) fn is_finite(&self) -> bool {
        self.is_past() || self.is_present()
    }

    /// The same, or a modal.
    pub(crate) fn is_tensed(&self) -> bool {
        self.is_finite() || self.is_modal()
    }

    /// "sank".
    pub(crate) fn is_past(&self) -> bool {
        self.form() == Form::Past
    }

    /// "sinks", "sink" with a subject.
    pub(crate) fn is_present(&self) -> bool {
        self.form() == Form::Present
    }

    /// "will", "may".
    pub(crate) fn is_modal(&self) -> bool {
        self.form() == Form::Modal
    }

    /// "to" before an infinitive.
    pub(crate) fn is_to(&self) -> bool {
        self.form() == Form::To
    }

    /// "sink" without a tense.
    pub(crate) fn is_base(&self) -> bool {
        self.form() == Form::Base
    }

    /// "sinking".
    pub(crate) fn is_gerund(&self) -> bool {
        self.form() == Form::Gerund
    }

    /// "sunk".
    pub(crate) fn is_participle(&self) -> bool {
        self.form() == Form::Participle
    }

    /// A number in digits or words.
    pub(crate) fn is_numeral(&self) -> bool {
        self.form() == Form::Numeral
    }

    /// A noun in the plural, common or proper.
    pub(crate) fn is_plural(&self) -> bool {
        matches!(self.form(), Form::Plural | Form::Names)
    }

    /// "who", "which", "that" of a relative clause.
    pub(crate) fn is_relative(&self) -> bool {
        matches!(self.form(), Form::Which | Form::Who)
    }

    /// Number of a noun, or the one that the form of a verb in the present asks of its subject.
    pub(crate) fn number(&self) -> Option<Number> {
        scheme::number(self.tag)
    }
}
