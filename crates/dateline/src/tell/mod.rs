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
use crate::link::Pile;
use crate::{ForecastId, IndexVec, Local, MentionId};

pub(crate) use account::account;

/// Labels every event and fills [`Dossier::timeline`].
pub(crate) fn chronology(pile: &Pile<'_>, dossier: &mut Dossier) {
    for event in dossier.events.ids() {
        dossier.events[event].label = label::label(pile, dossier, event);
    }
    timeline::timeline(pile, dossier);
}

/// Labels every forecast by the clause that makes it, with its days and its condition, else by its sentence. `foretold` names for each the
/// mention that makes it.
pub(crate) fn forecasts(pile: &Pile<'_>, dossier: &mut Dossier, foretold: &IndexVec<ForecastId, Local<MentionId>>) {
    for (i, mention) in foretold.iter_enumerated() {
        let (names, forecast) = (names::Names { pile, dossier, page: mention.page }, &dossier.forecasts[i]);
        let clause = foretold::clause(&names, pile.event(*mention), forecast.by);
        let sentence = || pile.text(forecast.statement).split_whitespace().collect::<Vec<_>>().join(" ");
        dossier.forecasts[i].label = clause.unwrap_or_else(sentence);
    }
}
