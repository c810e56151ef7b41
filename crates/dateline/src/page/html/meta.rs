//! What a page's metadata say: headline, day of first publication, authors, outlet, address, language.
//!
//! In: the parsed page. Out: [`Facts`]. Where several places name one thing, the one that says it most directly wins; which
//! places those are, and their order, was settled by measuring on pages with known answers.

use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

use super::headline::{squeeze, title};
use super::published::{after_title, published};
use crate::page::build::tidy;
use crate::page::lexicon::LINES;
use crate::page::{Facts, address, credit};

/// Reads the metadata.
pub fn facts(tree: &Html, html: &str, lines: &str, url: Option<&str>) -> Facts {
    let linked = json_ld(tree);
    let mut facts = Facts::default();
    let site = site_name(tree, &linked);
    let (title, of_title) = title(tree, &linked, site.as_deref());
    facts.title = title;
    facts.outlet = site.or(of_title);
    facts.url = canonical(tree);
    facts.language = attr(tree, "html", "lang").or_else(|| attr(tree, "html", "xml:lang")).and_then(|l| {
        let code: String = l.chars().take_while(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
        (code.len() == 2).then_some(code)
    });
    if let Some((day, value, why, basis)) =
        published(tree, &linked, url.or(facts.url.as_deref()), html, lines, facts.title.as_deref())
    {
        facts.published = Some((day, why));
        facts.published_value = value;
        facts.published_basis = Some(basis);
    }
    authors(tree, &linked, lines, &mut facts);
    facts
}

/// Texts under pictures.
pub fn captions(tree: &Html) -> Vec<String> {
    let mut captions: Vec<String> = Vec::new();
    for text in all(tree, "figcaption, .wp-caption-text").map(text_of) {
        if text.chars().count() >= 12 && !captions.contains(&text) {
            captions.push(text);
        }
    }
    captions
}

pub(super) fn all<'a>(tree: &'a Html, selector: &str) -> impl Iterator<Item = ElementRef<'a>> {
    let found: Vec<ElementRef<'a>> = Selector::parse(selector).map(|s| tree.select(&s).collect()).unwrap_or_default();
    found.into_iter()
}

pub(super) fn text_of(element: ElementRef<'_>) -> String {
    tidy(&element.text().collect::<String>())
}

fn attr(tree: &Html, selector: &str, name: &str) -> Option<String> {
    all(tree, selector).find_map(|e| e.value().attr(name)).map(tidy).filter(|v| !v.is_empty())
}

/// The content of the first `meta` element with one of these names, in the order of the names.
pub(super) fn meta(tree: &Html, names: &[&str]) -> Option<String> {
    let elements: Vec<ElementRef<'_>> = all(tree, "meta[content]").collect();
    names.iter().find_map(|name| {
        elements.iter().find_map(|e| {
            let key = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|a| e.value().attr(a))?;
            let content = tidy(e.value().attr("content")?);
            (key.eq_ignore_ascii_case(name) && !content.is_empty()).then_some(content)
        })
    })
}

/// All objects of the page's JSON-LD, outermost first, articles before others.
fn json_ld(tree: &Html) -> Vec<Value> {
    let mut objects = Vec::new();
    for script in all(tree, "script[type='application/ld+json']") {
        let source: String = script.text().collect();
        // Line breaks inside strings are a common mistake.
        let source: String = source.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        if let Ok(value) = serde_json::from_str::<Value>(source.trim().trim_end_matches(';')) {
            flatten(value, 0, &mut objects);
        }
    }
    let article = |v: &Value| {
        let kinds = v.get("@type").map(Value::to_string).unwrap_or_default();
        !(kinds.contains("Article") || kinds.contains("Posting") || kinds.contains("Report"))
    };
    objects.sort_by_key(article);
    objects
}

fn flatten(value: Value, depth: usize, out: &mut Vec<Value>) {
    match value {
        Value::Array(items) if depth < 8 => items.into_iter().for_each(|v| flatten(v, depth + 1, out)),
        Value::Object(ref map) if depth < 8 => {
            let inner = ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement"].map(|k| map.get(k).cloned());
            out.push(value);
            for inner in inner.into_iter().flatten() {
                flatten(inner, depth + 1, out);
            }
        }
        _ => {}
    }
}

