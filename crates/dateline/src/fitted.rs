//! Scores whose weights were fitted: a weight for each named feature, and small decision trees over the same features.
//!
//! In: a table that a script under `bench/` wrote, with the names of the features that the program computes. Out: the logarithm of the odds.
//! Comparisons, products and sums in one order, so every machine gives the same.

use serde::de::DeserializeOwned;

/// A table of weights; `Rest` are the other values of its file, such as thresholds.
///
/// ```
/// use dateline::fitted::{Fitted, Nothing};
///
/// const FILE: &str = r#"{"names": ["rare"], "bias": -1.0, "linear": [2.0], "trees": [[0, 0.5, 0.0, 3.0]]}"#;
/// let table: Fitted<Nothing> = Fitted::read("example.json", FILE, &["rare"]);
/// assert_eq!(table.score(&[1.0]), 4.0);
/// ```
#[derive(Debug, serde::Deserialize)]
#[serde(bound = "Rest: DeserializeOwned")]
pub struct Fitted<Rest> {
    names: Vec<String>,
    bias: f64,
    /// A weight for each feature.
    linear: Vec<f64>,
    trees: Vec<Node>,
    /// What else the file holds.
    #[serde(flatten)]
    pub rest: Rest,
}

/// For a table that holds nothing else.
#[derive(Debug, serde::Deserialize)]
pub struct Nothing {}

/// A leaf, or a feature with a bound and what follows at or below it and above it.
#[derive(Debug, serde::Deserialize)]
#[serde(untagged)]
enum Node {
    Leaf(f64),
    Split(usize, f64, Box<Node>, Box<Node>),
}

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

impl<Rest: DeserializeOwned> Fitted<Rest> {
    /// The table in `text`, the file `data/{file}`.
    ///
    /// # Panics
    /// When it is broken, or was fitted for other features than `names`: it would weigh the wrong things.
    pub fn read(file: &str, text: &str, names: &[&str]) -> Self {
        let table: Self = serde_json::from_str(text).unwrap_or_else(|e| crate::data::broken(file, &e.to_string()));
        if !table.names.iter().map(String::as_str).eq(names.iter().copied()) || table.linear.len() != names.len() {
            crate::data::broken(file, "it was fitted for other features; run its script again");
        }
        table
    }

    /// The logarithm of the odds of what has these features.
    pub fn score(&self, features: &[f64]) -> f64 {
        let linear = self.linear.iter().zip(features).fold(self.bias, |sum, (w, f)| sum + w * f);
        self.trees.iter().fold(linear, |sum, tree| sum + tree.value(features))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_for_other_features_is_refused() {
        const FILE: &str = r#"{"names": ["rare"], "bias": 0.0, "linear": [2.0], "trees": [1.5]}"#;
        assert_eq!(Fitted::<Nothing>::read("t.json", FILE, &["rare"]).score(&[0.25]), 2.0);
        for (text, names) in [(FILE, ["common"]), ("{}", ["rare"])] {
            assert!(std::panic::catch_unwind(|| Fitted::<Nothing>::read("t.json", text, &names)).is_err());
        }
    }
}
