//! Which events stand in the chronology of the main story, and in what order.
//!
//! In: labelled events. Out: the lines of [`Dossier::timeline`], which of them are [`Dossier::short`], and for the other events why they are
//! none. How much an event is worth as a line is fitted ([`super::worth`]). Of several events of one sentence at one time the worthiest tells
//! them all. Of what one page alone quotes of somebody there is a line or two for a speaker; the rest is in the quotations.

use std::collections::{BTreeMap, BTreeSet};

use super::open_words::open_words;
use super::voices::{Speech, Voice, official, speech};
use super::worth::{Story, needed, worth};
use crate::entity::EntityKind;
use crate::event::{ParticipantRole, Standing};
use crate::faults::Faults;
use crate::lexicon::Flag;
use crate::link::{Chronology, Line, Pile, is_day};
use crate::time::{Interval, TimeBasis};
use crate::{Dossier, EntityId, EventId, Evidence, IndexVec, PageId, Status, StoryId};

/// The events of the chronology in order and why each stands there; and why others do not.
pub(super) fn timeline(pile: &Pile<'_>, dossier: &Dossier, faults: &mut Faults) -> Chronology {
    let story = Story::new(pile, dossier);
    let pages = story.pages();
    let mut left: Vec<(EventId, String)> = Vec::new();
    let mut lines: Vec<(EventId, f64)> = Vec::new();
    for event in dossier.events.ids() {
        let page = pile.mentions[event].first().map_or(PageId::FIRST, |m| m.page);
        let Some(worth) = faults.guard(page, "a line", || worth(&story, event)).flatten() else { continue };
        match open_words(pile, dossier, event) {
            Some(why) => left.push((event, why.to_owned())),
            None if worth < needed() - ahead(pile, dossier, event) && !states(pile, dossier, &story, event) => left
                .push((
                    event,
                    format!("Left off the chronology: its score is {worth:.2}, and a line needs {:.2}.", needed()),
                )),
            None => lines.push((event, worth)),
        }
    }
    stand_in(pile, dossier, &mut lines, &mut left);
    doubles(dossier, &mut lines, &mut left);
    // The most salient event of a sentence and a time speaks for the sentence.
    lines.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut told: BTreeMap<(PageId, usize), Vec<EventId>> = BTreeMap::new();
    let mut voices: BTreeMap<Voice, usize> = BTreeMap::new();
    let mut chosen: Vec<Line> = Vec::new();
    let mut weights: Vec<(EventId, f64)> = Vec::new();
    let most = LINES * (pages as f64).sqrt();
    for (event, worth) in lines {
        if chosen.len() as f64 >= most {
            left.push((event, format!("Left off the chronology: {} lines are worth more.", chosen.len())));
            continue;
        }
        let linked = &dossier.events[event];
        let voice = match speech(pile, dossier, &story.leading, event) {
            Speech::By(voice, most)
                if voices.get(&voice).is_some_and(|n| *n >= if worth < needed() { 1 } else { most }) =>
            {
                left.push((event, "Left off the chronology: enough is told of what its speaker said.".to_owned()));
                continue;
            }
            Speech::By(voice, _) => Some(voice),
            Speech::None | Speech::Aside => None,
        };
        // A person's mere words are among the quotations; they stand for what else this speaker says.
        if let Some(voice) = voice.clone().filter(|_| worth < needed() && !stands(pile, dossier, event)) {
            *voices.entry(voice).or_default() += 1;
            left.push((event, "Left off the chronology: it is among the quotations.".to_owned()));
            continue;
        }
        let sentences: Vec<(PageId, usize)> = linked.support.iter().map(|s| (s.at.document, s.at.span.start)).collect();
        let by = repeats(pile, dossier, event, &sentences, &told).or_else(|| again(dossier, event, &chosen));
        if let Some(other) = by {
            left.push((event, format!("Left off the chronology: {other} tells it.")));
            continue;
        }
        voice.into_iter().for_each(|v| *voices.entry(v).or_default() += 1);
        for s in sentences {
            told.entry(s).or_default().push(event);
        }
        let tellers: BTreeSet<PageId> = linked.support.iter().map(|s| s.at.document).collect();
        let stated = linked.time.as_ref().is_some_and(|t| t.basis == TimeBasis::Stated);
        let why = format!(
            "On the chronology: told by {} of {pages} pages, {} a time of its own; its score is {worth:.2}, and a line needs {:.2}.",
            tellers.len(),
            if stated { "with" } else { "without" },
            needed(),
        );
        chosen.push(Line { event, why, short: false });
        weights.push((event, worth));
    }
    // What one page alone says that somebody said is for the long form.
    let voiced = |e: &EventId| !matches!(speech(pile, dossier, &story.leading, *e), Speech::None);
    let telling: Vec<(EventId, f64)> = weights.into_iter().filter(|(e, _)| !voiced(e)).collect();
    let short = super::short::short(pile, dossier, &telling);
    // Under one day what is known to the day comes before what lasted longer or is known no better.
    let key = |line: &Line| {
        let time = dossier.events[line.event].time.as_ref();
        let first = time.and_then(|t| t.interval.earliest);
        let last = time.and_then(|t| t.interval.latest);
        let longer = first.zip(last).is_none_or(|(a, b)| a.date() != b.date());
        (first.is_none(), first.map(|f| f.date()), longer, first, last, line.event)
    };
    chosen.sort_by_key(key);
    for line in &mut chosen {
        line.short = short.contains(&line.event);
    }
    Chronology { lines: chosen, left }
}

