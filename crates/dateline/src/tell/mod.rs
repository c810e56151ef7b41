//! Structures for the reader: labels and the chronology. No formats.
//!
//! In: the linked pile and the dossier. Out: labels of events, which of them stand in the chronology, and in what order.

mod label;
mod phrase;
mod speech;
mod timeline;

use crate::Dossier;
use crate::link::Pile;

/// Labels every event and fills [`Dossier::timeline`].
pub(crate) fn chronology(pile: &Pile<'_>, dossier: &mut Dossier) {
    for event in 0..dossier.events.len() {
        dossier.events[event].label = label::label(pile, dossier, event);
    }
    timeline::timeline(pile, dossier);
}
