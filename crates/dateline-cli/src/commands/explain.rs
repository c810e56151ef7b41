//! `dateline explain`: why a line, a join, a count, a difference or an outcome is what it is.
//!
//! In: a dossier and a number, an address or words. Out: text with the sentences, the origins they count for, and the reasons that were
//! kept when the dossier was built. Nothing is worked out anew.

use std::fmt::Write;

use anyhow::{Result, bail};
use dateline::{
    CopyKind, DiscrepancyId, Dossier, EntityId, EventId, Evidence, ForecastId, OriginId, OriginKind, Outcome, PageId,
    UtteranceId, Variant,
};
use dateline_report::{Names, View, clean, published, when};
use serde::Serialize;

use super::find::{Found, find};
use crate::Status;
use crate::args::Explain;
use crate::output::{count, print};

/// `dateline explain`.
pub fn explain(args: &Explain) -> Result<Status> {
    let dossier = dateline_store::load(&args.file)?;
    let told = match find(&dossier, &args.what) {
        Found::One(id) => text(&dossier, &id)?,
        Found::Words(words) => words,
    };
    // What pages and their outlets say must not write on the terminal.
    print(&told.lines().map(|l| format!("{}{}\n", indent(l), clean(l))).collect::<String>())?;
    Ok(Status::Done)
}

fn text(d: &Dossier, id: &str) -> Result<String> {
    let (kind, number) = id.split_at_checked(1).unwrap_or(("", ""));
    let index = number.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
    let sizes = [
        ("V", d.events.len()),
        ("X", d.discrepancies.len()),
        ("F", d.forecasts.len()),
        ("D", d.documents.len()),
        ("O", d.origins.len()),
        ("E", d.entities.len()),
        ("U", d.utterances.len()),
        ("R", d.account.reactions.len()),
    ];
    let kind = kind.to_uppercase();
    let known = sizes.iter().find(|(k, _)| *k == kind);
    let Some(i) = index.filter(|i| known.is_some_and(|(_, n)| i < n)) else {
        let ranges: Vec<String> = sizes
            .iter()
            .filter(|(_, n)| *n > 0)
            .map(|(k, n)| if *n == 1 { format!("{k}1") } else { format!("{k}1 to {k}{n}") })
            .collect();
        bail!("nothing in the dossier is called {id}; there are {}", ranges.join(", "));
    };
    let mut out = String::new();
    match kind.as_str() {
        "V" => event(&mut out, d, EventId::new(i)),
        "X" => discrepancy(&mut out, d, DiscrepancyId::new(i)),
        "F" => forecast(&mut out, d, ForecastId::new(i)),
        "D" => document(&mut out, d, PageId::new(i)),
        "O" => origin(&mut out, d, OriginId::new(i)),
        "E" => entity(&mut out, d, EntityId::new(i)),
        "R" => reaction(&mut out, d, i),
        _ => utterance(&mut out, d, UtteranceId::new(i)),
    }
    Ok(out)
}

/// The blanks that a line begins with.
fn indent(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches(' ').len()]
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

/// The name that serde gives a unit variant.
fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default().replace('_', " ")
}

fn outlet(d: &Dossier, document: PageId) -> String {
    let names = Names::new(d);
    format!("{}, {} ({document})", names.of(document), published(&d.documents[document].page.published))
}

