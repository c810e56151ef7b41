//! Places: "Where was …?" What is denied of a place is told as a denial, never as a value.

use super::english::{small, turned};
use super::{Case, Side};

/// Words that begin a place; the place is what is asked for.
const BEGIN: [&str; 14] =
    ["to", "in", "at", "on", "off", "near", "from", "into", "outside", "inside", "over", "above", "towards", "aboard"];

pub(super) fn ask(case: &Case) -> Option<String> {
    let clause = case.clause()?;
    // What the verb governs stays: "Where did the tug leave the barge?" The place goes, wherever it begins.
    let words: Vec<&str> = clause.rest.split(' ').collect();
    let cut = words.iter().position(|w| BEGIN.contains(w)).unwrap_or(words.len());
    let rest = words[..cut].join(" ");
    let bare = rest.is_empty() && clause.verb.is_empty();
    (!bare).then(|| format!("Where {}?", turned(clause, rest.trim_end_matches(','))))
}

/// The place, "not in Havn" for its denial.
pub(super) fn value(side: &Side) -> String {
    match side.value.strip_prefix("not ") {
        Some(_) if !side.words.is_empty() => small(&side.words),
        Some(place) => format!("not in {place}"),
        None => side.value.clone(),
    }
}
