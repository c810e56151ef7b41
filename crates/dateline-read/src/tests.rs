//! Bad and good input, each with its message. All of it is written to a temporary folder first.

use std::fs;
use std::path::Path;

use super::*;

/// Writes files, reads their folder, and gives the ids of the pages and the lines `path: reason` of what was skipped.
#[track_caller]
fn read(files: &[(&str, &[u8])]) -> (Vec<String>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    shown(
        &read_inputs(
            &[folder.path().into()],
            &Options { limits: Limits { page: 1 << 20, ..Limits::default() }, progress: None },
        ),
        folder.path(),
    )
}

fn shown(inputs: &Inputs, folder: &Path) -> (Vec<String>, Vec<String>) {
    assert_eq!(inputs.pages.len(), inputs.saved.len());
    let folder = folder.to_string_lossy();
    let skipped = inputs.skipped.iter().map(|s| format!("{}: {}", s.path.replace(&*folder, "FOLDER"), s.reason));
    (inputs.pages.iter().map(|p| p.id.clone()).collect(), skipped.collect())
}

const GOOD: &[u8] =
    b"Dam bursts above Velm\n\nThe dam above the town of Velm burst on Monday morning, officials said.\n";

#[test]
fn folders_are_walked_in_order() {
    let (pages, skipped) =
        read(&[("b/two.txt", GOOD), ("b/.git/x.txt", GOOD), ("a.html", GOOD), ("z.png", b"\x89PNG")]);
    assert_eq!(pages, ["a.html", "b/two.txt"]);
    assert_eq!(skipped, ["b/.git: hidden file or folder", "z.png: unknown type of file (.png)"]);
}

#[test]
fn bad_files_are_named_and_the_rest_is_read() {
    let (pages, skipped) = read(&[
        ("binary.txt", &[0, 159, 146, 150, 1, 2, 3, 0, 0, 7]),
        ("empty.txt", b""),
        ("good.txt", GOOD),
        ("large.txt", &vec![b'a'; (1 << 20) + 1]),
        ("pdf.html", b"%PDF-1.7 ..."),
        ("space.txt", b" \n\n "),
    ]);
    assert_eq!(pages, ["good.txt"]);
    assert_eq!(
        skipped,
        [
            "binary.txt: not a page but a binary file",
            "empty.txt: the file is empty",
            "large.txt: 2 MiB is larger than the limit of 1 MiB for one page",
            "pdf.html: a PDF file that cannot be read: PDF error: couldn't parse input: invalid file header",
            "space.txt: the file is empty",
        ]
    );
}

#[test]
fn a_folder_without_pages_and_a_missing_one() {
    assert_eq!(read(&[]).1, ["FOLDER: no files in this folder"]);
    assert_eq!(
        read(&[("a.png", b"\x89PNG")]).1,
        ["FOLDER: no pages in this folder", "a.png: unknown type of file (.png)"]
    );
    let inputs = read_inputs(&["/no/such/folder".into()], &Options::default());
    assert_eq!(shown(&inputs, Path::new("-")).1, ["/no/such/folder: no such file or folder"]);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("secret.txt");
    fs::write(&path, GOOD).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o0)).unwrap();
    if fs::read(&path).is_ok() {
        return; // The superuser reads everything.
    }
    let inputs = read_inputs(&[folder.path().into()], &Options::default());
    assert_eq!(shown(&inputs, folder.path()).1, ["secret.txt: cannot be opened: permission denied"]);
}

#[test]
fn json_lines_name_their_broken_lines() {
    let good = br#"{"id": "x", "text": "The dam burst.", "published": "2031-05-02", "url": "https://velm.example/a"}"#;
    let long = format!("{{\"text\": \"{}\"}}", "a ".repeat(1 << 20));
    let lines =
        [&good[..], b"", b"{broken", b"7", b"{\"id\": \"y\"}", long.as_bytes(), b"{\"id\": 7, \"text\": \"It held.\"}"]
            .join(&b'\n');
    let (pages, skipped) = read(&[("a.jsonl", &lines), ("none.jsonl", b"")]);
    assert_eq!(pages, ["x", "7"]);
    assert_eq!(
        skipped,
        [
            "a.jsonl:3: not valid JSON: key must be a string at line 1 column 2",
            "a.jsonl:4: not a page object: invalid type: integer `7`, expected struct Object at line 1 column 1",
            "a.jsonl:5: the object has none of the fields text, html, dump",
            "a.jsonl:6: the line is longer than the limit of 1 MiB",
            "none.jsonl: the file is empty",
        ]
    );
}

#[test]
fn what_is_given_with_a_line_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.jsonl");
    fs::write(&path, r#"{"id": "x", "text": " The dam burst. \n", "published": "2031-05-02", "title": "T", "outlet": "O", "language": "en"}"#).unwrap();
    let inputs = read_inputs(&[path], &Options::default());
    let page = &inputs.pages[0];
    assert_eq!(page.text, " The dam burst. \n", "clean text is left alone");
    assert_eq!(
        (page.title.as_deref(), page.outlet.as_deref(), page.language.as_deref()),
        (Some("T"), Some("O"), Some("en"))
    );
    assert_eq!(page.published.value.as_deref(), Some("2031-05-02"));
    assert_eq!(page.sha256, page::digest(&inputs.saved[0]));
}

#[test]
fn ids_are_unique_whatever_the_order() {
    let folder = tempfile::tempdir().unwrap();
    let (a, b) = (folder.path().join("a.jsonl"), folder.path().join("b.jsonl"));
    fs::write(&a, "{\"id\": \"x\", \"text\": \"One.\"}\n{\"id\": \"x\", \"text\": \"One.\"}\n").unwrap();
    fs::write(&b, "{\"id\": \"x\", \"text\": \"Two.\"}\n").unwrap();
    let ids = |paths: &[PathBuf]| -> Vec<String> {
        read_inputs(paths, &Options::default()).pages.iter().map(|p| p.id.clone()).collect()
    };
    let forth = ids(&[a.clone(), b.clone()]);
    assert_eq!(forth, ids(&[b, a]));
    assert_eq!(forth.iter().collect::<std::collections::BTreeSet<_>>().len(), 3);
}

#[test]
fn character_sets() {
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(str::from_utf8(GOOD).unwrap().encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let mut cut =
        "Dam bursts\n\nThe “dam” above the town of Velm burst on Monday, “officials” said, and nobody was hurt."
            .repeat(4)
            .into_bytes();
    cut.extend_from_slice(b"\xE2\x80");
    let (pages, skipped) = read(&[("cut.txt", &cut), ("utf16.txt", &utf16)]);
    assert_eq!((pages, skipped), (vec!["cut.txt".to_string(), "utf16.txt".into()], vec![]));
}
