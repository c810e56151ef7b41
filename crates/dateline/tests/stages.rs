//! The order of the stages is the order of the folders: no stage knows a later one.

use std::fs;
use std::path::{Path, PathBuf};

/// The folders of the engine from the first stage to the last. A stage may import those before it.
const STAGES: [&str; 9] = ["page", "language", "time", "entity", "speech", "event", "link", "judge", "tell"];

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the engine").map(|e| e.expect("an entry").path()) {
        if entry.is_dir() {
            found.extend(files(&entry));
        } else if entry.extension().is_some_and(|e| e == "rs") {
            found.push(entry);
        }
    }
    found
}

/// Names of stages in the code of a file, by line. Comments may name any.
fn named(text: &str) -> Vec<(usize, &'static str)> {
    let code = |line: &str| line.split("//").next().unwrap_or_default().to_owned();
    let mut found = Vec::new();
    for (i, line) in text.lines().enumerate() {
        let line = code(line);
        for stage in STAGES {
            let direct = format!("crate::{stage}::");
            let listed = line.split("crate::{").nth(1).is_some_and(|l| {
                l.split(',').any(|item| item.trim_matches([' ', '}', ';']).split("::").next() == Some(stage))
            });
            if line.contains(&direct) || line.contains(&format!("crate::{stage};")) || listed {
                found.push((i + 1, stage));
            }
        }
    }
    found
}

#[test]
fn no_stage_imports_a_later_one() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let rank = |stage: &str| STAGES.iter().position(|s| *s == stage);
    let mut upwards = Vec::new();
    let mut imports = 0;
    for stage in STAGES {
        for file in files(&source.join(stage)) {
            for (line, other) in named(&fs::read_to_string(&file).expect("a source file")) {
                imports += 1;
                if rank(other) > rank(stage) {
                    upwards.push(format!("{}:{line}: {stage} imports {other}", file.display()));
                }
            }
        }
    }
    assert!(imports > 100, "the imports of the stages are not found");
    assert!(upwards.is_empty(), "{}", upwards.join("\n"));
}

#[test]
fn an_import_that_goes_up_is_seen() {
    assert_eq!(named("use crate::tell::label;\n// crate::judge::x"), [(1, "tell")]);
    assert_eq!(named("use crate::{Span, judge, page::Page};"), [(1, "page"), (1, "judge")]);
}
