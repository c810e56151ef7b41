//! Structures for the reader: labels, the chronology and the account in short. No formats.
//!
//! In: the linked pile and the dossier. Out: labels of events, which of them stand in the chronology, and in what order.

mod account;
mod foretold;
mod holder;
mod label;
mod names;
mod nominal;
mod open_words;
mod parts;
mod phrase;
mod short;
mod speech;
mod subject;
mod timeline;
mod voices;
mod worth;

use crate::faults::Faults;
use crate::judge::Foretold;
use crate::link::{Chronology, Joined, Labelled};
use crate::{EventId, Forecast, ForecastId, IndexVec, PageId};

pub(crate) use account::account;
pub(crate) use parts::parts;
pub use worth::rows as timeline_rows;

/// A label for every event.
pub(crate) fn labels(joined: &Joined<'_>, faults: &mut Faults) -> IndexVec<EventId, String> {
    let (pile, dossier) = (joined.pile(), joined.dossier());
    let label = |event: EventId| {
        let page = pile.mentions[event].first().map_or(PageId::FIRST, |m| m.page);
        faults.guard(page, "the label of an event", || label::label(pile, dossier, event)).unwrap_or_default()
    };
    dossier.events.ids().map(label).collect()
}

/// The events of the chronology in order, and why each stands there or not.
pub(crate) fn lines(labelled: &Labelled<'_>, faults: &mut Faults) -> Chronology {
    timeline::timeline(labelled.pile(), labelled.dossier(), faults)
}

/// Labels every forecast by the clause that makes it, with its days and its condition, else by its sentence.
pub(crate) fn forecasts(
    joined: &Joined<'_>,
    foretold: Foretold,
    faults: &mut Faults,
) -> IndexVec<ForecastId, Forecast> {
    let (pile, dossier) = (joined.pile(), joined.dossier());
    let Foretold { mut forecasts, by } = foretold;
    for (forecast, mention) in forecasts.iter_mut().zip(by) {
        let names = names::Names { pile, dossier, page: mention.page };
        let clause = faults.guard(mention.page, "the label of a forecast", || {
            foretold::clause(&names, pile.event(mention), forecast.by)
        });
        let sentence = || pile.text(forecast.statement).split_whitespace().collect::<Vec<_>>().join(" ");
        forecast.label = clause.flatten().unwrap_or_else(sentence);
    }
    forecasts
}
