//! Finding and loading files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::door::{self, Source};
use crate::item::{About, Sink, broken};

/// What stands for standard input.
const STDIN: &str = "-";

/// A file to read.
pub(crate) struct File {
    /// Where it is.
    place: PathBuf,
    /// What to call it: as the user named it, or relative to the folder that was walked.
    name: String,
}

impl File {
    /// What to call it.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// Extensions of files that are worth opening when a folder is walked. A file that the user named himself is always opened.
pub(crate) const KNOWN: &[&str] = &[
    "html", "htm", "xhtml", "shtml", "txt", "text", "md", "jsonl", "ndjson", "json", "mht", "mhtml", "warc", "wacz",
    "zip", "gz", "tgz", "tar", "eml", "mbox", "xml", "rss", "atom", "rdf", "pdf", "docx", "csv", "tsv", "srt", "vtt",
];

/// The files under `paths`, folders walked in sorted order. Hidden files, unknown types and what cannot be opened are named.
pub(crate) fn find(paths: &[PathBuf], sink: &mut Sink) -> Vec<File> {
    let mut files = Vec::new();
    for path in paths {
        let name = name_of(path);
        if path.as_os_str() == STDIN {
            files.push(File { place: path.clone(), name });
            continue;
        }
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => {
                let (before, before_skipped) = (files.len(), sink.skipped.len());
                walk(path, "", &mut files, sink);
                if files.len() == before && sink.skipped.len() == before_skipped {
                    sink.skip(name, "no files in this folder");
                } else if files.len() == before {
                    sink.skip(name, "no pages in this folder");
                }
            }
            Ok(_) => files.push(File { place: path.clone(), name }),
            Err(error) => sink.skip(name, broken(&error)),
        }
    }
    files
}

fn walk(folder: &Path, prefix: &str, files: &mut Vec<File>, sink: &mut Sink) {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => {
            let path = if prefix.is_empty() { name_of(folder) } else { prefix.trim_end_matches('/').into() };
            sink.skip(path, broken(&error));
            return;
        }
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    let names: Vec<String> = entries.iter().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    for entry in entries {
        let file = entry.file_name().to_string_lossy().into_owned();
        let name = format!("{prefix}{file}");
        let mut skip = |reason: &str| sink.skip(name.clone(), reason);
        let kind = match fs::metadata(entry.path()) {
            Ok(meta) => meta,
            Err(error) => {
                skip(&broken(&error));
                continue;
            }
        };
        if file.starts_with('.') {
            skip("hidden file or folder");
        } else if kind.is_dir() {
            if let Some(page) = page_of_folder(&file, &names) {
                skip(&format!("pictures and scripts saved with {page}"));
            } else if entry.path().is_symlink() {
                skip("a link to a folder is not followed");
            } else {
                walk(&entry.path(), &format!("{name}/"), files, sink);
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

/// The kind of an entry that is no page, by its name; in the words of a count.
pub(crate) fn no_page(name: &str) -> Option<String> {
    let parts: Vec<&str> = name.split('/').collect();
    if parts.iter().any(|p| p.starts_with('.') || *p == "__MACOSX") {
        return Some("hidden".into());
    }
    let file = parts.last().copied().unwrap_or_default();
    if parts.iter().rev().skip(1).any(|p| p.ends_with("_files")) {
        return Some("saved with a page".into());
    }
    match file.rsplit_once('.') {
        Some((_, extension)) if !KNOWN.contains(&extension.to_ascii_lowercase().as_str()) => {
            Some(format!(".{}", extension.to_ascii_lowercase()))
        }
        _ => None,
    }
}

/// The page beside a folder in which a browser put what the page needs ("Save page as, complete").
fn page_of_folder<'a>(folder: &str, beside: &'a [String]) -> Option<&'a str> {
    let stem = ["_files", ".files", "-files", "_file"].iter().find_map(|end| folder.strip_suffix(end))?;
    let page = |name: &&String| name.strip_suffix(".html").or_else(|| name.strip_suffix(".htm")) == Some(stem);
    beside.iter().find(page).map(String::as_str)
}

/// Loads one file with all that it holds.
pub(crate) fn load(file: &File, sink: &mut Sink) {
    if file.place.as_os_str() == STDIN {
        let input = Source::Stream(Box::new(io::stdin()), false);
        return door::open(input, About::named("standard input"), 0, sink);
    }
    match fs::File::open(&file.place).and_then(|f| f.metadata().map(|m| (f, m.is_file()))) {
        Ok((handle, true)) => door::open(Source::File(handle), About::named(&file.name), 0, sink),
        // A pipe or a device has no length, and perhaps no end.
        Ok((handle, false)) => door::open(Source::Stream(Box::new(handle), false), About::named(&file.name), 0, sink),
        Err(error) => sink.skip(&file.name, broken(&error)),
    }
}

/// The name of a path for people and for the dossier: `/` between folders on every system.
fn name_of(path: &Path) -> String {
    let name = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    name.strip_prefix("./").filter(|n| !n.is_empty()).map_or(name.clone(), Into::into)
}
