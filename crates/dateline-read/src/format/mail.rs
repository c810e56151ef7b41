//! Mails (RFC 5322) and web pages saved as MHTML (RFC 2557), which are mails in form.
//!
//! A mail is a page: its subject the title, its sender the outlet, its day the day of publication. What is attached is read too. Of an
//! MHTML file the first HTML part is the page; the rest are its pictures and frames.

use dateline::page::Hints;
use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use crate::door::{self, Source};
use crate::item::{About, Content, LeftOut, Raw, Sink};

/// Whether a text begins with the headers of a mail: at least two that a mail has, before the first empty line.
pub(crate) fn begins(head: &[u8]) -> bool {
    const KNOWN: &[&str] = &[
        "from:",
        "to:",
        "date:",
        "subject:",
        "message-id:",
        "mime-version:",
        "received:",
        "return-path:",
        "content-type:",
        "delivered-to:",
        "reply-to:",
        "x-mozilla-status:",
        "dkim-signature:",
        "snapshot-content-location:",
    ];
    let text = String::from_utf8_lossy(&head[..head.len().min(4096)]);
    let (mut known, mut technical) = (0, false);
    for line in text.lines() {
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let lower = line.to_ascii_lowercase();
        let Some((key, _)) = lower.split_once(':') else { return false };
        if key.is_empty() || key.contains(' ') {
            return false;
        }
        known += usize::from(KNOWN.iter().any(|k| lower.starts_with(k)));
        technical |= ["message-id", "mime-version", "received", "return-path"].contains(&key);
    }
    known >= 3 || (known >= 2 && technical)
}

/// Reads a mail or an MHTML file; `number` is that of a message in a mailbox.
pub(crate) fn read(bytes: Vec<u8>, about: &About, number: usize, depth: u8, sink: &mut Sink) {
    let name = about.hints.path.clone();
    // The library asserts that parts are closed in the order they were opened, and panics where a mail is broken so that they are not.
    let parsed = std::panic::catch_unwind(|| MessageParser::default().parse(&bytes));
    let message = match parsed {
        Ok(Some(message)) => message,
        Ok(None) => return sink.skip(name, "not a mail: its headers cannot be read"),
        Err(_) => return sink.skip(name, "a damaged mail: its parts cannot be told apart"),
    };
    let location = message.header_raw("Snapshot-Content-Location").map(|v| v.trim().to_string());
    let saved = message.header_raw("From").is_some_and(|f| f.contains("<Saved by"));
    if location.is_some()
        || saved
        || message.is_content_type("multipart", "related")
            && message.subject().is_none_or(|_| first_location(&message).is_some())
    {
        return page(&message, &bytes, about, location, sink);
    }
    letter(&message, &bytes, about, number, depth, sink);
}

/// The address of the first HTML part.
fn first_location<'a>(message: &'a Message<'_>) -> Option<&'a str> {
    let html = message.parts.iter().find(|p| matches!(p.body, PartType::Html(_)))?;
    html.content_location().filter(|l| l.contains("://"))
}

/// A web page saved as MHTML.
fn page(message: &Message<'_>, bytes: &[u8], about: &About, location: Option<String>, sink: &mut Sink) {
    let name = about.hints.path.clone();
    let Some(html) = message.parts.iter().find_map(|p| match &p.body {
        PartType::Html(html) => Some(html.to_string()),
        _ => None,
    }) else {
        return sink.skip(name, "an MHTML file without a page");
    };
    let url = location.or_else(|| first_location(message).map(str::to_string));
    let captured = message.date().filter(|d| d.is_valid()).map(mail_parser::DateTime::to_rfc3339);
    let mut about = about.clone();
    if let Some(captured) = &captured {
        about = about.noted("from-container", format!("captured {captured}"));
    }
    about.hints = Hints { url, captured, ..about.hints };
    sink.raws.push(Raw { about, number: 0, bytes: bytes.to_vec(), content: Content::Html(html) });
}

