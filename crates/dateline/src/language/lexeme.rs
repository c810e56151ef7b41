//! Tokens as the networks see them: a place in the text and the hashed features of the word.
//!
//! In: a piece of text. Out: [`RawToken`]s, made by the [tokenizer](super::tokenizer). The hashes are those of spaCy's string store,
//! because the embedding tables of the networks are indexed with them.

use crate::Span;

/// A token before tagging, with the features that the embedding layers look up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RawToken {
    /// Bytes of the text that was tokenized.
    pub span: Span,
    /// Whether a single space follows, which belongs to no token.
    pub space: bool,
    /// Whether the token is white space only.
    pub whitespace: bool,
    /// Hash of the text itself (`ORTH`).
    pub orth: u64,
    /// Hash of the normal form (`NORM`): lower case, contractions resolved, quotes and spellings unified.
    pub norm: u64,
    /// Hash of the first character (`PREFIX`).
    pub prefix: u64,
    /// Hash of the last three characters (`SUFFIX`).
    pub suffix: u64,
    /// Hash of the shape (`SHAPE`), for instance `Xxxx` or `dd.d`.
    pub shape: u64,
}

/// MurmurHash64A with seed 1.
pub(crate) fn murmur64(bytes: &[u8]) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mut hash = 1 ^ (bytes.len() as u64).wrapping_mul(M);
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        let mut k = u64::from_le_bytes(*word).wrapping_mul(M);
        k ^= k >> 47;
        hash ^= k.wrapping_mul(M);
        hash = hash.wrapping_mul(M);
    }
    if !rest.is_empty() {
        for (i, byte) in rest.iter().enumerate() {
            hash ^= u64::from(*byte) << (8 * i);
        }
        hash = hash.wrapping_mul(M);
    }
    hash ^= hash >> 47;
    hash = hash.wrapping_mul(M);
    hash ^ (hash >> 47)
}
