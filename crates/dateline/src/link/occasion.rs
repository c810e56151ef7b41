//! Groups of one day that tell one occasion in words of other kinds: "two spans gave way", "nine were killed", "the collapse".
//!
//! In: units and their groups. Out: fewer groups. Two sentences whose pages put them on the same day tell one occasion when a fitted score
//! of what they have in common is high: meaning, rare words, numbers, kinds of event. Of two such sentences one pair of mentions is joined:
//! of one kind, or else those that the sentences are about. No two mentions that one page keeps apart are joined, nothing said, nothing
//! denied with what is told, and nobody's deed with that of another.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::pair::cosine;
use super::sets::Sets;
use super::stories::rarity;
use super::units::Unit;
use crate::event::akin;
use crate::lexicon::Flag;
use crate::time::TimeBasis;
use crate::{IndexVec, PageId, StoryId};

/// Units of one day and story that are compared at most.
const COMPARED: usize = 200;
/// Score from which two sentences tell one occasion.
const JOIN: f64 = 0.5;
/// The same where they have more words in common than [`COMMON`].
const MUCH: f64 = 0.1;
/// Words in common, without names, that mentions of different kinds need at least.
const COMMON: usize = 2;
/// Cosine below which two sentences of one day tell different things.
const APART: f64 = 0.3;
/// Cosine from which a sentence is a copy of another.
const COPY: f64 = 0.92;

/// What befalls, and what comes of it: kinds by which pages tell one disaster. Lemmas, with particles.
const CALAMITY: &[&str] = &[
    "accident",
    "avalanche",
    "blast",
    "blow_up",
    "break",
    "burn",
    "catastrophe",
    "cave_in",
    "collapse",
    "come_down",
    "crash",
    "death",
    "derail",
    "destroy",
    "die",
    "disaster",
    "erupt",
    "eruption",
    "explode",
    "explosion",
    "fall",
    "fire",
    "fall_down",
    "give_way",
    "go_down",
    "hit",
    "injure",
    "kill",
    "loss",
    "lose",
    "plunge",
    "sink",
    "slam",
    "slide",
    "strike",
    "tragedy",
    "trap",
    "vanish",
    "wound",
    "wreck",
];

/// Two units that may be joined, with how well they fit.
struct Pair {
    /// Whether they are of one kind.
    kin: bool,
    /// How deep both stand in their sentences: what a sentence is about stands highest.
    depth: usize,
    score: f64,
    units: (usize, usize),
}

/// Joins groups of one occasion.
pub(crate) fn join(units: &[Unit<'_>], groups: Vec<Vec<usize>>, story: &IndexVec<PageId, StoryId>) -> Vec<Vec<usize>> {
    let mut group_of = vec![0; units.len()];
    let mut by_day: BTreeMap<(StoryId, Date), Vec<usize>> = BTreeMap::new();
    for (g, members) in groups.iter().enumerate() {
        for unit in members {
            group_of[*unit] = g;
            if let Some(day) = day(&units[*unit]) {
                by_day.entry((story[units[*unit].page], day)).or_default().push(*unit);
            }
        }
    }
    let mut pairs = Vec::new();
    for near in by_day.values() {
        // Of two sentences the pair that fits best.
        let mut sentences: BTreeMap<(Sentence<'_>, Sentence<'_>), Pair> = BTreeMap::new();
        for (n, x) in near.iter().take(COMPARED).enumerate() {
            for y in near.iter().take(COMPARED).skip(n + 1) {
                let (a, b) = (&units[*x], &units[*y]);
                let Some(pair) = pair(a, b, (*x, *y)) else { continue };
                let key = ((a.page, a.told.0.as_str()), (b.page, b.told.0.as_str()));
                let better = |known: &Pair| (pair.kin, known.depth) > (known.kin, pair.depth);
                if sentences.get(&key).is_none_or(better) {
                    sentences.insert(key, pair);
                }
            }
        }
        pairs.extend(sentences.into_values());
    }
    pairs.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.units.cmp(&b.units)));
    let mut sets = Sets::new(groups.len());
    let mut members = groups;
    for Pair { units: (x, y), .. } in pairs {
        let (x, y) = (sets.root(group_of[x]), sets.root(group_of[y]));
        if x == y || !may_join(units, &members[x], &members[y]) {
            continue;
        }
        sets.join(x, y);
        let moved = std::mem::take(&mut members[x.max(y)]);
        members[x.min(y)].extend(moved);
    }
    members.retain(|m| !m.is_empty());
    for group in &mut members {
        group.sort_unstable();
    }
    members.sort_unstable();
    members
}

/// A page and the words of a sentence of it.
type Sentence<'a> = (PageId, &'a str);

