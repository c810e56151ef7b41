//! What a page's metadata say: headline, day of first publication, authors, outlet, address, language.
//!
//! In: the parsed page. Out: [`Facts`]. Where several places name one thing, the one that says it most directly wins; which
//! places those are, and their order, was settled by measuring on pages with known answers.

use std::sync::LazyLock;

use regex::Regex;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

use super::super::{Facts, PublishedBasis, address, credit, date};
use crate::page::build::tidy;
use crate::page::dump::{same_words, split_site};
use crate::page::lexicon::LINES;

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

fn all<'a>(tree: &'a Html, selector: &str) -> impl Iterator<Item = ElementRef<'a>> {
    let found: Vec<ElementRef<'a>> = Selector::parse(selector).map(|s| tree.select(&s).collect()).unwrap_or_default();
    found.into_iter()
}

fn text_of(element: ElementRef<'_>) -> String {
    tidy(&element.text().collect::<String>())
}

fn attr(tree: &Html, selector: &str, name: &str) -> Option<String> {
    all(tree, selector).find_map(|e| e.value().attr(name)).map(tidy).filter(|v| !v.is_empty())
}

/// The content of the first `meta` element with one of these names, in the order of the names.
fn meta(tree: &Html, names: &[&str]) -> Option<String> {
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

fn linked_text(linked: &[Value], key: &str) -> Option<String> {
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

/// The headline, and the name of the site when the window's title ends in it.
fn title(tree: &Html, linked: &[Value], site: Option<&str>) -> (Option<String>, Option<String>) {
    let window = all(tree, "head title, title").map(text_of).find(|t| !t.is_empty());
    let clean = |t: &str| -> String {
        let bare = strip_site(t, site);
        tidy(bare)
    };
    // Each place with its weight. Places that agree add up.
    let mut places: Vec<(String, i32)> = Vec::new();
    let mut offer = |text: Option<String>, weight: i32| {
        if let Some(text) = text.filter(|t| t.chars().any(char::is_alphanumeric) && t.chars().count() <= 400) {
            places.push((text, weight));
        }
    };
    // The page's own heading is its headline, if the window's title speaks of the same.
    let told = window.as_deref().map(words).unwrap_or_default();
    let headings: Vec<String> = all(tree, "h1").map(text_of).filter(|h| !h.is_empty()).take(8).collect();
    for (i, h1) in headings.iter().enumerate() {
        let own = words(h1);
        let shared = own.iter().filter(|w| told.contains(w)).count();
        let close = shared > 0 && (i == 0 || headings.len() == 1 || 2 * shared >= own.len());
        offer(
            Some(h1.clone()),
            if close {
                55
            } else if i == 0 {
                28
            } else {
                18
            },
        );
    }
    offer(
        all(tree, "h1[itemprop='headline'], h1[class*='headline'], h1[class*='title'], [itemprop='headline']")
            .map(text_of)
            .next(),
        12,
    );
    offer(linked_text(linked, "headline"), 22);
    offer(meta(tree, &["og:title"]).map(|t| clean(&t)), 24);
    offer(
        meta(tree, &["twitter:title", "dc.title", "title", "parsely-title", "sailthru.title"]).map(|t| clean(&t)),
        12,
    );
    let (bare, of_window) = window.as_deref().map_or((None, None), |w| {
        let (head, tail) = split_site(w);
        let known = strip_site(w, site);
        (Some(if known.len() < w.len() { known } else { head }.to_string()), tail.map(str::to_string))
    });
    offer(bare, 18);
    if places.is_empty() {
        offer_heading(tree, &mut places);
    }
    let score = |text: &str| -> i32 {
        let agree: i32 = places.iter().filter(|(t, _)| same_words(t, text)).map(|(_, w)| *w).sum();
        let inside = window.as_deref().is_some_and(|w| squeeze(w).contains(&squeeze(text)));
        let words = text.split_whitespace().count();
        let short = i32::from(words < 3) * 25;
        let site = i32::from(site.is_some_and(|s| squeeze(s) == squeeze(text))) * 60;
        agree + 14 * i32::from(inside) - short - site
    };
    let mut best: Option<(i32, &str)> = None;
    for (text, _) in &places {
        let s = score(text);
        if best.is_none_or(|(b, _)| s > b) {
            best = Some((s, text));
        }
    }
    let title = best.map(|(_, t)| t.to_string());
    let taken_off = title.as_deref().zip(window.as_deref()).is_some_and(|(t, w)| same_words(split_site(w).0, t));
    (title, of_window.filter(|_| taken_off))
}

fn offer_heading(tree: &Html, places: &mut Vec<(String, i32)>) {
    if let Some(h2) = all(tree, "article h2, main h2, h2").map(text_of).find(|t| t.split_whitespace().count() >= 4) {
        places.push((h2, 5));
    }
}

/// The title without a part that is the site's name.
fn strip_site<'a>(title: &'a str, site: Option<&str>) -> &'a str {
    let Some(site) = site else { return title };
    let (wanted, mut title) = (squeeze(site), title);
    for separator in [" | ", " – ", " — ", " - ", " :: ", " • ", " » ", " : "] {
        if let Some((head, tail)) = title.rsplit_once(separator)
            && (squeeze(tail) == wanted || (wanted.len() > 3 && squeeze(tail).contains(&wanted)))
        {
            title = head;
        }
        if let Some((head, tail)) = title.split_once(separator)
            && squeeze(head) == wanted
        {
            title = tail;
        }
    }
    title.trim()
}

