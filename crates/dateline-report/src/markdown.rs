//! A dossier as one Markdown document, to be read as it is or turned into other formats.

use std::fmt::Write as _;

use crate::plain::clean;
use crate::view::{Line, Quote, View};

/// Writes the view as Markdown (CommonMark with tables).
pub fn markdown(view: &View) -> String {
    let mut out = format!("# {}\n\n", inline(&view.title));
    let main = view.sources.iter().filter(|s| s.main).count();
    let _ = write!(out, "{main} pages, {} independent origins", view.independent_origins);
    if main < view.sources.len() {
        let _ = write!(out, ", {} set aside as another story", view.sources.len() - main);
    }
    if !view.skipped.is_empty() {
        let _ = write!(out, ", {} not read", view.skipped.len());
    }
    if !view.span.is_empty() {
        let _ = write!(out, " · {}", view.span);
    }
    out.push_str("\n\n");
    for (names, q) in view.sentences(&view.lead) {
        let _ = writeln!(out, "> {} ({})\n", inline(&q.text), inline(&names));
    }
    short(&mut out, view);
    if !view.lines.is_empty() {
        out.push_str("## Chronology\n\n");
        view.lines.iter().for_each(|l| line(&mut out, view, l));
    }
    differences(&mut out, view);
    forecasts(&mut out, view);
    reactions(&mut out, view);
    statements(&mut out, view);
    people(&mut out, view);
    sources(&mut out, view);
    if !view.skipped.is_empty() {
        out.push_str("## Not read\n\n");
        for s in &view.skipped {
            let _ = writeln!(out, "- `{}`: {}", clean(&s.path).replace('`', "'"), inline(&s.reason));
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// Names of sources, one text as one.
fn names(view: &View, sources: &[usize]) -> String {
    inline(&view.names(sources).join(", "))
}

fn short(out: &mut String, view: &View) {
    if view.short.is_empty() {
        return;
    }
    out.push_str("## In short\n\n| | | |\n|---|---|---|\n");
    for fact in &view.short {
        for (i, a) in fact.answers.iter().enumerate() {
            let question = if i == 0 { format!("**{}**", fact.question) } else { String::new() };
            let note = if a.note.is_empty() { String::new() } else { format!(" ({})", inline(&a.note)) };
            let _ = writeln!(out, "| {question} | {}{note} | {} |", inline(&a.text), names(view, &a.sources));
        }
    }
    out.push('\n');
}

fn line(out: &mut String, view: &View, l: &Line) {
    let _ = write!(out, "### {}: {}\n\n", inline(&l.when), inline(&l.label));
    if l.status != "happened" {
        let _ = write!(out, "*{}* · ", l.status);
    }
    let plural = if l.independent_origins == 1 { "origin" } else { "independent origins" };
    let _ = writeln!(out, "{} · {} {plural}\n", names(view, &l.sources), l.independent_origins);
    for d in &l.differs {
        let _ = writeln!(out, "≠ {}\n", inline(d));
    }
    quotes(out, view, &l.support, "");
    out.push('\n');
}

fn differences(out: &mut String, view: &View) {
    if view.discrepancies.is_empty() {
        return;
    }
    out.push_str("## Where sources differ\n\n");
    for group in view.differences() {
        let _ = writeln!(out, "### {}\n", group.heading);
        for d in group.of {
            let _ = writeln!(out, "- **{}** {}", inline(&d.question), inline(&d.answer));
            d.values.iter().for_each(|v| quotes(out, view, &v.support, "  "));
        }
        out.push('\n');
    }
}

fn forecasts(out: &mut String, view: &View) {
    if view.forecasts.is_empty() {
        return;
    }
    out.push_str("## Predicted\n\n");
    for group in view.predictions() {
        let _ = writeln!(out, "### {} {}\n", group.sign(), group.heading);
        for f in group.of {
            let _ = writeln!(out, "- **{}** {}", inline(&f.question), inline(&f.answer));
            let all: Vec<Quote> = std::iter::once(&f.statement).chain(&f.support).cloned().collect();
            quotes(out, view, &all, "  ");
        }
        out.push('\n');
    }
}

fn reactions(out: &mut String, view: &View) {
    if view.reactions.is_empty() {
        return;
    }
    out.push_str("## Reactions\n\n");
    for r in &view.reactions {
        let title = r.title.as_ref().map(|t| format!(" ({})", inline(t))).unwrap_or_default();
        let _ = writeln!(out, "- {}: {}{title}", inline(&r.when), inline(&r.label));
        quotes(out, view, &r.support, "  ");
    }
    out.push('\n');
}

fn statements(out: &mut String, view: &View) {
    if view.quotations.is_empty() {
        return;
    }
    out.push_str("## Statements\n\n");
    for said in &view.quotations {
        let setting = if said.setting.is_empty() { String::new() } else { format!(", {}", inline(&said.setting)) };
        let _ = writeln!(out, "- **{}**{setting}", inline(said.speaker.as_deref().unwrap_or("Speaker not named")));
        quotes(out, view, &said.wordings, "  ");
    }
    for source in &view.sources {
        for aside in &source.asides {
            let place = if aside.role == "title" { "headline" } else { aside.role.as_str() };
            for (speaker, words) in &aside.said {
                let name = inline(&source.name);
                let _ = writeln!(out, "- **{}**, in the {place} of {name}: {}", inline(speaker), inline(words));
            }
        }
    }
    out.push('\n');
}

fn people(out: &mut String, view: &View) {
    let people: Vec<_> = view.actors.iter().filter(|a| a.kind == "PER").collect();
    if people.is_empty() {
        return;
    }
    out.push_str("## People\n\n");
    for a in people {
        let offices: Vec<_> = a
            .titles
            .iter()
            .map(|t| {
                let only = t.only.as_ref().map(|o| format!(", {o}")).unwrap_or_default();
                format!("{} ({}{only})", inline(&t.value), names(view, &t.sources))
            })
            .collect();
        let offices = if offices.is_empty() { String::new() } else { format!(": {}", offices.join("; ")) };
        let only = a.only.as_ref().map(|o| format!(", {o}")).unwrap_or_default();
        let _ = writeln!(out, "- **{}**{offices} · {}{only}", inline(&a.name), names(view, &a.sources));
    }
    out.push('\n');
}

fn sources(out: &mut String, view: &View) {
    out.push_str("## Sources\n\n| | outlet | title | published | agencies |\n|---|---|---|---|---|\n");
    for s in &view.sources {
        let title = match &s.url {
            Some(url) => format!("[{}](<{}>)", inline(&s.title), clean(url).replace(['<', '>', '|', ' '], "")),
            None => inline(&s.title),
        };
        let other = if s.main { "" } else { " (another story)" };
        let agencies = inline(&s.agencies.join(", "));
        let outlet = inline(&s.outlet);
        let _ = writeln!(
            out,
            "| {} | {outlet} | {title}{other} | {} | {agencies} |",
            inline(&s.name),
            inline(&s.published)
        );
    }
    out.push('\n');
    for c in &view.copies {
        let all: Vec<&str> = c.sources.iter().filter_map(|s| view.sources.get(*s)).map(|s| s.name.as_str()).collect();
        let kind = if c.kind == "excerpt" { "have a passage in common" } else { "carry one text" };
        let _ = writeln!(out, "- {} {kind} ({} %)", inline(&all.join(", ")), c.percent);
    }
    for o in view.origins.iter().filter(|o| o.tells_more() && !o.sources.is_empty()) {
        let _ = writeln!(out, "- {}: from {}", names(view, &o.sources), inline(&o.name));
    }
    out.push('\n');
}

/// Sentences, the same words of several pages once.
fn quotes(out: &mut String, view: &View, quotes: &[Quote], indent: &str) {
    for (names, q) in view.sentences(quotes) {
        let _ = writeln!(out, "{indent}> {}: {}\n{indent}>", inline(&names), inline(&q.text));
    }
}

/// Text on one line with Markdown's own characters made harmless, and without signs that steer.
///
/// ```
/// assert_eq!(dateline_report::inline("a *b*\u{202e}"), r"a \*b\*");
/// ```
pub fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
