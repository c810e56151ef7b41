//! Runs the scorers of the gold data and keeps their figures in `scores.toml`, so that a change shows what it makes better or worse.
//!
//! The gold data is not part of the repository; without it (`../shared/gold`, or `DATELINE_GOLD`) there is nothing to do.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// Figures by name, in percent.
type Figures = BTreeMap<String, f64>;

/// A figure may fall by this much before `--check` fails; a text or two of a small set moves that far.
const TOLERANCE: f64 = 0.5;

#[derive(clap::Args)]
pub struct Options {
    /// Only these sets
    #[arg(value_name = "SET")]
    sets: Vec<String>,
    /// Compare with scores.toml instead of writing it, and fail when a figure has dropped by more than half a point
    #[arg(long)]
    check: bool,
    /// The program to score [default: the release build, made first]
    #[arg(long, value_name = "PROGRAM")]
    binary: Option<PathBuf>,
}

/// A set of gold data: its name, its scorer, and the arguments after the program, relative to the gold folder.
struct Set {
    name: String,
    scorer: &'static str,
    inputs: Vec<String>,
    /// Arguments that are no files.
    flags: Vec<String>,
    /// Which of the scorer's figures are kept.
    keep: fn(&str) -> bool,
    /// Whether its figures are shares of so few cases that one of them may be lost.
    few: bool,
}

impl Set {
    fn new(name: &str, scorer: &'static str, inputs: &[&str]) -> Self {
        let inputs = inputs.iter().map(|s| (*s).to_owned()).collect();
        Self { name: name.into(), scorer, inputs, flags: Vec::new(), keep: |_| true, few: false }
    }

    fn with(mut self, flags: &[&str]) -> Self {
        self.flags = flags.iter().map(|f| (*f).to_owned()).collect();
        self
    }

    fn of_few(mut self) -> Self {
        self.few = true;
        self
    }

    fn keeping(mut self, keep: fn(&str) -> bool) -> Self {
        self.keep = keep;
        self
    }
}

/// Invented piles that nobody looks into: only their mean is read.
const BLIND: &str = "chess,dig,libel,oilspill,outbreak,summit";

/// A figure of a scorer.
struct Figure {
    value: f64,
    /// What one case more or less makes, where the figure is a share of few.
    step: f64,
}

impl Figure {
    /// By how much it may fall: what is counted in a handful of cases moves by one of them.
    fn tolerance(&self, few: bool) -> f64 {
        if few { TOLERANCE.max(self.step + ROUNDING) } else { TOLERANCE }
    }
}

/// Figures are kept to a tenth.
const ROUNDING: f64 = 0.1;

/// Runs the chosen sets.
pub fn run(options: &Options) -> Result<()> {
    let root = super::root();
    let gold = std::env::var_os("DATELINE_GOLD").map_or_else(|| root.join("../shared/gold"), PathBuf::from);
    if !gold.join("tools").is_dir() {
        println!("no gold data at {}: nothing scored", gold.display());
        return Ok(());
    }
    let binary = match &options.binary {
        Some(binary) => binary.clone(),
        None => release(&root)?,
    };
    let path = root.join("scores.toml");
    let before: BTreeMap<String, Figures> = match fs::read_to_string(&path) {
        Ok(text) => toml::from_str(&text).context("scores.toml")?,
        Err(_) => BTreeMap::new(),
    };
    let mut now = before.clone();
    let (mut dropped, mut failed) = (Vec::new(), Vec::new());
    let sets = sets(&gold)?;
    for set in sets.iter().filter(|s| options.sets.is_empty() || options.sets.contains(&s.name)) {
        println!("{}", set.name);
        let figures = match score(&gold, &binary, set) {
            Ok(figures) => figures,
            // One broken set must not hide the figures of the others.
            Err(e) => {
                println!("  {e:#}");
                failed.push(set.name.as_str());
                continue;
            }
        };
        let old = before.get(&set.name);
        for (name, figure) in &figures {
            let value = figure.value;
            let change = old.and_then(|o| o.get(name)).map(|o| value - o);
            let shown = change.filter(|c| c.abs() >= 0.05).map(|c| format!("  {c:+.1}")).unwrap_or_default();
            println!("  {name:<44} {value:6.1}{shown}");
            if change.is_some_and(|c| c < -figure.tolerance(set.few)) {
                dropped.push(format!("{}: {name} {value:.1}{shown}", set.name));
            }
        }
        for name in old.into_iter().flat_map(Figures::keys).filter(|n| !figures.contains_key(*n)) {
            dropped.push(format!("{}: {name} is gone", set.name));
        }
        now.insert(set.name.clone(), figures.into_iter().map(|(name, figure)| (name, figure.value)).collect());
    }
    if !options.check {
        let head = "# Figures of the scorers over the development parts of the gold data, in percent. Written by `cargo xtask score`.\n\n";
        fs::write(&path, head.to_owned() + &toml::to_string(&now)?)?;
        println!("wrote {}", path.display());
    } else if !dropped.is_empty() {
        bail!("scores dropped:\n{}", dropped.join("\n"));
    }
    if !failed.is_empty() {
        bail!("could not be scored: {}", failed.join(", "));
    }
    Ok(())
}

