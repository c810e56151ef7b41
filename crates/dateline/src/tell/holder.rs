//! Whose statement a line is: "…, Rotax said", "…, prosecutors allege".
//!
//! In: an event's mentions. Out: the words that end its label, when no page tells the event by itself and it is somebody's alone to say. What
//! a body of the state or an agency reports of its own field stands as told; that it is the source is told by the count of origins.

use super::names::Names;
use crate::entity::EntityKind;
use crate::event::{Attribution, Event, Standing};
use crate::language::Pos;
use crate::link::Pile;
use crate::speech::SourceKind;
use crate::{Dossier, EventId, Status};

/// The end of an event's label that names its holder; none when a page vouches for it, and no name is needed.
pub(super) fn holder(pile: &Pile<'_>, dossier: &Dossier, event: EventId) -> Option<String> {
    let mentions = &pile.mentions[event];
    let alleged = dossier.events[event].status == Status::Alleged;
    let held = |e: &Event| match e.standing {
        Standing::Told | Standing::Denied => false,
        Standing::Said => !e.attribution.is_empty(),
        Standing::Alleged => true,
    };
    let counted = || mentions.iter().filter(|m| !alleged || pile.event(**m).standing == Standing::Alleged);
    if !alleged && (dossier.events[event].independent_origins > 1 || !mentions.iter().all(|m| held(pile.event(*m)))) {
        return None;
    }
    counted().find_map(|m| {
        let names = Names { pile, dossier, page: m.page };
        let source = pile.event(*m).attribution.first()?;
        words(&names, source, alleged)
    })
}

fn words(names: &Names<'_, '_>, source: &Attribution, alleged: bool) -> Option<String> {
    let analysis = names.analysis();
    let text = analysis.page.text.as_str();
    let linked = source.entity.and_then(|e| names.pile.entity_of[names.page].get(e)).copied();
    let entity = linked.map(|e| &names.dossier.entities[e]);
    let person = entity.is_some_and(|e| e.named && e.kind == EntityKind::Person);
    let kind = analysis.quotations.iter().find(|q| q.cue.is_some() && q.cue == source.cue);
    let kind = kind.and_then(|q| q.speaker.as_ref()).map(|s| s.kind);
    let vouches = matches!(kind, Some(SourceKind::Official | SourceKind::Media | SourceKind::Intelligence));
    if !alleged && !person && (vouches || kind.is_none()) {
        return None;
    }
    let head = analysis.parse.tokens_in(source.span).next()?;
    let token = analysis.parse.tokens.get(head)?;
    let name = match entity.filter(|e| e.named) {
        Some(entity) => entity.name.clone(),
        None if token.pos == Pos::Pron => return None,
        // Within a line the first word is small, unless it is a name's.
        None if token.pos == Pos::Propn => source.span.of(text).to_owned(),
        None => lowered(source.span.of(text)),
    };
    let cue = source.cue.and_then(|c| {
        let mut tokens = analysis.parse.tokens_in(c);
        let verb = analysis.parse.tokens.get(tokens.next()?)?;
        (tokens.next().is_none() && verb.is_finite()).then(|| c.of(text))
    });
    Some(match cue.filter(|c| !matches!(*c, "accused" | "accuses" | "accuse" | "charged")) {
        // "Told reporters" has lost whom.
        Some("told" | "tells" | "tell" | "informed") => format!(", {name} said"),
        Some(cue) => format!(", {name} {cue}"),
        None => format!(", according to {name}"),
    })
}

fn lowered(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|c| c.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
