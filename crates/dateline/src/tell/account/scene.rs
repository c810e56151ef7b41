//! The scene of a story: the places at which most of its pages begin.
//!
//! In: the pages of the main story. Out: places that the first sentences of many pages name as where something is, the best attested first,
//! then the region and the country that hold the first of them, where pages name these too. A page's first sentences say what it is about
//! (the lead of the news; van Dijk 1988); a place before the text, where the report was filed, says nothing of it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::entity::{EntityKind, Mention, MentionKind, is_country};
use crate::language::{Function, Pos};
use crate::lexicon::Flag;
use crate::link::{Pile, sentence_span};
use crate::{AccountPlace, Analysis, Dossier, Evidence};
use crate::{EntityId, PageId};

/// What the pages say of a place.
#[derive(Default)]
struct Told {
    /// The first sentence of each page that names it in its beginning.
    begins: BTreeMap<PageId, Evidence>,
    /// Pages that name it as where something is, anywhere, each with the first sentence that does.
    pages: BTreeMap<PageId, Evidence>,
    /// Of these, pages that do not only say with it where somebody is from.
    inside: BTreeSet<PageId>,
}

/// The places, with the sentences that name them. `lead` is the number of sentences with which a page begins.
pub(super) fn scene(pile: &Pile<'_>, dossier: &Dossier, main: &BTreeSet<PageId>, lead: usize) -> Vec<AccountPlace> {
    let told = told(pile, dossier, main, lead);
    let origins = |pages: &mut dyn Iterator<Item = PageId>| super::origins(dossier, pages);
    let all = origins(&mut main.iter().copied());
    let begins = |t: &Told| origins(&mut t.begins.keys().copied());
    let named = |t: &Told| origins(&mut t.pages.keys().copied());
    let inside = |t: &Told| origins(&mut t.inside.iter().copied());
    let mut list: Vec<(EntityId, &Told)> = told
        .iter()
        .map(|(place, t)| (*place, t))
        .filter(|(_, t)| {
            let (begins, named) = (begins(t), named(t));
            let alone = all < 2 && begins > 0;
            alone
                || begins >= 2 && (3 * begins >= all || 2 * named >= all)
                || inside(t) >= 2 && 3 * inside(t) >= all
                || inside(t) >= 3 && 4 * inside(t) >= all
        })
        .collect();
    list.sort_by_key(|(place, t)| (Reverse(begins(t) + named(t)), Reverse(begins(t)), *place));
    let Some(first) = list.first().map(|(place, _)| *place) else { return Vec::new() };
    // What holds the best attested place, in the words of the pages; of several countries only the one that does.
    let holders: Vec<String> = dossier.entities[first].place.as_ref().map(|p| p.within()).unwrap_or_default();
    let wide = |place: EntityId| is_country(&dossier.entities[place].name);
    let holds = |place: EntityId| {
        let entity = &dossier.entities[place];
        holders.iter().any(|h| *h == entity.name || entity.aliases.contains(h))
    };
    let also = told.iter().filter(|(place, t)| **place != first && holds(**place) && named(t) >= 2);
    let also: Vec<(EntityId, &Told)> =
        also.map(|(place, t)| (*place, t)).filter(|(place, _)| !list.iter().any(|(p, _)| p == place)).collect();
    list.retain(|(place, _)| *place == first || !wide(*place) || holds(*place));
    list.extend(also);
    let support = |t: &Told| {
        let places = if t.begins.is_empty() { &t.pages } else { &t.begins };
        places.values().copied().collect::<Vec<_>>()
    };
    list.into_iter()
        .map(|(entity, t)| AccountPlace { entity, support: support(t) })
        .filter(|p| !p.support.is_empty())
        .collect()
}

