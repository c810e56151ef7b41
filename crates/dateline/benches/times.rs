//! Words a CPU second of the tagger of time expressions, after tokens and parse.
//!
//! `cargo bench -p dateline --bench times [-- FILE…]` reads plain texts (by default the pages of `examples/`), parses each once, and
//! tags them again and again for two seconds on one thread.

#![allow(clippy::print_stdout)] // A benchmark prints its figure.

use std::time::Instant;

use dateline::Models;
use dateline::page::Page;

/// Seconds of CPU time of this thread where the system tells them, else of the clock.
fn seconds(start: Instant) -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|t| t.split_whitespace().next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| start.elapsed().as_secs_f64(), |n| n / 1e9)
}

fn texts() -> Vec<String> {
    let named: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples");
    let mut paths: Vec<std::path::PathBuf> = named.iter().map(Into::into).collect();
    let mut folders = if paths.is_empty() { vec![folder.into()] } else { Vec::new() };
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir::<std::path::PathBuf>(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            match path.is_dir() {
                true => folders.push(path),
                false if path.extension().is_some_and(|e| e == "txt") => paths.push(path),
                false => {}
            }
        }
    }
    paths.sort();
    paths.iter().filter_map(|p| std::fs::read_to_string(p).ok()).collect()
}

fn main() {
    let models = Models::embedded();
    let pages: Vec<_> = texts()
        .iter()
        .map(|text| {
            let page = Page::from_text("text", text, Some("2024-05-14"));
            let parse = models.language.parse(&page.text, &page.blocks);
            (page, parse)
        })
        .collect();
    let words: usize = pages.iter().map(|(page, _)| page.text.split_whitespace().count()).sum();
    let tagged = || pages.iter().map(|(page, parse)| dateline::time::times(page, parse).len()).sum::<usize>();
    // Once for what is made at first use.
    let found = tagged();
    let clock = Instant::now();
    let start = seconds(clock);
    let mut rounds = 0;
    while clock.elapsed().as_secs_f64() < 2.0 {
        std::hint::black_box(tagged());
        rounds += 1;
    }
    let taken = seconds(clock) - start;
    let rate = (words * rounds) as f64 / taken.max(1e-9);
    println!(
        "times: {words} words, {found} expressions, {rounds} rounds, {taken:.2} CPU s: {rate:.0} words a CPU second"
    );
}
