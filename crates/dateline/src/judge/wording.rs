//! One utterance in several wordings: a variant, for the reader to choose from.
//!
//! In: utterances. Out: one discrepancy for each utterance whose wordings differ in words, every wording once.

use crate::link::{Pile, differ};
use crate::{Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Variant};

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    for utterance in &dossier.utterances {
        let mut variants: Vec<Variant> = Vec::new();
        for quotation in &utterance.quotations {
            let at = dossier.quotations[*quotation].at;
            let text = pile.text(at);
            match variants.iter_mut().find(|v| !differ(&v.value, text)) {
                Some(variant) => variant.support.push(at),
                None => variants.push(Variant { value: text.to_string(), support: vec![at] }),
            }
        }
        if variants.len() > 1 {
            let who = utterance.speaker.map(|s| dossier.entities[s].name.clone());
            let who =
                who.or_else(|| utterance.quotations.iter().find_map(|q| dossier.quotations[*q].speaker_name.clone()));
            found.push(Discrepancy {
                rule: String::new(),
                kind: DiscrepancyKind::Wording,
                status: DiscrepancyStatus::Variant,
                about: None,
                label: who.map_or_else(
                    || format!("{} wordings of one utterance", variants.len()),
                    |w| format!("{w}: {} wordings of one utterance", variants.len()),
                ),
                variants,
                reasons: vec![
                    "One utterance, for most words of one wording stand in the other in the same order.".into(),
                ],
            });
        }
    }
    found
}
