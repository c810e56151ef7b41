//! The entities of a page, put together from names, titles, common nouns and pronouns.
//!
//! In: page and parse. Out: [`Entity`]s in order of their first mention.

use std::collections::BTreeMap;

use super::gazetteer;
use super::group::{Cluster, group};
use super::lexicon::{Classes, NAMES, listed};
use super::names::{NameMention, names, surface};
use super::nominals::{Nominal, nominals};
use super::titles::titles;
use super::{Entity, EntityKind, Mention, MentionKind, Title, reader, sites};
use crate::language::{Form, NameKind, Parse};
use crate::lexicon::Flag;
use crate::page::Page;
use crate::{IndexVec, LocalEntity};

/// What the second pass needs to know of an entity besides what it shows.
pub(super) struct Draft {
    pub entity: Entity,
    pub classes: Classes,
    pub plural: bool,
    /// Lemma of the head noun, for entities without a name.
    pub noun: Option<Box<str>>,
}

/// Groups the names, nominals and pronouns of a page into entities.
pub fn entities(page: &Page, parse: &Parse) -> IndexVec<LocalEntity, Entity> {
    let drafts = drafts(page, parse, reader::read);
    let mut out: Vec<Entity> = drafts
        .into_iter()
        .map(|mut d| {
            d.entity.mentions.sort_by_key(|m| (m.span, m.kind as u8));
            d.entity.mentions.dedup_by_key(|m| m.span);
            d.entity.titles.sort_by_key(|t| t.span);
            d.entity
        })
        .filter(|e| !e.mentions.is_empty())
        .collect();
    out.sort_by_key(|e| e.mentions[0].span);
    out.into()
}

/// The third person pronouns of a page with the features of their candidates, and for every entity the heads of its names and nouns: what
/// `data/entity/train_antecedents.py` learns from.
pub fn pronoun_features(page: &Page, parse: &Parse) -> (Vec<reader::PronounFeatures>, Vec<Vec<usize>>) {
    let (drafts, pronouns) = drafts(page, parse, reader::features);
    let heads = |d: &Draft| {
        d.entity.mentions.iter().filter(|m| m.kind != MentionKind::Pronoun).map(|m| m.head).collect::<Vec<_>>()
    };
    (pronouns, drafts.iter().map(heads).collect())
}

/// Reads names and nominals, and hands them to a reader of what takes up what.
fn drafts<T>(
    page: &Page,
    parse: &Parse,
    read: impl FnOnce(&str, &Parse, Vec<Draft>, &[NameMention], &[Cluster], &[Nominal]) -> T,
) -> T {
    let text = page.text.as_str();
    let names = names(text, parse);
    let clusters = group(&names);
    let located = sites::locate(text, parse, &names, &clusters);
    let mut drafts: Vec<Draft> =
        clusters.iter().zip(located).map(|(c, place)| draft(text, parse, &names, c, place)).collect();
    let mut named = vec![false; parse.tokens.len()];
    for n in &names {
        named[n.tokens.clone()].fill(true);
    }
    let title_heads = add_titles(text, parse, &names, &clusters, &mut drafts);
    // Dates, sums and measures are no entities.
    for n in parse.names.iter().filter(|n| {
        matches!(n.kind, NameKind::Date | NameKind::Time | NameKind::Money | NameKind::Percent | NameKind::Quantity)
    }) {
        named[n.tokens.clone()].fill(true);
    }
    drop_portfolios(&mut drafts);
    let found: Vec<Nominal> =
        nominals(text, parse, &named).into_iter().filter(|n| !title_heads.contains_key(&n.head)).collect();
    read(text, parse, drafts, &names, &clusters, &found)
}

