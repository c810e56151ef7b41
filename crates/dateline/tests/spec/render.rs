//! The runners of specifications: an input block in, the lines of the expected block out.

use std::fmt::Write as _;
use std::sync::LazyLock;

use dateline::event::ParticipantRole;
use dateline::page::{self, Aside, Furniture, Hints, Page, Role};
use dateline::time::Timex;
use dateline::{Analysis, Dossier, Evidence, Models, PageId, analyze, assemble};

use super::{Input, info};

/// A runner turns an input into the lines that the specification expects.
pub type Runner = fn(&Input) -> String;

/// All runners by the name in the info string.
pub const RUNNERS: &[(&str, Runner)] = &[
    ("time", time),
    ("times", times),
    ("entity", entity),
    ("event", event),
    ("quote", quote),
    ("parse", parse),
    ("page", page),
    ("pile", pile),
];

/// The runner of that name.
pub fn runner(name: &str) -> Option<Runner> {
    RUNNERS.iter().find(|r| r.0 == name).map(|r| r.1)
}

static MODELS: LazyLock<Models> = LazyLock::new(Models::embedded);

fn analysis(input: &Input, text: &str) -> Analysis {
    let get = |key: &str| input.settings.get(key).map(String::as_str);
    let mut page = Page::from_text("spec", text, get("published"));
    page.title = get("title").map(Into::into);
    page.outlet = get("outlet").map(Into::into);
    let caption = |text: &str| Aside { text: text.into(), role: Role::Caption, source: None, before: 0 };
    page.asides.extend(get("caption").map(caption));
    analyze(&page, &MODELS)
}

fn time(input: &Input) -> String {
    let a = analysis(input, input.text);
    let bounds = input.settings.contains_key("bounds");
    a.times.iter().map(|t| timex(input.text, t, bounds) + "\n").collect()
}

fn times(input: &Input) -> String {
    let bounds = input.settings.contains_key("bounds");
    let line = |text: &str| {
        let found: Vec<_> = analysis(input, text).times.iter().map(|t| timex(text, t, bounds)).collect();
        if found.is_empty() { "-\n".into() } else { found.join("; ") + "\n" }
    };
    input.text.lines().map(line).collect()
}

fn timex(text: &str, t: &Timex, bounds: bool) -> String {
    let kind = serde_json::to_value(t.kind).unwrap();
    let mut line = format!("\"{}\" {} {}", t.span.of(text), kind.as_str().unwrap(), t.value.as_deref().unwrap_or("?"));
    for (name, value) in [("mod", &t.modifier), ("quant", &t.quant), ("freq", &t.freq)] {
        if let Some(value) = value {
            let _ = write!(line, " {name}={value}");
        }
    }
    if let Some(i) = t.interval.as_ref().filter(|_| bounds) {
        let show =
            |t: Option<jiff::civil::DateTime>| t.map_or("…".into(), |t| t.strftime("%Y-%m-%dT%H:%M").to_string());
        let _ = write!(line, " [{} … {}]", show(i.earliest), show(i.latest));
    }
    line
}

fn entity(input: &Input) -> String {
    let a = analysis(input, input.text);
    let mut out = String::new();
    for e in &a.entities {
        let _ = write!(out, "{} {}", name(e.kind), e.name);
        if !e.aliases.is_empty() {
            let _ = write!(out, " · also: {}", e.aliases.join(", "));
        }
        if !e.titles.is_empty() {
            let titles: Vec<_> = e
                .titles
                .iter()
                .map(|t| match t.term.words() {
                    words if words.is_empty() => t.title.clone(),
                    words => {
                        format!("{} ({words}, {})", t.title, name(t.term.tenure(&t.title, a.page.published.earliest)))
                    }
                })
                .collect();
            let _ = write!(out, " · titles: {}", titles.join(", "));
        }
        if let Some(place) = e.place.as_ref().filter(|_| input.settings.contains_key("places")) {
            let about = if place.inferred { "about " } else { "" };
            let _ = write!(out, " · at {about}{:.1} {:.1}", place.latitude, place.longitude);
        }
        let _ = writeln!(out, " · {} mention{}", e.mentions.len(), if e.mentions.len() == 1 { "" } else { "s" });
    }
    out
}

/// The days of a time that has no value of its own.
fn between(time: &dateline::time::EventTime) -> String {
    let day = |t: Option<dateline::time::Moment>| t.map_or("..".into(), |t| t.date().to_string());
    format!("{}/{}", day(time.interval.earliest), day(time.interval.latest))
}

