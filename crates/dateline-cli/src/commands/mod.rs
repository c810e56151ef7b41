//! The commands, one function each.

mod analyze;
mod audit;
mod build;
mod demo;
mod explain;
mod find;
mod models;
mod times;

use std::io::IsTerminal;

use anyhow::{Context, Result, bail};
use dateline::{Skipped, contract};
use dateline_report::View;

use crate::Status;
use crate::args::{Color, Export, Format, Inputs, Look, Show};
use crate::output::{complain, count, deliver, print};
use crate::show::{Sections, Style, terminal};

pub use analyze::analyze;
pub use audit::audit;
pub use build::{add, build};
pub use demo::demo;
pub use explain::explain;
use models::models;
pub use times::times;

/// `dateline show`.
pub fn show(args: &Show) -> Result<Status> {
    let dossier = dateline_store::load(&args.file)?;
    let view = View::new(&dossier);
    if args.json {
        print(&(serde_json::to_string(&view)? + "\n"))?;
        return Ok(Status::Done);
    }
    print(&seen(&view, &args.look, &args.file.display().to_string()))?;
    Ok(Status::Done)
}

/// How a terminal is drawn on.
fn style(color: Color, width: Option<u16>, ascii: bool) -> Style {
    let on_terminal = std::io::stdout().is_terminal();
    let colored = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => on_terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
    };
    let own = terminal_size::terminal_size().filter(|_| on_terminal).map(|(w, _)| w.0);
    let width = width.or(own).unwrap_or(100).clamp(40, 400);
    Style { colored, width: usize::from(width), ascii: ascii || on_terminal && plain_locale() }
}

/// A view as the terminal shows it. Standard output writes UTF-8 to Windows consoles by itself.
fn seen(view: &View, look: &Look, file: &str) -> String {
    let style = style(look.color, look.width, look.ascii);
    let ask = Sections {
        all: look.all,
        differ: look.differ,
        forecasts: look.forecasts,
        statements: look.statements,
        people: look.people,
        sources: look.sources,
        evidence: look.evidence,
    };
    terminal(view, &style, ask, look.since.as_deref(), file)
}

/// Whether the user's locale asks for no more than ASCII.
fn plain_locale() -> bool {
    let set = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|v| std::env::var(v).ok().filter(|v| !v.is_empty()));
    matches!(set.as_deref(), Some("C" | "POSIX"))
}

/// `dateline export`.
pub fn export(args: &Export) -> Result<Status> {
    if args.output.as_deref() == Some(args.file.as_path()) {
        bail!("{} would be overwritten by its own export", args.file.display());
    }
    let dossier = dateline_store::load(&args.file)?;
    let data = match args.format {
        Format::Json => serde_json::to_string(&contract::dossier_json(&dossier)).context("cannot write JSON")? + "\n",
        Format::Html => dateline_report::html(&View::new(&dossier)),
        Format::Md => dateline_report::markdown(&View::new(&dossier)),
    };
    deliver(&data, args.output.as_deref())?;
    Ok(Status::Done)
}

/// Names what was skipped, and decides how the command ends.
fn finish(skipped: &[Skipped], inputs: &Inputs) -> Status {
    /// More than this many are counted instead of named; the dossier holds them all.
    const NAMED: usize = 20;
    for s in skipped.iter().take(NAMED) {
        complain(&format!("skipped {}: {}", s.path, s.reason));
    }
    if skipped.len() > NAMED {
        complain(&format!("… and {} more", count(skipped.len() - NAMED, "input", "inputs")));
    }
    if inputs.strict && !skipped.is_empty() { Status::Skipped } else { Status::Done }
}

/// The failure of a pile without a single page.
fn nothing_to_read(skipped: &[Skipped], inputs: &Inputs) -> anyhow::Error {
    finish(skipped, inputs);
    anyhow::anyhow!("no page could be read")
}
