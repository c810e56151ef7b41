//! Writes the rows of the classifier of lines for text copies, for `models/lines/train.py`.
//!
//! In, on standard input: JSON Lines with `dump` and, where known, `url` and `outlet`; they are one run, so that siblings teach each
//! other. Out, on standard output, little endian: for each page the number of lines (u32) and of columns (u32); for each line the length
//! of its text (u32), the text, and its row (i16 each). With `--second SUMS`, a file of the first stage's answers (i32, all lines of all
//! pages in order), the rows are those of the second stage.

use std::io::{BufRead, BufWriter, Write};

use dateline::page::{Furniture, Hints, Input, line_rows, second_rows};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let sums = match (args.next().as_deref(), args.next()) {
        (Some("--second"), Some(path)) => Some(std::fs::read(path)?),
        _ => None,
    };
    let mut sums =
        sums.as_deref().map(|bytes| bytes.chunks_exact(4).map(|c| i32::from_le_bytes([c[0], c[1], c[2], c[3]])));
    let mut pages = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        let text = |key: &str| value[key].as_str().map(String::from);
        let hints = Hints { url: text("url"), outlet: text("outlet"), ..Hints::default() };
        pages.push((text("dump").unwrap_or_default(), hints));
    }
    let furniture = Furniture::learn(pages.iter().map(|(text, hints)| (Input::Dump(text), hints)));
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (text, hints) in &pages {
        let found = line_rows(text, hints, &furniture);
        let rows = match &mut sums {
            Some(sums) => second_rows(&found.rows, &sums.by_ref().take(found.rows.len()).collect::<Vec<i32>>()),
            None => found.rows,
        };
        out.write_all(&(rows.len() as u32).to_le_bytes())?;
        out.write_all(&(rows.first().map_or(0, Vec::len) as u32).to_le_bytes())?;
        for (line, row) in found.lines.iter().zip(&rows) {
            out.write_all(&(line.len() as u32).to_le_bytes())?;
            out.write_all(line.as_bytes())?;
            for value in row {
                out.write_all(&value.to_le_bytes())?;
            }
        }
    }
    Ok(out.flush()?)
}
