//! What came of a forecast.
//!
//! In: a forecast and what the pages of its story tell as past, or as given up. Out: the forecast with its outcome. What settles it is an
//! event of the same kind with the same people or things, not before the forecast was made, and in the time that it names if it names one.
//! Where both name a place and the places differ, or the day is later, it came otherwise than predicted; so it did where a page says that
//! it was called off, or that what was not to come did. What stands under a condition or finds no such event stays open: silence of the
//! sources settles nothing.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::super::compare::contains;
use super::super::lexicon;
use super::super::statement::{Filler, Statement};
use super::super::things::{Thing, things};
use super::super::window::{self, Window, within};
use super::ahead::subject;
use super::fit::{
    against, alone, apart, conditions, counts_differ, done_with, ended, is_said_to_be, present, shared_noun, unlikely,
};
use super::retro::{self, Fate};
use super::told::{Happened, day, weekday};
use super::{Field, loss};
use crate::event::{Polarity, Tense, akin};
use crate::language::Pos;
use crate::lexicon::Flag;
use crate::link::Pile;
use crate::{EntityId, Forecast, Outcome, Variant};

/// Days after the time foretold beyond which an event of the kind is another; where the very thing is named again; with no time foretold,
/// after the statement.
pub(super) const LATE: (i32, i32, i32) = (45, 400, 120);

/// Score of what a page says was called off: it settles a forecast whatever else of the kind is told of that day.
const LOST: i32 = 40;

/// When a forecast was made, and for when.
pub(super) struct Foretold {
    pub made: Option<Date>,
    pub window: Option<Window>,
    weekday: Option<i8>,
    place: Option<EntityId>,
}

/// In what way something that a page tells speaks of what was foretold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// It came, in time.
    Came,
    /// It came after the time that was named.
    Late,
    /// It did not come, or was called off.
    Not,
    /// It came though it was not to come.
    Against,
}

/// How well what a page tells fits what was foretold.
struct Candidate<'s> {
    score: i32,
    way: Way,
    told: &'s Statement<'s>,
    place: Option<EntityId>,
    when: Option<Window>,
}

/// The forecast that a statement makes, with what came of it.
pub(super) fn judge(field: &Field<'_>, happened: &Happened<'_>, made: &Statement<'_>) -> Forecast {
    let pile = field.pile;
    let (analysis, event, at) = (pile.pages[made.page], made.event, made.at);
    let quoted = || {
        let within = analysis.quotations.iter().find(|q| q.span.contains(event.span))?;
        within.speaker.as_ref()?.entity
    };
    let by = event.attribution.iter().find_map(|a| a.entity).or_else(quoted);
    let by = by.and_then(|e| pile.entity_of[made.page].get(e)).copied();
    let mut forecast = Forecast {
        label: String::new(),
        statement: at,
        support: Vec::new(),
        by,
        outcome: Outcome::Open,
        outcome_event: None,
        variants: Vec::new(),
        reasons: Vec::new(),
    };
    let named = window::window(analysis, &field.clauses[made.page], made);
    let fate = retro::fate(analysis, &field.clauses[made.page], event, named.as_ref());
    if let Fate::Failed(reason, sentence) = fate {
        forecast.outcome = Outcome::NotFulfilled;
        forecast.support.extend(retro::proof(analysis, made.page, sentence));
        forecast.reasons.push(reason.into());
        return forecast;
    }
    if let Fate::Kept(sentence) = fate {
        forecast.outcome = Outcome::Fulfilled;
        forecast.support.extend(retro::proof(analysis, made.page, sentence));
        forecast.reasons.push("The page goes on to say that it came.".into());
        return forecast;
    }
    if conditions(analysis, event) {
        forecast.reasons.push("It stands under a condition: silence does not settle it.".into());
        return forecast;
    }
    let published = analysis.page.published.earliest;
    // "Was expected to sail on Friday", told before Friday.
    let ahead = named.is_some_and(|w| published.is_some_and(|p| w.to >= p));
    let fate = if fate == Fate::Past && ahead { Fate::Ahead } else { fate };
    let foretold = Foretold {
        made: published,
        window: named.filter(|w| published.is_none_or(|p| w.to >= p) || fate == Fate::Past),
        weekday: weekday(pile, made).filter(|_| named.is_none()),
        place: pile.place(made.page, event),
    };
    let kinds = loss::kinds(analysis, &field.clauses[made.page], made);
    let lost = happened.lost.get(&made.story).into_iter().flatten();
    let lost = lost.filter(|l| loss::of(field, made, &kinds, l, &foretold));
    let lost = lost.map(|l| Candidate { score: LOST, way: Way::Not, told: l.told, place: None, when: None });
    let unlikely = unlikely(&field.clauses[made.page], event.token);
    let best = happened
        .candidates(pile, &field.clauses, made, foretold.window.and_then(|w| w.day()), &kinds)
        .into_iter()
        .filter_map(|told| candidate(field, made, &kinds, told, &foretold))
        .chain(lost)
        // A plan that a page looks back on is not shown to have come by what it was to be.
        .filter(|c| fate != Fate::Past || c.way != Way::Came)
        // "The visit will be her first trip": that there was a trip does not show it to have been the first.
        .filter(|c| c.way != Way::Came || !is_said_to_be(field, made) || is_said_to_be(field, c.told))
        // "It is unlikely that": what came, came against it.
        .filter_map(|c| match c.way {
            Way::Came if unlikely => Some(Candidate { way: Way::Against, ..c }),
            _ => (!unlikely).then_some(c),
        })
        .reduce(|best, next| if next.score > best.score { next } else { best });
    let Some(best) = best else {
        forecast
            .reasons
            .push("No page tells of such an event with the same people after the forecast was made.".into());
        return forecast;
    };
    settle(field, forecast, made, &best, &foretold)
}

