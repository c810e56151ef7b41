//! Where things lie that are in no table: buildings, villages, zones of countries.
//!
//! In: names, their clusters and the rows of the [gazetteer](super::gazetteer) that places have. Out: [`Place`]s. A lighthouse, or a
//! village too small for the table, stands where the page says that it lies, and that is marked as inferred: "the Northport Lighthouse in
//! Westmark" at Westmark, "the border station of X" in the middle of that border. What holds it is kept as the page says it.

use std::collections::{BTreeMap, BTreeSet};

use super::gazetteer::{self, Border, PlaceKind, PlaceRow};
use super::group::Cluster;
use super::lexicon::{Classes, NAMES, listed};
use super::names::NameMention;
use super::places::{Context, context, resolve};
use super::{EntityKind, Place};
use crate::language::{Form, Parse, Pos};
use crate::lexicon::Flag;

fn place(row: &PlaceRow, inferred: bool) -> Place {
    Place {
        latitude: row.latitude,
        longitude: row.longitude,
        geonames: row.geonames.filter(|_| !inferred),
        country: Some(row.country.to_owned()).filter(|c| !c.is_empty()),
        inferred,
        said: Vec::new(),
    }
}

/// What a place lies in, from the narrowest to the country: what pages say, and the region and country of its point; before them the
/// place whose point it has borrowed.
pub(super) fn within(of: &Place) -> Vec<String> {
    let code = of.country.as_deref().unwrap_or_default();
    let row = gazetteer::at(of.latitude, of.longitude, code);
    let mut out: Vec<(PlaceKind, String)> = Vec::new();
    let mut add = |kind: PlaceKind, name: &str| {
        if !name.is_empty() && !out.iter().any(|(_, o)| o == name) {
            out.push((kind, name.to_owned()));
        }
    };
    let own = row.filter(|r| of.inferred && r.kind != PlaceKind::Country);
    for said in &of.said {
        let rows = gazetteer::find_exact(said);
        let kind = rows.iter().filter(|r| r.country == code).map(|r| r.kind).min().unwrap_or(PlaceKind::Village);
        add(if gazetteer::feature(said).is_some() { PlaceKind::Feature } else { kind }, said);
    }
    let called = |said: &String| own.is_some_and(|o| gazetteer::find_exact(said).iter().any(|r| r.index == o.index));
    if let Some(own) = own.filter(|_| !of.said.iter().any(called)) {
        add(own.kind, own.name);
    }
    if let Some(row) = row.filter(|r| !matches!(r.kind, PlaceKind::Country | PlaceKind::Region)) {
        add(PlaceKind::Region, gazetteer::region(row.country, row.region).unwrap_or_default());
    }
    if of.inferred || row.is_none_or(|r| r.kind != PlaceKind::Country) {
        add(PlaceKind::Country, gazetteer::country(code).map_or("", |c| c.name));
    }
    // A part of a country ("the Far East") holds regions.
    out.sort_by_key(|(kind, _)| match kind {
        PlaceKind::Country => 4,
        PlaceKind::Feature => 3,
        PlaceKind::Region => 2,
        PlaceKind::District => 1,
        _ => 0,
    });
    out.into_iter().map(|(_, name)| name).collect()
}

/// The better of two places of one entity: one of its own before one that is inferred, then the narrower; both keep what pages say.
pub(crate) fn join(first: Option<Place>, second: Option<&Place>) -> Option<Place> {
    let (Some(mut first), Some(second)) = (first.clone(), second) else { return first.or_else(|| second.cloned()) };
    // The middle of a border is no row's point.
    let grain = |p: &Place| match gazetteer::at(p.latitude, p.longitude, p.country.as_deref().unwrap_or_default()) {
        Some(row) => row.kind,
        None if gazetteer::is_feature(p.latitude, p.longitude) => PlaceKind::Feature,
        None => PlaceKind::Capital,
    };
    let mut said = std::mem::take(&mut first.said);
    said.extend(second.said.iter().filter(|s| !said.contains(s)).cloned().collect::<Vec<_>>());
    let mut best =
        if (first.inferred && !second.inferred) || first.inferred == second.inferred && grain(second) > grain(&first) {
            Place { country: second.country.clone().or(first.country), ..second.clone() }
        } else {
            Place { country: first.country.clone().or_else(|| second.country.clone()), ..first }
        };
    best.said = if best.inferred { said } else { Vec::new() };
    Some(best)
}