/// The events that are mentioned more than once: the heads of their mentions.
fn chains(a: &Analysis, text: &str) -> String {
    let of = |first| a.events.iter().filter(move |e| e.chain == first).map(|e| e.span.of(text)).collect::<Vec<_>>();
    let several = a.events.ids().map(of).filter(|heads| heads.len() > 1);
    several.map(|heads| heads.join(" = ") + "\n").collect()
}

fn event(input: &Input) -> String {
    let a = analysis(input, input.text);
    if input.settings.contains_key("chains") {
        return chains(&a, input.text);
    }
    let mut out = String::new();
    for e in &a.events {
        let time = e.time.as_ref().map_or_else(|| "-".into(), |t| t.value.clone().unwrap_or_else(|| between(t)));
        let (polarity, certainty, tense) = (name(e.polarity), name(e.certainty), name(e.tense));
        let _ = write!(out, "\"{}\" {} {polarity} {certainty} {tense} {time}", e.span.of(input.text), e.lemma);
        for (role, label) in [(ParticipantRole::Agent, "agent"), (ParticipantRole::Patient, "patient")] {
            for p in e.participants.iter().filter(|p| p.role == role) {
                let _ = write!(out, " · {label}: {}", p.span.of(input.text));
            }
        }
        if let Some(place) = e.place {
            let _ = write!(out, " · at: {}", a.entities[place].name);
        }
        if !e.attribution.is_empty() {
            let from: Vec<_> = e.attribution.iter().map(|x| x.span.of(input.text)).collect();
            let _ = write!(out, " · from: {}", from.join(" < "));
        }
        for q in &e.quantities {
            let high = q.high.map(|h| format!("–{h}")).unwrap_or_default();
            let unit = q.unit.as_ref().map(|u| format!(" {u}")).unwrap_or_default();
            let of = q.of.as_ref().map(|o| format!(" of {o}")).unwrap_or_default();
            let _ = write!(out, " · number: {} {}{high}{unit}{of}", name(q.bound), q.value);
        }
        for o in &e.order {
            let other = a.events[o.event].span.of(input.text);
            let _ = write!(out, " · {}: {other} ({})", name(o.relation), o.span.of(input.text));
        }
        out.push('\n');
    }
    out
}

fn quote(input: &Input) -> String {
    let a = analysis(input, input.text);
    let mut out = String::new();
    for (at, aside) in a.page.asides.iter().enumerate() {
        for q in a.aside_speech.iter().filter(|q| q.aside == at) {
            let speaker = q.speaker.as_deref().unwrap_or("?");
            let _ = writeln!(out, "{}: {} {} ← {speaker}", name(aside.role), name(q.kind), q.span.of(&aside.text));
        }
    }
    for q in &a.quotations {
        let said = q.span.of(input.text).replace('\n', " ");
        let speaker = q.speaker.as_ref().map_or("?", |s| s.name.as_str());
        let _ = write!(out, "{} {said} ← {speaker}", name(q.kind));
        if let Some(cue) = q.cue {
            let _ = write!(out, " ({})", cue.of(input.text));
        }
        if let Some(to) = q.addressee {
            let _ = write!(out, " to {}", a.entities[to].name);
        }
        if let Some(occasion) = q.occasion {
            let _ = write!(out, " at [{}]", occasion.of(input.text));
        }
        for link in &q.chain {
            let _ = write!(out, " via {}", link.name);
        }
        out.push('\n');
    }
    out
}

fn parse(input: &Input) -> String {
    let a = analysis(input, input.text);
    let mut out = String::new();
    for (i, sentence) in a.parse.sentences.iter().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        for t in &a.parse.tokens[sentence.clone()] {
            let word = |i: usize| a.parse.tokens[i].span.of(input.text);
            let _ =
                writeln!(out, "{} {} {} {} {}", t.span.of(input.text), name(t.tag), name(t.dep), word(t.head), t.lemma);
        }
    }
    out
}

