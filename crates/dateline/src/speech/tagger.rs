//! A linear-chain model that tells for each token whether it is a source, a cue, what is said, or none of these.
//!
//! In: features of a page. Out: one [`Label`] a token, the best sequence of each sentence. The weights are a table made by
//! `models/speech/train.py`; they are small whole numbers, so that sums are exact.

use std::sync::LazyLock;

/// What a token is in an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// None of these.
    Other,
    /// What is said.
    Content,
    /// Who says it.
    Source,
    /// What tells that it is said.
    Cue,
}

const LABELS: [Label; 4] = [Label::Other, Label::Content, Label::Source, Label::Cue];

/// The trained table.
pub struct Tagger {
    /// Open addressing: key, then weights of the four labels. An empty slot has the key nought.
    slots: Vec<(u32, [i8; 4])>,
    transitions: [[i32; 4]; 4],
}

/// The table inside the program; `None` when it does not read.
pub static TAGGER: LazyLock<Option<Tagger>> =
    LazyLock::new(|| Tagger::read(include_bytes!("../../../../models/speech/tagger.bin")));

const MAGIC: &[u8; 8] = b"DLSPEAK1";

impl Tagger {
    /// Reads a table: magic, 16 transitions (i16, from label by to label), count (u32), keys (u32), weights (4 × i8 a key). All little
    /// endian.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (head, rest) = rest.split_at_checked(32)?;
        let mut transitions = [[0; 4]; 4];
        for (i, pair) in head.chunks_exact(2).enumerate() {
            transitions[i / 4][i % 4] = i32::from(i16::from_le_bytes([pair[0], pair[1]]));
        }
        let (count, rest) = rest.split_at_checked(4)?;
        let count = u32::from_le_bytes(count.try_into().ok()?) as usize;
        let (keys, weights) = rest.split_at_checked(count.checked_mul(4)?)?;
        if count == 0 || weights.len() != count * 4 {
            return None;
        }
        let size = (count * 2).next_power_of_two().max(16);
        let mut slots = vec![(0, [0; 4]); size];
        for (key, weight) in keys.chunks_exact(4).zip(weights.chunks_exact(4)) {
            let key = u32::from_le_bytes(key.try_into().ok()?);
            let mut at = key as usize & (size - 1);
            while slots[at].0 != 0 {
                at = (at + 1) & (size - 1);
            }
            slots[at] = (key, [weight[0] as i8, weight[1] as i8, weight[2] as i8, weight[3] as i8]);
        }
        Some(Self { slots, transitions })
    }

    fn score(&self, features: &[u32]) -> [i32; 4] {
        let mask = self.slots.len() - 1;
        let mut sum = [0; 4];
        for key in features {
            let mut at = *key as usize & mask;
            loop {
                let (found, weights) = &self.slots[at];
                if found == key {
                    for (s, w) in sum.iter_mut().zip(weights) {
                        *s += i32::from(*w);
                    }
                }
                if found == key || *found == 0 {
                    break;
                }
                at = (at + 1) & mask;
            }
        }
        sum
    }

    /// The best labels of one sentence, given the features of its tokens.
    pub fn tag(&self, sentence: &[Vec<u32>]) -> Vec<Label> {
        let mut back: Vec<[usize; 4]> = Vec::with_capacity(sentence.len());
        let mut best = [0; 4];
        for (i, features) in sentence.iter().enumerate() {
            let here = self.score(features);
            if i == 0 {
                best = here;
                back.push([0; 4]);
                continue;
            }
            let mut next = [0; 4];
            let mut from = [0; 4];
            for to in 0..4 {
                // The first of equals wins.
                let mut top = 0;
                for k in 1..4 {
                    if best[k] + self.transitions[k][to] > best[top] + self.transitions[top][to] {
                        top = k;
                    }
                }
                next[to] = best[top] + self.transitions[top][to] + here[to];
                from[to] = top;
            }
            best = next;
            back.push(from);
        }
        let mut at = 0;
        for k in 1..4 {
            if best[k] > best[at] {
                at = k;
            }
        }
        let mut out = vec![Label::Other; sentence.len()];
        for i in (0..sentence.len()).rev() {
            out[i] = LABELS[at];
            at = back[i][at];
        }
        out
    }
}