pub(super) fn linked_text(linked: &[Value], key: &str) -> Option<String> {
    linked.iter().find_map(|v| v.get(key)?.as_str()).map(unescape).filter(|s| !s.is_empty())
}

/// Text of JSON-LD often holds HTML entities.
fn unescape(text: &str) -> String {
    if text.contains('&') || text.contains('<') {
        return tidy(&Html::parse_fragment(text).root_element().text().collect::<String>());
    }
    tidy(text)
}

fn site_name(tree: &Html, linked: &[Value]) -> Option<String> {
    let publisher = || {
        let publishers = linked.iter().filter_map(|v| v.get("publisher"));
        publishers
            .flat_map(|p| p.as_array().cloned().unwrap_or_else(|| vec![p.clone()]))
            .find_map(|p| p.get("name")?.as_str().map(unescape))
    };
    let named = meta(tree, &["og:site_name"])
        .or_else(publisher)
        .or_else(|| meta(tree, &["application-name", "al:android:app_name", "dc.publisher"]));
    named.filter(|n| n.chars().count() <= 60 && !n.starts_with("http") && !n.starts_with('@'))
}

fn canonical(tree: &Html) -> Option<String> {
    let link = attr(tree, "link[rel='canonical']", "href").or_else(|| meta(tree, &["og:url"]));
    link.filter(|l| address::canonical(l).is_some() && !l.starts_with('/'))
}

fn authors(tree: &Html, linked: &[Value], lines: &str, facts: &mut Facts) {
    let mut lists: Vec<String> = Vec::new();
    for author in linked.iter().filter_map(|v| v.get("author").or_else(|| v.get("creator"))) {
        let one = |v: &Value| v.as_str().or_else(|| v.get("name")?.as_str()).map(unescape);
        match author {
            Value::Array(items) => lists.extend(items.iter().filter_map(one)),
            other => lists.extend(one(other)),
        }
        if !lists.is_empty() {
            break;
        }
    }
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
    ];
    if !lists.iter().any(|l| !credit::people_of(l).is_empty()) {
        lists.extend(META.iter().filter_map(|n| meta(tree, &[n])));
    }
    if !lists.iter().any(|l| !credit::people_of(l).is_empty()) {
        let selector = "[rel='author'], [itemprop='author'] [itemprop='name'], [itemprop='author'], [class*='author-name'], [class*='byline-name'], \
            [class*='byline'] a, [class*='byline'], [class*='author'] a, [class*='author'], [class*='Byline'], [class*='Author'], [id*='author']";
        for part in selector.split(',').map(str::trim) {
            let found: Vec<String> =
                all(tree, part).map(text_of).filter(|t| (3..=120).contains(&t.chars().count())).take(3).collect();
            if let Some(found) = found.into_iter().find(|t| !credit::people_of(t).is_empty()) {
                lists.push(found);
                break;
            }
        }
    }
    if !lists.iter().any(|l| !credit::people_of(l).is_empty())
        && let Some(title) = facts.title.as_deref()
    {
        let near: Vec<&str> = after_title(lines, title).collect();
        for (i, line) in near.iter().enumerate() {
            let names = LINES.byline.iter().find_map(|b| b.captures(line)?.name("names")).map(|m| m.as_str());
            let below =
                matches!(line.trim().to_lowercase().trim_end_matches(':'), "by" | "written by" | "author" | "words by");
            let names = names.or_else(|| if below { near.get(i + 1).copied() } else { None });
            if let Some(names) = names.filter(|n| !credit::people_of(n).is_empty()) {
                lists.push(names.to_string());
                break;
            }
        }
    }
    for list in lists.iter().filter(|l| !l.contains("://")) {
        credit::from_byline(list, &mut facts.authors, &mut facts.agencies);
        if facts.authors.len() >= 8 {
            break;
        }
    }
    // An author that is no person, such as a desk, is named as it stands.
    if facts.authors.is_empty()
        && let Some(desk) = lists.first().filter(|l| l.chars().count() <= 60 && !l.contains("://"))
        && facts.outlet.as_deref().is_none_or(|o| squeeze(o) != squeeze(desk))
    {
        facts.authors.push(desk.clone());
    }
}
