//! Across pages: copies and origins, stories, entities, events, utterances.
//!
//! In: the [`Analysis`] of every page. Out: [`Linked`], the pile and its [`Dossier`] as far as pages say the same. Pages are put into one
//! order first, by publication and then by id, so that the order in which they were given does not matter; everything after that walks
//! vectors and ordered maps only. What the pages differ in is for [`crate::judge`], words for the reader are for [`crate::tell`].

mod branches;
mod collect;
mod copies;
mod entities;
mod events;
mod kin;
mod logarithm;
mod names;
mod occasion;
mod order;
mod origins;
mod pair;
mod parts;
mod pile;
mod published;
mod reasons;
mod references;
mod sets;
mod speakers;
mod states;
mod status;
mod stories;
mod teasers;
mod times;
mod units;
mod utterances;

use std::borrow::Cow;

pub use stories::Telling;

use crate::event::Polarity;
use crate::faults::Faults;
use crate::page::Page;
use crate::time::EventTime;
use crate::{
    Analysis, Document, Dossier, Evidence, LinkedEvent, LinkedParticipant, LinkedQuantity, Skipped, Span, Story,
    Support,
};
use crate::{EventId, IndexVec, Local, MentionId, OriginId, PageId, StoryId};

pub(crate) use entities::key;
pub(crate) use logarithm::ln;
pub(crate) use pile::{Pile, Twins, sentence_span};
pub(crate) use states::{Chronology, Joined, Judged, Labelled, Line, Told};
pub use stories::rarity_class;
pub(crate) use times::{Relation, apart, is_day, part_of_day, relation};
pub(crate) use utterances::differ;

/// Pages in final order, with publication dates narrowed by each other.
pub(crate) fn ordered(analyses: &[Analysis]) -> IndexVec<PageId, Cow<'_, Analysis>> {
    let mut pages: Vec<&Analysis> = analyses.iter().collect();
    pages.sort_by(|a, b| order(&a.page).cmp(&order(&b.page)));
    let mut dated = published::narrow(pages.into());
    dated.as_mut_slice().sort_by(|a, b| order(&a.page).cmp(&order(&b.page)));
    dated
}

/// The pile with its groups of mentions; the events have no times, places and support of their own yet.
pub(crate) struct Linked<'a> {
    /// Pages, and what is one across them.
    pub pile: Pile<'a>,
    /// The dossier without events.
    pub dossier: Dossier,
    /// What tells which statements are of one origin.
    wording: copies::Wording,
    whole: copies::Whole,
    /// The origins of pages; sentences may add some.
    origins: origins::Origins,
    /// For each page its story.
    story: IndexVec<PageId, StoryId>,
}

/// Links pages that [`ordered`] has put into order.
pub(crate) fn link<'a>(pages: IndexVec<PageId, &'a Analysis>, skipped: Vec<Skipped>) -> Linked<'a> {
    link_as(pages, skipped, Telling::Found)
}