/// By how much less than others a line needs that says itself that it lies ahead on a day of its own, or was called off: there are few of them,
/// and a reader looks for what was to come.
fn ahead(pile: &Pile<'_>, dossier: &Dossier, event: EventId) -> f64 {
    let linked = &dossier.events[event];
    if !super::short::is_clause(pile, event, &linked.label) {
        return 0.0;
    }
    let stated = linked.time.as_ref().is_some_and(|t| t.basis == TimeBasis::Stated);
    match linked.status {
        Status::Planned if stated => PLANNED,
        Status::Cancelled if called_off(pile, event, &linked.label) => CANCELLED,
        _ => 0.0,
    }
}

/// Whether the words of a label say that it was called off.
fn called_off(pile: &Pile<'_>, event: EventId, label: &str) -> bool {
    pile.mentions[event].iter().any(|m| {
        let word = pile.event(*m).governors.first().map(|g| pile.text(Evidence { document: m.page, span: g.span }));
        word.is_some_and(|w| label.split(' ').any(|l| l == w))
    })
}

/// See [`ahead`].
const PLANNED: f64 = 0.7;
const CANCELLED: f64 = 1.9;

/// "Holt alleged that the bridge had been closed" tells of what is alleged: the line is that, "the bridge had been closed, Holt alleged",
/// with its day and its status.
fn stand_in(pile: &Pile<'_>, dossier: &Dossier, lines: &mut Vec<(EventId, f64)>, left: &mut Vec<(EventId, String)>) {
    let alleged = |act: EventId| {
        let mentions = &pile.mentions[act];
        let first = mentions.first()?;
        let (analysis, mention) = (pile.pages[first.page], pile.event(*first));
        let under = |e: &&crate::event::Event| {
            e.standing == Standing::Alleged && e.governors.first().is_some_and(|g| g.span == mention.span)
        };
        let local = analysis.events.position(|e| under(&e))?;
        let event = pile.event_of[first.page][local];
        let linked = &dossier.events[event];
        let told = linked.status == Status::Alleged && !linked.label.is_empty();
        (told && event != act && open_words(pile, dossier, event).is_none()).then_some(event)
    };
    let mut instead: BTreeMap<EventId, f64> = BTreeMap::new();
    lines.retain(|(act, worth)| {
        let happened = dossier.events[*act].status == Status::Happened;
        let Some(event) = happened.then(|| alleged(*act)).flatten() else { return true };
        let known = instead.entry(event).or_insert(*worth);
        *known = known.max(*worth);
        left.push((*act, format!("Left off the chronology: {event} tells what is alleged.")));
        false
    });
    for (event, worth) in instead {
        left.retain(|(e, _)| *e != event);
        match lines.iter_mut().find(|(e, _)| *e == event) {
            Some(line) => line.1 = line.1.max(worth),
            None => lines.push((event, worth)),
        }
    }
}

