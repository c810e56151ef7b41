//! Arranges a dossier for readers.

use std::collections::BTreeMap;

use dateline::speech::QuotationKind;
use dateline::{
    Dossier, EntityId, EventId, Evidence, ForecastId, IndexVec, LinkedQuotation, OriginId, Outcome, PageId,
    QuotationId, UtteranceId,
};
use serde::Serialize;

use super::units::Units;
use super::{Beside, Difference, Left, Part, Quote, Root, Said, Shared, Source, View};
use crate::names::Names;
use crate::plain::clean;
use crate::words::{days, letter, published};

/// Bytes of the longest sentence that is shown whole where only a part of it is the evidence.
pub(super) const LONGEST: usize = 600;

/// See [`View::new`].
pub fn view(dossier: &Dossier) -> View {
    Builder::new(dossier).view()
}

pub(super) struct Builder<'a> {
    pub(super) dossier: &'a Dossier,
    /// Documents in the order of [`View::sources`].
    pub(super) order: Vec<PageId>,
    /// Index into `order` of each document.
    pub(super) rank: IndexVec<PageId, usize>,
    /// Whether each document belongs to the main story.
    pub(super) main: IndexVec<PageId, bool>,
    /// Index of the line of each event.
    pub(super) line: IndexVec<EventId, Option<usize>>,
    /// Forecasts of the main story in the order of [`View::forecasts`]: what failed first, what is open last.
    pub(super) forecasts: Vec<ForecastId>,
    /// Offsets of each text.
    units: IndexVec<PageId, Units>,
    /// What pages are called.
    pub(super) names: Names,
    /// Names that are written with an article, longest first.
    pub(super) definite: Vec<String>,
    /// The year of most of the chronology, which needs not be said.
    pub(super) year: Option<i16>,
}

impl<'a> Builder<'a> {
    fn new(dossier: &'a Dossier) -> Self {
        let told = dossier.stories.iter().any(|s| s.main);
        let mut main: IndexVec<PageId, bool> = dossier.documents.iter().map(|_| !told).collect();
        for d in dossier.stories.iter().filter(|s| s.main).flat_map(|s| &s.documents) {
            main[*d] = true;
        }
        let mut order: Vec<PageId> = dossier.documents.ids().collect();
        order.sort_by_key(|d| (!main[*d], *d));
        let mut rank: IndexVec<PageId, usize> = dossier.documents.iter().map(|_| 0).collect();
        for (r, d) in order.iter().enumerate() {
            rank[*d] = r;
        }
        let mut line: IndexVec<EventId, Option<usize>> = dossier.events.iter().map(|_| None).collect();
        for (l, v) in dossier.timeline.iter().enumerate() {
            line[*v] = Some(l);
        }
        let mut forecasts: Vec<ForecastId> =
            dossier.forecasts.ids().filter(|f| main[dossier.forecasts[*f].statement.document]).collect();
        forecasts.sort_by_key(|f| {
            let forecast = &dossier.forecasts[*f];
            let outcome = match forecast.outcome {
                Outcome::NotFulfilled => 0,
                Outcome::Fulfilled => 1,
                Outcome::Open => 2,
            };
            // What several pages expect matters most.
            let mut pages: Vec<PageId> =
                std::iter::once(&forecast.statement).chain(&forecast.support).map(|e| e.document).collect();
            pages.sort_unstable();
            pages.dedup();
            (outcome, std::cmp::Reverse(pages.len()))
        });
        let units = dossier.documents.iter().map(|d| Units::new(&d.page.text)).collect();
        let names_of = |e: &EntityId| {
            let entity = &dossier.entities[*e];
            std::iter::once(&entity.name)
                .chain(&entity.aliases)
                .filter(|n| n.starts_with(char::is_uppercase))
                .map(|n| clean(n))
                .collect::<Vec<_>>()
        };
        let mut definite: Vec<String> = dossier.parts.definite.iter().flat_map(names_of).collect();
        definite.sort_by_key(|n| std::cmp::Reverse(n.len()));
        let (names, year) = (Names::new(dossier), year(dossier));
        Self { dossier, order, rank, main, line, forecasts, units, names, definite, year }
    }

