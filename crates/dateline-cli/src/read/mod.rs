//! Readers of files: from the paths on the command line to pages.
//!
//! In: files and folders. Out: [`Inputs`]: a page for every file or line of JSON Lines that is one, the saved bytes beside it,
//! and a [`Skipped`] with the reason for everything else. Nothing here fails as a whole: what cannot be read is named.
//! The result does not depend on the order in which paths were given.

mod files;
mod former;
mod json_lines;

use std::collections::BTreeMap;
use std::path::PathBuf;

use dateline::Skipped;
use dateline::page::{self, Furniture, Hints, Input, Page, Unreadable};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

pub use former::{Changes, Former, How};

/// A callback that is told how many of how many pages are read; it is called from several threads.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// How to read.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Files, and lines of JSON Lines files, with more bytes than this are skipped.
    pub max_bytes: u64,
    /// Called after every page.
    pub progress: Option<Progress<'a>>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options { max_bytes: 32 << 20, progress: None }
    }
}

/// Everything that was found.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The pages, sorted by path, then by line.
    pub pages: Vec<Page>,
    /// The saved bytes of each page: the file, or the line of a JSON Lines file. As long as `pages`.
    pub saved: Vec<Vec<u8>>,
    /// How each page was found in its saved bytes, for a later build. As long as `pages`.
    pub recipes: Vec<Vec<u8>>,
    /// What is not a page, sorted by path.
    pub skipped: Vec<Skipped>,
    /// What is new against a former build.
    pub changes: Changes,
}

/// A page before it is read.
struct Raw {
    hints: Hints,
    /// Line of a JSON Lines file, for sorting.
    line: usize,
    bytes: Vec<u8>,
    content: Content,
}

/// What is to be read: the bytes themselves, or a field of the object in them.
#[derive(Clone, Serialize, Deserialize)]
enum Content {
    File,
    Text(String),
    Html(String),
    Dump(String),
}

impl Raw {
    fn input(&self) -> Input<'_> {
        match &self.content {
            Content::File => Input::File(&self.bytes),
            Content::Text(s) => Input::Text(s),
            Content::Html(s) => Input::Html(s),
            Content::Dump(s) => Input::Dump(s),
        }
    }
}

/// Reads files, folders (with all that is in them) and JSON Lines files.
#[cfg(test)]
pub fn read_inputs(paths: &[PathBuf], options: &Options<'_>) -> Inputs {
    read_onto(paths, Vec::new(), How::Renew, options)
}

/// The same together with the pages of a former build.
pub fn read_onto(paths: &[PathBuf], former: Vec<Former>, how: How, options: &Options<'_>) -> Inputs {
    let mut skipped = Vec::new();
    let mut raws: Vec<Raw> = Vec::new();
    for file in files::find(paths, &mut skipped) {
        files::load(&file, options.max_bytes, &mut raws, &mut skipped);
    }
    let changes = former::merge(&mut raws, former, how);
    raws.sort_by(|a, b| (&a.hints.path, a.line, &a.bytes).cmp(&(&b.hints.path, b.line, &b.bytes)));
    let furniture = Furniture::learn(raws.iter().map(|r| (r.input(), &r.hints)));
    let done = std::sync::atomic::AtomicUsize::new(0);
    let read: Vec<Result<Page, Unreadable>> = raws
        .par_iter()
        .map(|raw| {
            let page = page::read(raw.input(), &raw.hints, &furniture);
            if let Some(progress) = options.progress {
                progress(done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1, raws.len());
            }
            page
        })
        .collect();
    let mut inputs = Inputs { skipped, changes, ..Inputs::default() };
    for (raw, result) in raws.into_iter().zip(read) {
        match result {
            Ok(mut page) => {
                if !matches!(raw.content, Content::File) {
                    page.sha256 = page::digest(&raw.bytes);
                }
                inputs.recipes.push(former::recipe(&raw));
                inputs.pages.push(page);
                inputs.saved.push(raw.bytes);
            }
            Err(why) => inputs.skipped.push(Skipped { path: raw.hints.path, reason: why.to_string() }),
        }
    }
    make_ids_unique(&mut inputs.pages);
    inputs.skipped.sort_by(|a, b| (&a.path, &a.reason).cmp(&(&b.path, &b.reason)));
    inputs
}

/// Tells pages with the same id apart by their content, so that the order of inputs plays no part; equal ones are numbered.
fn make_ids_unique(pages: &mut [Page]) {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages.iter() {
        *count.entry(page.id.clone()).or_default() += 1;
    }
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages.iter_mut().filter(|p| count.get(&p.id).is_some_and(|n| *n > 1)) {
        let id = format!("{}#{}", page.id, page.sha256.get(..8).unwrap_or_default());
        let n = taken.entry(id.clone()).or_default();
        *n += 1;
        page.id = if *n == 1 { id } else { format!("{id}.{n}") };
    }
}

#[cfg(test)]
mod tests;
