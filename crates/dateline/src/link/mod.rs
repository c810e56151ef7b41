//! Across pages: copies and origins, stories, entities, events, utterances.
//!
//! In: the [`Analysis`] of every page. Out: a [`Dossier`]. Pages are put into one order first, by publication and then by id, so that
//! the order in which they were given does not matter; everything after that walks vectors and ordered maps only.

mod collect;
mod copies;
mod entities;
mod events;
mod kin;
mod names;
mod order;
mod origins;
mod pair;
mod parts;
mod published;
mod reasons;
mod references;
mod sets;
mod stories;
mod teasers;
mod times;
mod units;
mod utterances;

use crate::event::{Certainty, EventTime, Polarity, Tense};
use crate::page::Page;
use crate::{
    Analysis, Document, Dossier, Evidence, LinkedEvent, LinkedParticipant, LinkedQuantity, LinkedQuotation, Skipped,
    Span, Status, Story, Support,
};

pub(crate) use entities::key;
pub(crate) use times::{Relation, apart, is_datable, is_day, part_of_day, relation};
pub(crate) use utterances::differ;

/// The pile with everything linked; what the rules of [`crate::judge`] and [`crate::tell`] look at beside the dossier.
pub(crate) struct Pile<'a> {
    /// Pages in final order.
    pub pages: Vec<&'a Analysis>,
    /// For every page, the linked entity of each of its entities.
    pub entity_of: Vec<Vec<usize>>,
    /// For every page, the linked event of each of its event mentions.
    pub event_of: Vec<Vec<usize>>,
    /// For every linked event its mentions as (page, index of the page's event).
    pub mentions: Vec<Vec<(usize, usize)>>,
}

impl<'a> Pile<'a> {
    /// A pile of pages with their linked entities, and the mentions of every linked event.
    fn new(pages: Vec<&'a Analysis>, entity_of: Vec<Vec<usize>>, events: Vec<Vec<(usize, usize)>>) -> Self {
        let event_of = pages.iter().map(|p| vec![0; p.events.len()]).collect();
        let mut pile = Self { pages, entity_of, event_of, mentions: events };
        pile.number();
        pile
    }

    /// Puts the events into order of text and tells every mention its event.
    fn number(&mut self) {
        self.mentions.retain(|m| !m.is_empty());
        self.mentions.iter_mut().for_each(|m| m.sort_unstable());
        self.mentions.sort();
        for (event, members) in self.mentions.iter().enumerate() {
            for (page, local) in members {
                self.event_of[*page][*local] = event;
            }
        }
    }

    /// Makes one event of the events of two mentions, pair by pair, unless a page gives both a time: then it tells them apart itself.
    fn join(&mut self, twins: &[crate::judge::Twins]) {
        for [a, b] in twins {
            let (x, y) = (self.event_of[a.0][a.1], self.event_of[b.0][b.1]);
            let dated = |m: &&(usize, usize)| {
                let time = self.pages[m.0].events[m.1].time.as_ref();
                time.is_some_and(|t| t.basis == crate::event::TimeBasis::Stated)
            };
            let shared = |m: &(usize, usize)| self.mentions[y].iter().filter(dated).any(|n| n.0 == m.0);
            if x == y || self.mentions[x].iter().filter(dated).any(shared) {
                continue;
            }
            let moved = std::mem::take(&mut self.mentions[y]);
            for (page, local) in &moved {
                self.event_of[*page][*local] = x;
            }
            self.mentions[x].extend(moved);
        }
        self.number();
    }
}

