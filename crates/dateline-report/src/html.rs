//! A dossier as one HTML page that carries all it needs: the view as JSON, the front end under `web/`, the map. No network.

use crate::view::View;

/// The front end's modules in the order in which they need each other.
const MODULES: [&str; 7] = [
    include_str!("../../../web/src/dom.js"),
    include_str!("../../../web/src/evidence.js"),
    include_str!("../../../web/src/chronology.js"),
    include_str!("../../../web/src/strip.js"),
    include_str!("../../../web/src/sections.js"),
    include_str!("../../../web/src/map.js"),
    include_str!("../../../web/src/main.js"),
];

/// Libraries of the map, as their makers built them.
const VENDOR: [&str; 3] = [
    include_str!("../../../web/vendor/d3-array.min.js"),
    include_str!("../../../web/vendor/d3-geo.min.js"),
    include_str!("../../../web/vendor/topojson-client.min.js"),
];

/// Writes the page. Without places on the map the atlas and its libraries are left out.
pub fn html(view: &View) -> String {
    let has_map = !view.places.is_empty();
    let data = serde_json::to_string(view).unwrap_or_else(|_| "{}".into());
    let vendor: String = VENDOR.iter().filter(|_| has_map).map(|s| format!("<script>{s}</script>\n")).collect();
    let mut page = String::with_capacity(data.len() + 400_000);
    for (i, part) in include_str!("../../../web/index.html").split("{{").enumerate() {
        let (name, rest) = if i == 0 { ("", part) } else { part.split_once("}}").unwrap_or(("", part)) };
        match name {
            "version" => page.push_str(env!("CARGO_PKG_VERSION")),
            "title" => page.push_str(&text(&view.title)),
            "style" => page.push_str(include_str!("../../../web/style.css")),
            "plain" => page.push_str(&crate::account::account(view)),
            "running" => page.push_str(&css(&view.title)),
            "data" => page.push_str(&json(&data)),
            "atlas" if has_map => page.push_str(&json(include_str!("../../../web/vendor/countries-110m.json"))),
            "vendor" => page.push_str(&vendor),
            "app" => page.push_str(&app()),
            _ => {}
        }
        page.push_str(rest);
    }
    page
}

/// The modules as one script: their names do not clash, so the lines that join them can go.
fn app() -> String {
    let mut script = String::new();
    for line in MODULES.iter().flat_map(|m| m.lines()) {
        if !line.starts_with("import ") {
            script.push_str(line.strip_prefix("export ").unwrap_or(line));
            script.push('\n');
        }
    }
    script
}

/// JSON inside a script element: nothing in it can end the element or open a comment.
fn json(data: &str) -> String {
    data.replace('<', "\\u003c")
}

/// Text inside a string of CSS, within a style element.
fn css(text: &str) -> String {
    let plain = crate::plain::clean(text);
    plain
        .chars()
        .map(|c| if c.is_alphanumeric() || c == ' ' { c.to_string() } else { format!("\\{:x} ", c as u32) })
        .collect()
}

/// Text inside an element.
fn text(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{Left, Spot};

    #[test]
    fn foreign_text_cannot_leave_its_place() {
        let evil = "</script><!-- <script>alert(1)</script> {{app}} & \u{2028}";
        let view = View {
            title: evil.into(),
            skipped: vec![Left { path: evil.into(), reason: String::new() }],
            ..View::default()
        };
        let page = html(&view);
        assert!(page.contains("<title>&lt;/script&gt;"));
        assert!(!page.contains("<script>alert"));
        assert_eq!(page.matches("</script>").count(), page.matches("<script").count());
    }

    #[test]
    fn the_page_stands_alone() {
        let spot = Spot {
            name: "x".into(),
            latitude: 1.0,
            longitude: 2.0,
            mentions: 1,
            sources: vec![],
            lines: vec![],
            only: None,
        };
        let (bare, mapped) = (html(&View::default()), html(&View { places: vec![spot], ..View::default() }));
        assert!(bare.len() < 80_000 && mapped.len() < 300_000, "{} {}", bare.len(), mapped.len());
        for page in [&bare, &mapped] {
            assert!(!page.contains("src=") && !page.contains("@import") && !page.contains("{{data}}"));
        }
    }

    #[test]
    fn modules_join() {
        let script = app();
        assert!(!script.contains("import {") && !script.contains("\nexport "));
        let mut names: Vec<_> = script
            .lines()
            .filter_map(|l| l.strip_prefix("function ").or_else(|| l.strip_prefix("const ")))
            .filter_map(|l| l.split(|c: char| !c.is_alphanumeric() && c != '_').next())
            .filter(|n| !n.is_empty())
            .collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all, "two modules use one name at their top level");
    }
}
