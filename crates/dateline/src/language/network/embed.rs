//! Hash embeddings: a word's feature to four rows of a table.
//!
//! In: a 64-bit feature. Out: the sum of its rows (the "hashing trick" with four hashes, which makes collisions harmless).

use super::weights::{ModelError, Weights};

/// Numbers in a row of every embedding table, and in the encoding of a token.
pub(crate) const WIDTH: usize = 96;

/// One table with its hash seed.
pub(crate) struct HashTable {
    rows: Vec<f32>,
    seed: u32,
}

impl HashTable {
    /// The table `name` of a file.
    pub fn read(weights: &Weights, name: &str, seed: u32) -> Result<Self, ModelError> {
        Ok(Self { rows: weights.matrix(name, WIDTH)?, seed })
    }

    /// Adds the embedding of a feature to `out`, which has [`WIDTH`] numbers.
    pub fn add(&self, feature: u64, out: &mut [f32]) {
        let count = (self.rows.len() / WIDTH) as u32;
        for hash in murmur3(feature, self.seed) {
            let start = (hash % count) as usize * WIDTH;
            for (o, x) in out.iter_mut().zip(&self.rows[start..start + WIDTH]) {
                *o += x;
            }
        }
    }
}

/// MurmurHash3 (x64, 128 bits) of the eight bytes of a feature, as four numbers.
fn murmur3(feature: u64, seed: u32) -> [u32; 4] {
    let seed = u64::from(seed);
    let mut k = feature.wrapping_mul(0x87c3_7b91_1142_53d5);
    k = k.rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    let (mut a, mut b) = (seed ^ k ^ 8, seed ^ 8);
    a = a.wrapping_add(b);
    b = b.wrapping_add(a);
    a = avalanche(a);
    b = avalanche(b);
    a = a.wrapping_add(b);
    b = b.wrapping_add(a);
    [a as u32, (a >> 32) as u32, b as u32, (b >> 32) as u32]
}

fn avalanche(mut h: u64) -> u64 {
    h ^= h >> 33;
    h = h.wrapping_mul(0xff51_afd7_ed55_8ccd);
    h ^= h >> 33;
    h = h.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    h ^ (h >> 33)
}
