//! Feeds: RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom (RFC 4287). An item is a page, with its full text where the feed gives it.
//!
//! In: the bytes of a feed. Out: a page an item; the day in the feed's own words, for the engine reads it with its zone. The outlet is
//! the `source` of an item, when it names one, else the feed's title.

use dateline::page::Hints;
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::item::{About, Content, Raw, Sink};

/// Whether a file is a feed.
pub(crate) fn begins(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&head[..head.len().min(4096)]);
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    while rest.starts_with("<?") || rest.starts_with("<!--") {
        let end = if rest.starts_with("<?") { "?>" } else { "-->" };
        rest = rest.split_once(end).map_or("", |(_, r)| r.trim_start());
    }
    ["<rss", "<feed", "<rdf:RDF"]
        .iter()
        .any(|root| rest.strip_prefix(root).is_some_and(|r| r.starts_with(|c: char| c.is_whitespace() || c == '>')))
}

/// What an item holds.
#[derive(Default)]
struct Item {
    title: String,
    link: String,
    full: String,
    summary: String,
    published: String,
    updated: String,
    authors: Vec<String>,
    source: String,
}

/// Reads a feed. One that is cut off gives the items before the cut.
pub(crate) fn read(bytes: &[u8], about: &About, sink: &mut Sink) {
    let name = about.hints.path.clone();
    let text = dateline::page::decoded(bytes, None);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    let (mut path, mut words): (Vec<String>, String) = (Vec::new(), String::new());
    let (mut feed, mut item, mut number) = (String::new(), None::<Item>, 0);
    let mut trouble = None;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => {
                if !path.is_empty() {
                    trouble = Some(format!("cut off after item {number}: the end is missing"));
                }
                break;
            }
            Err(error) => {
                trouble = Some(format!("not well-formed after item {number}: {error}"));
                break;
            }
            Ok(Event::Start(tag)) => {
                let local = tag.name().as_ref().to_ascii_lowercase();
                if local == "item" || local == "entry" {
                    item = Some(Item::default());
                }
                if local == "link" {
                    link(&tag, item.as_mut());
                }
                words.clear();
                path.push(local);
                if path.len() > 200 {
                    trouble = Some("elements nested more than 200 deep".into());
                    break;
                }
            }
            Ok(Event::Empty(tag)) if tag.name().as_ref() == "link" => link(&tag, item.as_mut()),
            Ok(Event::Text(text)) => words.push_str(&text),
            Ok(Event::CData(text)) => words.push_str(&text),
            Ok(Event::GeneralRef(entity)) => words.push_str(&reference(&entity)),
            Ok(Event::End(_)) => {
                let Some(local) = path.pop() else { continue };
                let parent = path.last().map_or("", String::as_str);
                let value = words.trim();
                match (&mut item, local.as_str()) {
                    (Some(item), "title") if parent == "source" => item.source = value.into(),
                    (Some(item), "title") => item.title = value.into(),
                    (Some(item), "link") if item.link.is_empty() => item.link = value.into(),
                    (Some(item), "content:encoded" | "content") => item.full = value.into(),
                    (Some(item), "description" | "summary") => item.summary = value.into(),
                    (Some(item), "pubdate" | "published" | "dc:date" | "issued") => item.published = value.into(),
                    (Some(item), "updated" | "modified") => item.updated = value.into(),
                    (Some(item), "name") if parent == "author" => item.authors.push(value.into()),
                    (Some(item), "dc:creator" | "author") if !value.is_empty() => item.authors.push(person(value)),
                    (Some(item), "source") if !value.is_empty() => item.source = value.into(),
                    (Some(_), "item" | "entry") => {
                        number += 1;
                        if let Some(item) = item.take() {
                            push(item, &feed, number, about, sink);
                        }
                    }
                    (None, "title") if matches!(parent, "channel" | "feed") => feed = value.into(),
                    _ => {}
                }
                words.clear();
            }
            Ok(_) => {}
        }
    }
    if let Some(why) = trouble {
        sink.skip(&name, why);
    } else if number == 0 {
        sink.skip(&name, "a feed without items");
    }
}

/// The address in the attribute of Atom's `link`.
fn link(tag: &quick_xml::events::BytesStart<'_>, item: Option<&mut Item>) {
    let attribute = |key: &str| {
        let found = tag.attributes().filter_map(Result::ok).find(|a| a.key.as_ref() == key)?;
        Some(found.value.replace("&amp;", "&"))
    };
    if let (Some(item), Some(href)) = (item, attribute("href"))
        && attribute("rel").is_none_or(|rel| rel == "alternate")
    {
        item.link = href;
    }
}

/// What `&name;` stands for.
fn reference(name: &str) -> String {
    let number = name.strip_prefix('#').and_then(|n| match n.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => n.parse().ok(),
    });
    match (name, number.and_then(char::from_u32)) {
        (_, Some(c)) => c.into(),
        ("amp", _) => "&".into(),
        ("lt", _) => "<".into(),
        ("gt", _) => ">".into(),
        ("quot", _) => "\"".into(),
        ("apos", _) => "'".into(),
        _ => format!("&{name};"),
    }
}

/// RSS names authors as `mail@address (Name)`.
fn person(value: &str) -> String {
    match value.split_once('(') {
        Some((mail, name)) if mail.contains('@') => name.trim_end_matches(')').trim().into(),
        _ => value.into(),
    }
}

fn push(item: Item, feed: &str, number: usize, about: &About, sink: &mut Sink) {
    let Item { title, link, full, summary, published, updated, mut authors, source } = item;
    let place = format!("{}:{number}", about.hints.path);
    let given = |s: String| Some(s).filter(|s| !s.is_empty());
    let short = full.is_empty();
    let html = if short { summary } else { full };
    if html.trim().is_empty() {
        return sink.skip(place, "an item with a title only");
    }
    authors.retain(|a| !a.is_empty());
    let outlet = given(source).or_else(|| given(feed.to_string()));
    let published = given(published).or_else(|| given(updated));
    let hints = Hints {
        path: place.clone(),
        url: given(link),
        title: given(title.clone()),
        published,
        outlet,
        ..about.hints.clone()
    };
    let mut about = About { hints, authors, ..about.clone() }
        .noted("from-container", format!("item {number} of {}", about.hints.path));
    if short {
        about = about.noted("summary-only", "the feed gives a summary, not the article".into());
    }
    let content =
        if html.contains('<') { Content::Html(format!("<article>{html}</article>")) } else { Content::Text(html) };
    let bytes = match &content {
        Content::Html(s) | Content::Text(s) => format!("{title}\n\n{s}").into_bytes(),
        _ => Vec::new(),
    };
    sink.raws.push(Raw { about, number, bytes, content });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_are_known_by_their_root() {
        assert!(begins(b"<?xml version='1.0'?>\n<!-- x -->\n<rss version='2.0'>"));
        assert!(begins(b"\xEF\xBB\xBF<feed xmlns='x'>"));
        assert!(!begins(b"<html><body><rss>"));
        assert_eq!(person("desk@velm.example (Ana Brook)"), "Ana Brook");
        assert_eq!(reference("#8217"), "\u{2019}");
    }
}
