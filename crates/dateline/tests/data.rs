//! The files under `data/` are whole, and the program reads all of them, to the last heading.

use std::fs;
use std::path::{Path, PathBuf};

use dateline::lexicon::Flag;

fn files(folder: &Path, ends: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the repository").map(|e| e.expect("an entry").path()) {
        if entry.is_dir() {
            found.extend(files(&entry, ends));
        } else if entry.extension().is_some_and(|e| ends.iter().any(|end| e == *end)) {
            found.push(entry);
        }
    }
    found.sort();
    found
}

/// What makes the lexicon.
const BUILD: &str = include_str!("../build.rs");

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data")
}

/// All source text of the engine.
fn source() -> String {
    let files = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &["rs"]);
    files.iter().map(|f| fs::read_to_string(f).expect("a source file")).collect()
}

fn name(file: &Path) -> String {
    file.strip_prefix(data()).expect("a data file").display().to_string()
}

#[test]
fn every_file_is_read() {
    let source = source();
    let files = files(&data(), &["toml", "txt", "tsv"]);
    // The lexicon is read when the program is built.
    let built = |n: &str| {
        n.strip_prefix("en/").and_then(|n| n.strip_suffix(".tsv")).is_some_and(|n| BUILD.contains(&format!("\"{n}")))
    };
    let unread = files.iter().map(|f| name(f)).filter(|n| !source.contains(&format!("/{n}\")")) && !built(n));
    let unread: Vec<String> = unread.collect();
    assert!(files.len() > 30, "the data files are not found");
    assert!(unread.is_empty(), "nobody reads {unread:?}");
}

/// An empty list is a slip, and so is a word that stands twice in one.
fn faults(at: &str, value: &toml::Value, found: &mut Vec<String>) {
    match value {
        toml::Value::Table(rows) if rows.is_empty() => found.push(format!("{at} is empty")),
        toml::Value::Table(rows) => rows.iter().for_each(|(k, v)| faults(&format!("{at}.{k}"), v, found)),
        toml::Value::Array(all) if all.is_empty() && !at.contains("counts.toml") => {
            found.push(format!("{at} is empty"))
        }
        toml::Value::Array(all) => all.iter().for_each(|v| faults(at, v, found)),
        toml::Value::String(words) if words.trim().is_empty() && !at.contains(".words") => {
            found.push(format!("{at} is empty"));
        }
        _ => {}
    }
}

#[test]
fn tables_are_whole() {
    let mut found = Vec::new();
    for file in files(&data(), &["toml"]) {
        let text = fs::read_to_string(&file).expect("a data file");
        match text.parse::<toml::Table>() {
            Ok(table) => faults(&name(&file), &toml::Value::Table(table), &mut found),
            Err(e) => found.push(format!("{}: {e}", name(&file))),
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn lists_have_words() {
    for file in files(&data(), &["txt", "tsv"]) {
        let text = fs::read_to_string(&file).expect("a data file");
        assert!(text.lines().any(|l| !l.starts_with('#') && !l.trim().is_empty()), "{} is empty", name(&file));
    }
}

/// A flag that nobody asks for says nothing.
#[test]
fn every_flag_is_read() {
    let source = source();
    let asked = |flag: &Flag| {
        source.match_indices(&format!("Flag::{}", flag.name())).any(|(at, found)| {
            let next = source[at + found.len()..].chars().next();
            !next.is_some_and(|c| c.is_alphanumeric() || c == '_')
        })
    };
    let unread: Vec<&str> = Flag::all().filter(|f| !asked(f)).map(Flag::name).collect();
    assert!(Flag::all().len() > 60 && unread.is_empty(), "nobody asks for {unread:?}");
}

/// A broken file must not become an empty list: `crate::data` reads them, and stops.
#[test]
fn nobody_forgives_a_broken_file() {
    let forgiving: Vec<String> = source()
        .split(';')
        .filter(|statement| statement.contains("include_str!") && statement.contains("/data/"))
        .filter(|statement| statement.contains("unwrap_or"))
        .map(|statement| statement.trim().chars().take(200).collect())
        .collect();
    assert!(forgiving.is_empty(), "{}", forgiving.join("\n\n"));
}
