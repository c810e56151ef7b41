//! The outlet of a page: newspaper, broadcaster, site or body that published it.
//!
//! In: what the page's data and lines say, and its address. Out: a name. What is given wins, then the site's own name, then the masthead or
//! another line in which the site names itself, then the table of publishers by domain, then the domain in readable form. A file's name is
//! never one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::address;
use super::dump::{Look, Unit, stops};
use super::lexicon::LINES;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    nouns: BTreeSet<String>,
    institutions: BTreeSet<String>,
    outlets: BTreeMap<String, String>,
}

static TABLE: LazyLock<File> =
    LazyLock::new(|| crate::data::table("page/outlets.toml", include_str!("../../../../data/page/outlets.toml")));

/// The outlet's name for an address, when it is a well-known one.
pub fn by_table(address: &str) -> Option<&'static str> {
    let url = url::Url::parse(address).ok()?;
    let host = url.host_str()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let name = TABLE.outlets.get(host).or_else(|| TABLE.outlets.get(psl::domain_str(host)?));
    name.map(String::as_str)
}

/// The outlet's name by its address alone: from the table, else the domain in readable form.
pub fn by_address(address: &str) -> Option<String> {
    by_table(address).map(str::to_string).or_else(|| readable(&address::site(address)?))
}

/// A domain as a name: "northgate-tribune.com" is Northgate Tribune, "velmpost.com" Velm Post. A domain that cannot be cut stays as it is.
fn readable(domain: &str) -> Option<String> {
    let suffix = psl::suffix_str(domain)?;
    let label = domain.strip_suffix(suffix)?.trim_end_matches('.').rsplit('.').next()?;
    if label.is_empty() || label.starts_with("xn--") {
        return Some(domain.to_string());
    }
    let mut words: Vec<String> = label.split('-').filter(|w| !w.is_empty()).map(str::to_string).collect();
    if words.len() == 1 {
        let mut bare = label;
        let mut head = Vec::new();
        if let Some(rest) = bare.strip_prefix("the").filter(|r| r.len() >= 6) {
            head.push("the".to_string());
            bare = rest;
        }
        // The longest noun that leaves a name in front of it.
        let noun = TABLE
            .nouns
            .iter()
            .filter(|n| n.len() >= 4 && bare.ends_with(n.as_str()) && bare.len() >= n.len() + 3)
            .max_by_key(|n| n.len())?
            .clone();
        let name = &bare[..bare.len() - noun.len()];
        head.extend([name.to_string(), noun]);
        words = head;
    }
    let capital = |w: &String| {
        // Two or three letters are mostly an abbreviation.
        let vowels = w.chars().any(|c| "aeiouy".contains(c));
        if w.len() <= 3 && !vowels || w == "tv" {
            return w.to_uppercase();
        }
        let mut chars = w.chars();
        chars.next().map(|c| c.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default()
    };
    Some(words.iter().map(capital).collect::<Vec<_>>().join(" "))
}

/// The name of an outlet that is given as its domain: "www.velmpost.example"; `None` for a name.
pub fn of_domain(given: &str) -> Option<String> {
    let domain = !given.contains(char::is_whitespace) && psl::suffix(given.as_bytes()).is_some_and(|s| s.is_known());
    (domain && given.contains('.')).then(|| of_address(&format!("https://{given}/"))).flatten()
}

/// The name by the address, else the domain.
pub fn of_address(address: &str) -> Option<String> {
    by_address(address).or_else(|| address::site(address))
}

/// Finds the outlet in the lines of a page. `site` is the part of the headline's line that names the site, if there was one.
pub fn of_lines(units: &[Unit], text: &str, site: Option<&str>) -> Option<String> {
    // Candidates with their weights, in order of first sight; the heaviest wins, the first of equals.
    let mut found: Vec<(String, u32)> = Vec::new();
    let mut vote = |name: &str, weight: u32| {
        let name = name.trim().trim_matches(['.', ',', ':', '-', '–', '|', '"', '“', '”', ' ']).trim();
        if weight == 0 || !plausible(name) {
            return;
        }
        match found.iter_mut().find(|(n, _)| same_name(n, name)) {
            Some((_, w)) => *w += weight,
            None => found.push((name.into(), weight)),
        }
    };
    if let Some(at) = masthead(units, text) {
        vote(name_of(units[at].span.of(text)), 5);
    }
    if let Some(site) = site {
        vote(site, 3);
    }
    for unit in units.iter().filter(|u| u.chars <= 300) {
        for (pattern, weight) in &LINES.outlet {
            if let Some(name) = pattern.captures(unit.span.of(text)).and_then(|c| c.name("name")) {
                vote(name.as_str(), *weight);
            }
        }
    }
    let name = found.into_iter().rev().max_by_key(|(_, w)| *w).filter(|(_, w)| *w >= 2).map(|(n, _)| n)?;
    Some(spelled(&name, text))
}

/// Whether two names are the same but for articles, case and the form of a company.
fn same_name(a: &str, b: &str) -> bool {
    let key = |s: &str| {
        let s = s.to_lowercase();
        let words = s.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty() && *w != "the" && *w != "online");
        words.collect::<Vec<_>>().join(" ")
    };
    let (a, b) = (key(a), key(b));
    a == b || a.strip_prefix(&b).or_else(|| b.strip_prefix(&a)).is_some_and(|rest| rest.starts_with(' '))
}

