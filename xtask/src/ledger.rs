//! The ledger of rules: for each rule that compares pages, what it showed on piles whose differences are known, and how often it was right.
//!
//! In: the gold data and the program. Out: `spec/rules.toml`, and beside it what the lexicon stands on (`flags.rs`). No sentence of the gold is written: a case is named by its pile and the digest
//! of its sentences. The held-back piles count in no row.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Piles of the gold that nobody looks into.
const HELD_BACK: &[&str] = &["chess", "dig", "libel", "oilspill", "outbreak", "summit"];

/// Share of the judged contradictions of a rule that must be true for it to go on showing contradictions.
const ENOUGH: f64 = 0.9;

#[derive(clap::Args)]
pub struct Options {
    /// The program that builds the dossiers
    #[arg(long, value_name = "PROGRAM")]
    binary: PathBuf,
}

/// What a rule showed.
#[derive(Default, Serialize)]
struct Entry {
    /// Differences of all kinds of status.
    hits: usize,
    /// Of these the contradictions.
    contradictions: usize,
    /// Contradictions that the gold has too, has as a pair that is none, and does not know.
    r#true: usize,
    r#false: usize,
    unknown: usize,
    /// Differences of another status that the gold has too.
    other_true: usize,
    /// Whether nine of ten of its contradictions are true.
    enough: bool,
    /// The contradictions by pile: digests, with `+` for true, `-` for false, `?` for unknown.
    piles: BTreeMap<String, Vec<String>>,
}

/// Runs every pile and writes the ledger.
pub fn run(root: &Path, options: &Options) -> Result<()> {
    crate::flags::run(root)?;
    let gold = std::env::var_os("DATELINE_GOLD").map_or_else(|| root.join("../shared/gold"), PathBuf::from);
    if !gold.join("piles").is_dir() {
        println!("no gold data at {}: no ledger made", gold.display());
        return Ok(());
    }
    let mut piles: Vec<(String, PathBuf, PathBuf)> = Vec::new();
    for entry in fs::read_dir(gold.join("piles"))?.filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !HELD_BACK.contains(&name.as_str()) && entry.path().join("gold.json").exists() {
            piles.push((name, entry.path().join("pages"), entry.path().join("gold.json")));
        }
    }
    piles.push(("story".into(), gold.join("../seeds"), gold.join("stories/kim/gold.json")));
    piles.push(("ferry".into(), root.join("examples/ferry"), root.join("examples/ferry.gold.json")));
    piles.sort();
    let mut ledger: BTreeMap<&str, Entry> = dateline::judge::RULES.iter().map(|r| (r.id, Entry::default())).collect();
    for (name, pages, known) in &piles {
        let known: Value = serde_json::from_str(&fs::read_to_string(known)?)?;
        let dossier = build(&options.binary, pages)?;
        judge(&mut ledger, name, &known, &dossier);
    }
    for entry in ledger.values_mut() {
        entry.enough = entry.r#true as f64 >= ENOUGH * entry.contradictions as f64;
    }
    let head = "# What each rule showed on piles whose differences are known, and how often it was right. Written by `cargo xtask ledger`.\n\
                # A case is named by the digest of its sentences: + true, - false, ? not known to the gold.\n\n";
    let path = root.join("spec/rules.toml");
    fs::write(&path, head.to_owned() + &toml::to_string(&ledger)?)?;
    println!("wrote {}", path.display());
    for (rule, e) in ledger.iter().filter(|(_, e)| e.hits > 0) {
        println!(
            "{rule:<12} {:>3} hits, {:>3} contradictions: {} true, {} false, {} unknown",
            e.hits, e.contradictions, e.r#true, e.r#false, e.unknown
        );
    }
    Ok(())
}

/// The dossier of a folder, as the program exports it.
fn build(binary: &Path, pages: &Path) -> Result<Value> {
    let file = std::env::temp_dir().join(format!("ledger-{}.dossier", std::process::id()));
    let made = Command::new(binary).arg("build").arg(pages).arg("-o").arg(&file).output().context("cannot build")?;
    if !made.status.success() {
        bail!("{}: {}", pages.display(), String::from_utf8_lossy(&made.stderr));
    }
    let json = Command::new(binary).arg("export").arg(&file).args(["--format", "json"]).output()?;
    fs::remove_file(&file)?;
    Ok(serde_json::from_slice(&json.stdout)?)
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn words(text: &str) -> Vec<String> {
    let split = text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    split.filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

/// Whether the shorter text has three of five words in common with the other.
fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let (short, mut long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() {
        return false;
    }
    let mut hit = 0;
    for word in &short {
        if let Some(at) = long.iter().position(|w| w == word) {
            long.swap_remove(at);
            hit += 1;
        }
    }
    hit * 5 >= short.len() * 3
}

fn judge(ledger: &mut BTreeMap<&str, Entry>, pile: &str, gold: &Value, dossier: &Value) {
    let file = |path: &str| Path::new(path).file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let documents: BTreeMap<String, &str> = list(dossier, "documents")
        .iter()
        .filter_map(|d| Some((file(d["path"].as_str()?), d["id"].as_str()?)))
        .collect();
    let hits = |evidence: &Value, variant: &Value| {
        let doc = evidence["doc"].as_str().and_then(|d| gold["documents"][d]["file"].as_str());
        let doc = doc.and_then(|f| documents.get(f)).copied();
        list(variant, "support").iter().any(|s| {
            s["document"].as_str() == doc
                && alike(evidence["text"].as_str().unwrap_or_default(), s["text"].as_str().unwrap_or_default())
        })
    };
    for found in list(dossier, "discrepancies") {
        let Some(entry) = found["rule"].as_str().and_then(|r| ledger.get_mut(r)) else { continue };
        let variants = list(found, "variants");
        let known = list(gold, "discrepancies").iter().any(|d| {
            let told = |v: &&Value| list(v, "evidence").iter().any(|e| variants.iter().any(|x| hits(e, x)));
            list(d, "values").iter().filter(told).count() >= 2
        });
        entry.hits += 1;
        if found["status"] != "contradiction" {
            entry.other_true += usize::from(known);
            continue;
        }
        let barred = list(gold, "must_not_flag").iter().any(|pair| {
            let sides: Vec<Vec<usize>> = list(pair, "pair")
                .iter()
                .map(|e| (0..variants.len()).filter(|i| hits(e, &variants[*i])).collect())
                .collect();
            sides.len() == 2 && sides.iter().all(|s| !s.is_empty()) && sides[0] != sides[1]
        });
        entry.contradictions += 1;
        let mark = match (known, barred) {
            (true, _) => '+',
            (false, true) => '-',
            (false, false) => '?',
        };
        match mark {
            '+' => entry.r#true += 1,
            '-' => entry.r#false += 1,
            _ => entry.unknown += 1,
        }
        let mut hash = Sha256::new();
        for sentence in variants.iter().flat_map(|v| list(v, "support")) {
            hash.update(sentence["text"].as_str().unwrap_or_default());
        }
        let digest: String = hash.finalize().iter().take(4).map(|b| format!("{b:02x}")).collect();
        entry.piles.entry(pile.to_owned()).or_default().push(format!("{digest}{mark}"));
    }
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn three_words_of_five() {
        assert!(alike("the pier burnt down", "On Monday the pier burnt down at Lunby"));
        assert!(!alike("the pier burnt down", "the mayor spoke"));
        assert!(!alike("", "the mayor spoke"));
    }
}
