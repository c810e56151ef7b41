//! What one source says happened and another denies.
//!
//! In: statements of two pages on one kind of event with participants in common, one affirmed (perhaps only alleged), one denied. Both are
//! shown with their sources; the status is a contradiction only when both sides are sure and speak of the same thing.

use std::collections::BTreeMap;

use super::statement::statements;
use crate::event::{Certainty, Polarity};
use crate::link::{Pile, Relation, relation};
use crate::{Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Evidence, Variant};

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let all = statements(pile, dossier, true);
    // By the denied sentence: its sides, and whether any is sure.
    let mut sides: BTreeMap<(Evidence, usize, usize), (Vec<Evidence>, bool)> = BTreeMap::new();
    for (i, j) in all.pairs(pile) {
        let (no, yes) = match (all.list[i].event.polarity, all.list[j].event.polarity) {
            (Polarity::Negative, Polarity::Positive) => (&all.list[i], &all.list[j]),
            (Polarity::Positive, Polarity::Negative) => (&all.list[j], &all.list[i]),
            _ => continue,
        };
        let fit = no.fit(yes);
        let object = fit.patient == Some(true) && no.event.lemma == yes.event.lemma;
        if (fit.common < 2 || no.others_are_other(yes)) && !object {
            continue;
        }
        let disjoint = match (&yes.event.time, &no.event.time) {
            (Some(a), Some(b)) => relation(&a.interval, &b.interval) == Relation::Disjoint,
            _ => false,
        };
        let sure = yes.event.certainty == Certainty::Certain
            && no.event.certainty == Certainty::Certain
            && yes.event.lemma == no.event.lemma
            && fit.agent == Some(true)
            && fit.patient != Some(false)
            && fit.words >= 0.4
            && yes.event.tense == no.event.tense
            && !disjoint;
        let side = sides.entry((no.at, no.page, no.local)).or_default();
        if !side.0.contains(&yes.at) {
            side.0.push(yes.at);
        }
        side.1 |= sure;
    }
    let report = |((at, page, local), (mut support, certain)): ((Evidence, usize, usize), (Vec<Evidence>, bool))| {
        support.sort_unstable();
        let about = pile.event_of[page][local];
        let label = &dossier.events[about].label;
        Discrepancy {
            kind: DiscrepancyKind::Polarity,
            status: if certain { DiscrepancyStatus::Contradiction } else { DiscrepancyStatus::Imprecise },
            about: Some(about),
            label: format!("“{label}” is affirmed and denied"),
            variants: vec![
                Variant { value: "affirmed".into(), support },
                Variant { value: "denied".into(), support: vec![at] },
            ],
            reasons: vec!["The same kind of event with the same participants, once told and once denied.".into()],
        }
    };
    sides.into_iter().map(report).collect()
}
