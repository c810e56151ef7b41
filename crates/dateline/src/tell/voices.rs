//! Lines in which somebody only says something.
//!
//! In: an event. Out: whether one page alone has it, as what somebody says on no day of its own, and of whom there is room for how many.

use std::collections::BTreeSet;

use crate::entity::EntityKind;
use crate::link::Pile;
use crate::speech::SourceKind;
use crate::time::TimeBasis;
use crate::{Dossier, EntityId, EventId, IndexVec, LinkedEntity, Local, PageId};

/// Lines of one page in which somebody whom many pages name, and who has an office, only says something. Of another body or office there is
/// one in a page, of another person whom many name one in all.
const WORDS: usize = 2;

/// Whoever speaks in a page: a linked entity, or the words of the page.
pub(super) type Voice = (Option<PageId>, Result<EntityId, String>);

/// An event as speech.
pub(super) enum Speech {
    /// More than that: it has a day of its own, or several pages have it.
    None,
    /// Of somebody whose words are no line of a chronology.
    Aside,
    /// Of somebody whose words are so many lines at most.
    By(Voice, usize),
}

/// Whether one page alone has an event, as what somebody says on no day of its own; and who.
pub(super) fn speech(pile: &Pile<'_>, dossier: &Dossier, leading: &IndexVec<EntityId, bool>, event: EventId) -> Speech {
    let linked = &dossier.events[event];
    let pages: BTreeSet<PageId> = linked.support.iter().map(|s| s.at.document).collect();
    if pages.len() > 1 || linked.time.as_ref().is_some_and(|t| t.basis == TimeBasis::Stated) {
        return Speech::None;
    }
    let mut said = Speech::None;
    for &Local { page, index: local } in &pile.mentions[event] {
        let analysis = pile.pages[page];
        let Some(speaker) = super::speech::introduced(analysis, &analysis.events[local]).and_then(|q| q.speaker) else {
            return Speech::None;
        };
        let known = speaker.entity.and_then(|e| pile.entity_of[page].get(e)).copied();
        let entity = known.map(|e| &dossier.entities[e]).filter(|e| e.named);
        let often = known.is_some_and(|e| leading.get(e).copied().unwrap_or_default());
        let office = entity.is_some_and(holds_office);
        // "A spokesman for the harbour": who speaks for a body, though he has no name himself.
        let spoken =
            entity.is_none() && speaker.kind == SourceKind::Official && speaker.name.to_lowercase().contains("spokes");
        let most = if often && office { WORDS } else { 1 };
        said = match (entity, known) {
            (Some(_), Some(e)) if office => Speech::By((Some(page), Ok(e)), most),
            (Some(_), Some(e)) if often => Speech::By((None, Ok(e)), 1),
            _ if spoken => Speech::By((Some(page), Err(speaker.name.to_lowercase())), 1),
            _ => Speech::Aside,
        };
    }
    said
}

/// Whether all mentions of an event introduce the words of somebody named who has an office, or of a body.
pub(super) fn official(pile: &Pile<'_>, dossier: &Dossier, event: EventId) -> bool {
    pile.mentions[event].iter().all(|m| {
        let analysis = pile.pages[m.page];
        let speaker = super::speech::introduced(analysis, pile.event(*m)).and_then(|q| q.speaker);
        let linked = speaker.and_then(|s| s.entity).and_then(|e| pile.entity_of[m.page].get(e)).copied();
        let entity = linked.map(|e| &dossier.entities[e]).filter(|e| e.named);
        entity.is_some_and(holds_office)
    })
}

/// Whether it is a body, or a person with an office.
fn holds_office(entity: &LinkedEntity) -> bool {
    entity.kind != EntityKind::Person || !entity.titles.is_empty()
}
