//! What a page tells by itself, kept in the dossier so that a later build does not read the page again.
//!
//! In: an [`Analysis`] and the page it was made from. Out: a key and bytes, and the same analysis back from them. What the page gives back
//! (its text) and what the models give back in no time (the vectors of sentences) is not stored.

use dateline::entity::Entity;
use dateline::event::Event;
use dateline::language::Parse;
use dateline::page::{Aside, Note, Page, Published};
use dateline::speech::{AsideSpeech, Quotation};
use dateline::time::Timex;
use dateline::{Analysis, IndexVec, LocalEntity, MentionId, Models};
use serde::{Deserialize, Serialize};

use crate::save::digest;

/// What is stored of an analysis.
#[derive(Serialize)]
struct Kept<'a> {
    published: &'a Published,
    asides: &'a [Aside],
    parse: &'a Parse,
    times: &'a [Timex],
    entities: &'a IndexVec<LocalEntity, Entity>,
    teased: &'a [Entity],
    events: &'a IndexVec<MentionId, Event>,
    quotations: &'a [Quotation],
    aside_speech: &'a [AsideSpeech],
    notes: &'a [Note],
}

/// The same, read.
#[derive(Deserialize)]
struct Read {
    published: Published,
    asides: Vec<Aside>,
    parse: Parse,
    times: Vec<Timex>,
    entities: IndexVec<LocalEntity, Entity>,
    teased: Vec<Entity>,
    events: IndexVec<MentionId, Event>,
    quotations: Vec<Quotation>,
    aside_speech: Vec<AsideSpeech>,
    notes: Vec<Note>,
}

/// The key of a page's analysis: a digest of the cleaned page, the engine and the models. What the page is called and the bytes around its
/// text are left out: a new sibling that shows two lines to be furniture changes the key of those pages only that lose them.
pub fn analysis_key(page: &Page) -> String {
    let own = Page { id: String::new(), path: String::new(), sha256: String::new(), ..page.clone() };
    // A page holds nothing that cannot be written; should it ever, it is never found again.
    let mut bytes = postcard::to_stdvec(&own).unwrap_or_default();
    for part in [dateline::ENGINE, Models::NAME] {
        bytes.push(0);
        bytes.extend(part.as_bytes());
    }
    digest(&bytes)
}

/// The bytes of an analysis; `None` when it cannot be stored.
pub fn pack(analysis: &Analysis) -> Option<Vec<u8>> {
    let Analysis { page, parse, times, entities, teased, events, quotations, aside_speech, notes, vectors: _ } =
        analysis;
    let kept = Kept {
        published: &page.published,
        asides: &page.asides,
        parse,
        times,
        entities,
        teased,
        events,
        quotations,
        aside_speech,
        notes,
    };
    let bytes = postcard::to_stdvec(&kept).ok()?;
    zstd::encode_all(bytes.as_slice(), 3).ok()
}

/// The analysis of `page` from what [`pack`] made of it; `None` when the bytes are no such thing.
pub fn unpack(bytes: &[u8], page: &Page, models: &Models) -> Option<Analysis> {
    let bytes = unzip(bytes)?;
    let (read, rest): (Read, _) = postcard::take_from_bytes(&bytes).ok()?;
    let Read { published, asides, parse, times, entities, teased, events, quotations, aside_speech, notes } = read;
    let fits =
        parse.tokens.iter().all(|t| page.text.get(t.span.start..t.span.end).is_some() && t.head < parse.tokens.len());
    if !rest.is_empty() || !fits {
        return None;
    }
    let vectors = models.language.sentence_vectors(&page.text, &parse);
    let page = Page { published, asides, ..page.clone() };
    Some(Analysis { page, parse, vectors, times, entities, teased, events, quotations, aside_speech, notes })
}

/// More than this does not come out of one stored thing: a few bytes of a hostile file must not fill the memory.
const LARGEST: u64 = 1 << 30;

/// Decompresses, within a bound.
pub(crate) fn unzip(bytes: &[u8]) -> Option<Vec<u8>> {
    use std::io::Read;
    let mut out = Vec::new();
    let mut reader = zstd::Decoder::new(bytes).ok()?.take(LARGEST + 1);
    reader.read_to_end(&mut out).ok()?;
    (out.len() as u64 <= LARGEST).then_some(out)
}
