//! How a difference of aligned facts is told.
//!
//! In: a slot. Out: its values for a reader, its label, and why its facts were taken for one slot.

use super::Slot;
use crate::judge::align::{Dimension, Placed};
use crate::judge::case::Case;
use crate::judge::value::Value;
use crate::link::Pile;
use crate::{EventId, Evidence, Variant};

/// The value of a fact: a day in figures, else the words of the page.
pub(super) fn shown(pile: &Pile<'_>, p: &Placed) -> String {
    match &p.fact.value {
        Value::Interval(_) if p.fact.yearless => said(pile, p),
        Value::Interval(i) => match (i.earliest, i.latest) {
            (Some(a), Some(b)) if a.date() == b.date() => a.date().to_string(),
            (Some(a), Some(_)) if i.granularity == crate::time::Granularity::Year => a.year().to_string(),
            _ => said(pile, p),
        },
        Value::Clock { minutes, .. } => format!("{:02}:{:02}", minutes / 60, minutes % 60),
        _ => said(pile, p),
    }
}

fn said(pile: &Pile<'_>, p: &Placed) -> String {
    pile.text(Evidence { document: p.page, span: p.fact.span }).split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn label(case: &Case<'_>, slot: &Slot, about: Option<EventId>, variants: &[Variant]) -> String {
    let what = match slot.dimension {
        Dimension::Day => "Day",
        Dimension::Clock => "Hour",
        Dimension::Age => "Age",
        Dimension::Duration => "Length of time",
        Dimension::Amount => "Sum",
        Dimension::Share => "Share",
        Dimension::Measure => "Measure",
        Dimension::Count => "Number",
    };
    let who = slot.values.iter().flatten().find_map(|p| p.of).map(|e| case.dossier.entities[e].name.clone());
    let of = match (slot.dimension, who) {
        (Dimension::Age, Some(who)) => format!(" of {who}"),
        _ => about
            .map(|e| case.dossier.events[e].label.as_str())
            .filter(|l| !l.is_empty())
            .map(|l| format!(" in “{l}”"))
            .unwrap_or_default(),
    };
    let values: Vec<&str> = variants.iter().map(|v| v.value.as_str()).collect();
    format!("{what}{of}: {}", values.join(" or "))
}

/// Why the facts were taken for one slot.
pub(super) fn aligned(slot: &Slot) -> String {
    let mut words: Vec<&str> = Vec::new();
    let (a, b) = (&slot.values[0][0].fact, &slot.values[1][0].fact);
    for w in a.near.keys().filter(|w| b.wide.contains_key(*w)).chain(b.near.keys().filter(|w| a.wide.contains_key(*w)))
    {
        if !words.contains(&w.as_str()) {
            words.push(w);
        }
    }
    words.truncate(6);
    if words.is_empty() {
        "Both clauses tell of one thing.".into()
    } else {
        format!("Both clauses tell of one thing: {} (log odds {:.1}).", words.join(", "), slot.score)
    }
}
