//! How a difference is to be read: contradiction, update, or imprecise.
//!
//! In: a slot. Out: its status with the reason. A number that only rises from page to page, of a kind that grows as news comes in, was
//! right in its day; so was what a later page says that it corrects.

use super::Slot;
use crate::DiscrepancyStatus as Status;
use crate::judge::align::{Dimension, Placed};
use crate::judge::case::Case;
use crate::judge::lexicon;
use crate::judge::value::Value;
use crate::lexicon::Flag;

fn number(p: &Placed) -> Option<f64> {
    match &p.fact.value {
        Value::Count { n, .. } | Value::Amount { n, .. } | Value::Measure { n, .. } | Value::Share { n } => {
            Some(n.number.value)
        }
        _ => None,
    }
}

pub(super) fn status(case: &Case<'_>, slot: &Slot) -> (Status, String) {
    let all = || slot.values.iter().flatten();
    if let Some(p) = all().find(|p| corrects(case, p)) {
        let words = case.pile.text(p.at);
        let short: String = words.chars().take(60).collect();
        return (Status::Update, format!("A page says that it corrects or renews it: “{short}…”"));
    }
    let moves =
        slot.dimension == Dimension::Count && all().all(|p| p.fact.near.keys().any(|w| Flag::MovingStem.has(w)));
    let days: std::collections::BTreeSet<_> =
        all().filter_map(|p| case.dossier.documents[p.page].page.published.earliest).collect();
    if moves && days.len() > 1 {
        return (Status::Update, "It changes from day to day, and the pages are of several days.".into());
    }
    let grows = matches!(slot.dimension, Dimension::Count | Dimension::Amount | Dimension::Measure)
        && all().any(|p| p.fact.wide.keys().chain(p.fact.near.keys()).any(|w| Flag::GrowingStem.has(w)));
    if grows && rises(case, slot) {
        return (Status::Update, "It grows as news comes in, and the later page has the higher one.".into());
    }
    (
        Status::Contradiction,
        "The values exclude each other: neither is a rounding, a conversion or a part of the other.".into(),
    )
}

/// Whether every later page tells at least as much as every earlier one, over days of publication that differ.
fn rises(case: &Case<'_>, slot: &Slot) -> bool {
    let mut told: Vec<(jiff::civil::Date, f64)> = Vec::new();
    for p in slot.values.iter().flatten() {
        let Some(day) = case.dossier.documents[p.page].page.published.earliest else { continue };
        let Some(n) = number(p) else { return false };
        told.push((day, n));
    }
    told.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let falls = told.windows(2).any(|w| w[1].1 < w[0].1 * 0.98);
    let (first, last) = (told.first(), told.last());
    !falls && matches!((first, last), (Some(a), Some(b)) if a.0 < b.0 && a.1 < b.1)
}

/// Whether the sentence says that it corrects, or renews, what was told before.
fn corrects(case: &Case<'_>, p: &Placed) -> bool {
    let words = case.pile.text(p.at).to_lowercase();
    let said = |list: &str| lexicon::phrases(list).any(|w| words.contains(w));
    said("corrected")
}