fn page(input: &Input) -> String {
    let get = |key: &str| input.settings.get(key).cloned();
    let hints = Hints {
        id: "spec".into(),
        path: "spec".into(),
        url: get("url"),
        title: get("title"),
        published: get("published"),
        ..Hints::default()
    };
    let is = |key: &str| input.settings.contains_key(key);
    let source = match (is("dump"), is("text")) {
        (true, _) => page::Input::Dump(input.text),
        (_, true) => page::Input::Text(input.text),
        _ => page::Input::Html(input.text),
    };
    let page = match page::read(source, &hints, &Furniture::default()) {
        Ok(page) => page,
        Err(why) => return format!("unreadable: {why}"),
    };
    let mut out = String::new();
    let p = &page.published;
    let day = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string()).unwrap_or_default();
    let bounds =
        (p.earliest.is_some() || p.latest.is_some()).then(|| format!("{} .. {}", day(p.earliest), day(p.latest)));
    let changed = p.reasons.iter().any(|r| r.starts_with("only the day of a change"));
    let published = p.value.clone().or(bounds).map(|v| if changed { format!("{v} (changed)") } else { v });
    let known = [("title", &page.title), ("outlet", &page.outlet), ("published", &published)];
    for (key, value) in known.into_iter().filter_map(|(k, v)| Some((k, v.as_ref()?))) {
        let _ = writeln!(out, "{key}: {value}");
    }
    for (key, list) in [("authors", &page.authors), ("agencies", &page.agencies)] {
        if !list.is_empty() {
            let _ = writeln!(out, "{key}: {}", list.join(", "));
        }
    }
    // What is left out, and that a language is not read, is asked for: other specifications are about other things.
    let asked = |code: &str| is("remarks") || !matches!(code, "left-out" | "language-not-read");
    for note in page.notes.iter().filter(|n| asked(&n.code)) {
        let _ = writeln!(out, "note: {}", note.code);
    }
    if get("show").as_deref() == Some("head") {
        return out;
    }
    for b in &page.blocks {
        let _ = writeln!(out, "{}: {}", name(b.role), b.span.of(&page.text).replace('\n', " "));
    }
    for aside in page.asides.iter().filter(|_| is("asides")) {
        let _ = writeln!(out, "beside {}: {}", name(aside.role), aside.text);
    }
    out
}

fn pile(input: &Input) -> String {
    let mut pages: Vec<(String, (Page, bool))> = Vec::new();
    let mut text = String::new();
    let mut heads = Vec::new();
    for line in input.text.lines().chain(["==="]) {
        if let Some(head) = line.strip_prefix("===") {
            if let Some(head) = heads.pop() {
                pages.push((std::mem::take(&mut text), page_of(head)));
            }
            heads.push(head);
        } else {
            text.push_str(line);
            text.push('\n');
        }
    }
    let analyses: Vec<_> = pages
        .into_iter()
        .map(|(text, head)| {
            let (head, dump) = head;
            let published = head.published.value.clone();
            let page = if dump {
                let hints = Hints { id: head.id, published, ..Hints::default() };
                page::read(page::Input::Dump(&text), &hints, &Furniture::default()).expect("a page")
            } else {
                let page = Page::from_text(&head.id, text.trim(), published.as_deref());
                Page { outlet: head.outlet, title: head.title, ..page }
            };
            analyze(&page, &MODELS)
        })
        .collect();
    let show = input.settings.get("show").map_or("copies,timeline,utterances,discrepancies,forecasts", String::as_str);
    dossier(&assemble(&analyses, Vec::new()), show)
}

/// Settings of a `===` line as a page without text, and whether the text is a copy of a whole page.
fn page_of(head: &str) -> (Page, bool) {
    let (id, mut settings) = info(head.trim());
    let mut page = Page::from_text(&id, "", settings.remove("published").as_deref());
    page.outlet = settings.remove("outlet");
    page.title = settings.remove("title");
    (page, settings.contains_key("dump"))
}

