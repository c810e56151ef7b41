//! Prints every pair of typed facts that the pages of a pile may tell of one slot, with what tells for and against it, as JSON Lines.
//!
//! `cargo run --example alignment_pairs -- FOLDER…`; each folder is a pile of saved pages. What `bench/fit_alignment.py` learns from.
#![allow(clippy::print_stdout)]

use dateline::page::{Furniture, Hints, Input, read};
use dateline::{Analysis, Models, analyze};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let models = Models::embedded();
    println!("{}", serde_json::json!({ "names": dateline::judge::FEATURES }));
    for folder in std::env::args().skip(1) {
        let mut paths: Vec<_> = std::fs::read_dir(&folder)?.filter_map(|e| Some(e.ok()?.path())).collect();
        paths.sort();
        let bytes: Vec<Vec<u8>> = paths.iter().map(std::fs::read).collect::<Result<_, _>>()?;
        let hints: Vec<Hints> = paths
            .iter()
            .map(|p| Hints { id: p.display().to_string(), path: p.display().to_string(), ..Hints::default() })
            .collect();
        let furniture = Furniture::learn(bytes.iter().map(|b| Input::File(b)).zip(&hints));
        let pages = bytes.iter().zip(&hints).filter_map(|(b, h)| read(Input::File(b), h, &furniture).ok());
        let analyses: Vec<Analysis> = pages.map(|page| analyze(&page, &models)).collect();
        for line in dateline::judge::alignment_pairs(&analyses) {
            println!("{line}");
        }
    }
    Ok(())
}