fn release(root: &Path) -> Result<PathBuf> {
    let status = Command::new(env!("CARGO"))
        .args(["build", "--release", "--quiet", "-p", "dateline-cli"])
        .current_dir(root)
        .status()?;
    if !status.success() {
        bail!("the release build failed");
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    Ok(target.join("release/dateline"))
}

/// The sets for which there is data. Stories are whatever folders there are.
fn sets(gold: &Path) -> Result<Vec<Set>> {
    let set = Set::new;
    let mut all = vec![
        set("times", "score_times.py", &["timex/timebank.jsonl", "timex/aquaint.jsonl", "timex/wikiwars.jsonl"]),
        set("meantime", "score_meantime.py", &["meantime/airbus", "meantime/apple"]),
        set("quotes", "score_quotes.py", &["polnear/dev"]),
        set("timeline", "score_timeline.py", &["timeline/corpus_1", "timeline/trial_apple"]),
        set("pages", "score_pages.py", &["pages/aeb.jsonl.gz", "pages/wcxb.jsonl.gz"]),
        set("dumps", "score_pages.py", &["dumps/aeb-lynx.jsonl.gz", "dumps/wcxb-lynx.jsonl.gz"]),
        set("ecb", "score_ecb.py", &["ecbplus/dev"]),
        set("factuality", "score_factuality.py", &["factuality/uw.jsonl"])
            .keeping(|name| name.ends_with("all gold events") || name == "answers, of events found accuracy"),
        set("coref", "score_coref.py", &["coref/gum_news.jsonl"]).of_few(),
        set("gap", "score_coref.py", &["coref/gap.jsonl"]),
        set("timeset", "score_timeset.py", &["timeset/test_a"]),
        set("piles", "score_piles.py", &["piles"])
            .with(&["--except", BLIND])
            .of_few()
            .keeping(|name| !name.ends_with("mean of its rows")),
        set("piles-blind", "score_piles.py", &["piles"])
            .with(&["--only", BLIND])
            .keeping(|name| name == "mean of all pooled rows"),
    ];
    let mut checks: Vec<String> = match fs::read_dir(gold.join("checks")) {
        Ok(entries) => entries.filter_map(Result::ok).map(|e| e.file_name().to_string_lossy().into_owned()).collect(),
        Err(_) => Vec::new(),
    };
    checks.retain(|f| f.ends_with(".jsonl"));
    checks.sort();
    let checks: Vec<String> = checks.iter().map(|f| format!("checks/{f}")).collect();
    if !checks.is_empty() {
        let files: Vec<&str> = checks.iter().map(String::as_str).collect();
        let grouped = |name: &str| name.starts_with("group ") || name == "all cases";
        all.push(set("checks", "score_checks.py", &files).of_few().keeping(grouped));
    }
    let mut stories: Vec<_> = match fs::read_dir(gold.join("stories")) {
        Ok(entries) => entries.filter_map(Result::ok).map(|e| e.file_name().to_string_lossy().into_owned()).collect(),
        Err(_) => Vec::new(),
    };
    stories.sort();
    for story in stories {
        let name = if all.iter().any(|s| s.name == "story") { format!("story-{story}") } else { "story".into() };
        all.insert(0, set(&name, "score_story.py", &["../seeds", &format!("stories/{story}/gold.json")]));
    }
    // The invented pile has gold of the same form. It has other names and another event than the public ones: a guard against fitting.
    let examples = super::root().join("examples");
    let paths = [examples.join("ferry"), examples.join("ferry.gold.json")].map(|p| p.display().to_string());
    all.push(set("ferry", "score_story.py", &[&paths[0], &paths[1]]));
    all.retain(|s| s.inputs.iter().all(|i| gold.join(i).exists()));
    Ok(all)
}

fn score(gold: &Path, binary: &Path, set: &Set) -> Result<BTreeMap<String, Figure>> {
    let inputs = set.inputs.iter().map(|i| gold.join(i));
    let run = Command::new("python3")
        .arg(gold.join("tools").join(set.scorer))
        .arg(fs::canonicalize(binary)?)
        .args(inputs)
        .args(&set.flags)
        .output()
        .context("cannot run python3")?;
    if !run.status.success() {
        bail!("{} failed: {}", set.scorer, String::from_utf8_lossy(&run.stderr));
    }
    let mut figures = BTreeMap::new();
    for line in String::from_utf8_lossy(&run.stdout).lines() {
        let step = 100.0 / cases(line).unwrap_or(f64::INFINITY);
        let kept = parse(line).into_iter().filter(|(name, _)| (set.keep)(name));
        figures.extend(kept.map(|(name, value)| (name, Figure { value, step })));
    }
    if figures.is_empty() {
        bail!("{} printed no figure", set.scorer);
    }
    Ok(figures)
}

/// Of how many cases a line tells: "12 of 20   60.0%".
fn cases(line: &str) -> Option<f64> {
    let number = |w: &str| w.trim_matches(['(', ')']).parse::<f64>().ok();
    let words: Vec<&str> = line.split_whitespace().collect();
    let told = words.windows(3).find(|w| w[1] == "of" && number(w[0]).is_some() && number(w[2]).is_some())?;
    number(told[2]).filter(|n| *n > 0.0)
}

/// The figures in a line that a scorer prints: a name, and the F1, accuracy or share behind it. Remarks give none.
fn parse(line: &str) -> Vec<(String, f64)> {
    let number = |s: &str| s.trim_matches(['%', ',', '(', ')']).parse::<f64>().ok();
    let words: Vec<&str> = line.split_whitespace().collect();
    if line.contains("missed:") || words.len() < 2 {
        return Vec::new();
    }
    let first = words.iter().position(|w| number(w).is_some()).unwrap_or(words.len());
    // Sets of pages and of times: several named figures a line, those of pages as fractions.
    if let Some(f1) = words.windows(2).position(|w| w == ["body", "F1"]) {
        let wanted = ["F1", "title", "published", "author"];
        let pairs = words[f1..].windows(2).filter(|w| wanted.contains(&w[0]));
        let name =
            |w: &str| format!("{} {}", words[0].trim_end_matches(".jsonl.gz"), if w == "F1" { "body" } else { w });
        return pairs.filter_map(|w| Some((name(w[0]), rounded(number(w[1])? * 100.0)))).collect();
    }
    if words[0] == "pooled" {
        let wanted = ["strict", "relaxed", "value", "type"];
        let pairs = words.windows(2).filter(|w| wanted.contains(&w[0]));
        return pairs.filter_map(|w| Some((format!("pooled {}", w[0]), rounded(number(w[1])?)))).collect();
    }
    // Who a pronoun is: of all of them those that are resolved rightly.
    if let Some(at) = words.windows(3).position(|w| w == ["right", "of", "all"]) {
        let kind = words.iter().position(|w| *w == "resolved").map_or(at, |end| end.min(at));
        let value = words.get(at + 3).and_then(|w| number(w));
        return value.map(|v| (format!("{}, right of all", words[..kind].join(" ")), rounded(v))).into_iter().collect();
    }
    let name = words[..first].join(" ");
    let name =
        ["CoNLL F1", "P"].iter().fold(name, |n, end| n.strip_suffix(end).map(|n| n.trim().to_owned()).unwrap_or(n));
    let value = match words.iter().position(|w| *w == "F1") {
        Some(at) => words.get(at + 1).and_then(|w| number(w)),
        None if words.last().is_some_and(|w| w.ends_with('%')) => words.last().and_then(|w| number(w)),
        None if name.ends_with("accuracy") || name.contains("accuracy on") => words.get(first).and_then(|w| number(w)),
        None => None,
    };
    // Figures of single entities and topics are noise.
    let single = line.starts_with("  ") && words.contains(&"selection");
    match value {
        Some(value) if !single && !name.is_empty() => vec![(name, rounded(value))],
        _ => Vec::new(),
    }
}

fn rounded(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::{Figure, cases, parse};

    fn check(line: &str, expected: &[(&str, f64)]) {
        let expected: Vec<_> = expected.iter().map(|(n, v)| ((*n).to_owned(), *v)).collect();
        assert_eq!(parse(line), expected, "{line}");
    }

    #[test]
    fn figures_are_found_in_every_kind_of_line() {
        check(
            "events                             P  80.1  R  75.0  F1  77.5   (3 of 4 found, 4 gold)",
            &[("events", 77.5)],
        );
        check("polarity accuracy on found events   99.0   (10 of 11)", &[("polarity accuracy on found events", 99.0)]);
        check(
            "entity chains                      CoNLL F1  36.6   MUC 1.0  B3 2.0  CEAFe 3.0",
            &[("entity chains", 36.6)],
        );
        check(
            "core events on the timeline                   6 of 28    21.4%",
            &[("core events on the timeline", 21.4)],
        );
        check("mean of all rows                                       49.3%", &[("mean of all rows", 49.3)]);
        check(
            "pooled           gold   100 found    90 | strict  83.4 relaxed  91.5 value  77.3 canonical  78.0 type  88.0 | 10 words in 1.0 s",
            &[("pooled strict", 83.4), ("pooled relaxed", 91.5), ("pooled value", 77.3), ("pooled type", 88.0)],
        );
        check(
            "aeb.jsonl.gz                  181 pages  body F1 0.955 (P 0.950 R 0.960)  title 0.871  9 pages/s, start-up included",
            &[("aeb body", 95.5), ("aeb title", 87.1)],
        );
    }

    #[test]
    fn figures_of_one_page() {
        check(
            "pronouns: he                       resolved 100.0 (48 of 48)   right of these  58.3 (28)   right of all  58.3",
            &[("pronouns: he, right of all", 58.3)],
        );
        check(
            "told as fact, all gold events      P  92.3  R  89.5  F1  90.9   (6116 of 6623 found, 6837 gold)",
            &[("told as fact, all gold events", 90.9)],
        );
        check(
            "answers, of events found           accuracy  89.6   balanced  62.4",
            &[("answers, of events found accuracy", 89.6)],
        );
        check("salience   F1 27.3 (P 24.2 R 31.3; 307 salient events, 397 lines of ours)", &[("salience F1", 27.3)]);
    }

    #[test]
    fn a_group_of_cases_may_lose_one() {
        assert_eq!(cases("group joins                     12 of 20     60.0%"), Some(20.0));
        assert_eq!(cases("pronouns: he     resolved 100.0 (48 of 48)   right of all  58.3"), Some(48.0));
        assert_eq!(cases("mean of all pooled rows                      62.9%"), None);
        check("group joins                     12 of 20     60.0%", &[("group joins", 60.0)]);
        let figure = |cases: f64| Figure { value: 60.0, step: 100.0 / cases };
        assert!(figure(20.0).tolerance(true) > 5.0 && figure(20.0).tolerance(true) < 10.0);
        assert!(figure(20.0).tolerance(false) < 5.0 && figure(1000.0).tolerance(true) < 5.0);
    }

    #[test]
    fn remarks_are_no_figures() {
        check("      missed: ('V3', 'something 40%')", &[]);
        check("12 documents in 3.1 s", &[]);
        check("  some entity                    selection F1  50.0  (1 of 2 found, 2 gold)", &[]);
    }
}
