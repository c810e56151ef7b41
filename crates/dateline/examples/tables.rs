//! Tokenizes, tags and lemmatizes texts for comparison with spaCy; `bench/spacy_tables.py` drives it.
//!
//! In, on standard input: a JSON string a line, or `[text, [[tag, dep], ...]]`. Out: tokens as `[start, end, space, whitespace, orth, norm,
//! prefix, suffix, shape]` in bytes, or `[tag, dep, pos, lemma]`. With the argument `--speed N` it goes through the input N times and
//! states tokens a second instead.

use std::hint::black_box;
use std::io::{BufRead, Write};
use std::time::Instant;

use dateline::language::parity::Tables;
use dateline::language::{Dep, Tag};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(untagged)]
enum Input {
    Text(String),
    Tagged(String, Vec<(Tag, Dep)>),
}

fn main() -> std::io::Result<()> {
    let start = Instant::now();
    let tables = Tables::embedded();
    let loaded = start.elapsed();
    let inputs = std::io::stdin()
        .lock()
        .lines()
        .map(|line| Ok(serde_json::from_str(&line?)?))
        .collect::<std::io::Result<Vec<Input>>>()?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some("--speed") {
        let rounds: usize = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(1);
        let start = Instant::now();
        let mut tokens = 0;
        for input in (0..rounds).flat_map(|_| &inputs) {
            tokens += match input {
                Input::Text(text) => black_box(tables.tokenize(text)).len(),
                Input::Tagged(text, labels) => black_box(tables.annotate(text, labels)).len(),
            };
        }
        let seconds = start.elapsed().as_secs_f64();
        return writeln!(
            out,
            "loaded in {loaded:.1?}; {tokens} tokens in {seconds:.3} s: {:.0} a second",
            tokens as f64 / seconds
        );
    }
    for input in &inputs {
        match input {
            Input::Text(text) => {
                let rows: Vec<_> = tables
                    .tokenize(text)
                    .into_iter()
                    .map(|(span, space, whitespace, features)| (span.start, span.end, space, whitespace, features))
                    .collect();
                serde_json::to_writer(&mut out, &rows)?;
            }
            Input::Tagged(text, labels) => serde_json::to_writer(&mut out, &tables.annotate(text, labels))?,
        }
        writeln!(out)?;
    }
    out.flush()
}