/// An entity with its names only.
fn draft(text: &str, parse: &Parse, names: &[NameMention], cluster: &Cluster, place: Option<super::Place>) -> Draft {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for &i in &cluster.names {
        if names[i].demonym.is_none() {
            *counts.entry(bare(&names[i].text)).or_default() += 1;
        }
    }
    let country = place.as_ref().filter(|p| {
        gazetteer::country(p.country.as_deref().unwrap_or_default()).is_some_and(|c| c.geonames == p.geonames)
    });
    let name = if let Some(place) = country.filter(|_| counts.is_empty()) {
        // Only "Norwegian" stands in the page: the country has its usual name.
        gazetteer::country(place.country.as_deref().unwrap_or_default()).map_or_else(String::new, |c| c.name.to_owned())
    } else {
        let fullest = counts.iter().max_by_key(|(n, count)| {
            let words = n.split(' ').count().min(8);
            let shouted = n.contains(' ') && !n.chars().any(char::is_lowercase);
            (if country.is_some() { 0 } else { words }, !shouted, **count, n.len(), std::cmp::Reverse(**n))
        });
        fullest.map_or_else(|| bare(&names[cluster.names[0]].text).to_owned(), |(n, _)| (*n).to_owned())
    };
    let mut aliases: Vec<String> = Vec::new();
    for &i in &cluster.names {
        let alias = bare(&names[i].text);
        if alias != name && names[i].demonym.is_none() && !aliases.iter().any(|a| a == alias) {
            aliases.push(alias.to_owned());
        }
    }
    let mentions = cluster
        .names
        .iter()
        .map(|i| Mention {
            span: parse.span(names[*i].tokens.clone()),
            head: names[*i].head,
            kind: MentionKind::Name,
            clear: true,
        })
        .collect();
    let kind = cluster.kind.unwrap_or(EntityKind::Other);
    let plural = cluster.names.iter().all(|i| parse.tokens[names[*i].head].form() == Form::Names)
        && kind != EntityKind::Location
        && kind != EntityKind::Organization;
    let _ = text;
    Draft {
        entity: Entity { kind, name, aliases, titles: Vec::new(), place, mentions, beside: Vec::new() },
        classes: Classes::default(),
        plural,
        noun: None,
    }
}

/// A name without its article.
pub(super) fn bare(name: &str) -> &str {
    name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name)
}

/// Adds titles to people, and the titles as nominal mentions. Returns the head tokens of the titles' spans.
fn add_titles(
    text: &str,
    parse: &Parse,
    names: &[NameMention],
    clusters: &[Cluster],
    drafts: &mut [Draft],
) -> BTreeMap<usize, usize> {
    let mut heads = BTreeMap::new();
    for (c, cluster) in clusters.iter().enumerate().filter(|(_, c)| c.kind == Some(EntityKind::Person)) {
        for &n in &cluster.names {
            for tokens in titles(text, parse, names, n) {
                let span = parse.span(tokens.clone());
                let entity = &mut drafts[c].entity;
                if !entity.titles.iter().any(|t| t.span.overlaps(span)) {
                    entity.titles.push(Title {
                        title: surface(text, parse, tokens.clone()),
                        span,
                        term: super::Term::default(),
                    });
                }
                let head = tokens
                    .clone()
                    .rev()
                    .find(|t| super::titles::names_person(text, parse, *t))
                    .unwrap_or(tokens.end - 1);
                for t in tokens.clone() {
                    if super::titles::names_person(text, parse, t) {
                        heads.insert(t, c);
                    }
                }
                entity.mentions.push(Mention { span, head, kind: MentionKind::Nominal, clear: true });
            }
        }
    }
    heads
}

/// Drops "organisations" that are but the words of an office: "Fisheries and Trade" of the "Minister of Fisheries and Trade". They keep
/// their place in the list and have no mention.
fn drop_portfolios(drafts: &mut [Draft]) {
    let mut offices: Vec<crate::Span> = drafts.iter().flat_map(|d| d.entity.titles.iter().map(|t| t.span)).collect();
    offices.sort_unstable();
    let office = |span: crate::Span| {
        let next = offices.partition_point(|o| o.start <= span.start);
        offices[..next].iter().rev().take(4).any(|o| o.contains(span))
    };
    for d in drafts.iter_mut() {
        let e = &d.entity;
        let common = |w: &str| {
            let w = w.to_lowercase();
            matches!(&*w, "and" | "of" | "&" | "the")
                || !listed(&w).is_empty()
                || !listed(w.trim_end_matches('s')).is_empty()
                || w.ends_with("ies")
        };
        let last = e.name.rsplit(' ').next().unwrap_or_default();
        let inside = e.mentions.iter().all(|m| office(m.span));
        let portfolio = matches!(e.kind, EntityKind::Organization | EntityKind::Other)
            && !NAMES.organization_words.contains(last)
            && (e.name.split(' ').all(common) || e.name.contains(" and "));
        // "Supreme" of the "Supreme Leader"
        let rank = Flag::TitleAdjective.has(e.name.to_lowercase().as_str());
        if inside && (portfolio || rank) && !NAMES.organizations.contains(e.name.as_str()) {
            d.entity.mentions.clear();
        }
    }
}