/// Words of four letters and more, in small letters.
fn words(text: &str) -> Vec<String> {
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.chars().count() >= 4 || (w.len() >= 2 && !w.is_ascii()));
    words.map(str::to_lowercase).collect()
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

type Dated = (jiff::civil::Date, Option<String>, String, PublishedBasis);

/// The day of first publication.
fn published(
    tree: &Html,
    linked: &[Value],
    url: Option<&str>,
    html: &str,
    lines: &str,
    title: Option<&str>,
) -> Option<Dated> {
    let from = |value: Option<String>, why: &str, basis| -> Option<Dated> {
        let (day, time) = date::attribute(&value?)?;
        date::plausible(day).then(|| (day, time, why.to_string(), basis))
    };
    const META: &[&str] = &[
        "article:published_time",
        "og:article:published_time",
        "og:published_time",
        "datePublished",
        "article:published",
        "rnews:datePublished",
        "parsely-pub-date",
        "sailthru.date",
        "pubdate",
        "publishdate",
        "publish-date",
        "publish_date",
        "publication_date",
        "publicationDate",
        "OriginalPublicationDate",
        "article.published",
        "article_date_original",
        "cXenseParse:recs:publishtime",
        "cxenseparse:publishtime",
        "DC.date.issued",
        "dcterms.issued",
        "DC.date.created",
        "dcterms.created",
        "dc.date",
        "dcterms.date",
        "date",
        "DC.Date",
        "created",
        "bt:pubDate",
        "ptime",
        "timestamp",
        "lastPublished",
        "displaydate",
        "pub_date",
        "weibo:article:create_at",
        "citation_publication_date",
        "citation_date",
        "og:pubdate",
        "date_published",
        "analyticsAttributes.articleDate",
        "gentime",
        "sdate",
        "pdate",
    ];
    let meta_date = || META.iter().find_map(|n| from(meta(tree, &[n]), &format!("meta {n}"), PublishedBasis::Metadata));
    from(linked_text(linked, "datePublished"), "JSON-LD datePublished", PublishedBasis::Metadata)
        .or_else(meta_date)
        .or_else(|| {
            let marked = "[itemprop='datePublished'], time[pubdate], [property='datePublished'], [pubdate='pubdate']";
            element_date(tree, marked, "marked as published", PublishedBasis::Metadata)
        })
        .or_else(|| {
            let address = url.and_then(address::canonical)?;
            let day = date::address(&address).filter(|d| date::plausible(*d))?;
            Some((day, None, "in the address".into(), PublishedBasis::Address))
        })
        .or_else(|| {
            let times = "time[class*='publish'], time[class*='entry-date'], header time[datetime], article time[datetime], main time[datetime], time[datetime]";
            element_date(tree, times, "time element", PublishedBasis::Stated)
        })
        .or_else(|| {
            let (day, time) = in_scripts(html)?;
            Some((day, time, "named in the page's data".into(), PublishedBasis::Metadata))
        })
        .or_else(|| {
            let day = below_title(lines, title?)?;
            Some((day, None, "date line below the headline".into(), PublishedBasis::Stated))
        })
        .or_else(|| from(linked_text(linked, "dateCreated"), "JSON-LD dateCreated", PublishedBasis::Metadata))
        .or_else(|| from(linked_text(linked, "uploadDate"), "JSON-LD uploadDate", PublishedBasis::Metadata))
        .or_else(|| {
            let named = "[class*='publish'], [class*='pubdate'], [class*='post-date'], [class*='entry-date'], [class*='article-date'], \
                [class*='dateline'], [class*='timestamp'], [id*='publish'], [id*='pubdate'], [class*='byline'], [class*='post-meta'], \
                [class*='entry-meta'], [class*='article-meta'], [class*='date'], [id*='date'], [class*='Date'], [class*='author'], time";
            element_date(tree, named, "date on the page", PublishedBasis::Stated)
        })
        .or_else(|| {
            let names = ["article:modified_time", "og:updated_time", "dateModified", "last-modified", "lastmod", "revised"];
            from(meta(tree, &names).or_else(|| linked_text(linked, "dateModified")), "only the day of a change is given", PublishedBasis::Metadata)
        })
}