fn candidate<'s>(
    field: &Field<'_>,
    made: &Statement<'_>,
    kinds: &BTreeSet<String>,
    told: &'s Statement<'s>,
    foretold: &Foretold,
) -> Option<Candidate<'s>> {
    let pile = field.pile;
    let (event, outcome) = (made.event, told.event);
    if told.story != made.story || (told.page == made.page && outcome.sentence == event.sentence) {
        return None;
    }
    let page = pile.pages[told.page];
    let own = day(pile, told);
    // "Did not sail until 4 May": it did then.
    let until = window::until(page, &field.clauses[told.page], told);
    let when = until.or_else(|| window::window(page, &field.clauses[told.page], told).filter(|w| !w.by));
    let last = outcome.time.as_ref().and_then(|t| t.interval.latest).map(|t| t.date());
    // What was over before the forecast was made is another event, and a page of the same day that gives no day tells no later.
    if let Some(made_on) = foretold.made {
        let early = own.or(when.map(|w| w.to)).or(last).is_some_and(|l| l < made_on);
        let older = page.page.published.latest.is_some_and(|p| p < made_on);
        let same =
            own.is_none() && (told.page == made.page || page.page.published.earliest.is_none_or(|p| p <= made_on));
        if early || older || (same && when.is_none_or(|w| w.from <= made_on)) {
            return None;
        }
    } else if when.is_none() && told.page == made.page {
        return None;
    }
    // What a page dates to before it was made, beside the plan, is what the plan is made upon.
    if told.page == made.page && when.zip(foretold.made).is_some_and(|(t, made)| t.to <= made) {
        return None;
    }
    let place = pile.place(told.page, outcome);
    let fit = told.fit(made);
    let found = |way, score| Some(Candidate { score, way, told, place, when });
    if ended(field, made, told, foretold, own.or(last)) {
        return found(Way::Not, 11);
    }
    if event.polarity == Polarity::Negative {
        return against(made, told, foretold, &fit, when).then(|| found(Way::Against, 10)).flatten();
    }
    // A number that is another was not foretold, and some are not all.
    let all = |s: &Statement<'_>| {
        let clauses = &field.clauses[s.page];
        let every = ["all", "every", "each"];
        let subject = clauses.at(s.event.token).and_then(|c| c.subject);
        subject.is_some_and(|n| clauses.tree.word(n).is(&every) || clauses.tree.has(n, &every))
    };
    if counts_differ(event, outcome) || all(made) && !all(told) {
        return None;
    }
    // Told without a day of its own: shown to have come in time by a day in its sentence, by the day that other pages give the event, or
    // by a page of that time.
    let known = |w: &Window| {
        let time = field.dossier.events.get(pile.linked(told.mention())).and_then(|e| e.time.as_ref());
        let day = time.and_then(|t| Some((t.interval.earliest?.date(), t.interval.latest?.date())));
        let of = day.filter(|(from, to)| from == to).map(|(from, to)| Window { from, to, by: false });
        within(page, told.at.span).map(|(_, t)| t).chain(of).find(|t| !t.by && w.holds(t))
    };
    let when = when.or_else(|| foretold.window.as_ref().and_then(known));
    if let (Some(w), None) = (foretold.window, when)
        && outcome.polarity == Polarity::Positive
        && page.page.published.earliest.is_none_or(|p| (p - w.to).get_days() > 3)
    {
        return None;
    }
    let on_the_day = foretold.window.zip(when).is_some_and(|(w, t)| w.holds(&t))
        || own.is_some_and(|d| foretold.weekday.is_some_and(|w| d.weekday().to_monday_one_offset() == w));
    let late = foretold.window.zip(when).is_some_and(|(w, t)| w.missed(&t));
    let denied = outcome.polarity == Polarity::Negative && until.is_none();
    let linked = pile.linked(told.mention()) == pile.linked(made.mention());
    let same_word = event.lemma == outcome.lemma;
    let who = fit.agent == Some(true) || present(pile, made, told);
    let object = fit.patient == Some(true);
    let mine = things(&field.clauses[made.page], event.token);
    let theirs = things(&field.clauses[told.page], outcome.token);
    // The interim report is not the last one.
    let other = |a: &Thing| theirs.iter().any(|b| a.noun() == b.noun() && !a.may_be(b));
    if mine.iter().any(other) {
        return None;
    }
    let shared: Vec<Thing> = mine.into_iter().filter(|a| theirs.iter().any(|b| a.may_be(b))).collect();
    let thing = done_with(made, told, &shared);
    // "Will set down", "touched down": with their particles.
    let deed = retro::deed(&field.clauses[told.page], outcome.token);
    let by_list = kinds.iter().any(|k| lexicon::realises(k, &outcome.lemma) || lexicon::realises(k, &deed));
    let realised =
        (on_the_day || late) && (by_list || thing) || by_list && object && foretold.window.is_none() && own.is_some();
    // "Will hear the witness", "the witness testified".
    let converse = by_list
        && made.patients.iter().chain(&made.others).any(|f| matches!(f, Filler::Entity(_)) && told.agents.contains(f));
    // Another time than the one foretold: later, it came late; earlier, it was something else.
    if foretold.window.is_some() && when.is_some() && !on_the_day {
        let wait = foretold.window.zip(when).map_or(0, |(w, t)| (t.from - w.to).get_days());
        let alone = who && made.patients.is_empty() && alone(&field.clauses[told.page], page, outcome);
        let very = thing || linked || (same_word && (object || alone || !shared.is_empty()));
        if !late || wait > if very { LATE.1 } else { LATE.0 } || !(very || object || alone || !shared.is_empty()) {
            return None;
        }
    }
    let waits = foretold.made.zip(own).is_some_and(|(f, o)| (o - f).get_days() > LATE.2);
    if (foretold.window.is_none() && waits) || (foretold.weekday.is_some() && !on_the_day) {
        return None;
    }
    // "Will be open for signature", "was signed": of the kind of what a general verb takes.
    let kind = kinds.iter().any(|k| akin(k, &outcome.lemma));
    if !(linked || realised || akin(&event.lemma, &outcome.lemma) || kind && (on_the_day || late)) {
        return None;
    }
    // "Will bail out the bank" is not "bailed on the bank".
    let (mine, theirs) = (&field.clauses[made.page], &field.clauses[told.page]);
    if same_word && !linked && retro::deed(mine, event.token) != retro::deed(theirs, outcome.token) {
        return None;
    }
    // "The wind will fall on Saturday", "wind and sea fell": a thing without a name.
    let nameless = on_the_day && same_word && subject_told(pile, made, told);
    let general = Flag::Vague.has(&event.lemma);
    let fits = match denied {
        // What did not happen settles only what was to come in that time.
        true => {
            let then = on_the_day || (foretold.window.is_some() && when.is_none());
            let ever = outcome.tense == Tense::Future && same_word && object;
            // "Further slides are likely", "there has been no further slide".
            let plain = event.lemma != "be" && !Flag::Vague.has(&event.lemma);
            let nameless =
                plain && same_word && made.agents.is_empty() && told.agents.is_empty() && told.patients.is_empty();
            let after = page.page.published.earliest.zip(foretold.window).is_some_and(|(p, w)| p >= w.to);
            let same = object || fit.common > 0 && fit.agent != Some(false);
            let later = foretold.window.is_none() && same_word && same;
            let since = page.page.published.earliest.zip(foretold.made).is_some_and(|(p, m)| p > m);
            ever || later && since && outcome.tense == Tense::Past
                || then && (same_word || who) && (who || object || shared_noun(made, told) || nameless && after)
        }
        _ if linked && !general => fit.agent != Some(false) || object,
        _ if realised => {
            let there = foretold.place.is_some() && foretold.place == place;
            who || object
                || thing
                || converse
                || there
                || !shared.is_empty()
                || (fit.common > 0 && fit.agent != Some(false))
        }
        _ if nameless => true,
        _ if kind && !akin(&event.lemma, &outcome.lemma) => object || who && !shared.is_empty(),
        _ if general => {
            let same = fit.agent == Some(true) || shared.len() > 1;
            (on_the_day || late) && same && same_word && fit.patient != Some(false)
        }
        _ => {
            let apart = fit.agent == Some(false) || fit.patient == Some(false);
            made.same_actors(told)
                && !apart
                && (fit.common > 1
                    || foretold.window.is_none() && fit.agent == Some(true) && !shared.is_empty()
                    || (same_word && (who || object))
                    || ((on_the_day || late) && (who || object || same_word && !shared.is_empty())))
                && (same_word || object || on_the_day || fit.common > 1 || !shared.is_empty())
        }
    };
    if !fits {
        return None;
    }
    let mut score = 3 * fit.common as i32 + 2 * i32::from(same_word) + i32::from(last.is_some()) + i32::from(linked);
    // An outcome that says where settles a forecast that says where; one on the day a forecast of a day.
    score += 8 * i32::from(foretold.place.is_some() && place.is_some())
        + 5 * i32::from(on_the_day)
        + 3 * i32::from(denied)
        + 2 * i32::from(late);
    // At another time and elsewhere: another event.
    let elsewhere = |a: EntityId, b: EntityId| {
        a != b && apart(field.dossier, a, b) && !contains(field.dossier, a, b) && !contains(field.dossier, b, a)
    };
    if late && foretold.place.zip(place).is_some_and(|(a, b)| elsewhere(a, b)) {
        return None;
    }
    let way = if denied {
        Way::Not
    } else if late {
        Way::Late
    } else {
        Way::Came
    };
    found(way, score)
}

