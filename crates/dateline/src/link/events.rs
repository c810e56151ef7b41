//! Which event mentions of different pages tell of one event.
//!
//! In: the events of every page, with the pages' entities already linked. Out: groups of mentions.
//!
//! Mentions that a page joins itself stay together as one unit. A unit is compared with the groups of its story that share its kind of
//! event (see [`super::classes`]). Time, participants, place, number and wording add up to a score; some differences forbid a join
//! outright. Grouping is conservative, for a wrong merge invents a fact and a missed one only repeats a line.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::classes;
use super::times::{self, Relation};
use crate::Analysis;
use crate::event::{Certainty, EntityKind, Event, EventTime, MentionKind, ParticipantRole, Tense, TimeBasis};
use crate::language::{Dep, Pos};

/// Weights of the pair score, set by hand and tuned on ECB+ topics and stories of our own.
mod weight {
    /// Same lemma.
    pub const LEMMA: f64 = 1.0;
    /// Lemmas of one class.
    pub const CLASS: f64 = 0.45;
    /// Each participant in common, up to two.
    pub const PARTICIPANT: f64 = 0.45;
    /// Both name participants in a role and none is in common.
    pub const OTHERS: f64 = -0.35;
    /// The same where a page gives one of them no name: "the captain" may be whom the other page names.
    pub const PERHAPS_OTHERS: f64 = -0.1;
    /// Each page names a person that the other does not: who meets Smit does not meet Olsen.
    pub const OTHER_PEOPLE: f64 = -0.5;
    /// Same place.
    pub const PLACE: f64 = 0.3;
    /// Another place.
    pub const ELSEWHERE: f64 = -0.5;
    /// The same day, by what both pages say.
    pub const SAME_DAY: f64 = 0.45;
    /// The same day, where one was only inferred: much happens on a day.
    pub const SAME_NEWS: f64 = 0.25;
    /// Days that exclude each other, where one was only inferred.
    pub const ANOTHER_DAY: f64 = -0.7;
    /// Times of one day that exclude each other: sources differ by the hour on what they tell from memory.
    pub const ANOTHER_HOUR: f64 = -0.5;
    /// Pages of different months, and no common time that both state: what happens again is told in the same words.
    pub const ANOTHER_MONTH: f64 = -0.7;
    /// Similarity of the sentences beyond the usual, times this.
    pub const SENTENCE: f64 = 1.0;
    /// Shared words of the sentences (overlap coefficient) beyond the usual, times this.
    pub const WORDS: f64 = 1.2;
}

/// Score from which a unit joins a group.
const JOIN: f64 = 1.1;
/// Share of the best pair in the score of a unit against a group; the rest is the mean of all pairs.
const BEST: f64 = 0.3;
/// Days between publications that make other news of the same words.
const MONTH: i32 = 31;
/// Days before its publication that a page without a date of its own may tell of as news.
const NEWS: i32 = 7;
/// Shared words (overlap coefficient) from which on two statements of one time are one.
const SAME_WORDS: f64 = 0.6;
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
    lemmas: BTreeSet<Cow<'a, str>>,
    agents: BTreeSet<usize>,
    patients: BTreeSet<usize>,
    others: BTreeSet<usize>,
    /// The participants that the page names.
    named: BTreeSet<usize>,
    /// The people among them.
    people: BTreeSet<usize>,
    place: Option<usize>,
    time: Option<EventTime>,
    vector: Option<&'a [f32]>,
    words: BTreeSet<&'a str>,
    negative: bool,
    /// The first and the last day on which the page can have been published.
    published: (Option<Date>, Option<Date>),
    /// The last day on which it can have happened: that on which a page tells of it as past.
    until: Option<Date>,
    /// The sentence of its first mention, word for word, and its lemma: what a copy has just so.
    told: Told<'a>,
}