/// A letter.
fn letter(message: &Message<'_>, bytes: &[u8], about: &About, number: usize, depth: u8, sink: &mut Sink) {
    let name = about.hints.path.clone();
    let sender = message.from().and_then(|f| f.first());
    let who = sender.and_then(|s| s.name()).map(|n| n.trim().to_string()).filter(|n| !n.is_empty());
    let domain = || sender.and_then(|s| s.address()).and_then(|a| a.split_once('@')).map(|(_, d)| d.to_string());
    let title = message.subject().map(|s| subject(s).to_string()).filter(|s| !s.is_empty());
    let published = message.date().filter(|d| d.is_valid()).map(mail_parser::DateTime::to_rfc3339);
    let hints = Hints { title, published, outlet: who.or_else(domain), ..about.hints.clone() };
    let mail = About { hints, ..about.clone() }
        .noted("from-container", "a mail; its subject is taken as the title, its sender as the outlet".into());
    // A letter written as HTML alone is a page; one that has a text as well says there what it wants to say.
    let plain = message.parts.iter().any(|p| matches!(p.body, PartType::Text(_)) && p.attachment_name().is_none());
    let content = if plain {
        message.body_text(0).map(|t| Content::Text(unquoted(&t)))
    } else {
        message.body_html(0).map(|h| Content::Html(h.into_owned()))
    };
    let mut read = false;
    if let Some(content) = content {
        read = true;
        sink.raws.push(Raw { about: mail, number, bytes: bytes.to_vec(), content });
    }
    let mut left_out = LeftOut::default();
    for (at, part) in message.attachments().enumerate() {
        let file = part.attachment_name().map_or_else(|| format!("part{}", at + 1), str::to_string);
        let inner = About::named(format!("{name}/{file}")).noted("from-container", format!("attached to {name}"));
        let bytes = match &part.body {
            PartType::Message(inner) => inner.raw_message.to_vec(),
            PartType::Text(text) | PartType::Html(text) => text.as_bytes().to_vec(),
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes.to_vec(),
            PartType::Multipart(_) => continue,
        };
        if let (PartType::Message(_), true) = (&part.body, depth < sink.limits.depth) {
            super::mail::read(bytes, &inner, 0, depth + 1, sink);
        } else if let Some(kind) =
            crate::files::no_page(&file).or_else(|| (!file.contains('.')).then(|| "attached".into()))
        {
            left_out.add(kind);
        } else {
            door::open(Source::Bytes(bytes), inner, depth + 1, sink);
        }
    }
    left_out.tell(&name, "attachments", sink);
    if !read && message.attachment_count() == 0 {
        sink.skip(name, "a mail without text");
    }
}

/// A subject without the marks of answers and of forwarding.
fn subject(subject: &str) -> &str {
    let mut subject = subject.trim();
    while let Some(rest) = ["re:", "fw:", "fwd:", "aw:", "wg:"].iter().find_map(|mark| {
        let head = subject.get(..mark.len())?;
        head.eq_ignore_ascii_case(mark).then(|| subject[mark.len()..].trim_start())
    }) {
        subject = rest;
    }
    subject
}

/// A letter without the lines that it quotes from the letter it answers, and without the signature.
fn unquoted(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines() {
        if line == "-- " || line == "--" {
            break;
        }
        if !line.starts_with('>') {
            lines.push(line.trim_end());
        }
    }
    paragraphs(&lines)
}

/// Paragraphs of lines: mails break their lines at a width, and leave an empty line between paragraphs.
pub(super) fn paragraphs(lines: &[&str]) -> String {
    let mut text = String::new();
    for block in lines.split(|l| l.trim().is_empty()).filter(|b| !b.is_empty()) {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        for (at, line) in block.iter().enumerate() {
            if at > 0 {
                // A line that was broken for its width goes on; a short one, or the item of a list, is one of its own.
                let full = block[at - 1].chars().count() >= 55;
                let item = line.trim_start().starts_with(['-', '*', '•']);
                text.push(if full && !item { ' ' } else { '\n' });
            }
            text.push_str(line.trim());
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_and_lines() {
        assert_eq!(subject("Re: FW: dam at Velm"), "dam at Velm");
        assert_eq!(unquoted("Dear all,\n\nthe dam holds.\n> does it?\n-- \nOffice"), "Dear all,\n\nthe dam holds.");
        let long = "The wall above the town of Velm gave way on Monday, and\nthe water reached the mill.";
        assert!(!unquoted(long).contains('\n'));
    }
}
