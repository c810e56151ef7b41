//! Names that are written with an article: "the Corvina", "the Lighthouse Service".
//!
//! In: the mentions of an entity. Out: whether most of them stand behind "the", itself or before a noun that the name stands beside ("the
//! ferry Corvina"). People and places with an article are called so by their name, or are none.

use crate::entity::{EntityKind, MentionKind};
use crate::language::Pos;
use crate::link::Pile;
use crate::{Dossier, EntityId, IndexVec};

/// See [`Parts::definite`](crate::Parts::definite).
pub(super) fn definite(pile: &Pile<'_>, dossier: &Dossier) -> Vec<EntityId> {
    let mut with: IndexVec<EntityId, (usize, usize)> = dossier.entities.iter().map(|_| (0, 0)).collect();
    for (page, analysis) in pile.pages.iter_enumerated() {
        let (parse, text) = (&analysis.parse, analysis.page.text.as_str());
        for (local, entity) in analysis.entities.iter_enumerated() {
            let Some(linked) = pile.entity_of[page].get(local).copied() else { continue };
            for mention in entity.mentions.iter().filter(|m| m.kind == MentionKind::Name) {
                let tokens = parse.tokens_in(mention.span);
                let Some(first) = tokens.clone().next() else { continue };
                let own = parse.text(first, text).eq_ignore_ascii_case("the");
                // "A Corvina officer": nothing is told of the name's own article.
                let last = tokens.end.saturating_sub(1);
                let head = parse.tokens[last].head;
                let between = |t: usize| matches!(parse.tokens[t].pos, Pos::Noun | Pos::Propn | Pos::Adj);
                let describes = head > last && head < last + 5 && (last + 1..=head).all(between);
                if describes {
                    continue;
                }
                let before = (0..first)
                    .rev()
                    .take(3)
                    .find(|t| parse.tokens[*t].pos != Pos::Noun && parse.text(*t, text) != "MV");
                let the = before.is_some_and(|t| parse.text(t, text).eq_ignore_ascii_case("the"));
                let Some((definite, all)) = with.get_mut(linked) else { continue };
                *all += 1;
                *definite += usize::from(own || the);
            }
        }
    }
    let asks = |e: &EntityId| {
        let entity = &dossier.entities[*e];
        let (the, all) = with[*e];
        let own = entity.name.split_whitespace().next().is_some_and(|w| w.eq_ignore_ascii_case("the"));
        let enough = match entity.kind {
            // What is taken for a man and always has an article is none.
            EntityKind::Person | EntityKind::Location => the >= 2 && the == all,
            _ => 3 * the >= 2 * all && (the >= 2 || the == 1 && entity.name.contains(' ')),
        };
        entity.named && !own && enough
    };
    dossier.entities.ids().filter(asks).collect()
}
