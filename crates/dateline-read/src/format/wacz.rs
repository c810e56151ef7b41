//! WACZ crawls (WACZ 1.1.1 of Webrecorder): a ZIP archive with WARC files, a list of the pages, and digests of all of it.
//!
//! Only what the list names is a page; what pages loaded (frames, advertisements) is counted and left out. A part whose digest is not
//! that of the package says so on each of its pages.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Seek};

use dateline::page::Note;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use super::{warc, zip::why};
use crate::item::{About, Sink};

/// The description of the package.
pub(crate) const PACKAGE: &str = "datapackage.json";

#[derive(Deserialize, Default)]
struct Package {
    #[serde(default)]
    resources: Vec<Resource>,
}

#[derive(Deserialize)]
struct Resource {
    path: String,
    hash: Option<String>,
}

#[derive(Deserialize)]
struct Line {
    url: Option<String>,
}

/// Reads a crawl.
pub(crate) fn read<R: Read + Seek>(archive: &mut ZipArchive<R>, about: &About, sink: &mut Sink) {
    let name = about.hints.path.clone();
    let package: Package = match part(archive, PACKAGE, sink).map(|bytes| serde_json::from_slice(&bytes)) {
        Some(Ok(package)) => package,
        _ => {
            sink.skip(&name, format!("{PACKAGE} cannot be read; digests are not checked"));
            Package::default()
        }
    };
    let digests: BTreeMap<String, String> = package
        .resources
        .into_iter()
        .filter_map(|r| Some((r.path, r.hash?.strip_prefix("sha256:")?.to_string())))
        .collect();
    let wanted = pages(archive, sink);
    let mut parts = names(archive);
    parts.retain(|n| n.starts_with("archive/") && !n.ends_with('/'));
    if parts.is_empty() {
        return sink.skip(name, "a WACZ crawl without records");
    }
    for inner in parts {
        let path = format!("{name}/{inner}");
        let entry = match archive.by_name(&inner) {
            Ok(entry) => entry,
            Err(error) => {
                sink.skip(path, why(&error));
                continue;
            }
        };
        let mut about = about.clone();
        about.hints.path.clone_from(&path);
        let first = sink.raws.len();
        let mut hashing = Hashing { inner: entry, digest: Sha256::new() };
        let mut buffered = BufReader::with_capacity(1 << 16, &mut hashing);
        let packed = buffered.fill_buf().is_ok_and(|head| head.starts_with(b"\x1F\x8B"));
        if packed {
            let unpacked = BufReader::with_capacity(1 << 16, flate2::bufread::MultiGzDecoder::new(buffered));
            warc::read(unpacked, &about, wanted.as_ref(), sink);
        } else {
            warc::read(buffered, &about, wanted.as_ref(), sink);
        }
        // What the reader left at the end belongs to the digest too.
        let rest = std::io::copy(&mut hashing, &mut std::io::sink());
        let found: String = hashing.digest.finalize().iter().map(|b| format!("{b:02x}")).collect();
        if rest.is_ok() && digests.get(&inner).is_some_and(|told| *told != found) {
            let message = format!("{inner} is not as the package describes it: its digest is another");
            for raw in &mut sink.raws[first..] {
                raw.about.notes.push(Note { code: "digest-mismatch".into(), span: None, message: message.clone() });
            }
        }
    }
}

/// The addresses of the pages that the crawl is about; `None` when it does not say.
fn pages<R: Read + Seek>(archive: &mut ZipArchive<R>, sink: &mut Sink) -> Option<BTreeSet<String>> {
    let mut lists = names(archive);
    lists.retain(|n| n.starts_with("pages/") && n.ends_with(".jsonl"));
    let mut wanted = BTreeSet::new();
    for list in lists {
        let bytes = part(archive, &list, sink)?;
        let lines = bytes.split(|b| *b == b'\n').filter_map(|l| serde_json::from_slice::<Line>(l).ok());
        wanted.extend(lines.filter_map(|l| l.url));
    }
    (!wanted.is_empty()).then_some(wanted)
}

/// The names of the parts, sorted.
fn names<R: Read + Seek>(archive: &ZipArchive<R>) -> Vec<String> {
    let mut names: Vec<String> = archive.file_names().filter_map(Result::ok).map(|n| n.to_string()).collect();
    names.sort();
    names
}

/// A part, whole.
fn part<R: Read + Seek>(archive: &mut ZipArchive<R>, name: &str, sink: &mut Sink) -> Option<Vec<u8>> {
    sink.whole(archive.by_name(name).ok()?, true).ok()
}

/// Makes a digest of what is read through it.
struct Hashing<R> {
    inner: R,
    digest: Sha256,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.digest.update(&buffer[..count]);
        Ok(count)
    }
}
