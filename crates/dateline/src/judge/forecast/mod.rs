//! What was predicted, threatened, promised or planned, and what came of it.
//!
//! In: the linked pile. Out: [`Forecast`]s. A forecast is a sentence with an event that lies ahead of its page; its outcome is an event of
//! the same kind with the same people that a page tells as past. Where both name a place and the places differ, it came otherwise than
//! predicted. What stands under a condition, is denied, or finds no such event stays open: silence of the sources settles nothing.

use crate::{EventId, ForecastId, IndexVec, Local, MentionId, PageId, StoryId};
use std::collections::BTreeMap;

mod ahead;
mod alike;
mod fit;
mod loss;
mod mark;
mod outcome;
mod plans;
mod retro;
mod told;

use super::statement::{self, Statement, statements};
use super::window;
use crate::language::clause::Clauses;
use crate::link::{Joined, Pile};
use crate::{Dossier, Evidence, Forecast, Outcome};

/// The clauses of every page.
type Read<'a> = IndexVec<PageId, Clauses<'a>>;

/// What forecasts are read from.
struct Field<'a> {
    pile: &'a Pile<'a>,
    dossier: &'a Dossier,
    clauses: Read<'a>,
}

impl Field<'_> {
    /// Who and what a forecast is about: its participants, and for "a visit planned for 4 May" those of the visit.
    fn about(&self, all: &[Statement<'_>], made: &Statement<'_>) -> std::collections::BTreeSet<statement::Filler> {
        let clauses = &self.clauses[made.page];
        let above = clauses.above(made.event.token).map(|l| l.governor);
        let noun = above.filter(|n| clauses.at(*n).is_none());
        let stands = |s: &&Statement<'_>| s.page == made.page && Some(s.event.token) == noun;
        let on = all.iter().find(stands);
        let of = |s: &Statement<'_>| s.agents.iter().chain(&s.patients).cloned().collect::<Vec<_>>();
        let named = noun.map(|n| statement::Filler::Noun(clauses.tree.word(n).lemma.to_lowercase()));
        of(made).into_iter().chain(on.map(of).into_iter().flatten()).chain(named).collect()
    }

    /// Whether a statement is a plan that its page looks back on, with what became of it.
    fn of_the_past(&self, made: &Statement<'_>, window: Option<&window::Window>) -> bool {
        let fate = retro::fate(self.pile.pages[made.page], &self.clauses[made.page], made.event, window);
        matches!(fate, retro::Fate::Failed(..) | retro::Fate::Kept(_))
    }
}

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
    let clauses = pile.pages.iter().map(|a| Clauses::read(&a.page.text, &a.parse)).collect();
    let field = Field { pile, dossier, clauses };
    let happened = told::happened(pile, &field.clauses, &all);
    let mut of_event: BTreeMap<EventId, ForecastId> = BTreeMap::new();
    let mut of_sentence: BTreeMap<Evidence, ForecastId> = BTreeMap::new();
    let mut found: IndexVec<ForecastId, Forecast> = IndexVec::new();
    let mut foretold: IndexVec<ForecastId, Local<MentionId>> = IndexVec::new();
    let mut same_words: BTreeMap<(StoryId, &str, &str), ForecastId> = BTreeMap::new();
    let mut windows: Vec<alike::Made<'_>> = Vec::new();
    for made in &all {
        let window = window::window(pile.pages[made.page], &field.clauses[made.page], made);
        if !ahead::foretells(&field, made, window.as_ref()) {
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
        let forecast = outcome::judge(&field, &happened, made);
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
                    let mut support = std::mem::take(&mut found[known].support);
                    support.extend(&forecast.support);
                    found[known] = Forecast { support, ..forecast };
                    foretold[known] = made.mention();
                }
                of_event.entry(linked).or_insert(known);
            }
            _ => {
                let known = found.push(forecast);
                of_sentence.insert(at, known);
                of_event.insert(linked, known);
                same_words.insert((made.story, pile.text(at), made.event.lemma.as_str()), known);
                windows.push(alike::Made { statement: made, forecast: known, window, about: field.about(&all, made) });
                foretold.push(made.mention());
            }
        }
    }
    alike::settle(&windows, &mut found);
    for forecast in &mut found {
        forecast.support.sort_unstable();
        forecast.support.dedup();
        let statement = forecast.statement;
        forecast.support.retain(|s| *s != statement);
    }
    Foretold { forecasts: found, by: foretold }
}
