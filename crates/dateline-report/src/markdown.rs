//! A dossier as one Markdown document, to be read as it is or turned into other formats.

use std::fmt::Write as _;

use crate::view::{Line, Prediction, Quote, Value, View};

/// Writes the view as Markdown (CommonMark with tables).
pub fn markdown(view: &View) -> String {
    let mut out = format!("# {}\n\n", inline(&view.title));
    let outlets = {
        let mut names: Vec<_> = view.sources.iter().map(|s| s.outlet.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names.len()
    };
    let _ = write!(out, "{} documents, {outlets} outlets, {} skipped", view.sources.len(), view.skipped.len());
    if !view.span.is_empty() {
        let _ = write!(out, " · {}", view.span);
    }
    out.push_str("\n\n");
    short(&mut out, view);
    sources(&mut out, view);
    if !view.lines.is_empty() {
        out.push_str("## Chronology\n\n");
        view.lines.iter().for_each(|l| line(&mut out, view, l));
    }
    if !view.discrepancies.is_empty() {
        out.push_str("## Where the sources differ\n\n");
        for d in &view.discrepancies {
            let _ = writeln!(out, "- **{}** ({}, {})", inline(&d.label), d.kind, d.status);
            d.values.iter().for_each(|v| value(&mut out, view, v));
        }
        out.push('\n');
    }
    if !view.forecasts.is_empty() {
        out.push_str("## What was predicted, and what happened\n\n");
        view.forecasts.iter().for_each(|f| forecast(&mut out, view, f));
        out.push('\n');
    }
    reactions(&mut out, view);
    quotations(&mut out, view);
    actors(&mut out, view);
    if !view.skipped.is_empty() {
        out.push_str("## Not read\n\n");
        for s in &view.skipped {
            let _ = writeln!(out, "- `{}`: {}", s.path.replace('`', "'"), inline(&s.reason));
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
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
            let _ = writeln!(out, "| {question} | {}{note} | {} |", inline(&a.text), view.letters(&a.sources));
        }
    }
    out.push('\n');
}

fn reactions(out: &mut String, view: &View) {
    if view.reactions.is_empty() {
        return;
    }
    out.push_str("## Reactions\n\n");
    for r in &view.reactions {
        let title = r.title.as_ref().map(|t| format!(" ({})", inline(t))).unwrap_or_default();
        let _ = writeln!(out, "- {}: {}{title}", r.when, inline(&r.label));
        r.support.iter().for_each(|q| quote(out, view, q, "  "));
    }
    out.push('\n');
}

fn sources(out: &mut String, view: &View) {
    out.push_str("## Sources\n\n| | outlet | title | published | agencies |\n|---|---|---|---|---|\n");
    for s in &view.sources {
        let title = match &s.url {
            Some(url) => format!("[{}](<{}>)", inline(&s.title), url.replace(['<', '>', '|', '\n'], "")),
            None => inline(&s.title),
        };
        let other = if s.main { "" } else { " (another story)" };
        let agencies = inline(&s.agencies.join(", "));
        let _ =
            writeln!(out, "| {} | {} | {title}{other} | {} | {agencies} |", s.letter, inline(&s.outlet), s.published);
    }
    out.push('\n');
    for c in &view.copies {
        let _ = writeln!(out, "- {} share {} % of their text ({})", view.letters(&c.sources), c.percent, c.kind);
    }
    for o in view.origins.iter().filter(|o| o.tells_more()) {
        let _ = writeln!(out, "- {} rest on {} ({})", view.letters(&o.sources), inline(&o.name), o.kind);
    }
    out.push('\n');
}

fn line(out: &mut String, view: &View, l: &Line) {
    let _ = write!(out, "### {}: {}\n\n", l.when, inline(&l.label));
    if l.status != "happened" {
        let _ = write!(out, "*{}* · ", l.status);
    }
    let plural = if l.independent_origins == 1 { "origin" } else { "independent origins" };
    let _ = writeln!(out, "{} · {} {plural}\n", view.letters(&l.sources), l.independent_origins);
    for d in l.discrepancies.iter().filter_map(|d| view.discrepancies.get(*d)) {
        let _ = writeln!(out, "⚠ {}\n", inline(&d.label));
    }
    l.support.iter().for_each(|q| quote(out, view, q, ""));
    out.push('\n');
}

fn value(out: &mut String, view: &View, v: &Value) {
    let _ = writeln!(out, "  - {} ({})", inline(&v.value), view.letters(&v.sources));
    v.support.iter().for_each(|q| quote(out, view, q, "    "));
}

fn forecast(out: &mut String, view: &View, f: &Prediction) {
    let mark = match f.outcome.as_str() {
        "fulfilled" => "✓ came true",
        "not_fulfilled" => "✗ did not come true",
        _ => "? open",
    };
    let _ = writeln!(out, "- {mark}: {}", inline(&f.told()));
    quote(out, view, &f.statement, "  ");
    f.values.iter().for_each(|v| value(out, view, v));
    f.support.iter().for_each(|q| quote(out, view, q, "  "));
}

fn quotations(out: &mut String, view: &View) {
    if view.quotations.is_empty() {
        return;
    }
    out.push_str("## Who said what\n\n");
    for said in &view.quotations {
        let setting = if said.setting.is_empty() { String::new() } else { format!(", {}", inline(&said.setting)) };
        let _ = writeln!(out, "- **{}**{setting}", inline(said.speaker.as_deref().unwrap_or("not attributed")));
        said.wordings.iter().for_each(|q| quote(out, view, q, "  "));
    }
    for source in &view.sources {
        for aside in &source.asides {
            let place = if aside.role == "title" { "headline" } else { aside.role.as_str() };
            for (speaker, words) in &aside.said {
                let _ =
                    writeln!(out, "- **{}**, in the {place} of {}: {}", inline(speaker), source.letter, inline(words));
            }
        }
    }
    out.push('\n');
}

fn actors(out: &mut String, view: &View) {
    let people: Vec<_> = view.actors.iter().filter(|a| a.kind == "PER").collect();
    if people.is_empty() {
        return;
    }
    out.push_str("## People\n\n");
    for a in people {
        let titles: Vec<_> = a
            .titles
            .iter()
            .map(|t| {
                let only = t.only.as_ref().map(|o| format!(", {o}")).unwrap_or_default();
                format!("{} ({}{only})", inline(&t.value), view.letters(&t.sources))
            })
            .collect();
        let titles = if titles.is_empty() { String::new() } else { format!(": {}", titles.join("; ")) };
        let only = a.only.as_ref().map(|o| format!(", {o}")).unwrap_or_default();
        let _ = writeln!(out, "- **{}**{titles} · {}{only}", inline(&a.name), view.letters(&a.sources));
    }
    out.push('\n');
}

fn quote(out: &mut String, view: &View, q: &Quote, indent: &str) {
    let letter = view.sources.get(q.source).map_or("?", |s| s.letter.as_str());
    let _ = writeln!(out, "{indent}> {letter}: {}\n{indent}>", inline(&q.text));
}

/// Text on one line with Markdown's own characters made harmless.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
