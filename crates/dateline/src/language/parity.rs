//! What the tables give on their own, for programs that compare them with spaCy. Not part of the interface.

use super::lexeme::RawToken;
use super::morphology::Morphology;
use super::tokenizer::Tokenizer;
use super::{Dep, Pos, Tag, Token};
use crate::Span;

/// Tokenizer, ruler and lemmatizer without the networks.
pub struct Tables {
    tokenizer: Tokenizer,
    morphology: Morphology,
}

/// A token with its features: span, whether a space follows, whether it is white space, then the hashes `ORTH`, `NORM`, `PREFIX`,
/// `SUFFIX` and `SHAPE`.
pub type Features = (Span, bool, bool, [u64; 5]);

/// Tag, relation, part of speech and lemma.
pub type Attributes = (Tag, Dep, Pos, Box<str>);

impl Tables {
    /// The tables inside the program.
    pub fn embedded() -> Self {
        Self { tokenizer: Tokenizer::embedded(), morphology: Morphology::embedded() }
    }

    /// The tokens of a text.
    pub fn tokenize(&self, text: &str) -> Vec<Features> {
        let features = |t: RawToken| (t.span, t.space, t.whitespace, [t.orth, t.norm, t.prefix, t.suffix, t.shape]);
        self.tokenizer.tokenize(text).into_iter().map(features).collect()
    }

    /// What ruler and lemmatizer make of tags and relations, one pair a token of the text.
    pub fn annotate(&self, text: &str, labels: &[(Tag, Dep)]) -> Vec<Attributes> {
        let raw = self.tokenizer.tokenize(text);
        let mut tokens: Vec<Token> = labels
            .iter()
            .map(|(tag, dep)| Token {
                span: Span::default(),
                space: false,
                sentence: 0,
                tag: *tag,
                pos: Pos::X,
                lemma: "".into(),
                head: 0,
                dep: *dep,
            })
            .collect();
        self.morphology.annotate(text, &raw, &mut tokens);
        tokens.into_iter().map(|t| (t.tag, t.dep, t.pos, t.lemma)).collect()
    }
}
