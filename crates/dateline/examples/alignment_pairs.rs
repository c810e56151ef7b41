//! Prints every pair of typed facts that the pages of a pile may tell of one slot, with what tells for and against it, as JSON Lines.
//!
//! `cargo run --example alignment_pairs -- FOLDER…`; each folder is a pile of saved pages. What `bench/fit_alignment.py` learns from.
#![allow(clippy::print_stdout)]

mod piles;

use std::path::Path;

use dateline::{Analysis, Models, analyze};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let models = Models::embedded();
    println!("{}", serde_json::json!({ "names": dateline::judge::FEATURES }));
    for folder in std::env::args().skip(1) {
        let pages = piles::pages(Path::new(&folder))?;
        let analyses: Vec<Analysis> = pages.iter().map(|page| analyze(page, &models)).collect();
        for line in dateline::judge::alignment_pairs(&analyses) {
            println!("{line}");
        }
    }
    Ok(())
}
