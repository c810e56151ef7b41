//! What sentences about the dossier are made from: the parts of a line's clause, and the words of a sentence that decide.

use serde::{Deserialize, Serialize};

use super::Evidence;
use crate::{DiscrepancyId, EntityId, EventId, Span};

/// What those who write questions and answers on the dossier need of the grammar of its pages, which is not kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    /// Clauses of the events of the chronology and of those that sources differ on, in order of the events.
    pub clauses: Vec<EventClause>,
    /// For sentences that give a value of a discrepancy: the words that give it, and who says so; in order.
    pub decisive: Vec<Decisive>,
    /// Entities whose name pages write with "the".
    pub definite: Vec<EntityId>,
    /// For events whose time a page states: the words that give it, hedge and all; in order of the events.
    pub times: Vec<TimeWords>,
}

/// The words that give the time of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeWords {
    /// The event.
    pub event: EventId,
    /// The words: "about 11:40 p.m.".
    pub at: Evidence,
}

/// The clause that an event's label is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventClause {
    /// The event.
    pub event: EventId,
    /// Its parts.
    pub clause: Clause,
}

/// A clause in the parts that a question puts into another order: "On which day **did** *the Corvina* **leave** *Port Amel*?"
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// Who or what, small at the beginning unless it is a name.
    pub subject: String,
    /// `did`, `was` or `were`.
    pub auxiliary: String,
    /// The verb as it stands behind the auxiliary: `leave`, `taken`; empty for a bare `was`.
    pub verb: String,
    /// The verb as it stands in the label, with its auxiliaries: `left`, `had been taken`.
    pub told: String,
    /// What comes behind the verb.
    pub rest: String,
}

/// The words of a sentence that give a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisive {
    /// The discrepancy.
    pub discrepancy: DiscrepancyId,
    /// Index of the variant.
    pub variant: usize,
    /// Index of the sentence in the variant's support.
    pub support: usize,
    /// The words with their hedge ("about 11:40 p.m."), bytes of the document's text; none when the value stands in no words of its own.
    pub words: Option<Span>,
    /// Whom the sentence has it from, as a name or in the words of the page; the innermost.
    pub by: Option<String>,
}
