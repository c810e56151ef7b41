//! From hashed features to one vector a token that knows its neighbours (`tok2vec`).
//!
//! In: blocks of tokens. Out: [`WIDTH`] numbers a token. Embedding tables and static vectors are mixed by a maxout layer, then four
//! residual layers each look one token to the left and right. Blocks do not see each other.

use std::collections::HashMap;
use std::sync::Mutex;

use pulp::Arch;
use rustc_hash::FxBuildHasher;

use super::embed::{HashTable, WIDTH};
use super::matmul::{Bias, Dense, Units};
use super::weights::{ModelError, Weights};
use crate::language::lexeme::RawToken;
use crate::language::vectors::VectorRows;

/// Candidates of which a maxout unit takes the greatest.
const PIECES: usize = 3;
/// Window layers, each of which widens the view by one token to both sides.
const DEPTH: usize = 4;
/// Words whose mixed embedding is remembered, 12 MB. Beyond it the memory begins anew.
const REMEMBERED: usize = 1 << 15;

/// Takes an attribute from a token.
type Feature = fn(&RawToken) -> u64;

/// The attributes of the tables by column; table `i` hashes with seed `8 + i`.
const ATTRIBUTES: [(&str, Feature); 6] = [
    ("norm", |t| t.norm),
    ("prefix", |t| t.prefix),
    ("suffix", |t| t.suffix),
    ("shape", |t| t.shape),
    ("space", |t| t.space.into()),
    ("is_space", |t| t.whitespace.into()),
];

/// Embedding and window layers of one component.
pub(crate) struct Encoder {
    tables: Vec<HashTable>,
    /// Static vectors, already multiplied by their projection.
    vectors: Vec<f32>,
    mix: Maxout,
    window: Vec<Maxout>,
    /// Mixed embeddings of words met before. A row of a product does not depend on the others, so what is remembered equals, bit
    /// for bit, what would be computed, and no result depends on what was read before.
    memory: Mutex<Memory>,
}

/// What decides a token's features: the text itself, its normal form, and whether a space follows.
type Word = (u64, u64, bool);

#[derive(Default)]
struct Memory {
    /// Index of a word's row.
    words: HashMap<Word, u32, FxBuildHasher>,
    rows: Vec<f32>,
}

impl Encoder {
    /// The encoder `name` with the first `columns` attributes.
    pub fn read(weights: &Weights, vectors: &Weights, name: &str, columns: usize) -> Result<Self, ModelError> {
        let tables = ATTRIBUTES[..columns].iter().enumerate();
        let tables = tables
            .map(|(i, (attribute, _))| HashTable::read(weights, &format!("{name}.embed.{attribute}"), 8 + i as u32))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            mix: Maxout::read(weights, &format!("{name}.mix"), WIDTH * (columns + 1))?,
            window: (0..DEPTH)
                .map(|i| Maxout::read(weights, &format!("{name}.window.{i}"), WIDTH * 3))
                .collect::<Result<Vec<_>, _>>()?,
            vectors: vectors.matrix(&format!("{name}.vectors"), WIDTH)?,
            tables,
            memory: Mutex::default(),
        })
    }

    /// One row of [`WIDTH`] numbers a token, block after block.
    pub fn encode(&self, blocks: &[&[RawToken]], rows: &VectorRows) -> Vec<f32> {
        let mixed = self.embed(blocks, rows);
        // `DEPTH` rows of zeros around each block keep the windows of its neighbours apart; one more row at both ends is the
        // window of the outermost.
        let tokens: usize = blocks.iter().map(|b| b.len()).sum();
        let padded = tokens + DEPTH * (blocks.len() + 1);
        let mut hidden = vec![0.0; (padded + 2) * WIDTH];
        let places = places(blocks);
        for (from, to, len) in &places {
            hidden[to * WIDTH..(to + len) * WIDTH].copy_from_slice(&mixed[from * WIDTH..(from + len) * WIDTH]);
        }
        let mut buffer = Vec::new();
        for layer in &self.window {
            layer.dense.apply(&hidden, padded, WIDTH, &mut buffer);
            layer.activate(&buffer, &mut hidden[WIDTH..(padded + 1) * WIDTH]);
        }
        let mut out = mixed;
        for (from, to, len) in &places {
            out[from * WIDTH..(from + len) * WIDTH].copy_from_slice(&hidden[to * WIDTH..(to + len) * WIDTH]);
        }
        out
    }

    /// The mixed embedding of each token, from memory where the word was met before.
    fn embed(&self, blocks: &[&[RawToken]], rows: &VectorRows) -> Vec<f32> {
        let tokens: usize = blocks.iter().map(|b| b.len()).sum();
        let mut out = vec![0.0; tokens * WIDTH];
        // Tokens that no memory knows, each word once, and which tokens take their result.
        let mut new: Vec<&RawToken> = Vec::new();
        let mut places: HashMap<Word, usize, FxBuildHasher> = HashMap::default();
        let mut missing: Vec<(usize, usize)> = Vec::new();
        {
            // A thread that panicked cannot have left half a row: rows are pushed before words.
            let memory = self.memory.lock().unwrap_or_else(|e| e.into_inner());
            for (i, token) in blocks.iter().copied().flatten().enumerate() {
                let word = self.word(token);
                if let Some(row) = memory.words.get(&word) {
                    let row = *row as usize * WIDTH;
                    out[i * WIDTH..(i + 1) * WIDTH].copy_from_slice(&memory.rows[row..row + WIDTH]);
                } else {
                    let place = *places.entry(word).or_insert(new.len());
                    if place == new.len() {
                        new.push(token);
                    }
                    missing.push((i, place));
                }
            }
        }
        if new.is_empty() {
            return out;
        }
        let mixed = self.mix(&new, rows);
        for (i, place) in missing {
            out[i * WIDTH..(i + 1) * WIDTH].copy_from_slice(&mixed[place * WIDTH..(place + 1) * WIDTH]);
        }
        let mut memory = self.memory.lock().unwrap_or_else(|e| e.into_inner());
        if memory.words.len() + new.len() > REMEMBERED {
            *memory = Memory::default();
        }
        for (token, row) in new.iter().zip(mixed.chunks_exact(WIDTH)) {
            let next = (memory.rows.len() / WIDTH) as u32;
            memory.rows.extend_from_slice(row);
            memory.words.insert(self.word(token), next);
        }
        out
    }

    fn word(&self, token: &RawToken) -> Word {
        (token.orth, token.norm, token.space && self.tables.len() > 4)
    }

    /// Sums of table rows and static vectors through the mixing layer.
    fn mix(&self, tokens: &[&RawToken], rows: &VectorRows) -> Vec<f32> {
        let width = WIDTH * (self.tables.len() + 1);
        let mut input = vec![0.0; tokens.len() * width];
        for (token, row) in tokens.iter().zip(input.chunks_exact_mut(width)) {
            let (embedded, vector) = row.split_at_mut(WIDTH * self.tables.len());
            for ((table, (_, feature)), out) in self.tables.iter().zip(ATTRIBUTES).zip(embedded.chunks_exact_mut(WIDTH))
            {
                table.add(feature(token), out);
            }
            if let Some(known) = rows.row(token.orth).and_then(|r| self.vectors.get(r * WIDTH..(r + 1) * WIDTH)) {
                vector.copy_from_slice(known);
            }
        }
        let mut buffer = Vec::new();
        self.mix.dense.apply(&input, tokens.len(), width, &mut buffer);
        let mut out = vec![0.0; tokens.len() * WIDTH];
        self.mix.activate(&buffer, &mut out);
        out
    }
}

