//! Makes the contract's form of a dossier.
//!
//! In: a [`Dossier`], offsets in bytes. Out: the shapes of [`super`], offsets in code points.

use super::super::{event_time, kind, label, place, published};
use super::*;
use crate::{CodePoints, Dossier, Evidence, Skipped, Span};

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
                        document: d(t.at.document),
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
                            document: d(b.document),
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
                            document: Some(d(b.document)),
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
                class: x.class.clone(),
                plover: x.plover.clone(),
                quantities: x
                    .quantities
                    .iter()
                    .map(|q| DocumentQuantityJson {
                        document: d(q.document),
                        quantity: super::super::analysis::quantity(&q.quantity, &points[q.document]),
                    })
                    .collect(),
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
                    cue: x.cue.map(|c| super::super::Range { start: points.at(c.start), end: points.at(c.end) }),
                    addressee: x.addressee.map(e),
                    occasion: x
                        .occasion
                        .map(|c| super::super::Range { start: points.at(c.start), end: points.at(c.end) }),
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
                label: x.label.clone(),
                statement: sentence(&x.statement),
                support: x.support.iter().map(sentence).collect(),
                by: x.by.map(e),
                outcome: label(x.outcome),
                outcome_event: x.outcome_event.map(v),
                variants: variants(&x.variants),
                reasons: x.reasons.clone(),
            })
            .collect(),
        account: super::account::account(dossier, sentence, variants),
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
        blocks: super::super::analysis::blocks(page, points),
        asides: super::super::analysis::asides(page, &document.aside_speech, points),
        story: format!("S{}", document.story + 1),
        origin: format!("O{}", document.origin + 1),
    }
}

/// The event that words of a document name.
fn occasion_event(dossier: &Dossier, document: usize, words: Span) -> Option<usize> {
    let named = |m: &Evidence| m.document == document && words.contains(m.span);
    dossier.events.iter().position(|e| e.mentions.iter().any(named))
}