/// The zone of a country that a common noun names: "Norland's exclusive economic zone", "Norlandic airspace". It has the country's point,
/// as inferred.
pub(super) fn zone(noun: &str, words: &str) -> Option<Place> {
    let is = match noun {
        "airspace" | "shelf" => true,
        "zone" => {
            words.contains("economic")
                || words.contains("fishing")
                || words.contains("defence")
                || words.contains("defense")
        }
        "water" | "waters" | "sea" => words.contains("territorial"),
        _ => false,
    };
    let country = gazetteer::country(gazetteer::country_in(words).filter(|_| is)?)?;
    Some(place(&country, true))
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

/// Coordinates of each cluster: those of the table, else those of what the page says that it lies in.
pub(super) fn locate(text: &str, parse: &Parse, names: &[NameMention], clusters: &[Cluster]) -> Vec<Option<Place>> {
    let context = context(names);
    // "The Velm gorge" may have its name from a river or nobody knows what: it is no town or region that is called so, somewhere.
    let of_feature = |n: &usize| {
        let next = parse.tokens.get(names[*n].tokens.end);
        next.is_some_and(|t| Flag::NaturalFeature.has(&t.lemma.to_lowercase()))
    };
    let row = |c: &Cluster| {
        let found = resolve(names, c, &context)?;
        let own = matches!(found.kind, PlaceKind::Feature | PlaceKind::Country);
        (own || !c.names.iter().all(of_feature)).then_some(found)
    };
    let rows: Vec<Option<PlaceRow>> =
        clusters.iter().map(|c| if c.kind == Some(EntityKind::Location) { row(c) } else { None }).collect();
    let mut of_name: BTreeMap<usize, usize> = BTreeMap::new();
    for (c, cluster) in clusters.iter().enumerate() {
        of_name.extend(cluster.names.iter().map(|n| (*n, c)));
    }
    let row_of = |n: &usize| rows[*of_name.get(n)?].as_ref();
    let mut out: Vec<Option<Place>> = Vec::with_capacity(clusters.len());
    for (cluster, row) in clusters.iter().zip(&rows) {
        let small = matches!(cluster.kind, Some(EntityKind::Facility | EntityKind::Location));
        let listed = cluster.names.iter().any(|n| NAMES.locations.contains(names[*n].text.as_str()));
        if row.is_some() || !small || listed {
            out.push(row.as_ref().map(|r| place(r, false)));
            continue;
        }
        let holders: Vec<usize> = cluster.names.iter().flat_map(|n| names[*n].held.iter().copied()).collect();
        let facility = cluster.kind == Some(EntityKind::Facility);
        let mut named = cluster.names.iter().filter(|_| facility);
        let site = named.find_map(|n| called_after(&names[*n].text, &context));
        // A country is too wide to stand for a place in it. The narrowest: a town before a region before a country.
        let known =
            holders.iter().filter_map(row_of).filter(|r| !matches!(r.kind, PlaceKind::Country | PlaceKind::Feature));
        let holder = known.max_by_key(|r| (r.kind, std::cmp::Reverse(r.index)));
        let wide = holder.is_none_or(|h| matches!(h.kind, PlaceKind::Region | PlaceKind::District));
        let at = match site {
            Some(site) => Some(place(&site, true)),
            None => {
                let border =
                    cluster.names.iter().find_map(|n| at_border(text, parse, names, *n, holder)).filter(|_| wide);
                // A part of a country or a sea, for want of anything narrower.
                let feature = || holders.iter().filter_map(row_of).find(|r| r.kind == PlaceKind::Feature);
                border.or_else(|| holder.or_else(feature).map(|h| place(h, true)))
            }
        };
        let said = |at: &Place| {
            let mut said: Vec<String> = Vec::new();
            for &n in &holders {
                let row = row_of(&n);
                let name = match row {
                    Some(r) if matches!(r.kind, PlaceKind::Region | PlaceKind::Feature) => r.name,
                    _ => names[n].text.trim_start_matches("the ").trim_start_matches("The "),
                };
                let fits =
                    row.is_none_or(|r| r.country.is_empty() || at.country.as_deref().is_none_or(|c| c == r.country));
                let country = row.is_some_and(|r| r.kind == PlaceKind::Country) || names[n].demonym.is_some();
                if fits
                    && !country
                    && !said.iter().any(|s| s == name)
                    && of_name.get(&n).is_none_or(|c| clusters[*c].names != cluster.names)
                {
                    said.push(name.to_owned());
                }
            }
            said
        };
        out.push(at.map(|at| Place { said: said(&at), ..at }));
    }
    // "The lighthouse, Northport, Westmark": Northport, too small for the table, has the point of Westmark, and so has the lighthouse.
    for (c, cluster) in clusters.iter().enumerate() {
        if out[c].is_none() && cluster.kind == Some(EntityKind::Facility) {
            let holders = cluster.names.iter().flat_map(|n| &names[*n].held).filter_map(|n| of_name.get(n));
            let inferred = |at: &usize| out[*at].clone().filter(|p| p.inferred);
            out[c] = holders.filter(|at| **at != c).find_map(inferred);
        }
    }
    out
}

/// The names of places that a name is said to lie in, from the narrowest: "X in Y", "X, Y, Z", "X in Z's Y", "Y's X".
pub(super) fn holders(text: &str, parse: &Parse, names: &[NameMention], at: usize) -> Vec<usize> {
    let place = |i: usize| names.get(i).is_some_and(|n| n.kind == EntityKind::Location);
    let plain = |t: usize| {
        !matches!(parse.tokens[t].pos, Pos::Verb | Pos::Aux | Pos::Cconj)
            && !matches!(parse.text(t, text), "," | "." | ";" | ":" | "(")
    };
    let mut out = Vec::new();
    let mut here = at;
    while out.len() < 6 && place(here + 1) {
        let mut gap = names[here].tokens.end..names[here + 1].tokens.start;
        let Some(mut first) = gap.next() else { break };
        // "X station in Y", "X harbour, Y"
        let site = listed(&parse.tokens[first].lemma).any(Classes::PLACE.or(Classes::FACILITY))
            && parse.tokens[first].pos == Pos::Noun;
        if here == at
            && site
            && let Some(second) = gap.next()
        {
            first = second;
        }
        let first = parse.text(first, text);
        // Behind the first step only what goes on with "X, Y, Z" or "X in Y".
        let border = gap.clone().any(|t| matches!(&*parse.tokens[t].lemma, "border" | "frontier"));
        let joined =
            !border && matches!(first, "," | "in" | "(") || here == at && matches!(first, "near" | "on" | "of");
        if !joined || gap.len() > 4 || !gap.clone().all(plain) || lists(text, parse, names, here) {
            break;
        }
        here += 1;
        let owner = here;
        // "in Norland's far northern Westmark", "in the Norlandic Westmark"
        if country(&names[owner]) && place(here + 1) {
            let gap = names[owner].tokens.end..names[here + 1].tokens.start;
            let owns = names[owner].demonym.is_some()
                || gap.clone().next().is_some_and(|t| parse.tokens[t].form() == Form::PossessiveMark);
            if owns && gap.len() <= 5 && gap.clone().all(plain) {
                here += 1;
                out.push(here);
            }
        }
        out.push(owner);
    }
    if out.is_empty()
        && let Some(before) = at.checked_sub(1).filter(|b| place(*b))
    {
        let mut gap = names[before].tokens.end..names[at].tokens.start;
        let owned = gap.len() <= 6 && gap.clone().any(|t| parse.tokens[t].form() == Form::PossessiveMark);
        if owned && gap.all(plain) {
            out.push(before);
        }
    }
    out.retain(|n| names[*n].text != names[at].text);
    out
}

/// Whether the comma behind a name only goes on with a list: "X, Y and Z".
fn lists(text: &str, parse: &Parse, names: &[NameMention], at: usize) -> bool {
    let mut here = at;
    while let Some(next) = names.get(here + 1) {
        let gap: Vec<&str> = (names[here].tokens.end..next.tokens.start).map(|t| parse.text(t, text)).collect();
        match gap[..] {
            ["," | "("] => here += 1,
            ["and" | "or" | "&"] | [",", "and" | "or"] => return here > at,
            _ => return false,
        }
    }
    false
}

fn country(name: &NameMention) -> bool {
    name.demonym.is_some() || gazetteer::country_named(&name.text).is_some()
}

/// The border that a name is said to lie at: "the Norland-Sudland border village of X", "X, on the border with Sudland". If the region is
/// not known, the border has to be short.
fn at_border(text: &str, parse: &Parse, names: &[NameMention], at: usize, holder: Option<&PlaceRow>) -> Option<Place> {
    let name = &names[at];
    let sentence = parse.sentences.get(parse.tokens[name.tokens.start].sentence)?;
    let reach = |t: usize| t.saturating_sub(8).max(sentence.start)..(t + 9).min(sentence.end);
    let word = |t: &usize| matches!(&*parse.tokens[*t].lemma, "border" | "frontier");
    let between = |t: &usize| {
        let gap = if *t < name.tokens.start { *t..name.tokens.start } else { name.tokens.end..*t };
        gap.clone().all(|g| !matches!(parse.tokens[g].pos, Pos::Verb) && !matches!(parse.text(g, text), ";" | ":"))
    };
    let border = reach(name.tokens.start).find(|t| word(t) && between(t))?;
    let mut countries: BTreeSet<&str> = BTreeSet::new();
    let mut add = |words: &str| {
        countries.extend(gazetteer::demonym(words).or_else(|| gazetteer::country_named(words).map(|c| c.country)));
    };
    for t in reach(border) {
        parse.text(t, text).split(['-', '–']).for_each(&mut add);
        if t + 1 < sentence.end {
            add(parse.span(t..t + 2).of(text));
        }
    }
    let own = holder.map(|h| h.country);
    let pairs: Vec<(&str, &str)> = match (countries.iter().copied().collect::<Vec<_>>()[..].to_vec().as_slice(), own) {
        ([a, b], _) => vec![(*a, *b), (*b, *a)],
        ([a], Some(own)) if own != *a => vec![(own, *a)],
        _ => return None,
    };
    let all = || pairs.iter().flat_map(|(a, b)| gazetteer::borders(a, b));
    let in_region = all().find(|b| holder.is_some_and(|h| h.country == b.country && h.region == b.region));
    let one_side: Vec<Border> = all().filter(|b| b.country == pairs[0].0).collect();
    let short = one_side.iter().map(|b| b.length).sum::<u32>() <= 120;
    let longest = || one_side.iter().max_by_key(|b| b.length).copied().filter(|_| short && holder.is_none());
    let found = in_region.or_else(longest)?;
    Some(Place {
        latitude: found.latitude,
        longitude: found.longitude,
        geonames: None,
        country: in_region.map(|b| b.country.to_owned()),
        inferred: true,
        said: Vec::new(),
    })
}
