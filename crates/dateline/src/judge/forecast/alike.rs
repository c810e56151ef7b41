//! Forecasts of one thing in other words: what settles one settles the other.
//!
//! In: the forecasts of a pile with the days they name. Out: open ones take over the outcome of a settled one for the same days, of the same
//! kind of event, or of the same thing.

use std::collections::{BTreeMap, BTreeSet};

use super::super::statement::{Filler, Statement};
use super::super::window::Window;
use crate::event::{akin, classes};
use crate::lexicon::Flag;
use crate::{Forecast, ForecastId, IndexVec, Outcome, StoryId};

/// A forecast with the statement that makes it.
pub(super) struct Made<'a> {
    pub statement: &'a Statement<'a>,
    pub forecast: ForecastId,
    pub window: Option<Window>,
    /// Who and what it is about.
    pub about: BTreeSet<Filler>,
}

/// Settles open forecasts as others of the same thing.
pub(super) fn settle(made: &[Made<'_>], found: &mut IndexVec<ForecastId, Forecast>) {
    let mut settled: BTreeMap<(StoryId, jiff::civil::Date), Vec<&Made<'_>>> = BTreeMap::new();
    for one in made.iter().filter(|m| found[m.forecast].outcome != Outcome::Open) {
        // The forecast must be one of the event that it was settled for.
        if let Some(window) = one.window.filter(|_| found[one.forecast].statement == one.statement.at) {
            settled.entry((one.statement.story, window.to)).or_default().push(one);
        }
    }
    for one in made {
        let (Some(window), Outcome::Open) = (one.window, found[one.forecast].outcome) else { continue };
        let near = settled.get(&(one.statement.story, window.to)).into_iter().flatten();
        let near = near.filter(|other| same(one, other)).map(|other| other.forecast);
        let Some(known) = near.min() else { continue };
        let (outcome, event, mut support, statement) = {
            let known = &found[known];
            (known.outcome, known.outcome_event, known.support.clone(), known.statement)
        };
        let of = &mut found[one.forecast];
        of.outcome = outcome;
        of.outcome_event = event;
        of.support.append(&mut support);
        of.support.push(statement);
        of.reasons = vec!["The same was foretold for the same time elsewhere, and that was settled.".into()];
    }
}

/// Whether two forecasts for one time are of the same: one kind of event, or the same thing planned.
fn same(a: &Made<'_>, b: &Made<'_>) -> bool {
    let (x, y) = (a.statement.event, b.statement.event);
    if x.polarity != y.polarity {
        return false;
    }
    let noun = |m: &Made<'_>, word: &str| {
        let told = |f: &Filler| matches!(f, Filler::Noun(n) if akin(n, word) && !Flag::General.has(n));
        m.about.iter().any(told)
    };
    let special = |f: &&Filler| !matches!(f, Filler::Noun(n) if Flag::General.has(n));
    let shared = || a.about.iter().filter(special).any(|f| b.about.contains(f));
    // "The meeting was set for 4 May", "was to begin on 4 May": the verb plans, and what it plans is beside it.
    let plans = |w: &str| Flag::PlannedWord.has(w) || Flag::Vague.has(w) || Flag::Phase.has(w);
    let plain = plans(&x.lemma) || plans(&y.lemma);
    akin(&x.lemma, &y.lemma) && !plain || noun(a, &y.lemma) || noun(b, &x.lemma) || plain && shared()
}

/// Whether two different words tell of one kind of event by a class that both name first: "quit" and "resign", not "leave" and "resign".
pub(super) fn strictly(a: &str, b: &str) -> bool {
    let single = |w: &str| classes(w).len() == 1;
    akin(a, b) && single(a) && single(b)
}