impl Pile<'_> {
    /// The text of a place in the pile; empty when the place does not exist.
    pub fn text(&self, at: Evidence) -> &str {
        self.pages[at.document].page.text.get(at.span.start..at.span.end).unwrap_or_default()
    }

    /// The linked entities that a sentence of a page mentions.
    pub fn mentioned(&self, page: usize, sentence: Span) -> Vec<usize> {
        let mut all = Vec::new();
        for (local, entity) in self.pages[page].entities.iter().enumerate() {
            if entity.mentions.iter().any(|m| sentence.contains(m.span)) {
                all.extend(self.entity_of[page].get(local));
            }
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Where an event takes place: its own place, else the place that its sentence names after "in" or "at". Countries are too wide to
    /// set against each other and are left out of the second.
    pub fn place(&self, page: usize, event: &crate::event::Event) -> Option<usize> {
        use crate::event::EntityKind;
        let analysis = self.pages[page];
        let linked = |local: usize| self.entity_of[page].get(local).copied();
        if let Some(place) = event.place {
            return linked(place);
        }
        let sentence = sentence_span(analysis, event.sentence);
        let tokens = &analysis.parse.tokens;
        let mut found: Vec<(Span, usize)> = Vec::new();
        for (local, entity) in analysis.entities.iter().enumerate() {
            if !matches!(entity.kind, EntityKind::Location | EntityKind::Facility) {
                continue;
            }
            let named = |m: &&crate::event::Mention| {
                m.kind == crate::event::MentionKind::Name && sentence.contains(m.span) && m.span.start > event.span.end
            };
            // The gazetteer is asked last: a pile asks for places many times.
            if !entity.mentions.iter().any(|m| named(&m)) || crate::event::is_country(&entity.name) {
                continue;
            }
            for mention in entity.mentions.iter().filter(named) {
                let mut governors = analysis.parse.ancestors(mention.head).take(4);
                if governors.any(|t| tokens.get(t).is_some_and(|t| matches!(&*t.lemma, "in" | "at"))) {
                    found.push((mention.span, local));
                }
            }
        }
        found.sort_unstable();
        found.first().and_then(|(_, local)| linked(*local))
    }

    /// The sentence of an event mention.
    pub fn sentence(&self, page: usize, event: usize) -> Evidence {
        let analysis = self.pages[page];
        let sentence = analysis.events[event].sentence;
        Evidence { document: page, span: sentence_span(analysis, sentence) }
    }
}

/// The bytes of a sentence without white space around it; empty for a sentence that does not exist.
pub(crate) fn sentence_span(analysis: &Analysis, sentence: usize) -> Span {
    let Some(tokens) = analysis.parse.sentences.get(sentence).filter(|t| !t.is_empty()) else { return Span::default() };
    let span = analysis.parse.span(tokens.clone());
    let text = analysis.page.text.get(span.start..span.end).unwrap_or_default();
    let start = span.start + (text.len() - text.trim_start().len());
    Span::new(start, start + text.trim().len())
}

/// See [`crate::assemble`].
pub fn assemble(analyses: &[Analysis], mut skipped: Vec<Skipped>) -> Dossier {
    let mut pages: Vec<&Analysis> = analyses.iter().collect();
    pages.sort_by(|a, b| order(&a.page).cmp(&order(&b.page)));
    let mut dated = published::narrow(pages);
    dated.sort_by(|a, b| order(&a.page).cmp(&order(&b.page)));
    let pages: Vec<&Analysis> = dated.iter().map(|p| &**p).collect();
    skipped.sort_by(|a, b| (&a.path, &a.reason).cmp(&(&b.path, &b.reason)));
    let plain: Vec<&Page> = pages.iter().map(|p| &p.page).collect();
    let sentences: Vec<Vec<Span>> =
        pages.iter().map(|p| (0..p.parse.sentences.len()).map(|s| sentence_span(p, s)).collect()).collect();

    let copies = copies::copies(&plain);
    let lineage = copies::lineage(&plain, &sentences.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let groups = stories::stories(&pages);
    let mut story = vec![0; pages.len()];
    for (g, group) in groups.iter().enumerate() {
        for page in group {
            story[*page] = g;
        }
    }
    let (origins, origin_of) = origins::of_pages(&pages, &copies);
    let mut linked = entities::entities(&pages, &story);
    kin::full_names(&pages, &linked.of, &mut linked.linked);
    let units = units::units(&pages, &linked.of);
    let event_groups = events::groups(&units, &story);

    let documents: Vec<Document> = pages
        .iter()
        .zip(&sentences)
        .enumerate()
        .map(|(i, (p, s))| Document {
            page: p.page.clone(),
            sentences: s.clone(),
            story: story[i],
            origin: origin_of[i],
        })
        .collect();
    let quotations = quotations(&pages, &linked.of);
    let utterances = utterances::utterances(&pages, &quotations, &story, |e| {
        linked.linked[e].kind == crate::event::EntityKind::Person
    });

    let groups_of =
        |g: &Vec<usize>| g.iter().flat_map(|u| units[*u].members.iter().map(|m| (units[*u].page, *m))).collect();
    let mut pile = Pile::new(pages, linked.of, event_groups.iter().map(groups_of).collect());
    let mut dossier = Dossier {
        documents,
        skipped,
        copies,
        origins,
        stories: groups.into_iter().enumerate().map(|(i, documents)| Story { documents, main: i == 0 }).collect(),
        entities: linked.linked,
        events: Vec::new(),
        timeline: Vec::new(),
        quotations,
        utterances,
        discrepancies: Vec::new(),
        forecasts: Vec::new(),
        account: crate::Account::default(),
    };
    let twins = crate::judge::twins(&pile, &dossier);
    pile.join(&twins);
    let mut credits = origins::Credits::new(std::mem::take(&mut dossier.origins), &dossier.entities);
    dossier.events = (0..pile.mentions.len())
        .map(|e| linked_event(&pile, e, &dossier.entities, &lineage, &origin_of, &mut credits))
        .collect();
    dossier.origins = credits.origins;
    order::narrow(&pile, &mut dossier.events);
    for (event, further) in dossier.events.iter_mut().zip(references::of_events(&pile, &story)) {
        event.mentions.extend(further);
        event.mentions.sort_unstable();
    }
    crate::judge::forecasts(&pile, &mut dossier);
    crate::tell::chronology(&pile, &mut dossier);
    crate::judge::discrepancies(&pile, &mut dossier);
    crate::tell::account(&pile, &mut dossier);
    teasers::adopt(&pile, &mut dossier);
    dossier
}

/// Publication first, unknown dates last; then what tells pages apart.
fn order(page: &Page) -> (jiff::civil::Date, jiff::civil::Date, &str, &str, &str) {
    let last = jiff::civil::Date::MAX;
    let first = page.published.earliest.unwrap_or(last);
    (first, page.published.latest.unwrap_or(last), &page.id, &page.path, &page.sha256)
}

fn quotations(pages: &[&Analysis], entity_of: &[Vec<usize>]) -> Vec<LinkedQuotation> {
    let mut quotations = Vec::new();
    for (document, analysis) in pages.iter().enumerate() {
        quotations.extend(analysis.quotations.iter().map(|q| LinkedQuotation {
            at: Evidence { document, span: q.span },
            kind: q.kind,
            speaker: q.speaker.as_ref().and_then(|s| s.entity).and_then(|e| entity_of[document].get(e)).copied(),
            speaker_name: q.speaker.as_ref().map(|s| s.name.clone()),
            speaker_span: q.speaker.as_ref().and_then(|s| s.span),
            cue: q.cue,
            addressee: q.addressee.and_then(|e| entity_of[document].get(e)).copied(),
            occasion: q.occasion,
            chain: q.chain.iter().map(|s| s.name.clone()).collect(),
        }));
    }
    quotations
}

/// The commonest; of several the first in the alphabet.
fn most<'a>(all: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    all.for_each(|x| *counts.entry(x).or_default() += 1);
    counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0))).map(|(x, _)| x)
}

