//! Which row of the static vectors a word has.
//!
//! In: a word's hash. Out: a row, for 514,157 words; many words share a row.

use super::network::{ModelError, Weights};

/// A sorted map in three arrays: 65,536 buckets by the low 16 bits of the hash, in each the next 32 bits in order.
///
/// Exact for the words in the table (the conversion asserts it); a word outside it gets a row with a chance of 1 to 5e8.
pub(crate) struct VectorRows {
    starts: Vec<u32>,
    fingerprints: Vec<u32>,
    rows: Vec<u16>,
}

impl VectorRows {
    /// The map in a file.
    pub fn read(weights: &Weights) -> Result<Self, ModelError> {
        let map = Self {
            starts: weights.integers("map.starts")?,
            fingerprints: weights.integers("map.fingerprints")?,
            rows: weights.shorts("map.rows")?,
        };
        let count = map.fingerprints.len();
        let sorted = map.starts.is_sorted() && map.starts.last().is_some_and(|last| *last as usize == count);
        match sorted && map.starts.len() == (1 << 16) + 1 && map.rows.len() == count {
            true => Ok(map),
            false => Err(ModelError::Tensor { name: "map".to_owned(), problem: "the parts do not fit together" }),
        }
    }

    /// The row of the word with this hash.
    pub fn row(&self, hash: u64) -> Option<usize> {
        let bucket = (hash & 0xffff) as usize;
        let fingerprint = (hash >> 16) as u32;
        let (start, end) = (self.starts[bucket] as usize, self.starts[bucket + 1] as usize);
        let found = self.fingerprints[start..end].binary_search(&fingerprint).ok()?;
        Some(self.rows[start + found].into())
    }
}
