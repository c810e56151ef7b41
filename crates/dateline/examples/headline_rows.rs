//! Writes the lines of text copies that can be their headlines, with what the program sees of them, for `models/lines/train_headline.py`.
//!
//! In, on standard input: JSON Lines with `run`, `dump` and, where known, `url` and `outlet`; pages of one run are siblings that teach each
//! other, and stand together. Out: for each page a line of JSON, a list of candidates `{text, row}`.
#![allow(clippy::print_stdout)]

use std::io::BufRead;

use dateline::page::{Furniture, Hints, Input, headline_rows};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut pages: Vec<(String, String, Hints)> = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let value: Value = serde_json::from_str(&line?)?;
        let text = |key: &str| value[key].as_str().map(String::from);
        let hints = Hints { url: text("url"), outlet: text("outlet"), ..Hints::default() };
        pages.push((text("run").unwrap_or_default(), text("dump").unwrap_or_default(), hints));
    }
    for run in pages.chunk_by(|a, b| a.0 == b.0) {
        let furniture = Furniture::learn(run.iter().map(|(_, text, hints)| (Input::Dump(text), hints)));
        for (_, text, hints) in run {
            let rows = headline_rows(text, hints, &furniture).into_iter();
            let rows: Vec<Value> = rows.map(|(text, row)| json!({ "text": text, "row": row })).collect();
            println!("{}", Value::from(rows));
        }
    }
    Ok(())
}
