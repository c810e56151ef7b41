//! How sure it is that two facts are of one slot.
//!
//! In: the features of a pair. Out: a score. The table is `data/judge/alignment.json`, weights of the features and small decision trees
//! that `bench/fit_alignment.py` fitted. Comparisons, products and sums in one order, so every machine gives the same.

use std::sync::LazyLock;

use super::{NAMES, Pair};

#[derive(serde::Deserialize)]
struct File {
    names: Vec<String>,
    bias: f64,
    /// A weight for each feature.
    linear: Vec<f64>,
    threshold: f64,
    support: f64,
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
    let file: Option<File> = serde_json::from_str(include_str!("../../../../../data/judge/alignment.json")).ok();
    let fits = |f: &File| f.names.iter().map(String::as_str).eq(NAMES.iter().copied());
    file.filter(fits).unwrap_or(File {
        names: Vec::new(),
        bias: -1e9,
        linear: Vec::new(),
        threshold: 0.0,
        support: 0.0,
        trees: Vec::new(),
    })
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

/// How sure it is that two facts are of one slot: the logarithm of the odds.
pub(in crate::judge) fn score(pair: &Pair) -> f64 {
    let linear = MODEL.linear.iter().zip(&pair.features).fold(MODEL.bias, |sum, (w, f)| sum + w * f);
    MODEL.trees.iter().fold(linear, |sum, tree| sum + tree.value(&pair.features))
}

/// Whether two facts whose values exclude each other are surely enough of one slot.
pub(in crate::judge) fn conflicts(score: f64) -> bool {
    score >= MODEL.threshold
}

/// Whether a fact with the value of another supports it.
pub(in crate::judge) fn supports(score: f64) -> bool {
    score >= MODEL.support
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_fits_the_features() {
        assert_eq!(MODEL.names, NAMES);
        assert!(MODEL.trees.len() > 10 && MODEL.bias > -1e9);
    }
}
