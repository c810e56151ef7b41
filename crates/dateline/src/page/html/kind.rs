//! What kind of page it is, by its markup: an article, a list of articles, a live blog; whole or cut off.
//!
//! In: the parsed page and its linked data. Out: the kind where it is another than an article.

use scraper::{ElementRef, Html};
use serde_json::Value;

use super::linked;
use super::meta::{Metas, all, text_of};
use super::published::LIVE_ENTRY;
use super::scope::linked_heading;
use crate::page::kind::{self, Kind};

/// The kind of a page; `None` for an article, and where nothing tells.
pub fn of(tree: &Html, metas: &Metas, linked: &[Value]) -> Option<Kind> {
    if linked::any_live(linked) || all(tree, LIVE_ENTRY).filter(|e| timed(*e)).nth(1).is_some() {
        return Some(Kind::Live);
    }
    let article =
        metas.first(&["og:type"]).is_some_and(|t| t.contains("article")) || linked.iter().any(linked::article);
    if article {
        return None;
    }
    // Teasers: articles whose heading is a link, with little text.
    let teasers = all(tree, "article").filter(|a| linked_heading(*a) && text_of(*a).chars().count() < 700).count();
    let others = all(tree, "article").filter(|a| !linked_heading(*a) || text_of(*a).chars().count() >= 700).count();
    // Paragraphs outside of them are an article's.
    let inside = |p: &ElementRef<'_>| {
        p.ancestors()
            .filter_map(ElementRef::wrap)
            .any(|a| matches!(a.value().name(), "article" | "aside" | "footer" | "nav"))
    };
    let prose = all(tree, "p").filter(|p| !inside(p) && text_of(*p).chars().count() > 100).count();
    (teasers >= 3 && others == 0 && prose < 3).then_some(Kind::List)
}

fn timed(entry: ElementRef<'_>) -> bool {
    entry.descendants().filter_map(ElementRef::wrap).any(|e| e.value().attr("datetime").is_some())
}

/// Whether the page says that it shows subscribers more.
pub fn cut_off(tree: &Html, linked: &[Value]) -> bool {
    let closed = |v: &Value| match v.get("isAccessibleForFree") {
        Some(Value::Bool(free)) => !free,
        Some(Value::String(free)) => free.eq_ignore_ascii_case("false"),
        _ => false,
    };
    if linked.iter().filter(|v| linked::page(v)).any(closed) {
        return true;
    }
    all(tree, "[class*='paywall'], [id*='paywall'], [class*='subscriber-only'], [class*='subscribe-wall'], [class*='regwall'], [class*='meteredContent'], [class*='premium-wall']").take(20).any(|e| {
        let text = text_of(e);
        text.chars().count() < 1500 && kind::asks_to_subscribe(&text)
    })
}
