//! The dossier: what the pile tells, with the places that tell it.

mod account;
mod parts;

pub use account::{Account, AccountActor, AccountCount, AccountPlace, Reaction};
pub use parts::{Clause, Decisive, EventClause, Parts, TimeWords};

use serde::{Deserialize, Serialize};

use crate::entity::{EntityKind, Place};
use crate::event::{Certainty, ParticipantRole, Polarity, Quantity};
use crate::page::Page;
use crate::speech::{AsideSpeech, QuotationKind};
use crate::time::EventTime;
use crate::{
    DiscrepancyId, EntityId, EventId, ForecastId, IndexVec, OriginId, PageId, QuotationId, Span, StoryId, UtteranceId,
};

/// The sourced account of a pile of pages. The JSON contract writes ids as `D1`, `E1`, ….
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Dossier {
    /// Every page, sorted by publication, then by id.
    pub documents: IndexVec<PageId, Document>,
    /// Inputs that did not become documents.
    pub skipped: Vec<Skipped>,
    /// Which pages copy which.
    pub copies: Vec<Copy>,
    /// Independent origins of documents.
    pub origins: IndexVec<OriginId, Origin>,
    /// Documents grouped by story.
    pub stories: IndexVec<StoryId, Story>,
    /// People, places, organisations of the whole pile.
    pub entities: IndexVec<EntityId, LinkedEntity>,
    /// Events of the whole pile.
    pub events: IndexVec<EventId, LinkedEvent>,
    /// The chronology of the main story: its events in order.
    pub timeline: Vec<EventId>,
    /// The lines of the chronology that tell it in short, in order.
    #[serde(default)]
    pub short: Vec<EventId>,
    /// Quotations of all documents, in document and text order.
    pub quotations: IndexVec<QuotationId, LinkedQuotation>,
    /// Utterances that reached the pile in more than one wording or page.
    pub utterances: IndexVec<UtteranceId, Utterance>,
    /// Where sources differ.
    pub discrepancies: IndexVec<DiscrepancyId, Discrepancy>,
    /// What was predicted.
    pub forecasts: IndexVec<ForecastId, Forecast>,
    /// The main story in short.
    #[serde(default)]
    pub account: Account,
    /// What sentences about it are made from.
    #[serde(default)]
    pub parts: Parts,
}

/// A page in the dossier.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Document {
    /// The cleaned page.
    pub page: Page,
    /// Sentence spans.
    pub sentences: Vec<Span>,
    /// What headlines and captions say that somebody said, in order of the page's asides.
    #[serde(default)]
    pub aside_speech: Vec<AsideSpeech>,
    /// Story it belongs to.
    pub story: StoryId,
    /// Origin it belongs to.
    pub origin: OriginId,
}

/// An input that is not in the dossier, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// Path as in [`Page::path`], with `:LINE` for a line of a JSON Lines file.
    pub path: String,
    /// For a reader.
    pub reason: String,
}

/// A group of pages that share text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Copy {
    /// How close.
    pub kind: CopyKind,
    /// The earliest or fullest first.
    pub documents: Vec<PageId>,
    /// Share of the shorter page's narrated text that stands in the other, 0 to 1.
    pub share: f64,
}

/// Kind of copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum CopyKind {
    Exact,
    Near,
    Syndicated,
    Excerpt,
}

/// An independent origin of reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Name of the agency, outlet, office or person.
    pub name: String,
    /// What it is.
    pub kind: OriginKind,
    /// Documents that rest on it.
    pub documents: Vec<PageId>,
}

/// Kind of origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum OriginKind {
    Agency,
    Outlet,
    Official,
    Person,
    Unknown,
}

/// Documents on one story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// Its documents.
    pub documents: Vec<PageId>,
    /// Whether it is the pile's main story.
    pub main: bool,
}

/// An entity of the pile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkedEntity {
    /// What it is.
    pub kind: EntityKind,
    /// Fullest common name.
    pub name: String,
    /// Whether a page gives it a name; else `name` is a description ("61 people").
    #[serde(default)]
    pub named: bool,
    /// Other names.
    pub aliases: Vec<String>,
    /// Titles with the places that give them.
    pub titles: Vec<LinkedTitle>,
    /// Where it lies.
    pub place: Option<Place>,
    /// Mentions in document and text order.
    pub mentions: Vec<Evidence>,
    /// Names and titles that captions, facts boxes and teasers of other articles give it, by document.
    #[serde(default)]
    pub beside: Vec<LinkedBeside>,
    /// Why its names were taken for one's, one sentence each, for a reader.
    #[serde(default)]
    pub reasons: Vec<String>,
}

impl LinkedEntity {
    /// Whether its name is written with a capital, as a proper name is.
    pub fn has_proper_name(&self) -> bool {
        self.name.chars().any(char::is_uppercase)
    }
}

/// A mention in an aside of a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LinkedBeside {
    /// The document.
    pub document: PageId,
    /// The aside, and the words in it.
    pub at: crate::entity::Beside,
}

/// A title and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedTitle {
    /// The words.
    pub title: String,
    /// Where.
    pub at: Evidence,
    /// For how long it is held, as far as the text tells.
    #[serde(default)]
    pub term: crate::entity::Term,
}

/// A place in a document of the pile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Evidence {
    /// The document.
    pub document: PageId,
    /// Bytes of its text.
    pub span: Span,
}

