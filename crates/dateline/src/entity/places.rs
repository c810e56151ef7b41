//! Where the named places of a page lie.
//!
//! In: clusters of names. Out: rows of the [gazetteer](super::gazetteer), chosen among places of one name by the countries and
//! regions that the page names, by what stands next to the name ("Paris, Texas"), and by size.

use std::collections::{BTreeMap, BTreeSet};

use super::EntityKind;
use super::gazetteer::{self, PlaceKind, PlaceRow};
use super::group::Cluster;
use super::lexicon::NAMES;
use super::names::NameMention;

/// Countries and regions that the page names, with the number of mentions: the context for names that several places bear.
pub(super) struct Context {
    pub countries: BTreeMap<&'static str, usize>,
    pub regions: BTreeSet<(&'static str, &'static str)>,
}

pub(super) fn context(names: &[NameMention]) -> Context {
    let mut countries = BTreeMap::new();
    let mut regions = BTreeSet::new();
    for n in names {
        let code = n.demonym.or_else(|| match n.kind {
            EntityKind::Location => gazetteer::country_named(&n.text).map(|c| c.country),
            _ => None,
        });
        if let Some(code) = code {
            *countries.entry(code).or_insert(0) += 1;
        } else if n.kind == EntityKind::Location {
            let found = gazetteer::find(&n.text);
            // "Washington" vouches for no region as long as it may be the city.
            let city = found.iter().any(|p| p.main && !wide(p.kind) && p.people >= 100_000);
            let region = |p: &&PlaceRow| p.kind == PlaceKind::Region && !city;
            regions.extend(found.iter().filter(region).map(|p| (p.country, p.region)));
            // A city that towers over its namesakes vouches for its country too.
            if let Some(big) = found.iter().find(|p| p.main && p.people >= 1_000_000) {
                countries.entry(big.country).or_insert(0);
            }
        }
    }
    Context { countries, regions }
}

/// Whether a place of this kind holds towns.
pub(super) fn wide(kind: PlaceKind) -> bool {
    matches!(kind, PlaceKind::Country | PlaceKind::Region | PlaceKind::District)
}

/// How well a row suits the context; higher is better.
fn score(row: &PlaceRow, near: &[(&'static str, &'static str)], context: &Context) -> i64 {
    let mut score = (row.people.max(1).ilog2() as i64) * 10;
    score += if row.main { 25 } else { 0 };
    score += match row.kind {
        PlaceKind::Country => 120,
        PlaceKind::Capital => 90,
        PlaceKind::Region => 30,
        PlaceKind::District => -20,
        PlaceKind::Town | PlaceKind::Village | PlaceKind::Feature => 0,
    };
    if near.iter().any(|(c, r)| *c == row.country && (r.is_empty() || *r == row.region)) {
        score += 400;
    }
    if context.regions.contains(&(row.country, row.region)) {
        score += 60;
    }
    if let Some(n) = context.countries.get(row.country) {
        // A country that is named counts for more than one that only a city of it vouches for.
        score += if *n == 0 { 25 } else { 60 + 5 * (*n).min(8) as i64 };
    }
    score
}

