//! Part-of-speech tags: one dense layer, the greatest score wins.
//!
//! In: encoded tokens. Out: an index into the tag labels for each.

use super::embed::WIDTH;
use super::matmul::{Bias, Dense, Units};
use super::weights::{ModelError, Weights};

/// The tagger's output layer. The softmax of the original does not change which score is the greatest and is left out.
pub(crate) struct Tagger {
    dense: Dense,
}

impl Tagger {
    /// The layer `tagger` of a file.
    pub fn read(weights: &Weights) -> Result<Self, ModelError> {
        Ok(Self { dense: Dense::read(weights, "tagger", WIDTH, Bias::Yes, Units::PLAIN)? })
    }

    /// How many tags there are.
    pub fn tags(&self) -> usize {
        self.dense.outputs()
    }

    /// The best tag of each encoded token; of equal scores the first.
    pub fn tag(&self, encoded: &[f32]) -> Vec<usize> {
        let mut scores = Vec::new();
        self.dense.apply(encoded, encoded.len() / WIDTH, WIDTH, &mut scores);
        scores
            .chunks_exact(self.tags())
            .map(|row| (1..row.len()).fold(0, |b, i| if row[i] > row[b] { i } else { b }))
            .collect()
    }
}
