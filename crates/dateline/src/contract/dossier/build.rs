//! Makes the contract's form of a dossier.
//!
//! In: a [`Dossier`], offsets in bytes. Out: the shapes of [`super`], offsets in code points.

use super::super::{event_time, kind, label, place, published};
use super::*;
use crate::{CodePoints, Dossier, Evidence, Skipped, Span};
use crate::{EventId, IndexVec, PageId, QuotationId};

/// The contract's form of a dossier.
pub fn dossier_json(dossier: &Dossier) -> DossierJson {
    let points: IndexVec<PageId, CodePoints> =
        dossier.documents.iter().map(|d| CodePoints::new(&d.page.text)).collect();
    let at = |x: &Evidence| (points[x.document].at(x.span.start), points[x.document].at(x.span.end));
    let text = |x: &Evidence| x.span.of(&dossier.documents[x.document].page.text).to_owned();
    let mention = |x: &Evidence| MentionJson { document: x.document.to_string(), start: at(x).0, end: at(x).1 };
    let sentence =
        |x: &Evidence| SentenceJson { document: x.document.to_string(), start: at(x).0, end: at(x).1, text: text(x) };
    let variants = |list: &[crate::Variant]| -> Vec<VariantJson> {
        list.iter()
            .map(|x| VariantJson { value: x.value.clone(), support: x.support.iter().map(sentence).collect() })
            .collect()
    };
    DossierJson {
        documents: dossier.documents.iter_enumerated().map(|(i, x)| document(i, x, &points[i])).collect(),
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
                documents: c.documents.iter().map(PageId::to_string).collect(),
                share: c.share,
            })
            .collect(),
        origins: dossier
            .origins
            .iter_enumerated()
            .map(|(i, x)| OriginJson {
                id: i.to_string(),
                name: x.name.clone(),
                kind: label(x.kind),
                documents: x.documents.iter().map(PageId::to_string).collect(),
            })
            .collect(),
        stories: dossier
            .stories
            .iter_enumerated()
            .map(|(i, s)| StoryJson {
                id: i.to_string(),
                documents: s.documents.iter().map(PageId::to_string).collect(),
                main: s.main,
            })
            .collect(),
        entities: dossier
            .entities
            .iter_enumerated()
            .map(|(i, x)| EntityJson {
                id: i.to_string(),
                kind: kind(x.kind),
                name: x.name.clone(),
                named: x.named,
                aliases: x.aliases.clone(),
                titles: x
                    .titles
                    .iter()
                    .map(|t| TitleJson {
                        title: t.title.clone(),
                        held: label(t.term.tenure(&t.title, dossier.documents[t.at.document].page.published.earliest)),
                        from: t.term.from.clone(),
                        until: t.term.until.clone(),
                        document: t.at.document.to_string(),
                        aside: None,
                        start: at(&t.at).0,
                        end: at(&t.at).1,
                    })
                    .chain(x.beside.iter().filter_map(|b| {
                        let title = b.at.title.clone()?;
                        let held = label(crate::entity::tenure(&title));
                        let (start, end) = super::super::analysis::in_aside(&dossier.documents[b.document].page, &b.at);
                        Some(TitleJson {
                            title,
                            held,
                            from: None,
                            until: None,
                            document: b.document.to_string(),
                            aside: Some(b.at.aside),
                            start,
                            end,
                        })
                    }))
                    .collect(),
                place: x.place.as_ref().map(place),
                mentions: x.mentions.iter().map(mention).collect(),
                beside: x
                    .beside
                    .iter()
                    .filter(|b| b.at.title.is_none())
                    .map(|b| {
                        let (start, end) = super::super::analysis::in_aside(&dossier.documents[b.document].page, &b.at);
                        super::super::analysis::BesideJson {
                            document: Some(b.document.to_string()),
                            aside: b.at.aside,
                            start,
                            end,
                        }
                    })
                    .collect(),
                reasons: x.reasons.clone(),
            })
            .collect(),
        events: dossier
            .events
            .iter_enumerated()
            .map(|(i, x)| EventJson {
                id: i.to_string(),
                label: x.label.clone(),
                on_timeline: x.on_timeline,
                time: x.time.as_ref().map(event_time),
                place: x.place.map(|x| x.to_string()),
                participants: x
                    .participants
                    .iter()
                    .map(|p| ParticipantJson { entity: p.entity.to_string(), role: label(p.role) })
                    .collect(),
                certainty: label(x.certainty),
                polarity: label(x.polarity),
                status: label(x.status),
                alleged_by: x.alleged_by.clone(),
                denied_by: x.denied_by.clone(),
                class: x.class.clone(),
                plover: x.plover.clone(),
                quantities: x
                    .quantities
                    .iter()
                    .map(|q| DocumentQuantityJson {
                        document: q.document.to_string(),
                        quantity: super::super::analysis::quantity(&q.quantity, &points[q.document]),
                    })
                    .collect(),
                mentions: x.mentions.iter().map(mention).collect(),
                support: x
                    .support
                    .iter()
                    .map(|s| SupportJson {
                        document: s.at.document.to_string(),
                        start: at(&s.at).0,
                        end: at(&s.at).1,
                        text: text(&s.at),
                        attribution: s.attribution.clone(),
                        origin: s.origin.to_string(),
                    })
                    .collect(),
                independent_origins: x.independent_origins,
                reasons: x.reasons.clone(),
            })
            .collect(),
        timeline: dossier.timeline.iter().map(EventId::to_string).collect(),
        short: dossier.short.iter().map(EventId::to_string).collect(),
        quotations: dossier
            .quotations
            .iter_enumerated()
            .map(|(i, x)| {
                let points = &points[x.at.document];
                QuotationJson {
                    id: i.to_string(),
                    document: x.at.document.to_string(),
                    start: at(&x.at).0,
                    end: at(&x.at).1,
                    text: text(&x.at),
                    kind: label(x.kind),
                    speaker: (x.speaker.is_some() || x.speaker_name.is_some()).then(|| SpeakerJson {
                        entity: x.speaker.map(|x| x.to_string()),
                        name: x.speaker_name.clone(),
                        start: x.speaker_span.map(|s| points.at(s.start)),
                        end: x.speaker_span.map(|s| points.at(s.end)),
                    }),
                    cue: x.cue.map(|c| super::super::Range { start: points.at(c.start), end: points.at(c.end) }),
                    addressee: x.addressee.map(|x| x.to_string()),
                    occasion: x
                        .occasion
                        .map(|c| super::super::Range { start: points.at(c.start), end: points.at(c.end) }),
                    occasion_event: x
                        .occasion
                        .and_then(|o| occasion_event(dossier, x.at.document, o))
                        .map(|x| x.to_string()),
                    chain: x.chain.clone(),
                }
            })
            .collect(),
        utterances: dossier
            .utterances
            .iter_enumerated()
            .map(|(i, u)| UtteranceJson {
                id: i.to_string(),
                speaker: u.speaker.map(|x| x.to_string()),
                quotations: u.quotations.iter().map(QuotationId::to_string).collect(),
            })
            .collect(),
        discrepancies: dossier
            .discrepancies
            .iter_enumerated()
            .map(|(i, x)| DiscrepancyJson {
                id: i.to_string(),
                rule: x.rule.clone(),
                kind: label(x.kind),
                status: label(x.status),
                about: x.about.map(|x| x.to_string()),
                label: x.label.clone(),
                variants: variants(&x.variants),
                reasons: x.reasons.clone(),
            })
            .collect(),
        forecasts: dossier
            .forecasts
            .iter_enumerated()
            .map(|(i, x)| ForecastJson {
                id: i.to_string(),
                label: x.label.clone(),
                statement: sentence(&x.statement),
                support: x.support.iter().map(sentence).collect(),
                by: x.by.map(|x| x.to_string()),
                outcome: label(x.outcome),
                outcome_event: x.outcome_event.map(|x| x.to_string()),
                variants: variants(&x.variants),
                reasons: x.reasons.clone(),
            })
            .collect(),
        account: super::account::account(dossier, sentence, variants),
    }
}

fn document(index: PageId, document: &crate::Document, points: &CodePoints) -> DocumentJson {
    let page = &document.page;
    DocumentJson {
        id: index.to_string(),
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
        blocks: super::super::analysis::blocks(page, points),
        asides: super::super::analysis::asides(page, &document.aside_speech, points),
        story: document.story.to_string(),
        origin: document.origin.to_string(),
    }
}

/// The event that words of a document name.
fn occasion_event(dossier: &Dossier, document: PageId, words: Span) -> Option<EventId> {
    let named = |m: &Evidence| m.document == document && words.contains(m.span);
    dossier.events.position(|e| e.mentions.iter().any(named))
}
