//! The program `dateline`.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod read;

use anyhow::{Context, Result, bail};
use dateline::{Models, analyze, assemble, contract, page::Page};

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let models = Models::embedded();
    match args.first().map(String::as_str) {
        Some("analyze") => {
            for page in pages(&args[1..])? {
                println!("{}", serde_json::to_string(&contract::analysis_json(&analyze(&page, &models)))?);
            }
        }
        Some("build") => {
            let out = args.last().context("no output")?;
            let analyses: Vec<_> = pages(&args[1..args.len() - 2])?.iter().map(|p| analyze(p, &models)).collect();
            std::fs::write(out, serde_json::to_string(&contract::dossier_json(&assemble(&analyses, Vec::new())))?)?;
        }
        Some("export") => println!("{}", std::fs::read_to_string(&args[1])?),
        _ => bail!("analyze, build or export"),
    }
    Ok(())
}

fn pages(paths: &[String]) -> Result<Vec<Page>> {
    let paths: Vec<_> = paths.iter().map(Into::into).collect();
    let inputs = read::read_inputs(&paths, &read::Options::default());
    for skipped in &inputs.skipped {
        eprintln!("skipped {}: {}", skipped.path, skipped.reason);
    }
    Ok(inputs.pages)
}