/// The row that a cluster of names of a place means, if the table has one.
pub(super) fn resolve(names: &[NameMention], cluster: &Cluster, context: &Context) -> Option<PlaceRow> {
    // What follows directly after a comma or in "in the Y region" narrows it: "X, Y".
    let (mut near, mut within) = (Vec::new(), Vec::new());
    for &i in &cluster.names {
        if let Some(next) = names.get(i + 1)
            && next.tokens.start == names[i].tokens.end + 1
            && next.kind == EntityKind::Location
        {
            near.extend(
                gazetteer::find(&next.text).into_iter().filter(|p| wide(p.kind)).map(|p| (p.country, p.region)),
            );
        }
        let held = names[i].held.iter().flat_map(|h| gazetteer::find(&names[*h].text)).filter(|p| wide(p.kind));
        near.extend(held.map(|p| (p.country, p.region)));
        // And the other way: in "Seaport, Westmark" the second is the region of the first.
        if let Some(last) = i.checked_sub(1).and_then(|p| names.get(p))
            && last.tokens.end + 1 == names[i].tokens.start
            && last.kind == EntityKind::Location
        {
            let towns = gazetteer::find(&last.text).into_iter().filter(|p| !wide(p.kind));
            within.extend(towns.map(|p| (p.country, p.region)));
        }
    }
    let mut best: Option<(i64, PlaceRow)> = None;
    let mut tried = BTreeSet::new();
    for &i in &cluster.names {
        let name = names[i].text.trim_start_matches("the ").trim_start_matches("The ");
        if names[i].demonym.is_some() || !tried.insert(name) {
            continue;
        }
        if gazetteer::country_named(name).is_none()
            && let Some(feature) = gazetteer::feature(name)
        {
            return Some(feature);
        }
        // "Norland's Far East", "the Norlandic Far East"
        if let Some(owner) =
            i.checked_sub(1).and_then(|p| names.get(p)).filter(|o| o.tokens.end + 1 >= names[i].tokens.start)
            && let Some(code) = owner.demonym.or_else(|| gazetteer::country_named(&owner.text).map(|c| c.country))
            && let Some(feature) = gazetteer::adjective(code).and_then(|a| gazetteer::feature(&format!("{a} {name}")))
        {
            return Some(feature);
        }
        if NAMES.locations.contains(name) {
            continue;
        }
        let mut rows = gazetteer::find_exact(name);
        if rows.is_empty() {
            rows = village(name, &near, context).into_iter().collect();
        }
        if rows.is_empty() {
            rows = gazetteer::find_adjective(name);
        }
        // "New York" is the city, unless a town of the state stands before it.
        // Its own name in the table may be a longer one: "New York City".
        let large = |r: &&PlaceRow| r.people >= if r.main { 300_000 } else { 1_000_000 };
        let city = rows.iter().filter(|r| !wide(r.kind)).find(large).map(|r| (r.country, r.region));
        for row in rows {
            // A short name in capitals is an initialism of a country or nothing.
            if name.len() <= 3 && name.chars().all(|c| c.is_uppercase() || c == '.') && row.kind != PlaceKind::Country {
                continue;
            }
            let mut s = score(&row, &near, context);
            if wide(row.kind) && row.kind != PlaceKind::Country && within.contains(&(row.country, row.region)) {
                s += 150;
            } else if row.kind == PlaceKind::Region && city == Some((row.country, row.region)) {
                s -= 150;
            }
            // A small place under another name than its own, in a country that the page does not speak of: a chance likeness.
            let foreign = !context.countries.is_empty() && !context.countries.contains_key(row.country);
            if foreign
                && (!row.main && row.people < 1_000_000 || row.people < 20_000)
                && !near.contains(&(row.country, row.region))
            {
                continue;
            }
            // Another one of the name lies where the page says; this one does not.
            let said = |h: &usize| {
                let rows = gazetteer::find(&names[*h].text);
                let regions: Vec<_> = rows.iter().filter(|p| wide(p.kind)).collect();
                regions.is_empty()
                    || regions
                        .iter()
                        .any(|p| p.country == row.country && (p.region.is_empty() || p.region == row.region))
            };
            if row.people < 100_000 && !wide(row.kind) && !names[i].held.iter().all(said) {
                continue;
            }
            if best.as_ref().is_none_or(|(b, _)| s > *b) {
                best = Some((s, row));
            }
        }
    }
    best.map(|(_, row)| row)
        .or_else(|| cluster.names.iter().find_map(|i| names[*i].demonym).and_then(gazetteer::country))
}

/// The one village of a name in the region named beside it, in a region or in the countries that the page speaks of.
fn village(name: &str, near: &[(&str, &str)], context: &Context) -> Option<PlaceRow> {
    let all = gazetteer::villages(name);
    let beside = |v: &&PlaceRow| near.iter().any(|(c, r)| *c == v.country && (r.is_empty() || *r == v.region));
    let in_region = |v: &&PlaceRow| context.regions.contains(&(v.country, v.region));
    let in_country = |v: &&PlaceRow| context.countries.contains_key(v.country);
    let tests: [&dyn Fn(&&PlaceRow) -> bool; 3] = [&beside, &in_region, &in_country];
    for test in tests {
        let fit: Vec<&PlaceRow> = all.iter().filter(|v| test(v)).collect();
        match fit[..] {
            [] => {}
            [only] => return Some(only.clone()),
            _ => return None,
        }
    }
    None
}

/// Joins clusters of locations that are one place under two names ("Upper Oblast", "Upper Region").
pub(crate) fn join_same(names: &[NameMention], clusters: Vec<Cluster>) -> Vec<Cluster> {
    let context = context(names);
    let mut at: BTreeMap<usize, usize> = BTreeMap::new();
    let mut out: Vec<Cluster> = Vec::new();
    for cluster in clusters {
        let row = (cluster.kind == Some(EntityKind::Location)).then(|| resolve(names, &cluster, &context)).flatten();
        let Some(row) = row else {
            out.push(cluster);
            continue;
        };
        match at.get(&row.index) {
            Some(&c) => {
                out[c].names.extend(cluster.names);
                out[c].names.sort_unstable();
            }
            None => {
                at.insert(row.index, out.len());
                out.push(cluster);
            }
        }
    }
    out
}
