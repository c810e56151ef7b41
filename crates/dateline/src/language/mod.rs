//! From a text to tokens, sentences, tags, dependencies, lemmas, names and sentence vectors.
//!
//! In: text and its blocks. Out: a [`Parse`]. The networks are those of spaCy's `en_core_web_md` 3.7.1, run by our own code.

mod address;
mod affixes;
mod characters;
pub(crate) mod clause;
mod embedding;
mod labels;
mod lemmatizer;
mod lexeme;
mod morphology;
mod network;
mod notes;
#[doc(hidden)]
pub mod parity;
mod pipeline;
mod ruler;
mod tables;
mod tokenizer;
mod tree;
mod truecase;
mod vectors;

pub use clause::{Form, Function, Number};
pub use labels::{Dep, NameKind, Pos, Tag};
pub use network::ModelError;
pub(crate) use truecase::capitalized;

use serde::{Deserialize, Serialize};
use std::ops::Range;

use crate::{IndexVec, ModelFiles, SentenceId, Span};
use embedding::Embedding;
use morphology::Morphology;
use pipeline::Pipeline;
use tokenizer::Tokenizer;

/// The linguistic analysis of one text.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Parse {
    /// All tokens in order, those of white space too.
    pub tokens: Vec<Token>,
    /// Token ranges of the sentences, in order, covering all tokens. No sentence crosses a block.
    pub sentences: IndexVec<SentenceId, Range<usize>>,
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
    /// Its sentence in [`Parse::sentences`].
    pub sentence: SentenceId,
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
pub struct Language {
    pipeline: Pipeline,
    embedding: Embedding,
}

impl Language {
    /// The pipeline from the bytes of its files.
    ///
    /// # Errors
    /// When a file is damaged or belongs to another model.
    pub fn read(files: &ModelFiles) -> Result<Self, ModelError> {
        let pipeline = Pipeline::read(files, Tokenizer::embedded(), Morphology::embedded())?;
        Ok(Self { pipeline, embedding: Embedding::read(files.sentence_rows, files.sentence_words)? })
    }

    /// Analyses a text block by block: no sentence crosses a block. Bytes outside the blocks belong to no token.
    ///
    /// Each block is analysed as spaCy analyses it when it stands alone; only a block of more than 32 KiB is cut, at a line break,
    /// the end of a sentence or a space. Quotation marks stay as they are: making them straight was tried on 900 paragraphs of news
    /// and gained nothing (it glued the possessive to names 17 times in 32,712 tokens and mended about as many other names).
    ///
    /// A dateline is left out: it is no part of the sentence behind it.
    ///
    /// Headings with capitals are read as if written like sentences; the spans are those of `text` all the same.
    pub fn parse(&self, text: &str, blocks: &[crate::page::Block]) -> Parse {
        let plain = notes::blank(text);
        let text = plain.as_deref().unwrap_or(text);
        let cased = self.pipeline.truecase(text);
        let read = blocks.iter().filter(|b| b.role != crate::page::Role::Dateline);
        self.parse_spans(cased.as_deref().unwrap_or(text), read.map(|b| b.span))
    }

    /// As [`Self::parse`], for blocks of which only the place is known. A span that is not in the text, or that splits a
    /// character, is left out.
    pub fn parse_spans(&self, text: &str, blocks: impl Iterator<Item = Span>) -> Parse {
        self.pipeline.run(text, blocks)
    }

    /// One vector a sentence: 256 numbers of length 1, or zeros where no word is known. The scalar product of two is their cosine.
    pub fn sentence_vectors(&self, text: &str, parse: &Parse) -> IndexVec<SentenceId, Vec<f32>> {
        parse.sentences.ids().map(|s| self.vector(parse.sentence_span(s).of(text))).collect()
    }

    /// The vector of any text, comparable with those of sentences.
    pub fn vector(&self, text: &str) -> Vec<f32> {
        self.embedding.vector(text)
    }
}