fn told(pile: &Pile<'_>, dossier: &Dossier, main: &BTreeSet<PageId>, lead: usize) -> BTreeMap<EntityId, Told> {
    let by_use = places_by_use(pile, dossier, main);
    let mut told: BTreeMap<EntityId, Told> = BTreeMap::new();
    for &page in main {
        let analysis = pile.pages[page];
        for (local, entity) in analysis.entities.iter_enumerated() {
            let Some(&linked) = pile.entity_of[page].get(local) else { continue };
            let kind = dossier.entities[linked].kind;
            let place = matches!(kind, EntityKind::Location | EntityKind::Facility) || by_use.contains(&linked);
            if !dossier.entities[linked].named || !place {
                continue;
            }
            let country = is_country(&dossier.entities[linked].name);
            for mention in entity.mentions.iter().filter(|m| m.kind == MentionKind::Name && says_where(analysis, m)) {
                let known = told.entry(linked).or_default();
                let sentence = analysis.parse.tokens[mention.head].sentence;
                let at = Evidence { document: page, span: sentence_span(analysis, sentence) };
                // "German tourists", "Norland's minister": of a country that says where somebody is from.
                known.pages.entry(page).or_insert(at);
                if !country || analysis.parse.tokens[mention.head].is(Function::Complement) {
                    known.inside.insert(page);
                }
                if sentence.index() < lead {
                    known.begins.entry(page).or_insert(at);
                }
            }
        }
    }
    told
}

/// Names that pages use as those of places, though they are known for somebody's: several pages have something happen in one or near it, and
/// so does a good part of all that name it.
pub(super) fn places_by_use(pile: &Pile<'_>, dossier: &Dossier, main: &BTreeSet<PageId>) -> BTreeSet<EntityId> {
    #[derive(Default)]
    struct Use {
        inside: BTreeSet<PageId>,
        sites: BTreeSet<PageId>,
        named: BTreeSet<PageId>,
        places: usize,
        all: usize,
    }
    let mut uses: BTreeMap<EntityId, Use> = BTreeMap::new();
    for &page in main {
        let analysis = pile.pages[page];
        let parse = &analysis.parse;
        for (local, entity) in analysis.entities.iter_enumerated() {
            let Some(&linked) = pile.entity_of[page].get(local) else { continue };
            let e = &dossier.entities[linked];
            if !e.titles.is_empty() || !matches!(e.kind, EntityKind::Person | EntityKind::Organization) {
                continue;
            }
            for mention in entity.mentions.iter().filter(|m| m.kind == MentionKind::Name) {
                let token = &parse.tokens[mention.head];
                let within =
                    matches!(&*parse.tokens[token.head].lemma, "in" | "near" | "outside" | "inside" | "around");
                let known = uses.entry(linked).or_default();
                known.all += 1;
                known.named.insert(page);
                // "The Velm mine", "the mayor of Velm".
                let up = &parse.tokens[token.head].lemma;
                let site = token.is(Function::Compound)
                    && (Flag::SiteNoun.has(up) || Flag::Facility.has(up) || Flag::AreaNoun.has(up));
                let noun = &parse.tokens[parse.tokens[token.head].head].lemma;
                let of = token.is(Function::Complement)
                    && &**up == "of"
                    && (Flag::PlaceType.has(noun) || Flag::GovernsPlace.has(noun));
                if site || of {
                    known.places += 1;
                    known.sites.insert(page);
                }
                if token.is(Function::Complement) && within {
                    known.places += 1;
                    known.inside.insert(page);
                }
            }
        }
    }
    let place = |u: &Use| {
        let used = u.inside.union(&u.sites).count();
        !u.inside.is_empty() && used >= 2 && 3 * used >= u.named.len() && 4 * u.places >= u.all
    };
    uses.into_iter().filter(|(_, u)| place(u)).map(|(entity, _)| entity).collect()
}

/// Whether a place is named as where something is: behind a preposition, or as part of what lies there ("the Velm bridge"); not as somebody
/// who acts, and not as the place before a report.
fn says_where(analysis: &Analysis, mention: &Mention) -> bool {
    let parse = &analysis.parse;
    if analysis.page.blocks.iter().any(|b| b.span.start == mention.span.start) {
        return false;
    }
    let token = &parse.tokens[mention.head];
    let head = &parse.tokens[token.head];
    match token.function() {
        Function::Complement => Flag::Where.has(&head.lemma.to_lowercase()),
        // "Velm, Norland", "Velm and Orlin": as the first of them.
        Function::Apposition | Function::Conjunct => {
            matches!(head.function(), Function::Complement) && head.pos == Pos::Propn
        }
        Function::Compound | Function::NounModifier | Function::Possessor | Function::Adjective => true,
        _ => false,
    }
}