fn quoted(d: &Dossier, at: Evidence) -> String {
    let text = at.span.of(&d.documents[at.document].page.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let inner = text.trim_matches(['“', '”', '"']);
    if inner.contains(['“', '”', '"']) { text } else { format!("“{inner}”") }
}

fn sentence(out: &mut String, d: &Dossier, at: Evidence) {
    line(out, &format!("  {}", outlet(d, at.document)));
    line(out, &format!("    {}", quoted(d, at)));
}

fn reasons(out: &mut String, reasons: &[String]) {
    if !reasons.is_empty() {
        line(out, "\nWhy");
        for reason in reasons {
            line(out, &format!("  {reason}"));
        }
    }
}

fn event(out: &mut String, d: &Dossier, i: EventId) {
    let e = &d.events[i];
    line(out, &format!("{i} {}", e.label));
    let place = e.place.map(|p| format!(" · {}", d.entities[p].name)).unwrap_or_default();
    let when = e.time.as_ref().map_or("undated".to_string(), |t| {
        let how = match word(&t.basis).as_str() {
            "stated" => "stated",
            "narrative" => "taken from the place in the narrative",
            _ => "not before the day of publication was near",
        };
        format!("{}, {how}", when(Some(t)))
    });
    line(out, &format!("{when}{place} · {} · {}", word(&e.status), word(&e.certainty)));
    line(out, &format!("{}\n", if e.on_timeline { "on the chronology" } else { "not on the chronology" }));
    line(
        out,
        &format!(
            "Told in {}, by {}",
            count(e.support.len(), "sentence", "sentences"),
            count(e.independent_origins, "independent origin", "independent origins")
        ),
    );
    for s in &e.support {
        sentence(out, d, s.at);
        let origin = &d.origins[s.origin];
        let own = d.documents[s.at.document].origin;
        let credited = s.attribution.contains(&origin.name);
        let why = if credited || !s.attribution.is_empty() && !elsewhere(e, s) && own != s.origin {
            format!("for the sentence credits {}", s.attribution.join(", according to "))
        } else if own != s.origin {
            "with the others that credit it, or that have the same words".to_string()
        } else if d.origins[own].documents.len() > 1 {
            format!("from which {} have their text", count(d.origins[own].documents.len(), "page", "pages"))
        } else {
            "the page's own".to_string()
        };
        line(out, &format!("    counts for {} {}, {why}", s.origin, Names::new(d).of_origin(d, s.origin)));
    }
    reasons(out, &e.reasons);
    if d.account.event == Some(i) {
        line(out, "\nThe story is about it");
        d.account.reasons.iter().for_each(|reason| line(out, &format!("  {reason}")));
    }
    let about: Vec<String> = d
        .discrepancies
        .iter_enumerated()
        .filter(|(_, x)| x.about == Some(i))
        .map(|(id, x)| format!("  {id} {}", x.label))
        .collect();
    if !about.is_empty() {
        line(out, &format!("\nSources differ\n{}", about.join("\n")));
    }
    let foretold: Vec<String> = d
        .forecasts
        .iter_enumerated()
        .filter(|(_, f)| f.outcome_event == Some(i))
        .map(|(id, f)| format!("  {id} {}", quoted(d, f.statement)))
        .collect();
    if !foretold.is_empty() {
        line(out, &format!("\nForetold\n{}", foretold.join("\n")));
    }
}

fn variants(out: &mut String, d: &Dossier, list: &[Variant]) {
    for v in list {
        line(out, &v.value);
        for at in &v.support {
            sentence(out, d, *at);
        }
    }
}

fn discrepancy(out: &mut String, d: &Dossier, i: DiscrepancyId) {
    let x = &d.discrepancies[i];
    line(out, &format!("{i} {}", x.label));
    let reading = match word(&x.status).as_str() {
        "contradiction" => "Both cannot be true.",
        "update" => "A later report replaces an earlier value.",
        "variant" => "One statement or name in several wordings.",
        _ => "Less exact, of another scope, or less sure; both can be true.",
    };
    if let Some(card) = View::new(d).discrepancies.get(i.index()) {
        line(out, &format!("{}\n{}", card.question, card.answer));
    }
    line(out, &format!("{reading}\n"));
    variants(out, d, &x.variants);
    reasons(out, &x.reasons);
    if let Some(rule) = dateline::judge::rule(&x.rule) {
        line(out, &format!("\nRule “{}”: {}\n  {}", rule.id, rule.title, rule.what));
    }
    if let Some(v) = x.about {
        line(out, &format!("\nAbout {v} {}", d.events[v].label));
    }
}

fn forecast(out: &mut String, d: &Dossier, i: ForecastId) {
    let f = &d.forecasts[i];
    let by = f.by.map(|e| format!(" by {}", d.entities[e].name)).unwrap_or_default();
    line(out, &format!("{i}, a forecast{by}: {}", word(&f.outcome)));
    line(out, &format!("  {}", f.label));
    sentence(out, d, f.statement);
    if !f.support.is_empty() {
        line(out, if f.outcome == Outcome::Open { "\nSaid again" } else { "\nSaid again, or what came of it" });
        for at in &f.support {
            sentence(out, d, *at);
        }
    }
    if !f.variants.is_empty() {
        let values: Vec<&str> = f.variants.iter().map(|v| v.value.as_str()).collect();
        line(out, &format!("\nForetold and come: {}", values.join(" · ")));
    }
    reasons(out, &f.reasons);
    if let Some(v) = f.outcome_event {
        line(out, &format!("\nSettled by {v} {}", d.events[v].label));
    }
}

fn document(out: &mut String, d: &Dossier, i: PageId) {
    let doc = &d.documents[i];
    line(out, &outlet(d, i));
    line(out, &format!("{}\n{}", doc.page.title.as_deref().unwrap_or("without a title"), doc.page.path));
    let p = &doc.page.published;
    let basis = match p.basis.as_ref().map(word).as_deref() {
        Some("metadata") => "given by the page's data",
        Some("address") => "from its address",
        Some("inferred") => "inferred from what it tells",
        Some("given") => "given with the page",
        Some(_) => "given by the page",
        None => "on no ground",
    };
    line(out, &format!("\nPublished {}, {basis}", published(p)));
    for reason in &p.reasons {
        line(out, &format!("  {reason}"));
    }
    let mates = d.stories.get(doc.story).map_or(0, |s| s.documents.len());
    line(
        out,
        &format!(
            "\nStory {} with {}; origin {} {}",
            doc.story,
            count(mates, "page", "pages"),
            doc.origin,
            Names::new(d).of_origin(d, doc.origin)
        ),
    );
    for c in d.copies.iter().filter(|c| c.documents.contains(&i)) {
        let kind = match c.kind {
            CopyKind::Exact => "the same text",
            CopyKind::Near => "nearly the same text",
            CopyKind::Syndicated => "text of one agency",
            CopyKind::Excerpt => "a passage in common",
        };
        let others: Vec<String> = c.documents.iter().filter(|x| **x != i).map(|x| outlet(d, *x)).collect();
        line(out, &format!("  {kind} ({:.0} % of the shorter): {}", 100.0 * c.share, others.join("; ")));
    }
}

/// Whether another sentence of the event counts for the same origin.
fn elsewhere(e: &dateline::LinkedEvent, s: &dateline::Support) -> bool {
    e.support.iter().any(|o| o.at != s.at && o.origin == s.origin)
}

fn origin(out: &mut String, d: &Dossier, i: OriginId) {
    let o = &d.origins[i];
    let kind = match o.kind {
        OriginKind::Agency => "an agency",
        OriginKind::Outlet => "an outlet",
        OriginKind::Official => "an office or body that pages credit",
        OriginKind::Person => "a person whom pages credit",
        OriginKind::Unknown => "unknown",
    };
    line(out, &format!("{i} {}, {kind}\n", Names::new(d).of_origin(d, i)));
    if o.documents.is_empty() {
        line(out, "No page as a whole comes from it; single sentences do.");
    } else {
        line(out, "Pages that come from it; they count once");
    }
    for document in &o.documents {
        let agencies = &d.documents[*document].page.agencies;
        let credit = if agencies.is_empty() { String::new() } else { format!(", credits {}", agencies.join(" and ")) };
        line(out, &format!("  {}{credit}", outlet(d, *document)));
    }
    let lines: Vec<String> = d
        .events
        .iter_enumerated()
        .filter(|(_, e)| e.on_timeline && e.support.iter().any(|s| s.origin == i))
        .map(|(id, e)| format!("  {id} {}", e.label))
        .collect();
    if !lines.is_empty() {
        line(out, &format!("\nLines of the chronology that come from it\n{}", lines.join("\n")));
    }
}

fn entity(out: &mut String, d: &Dossier, i: EntityId) {
    let e = &d.entities[i];
    line(out, &format!("{i} {} ({})", e.name, word(&e.kind)));
    if !e.aliases.is_empty() {
        line(out, &format!("also {}", e.aliases.join(", ")));
    }
    let mut pages: Vec<PageId> = e.mentions.iter().map(|m| m.document).collect();
    pages.dedup();
    line(
        out,
        &format!("\nnamed {} in {}", count(e.mentions.len(), "time", "times"), count(pages.len(), "page", "pages")),
    );
    for page in pages {
        let mut words: Vec<String> = e.mentions.iter().filter(|m| m.document == page).map(|m| quoted(d, *m)).collect();
        words.sort();
        words.dedup();
        words.truncate(8);
        line(out, &format!("  {}: {}", outlet(d, page), words.join(", ")));
    }
    for t in &e.titles {
        line(out, &format!("  {} in {}", t.title, t.at.document));
    }
    reasons(out, &e.reasons);
}

fn reaction(out: &mut String, d: &Dossier, i: usize) {
    let r = &d.account.reactions[i];
    let event = &d.events[r.event];
    line(out, &format!("R{}, a reaction of {}: {}", i + 1, d.entities[r.by].name, event.label));
    event.support.iter().for_each(|s| sentence(out, d, s.at));
    reasons(out, &r.reasons);
    if let Some(v) = d.account.event {
        line(out, &format!("\nTo {v} {}; told as {}", d.events[v].label, r.event));
    }
}

fn utterance(out: &mut String, d: &Dossier, i: UtteranceId) {
    let u = &d.utterances[i];
    let who = u.speaker.map_or("somebody", |s| d.entities[s].name.as_str());
    let _ = writeln!(out, "{i} {who}: one statement in {}\n", count(u.quotations.len(), "place", "places"));
    for q in &u.quotations {
        sentence(out, d, d.quotations[*q].at);
    }
    line(
        out,
        "\nWhy\n  Most words of the shorter wording stand in the longer in the same order, and no other speaker is named.",
    );
}