impl Unit<'_> {
    /// Whether its page told of it as past before the other happened, by the time that the other's page states.
    fn is_before(&self, other: &Self) -> bool {
        let stated = other.time.as_ref().filter(|t| t.basis == TimeBasis::Stated);
        let start = stated.and_then(|t| t.interval.earliest).map(|t| t.date());
        // The other side of the world is a day ahead.
        self.until.zip(start).is_some_and(|(until, start)| until.tomorrow().is_ok_and(|day| start > day))
    }

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
    // What only the day of publication dates is not what happened long before, and what lies ahead is not what is over.
    let long_ago = |m: usize, time: &crate::time::Interval| {
        let event = &analysis.events[m];
        let inferred = event.time.as_ref().filter(|t| t.basis == TimeBasis::Publication);
        let over = || time.latest.map(|t| t.date()) < analysis.page.published.earliest;
        inferred.is_some_and(|t| times::apart(&t.interval, time) > MONTH)
            || event.tense == Tense::Future && time.latest.is_some() && over()
    };
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let mut current = 0;
    for member in chain {
        let told = parts.get(current).and_then(|p| p.iter().find_map(|m| stated(*m)));
        if stated(member).is_none() && told.is_some_and(|t| long_ago(member, t)) {
            let undated = |p: &Vec<usize>| p.iter().all(|m| stated(*m).is_none());
            current = parts.iter().position(undated).unwrap_or(parts.len());
        }
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
    let (mut named, mut people) = (BTreeSet::new(), BTreeSet::new());
    for participant in events.iter().flat_map(|e| &e.participants) {
        let Some(local) = participant.entity else { continue };
        if let Some(linked) = entity.get(local) {
            by_role.entry(participant.role).or_default().insert(*linked);
            if analysis.entities[local].mentions.iter().any(|m| m.kind == MentionKind::Name) {
                named.insert(*linked);
                if analysis.entities[local].kind == EntityKind::Person {
                    people.insert(*linked);
                }
            }
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
        lemmas: events.iter().map(|e| kind(analysis, e)).collect(),
        agents: by_role.remove(&ParticipantRole::Agent).unwrap_or_default(),
        patients: by_role.remove(&ParticipantRole::Patient).unwrap_or_default(),
        others: by_role.remove(&ParticipantRole::Other).unwrap_or_default(),
        named,
        people,
        place: events.iter().find_map(|e| e.place).and_then(|p| entity.get(p)).copied(),
        time: times::combine(&times),
        vector: analysis.vectors.get(sentence).map(Vec::as_slice),
        words,
        published: (analysis.page.published.earliest, analysis.page.published.latest),
        until: analysis
            .page
            .published
            .latest
            .filter(|_| events.iter().all(|e| e.tense == Tense::Past && e.certainty == Certainty::Certain)),
        negative: events.iter().all(|e| e.polarity == crate::event::Polarity::Negative),
        told: events.first().map_or(("", ""), |e| {
            (super::sentence_span(analysis, e.sentence).of(&analysis.page.text), e.lemma.as_str())
        }),
        members,
    }
}

/// The lemma of an event, with its particle where the two are a word of their own: "went down" is `go_down`.
fn kind<'a>(analysis: &'a Analysis, event: &'a Event) -> Cow<'a, str> {
    let parse = &analysis.parse;
    let particle = |c: &usize| {
        let t = &parse.tokens[*c];
        *c > event.token
            && (t.dep == Dep::Prt
                || t.dep == Dep::Advmod && &*t.lemma == "down"
                || t.dep == Dep::Prep && matches!(&*t.lemma, "onto" | "into"))
    };
    if parse.tokens[event.token].pos == Pos::Verb
        && let Some(particle) = parse.children(event.token).find(particle)
    {
        let phrase = format!("{}_{}", event.lemma, parse.tokens[particle].lemma);
        if !classes::classes(&phrase).is_empty() {
            return Cow::Owned(phrase);
        }
    }
    Cow::Borrowed(&event.lemma)
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
            unit.lemmas.iter().flat_map(|l| classes::classes(l).iter().copied().chain([&**l])).collect();
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

/// Score against the first members of a group, between the mean and the best; `None` when one of them forbids the join.
fn against(units: &[Unit<'_>], group: &[usize], unit: &Unit<'_>) -> Option<f64> {
    let mut sum = 0.0;
    let mut n = 0.0;
    let mut best = f64::MIN;
    for member in group.iter().take(COMPARED) {
        let one = score(&units[*member], unit)?;
        sum += one;
        best = best.max(one);
        n += 1.0;
    }
    (n > 0.0).then(|| (1.0 - BEST) * sum / n + BEST * best)
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
    let shared = a.words.intersection(&b.words).count() as f64;
    let overlap = shared / a.words.len().min(b.words.len()).max(4) as f64;
    let speech = |u: &Unit<'_>| u.lemmas.iter().any(|l| matches!(&**l, "say" | "tell" | "add" | "note"));
    if a.is_before(b) || b.is_before(a) {
        return None;
    }
    if (speech(a) || speech(b)) && !one_statement(a, b, overlap) {
        return None;
    }
    if let (Some(x), Some(y)) = (&a.time, &b.time) {
        let stated = x.basis == TimeBasis::Stated && y.basis == TimeBasis::Stated;
        let hours = times::is_day(&x.interval)
            && times::is_day(&y.interval)
            && x.interval.earliest.map(|t| t.date()) == y.interval.earliest.map(|t| t.date());
        match times::relation(&x.interval, &y.interval) {
            Relation::Disjoint if hours => score += weight::ANOTHER_HOUR,
            Relation::Disjoint if stated => return None,
            Relation::Disjoint if times::apart(&x.interval, &y.interval) > MONTH => return None,
            Relation::Disjoint if is_news(x, y) || is_news(y, x) => {}
            Relation::Disjoint => score += weight::ANOTHER_DAY,
            Relation::SameDay if stated => score += weight::SAME_DAY,
            Relation::SameDay => score += weight::SAME_NEWS,
            _ => {}
        }
    }
    if months_apart(a, b) && !agreed(a, b) {
        score += weight::ANOTHER_MONTH;
    }
    let common = a.participants().filter(|p| b.participants().any(|q| q == *p)).count();
    score += weight::PARTICIPANT * common.min(2) as f64;
    for (x, y) in [(&a.agents, &b.agents), (&a.patients, &b.patients)] {
        // "The captain" may be whom the other page names.
        let names = |set: &BTreeSet<usize>, unit: &Unit<'_>| set.iter().any(|e| unit.named.contains(e));
        if !x.is_empty() && !y.is_empty() && x.is_disjoint(y) {
            score += if names(x, a) && names(y, b) { weight::OTHERS } else { weight::PERHAPS_OTHERS };
        }
    }
    if !a.people.is_subset(&b.people) && !b.people.is_subset(&a.people) {
        score += weight::OTHER_PEOPLE;
    }
    if let (Some(x), Some(y)) = (a.place, b.place) {
        score += if x == y { weight::PLACE } else { weight::ELSEWHERE };
    }
    if let (Some(x), Some(y)) = (a.vector, b.vector) {
        score += weight::SENTENCE * (cosine(x, y) - 0.4);
    }
    score += weight::WORDS * (overlap - 0.25);
    Some(score)
}

/// Whether a page that only its day of publication dates may tell of what another one puts on an earlier day.
fn is_news(inferred: &EventTime, stated: &EventTime) -> bool {
    inferred.basis == TimeBasis::Publication
        && stated.basis == TimeBasis::Stated
        && stated.interval.latest < inferred.interval.earliest
        && times::apart(&stated.interval, &inferred.interval) <= NEWS
}

fn months_apart(a: &Unit<'_>, b: &Unit<'_>) -> bool {
    let gap = |x: Option<Date>, y: Option<Date>| x.zip(y).is_some_and(|(x, y)| (y - x).get_days() > MONTH);
    gap(a.published.1, b.published.0) || gap(b.published.1, a.published.0)
}

/// Whether both pages state times that have a moment in common.
fn agreed(a: &Unit<'_>, b: &Unit<'_>) -> bool {
    let stated = |u: &Unit<'_>| u.time.as_ref().filter(|t| t.basis == TimeBasis::Stated).map(|t| t.interval);
    stated(a)
        .zip(stated(b))
        .is_some_and(|(x, y)| matches!(times::relation(&x, &y), Relation::SameDay | Relation::Overlap))
}

/// Whether two statements are one: both pages say when, and it is the same time, in much the same words.
fn one_statement(a: &Unit<'_>, b: &Unit<'_>, overlap: f64) -> bool {
    let stated = |u: &Unit<'_>| u.time.as_ref().filter(|t| t.basis == TimeBasis::Stated).map(|t| t.interval);
    stated(a).is_some() && stated(a) == stated(b) && overlap >= SAME_WORDS
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