/// "Norland says five guards had died" and "five guards had died, Norland said" tell one thing: the line is the one with a day of its own.
fn doubles(dossier: &Dossier, lines: &mut Vec<(EventId, f64)>, left: &mut Vec<(EventId, String)>) {
    let stated = |e: EventId| dossier.events[e].time.as_ref().is_some_and(|t| t.basis == TimeBasis::Stated);
    let mut by_sentence: BTreeMap<(PageId, usize), Vec<EventId>> = BTreeMap::new();
    for (event, _) in lines.iter().filter(|(e, _)| stated(*e)) {
        for s in &dossier.events[*event].support {
            by_sentence.entry((s.at.document, s.at.span.start)).or_default().push(*event);
        }
    }
    let stems = |e: EventId| super::short::words(&dossier.events[e].label).collect::<BTreeSet<String>>();
    lines.retain(|(event, _)| {
        let support = &dossier.events[*event].support;
        let Some(first) = support.first().filter(|_| !stated(*event)) else { return true };
        let own = stems(*event);
        let beside = by_sentence.get(&(first.at.document, first.at.span.start)).into_iter().flatten();
        let tells = |other: &EventId| {
            let theirs = stems(*other);
            let least = own.len().min(theirs.len());
            let all: BTreeSet<(PageId, usize)> =
                dossier.events[*other].support.iter().map(|s| (s.at.document, s.at.span.start)).collect();
            dossier.events[*other].status == dossier.events[*event].status
                && least >= WORDS
                && own.intersection(&theirs).count() * 4 >= own.len().max(theirs.len()) * 3
                && support.iter().all(|s| all.contains(&(s.at.document, s.at.span.start)))
        };
        let Some(other) = beside.copied().find(tells) else { return true };
        left.push((*event, format!("Left off the chronology: {other} tells it.")));
        false
    });
}

/// Lines of the chronology for one page; for more pages times the square root of their number.
const LINES: f64 = 28.0;

/// Whether it is what somebody with an office, or a body, says: what several pages quote is a line, and of one page the worthiest for every
/// speaker, for a reader looks for what each side said, though none is told twice.
fn states(pile: &Pile<'_>, dossier: &Dossier, story: &Story<'_>, event: EventId) -> bool {
    dossier.events[event].status == Status::Happened
        && match speech(pile, dossier, &story.leading, event) {
            Speech::By((page, _), _) => page.is_some(),
            Speech::None => official(pile, dossier, event),
            Speech::Aside => false,
        }
}

/// Whether speech is more than a person's words in quotation marks, which are among the quotations: somebody denies, promises, declares, or it
/// is a body that speaks.
fn stands(pile: &Pile<'_>, dossier: &Dossier, event: EventId) -> bool {
    let quoted = dossier.events[event].label.contains(": “");
    let body = |p: &crate::LinkedParticipant| {
        p.role == ParticipantRole::Agent && dossier.entities[p.entity].kind != EntityKind::Person
    };
    let more = |lemma: &str| !Flag::Neutral.has(lemma) || Flag::Declares.has(lemma);
    !quoted
        || pile.mentions[event].iter().any(|m| more(&pile.event(*m).lemma))
        || dossier.events[event].participants.iter().any(body)
}