/// Whether the noun that is the subject of a forecast stands in the sentence of the outcome.
fn subject_told(pile: &Pile<'_>, made: &Statement<'_>, told: &Statement<'_>) -> bool {
    let (x, y) = (&pile.pages[made.page].parse, &pile.pages[told.page].parse);
    let Some(subject) = subject(x, made.event.token).filter(|s| x.tokens[*s].pos == Pos::Noun) else { return false };
    let sentence = y.sentences.get(told.event.sentence).cloned().unwrap_or_default();
    sentence.clone().any(|t| y.tokens[t].pos == Pos::Noun && y.tokens[t].lemma == x.tokens[subject].lemma)
}

fn settle(
    field: &Field<'_>,
    mut forecast: Forecast,
    made: &Statement<'_>,
    best: &Candidate<'_>,
    foretold: &Foretold,
) -> Forecast {
    let (told, dossier) = (best.told, field.dossier);
    forecast.outcome_event = Some(field.pile.linked(told.mention()));
    forecast.support.push(told.at);
    forecast.outcome = Outcome::NotFulfilled;
    let variants = |a: String, b: String| {
        vec![Variant { value: a, support: vec![made.at] }, Variant { value: b, support: vec![told.at] }]
    };
    let (mine, theirs) = (&made.event.lemma, &told.event.lemma);
    match best.way {
        Way::Not if told.event.polarity == Polarity::Positive => {
            forecast.variants = variants(mine.clone(), theirs.clone());
            let ends = super::fit::ends(&told.event.lemma);
            let reason = if ends {
                "A page tells of the end of what was to do it."
            } else {
                "A page says that it was called off."
            };
            forecast.reasons.push(reason.into());
        }
        Way::Not => {
            forecast.variants = variants(mine.clone(), format!("not {theirs}"));
            forecast.reasons.push("A page says that it did not happen.".into());
        }
        Way::Against => {
            forecast.variants = variants(format!("not {mine}"), theirs.clone());
            forecast.reasons.push("A page says that it happened, though it was not to.".into());
        }
        Way::Came | Way::Late => {
            if let (Some(a), Some(b)) = (foretold.place, best.place)
                && a != b
                && apart(dossier, a, b)
                && !contains(dossier, a, b)
                && !contains(dossier, b, a)
            {
                let name = |e: EntityId| dossier.entities[e].name.clone();
                forecast.variants = variants(name(a), name(b));
                forecast.reasons.push(format!("It happened elsewhere: {} instead of {}.", name(b), name(a)));
            } else if let (Way::Late, Some(f), Some(c)) = (best.way, foretold.window, best.when) {
                forecast.variants = variants(f.words(), c.words());
                forecast.reasons.push(format!("It happened later: {} instead of {}.", c.words(), f.words()));
            } else {
                forecast.outcome = Outcome::Fulfilled;
                let reason = "A page tells of such an event with the same people, after the forecast was made.";
                forecast.reasons.push(reason.into());
            }
        }
    }
    forecast
}
