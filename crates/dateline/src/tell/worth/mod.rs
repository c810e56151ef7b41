//! How likely an editor keeps an event as a line of the chronology.
//!
//! In: labelled events. Out: for each the features of [`features`] and what they come to, the logarithm of the odds, by a table that
//! `bench/fit_timeline.py` fitted on piles whose lines an editor chose.

mod clauses;
mod features;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

pub(super) use features::Story;

use crate::faults::Faults;
use crate::{Analysis, EventId};

/// The table: what every feature weighs.
static WEIGHTS: LazyLock<BTreeMap<&'static str, f64>> = LazyLock::new(|| {
    const FILE: &str = "tell/line_weights.txt";
    let lines = crate::data::lines(include_str!("../../../../../data/tell/line_weights.txt"));
    let weight = |line: &'static str| {
        let (name, weight) = line.split_once(' ').unwrap_or_else(|| crate::data::broken(FILE, line));
        (name, weight.parse().unwrap_or_else(|_| crate::data::broken(FILE, line)))
    };
    lines.map(weight).collect()
});

/// The score from which on an event is a line.
pub(super) fn needed() -> f64 {
    WEIGHTS.get("needed").copied().unwrap_or_default()
}

/// The logarithm of the odds that an editor keeps an event as a line; none of what another story tells, or of what has no words.
pub(super) fn worth(story: &Story<'_>, event: EventId) -> Option<f64> {
    let weight = |name: &str| WEIGHTS.get(name).copied().unwrap_or_default();
    let features = story.features(event)?;
    Some(features.iter().fold(weight("bias"), |sum, (name, value)| sum + weight(name) * value))
}

/// Every event of the main story that could be a line, with its features, as lines of JSON: what the script that fits the table learns from.
pub fn rows(analyses: &[Analysis]) -> Vec<String> {
    let mut faults = Faults::default();
    let ordered = crate::link::ordered(analyses);
    let linked = crate::link::link(ordered.iter().map(|p| &**p).collect(), Vec::new());
    let joined = linked.join(&[], &mut faults);
    let labels = super::labels(&joined, &mut faults);
    let labelled = joined.labelled(labels);
    let (pile, dossier) = (labelled.pile(), labelled.dossier());
    let story = Story::new(pile, dossier);
    let row = |event: EventId| {
        let linked = &dossier.events[event];
        let features = story.features(event)?;
        let support: Vec<_> =
            linked.support.iter().map(|s| (pile.pages[s.at.document].page.path.as_str(), pile.text(s.at))).collect();
        let at: Vec<_> = linked.mentions.iter().map(|m| (m.document.index(), m.span.start, m.span.end)).collect();
        let time = linked
            .time
            .as_ref()
            .map(|t| (t.interval.earliest.map(|d| d.to_string()), t.interval.latest.map(|d| d.to_string())));
        let sentences: BTreeSet<_> = linked.support.iter().map(|s| (s.at.document.index(), s.at.span.start)).collect();
        let values: Vec<f64> = features.iter().map(|(_, v)| *v).collect();
        let names: Vec<&str> = features.iter().map(|(n, _)| *n).collect();
        Some(serde_json::json!({
            "event": event.to_string(), "label": linked.label, "time": time, "status": linked.status, "support": support,
            "mentions": at, "sentences": sentences, "names": names, "features": values, "pages": story.pages(),
        }).to_string())
    };
    dossier.events.ids().filter_map(row).collect()
}
