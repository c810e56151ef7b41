//! Text documents of office programs (ECMA-376, WordprocessingML): paragraphs, headings, table cells; title from the properties.

use std::io::{Read, Seek};

use dateline::page::Hints;
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::zip::why;
use crate::item::{About, Content, Raw, Sink};

/// The entry that makes an archive a document.
pub(crate) const MAIN: &str = "word/document.xml";

/// Reads a document.
pub(crate) fn read<R: Read + Seek>(archive: &mut ZipArchive<R>, about: &About, sink: &mut Sink) {
    let name = about.hints.path.clone();
    let main = match archive.by_name(MAIN).map_err(|e| why(&e)).and_then(|entry| sink.whole(entry, true)) {
        Ok(bytes) => bytes,
        Err(reason) => return sink.skip(name, reason),
    };
    let properties = archive.by_name("docProps/core.xml").ok().and_then(|entry| sink.whole(entry, true).ok());
    let title = properties.and_then(|bytes| property(&bytes, "title"));
    let (text, damaged) = paragraphs(&main);
    if text.trim().is_empty() {
        return sink.skip(name, "a document without text");
    }
    let hints = Hints { title: title.or_else(|| about.hints.title.clone()), ..about.hints.clone() };
    let mut about = About { hints, ..about.clone() };
    if damaged {
        about = about.noted("cut-off", "the document is damaged; what follows is missing".into());
    }
    sink.raws.push(Raw { about, number: 0, bytes: main, content: Content::Text(text) });
}

/// The text of the paragraphs, and whether the end could not be read. Deleted text and field codes are no text.
fn paragraphs(xml: &[u8]) -> (String, bool) {
    let xml = String::from_utf8_lossy(xml);
    let mut reader = Reader::from_str(&xml);
    let (mut text, mut line, mut inside) = (String::new(), String::new(), false);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return (text, false),
            Err(_) => return (text, true),
            Ok(Event::Start(tag)) if tag.local_name().as_ref() == "t" => inside = true,
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                "t" => inside = false,
                "p" => {
                    if !line.trim().is_empty() {
                        if !text.is_empty() {
                            text.push_str("\n\n");
                        }
                        text.push_str(line.trim());
                    }
                    line.clear();
                }
                _ => {}
            },
            Ok(Event::Empty(tag)) => match tag.local_name().as_ref() {
                "tab" => line.push(' '),
                "br" | "cr" => line.push('\n'),
                "noBreakHyphen" => line.push('-'),
                _ => {}
            },
            Ok(Event::Text(words)) if inside => line.push_str(&words),
            Ok(Event::GeneralRef(entity)) if inside => {
                line.push_str(match &*entity {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "apos" => "'",
                    _ => "",
                });
            }
            Ok(_) => {}
        }
    }
}

/// A property of the document.
fn property(xml: &[u8], name: &str) -> Option<String> {
    let text = String::from_utf8_lossy(xml);
    let (_, rest) = text.split_once(&format!("<dc:{name}>"))?;
    let (value, _) = rest.split_once("</")?;
    let value = value.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    Some(value.trim().to_string()).filter(|v| !v.is_empty())
}
