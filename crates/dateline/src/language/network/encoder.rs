//! From hashed features to one vector a token that knows its neighbours (`tok2vec`).
//!
//! In: blocks of tokens. Out: [`WIDTH`] numbers a token. Embedding tables and static vectors are mixed by a maxout layer, then four
//! residual layers each look one token to the left and right. Blocks do not see each other.

use super::embed::{HashTable, WIDTH};
use super::matmul::Dense;
use super::weights::{ModelError, Weights};
use crate::language::lexeme::RawToken;
use crate::language::vectors::VectorRows;

/// Candidates of which a maxout unit takes the greatest.
const PIECES: usize = 3;
/// Window layers, each of which widens the view by one token to both sides.
const DEPTH: usize = 4;

/// The attributes of the tables by column; table `i` hashes with seed `8 + i`.
const ATTRIBUTES: [(&str, fn(&RawToken) -> u64); 6] = [
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

    /// The mixed embedding of each token.
    fn embed(&self, blocks: &[&[RawToken]], rows: &VectorRows) -> Vec<f32> {
        let tokens: usize = blocks.iter().map(|b| b.len()).sum();
        let width = WIDTH * (self.tables.len() + 1);
        let mut input = vec![0.0; tokens * width];
        for (token, row) in blocks.iter().copied().flatten().zip(input.chunks_exact_mut(width)) {
            let (embedded, vector) = row.split_at_mut(WIDTH * self.tables.len());
            for ((table, (_, feature)), out) in self.tables.iter().zip(ATTRIBUTES).zip(embedded.chunks_exact_mut(WIDTH))
            {
                table.add(feature(token), out);
            }
            if let Some(r) = rows.row(token.orth) {
                vector.copy_from_slice(&self.vectors[r * WIDTH..(r + 1) * WIDTH]);
            }
        }
        let mut buffer = Vec::new();
        self.mix.dense.apply(&input, tokens, width, &mut buffer);
        let mut out = vec![0.0; tokens * WIDTH];
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
        let dense = Dense::read(weights, name, inputs, true)?;
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
        for (row, out) in pieces.chunks_exact(WIDTH * PIECES).zip(out.chunks_exact_mut(WIDTH)) {
            let mut best = [0f32; WIDTH];
            for (b, unit) in best.iter_mut().zip(row.as_chunks::<PIECES>().0) {
                *b = unit[0].max(unit[1]).max(unit[2]);
            }
            let mean = best.iter().sum::<f32>() / WIDTH as f32;
            let variance = best.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / WIDTH as f32;
            let factor = 1.0 / (variance + 1e-8).sqrt();
            for (((o, x), scale), shift) in out.iter_mut().zip(best).zip(&self.scale).zip(&self.shift) {
                *o += (x - mean) * factor * scale + shift;
            }
        }
    }
}
