//! Boxes of other things to read, by their headings: "Most read", "Other releases", "Comments (212)".
//!
//! In: the parsed page and its headline's element. Out: the texts that stand in such boxes. A box is an element that begins with a heading of
//! that kind, holds less than the article does, and not the article's headline.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html};

use super::meta::{all, text_of};
use crate::page::Role;
use crate::page::build::letters;
use crate::page::lexicon::{self, LINES};

/// A heading of a box has no more characters.
const HEADING: usize = 60;

/// Takes the blocks out of a body that stand in boxes of other things. What would leave less than two thirds is no box.
pub fn take_out(tree: &Html, blocks: &mut Vec<(Role, String)>) {
    let boxed = texts(tree, blocks.iter().map(|b| b.1.chars().count()).sum());
    let held = |text: &str| boxed.contains(&letters(text));
    let lost = blocks.iter().filter(|b| held(&b.1)).count();
    if lost * 3 <= blocks.len() {
        blocks.retain(|b| !held(&b.1));
    }
}

/// The texts of all elements in such boxes, by their letters and digits. `most` is the length of the body in characters.
fn texts(tree: &Html, most: usize) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for heading in all(tree, "h2, h3, h4, h5, h6, b, strong, p, span, div") {
        let text = text_of(heading);
        if text.chars().count() > HEADING || text.is_empty() || !lexicon::any(&LINES.end, &text) {
            continue;
        }
        let Some(around) = heading.parent().and_then(ElementRef::wrap) else { continue };
        let value = around.value();
        let first = around.children().filter_map(ElementRef::wrap).find(|e| !text_of(*e).is_empty());
        let opens = first.is_some_and(|f| f.id() == heading.id()) && text_of(around).starts_with(&text);
        let small = text_of(around).chars().count() * 2 < most.max(1);
        let plain = matches!(value.name(), "div" | "section" | "aside" | "ul" | "nav" | "td");
        let headed = around.descendants().filter_map(ElementRef::wrap).any(|e| e.value().name() == "h1");
        if opens && small && plain && !headed {
            let parts = around.descendants().filter_map(ElementRef::wrap);
            let blocks = parts
                .filter(|e| matches!(e.value().name(), "p" | "li" | "a" | "div" | "td" | "h2" | "h3" | "h4" | "h5"));
            found.extend(blocks.map(|e| letters(&text_of(e))).filter(|k| k.len() > 3));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_under_such_a_heading_goes() {
        let long = "The dam above Velm burst on Friday, the governor told reporters in the town hall.";
        let page = format!(
            "<body><h1>Dam bursts</h1><p>{long}</p><p>{long}</p><p>{long}</p><div><h3>Most read</h3><p>Harbour of Orne reopens</p></div>\
             <div><h3>Background</h3><p>Built in 1962</p></div></body>"
        );
        let body = |t: &str| (Role::Body, t.to_string());
        let mut blocks =
            vec![body(long), body(long), body(long), body("Harbour of Orne reopens"), body("Built in 1962")];
        take_out(&Html::parse_document(&page), &mut blocks);
        assert_eq!(blocks.last().map(|b| b.1.as_str()), Some("Built in 1962"));
        assert_eq!(blocks.len(), 4);
    }
}
