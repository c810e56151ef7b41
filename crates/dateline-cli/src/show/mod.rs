//! A dossier in the terminal: first what one must know, in some fifty lines; every section whole when it is asked for.
//!
//! In: the view. Out: text. The first page has the chronology in short, the open questions with both answers, and what was predicted.

mod audited;
mod layout;
mod sections;
mod sources;
#[cfg(test)]
mod tests;

use dateline_report::{Difference, Line, Prediction, View};

pub use audited::{audited, audited_markdown};
pub use layout::Style;
use layout::{Canvas, Columns, Paint, Row};

/// So many open questions and predictions the first page has.
const QUESTIONS: usize = 4;
const PREDICTED: usize = 3;
/// So many lines of text the course may take on the first page, and where names stand beneath the text.
const COURSE: usize = 26;
const COURSE_NARROW: usize = 36;

/// What is asked for.
#[derive(Clone, Copy, Default)]
pub struct Sections {
    pub all: bool,
    pub differ: bool,
    pub forecasts: bool,
    pub statements: bool,
    pub people: bool,
    pub sources: bool,
    /// With the sentences.
    pub evidence: bool,
}

impl Sections {
    fn first_page(self) -> bool {
        !(self.all || self.differ || self.forecasts || self.statements || self.people || self.sources)
    }
}

/// The view as text; of the chronology only what happened on or after a day, when one is given.
pub fn terminal(view: &View, style: &Style, ask: Sections, since: Option<&str>, file: &str) -> String {
    let mut out = Canvas::new(style);
    head(&mut out, view);
    if ask.first_page() {
        course(&mut out, view, false, ask.evidence, since);
        questions(&mut out, view, ask.evidence);
        predicted(&mut out, view);
        out.blank();
        out.text(
            0,
            "More: --differ --forecasts --statements --people --sources --all; sentences: --evidence",
            Paint::Dim,
        );
        out.text(0, &format!("dateline export {file} --format html -o report.html"), Paint::Dim);
        return out.finish();
    }
    if ask.all {
        sections::short(&mut out, view);
        course(&mut out, view, true, ask.evidence, since);
    }
    if ask.all || ask.differ {
        sections::differences(&mut out, view, ask.evidence);
    }
    if ask.all || ask.forecasts {
        sections::forecasts(&mut out, view, ask.evidence);
    }
    if ask.all {
        sections::reactions(&mut out, view);
    }
    if ask.all || ask.statements {
        sections::statements(&mut out, view);
    }
    if ask.all || ask.people {
        sections::people(&mut out, view);
    }
    if ask.all || ask.sources {
        sources::sources(&mut out, view);
    }
    out.finish()
}

/// What the story is called, when and where, and on how many origins it is told.
fn head(out: &mut Canvas, view: &View) {
    let places = view.short.iter().filter(|f| f.question == "Where").flat_map(|f| &f.answers);
    let told: Vec<_> = places.take(2).map(|a| a.text.as_str()).collect();
    let facts: Vec<String> = [view.span.clone(), told.join(", ")].into_iter().filter(|f| !f.is_empty()).collect();
    out.title(&view.title, &facts.join(" · "));
    out.text(0, &origins(view), Paint::Dim);
}

/// "9 pages, 7 independent origins (Ledger = Courier) · 1 page set aside".
pub fn origins(view: &View) -> String {
    let count = crate::output::count;
    let main = view.sources.iter().filter(|s| s.main).count();
    let all: Vec<usize> = (0..view.sources.len()).filter(|s| view.sources[*s].main).collect();
    let welded: Vec<String> = view.names(&all).into_iter().filter(|n| n.contains(" = ")).collect();
    let welded = match welded.len() {
        0 => String::new(),
        1 | 2 => format!(" ({})", welded.join("; ")),
        n => format!(" ({}; {} more texts in several pages)", welded[0], n - 1),
    };
    let origins = count(view.independent_origins, "independent origin", "independent origins");
    let mut facts = vec![format!("{}, {origins}{welded}", count(main, "page", "pages"))];
    let aside = view.sources.len() - main;
    if aside > 0 {
        facts.push(format!("{} set aside", count(aside, "page", "pages")));
    }
    if !view.skipped.is_empty() {
        facts.push(format!("{} not read", view.skipped.len()));
    }
    facts.join(" · ")
}

fn course(out: &mut Canvas, view: &View, all: bool, evidence: bool, since: Option<&str>) {
    // A dossier without a short form shows all.
    let all = all || since.is_some() || !view.lines.iter().any(|l| l.short);
    let late =
        |l: &&Line| since.is_none_or(|day| l.latest.as_deref().or(l.earliest.as_deref()).is_some_and(|d| d >= day));
    let dated: Vec<&Line> = view.lines.iter().filter(late).collect();
    let mut shown: Vec<&Line> = dated.iter().copied().filter(|l| all || l.short).collect();
    if !all && !evidence {
        fit(out, view, &mut shown);
    }
    if view.lines.is_empty() {
        out.blank();
        out.text(0, "These pages tell of no event that can be dated. What was read: --sources", Paint::Dim);
        return;
    }
    let hidden = dated.len() - shown.len();
    let more = if hidden > 0 { format!("{} of {} lines; all: --all", shown.len(), dated.len()) } else { String::new() };
    out.heading("Chronology", &more);
    rows(out, view, &shown, all, evidence);
}

