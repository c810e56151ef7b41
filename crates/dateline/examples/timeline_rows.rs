//! Prints every event of a pile that could be a line of its chronology, with what tells for and against it, as JSON Lines.
//!
//! `cargo run --example timeline_rows -- FOLDER…`; each folder is a pile of saved pages; a file of JSON Lines is a pile of texts. What
//! `bench/fit_timeline.py` learns from.
#![allow(clippy::print_stdout)]

mod piles;

use std::path::Path;

use dateline::page::Page;
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
    Ok(piles::pages(path)?)
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
