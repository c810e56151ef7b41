//! Writes the features of the speech tagger for texts, for `models/speech/train.py`.
//!
//! In, on standard input: JSON Lines with `text`. Out, on standard output, little endian u32 only: for each text the number of
//! tokens; for each token its start and end in code points, its sentence, the number of its keys, the keys.

use std::io::{BufRead, BufWriter, Write};

use dateline::page::Page;
use dateline::{CodePoints, Models};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let models = Models::embedded();
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        let page = Page::from_text("t", value["text"].as_str().unwrap_or_default(), None);
        let parse = models.language.parse(&page.text, &page.blocks);
        let keys = dateline::speech::tagger_features(&page, &parse);
        let points = CodePoints::new(&page.text);
        let mut put = |n: usize| out.write_all(&(n as u32).to_le_bytes());
        put(parse.tokens.len())?;
        for (token, keys) in parse.tokens.iter().zip(&keys) {
            put(points.at(token.span.start))?;
            put(points.at(token.span.end))?;
            put(token.sentence.index())?;
            put(keys.len())?;
            for key in keys {
                put(*key as usize)?;
            }
        }
    }
    Ok(out.flush()?)
}
