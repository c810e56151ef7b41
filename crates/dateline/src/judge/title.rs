//! Sources that give one person different offices.
//!
//! In: linked people with their titles. The value of a title is its rank ("minister") and its domain, the words that say of what. Two titles
//! differ when the domain is one and the rank another, or the rank is one and one word of the domain is replaced by a similar one, which is
//! how slips of the pen look. Different domains are two offices of one person and no discrepancy; neither is a shorter form of a title.

use std::sync::LazyLock;

use crate::event::EntityKind;
use crate::link::{Pile, key};
use crate::{Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Evidence, Variant};

static RANKS: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    include_str!("../../../../data/judge/ranks.txt")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .map(|l| l.split_whitespace().collect())
        .collect()
});

/// Words of time, and function words, that are no part of the domain.
const EMPTY: &[&str] = &["of", "the", "for", "and", "in", "s", "a", "an"];
/// Words that make another office of it.
const OTHER: &[&str] =
    &["former", "then", "ex", "acting", "deputy", "vice", "designate", "elect", "incoming", "outgoing", "late"];

struct Office {
    ranks: Vec<usize>,
    domain: Vec<String>,
    other: Vec<String>,
}

fn office(title: &str) -> Office {
    let mut office = Office { ranks: Vec::new(), domain: Vec::new(), other: Vec::new() };
    for word in key(title) {
        if EMPTY.contains(&word.as_str()) {
            continue;
        }
        if OTHER.contains(&word.as_str()) {
            office.other.push(word);
        } else if let Some(rank) = RANKS.iter().position(|r| r.contains(&word.as_str())) {
            office.ranks.push(rank);
        } else {
            office.domain.push(word);
        }
    }
    office.ranks.sort_unstable();
    office.domain.sort_unstable();
    office.domain.dedup();
    office
}

/// Whether two words are alike enough to be taken for one another: the same beginning and at most a third of the letters different.
fn similar(a: &str, b: &str) -> bool {
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if x.len() < 5 || y.len() < 5 || x[0] != y[0] || a.starts_with(b) || b.starts_with(a) {
        return false;
    }
    let mut row: Vec<usize> = (0..=y.len()).collect();
    for (i, c) in x.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, d) in y.iter().enumerate() {
            let next = (diagonal + usize::from(c != d)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = std::mem::replace(&mut row[j + 1], next);
        }
    }
    3 * row[y.len()] <= x.len().max(y.len())
}

/// What two titles of one person have to do with each other.
fn differ(a: &str, b: &str) -> bool {
    let (a, b) = (office(a), office(b));
    if a.other != b.other || a.domain.is_empty() || b.domain.is_empty() || a.ranks.is_empty() || b.ranks.is_empty() {
        return false;
    }
    let only = |x: &Office, y: &Office| -> Vec<String> {
        x.domain.iter().filter(|w| !y.domain.contains(w)).cloned().collect()
    };
    let (left, right) = (only(&a, &b), only(&b, &a));
    let common = a.domain.len() - left.len();
    let same_rank = a.ranks.iter().any(|r| b.ranks.contains(r));
    match (same_rank, left.as_slice(), right.as_slice()) {
        (true, [x], [y]) => common >= 1 && similar(x, y),
        // One domain holds the other: the shorter leaves out the country.
        (false, x, y) => common >= 2 && (x.is_empty() || y.is_empty()),
        _ => false,
    }
}

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    for entity in dossier.entities.iter().filter(|e| e.kind == EntityKind::Person && e.titles.len() > 1) {
        let mut titles: Vec<(&str, Vec<Evidence>)> = Vec::new();
        for title in &entity.titles {
            match titles.iter_mut().find(|(t, _)| key(t) == key(&title.title)) {
                Some((_, at)) => at.push(title.at),
                None => titles.push((&title.title, vec![title.at])),
            }
        }
        titles.truncate(40);
        for (n, (a, at_a)) in titles.iter().enumerate() {
            for (b, at_b) in &titles[n + 1..] {
                if differ(a, b) {
                    let variant =
                        |value: &str, at: &[Evidence]| Variant { value: value.to_string(), support: at.to_vec() };
                    found.push(Discrepancy {
                        kind: DiscrepancyKind::Title,
                        status: DiscrepancyStatus::Contradiction,
                        about: None,
                        label: format!("Office of {}: {a} or {b}", entity.name),
                        variants: vec![variant(a, at_a), variant(b, at_b)],
                    });
                }
            }
        }
    }
    let _ = pile;
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, expected: bool) {
        assert_eq!(differ(a, b), expected, "{a} / {b}");
    }

    #[test]
    fn a_slip_in_one_word() {
        check("Minister of Maritime Affairs", "Maritime Affairs Minister", false);
        check("Minister of National Resources and Fisheries", "Natural Resources and Fisheries Minister", true);
    }

    #[test]
    fn another_rank_of_one_body() {
        check("President of the Harbour Commission", "Chairman of the Harbour Commission", true);
        check("chairwoman of the Harbour Commission", "Chair of the Harbour Commission", false);
        check("deputy chair of the Harbour Commission", "chair of the Harbour Commission", false);
    }

    #[test]
    fn two_offices_are_no_discrepancy() {
        check("Minister of Finance", "chairman of the Labour Party", false);
        check("President", "President of Lundia", false);
    }
}
