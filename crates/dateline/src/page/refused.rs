//! Pages that refuse: a check of the visitor, a wall of consent, an error of the server. They hold no article.
//!
//! In: the headline and the text that was found. Out: what the page is instead of an article. A long text is never one of these.

use std::sync::LazyLock;

use serde::Deserialize;

use super::date::fold;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    what: String,
    title: Vec<String>,
    text: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kind: Vec<Kind>,
}

static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    crate::data::table::<File>("page/refusals.toml", include_str!("../../../../data/page/refusals.toml")).kind
});

/// No page that refuses says more, in characters.
const LONGEST: usize = 1500;

/// What a page is that refuses, for a reader.
pub fn refused(title: Option<&str>, text: &str) -> Option<&'static str> {
    if text.chars().nth(LONGEST).is_some() {
        return None;
    }
    let (title, text) = (fold(title.unwrap_or_default()), fold(text));
    KINDS.iter().find_map(|kind| {
        let by_title = kind.title.iter().any(|t| title.contains(t.as_str()));
        let bare = title
            .split(['|', '–', '—', '-', ':'])
            .next()
            .unwrap_or_default()
            .trim_matches(|c: char| !c.is_alphanumeric());
        let whole = kind.title.iter().any(|t| t == bare);
        let in_text = kind.text.iter().filter(|t| text.contains(t.as_str())).count();
        // The title can be that of an article on the very matter; then the text tells of other things.
        (by_title && in_text >= 1 || whole || in_text >= 2).then_some(kind.what.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_refuse() {
        let check = |title: &str, text: &str, expected: Option<&str>| {
            assert_eq!(refused(Some(title), text), expected, "{title}")
        };
        check(
            "Just a moment...",
            "Checking if the site connection is secure. velm.example needs to review the security of your connection. Enable JavaScript and cookies to continue",
            Some("a check of the visitor"),
        );
        check("Page not found", "Sorry, the page you are looking for does not exist.", Some("an error message"));
        check(
            "Before you continue",
            "We use cookies and data to deliver our services. Accept all. Reject all.",
            Some("a wall of consent"),
        );
        check("Seite nicht gefunden", "Die gewünschte Seite existiert nicht.", Some("an error message"));
        check(
            "Access denied to villagers",
            "The council denied villagers access to the dam on Friday, the mayor said.",
            None,
        );
        check("Dam bursts", "The dam above Velm burst on Monday.", None);
    }
}
