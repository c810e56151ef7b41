//! The commands over the example pile: what goes where, how they end, and that the result does not depend on the circumstances.
#![allow(clippy::unwrap_used)] // a test fails by panicking

mod common;

use std::fs;
use std::path::Path;
use std::process::Stdio;

use common::{arg, dateline, done, ferry};

#[test]
fn a_pile_becomes_a_dossier_that_can_be_shown_and_exported() {
    let folder = tempfile::tempdir().unwrap();
    let (file, page) = (folder.path().join("x.dossier"), folder.path().join("x.html"));
    let build = done(&["build", arg(&ferry()), "-o", arg(&file), "--json"]);
    let summary: serde_json::Value = serde_json::from_str(&build.out).unwrap();
    assert_eq!(summary["documents"], 10);
    assert!(build.err.starts_with("wrote "), "{}", build.err);

    let show = done(&["show", arg(&file), "--width", "80"]);
    assert!(show.out.contains("9 pages") && show.out.contains("Ledger = Courier"), "{}", show.out);
    assert!(!show.out.contains('\x1b'), "no colours in a pipe");
    let wide: Vec<_> = show.out.lines().filter(|l| l.chars().count() > 80).collect();
    assert!(wide.is_empty(), "wider than asked for: {wide:?}");
    assert!(done(&["show", arg(&file), "--color", "always"]).out.contains("\x1b[1m"));
    let view: serde_json::Value = serde_json::from_str(&done(&["show", arg(&file), "--json"]).out).unwrap();
    assert_eq!(view["sources"].as_array().unwrap().len(), 10);

    let export = done(&["export", arg(&file), "--format", "html", "-o", arg(&page)]);
    assert!(export.out.is_empty());
    assert!(fs::read_to_string(&page).unwrap().starts_with("<!DOCTYPE html>"));
    assert!(done(&["export", arg(&file), "--format", "md"]).out.starts_with("# "));
}

#[test]
fn a_build_without_a_name_takes_that_of_its_input_and_says_what_to_do_next() {
    let folder = tempfile::tempdir().unwrap();
    let program = assert_cmd::cargo::cargo_bin("dateline");
    let run =
        |args: &[&str]| std::process::Command::new(&program).args(args).current_dir(folder.path()).output().unwrap();
    let build = run(&["build", arg(&ferry())]);
    let said = String::from_utf8_lossy(&build.stderr).into_owned();
    assert!(folder.path().join("ferry.dossier").exists(), "{said}");
    assert!(
        said.contains("wrote ferry.dossier: 10 pages") && said.ends_with("next: dateline show ferry.dossier\n"),
        "{said}"
    );
    assert!(said.lines().filter(|l| l.starts_with("  ") && l.contains('?')).count() <= 3, "{said}");
    let two = run(&["build", "a.txt", "b.txt"]);
    let said = String::from_utf8_lossy(&two.stderr).into_owned();
    assert_eq!((two.status.code(), said.lines().count()), (Some(1), 2), "{said}");
}

#[test]
fn the_first_page_has_the_size_of_a_screen_and_no_word_of_the_engine() {
    let demo = done(&["demo", "--width", "100"]);
    let lines = demo.out.lines().count();
    assert!((40..=60).contains(&lines), "{lines} lines\n{}", demo.out);
    for banned in
        ["polarity", "variant", "imprecise", "syndicated", "rests on", "utterance", "entity", "status", "contradiction"]
    {
        assert!(!demo.out.contains(banned), "{banned}");
    }
    for file in ["aberdeen-ledger", ".html ", ".txt"] {
        assert!(!demo.out.contains(file), "a file is no name: {file}");
    }
}

#[test]
fn what_is_printed_fits_the_schemas() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.dossier");
    done(&["build", arg(&ferry()), "-o", arg(&file)]);
    let check = |schema: &str, text: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec/schema").join(schema);
        let schema = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let value = serde_json::from_str(text).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let errors: Vec<String> = validator.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path)).collect();
        assert!(errors.is_empty(), "{errors:?}");
    };
    check("dossier.schema.json", &done(&["export", arg(&file), "--format", "json"]).out);
    let lines = done(&["analyze", arg(&ferry())]).out;
    assert_eq!(lines.lines().count(), 10);
    lines.lines().for_each(|l| check("analysis.schema.json", l));
}

