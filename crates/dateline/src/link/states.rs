//! The pile on its way to the dossier, step by step: every step is a type, so that no stage runs before what it looks at is there.
//!
//! In: what a stage found. Out: the state that the next one asks for. [`Linked`](super::Linked) has groups of mentions and no events,
//! [`Joined`] events without a word for the reader, [`Labelled`] words, [`Told`] the chronology, and [`Judged`] what sources differ in.

use super::Pile;
use crate::{Account, Discrepancy, DiscrepancyId, Dossier, EventId, Forecast, ForecastId, IndexVec, Parts};

/// Pile and dossier as they are looked at; only the next state changes them.
macro_rules! state {
    ($($(#[$meta:meta])* $name:ident;)+) => {$(
        $(#[$meta])*
        pub(crate) struct $name<'a> {
            pile: Pile<'a>,
            dossier: Dossier,
        }

        impl<'a> $name<'a> {
            /// Pages, and what is one across them.
            pub fn pile(&self) -> &Pile<'a> {
                &self.pile
            }

            /// The dossier as far as it is.
            pub fn dossier(&self) -> &Dossier {
                &self.dossier
            }
        }
    )+};
}

state! {
    /// Events have times, places, people and support.
    Joined;
    /// Events have labels, too.
    Labelled;
    /// The chronology is told.
    Told;
    /// What sources differ in, and what was foretold, is found.
    Judged;
}

impl<'a> Joined<'a> {
    /// A pile whose events are in the dossier.
    pub(super) fn new(pile: Pile<'a>, dossier: Dossier) -> Self {
        Self { pile, dossier }
    }

    /// Gives every event its label.
    pub fn labelled(mut self, labels: IndexVec<EventId, String>) -> Labelled<'a> {
        self.dossier.events.iter_mut().zip(labels).for_each(|(event, label)| event.label = label);
        Labelled { pile: self.pile, dossier: self.dossier }
    }
}

/// A line of the chronology.
pub(crate) struct Line {
    /// What it tells.
    pub event: EventId,
    /// Why it stands in the chronology, for a reader.
    pub why: String,
    /// Whether it belongs to the short form.
    pub short: bool,
}

/// The chronology, and why other events are not on it.
pub(crate) struct Chronology {
    /// Its lines in order.
    pub lines: Vec<Line>,
    /// Events of the main story that have words and are no line, each with the reason.
    pub left: Vec<(EventId, String)>,
}

impl<'a> Labelled<'a> {
    /// Tells the chronology: its events in order, and why each stands in it or not.
    pub fn told(mut self, chronology: Chronology) -> Told<'a> {
        for (event, why) in chronology.left {
            self.dossier.events[event].reasons.push(why);
        }
        for Line { event, why, short } in chronology.lines {
            self.dossier.events[event].on_timeline = true;
            self.dossier.events[event].reasons.push(why);
            self.dossier.timeline.push(event);
            if short {
                self.dossier.short.push(event);
            }
        }
        Told { pile: self.pile, dossier: self.dossier }
    }
}

impl<'a> Told<'a> {
    /// Takes over what sources differ in and what they foretold.
    pub fn judged(
        mut self,
        discrepancies: IndexVec<DiscrepancyId, Discrepancy>,
        forecasts: IndexVec<ForecastId, Forecast>,
    ) -> Judged<'a> {
        self.dossier.discrepancies = discrepancies;
        self.dossier.forecasts = forecasts;
        Judged { pile: self.pile, dossier: self.dossier }
    }
}

impl Judged<'_> {
    /// Ends with the account in short and what sentences about the dossier are made from. Nothing may rest on whom only a teaser names, so they come last.
    pub fn finished(mut self, account: Account, parts: Parts) -> Dossier {
        self.dossier.account = account;
        self.dossier.parts = parts;
        super::teasers::adopt(&self.pile, &mut self.dossier);
        self.dossier
    }
}
