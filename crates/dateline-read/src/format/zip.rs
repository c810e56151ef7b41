//! ZIP archives of pages; office documents and WACZ crawls are ZIP archives too.

use std::io::{Read, Seek};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{docx, wacz};
use crate::door::archived;
use crate::item::{About, LeftOut, Sink, broken};

/// Reads an archive.
pub(crate) fn read(input: impl Read + Seek, about: &About, depth: u8, sink: &mut Sink) {
    let name = &about.hints.path;
    let mut archive = match ZipArchive::new(input) {
        Ok(archive) => archive,
        Err(error) => return sink.skip(name, why(&error)),
    };
    if archive.len() > sink.limits.entries {
        return sink.skip(name, format!("an archive with more than {} entries", sink.limits.entries));
    }
    if archive.index_for_name(docx::MAIN).is_some() {
        return docx::read(&mut archive, about, sink);
    }
    if let Some(kind) = other_document(&archive) {
        return sink.skip(name, format!("not a page but {kind}"));
    }
    if archive.index_for_name(wacz::PACKAGE).is_some() {
        return wacz::read(&mut archive, about, sink);
    }
    let before = (sink.raws.len(), sink.skipped.len());
    let mut left_out = LeftOut::default();
    for number in 0..archive.len() {
        let entry = match archive.by_index(number) {
            Ok(entry) => entry,
            Err(error) => {
                sink.skip(format!("{name}:{}", number + 1), why(&error));
                continue;
            }
        };
        if entry.is_dir() {
            continue;
        }
        let inner = match entry.name() {
            Ok(inner) => inner.replace('\\', "/"),
            Err(error) => {
                sink.skip(format!("{name}:{}", number + 1), why(&error));
                continue;
            }
        };
        archived(entry, &inner, about, depth, &mut left_out, sink);
    }
    left_out.tell(name, "entries", sink);
    if before == (sink.raws.len(), sink.skipped.len()) {
        sink.skip(name, "an archive without pages");
    }
}

/// Office documents that are not read, told by the entries that they must have.
fn other_document<R: Read + Seek>(archive: &ZipArchive<R>) -> Option<&'static str> {
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("xl/workbook.xml") {
        Some("a spreadsheet (XLSX)")
    } else if has("ppt/presentation.xml") {
        Some("a presentation (PPTX)")
    } else if has("META-INF/container.xml") {
        Some("a book (EPUB)")
    } else if has("content.xml") && has("META-INF/manifest.xml") {
        Some("an OpenDocument file")
    } else {
        None
    }
}

/// Why an archive or an entry cannot be opened.
pub(super) fn why(error: &ZipError) -> String {
    match error {
        ZipError::Io(error) => broken(error),
        ZipError::UnsupportedArchive(what) if what.to_ascii_lowercase().contains("password") => {
            "encrypted: a password would be needed".into()
        }
        ZipError::UnsupportedArchive(what) => format!("packed in a way that is not read ({what})"),
        other => format!("a damaged archive ({other})"),
    }
}
