//! What `dateline export --format json` prints: the dossier as one object.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{PlaceJson, PublishedJson, TimeJson, event_time, kind, label, place, published};
use crate::{CodePoints, Dossier, Evidence, Skipped, Span};

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
    pub quotations: Vec<QuotationJson>,
    pub utterances: Vec<UtteranceJson>,
    pub discrepancies: Vec<DiscrepancyJson>,
    pub forecasts: Vec<ForecastJson>,
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
    pub aliases: Vec<String>,
    pub titles: Vec<TitleJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceJson>,
    pub mentions: Vec<MentionJson>,
}

/// A title and where it stands.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct TitleJson {
    pub title: String,
    /// `current`, `then`, `former`, `future` or `acting`, as its words tell.
    pub held: String,
    pub document: String,
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
    pub mentions: Vec<MentionJson>,
    pub support: Vec<SupportJson>,
    pub independent_origins: usize,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
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

/// The contract's form of a dossier.
pub fn dossier_json(dossier: &Dossier) -> DossierJson {
    let points: Vec<CodePoints> = dossier.documents.iter().map(|d| CodePoints::new(&d.page.text)).collect();
    let d = |i: usize| format!("D{}", i + 1);
    let o = |i: usize| format!("O{}", i + 1);
    let e = |i: usize| format!("E{}", i + 1);
    let v = |i: usize| format!("V{}", i + 1);
    let q = |i: usize| format!("Q{}", i + 1);
    let at = |x: &Evidence| (points[x.document].at(x.span.start), points[x.document].at(x.span.end));
    let text = |x: &Evidence| x.span.of(&dossier.documents[x.document].page.text).to_owned();
    let mention = |x: &Evidence| MentionJson { document: d(x.document), start: at(x).0, end: at(x).1 };
    let sentence = |x: &Evidence| SentenceJson { document: d(x.document), start: at(x).0, end: at(x).1, text: text(x) };
    let variants = |list: &[crate::Variant]| -> Vec<VariantJson> {
        list.iter()
            .map(|x| VariantJson { value: x.value.clone(), support: x.support.iter().map(sentence).collect() })
            .collect()
    };
    DossierJson {
        documents: dossier.documents.iter().enumerate().map(|(i, x)| document(i, x, &points[i])).collect(),
        skipped: dossier
            .skipped
            .iter()
            .map(|Skipped { path, reason }| SkippedJson { path: path.clone(), reason: reason.clone() })
            .collect(),
        copies: dossier
            .copies
            .iter()
            .map(|c| CopyJson {
                kind: label(c.kind),
                documents: c.documents.iter().map(|i| d(*i)).collect(),
                share: c.share,
            })
            .collect(),
        origins: dossier
            .origins
            .iter()
            .enumerate()
            .map(|(i, x)| OriginJson {
                id: o(i),
                name: x.name.clone(),
                kind: label(x.kind),
                documents: x.documents.iter().map(|i| d(*i)).collect(),
            })
            .collect(),
        stories: dossier
            .stories
            .iter()
            .enumerate()
            .map(|(i, s)| StoryJson {
                id: format!("S{}", i + 1),
                documents: s.documents.iter().map(|i| d(*i)).collect(),
                main: s.main,
            })
            .collect(),
        entities: dossier
            .entities
            .iter()
            .enumerate()
            .map(|(i, x)| EntityJson {
                id: e(i),
                kind: kind(x.kind),
                name: x.name.clone(),
                aliases: x.aliases.clone(),
                titles: x
                    .titles
                    .iter()
                    .map(|t| TitleJson {
                        title: t.title.clone(),
                        held: label(crate::event::tenure(&t.title)),
                        document: d(t.at.document),
                        start: at(&t.at).0,
                        end: at(&t.at).1,
                    })
                    .collect(),
                place: x.place.as_ref().map(place),
                mentions: x.mentions.iter().map(mention).collect(),
            })
            .collect(),
        events: dossier
            .events
            .iter()
            .enumerate()
            .map(|(i, x)| EventJson {
                id: v(i),
                label: x.label.clone(),
                on_timeline: x.on_timeline,
                time: x.time.as_ref().map(event_time),
                place: x.place.map(e),
                participants: x
                    .participants
                    .iter()
                    .map(|p| ParticipantJson { entity: e(p.entity), role: label(p.role) })
                    .collect(),
                certainty: label(x.certainty),
                polarity: label(x.polarity),
                status: label(x.status),
                mentions: x.mentions.iter().map(mention).collect(),
                support: x
                    .support
                    .iter()
                    .map(|s| SupportJson {
                        document: d(s.at.document),
                        start: at(&s.at).0,
                        end: at(&s.at).1,
                        text: text(&s.at),
                        attribution: s.attribution.clone(),
                        origin: o(s.origin),
                    })
                    .collect(),
                independent_origins: x.independent_origins,
                reasons: x.reasons.clone(),
            })
            .collect(),
        timeline: dossier.timeline.iter().map(|i| v(*i)).collect(),
        quotations: dossier
            .quotations
            .iter()
            .enumerate()
            .map(|(i, x)| {
                let points = &points[x.at.document];
                QuotationJson {
                    id: q(i),
                    document: d(x.at.document),
                    start: at(&x.at).0,
                    end: at(&x.at).1,
                    text: text(&x.at),
                    kind: label(x.kind),
                    speaker: (x.speaker.is_some() || x.speaker_name.is_some()).then(|| SpeakerJson {
                        entity: x.speaker.map(e),
                        name: x.speaker_name.clone(),
                        start: x.speaker_span.map(|s| points.at(s.start)),
                        end: x.speaker_span.map(|s| points.at(s.end)),
                    }),
                    cue: x.cue.map(|c| super::Range { start: points.at(c.start), end: points.at(c.end) }),
                    addressee: x.addressee.map(e),
                    occasion: x.occasion.map(|c| super::Range { start: points.at(c.start), end: points.at(c.end) }),
                    occasion_event: x.occasion.and_then(|o| occasion_event(dossier, x.at.document, o)).map(v),
                    chain: x.chain.clone(),
                }
            })
            .collect(),
        utterances: dossier
            .utterances
            .iter()
            .enumerate()
            .map(|(i, u)| UtteranceJson {
                id: format!("U{}", i + 1),
                speaker: u.speaker.map(e),
                quotations: u.quotations.iter().map(|i| q(*i)).collect(),
            })
            .collect(),
        discrepancies: dossier
            .discrepancies
            .iter()
            .enumerate()
            .map(|(i, x)| DiscrepancyJson {
                id: format!("X{}", i + 1),
                kind: label(x.kind),
                status: label(x.status),
                about: x.about.map(v),
                label: x.label.clone(),
                variants: variants(&x.variants),
                reasons: x.reasons.clone(),
            })
            .collect(),
        forecasts: dossier
            .forecasts
            .iter()
            .enumerate()
            .map(|(i, x)| ForecastJson {
                id: format!("F{}", i + 1),
                statement: sentence(&x.statement),
                support: x.support.iter().map(sentence).collect(),
                by: x.by.map(e),
                outcome: label(x.outcome),
                outcome_event: x.outcome_event.map(v),
                variants: variants(&x.variants),
                reasons: x.reasons.clone(),
            })
            .collect(),
    }
}

