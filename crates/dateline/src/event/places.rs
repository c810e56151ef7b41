//! Where the named places of a page lie.
//!
//! In: clusters of names. Out: rows of the [gazetteer](super::gazetteer), chosen among places of one name by the countries and
//! regions that the page names, by what stands next to the name ("Paris, Texas"), and by size.

use std::collections::{BTreeMap, BTreeSet};

use super::gazetteer::{self, PlaceKind, PlaceRow};
use super::group::Cluster;
use super::lexicon::NAMES;
use super::names::NameMention;
use super::{EntityKind, Place};
use crate::language::{Parse, Tag};

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
            // "Washington" vouches for no region as long as it may be the city.
            let city = found.iter().any(|p| p.main && !wide(p.kind) && p.people >= 100_000);
            let region = |p: &&PlaceRow| p.kind == PlaceKind::Region && !city;
            regions.extend(found.iter().filter(region).map(|p| (p.country, p.region)));
            // A city that towers over its namesakes vouches for its country too.
            if let Some(big) = found.iter().find(|p| p.main && p.people >= 1_000_000) {
                *countries.entry(big.country).or_insert(0) += 1;
            }
        }
    }
    Context { countries, regions }
}

/// Whether a place of this kind holds towns.
fn wide(kind: PlaceKind) -> bool {
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
        score += 60 + 5 * (*n).min(8) as i64;
    }
    score
}

/// The row that a cluster of names of a place means, if the table has one.
fn resolve(names: &[NameMention], cluster: &Cluster, context: &Context) -> Option<PlaceRow> {
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

/// The town that a station, harbour or other site of towns is called after: "Northport Harbour".
fn called_after(name: &str, context: &Context) -> Option<PlaceRow> {
    let (front, site) = name.rsplit_once(' ')?;
    let of_towns = [
        "airport",
        "station",
        "airfield",
        "airbase",
        "port",
        "harbour",
        "harbor",
        "shipyard",
        "refinery",
        "cathedral",
        "barracks",
        "prison",
        "terminal",
        "docks",
        "stadium",
    ];
    if !of_towns.contains(&&*site.to_lowercase()) {
        return None;
    }
    let front = front.strip_suffix(" International").unwrap_or(front);
    let spoken_of = |r: &PlaceRow| context.countries.contains_key(r.country);
    let mut rows: Vec<PlaceRow> = gazetteer::find_exact(front);
    rows.retain(|r| matches!(r.kind, PlaceKind::Town | PlaceKind::Capital) && r.main && spoken_of(r));
    rows.into_iter().max_by_key(|r| (r.people, std::cmp::Reverse(r.index)))
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

/// Coordinates of each cluster, where the table has them. A facility, or a place too small for the table, stands where the page says
/// that it lies: "the Northport Lighthouse in Westmark".
pub(crate) fn locate(text: &str, parse: &Parse, names: &[NameMention], clusters: &[Cluster]) -> Vec<Option<Place>> {
    let context = context(names);
    let place = |row: PlaceRow, inferred: bool| Place {
        latitude: row.latitude,
        longitude: row.longitude,
        geonames: row.geonames,
        country: Some(row.country.to_owned()).filter(|c| !c.is_empty()),
        inferred,
    };
    let rows: Vec<Option<PlaceRow>> = clusters
        .iter()
        .map(|c| if c.kind == Some(EntityKind::Location) { resolve(names, c, &context) } else { None })
        .collect();
    let mut of_name: BTreeMap<usize, usize> = BTreeMap::new();
    for (c, cluster) in clusters.iter().enumerate() {
        of_name.extend(cluster.names.iter().map(|n| (*n, c)));
    }
    let mut out: Vec<Option<Place>> = Vec::with_capacity(clusters.len());
    for (cluster, row) in clusters.iter().zip(&rows) {
        let small = matches!(cluster.kind, Some(EntityKind::Facility | EntityKind::Location));
        let known = row.clone().map(|r| place(r, false));
        let site = || {
            let facility = cluster.kind == Some(EntityKind::Facility);
            let mut named = cluster.names.iter().filter(|_| facility);
            named.find_map(|n| called_after(&names[*n].text, &context)).map(|r| place(r, true))
        };
        let listed = cluster.names.iter().any(|n| NAMES.locations.contains(names[*n].text.as_str()));
        let holder = || {
            let rows = cluster
                .names
                .iter()
                .filter_map(|n| holder(text, parse, names, *n))
                .filter_map(|n| rows[*of_name.get(&n)?].clone());
            // A country is too wide to stand for a place in it. The narrowest: a town before a region before a country.
            rows.filter(|r| !matches!(r.kind, PlaceKind::Country | PlaceKind::Feature))
                .max_by_key(|r| (r.kind, std::cmp::Reverse(r.index)))
                .map(|r| place(r, true))
        };
        out.push(known.or_else(|| if small && !listed { site().or_else(holder) } else { None }));
    }
    // "The lighthouse, Northport, Westmark": Northport, too small for the table, has the point of Westmark, and so has the lighthouse.
    for (c, cluster) in clusters.iter().enumerate() {
        if out[c].is_none() && cluster.kind == Some(EntityKind::Facility) {
            let holders = cluster.names.iter().filter_map(|n| of_name.get(&holder(text, parse, names, *n)?));
            let inferred = |at: &usize| out[*at].clone().filter(|p| p.inferred);
            out[c] = holders.filter(|at| **at != c).find_map(inferred);
        }
    }
    out
}

/// The name of the place that a name is said to lie in: "X in Y", "X, Y", "Y's X".
fn holder(text: &str, parse: &Parse, names: &[NameMention], at: usize) -> Option<usize> {
    let name = &names[at];
    let place = |i: &usize| names[*i].kind == EntityKind::Location;
    if let Some(next) = names.get(at + 1) {
        let between = name.tokens.end..next.tokens.start;
        let words: Vec<&str> = between.clone().map(|t| parse.text(t, text)).collect();
        let joined = match words.split_first() {
            Some((first, rest)) => {
                matches!(*first, "," | "in" | "near" | "on" | "of" | "(")
                    && rest.len() <= 4
                    && rest.iter().all(|w| !matches!(*w, "," | "and" | "." | ";"))
            }
            None => false,
        };
        if joined && place(&(at + 1)) && next.demonym.is_none() {
            return Some(at + 1);
        }
    }
    let before = at.checked_sub(1).filter(place)?;
    let gap = names[before].tokens.end..name.tokens.start;
    (gap.len() <= 3 && gap.clone().any(|t| parse.tokens[t].tag == Tag::Possessive)).then_some(before)
}
