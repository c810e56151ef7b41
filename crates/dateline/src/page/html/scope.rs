//! Whether an element belongs to the article, or to what stands around it.
//!
//! In: an element of the page and its headline. Out: yes or no. Teasers, comments and boxes of other articles carry authors and days of
//! their own, marked up like the article's.

use std::sync::LazyLock;

use scraper::{ElementRef, Html};
use serde::Deserialize;

use super::meta::{all, text_of};
use crate::page::dump::same_words;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    words: Vec<String>,
}

/// Names of classes and ids of what is no part of the article. A name counts as a word of its own or as the beginning of one.
static ASIDE: LazyLock<File> =
    LazyLock::new(|| crate::data::table("page/classes.toml", include_str!("../../../../../data/page/classes.toml")));

/// What tells the article's own elements from others.
pub struct Scope<'a> {
    /// The element of the headline.
    headline: Option<ElementRef<'a>>,
    /// The page has several `article` elements.
    several: bool,
    /// Names of classes count for nothing.
    loose: bool,
}

impl<'a> Scope<'a> {
    /// The scope of the article with this headline.
    pub fn new(tree: &'a Html, title: Option<&str>) -> Self {
        let headline = all(tree, "h1")
            .find(|h| title.is_some_and(|t| same_words(t, &text_of(*h))))
            .or_else(|| all(tree, "h1").next().filter(|_| all(tree, "h1").count() == 1))
            .or_else(|| all(tree, "h2").find(|h| title.is_some_and(|t| same_words(t, &text_of(*h)))));
        Scope { headline, several: all(tree, "article").nth(1).is_some(), loose: false }
    }

    /// The same, but for names of classes: for pages whose names mislead.
    pub fn loose(&self) -> Scope<'a> {
        Scope { headline: self.headline, several: self.several, loose: true }
    }

    /// Whether an element can speak for the article.
    pub fn holds(&self, element: ElementRef<'a>) -> bool {
        let mut inner_article = true;
        for ancestor in std::iter::once(element).chain(element.ancestors().filter_map(ElementRef::wrap)) {
            let value = ancestor.value();
            // Some sites hang a class such as "sidebar-right" on the whole page.
            if matches!(value.name(), "body" | "html" | "main") {
                break;
            }
            if self.headline.is_some_and(|h| inside(h, ancestor)) {
                // What holds the headline is no teaser, whatever it is called.
                return true;
            }
            if matches!(value.name(), "aside" | "nav" | "footer") {
                return false;
            }
            if !self.loose && value.classes().chain(value.id()).any(is_aside) {
                return false;
            }
            if value.name() == "article"
                && std::mem::take(&mut inner_article)
                && self.several
                && self.headline.is_some()
            {
                // An article without the headline, on a page of several, is another one.
                return !self.headline.is_some_and(|h| {
                    h.ancestors().filter_map(ElementRef::wrap).any(|a| a.value().name() == "article")
                }) && !linked_heading(ancestor);
            }
        }
        true
    }
}

/// Whether `inner` is `outer` or stands in it.
fn inside(inner: ElementRef<'_>, outer: ElementRef<'_>) -> bool {
    inner.id() == outer.id() || inner.ancestors().any(|a| a.id() == outer.id())
}

/// Whether a class or id names something beside the article.
pub(super) fn is_aside(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let begins = |at: usize| at == 0 || !name.as_bytes()[at - 1].is_ascii_alphanumeric();
    ASIDE.words.iter().any(|word| name.match_indices(word.as_str()).any(|(at, _)| begins(at)))
}

/// Whether an article is a teaser: its heading is a link.
pub(super) fn linked_heading(article: ElementRef<'_>) -> bool {
    article.descendants().filter_map(ElementRef::wrap).any(|e| {
        let heading = |e: &ElementRef<'_>| matches!(e.value().name(), "h1" | "h2" | "h3" | "h4");
        e.value().name() == "a"
            && e.value().attr("href").is_some()
            && (e.ancestors().filter_map(ElementRef::wrap).take(3).any(|a| heading(&a))
                || e.children().filter_map(ElementRef::wrap).any(|c| heading(&c)))
    })
}
