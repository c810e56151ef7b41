//! Reads the pages of a JSON Lines file and prints what was read, without analysing it: text, headline, date, authors, outlet.
//!
//! `cargo run --example read_pages -- analyze FILE.jsonl`; the word `analyze` lets it stand in for the program in measurements.
#![allow(clippy::print_stdout)]

use dateline::page::{Furniture, Hints, Input, Page, read};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().next_back().ok_or("no file")?;
    let source = std::fs::read_to_string(path)?;
    let rows: Vec<Value> = source.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let text = |row: &Value, key: &str| row[key].as_str().map(str::to_string);
    let hints: Vec<Hints> = rows
        .iter()
        .map(|row| Hints {
            id: text(row, "id").unwrap_or_default(),
            url: text(row, "url"),
            outlet: text(row, "outlet"),
            ..Hints::default()
        })
        .collect();
    let inputs: Vec<Input<'_>> = rows
        .iter()
        .map(|row| match (row["html"].as_str(), row["dump"].as_str()) {
            (Some(html), _) => Input::Html(html),
            (_, Some(dump)) => Input::Dump(dump),
            _ => Input::Text(row["text"].as_str().unwrap_or_default()),
        })
        .collect();
    let furniture = match std::env::var("ALONE") {
        Ok(_) => Furniture::default(),
        Err(_) => Furniture::learn(inputs.iter().copied().zip(&hints)),
    };
    for (input, hints) in inputs.iter().zip(&hints) {
        let page = read(*input, hints, &furniture).unwrap_or_else(|_| Page { id: hints.id.clone(), ..Page::default() });
        let document = json!({"title": page.title, "outlet": page.outlet, "authors": page.authors, "agencies": page.agencies,
            "published": {"value": page.published.value, "reasons": page.published.reasons}, "language": page.language});
        println!("{}", json!({"id": page.id, "document": document, "text": page.text}));
    }
    Ok(())
}
