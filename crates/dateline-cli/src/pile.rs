//! From inputs to analyses: reading and analysing, a page a task, with progress.
//!
//! The order of results is that of the pages, whatever the number of threads.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result};
use dateline::page::Page;
use dateline::{Analysis, Models, Skipped, analyze};
use dateline_read::{Changes, Former, How, Limits};
use dateline_store::{analysis_key, pack, unpack};
use rayon::prelude::*;

use crate::args::Inputs;
use crate::progress::Progress;

/// Deeply nested pages recurse deeply; the stack is only reserved, not used, until one comes.
const STACK: usize = 64 << 20;

/// A pile that has been read.
pub struct Pile {
    /// Pages with their saved bytes, sorted by path, then by line.
    pub pages: Vec<(Page, Vec<u8>)>,
    /// How each page was found in its bytes.
    pub recipes: Vec<Vec<u8>>,
    /// What is new against the former build.
    pub changes: Changes,
    /// What could not be read.
    pub skipped: Vec<Skipped>,
}

/// Prepares as many threads as the user asked for. To be called once, first.
pub fn start_threads(inputs: &Inputs) -> Result<()> {
    let threads = inputs.threads.map_or(0, usize::from);
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .stack_size(STACK)
        .build_global()
        .context("cannot start threads")
}

/// Reads all inputs.
pub fn read(inputs: &Inputs) -> Pile {
    read_onto(inputs, Vec::new(), How::Renew)
}

/// Reads all inputs together with the pages of a former build.
pub fn read_onto(inputs: &Inputs, former: Vec<Former>, how: How) -> Pile {
    let progress = Progress::new("reading");
    let told = |done: usize, total: usize| progress.set(done, total);
    let limits = Limits { page: inputs.max_size << 20, ..Limits::default() };
    let options = dateline_read::Options { limits, progress: Some(&told) };
    let found = dateline_read::read_onto(&inputs.inputs, former, how, &options);
    Pile {
        pages: found.pages.into_iter().zip(found.saved).collect(),
        recipes: found.recipes,
        changes: found.changes,
        skipped: found.skipped,
    }
}

/// What a page tells by itself, and how a dossier keeps that.
pub struct Told {
    /// From the page, or from a former build.
    pub analysis: Analysis,
    /// Its key.
    pub key: String,
    /// As it is stored.
    pub packed: Vec<u8>,
    /// Whether a former build had it.
    pub stored: bool,
}

/// Analyses the pages that `stored` does not hold, and takes the others from there. In order; a page on which the engine fails is skipped,
/// with the reason.
pub fn tell_pages(
    pages: &[(Page, Vec<u8>)],
    stored: &BTreeMap<String, Vec<u8>>,
    models: &Models,
    progress: &Progress,
) -> Vec<Result<Told, Skipped>> {
    let done = AtomicUsize::new(0);
    let tell = |(page, _): &(Page, Vec<u8>)| {
        let key = analysis_key(page);
        let former = stored.get(&key).and_then(|packed| {
            // What is in a file is anybody's; bytes that do not fit are as good as none.
            let analysis = catch_unwind(AssertUnwindSafe(|| unpack(packed, page, models))).ok().flatten()?;
            Some(Told { analysis, key: key.clone(), packed: packed.clone(), stored: true })
        });
        let told = match former {
            Some(told) => Ok(told),
            None => guarded(page, models).map(|analysis| {
                let packed = pack(&analysis).unwrap_or_default();
                Told { analysis, key, packed, stored: false }
            }),
        };
        progress.set(done.fetch_add(1, Ordering::Relaxed) + 1, pages.len());
        told
    };
    pages.par_iter().map(tell).collect()
}

/// The analysis of a page, or why there is none.
fn guarded(page: &Page, models: &Models) -> Result<Analysis, Skipped> {
    catch_unwind(AssertUnwindSafe(|| analyze(page, models))).map_err(|panic| Skipped {
        path: page.path.clone(),
        reason: format!("internal mistake of Dateline, please report it: {}", panic_message(&*panic)),
    })
}

/// Analyses pages and hands over the results in order. A page on which the engine fails is skipped, with the reason.
pub fn analyze_pages(
    pages: &[(Page, Vec<u8>)],
    models: &Models,
    progress: &Progress,
    done: &AtomicUsize,
    total: usize,
) -> Vec<Result<Analysis, Skipped>> {
    pages
        .par_iter()
        .map(|(page, _)| {
            let result = guarded(page, models);
            progress.set(done.fetch_add(1, Ordering::Relaxed) + 1, total);
            result
        })
        .collect()
}

/// What a panic said.
pub fn panic_message(panic: &(dyn Any + Send)) -> &str {
    match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(s), _) => s,
        (_, Some(s)) => s,
        _ => "no message",
    }
}