/// The same, with what of the pile is to be told.
pub(crate) fn link_as<'a>(
    pages: IndexVec<PageId, &'a Analysis>,
    mut skipped: Vec<Skipped>,
    telling: Telling,
) -> Linked<'a> {
    skipped.sort_by(|a, b| (&a.path, &a.reason).cmp(&(&b.path, &b.reason)));
    let plain: IndexVec<PageId, &Page> = pages.iter().map(|p| &p.page).collect();
    let sentences: IndexVec<PageId, Vec<Span>> =
        pages.iter().map(|p| p.parse.sentences.ids().map(|s| sentence_span(p, s)).collect()).collect();

    let copies = copies::copies(&plain);
    let wording = copies::Wording::new(&plain);
    let whole = copies::Whole::new(plain.len(), &copies);
    let groups = match telling {
        Telling::Together if !pages.is_empty() => std::iter::once(pages.ids().collect()).collect(),
        _ => stories::stories(&pages),
    };
    let main = match telling {
        Telling::Story(n) if (1..=groups.len()).contains(&n) => n - 1,
        _ => 0,
    };
    let mut story: IndexVec<PageId, StoryId> = pages.iter().map(|_| StoryId::FIRST).collect();
    for (g, group) in groups.iter_enumerated() {
        for page in group {
            story[*page] = g;
        }
    }
    let mut linked = entities::entities(&pages, &story);
    kin::full_names(&pages, &linked.of, &mut linked.linked);
    let (origins, origin_of) = origins::Origins::of_pages(&pages, &whole, &linked.linked);
    let units = units::units(&pages, &linked.of);
    let event_groups = occasion::join(&units, events::groups(&units, &story), &story);

    let documents: IndexVec<PageId, Document> = pages
        .iter_enumerated()
        .zip(&sentences)
        .map(|((i, p), s)| Document {
            page: p.page.clone(),
            sentences: s.clone(),
            aside_speech: p.aside_speech.clone(),
            story: story[i],
            origin: origin_of[i],
        })
        .collect();
    let quotations = speakers::quotations(&pages, &linked.of, &linked.linked, &story);
    let utterances = utterances::utterances(&pages, &quotations, &story, |e| {
        linked.linked[e].kind == crate::entity::EntityKind::Person
    });

    let groups_of = |g: &Vec<usize>| {
        g.iter().flat_map(|u| units[*u].members.iter().map(|m| Local::new(units[*u].page, *m))).collect()
    };
    let pile = Pile::new(pages, linked.of, event_groups.iter().map(groups_of).collect());
    let dossier = Dossier {
        documents,
        skipped,
        copies,
        origins: IndexVec::new(),
        stories: groups.into_iter().enumerate().map(|(i, documents)| Story { documents, main: i == main }).collect(),
        entities: linked.linked,
        events: IndexVec::new(),
        timeline: Vec::new(),
        short: Vec::new(),
        quotations,
        utterances,
        discrepancies: IndexVec::new(),
        forecasts: IndexVec::new(),
        account: crate::Account::default(),
        parts: crate::Parts::default(),
    };
    Linked { pile, dossier, wording, whole, origins, story }
}

impl<'a> Linked<'a> {
    /// Makes one event of mentions that later stages know to be one, and gives every event what its mentions tell.
    pub fn join(mut self, twins: &[Twins], faults: &mut Faults) -> Joined<'a> {
        self.pile.join(twins);
        let Self { pile, mut dossier, wording, whole, mut origins, story } = self;
        let plain: IndexVec<PageId, &Page> = pile.pages.iter().map(|p| &p.page).collect();
        let ledger = origins::Ledger { pages: &plain, wording: &wording, whole: &whole, entities: &dossier.entities };
        let event = |e: EventId| {
            let page = pile.mentions[e].first().map_or(PageId::FIRST, |m| m.page);
            let linked = faults.guard(page, "an event", || linked_event(&pile, e, &ledger, &mut origins));
            linked.unwrap_or_else(|| hollow(&pile, e))
        };
        dossier.events = pile.mentions.ids().map(event).collect();
        dossier.origins = origins.list();
        order::narrow(&pile, &mut dossier.events);
        for (event, further) in dossier.events.iter_mut().zip(references::of_events(&pile, &story)) {
            event.mentions.extend(further);
            event.mentions.sort_unstable();
        }
        Joined::new(pile, dossier)
    }
}

/// Publication first, unknown dates last; then what tells pages apart.
fn order(page: &Page) -> (jiff::civil::Date, jiff::civil::Date, &str, &str, &str) {
    let last = jiff::civil::Date::MAX;
    let first = page.published.earliest.unwrap_or(last);
    (first, page.published.latest.unwrap_or(last), &page.id, &page.path, &page.sha256)
}

/// The commonest; of several the first in the alphabet.
fn most<'a>(all: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    all.for_each(|x| *counts.entry(x).or_default() += 1);
    counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0))).map(|(x, _)| x)
}

