//! Each source by itself: what kind of page it is, its day and what that rests on, who is credited, and what was left out of it.

use dateline_report::{Source, View};

use super::Style;
use super::layout::Canvas;

/// The sources as text.
pub fn sources(view: &View, style: &Style) -> String {
    let mut out = Canvas::new(style);
    for source in &view.sources {
        out.heading(&format!("{}  {}", source.letter, source.title), "");
        for (name, value) in facts(source) {
            out.entry((name, 9), &value, "", "");
        }
    }
    for s in &view.skipped {
        out.heading(&s.path, "skipped");
        out.entry(("why", 9), &s.reason, "", "");
    }
    out.finish()
}

/// What is known of a source, in order.
fn facts(source: &Source) -> Vec<(&'static str, String)> {
    let mut facts = vec![("outlet", source.outlet.clone())];
    let why = source.reasons.join("; ");
    facts
        .push(("day", if why.is_empty() { source.published.clone() } else { format!("{} – {why}", source.published) }));
    let lists = [("authors", &source.authors), ("agency", &source.agencies)];
    facts.extend(lists.into_iter().filter(|(_, l)| !l.is_empty()).map(|(name, list)| (name, list.join(", "))));
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
