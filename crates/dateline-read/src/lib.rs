//! The one door for bytes: from the paths that a user names to the pages of a pile.
//!
//! In: files, folders, standard input, and containers of pages: ZIP and TAR archives, WARC and WACZ crawls, MHTML copies, mails and
//! mailboxes, feeds, PDF and DOCX files, exports of chats, subtitles, tables. Out: [`Inputs`]: a page for everything that is one, the
//! saved bytes beside it, and a [`Skipped`] with the reason for everything else. Nothing here fails as a whole: what cannot be read is
//! named. The result does not depend on the order in which paths were given.
//!
//! ```
//! let folder = std::env::temp_dir().join("dateline-read-example");
//! std::fs::create_dir_all(&folder)?;
//! std::fs::write(folder.join("page.txt"), "Dam bursts\n\nThe dam above the town of Velm burst on Monday, officials said.\n")?;
//! let inputs = dateline_read::read_inputs(&[folder], &dateline_read::Options::default());
//! assert_eq!(inputs.pages.len(), 1);
//! # Ok::<(), std::io::Error>(())
//! ```

mod door;
mod files;
mod format;
mod former;
mod item;
mod limits;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use dateline::Skipped;
use dateline::page::{self, Furniture, Page, Unreadable};
pub use former::{Changes, Former, How};
pub use limits::Limits;
use rayon::prelude::*;

use item::{Content, Sink};

/// A callback that is told how many of how many pages are read; it is called from several threads.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// How to read.
#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// What an input may cost.
    pub limits: Limits,
    /// Called after every page.
    pub progress: Option<Progress<'a>>,
}

/// Everything that was found.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The pages, sorted by path, then by number in their container.
    pub pages: Vec<Page>,
    /// The saved bytes of each page: the file, or the line, record, message or entry of its container. As long as `pages`.
    pub saved: Vec<Vec<u8>>,
    /// How each page was found in its saved bytes, for a later build. As long as `pages`.
    pub recipes: Vec<Vec<u8>>,
    /// What is not a page, sorted by path.
    pub skipped: Vec<Skipped>,
    /// What is new against a former build.
    pub changes: Changes,
}

/// Reads files, folders with all that is in them, and `-` for standard input.
pub fn read_inputs(paths: &[PathBuf], options: &Options<'_>) -> Inputs {
    read_onto(paths, Vec::new(), How::Renew, options)
}

/// The same together with the pages of a former build.
pub fn read_onto(paths: &[PathBuf], former: Vec<Former>, how: How, options: &Options<'_>) -> Inputs {
    let mut sink = Sink::new(options.limits);
    let files = files::find(paths, &mut sink);
    for file in &files {
        // A library that meets a hostile file must not take the run with it.
        let (pages, reasons) = (sink.raws.len(), sink.skipped.len());
        if catch_unwind(AssertUnwindSafe(|| files::load(file, &mut sink))).is_err() {
            sink.raws.truncate(pages);
            sink.skipped.truncate(reasons);
            sink.skip(file.name(), "internal mistake of Dateline in reading this file, please report it");
        }
    }
    let Sink { mut raws, skipped, .. } = sink;
    let changes = former::merge(&mut raws, former, &files.iter().map(|f| f.name().to_owned()).collect(), how);
    raws.sort_by(|a, b| {
        let key = |r: &item::Raw| (r.about.hints.path.clone(), r.number);
        key(a).cmp(&key(b)).then_with(|| a.bytes.cmp(&b.bytes))
    });
    let furniture = Furniture::learn(raws.iter().map(|r| (r.input(), &r.about.hints)));
    let done = std::sync::atomic::AtomicUsize::new(0);
    let read: Vec<Result<Page, Unreadable>> = raws
        .par_iter()
        .map(|raw| {
            let page = page::read(raw.input(), &raw.about.hints, &furniture);
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
                inputs.recipes.push(former::recipe(&raw));
                if !matches!(raw.content, Content::File) {
                    page.sha256 = page::digest(&raw.bytes);
                }
                if !raw.about.authors.is_empty() {
                    page.authors = raw.about.authors;
                }
                for credit in raw.about.credits {
                    if !page.agencies.contains(&credit) {
                        page.agencies.push(credit);
                    }
                }
                page.notes.splice(0..0, raw.about.notes);
                inputs.pages.push(page);
                inputs.saved.push(raw.bytes);
            }
            Err(why) => inputs.skipped.push(Skipped { path: raw.about.hints.path, reason: why.to_string() }),
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
