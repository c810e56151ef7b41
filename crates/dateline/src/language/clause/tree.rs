//! A dependency tree with the names of its relations made neutral, so that what reads clauses does not depend on how a treebank names things.
//!
//! In: a [`Parse`] in the ClearNLP scheme (see [`super::scheme`]), or rows in Universal Dependencies. Out: a [`Tree`].

use crate::SentenceId;

/// The grammatical function of a word: what it is to its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Function {
    Root,
    Subject,
    PassiveSubject,
    Object,
    Recipient,
    /// The preposition "by" of a passive.
    Agent,
    Preposition,
    /// The noun that a preposition governs.
    Complement,
    /// A clause that a preposition governs: "after leaving".
    PrepositionClause,
    /// A clause with a subject of its own, or a finite one, as object.
    Clause,
    /// An infinitive, participle or predicate whose subject is an argument of the verb above.
    OpenClause,
    ClauseSubject,
    Adverbial,
    /// A clause on a noun that is not relative: "the plan to go", "the claim that".
    NounClause,
    Relative,
    /// Predicate noun.
    Attribute,
    /// What the object is said to be: "named him chairman".
    ObjectPredicate,
    /// Predicate adjective.
    Predicate,
    Auxiliary,
    PassiveAuxiliary,
    Negation,
    Marker,
    Particle,
    Adverb,
    Adjective,
    Determiner,
    /// "all" before "the".
    Predeterminer,
    /// A numeral before what it counts.
    Count,
    /// "about" before a numeral.
    CountModifier,
    /// A noun in the place of an adverb: "last week", "two years old".
    NounAdverbial,
    Possessor,
    Apposition,
    Conjunct,
    Coordinator,
    /// "either", "neither" before the first of several.
    Correlative,
    Parataxis,
    Compound,
    /// A noun on a noun that is neither compound nor name.
    NounModifier,
    /// The mark of a case: the possessive 's.
    CaseMark,
    Expletive,
    Interjection,
    Punctuation,
    /// The parser could not tell.
    Unclear,
    Other,
}

/// What kind of word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Verb,
    Auxiliary,
    Noun,
    Name,
    Adjective,
    Adverb,
    Pronoun,
    Preposition,
    Number,
    Other,
}

/// Its form, as far as the stages need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Form {
    Base,
    Past,
    Present,
    Gerund,
    Participle,
    Modal,
    /// "to" before an infinitive.
    To,
    /// Adjective.
    Adjective,
    Superlative,
    /// Common noun, singular and plural.
    Singular,
    Plural,
    /// Proper noun, singular and plural.
    Name,
    Names,
    Numeral,
    Determiner,
    Preposition,
    Pronoun,
    PossessivePronoun,
    /// "which", "that" of a relative clause.
    Which,
    Who,
    Whose,
    /// "how", "why", "when", "where".
    How,
    /// The 's of a possessor.
    PossessiveMark,
    Currency,
    Comma,
    Hyphen,
    CloseQuote,
    LeftBracket,
    RightBracket,
    Plain,
}

impl Form {
    /// Whether it is a word that asks or relates.
    pub fn asks(self) -> bool {
        matches!(self, Form::Which | Form::Who | Form::Whose | Form::How)
    }
}

/// One word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word<'a> {
    pub text: &'a str,
    pub lemma: &'a str,
    /// Its own index at the root.
    pub head: usize,
    pub sentence: SentenceId,
    pub relation: Function,
    pub class: Class,
    pub form: Form,
}

impl Word<'_> {
    /// Whether it is one of these words, written in small letters, in any case.
    pub fn is(&self, words: &[&str]) -> bool {
        words.iter().any(|w| self.text.eq_ignore_ascii_case(w))
    }

    /// Whether it is a verb or auxiliary.
    pub fn verbal(&self) -> bool {
        matches!(self.class, Class::Verb | Class::Auxiliary)
    }
}

/// Words of a text with heads, and the dependents of each in order.
pub(crate) struct Tree<'a> {
    words: Vec<Word<'a>>,
    /// Where the dependents of a word begin in `below`; one more than words.
    first: Vec<u32>,
    below: Vec<u32>,
}

impl<'a> Tree<'a> {
    /// Indexes words; heads must be indices into them.
    pub fn new(words: Vec<Word<'a>>) -> Self {
        let mut first = vec![0u32; words.len() + 2];
        let counted = |(i, w): &(usize, &Word<'_>)| w.head != *i && w.head < words.len();
        for (_, word) in words.iter().enumerate().filter(counted) {
            first[word.head + 2] += 1;
        }
        for i in 2..first.len() {
            first[i] += first[i - 1];
        }
        let mut below = vec![0u32; first.last().map_or(0, |n| *n as usize)];
        for (i, word) in words.iter().enumerate().filter(counted) {
            let slot = &mut first[word.head + 1];
            below[*slot as usize] = i as u32;
            *slot += 1;
        }
        first.truncate(words.len() + 1);
        Self { words, first, below }
    }

    /// A word.
    pub fn word(&self, at: usize) -> &Word<'a> {
        &self.words[at]
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Dependents in order of the text.
    pub fn below(&self, at: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.below[self.first[at] as usize..self.first[at + 1] as usize].iter().map(|i| *i as usize)
    }

    /// The first dependent in a relation.
    pub fn child(&self, at: usize, relation: Function) -> Option<usize> {
        self.below(at).find(|c| self.words[*c].relation == relation)
    }

    /// Whether a dependent is one of these words.
    pub fn has(&self, at: usize, words: &[&str]) -> bool {
        self.below(at).any(|c| self.words[c].is(words))
    }

    /// The head; `None` at the root.
    pub fn head(&self, at: usize) -> Option<usize> {
        Some(self.words[at].head).filter(|h| *h != at)
    }

    /// Heads upwards, nearest first, without the word itself.
    pub fn above(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.head(at), |a| self.head(*a))
    }
}
