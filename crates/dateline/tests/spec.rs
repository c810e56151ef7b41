//! Runs the cases of `spec/**/*.md`. The form is described in `spec/README.md`.
#![allow(clippy::unwrap_used)] // a test fails by panicking

#[path = "spec/render.rs"]
mod render;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A fenced block: where it stands, its info string and its lines.
struct Fence {
    info: String,
    /// Line of the opening fence, from 1.
    line: usize,
    body: String,
    /// Byte range of the body in the file.
    range: std::ops::Range<usize>,
}

/// The input of a case with its settings.
pub struct Input<'a> {
    /// `key=value` of the info string; a bare word is a key with an empty value.
    pub settings: BTreeMap<String, String>,
    /// The block's text without the last line break.
    pub text: &'a str,
}

#[test]
fn specifications_hold() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec");
    let update = std::env::var_os("UPDATE_SPECS").is_some();
    let (mut cases, mut failures) = (0, Vec::new());
    for path in markdown_files(&root) {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.strip_prefix(&root).unwrap().display().to_string();
        let fences = fences(&text);
        let mut updated = text.clone();
        failures.extend(faults(&fences).into_iter().map(|fault| format!("{name}{fault}")));
        for pair in fences.windows(2).rev() {
            let (runner, settings) = info(&pair[0].info);
            let (kind, marks) = info(&pair[1].info);
            let Some(run) = render::runner(&runner).filter(|_| kind == "expect") else { continue };
            cases += 1;
            let got = run(&Input { settings, text: pair[0].body.trim_end_matches('\n') });
            let (got, want) = (got.trim_end(), pair[1].body.trim_end());
            let must_fail = marks.contains_key("fails");
            if update && !must_fail && got != want {
                let body = if got.is_empty() { String::new() } else { format!("{got}\n") };
                updated.replace_range(pair[1].range.clone(), &body);
            } else if (got == want) == must_fail {
                failures.push(if must_fail {
                    format!("{name}:{}: passes now; remove `fails`", pair[1].line)
                } else {
                    format!("{name}:{}\n  expected\n{}\n  got\n{}", pair[1].line, indent(want), indent(got))
                });
            }
        }
        if updated != text {
            fs::write(&path, updated).unwrap();
        }
    }
    assert!(failures.is_empty(), "{} of {cases} cases fail\n\n{}", failures.len(), failures.join("\n\n"));
}

/// What keeps the blocks of a file from being cases: every block is an input that a runner reads, or what is expected of the one before it.
fn faults(fences: &[Fence]) -> Vec<String> {
    let mut found = Vec::new();
    if fences.is_empty() {
        found.push(": no case".to_owned());
    }
    for (i, fence) in fences.iter().enumerate() {
        let (name, _) = info(&fence.info);
        let before = i.checked_sub(1).map(|b| info(&fences[b].info).0);
        let after = fences.get(i + 1).map(|f| info(&f.info).0);
        let fault = match name.as_str() {
            "expect" if before.is_none_or(|b| b == "expect") => "expects something of nothing".to_owned(),
            "expect" => continue,
            name if render::runner(name).is_none() => format!("there is no runner {name:?}"),
            _ if after.as_deref() != Some("expect") => "no expect block follows".to_owned(),
            _ if fence.body.trim().is_empty() => "the input is empty".to_owned(),
            _ => continue,
        };
        found.push(format!(":{}: {fault}", fence.line));
    }
    found
}

#[test]
fn blocks_that_are_no_case_are_faults() {
    let of = |text: &str| faults(&fences(text));
    assert_eq!(of("```times\nOn Monday.\n```\n```expect\n```\n"), Vec::<String>::new());
    assert_eq!(of("prose"), [": no case"]);
    assert_eq!(of("```tmies\nOn Monday.\n```\n```expect\n```\n"), [":1: there is no runner \"tmies\""]);
    assert_eq!(of("```times\nOn Monday.\n```\n"), [":1: no expect block follows"]);
    assert_eq!(of("```times\n```\n```expect\n```\n"), [":1: the input is empty"]);
    assert_eq!(of("```expect\n```\n"), [":1: expects something of nothing"]);
}

#[test]
fn every_runner_is_described() {
    let readme = include_str!("../../../spec/README.md");
    for (name, _) in render::RUNNERS {
        assert!(readme.contains(&format!("| `{name}` |")), "spec/README.md does not describe the runner {name}");
    }
}

fn markdown_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(markdown_files(&path));
        } else if path.extension().is_some_and(|e| e == "md") && path.file_name().is_some_and(|n| n != "README.md") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Fenced blocks in order. A fence may be longer than three backticks, to hold blocks itself.
fn fences(text: &str) -> Vec<Fence> {
    let mut found = Vec::new();
    let mut open: Option<(usize, Fence)> = None;
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        match &mut open {
            None if ticks >= 3 => {
                let info = line[ticks..].trim().to_owned();
                let body = at + line.len()..at + line.len();
                open = Some((ticks, Fence { info, line: number + 1, body: String::new(), range: body }));
            }
            Some((opened, fence)) if ticks >= *opened && line.trim_end().len() == ticks => {
                fence.range.end = at;
                found.extend(open.take().map(|(_, f)| f));
            }
            Some((_, fence)) => fence.body.push_str(line),
            None => {}
        }
        at += line.len();
    }
    assert!(open.is_none(), "a fence is never closed");
    found
}

/// Splits an info string into the runner and its settings.
fn info(info: &str) -> (String, BTreeMap<String, String>) {
    let mut words = Vec::new();
    let (mut word, mut quoted) = (String::new(), false);
    for c in info.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(std::mem::take(&mut word)),
            _ => word.push(c),
        }
    }
    words.push(word);
    let mut words = words.into_iter().filter(|w| !w.is_empty());
    let runner = words.next().unwrap_or_default();
    let settings = words.map(|w| match w.split_once('=') {
        Some((k, v)) => (k.to_owned(), v.to_owned()),
        None => (w, String::new()),
    });
    (runner, settings.collect())
}

fn indent(text: &str) -> String {
    text.lines().map(|l| format!("    {l}")).collect::<Vec<_>>().join("\n")
}
