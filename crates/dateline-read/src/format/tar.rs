//! TAR archives of pages.

use std::io::BufRead;

use crate::door::archived;
use crate::item::{About, LeftOut, Sink, broken};

/// Reads an archive as it comes in.
pub(crate) fn read(input: impl BufRead, about: &About, depth: u8, sink: &mut Sink) {
    let name = &about.hints.path;
    let before = (sink.raws.len(), sink.skipped.len());
    let mut archive = tar::Archive::new(input);
    let mut left_out = LeftOut::default();
    let entries = match archive.entries() {
        Ok(entries) => entries,
        Err(error) => return sink.skip(name, broken(&error)),
    };
    for (number, entry) in entries.enumerate() {
        let entry = match entry {
            Ok(entry) if number < sink.limits.entries => entry,
            Ok(_) => {
                sink.skip(name, format!("an archive with more than {} entries", sink.limits.entries));
                break;
            }
            Err(error) => {
                sink.skip(format!("{name}:{}", number + 1), broken(&error));
                break;
            }
        };
        let kind = entry.header().entry_type();
        let inner = String::from_utf8_lossy(&entry.path_bytes()).trim_start_matches("./").to_string();
        if kind.is_dir() || kind.is_pax_global_extensions() {
            continue;
        }
        if !kind.is_file() {
            left_out.add("a link or device");
            continue;
        }
        archived(entry, &inner, about, depth, &mut left_out, sink);
    }
    left_out.tell(name, "entries", sink);
    if before == (sink.raws.len(), sink.skipped.len()) {
        sink.skip(name, "an archive without pages");
    }
}
