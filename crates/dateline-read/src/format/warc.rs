//! WARC files of web crawls (ISO 28500), also compressed record by record.
//!
//! In: a stream. Out: a page for every response that is one, with its address and the moment of capture; records are read one at a
//! time, and only those that can be pages are kept in memory.

use std::collections::BTreeSet;
use std::io::{BufRead, Read};

use dateline::page::Hints;
use sha1::{Digest, Sha1};

use super::http::Response;
use crate::item::{About, Content, LeftOut, Raw, Sink, broken};
use crate::limits::size_of;

/// The headers of a record.
#[derive(Default)]
struct Header(Vec<(String, String)>);

impl Header {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(k, _)| k == name).map(|(_, v)| v.as_str())
    }
}

/// Reads all records. `wanted` are the addresses of the pages in a crawl that names them; the rest was loaded by pages.
pub(crate) fn read(mut input: impl BufRead, about: &About, wanted: Option<&BTreeSet<String>>, sink: &mut Sink) {
    let name = &about.hints.path;
    let mut left_out = LeftOut::default();
    let before = (sink.raws.len(), sink.skipped.len());
    let mut number = 0;
    loop {
        let header = match header(&mut input) {
            Ok(Some(header)) => header,
            Ok(None) => break,
            Err(why) => {
                sink.skip(format!("{name}:{}", number + 1), why);
                break;
            }
        };
        number += 1;
        if number > sink.limits.entries {
            sink.skip(name, format!("more than {} records", sink.limits.entries));
            break;
        }
        let place = format!("{name}:{number}");
        let Some(length) = header.get("content-length").and_then(|v| v.parse::<u64>().ok()) else {
            sink.skip(place, "a record without its length; what follows cannot be found");
            break;
        };
        let url = header.get("warc-target-uri").map(|u| u.trim_matches(['<', '>']).to_string());
        let kind = header.get("warc-type").unwrap_or_default().to_ascii_lowercase();
        let holds = match kind.as_str() {
            "response" | "resource" | "conversion" => {
                let listed = wanted.is_none_or(|w| url.as_ref().is_some_and(|u| w.contains(u)));
                if !listed {
                    left_out.add("loaded by a page");
                }
                listed
            }
            "revisit" => {
                left_out.add("seen again unchanged");
                false
            }
            "continuation" => {
                left_out.add("continuation of a split record");
                false
            }
            // Requests, metadata and the description of the file hold no pages.
            _ => false,
        };
        let limit = sink.limits.page;
        let keep = if holds && length <= limit { length } else { 0 };
        let mut block = Vec::new();
        let read = input.by_ref().take(keep).read_to_end(&mut block);
        let rest = read.and_then(|_| skip(&mut input, length - keep));
        let cut = !matches!(rest, Ok(true)) || (block.len() as u64) < keep;
        if holds && length > limit {
            sink.skip(
                &place,
                format!("{} is larger than the limit of {} for one page", size_of(length), size_of(limit)),
            );
        } else if holds {
            let mut about = described(about, &place, url, &header, number);
            if !cut && intact(&block, header.get("warc-block-digest")) == Some(false) {
                let message = "the bytes are not those that were captured: the record's digest is another".into();
                about = about.noted("digest-mismatch", message);
            }
            record(&kind, block, about, number, cut, &mut left_out, sink);
        }
        if cut {
            let why = rest.err().map_or("cut off: the end is missing".into(), |e| broken(&e));
            sink.skip(&place, format!("the file ends in the middle of this record ({why})"));
            break;
        }
    }
    left_out.tell(name, "records", sink);
    if before == (sink.raws.len(), sink.skipped.len()) {
        sink.skip(name, "a WARC file without pages");
    }
}

/// What is known of a record's page.
fn described(about: &About, place: &str, url: Option<String>, header: &Header, number: usize) -> About {
    let captured = header.get("warc-date").map(str::to_string);
    let name = &about.hints.path;
    let when = captured.as_deref().map_or(String::new(), |c| format!("captured {c}, "));
    let hints = Hints { path: place.into(), url, captured, ..about.hints.clone() };
    About { hints, ..about.clone() }.noted("from-container", format!("{when}record {number} of {name}"))
}

