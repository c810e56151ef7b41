//! The flags of the lexicon that stand on little: read by one file only, or with words that nobody but ourselves has collected.
//!
//! In: the lexicon and the source of the engine. Out: `spec/lexicon.toml`, written with the ledger of rules.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Result;
use dateline::lexicon::Flag;
use serde::Serialize;

#[derive(Serialize)]
struct Entry {
    meaning: &'static str,
    words: usize,
    /// The file, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    only_read_in: Option<String>,
    /// Whether no source is named but ourselves.
    without_source: bool,
}

/// Writes the list.
pub fn run(root: &Path) -> Result<()> {
    let mut files = Vec::new();
    collect(&root.join("crates/dateline/src"), &mut files)?;
    files.sort();
    let mut list: BTreeMap<&str, Entry> = BTreeMap::new();
    for flag in Flag::all() {
        let mut readers = files.iter().filter(|(_, text)| reads(text, flag.name())).map(|(name, _)| name);
        let only_read_in = match (readers.next(), readers.next()) {
            (Some(one), None) => Some(one.clone()),
            _ => None,
        };
        let without_source = flag.source() == "hand";
        if only_read_in.is_some() || without_source {
            let words = flag.words().count();
            list.insert(flag.name(), Entry { meaning: flag.meaning(), words, only_read_in, without_source });
        }
    }
    let head = "# Flags of the lexicon that one file reads only, or that have no source but ourselves. Written by `cargo xtask ledger`.\n\n";
    let path = root.join("spec/lexicon.toml");
    fs::write(&path, head.to_owned() + &toml::to_string(&list)?)?;
    let once = list.values().filter(|e| e.only_read_in.is_some()).count();
    println!("wrote {}: {once} of {} flags are read in one file only", path.display(), Flag::all().len());
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<(String, String)>) -> Result<()> {
    for entry in fs::read_dir(folder)?.filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "rs") {
            let name = path.components().rev().take(2).collect::<Vec<_>>();
            let name: Vec<String> = name.iter().rev().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
            files.push((name.join("/"), fs::read_to_string(&path)?));
        }
    }
    Ok(())
}

/// Whether code asks for a flag.
fn reads(text: &str, flag: &str) -> bool {
    text.match_indices(&format!("Flag::{flag}"))
        .any(|(at, found)| !text[at + found.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}
