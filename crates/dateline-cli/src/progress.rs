//! A bar on standard error, on a terminal, for work that takes long enough to be wondered about.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Work shorter than this shows no bar.
const PATIENCE: Duration = Duration::from_millis(700);

/// Progress of one stage. Safe to use from several threads.
pub struct Progress {
    what: &'static str,
    began: Instant,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// `what` is shown before the bar.
    pub fn new(what: &'static str) -> Self {
        Self { what, began: Instant::now(), bar: OnceLock::new() }
    }

    /// Tells that `done` of `total` pages are done.
    pub fn set(&self, done: usize, total: usize) {
        if self.began.elapsed() > PATIENCE {
            let bar = self.bar.get_or_init(|| self.start(total));
            bar.set_position(done as u64);
        }
    }

    fn start(&self, total: usize) -> ProgressBar {
        // indicatif draws to standard error, and only when that is a terminal.
        let bar = ProgressBar::new(total as u64).with_message(self.what);
        match ProgressStyle::with_template("{msg:>9} {bar:40} {pos}/{len} pages, {eta} left") {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}
