//! The pile: pages in final order with what was linked across them.
//!
//! In: analyses, and for each page which linked entity and event its own are. Out: look-ups that the later stages share.

use crate::{Analysis, Evidence, Span};
use crate::{EntityId, EventId, IndexVec, Local, LocalEntity, MentionId, PageId, SentenceId};

/// Two mentions of one event.
pub(crate) type Twins = [Local<MentionId>; 2];

/// The pile with everything linked; what the rules of [`crate::judge`] and [`crate::tell`] look at beside the dossier.
pub(crate) struct Pile<'a> {
    /// Pages in final order.
    pub pages: IndexVec<PageId, &'a Analysis>,
    /// For every page, the linked entity of each of its entities.
    pub entity_of: IndexVec<PageId, IndexVec<LocalEntity, EntityId>>,
    /// For every page, the linked event of each of its event mentions.
    pub event_of: IndexVec<PageId, IndexVec<MentionId, EventId>>,
    /// For every linked event its mentions.
    pub mentions: IndexVec<EventId, Vec<Local<MentionId>>>,
}

impl<'a> Pile<'a> {
    /// A pile of pages with their linked entities, and the mentions of every linked event.
    pub(super) fn new(
        pages: IndexVec<PageId, &'a Analysis>,
        entity_of: IndexVec<PageId, IndexVec<LocalEntity, EntityId>>,
        events: IndexVec<EventId, Vec<Local<MentionId>>>,
    ) -> Self {
        let event_of = pages.iter().map(|p| p.events.iter().map(|_| EventId::FIRST).collect()).collect();
        let mut pile = Self { pages, entity_of, event_of, mentions: events };
        pile.number();
        pile
    }

    /// Puts the events into order of text and tells every mention its event.
    fn number(&mut self) {
        self.mentions.retain(|m| !m.is_empty());
        self.mentions.iter_mut().for_each(|m| m.sort_unstable());
        self.mentions.as_mut_slice().sort();
        for (event, members) in self.mentions.iter_enumerated() {
            for m in members {
                self.event_of[m.page][m.index] = event;
            }
        }
    }

    /// Makes one event of the events of two mentions, pair by pair, unless a page gives both a time: then it tells them apart itself.
    pub(super) fn join(&mut self, twins: &[Twins]) {
        for [a, b] in twins {
            let (x, y) = (self.event_of[a.page][a.index], self.event_of[b.page][b.index]);
            let dated = |m: &&Local<MentionId>| {
                let time = self.pages[m.page].events[m.index].time.as_ref();
                time.is_some_and(|t| t.basis == crate::time::TimeBasis::Stated)
            };
            let shared = |m: &Local<MentionId>| self.mentions[y].iter().filter(dated).any(|n| n.page == m.page);
            if x == y || self.mentions[x].iter().filter(dated).any(shared) {
                continue;
            }
            let moved = std::mem::take(&mut self.mentions[y]);
            for m in &moved {
                self.event_of[m.page][m.index] = x;
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
    pub fn mentioned(&self, page: PageId, sentence: Span) -> Vec<EntityId> {
        let mut all = Vec::new();
        for (local, entity) in self.pages[page].entities.iter_enumerated() {
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
    pub fn place(&self, page: PageId, event: &crate::event::Event) -> Option<EntityId> {
        use crate::entity::EntityKind;
        let analysis = self.pages[page];
        let linked = |local: LocalEntity| self.entity_of[page].get(local).copied();
        if let Some(place) = event.place {
            return linked(place);
        }
        let sentence = sentence_span(analysis, event.sentence);
        let tokens = &analysis.parse.tokens;
        let mut found: Vec<(Span, LocalEntity)> = Vec::new();
        for (local, entity) in analysis.entities.iter_enumerated() {
            if !matches!(entity.kind, EntityKind::Location | EntityKind::Facility) {
                continue;
            }
            let named = |m: &&crate::entity::Mention| {
                m.kind == crate::entity::MentionKind::Name && sentence.contains(m.span) && m.span.start > event.span.end
            };
            // The gazetteer is asked last: a pile asks for places many times.
            if !entity.mentions.iter().any(|m| named(&m)) || crate::entity::is_country(&entity.name) {
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

    /// An event mention.
    pub fn event(&self, mention: Local<MentionId>) -> &crate::event::Event {
        &self.pages[mention.page].events[mention.index]
    }

    /// The event that a mention tells of.
    pub fn linked(&self, mention: Local<MentionId>) -> EventId {
        self.event_of[mention.page][mention.index]
    }

    /// The sentence of an event mention.
    pub fn sentence(&self, mention: Local<MentionId>) -> Evidence {
        let analysis = self.pages[mention.page];
        let sentence = self.event(mention).sentence;
        Evidence { document: mention.page, span: sentence_span(analysis, sentence) }
    }
}

/// The bytes of a sentence without white space around it; empty for a sentence that does not exist.
pub(crate) fn sentence_span(analysis: &Analysis, sentence: SentenceId) -> Span {
    let Some(tokens) = analysis.parse.sentences.get(sentence).filter(|t| !t.is_empty()) else { return Span::default() };
    let span = analysis.parse.span(tokens.clone());
    let text = analysis.page.text.get(span.start..span.end).unwrap_or_default();
    let start = span.start + (text.len() - text.trim_start().len());
    Span::new(start, start + text.trim().len())
}
