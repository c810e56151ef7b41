//! What `dateline export --format json` prints: the dossier as one object.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{PlaceJson, PublishedJson, TimeJson};

mod account;
mod build;

use account::AccountJson;
pub use build::dossier_json;

/// A whole dossier.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct DossierJson {
    pub documents: Vec<DocumentJson>,
    pub skipped: Vec<SkippedJson>,
    pub copies: Vec<CopyJson>,
    pub origins: Vec<OriginJson>,
    pub stories: Vec<StoryJson>,
    pub entities: Vec<EntityJson>,
    pub events: Vec<EventJson>,
    pub timeline: Vec<String>,
    /// The lines of `timeline` that tell it in short, at most 25.
    #[serde(default)]
    pub short: Vec<String>,
    pub quotations: Vec<QuotationJson>,
    pub utterances: Vec<UtteranceJson>,
    pub discrepancies: Vec<DiscrepancyJson>,
    pub forecasts: Vec<ForecastJson>,
    /// The main story in short.
    #[serde(default)]
    pub account: AccountJson,
}

/// A document of the pile.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct DocumentJson {
    pub id: String,
    pub input_id: String,
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
    pub text: String,
    pub blocks: Vec<super::analysis::BlockJson>,
    /// Headline, captions and facts boxes, which are no part of `text`.
    #[serde(default)]
    pub asides: Vec<super::analysis::AsideJson>,
    pub story: String,
    pub origin: String,
}

/// An input that did not become a document.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct SkippedJson {
    pub path: String,
    pub reason: String,
}

/// Pages that share text.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct CopyJson {
    pub kind: String,
    pub documents: Vec<String>,
    pub share: f64,
}

/// An independent origin.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct OriginJson {
    pub id: String,
    pub name: String,
    pub kind: String,
    pub documents: Vec<String>,
}

/// A story.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct StoryJson {
    pub id: String,
    pub documents: Vec<String>,
    pub main: bool,
}

/// A place in a document.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct MentionJson {
    pub document: String,
    pub start: usize,
    pub end: usize,
}

/// A sentence of a document, word for word.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct SentenceJson {
    pub document: String,
    pub start: usize,
    pub end: usize,
    pub text: String,
}

/// An entity of the pile.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct EntityJson {
    pub id: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub name: String,
    /// Whether a page gives it a name; else `name` is a description ("61 people").
    #[serde(default)]
    pub named: bool,
    pub aliases: Vec<String>,
    pub titles: Vec<TitleJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceJson>,
    pub mentions: Vec<MentionJson>,
    /// Where captions, facts boxes and teasers of other articles name it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub beside: Vec<super::analysis::BesideJson>,
    /// Why its names were taken for one's.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub reasons: Vec<String>,
}

/// A title and where it stands.
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
    pub document: String,
    /// Index into the document's `asides`, when it stands in one: the offsets are then of that text.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub aside: Option<usize>,
    pub start: usize,
    pub end: usize,
}

/// An event of the pile.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct EventJson {
    pub id: String,
    pub label: String,
    pub on_timeline: bool,
    pub time: Option<TimeJson>,
    pub place: Option<String>,
    pub participants: Vec<ParticipantJson>,
    pub certainty: String,
    pub polarity: String,
    pub status: String,
    /// Who alleges it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub alleged_by: Vec<String>,
    /// Who denies it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub denied_by: Vec<String>,
    /// Coarse class.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub class: Option<String>,
    /// Type of the PLOVER event ontology that the class fits.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub plover: Option<String>,
    /// Numbers that its mentions give.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub quantities: Vec<DocumentQuantityJson>,
    pub mentions: Vec<MentionJson>,
    pub support: Vec<SupportJson>,
    pub independent_origins: usize,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
}

/// A number and the document that gives it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct DocumentQuantityJson {
    pub document: String,
    #[serde(flatten)]
    pub quantity: super::analysis::QuantityJson,
}

/// A participant.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct ParticipantJson {
    pub entity: String,
    pub role: String,
}

/// A sentence that an event rests on.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct SupportJson {
    pub document: String,
    pub start: usize,
    pub end: usize,
    pub text: String,
    pub attribution: Vec<String>,
    pub origin: String,
}

/// A quotation.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct QuotationJson {
    pub id: String,
    pub document: String,
    pub start: usize,
    pub end: usize,
    pub text: String,
    pub kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<SpeakerJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cue: Option<super::Range>,
    /// Entity spoken to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addressee: Option<String>,
    /// The words that name the event at which it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occasion: Option<super::Range>,
    /// That event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occasion_event: Option<String>,
    /// Through whom the page has it, nearest to the speaker first.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub chain: Vec<String>,
}

/// Who said it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct SpeakerJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
}

/// One utterance in all wordings.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct UtteranceJson {
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    pub quotations: Vec<String>,
}

/// Sources that differ.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct DiscrepancyJson {
    pub id: String,
    /// Id of the rule that found it, as in docs/rules.md.
    #[serde(default)]
    pub rule: String,
    pub kind: String,
    pub status: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    pub label: String,
    pub variants: Vec<VariantJson>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
}

/// One value and its sentences.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct VariantJson {
    pub value: String,
    pub support: Vec<SentenceJson>,
}

/// A forecast and its outcome.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct ForecastJson {
    pub id: String,
    /// The clause that foretells, for a reader.
    pub label: String,
    pub statement: SentenceJson,
    pub support: Vec<SentenceJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    pub outcome: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome_event: Option<String>,
    pub variants: Vec<VariantJson>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
}
