//! Tables of pages: CSV and TSV files (RFC 4180) with a line of names, a page a row.
//!
//! The columns are found by their names, those of JSON Lines and the usual ones of data sets.

use std::io::BufRead;

use dateline::page::Hints;

use crate::item::{About, Content, Raw, Sink};

/// Names of columns, in the order of preference.
const TEXT: &[&str] = &["text", "body", "content", "article", "full_text", "fulltext", "article_text", "maintext"];
const HTML: &[&str] = &["html", "raw_html", "html_content"];
const DUMP: &[&str] = &["dump"];
const ID: &[&str] = &["id", "doc_id", "article_id"];
const URL: &[&str] = &["url", "link", "address", "source_url"];
const TITLE: &[&str] = &["title", "headline"];
const PUBLISHED: &[&str] = &[
    "published",
    "date",
    "published_at",
    "publish_date",
    "date_publish",
    "pub_date",
    "pubdate",
    "publication_date",
    "datetime",
];
const OUTLET: &[&str] =
    &["outlet", "source", "publisher", "media", "source_name", "publication", "source_domain", "domain"];
const LANGUAGE: &[&str] = &["language", "lang"];
const AUTHOR: &[&str] = &["author", "authors", "byline"];

/// Reads a table, a row at a time.
pub(crate) fn read(input: impl BufRead, head: &[u8], about: &About, sink: &mut Sink) {
    let name = &about.hints.path;
    if head.iter().all(u8::is_ascii_whitespace) {
        return sink.skip(name, "the file is empty");
    }
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter(head)).flexible(true).from_reader(input);
    let columns: Vec<String> = match reader.byte_headers() {
        Ok(names) => names
            .iter()
            .map(|n| {
                String::from_utf8_lossy(n).trim_start_matches('\u{FEFF}').trim().to_lowercase().replace([' ', '-'], "_")
            })
            .collect(),
        Err(error) => return sink.skip(name, format!("not a table: {error}")),
    };
    let column = |names: &[&str]| names.iter().find_map(|n| columns.iter().position(|c| c == n));
    let (text, html, dump) = (column(TEXT), column(HTML), column(DUMP));
    if text.or(html).or(dump).is_none() {
        let mut shown: Vec<&str> = columns.iter().take(8).map(String::as_str).collect();
        if columns.len() > 8 {
            shown.push("…");
        }
        return sink.skip(name, format!("no column named text, html or dump; there are: {}", shown.join(", ")));
    }
    let (id, url, title, published) = (column(ID), column(URL), column(TITLE), column(PUBLISHED));
    let (outlet, language, author) = (column(OUTLET), column(LANGUAGE), column(AUTHOR));
    let mut row = csv::ByteRecord::new();
    for number in 1.. {
        let place = format!("{name}:{number}");
        match reader.read_byte_record(&mut row) {
            Ok(false) => {
                if number == 1 {
                    sink.skip(name, "a table without rows");
                }
                break;
            }
            Ok(true) => {}
            Err(error) => {
                sink.skip(place, format!("cannot be read: {error}"));
                break;
            }
        }
        let field = |at: Option<usize>| -> Option<String> {
            let bytes = row.get(at?)?;
            Some(dateline::page::decoded(bytes, None).trim().to_string()).filter(|v| !v.is_empty())
        };
        if row.as_slice().len() as u64 > sink.limits.page {
            sink.skip(
                place,
                format!("the row is longer than the limit of {}", crate::limits::size_of(sink.limits.page)),
            );
            continue;
        }
        let content = match (field(text), field(html), field(dump)) {
            (Some(text), _, _) => Content::Text(text),
            (_, Some(html), _) => Content::Html(html),
            (_, _, Some(dump)) => Content::Dump(dump),
            _ => {
                sink.skip(place, "a row without text");
                continue;
            }
        };
        let hints = Hints {
            id: field(id).unwrap_or_default(),
            path: place,
            url: field(url),
            title: field(title),
            published: field(published),
            outlet: field(outlet),
            language: field(language),
            ..about.hints.clone()
        };
        let authors = field(author).map(|a| vec![a]).unwrap_or_default();
        let bytes = row.iter().collect::<Vec<_>>().join(&b'\t');
        let about =
            About { hints, authors, ..about.clone() }.noted("from-container", format!("row {number} of {name}"));
        sink.raws.push(Raw { about, number, bytes, content });
    }
}

/// What stands between the names of the first line most often.
fn delimiter(head: &[u8]) -> u8 {
    let line = head.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |d: u8| line.iter().filter(|b| **b == d).count();
    [b'\t', b';'].into_iter().find(|d| count(*d) > count(b',')).unwrap_or(b',')
}
