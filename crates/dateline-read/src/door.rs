//! What a file is, seen from its bytes; its name decides only where they leave it open.
//!
//! In: bytes with a name. Out: pages and reasons in a [`Sink`], through the reader of the format.

use std::io::{BufRead, BufReader, Cursor, Read, Seek, SeekFrom};

use dateline::page::Hints;

use crate::files::no_page;
use crate::format::{feed, json_lines, mail, mbox, pdf, rows, subtitles, tar, telegram, warc, whatsapp, zip};
use crate::item::{About, Content, LeftOut, Raw, Sink, broken};

/// Where bytes come from.
pub(crate) enum Source<'a> {
    /// A regular file: its length is known and one can go back in it.
    File(std::fs::File),
    /// In memory.
    Bytes(Vec<u8>),
    /// A pipe, a device, or an entry of an archive while it is unpacked; the flag says that it is compressed.
    Stream(Box<dyn Read + 'a>, bool),
}

/// Bytes looked at to tell what a file is.
const HEAD: usize = 16 << 10;

/// The formats that are told apart here; everything else is a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Zip,
    Gzip,
    Warc,
    Tar,
    JsonLines,
    Json,
    Mail,
    Mbox,
    Feed,
    Pdf,
    Rows,
    Subtitles,
    WhatsApp,
    /// HTML or text, or what the engine names as neither.
    Page,
}

/// Reads one file or one entry of a container.
pub(crate) fn open(source: Source<'_>, about: About, depth: u8, sink: &mut Sink) {
    let name = about.hints.path.clone();
    if depth > sink.limits.depth {
        return sink.skip(name, format!("more than {} containers inside each other", sink.limits.depth));
    }
    let (head, source) = match head(source) {
        Ok(both) => both,
        Err(error) => return sink.skip(name, broken(&error)),
    };
    match format(&head, &name) {
        Format::Zip => match source {
            Source::File(file) => zip::read(BufReader::new(file), &about, depth, sink),
            other => match whole(other, sink) {
                Ok(bytes) => zip::read(Cursor::new(bytes), &about, depth, sink),
                Err(why) => sink.skip(name, why),
            },
        },
        Format::Gzip => {
            let inner = flate2::read::MultiGzDecoder::new(reader(source));
            open(Source::Stream(Box::new(inner), true), about, depth + 1, sink);
        }
        Format::Warc => warc::read(reader(source), &about, None, sink),
        Format::Tar => tar::read(reader(source), &about, depth, sink),
        Format::JsonLines => json_lines::read(reader(source), &about, sink),
        Format::Mbox => mbox::read(reader(source), &about, depth, sink),
        Format::Rows => rows::read(reader(source), &head, &about, sink),
        small => match whole(source, sink) {
            Err(why) => sink.skip(name, why),
            Ok(bytes) => match small {
                Format::Json if telegram::is_export(&bytes) => telegram::read(&bytes, &about, sink),
                Format::Json => json_lines::object(&about, 0, bytes, sink),
                Format::Mail => mail::read(bytes, &about, 0, depth, sink),
                Format::Feed => feed::read(&bytes, &about, sink),
                Format::Pdf => pdf::read(bytes, &about, sink),
                Format::Subtitles => subtitles::read(bytes, &about, sink),
                Format::WhatsApp => whatsapp::read(&bytes, &about, sink),
                _ => {
                    let about = saved_by_singlefile(about, &head);
                    sink.raws.push(Raw { about, number: 0, bytes, content: Content::File });
                }
            },
        },
    }
}

/// Reads one entry of an archive, unless its name says that it is no page.
pub(crate) fn archived(
    entry: impl Read,
    inner: &str,
    archive: &About,
    depth: u8,
    left_out: &mut LeftOut,
    sink: &mut Sink,
) {
    if let Some(kind) = no_page(inner) {
        return left_out.add(kind);
    }
    let name = &archive.hints.path;
    let hints = Hints { path: format!("{name}/{inner}"), ..archive.hints.clone() };
    let about = About { hints, ..archive.clone() }.noted("from-container", format!("entry {inner} of {name}"));
    open(Source::Stream(Box::new(entry), true), about, depth + 1, sink);
}

/// SingleFile writes the moment of saving into a comment at the top, as JavaScript has it: `saved date: Thu May 08 2031 10:00:00 GMT+0200`.
fn saved_by_singlefile(mut about: About, head: &[u8]) -> About {
    let head = String::from_utf8_lossy(&head[..head.len().min(4096)]);
    let comment =
        head.split_once("Page saved with SingleFile").and_then(|(_, rest)| rest.split_once("-->")).map(|(c, _)| c);
    let told = comment.and_then(|c| c.lines().find_map(|l| l.trim().strip_prefix("saved date:")));
    let moment = told.and_then(|t| {
        let t = t.split('(').next().unwrap_or_default().trim();
        jiff::fmt::strtime::parse("%a %b %d %Y %H:%M:%S GMT%z", t).and_then(|parts| parts.to_timestamp()).ok()
    });
    if let (Some(moment), None) = (moment, &about.hints.captured) {
        about.hints.captured = Some(moment.to_string());
        about = about.noted("from-container", format!("captured {moment}"));
    }
    about
}

