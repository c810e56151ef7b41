//! The main story in short: what a box beside an article says, and who reacted.

use serde::{Deserialize, Serialize};

use super::{Evidence, Variant};
use crate::event::ParticipantRole;
use crate::{DiscrepancyId, EntityId, EventId};

/// What the main story is about: what and when, where, who, how many; and the reactions to it.
///
/// Everything in it points at the events, entities and discrepancies of the dossier, and through them at sentences; nothing is said here that
/// no page says. Empty when the pile has no chronology.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The event that the story is about: what, and when. It stands in the chronology.
    pub event: Option<EventId>,
    /// Where that happened, best attested first.
    pub places: Vec<AccountPlace>,
    /// Who took part, then who else leads the story.
    pub actors: Vec<AccountActor>,
    /// What was counted.
    pub counts: Vec<AccountCount>,
    /// What bodies and holders of offices said of it, in order of time.
    pub reactions: Vec<Reaction>,
    /// Why this event, one sentence each, for a reader.
    pub reasons: Vec<String>,
}

/// A place of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountPlace {
    /// The entity.
    pub entity: EntityId,
    /// The sentences that put the event there.
    pub support: Vec<Evidence>,
}

/// A person or body of the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountActor {
    /// The entity.
    pub entity: EntityId,
    /// Its part in the event; `None` for those whom the story names as often without one.
    pub role: Option<ParticipantRole>,
    /// Index of the title that most pages give it, of [`LinkedEntity::titles`](super::LinkedEntity::titles).
    pub title: Option<usize>,
}

/// A number of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountCount {
    /// What is counted, for a reader: "dead", "aboard"; empty when the values say it themselves ("11.5 million files").
    pub what: String,
    /// The values in order of publication, each with the sentences that give it; the last is the latest.
    pub values: Vec<Variant>,
    /// The event that it belongs to, when it is not the story's count as a whole.
    pub event: Option<EventId>,
    /// The discrepancy that compares the values.
    pub discrepancy: Option<DiscrepancyId>,
}

/// What somebody said of the event without taking part in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reaction {
    /// The entity.
    pub by: EntityId,
    /// The event: the saying itself, with its label, time and sentences.
    pub event: EventId,
    /// Why it is one, one sentence each, for a reader.
    pub reasons: Vec<String>,
}