/// An event of the pile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkedEvent {
    /// A short line in the manner of a headline.
    pub label: String,
    /// Whether it stands in the chronology.
    pub on_timeline: bool,
    /// When, as far as all mentions together tell.
    pub time: Option<EventTime>,
    /// Where.
    pub place: Option<EntityId>,
    /// Entities that take part.
    pub participants: Vec<LinkedParticipant>,
    /// How sure.
    pub certainty: Certainty,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// Whether it happened.
    pub status: Status,
    /// Who alleges it, where pages leave it with somebody: names, or the words of the page.
    #[serde(default)]
    pub alleged_by: Vec<String>,
    /// Who denies it.
    #[serde(default)]
    pub denied_by: Vec<String>,
    /// Coarse class, as most of its mentions have it; see [`Event::class`](crate::event::Event::class).
    #[serde(default)]
    pub class: Option<String>,
    /// Type of the PLOVER event ontology that the class fits.
    #[serde(default)]
    pub plover: Option<String>,
    /// Numbers that its mentions give, in order of the documents.
    #[serde(default)]
    pub quantities: Vec<LinkedQuantity>,
    /// Head words of its mentions.
    pub mentions: Vec<Evidence>,
    /// The sentences it rests on.
    pub support: Vec<Support>,
    /// How many independent origins the support has.
    pub independent_origins: usize,
    /// Why its mentions were joined, and why it stands in the chronology or not; one sentence each, for a reader.
    #[serde(default)]
    pub reasons: Vec<String>,
}

/// A number that a document gives with an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkedQuantity {
    /// The document.
    pub document: PageId,
    /// The number; its span lies in the document's text.
    pub quantity: Quantity,
}

/// A participant of a linked event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LinkedParticipant {
    /// The entity.
    pub entity: EntityId,
    /// In what part.
    pub role: ParticipantRole,
}

/// Whether an event happened, by the sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Status {
    Happened,
    Planned,
    Alleged,
    Denied,
    /// Planned, and called off.
    Cancelled,
}

/// A sentence that an event rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Support {
    /// The whole sentence.
    pub at: Evidence,
    /// Names of the sources that the sentence credits, innermost first.
    pub attribution: Vec<String>,
    /// The origin it counts for.
    pub origin: OriginId,
}

/// A quotation in the pile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedQuotation {
    /// Where.
    pub at: Evidence,
    /// Form.
    pub kind: QuotationKind,
    /// Entity of the speaker.
    pub speaker: Option<EntityId>,
    /// Name of the speaker, when the page gives one.
    pub speaker_name: Option<String>,
    /// The words that name the speaker.
    pub speaker_span: Option<Span>,
    /// The introducing word.
    pub cue: Option<Span>,
    /// Entity spoken to.
    pub addressee: Option<EntityId>,
    /// The words that name the event at which it was said.
    pub occasion: Option<Span>,
    /// Names of those through whom the page has it, nearest to the speaker first.
    pub chain: Vec<String>,
}

/// One utterance in all its wordings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Utterance {
    /// Entity of the speaker.
    pub speaker: Option<EntityId>,
    /// Its quotations.
    pub quotations: Vec<QuotationId>,
}

/// Sources that differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discrepancy {
    /// Id of the [rule](crate::judge::RULES) that found it.
    #[serde(default)]
    pub rule: String,
    /// In what.
    pub kind: DiscrepancyKind,
    /// How it is to be read.
    pub status: DiscrepancyStatus,
    /// Event it is about.
    pub about: Option<EventId>,
    /// For a reader.
    pub label: String,
    /// The values set against each other, each with its sentences.
    pub variants: Vec<Variant>,
    /// Why, one sentence each, for a reader: what was compared, and what decided.
    #[serde(default)]
    pub reasons: Vec<String>,
}

/// In what sources differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum DiscrepancyKind {
    Date,
    Time,
    Place,
    Number,
    Name,
    Title,
    Wording,
    Polarity,
    Attribution,
    Certainty,
    /// What came before what.
    Order,
    /// Who did it.
    Agent,
    /// What it was for.
    Purpose,
}

/// How a difference is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DiscrepancyStatus {
    /// Both cannot be true.
    Contradiction,
    /// A later report replaces an earlier value.
    Update,
    /// One utterance or name in several wordings.
    Variant,
    /// Different grain or scope, compatible.
    Imprecise,
}

/// One value of a discrepancy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// The value, for a reader.
    pub value: String,
    /// Sentences that give it.
    pub support: Vec<Evidence>,
}

/// A prediction or plan, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forecast {
    /// What is foretold, for a reader: the clause with its day and condition, else the sentence.
    pub label: String,
    /// The sentence that makes it.
    pub statement: Evidence,
    /// Other sentences that make the same one, and those that tell the outcome.
    pub support: Vec<Evidence>,
    /// Entity that makes it.
    pub by: Option<EntityId>,
    /// What came of it.
    pub outcome: Outcome,
    /// Event that settles it.
    pub outcome_event: Option<EventId>,
    /// What was predicted and what came, when they differ.
    pub variants: Vec<Variant>,
    /// Why, one sentence each, for a reader: what was compared, and what decided.
    #[serde(default)]
    pub reasons: Vec<String>,
}

/// What came of a forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Outcome {
    Fulfilled,
    NotFulfilled,
    Open,
}