/// Two units as a pair, if their sentences tell one occasion.
fn pair(a: &Unit<'_>, b: &Unit<'_>, units: (usize, usize)) -> Option<Pair> {
    let plain = |u: &Unit<'_>| u.lemmas.iter().all(|l| matches!(&**l, "be" | "have"));
    if a.page == b.page || plain(a) || plain(b) || !may_be_one(a, b) {
        return None;
    }
    // Most pairs of a day have nothing in common, and are not worth weighing.
    if a.vector.zip(b.vector).is_some_and(|(x, y)| cosine(x, y) < APART) {
        return None;
    }
    let features = features(a, b);
    let kin = features[1] + features[2] + features[3] > 0.0;
    // A copy tells each of its events again, under its own word; names alone say who, not what; a plan is not what came.
    let plan = |u: &Unit<'_>| u.from.is_some();
    let common = a.said.intersection(&b.said).filter(|w| w.len() > 2 && w.starts_with(char::is_lowercase)).count();
    if !kin && (features[6] > COPY || common < COMMON || plan(a) || plan(b)) {
        return None;
    }
    let score = features.iter().zip(WEIGHTS.0).map(|(x, w)| x * w).sum::<f64>() + WEIGHTS.1;
    (score >= if kin || common == COMMON { JOIN } else { MUCH }).then_some(Pair {
        kin,
        depth: a.depth + b.depth,
        score,
        units,
    })
}

/// The day that a unit's page gives it, by its words or by where its narrative stands.
fn day(unit: &Unit<'_>) -> Option<Date> {
    let time = unit.time.as_ref().filter(|t| matches!(t.basis, TimeBasis::Stated | TimeBasis::Narrative))?;
    let (from, to) = time.interval.earliest.zip(time.interval.latest)?;
    (from.date() == to.date()).then(|| from.date())
}

/// Whether nothing keeps the members of two groups apart.
fn may_join(units: &[Unit<'_>], g: &[usize], h: &[usize]) -> bool {
    g.iter().all(|a| h.iter().all(|b| may_be_one(&units[*a], &units[*b])))
}

fn may_be_one(a: &Unit<'_>, b: &Unit<'_>) -> bool {
    let speech = |u: &Unit<'_>| u.lemmas.iter().any(|l| Flag::SaidApart.has(l));
    let people = a.people.is_empty() || b.people.is_empty() || !a.people.is_disjoint(&b.people);
    let agents = |u: &Unit<'_>| u.agents.intersection(&u.named).copied().collect::<BTreeSet<_>>();
    let (x, y) = (agents(a), agents(b));
    a.negative == b.negative
        && a.factual == b.factual
        && !speech(a)
        && !speech(b)
        && (a.page != b.page || a.told.0 == b.told.0 && (kin(a, b) || befalls(a) && befalls(b)))
        && people
        && (x.is_empty() || y.is_empty() || !x.is_disjoint(&y))
        && !(a.is_before(b) || b.is_before(a) || a.is_after(b) || b.is_after(a))
}

/// Whether both tell of events of one kind.
fn kin(a: &Unit<'_>, b: &Unit<'_>) -> bool {
    a.lemmas.iter().any(|l| b.lemmas.iter().any(|m| akin(l, m)))
}

/// Whether a unit tells of a disaster or what came of it.
fn befalls(unit: &Unit<'_>) -> bool {
    unit.lemmas.iter().any(|l| CALAMITY.contains(&&**l))
}

/// The numbers of the score: one each of [`WEIGHTS`].
fn features(a: &Unit<'_>, b: &Unit<'_>) -> [f64; 7] {
    let flag = |b: bool| f64::from(u8::from(b));
    let stated = |u: &Unit<'_>| u.time.as_ref().is_some_and(|t| t.basis == TimeBasis::Stated);
    let same = a.lemmas.iter().any(|l| b.lemmas.contains(l));
    let kin = kin(a, b);
    let weight = |words: &mut dyn Iterator<Item = &&str>| words.map(|w| rarity(w)).sum::<f64>();
    let shared = weight(&mut a.said.intersection(&b.said));
    let least = weight(&mut a.said.iter()).min(weight(&mut b.said.iter())).max(12.0);
    let vector = a.vector.zip(b.vector).map_or(0.0, |(x, y)| cosine(x, y));
    [
        flag(stated(a) && stated(b)),
        flag(same),
        flag(kin && !same),
        flag(!kin && befalls(a) && befalls(b)),
        (shared / least).min(0.6),
        a.numbers.intersection(&b.numbers).count().min(2) as f64,
        vector,
    ]
}

/// Weights of [`features`] and a constant: set by hand, near a logistic fit on pairs of sentences of invented piles.
const WEIGHTS: ([f64; 7], f64) = ([0.5, 0.3, 0.8, 0.8, 3.0, 0.5, 6.5], -4.0);