/// For each block: its first row without padding, its first row in the padded matrix, and its length.
fn places(blocks: &[&[RawToken]]) -> Vec<(usize, usize, usize)> {
    let mut from = 0;
    let mut to = 1 + DEPTH;
    let mut places = Vec::with_capacity(blocks.len());
    for block in blocks {
        places.push((from, to, block.len()));
        from += block.len();
        to += block.len() + DEPTH;
    }
    places
}

/// A maxout layer followed by layer normalisation.
struct Maxout {
    dense: Dense,
    scale: Vec<f32>,
    shift: Vec<f32>,
}

impl Maxout {
    fn read(weights: &Weights, name: &str, inputs: usize) -> Result<Self, ModelError> {
        let dense = Dense::read(weights, name, inputs, Bias::Yes, Units { count: WIDTH, pieces: PIECES })?;
        if dense.outputs() != WIDTH * PIECES {
            return Err(ModelError::Tensor {
                name: name.to_owned(),
                problem: "another number of outputs was expected",
            });
        }
        let scale = weights.vector(&format!("{name}.scale"), WIDTH)?;
        let shift = weights.vector(&format!("{name}.shift"), WIDTH)?;
        Ok(Self { dense, scale, shift })
    }

    /// Takes the greatest of each unit's pieces, normalises each row and adds it to `out` (zeros, or the layer's input).
    fn activate(&self, pieces: &[f32], out: &mut [f32]) {
        Arch::new().dispatch(
            #[inline(always)]
            || {
                let (scale, shift) = (self.scale.as_chunks::<WIDTH>().0, self.shift.as_chunks::<WIDTH>().0);
                let rows = pieces.as_chunks::<{ WIDTH * PIECES }>().0.iter().zip(out.as_chunks_mut::<WIDTH>().0);
                for ((row, out), (scale, shift)) in rows.zip(std::iter::repeat((&scale[0], &shift[0]))) {
                    normalise(row, scale, shift, out);
                }
            },
        );
    }
}

#[inline(always)]
fn normalise(pieces: &[f32; WIDTH * PIECES], scale: &[f32; WIDTH], shift: &[f32; WIDTH], out: &mut [f32; WIDTH]) {
    let mut best = [0f32; WIDTH];
    for i in 0..WIDTH {
        let (a, b, c) = (pieces[i], pieces[WIDTH + i], pieces[2 * WIDTH + i]);
        let greater = if b > a { b } else { a };
        best[i] = if c > greater { c } else { greater };
    }
    let mean = sum(&best) / WIDTH as f32;
    for x in &mut best {
        *x -= mean;
    }
    let mut squares = best;
    for x in &mut squares {
        *x *= *x;
    }
    let factor = 1.0 / (sum(&squares) / WIDTH as f32 + 1e-8).sqrt();
    for i in 0..WIDTH {
        out[i] += best[i] * factor * scale[i] + shift[i];
    }
}

/// The sum in an order that is the same for vector units of every width: 16 partial sums, then those in pairs.
#[inline(always)]
fn sum(values: &[f32; WIDTH]) -> f32 {
    let mut partial = [0f32; 16];
    for chunk in values.as_chunks::<16>().0 {
        for (p, x) in partial.iter_mut().zip(chunk) {
            *p += x;
        }
    }
    for half in [8, 4, 2, 1] {
        for i in 0..half {
            partial[i] += partial[i + half];
        }
    }
    partial[0]
}