    fn view(&self) -> View {
        let d = self.dossier;
        let (places, place_of) = self.places();
        let mut lines = self.lines(&place_of);
        let discrepancies: Vec<Difference> =
            d.discrepancies.iter_enumerated().map(|(i, x)| self.difference(i, x)).collect();
        self.differ(&mut lines, &discrepancies);
        let mut origins: Vec<OriginId> =
            d.documents.iter_enumerated().filter(|(p, _)| self.main[*p]).map(|(_, x)| x.origin).collect();
        origins.sort_unstable();
        origins.dedup();
        View {
            title: self.title(&lines),
            lead: self.lead(),
            independent_origins: origins.len(),
            forecasts: self.forecasts.iter().map(|i| self.prediction(*i, &d.forecasts[*i], &lines)).collect(),
            span: span(d),
            short: self.short(&lines),
            reactions: self.responses(),
            sources: self.order.iter().enumerate().map(|(r, x)| self.source(r, *x)).collect(),
            places: places
                .into_iter()
                .enumerate()
                .map(|(p, mut spot)| {
                    spot.lines = (0..lines.len()).filter(|l| lines[*l].place == Some(p)).collect();
                    spot
                })
                .collect(),
            lines,
            discrepancies,
            quotations: self.quotations(),
            actors: self.actors(),
            copies: d
                .copies
                .iter()
                .map(|c| Shared {
                    kind: name(c.kind),
                    sources: self.ranks(c.documents.iter().copied()),
                    percent: (c.share * 100.0).round() as u32,
                })
                .collect(),
            origins: d
                .origins
                .iter_enumerated()
                .map(|(i, o)| Root {
                    name: self.names.of_origin(d, i).to_owned(),
                    kind: name(o.kind),
                    sources: self.ranks(o.documents.iter().copied()),
                })
                .collect(),
            skipped: d.skipped.iter().map(|s| Left { path: s.path.clone(), reason: s.reason.clone() }).collect(),
        }
    }

    fn source(&self, r: usize, d: PageId) -> Source {
        let document = &self.dossier.documents[d];
        let page = &document.page;
        Source {
            name: self.names.of(d).to_owned(),
            text_of: self.names.same_text(d).map(|p| self.rank[p]).min().unwrap_or(r),
            letter: letter(r),
            id: d.to_string(),
            title: page.title.clone().unwrap_or_else(|| "no headline".into()),
            outlet: page.outlet.clone().unwrap_or_else(|| self.names.of(d).to_owned()),
            published: published(&page.published),
            reasons: page.published.reasons.clone(),
            agencies: page.agencies.clone(),
            authors: page.authors.clone(),
            url: page.canonical_url.clone().or_else(|| page.url.clone()).filter(|u| is_web(u)),
            path: page.path.clone(),
            origin: self.names.of_origin(self.dossier, document.origin).to_owned(),
            main: self.main[d],
            text: page.text.clone(),
            blocks: page
                .blocks
                .iter()
                .map(|b| {
                    let (start, end) = self.units[d].span(&page.text, b.span);
                    Part { start, end, role: name(b.role) }
                })
                .collect(),
            asides: page
                .asides
                .iter()
                .enumerate()
                .map(|(at, a)| {
                    let before = self.units[d].at(&page.text, a.before);
                    let said = document.aside_speech.iter().filter(|q| q.aside == at);
                    let said = said.filter_map(|q| Some((q.speaker.clone()?, q.span.of(&a.text).into())));
                    Beside { before, role: name(a.role), text: a.text.clone(), said: said.collect() }
                })
                .collect(),
            notes: page.notes.iter().map(|n| n.message.clone()).collect(),
        }
    }

    /// As [`Self::quote`], with the words of the whole sentence when the evidence is a part of it: "minister of fisheries" alone
    /// does not show whose office it is.
    pub(super) fn in_sentence(&self, e: &Evidence) -> Quote {
        let document = &self.dossier.documents[e.document];
        let sentence = document.sentences.iter().find(|s| s.contains(e.span) && **s != e.span);
        let text = sentence
            .filter(|s| s.end - s.start < LONGEST)
            .and_then(|s| document.page.text.get(s.start..s.end))
            .map(|s| s.trim().to_owned());
        let quote = self.quote(e);
        Quote { text: text.unwrap_or(quote.text), ..quote }
    }

