//! The body of an article in HTML.

use scraper::{ElementRef, Html};

use crate::page::Role;
use crate::page::build::{letters, tidy};

/// A way to find the body of an article. The rest of the stage does not know which library stands behind it.
pub trait BodyExtractor {
    /// Paragraphs and headings in order; `None` when there is no body.
    fn blocks(&self, html: &str) -> Option<Vec<(Role, String)>>;
}

/// The `trafilatura` crate.
pub struct Trafilatura;

impl BodyExtractor for Trafilatura {
    fn blocks(&self, html: &str) -> Option<Vec<(Role, String)>> {
        let mut options = trafilatura::Options::default().with_fallback(true).with_exclude_comments(true);
        options.html_date_mode = trafilatura::HtmlDateMode::Disabled;
        // A library's bug on one page must not end the run.
        let extract = std::panic::AssertUnwindSafe(|| trafilatura::extract(html, &options).ok());
        let result = std::panic::catch_unwind(extract).ok().flatten()?;
        let tree = Html::parse_fragment(&result.content_html);
        let mut blocks = Vec::new();
        let mut open = String::new();
        walk(tree.root_element(), Role::Body, &mut open, &mut blocks);
        close(&mut open, Role::Body, &mut blocks);
        if blocks.is_empty() {
            blocks = result.content_text.lines().map(tidy).filter(|l| !l.is_empty()).map(|l| (Role::Body, l)).collect();
        }
        Some(blocks)
    }
}

/// Texts of elements that the page hides by the attribute `hidden`; the library knows other ways of hiding only.
pub fn hidden(tree: &Html) -> Vec<String> {
    let elements = super::meta::all(
        tree,
        "p[hidden], div[hidden], section[hidden], aside[hidden], li[hidden], span[hidden], h2[hidden], h3[hidden]",
    );
    let mut texts: Vec<String> = Vec::new();
    for element in elements {
        let parts = element
            .descendants()
            .filter_map(ElementRef::wrap)
            .filter(|e| matches!(e.value().name(), "p" | "li" | "div" | "section" | "aside" | "span" | "h2" | "h3"));
        texts.extend(parts.map(|e| tidy(&e.text().collect::<String>())).filter(|t| t.chars().count() > 3));
    }
    texts
}

/// A body that came without breaks is cut where the page's own elements end. Short pages come so: the library sees no use in their markup.
pub fn recut(tree: &Html, blocks: Vec<(Role, String)>) -> Vec<(Role, String)> {
    let total: usize = blocks.iter().map(|b| b.1.chars().count()).sum();
    if blocks.len() > 2 || total > 3000 {
        return blocks;
    }
    let whole = letters(&blocks.iter().map(|b| b.1.as_str()).collect::<String>());
    let mut found: Vec<(Role, String)> = Vec::new();
    let mut covered = 0;
    for element in super::meta::all(tree, "h1, h2, h3, h4, p, li, blockquote, td, dd, dt, pre") {
        let inner = element
            .descendants()
            .skip(1)
            .filter_map(ElementRef::wrap)
            .any(|e| matches!(e.value().name(), "p" | "li" | "blockquote" | "ul" | "ol" | "table"));
        let text = tidy(&element.text().collect::<String>());
        let own = letters(&text);
        if inner || own.is_empty() || !whole.contains(&own) || found.iter().any(|f| f.1 == text) {
            continue;
        }
        covered += own.len();
        let role = if element.value().name().starts_with('h') { Role::Heading } else { Role::Body };
        found.push((role, text));
    }
    if found.len() > blocks.len() && covered * 10 >= whole.len() * 9 { found } else { blocks }
}

/// Collects the text of an element; block elements close what is open.
fn walk(element: ElementRef<'_>, role: Role, open: &mut String, blocks: &mut Vec<(Role, String)>) {
    for child in element.children() {
        if let Some(text) = child.value().as_text() {
            open.push_str(text);
        } else if let Some(inner) = ElementRef::wrap(child) {
            let name = inner.value().name();
            let inner_role =
                if matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "head") { Role::Heading } else { role };
            match name {
                // Numbers of footnotes and the buttons of wikis.
                "sup" if is_mark(&inner) => {}
                "br" | "lb" => open.push('\n'),
                "td" | "th" | "cell" => {
                    walk(inner, role, open, blocks);
                    open.push(' ');
                }
                "p" | "div" | "ul" | "ol" | "li" | "blockquote" | "table" | "tr" | "row" | "list" | "item"
                | "quote" | "pre" | "section" | "article" | "body" | "main" | "figure" | "figcaption" | "dl" | "dt"
                | "dd" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "head" => {
                    close(open, role, blocks);
                    walk(inner, inner_role, open, blocks);
                    close(open, inner_role, blocks);
                }
                _ => walk(inner, role, open, blocks),
            }
        }
    }
}

/// Whether an element is the mark of a footnote: `[1]`.
fn is_mark(element: &ElementRef<'_>) -> bool {
    let text: String = element.text().collect();
    let text = text.trim();
    text.len() <= 8 && text.starts_with('[') && text.ends_with(']')
}

/// Ends the open block. Two line breaks in a row part paragraphs.
fn close(open: &mut String, role: Role, blocks: &mut Vec<(Role, String)>) {
    for part in std::mem::take(open).split("\n\n") {
        let text = tidy(part.trim_end().trim_end_matches("[edit]"));
        if text.chars().any(char::is_alphanumeric) {
            blocks.push((role, text));
        }
    }
}
