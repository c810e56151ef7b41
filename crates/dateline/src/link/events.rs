//! Which event mentions of different pages tell of one event.
//!
//! In: the events of every page, with the pages' entities already linked. Out: groups of mentions.
//!
//! Mentions that a page joins itself stay together as one unit. A unit is compared with the groups of its story that share its kind of
//! event (see [`super::classes`]). Time, participants, place, number and wording add up to a score; some differences forbid a join
//! outright. Grouping is conservative, for a wrong merge invents a fact and a missed one only repeats a line.

use std::collections::{BTreeMap, BTreeSet};

use super::classes;
use super::times::{self, Relation};
use crate::Analysis;
use crate::event::{Event, EventTime, ParticipantRole, TimeBasis};
use crate::language::Pos;

/// Weights of the pair score, set by hand and tuned on ECB+ training topics.
mod weight {
    /// Same lemma.
    pub const LEMMA: f64 = 1.0;
    /// Lemmas of one class.
    pub const CLASS: f64 = 0.45;
    /// Each participant in common, up to two.
    pub const PARTICIPANT: f64 = 0.45;
    /// Both name participants in a role and none is in common.
    pub const OTHERS: f64 = -0.35;
    /// Same place.
    pub const PLACE: f64 = 0.3;
    /// Another place.
    pub const ELSEWHERE: f64 = -0.5;
    /// The same day.
    pub const SAME_DAY: f64 = 0.35;
    /// Days that exclude each other, where one was only inferred.
    pub const ANOTHER_DAY: f64 = -0.7;
    /// Similarity of the sentences beyond the usual, times this.
    pub const SENTENCE: f64 = 1.0;
    /// Shared words of the sentences (overlap coefficient), times this.
    pub const WORDS: f64 = 1.2;
}

/// Score from which a unit joins a group.
const JOIN: f64 = 1.35;
/// Words from which on the same sentence in two pages is no chance.
const WORDS: usize = 6;
/// Number of members of a group that a unit is compared with.
const COMPARED: usize = 6;
/// Number of groups that a unit is compared with at most; beyond, only those with a participant in common.
const BUCKET: usize = 120;

/// The sentence of a mention, word for word, and its lemma.
type Told<'a> = (&'a str, &'a str);

/// The mentions of one event in one page.
pub(crate) struct Unit<'a> {
    pub page: usize,
    /// Indices into the page's events.
    pub members: Vec<usize>,
    lemmas: BTreeSet<&'a str>,
    agents: BTreeSet<usize>,
    patients: BTreeSet<usize>,
    others: BTreeSet<usize>,
    place: Option<usize>,
    time: Option<EventTime>,
    vector: Option<&'a [f32]>,
    words: BTreeSet<&'a str>,
    negative: bool,
    /// The sentence of its first mention, word for word, and its lemma: what a copy has just so.
    told: Told<'a>,
}

impl Unit<'_> {
    fn participants(&self) -> impl Iterator<Item = usize> + '_ {
        self.agents.iter().chain(&self.patients).chain(&self.others).copied()
    }
}

/// The units of all pages, in order of text.
pub(crate) fn units<'a>(pages: &[&'a Analysis], entity: &[Vec<usize>]) -> Vec<Unit<'a>> {
    let mut units = Vec::new();
    for (page, analysis) in pages.iter().enumerate() {
        let mut chains: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (i, event) in analysis.events.iter().enumerate() {
            chains.entry(event.chain).or_default().push(i);
        }
        let mut parts: Vec<Vec<usize>> = chains.into_values().flat_map(|c| by_time(analysis, c)).collect();
        parts.sort();
        for members in parts {
            units.push(unit(page, analysis, members, &entity[page]));
        }
    }
    units
}