    /// Direct and mixed quotations of the main story in order of source; the wordings of one utterance stand at the first.
    fn quotations(&self) -> Vec<Said> {
        let d = self.dossier;
        let mut group: IndexVec<QuotationId, Option<UtteranceId>> = d.quotations.iter().map(|_| None).collect();
        for (u, utterance) in d.utterances.iter_enumerated() {
            for q in &utterance.quotations {
                group[*q] = Some(u);
            }
        }
        let mut order: Vec<QuotationId> = d
            .quotations
            .ids()
            .filter(|q| self.main[d.quotations[*q].at.document])
            .filter(|q| d.quotations[*q].kind != QuotationKind::Indirect || group[*q].is_some())
            .collect();
        order.sort_by_key(|q| (self.rank[d.quotations[*q].at.document], d.quotations[*q].at.span));
        let mut found: Vec<Said> = Vec::new();
        let mut place: IndexVec<UtteranceId, Option<usize>> = d.utterances.iter().map(|_| None).collect();
        for q in order {
            let x = &d.quotations[q];
            let said = match group[q].and_then(|u| place[u]) {
                Some(p) => &mut found[p],
                None => {
                    if let Some(u) = group[q] {
                        place[u] = Some(found.len());
                    }
                    let speaker = x.speaker.map(|e| d.entities[e].name.clone()).or_else(|| x.speaker_name.clone());
                    found.push(Said {
                        ids: Vec::new(),
                        speaker,
                        kind: name(x.kind),
                        setting: String::new(),
                        wordings: Vec::new(),
                    });
                    match found.last_mut() {
                        Some(said) => said,
                        None => continue,
                    }
                }
            };
            if said.setting.is_empty() {
                said.setting = self.setting(x);
            }
            said.ids.push(q.to_string());
            said.wordings.push(self.quote(&x.at));
        }
        found
    }

    /// To whom something was said, where, and through whom the page has it.
    fn setting(&self, x: &LinkedQuotation) -> String {
        let text = &self.dossier.documents[x.at.document].page.text;
        let occasion = x.occasion.and_then(|o| text.get(o.start..o.end));
        // A clause of time is left out: its verb alone says nothing.
        let occasion = occasion.filter(|o| o.contains(' ')).map(|o| format!("at {o}"));
        let to = x.addressee.map(|e| &self.dossier.entities[e].name).filter(|n| !x.chain.contains(n));
        let through = (!x.chain.is_empty()).then(|| format!("through {}", x.chain.join(", ")));
        [to.map(|n| format!("to {n}")), occasion, through].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    pub(super) fn quote(&self, e: &Evidence) -> Quote {
        let text = &self.dossier.documents[e.document].page.text;
        let (start, end) = self.units[e.document].span(text, e.span);
        Quote {
            source: self.rank[e.document],
            start,
            end,
            text: text.get(e.span.start..e.span.end).unwrap_or_default().into(),
            aside: None,
            attribution: Vec::new(),
            words: None,
        }
    }

    /// Documents as indices of sources, in order, without repetition.
    pub(super) fn ranks(&self, documents: impl Iterator<Item = PageId>) -> Vec<usize> {
        let mut ranks: Vec<usize> = documents.map(|d| self.rank[d]).collect();
        ranks.sort_unstable();
        ranks.dedup();
        ranks
    }
}

/// The year that most dated lines lie in.
fn year(dossier: &Dossier) -> Option<i16> {
    let dated = dossier.timeline.iter().filter_map(|v| dossier.events[*v].time.as_ref()?.interval.earliest);
    let mut years: BTreeMap<i16, usize> = BTreeMap::new();
    dated.for_each(|t| *years.entry(t.year()).or_insert(0) += 1);
    years.into_iter().max_by_key(|(y, n)| (*n, *y)).map(|(y, _)| y)
}

/// The days between the first and the last dated line; lines far older than the rest are background and left out.
fn span(dossier: &Dossier) -> String {
    let mut days_of: Vec<_> = dossier
        .timeline
        .iter()
        .filter_map(|v| dossier.events[*v].time.as_ref())
        .filter_map(|t| Some((t.interval.earliest?.date(), t.interval.latest?.date())))
        .filter(|(a, b)| (*b - *a).get_days() <= 31)
        .collect();
    days_of.sort();
    let Some(middle) = days_of.get(days_of.len() / 2).copied() else { return String::new() };
    let near = |d: jiff::civil::Date| (d - middle.0).get_days().abs() <= 60;
    let first = days_of.iter().map(|d| d.0).filter(|d| near(*d)).min();
    let last = days_of.iter().map(|d| d.1).filter(|d| near(*d)).max();
    match (first, last) {
        (Some(a), Some(b)) => days(a, b),
        _ => String::new(),
    }
}

/// Only addresses of the web become links; anything else that a page claims as its address stays text.
fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// The name that serde gives a unit variant.
pub(super) fn name<T: Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(s)) => s,
        _ => String::new(),
    }
}
