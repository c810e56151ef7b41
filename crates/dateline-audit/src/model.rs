//! How much the features of a statement speak for its being supported.
//!
//! In: features in the order of [`NAMES`]. Out: a score between 0 and 1; at one half a statement is as good as supported. The table is
//! `data/audit/weights.json`, that `bench/fit_audit.py` fitted.

use std::sync::LazyLock;

use dateline::fitted::{Fitted, Nothing};

use crate::features::NAMES;

static MODEL: LazyLock<Fitted<Nothing>> =
    LazyLock::new(|| Fitted::read("audit/weights.json", include_str!("../../../data/audit/weights.json"), NAMES));

/// The score of a statement.
pub(crate) fn score(features: &[f64]) -> f64 {
    let odds = MODEL.score(features);
    // Between 0 and 1 without an exponential.
    0.5 + 0.5 * odds / (1.0 + odds.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_fits_the_features() {
        assert!(score(&[0.0; NAMES.len()]) > 0.0);
    }
}