/// Splits a page's chain where the page states different times: one kind of event on two days is two events, or a discrepancy for the
/// rules to find. A mention without a stated time stays with the one before it.
fn by_time(analysis: &Analysis, chain: Vec<usize>) -> Vec<Vec<usize>> {
    let stated =
        |m: usize| analysis.events[m].time.as_ref().filter(|t| t.basis == TimeBasis::Stated).map(|t| &t.interval);
    let same = |a: &crate::time::Interval, b: &crate::time::Interval| {
        a == b || (times::is_day(a) && times::is_day(b) && times::relation(a, b) == Relation::SameDay)
    };
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let mut current = 0;
    for member in chain {
        if let Some(time) = stated(member) {
            let fits = |p: &Vec<usize>| p.iter().find_map(|m| stated(*m)).is_none_or(|t| same(t, time));
            current = parts.iter().position(fits).unwrap_or(parts.len());
        }
        match parts.get_mut(current) {
            Some(part) => part.push(member),
            None => parts.push(vec![member]),
        }
    }
    parts
}

fn unit<'a>(page: usize, analysis: &'a Analysis, members: Vec<usize>, entity: &[usize]) -> Unit<'a> {
    let events: Vec<&Event> = members.iter().map(|m| &analysis.events[*m]).collect();
    let mut by_role: BTreeMap<ParticipantRole, BTreeSet<usize>> = BTreeMap::new();
    for participant in events.iter().flat_map(|e| &e.participants) {
        if let Some(linked) = participant.entity.and_then(|e| entity.get(e)) {
            by_role.entry(participant.role).or_default().insert(*linked);
        }
    }
    let times: Vec<(usize, &EventTime)> = events.iter().filter_map(|e| e.time.as_ref()).map(|t| (page, t)).collect();
    let sentence = events.first().map_or(0, |e| e.sentence);
    let words = events
        .iter()
        .flat_map(|e| analysis.parse.sentences.get(e.sentence).cloned().unwrap_or_default())
        .filter_map(|t| analysis.parse.tokens.get(t))
        .filter(|t| matches!(t.pos, Pos::Noun | Pos::Propn | Pos::Num | Pos::Adj | Pos::Verb) && t.lemma.len() > 1)
        .map(|t| &*t.lemma)
        .collect();
    Unit {
        page,
        lemmas: events.iter().map(|e| e.lemma.as_str()).collect(),
        agents: by_role.remove(&ParticipantRole::Agent).unwrap_or_default(),
        patients: by_role.remove(&ParticipantRole::Patient).unwrap_or_default(),
        others: by_role.remove(&ParticipantRole::Other).unwrap_or_default(),
        place: events.iter().find_map(|e| e.place).and_then(|p| entity.get(p)).copied(),
        time: times::combine(&times),
        vector: analysis.vectors.get(sentence).map(Vec::as_slice),
        words,
        negative: events.iter().all(|e| e.polarity == crate::event::Polarity::Negative),
        told: events.first().map_or(("", ""), |e| {
            (super::sentence_span(analysis, e.sentence).of(&analysis.page.text), e.lemma.as_str())
        }),
        members,
    }
}

