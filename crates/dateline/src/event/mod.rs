//! Events of one page: what its clauses tell, with participants, time, place and factuality.
//!
//! In: the parse, the times, the entities and the quotations of a page. Out: its [`Event`] mentions in text order.

mod akin;
mod arguments;
mod chains;
mod classify;
mod events;
mod factuality;
mod governors;
mod heads;
pub(crate) mod order;
mod quantities;
mod voices;
mod when;

pub use akin::{akin, classes};
pub use chains::stem;
pub use events::events;
pub(crate) use events::references;
pub(crate) use quantities::bound;

pub use crate::time::Relation;

use serde::{Deserialize, Serialize};

use crate::time::EventTime;
use crate::{LocalEntity, MentionId, SentenceId, Span};

/// One mention of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// The head word.
    pub span: Span,
    /// Token index of the head word.
    pub token: usize,
    /// Sentence index.
    pub sentence: SentenceId,
    /// Lemma of the head; of the noun for light verbs ("hold talks": talk).
    pub lemma: String,
    /// The first mention of the page that tells of the same event; itself for the first.
    pub chain: MentionId,
    /// How sure the source is.
    pub certainty: Certainty,
    /// Whether it is said to have happened or not to have happened.
    pub polarity: Polarity,
    /// Whose statement it is.
    #[serde(default)]
    pub standing: Standing,
    /// The words that it stands under and that say something of it, nearest first.
    #[serde(default)]
    pub governors: Vec<Governor>,
    /// Time of the event seen from publication.
    pub tense: Tense,
    /// When.
    pub time: Option<EventTime>,
    /// Where.
    pub place: Option<LocalEntity>,
    /// Who took part.
    pub participants: Vec<Participant>,
    /// Whom the page has this from, innermost source first.
    pub attribution: Vec<Attribution>,
    /// Numbers that its clause gives, with what they count or measure.
    #[serde(default)]
    pub quantities: Vec<Quantity>,
    /// How it lies to other events of the page, as its sentence says.
    #[serde(default)]
    pub order: Vec<Order>,
}

/// How an event lies to another one: "hours before the meeting".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// This event to the other.
    pub relation: Relation,
    /// The other one.
    pub event: MentionId,
    /// How far the later of the two is behind the earlier; the same day for [`Relation::During`].
    pub distance: crate::time::Distance,
    /// The words that say so: "hours before".
    pub span: Span,
}

impl Event {
    /// Coarse class: `meet`, `travel`, `attack`, … (`data/event/classes.toml`).
    pub fn class(&self) -> Option<&'static str> {
        classify::class(&self.lemma).map(|c| c.name)
    }

    /// Type of the PLOVER event ontology that the class fits: `CONSULT`, `ASSAULT`, ….
    pub fn plover(&self) -> Option<&'static str> {
        classify::class(&self.lemma).and_then(|c| c.plover)
    }
}

/// A number of a clause with what it counts or measures: "at least 12 people", "$5 million", "650 kilometres".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The words, with the hedge before and the unit or noun behind.
    pub span: Span,
    /// The value, in `unit`; the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// `m`, `kg`, `m2`, `l`, `s`, `month`, `percent`, `point`, `W`, `km/h` or an ISO 4217 code of a currency; none for counts.
    pub unit: Option<String>,
    /// Lemma of what is counted ("person", "missile") or measured ("death toll").
    pub of: Option<String>,
    /// How exact it is meant.
    pub bound: Bound,
}

/// How exact a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Bound {
    Exact,
    About,
    AtLeast,
    AtMost,
}

/// How sure a source is of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Certainty {
    Certain,
    Probable,
    Possible,
    Unknown,
}

/// Whether an event is affirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Polarity {
    Positive,
    Negative,
}

/// Who stands for what is said of an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// The page itself.
    #[default]
    Told,
    /// A source that the page cites without taking a side.
    Said,
    /// Somebody claims it; the page leaves it with him.
    Alleged,
    /// Somebody denies it; the page leaves that with him.
    Denied,
}

/// A word above an event that says something of it: "denied", "whether", "failed".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Governor {
    /// The word.
    pub span: Span,
    /// Its kind in `data/en/governors.toml`, or `whether`, `if`, `without`.
    pub kind: String,
    /// Whether it is itself denied.
    pub denied: bool,
}

/// Time of an event seen from publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Tense {
    Past,
    Present,
    Future,
}

/// Somebody or something that takes part in an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// In what part.
    pub role: ParticipantRole,
    /// The entity of the page, when it is one.
    pub entity: Option<LocalEntity>,
    /// The words.
    pub span: Span,
}

/// Part taken in an event (proto-roles in the manner of Dowty 1991).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum ParticipantRole {
    Agent,
    Patient,
    Other,
}

/// One link of a chain of sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// The entity of the page, when the source is one.
    pub entity: Option<LocalEntity>,
    /// The words that name the source.
    pub span: Span,
    /// The word that introduces the statement.
    pub cue: Option<Span>,
}
