//! Tokens as the networks see them: a place in the text and the hashed features of the word.
//!
//! In: a piece of text. Out: [`RawToken`]s, made by the [tokenizer](super::tokenizer). The hashes are those of spaCy's string store,
//! because the embedding tables of the networks are indexed with them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::characters::{Characters, Classes};
use super::tables;
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

/// A map whose keys are hashes already. For look-up only: its order means nothing.
pub(crate) type HashedMap<V> = HashMap<u64, V, BuildHasherDefault<Identity>>;

/// Takes a key that is a hash as it is.
#[derive(Default)]
pub(crate) struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = murmur64(bytes);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// The features of words: string numbers, norms, shapes.
pub(crate) struct Lexicon {
    characters: &'static Characters,
    /// Number of each string that has one, by its hash.
    symbols: HashedMap<u64>,
    /// Norm of the words whose norm is not their lower case: by `ORTH`, also as a hash.
    norms: HashedMap<u64>,
}

/// Shapes of words of this many characters are not spelled out.
const LONG: usize = 100;

impl Lexicon {
    /// The lexicon of the model inside the program.
    pub(crate) fn embedded() -> Self {
        let symbols =
            tables::SYMBOLS.lines().zip(1..).map(|(name, number)| (murmur64(name.as_bytes()), number)).collect();
        let mut lexicon = Self { characters: Characters::embedded(), symbols, norms: HashedMap::default() };
        lexicon.norms = tables::NORMS
            .lines()
            .filter_map(|line| {
                let (key, rest) = line.split_once('\t')?;
                let norm = rest.split('\t').next()?;
                Some((u64::from_str_radix(key, 16).ok()?, lexicon.id(norm)))
            })
            .collect();
        lexicon
    }

    /// The number or hash of a string in spaCy's string store.
    pub(crate) fn id(&self, text: &str) -> u64 {
        self.hash_id(murmur64(text.as_bytes()))
    }

    fn hash_id(&self, hash: u64) -> u64 {
        self.symbols.get(&hash).copied().unwrap_or(hash)
    }

    /// The token at `span` of `text`. An exception of the tokenizer can give its own norm.
    pub(crate) fn token(&self, text: &str, span: Span, orth: u64, norm: Option<u64>) -> RawToken {
        let word = span.of(text);
        let prefix = word.chars().next().map_or("", |c| &word[..c.len_utf8()]);
        let suffix = word.char_indices().rev().nth(2).map_or(word, |(start, _)| &word[start..]);
        RawToken {
            span,
            space: false,
            // White space and other characters never share a token.
            whitespace: word.chars().next().is_some_and(|c| self.characters.is(c, Classes::SPACE)),
            orth,
            norm: norm.unwrap_or_else(|| self.norm(word, orth)),
            prefix: self.id(prefix),
            suffix: if suffix.len() == word.len() { orth } else { self.id(suffix) },
            shape: self.shape(word),
        }
    }

    fn norm(&self, word: &str, orth: u64) -> u64 {
        if let Some(norm) = self.norms.get(&orth) {
            return *norm;
        }
        match self.characters.lower(word) {
            Cow::Borrowed(_) => orth,
            Cow::Owned(lower) => self.id(&lower),
        }
    }

    /// Hash of the shape: letters become `X` or `x`, digits `d`; of a run of one such character no more than four are kept.
    fn shape(&self, word: &str) -> u64 {
        if word.len() >= LONG && word.chars().nth(LONG - 1).is_some() {
            return self.id("LONG");
        }
        // Shapes have fewer than LONG characters of up to four bytes.
        let mut shape = [0; 4 * LONG];
        let mut length = 0;
        let (mut last, mut run) = (None, 0);
        for c in word.chars() {
            let classes = self.characters.of(c);
            let mark = if classes.has(Classes::LETTER) {
                if classes.has(Classes::UPPERCASE) { 'X' } else { 'x' }
            } else if classes.has(Classes::DIGIT) {
                'd'
            } else {
                c
            };
            run = if last == Some(mark) { run + 1 } else { 0 };
            last = Some(mark);
            if run < 4 {
                length += mark.encode_utf8(&mut shape[length..]).len();
            }
        }
        self.hash_id(murmur64(&shape[..length]))
    }
}
