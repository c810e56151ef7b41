//! Names of bodies and products that are one by the way names are made: short forms, countries in several words, models.
//!
//! In: the entities of every page with the nodes that their names have in the pile. Out: pairs of nodes that are one.
//!
//! - A page that says "Norline Commercial Ships" once and "Norline" from then on speaks of what other pages call "Norline".
//! - "The U.S. Coast Guard" and "the United States Coast Guard" differ in the word for the country only.
//! - "Gullskar" and "Gullskar reef" are one place of nature.
//! - "X20", "X20s", "the new X20 airliner" and "X20 Comet" are one model, and "Comet" is it where no other model has the name.

use std::collections::{BTreeMap, BTreeSet};

use super::entities::key;
use super::sets::Why;
use crate::entity::{Entity, EntityKind, MentionKind, is_national, nation};
use crate::lexicon::Flag;
use crate::{Analysis, LinkedEntity};
use crate::{EntityId, IndexVec, LocalEntity, PageId, StoryId};

/// Nodes that are one, by their numbers, and why.
pub(super) fn pairs(
    pages: &IndexVec<PageId, &Analysis>,
    story: &IndexVec<PageId, StoryId>,
    node_of: &IndexVec<PageId, IndexVec<LocalEntity, usize>>,
) -> Vec<(usize, usize, Why)> {
    let found = [
        (short_forms(pages, story, node_of), Why::ShortForm),
        (countries(pages, node_of), Why::Country),
        (models(pages, node_of), Why::Model),
        (features(pages, story, node_of), Why::Feature),
    ];
    found.into_iter().flat_map(|(pairs, why)| pairs.into_iter().map(move |(a, b)| (a, b, why))).collect()
}

/// Places whose names differ by the word for a feature of nature, in pages of one story.
fn features(
    pages: &IndexVec<PageId, &Analysis>,
    story: &IndexVec<PageId, StoryId>,
    node_of: &IndexVec<PageId, IndexVec<LocalEntity, usize>>,
) -> Vec<(usize, usize)> {
    let mut bare: BTreeMap<(StoryId, String), usize> = BTreeMap::new();
    let mut long: Vec<((StoryId, String), usize)> = Vec::new();
    for (page, analysis) in pages.iter_enumerated() {
        for (local, entity) in analysis.entities.iter_enumerated().filter(|(_, e)| e.is_named()) {
            if !matches!(entity.kind, EntityKind::Location | EntityKind::Facility | EntityKind::Other) {
                continue;
            }
            let node = node_of[page][local];
            match key(&entity.name).as_slice() {
                [name] => drop(bare.entry((story[page], name.clone())).or_insert(node)),
                [name, feature] if Flag::NaturalFeature.has(feature) => long.push(((story[page], name.clone()), node)),
                [feature, name] if Flag::NaturalFeature.has(feature) => long.push(((story[page], name.clone()), node)),
                _ => {}
            }
        }
    }
    long.iter().filter_map(|(name, node)| Some((*bare.get(name)?, *node))).collect()
}

/// How often a page writes each form of a name.
fn forms(analysis: &Analysis, entity: &Entity) -> BTreeMap<Vec<String>, usize> {
    let mut forms = BTreeMap::new();
    for mention in entity.mentions.iter().filter(|m| m.kind == MentionKind::Name) {
        *forms.entry(key(mention.span.of(&analysis.page.text))).or_default() += 1;
    }
    forms
}

fn named(kind: EntityKind) -> impl Fn(&(LocalEntity, &Entity)) -> bool {
    move |(_, e)| e.kind == kind && e.is_named()
}

/// Organisations that a page calls by the beginning of their name, mostly.
fn short_forms(
    pages: &IndexVec<PageId, &Analysis>,
    story: &IndexVec<PageId, StoryId>,
    node_of: &IndexVec<PageId, IndexVec<LocalEntity, usize>>,
) -> Vec<(usize, usize)> {
    let mut own: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let mut long: Vec<(Vec<String>, StoryId, usize)> = Vec::new();
    for (page, analysis) in pages.iter_enumerated() {
        for (local, entity) in analysis.entities.iter_enumerated().filter(named(EntityKind::Organization)) {
            let node = node_of[page][local];
            let full = key(&entity.name);
            if full.len() == 1 {
                own.entry(full).or_insert(node);
                continue;
            }
            let forms = forms(analysis, entity);
            let whole = forms.get(&full).copied().unwrap_or_default();
            // "X 4" and "X 5" are two makes of X.
            let version = full.iter().any(|w| w.contains(|c: char| c.is_ascii_digit()));
            let often = |f: &[String], n: usize| f.len() == 1 && full.starts_with(f) && n > 1 && n >= 2 * whole;
            let short = forms.iter().filter(|(f, n)| !version && often(f, **n));
            long.extend(short.filter(|(f, _)| telling(&f[0])).map(|(f, _)| (f.clone(), story[page], node)));
        }
    }
    let mut pairs = Vec::new();
    let mut first: BTreeMap<(Vec<String>, StoryId), usize> = BTreeMap::new();
    for (short, story, node) in long {
        match own.get(&short) {
            Some(hub) => pairs.push((*hub, node)),
            None => pairs.push((*first.entry((short, story)).or_insert(node), node)),
        }
    }
    pairs
}

