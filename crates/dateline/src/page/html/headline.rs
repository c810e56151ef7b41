//! The headline of a page.
//!
//! In: the parsed page and its linked data. Out: the headline, and the name of the site where the window's title ends in it. The places that
//! may name it vote; their weights were settled by measuring on pages with known answers.

use scraper::Html;
use serde_json::Value;

use super::linked;
use super::meta::{Metas, all, text_of};
use crate::page::build::tidy;
use crate::page::dump::{same_words, split_site};

/// The headline, and the name of the site when the window's title ends in it.
pub(super) fn title(
    tree: &Html,
    metas: &Metas,
    linked: &[Value],
    site: Option<&str>,
) -> (Option<String>, Option<String>) {
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
    offer(linked::text(linked, linked::page, "headline"), 22);
    offer(metas.first(&["og:title"]).map(|t| clean(&t)), 24);
    offer(
        metas.first(&["twitter:title", "dc.title", "title", "parsely-title", "sailthru.title"]).map(|t| clean(&t)),
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

/// Letters and digits only, in small letters.
pub(super) fn squeeze(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