/// A name in capitals as the page spells it elsewhere, else with capitals at its words.
fn spelled(name: &str, text: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_string();
    }
    let lower = name.to_lowercase();
    if text.len() < 400_000 && lower.len() == name.len() {
        let folded = text.to_lowercase();
        if folded.len() == text.len() {
            let other = folded.match_indices(&lower).filter_map(|(at, _)| text.get(at..at + lower.len()));
            if let Some(other) =
                other.into_iter().find(|o| o.chars().any(char::is_lowercase) && o.starts_with(char::is_uppercase))
            {
                return other.to_string();
            }
        }
    }
    // A single word, or short ones, can be an abbreviation.
    if name.split_whitespace().count() < 2 || !name.split_whitespace().any(|w| w.chars().count() > 4) {
        return name.to_string();
    }
    let small = ["of", "the", "and", "de", "la", "for", "in", "del", "du", "des"];
    let word = |(i, w): (usize, &str)| {
        let lower = w.to_lowercase();
        if i > 0 && small.contains(&lower.as_str()) {
            return lower;
        }
        let mut out = String::new();
        let mut begins = true;
        for c in w.chars() {
            if begins {
                out.push(c)
            } else {
                out.extend(c.to_lowercase())
            }
            begins = !c.is_alphanumeric();
        }
        out
    };
    name.split_whitespace().enumerate().map(word).collect::<Vec<_>>().join(" ")
}

/// The name in a masthead's line: what stands before its bar or dash.
fn name_of(line: &str) -> &str {
    let cut = [" | ", " – ", " — ", " - ", " · ", "   ", "\t"].iter().filter_map(|s| line.find(s)).min();
    let head = cut.map_or(line, |at| &line[..at]).trim();
    // An abbreviation in brackets behind the name.
    head.find(" (").map_or(head, |at| &head[..at])
}

