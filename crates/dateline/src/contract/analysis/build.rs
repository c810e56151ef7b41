//! Makes the contract's form of an analysis.
//!
//! In: an [`Analysis`], offsets in bytes. Out: the shapes of [`super`], offsets in code points.

use super::super::{bounds, event_time, kind, label, place, published};
use super::*;
use crate::page::Page;
use crate::speech::AsideSpeech;
use crate::{Analysis, CodePoints, Span};

/// The paragraphs of a page.
pub(in super::super) fn blocks(page: &crate::page::Page, points: &CodePoints) -> Vec<BlockJson> {
    let block = |b: &crate::page::Block| BlockJson {
        start: points.at(b.span.start),
        end: points.at(b.span.end),
        role: label(b.role),
        source: b.source.map(|s| [s.start, s.end]),
    };
    page.blocks.iter().map(block).collect()
}

/// Code points of an aside's text.
pub(in super::super) fn in_aside(page: &crate::page::Page, at: &crate::entity::Beside) -> (usize, usize) {
    let text = page.asides.get(at.aside).map_or("", |a| a.text.as_str());
    let points = |byte: usize| text.get(..byte).map_or(0, |t| t.chars().count());
    (points(at.span.start), points(at.span.end))
}

/// The asides of a page.
pub(in super::super) fn asides(page: &Page, speech: &[AsideSpeech], points: &CodePoints) -> Vec<AsideJson> {
    let aside = |(at, a): (usize, &crate::page::Aside)| {
        let own = CodePoints::new(&a.text);
        let range = |s: Span| Range { start: own.at(s.start), end: own.at(s.end) };
        let quotations = speech.iter().filter(|q| q.aside == at).map(|q| AsideQuotationJson {
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
    page.asides.iter().enumerate().map(aside).collect()
}

/// A number, with its place in code points.
/// A number, with its place in code points.
pub(in super::super) fn quantity(q: &crate::event::Quantity, points: &CodePoints) -> QuantityJson {
    QuantityJson {
        start: points.at(q.span.start),
        end: points.at(q.span.end),
        value: q.value,
        high: q.high,
        unit: q.unit.clone(),
        of: q.of.clone(),
        bound: label(q.bound),
    }
}

/// The contract's form of an analysis.
pub fn analysis_json(analysis: &Analysis) -> AnalysisJson {
    let page = &analysis.page;
    let points = CodePoints::new(&page.text);
    let range = |s: Span| Range { start: points.at(s.start), end: points.at(s.end) };
    let speaker = |s: &crate::speech::Speaker| SpeakerJson {
        entity: s.entity.map(|e| e.to_string()),
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
        sentences: analysis.parse.sentences.ids().map(|s| range(analysis.parse.sentence_span(s))).collect(),
        blocks: blocks(page, &points),
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
            .iter_enumerated()
            .map(|(i, e)| EntityJson {
                id: i.to_string(),
                kind: kind(e.kind),
                name: e.name.clone(),
                aliases: e.aliases.clone(),
                titles: e
                    .titles
                    .iter()
                    .map(|t| {
                        let at = range(t.span);
                        TitleJson {
                            title: t.title.clone(),
                            held: label(t.term.tenure(&t.title, analysis.page.published.earliest)),
                            from: t.term.from.clone(),
                            until: t.term.until.clone(),
                            aside: None,
                            start: at.start,
                            end: at.end,
                        }
                    })
                    .chain(e.beside.iter().filter_map(|b| {
                        let title = b.title.clone()?;
                        let held = label(crate::entity::tenure(&title));
                        let (start, end) = in_aside(&analysis.page, b);
                        Some(TitleJson { title, held, from: None, until: None, aside: Some(b.aside), start, end })
                    }))
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
                beside: e
                    .beside
                    .iter()
                    .filter(|b| b.title.is_none())
                    .map(|b| {
                        let (start, end) = in_aside(&analysis.page, b);
                        BesideJson { document: None, aside: b.aside, start, end }
                    })
                    .collect(),
            })
            .collect(),
        events: analysis
            .events
            .iter_enumerated()
            .map(|(i, e)| {
                let at = range(e.span);
                EventJson {
                    id: i.to_string(),
                    chain: e.chain.to_string(),
                    start: at.start,
                    end: at.end,
                    lemma: e.lemma.clone(),
                    certainty: label(e.certainty),
                    polarity: label(e.polarity),
                    standing: label(e.standing),
                    governors: e
                        .governors
                        .iter()
                        .map(|g| {
                            let at = range(g.span);
                            GovernorJson { start: at.start, end: at.end, kind: g.kind.clone(), denied: g.denied }
                        })
                        .collect(),
                    tense: label(e.tense),
                    time: e.time.as_ref().map(event_time),
                    place: e.place.map(|e| e.to_string()),
                    participants: e
                        .participants
                        .iter()
                        .map(|p| {
                            let at = range(p.span);
                            ParticipantJson {
                                role: label(p.role),
                                entity: p.entity.map(|e| e.to_string()),
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
                                entity: a.entity.map(|e| e.to_string()),
                                start: at.start,
                                end: at.end,
                                cue: a.cue.map(range),
                            }
                        })
                        .collect(),
                    class: e.class().map(str::to_owned),
                    plover: e.plover().map(str::to_owned),
                    quantities: e.quantities.iter().map(|q| quantity(q, &points)).collect(),
                    order: e
                        .order
                        .iter()
                        .map(|o| {
                            let at = range(o.span);
                            OrderJson {
                                start: at.start,
                                end: at.end,
                                relation: label(o.relation),
                                event: o.event.to_string(),
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
                    addressee: q.addressee.map(|e| AddresseeJson { entity: e.to_string() }),
                    occasion: q.occasion.map(|span| {
                        let place = range(span);
                        let event = analysis.events.position(|e| span.contains(e.span));
                        OccasionJson { start: place.start, end: place.end, event: event.map(|e| e.to_string()) }
                    }),
                    chain: q.chain.iter().map(speaker).collect(),
                }
            })
            .collect(),
        asides: asides(page, &analysis.aside_speech, &points),
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