#[test]
fn spans_hold_the_words_that_are_exported() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.dossier");
    done(&["build", arg(&ferry()), "-o", arg(&file)]);
    let d: serde_json::Value = serde_json::from_str(&done(&["export", arg(&file), "--format", "json"]).out).unwrap();
    let text = |id: &str| -> Vec<char> {
        let documents = d["documents"].as_array().unwrap();
        let document = documents.iter().find(|x| x["id"] == id).unwrap();
        document["text"].as_str().unwrap().chars().collect()
    };
    let events = d["events"].as_array().unwrap().iter().flat_map(|e| e["support"].as_array().unwrap());
    for s in events.chain(d["quotations"].as_array().unwrap()) {
        let (start, end) = (s["start"].as_u64().unwrap() as usize, s["end"].as_u64().unwrap() as usize);
        let words: String = text(s["document"].as_str().unwrap())[start..end].iter().collect();
        assert_eq!(words, s["text"].as_str().unwrap());
    }
}

#[test]
fn threads_and_order_of_files_leave_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let mut files: Vec<_> = fs::read_dir(ferry()).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let build = |out: &Path, threads: &str, files: &[std::path::PathBuf]| {
        let mut args = vec!["build", "--threads", threads, "-o", arg(out)];
        args.extend(files.iter().map(|f| arg(f)));
        done(&args);
        fs::read(out).unwrap()
    };
    let one = build(&path("one"), "1", &files);
    let two = build(&path("two"), "2", &files);
    files.reverse();
    files.swap(1, 5);
    let shuffled = build(&path("shuffled"), "2", &files);
    assert!(one == two, "the number of threads shows in the dossier");
    assert!(one == shuffled, "the order of files shows in the dossier");
    for format in ["json", "html", "md"] {
        let export = |name| done(&["export", arg(&path(name)), "--format", format]).out;
        assert_eq!(export("one"), export("shuffled"), "{format}");
    }
}

#[test]
fn help_teaches_and_names_the_exit_codes() {
    let help = done(&["--help"]).out;
    for word in ["dateline build pages/ -o ferry.dossier", "Exit codes:", "3  done, but some inputs were skipped"] {
        assert!(help.contains(word), "{word}");
    }
    for command in ["build", "show", "analyze", "export"] {
        assert!(done(&[command, "--help"]).out.contains("Usage: dateline"), "{command}");
    }
}

#[test]
fn wrong_usage_ends_with_2() {
    for args in [
        &["build"][..],
        &["frobnicate"],
        &["export", "x", "--format", "docx"],
        &["build", "x", "-o", "y", "--threads", "0"],
        &[],
    ] {
        let run = dateline(args);
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.out.is_empty() && run.err.contains("--help"), "{args:?}: {}", run.err);
    }
}

#[test]
fn a_reader_that_stops_reading_is_no_error() {
    let program = assert_cmd::cargo::cargo_bin("dateline");
    let mut child = std::process::Command::new(program)
        .args(["analyze", arg(&ferry())])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn a_dossier_is_not_mistaken_for_a_page_nor_a_page_for_a_dossier() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.html");
    fs::write(&file, "<html><body><p>The dam burst on Monday, officials said.</p></body></html>").unwrap();
    let before = fs::read(&file).unwrap();
    let clobber = dateline(&["build", arg(&ferry()), "-o", arg(&file)]);
    assert_eq!(clobber.code, 1);
    assert!(clobber.err.contains("is not a dossier"), "{}", clobber.err);
    assert_eq!(fs::read(&file).unwrap(), before, "the page is untouched");
    for command in [&["show"][..], &["export", "--format", "json"]] {
        let run = dateline(&[command, &[arg(&file)]].concat());
        assert_eq!(run.code, 1);
        assert!(run.out.is_empty() && run.err.contains("is not a dossier"), "{}", run.err);
    }
}

#[test]
fn the_readme_tells_what_the_program_does() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md")).unwrap();
    let help = done(&["--help"]).out;
    for code in 0..=3 {
        let meaning = readme.lines().find_map(|l| l.strip_prefix(&format!("| {code} | "))).unwrap();
        let first = meaning.split([';', ':', '|', '(']).next().unwrap().trim();
        assert!(help.contains(&format!("  {code}  {first}")), "exit code {code}: {first}");
    }
    let commands = help.lines().skip_while(|l| *l != "Commands:").skip(1).take_while(|l| !l.is_empty());
    for command in commands.filter_map(|l| l.split_whitespace().next()).filter(|c| *c != "help") {
        assert!(readme.contains(&format!("dateline {command} ")), "README does not show {command}");
    }
}
