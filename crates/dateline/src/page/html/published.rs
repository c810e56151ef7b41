//! The day on which a page was first published.
//!
//! In: the parsed page, its linked data, its lines and its address. Out: the day and why, from the place that says it most directly. Where
//! the page's data name several days of publication, the first of them is that of first publication; a day of change counts only where
//! there is no other, and is said to be one.

use std::sync::LazyLock;

use regex::Regex;
use scraper::{ElementRef, Html};
use serde_json::Value;

use super::linked;
use super::meta::{Metas, all, text_of};
use super::scope::Scope;
use crate::page::date::{Context, Dated, Given, ONLY_CHANGED, Said};
use crate::page::dump::{same_words, stops};
use crate::page::{PublishedBasis, address, credit, date};

/// What the day is looked for in.
pub struct Sources<'a> {
    /// The page.
    pub tree: &'a Html,
    /// Its `meta` elements.
    pub metas: &'a Metas,
    /// Its JSON-LD.
    pub linked: &'a [Value],
    /// Its address.
    pub url: Option<&'a str>,
    /// The file.
    pub html: &'a str,
    /// Its text, a line a block.
    pub lines: &'a str,
    /// Its headline.
    pub title: Option<&'a str>,
    /// Language and country.
    pub context: &'a Context,
    /// What belongs to the article.
    pub scope: &'a Scope<'a>,
    /// The first paragraphs of the article.
    pub opening: &'a [String],
}

/// Names of `meta` elements that hold the day of publication.
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
    "published-date",
    "publication_date",
    "publication-date",
    "publicationDate",
    "OriginalPublicationDate",
    "article.published",
    "article_date_original",
    "article:post_date",
    "cXenseParse:recs:publishtime",
    "cxenseparse:publishtime",
    "citation_online_date",
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
    "firstpublished",
    "first_published",
    "shareaholic:article_published_time",
    "vr:published_time",
];

/// The same of a day of change.
const CHANGED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "dateModified",
    "article:modified",
    "DC.date.modified",
    "dcterms.modified",
    "last-modified",
    "lastmod",
    "revised",
];

/// The day of first publication.
pub(super) fn published(s: &Sources<'_>) -> Option<Dated> {
    stated(s)
        .or_else(|| marked(s))
        .or_else(|| by_address(s))
        .or_else(|| time_elements(s))
        .or_else(|| in_scripts(s))
        .or_else(|| below_title(s))
        .or_else(|| linked_text(s, linked::anything, "dateCreated", "JSON-LD dateCreated"))
        .or_else(|| linked_text(s, linked::anything, "uploadDate", "JSON-LD uploadDate"))
        .or_else(|| named_elements(s))
        .or_else(|| dateline(s))
        .or_else(|| anywhere(s))
        .or_else(|| head_line(s))
        .or_else(|| changed(s))
        .or_else(|| month_only(s))
}

/// From the page's data; the first of several days of publication.
fn stated(s: &Sources<'_>) -> Option<Dated> {
    let of_linked = linked_text(s, linked::article, "datePublished", "JSON-LD datePublished")
        .or_else(|| linked_text(s, linked::article, "coverageStartTime", "JSON-LD coverageStartTime"));
    let of_meta = META.iter().find_map(|name| {
        let found = s.metas.all(name).filter_map(|v| {
            Dated::new(date::attribute(v, s.context)?, &format!("meta {name}"), PublishedBasis::Metadata)
        });
        found.min_by_key(|d| d.date)
    });
    let page = || linked_text(s, linked::page, "datePublished", "JSON-LD datePublished");
    let stated = match (of_linked, of_meta) {
        (Some(a), Some(b)) => Some(if b.date < a.date && b.other.is_none() { b } else { a }),
        (a, b) => a.or(b).or_else(page),
    }?;
    // Data are in the time of the server; an address keeps the day of the newsroom, and the first day of a page published again.
    Some(by_address(s).filter(|a| a.date < stated.date).unwrap_or(stated))
}

fn linked_text(s: &Sources<'_>, of: fn(&Value) -> bool, key: &str, why: &str) -> Option<Dated> {
    let values = linked::best(s.linked, of, s.title, s.url).into_iter().filter_map(|v| v.get(key)?.as_str());
    values.filter_map(|v| Dated::new(date::attribute(v, s.context)?, why, PublishedBasis::Metadata)).next()
}

/// Elements that are marked as the day of publication.
fn marked(s: &Sources<'_>) -> Option<Dated> {
    let selector = "[itemprop='datePublished'], time[pubdate], [property='datePublished'], [pubdate='pubdate']";
    element_date(s, selector, "marked as published", PublishedBasis::Metadata)
}

fn by_address(s: &Sources<'_>) -> Option<Dated> {
    let address = s.url.and_then(address::canonical)?;
    let given = Given { date: date::address(&address)?, time: None, other: None };
    Dated::new(given, "in the address", PublishedBasis::Address)
}

