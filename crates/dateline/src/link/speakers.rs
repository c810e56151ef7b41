//! The quotations of the pile with their speakers across pages.
//!
//! In: the quotations of every page and the linked entities. Out: [`LinkedQuotation`]s; "the premier", whom a page does not name, is the only
//! premier that the pages of its story name.

use std::collections::{BTreeMap, BTreeSet};

use crate::entity::EntityKind;
use crate::lexicon::Flag;
use crate::speech::Speaker;
use crate::{Analysis, Evidence, LinkedEntity, LinkedQuotation};
use crate::{EntityId, IndexVec, LocalEntity, PageId, QuotationId, StoryId};

/// The people of a story by the office that one person holds at a time, with the words of their titles.
type Offices = BTreeMap<(StoryId, String), BTreeMap<EntityId, BTreeSet<String>>>;

/// The quotations of all pages, in order.
pub(super) fn quotations(
    pages: &IndexVec<PageId, &Analysis>,
    entity_of: &IndexVec<PageId, IndexVec<LocalEntity, EntityId>>,
    linked: &IndexVec<EntityId, LinkedEntity>,
    story: &IndexVec<PageId, StoryId>,
) -> IndexVec<QuotationId, LinkedQuotation> {
    let offices = offices(pages, entity_of, linked, story);
    let mut quotations = IndexVec::new();
    for (document, analysis) in pages.iter_enumerated() {
        quotations.extend(analysis.quotations.iter().map(|q| {
            let own = q.speaker.as_ref().and_then(|s| s.entity).and_then(|e| entity_of[document].get(e)).copied();
            let unnamed = own.is_none_or(|e| !linked[e].named);
            let held = q.speaker.as_ref().filter(|_| unnamed).and_then(|s| bearer(&offices, story[document], s));
            let name = q.speaker.as_ref().map(|s| s.name.clone());
            LinkedQuotation {
                at: Evidence { document, span: q.span },
                kind: q.kind,
                speaker: held.or(own),
                speaker_name: held.map(|e| linked[e].name.clone()).or(name),
                speaker_span: q.speaker.as_ref().and_then(|s| s.span),
                cue: q.cue,
                addressee: q.addressee.and_then(|e| entity_of[document].get(e)).copied(),
                occasion: q.occasion,
                chain: q.chain.iter().map(|s| s.name.clone()).collect(),
            }
        }));
    }
    quotations
}

/// The words of a title or description.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|w| !matches!(&**w, "" | "the" | "of" | "s" | "a" | "an"))
        .collect()
}

/// Whether words speak of somebody who does not hold the office itself.
fn other(words: &[String]) -> bool {
    let away = ["former", "ex", "then", "late", "vice", "deputy", "assistant", "acting", "shadow", "next", "future"];
    words.iter().any(|w| away.contains(&w.as_str()))
}

fn offices(
    pages: &IndexVec<PageId, &Analysis>,
    entity_of: &IndexVec<PageId, IndexVec<LocalEntity, EntityId>>,
    linked: &IndexVec<EntityId, LinkedEntity>,
    story: &IndexVec<PageId, StoryId>,
) -> Offices {
    let mut out = Offices::new();
    for (page, analysis) in pages.iter_enumerated() {
        for (local, entity) in analysis.entities.iter_enumerated().filter(|(_, e)| e.kind == EntityKind::Person) {
            let id = entity_of[page][local];
            for title in entity.titles.iter().filter(|_| linked[id].named).map(|t| words(&t.title)) {
                let office = title.iter().find(|w| Flag::SingleOffice.has(w.as_str()));
                if let Some(office) = office.filter(|_| !other(&title)) {
                    let known = out.entry((story[page], office.clone())).or_default().entry(id).or_default();
                    known.extend(title.iter().cloned());
                }
            }
        }
    }
    out
}

/// The only person of the story who holds the office that a speaker without a name is called by.
fn bearer(offices: &Offices, story: StoryId, speaker: &Speaker) -> Option<EntityId> {
    let said = words(&speaker.name);
    let office = said.iter().find(|w| Flag::SingleOffice.has(w.as_str()))?;
    let definite = !["A ", "a ", "An ", "an "].iter().any(|a| speaker.name.starts_with(a));
    let bearers = offices.get(&(story, office.clone()))?;
    let (only, titles) = bearers.first_key_value().filter(|_| bearers.len() == 1 && definite && !other(&said))?;
    said.iter().all(|w| titles.contains(w)).then_some(*only)
}