/// An event of which nothing is known but where it is told: it gets no line.
fn hollow(pile: &Pile<'_>, event: EventId) -> LinkedEvent {
    let at = |m: &Local<MentionId>| Evidence { document: m.page, span: pile.event(*m).span };
    LinkedEvent {
        label: String::new(),
        on_timeline: false,
        time: None,
        place: None,
        participants: Vec::new(),
        certainty: crate::event::Certainty::Unknown,
        polarity: Polarity::Positive,
        status: crate::Status::Alleged,
        alleged_by: Vec::new(),
        denied_by: Vec::new(),
        class: None,
        plover: None,
        quantities: Vec::new(),
        mentions: pile.mentions[event].iter().map(at).collect(),
        support: Vec::new(),
        independent_origins: 0,
        reasons: Vec::new(),
    }
}

/// One event out of its mentions.
fn linked_event(
    pile: &Pile<'_>,
    event: EventId,
    ledger: &origins::Ledger<'_>,
    origins: &mut origins::Origins,
) -> LinkedEvent {
    let entities = ledger.entities;
    let mentions = &pile.mentions[event];
    let of = |m: &Local<MentionId>| pile.event(*m);
    let timed: Vec<(PageId, &EventTime)> =
        mentions.iter().filter_map(|m| of(m).time.as_ref().map(|t| (m.page, t))).collect();
    let mut participants: Vec<LinkedParticipant> = mentions
        .iter()
        .flat_map(|m| of(m).participants.iter().map(move |p| (m.page, of(m), p)))
        .filter(|(page, event, p)| parts::takes_part(pile.pages[*page], event, p))
        .filter_map(|(page, _, p)| {
            let entity = *pile.entity_of[page].get(p.entity?)?;
            Some(LinkedParticipant { entity, role: p.role })
        })
        .collect();
    participants.sort_unstable();
    participants.dedup();
    let negative = mentions.iter().filter(|m| origins::denied(pile.pages[m.page], of(m))).count();
    let polarity = if 2 * negative > mentions.len() { Polarity::Negative } else { Polarity::Positive };
    let mut support: Vec<Support> = Vec::new();
    let mut statements: Vec<origins::Statement> = Vec::new();
    // Who denies a thing is no source of it.
    for m in mentions.iter().filter(|m| origins::denied(pile.pages[m.page], of(m)) == (polarity == Polarity::Negative))
    {
        let at = pile.sentence(*m);
        if at.span.is_empty() || support.iter().any(|s| s.at == at) {
            continue;
        }
        let mut attribution = Vec::new();
        let mut credited = None;
        for link in &of(m).attribution {
            let entity = link.entity.and_then(|e| pile.entity_of[m.page].get(e)).copied();
            attribution.push(match entity {
                Some(e) => entities[e].name.clone(),
                None => pile.text(Evidence { document: m.page, span: link.span }).to_string(),
            });
            credited = entity.filter(|e| origins::can_be(&entities[*e])).or(credited);
        }
        statements.push(origins::Statement { at, credited });
        support.push(Support { at, attribution, origin: OriginId::FIRST });
    }
    let counted = ledger.count(origins, &statements);
    support.iter_mut().zip(&counted).for_each(|(s, origin)| s.origin = *origin);
    let independent_origins = counted.iter().collect::<std::collections::BTreeSet<_>>().len();
    let verdict = status::verdict(pile, mentions, polarity, entities);
    let class = most(mentions.iter().filter_map(|m| of(m).class()));
    let plover = most(mentions.iter().filter(|m| of(m).class() == class).filter_map(|m| of(m).plover()));
    let quantities = mentions
        .iter()
        .flat_map(|m| of(m).quantities.iter().map(|q| LinkedQuantity { document: m.page, quantity: q.clone() }));
    LinkedEvent {
        label: String::new(),
        on_timeline: false,
        time: times::combine(&timed),
        place: mentions.iter().find_map(|m| of(m).place.and_then(|p| pile.entity_of[m.page].get(p)).copied()),
        participants,
        certainty: verdict.certainty,
        polarity,
        status: verdict.status,
        alleged_by: verdict.alleged_by,
        denied_by: verdict.denied_by,
        class: class.map(Into::into),
        plover: plover.map(Into::into),
        quantities: quantities.collect(),
        mentions: mentions.iter().map(|m| Evidence { document: m.page, span: of(m).span }).collect(),
        support,
        independent_origins,
        reasons: verdict.reasons.into_iter().chain(reasons::joined(pile, mentions, entities)).collect(),
    }
}