/// The line at the head of a text copy that is the name of the site: it is written as a name, and something tells that it is not the headline.
pub fn masthead(units: &[Unit], text: &str) -> Option<usize> {
    let at = units
        .iter()
        .take(4)
        .position(|u| u.look == Look::Plain && !u.span.of(text).to_lowercase().starts_with("skip to"))?;
    let line = units[at].span.of(text);
    let name = name_of(line);
    if !name_like(name) || units[at].bullet || units[at].markup > 0 {
        return None;
    }
    let body = units.iter().skip(at + 1).position(Unit::prose).map_or(units.len(), |i| at + 1 + i);
    let said = |i: usize| units.get(i).is_some_and(|u| matches!(u.look, Look::Date(..) | Look::Byline));
    // Another line that can be the headline stands between this one and the text.
    let headline = |i: usize| {
        let unit = &units[i];
        let line = unit.span.of(text);
        unit.look == Look::Plain
            && unit.words >= 3
            && !menu(line)
            && !unit.bullet
            && (!name_like(line) || unit.words >= 5)
    };
    let other = (at + 1..body.min(at + 40)).any(headline);
    if !other {
        return None;
    }
    let words: Vec<String> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    // Items of menus, one of which can stand first.
    const MENU: &[&str] = &[
        "live",
        "tv",
        "news",
        "sport",
        "sports",
        "weather",
        "radio",
        "podcasts",
        "home",
        "menu",
        "search",
        "newsletter",
        "newsletters",
        "video",
        "videos",
        "world",
        "business",
        "opinion",
        "log",
        "in",
        "sign",
        "up",
        "subscribe",
        "press",
        "releases",
        "latest",
        "today",
        "page",
        "main",
    ];
    if words.iter().all(|w| MENU.contains(&w.as_str())) {
        return None;
    }
    let named = institution(name);
    let lower = name.to_lowercase();
    let again = units.iter().skip(at + 1).any(|u| u.span.of(text).to_lowercase().contains(&lower));
    let listed = (at + 1..units.len().min(at + 4)).any(|i| menu(units[i].span.of(text)))
        || (at + 1..units.len().min(at + 7)).filter(|i| units[*i].words <= 3 && !units[*i].stop).count() >= 3;
    let capitals = !name.chars().any(char::is_lowercase);
    // Right above a date or the author stands a headline, unless another follows.
    let above = said(at + 1) && !named && !again;
    (!above && (named || again || listed || capitals || legal(line) || units[at].words <= 5)).then_some(at)
}

/// Whether a word of the line is what newspapers, broadcasters or institutions are called.
pub fn institution(line: &str) -> bool {
    let words = line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase);
    legal(line) || words.into_iter().any(|w| TABLE.nouns.contains(&w) || TABLE.institutions.contains(&w))
}

/// Forms of companies.
fn legal(line: &str) -> bool {
    [
        "S.A.", "S.p.A.", "Ltd", "Inc", "Inc.", "LLC", "GmbH", "AG", "B.V.", "plc", "PLC", "a.s.", "s.r.o.", "AS",
        "ASA", "AB", "Oy", "Pty", "Pvt",
    ]
    .iter()
    .any(|f| line.split_whitespace().any(|w| w.trim_matches(',') == *f))
}

/// A line of short items: a menu.
pub fn menu(line: &str) -> bool {
    let items: Vec<&str> = line
        .split(['|', '·', '•', '/', '\t'])
        .flat_map(|p| p.split("  "))
        .flat_map(|p| p.split(" - "))
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .collect();
    items.len() >= 3 && items.iter().all(|i| i.split_whitespace().count() <= 5)
        || line.split_whitespace().count() >= 4
            && items.len() == 1
            && !stops(line)
            && line.split_whitespace().all(|w| {
                w.chars().next().is_some_and(char::is_uppercase)
                    && w.chars().count() <= 12
                    && w.chars().all(char::is_alphabetic)
            })
}

/// Whether a line is written as a name is: capitals at all words but small ones, and no sentence.
pub fn name_like(line: &str) -> bool {
    let small = |w: &str| {
        matches!(
            w,
            "of" | "the"
                | "and"
                | "for"
                | "in"
                | "de"
                | "du"
                | "der"
                | "die"
                | "das"
                | "la"
                | "le"
                | "el"
                | "del"
                | "des"
                | "da"
                | "do"
                | "from"
                | "on"
                | "at"
                | "&"
                | "y"
                | "et"
                | "und"
                | "van"
                | "di"
                | "och"
                | "og"
                | "i"
                | "online"
                | "into"
        )
    };
    let named = |w: &str| {
        small(w)
            || w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || !c.is_ascii())
            || w.contains('.')
            || w.starts_with("l'")
            || w.starts_with("d'")
    };
    let words = line.split_whitespace().count();
    (1..=10).contains(&words)
        && line.chars().count() <= 80
        && line.split_whitespace().all(named)
        && line.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_ascii())
        && !line.ends_with([':', '!', '?', ','])
        && (!line.ends_with('.')
            || legal(line)
            || line.split_whitespace().next_back().is_some_and(|w| w.chars().count() <= 4))
}

