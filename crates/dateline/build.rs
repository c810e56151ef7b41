//! Makes the lexicon out of `data/en/*.tsv`, an enum of flags and one sorted table of words, and the engine's fingerprint.
//!
//! A row that names a flag which `flags.tsv` does not define, or which words of its part of speech may not have, a word or flag that stands
//! twice, and an empty file stop the build.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The files of words, and the part of speech of each.
const FILES: [(&str, &str); 7] = [
    ("verbs", "verb"),
    ("nouns", "noun"),
    ("adjectives", "adjective"),
    ("adverbs", "adverb"),
    ("function", "function"),
    ("phrases", "phrase"),
    ("stems", "stem"),
];

/// A row of `flags.tsv`.
struct Flag {
    name: String,
    parts: BTreeSet<String>,
    source: String,
    meaning: String,
}

fn main() {
    let data =
        PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo says where the crate is")).join("../../data/en");
    let flags = flags(&data.join("flags.tsv"));
    let number: BTreeMap<&str, usize> = flags.iter().enumerate().map(|(i, f)| (f.name.as_str(), i)).collect();
    let mut words: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (file, part) in FILES {
        let path = data.join(file).with_extension("tsv");
        let mut seen = BTreeSet::new();
        for (line, columns) in rows(&path) {
            let [word, list] = columns.as_slice() else { stop(&path, line, "is not a word and its flags") };
            if !seen.insert(word.clone()) {
                stop(&path, line, "has a word that stands above");
            }
            let mut own = BTreeSet::new();
            for name in list.split(' ') {
                let Some(flag) = number.get(name).copied() else { stop(&path, line, &format!("has no flag: {name}")) };
                if !flags[flag].parts.contains(part) {
                    stop(&path, line, &format!("is a {part}, of which {name} is not said"));
                }
                if !own.insert(flag) {
                    stop(&path, line, &format!("has {name} twice"));
                }
            }
            words.entry(word.clone()).or_default().extend(own);
        }
    }
    for (i, flag) in flags.iter().enumerate() {
        assert!(words.values().any(|w| w.contains(&i)), "data/en/flags.tsv: no word has {}", flag.name);
    }
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo says where to write")).join("lexicon.rs");
    fs::write(out, code(&flags, &words)).expect("the folder of the build can be written");
    println!("cargo::rustc-env=DATELINE_ENGINE={:016x}", fingerprint());
}

/// A digest of everything that an analysis is made of: the sources, the data and the list of weights with their checksums. An analysis
/// that another engine made must not pass for one of this.
fn fingerprint() -> u64 {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo says where the crate is"));
    let mut files = Vec::new();
    for part in ["src", "build.rs", "../../data", "../../models/manifest.toml"] {
        println!("cargo::rerun-if-changed={}", here.join(part).display());
        list(&here.join(part), part, &mut files);
    }
    files.sort();
    // FNV-1a: stable over compilers and machines, which the hasher of the standard library does not promise.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut feed = |bytes: &[u8]| {
        for byte in bytes.iter().chain(&[0xFF]) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for (name, path) in files {
        feed(name.as_bytes());
        feed(&fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display())));
    }
    hash
}

/// The files under a path, with their names as seen from the crate.
fn list(path: &Path, name: &str, files: &mut Vec<(String, PathBuf)>) {
    if !path.is_dir() {
        files.push((name.to_owned(), path.to_owned()));
        return;
    }
    let entries = fs::read_dir(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    for entry in entries.map(|e| e.unwrap_or_else(|e| panic!("{}: {e}", path.display()))) {
        list(&entry.path(), &format!("{name}/{}", entry.file_name().to_string_lossy()), files);
    }
}

/// The definitions.
fn flags(path: &Path) -> Vec<Flag> {
    let mut all: Vec<Flag> = Vec::new();
    for (line, columns) in rows(path) {
        let [name, parts, source, meaning] = columns.as_slice() else {
            stop(path, line, "is not a flag, its parts of speech, its source and its meaning")
        };
        let parts: BTreeSet<String> = parts.split(' ').map(str::to_owned).collect();
        if let Some(other) = parts.iter().find(|p| !FILES.iter().any(|(_, part)| part == p)) {
            stop(path, line, &format!("names a part of speech that has no file: {other}"));
        }
        if all.iter().any(|f| f.name == *name) {
            stop(path, line, "defines a flag again");
        }
        all.push(Flag { name: name.clone(), parts, source: source.clone(), meaning: meaning.clone() });
    }
    all
}

/// The rows of a file with their numbers, without comments and empty lines.
fn rows(path: &Path) -> Vec<(usize, Vec<String>)> {
    println!("cargo::rerun-if-changed={}", path.display());
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let lines = text.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty());
    let rows: Vec<_> = lines.map(|(i, l)| (i + 1, l.split('\t').map(str::to_owned).collect())).collect();
    assert!(!rows.is_empty(), "{} is empty", path.display());
    if let Some((line, _)) =
        rows.iter().find(|(_, c): &&(usize, Vec<String>)| c.iter().any(|c| c.trim() != c || c.is_empty()))
    {
        stop(path, *line, "has an empty column or a space too many");
    }
    rows
}

fn stop(path: &Path, line: usize, why: &str) -> ! {
    panic!("{}:{line} {why}", path.display())
}

/// The enum and the table.
fn code(flags: &[Flag], words: &BTreeMap<String, BTreeSet<usize>>) -> String {
    let wide = flags.len().div_ceil(64);
    let mut out = String::from(
        "/// What a word is to the engine; defined in `data/en/flags.tsv`.\n#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]\npub enum Flag {\n",
    );
    for f in flags {
        let _ = writeln!(out, "    /// {}.\n    {},", f.meaning, f.name);
    }
    let _ =
        writeln!(out, "}}\nconst WIDE: usize = {wide};\nstatic FLAGS: [(Flag, &str, &str, &str); {}] = [", flags.len());
    for f in flags {
        let _ = writeln!(out, "    (Flag::{}, {:?}, {:?}, {:?}),", f.name, f.name, f.source, f.meaning);
    }
    let _ = writeln!(out, "];\nstatic WORDS: [(&str, Flags); {}] = [", words.len());
    for (word, set) in words {
        let mut bits = vec![0u64; wide];
        for flag in set {
            bits[flag / 64] |= 1 << (flag % 64);
        }
        let _ = writeln!(out, "    ({word:?}, Flags({bits:?})),");
    }
    out.push_str("];\n");
    out
}
