//! In which groups differences and forecasts are shown, and what each is called: once, for the terminal, Markdown and the plain account.

use super::{Difference, Prediction, View};

/// A group that has something in it.
#[derive(Clone, Debug)]
pub struct Group<'v, T> {
    /// What its members have in common, as the dossier has it.
    pub key: &'static str,
    /// For a reader.
    pub heading: &'static str,
    /// What the heading means, where a line has room for it; empty when it says so itself.
    pub meaning: &'static str,
    /// In the order of the view.
    pub of: Vec<&'v T>,
}

/// Differences by status, in the order of their weight: key, heading, meaning.
const DIFFERENCES: [(&str, &str, &str); 4] = [
    ("contradiction", "Open", "both cannot be true"),
    ("update", "Updates", "a later report replaces an earlier one"),
    ("variant", "One thing in several wordings", ""),
    ("imprecise", "Less exact or less sure", "both can be true"),
];

/// Forecasts by outcome.
const FORECASTS: [(&str, &str, &str); 3] =
    [("not_fulfilled", "Did not come true", ""), ("fulfilled", "Came true", ""), ("open", "Open", "")];

impl View {
    /// The differences by status; statuses without any are left out.
    pub fn differences(&self) -> Vec<Group<'_, Difference>> {
        groups(&DIFFERENCES, &self.discrepancies, |d| &d.status)
    }

    /// The forecasts by outcome; outcomes without any are left out.
    pub fn predictions(&self) -> Vec<Group<'_, Prediction>> {
        groups(&FORECASTS, &self.forecasts, |f| &f.outcome)
    }
}

impl Prediction {
    /// The sign of the outcome: ✓ came true, ✕ did not, ○ open.
    pub fn sign(&self) -> &'static str {
        sign(&self.outcome)
    }
}

impl Group<'_, Prediction> {
    /// The sign of the outcome.
    pub fn sign(&self) -> &'static str {
        sign(self.key)
    }
}

fn sign(outcome: &str) -> &'static str {
    match outcome {
        "fulfilled" => "✓",
        "not_fulfilled" => "✕",
        _ => "○",
    }
}

fn groups<'v, T>(
    kinds: &[(&'static str, &'static str, &'static str)],
    all: &'v [T],
    key_of: impl Fn(&T) -> &String,
) -> Vec<Group<'v, T>> {
    let group = |(key, heading, meaning): &(&'static str, &'static str, &'static str)| Group {
        key,
        heading,
        meaning,
        of: all.iter().filter(|x| key_of(x) == key).collect(),
    };
    kinds.iter().map(group).filter(|g| !g.of.is_empty()).collect()
}
