//! Credit lines inside a text: "(Reporting by Ina Holm in Velm; editing by Per Dorn)", "Photo: Jan Smit/Agency".
//!
//! In: the names of a page. Out: the names without those of credit lines. Who wrote and who took pictures is nobody of the story.

use std::sync::LazyLock;

use serde::Deserialize;

use super::names::NameMention;
use crate::language::Parse;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    reporters: Vec<String>,
    pictures: Vec<String>,
}

/// What credits begin with.
static WORDS: LazyLock<File> =
    LazyLock::new(|| crate::data::table("entity/credits.toml", include_str!("../../../../data/entity/credits.toml")));

/// Longest credit, in bytes: what goes on is a paragraph that speaks of reporting.
const LONGEST: usize = 400;

/// Takes out the names of credit lines.
pub(super) fn drop(text: &str, parse: &Parse, found: &mut Vec<NameMention>) {
    let lines = credits(text);
    if lines.is_empty() {
        return;
    }
    let inside = |n: &NameMention| {
        let span = parse.span(n.tokens.clone());
        lines.iter().any(|l| l.contains(span))
    };
    found.retain(|n| !inside(n));
}

/// The stretches of text that are credits: from such a beginning to the end of the bracket or line.
fn credits(text: &str) -> Vec<crate::Span> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let trimmed = line.trim_start_matches(['(', '[', ' ', '—', '-', '*']);
        let lower = trimmed.to_lowercase();
        let own = line.len() <= LONGEST && WORDS.reporters.iter().any(|r| lower.starts_with(r.as_str()));
        if own {
            out.push(crate::Span::new(at, at + line.trim_end().len()));
            continue;
        }
        let small = line.to_lowercase();
        if small.len() != line.len() {
            continue;
        }
        let bracket = WORDS.reporters.iter().find_map(|r| small.find(&format!("({r}")));
        let picture = || {
            let found = WORDS.pictures.iter().filter_map(|p| small.find(p.as_str()).map(|i| (i, p.len()))).min()?;
            let fresh = line
                .get(..found.0)
                .is_some_and(|b| b.trim_end().ends_with(['.', '!', '?', '”']) || b.trim().is_empty());
            let words = line.get(found.0 + found.1..).map_or(0, |r| r.split_whitespace().count());
            (fresh && (1..=8).contains(&words)).then_some(found.0)
        };
        if let Some(from) = bracket {
            let end = line.get(from..).and_then(|r| r.find(')')).map_or(line.trim_end().len(), |e| from + e);
            out.push(crate::Span::new(at + from, at + end));
        } else if let Some(from) = picture() {
            out.push(crate::Span::new(at + from, at + line.trim_end().len()));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::credits;

    #[test]
    fn credits_are_found() {
        let found = |text: &str| credits(text).iter().map(|s| s.of(text).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            found("He left.\n\n(Reporting by Ina Holm; editing by Per Dorn)"),
            ["(Reporting by Ina Holm; editing by Per Dorn)"]
        );
        assert_eq!(found("The tower fell. Photo: Jan Smit/Pool"), ["Photo: Jan Smit/Pool"]);
        assert!(
            found(
                "The reporting by Ina Holm won a prize. She took a photo: it shows Jan Smit at the gate of the harbour."
            )
            .is_empty()
        );
    }
}
