//! A dossier in the terminal: short lines, fitted to the width.

mod layout;
mod sources;

use std::collections::BTreeSet;

use dateline_report::{Difference, Quote, Said, View};

pub use layout::Style;
use layout::{Canvas, fit};
pub use sources::sources;

/// How many discrepancies, quotations and people are shown without `--all`.
const FEW: usize = 12;
/// So many open predictions are shown.
const OPEN: usize = 5;

/// The whole view as text.
pub fn terminal(view: &View, style: &Style) -> String {
    let mut out = Canvas::new(style);
    head(&mut out, view);
    short(&mut out, view);
    documents(&mut out, view);
    chronology(&mut out, view);
    differences(&mut out, view);
    forecasts(&mut out, view);
    reactions(&mut out, view);
    quotations(&mut out, view);
    beside(&mut out, view);
    people(&mut out, view);
    skipped(&mut out, view);
    out.finish()
}

fn head(out: &mut Canvas, view: &View) {
    let places = view.short.iter().filter(|f| f.question == "Where").flat_map(|f| &f.answers);
    let told: Vec<_> = places.take(2).map(|a| a.text.as_str()).collect();
    let named = view.places.iter().take(3).map(|p| p.name.as_str());
    let places: Vec<_> = if told.is_empty() { named.collect() } else { told };
    let mut facts: Vec<String> = Vec::new();
    if !view.span.is_empty() {
        facts.push(view.span.clone());
    }
    if !places.is_empty() {
        facts.push(places.join(", "));
    }
    out.title(&view.title, &facts.join(" · "));
    let mut outlets: Vec<_> = view.sources.iter().map(|s| s.outlet.as_str()).collect();
    outlets.sort_unstable();
    outlets.dedup();
    let of = |kind: &str| view.actors.iter().filter(|a| a.kind == kind).count();
    let wordings: usize = view.quotations.iter().map(|q| q.wordings.len()).sum();
    out.dim(&format!(
        "{} documents, {} outlets, {} skipped · {} people, {} organisations · {wordings} quotations",
        view.sources.len(),
        outlets.len(),
        view.skipped.len(),
        of("PER"),
        of("ORG"),
    ));
}

fn short(out: &mut Canvas, view: &View) {
    if view.short.is_empty() {
        return;
    }
    out.heading("In short", "");
    let question = fit(view.short.iter().map(|f| f.question.as_str()), 12);
    for fact in &view.short {
        for (i, a) in fact.answers.iter().enumerate() {
            let text = if a.note.is_empty() { a.text.clone() } else { format!("{} ({})", a.text, a.note) };
            out.entry((if i == 0 { &fact.question } else { "" }, question), &text, &view.letters(&a.sources), "");
        }
    }
}

fn reactions(out: &mut Canvas, view: &View) {
    if view.reactions.is_empty() {
        return;
    }
    let shown = if out.all() { view.reactions.len() } else { view.reactions.len().min(FEW) };
    let hidden = view.reactions.len() - shown;
    out.heading("Reactions", &if hidden > 0 { format!("{hidden} more: --all") } else { String::new() });
    let date = fit(view.reactions.iter().take(shown).map(|r| r.when.as_str()), 26);
    for r in view.reactions.iter().take(shown) {
        out.entry((&r.when, date), &r.label, &view.letters(&r.sources), "");
    }
}

fn documents(out: &mut Canvas, view: &View) {
    out.heading("Sources", "");
    let outlet = fit(view.sources.iter().map(|s| s.outlet.as_str()), 24);
    let date = fit(view.sources.iter().map(|s| s.published.as_str()), 30);
    for s in &view.sources {
        let mut remarks: Vec<String> = Vec::new();
        if !s.agencies.is_empty() {
            remarks.push(s.agencies.join(", "));
        }
        if !s.main {
            remarks.push("another story".into());
        }
        out.source(&s.letter, (&s.outlet, outlet), &s.title, (&s.published, date), &remarks.join(" · "));
    }
    for c in &view.copies {
        let kind = match c.kind.as_str() {
            "exact" => "are the same text",
            "excerpt" => "share a passage",
            "syndicated" => "carry one agency's text",
            _ => "are copies",
        };
        out.note(0, &format!("{} {kind} ({} %)", view.letters(&c.sources), c.percent));
    }
}

fn chronology(out: &mut Canvas, view: &View) {
    if view.lines.is_empty() {
        return;
    }
    // A dossier without a short form shows all.
    let all = out.all() || !view.lines.iter().any(|l| l.short);
    let shown: Vec<_> = view.lines.iter().filter(|l| all || l.short).collect();
    let hidden = view.lines.len() - shown.len();
    out.heading("Chronology", &if hidden > 0 { format!("{hidden} more lines: --all") } else { String::new() });
    let date = fit(shown.iter().map(|l| l.when.as_str()), 26);
    for l in shown {
        let mut label = l.label.clone();
        if l.status != "happened" {
            label.push_str(&format!(" ({})", l.status));
        }
        let origins = if l.sources.len() > 1 && l.independent_origins < l.sources.len() {
            format!("  {}", crate::output::count(l.independent_origins, "origin", "origins"))
        } else {
            String::new()
        };
        out.entry((&l.when, date), &label, &view.letters(&l.sources), &origins);
        for d in l.discrepancies.iter().filter_map(|d| view.discrepancies.get(*d)) {
            out.flag(date, &format!("⚠ {}: {}", d.label, values(view, d)));
        }
        for f in l.forecasts.iter().filter_map(|f| view.forecasts.get(*f)).filter(|f| f.outcome == "not_fulfilled") {
            out.note(date, &format!("↳ {} had expected otherwise", view.letters(&[f.statement.source])));
        }
    }
}

