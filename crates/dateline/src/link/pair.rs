//! How well two units fit as one event.
//!
//! In: two [`Unit`]s of one story. Out: a score of time, participants, place and wording; some differences forbid a join outright.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::times::{self, Relation};
use super::units::{MONTH, Unit};
use crate::EntityId;
use crate::event::{akin, classes};
use crate::lexicon::Flag;
use crate::time::{EventTime, TimeBasis};

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
    /// What comes to one body once only, of the same body that both pages name.
    pub const ONCE: f64 = 0.35;
    /// The same verb with things that have nothing in common: who raises a glass raises no concern.
    pub const OTHER_OBJECT: f64 = -0.3;
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

/// Days before its publication that a page without a date of its own may tell of as news.
const NEWS: i32 = 7;
/// Days between publications beyond which only a common stated time makes one event of two.
const YEAR: i32 = 366;
/// Shared words (overlap coefficient) from which on two statements of one time, speaker and subject are one.
const SOME_WORDS: f64 = 0.35;
/// Shared words (overlap coefficient) from which on two statements of one time are one.
const SAME_WORDS: f64 = 0.6;
/// The same where pages do not say when they were made.
const ALL_WORDS: f64 = 0.8;
/// Different words of a statement from which on it is no commonplace.
const LONG: usize = 7;

/// How well two units fit as one event; `None` when they cannot be one.
pub(crate) fn score(a: &Unit<'_>, b: &Unit<'_>) -> Option<f64> {
    let mut score = if a.lemmas.iter().any(|l| b.lemmas.contains(l)) {
        weight::LEMMA
    } else if a.lemmas.iter().any(|l| b.lemmas.iter().any(|m| akin(l, m))) {
        weight::CLASS
    } else {
        return None;
    };
    if a.negative != b.negative {
        return None;
    }
    // The page itself keeps them apart; a second opinion needs the same day.
    if a.page == b.page {
        match (a.stated(), b.stated()) {
            (Some(x), Some(y)) if times::relation(&x, &y) == Relation::SameDay => {}
            // "Would go there that month" and "was there from 13 to 17 September": the page's own chain, cut by times that agree.
            (Some(x), Some(y)) if a.chain == b.chain && times::relation(&x, &y) == Relation::Overlap => {}
            _ => return None,
        }
    }
    let shared = a.words.intersection(&b.words).count() as f64;
    let overlap = shared / a.words.len().min(b.words.len()).max(4) as f64;
    let speech = |u: &Unit<'_>| u.lemmas.iter().any(|l| Flag::SaidApart.has(l));
    if a.is_before(b) || b.is_before(a) || a.is_after(b) || b.is_after(a) {
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
    if months_apart(a.published, b.published, MONTH) && !agreed(a, b) {
        // What is told again a year later is told with its date.
        if months_apart(a.published, b.published, YEAR) {
            return None;
        }
        score += weight::ANOTHER_MONTH;
    }
    let common = a.participants().filter(|p| b.participants().any(|q| q == *p)).count();
    score += weight::PARTICIPANT * common.min(2) as f64;
    for (x, y) in [(&a.agents, &b.agents), (&a.patients, &b.patients)] {
        // "The captain" may be whom the other page names.
        let names = |set: &BTreeSet<EntityId>, unit: &Unit<'_>| set.iter().any(|e| unit.named.contains(e));
        let one_office = speech(a) && !a.nations.is_disjoint(&b.nations);
        if !x.is_empty() && !y.is_empty() && x.is_disjoint(y) && !one_office {
            score += if names(x, a) && names(y, b) { weight::OTHERS } else { weight::PERHAPS_OTHERS };
        }
    }
    // Who opens an inquiry begins its work.
    let phase = |u: &Unit<'_>| u.lemmas.iter().flat_map(|l| classes(l)).any(|c| matches!(*c, "start" | "end"));
    let alike = |x: &&str| b.objects.iter().any(|y| akin(x, y));
    if !phase(a) && !phase(b) && !a.objects.is_empty() && !b.objects.is_empty() && !a.objects.iter().any(alike) {
        // Who launched missiles was not asked whether he would launch a satellite because of it.
        if a.factual != b.factual {
            return None;
        }
        score += weight::OTHER_OBJECT;
    }
    if once(a, b) {
        score += weight::ONCE;
    }
    if !a.people.is_subset(&b.people) && !b.people.is_subset(&a.people) {
        // Of one day pages name different guests of one dinner.
        if !agreed(a, b) && a.people.len() > 1 && b.people.len() > 1 {
            return None;
        }
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

/// Classes of events that come to one body once: a ship sinks, somebody dies.
const ONCE: &[&str] = &["sink", "die", "kill", "born", "convict", "sentence"];

/// Whether both tell of what comes to somebody once only, and name whom it came to.
fn once(a: &Unit<'_>, b: &Unit<'_>) -> bool {
    let of = |u: &Unit<'_>, class: &&&str| u.lemmas.iter().any(|l| classes(l).contains(class));
    let whom = |u: &Unit<'_>| -> BTreeSet<EntityId> {
        let all = if u.patients.is_empty() { &u.agents } else { &u.patients };
        all.intersection(&u.named).copied().collect()
    };
    ONCE.iter().any(|class| of(a, &class) && of(b, &class)) && !whom(a).is_disjoint(&whom(b))
}

/// Whether a page that only its day of publication dates may tell of what another one puts on an earlier day.
fn is_news(inferred: &EventTime, stated: &EventTime) -> bool {
    inferred.basis == TimeBasis::Publication
        && stated.basis == TimeBasis::Stated
        && stated.interval.latest < inferred.interval.earliest
        && times::apart(&stated.interval, &inferred.interval) <= NEWS
}

/// Whether more than this many days lie between two days of publication, each between its first and last.
pub(super) fn months_apart(a: (Option<Date>, Option<Date>), b: (Option<Date>, Option<Date>), days: i32) -> bool {
    let gap = |x: Option<Date>, y: Option<Date>| x.zip(y).is_some_and(|(x, y)| (y - x).get_days() > days);
    gap(a.1, b.0) || gap(b.1, a.0)
}

/// Whether both pages state times that have a moment in common.
fn agreed(a: &Unit<'_>, b: &Unit<'_>) -> bool {
    a.stated()
        .zip(b.stated())
        .is_some_and(|(x, y)| matches!(times::relation(&x, &y), Relation::SameDay | Relation::Overlap))
}

/// Whether two statements are one: both pages say when, and it is the same time, in much the same words; or the same speaker says nearly
/// all the same words in the news of the same days.
fn one_statement(a: &Unit<'_>, b: &Unit<'_>, overlap: f64) -> bool {
    // The same speaker on the same day of the same thing: pages cut the words of a statement as they like.
    let content = || a.content.iter().any(|l| b.content.iter().any(|m| akin(l, m)));
    let agent = || !a.agents.is_disjoint(&b.agents);
    let speaker = || agent() || !a.nations.is_disjoint(&b.nations);
    match (a.stated(), b.stated()) {
        // Of a page whose day of publication is not known for sure "last week" is no surer than that day.
        (Some(x), Some(y)) => {
            let same = (x.earliest, x.latest) == (y.earliest, y.latest);
            same && (overlap >= SAME_WORDS || overlap >= SOME_WORDS && speaker() && content())
        }
        (None, None) => {
            let short = a.words.len().min(b.words.len());
            agent() && short >= LONG && overlap >= ALL_WORDS && !months_apart(a.published, b.published, NEWS)
        }
        _ => false,
    }
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
