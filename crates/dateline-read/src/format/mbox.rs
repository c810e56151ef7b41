//! Mailboxes (RFC 4155): mails one after the other, each after a line that begins with `From `.

use std::io::{BufRead, Read};

use dateline::page::Hints;

use super::mail;
use crate::item::{About, Sink, broken};
use crate::limits::size_of;

/// Whether a file begins as a mailbox does: `From `, an address, a year at the end; then headers.
pub(crate) fn begins(head: &[u8]) -> bool {
    let Some(end) = head.iter().position(|b| *b == b'\n') else { return false };
    is_separator(&head[..end]) && mail_headers(&head[end + 1..])
}

fn mail_headers(rest: &[u8]) -> bool {
    let line = rest.split(|b| *b == b'\n').next().unwrap_or_default();
    let key = line.split(|b| *b == b':').next().unwrap_or_default();
    line.contains(&b':') && !key.is_empty() && key.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-')
}

/// `From alice@velm.example Mon May  5 10:00:00 2031`.
fn is_separator(line: &[u8]) -> bool {
    let Ok(line) = std::str::from_utf8(line) else { return false };
    let words: Vec<&str> = line.split_whitespace().collect();
    line.starts_with("From ")
        && words.len() >= 3
        && words.iter().rev().take(3).any(|w| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit()))
}

/// Reads a mailbox, a mail at a time.
pub(crate) fn read(mut input: impl BufRead, about: &About, depth: u8, sink: &mut Sink) {
    let name = &about.hints.path;
    let limit = sink.limits.page;
    let (mut mail, mut number, mut too_long, mut empty) = (Vec::new(), 0_usize, false, true);
    let finish = |mail: &mut Vec<u8>, number: usize, too_long: bool, sink: &mut Sink| {
        let place = format!("{name}:{number}");
        let bytes = std::mem::take(mail);
        if number == 0 {
            return;
        }
        if too_long {
            return sink.skip(place, format!("the mail is longer than the limit of {}", size_of(limit)));
        }
        let about = About { hints: Hints { path: place, ..about.hints.clone() }, ..about.clone() };
        mail::read(bytes, &about.noted("from-container", format!("mail {number} of {name}")), number, depth, sink);
    };
    loop {
        let mut line = Vec::new();
        match input.by_ref().take(limit + 1).read_until(b'\n', &mut line) {
            Ok(0) => break,
            Err(error) => {
                sink.skip(format!("{name}:{}", number.max(1)), broken(&error));
                break;
            }
            Ok(_) => {}
        }
        let bare = line.strip_suffix(b"\n").unwrap_or(&line);
        let bare = bare.strip_suffix(b"\r").unwrap_or(bare);
        if empty && is_separator(bare) {
            finish(&mut mail, number, too_long, sink);
            (number, too_long) = (number + 1, false);
            if number > sink.limits.entries {
                return sink.skip(name, format!("more than {} mails", sink.limits.entries));
            }
            continue;
        }
        empty = bare.is_empty();
        // A line that begins with "From " was marked by the writer.
        let quoted = bare.iter().position(|b| *b != b'>').is_some_and(|at| at > 0 && bare[at..].starts_with(b"From "));
        too_long |= (mail.len() + line.len()) as u64 > limit;
        if !too_long {
            mail.extend_from_slice(&line[usize::from(quoted)..]);
        }
    }
    finish(&mut mail, number, too_long, sink);
}