/// Whether a word alone tells one body from others: "Ministry" and "Norwegian" do not.
fn telling(word: &str) -> bool {
    word.chars().count() > 2
        && crate::entity::is_own_name(word)
        && !is_national(&crate::language::capitalized(word))
        && !is_national(&word.to_uppercase())
}

/// Organisations whose names differ in the word for the country only.
fn countries(
    pages: &IndexVec<PageId, &Analysis>,
    node_of: &IndexVec<PageId, IndexVec<LocalEntity, usize>>,
) -> Vec<(usize, usize)> {
    let mut first: BTreeMap<(&'static str, Vec<String>), usize> = BTreeMap::new();
    let mut pairs = Vec::new();
    for (page, analysis) in pages.iter_enumerated() {
        for (local, entity) in analysis.entities.iter_enumerated().filter(named(EntityKind::Organization)) {
            let name: Vec<&str> = entity.name.split_whitespace().filter(|w| !matches!(*w, "the" | "The")).collect();
            let found = (1..=2).rev().find_map(|n| {
                let code = nation(name.get(..n)?.join(" ").trim_end_matches("'s").trim_end_matches("’s"))?;
                Some((code, key(&name.get(n..)?.join(" "))))
            });
            let Some((code, rest)) = found.filter(|(_, rest)| !rest.is_empty()) else { continue };
            let node = node_of[page][local];
            pairs.push((*first.entry((code, rest)).or_insert(node), node));
        }
    }
    pairs
}

/// Adds to products the names with their makers that pages write: "Norline X20" for "X20" right behind "Norline".
pub(super) fn full_names(
    pages: &IndexVec<PageId, &Analysis>,
    of: &IndexVec<PageId, IndexVec<LocalEntity, EntityId>>,
    linked: &mut IndexVec<EntityId, LinkedEntity>,
) {
    for (page, analysis) in pages.iter_enumerated() {
        let text = &analysis.page.text;
        let makers: BTreeSet<(usize, usize)> = analysis
            .entities
            .iter()
            .filter(|e| e.kind == EntityKind::Organization)
            .flat_map(|e| e.mentions.iter().filter(|m| m.kind == MentionKind::Name))
            .map(|m| (m.span.end, m.span.start))
            .collect();
        for (local, entity) in analysis.entities.iter_enumerated().filter(named(EntityKind::Product)) {
            for mention in entity.mentions.iter().filter(|m| m.kind == MentionKind::Name) {
                let end = mention.span.start.wrapping_sub(1);
                let before = makers.range((end, 0)..=(end, usize::MAX)).next();
                let Some(name) = before.and_then(|(_, start)| text.get(*start..mention.span.end)) else { continue };
                let Some(product) = of[page].get(local).and_then(|e| linked.get_mut(*e)) else { continue };
                let model = name.chars().any(|c| c.is_ascii_digit());
                if model && !name.contains('\n') && product.name != name && !product.aliases.iter().any(|a| a == name) {
                    product.aliases.push(name.to_owned());
                    product.aliases.sort();
                }
            }
        }
    }
}

/// Products of one model, whatever stands around its code.
fn models(
    pages: &IndexVec<PageId, &Analysis>,
    node_of: &IndexVec<PageId, IndexVec<LocalEntity, usize>>,
) -> Vec<(usize, usize)> {
    let mut codes: BTreeMap<String, usize> = BTreeMap::new();
    let mut nicknames: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut lone: Vec<(String, usize, bool)> = Vec::new();
    let mut described: Vec<(String, usize)> = Vec::new();
    let mut pairs = Vec::new();
    for (page, analysis) in pages.iter_enumerated() {
        for (local, entity) in analysis.entities.iter_enumerated() {
            if matches!(entity.kind, EntityKind::Person | EntityKind::Location | EntityKind::Event) {
                continue;
            }
            let node = node_of[page][local];
            let Some(words) = designation(analysis, entity) else { continue };
            let product = entity.kind == EntityKind::Product;
            let Some((at, model)) = words.iter().enumerate().find_map(|(i, w)| Some((i, code(w, product)?))) else {
                // Of what is no product for sure, a capital inside the name tells: "iLamp".
                let brand = product || !entity.is_named() || entity.name.chars().skip(1).any(char::is_uppercase);
                if let [only] = words.as_slice() {
                    lone.push((only.clone(), node, brand));
                }
                continue;
            };
            if !entity.is_named() {
                described.push((model, node));
                continue;
            }
            pairs.push((*codes.entry(model.clone()).or_insert(node), node));
            // "X20 Comet": what follows the code in capitals is its other name.
            if let Some(other) = words.get(at + 1).filter(|w| w.chars().all(char::is_alphabetic) && w.len() > 3) {
                nicknames.entry(other.trim_end_matches('s').to_owned()).or_default().insert(model);
            }
        }
    }
    // "200 new aircraft" are no model 200 unless a page names one.
    pairs.extend(described.iter().filter_map(|(model, node)| Some((*codes.get(model)?, *node))));
    // "Xs" are several of the product X.
    let brands = || lone.iter().filter(|(.., brand)| *brand);
    let singles: BTreeMap<&str, usize> = brands().rev().map(|(name, node, _)| (name.as_str(), *node)).collect();
    pairs.extend(brands().filter_map(|(name, node, _)| Some((*singles.get(name.strip_suffix('s')?)?, *node))));
    for (name, node, _) in &lone {
        let models = nicknames.get(name.trim_end_matches('s')).filter(|m| m.len() == 1);
        if let Some(hub) = models.and_then(|m| codes.get(m.first()?)) {
            pairs.push((*hub, *node));
        }
    }
    pairs
}

/// The words of a product's name: those of its name, or the capitalised words and codes before a noun that says what it is.
fn designation(analysis: &Analysis, entity: &Entity) -> Option<Vec<String>> {
    if entity.is_named() {
        let mut words = key(&entity.name);
        // "X20 aircraft"
        while words.len() > 1 && words.last().is_some_and(|w| Flag::Product.has(w)) {
            words.pop();
        }
        return Some(words);
    }
    let parse = &analysis.parse;
    let head = entity.mentions.first()?.head;
    let noun = parse.tokens.get(head)?;
    // "Twenty Comets": a name that the recogniser left among the common nouns.
    let name = parse.text(head, &analysis.page.text).starts_with(char::is_uppercase)
        && crate::entity::is_own_name(noun.lemma.to_lowercase().trim_end_matches('s'));
    if !name && !Flag::Product.has(&noun.lemma.to_lowercase()) {
        return None;
    }
    let words: Vec<String> = entity
        .mentions
        .first()
        .map(|m| parse.tokens_in(m.span))?
        .filter(|t| *t < head || name && *t == head)
        .map(|t| parse.text(t, &analysis.page.text))
        .filter(|w| w.starts_with(char::is_uppercase) || w.chars().any(|c| c.is_ascii_digit()))
        .flat_map(key)
        .collect();
    (!words.is_empty()).then_some(words)
}

/// The code of a model without a plural ending: letters and figures ("a380", "kc45"), or for a product a number of three figures.
fn code(word: &str, product: bool) -> Option<String> {
    let word = word.strip_suffix('s').filter(|w| w.ends_with(|c: char| c.is_ascii_digit())).unwrap_or(word);
    let figures = word.chars().filter(char::is_ascii_digit).count();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let mixed = word.starts_with(char::is_alphabetic) && letters > 0 && figures > 1 && letters <= 4;
    let year = figures == 4 && (word.starts_with("19") || word.starts_with("20"));
    let number = product && letters == 0 && (3..=4).contains(&figures) && !year;
    (mixed || number).then(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_models() {
        for (word, product, expected) in [
            ("a380", false, Some("a380")),
            ("a380s", true, Some("a380")),
            ("787s", true, Some("787")),
            ("787", false, None),
            ("60", true, None),
            ("2007", true, None),
            ("3g", true, None),
            ("comet", true, None),
        ] {
            assert_eq!(code(word, product).as_deref(), expected, "{word}");
        }
    }
}
