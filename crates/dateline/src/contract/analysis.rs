//! What `dateline analyze` prints: one object a document.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{PlaceJson, PublishedJson, Range, TimeJson, bounds, event_time, kind, label, place, published};
use crate::{Analysis, CodePoints, Span};

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
    /// `title`, `caption`, `credit` or `facts`.
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

/// The asides of a page.
pub(super) fn asides(page: &crate::page::Page, points: &CodePoints) -> Vec<AsideJson> {
    let aside = |a: &crate::page::Aside| {
        let own = CodePoints::new(&a.text);
        let range = |s: Span| Range { start: own.at(s.start), end: own.at(s.end) };
        let quotations = a.speech.iter().map(|q| AsideQuotationJson {
            start: own.at(q.span.start),
            end: own.at(q.span.end),
            kind: label(q.kind),
            speaker: q.speaker.clone(),
            cue: q.cue.map(range),
        });
        AsideJson {
            role: label(a.role),
            text: a.text.clone(),
            before: points.at(a.before),
            quotations: quotations.collect(),
        }
    };
    page.asides.iter().map(aside).collect()
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
}

/// A title or office.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct TitleJson {
    pub title: String,
    /// `current`, `then`, `former`, `future` or `acting`, as its words tell.
    pub held: String,
    pub start: usize,
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

/// The contract's form of an analysis.
pub fn analysis_json(analysis: &Analysis) -> AnalysisJson {
    let page = &analysis.page;
    let points = CodePoints::new(&page.text);
    let range = |s: Span| Range { start: points.at(s.start), end: points.at(s.end) };
    let entity = |e: usize| format!("E{}", e + 1);
    let speaker = |s: &crate::speech::Speaker| SpeakerJson {
        entity: s.entity.map(entity),
        name: s.name.clone(),
        kind: label(s.kind),
        start: s.span.map(|s| points.at(s.start)),
        end: s.span.map(|s| points.at(s.end)),
    };
    AnalysisJson {
        id: page.id.clone(),
        document: DocumentJson {
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
        },
        sentences: (0..analysis.parse.sentences.len()).map(|s| range(analysis.parse.sentence_span(s))).collect(),
        blocks: page
            .blocks
            .iter()
            .map(|b| {
                let at = range(b.span);
                BlockJson {
                    start: at.start,
                    end: at.end,
                    role: label(b.role),
                    source: b.source.map(|s| [s.start, s.end]),
                }
            })
            .collect(),
        times: analysis
            .times
            .iter()
            .map(|t| {
                let at = range(t.span);
                let (earliest, latest) = t.interval.as_ref().map(bounds).unwrap_or_default();
                TimexJson {
                    start: at.start,
                    end: at.end,
                    kind: label(t.kind),
                    value: t.value.clone(),
                    modifier: t.modifier.clone(),
                    quant: t.quant.clone(),
                    freq: t.freq.clone(),
                    earliest,
                    latest,
                    edtf: t.interval.and_then(|i| i.edtf()),
                    zone: t.zone,
                }
            })
            .collect(),
        entities: analysis
            .entities
            .iter()
            .enumerate()
            .map(|(i, e)| EntityJson {
                id: entity(i),
                kind: kind(e.kind),
                name: e.name.clone(),
                aliases: e.aliases.clone(),
                titles: e
                    .titles
                    .iter()
                    .map(|t| {
                        let at = range(t.span);
                        TitleJson { title: t.title.clone(), held: label(t.tenure()), start: at.start, end: at.end }
                    })
                    .collect(),
                place: e.place.as_ref().map(place),
                mentions: e
                    .mentions
                    .iter()
                    .map(|m| {
                        let at = range(m.span);
                        MentionJson { start: at.start, end: at.end, kind: label(m.kind) }
                    })
                    .collect(),
            })
            .collect(),
        events: analysis
            .events
            .iter()
            .enumerate()
            .map(|(i, e)| {
                let at = range(e.span);
                EventJson {
                    id: format!("V{}", i + 1),
                    chain: format!("V{}", e.chain + 1),
                    start: at.start,
                    end: at.end,
                    lemma: e.lemma.clone(),
                    certainty: label(e.certainty),
                    polarity: label(e.polarity),
                    tense: label(e.tense),
                    time: e.time.as_ref().map(event_time),
                    place: e.place.map(entity),
                    participants: e
                        .participants
                        .iter()
                        .map(|p| {
                            let at = range(p.span);
                            ParticipantJson {
                                role: label(p.role),
                                entity: p.entity.map(entity),
                                start: at.start,
                                end: at.end,
                            }
                        })
                        .collect(),
                    attribution: e
                        .attribution
                        .iter()
                        .map(|a| {
                            let at = range(a.span);
                            AttributionJson {
                                entity: a.entity.map(entity),
                                start: at.start,
                                end: at.end,
                                cue: a.cue.map(range),
                            }
                        })
                        .collect(),
                    class: e.class().map(str::to_owned),
                    plover: e.plover().map(str::to_owned),
                    quantities: e
                        .quantities
                        .iter()
                        .map(|q| {
                            let at = range(q.span);
                            QuantityJson {
                                start: at.start,
                                end: at.end,
                                value: q.value,
                                high: q.high,
                                unit: q.unit.clone(),
                                of: q.of.clone(),
                                bound: label(q.bound),
                            }
                        })
                        .collect(),
                    order: e
                        .order
                        .iter()
                        .map(|o| {
                            let at = range(o.span);
                            OrderJson {
                                start: at.start,
                                end: at.end,
                                relation: label(o.relation),
                                event: format!("V{}", o.event + 1),
                                step: label(o.distance.step),
                                least: o.distance.least,
                                most: o.distance.most,
                            }
                        })
                        .collect(),
                }
            })
            .collect(),
        quotations: analysis
            .quotations
            .iter()
            .enumerate()
            .map(|(i, q)| {
                let at = range(q.span);
                QuotationJson {
                    id: format!("Q{}", i + 1),
                    start: at.start,
                    end: at.end,
                    kind: label(q.kind),
                    speaker: q.speaker.as_ref().map(speaker),
                    cue: q.cue.map(range),
                    addressee: q.addressee.map(|e| AddresseeJson { entity: entity(e) }),
                    occasion: q.occasion.map(|span| {
                        let place = range(span);
                        let event = analysis.events.iter().position(|e| span.contains(e.span));
                        OccasionJson { start: place.start, end: place.end, event: event.map(|e| format!("V{}", e + 1)) }
                    }),
                    chain: q.chain.iter().map(speaker).collect(),
                }
            })
            .collect(),
        asides: asides(page, &points),
        notes: analysis
            .notes
            .iter()
            .map(|n| NoteJson {
                code: n.code.clone(),
                start: n.span.map(|s| points.at(s.start)),
                end: n.span.map(|s| points.at(s.end)),
                message: n.message.clone(),
            })
            .collect(),
        text: page.text.clone(),
    }
}
