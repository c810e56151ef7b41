//! `dateline analyze`: one page a line.

use std::sync::atomic::AtomicUsize;

use anyhow::Result;
use dateline::contract;

use super::{finish, models, nothing_to_read};
use crate::args::Analyze;
use crate::output::{json_line, print};
use crate::progress::Progress;
use crate::{Status, pile};

/// So many pages are analysed before their lines are printed: bounds memory, keeps all threads busy.
const BATCH: usize = 256;

/// Prints the analysis of every page in the order of paths.
pub fn analyze(args: &Analyze) -> Result<Status> {
    pile::start_threads(&args.inputs)?;
    let mut pile = pile::read(&args.inputs);
    if pile.pages.is_empty() {
        return Err(nothing_to_read(&pile.skipped, &args.inputs));
    }
    let models = models()?;
    let (progress, done) = (Progress::new("analysing"), AtomicUsize::new(0));
    for batch in pile.pages.chunks(BATCH) {
        for result in pile::analyze_pages(batch, &models, &progress, &done, pile.pages.len()) {
            match result {
                Ok(analysis) => print(&(json_line(&contract::analysis_json(&analysis))? + "\n"))?,
                Err(skipped) => pile.skipped.push(skipped),
            }
        }
    }
    drop(progress);
    Ok(finish(&pile.skipped, &args.inputs))
}
