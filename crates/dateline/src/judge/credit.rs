//! Words that a page credits to several people, of whom only one is quoted with them.
//!
//! In: the quotations of a page. A short quotation of a group ("both men", "the ministers") whose words stand in a longer quotation of one
//! person, and in none of anybody else, may be that person's alone; the page then says more than its quotations bear out.

use crate::entity::EntityKind;
use crate::link::{Pile, sentence_span};
use crate::speech::{Quotation, QuotationKind};
use crate::{Analysis, Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Evidence, Variant};

/// Words of a fragment at most.
const FRAGMENT: usize = 4;

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

/// Whether the words of a speaker name more than one person.
fn group(name: &str) -> bool {
    let words = words(name);
    let first = words.first().map(String::as_str).unwrap_or_default();
    matches!(first, "both" | "they")
        || (matches!(first, "two" | "the") && words.iter().any(|w| w == "two" || w == "both"))
}

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, _: &Dossier) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    for (page, analysis) in pile.pages.iter_enumerated() {
        for fragment in analysis.quotations.iter().filter(|q| q.kind != QuotationKind::Indirect) {
            let said = words(fragment.span.of(&analysis.page.text));
            let telling = said.iter().any(|w| w.chars().count() > 3);
            let Some(speaker) = fragment.speaker.as_ref().filter(|s| group(&s.name)) else { continue };
            if said.is_empty() || said.len() > FRAGMENT || !telling {
                continue;
            }
            if let Some((one, name)) = only(analysis, fragment, &said) {
                let at = |q: &Quotation| {
                    let sentence = analysis.parse.token_at(q.span.start).map(|t| analysis.parse.tokens[t].sentence);
                    let span = sentence.map_or(q.span, |s| sentence_span(analysis, s));
                    Evidence { document: page, span }
                };
                let quoted = fragment.span.of(&analysis.page.text);
                found.push(Discrepancy {
                    kind: DiscrepancyKind::Attribution,
                    status: DiscrepancyStatus::Imprecise,
                    about: None,
                    label: format!("Who said {quoted}: {} or {name}", speaker.name),
                    variants: vec![
                        Variant { value: speaker.name.clone(), support: vec![at(fragment)] },
                        Variant { value: name, support: vec![at(one)] },
                    ],
                    reasons: vec![
                        "Credited to several; of the quotations given, only one person's has the words.".into(),
                    ],
                });
            }
        }
    }
    found
}

/// The one longer quotation of a page that has the words, when a person says it and nobody else has them.
fn only<'a>(page: &'a Analysis, fragment: &Quotation, said: &[String]) -> Option<(&'a Quotation, String)> {
    let mut all = page.quotations.iter().filter(|q| {
        q.kind != QuotationKind::Indirect
            && !q.span.overlaps(fragment.span)
            && words(q.span.of(&page.page.text)).windows(said.len()).any(|w| w == said)
    });
    let first = all.next()?;
    let person = first.speaker.as_ref().and_then(|s| s.entity).and_then(|e| page.entities.get(e))?;
    let rest = all.all(|q| q.speaker.as_ref().map(|s| s.entity) == first.speaker.as_ref().map(|s| s.entity));
    (rest && person.kind == EntityKind::Person).then(|| (first, person.name.clone()))
}
