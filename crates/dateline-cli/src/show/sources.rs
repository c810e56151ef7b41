//! Each source by itself: what kind of page it is, its day and what that comes from, who is credited, and what was left out of it.

use dateline_report::{Source, View};

use super::layout::{Canvas, Columns, Paint, Row};

/// The sources as text.
pub fn sources(out: &mut Canvas, view: &View) {
    for (i, source) in view.sources.iter().enumerate() {
        out.heading(&source.name, &source.title);
        let facts = facts(view, i, source);
        let columns = Columns::of(facts.iter().map(|(name, _)| (*name, "")));
        for (name, value) in &facts {
            out.row(columns, &Row { day: name, clock: "", text: value, names: "" });
        }
    }
    for s in &view.skipped {
        out.heading(&s.path, "not read");
        out.text(2, &s.reason, Paint::Plain);
    }
}

/// What is known of a source, in order.
fn facts(view: &View, index: usize, source: &Source) -> Vec<(&'static str, String)> {
    let unknown = source.outlet == source.name && source.name.starts_with("Unnamed");
    let mut facts = vec![("outlet", if unknown { "not named".into() } else { source.outlet.clone() })];
    let why = source.reasons.join("; ");
    facts
        .push(("day", if why.is_empty() { source.published.clone() } else { format!("{} – {why}", source.published) }));
    let lists = [("authors", &source.authors), ("agency", &source.agencies)];
    facts.extend(lists.into_iter().filter(|(_, l)| !l.is_empty()).map(|(name, list)| (name, list.join(", "))));
    for copy in view.copies.iter().filter(|c| c.sources.contains(&index)) {
        let others: Vec<usize> = copy.sources.iter().copied().filter(|s| *s != index).collect();
        let kind = if copy.kind == "excerpt" { "a passage in common with" } else { "one text with" };
        let names: Vec<&str> = others.iter().filter_map(|s| view.sources.get(*s)).map(|s| s.name.as_str()).collect();
        facts.push(("text", format!("{kind} {} ({} %)", names.join(", "), copy.percent)));
    }
    if !source.origin.is_empty() && source.origin != source.name {
        facts.push(("origin", source.origin.clone()));
    }
    facts.extend(source.url.iter().map(|u| ("address", u.clone())));
    facts.push(("file", source.path.clone()));
    if !source.main {
        facts.push(("story", "another one".into()));
    }
    facts.extend(source.notes.iter().map(|n| ("remark", n.clone())));
    let beside = beside(source);
    if !beside.is_empty() {
        facts.push(("beside", beside));
    }
    facts
}

/// What stands beside the text: "2 captions, 1 teaser of other articles".
fn beside(source: &Source) -> String {
    let roles = [
        ("caption", "caption", "captions"),
        ("credit", "line of credits", "lines of credits"),
        ("facts", "line of a facts box", "lines of a facts box"),
        ("teaser", "teaser of another article", "teasers of other articles"),
    ];
    let count = |role: &str| source.asides.iter().filter(|a| a.role == role).count();
    let told = roles.iter().map(|(role, one, many)| (count(role), one, many)).filter(|(n, ..)| *n > 0);
    told.map(|(n, one, many)| format!("{n} {}", if n == 1 { one } else { many })).collect::<Vec<_>>().join(", ")
}
