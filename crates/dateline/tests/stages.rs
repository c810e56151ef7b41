//! The order of the stages is the order of the folders: no stage knows a later one. No stage above `language` reads the labels of the
//! treebank. And a figure that only falls: how many bare numbers the engine has where an id of its own type could say what it counts.

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

/// The code of the engine without its tests and comments, by file.
fn code() -> Vec<(PathBuf, String)> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let own = files(&source).into_iter().filter(|f| f.file_name().is_none_or(|n| n != "tests.rs"));
    own.map(|f| {
        let text = fs::read_to_string(&f).expect("a source file");
        let untested = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        let code = untested.lines().map(|l| l.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
        (f.strip_prefix(&source).expect("a file of the engine").to_owned(), code)
    })
    .collect()
}

/// How often a word stands by itself in code.
fn uses(code: &str, word: &str) -> usize {
    let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let alone = |at: usize| !part(code[..at].chars().next_back()) && !part(code[at + word.len()..].chars().next());
    code.match_indices(word).filter(|(at, _)| alone(*at)).count()
}

/// Bare indexes in a thousand lines, rounded up: 37.8 now, 48.7 before ids had types. Lower it with the code.
const USIZE: usize = 38;

#[test]
fn bare_indexes_only_become_fewer() {
    let code = code();
    let lines: usize = code.iter().map(|(_, c)| c.lines().count()).sum();
    let found: usize = code.iter().map(|(_, c)| uses(c, "usize")).sum();
    let figure = (1000 * found).div_ceil(lines);
    assert!(lines > 30_000, "the engine is not found");
    assert!(figure <= USIZE, "{found} usize in {lines} lines are {figure} in a thousand, more than {USIZE}");
}

/// Files above `language` that may read the labels of the treebank, and what for. Nothing else does: the stages ask what a word is and does
/// (`language/clause`), so that a tree of another scheme would serve them as well.
const LABELS: [(&str, &str); 1] = [("speech/features.rs", "a classifier was trained on the labels themselves")];

#[test]
fn the_labels_of_the_treebank_stay_in_language() {
    let mut found = Vec::new();
    for (file, code) in code().iter().filter(|(f, _)| !f.starts_with("language")) {
        let named = uses(code, "Dep") + uses(code, "Tag");
        let read = [".dep", ".tag"].iter().flat_map(|field| code.match_indices(field).map(move |m| (field, m.0)));
        let read = read.filter(|(field, at)| {
            let next = code[at + field.len()..].chars().next();
            !next.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '(')
        });
        // A field of its own by that name is no label.
        let read = read.filter(|(_, at)| !code[..*at].ends_with("self")).count();
        let allowed = LABELS.iter().any(|(f, _)| file == Path::new(f));
        assert!(!allowed || named + read > 0, "{} no longer reads labels", file.display());
        if !allowed && named + read > 0 {
            found.push(file.display().to_string());
        }
    }
    assert!(found.is_empty(), "labels of the treebank are read in {}", found.join(", "));
}