/// The first date under a name that means publication in scripts: the data that a page is drawn from, or damaged JSON-LD.
fn in_scripts(html: &str) -> Option<(jiff::civil::Date, Option<String>)> {
    static KEY: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r#"(?i)\\?"(?:date_?published|(?:first_?|date_?)?publish(?:ed)?_?(?:at|date|on|time)|publication_?date|first_?published|post_?date|pub_?date)\\?"\s*:\s*\\?"([^"\\]{8,40})"#).ok()
    });
    let found = KEY.as_ref()?.captures_iter(html).find_map(|c| date::attribute(c.get(1)?.as_str()));
    found.filter(|(day, _)| date::plausible(*day))
}

/// Lines that can stand between the headline and the date or author.
const BELOW: usize = 14;

/// The lines below the headline, wherever it stands.
fn after_title<'a>(lines: &'a str, title: &'a str) -> impl Iterator<Item = &'a str> {
    let all: Vec<&str> = lines.lines().collect();
    let mut near = Vec::new();
    for (i, _) in all.iter().enumerate().filter(|(_, l)| same_words(l, title)) {
        near.extend(all[i + 1..all.len().min(i + 1 + BELOW)].iter().copied().filter(|l| l.chars().count() <= 120));
    }
    near.into_iter()
}

/// A date line near the headline.
fn below_title(lines: &str, title: &str) -> Option<jiff::civil::Date> {
    let mut best: Option<(date::Said, jiff::civil::Date)> = None;
    let mut above = String::new();
    for line in after_title(lines, title) {
        // In a facts box the day is that of the event.
        let boxed =
            matches!(above.trim_end_matches(':'), "date" | "dates" | "when" | "born" | "died" | "founded" | "released");
        above = line.trim().to_lowercase();
        if boxed {
            continue;
        }
        let found =
            date::date_line(line).or_else(|| date::date_in_line(line).filter(|_| !crate::page::dump::stops(line)));
        if let Some((day, said)) = found.filter(|(d, _)| date::plausible(*d))
            && best.is_none_or(|(b, _)| said < b)
        {
            best = Some((said, day));
        }
    }
    best.map(|(_, day)| day)
}

/// The first date of the elements of a selector: attribute first, then a short text. Parts of the selector are tried in turn.
fn element_date(tree: &Html, selector: &str, why: &str, basis: PublishedBasis) -> Option<Dated> {
    for part in selector.split(',').map(str::trim) {
        let mut updated = None;
        for element in all(tree, part).take(40) {
            let written =
                ["datetime", "content", "data-datetime", "title"].iter().find_map(|a| element.value().attr(a));
            let text = text_of(element);
            if text.chars().count() > 200 {
                continue;
            }
            let changed = text.to_lowercase().contains("updat")
                || element.value().classes().any(|c| c.to_lowercase().contains("updat") || c.contains("modif"));
            let found = written
                .and_then(date::attribute)
                .map(|(day, time)| (day, time, date::Said::Plain))
                .or_else(|| date::date_in_line(&text).map(|(day, said)| (day, None, said)));
            if let Some((day, time, said)) = found.filter(|(d, ..)| date::plausible(*d)) {
                let dated = (day, time, why.to_string(), basis);
                if said != date::Said::Updated && !(changed && said == date::Said::Plain) {
                    return Some(dated);
                }
                updated.get_or_insert(dated);
            }
        }
        if updated.is_some() {
            return updated;
        }
    }
    None
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
