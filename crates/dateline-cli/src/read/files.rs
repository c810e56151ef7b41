//! Finding and loading files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use dateline::Skipped;
use dateline::page::Hints;

use super::{Content, Raw, json_lines};

/// A file to read.
pub(super) struct File {
    /// Where it is.
    place: PathBuf,
    /// What to call it: as the user named it, or relative to the folder that was walked.
    name: String,
}

/// Extensions of files that are worth opening when a folder is walked. A file that the user named himself is always opened.
const KNOWN: &[&str] = &["html", "htm", "xhtml", "shtml", "mhtml", "txt", "text", "md", "jsonl", "ndjson", "json"];

/// The files under `paths`, folders walked in sorted order. Hidden files, unknown types and what cannot be opened are named.
pub(super) fn find(paths: &[PathBuf], skipped: &mut Vec<Skipped>) -> Vec<File> {
    let mut files = Vec::new();
    for path in paths {
        let name = name_of(path);
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => {
                let (before, before_skipped) = (files.len(), skipped.len());
                walk(path, "", &mut files, skipped);
                if files.len() == before && skipped.len() == before_skipped {
                    skipped.push(Skipped { path: name, reason: "no files in this folder".into() });
                } else if files.len() == before {
                    skipped.push(Skipped { path: name, reason: "no pages in this folder".into() });
                }
            }
            Ok(_) => files.push(File { place: path.clone(), name }),
            Err(error) => skipped.push(Skipped { path: name, reason: cause(&error) }),
        }
    }
    files
}

fn walk(folder: &Path, prefix: &str, files: &mut Vec<File>, skipped: &mut Vec<Skipped>) {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => {
            let path = if prefix.is_empty() { name_of(folder) } else { prefix.trim_end_matches('/').into() };
            skipped.push(Skipped { path, reason: cause(&error) });
            return;
        }
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let file = entry.file_name().to_string_lossy().into_owned();
        let name = format!("{prefix}{file}");
        let mut skip = |reason: &str| skipped.push(Skipped { path: name.clone(), reason: reason.into() });
        let kind = match fs::metadata(entry.path()) {
            Ok(meta) => meta,
            Err(error) => {
                skip(&cause(&error));
                continue;
            }
        };
        if file.starts_with('.') {
            skip("hidden file or folder");
        } else if kind.is_dir() {
            if entry.path().is_symlink() {
                skip("a link to a folder is not followed");
            } else {
                walk(&entry.path(), &format!("{name}/"), files, skipped);
            }
        } else if !kind.is_file() {
            skip("not a regular file");
        } else {
            match Path::new(&file).extension().map(|e| e.to_string_lossy().to_ascii_lowercase()) {
                Some(ext) if !KNOWN.contains(&ext.as_str()) => skip(&format!("unknown type of file (.{ext})")),
                _ => files.push(File { place: entry.path(), name }),
            }
        }
    }
}

/// Loads one file: a page, or the pages of its lines.
pub(super) fn load(file: &File, max_bytes: u64, raws: &mut Vec<Raw>, skipped: &mut Vec<Skipped>) {
    let mut skip = |reason: String| skipped.push(Skipped { path: file.name.clone(), reason });
    let opened = fs::File::open(&file.place).and_then(|f| f.metadata().map(|m| (f, m.len())));
    let (handle, size) = match opened {
        Ok(opened) => opened,
        Err(error) => return skip(cause(&error)),
    };
    if file.name.ends_with(".jsonl") || file.name.ends_with(".ndjson") {
        return json_lines::load(&file.name, io::BufReader::new(handle), max_bytes, raws, skipped);
    }
    if size > max_bytes {
        return skip(format!("{} is larger than the limit of {} for one page", size_of(size), size_of(max_bytes)));
    }
    match fs::read(&file.place) {
        Ok(bytes) if file.name.ends_with(".json") => json_lines::object(&file.name, 0, bytes, raws, skipped),
        Ok(bytes) => {
            let hints = Hints { path: file.name.clone(), ..Hints::default() };
            raws.push(Raw { hints, line: 0, bytes, content: Content::File });
        }
        Err(error) => skip(cause(&error)),
    }
}

/// The name of a path for people and for the dossier: `/` between folders on every system.
fn name_of(path: &Path) -> String {
    let name = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    name.strip_prefix("./").filter(|n| !n.is_empty()).map_or(name.clone(), Into::into)
}

/// The cause without the number that the system adds.
fn cause(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".into(),
        io::ErrorKind::PermissionDenied => "cannot be opened: permission denied".into(),
        _ => format!("cannot be read: {error}"),
    }
}

/// A size for people.
pub(super) fn size_of(bytes: u64) -> String {
    if bytes >= 1 << 20 {
        format!("{} MiB", bytes.div_ceil(1 << 20))
    } else {
        format!("{} KiB", bytes.div_ceil(1 << 10))
    }
}
