//! Labels that are no lines of their own.
//!
//! In: an event with its label. Out: why its words make no line: they leave open who it was, only say that somebody spoke, or would tell as a
//! fact what is none.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::event::Standing;
use crate::language::{Form, Function};
use crate::link::Pile;
use crate::time::TimeBasis;
use crate::{Dossier, EventId, PageId, Status};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    nobody: BTreeSet<String>,
    says: BTreeSet<String>,
    nothing: BTreeSet<String>,
    denies: BTreeSet<String>,
    ahead: BTreeSet<String>,
}

static WORDS: LazyLock<File> =
    LazyLock::new(|| crate::data::table("tell/open_words.toml", include_str!("../../../../data/tell/open_words.toml")));

/// Words of a label up to which a participle without more tells nothing.
const SCANT: usize = 3;

/// Whether a label goes on behind a first word of the list.
fn begins(label: &str, words: &BTreeSet<String>) -> bool {
    label.split_once(' ').is_some_and(|(first, _)| words.contains(first))
}

/// Why the words of an event's label make no line of their own.
pub(super) fn open_words(pile: &Pile<'_>, dossier: &Dossier, event: EventId) -> Option<&'static str> {
    let label = dossier.events[event].label.as_str();
    let holder = super::holder::holder(pile, dossier, event);
    let own = holder.as_deref().and_then(|h| label.strip_suffix(h)).unwrap_or(label);
    if begins(label, &WORDS.nobody) {
        return Some("Left off the chronology: its words do not say of whom they tell.");
    }
    // "A letter dated", "residents interviewed": what somebody or something is told apart by.
    if label.split_whitespace().count() <= SCANT && described(pile, dossier, event) {
        return Some("Left off the chronology: its words are no sentence.");
    }
    // "Holt had told the police, Holt repeated": what he says of himself stands in the line that begins with him.
    let himself = holder.as_deref().and_then(|h| h.strip_prefix(", ")).and_then(|h| h.rsplit_once(' '));
    if !label.contains(" said: “") && himself.is_some_and(|(name, _)| own.starts_with(name)) {
        return Some("Left off the chronology: its speaker tells it of himself.");
    }
    // What has not simply happened says so in its words, or is no line: who alleges it, who denies it, that it lies ahead.
    let mut words = own.split(|c: char| !c.is_alphanumeric() && c != '’');
    let mut has = |all: &BTreeSet<String>| words.any(|w| all.contains(w));
    // One page that drops the hedge does not win over one that keeps it.
    let claimed: BTreeSet<PageId> = pile.mentions[event]
        .iter()
        .filter(|m| matches!(pile.event(**m).standing, Standing::Alleged | Standing::Denied))
        .map(|m| m.page)
        .collect();
    let plain: BTreeSet<PageId> =
        pile.mentions[event].iter().map(|m| m.page).filter(|page| !claimed.contains(page)).collect();
    let told_so = match dossier.events[event].status {
        Status::Happened => claimed.is_empty() || plain.len() > claimed.len(),
        Status::Cancelled => true,
        Status::Alleged => holder.is_some(),
        Status::Denied => has(&WORDS.denies),
        Status::Planned => has(&WORDS.ahead),
    };
    if !told_so {
        return Some("Left off the chronology: its words would tell as a fact what is none.");
    }
    // "The coast guard said": what it said stands in another line, or nowhere.
    let stated = dossier.events[event].time.as_ref().is_some_and(|t| t.basis == TimeBasis::Stated);
    let words = own.split_whitespace().count();
    let bare =
        own.rsplit_once(' ').is_some_and(|(_, last)| WORDS.says.contains(last)) || words < if stated { 2 } else { 4 };
    let nothing = begins(label, &WORDS.nothing);
    (bare || nothing).then_some("Left off the chronology: its words tell nothing by themselves.")
}

/// Whether all that tells an event are participles that tell something apart, and its label has no verb with a tense.
fn described(pile: &Pile<'_>, dossier: &Dossier, event: EventId) -> bool {
    let participle = |m: &crate::Local<crate::MentionId>| {
        let (parse, told) = (&pile.pages[m.page].parse, pile.event(*m));
        let token = &parse.tokens[told.token];
        token.is(Function::NounClause)
            && matches!(token.form(), Form::Participle | Form::Past)
            && !parse.has_tense(told.token)
    };
    pile.mentions[event].iter().all(participle) && !super::short::is_clause(pile, event, &dossier.events[event].label)
}
