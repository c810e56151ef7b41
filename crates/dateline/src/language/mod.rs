//! From a text to tokens, sentences, tags, dependencies, lemmas, names and sentence vectors.
//!
//! In: text and its blocks. Out: a [`Parse`]. The networks are those of spaCy's `en_core_web_md` 3.7.1, run by our own code.

mod address;
mod affixes;
mod characters;
mod labels;
mod lemmatizer;
mod lexeme;
mod morphology;
#[doc(hidden)]
pub mod parity;
mod ruler;
mod tables;
mod tokenizer;
mod tree;

pub use labels::{Dep, NameKind, Pos, Tag};

use serde::{Deserialize, Serialize};
use std::ops::Range;

use crate::Span;

/// The linguistic analysis of one text.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Parse {
    /// All tokens in order, those of white space too.
    pub tokens: Vec<Token>,
    /// Token ranges of the sentences, in order, covering all tokens. No sentence crosses a block.
    pub sentences: Vec<Range<usize>>,
    /// Named entities as the recogniser gives them, in order, without overlap.
    pub names: Vec<Name>,
    /// Children of each token in order (see [`Parse::children`]).
    children: Vec<Vec<u32>>,
}

/// One token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Bytes in the text.
    pub span: Span,
    /// Whether a space follows.
    pub space: bool,
    /// Index of the sentence in [`Parse::sentences`].
    pub sentence: usize,
    /// Penn Treebank tag.
    pub tag: Tag,
    /// Universal part of speech.
    pub pos: Pos,
    /// Dictionary form, lower case but for names.
    pub lemma: Box<str>,
    /// Token index of the head; its own index when it is the root of its sentence.
    pub head: usize,
    /// Relation to the head, in the ClearNLP scheme.
    pub dep: Dep,
}

/// A named entity of the recogniser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// Token range.
    pub tokens: Range<usize>,
    /// OntoNotes type.
    pub kind: NameKind,
}

/// The English pipeline with its weights and tables. Immutable once loaded.
pub struct Language {}

impl Language {
    /// The pipeline inside the program.
    pub fn embedded() -> Self {
        Self {}
    }

    /// Analyses a text block by block: no sentence crosses a block. Bytes outside the blocks belong to no token.
    pub fn parse(&self, _text: &str, _blocks: &[crate::page::Block]) -> Parse {
        Parse::default()
    }

    /// One vector a sentence.
    pub fn sentence_vectors(&self, _text: &str, _parse: &Parse) -> Vec<Vec<f32>> {
        Vec::new()
    }
}