/// One event out of its mentions.
fn linked_event(
    pile: &Pile<'_>,
    event: usize,
    entities: &[crate::LinkedEntity],
    lineage: &[Vec<usize>],
    origin_of: &[usize],
    credits: &mut origins::Credits,
) -> LinkedEvent {
    let mentions = &pile.mentions[event];
    let of = |(page, local): &(usize, usize)| &pile.pages[*page].events[*local];
    let timed: Vec<(usize, &EventTime)> =
        mentions.iter().filter_map(|m| of(m).time.as_ref().map(|t| (m.0, t))).collect();
    let mut participants: Vec<LinkedParticipant> = mentions
        .iter()
        .flat_map(|m| of(m).participants.iter().map(move |p| (m.0, of(m), p)))
        .filter(|(page, event, p)| parts::takes_part(pile.pages[*page], event, p))
        .filter_map(|(page, _, p)| {
            let entity = *pile.entity_of[page].get(p.entity?)?;
            Some(LinkedParticipant { entity, role: p.role })
        })
        .collect();
    participants.sort_unstable();
    participants.dedup();
    let mut support: Vec<Support> = Vec::new();
    for m in mentions {
        let at = pile.sentence(m.0, m.1);
        if at.span.is_empty() || support.iter().any(|s| s.at == at) {
            continue;
        }
        let mut attribution = Vec::new();
        let mut origin = None;
        for link in &of(m).attribution {
            let entity = link.entity.and_then(|e| pile.entity_of[m.0].get(e));
            attribution.push(match entity {
                Some(e) => entities[*e].name.clone(),
                None => pile.text(Evidence { document: m.0, span: link.span }).to_string(),
            });
            origin = entity.filter(|e| origins::can_be(&entities[**e])).or(origin);
        }
        let earliest = lineage[m.0].get(of(m).sentence).copied().unwrap_or(m.0);
        let origin = origin.map_or(origin_of[earliest], |e| credits.credit(*e, entities));
        support.push(Support { at, attribution, origin });
    }
    let mut distinct: Vec<usize> = support.iter().map(|s| s.origin).collect();
    distinct.sort_unstable();
    distinct.dedup();
    let negative = mentions.iter().filter(|m| of(m).polarity == Polarity::Negative).count();
    let certainty = mentions.iter().map(|m| of(m).certainty).min().unwrap_or(Certainty::Unknown);
    let polarity = if 2 * negative > mentions.len() { Polarity::Negative } else { Polarity::Positive };
    let class = most(mentions.iter().filter_map(|m| of(m).class()));
    let plover = most(mentions.iter().filter(|m| of(m).class() == class).filter_map(|m| of(m).plover()));
    let quantities = mentions
        .iter()
        .flat_map(|m| of(m).quantities.iter().map(|q| LinkedQuantity { document: m.0, quantity: q.clone() }));
    let past = mentions.iter().any(|m| of(m).tense != Tense::Future && of(m).certainty == Certainty::Certain);
    let future = mentions.iter().any(|m| of(m).tense == Tense::Future);
    LinkedEvent {
        label: String::new(),
        on_timeline: false,
        time: times::combine(&timed),
        place: mentions.iter().find_map(|m| of(m).place.and_then(|p| pile.entity_of[m.0].get(p)).copied()),
        participants,
        certainty,
        polarity,
        status: match (polarity, past, future) {
            (Polarity::Negative, ..) => Status::Denied,
            (_, true, _) => Status::Happened,
            (_, false, true) => Status::Planned,
            _ => Status::Alleged,
        },
        class: class.map(Into::into),
        plover: plover.map(Into::into),
        quantities: quantities.collect(),
        mentions: mentions.iter().map(|m| Evidence { document: m.0, span: of(m).span }).collect(),
        support,
        independent_origins: distinct.len(),
        reasons: reasons::joined(pile, mentions, entities),
    }
}
