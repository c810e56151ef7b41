//! `dateline audit`: what it says of texts that are right, wrong and made up.
#![allow(clippy::unwrap_used)] // a test fails by panicking

mod common;

use std::fs;

use common::{arg, done};

/// The batch's answers, one a statement against one page.
fn batch(pairs: &[(&str, &str)]) -> Vec<serde_json::Value> {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("batch.jsonl");
    let line = |(n, (statement, page)): (usize, &(&str, &str))| {
        serde_json::json!({"id": n.to_string(), "statement": statement, "pages": [{"id": "P", "text": page}]})
            .to_string()
    };
    fs::write(&file, pairs.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")).unwrap();
    let run = done(&["audit", "--batch", arg(&file)]);
    run.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

const PAGE: &str = "Harbour master Ulla Brandvik closed the port of Selvik on Tuesday after a crane fell into the basin. \
    Two dockers were hurt, the port authority said. Mayor Odd Reinert visited the dockers in hospital on Thursday.";

#[test]
fn what_a_page_tells_scores_above_what_it_does_not() {
    let found = batch(&[
        ("Harbour master Ulla Brandvik closed the port of Selvik after a crane fell into the basin.", PAGE),
        ("Harbour master Odd Reinert closed the port of Selvik after a crane fell into the basin.", PAGE),
        ("A bakery in Tarn won a prize for its rye bread in 1987.", PAGE),
    ]);
    let score = |n: usize| found[n]["score"].as_f64().unwrap();
    assert_eq!(found[0]["verdict"], "supported");
    assert!(score(0) > score(1) && score(1) > score(2), "{} {} {}", score(0), score(1), score(2));
    assert_eq!(found[2]["verdict"], "not_found");
    let evidence = found[0]["evidence"][0]["text"].as_str().unwrap();
    assert!(evidence.starts_with("Harbour master Ulla Brandvik"), "{evidence}");
}
