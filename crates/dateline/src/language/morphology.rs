//! Parts of speech and lemmas from tags and dependencies.
//!
//! In: tokens with the tags, heads and relations of the networks. Out: the same tokens with part of speech and lemma, and with tag and
//! relation of white space as spaCy gives them.

use std::borrow::Cow;

use super::characters::Characters;
use super::lemmatizer::Lemmatizer;
use super::lexeme::RawToken;
use super::ruler::{Evidence, Ruler};
use super::{Pos, Token, tables};

/// The attribute ruler and the lemmatizer with their tables. Immutable once loaded.
pub(crate) struct Morphology {
    ruler: Ruler,
    lemmatizer: Lemmatizer,
}

impl Morphology {
    /// The tables of the model inside the program.
    pub(crate) fn embedded() -> Self {
        Self { ruler: Ruler::parse(tables::RULER), lemmatizer: Lemmatizer::embedded() }
    }

    /// The lemmatizer.
    pub(crate) fn lemmatizer(&self) -> &Lemmatizer {
        &self.lemmatizer
    }

    /// Sets part of speech and lemma of each token, and tag and dependency of white space, once the tags and the dependency relations of
    /// the networks are set. `text` and `raw` are what [`super::tokenizer::Tokenizer::tokenize`] took and gave; `tokens` corresponds to
    /// `raw` one to one (its spans are not looked at).
    pub(crate) fn annotate(&self, text: &str, raw: &[RawToken], tokens: &mut [Token]) {
        let characters = Characters::embedded();
        let lower: Vec<Cow<'_, str>> = raw.iter().map(|r| characters.lower(r.span.of(text))).collect();
        let evidence: Vec<Evidence<'_>> = raw
            .iter()
            .zip(&lower)
            .zip(tokens.iter())
            .map(|((r, lower), t)| Evidence { lower, tag: t.tag, dep: t.dep, whitespace: r.whitespace })
            .collect();
        let rulings = self.ruler.apply(&evidence);
        for (((token, raw), ruling), lower) in tokens.iter_mut().zip(raw).zip(rulings).zip(&lower) {
            token.pos = ruling.pos.unwrap_or(Pos::X);
            token.tag = ruling.tag.unwrap_or(token.tag);
            token.dep = ruling.dep.unwrap_or(token.dep);
            token.lemma = match ruling.lemma {
                Some(lemma) => lemma.into(),
                None => self.lemmatizer.lemma(raw.span.of(text), lower, token.pos, ruling.morph),
            };
        }
    }
}
