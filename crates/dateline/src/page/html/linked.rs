//! JSON-LD: the objects that a page says of itself.
//!
//! In: the parsed page. Out: its objects, and which of them speak of the article. Damaged data are read as far as they go.

use scraper::Html;
use serde_json::Value;

use super::meta::all;
use crate::page::address;
use crate::page::build::tidy;
use crate::page::dump::same_words;

/// All objects of the page's JSON-LD, outermost first, articles before others.
pub fn objects(tree: &Html) -> Vec<Value> {
    let mut objects = Vec::new();
    for script in all(tree, "script[type^='application/ld+json']") {
        let source: String = script.text().collect();
        // Line breaks inside strings are a common mistake.
        let source: String = source.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let mut stream = serde_json::Deserializer::from_str(bare(&source)).into_iter::<Value>();
        while let Some(Ok(value)) = stream.next() {
            flatten(value, 0, &mut objects);
        }
    }
    objects.sort_by_key(|v| !article(v));
    objects
}

/// Data without the comments and CDATA marks that old editors put around them.
fn bare(source: &str) -> &str {
    let mut rest = source.trim();
    loop {
        let before = rest;
        for mark in ["<![CDATA[", "]]>", "<!--", "-->", "//", "/*", "*/", ";"] {
            rest = rest.strip_prefix(mark).unwrap_or(rest).trim_start();
            rest = rest.strip_suffix(mark).unwrap_or(rest).trim_end();
        }
        if rest == before {
            return rest;
        }
    }
}

fn flatten(value: Value, depth: usize, out: &mut Vec<Value>) {
    match value {
        Value::Array(items) if depth < 8 => items.into_iter().for_each(|v| flatten(v, depth + 1, out)),
        Value::Object(ref map) if depth < 8 => {
            // What a list lists are other pages.
            let inner = ["@graph", "mainEntity", "mainEntityOfPage"].map(|k| map.get(k).cloned());
            out.push(value);
            for inner in inner.into_iter().flatten() {
                flatten(inner, depth + 1, out);
            }
        }
        _ => {}
    }
}

fn kinds(value: &Value) -> String {
    value.get("@type").map(Value::to_string).unwrap_or_default()
}

/// Whether an object is an article.
pub fn article(value: &Value) -> bool {
    let kinds = kinds(value);
    ["Article", "Posting", "Report", "Recipe", "Review\"", "HowTo"].iter().any(|k| kinds.contains(k))
}

/// Whether an object can be the page itself.
pub fn page(value: &Value) -> bool {
    const OTHERS: &[&str] = &[
        "Video",
        "Image",
        "Audio",
        "Media",
        "Comment",
        "Person",
        "Organization",
        "Product",
        "Offer",
        "Event",
        "Breadcrumb",
        "ItemList",
        "WebSite",
        "Rating",
        "Clip",
        "Place",
        "Brand",
        "Course",
        "Job",
    ];
    let kinds = kinds(value);
    !OTHERS.iter().any(|k| kinds.contains(k))
}

/// Any object.
pub fn anything(_: &Value) -> bool {
    true
}

/// Whether the page is a live blog by its data.
pub fn any_live(linked: &[Value]) -> bool {
    linked.iter().any(|v| kinds(v).contains("LiveBlog"))
}

/// The objects of a kind, those first that bear the page's headline or address.
pub fn best<'a>(linked: &'a [Value], of: fn(&Value) -> bool, title: Option<&str>, url: Option<&str>) -> Vec<&'a Value> {
    let mut found: Vec<&Value> = linked.iter().filter(|v| of(v)).collect();
    let url = url.and_then(address::canonical);
    let other = |v: &&Value| {
        let headline = ["headline", "name"].iter().find_map(|k| v.get(*k)?.as_str());
        let address = v.get("url").and_then(Value::as_str).or_else(|| v.get("mainEntityOfPage")?.get("@id")?.as_str());
        let named = headline.zip(title).is_some_and(|(a, b)| same_words(&unescape(a), b));
        let placed = address.and_then(address::canonical).zip(url.as_deref()).is_some_and(|(a, b)| a == b);
        !(named || placed)
    };
    found.sort_by_key(other);
    found
}

/// The text under a key of the first object of a kind that has it.
pub fn text(linked: &[Value], of: fn(&Value) -> bool, key: &str) -> Option<String> {
    linked.iter().filter(|v| of(v)).find_map(|v| v.get(key)?.as_str()).map(unescape).filter(|s| !s.is_empty())
}

/// Text of JSON-LD often holds HTML entities.
pub fn unescape(text: &str) -> String {
    if text.contains('&') || text.contains('<') {
        let once = Html::parse_fragment(text).root_element().text().collect::<String>();
        // Some are escaped twice.
        if once.contains("&#") || once.contains("&amp;") || once.contains("&quot;") {
            return tidy(&Html::parse_fragment(&once).root_element().text().collect::<String>());
        }
        return tidy(&once);
    }
    tidy(text)
}
