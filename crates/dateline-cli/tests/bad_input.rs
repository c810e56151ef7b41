//! Inputs as the world leaves them: each gets a clear word or is read all the same, and never costs the rest.
#![allow(clippy::unwrap_used)] // a test fails by panicking

mod common;

use std::fs;
use std::path::Path;

use common::{arg, dateline, done};

const GOOD: &str = "The dam above Vellin burst on Monday morning, officials said. Three people were killed and more than forty houses were swept away by the water, the mayor told reporters.\n\n\"We heard it before we saw it,\" she said.\n";

/// Builds a folder of one good page and one other file; gives the export and what was said.
fn with(name: &str, bytes: &[u8]) -> (serde_json::Value, String) {
    let folder = tempfile::tempdir().unwrap();
    let (pages, out) = (folder.path().join("pages"), folder.path().join("x.dossier"));
    fs::create_dir(&pages).unwrap();
    fs::write(pages.join("good.txt"), GOOD).unwrap();
    fs::write(pages.join(name), bytes).unwrap();
    let build = done(&["build", arg(&pages), "-o", arg(&out)]);
    let export = done(&["export", arg(&out), "--format", "json"]);
    (serde_json::from_str(&export.out).unwrap(), build.err)
}

/// The file is named as skipped, for a reason with these words, and the good page is built.
fn skipped(name: &str, bytes: &[u8], reason: &str) {
    let (dossier, said) = with(name, bytes);
    assert_eq!(dossier["documents"].as_array().unwrap().len(), 1, "{name}: {said}");
    let entry = &dossier["skipped"][0];
    assert!(entry["path"].as_str().unwrap().starts_with(name), "{name}: {entry}");
    assert!(entry["reason"].as_str().unwrap().contains(reason), "{name}: {entry}");
    assert!(said.contains(&format!("skipped {}", entry["path"].as_str().unwrap())), "{said}");
}

/// The file is read, and its text holds these words.
fn read(name: &str, bytes: &[u8], words: &str) {
    let (dossier, said) = with(name, bytes);
    let documents = dossier["documents"].as_array().unwrap();
    assert_eq!(documents.len(), 2, "{name}: {said}");
    assert!(documents.iter().any(|d| d["text"].as_str().unwrap().contains(words)), "{name}: {documents:?}");
}

#[test]
fn what_holds_no_text_is_named() {
    skipped("empty.txt", b"", "empty");
    skipped(
        "picture.txt",
        &[0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, 0, 1, 2, 3, 0, 0, 255, 254, 0, 9],
        "",
    );
    skipped("photo.jpg", &[0xFF, 0xD8, 0xFF, 0xE0], "unknown type of file");
    skipped(".hidden.txt", GOOD.as_bytes(), "hidden");
    skipped("blank.html", b"<html><head><title></title></head><body></body></html>", "");
}

#[test]
fn a_broken_line_costs_only_itself() {
    let lines =
        format!("{}\n{{\"id\": \"b\", \"text\": \n{{\"nothing\": 1}}\n", serde_json::json!({"id": "a", "text": GOOD}));
    let (dossier, said) = with("rows.jsonl", lines.as_bytes());
    assert_eq!(dossier["documents"].as_array().unwrap().len(), 2, "{said}");
    let paths: Vec<_> = dossier["skipped"].as_array().unwrap().iter().map(|s| s["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["rows.jsonl:2", "rows.jsonl:3"], "{said}");
}

#[test]
fn other_encodings_are_read() {
    let words = "Der Fährmann und die Brücke – “zu spät”, said the mayor of Vellin on Monday. ";
    let long = words.repeat(4);
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(long.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    read("utf16.txt", &utf16, "Fährmann und die Brücke – “zu spät”");
    // "Плотина над городом прорвана" in Windows-1251.
    let cyrillic: Vec<u8> = "Плотина над городом прорвана в понедельник утром, сообщили власти. "
        .repeat(4)
        .chars()
        .map(|c| match c {
            'А'..='я' => (c as u32 - 'А' as u32 + 0xC0) as u8,
            _ => c as u8,
        })
        .collect();
    read("1251.txt", &cyrillic, "Плотина над городом прорвана");
    let mut cut = long.into_bytes();
    cut.truncate(cut.len() - 2);
    cut.extend([0xE2, 0x80]);
    read("cut.txt", &cut, "Der Fährmann");
}

#[test]
fn deeply_nested_pages_do_no_harm() {
    let depth = 40_000;
    let page = format!("<html><body>{}<p>{}</p>{}</body></html>", "<div>".repeat(depth), GOOD, "</div>".repeat(depth));
    let (dossier, said) = with("deep.html", page.as_bytes());
    let built = dossier["documents"].as_array().unwrap().len() + dossier["skipped"].as_array().unwrap().len();
    assert_eq!(built, 2, "{said}");
}

#[test]
fn a_large_file_is_left_out_by_name() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("good.txt"), GOOD).unwrap();
    fs::write(folder.path().join("large.txt"), GOOD.repeat(12_000)).unwrap();
    let run = done(&["build", arg(folder.path()), "-o", arg(&folder.path().join("x.dossier")), "--max-size", "1"]);
    assert!(run.err.contains("skipped large.txt: "), "{}", run.err);
}

#[test]
fn nothing_to_read_ends_with_1_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (empty, out) = (folder.path().join("empty"), folder.path().join("x.dossier"));
    fs::create_dir(&empty).unwrap();
    let fails = |input: &Path, reason: &str| {
        for args in [&["build", arg(input), "-o", arg(&out)][..], &["analyze", arg(input)]] {
            let run = dateline(args);
            assert_eq!(run.code, 1, "{}", run.err);
            assert!(run.out.is_empty() && run.err.contains(reason), "{}", run.err);
            assert!(run.err.ends_with("error: no page could be read\n"), "{}", run.err);
            assert!(!out.exists());
        }
    };
    fails(&empty, "no files in this folder");
    fails(&folder.path().join("missing.html"), "no such file");
}

#[test]
fn strict_tells_by_the_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let (pages, out) = (folder.path().join("pages"), folder.path().join("x.dossier"));
    fs::create_dir(&pages).unwrap();
    fs::write(pages.join("good.txt"), GOOD).unwrap();
    let build = |strict: bool| {
        let mut args = vec!["build", arg(&pages), "-o", arg(&out)];
        args.extend(strict.then_some("--strict"));
        dateline(&args).code
    };
    assert_eq!((build(false), build(true)), (0, 0));
    fs::write(pages.join("empty.txt"), "").unwrap();
    assert_eq!((build(false), build(true)), (0, 3));
    assert!(out.exists());
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let locked = folder.path().join("locked.txt");
    fs::write(folder.path().join("good.txt"), GOOD).unwrap();
    fs::write(&locked, GOOD).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o0)).unwrap();
    if fs::read(&locked).is_ok() {
        return; // The user may read everything, as root does.
    }
    let run = done(&["build", arg(folder.path()), "-o", arg(&folder.path().join("x.dossier"))]);
    assert!(run.err.contains("skipped locked.txt: "), "{}", run.err);
}

#[test]
fn an_output_that_cannot_be_written_ends_with_1() {
    let folder = tempfile::tempdir().unwrap();
    let good = folder.path().join("good.txt");
    fs::write(&good, GOOD).unwrap();
    let run = dateline(&["build", arg(&good), "-o", arg(&folder.path().join("no/such/folder/x.dossier"))]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("x.dossier"), "{}", run.err);
}
