//! The outlet of a text copy: the site that the page itself names.
//!
//! In: the lines of the page and the addresses on it. Out: the name, or nothing when no line states it.

use super::dump::{Unit, stops};
use super::lexicon::LINES;

/// Finds the outlet. `site` is the part of the headline's line that names the site, if there was one.
pub fn of_lines(units: &[Unit], text: &str, site: Option<&str>) -> Option<String> {
    // Candidates with their weights, in order of first sight; the heaviest wins, the first of equals.
    let mut found: Vec<(String, u32)> = Vec::new();
    let mut vote = |name: &str, weight: u32| {
        let name = name.trim().trim_matches(['.', ',', ':', '-', '–', '|', '"', '“', '”', ' ']).trim();
        if !plausible(name) {
            return;
        }
        match found.iter_mut().find(|(n, _)| n.eq_ignore_ascii_case(name)) {
            Some((_, w)) => *w += weight,
            None => found.push((name.into(), weight)),
        }
    };
    if let Some(site) = site {
        vote(site, 3);
    }
    for unit in units.iter().filter(|u| u.chars <= 300) {
        for (pattern, weight) in &LINES.outlet {
            if let Some(name) = pattern.captures(unit.span.of(text)).and_then(|c| c.name("name")) {
                vote(name.as_str(), *weight);
            }
        }
    }
    found.into_iter().rev().max_by_key(|(_, w)| *w).filter(|(_, w)| *w >= 2).map(|(n, _)| n)
}

/// Whether a string can be the name of a site: starts with a capital, is no sentence and no phrase of footers.
fn plausible(name: &str) -> bool {
    const PHRASES: &[&str] = &[
        "all rights",
        "reserved",
        "privacy",
        "terms",
        "cookie",
        "this site",
        "copyright",
        "powered by",
        "the author",
        "us",
        "more",
    ];
    let lower = name.to_lowercase();
    let first = name.chars().next();
    name.chars().count() >= 2
        && name.split_whitespace().count() <= 10
        && first.is_some_and(|c| c.is_uppercase() || !c.is_ascii())
        && !stops(name)
        && !PHRASES.iter().any(|p| lower == *p || (p.len() > 4 && lower.contains(p)))
}