fn time_elements(s: &Sources<'_>) -> Option<Dated> {
    if linked::any_live(s.linked) || all(s.tree, LIVE_ENTRY).nth(1).is_some() {
        // A live blog began with its oldest entry.
        let entries =
            all(s.tree, LIVE_ENTRY).flat_map(|e| e.descendants().filter_map(ElementRef::wrap).collect::<Vec<_>>());
        let times = entries.filter_map(|e| {
            Dated::new(
                date::attribute(e.value().attr("datetime")?, s.context)?,
                "oldest entry of a live blog",
                PublishedBasis::Stated,
            )
        });
        if let Some(oldest) = times.min_by(|a, b| (a.date, &a.value).cmp(&(b.date, &b.value))) {
            return Some(oldest);
        }
    }
    let times = "time[class*='publish'], time[class*='entry-date'], time[class*='entry-time'], header time[datetime], article time[datetime], main time[datetime], time[datetime]";
    element_date(s, times, "time element", PublishedBasis::Stated)
}

/// Elements that are entries of a live blog.
pub(super) const LIVE_ENTRY: &str = "[class*='live-post'], [class*='live-entry'], [class*='liveblog-entry'], [class*='live-blog-entry'], [class*='liveblog-post'], [class*='live-blog-post'], [class*='lb-post'], [class*='live-update'], [itemprop='liveBlogUpdate']";

/// The first date under a name that means publication in scripts: the data that a page is drawn from, or damaged JSON-LD.
fn in_scripts(s: &Sources<'_>) -> Option<Dated> {
    static KEY: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r#"(?i)(?:\\?"|&quot;|[\s,{])(?:date_?published|published_?date|(?:first_?|date_?)?publish(?:ed)?_?(?:at|date|on|time)|publication_?date|first_?published|post_?date|pub_?date)(?:\\?"|&quot;)?\s*:\s*(?:\\?"|&quot;)?([^"\\,}&]{8,40})"#).ok()
    });
    // A video beside the article has a day of its own.
    let other = |at: usize| {
        let mut from = at.saturating_sub(400);
        while !s.html.is_char_boundary(from) {
            from -= 1;
        }
        let before = &s.html[from..at];
        before.rfind('{').is_some_and(|open| {
            ["VideoObject", "ImageObject", "AudioObject", "\"Comment\""].iter().any(|k| before[open..].contains(k))
        })
    };
    KEY.as_ref()?.captures_iter(s.html).find_map(|c| {
        if other(c.get(0)?.start()) {
            return None;
        }
        Dated::new(
            date::attribute(c.get(1)?.as_str(), s.context)?,
            "named in the page's data",
            PublishedBasis::Metadata,
        )
    })
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
fn below_title(s: &Sources<'_>) -> Option<Dated> {
    let title = s.title?;
    let mut best: Option<(Said, date::Found)> = None;
    let mut above = String::new();
    for line in after_title(s.lines, title).chain(above_title(s.lines, title)) {
        // In a facts box the day is that of the event.
        let boxed =
            matches!(above.trim_end_matches(':'), "date" | "dates" | "when" | "born" | "died" | "founded" | "released");
        let label = date::said(&above).filter(|_| above.len() <= 40 && !above.contains(|c: char| c.is_ascii_digit()));
        above = line.trim().to_lowercase();
        if boxed {
            continue;
        }
        let found = date::date_line_in(line, s.context)
            .or_else(|| date::date_of_article(line, s.context).filter(|_| !stops(line) && line.chars().count() <= 100));
        if let Some((day, said)) = found.filter(|(d, _)| date::plausible(d.date)) {
            // "Updated" can stand in a line of its own above the date.
            let said = if said == Said::Plain { label.unwrap_or(said) } else { said };
            if said != Said::Event && best.as_ref().is_none_or(|(b, _)| said < *b) {
                best = Some((said, day));
            }
        }
    }
    let (said, found) = best?;
    let why = if said == Said::Updated { ONLY_CHANGED } else { "date line below the headline" };
    let given = Given { date: found.date, time: None, other: found.other };
    Dated::new(given, why, PublishedBasis::Stated)
}

/// The two lines right above the headline, where some sites put the date.
fn above_title<'a>(lines: &'a str, title: &'a str) -> impl Iterator<Item = &'a str> {
    let all: Vec<&str> = lines.lines().collect();
    let at = all.iter().position(|l| same_words(l, title)).unwrap_or(0);
    all.into_iter().take(at).skip(at.saturating_sub(2)).filter(|l| l.chars().count() <= 80)
}

/// Elements whose names speak of dates or bylines.
fn named_elements(s: &Sources<'_>) -> Option<Dated> {
    let named = "[class*='publish'], [class*='pubdate'], [class*='post-date'], [class*='entry-date'], [class*='article-date'], \
        [class*='dateline'], [class*='timestamp'], [id*='publish'], [id*='pubdate'], [class*='byline'], [class*='post-meta'], \
        [class*='entry-meta'], [class*='article-meta'], [class*='date'], [id*='date'], [class*='Date'], [class*='author'], time";
    element_date(s, named, "date on the page", PublishedBasis::Stated)
}