/// The first bytes, and the source as if they had not been read.
fn head(source: Source<'_>) -> std::io::Result<(Vec<u8>, Source<'_>)> {
    Ok(match source {
        Source::File(mut file) => {
            let mut head = Vec::new();
            (&mut file).take(HEAD as u64).read_to_end(&mut head)?;
            file.seek(SeekFrom::Start(0))?;
            (head, Source::File(file))
        }
        Source::Bytes(bytes) => (bytes[..bytes.len().min(HEAD)].to_vec(), Source::Bytes(bytes)),
        Source::Stream(mut stream, compressed) => {
            let mut head = Vec::new();
            (&mut stream).take(HEAD as u64).read_to_end(&mut head)?;
            (head.clone(), Source::Stream(Box::new(Cursor::new(head).chain(stream)), compressed))
        }
    })
}

fn reader<'a>(source: Source<'a>) -> Box<dyn BufRead + 'a> {
    match source {
        Source::File(file) => Box::new(BufReader::with_capacity(1 << 16, file)),
        Source::Bytes(bytes) => Box::new(Cursor::new(bytes)),
        Source::Stream(stream, _) => Box::new(BufReader::with_capacity(1 << 16, stream)),
    }
}

/// All bytes of a page.
fn whole(source: Source<'_>, sink: &mut Sink) -> Result<Vec<u8>, String> {
    match source {
        Source::File(file) => {
            let size = file.metadata().map_or(0, |m| m.len());
            if size > sink.limits.page {
                let (size, limit) = (crate::limits::size_of(size), crate::limits::size_of(sink.limits.page));
                return Err(format!("{size} is larger than the limit of {limit} for one page"));
            }
            sink.whole(file, false)
        }
        Source::Bytes(bytes) => Ok(bytes),
        Source::Stream(stream, compressed) => sink.whole(stream, compressed),
    }
}

/// The extension, in lower case; that under `.gz`, if there is one.
fn extension(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let file = lower.rsplit('/').next().unwrap_or_default();
    let file = file.strip_suffix(".gz").unwrap_or(file);
    file.rsplit_once('.').map_or(String::new(), |(_, e)| e.into())
}

/// What the first bytes and the name say.
fn format(head: &[u8], name: &str) -> Format {
    let extension = extension(name);
    let magic = |m: &[u8]| head.starts_with(m);
    if magic(b"PK\x03\x04") || magic(b"PK\x05\x06") {
        return Format::Zip;
    }
    if magic(b"\x1F\x8B") {
        return Format::Gzip;
    }
    if magic(b"WARC/") {
        return Format::Warc;
    }
    if magic(b"%PDF-") {
        return Format::Pdf;
    }
    if head.get(257..262) == Some(b"ustar") {
        return Format::Tar;
    }
    match extension.as_str() {
        "jsonl" | "ndjson" => return Format::JsonLines,
        "json" => return Format::Json,
        "csv" | "tsv" => return Format::Rows,
        "mbox" if mbox::begins(head) => return Format::Mbox,
        "eml" | "mht" | "mhtml" => return if mbox::begins(head) { Format::Mbox } else { Format::Mail },
        "srt" | "vtt" => return Format::Subtitles,
        _ => {}
    }
    if mbox::begins(head) {
        Format::Mbox
    } else if mail::begins(head) {
        Format::Mail
    } else if magic(b"WEBVTT") || magic(b"\xEF\xBB\xBFWEBVTT") {
        Format::Subtitles
    } else if feed::begins(head) {
        Format::Feed
    } else if whatsapp::begins(head) {
        Format::WhatsApp
    } else {
        Format::Page
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_before_names() {
        assert_eq!(format(b"%PDF-1.7", "report.html"), Format::Pdf);
        assert_eq!(format(b"PK\x03\x04", "report.txt"), Format::Zip);
        assert_eq!(format(b"WARC/1.1\r\n", "x"), Format::Warc);
        assert_eq!(format(b"<html>", "x.warc"), Format::Page);
        assert_eq!(format(b"From here the road goes down.\n", "x.txt"), Format::Page);
        assert_eq!(format(b"From: the sea\n\nwe saw the town.", "x.txt"), Format::Page);
        assert_eq!(extension("a/b.WARC.gz"), "warc");
    }
}
