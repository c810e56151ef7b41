//! Passages about other articles that a page announces as related to its own.
//!
//! In: units, and which of them are the article's. Out: the units that are sentences of such a box: the description of its picture, the
//! summary. Menus, headlines and dates are left out, and so are the boxes that are the same for all pages of a site.

use super::units::{Look, Unit};
use crate::page::lexicon::{self, LINES};

/// A box ends this many lines below its heading, if nothing ends it before.
const BOX: usize = 30;
/// Fewer words are a headline or a label.
const WORDS: usize = 10;
/// More characters are a text and no teaser of one.
const CHARS: usize = 500;

/// The passages, in order, each text once. `taken` tells which units are the article's own.
pub fn teasers(units: &[Unit], text: &str, taken: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut below = None;
    for (i, unit) in units.iter().enumerate() {
        let line = unit.span.of(text);
        below = match unit.look {
            Look::End => lexicon::any(&LINES.related, line).then_some(0),
            _ => below.map(|n| n + 1).filter(|n| *n <= BOX && !taken(i)),
        };
        let passage = matches!(unit.look, Look::Plain | Look::Caption) && !unit.furniture && unit.stop;
        if below.is_some()
            && passage
            && unit.words >= WORDS
            && unit.chars <= CHARS
            && !found.iter().any(|f| units[*f].span.of(text) == line)
        {
            found.push(i);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::dump::units::units;

    fn check(text: &str, expected: &[&str]) {
        let units = units(text);
        let article = |i: usize| units[i].span.of(text).starts_with("The dam above");
        let found = teasers(&units, text, article);
        assert_eq!(found.iter().map(|i| units[*i].span.of(text)).collect::<Vec<_>>(), expected, "{text}");
    }

    const SUMMARY: &str = "Governor Ina Holm and the engineer Per Lind opened the new dam above Velm on Friday.";

    #[test]
    fn sentences_of_a_box_of_related_articles() {
        let dam = "The dam above Velm burst on Monday, officials said.";
        let headline = "New dam opened above Velm";
        check(&format!("{dam}\n\nExplore more\n\n{headline}\n\n{headline}\n\n{SUMMARY}\n\nMay 2, 2031"), &[SUMMARY]);
        // Each text once; a headline is none.
        check(&format!("{dam}\n\nRelated articles\n\n{SUMMARY}\n\n{headline}\n\n{SUMMARY}"), &[SUMMARY]);
    }

    #[test]
    fn what_is_no_teaser_of_a_related_article() {
        let dam = "The dam above Velm burst on Monday, officials said.";
        // Without a heading, below that of another list, behind the end of the box, above a paragraph of the article.
        check(&format!("{dam}\n\nWeather\n\n{SUMMARY}"), &[]);
        check(&format!("{dam}\n\nMost read\n\n{SUMMARY}"), &[]);
        check(&format!("{dam}\n\nRelated\n\nComments\n\n{SUMMARY}"), &[]);
        check(&format!("Related\n\n{dam}\n\n{SUMMARY}"), &[]);
    }
}