/// The day of the first paragraph's dateline.
fn dateline(s: &Sources<'_>) -> Option<Dated> {
    let found = s.opening.iter().take(2).find_map(|p| credit::dateline(p))?;
    let day = found.day?;
    Dated::new(
        Given { date: day, time: None, other: None },
        &format!("dateline: {}", found.words),
        PublishedBasis::Stated,
    )
}

/// Elements whose names speak of dates, also in what looks like no part of the article.
fn anywhere(s: &Sources<'_>) -> Option<Dated> {
    let loose = s.scope.loose();
    let s = &Sources { scope: &loose, ..*s };
    element_date(
        s,
        "time[datetime], [class*='post-date'], [class*='entry-date'], [class*='article-date'], [class*='published'], [class*='date'], time",
        "date on the page",
        PublishedBasis::Stated,
    )
}

/// A line above the headline that is a date and nothing else: the head of a newspaper.
fn head_line(s: &Sources<'_>) -> Option<Dated> {
    let all: Vec<&str> = s.lines.lines().collect();
    let at = s.title.and_then(|t| all.iter().position(|l| same_words(l, t)))?;
    let (found, _) = all[at.saturating_sub(12)..at]
        .iter()
        .rev()
        .find_map(|l| date::date_line_in(l, s.context).filter(|(_, said)| *said != Said::Event))?;
    Dated::new(
        Given { date: found.date, time: None, other: found.other },
        "the day in the head of the page",
        PublishedBasis::Stated,
    )
}

fn changed(s: &Sources<'_>) -> Option<Dated> {
    let of_meta = CHANGED.iter().find_map(|n| {
        Dated::new(date::attribute(&s.metas.first(&[n])?, s.context)?, ONLY_CHANGED, PublishedBasis::Metadata)
    });
    of_meta
        .or_else(|| linked_text(s, linked::article, "dateModified", ONLY_CHANGED))
        .or_else(|| linked_text(s, linked::page, "dateModified", ONLY_CHANGED))
}

/// A month, where no day is given.
fn month_only(s: &Sources<'_>) -> Option<Dated> {
    let names =
        ["citation_publication_date", "citation_date", "dc.date", "dcterms.date", "article:published_time", "date"];
    let (first, last) = names.iter().find_map(|n| date::partial(&s.metas.first(&[n])?, s.context))?;
    Some(Dated {
        date: first,
        other: Some(last),
        value: None,
        why: "only the month or year is given".into(),
        basis: PublishedBasis::Metadata,
    })
}

/// The first date of the elements of a selector: attribute first, then a short text. Parts of the selector are tried in turn.
fn element_date(s: &Sources<'_>, selector: &str, why: &str, basis: PublishedBasis) -> Option<Dated> {
    let mut updated = None;
    for part in selector.split(',').map(str::trim) {
        for element in all(s.tree, part).take(60) {
            if !s.scope.holds(element) {
                continue;
            }
            let value = element.value();
            let written =
                ["datetime", "content", "data-datetime", "data-date", "title"].iter().find_map(|a| value.attr(a));
            let text = text_of(element);
            if text.chars().count() > 200 {
                continue;
            }
            let named =
                |word: &str| value.classes().chain(value.attr("itemprop")).any(|c| c.to_lowercase().contains(word));
            let of_text = date::date_of_article(&text, s.context);
            let mut said = of_text.as_ref().map_or(Said::Plain, |f| f.1);
            if said == Said::Plain {
                said = date::said(&text).filter(|_| of_text.is_none()).unwrap_or(said);
            }
            if said == Said::Plain && before(element).and_then(|b| date::said(&b)) == Some(Said::Updated) {
                said = Said::Updated;
            }
            let changed = named("updat") || named("modif");
            let given = written
                .and_then(|w| date::attribute(w, s.context))
                .or_else(|| of_text.map(|(f, _)| Given { date: f.date, time: None, other: f.other }));
            let Some(dated) = given.and_then(|g| Dated::new(g, why, basis)) else { continue };
            match said {
                Said::Event => {}
                Said::Published => return Some(dated),
                Said::Plain if !changed => return Some(dated),
                _ => {
                    updated.get_or_insert(dated);
                }
            }
        }
    }
    // A day of change is the last resort, but for a page that says so where it says the day at all.
    updated
        .filter(|_| below_title(s).is_none_or(|d| d.why == ONLY_CHANGED) && selector.contains("byline"))
        .map(|d| Dated { why: ONLY_CHANGED.into(), ..d })
}

/// The words right in front of an element, in its parent or in the element before it.
fn before(element: ElementRef<'_>) -> Option<String> {
    let previous = element.prev_siblings().find_map(|n| {
        let text = n.value().as_text().map(|t| t.to_string()).or_else(|| ElementRef::wrap(n).map(text_of))?;
        (!text.trim().is_empty()).then_some(text)
    })?;
    (previous.chars().count() <= 40 && !previous.contains(|c: char| c.is_ascii_digit())).then_some(previous)
}