/// Leaves out the lines that weigh least until the rest has room: fewest origins, nothing that differs, nothing foretold.
fn fit(out: &Canvas, view: &View, shown: &mut Vec<&Line>) {
    let room = if out.narrow() { COURSE_NARROW } else { COURSE };
    loop {
        let mut draft = out.draft();
        rows(&mut draft, view, shown, false, false);
        if draft.finish().lines().count() <= room || shown.len() <= 8 {
            return;
        }
        let weight = |l: &Line| {
            2 * l.independent_origins
                + 3 * l.differs.len()
                + l.forecasts.len()
                + usize::from(!l.inferred && !l.day.is_empty())
        };
        // Of lines that weigh the same the last goes last.
        let least = shown.iter().enumerate().min_by_key(|(i, l)| (weight(l), *i)).map(|(i, _)| i);
        least.map(|i| shown.remove(i));
    }
}

fn rows(out: &mut Canvas, view: &View, shown: &[&Line], all: bool, evidence: bool) {
    let year = main_year(view);
    let when: Vec<(String, String)> = shown.iter().map(|l| when(l, year.as_deref())).collect();
    let columns = Columns::of(when.iter().map(|(d, c)| (d.as_str(), c.as_str())));
    let columns = columns.with_names(shown.iter().map(|l| told_by(view, l)));
    let mut before = "";
    for (line, (day, clock)) in shown.iter().zip(&when) {
        let names = told_by(view, line);
        let label =
            if line.status == "happened" { line.label.clone() } else { format!("{} ({})", line.label, line.status) };
        out.row(columns, &Row { day: if day == before { "" } else { day }, clock, text: &label, names: &names });
        before = day;
        line.differs.iter().for_each(|d| out.under(columns, "≠", d, Paint::Warning));
        if all {
            line.forecasts.iter().filter_map(|f| view.forecasts.get(*f)).for_each(|f| {
                let names = view.names(&[f.statement.source]).concat();
                match f.outcome.as_str() {
                    "not_fulfilled" => out.under(columns, "✕", &format!("{names} had expected otherwise"), Paint::Dim),
                    _ => out.under(columns, "✓", &format!("Predicted by {names}"), Paint::Dim),
                }
            });
        }
        if evidence {
            view.sentences(&line.support).iter().for_each(|(names, q)| out.quote(4, &q.text, names));
        }
    }
}

/// Who tells a line: the names while they are few, else how many origins.
fn told_by(view: &View, line: &Line) -> String {
    let names = view.names(&line.sources);
    let joined = names.join(", ");
    let long = names.len() > 2 || joined.chars().count() > 26 && names.len() > 1;
    if long { crate::output::count(line.independent_origins, "origin", "origins") } else { joined }
}

/// Day and time of day of a line; what is only inferred says so, and the year is left out where it is that of most lines.
fn when(line: &Line, year: Option<&str>) -> (String, String) {
    let day = match year.and_then(|y| line.day.strip_suffix(y)) {
        Some(rest) if !rest.trim().is_empty() => rest.trim().to_owned(),
        _ => line.day.clone(),
    };
    match (day.is_empty(), line.inferred, line.clock.is_empty()) {
        (true, ..) => ("no day".into(), String::new()),
        (_, true, true) => (day, "that day".into()),
        _ => (day, line.clock.clone()),
    }
}

/// The year of most lines.
fn main_year(view: &View) -> Option<String> {
    let mut years: Vec<&str> = view.lines.iter().filter_map(|l| l.earliest.as_deref()?.get(..4)).collect();
    years.sort_unstable();
    let runs = years.chunk_by(|a, b| a == b);
    runs.max_by_key(|r| r.len()).and_then(|r| r.first()).map(|y| (*y).to_owned())
}

/// Differences that are open: both sides cannot be true.
fn open(view: &View) -> Vec<&Difference> {
    view.discrepancies.iter().filter(|d| d.status == "contradiction").collect()
}

fn questions(out: &mut Canvas, view: &View, evidence: bool) {
    let open = open(view);
    if open.is_empty() {
        return;
    }
    let more = if open.len() > QUESTIONS {
        format!("{} open; all: --differ", open.len())
    } else {
        format!("{} open", open.len())
    };
    out.heading("Where sources differ", &more);
    for d in open.iter().take(QUESTIONS) {
        sections::difference(out, view, d, evidence);
    }
}

fn predicted(out: &mut Canvas, view: &View) {
    if view.forecasts.is_empty() {
        return;
    }
    let of = |outcome: &str| view.forecasts.iter().filter(|f| f.outcome == outcome).count();
    let counts = [(of("fulfilled"), "came true"), (of("not_fulfilled"), "did not"), (of("open"), "open")];
    let counts: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    out.heading("Predicted", &counts.join(", "));
    let mut settled: Vec<&Prediction> = view.forecasts.iter().filter(|f| f.outcome != "open").collect();
    // What can be asked is read at once.
    settled.sort_by_key(|f| !f.question.ends_with('?'));
    settled.iter().take(PREDICTED).for_each(|f| sections::forecast(out, view, f, false));
}
