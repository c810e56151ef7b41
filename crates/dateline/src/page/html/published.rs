//! The day on which a page was first published.
//!
//! In: the parsed page, its linked data, its lines and its address. Out: the day and why, from the place that says it most directly.

use std::sync::LazyLock;

use regex::Regex;
use scraper::Html;
use serde_json::Value;

use super::meta::{all, linked_text, meta, text_of};
use crate::page::dump::same_words;
use crate::page::{PublishedBasis, address, date};

/// The day, the value of day or time as written, why, and what that rests on.
type Dated = (jiff::civil::Date, Option<String>, String, PublishedBasis);

/// The day of first publication.
pub(super) fn published(
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
pub(super) fn after_title<'a>(lines: &'a str, title: &'a str) -> impl Iterator<Item = &'a str> {
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
