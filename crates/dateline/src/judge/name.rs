//! One person whose name pages spell in two ways.
//!
//! In: linked people with the names that pages give them. Out: a variant where two names of as many words differ in one, by a letter or two.
//! Accents alone, initials and short forms are no other spelling; what a page itself writes in two ways may be two people.

use std::collections::BTreeSet;

use super::compare::fold;
use super::spelling::distance;
use crate::entity::EntityKind;
use crate::link::Pile;
use crate::{Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Evidence, LinkedEntity, PageId, Variant};

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let people = dossier.entities.iter().filter(|e| e.kind == EntityKind::Person && e.has_proper_name());
    people.filter_map(|e| of_person(pile, e)).collect()
}

/// A spelling with the first place of every page that has it.
struct Spelling {
    words: Vec<String>,
    shown: String,
    at: Vec<Evidence>,
}

fn of_person(pile: &Pile<'_>, entity: &LinkedEntity) -> Option<Discrepancy> {
    let mut spellings: Vec<Spelling> = Vec::new();
    for m in &entity.mentions {
        let at = Evidence { document: m.document, span: m.span };
        let shown = pile.text(at);
        let words: Vec<String> = shown.split_whitespace().map(fold).collect();
        let name = (2..=4).contains(&words.len())
            && shown
                .split_whitespace()
                .all(|w| w.starts_with(char::is_uppercase) && w.chars().all(char::is_alphabetic));
        if !name {
            continue;
        }
        match spellings.iter_mut().find(|s| s.words == words) {
            Some(s) if s.at.iter().any(|e| e.document == at.document) => {}
            Some(s) => s.at.push(at),
            None => spellings.push(Spelling { words, shown: shown.to_string(), at: vec![at] }),
        }
    }
    let pages = |s: &Spelling| s.at.iter().map(|e| e.document).collect::<BTreeSet<PageId>>();
    let mut chosen: BTreeSet<usize> = BTreeSet::new();
    for (i, a) in spellings.iter().enumerate() {
        for (j, b) in spellings.iter().enumerate().skip(i + 1) {
            if respelled(&a.words, &b.words) && pages(a).is_disjoint(&pages(b)) {
                chosen.extend([i, j]);
            }
        }
    }
    (!chosen.is_empty()).then(|| {
        let variants: Vec<Variant> = chosen
            .iter()
            .map(|i| Variant { value: spellings[*i].shown.clone(), support: spellings[*i].at.clone() })
            .collect();
        let names: Vec<&str> = variants.iter().map(|v| v.value.as_str()).collect();
        Discrepancy {
            rule: String::new(),
            kind: DiscrepancyKind::Name,
            status: DiscrepancyStatus::Variant,
            about: None,
            label: format!("Name of {}: {}", names[0], names.join(" or ")),
            variants,
            reasons: vec!["One person, spelled in more than one way.".into()],
        }
    })
}

/// Whether two names differ in one word, and that by a letter or two.
fn respelled(a: &[String], b: &[String]) -> bool {
    let other: Vec<(&String, &String)> = a.iter().zip(b).filter(|(x, y)| x != y).collect();
    let [(x, y)] = other.as_slice() else { return false };
    let least = x.chars().count().min(y.chars().count());
    let short = x.starts_with(y.as_str()) || y.starts_with(x.as_str());
    a.len() == b.len() && least >= 4 && !short && distance(x, y) <= if least > 5 { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_or_two() {
        let of = |a: &str, b: &str| {
            let split = |s: &str| s.split(' ').map(str::to_owned).collect::<Vec<_>>();
            respelled(&split(a), &split(b))
        };
        assert!(of("ida holten", "ida holden") && of("karl moen", "carl moen"));
        assert!(!of("ida holt", "ada halt") && !of("alex moen", "alexander moen") && !of("ida holt", "ida marie holt"));
    }
}
