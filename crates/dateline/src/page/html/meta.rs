//! What a page's metadata say: headline, day of first publication, authors, outlet, address, language.
//!
//! In: the parsed page. Out: [`Facts`]. Where several places name one thing, the one that says it most directly wins; which
//! places those are, and their order, was settled by measuring on pages with known answers.

use std::sync::LazyLock;

use regex::Regex;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

use super::authors;
use super::headline::title;
use super::kind;
use super::linked::{self, unescape};
use super::published::{Sources, published};
use super::scope::Scope;
use crate::page::build::tidy;
use crate::page::date::Context;
use crate::page::kind::{Kind, Marked};
use crate::page::{Facts, address, outlet};

/// Reads the metadata. `opening` are the first paragraphs of the article.
pub fn facts(tree: &Html, html: &str, lines: &str, url: Option<&str>, opening: &[String]) -> Facts {
    let linked = linked::objects(tree);
    let metas = Metas::new(tree);
    let mut facts = Facts { url: canonical(tree, &metas, html), ..Facts::default() };
    let site = site_name(&metas, &linked);
    let (title, of_title) = title(tree, &metas, &linked, site.as_deref());
    facts.title = title;
    facts.outlet = site.or(of_title);
    let tag = attr(tree, "html", "lang")
        .or_else(|| attr(tree, "html", "xml:lang"))
        .or_else(|| metas.first(&["content-language", "og:locale", "language", "dc.language"]));
    facts.language = tag.as_deref().and_then(|l| {
        let code: String = l.chars().take_while(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
        (code.len() == 2).then_some(code)
    });
    let of_page = facts.url.clone();
    let url = url.or(of_page.as_deref());
    let found = tag.is_none().then(|| crate::page::read::language(lines)).flatten();
    let context = Context::new(tag.as_deref().or(found.as_deref()), url).learning(lines);
    let headline = facts.title.clone();
    let scope = Scope::new(tree, headline.as_deref());
    let sources = Sources {
        tree,
        metas: &metas,
        linked: &linked,
        url,
        html,
        lines,
        title: headline.as_deref(),
        context: &context,
        scope: &scope,
        opening,
    };
    let kind = kind::of(tree, &metas, &linked);
    facts.marked = Marked { kind, cut_off: kind::cut_off(tree, &linked) };
    // A list of articles has no day and no author of its own.
    if kind != Some(Kind::List) {
        if let Some(dated) = published(&sources) {
            facts.published = Some((dated.date, dated.why));
            facts.published_other = dated.other;
            facts.published_value = dated.value;
            facts.published_basis = Some(dated.basis);
        }
        authors::authors(&sources, &mut facts);
    }
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

/// The text of an element whose parts stand in elements of their own, which a browser sets apart though no space stands between them.
pub(super) fn spaced_text_of(element: ElementRef<'_>) -> String {
    tidy(&element.text().collect::<Vec<_>>().join(" "))
}

fn attr(tree: &Html, selector: &str, name: &str) -> Option<String> {
    all(tree, selector).find_map(|e| e.value().attr(name)).map(tidy).filter(|v| !v.is_empty())
}

/// The `meta` elements of a page: names in small letters, contents; in the order of the page.
pub struct Metas(Vec<(String, String)>);

impl Metas {
    /// Reads them once, since many names are asked for.
    pub fn new(tree: &Html) -> Metas {
        let mut found = Vec::new();
        for element in all(tree, "meta[content]") {
            let content = tidy(element.value().attr("content").unwrap_or_default());
            for name in ["property", "name", "itemprop", "http-equiv"].iter().filter_map(|a| element.value().attr(a)) {
                if !content.is_empty() {
                    found.push((name.to_lowercase(), content.clone()));
                }
            }
        }
        Metas(found)
    }

    /// The contents of all with a name.
    pub fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        let name = name.to_lowercase();
        self.0.iter().filter(move |(n, _)| *n == name).map(|(_, c)| c.as_str())
    }

    /// The first with one of these names, in the order of the names.
    pub fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|n| self.all(n).next()).map(str::to_string)
    }
}

fn site_name(metas: &Metas, linked: &[Value]) -> Option<String> {
    let publisher = || {
        let publishers = linked.iter().filter_map(|v| v.get("publisher"));
        publishers
            .flat_map(|p| p.as_array().cloned().unwrap_or_else(|| vec![p.clone()]))
            .find_map(|p| p.get("name")?.as_str().map(unescape))
    };
    let named = |name: &str| metas.first(&[name]).and_then(|n| outlet::of_data(&n));
    named("og:site_name").or_else(|| publisher().and_then(|n| outlet::of_data(&n))).or_else(|| {
        ["application-name", "al:android:app_name", "dc.publisher", "citation_journal_title"]
            .into_iter()
            .find_map(named)
    })
}

/// The address that the page gives as its own, else the one that a program which saved it wrote down.
fn canonical(tree: &Html, metas: &Metas, html: &str) -> Option<String> {
    let link = || attr(tree, "link[rel='canonical']", "href");
    let of_page = link().filter(|a| whole(a)).or_else(|| metas.first(&["og:url"]).filter(|a| whole(a)));
    of_page.or_else(|| saved_from(html))
}

/// Whether an address names its site.
fn whole(address: &str) -> bool {
    address::canonical(address).is_some() && !address.starts_with('/')
}

/// The address in the comment of SingleFile ("url: …") or of a browser ("saved from url=(0042)…").
fn saved_from(html: &str) -> Option<String> {
    let mut end = html.len().min(3000);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    static COMMENT: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?s)<!--(?:[^>]*?\surl:\s*|\s*saved from url=\(\d+\))(https?://[^\s<>]+)").ok());
    let found = COMMENT.as_ref()?.captures(&html[..end])?.get(1)?.as_str().to_string();
    Some(found).filter(|a| whole(a))
}
