//! The features of every statement of a file for `dateline audit --batch`, a line of JSON each: what `bench/fit_audit.py` learns from.
//!
//! usage: audit_rows FILE.jsonl [CACHE]     CACHE: a folder for analyses of pages, so that a second run is quick
#![allow(clippy::unwrap_used, clippy::print_stdout)] // a tool for the hand

use std::collections::BTreeMap;
use std::path::Path;

use dateline::page::Page;
use dateline::{Analysis, Models, analyze};
use dateline_audit::{Source, check};

fn main() {
    let mut args = std::env::args().skip(1);
    let (file, cache) = (args.next().unwrap(), args.next());
    if file == "--names" {
        dateline_audit::NAMES.iter().for_each(|n| println!("{n}"));
        return;
    }
    let models = Models::embedded();
    let mut pages: BTreeMap<String, Analysis> = BTreeMap::new();
    for line in std::fs::read_to_string(file).unwrap().lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let mut texts = Vec::new();
        for page in row["pages"].as_array().unwrap() {
            let text = page["text"].as_str().unwrap().to_owned();
            pages.entry(text.clone()).or_insert_with(|| analysis(&text, &models, cache.as_deref()));
            texts.push(text);
        }
        let statement = analysis(row["statement"].as_str().unwrap(), &models, cache.as_deref());
        let sources: Vec<Source<'_>> = texts.iter().map(|t| Source::new(&pages[t], &models)).collect();
        let found = check(&statement, &sources, &models);
        let evidence: Vec<&str> =
            found.evidence.iter().take(8).map(|e| e.span.of(&sources[e.page].analysis.page.text)).collect();
        let differences: Vec<_> =
            found.differences.iter().map(|(_, d)| (d.kind, &d.claimed, &d.found, d.sure)).collect();
        println!(
            "{}",
            serde_json::json!({"id": row["id"], "features": found.features, "evidence": evidence, "differences": differences})
        );
    }
}

fn analysis(text: &str, models: &Models, cache: Option<&str>) -> Analysis {
    let page = Page::from_text("page", text, None);
    let Some(folder) = cache else { return analyze(&page, models) };
    let path = Path::new(folder).join(dateline::page::digest(text.as_bytes()));
    if let Ok(bytes) = std::fs::read(&path) {
        return serde_json::from_slice(&bytes).unwrap();
    }
    let found = analyze(&page, models);
    std::fs::write(path, serde_json::to_vec(&found).unwrap()).unwrap();
    found
}
