//! What sentences about the dossier are made from, for those who write them have no trees.
//!
//! In: the pile with everything judged. Out: [`Parts`]: clauses of events, the words that give a value, names with an article.

mod clause;
mod decisive;
mod definite;
mod times;

use std::collections::BTreeSet;

use crate::link::Judged;
use crate::{EventClause, EventId, Parts};

/// See [`Dossier::parts`](crate::Dossier::parts).
pub(crate) fn parts(judged: &Judged<'_>) -> Parts {
    let (pile, dossier) = (judged.pile(), judged.dossier());
    let events: BTreeSet<EventId> = dossier
        .timeline
        .iter()
        .copied()
        .chain(dossier.discrepancies.iter().filter_map(|x| x.about))
        .chain(dossier.forecasts.iter().filter_map(|f| f.outcome_event))
        .collect();
    let clauses = events.into_iter().filter_map(|event| {
        Some(EventClause { event, clause: clause::clause(pile, event, &dossier.events[event].label)? })
    });
    Parts {
        clauses: clauses.collect(),
        decisive: decisive::decisive(pile, dossier),
        definite: definite::definite(pile, dossier),
        times: times::times(pile, dossier),
    }
}
