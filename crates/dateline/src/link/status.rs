//! Whether an event of the pile happened, from what its mentions hold.
//!
//! In: its mentions, with what each page and the sources it cites hold (see [`crate::event::Standing`]). Out: [`Verdict`]: status,
//! certainty, who alleges and who denies it, and the words that its mentions stand under. Pages are counted, not mentions: the surest
//! of a page's own mentions speaks for it, but a heading that drops the hedge of the text below it does not. One page that tells a
//! thing as a fact does not win over more that only allege or deny it.

use std::collections::BTreeMap;

use super::Pile;
use crate::event::{Certainty, Event, Polarity, Standing, Tense};
use crate::page::Role;
use crate::time::TimeBasis;
use crate::{EntityId, Evidence, IndexVec, LinkedEntity, Local, MentionId, PageId, Status};

/// What the mentions of an event come to.
pub(super) struct Verdict {
    pub status: Status,
    pub certainty: Certainty,
    /// Names of who alleges it, in order of the pages, each once.
    pub alleged_by: Vec<String>,
    /// Names of who denies it.
    pub denied_by: Vec<String>,
    /// The chain of governors of its mentions, one sentence each.
    pub reasons: Vec<String>,
}

/// What one page says of an event, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Voice {
    /// As a fact, by the page or a source that it does not doubt.
    Fact,
    Alleged,
    Denied,
    Planned,
    Undone,
    Open,
}

/// How many mentions are explained.
const EXPLAINED: usize = 4;

/// The verdict over an event's mentions, of which a majority is denied or not.
pub(super) fn verdict(
    pile: &Pile<'_>,
    mentions: &[Local<MentionId>],
    polarity: Polarity,
    entities: &IndexVec<EntityId, LinkedEntity>,
) -> Verdict {
    let mut pages: BTreeMap<PageId, [Option<Voice>; 2]> = BTreeMap::new();
    for m in mentions {
        let event = pile.event(*m);
        let slot = &mut pages.entry(m.page).or_default()[usize::from(heading(pile, *m))];
        let voice = match voice(event) {
            Voice::Fact if ahead(pile, *m) => Voice::Planned,
            voice => voice,
        };
        *slot = Some(slot.map_or(voice, |v: Voice| v.min(voice)));
    }
    // A heading speaks for its page only where the text is silent, or as sure.
    let voices: Vec<Voice> = pages.values().filter_map(|[text, heading]| text.or(*heading)).collect();
    let count = |v: Voice| voices.iter().filter(|x| **x == v).count();
    let (facts, alleged, denied) = (count(Voice::Fact), count(Voice::Alleged), count(Voice::Denied));
    let status = match polarity {
        Polarity::Negative if 2 * mentions.iter().filter(|m| undone(pile.event(**m))).count() > mentions.len() => {
            Status::Cancelled
        }
        Polarity::Negative => Status::Denied,
        _ if facts > 0 && facts >= alleged + denied => Status::Happened,
        _ if alleged + denied > 0 => Status::Alleged,
        _ if facts > 0 => Status::Happened,
        _ if count(Voice::Planned) > 0 => Status::Planned,
        _ if count(Voice::Undone) > 0 => Status::Cancelled,
        _ => Status::Alleged,
    };
    let by = |standing: Standing| {
        let mut names: Vec<String> = Vec::new();
        for m in mentions.iter().filter(|m| pile.event(**m).standing == standing) {
            let Some(source) = pile.event(*m).attribution.first() else { continue };
            let linked = source.entity.and_then(|e| pile.entity_of[m.page].get(e)).copied();
            let named = linked.map(|e| &entities[e]).filter(|e| e.named).map(|e| e.name.clone());
            let name = named.unwrap_or_else(|| pile.text(Evidence { document: m.page, span: source.span }).to_owned());
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    };
    let certainty = mentions.iter().map(|m| pile.event(*m).certainty).min().unwrap_or(Certainty::Unknown);
    Verdict {
        status,
        certainty,
        alleged_by: by(Standing::Alleged),
        denied_by: by(Standing::Denied),
        reasons: mentions.iter().filter_map(|m| chain(pile, *m)).take(EXPLAINED).collect(),
    }
}

fn heading(pile: &Pile<'_>, m: Local<MentionId>) -> bool {
    let span = pile.event(m).span;
    let page = &pile.pages[m.page].page;
    page.blocks.iter().any(|b| !matches!(b.role, Role::Body | Role::Standfirst) && b.span.contains(span))
}

fn voice(event: &Event) -> Voice {
    match event.standing {
        Standing::Alleged => Voice::Alleged,
        Standing::Denied => Voice::Denied,
        _ if undone(event) => Voice::Undone,
        _ if event.tense == Tense::Future => Voice::Planned,
        _ if event.certainty == Certainty::Certain && event.polarity == Polarity::Positive => Voice::Fact,
        _ => Voice::Open,
    }
}

/// Whether a page puts it on a day after its own, in whatever tense: it had not happened when the page told it.
fn ahead(pile: &Pile<'_>, m: Local<MentionId>) -> bool {
    let event = pile.event(m);
    let stated = event.time.as_ref().filter(|t| t.basis == TimeBasis::Stated && event.tense != Tense::Past);
    let day = stated.and_then(|t| t.interval.earliest).map(|t| t.date());
    day.zip(pile.pages[m.page].page.published.latest).is_some_and(|(day, page)| day > page)
}

/// Whether a mention says that it was called off.
fn undone(event: &Event) -> bool {
    event.polarity == Polarity::Negative && event.governors.first().is_some_and(|g| g.kind == "undone")
}

/// "D2: “moved” stands under “allege” (claim), itself denied."
fn chain(pile: &Pile<'_>, m: Local<MentionId>) -> Option<String> {
    let event = pile.event(m);
    let said = |span| pile.text(Evidence { document: m.page, span });
    let links: Vec<String> = event
        .governors
        .iter()
        .map(|g| {
            let kind = if said(g.span) == g.kind { String::new() } else { format!(" ({})", g.kind) };
            format!("“{}”{kind}{}", said(g.span), if g.denied { ", itself denied" } else { "" })
        })
        .collect();
    (!links.is_empty())
        .then(|| format!("{}: “{}” stands under {}.", m.page, said(event.span), links.join(", that under ")))
}
