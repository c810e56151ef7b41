//! Prints every event of a pile that could be a line of its chronology, with what tells for and against it, as JSON Lines.
//!
//! `cargo run --example timeline_rows -- FOLDER…`; each folder is a pile of saved pages; a file of JSON Lines is a pile of texts. What
//! `bench/fit_timeline.py` learns from.
#![allow(clippy::print_stdout)]

use std::path::Path;

use dateline::page::{Furniture, Hints, Input, Page, read};
use dateline::{Analysis, Models, analyze};

fn pages(path: &Path) -> Result<Vec<Page>, Box<dyn std::error::Error>> {
    if path.is_file() {
        let mut pages = Vec::new();
        for line in std::fs::read_to_string(path)?.lines() {
            let row: serde_json::Value = serde_json::from_str(line)?;
            let field = |name: &str| row.get(name).and_then(|v| v.as_str());
            let mut page =
                Page::from_text(field("id").unwrap_or_default(), field("text").unwrap_or_default(), field("published"));
            page.title = field("title").map(Into::into);
            pages.push(page);
        }
        return Ok(pages);
    }
    let mut paths: Vec<_> = std::fs::read_dir(path)?.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.sort();
    let bytes: Vec<Vec<u8>> = paths.iter().map(std::fs::read).collect::<Result<_, _>>()?;
    let hints: Vec<Hints> = paths
        .iter()
        .map(|p| Hints { id: p.display().to_string(), path: p.display().to_string(), ..Hints::default() })
        .collect();
    let furniture = Furniture::learn(bytes.iter().map(|b| Input::File(b)).zip(&hints));
    Ok(bytes.iter().zip(&hints).filter_map(|(b, h)| read(Input::File(b), h, &furniture).ok()).collect())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let models = Models::embedded();
    for path in std::env::args().skip(1) {
        let analyses: Vec<Analysis> = pages(Path::new(&path))?.iter().map(|page| analyze(page, &models)).collect();
        println!("{}", serde_json::json!({ "pile": path }));
        for line in dateline::tell::timeline_rows(&analyses) {
            println!("{line}");
        }
    }
    Ok(())
}
