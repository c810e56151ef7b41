//! JSON Lines: an object a line, each a page. A line that cannot be read is named `FILE:LINE`; the others are read.

use std::io::{BufRead, Read};

use dateline::page::Hints;
use serde::Deserialize;

use crate::item::{About, Content, Raw, Sink, broken};
use crate::limits::size_of;

/// The object of a line. Fields that are not named here are ignored.
#[derive(Deserialize)]
struct Object {
    id: Option<serde_json::Value>,
    url: Option<String>,
    title: Option<String>,
    published: Option<String>,
    outlet: Option<String>,
    language: Option<String>,
    text: Option<String>,
    html: Option<String>,
    dump: Option<String>,
}

/// Reads the lines of a file as it comes in: the file can be larger than memory, a line cannot be longer than a page.
pub(crate) fn read(mut input: impl BufRead, about: &About, sink: &mut Sink) {
    let (name, before) = (&about.hints.path, (sink.raws.len(), sink.skipped.len()));
    let limit = sink.limits.page;
    for number in 1.. {
        let mut line = Vec::new();
        let place = || format!("{name}:{number}");
        match input.by_ref().take(limit + 1).read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(_) if line.len() as u64 > limit => {
                sink.skip(place(), format!("the line is longer than the limit of {}", size_of(limit)));
                if let Err(error) = skip_line(&mut input) {
                    sink.skip(place(), broken(&error));
                    break;
                }
            }
            Ok(_) => {
                while line.last().is_some_and(u8::is_ascii_whitespace) {
                    line.pop();
                }
                if number == 1 && line.starts_with(b"\xEF\xBB\xBF") {
                    line.drain(..3);
                }
                if !line.is_empty() {
                    object(about, number, line, sink);
                }
            }
            Err(error) => {
                sink.skip(place(), broken(&error));
                break;
            }
        }
    }
    if before == (sink.raws.len(), sink.skipped.len()) {
        sink.skip(name, "the file is empty");
    }
}

/// Reads one object; `number` is that of its line, 0 when it is a file of its own.
pub(crate) fn object(about: &About, number: usize, bytes: Vec<u8>, sink: &mut Sink) {
    let name = &about.hints.path;
    let path = if number == 0 { name.clone() } else { format!("{name}:{number}") };
    let object: Object = match serde_json::from_slice(&bytes) {
        Ok(object) => object,
        Err(_) if bytes.iter().all(u8::is_ascii_whitespace) => return sink.skip(path, "the file is empty"),
        Err(error) => {
            let reason = if error.is_data() { "not a page object" } else { "not valid JSON" };
            return sink.skip(path, format!("{reason}: {error}"));
        }
    };
    let content = match (object.text, object.html, object.dump) {
        (Some(text), _, _) => Content::Text(text),
        (_, Some(html), _) => Content::Html(html),
        (_, _, Some(dump)) => Content::Dump(dump),
        _ => return sink.skip(path, "the object has none of the fields text, html, dump"),
    };
    let id = match object.id {
        Some(serde_json::Value::String(id)) => id,
        None | Some(serde_json::Value::Null) => String::new(),
        Some(other) => other.to_string(),
    };
    let hints = Hints {
        id,
        path,
        url: object.url,
        title: object.title,
        published: object.published,
        outlet: object.outlet,
        language: object.language,
        ..about.hints.clone()
    };
    sink.raws.push(Raw { about: About { hints, ..about.clone() }, number, bytes, content });
}

/// Drops the rest of a line without keeping it in memory.
fn skip_line(input: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let (used, done) = match buffer.iter().position(|b| *b == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), false),
        };
        input.consume(used);
        if done {
            return Ok(());
        }
    }
}
