//! Who wrote a page.
//!
//! In: the page, its data and its lines. Out: names of people; a desk or a firm only where no person is named, and then whole. The places that
//! may name them are asked in turn, the page's data first; elements count only where they belong to the article.

use scraper::ElementRef;
use serde_json::Value;

use super::headline::squeeze;
use super::linked::{self, unescape};
use super::meta::{all, spaced_text_of};
use super::published::{Sources, after_title};
use crate::page::lexicon::LINES;
use crate::page::{Facts, credit};

const META: &[&str] = &[
    "author",
    "article:author",
    "og:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "citation_author",
    "cXenseParse:author",
    "twitter:data1",
];

/// Elements that name the author, the surest first.
const MARKED: &str = "[rel='author'], [itemprop='author'] [itemprop='name'], [itemprop='author'], [class*='author-name'], [class*='author__name'], [class*='byline-name'], \
    [class*='byline__name'], [class*='byline'] a, [class*='byline'], [class*='Byline'] a, [class*='Byline'], [class*='author'] a, [class*='author'], [class*='Author'], \
    [class*='written-by'], [class*='writer'], [class*='contributor'], [id*='author'], a[href*='/author/'], a[href*='/authors/']";

/// Finds authors and the agencies of bylines.
pub(super) fn authors(s: &Sources<'_>, facts: &mut Facts) {
    let lists = of_data(s).or_else(|| of_meta(s)).or_else(|| of_elements(s)).or_else(|| of_lines(s));
    for list in lists.iter().flatten() {
        credit::from_byline(list, &mut facts.authors, &mut facts.agencies);
        if facts.authors.len() >= 12 {
            break;
        }
    }
    // The site's name beside a person's; alone it can be both.
    let outlet = facts.outlet.as_deref().map(squeeze);
    if facts.authors.len() > 1 {
        facts.authors.retain(|a| outlet.as_deref() != Some(squeeze(a).as_str()));
    }
    if facts.authors.is_empty() && facts.agencies.is_empty() {
        facts.authors.extend(desk(s, facts.outlet.as_deref()));
    }
}

/// Lists that name at least one person or agency.
fn speaking(lists: Vec<String>) -> Option<Vec<String>> {
    let names = |l: &String| {
        let (mut authors, mut agencies) = (Vec::new(), Vec::new());
        credit::from_byline(l, &mut authors, &mut agencies);
        !authors.is_empty() || !agencies.is_empty()
    };
    let kept: Vec<String> = lists.into_iter().filter(|l| !l.contains("://")).filter(names).collect();
    (!kept.is_empty()).then_some(kept)
}

fn named(author: &Value) -> Vec<String> {
    match author {
        Value::Array(items) => items.iter().flat_map(named).collect(),
        Value::String(name) => vec![unescape(name)],
        other => match other.get("name") {
            Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(unescape).collect(),
            Some(Value::String(name)) => vec![unescape(name)],
            _ => Vec::new(),
        },
    }
}

/// What the objects of the article name.
fn of_linked(s: &Sources<'_>) -> Vec<String> {
    let objects = linked::best(s.linked, linked::article, s.title, s.url);
    let objects = objects.into_iter().chain(linked::best(s.linked, linked::page, s.title, s.url));
    let lists = objects.filter_map(|v| v.get("author").or_else(|| v.get("creator"))).map(|author| {
        // An author that is only a reference is described in another object.
        let of = |a: &Value| match a.get("@id").and_then(Value::as_str) {
            Some(id) if a.get("name").is_none() => s
                .linked
                .iter()
                .find(|v| v.get("@id").and_then(Value::as_str) == Some(id))
                .map(named)
                .unwrap_or_default(),
            _ => named(a),
        };
        match author {
            Value::Array(items) => items.iter().flat_map(of).collect(),
            one => of(one),
        }
    });
    lists.into_iter().find(|l: &Vec<String>| !l.is_empty()).unwrap_or_default()
}

fn of_data(s: &Sources<'_>) -> Option<Vec<String>> {
    speaking(of_linked(s))
}

fn of_meta(s: &Sources<'_>) -> Option<Vec<String>> {
    META.iter().find_map(|name| speaking(s.metas.all(name).map(str::to_string).collect()))
}

fn of_elements(s: &Sources<'_>) -> Option<Vec<String>> {
    MARKED.split(',').map(str::trim).find_map(|part| {
        let mut found: Vec<ElementRef<'_>> = Vec::new();
        for element in all(s.tree, part).take(40).filter(|e| s.scope.holds(*e)) {
            // What holds another of the same kind says the same once more.
            if !found.iter().any(|f| element.ancestors().any(|a| a.id() == f.id())) {
                found.push(element);
            }
        }
        let texts: Vec<String> =
            found.into_iter().flat_map(parts).filter(|t| (3..=140).contains(&t.chars().count())).collect();
        speaking(texts.into_iter().take(8).collect())
    })
}

/// The texts of a byline: as a whole where it reads as one, else of its parts.
fn parts(element: ElementRef<'_>) -> Vec<String> {
    let whole = spaced_text_of(element);
    let children: Vec<ElementRef<'_>> = element.children().filter_map(ElementRef::wrap).collect();
    // Elements set side by side: "By", a name, an outlet, a date.
    let apart =
        children.len() >= 2 && element.children().filter_map(|n| n.value().as_text()).all(|t| t.trim().is_empty());
    if apart {
        let texts: Vec<String> = children.into_iter().map(spaced_text_of).filter(|t| !t.is_empty()).collect();
        if texts.iter().any(|t| credit::people_of(t).first().is_some_and(|n| n.contains(' '))) {
            return texts
                .into_iter()
                .filter(|t| credit::people_of(t).first().is_none_or(|n| n.contains(' ')))
                .collect();
        }
    }
    vec![whole]
}

fn of_lines(s: &Sources<'_>) -> Option<Vec<String>> {
    let near: Vec<&str> = after_title(s.lines, s.title?).collect();
    near.iter().enumerate().find_map(|(i, line)| {
        let names = LINES.byline.iter().find_map(|b| b.captures(line)?.name("names")).map(|m| m.as_str());
        let below = matches!(
            line.trim().to_lowercase().trim_end_matches(':'),
            "by" | "written by" | "author" | "words by" | "von" | "par" | "por" | "posted by"
        );
        let names = names.or_else(|| if below { near.get(i + 1).copied() } else { None })?;
        if crate::page::dump::stops(line) && line.chars().count() > 60 {
            return None;
        }
        speaking(vec![names.to_string()])
    })
}

/// An author that is no person, such as a desk, named as it stands.
fn desk(s: &Sources<'_>, outlet: Option<&str>) -> Option<String> {
    let lists = of_linked(s).into_iter().chain(META[..6].iter().flat_map(|n| s.metas.all(n).map(str::to_string)));
    let marked = all(s.tree, "[class*='author-name'], [class*='byline-name'], [class*='byline'], [rel='author']")
        .filter(|e| s.scope.holds(*e))
        .map(spaced_text_of);
    let own = |d: &String| outlet.is_none_or(|o| squeeze(o) != squeeze(d));
    lists.chain(marked.take(4)).filter(|l| !l.contains("://")).filter_map(|l| credit::desk(&l)).find(own)
}