/// Groups units of one event. Groups are lists of indices into `units`, in order of text.
pub(crate) fn groups(units: &[Unit<'_>], story: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut by_key: BTreeMap<(usize, &str), BTreeSet<usize>> = BTreeMap::new();
    let mut by_participant: BTreeMap<(usize, &str, usize), BTreeSet<usize>> = BTreeMap::new();
    // What stands in two pages in the same words is one event; speech too, of which nothing else is joined.
    let mut copied: BTreeMap<(usize, Told<'_>), (usize, usize)> = BTreeMap::new();
    for (i, unit) in units.iter().enumerate() {
        let home = story[unit.page];
        if let Some((group, page)) = copied.get_mut(&(home, unit.told))
            && *page != unit.page
            && unit.told.0.split_whitespace().count() >= WORDS
        {
            groups[*group].push(i);
            *page = unit.page;
            continue;
        }
        let keys: BTreeSet<&str> =
            unit.lemmas.iter().flat_map(|l| classes::classes(l).iter().copied().chain([*l])).collect();
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
        copied.entry((home, unit.told)).or_insert((group, unit.page));
        for key in keys {
            by_key.entry((home, key)).or_default().insert(group);
            for participant in unit.participants() {
                by_participant.entry((home, key, participant)).or_default().insert(group);
            }
        }
    }
    groups
}

/// Mean score against the first members of a group; `None` when one of them forbids the join.
fn against(units: &[Unit<'_>], group: &[usize], unit: &Unit<'_>) -> Option<f64> {
    let mut sum = 0.0;
    let mut n = 0.0;
    for member in group.iter().take(COMPARED) {
        sum += score(&units[*member], unit)?;
        n += 1.0;
    }
    (n > 0.0).then(|| sum / n)
}

/// How well two units fit as one event; `None` when they cannot be one.
pub(crate) fn score(a: &Unit<'_>, b: &Unit<'_>) -> Option<f64> {
    let mut score = if a.lemmas.iter().any(|l| b.lemmas.contains(l)) {
        weight::LEMMA
    } else if a.lemmas.iter().any(|l| b.lemmas.iter().any(|m| classes::akin(l, m))) {
        weight::CLASS
    } else {
        return None;
    };
    if a.negative != b.negative {
        return None;
    }
    // The page itself keeps them apart; a second opinion needs the same day.
    if a.page == b.page {
        let stated = |u: &Unit<'_>| u.time.as_ref().filter(|t| t.basis == TimeBasis::Stated).map(|t| t.interval);
        match (stated(a), stated(b)) {
            (Some(x), Some(y)) if times::relation(&x, &y) == Relation::SameDay => {}
            _ => return None,
        }
    }
    let speech = |u: &Unit<'_>| u.lemmas.iter().any(|l| matches!(*l, "say" | "tell" | "add" | "note"));
    if speech(a) || speech(b) {
        return None;
    }
    if let (Some(x), Some(y)) = (&a.time, &b.time) {
        let stated = x.basis == TimeBasis::Stated && y.basis == TimeBasis::Stated;
        match times::relation(&x.interval, &y.interval) {
            Relation::Disjoint if stated => return None,
            Relation::Disjoint if times::apart(&x.interval, &y.interval) > 31 => return None,
            Relation::Disjoint => score += weight::ANOTHER_DAY,
            Relation::SameDay => score += weight::SAME_DAY,
            _ => {}
        }
    }
    let common = a.participants().filter(|p| b.participants().any(|q| q == *p)).count();
    score += weight::PARTICIPANT * common.min(2) as f64;
    for (x, y) in [(&a.agents, &b.agents), (&a.patients, &b.patients)] {
        if !x.is_empty() && !y.is_empty() && x.is_disjoint(y) {
            score += weight::OTHERS;
        }
    }
    if let (Some(x), Some(y)) = (a.place, b.place) {
        score += if x == y { weight::PLACE } else { weight::ELSEWHERE };
    }
    if let (Some(x), Some(y)) = (a.vector, b.vector) {
        score += weight::SENTENCE * (cosine(x, y) - 0.4);
    }
    let shared = a.words.intersection(&b.words).count() as f64;
    score += weight::WORDS * (shared / a.words.len().min(b.words.len()).max(4) as f64 - 0.25);
    Some(score)
}

/// Cosine of two vectors of one width.
pub(crate) fn cosine(a: &[f32], b: &[f32]) -> f64 {
    let (mut dot, mut x, mut y) = (0.0f64, 0.0f64, 0.0f64);
    for (p, q) in a.iter().zip(b) {
        dot += f64::from(*p) * f64::from(*q);
        x += f64::from(*p) * f64::from(*p);
        y += f64::from(*q) * f64::from(*q);
    }
    if x > 0.0 && y > 0.0 { dot / (x * y).sqrt() } else { 0.0 }
}
