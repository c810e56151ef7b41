//! Maintenance tasks: `cargo xtask --help`.
#![allow(clippy::print_stdout)]

mod flags;
mod generate;
mod ledger;
mod models;
mod score;
mod typescript;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Maintenance tasks of Dateline")]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Run the scorers over the gold data and write scores.toml
    Score(score::Options),
    /// Run every rule over the piles whose differences are known and write spec/rules.toml
    Ledger(ledger::Options),
    /// Check the weights under models/ against their manifest
    Models {
        /// Compare the SHA-256 of every file
        #[arg(long)]
        verify: bool,
    },
    /// Write what is made from the code: the JSON schemas, the catalogue of rules, the types of the front end
    Generate {
        /// Only say whether the files are current
        #[arg(long)]
        check: bool,
    },
}

fn main() -> ExitCode {
    let done = match Args::parse().task {
        Task::Score(options) => score::run(&options),
        Task::Ledger(options) => ledger::run(&root(), &options),
        Task::Models { .. } => models::verify(&root()),
        Task::Generate { check } => generate::run(&root(), check),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // Without a backtrace: what failed must be the last thing that a short log shows.
        Err(error) => {
            println!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The repository's folder.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().map(PathBuf::from).unwrap_or_default()
}
