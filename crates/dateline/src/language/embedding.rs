//! Vectors of meaning for any text: potion-base-8M, a static embedding distilled from a sentence transformer (model2vec).
//!
//! In: text. Out: 256 numbers of length 1, or zeros when no word of the text is known. The vector is the mean over WordPiece tokens;
//! the order of words plays no part. About a microsecond a token.

use std::collections::HashMap;

use icu_normalizer::DecomposingNormalizerBorrowed;
use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};

use super::network::{ModelError, Weights};

/// Numbers in a vector.
const WIDTH: usize = 256;
/// Characters of the longest word that is looked up, as in the original.
const LONGEST: usize = 100;

/// The table of vectors with its vocabulary.
pub(crate) struct Embedding {
    rows: Vec<i8>,
    /// What a row's bytes are multiplied by.
    scale: Vec<f32>,
    /// Row of each piece that begins a word.
    beginnings: HashMap<Box<str>, u32>,
    /// Row of each piece that continues a word, without its `##`.
    continuations: HashMap<Box<str>, u32>,
}

impl Embedding {
    /// Reads the table and the vocabulary, whose lines are in the order of the rows.
    pub fn read(table: &[u8], vocabulary: &str) -> Result<Self, ModelError> {
        let weights = Weights::read(table)?;
        let (rows, scale) = (weights.bytes("rows")?, weights.singles("scale")?);
        let (mut beginnings, mut continuations) = (HashMap::new(), HashMap::new());
        let mut count = 0;
        for (row, word) in vocabulary.lines().enumerate() {
            count += 1;
            match word.strip_prefix("##") {
                Some(piece) => continuations.insert(piece.into(), row as u32),
                // Marks like `[CLS]` cannot come from text: brackets are split off.
                None => beginnings.insert(word.into(), row as u32),
            };
        }
        match rows.len() == count * WIDTH && scale.len() == count {
            true => Ok(Self { rows, scale, beginnings, continuations }),
            false => {
                Err(ModelError::Tensor { name: "rows".to_owned(), problem: "not one row a word of the vocabulary" })
            }
        }
    }

    /// The vector of a text.
    pub fn vector(&self, text: &str) -> Vec<f32> {
        let mut sum = vec![0f32; WIDTH];
        let mut count = 0;
        for row in self.rows(text) {
            let scale = self.scale[row];
            for (s, x) in sum.iter_mut().zip(&self.rows[row * WIDTH..(row + 1) * WIDTH]) {
                *s += f32::from(*x) * scale;
            }
            count += 1;
        }
        if count == 0 {
            return sum;
        }
        let mean = 1.0 / count as f32;
        sum.iter_mut().for_each(|s| *s *= mean);
        let length = sum.iter().map(|s| s * s).sum::<f32>().sqrt();
        if length > 0.0 {
            sum.iter_mut().for_each(|s| *s /= length);
        }
        sum
    }

    /// The rows of the pieces of a text, unknown words left out.
    fn rows(&self, text: &str) -> Vec<usize> {
        let mut rows = Vec::new();
        for word in words(text) {
            let known = rows.len();
            if !self.pieces(&word, &mut rows) {
                rows.truncate(known);
            }
        }
        rows
    }

    /// Splits a word into the longest pieces from the left; `false` when something remains that is no piece.
    fn pieces(&self, word: &str, rows: &mut Vec<usize>) -> bool {
        if word.chars().count() > LONGEST {
            return false;
        }
        let mut rest = word;
        let mut pieces = &self.beginnings;
        while !rest.is_empty() {
            let ends = rest.char_indices().map(|(i, c)| i + c.len_utf8()).rev();
            let found = ends.filter_map(|end| pieces.get(&rest[..end]).map(|row| (end, *row))).next();
            let Some((end, row)) = found else { return false };
            rows.push(row as usize);
            rest = &rest[end..];
            pieces = &self.continuations;
        }
        true
    }
}

/// The words of a text as BERT's uncased tokenizer splits it: no accents, lower case, each punctuation mark and each Chinese
/// character alone.
fn words(text: &str) -> Vec<String> {
    let categories = CodePointMapData::<GeneralCategory>::new();
    let mut words = Vec::new();
    let mut word = String::new();
    let visible = text.chars().filter(|c| matches!(c, '\t' | '\n' | '\r') || !dropped(*c, categories.get(*c)));
    for c in DecomposingNormalizerBorrowed::new_nfd().normalize_iter(visible) {
        let category = categories.get(c);
        if category == GeneralCategory::NonspacingMark {
            continue;
        }
        let alone = c.is_ascii_punctuation() || GeneralCategoryGroup::Punctuation.contains(category) || chinese(c);
        if (alone || c.is_whitespace()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if alone {
            words.push(c.into());
        } else if !c.is_whitespace() {
            word.extend(c.to_lowercase());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Control and format characters and characters that mean nothing.
fn dropped(c: char, category: GeneralCategory) -> bool {
    c == '\u{fffd}' || GeneralCategoryGroup::Other.contains(category)
}

fn chinese(c: char) -> bool {
    matches!(u32::from(c),
        0x4e00..=0x9fff | 0x3400..=0x4dbf | 0x20000..=0x2a6df | 0x2a700..=0x2b73f | 0x2b740..=0x2b81f | 0x2b820..=0x2ceaf
        | 0xf900..=0xfaff | 0x2f800..=0x2fa1f)
}
