//! Which facts of different pages are of one slot.
//!
//! In: the facts of all pages of a story. Out: pairs of facts of one type of value with what tells for and against their being of one slot
//! ([`features`]), and how the values compare. [`model`] weighs that; it was fitted by `bench/fit_alignment.py`.

mod features;
mod model;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use features::{NAMES, Pair, other_scale, verdict_of};
pub(super) use model::{conflicts, score, supports};

use super::facts::{Fact, Stems, facts};
use super::value::Value;
use crate::link::Pile;
use crate::{Dossier, EntityId, Evidence, LocalEntity, PageId, StoryId};

/// Facts with one stem beyond which the stem brings no pairs together.
const CROWD: usize = 120;

/// A fact in the pile.
pub(crate) struct Placed {
    pub page: PageId,
    pub story: StoryId,
    pub fact: Fact,
    /// Linked entities that the sentence names.
    pub entities: BTreeSet<EntityId>,
    /// The linked entity that it is an attribute of.
    pub of: Option<EntityId>,
    /// Linked entities in its phrase and in the subject of its clause.
    pub holders: BTreeSet<EntityId>,
    pub subject: BTreeSet<EntityId>,
    /// Its sentence.
    pub at: Evidence,
}

/// Types of value that are compared with each other only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Dimension {
    Count,
    Amount,
    Measure,
    Share,
    Duration,
    Age,
    Day,
    Clock,
}

pub(super) fn dimension(value: &Value) -> Option<Dimension> {
    Some(match value {
        Value::Count { .. } => Dimension::Count,
        Value::Amount { .. } => Dimension::Amount,
        Value::Measure { .. } => Dimension::Measure,
        Value::Share { .. } => Dimension::Share,
        Value::Duration { .. } => Dimension::Duration,
        Value::Age { .. } => Dimension::Age,
        Value::Interval(_) => Dimension::Day,
        Value::Clock { .. } => Dimension::Clock,
        _ => return None,
    })
}

