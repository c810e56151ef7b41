//! The sections of the terminal that are shown when they are asked for.

use std::collections::BTreeSet;

use dateline_report::{Difference, Prediction, Said, View};
use unicode_width::UnicodeWidthStr;

use super::layout::{Canvas, Columns, Paint, Row};

/// The widest column of values.
const VALUE: usize = 34;

pub fn differences(out: &mut Canvas, view: &View, evidence: bool) {
    if view.discrepancies.is_empty() {
        out.heading("Where sources differ", "");
        out.text(2, "No differences were found between pages that tell of the same events.", Paint::Dim);
        return;
    }
    for group in view.differences() {
        let heading = match (group.key, group.meaning) {
            ("contradiction", _) => "Where sources differ".to_owned(),
            (_, "") => group.heading.to_owned(),
            (_, meaning) => format!("{}: {meaning}", group.heading),
        };
        out.heading(&heading, &format!("{}", group.of.len()));
        group.of.iter().for_each(|d| difference(out, view, d, evidence));
    }
}

/// A question with its answers, a side a row.
pub fn difference(out: &mut Canvas, view: &View, d: &Difference, evidence: bool) {
    out.marked(2, &format!("{:<3}", d.id), &d.question, Paint::Bold);
    let told = |v: &dateline_report::Value| match d.kind.as_str() {
        "wording" => v.value.clone(),
        _ if v.told.is_empty() => v.value.clone(),
        _ => v.told.clone(),
    };
    let width = d.values.iter().map(|v| told(v).width()).max().unwrap_or(0).min(VALUE);
    for v in &d.values {
        let who = if v.who.is_empty() { view.names(&v.sources) } else { v.who.clone() };
        out.pair(6, (&told(v), width), &who.join("; "));
        if evidence {
            view.sentences(&v.support).iter().for_each(|(names, q)| out.quote(8, &q.text, names));
        }
    }
}

pub fn forecasts(out: &mut Canvas, view: &View, evidence: bool) {
    for group in view.predictions() {
        out.heading(group.heading, &format!("{}", group.of.len()));
        group.of.iter().for_each(|f| forecast(out, view, f, evidence));
    }
    if view.forecasts.is_empty() {
        out.heading("Predicted", "");
        out.text(2, "Nothing was predicted in these pages.", Paint::Dim);
    }
}

/// A question, who said yes, and what came.
pub fn forecast(out: &mut Canvas, view: &View, f: &Prediction, evidence: bool) {
    out.marked(2, f.sign(), &f.question, Paint::Bold);
    out.text(4, &f.answer, Paint::Plain);
    if evidence {
        let quotes: Vec<_> = std::iter::once(&f.statement).chain(&f.support).cloned().collect();
        view.sentences(&quotes).iter().for_each(|(names, q)| out.quote(6, &q.text, names));
    }
}

/// The box of answers.
pub fn short(out: &mut Canvas, view: &View) {
    if view.short.is_empty() {
        return;
    }
    out.heading("In short", "");
    let columns = Columns::of(view.short.iter().map(|f| (f.question.as_str(), "")));
    for fact in &view.short {
        for (i, a) in fact.answers.iter().enumerate() {
            let text = if a.note.is_empty() { a.text.clone() } else { format!("{} ({})", a.text, a.note) };
            let names = view.names(&a.sources);
            let names = if names.len() > 2 { format!("{} sources", names.len()) } else { names.join(", ") };
            out.row(
                columns,
                &Row { day: if i == 0 { &fact.question } else { "" }, clock: "", text: &text, names: &names },
            );
        }
    }
}

pub fn reactions(out: &mut Canvas, view: &View) {
    if view.reactions.is_empty() {
        return;
    }
    out.heading("Reactions", "");
    let columns = Columns::of(view.reactions.iter().map(|r| (r.when.as_str(), "")));
    for r in &view.reactions {
        let names = view.names(&r.sources).join(", ");
        out.row(columns, &Row { day: &r.when, clock: "", text: &r.label, names: &names });
    }
}

/// What was said, by speaker: the fullest wording first, then the others.
pub fn statements(out: &mut Canvas, view: &View) {
    if view.quotations.is_empty() {
        return;
    }
    out.heading("Statements", &format!("{}", view.quotations.len()));
    let mut speakers: Vec<Option<&str>> = Vec::new();
    for said in &view.quotations {
        if !speakers.contains(&said.speaker.as_deref()) {
            speakers.push(said.speaker.as_deref());
        }
    }
    // Whom no page names comes last.
    speakers.sort_by_key(Option::is_none);
    for speaker in speakers {
        out.text(2, speaker.unwrap_or("Speaker not named"), Paint::Bold);
        let of = view.quotations.iter().filter(|s| s.speaker.as_deref() == speaker);
        of.for_each(|said| statement(out, view, said));
    }
    beside(out, view);
}

fn statement(out: &mut Canvas, view: &View, said: &Said) {
    let setting = if said.setting.is_empty() { String::new() } else { format!(", {}", said.setting) };
    for (i, (names, q)) in view.sentences(&said.wordings).iter().enumerate() {
        let names = if i == 0 { format!("{names}{setting}") } else { names.clone() };
        out.quote(if i == 0 { 4 } else { 8 }, &q.text, &names);
    }
}

/// What headlines and captions quote: it mostly repeats the text.
fn beside(out: &mut Canvas, view: &View) {
    let asides = view.sources.iter().flat_map(|s| s.asides.iter().map(move |a| (s, a)));
    let said: Vec<_> = asides.flat_map(|(s, a)| a.said.iter().map(move |q| (s, &a.role, q))).collect();
    if said.is_empty() {
        return;
    }
    out.heading("Said in headlines and captions", "");
    for (source, role, (speaker, words)) in said {
        let place = if role == "title" { "headline" } else { role };
        out.quote(4, words, &format!("{speaker}, {place} of {}", source.name));
    }
}

pub fn people(out: &mut Canvas, view: &View) {
    for (kind, heading) in [("PER", "People"), ("ORG", "Bodies")] {
        let of: Vec<_> = view.actors.iter().filter(|a| a.kind == kind).collect();
        if of.is_empty() {
            continue;
        }
        out.heading(heading, &format!("{}", of.len()));
        let columns = Columns::of(of.iter().map(|a| (a.name.as_str(), "")));
        for a in of {
            let offices = |only: Option<&String>| {
                let of = a.titles.iter().filter(|t| t.only.as_ref() == only);
                of.map(|t| t.value.as_str()).collect::<Vec<_>>().join("; ")
            };
            let names = view.names(&a.sources);
            let names = if names.len() > 2 { format!("{} sources", names.len()) } else { names.join(", ") };
            out.row(columns, &Row { day: &a.name, clock: "", text: &offices(None), names: &names });
            let beside: BTreeSet<&String> = a.titles.iter().filter_map(|t| t.only.as_ref()).collect();
            beside
                .iter()
                .for_each(|only| out.under(columns, "", &format!("{only}: {}", offices(Some(only))), Paint::Dim));
            a.only.iter().for_each(|only| out.under(columns, "", &format!("named {only}"), Paint::Dim));
        }
    }
}
