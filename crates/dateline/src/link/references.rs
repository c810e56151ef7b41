//! Words that name an event to say of what kind something else is: "murder charge", "the sacked worker".
//!
//! In: the pile with its events joined. Out: for each event such places, for a reader who wants every place that speaks of it. They tell
//! nothing of the event, so they join none and support none; where no event of the words is told they are left out.

use std::collections::{BTreeMap, BTreeSet};

use super::Pile;
use super::units::MONTH;
use crate::event::{references, stem};
use crate::language::Pos;
use crate::{Analysis, Evidence};
use crate::{EventId, IndexVec, PageId, SentenceId, StoryId};

/// Number of events of one stem that are compared at most.
const COMPARED: usize = 200;

/// The words of an event's sentences, of the first few.
type Told<'a> = Vec<BTreeSet<&'a str>>;

/// The further places of each event, in order of text.
pub(crate) fn of_events(pile: &Pile<'_>, story: &IndexVec<PageId, StoryId>) -> IndexVec<EventId, Vec<Evidence>> {
    let mut found: IndexVec<EventId, Vec<Evidence>> = pile.mentions.iter().map(|_| Vec::new()).collect();
    let mut by_stem: BTreeMap<(StoryId, String), Vec<EventId>> = BTreeMap::new();
    for (event, mentions) in pile.mentions.iter_enumerated() {
        let stems: BTreeSet<(StoryId, String)> =
            mentions.iter().map(|m| (story[m.page], stem(&pile.event(*m).lemma))).collect();
        for key in stems {
            by_stem.entry(key).or_default().push(event);
        }
    }
    let mut told: IndexVec<EventId, Option<Told<'_>>> = pile.mentions.iter().map(|_| None).collect();
    for (page, analysis) in pile.pages.iter_enumerated() {
        for (token, lemma) in references(analysis) {
            let Some(events) = by_stem.get(&(story[page], stem(&lemma))) else { continue };
            // Years later the same words speak of another keynote.
            let near = |event: &&EventId| {
                pile.mentions[**event].iter().any(|m| m.page == page || !months_apart(pile, m.page, page))
            };
            let events: Vec<EventId> = events.iter().filter(near).copied().collect();
            let t = &analysis.parse.tokens[token];
            if analysis.events.iter().any(|e| e.span.overlaps(t.span)) {
                continue;
            }
            if let Some(event) = nearest(pile, page, token, &events, &mut told) {
                found[event].push(Evidence { document: page, span: t.span });
            }
        }
    }
    found
}

/// The event of the page that stands nearest, else that of another page whose sentence has most words in common.
fn nearest<'a>(
    pile: &Pile<'a>,
    page: PageId,
    token: usize,
    events: &[EventId],
    told: &mut IndexVec<EventId, Option<Told<'a>>>,
) -> Option<EventId> {
    let analysis = pile.pages[page];
    let own = |event: &EventId| {
        let tokens = pile.mentions[*event].iter().filter(|m| m.page == page).map(|m| analysis.events[m.index].token);
        tokens.map(|t| t.abs_diff(token)).min().map(|distance| (distance, *event))
    };
    if let Some((_, event)) = events.iter().filter_map(own).min() {
        return Some(event);
    }
    let here = words(analysis, analysis.parse.tokens[token].sentence);
    let mut shared = |event: &EventId| {
        let all = told[*event].get_or_insert_with(|| {
            let first = pile.mentions[*event].iter().take(6);
            first.map(|m| words(pile.pages[m.page], pile.event(*m).sentence)).collect()
        });
        all.iter().map(|words| words.intersection(&here).count()).max()
    };
    let best = events.iter().take(COMPARED).map(|e| (shared(e).unwrap_or_default(), std::cmp::Reverse(*e))).max()?;
    (best.0 > 1 || events.len() == 1).then_some(best.1.0)
}

/// Whether two pages were published more than a month apart.
fn months_apart(pile: &Pile<'_>, a: PageId, b: PageId) -> bool {
    let of = |page: PageId| &pile.pages[page].page.published;
    super::pair::months_apart((of(a).earliest, of(a).latest), (of(b).earliest, of(b).latest), MONTH)
}

/// Lemmas of the words of meaning of a sentence.
fn words(analysis: &Analysis, sentence: SentenceId) -> BTreeSet<&str> {
    let tokens = analysis.parse.sentences.get(sentence).cloned().unwrap_or_default();
    let telling = |t: &&crate::language::Token| matches!(t.pos, Pos::Noun | Pos::Propn | Pos::Num | Pos::Verb);
    tokens.filter_map(|t| analysis.parse.tokens.get(t)).filter(telling).map(|t| &*t.lemma).collect()
}
