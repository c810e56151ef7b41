//! Which event mentions of different pages tell of one event.
//!
//! In: the units of every page. Out: groups of them.
//!
//! Mentions that a page joins itself stay together as one unit. A unit is compared with the groups of its story that share its kind of
//! event (see [`super::classes`]); [`super::pair`] says how well two fit. Grouping is conservative, for a wrong merge invents a fact and a
//! missed one only repeats a line.

use std::collections::{BTreeMap, BTreeSet};

use super::pair::score;
use super::units::{Told, Unit};
use crate::event::classes;
use crate::{EntityId, IndexVec, PageId, StoryId};

/// Score from which a unit joins a group.
const JOIN: f64 = 1.1;
/// Share of the best pair in the score of a unit against a group; the rest is the mean of all pairs.
const BEST: f64 = 0.3;
/// Words from which on the same sentence in two pages is no chance.
const WORDS: usize = 6;
/// Number of members of a group that a unit is compared with.
const COMPARED: usize = 6;
/// Number of groups that a unit is compared with at most; beyond, only those with a participant in common.
const BUCKET: usize = 120;

/// Groups units of one event. Groups are lists of indices into `units`, in order of text.
pub(crate) fn groups(units: &[Unit<'_>], story: &IndexVec<PageId, StoryId>) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut by_key: BTreeMap<(StoryId, &str), BTreeSet<usize>> = BTreeMap::new();
    let mut by_participant: BTreeMap<(StoryId, &str, EntityId), BTreeSet<usize>> = BTreeMap::new();
    // What stands in two pages in the same words is one event; speech too, of which nothing else is joined.
    let mut copied: BTreeMap<(StoryId, &Told<'_>), (usize, PageId)> = BTreeMap::new();
    for (i, unit) in units.iter().enumerate() {
        let home = story[unit.page];
        if let Some((group, page)) = copied.get_mut(&(home, &unit.told))
            && *page != unit.page
            && unit.told.0.split_whitespace().count() >= WORDS
        {
            groups[*group].push(i);
            *page = unit.page;
            continue;
        }
        let keys: BTreeSet<&str> = unit.lemmas.iter().flat_map(|l| classes(l).iter().copied().chain([&**l])).collect();
        let mut near = BTreeSet::new();
        for key in &keys {
            match by_key.get(&(home, *key)) {
                Some(bucket) if bucket.len() <= BUCKET => near.extend(bucket.iter().copied()),
                Some(_) => {
                    for participant in unit.participants() {
                        let bucket = by_participant.get(&(home, *key, participant));
                        near.extend(bucket.into_iter().flatten().rev().take(BUCKET).copied());
                    }
                }
                None => {}
            }
        }
        let best = near
            .into_iter()
            .filter_map(|g| against(units, &groups[g], unit).map(|s| (s, g)))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let group = match best {
            Some((score, g)) if score >= JOIN => g,
            _ => {
                groups.push(Vec::new());
                groups.len() - 1
            }
        };
        groups[group].push(i);
        copied.entry((home, &unit.told)).or_insert((group, unit.page));
        for key in keys {
            by_key.entry((home, key)).or_default().insert(group);
            for participant in unit.participants() {
                by_participant.entry((home, key, participant)).or_default().insert(group);
            }
        }
    }
    groups
}

/// Score against the first members of a group, between the mean and the best; `None` when one of them forbids the join. A page that
/// tells of the event in several words counts once, with those that fit best.
fn against(units: &[Unit<'_>], group: &[usize], unit: &Unit<'_>) -> Option<f64> {
    let mut pages: BTreeMap<PageId, f64> = BTreeMap::new();
    for member in group.iter().take(COMPARED) {
        let one = score(&units[*member], unit)?;
        let known = pages.entry(units[*member].page).or_insert(one);
        *known = known.max(one);
    }
    let best = pages.values().copied().max_by(f64::total_cmp)?;
    let mean = pages.values().sum::<f64>() / pages.len() as f64;
    Some((1.0 - BEST) * mean + BEST * best)
}