/// All facts of the pile.
pub(super) fn placed(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Placed> {
    let mut all = Vec::new();
    for (page, analysis) in pile.pages.iter_enumerated() {
        let linked = |e: LocalEntity| pile.entity_of[page].get(e).copied();
        for fact in facts(analysis).into_iter().filter(|f| !f.gloss) {
            let at = Evidence { document: page, span: crate::link::sentence_span(analysis, fact.sentence) };
            all.push(Placed {
                page,
                story: dossier.documents[page].story,
                entities: pile.mentioned(page, at.span).into_iter().collect(),
                of: fact.of.and_then(linked),
                holders: fact.holders.iter().filter_map(|e| linked(*e)).collect(),
                subject: fact.subject.iter().filter_map(|e| linked(*e)).collect(),
                at,
                fact,
            });
        }
    }
    all
}

/// The stems of a clause or sentence: number, weight in the story, weight in the sample; in order of number.
pub(super) struct Side {
    stems: Vec<(u32, u8, u8)>,
    total: [f64; 2],
}

/// The words of a fact, weighed.
pub(super) struct Weighed {
    pub near: Side,
    pub wide: Side,
    pub before: Side,
}

/// Weighs the stems of all facts by how common they are in the sentences of their story: the times that the count of a stem can be doubled
/// before it passes the number of sentences, up to 9.
fn weigh(pile: &Pile<'_>, dossier: &Dossier, all: &[Placed]) -> Vec<Weighed> {
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    let mut counts: BTreeMap<(StoryId, u32), u32> = BTreeMap::new();
    let mut sentences: BTreeMap<StoryId, u32> = BTreeMap::new();
    let stories: BTreeMap<PageId, StoryId> = all.iter().map(|p| (p.page, p.story)).collect();
    for (page, analysis) in pile.pages.iter_enumerated() {
        let story = stories.get(&page).copied().unwrap_or(dossier.documents[page].story);
        for s in analysis.parse.sentences.ids() {
            *sentences.entry(story).or_insert(0) += 1;
            for stem in super::facts::sentence(analysis, s).into_keys() {
                let next = numbers.len() as u32;
                let number = *numbers.entry(stem).or_insert(next);
                *counts.entry((story, number)).or_insert(0) += 1;
            }
        }
    }
    let side = |story: StoryId, stems: &Stems| {
        let n = sentences.get(&story).copied().unwrap_or(1).max(SENTENCES);
        let weight = |number: u32| {
            let mut count = counts.get(&(story, number)).copied().unwrap_or(1);
            let mut weight = 0u8;
            while count < n && weight < 9 {
                count *= 2;
                weight += 1;
            }
            weight
        };
        let mut stems: Vec<(u32, u8, u8)> =
            stems.iter().filter_map(|(w, r)| numbers.get(w).map(|n| (*n, weight(*n), *r))).collect();
        stems.sort_unstable();
        let total = stems.iter().fold([0.0, 0.0], |t, (_, w, r)| [t[0] + f64::from(*w), t[1] + f64::from(*r)]);
        Side { stems, total }
    };
    all.iter()
        .map(|p| Weighed {
            near: side(p.story, &p.fact.near),
            wide: side(p.story, &p.fact.wide),
            before: side(p.story, &p.fact.before),
        })
        .collect()
}

/// A story of fewer sentences is weighed as if it had so many: that a stem is in two of ten says little of how common it is.
const SENTENCES: u32 = 200;

/// Least weight of the words in common of two facts that are looked at.
const LEAST: f64 = 5.0;

/// Pairs of facts of two pages of one story and of one type, that have something in common. The first is of the earlier page.
pub(super) fn pairs(pile: &Pile<'_>, dossier: &Dossier, all: &[Placed]) -> Vec<Pair> {
    let weighed = weigh(pile, dossier, all);
    let mut index: BTreeMap<(StoryId, Dimension, u32), Vec<usize>> = BTreeMap::new();
    for (i, p) in all.iter().enumerate() {
        let Some(dimension) = dimension(&p.fact.value) else { continue };
        let mut stems: Vec<u32> = weighed[i].near.stems.iter().chain(&weighed[i].wide.stems).map(|s| s.0).collect();
        stems.sort_unstable();
        stems.dedup();
        stems.into_iter().for_each(|s| index.entry((p.story, dimension, s)).or_default().push(i));
    }
    let mut of: BTreeMap<EntityId, Vec<usize>> = BTreeMap::new();
    for (i, p) in all.iter().enumerate().filter(|(_, p)| matches!(p.fact.value, Value::Age { .. })) {
        p.of.into_iter().for_each(|e| of.entry(e).or_default().push(i));
    }
    let mut found: Vec<(usize, usize)> = Vec::new();
    for group in index.values().filter(|g| g.len() <= CROWD).chain(of.values()) {
        for (n, i) in group.iter().enumerate() {
            let other = |j: &&usize| all[**j].page != all[*i].page;
            found.extend(group[n + 1..].iter().filter(other).map(|j| (*i.min(j), *i.max(j))));
        }
    }
    found.sort_unstable();
    found.dedup();
    found.retain(|(i, j)| {
        let (a, b) = (&weighed[*i], &weighed[*j]);
        all[*i].of.is_some() && all[*i].of == all[*j].of
            || overlap(&a.near, &b.near)[0] + 0.4 * overlap(&a.wide, &b.wide)[0] >= LEAST
    });
    features::describe(pile, dossier, all, &weighed, &found)
}

/// The weight of the stems in common, and that of the smaller side: by the story and by the sample.
fn overlap(a: &Side, b: &Side) -> [f64; 4] {
    let (mut i, mut j, mut story, mut sample) = (0, 0, 0.0, 0.0);
    while let (Some(x), Some(y)) = (a.stems.get(i), b.stems.get(j)) {
        match x.0.cmp(&y.0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                story += f64::from(x.1);
                sample += f64::from(x.2);
                i += 1;
                j += 1;
            }
        }
    }
    [story, sample, a.total[0].min(b.total[0]), a.total[1].min(b.total[1])]
}

/// A pair as a line of JSON, for the script that fits the model.
pub(super) fn line(dossier: &Dossier, all: &[Placed], pair: &Pair) -> String {
    let side = |i: usize| {
        let p = &all[i];
        let page = &dossier.documents[p.page].page;
        serde_json::json!({"file": page.path, "sentence": p.at.span.of(&page.text), "words": p.fact.span.of(&page.text),
            "start": p.fact.span.start, "published": page.published.earliest.map(|d| d.to_string())})
    };
    serde_json::json!({
        "dimension": dimension(&all[pair.a].fact.value).map(|d| format!("{d:?}")), "verdict": format!("{:?}", pair.verdict),
        "a": side(pair.a), "b": side(pair.b), "features": pair.features,
    })
    .to_string()
}

/// A fact as a line of JSON.
pub(super) fn fact_line(dossier: &Dossier, p: &Placed) -> String {
    let page = &dossier.documents[p.page].page;
    serde_json::json!({"fact": format!("{:?}", p.fact.value), "file": page.path, "sentence": p.at.span.of(&page.text),
        "words": p.fact.span.of(&page.text), "start": p.fact.span.start, "verb": p.fact.verb, "near": p.fact.near,
        "mood": format!("{:?}", p.fact.mood), "of": p.of})
    .to_string()
}