/// One record that can be a page.
fn record(
    kind: &str,
    block: Vec<u8>,
    mut about: About,
    number: usize,
    cut: bool,
    left_out: &mut LeftOut,
    sink: &mut Sink,
) {
    let place = about.hints.path.clone();
    let mut damaged = cut;
    let (media, bytes) = if kind == "response" {
        match Response::parse(&block, sink.limits.page) {
            None => {
                // Host names and pages of other protocols.
                return left_out.add("no HTTP response");
            }
            Some(Err(())) => {
                let limit = size_of(sink.limits.page);
                return sink.skip(place, format!("unpacks to more than the limit of {limit} for one page"));
            }
            Some(Ok(response)) if !(200..300).contains(&response.status) => {
                return left_out.add(format!("HTTP status {}", response.status));
            }
            Some(Ok(response)) => {
                about.hints.charset = response.charset();
                damaged |= response.damaged;
                (response.media_type(), response.body)
            }
        }
    } else {
        (String::new(), block)
    };
    let text = match media.as_str() {
        "text/html" | "application/xhtml+xml" => true,
        // Crawls of texts, and servers that name no type: the bytes tell.
        "text/plain" | "" | "application/pdf" => true,
        other => {
            left_out.add(if other.is_empty() { "unknown type" } else { other });
            false
        }
    };
    if !text {
        return;
    }
    if damaged {
        about = about.noted("cut-off", "the end of the capture is missing".into());
    }
    if media.is_empty() && !looks_like_text(&bytes) {
        return left_out.add("unknown type");
    }
    if bytes.starts_with(b"%PDF-") {
        return super::pdf::read(bytes, &about, sink);
    }
    sink.raws.push(Raw { about, number, bytes, content: Content::File });
}

fn looks_like_text(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-") || !bytes.iter().take(512).any(|b| *b == 0)
}

/// The headers of the next record; `None` at the end.
fn header(input: &mut impl BufRead) -> Result<Option<Header>, String> {
    let mut first = String::new();
    // Records end with two empty lines; some writers forget them or add more.
    while first.trim().is_empty() {
        first = match line(input)? {
            Some(line) => line,
            None => return Ok(None),
        };
    }
    if !first.starts_with("WARC/") {
        return Err("no WARC record begins here; what follows cannot be read".into());
    }
    let mut header = Header::default();
    loop {
        let Some(line) = line(input)? else { return Err("cut off: the end is missing".into()) };
        let line = line.trim_end();
        if line.is_empty() {
            return Ok(Some(header));
        }
        if header.0.len() > 200 {
            return Err("a record with more than 200 headers".into());
        }
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = header.0.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((key, value)) = line.split_once(':') {
            header.0.push((key.trim().to_ascii_lowercase(), value.trim().into()));
        }
    }
}

/// A line of at most 64 KiB.
fn line(input: &mut impl BufRead) -> Result<Option<String>, String> {
    let mut line = Vec::new();
    match input.by_ref().take(1 << 16).read_until(b'\n', &mut line) {
        Ok(0) => Ok(None),
        Ok(_) => Ok(Some(String::from_utf8_lossy(&line).into_owned())),
        Err(error) => Err(broken(&error)),
    }
}

/// Passes over `count` bytes; `false` when the end came before.
fn skip(input: &mut impl BufRead, count: u64) -> std::io::Result<bool> {
    Ok(std::io::copy(&mut input.take(count), &mut std::io::sink())? == count)
}

/// Whether a block is what its record says it is; `None` when the record does not say, or not in a form that is checked.
fn intact(block: &[u8], digest: Option<&str>) -> Option<bool> {
    let told = digest?.strip_prefix("sha1:")?.to_ascii_uppercase();
    Some(base32(&Sha1::digest(block)) == told)
}

fn base32(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bit = |i: usize| bytes.get(i / 8).is_some_and(|b| b & (0x80 >> (i % 8)) != 0);
    (0..(bytes.len() * 8).div_ceil(5))
        .map(|c| (0..5).fold(0, |value, i| value * 2 + usize::from(bit(c * 5 + i))))
        .map(|value| char::from(SIGNS[value]))
        .collect()
}
