//! From inputs to analyses: reading and analysing, a page a task, with progress.
//!
//! The order of results is that of the pages, whatever the number of threads.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result};
use dateline::page::Page;
use dateline::{Analysis, Models, Skipped, analyze};
use rayon::prelude::*;

use crate::args::Inputs;
use crate::progress::Progress;
use crate::read;

/// Deeply nested pages recurse deeply; the stack is only reserved, not used, until one comes.
const STACK: usize = 64 << 20;

/// A pile that has been read.
pub struct Pile {
    /// Pages with their saved bytes, sorted by path, then by line.
    pub pages: Vec<(Page, Vec<u8>)>,
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
    let progress = Progress::new("reading");
    let told = |done: usize, total: usize| progress.set(done, total);
    let options = read::Options { max_bytes: inputs.max_size << 20, progress: Some(&told) };
    let found = read::read_inputs(&inputs.inputs, &options);
    Pile { pages: found.pages.into_iter().zip(found.saved).collect(), skipped: found.skipped }
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
            let result = catch_unwind(AssertUnwindSafe(|| analyze(page, models))).map_err(|panic| Skipped {
                path: page.path.clone(),
                reason: format!("internal mistake of Dateline, please report it: {}", panic_message(&*panic)),
            });
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
