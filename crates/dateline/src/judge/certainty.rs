//! One event that some sources tell as sure and others as doubtful, or one plan that is sure for some and possible for others.
//!
//! In: linked events with mentions in several pages. Both can be true, so the status is imprecise: the reader should keep the hedge.

use crate::event::Certainty;
use crate::link::Pile;
use crate::{Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Evidence, Variant};

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    for (event, mentions) in pile.mentions.iter().enumerate() {
        let of = |certainty: &dyn Fn(Certainty) -> bool| -> Vec<Evidence> {
            let mut all: Vec<Evidence> = mentions
                .iter()
                .filter(|(page, local)| certainty(pile.pages[*page].events[*local].certainty))
                .map(|(page, local)| pile.sentence(*page, *local))
                .collect();
            all.dedup();
            all
        };
        let sure = of(&|c| c == Certainty::Certain);
        let doubtful = of(&|c| matches!(c, Certainty::Probable | Certainty::Possible));
        let apart = sure.iter().any(|s| doubtful.iter().any(|d| d.document != s.document));
        if apart {
            found.push(Discrepancy {
                kind: DiscrepancyKind::Certainty,
                status: DiscrepancyStatus::Imprecise,
                about: Some(event),
                label: format!("{}: told as sure and as doubtful", dossier.events[event].label),
                variants: vec![
                    Variant { value: "certain".into(), support: sure },
                    Variant { value: "doubtful".into(), support: doubtful },
                ],
            });
        }
    }
    found
}
