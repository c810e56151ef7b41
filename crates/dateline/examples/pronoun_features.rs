//! Writes the features of pronouns and their candidates, for `data/entity/train_antecedents.py`.
//!
//! In, on standard input: JSON Lines with `text`. Out, on standard output: for each text a line of JSON with the code points of its tokens, the
//! heads of every entity's names and nouns, and the pronouns.

use std::io::{BufRead, BufWriter, Write};

use dateline::entity::pronoun_features;
use dateline::page::Page;
use dateline::{CodePoints, Models};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let models = Models::embedded();
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        let page = Page::from_text("t", value["text"].as_str().unwrap_or_default(), None);
        let parse = models.language.parse(&page.text, &page.blocks);
        let (pronouns, entities) = pronoun_features(&page, &parse);
        let points = CodePoints::new(&page.text);
        let tokens: Vec<[usize; 2]> =
            parse.tokens.iter().map(|t| [points.at(t.span.start), points.at(t.span.end)]).collect();
        let row = serde_json::json!({"tokens": tokens, "entities": entities, "pronouns": pronouns});
        writeln!(out, "{row}")?;
    }
    Ok(out.flush()?)
}
