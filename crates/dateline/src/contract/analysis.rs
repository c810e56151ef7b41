//! What `dateline analyze` prints: one object a document.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{PlaceJson, PublishedJson, Range, TimeJson};

mod build;

pub use build::analysis_json;
pub(super) use build::{asides, blocks, in_aside, quantity};

/// One analysed document.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct AnalysisJson {
    pub id: String,
    pub document: DocumentJson,
    pub text: String,
    pub sentences: Vec<Range>,
    pub blocks: Vec<BlockJson>,
    pub times: Vec<TimexJson>,
    pub entities: Vec<EntityJson>,
    pub events: Vec<EventJson>,
    pub quotations: Vec<QuotationJson>,
    /// Headline, captions and facts boxes, which are no part of `text`.
    #[serde(default)]
    pub asides: Vec<AsideJson>,
    pub notes: Vec<NoteJson>,
}

/// Publication data of a document.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct DocumentJson {
    pub path: String,
    pub sha256: String,
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub authors: Vec<String>,
    pub agencies: Vec<String>,
    pub published: PublishedJson,
    pub url: Option<String>,
    pub canonical_url: Option<String>,
    pub language: Option<String>,
}

/// A paragraph of the text.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct BlockJson {
    pub start: usize,
    pub end: usize,
    pub role: String,
    /// Byte range in the saved file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<[usize; 2]>,
}

/// A part of the page that is kept out of `text`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct AsideJson {
    /// `title`, `date`, `caption`, `credit`, `facts` or `teaser`: a passage about another article that the page announces as related. A
    /// page keeps those that name several people, a dossier those of which it took somebody.
    pub role: String,
    pub text: String,
    /// It stands before this code point of the document's text.
    pub before: usize,
    /// What is said in a headline or a caption.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub quotations: Vec<AsideQuotationJson>,
}

/// Something said in a headline or a caption; offsets are code points of the aside's own text.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct AsideQuotationJson {
    pub start: usize,
    pub end: usize,
    pub kind: String,
    pub speaker: Option<String>,
    pub cue: Option<Range>,
}

/// A time expression.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct TimexJson {
    pub start: usize,
    pub end: usize,
    #[serde(rename = "type")]
    pub kind: String,
    pub value: Option<String>,
    #[serde(rename = "mod")]
    pub modifier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quant: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub freq: Option<String>,
    pub earliest: Option<String>,
    pub latest: Option<String>,
    /// The bounds in EDTF (ISO 8601-2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edtf: Option<String>,
    /// Of a time by a clock whose zone is told: minutes that this clock goes ahead of UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<i16>,
}

/// An entity of the document.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct EntityJson {
    pub id: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub name: String,
    pub aliases: Vec<String>,
    pub titles: Vec<TitleJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceJson>,
    pub mentions: Vec<MentionJson>,
    /// Where captions, facts boxes and teasers of other articles name it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub beside: Vec<BesideJson>,
}

/// A title or office.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct TitleJson {
    pub title: String,
    /// `current`, `then`, `former`, `future` or `acting`, seen from the page's publication, as its words and `from` and `until` tell.
    pub held: String,
    /// TIMEX3 value of the time since when it is held, when the text tells.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub from: Option<String>,
    /// TIMEX3 value of the time until when it is held, when the text tells.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub until: Option<String>,
    /// Index into the document's `asides`, when it stands in one: the offsets are then of that text.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub aside: Option<usize>,
    pub start: usize,
    pub end: usize,
}

/// A mention of an entity in a caption, a facts box or, in a dossier, a teaser of another article.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BesideJson {
    /// The document, in a dossier.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub document: Option<String>,
    /// Index into the document's `asides`.
    pub aside: usize,
    /// Code points of the aside's text.
    pub start: usize,
    /// End, exclusive.
    pub end: usize,
}

/// A mention of an entity.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct MentionJson {
    pub start: usize,
    pub end: usize,
    pub kind: String,
}

/// An event mention; its span is the head word.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct EventJson {
    pub id: String,
    pub chain: String,
    pub start: usize,
    pub end: usize,
    pub lemma: String,
    pub certainty: String,
    pub polarity: String,
    /// `told` by the page, or `said`, `alleged` or `denied` by the source in `attribution`.
    pub standing: String,
    /// The words above it that say something of it, nearest first.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub governors: Vec<GovernorJson>,
    pub tense: String,
    pub time: Option<TimeJson>,
    pub place: Option<String>,
    pub participants: Vec<ParticipantJson>,
    pub attribution: Vec<AttributionJson>,
    /// Coarse class.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub class: Option<String>,
    /// Type of the PLOVER event ontology that the class fits.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub plover: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub quantities: Vec<QuantityJson>,
    /// How it lies to other events of the page.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub order: Vec<OrderJson>,
}

/// A word that an event stands under: "denied", "whether", "failed".
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct GovernorJson {
    pub start: usize,
    pub end: usize,
    /// `say`, `claim`, `deny`, `know`, `fail`, `whether`, `if` and so on.
    pub kind: String,
    /// Whether it is itself denied.
    pub denied: bool,
}

/// Order of an event to another one of the page, as a sentence says: "two days after the ferry sank".
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct OrderJson {
    /// Of the words that say so.
    pub start: usize,
    pub end: usize,
    /// `before`, `after` or `during`.
    pub relation: String,
    pub event: String,
    /// What `least` and `most` count: `second`, or `day` of the calendar.
    pub step: String,
    /// The later of the two is at least so much behind the earlier.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub least: Option<i64>,
    /// … and at most so much.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub most: Option<i64>,
}

/// A number of the event's clause with what it counts or measures.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct QuantityJson {
    pub start: usize,
    pub end: usize,
    /// In `unit`; the lower end of a range.
    pub value: f64,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub high: Option<f64>,
    /// SI unit, `percent`, `point` or ISO 4217 code; absent for counts.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub unit: Option<String>,
    /// What is counted or measured.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub of: Option<String>,
    /// `exact`, `about`, `at_least` or `at_most`.
    pub bound: String,
}

/// A participant of an event.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct ParticipantJson {
    pub role: String,
    pub entity: Option<String>,
    pub start: usize,
    pub end: usize,
}

/// One link of a chain of sources.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct AttributionJson {
    pub entity: Option<String>,
    pub start: usize,
    pub end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cue: Option<Range>,
}

/// Something said.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct QuotationJson {
    pub id: String,
    pub start: usize,
    pub end: usize,
    pub kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<SpeakerJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cue: Option<Range>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addressee: Option<AddresseeJson>,
    /// The event at which it was said, when the page tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occasion: Option<OccasionJson>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub chain: Vec<SpeakerJson>,
}

/// Who said it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct SpeakerJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
    pub name: String,
    pub kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
}

/// To whom it was said.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct AddresseeJson {
    pub entity: String,
}

/// The event at which something was said.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct OccasionJson {
    pub start: usize,
    pub end: usize,
    /// The event mention that these words hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
}

/// A remark of the program.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct NoteJson {
    pub code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
    pub message: String,
}
