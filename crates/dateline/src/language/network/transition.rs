//! The scorer of a transition system: which move is best in a state.
//!
//! In: encoded tokens and, for each state, the few tokens that describe it. Out: a score a move. The product of every token with
//! every slot is computed once a block ("precomputable affine"), so that a state costs a few additions and one small layer.

use pulp::Arch;

use super::embed::WIDTH;
use super::matmul::{Bias, Dense, Units};
use super::weights::{ModelError, Weights};

/// Numbers a token after the first reduction, and units of the hidden layer.
const HIDDEN: usize = 64;
/// Candidates of which a hidden unit takes the greatest.
const PIECES: usize = 2;
const SLOT: usize = HIDDEN * PIECES;
const UNITS: Units = Units { count: HIDDEN, pieces: PIECES };

/// The network of the parser or of the recogniser, with `SLOTS` tokens to describe a state.
pub(crate) struct Scorer<const SLOTS: usize> {
    reduce: Dense,
    /// All slots side by side.
    lower: Dense,
    lower_bias: Vec<f32>,
    /// What stands for a slot without token.
    pad: Vec<f32>,
    /// `HIDDEN` rows with one number a move, so that the innermost loop runs over moves.
    upper: Vec<f32>,
    upper_bias: Vec<f32>,
}

/// The tokens of one block, ready for scoring.
pub(crate) struct Prepared {
    slots: Vec<f32>,
}

impl<const SLOTS: usize> Scorer<SLOTS> {
    /// The network `name` of a file with this many moves.
    pub fn read(weights: &Weights, name: &str, moves: usize) -> Result<Self, ModelError> {
        let upper = weights.vector(&format!("{name}.upper.weight"), moves * HIDDEN)?;
        let lower = Dense::read(weights, &format!("{name}.lower"), HIDDEN, Bias::No, UNITS)?;
        if lower.outputs() != SLOTS * SLOT {
            return Err(ModelError::Tensor { name: name.to_owned(), problem: "another number of slots was expected" });
        }
        Ok(Self {
            reduce: Dense::read(weights, &format!("{name}.reduce"), WIDTH, Bias::Yes, Units::PLAIN)?,
            lower,
            lower_bias: in_order(&weights.vector(&format!("{name}.lower.bias"), SLOT)?),
            pad: in_order(&weights.vector(&format!("{name}.lower.pad"), SLOTS * SLOT)?),
            upper: (0..HIDDEN).flat_map(|h| (0..moves).map(move |m| m * HIDDEN + h)).map(|i| upper[i]).collect(),
            upper_bias: weights.vector(&format!("{name}.upper.bias"), moves)?,
        })
    }

    /// The part of the work that does not depend on states.
    pub fn prepare(&self, encoded: &[f32]) -> Prepared {
        let tokens = encoded.len() / WIDTH;
        let mut reduced = Vec::new();
        self.reduce.apply(encoded, tokens, WIDTH, &mut reduced);
        let mut slots = Vec::new();
        self.lower.apply(&reduced, tokens, HIDDEN, &mut slots);
        Prepared { slots }
    }

    /// Scores all moves in the state described by the tokens `state`, counted from the token `first` of the prepared ones.
    pub fn score(&self, prepared: &Prepared, first: usize, state: [Option<usize>; SLOTS], scores: &mut [f32]) {
        Arch::new().dispatch(
            #[inline(always)]
            || {
                let mut units = [0f32; SLOT];
                units.copy_from_slice(&self.lower_bias);
                for (slot, token) in state.into_iter().enumerate() {
                    let values = match token {
                        Some(t) => &prepared.slots[((first + t) * SLOTS + slot) * SLOT..][..SLOT],
                        None => &self.pad[slot * SLOT..][..SLOT],
                    };
                    for (u, v) in units.iter_mut().zip(values) {
                        *u += v;
                    }
                }
                scores.copy_from_slice(&self.upper_bias);
                let (a, b) = units.split_at(HIDDEN);
                for ((a, b), weights) in a.iter().zip(b).zip(self.upper.chunks_exact(scores.len())) {
                    let value = if b > a { b } else { a };
                    for (s, w) in scores.iter_mut().zip(weights) {
                        *s += value * w;
                    }
                }
            },
        );
    }
}

/// Rearranges vectors of a file as [`Units`] says.
fn in_order(values: &[f32]) -> Vec<f32> {
    (0..values.len()).map(|i| values[UNITS.row(i)]).collect()
}

/// The first of the best-scored moves among those that `valid` allows.
pub(crate) fn best(scores: &[f32], mut valid: impl FnMut(usize) -> bool) -> Option<usize> {
    let mut best: Option<usize> = None;
    for (i, score) in scores.iter().enumerate() {
        if best.is_none_or(|b| *score > scores[b]) && valid(i) {
            best = Some(i);
        }
    }
    best
}