/// The line that tells all sentences of an event at its time, or holds its time.
fn repeats(
    pile: &Pile<'_>,
    dossier: &Dossier,
    event: EventId,
    sentences: &[(PageId, usize)],
    told: &BTreeMap<(PageId, usize), Vec<EventId>>,
) -> Option<EventId> {
    let linked = &dossier.events[event];
    let time = linked.time.as_ref().map(|t| t.interval);
    // "The ferry sank, the coast guard said": that the coast guard said it is told by the count of sources, unless the page says when.
    let stated = linked.time.as_ref().is_some_and(|t| t.basis == TimeBasis::Stated);
    let attributes =
        !stated && pile.mentions[event].iter().all(|m| super::speech::attributes(pile.pages[m.page], pile.event(*m)));
    // By the time that the other has there: what pages put on two days stands on the day of the most of them.
    let there = |other: EventId, (document, start): (PageId, usize)| {
        pile.mentions[other].iter().any(|m| {
            let own = pile.event(*m).time.as_ref().map(|t| t.interval);
            m.page == document && own == time && pile.sentence(*m).span.start == start
        })
    };
    let by = |s: &(PageId, usize)| {
        told.get(s).into_iter().flatten().copied().find(|other| {
            attributes
                || there(*other, *s)
                || match (time, dossier.events[*other].time.as_ref().map(|t| t.interval)) {
                    (Some(own), Some(known)) => own == known || holds(&own, &known),
                    (own, _) => own.is_none(),
                }
        })
    };
    let all: Option<Vec<EventId>> = sentences.iter().map(by).collect();
    all?.first().copied()
}

/// The line with the same words for the same time, or with nearly all of them on the same day, whether or not the pages were found to tell
/// of one event.
fn again(dossier: &Dossier, event: EventId, chosen: &[Line]) -> Option<EventId> {
    let linked = &dossier.events[event];
    let time = linked.time.as_ref().map(|t| t.interval);
    let day = |t: Option<Interval>| t.filter(is_day).and_then(|t| t.earliest).map(|t| t.date());
    let stems = |e: EventId| super::short::words(&dossier.events[e].label).collect::<BTreeSet<String>>();
    let numbers = |e: EventId| {
        let words = dossier.events[e].label.split_whitespace();
        words.filter(|w| w.chars().any(|c| c.is_ascii_digit())).collect::<BTreeSet<&str>>()
    };
    let own = stems(event);
    chosen.iter().map(|line| line.event).find(|other| {
        let there = dossier.events[*other].time.as_ref().map(|t| t.interval);
        if dossier.events[*other].label == linked.label && there == time {
            return true;
        }
        let theirs = stems(*other);
        let least = own.len().min(theirs.len());
        day(time).is_some()
            && day(time) == day(there)
            && linked.status == dossier.events[*other].status
            && least >= WORDS
            && own.intersection(&theirs).count() * 4 >= least * 3
            && numbers(event).is_subset(&numbers(*other))
    })
}

/// Longer words of a label from which on most of them tell that another says the same.
const WORDS: usize = 3;

/// Whether a longer time holds a shorter one, so that it is known no better.
fn holds(long: &Interval, short: &Interval) -> bool {
    let within = |a: &Interval, b: &Interval| a.earliest <= b.earliest && b.latest <= a.latest;
    let whole = |i: &Interval| i.earliest.is_some() && i.latest.is_some();
    whole(long) && whole(short) && within(long, short)
}

/// Entities that a good part of the story's pages mention.
pub(super) fn leading(dossier: &Dossier, main: Option<StoryId>, pages: usize) -> IndexVec<EntityId, bool> {
    let often = |e: &crate::LinkedEntity| {
        let told: BTreeSet<PageId> =
            e.mentions.iter().map(|m| m.document).filter(|d| Some(dossier.documents[*d].story) == main).collect();
        told.len() >= 2 && 3 * told.len() >= pages
    };
    dossier.entities.iter().map(often).collect()
}
