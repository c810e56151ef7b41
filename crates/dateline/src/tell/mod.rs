//! Structures for the reader: labels, the chronology and the account in short. No formats.
//!
//! In: the linked pile and the dossier. Out: labels of events, which of them stand in the chronology, and in what order.

mod account;
mod foretold;
mod label;
mod names;
mod nominal;
mod phrase;
mod speech;
mod subject;
mod timeline;

use crate::Dossier;
use crate::event::Event;
use crate::link::Pile;

pub(crate) use account::account;

/// Labels every event and fills [`Dossier::timeline`].
pub(crate) fn chronology(pile: &Pile<'_>, dossier: &mut Dossier) {
    for event in 0..dossier.events.len() {
        dossier.events[event].label = label::label(pile, dossier, event);
    }
    timeline::timeline(pile, dossier);
}

/// The clause of a page that foretells an event, for a reader; `None` when it does not stand alone.
pub(crate) fn foretold(
    pile: &Pile<'_>,
    dossier: &Dossier,
    page: usize,
    event: &Event,
    by: Option<usize>,
) -> Option<String> {
    foretold::clause(&names::Names { pile, dossier, page }, event, by)
}
