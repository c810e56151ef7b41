//! How much the features of a statement speak for its being supported.
//!
//! In: features in the order of [`NAMES`]. Out: a score between 0 and 1; at one half a statement is as good as supported. The table is
//! `data/audit/weights.json`, weights of the features and small decision trees that `bench/fit_audit.py` fitted. Comparisons, products
//! and sums in one order, so every machine gives the same.

use std::sync::LazyLock;

use crate::features::NAMES;

#[derive(serde::Deserialize)]
struct File {
    names: Vec<String>,
    bias: f64,
    /// A weight for each feature.
    linear: Vec<f64>,
    trees: Vec<Node>,
}

/// A leaf, or a feature with a bound and what follows at or below it and above it.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Node {
    Leaf(f64),
    Split(usize, f64, Box<Node>, Box<Node>),
}

static MODEL: LazyLock<File> = LazyLock::new(|| {
    let file: Option<File> = serde_json::from_str(include_str!("../../../data/audit/weights.json")).ok();
    let fits = |f: &File| f.names.iter().map(String::as_str).eq(NAMES.iter().copied());
    // A table of other features would weigh the wrong things; a test keeps it from being built in.
    file.filter(fits).unwrap_or(File { names: Vec::new(), bias: -100.0, linear: Vec::new(), trees: Vec::new() })
});

impl Node {
    fn value(&self, features: &[f64]) -> f64 {
        let mut at = self;
        loop {
            match at {
                Node::Leaf(v) => return *v,
                Node::Split(f, bound, low, high) => {
                    at = if features.get(*f).copied().unwrap_or_default() <= *bound { low } else { high };
                }
            }
        }
    }
}

/// The score of a statement.
pub(crate) fn score(features: &[f64]) -> f64 {
    let linear = MODEL.linear.iter().zip(features).fold(MODEL.bias, |sum, (w, f)| sum + w * f);
    let odds = MODEL.trees.iter().fold(linear, |sum, tree| sum + tree.value(features));
    // Between 0 and 1 without an exponential.
    0.5 + 0.5 * odds / (1.0 + odds.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_fits_the_features() {
        assert_eq!(MODEL.names, NAMES);
        assert_eq!(MODEL.linear.len(), NAMES.len());
    }
}
