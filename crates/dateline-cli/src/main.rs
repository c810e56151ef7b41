//! The program `dateline`: commands over the engine, the dossier file and the report.
//!
//! Data goes to standard output, words for people to standard error. [`Status`] lists the exit codes.

mod args;
mod commands;
mod output;
mod pile;
mod progress;
mod show;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use output::{complain, is_closed_pipe};

/// How a command ended, when it did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    /// 0: done.
    Done,
    /// 3: done, but inputs were skipped, or a text does not hold, and the user asked to be told by the exit code.
    Skipped,
}

fn main() -> ExitCode {
    let args = Args::parse();
    // A panic is our mistake; the user gets one sentence instead of a trace, and pages are analysed one by one (see `pile`).
    std::panic::set_hook(Box::new(|_| {}));
    let result = catch_unwind(AssertUnwindSafe(|| run(args)));
    match result {
        Ok(Ok(Status::Done)) => ExitCode::SUCCESS,
        Ok(Ok(Status::Skipped)) => ExitCode::from(3),
        // The reader of our output has seen enough, as in `dateline show x | head`.
        Ok(Err(e)) if is_closed_pipe(&e) => ExitCode::SUCCESS,
        Ok(Err(e)) => {
            complain(&format!("error: {e:#}"));
            advice(&format!("{e:#}")).into_iter().for_each(complain);
            ExitCode::FAILURE
        }
        Err(panic) => {
            complain(&format!(
                "error: internal mistake of Dateline, please report it: {}",
                pile::panic_message(&*panic)
            ));
            ExitCode::FAILURE
        }
    }
}

/// What to do about a failure, where there is something to do that its own words do not say.
fn advice(said: &str) -> Option<&'static str> {
    if said.ends_with("is not a dossier") {
        let page = [".html", ".htm"].iter().any(|e| said.contains(e));
        return Some(if page {
            "a page or a report is opened in a browser; a dossier is made with: dateline build PAGES"
        } else {
            "a dossier is made with: dateline build PAGES"
        });
    }
    said.ends_with("there is no such file or folder")
        .then_some("look at the path; a dossier is made with: dateline build PAGES")
}

fn run(args: Args) -> anyhow::Result<Status> {
    match args.command {
        Command::Demo(a) => commands::demo(&a),
        Command::Build(a) => commands::build(&a),
        Command::Add(a) => commands::add(&a),
        Command::Show(a) => commands::show(&a),
        Command::Analyze(a) => commands::analyze(&a),
        Command::Export(a) => commands::export(&a),
        Command::Times(a) => commands::times(&a),
        Command::Explain(a) => commands::explain(&a),
        Command::Audit(a) => commands::audit(&a),
    }
}
