//! One utterance in several wordings: no contradiction, and the words themselves are the answer.

use super::Case;
use super::english::{listed, speakers};

pub(super) fn ask(case: &Case) -> Option<String> {
    let who = case.label.split(": ").next().filter(|w| !w.is_empty() && !w.contains('“'))?;
    Some(format!("What did {who} say?"))
}

/// "Two wordings: World Daily; Post."
pub(super) fn answer(case: &Case) -> String {
    const COUNTS: [&str; 10] = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];
    let n = case.sides.len();
    let count = COUNTS.get(n).map_or_else(|| n.to_string(), |c| (*c).to_string());
    let plain = |v: &super::Voice| super::Voice { pages: v.pages.clone(), by: None };
    let names = case.sides.iter().map(|s| listed(&speakers(&s.voices.iter().map(plain).collect::<Vec<_>>())));
    let mut names: Vec<String> = names.collect();
    names.dedup();
    format!("{count} {}: {}.", if n == 1 { "wording" } else { "wordings" }, names.join("; "))
}
