//! The outlet of a text copy: the site that the page itself names.
//!
//! In: the lines of the page and the addresses on it. Out: the name, or nothing when no line states it.

use super::dump::{Look, Unit, stops};
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
    for (i, unit) in units.iter().take(MASTHEAD).enumerate() {
        vote(unit.span.of(text), masthead(units, text, i));
    }
    found.into_iter().rev().max_by_key(|(_, w)| *w).filter(|(_, w)| *w >= 2).map(|(n, _)| n)
}

/// So many lines at the head of a page can be its masthead.
const MASTHEAD: usize = 3;

/// How surely a line at the head of the page is the name of the site: it is written as a name, and other lines around the
/// article say it again, or it calls itself an institution.
fn masthead(units: &[Unit], text: &str, at: usize) -> u32 {
    const INSTITUTIONS: &[&str] = &[
        "parish",
        "church",
        "ministry",
        "department",
        "embassy",
        "consulate",
        "university",
        "institute",
        "council",
        "municipality",
        "parliament",
        "senate",
        "police",
        "commission",
        "agency",
        "office",
        "federation",
        "committee",
    ];
    let line = units[at].span.of(text);
    let small = |w: &str| matches!(w, "of" | "the" | "and" | "for" | "in" | "de" | "du" | "der");
    let named = |w: &str| small(w) || w.starts_with(|c: char| c.is_uppercase());
    let words = line.split_whitespace().count();
    if units[at].look != Look::Plain
        || !(2..=7).contains(&words)
        || line.ends_with(':')
        || !line.split_whitespace().all(named)
    {
        return 0;
    }
    let lower = line.to_lowercase();
    let begins = |u: &Unit| {
        let other = u.span.of(text).to_lowercase();
        other.strip_prefix(&lower).is_some_and(|rest| rest.starts_with(' '))
    };
    let again = units.iter().skip(at + 1).filter(|u| !u.prose() || u.chars <= 200).filter(|u| begins(u)).count();
    let institution = lower.split(|c: char| !c.is_alphabetic()).any(|w| INSTITUTIONS.contains(&w));
    (again.min(2) as u32) + 2 * u32::from(institution && at == 0)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::dump::units;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(of_lines(&units(text), text, None).as_deref(), expected, "{text}");
    }

    #[test]
    fn mastheads() {
        check("VELM HERALD\nSports\nA dam burst.\nVelm Herald is a member of the Orne Group", Some("Velm Herald"));
        check("Ministry of Water, Velm\nPress releases\nThe dam burst on Monday.", Some("Ministry of Water, Velm"));
        check("Main Page\nSports\nA dam burst.", None);
    }
}
