//! The program `dateline`.
#![allow(clippy::print_stdout)]

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
    let mut pages = Vec::new();
    for path in paths {
        let mut files = vec![std::path::PathBuf::from(path)];
        if files[0].is_dir() {
            files = std::fs::read_dir(path)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
            files.sort();
        }
        for file in files {
            let name = file.display().to_string();
            let text = std::fs::read_to_string(&file)?;
            if name.ends_with(".jsonl") {
                for line in text.lines() {
                    let row: serde_json::Value = serde_json::from_str(line)?;
                    let id = row["id"].as_str().unwrap_or_default();
                    let mut page =
                        Page::from_text(id, row["text"].as_str().unwrap_or_default(), row["published"].as_str());
                    page.title = row["title"].as_str().map(Into::into);
                    pages.push(page);
                }
            } else {
                pages.push(Page::from_text(&name, &text, None));
            }
        }
    }
    Ok(pages)
}