fn document(index: usize, document: &crate::Document, points: &CodePoints) -> DocumentJson {
    let page = &document.page;
    DocumentJson {
        id: format!("D{}", index + 1),
        input_id: page.id.clone(),
        path: page.path.clone(),
        sha256: page.sha256.clone(),
        title: page.title.clone(),
        outlet: page.outlet.clone(),
        authors: page.authors.clone(),
        agencies: page.agencies.clone(),
        published: published(&page.published),
        url: page.url.clone(),
        canonical_url: page.canonical_url.clone(),
        language: page.language.clone(),
        text: page.text.clone(),
        blocks: page
            .blocks
            .iter()
            .map(|b| super::analysis::BlockJson {
                start: points.at(b.span.start),
                end: points.at(b.span.end),
                role: label(b.role),
                source: b.source.map(|s| [s.start, s.end]),
            })
            .collect(),
        asides: super::analysis::asides(page, points),
        story: format!("S{}", document.story + 1),
        origin: format!("O{}", document.origin + 1),
    }
}

/// The event that words of a document name.
fn occasion_event(dossier: &Dossier, document: usize, words: Span) -> Option<usize> {
    let named = |m: &Evidence| m.document == document && words.contains(m.span);
    dossier.events.iter().position(|e| e.mentions.iter().any(named))
}