/// Whether a string can be the name of a site: starts with a capital, is no sentence and no phrase of footers.
fn plausible(name: &str) -> bool {
    const PHRASES: &[&str] = &[
        "all rights",
        "reserved",
        "privacy",
        "terms",
        "cookie",
        "this site",
        "copyright",
        "powered by",
        "the author",
        "us",
        "more",
        "main page",
        "home",
        "menu",
        "news",
        "licensed",
        "page",
        "website",
    ];
    let lower = name.to_lowercase();
    let first = name.chars().next();
    name.chars().count() >= 2
        && name.split_whitespace().count() <= 12
        && first.is_some_and(|c| c.is_uppercase() || !c.is_ascii() || c.is_lowercase() && name.contains('.'))
        && (!stops(name) || legal(name))
        && !PHRASES
            .iter()
            .any(|p| lower == *p || (p.len() > 4 && !matches!(*p, "main page" | "website") && lower.contains(p)))
}

/// A site's name from its data, when it is one: no address, no slogan.
pub fn of_data(name: &str) -> Option<String> {
    let name = name.trim();
    const NONE: &[&str] = &[
        "home",
        "website",
        "news",
        "blog",
        "wordpress",
        "my site",
        "untitled",
        "default",
        "site",
        "homepage",
        "index",
        "localhost",
        "na",
        "null",
        "undefined",
    ];
    let lower = name.to_lowercase();
    let fits = (2..=60).contains(&name.chars().count())
        && !name.starts_with("http")
        && !name.starts_with('@')
        && !NONE.contains(&lower.as_str());
    if !fits {
        return None;
    }
    // A domain as the site's name.
    if !name.contains(' ')
        && lower.contains('.')
        && let Some(known) = by_table(&format!("https://{lower}/"))
    {
        return Some(known.to_string());
    }
    Some(name.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::dump::units;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(of_lines(&units(text), text, None).as_deref(), expected, "{text}");
    }

    #[test]
    fn mastheads() {
        check(
            "VELM HERALD\nSports\nDam bursts above the town\nA dam burst.\nVelm Herald is a member of the Orne Group",
            Some("Velm Herald"),
        );
        check(
            "Ministry of Water, Velm\nPress releases\nDam bursts above the town\nThe dam burst on Monday.",
            Some("Ministry of Water, Velm"),
        );
        check("Main Page\nSports\nA dam burst.", None);
        check(
            "Dam Bursts\nBy Ina Holm\nThe dam above the town of Velm burst on Monday, and two villages were flooded.",
            None,
        );
        check(
            "The Orne Standard\nNews | Sport | Weather\nWORLDMay 2, 2031\nDam bursts above Velm\nThe dam burst on Monday.",
            Some("The Orne Standard"),
        );
        check("2031 Velm flood\nFrom Freepedia\nThe flood of 2031 came in May.", Some("Freepedia"));
        check(
            "ORNE GAZETTE\nNews\nDam bursts above Velm\nThe dam burst on Monday.\n(c) Lind Media Pvt Ltd",
            Some("Orne Gazette"),
        );
    }

    #[test]
    fn names_by_address() {
        let check = |address: &str, expected: &str| assert_eq!(of_address(address).as_deref(), Some(expected));
        check("https://www.northgate-tribune.example/a", "Northgate Tribune");
        check("https://www.velmpost.example/a", "Velm Post");
        check("https://www.thevelmgazette.co.uk/a", "The Velm Gazette");
        check("https://www.bbc.co.uk/news/1", "BBC");
        check("https://vrx7.example/a", "vrx7.example");
    }
}
