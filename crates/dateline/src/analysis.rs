//! The first of the two functions: one page, looked at alone.

use serde::{Deserialize, Serialize};

use crate::entity::Entity;
use crate::event::Event;
use crate::language::Parse;
use crate::models::Models;
use crate::page::{Note, Page};
use crate::speech::{AsideSpeech, Quotation};
use crate::time::Timex;
use crate::{IndexVec, LocalEntity, MentionId, SentenceId};

/// Everything that one page tells, with spans into its text (bytes).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Analysis {
    /// The cleaned page.
    pub page: Page,
    /// Tokens, sentences and trees.
    pub parse: Parse,
    /// One sentence vector a sentence of `parse`, each of the model's width; empty when the model has none.
    pub vectors: IndexVec<SentenceId, Vec<f32>>,
    /// Time expressions in text order.
    pub times: Vec<Timex>,
    /// People, places and organisations, in order of first mention.
    pub entities: IndexVec<LocalEntity, Entity>,
    /// People whom teasers of other articles name: each with the places in one teaser, in [`Entity::beside`] only. They are none of the
    /// page's entities: whether such a teaser speaks of the same affair is for the pile to tell.
    #[serde(default)]
    pub teased: Vec<Entity>,
    /// Event mentions in text order.
    pub events: IndexVec<MentionId, Event>,
    /// Quotations in text order.
    pub quotations: Vec<Quotation>,
    /// What headlines and captions say that somebody said, in order of the page's asides.
    #[serde(default)]
    pub aside_speech: Vec<AsideSpeech>,
    /// Remarks of all stages.
    pub notes: Vec<Note>,
}

/// Analyses one page. Pure: the same page and models give the same analysis, whatever else is in the pile.
///
/// Of a page in a language that is not read only the page itself is kept.
pub fn analyze(page: &Page, models: &Models) -> Analysis {
    let mut page = page.clone();
    let mut notes = page.notes.clone();
    if notes.iter().any(|n| n.code == crate::page::NOT_READ) {
        return Analysis { page, notes, ..Analysis::default() };
    }
    let parse = models.language.parse(&page.text, &page.blocks);
    let vectors = models.language.sentence_vectors(&page.text, &parse);
    if page.published.latest.is_none()
        && let Some(bounds) = crate::time::infer_published(&page, &parse)
    {
        page.published = bounds.and(&page.published);
    }
    page.published.no_later_than(page.captured.as_deref());
    let times = crate::time::times(&page, &parse);
    let mut entities = crate::entity::entities(&page, &parse);
    crate::entity::terms(&page.text, &parse, &times, &mut entities);
    let (aside_speech, teased) = crate::speech::read_asides(&mut page, &models.language, &mut entities);
    let quotations = crate::speech::quotations(&page, &parse, &entities, &mut notes);
    let events = crate::event::events(&page, &parse, &times, &entities, &quotations);
    Analysis { page, parse, vectors, times, entities, teased, events, quotations, aside_speech, notes }
}