fn dossier(d: &Dossier, show: &str) -> String {
    let mut out = String::new();
    let id = |i: PageId| d.documents[i].page.id.as_str();
    let ids = |list: &[PageId]| list.iter().map(|i| id(*i)).collect::<Vec<_>>().join(" ");
    let said = |e: &Evidence| format!("{} \"{}\"", id(e.document), e.span.of(&d.documents[e.document].page.text));
    for part in show.split(',') {
        match part {
            "copies" => {
                for c in &d.copies {
                    let _ = writeln!(out, "copy {}: {}", name(c.kind), ids(&c.documents));
                }
            }
            "origins" => {
                for o in &d.origins {
                    let _ = writeln!(out, "origin {} {}: {}", name(o.kind), o.name, ids(&o.documents));
                }
            }
            "stories" => {
                for s in &d.stories {
                    let _ = writeln!(out, "story{}: {}", if s.main { " (main)" } else { "" }, ids(&s.documents));
                }
            }
            "entities" => {
                for e in d.entities.iter().filter(|e| e.named) {
                    let _ = write!(out, "{}", e.name);
                    let aliases = if e.aliases.is_empty() {
                        String::new()
                    } else {
                        format!(" · also: {}", e.aliases.join(", "))
                    };
                    let _ = writeln!(out, "{aliases} · {} mentions", e.mentions.len());
                }
            }
            "beside" => {
                for e in d.entities.iter().filter(|e| e.mentions.is_empty()) {
                    for b in &e.beside {
                        let aside = &d.documents[b.document].page.asides[b.at.aside];
                        let what = b.at.title.as_ref().map_or("name".into(), |t| format!("title {t}"));
                        let _ = writeln!(out, "{} · {what} · {} of {}", e.name, name(aside.role), id(b.document));
                    }
                }
            }
            "timeline" => {
                for e in d.timeline.iter().map(|e| &d.events[*e]) {
                    let time = e.time.as_ref().and_then(|t| t.value.as_deref()).unwrap_or("-");
                    let mut docs: Vec<_> = e.support.iter().map(|s| s.at.document).collect();
                    docs.dedup();
                    let _ = writeln!(out, "{time} {} [{}] origins: {}", e.label, ids(&docs), e.independent_origins);
                }
            }
            "utterances" => {
                for u in &d.utterances {
                    let words: Vec<_> = u.quotations.iter().map(|q| said(&d.quotations[*q].at)).collect();
                    let speaker = u.speaker.map_or("?", |s| d.entities[s].name.as_str());
                    let _ = writeln!(out, "utterance of {speaker}: {}", words.join(" | "));
                }
            }
            "discrepancies" => {
                for x in &d.discrepancies {
                    let _ = writeln!(out, "{} {}: {}", name(x.kind), name(x.status), x.label);
                    for v in &x.variants {
                        let docs: Vec<_> = v.support.iter().map(|s| id(s.document)).collect();
                        let _ = writeln!(out, "  {} ← {}", v.value, docs.join(" "));
                    }
                }
            }
            "forecasts" => {
                for f in &d.forecasts {
                    let by = f.by.map(|e| format!("{}: ", d.entities[e].name)).unwrap_or_default();
                    let _ = writeln!(out, "forecast {}: {} = {by}{}", name(f.outcome), said(&f.statement), f.label);
                }
            }
            "account" => account(&mut out, d),
            _ => panic!("show={part}: nothing of that name"),
        }
    }
    out
}

fn account(out: &mut String, d: &Dossier) {
    let a = &d.account;
    let id = |i: PageId| d.documents[i].page.id.as_str();
    let docs = |list: &[Evidence]| list.iter().map(|e| id(e.document)).collect::<Vec<_>>().join(" ");
    if let Some(event) = a.event {
        let _ = writeln!(out, "what: {}", d.events[event].label);
        let when = d.events[event].time.as_ref().and_then(|t| t.value.as_deref());
        when.into_iter().for_each(|w| writeln!(out, "when: {w}").unwrap());
    }
    for p in &a.places {
        let _ = writeln!(out, "where: {} ← {}", d.entities[p.entity].name, docs(&p.support));
    }
    for x in &a.actors {
        let entity = &d.entities[x.entity];
        let title = x.title.map(|t| format!(", {}", entity.titles[t].title)).unwrap_or_default();
        let role = x.role.map(|r| format!(" ({})", name(r))).unwrap_or_default();
        let _ = writeln!(out, "who: {}{title}{role}", entity.name);
    }
    for c in &a.counts {
        let values: Vec<_> = c.values.iter().map(|v| format!("{} ← {}", v.value, docs(&v.support))).collect();
        let of = c.event.map(|e| format!(" in “{}”", d.events[e].label)).unwrap_or_default();
        let _ = writeln!(out, "how many: {}{of}", values.join(" | "));
    }
    for r in &a.reactions {
        let _ = writeln!(out, "reaction of {}: {}", d.entities[r.by].name, d.events[r.event].label);
    }
}

/// The name that serde gives a unit variant.
fn name<T: serde::Serialize>(value: T) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap_or_default().to_owned()
}
