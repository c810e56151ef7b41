//! Piles of saved pages, for the examples that print what scripts learn from.

use std::path::Path;

use dateline::page::{Furniture, Hints, Input, Page, read};

/// The pages of a folder, in the order of their names; what is no page is left out.
pub fn pages(folder: &Path) -> std::io::Result<Vec<Page>> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.sort();
    let bytes: Vec<Vec<u8>> = paths.iter().map(std::fs::read).collect::<Result<_, _>>()?;
    let hints: Vec<Hints> = paths
        .iter()
        .map(|p| Hints { id: p.display().to_string(), path: p.display().to_string(), ..Hints::default() })
        .collect();
    let furniture = Furniture::learn(bytes.iter().map(|b| Input::File(b)).zip(&hints));
    Ok(bytes.iter().zip(&hints).filter_map(|(b, h)| read(Input::File(b), h, &furniture).ok()).collect())
}
