//! How sure it is that two facts are of one slot.
//!
//! In: the features of a pair. Out: a score. The table is `data/judge/alignment.json`, weights of the features and small decision trees
//! that `bench/fit_alignment.py` fitted.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Dimension, NAMES, Pair};
use crate::fitted::Fitted;

/// The scores from which on two facts conflict, and support each other.
#[derive(serde::Deserialize)]
struct Bounds {
    /// How sure it has to be for each type of value: sums are seldom mixed up, counts often.
    thresholds: BTreeMap<String, f64>,
    support: f64,
}

static MODEL: LazyLock<Fitted<Bounds>> = LazyLock::new(|| {
    Fitted::read("judge/alignment.json", include_str!("../../../../../data/judge/alignment.json"), NAMES)
});

/// How sure it is that two facts are of one slot: the logarithm of the odds.
pub(in crate::judge) fn score(pair: &Pair) -> f64 {
    MODEL.score(&pair.features)
}

/// Whether two facts whose values exclude each other are surely enough of one slot.
pub(in crate::judge) fn conflicts(score: f64, dimension: Dimension) -> bool {
    MODEL.rest.thresholds.get(&format!("{dimension:?}")).is_some_and(|t| score >= *t)
}

/// Whether a fact with the value of another supports it.
pub(in crate::judge) fn supports(score: f64) -> bool {
    score >= MODEL.rest.support
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_fits_the_features() {
        assert!(MODEL.rest.thresholds.len() > 5 && MODEL.rest.support.is_finite());
    }
}
