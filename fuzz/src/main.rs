//! Feeds mutated files to what reads bytes of strangers, on the stable toolchain: `dateline-fuzz TARGET SECONDS [SEED]`.
//!
//! A target is a format; its seeds are small good files. Each run takes a seed, cuts, doubles, flips and splices pieces of it, and reads the
//! result. A panic, a page that takes more than two seconds, and an input that ends neither as a page nor as a reason are failures; the
//! input is written beside, and the seed of the random numbers makes it again. `pages`, `containers` and `all` run several targets, each for
//! its share of the time.

mod seeds;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use dateline_read::{Limits, Options, read_inputs};

/// Longest time for one input.
const SLOW: Duration = Duration::from_secs(2);

/// A generator of random numbers that is the same everywhere (SplitMix64, Steele et al. 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 when there is none.
    fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { (self.next() % end as u64) as usize }
    }
}

/// Changes a few places of `bytes`.
fn mutate(bytes: &mut Vec<u8>, words: &[Vec<u8>], random: &mut Random) {
    for _ in 0..=random.below(6) {
        let (at, len) = (random.below(bytes.len()), random.below(64));
        let end = (at + len).min(bytes.len());
        match random.below(8) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let piece = bytes[at..end].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, piece);
            }
            3 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << random.below(8);
                }
            }
            4 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = random.next() as u8;
                }
            }
            5 => {
                // Numbers at the edges of what a field can hold.
                let edge: &[u8] =
                    [&b"0"[..], b"-1", b"4294967295", b"99999999999999999999", b"\xFF\xFF\xFF\xFF", b"\0\0\0\0"]
                        [random.below(6)];
                bytes.splice(at..at, edge.iter().copied());
            }
            6 => {
                let other = &words[random.below(words.len())];
                let from = random.below(other.len());
                let piece = other[from..(from + len * 4).min(other.len())].to_vec();
                bytes.splice(at..end, piece);
            }
            _ => {
                let piece = bytes[at..end].repeat(1 + random.below(40));
                bytes.splice(at..at, piece);
            }
        }
    }
}

/// Reads one input; the failure, in words.
fn check(name: &str, bytes: &[u8], folder: &std::path::Path) -> Result<(), String> {
    let path = folder.join(name);
    std::fs::write(&path, bytes).map_err(|e| e.to_string())?;
    let limits = Limits { page: 4 << 20, unpacked: 64 << 20, entries: 5_000, ..Limits::default() };
    let started = Instant::now();
    let read = catch_unwind(AssertUnwindSafe(|| {
        read_inputs(std::slice::from_ref(&path), &Options { limits, progress: None })
    }));
    let inputs = read.map_err(|_| "a panic".to_string())?;
    let per_page = started.elapsed() / u32::try_from(inputs.pages.len().max(1)).unwrap_or(u32::MAX);
    if per_page > SLOW {
        return Err(format!("{per_page:?} a page"));
    }
    if inputs.pages.is_empty() && inputs.skipped.is_empty() {
        return Err("lost without a reason".into());
    }
    if let Some(mistake) = inputs.skipped.iter().find(|s| s.reason.starts_with("internal mistake")) {
        return Err(format!("a panic that was caught: {}", mistake.reason));
    }
    for page in &inputs.pages {
        for block in &page.blocks {
            if page.text.get(block.span.start..block.span.end).is_none() {
                return Err("a block that is no part of its text".into());
            }
        }
    }
    Ok(())
}

/// Runs a target for a while; how many inputs it read, or the first failure.
fn run(target: &seeds::Target, time: Duration, seed: u64) -> Result<usize, String> {
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let mut random = Random(seed);
    let started = Instant::now();
    let mut count = 0;
    while started.elapsed() < time {
        let mut bytes = target.files[random.below(target.files.len())].clone();
        mutate(&mut bytes, &target.files, &mut random);
        if let Err(why) = check(target.file, &bytes, folder.path()) {
            let kept = format!("fuzz-{}-{count}.bin", target.name);
            std::fs::write(&kept, &bytes).map_err(|e| e.to_string())?;
            return Err(format!("{}: {why}; input {count} of seed {seed}, kept as {kept}", target.name));
        }
        count += 1;
    }
    Ok(count)
}

#[allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]
fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    let targets = seeds::targets();
    let number = |at: usize, otherwise: u64| args.get(at).and_then(|a| a.parse().ok()).unwrap_or(otherwise);
    let (wanted, seconds, seed) = (args.get(1).map_or("all", String::as_str), number(2, 60), number(3, 1));
    let chosen: Vec<&seeds::Target> =
        targets.iter().filter(|t| wanted == "all" || t.name == wanted || t.family() == wanted).collect();
    if chosen.is_empty() {
        eprintln!("no target {wanted}; there are: {}", targets.iter().map(|t| t.name).collect::<Vec<_>>().join(", "));
        return ExitCode::from(2);
    }
    // Libraries that panic on damaged files are caught by the reader and named; their messages would only fill the screen.
    std::panic::set_hook(Box::new(|_| {}));
    let mut code = ExitCode::SUCCESS;
    let share = Duration::from_secs(seconds) / u32::try_from(chosen.len()).unwrap_or(1);
    for target in chosen {
        match run(target, share, seed) {
            Ok(count) => println!("{}: {count} inputs", target.name),
            Err(why) => {
                println!("{why}");
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}