fn values(view: &View, d: &Difference) -> String {
    let one = |v: &dateline_report::Value| format!("{} ({})", v.value, view.letters(&v.sources));
    d.values.iter().map(one).collect::<Vec<_>>().join(" · ")
}

fn differences(out: &mut Canvas, view: &View) {
    let matters = |d: &&Difference| d.status == "contradiction" || d.status == "update";
    let shown: Vec<&Difference> = view.discrepancies.iter().filter(|d| out.all() || matters(d)).collect();
    if shown.is_empty() {
        return;
    }
    let hidden = view.discrepancies.len() - shown.len();
    out.heading(
        "Where the sources differ",
        &if hidden > 0 { format!("{hidden} smaller: --all") } else { String::new() },
    );
    for (i, d) in shown.iter().enumerate() {
        out.item(&format!("{:>3}", i + 1), &d.label, &format!("{}, {}", d.kind, d.status));
        for v in &d.values {
            out.value(&v.value, &view.letters(&v.sources));
            v.support.iter().for_each(|q| quote(out, view, q));
        }
    }
}

fn forecasts(out: &mut Canvas, view: &View) {
    if view.forecasts.is_empty() {
        return;
    }
    // What is open is last; a few of it are enough to see what is awaited.
    let settled = view.forecasts.iter().filter(|f| f.outcome != "open").count();
    let shown = if out.all() { view.forecasts.len() } else { view.forecasts.len().min(settled + OPEN) };
    let hidden = view.forecasts.len() - shown;
    out.heading(
        "What was predicted, and what happened",
        &if hidden > 0 { format!("{hidden} more that are open: --all") } else { String::new() },
    );
    for f in view.forecasts.iter().take(shown) {
        let mark = match f.outcome.as_str() {
            "fulfilled" => "✓",
            "not_fulfilled" => "✗",
            _ => "?",
        };
        out.item(&format!("{mark:>3}"), &f.told(), &view.letters(&[f.statement.source]));
        match f.line.and_then(|l| view.lines.get(l)) {
            Some(l) => out.value(&format!("{}: {}", l.when, l.label), &view.letters(&l.sources)),
            None if f.outcome != "open" => f.support.iter().for_each(|q| quote(out, view, q)),
            None => {}
        }
    }
}

fn quotations(out: &mut Canvas, view: &View) {
    let several: Vec<&Said> = view.quotations.iter().filter(|q| q.wordings.len() > 1).collect();
    if !several.is_empty() {
        out.heading("One utterance, several wordings", "");
        for said in &several {
            out.item("   ", said.speaker.as_deref().unwrap_or("not attributed"), "");
            said.wordings.iter().for_each(|q| quote(out, view, q));
        }
    }
    let rest: Vec<&Said> = view.quotations.iter().filter(|q| q.wordings.len() == 1).collect();
    if rest.is_empty() {
        return;
    }
    let shown = if out.all() { rest.len() } else { rest.len().min(FEW) };
    let hidden = rest.len() - shown;
    out.heading("Quotations", &if hidden > 0 { format!("{hidden} more: --all") } else { String::new() });
    for said in rest.iter().take(shown) {
        let speaker = said.speaker.as_deref().unwrap_or("not attributed");
        let who = match said.setting.as_str() {
            "" => speaker.to_owned(),
            setting => format!("{speaker} ({setting})"),
        };
        said.wordings.iter().for_each(|q| out.said(&who, &q.text, &view.letters(&[q.source])));
    }
}

/// What headlines and captions quote, with everything only: it mostly repeats the text.
fn beside(out: &mut Canvas, view: &View) {
    let said: Vec<_> = view
        .sources
        .iter()
        .flat_map(|s| s.asides.iter().flat_map(move |a| a.said.iter().map(move |q| (s, &a.role, q))))
        .collect();
    if said.is_empty() || !out.all() {
        return;
    }
    out.heading("Said in headlines and captions", "");
    for (source, role, (speaker, words)) in said {
        let place = if role == "title" { "headline" } else { role };
        out.said(&format!("{speaker} ({place})"), words, &source.letter);
    }
}

fn people(out: &mut Canvas, view: &View) {
    let people: Vec<_> = view.actors.iter().filter(|a| a.kind == "PER").collect();
    if people.is_empty() {
        return;
    }
    let shown = if out.all() { people.len() } else { people.len().min(FEW) };
    let hidden = people.len() - shown;
    out.heading("People", &if hidden > 0 { format!("{hidden} more: --all") } else { String::new() });
    let names = fit(people.iter().take(shown).map(|a| a.name.as_str()), 26);
    for a in people.iter().take(shown) {
        let titles = |only: Option<&String>| {
            let of = a.titles.iter().filter(|t| t.only.as_ref() == only);
            of.map(|t| t.value.as_str()).collect::<Vec<_>>().join("; ")
        };
        out.entry((&a.name, names), &titles(None), &view.letters(&a.sources), "");
        let beside: BTreeSet<&String> = a.titles.iter().filter_map(|t| t.only.as_ref()).collect();
        beside.iter().for_each(|only| out.note(names, &format!("{only}: {}", titles(Some(only)))));
        a.only.iter().for_each(|only| out.note(names, &format!("named {only}")));
    }
}

fn skipped(out: &mut Canvas, view: &View) {
    if view.skipped.is_empty() {
        return;
    }
    out.heading("Not read", "");
    for s in &view.skipped {
        out.item("   ", &s.path, &s.reason);
    }
}

fn quote(out: &mut Canvas, view: &View, q: &Quote) {
    out.quote(&view.letters(&[q.source]), &q.text);
}
