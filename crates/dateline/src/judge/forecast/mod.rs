//! What was predicted, threatened, promised or planned, and what came of it.
//!
//! In: the linked pile. Out: [`Forecast`]s. A forecast is a sentence with an event that lies ahead of its page; its outcome is an event of
//! the same kind with the same people that a page tells as past. Where both name a place and the places differ, it came otherwise than
//! predicted. What stands under a condition, is denied, or finds no such event stays open: silence of the sources settles nothing.

use crate::{EventId, ForecastId, IndexVec, Local, MentionId, StoryId};
use std::collections::BTreeMap;

mod ahead;
mod outcome;

use super::statement::{Statement, statements};
use crate::event::akin;
use crate::link::Joined;
use crate::{Evidence, Forecast, Outcome};

/// The forecasts of a pile, without words for a reader: those are for a later stage to choose.
#[derive(Default)]
pub(crate) struct Foretold {
    /// What was foretold, and what came of it.
    pub forecasts: IndexVec<ForecastId, Forecast>,
    /// The mention that makes each.
    pub by: IndexVec<ForecastId, Local<MentionId>>,
}

/// Finds the forecasts of the pile.
pub(crate) fn forecasts(joined: &Joined<'_>) -> Foretold {
    let (pile, dossier) = (joined.pile(), joined.dossier());
    let all = statements(pile, dossier, false).list;
    let happened = outcome::happened(pile, &all);
    let mut of_event: BTreeMap<EventId, ForecastId> = BTreeMap::new();
    let mut of_sentence: BTreeMap<Evidence, ForecastId> = BTreeMap::new();
    let mut found: IndexVec<ForecastId, Forecast> = IndexVec::new();
    let mut foretold: IndexVec<ForecastId, Local<MentionId>> = IndexVec::new();
    let mut same_words: BTreeMap<(StoryId, &str, &str), ForecastId> = BTreeMap::new();
    let mut days: Vec<(usize, ForecastId, Option<jiff::civil::Date>)> = Vec::new();
    for (i, made) in all.iter().enumerate() {
        {
            if !ahead::foretells(pile, dossier, made) {
                continue;
            }
            let at = made.at;
            let linked = pile.linked(made.mention());
            // A copy makes no forecast of its own.
            if let Some(known) = same_words.get(&(made.story, pile.text(at), made.event.lemma.as_str()))
                && found[*known].statement.document != at.document
            {
                found[*known].support.push(at);
                of_sentence.entry(at).or_insert(*known);
                continue;
            }
            let forecast = outcome::judge(pile, dossier, &happened, made);
            // The same forecast again, unless this page names a place that came otherwise.
            if let Some(&known) = of_event.get(&linked)
                && found[known].statement != at
                && forecast.outcome != Outcome::NotFulfilled
            {
                if !found[known].support.contains(&at) {
                    found[known].support.push(at);
                }
                of_sentence.entry(at).or_insert(known);
                continue;
            }
            match of_sentence.get(&at) {
                // One sentence, one forecast; the event of it that was settled decides.
                Some(&known) if found[known].statement == at => {
                    // What came otherwise tells more than that something came.
                    let better = |o: Outcome| match o {
                        Outcome::NotFulfilled => 2,
                        Outcome::Fulfilled => 1,
                        Outcome::Open => 0,
                    };
                    if better(forecast.outcome) > better(found[known].outcome) {
                        found[known] = Forecast { support: found[known].support.clone(), ..forecast };
                        foretold[known] = made.mention();
                    }
                    of_event.entry(linked).or_insert(known);
                }
                _ => {
                    let known = found.push(forecast);
                    of_sentence.insert(at, known);
                    of_event.insert(linked, known);
                    same_words.insert((made.story, pile.text(at), made.event.lemma.as_str()), known);
                    days.push((i, known, outcome::day(pile, made)));
                    foretold.push(made.mention());
                }
            }
        }
    }
    alike(&all, &days, &mut found);
    for forecast in &mut found {
        forecast.support.sort_unstable();
        forecast.support.dedup();
        let statement = forecast.statement;
        forecast.support.retain(|s| *s != statement);
    }
    Foretold { forecasts: found, by: foretold }
}

/// Settles an open forecast as another of the same kind of event for the same day, which is the same forecast in other words.
fn alike(
    all: &[Statement<'_>],
    days: &[(usize, ForecastId, Option<jiff::civil::Date>)],
    found: &mut IndexVec<ForecastId, Forecast>,
) {
    let mut settled: BTreeMap<(StoryId, jiff::civil::Date), Vec<(usize, ForecastId)>> = BTreeMap::new();
    for (statement, forecast, day) in days {
        if let Some(day) = day
            && found[*forecast].outcome != Outcome::Open
        {
            settled.entry((all[*statement].story, *day)).or_default().push((*statement, *forecast));
        }
    }
    for (statement, forecast, day) in days {
        let (Some(day), Outcome::Open) = (day, found[*forecast].outcome) else { continue };
        let made = &all[*statement];
        let near = settled.get(&(made.story, *day)).into_iter().flatten().find(|(other, known)| {
            // The forecast must be one of the event that it was settled for.
            found[*known].statement == all[*other].at && akin(&made.event.lemma, &all[*other].event.lemma)
        });
        if let Some((_, known)) = near {
            let (outcome, event, mut support) =
                (found[*known].outcome, found[*known].outcome_event, found[*known].support.clone());
            let of = &mut found[*forecast];
            of.outcome = outcome;
            of.outcome_event = event;
            of.support.append(&mut support);
            of.reasons =
                vec!["The same kind of event was foretold for the same day elsewhere, and that was settled.".into()];
        }
    }
}
