//! The main story in short: what and when, where, who, how many, and the reactions.
//!
//! In: the chronology and the discrepancies. Out: [`Dossier::account`], which only points at what the dossier has: every answer leads to
//! the sentences that give it.

mod central;
mod counts;
mod places;
mod reactions;
mod scene;
mod setting;

use std::collections::BTreeSet;

use crate::link::Judged;
use crate::{Account, Dossier, OriginKind};
use crate::{EntityId, PageId};

/// See [`Dossier::account`].
pub(crate) fn account(judged: &Judged<'_>) -> Account {
    let (pile, dossier) = (judged.pile(), judged.dossier());
    let main = main_pages(dossier);
    let Some((event, reasons)) = central::central(pile, dossier, &main) else { return Account::default() };
    let places = places::places(pile, dossier, &main, event);
    let actors = setting::actors(pile, dossier, &main, event);
    let counts = counts::counts(pile, dossier, &main, event);
    let reactions = reactions::reactions(pile, dossier, &main, event, &counts);
    Account { event: Some(event), places, actors, counts, reactions, reasons }
}

/// The pages of the main story.
fn main_pages(dossier: &Dossier) -> BTreeSet<PageId> {
    dossier.stories.iter().filter(|s| s.main).flat_map(|s| s.documents.iter().copied()).collect()
}

/// How many independent origins pages have.
fn origins(dossier: &Dossier, pages: impl IntoIterator<Item = PageId>) -> usize {
    pages.into_iter().map(|p| dossier.documents[p].origin).collect::<BTreeSet<_>>().len()
}

/// Whether a body is an agency or outlet of the pile: what it says it reports.
fn carries_news(dossier: &Dossier, entity: EntityId) -> bool {
    let e = &dossier.entities[entity];
    let named = |name: &str| e.name == name || e.aliases.iter().any(|a| a == name);
    let carrier = |o: &crate::Origin| matches!(o.kind, OriginKind::Agency | OriginKind::Outlet) && named(&o.name);
    crate::page::is_agency(&e.name) || dossier.origins.iter().any(carrier)
}
