//! Where the named places of a page lie.
//!
//! In: clusters of names. Out: rows of the [gazetteer](super::gazetteer), chosen among places of one name by the countries and
//! regions that the page names, by what stands next to the name ("Paris, Texas"), and by size.

use std::collections::{BTreeMap, BTreeSet};

use super::gazetteer::{self, PlaceKind, PlaceRow};
use super::group::Cluster;
use super::names::NameMention;
use super::{EntityKind, Place};

/// Countries and regions that the page names, with the number of mentions: the context for names that several places bear.
struct Context {
    countries: BTreeMap<&'static str, usize>,
    regions: BTreeSet<(&'static str, &'static str)>,
}

fn context(names: &[NameMention]) -> Context {
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
            regions.extend(found.iter().filter(|p| p.kind == PlaceKind::Region).map(|p| (p.country, p.region)));
            // A city that towers over its namesakes vouches for its country too.
            if let Some(big) = found.iter().find(|p| p.main && p.people >= 1_000_000) {
                *countries.entry(big.country).or_insert(0) += 1;
            }
        }
    }
    Context { countries, regions }
}

/// How well a row suits the context; higher is better.
fn score(row: &PlaceRow, near: &[(&'static str, &'static str)], context: &Context) -> i64 {
    let mut score = (row.people.max(1).ilog2() as i64) * 10;
    score += if row.main { 25 } else { 0 };
    score += match row.kind {
        PlaceKind::Country => 120,
        PlaceKind::Region => 30,
        PlaceKind::Town => 0,
    };
    if near.iter().any(|(c, r)| *c == row.country && (r.is_empty() || *r == row.region)) {
        score += 400;
    }
    if context.regions.contains(&(row.country, row.region)) {
        score += 60;
    }
    if let Some(n) = context.countries.get(row.country) {
        score += 60 + 5 * (*n).min(8) as i64;
    }
    score
}

/// The row that a cluster of names of a place means, if the table has one.
fn resolve(names: &[NameMention], cluster: &Cluster, context: &Context) -> Option<PlaceRow> {
    // What follows directly after a comma or in "in the Y region" narrows it: "X, Y".
    let mut near = Vec::new();
    for &i in &cluster.names {
        if let Some(next) = names.get(i + 1)
            && next.tokens.start == names[i].tokens.end + 1
            && next.kind == EntityKind::Location
        {
            near.extend(
                gazetteer::find(&next.text)
                    .into_iter()
                    .filter(|p| p.kind != PlaceKind::Town)
                    .map(|p| (p.country, p.region)),
            );
        }
    }
    let mut best: Option<(i64, PlaceRow)> = None;
    let mut tried = BTreeSet::new();
    for &i in &cluster.names {
        let name = names[i].text.trim_start_matches("the ").trim_start_matches("The ");
        if names[i].demonym.is_some() || !tried.insert(name) {
            continue;
        }
        for row in gazetteer::find(name) {
            // A short name in capitals is an initialism of a country or nothing.
            if name.len() <= 3 && name.chars().all(|c| c.is_uppercase() || c == '.') && row.kind != PlaceKind::Country {
                continue;
            }
            let s = score(&row, &near, context);
            if best.as_ref().is_none_or(|(b, _)| s > *b) {
                best = Some((s, row));
            }
        }
    }
    best.map(|(_, row)| row)
        .or_else(|| cluster.names.iter().find_map(|i| names[*i].demonym).and_then(gazetteer::country))
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

/// Coordinates of each cluster, where the table has them.
pub(crate) fn locate(names: &[NameMention], clusters: &[Cluster]) -> Vec<Option<Place>> {
    let context = context(names);
    let place = |row: PlaceRow| Place {
        latitude: row.latitude,
        longitude: row.longitude,
        geonames: row.geonames,
        country: Some(row.country.to_owned()),
    };
    clusters
        .iter()
        .map(|c| match c.kind {
            Some(EntityKind::Location) => resolve(names, c, &context).map(place),
            _ => None,
        })
        .collect()
}
