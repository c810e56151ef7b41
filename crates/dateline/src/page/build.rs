//! Putting a page together from its parts.
//!
//! In: parts in the order of the page, each with its role. Out: the clean text with its blocks, and the asides.

use super::{Aside, Block, Role};
use crate::Span;

/// A part of a page.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it says.
    pub text: String,
    /// What it is.
    pub role: Role,
    /// Bytes of the file it came from.
    pub source: Option<Span>,
}

/// Blocks joined by blank lines; title, date, captions, credits and facts set aside.
pub fn assemble(parts: Vec<Part>) -> (String, Vec<Block>, Vec<Aside>) {
    let (mut text, mut blocks, mut asides) = (String::new(), Vec::new(), Vec::<Aside>::new());
    let mut waiting = 0;
    for part in parts {
        if matches!(part.role, Role::Body | Role::Heading | Role::Standfirst) {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let start = text.len();
            text.push_str(&part.text);
            blocks.push(Block { span: Span::new(start, text.len()), source: part.source, role: part.role });
            for aside in &mut asides[waiting..] {
                aside.before = start;
            }
            waiting = asides.len();
        } else {
            asides.push(Aside { text: part.text, role: part.role, source: part.source, before: 0 });
        }
    }
    for aside in &mut asides[waiting..] {
        aside.before = text.len();
    }
    (text, blocks, asides)
}

/// The letters and digits of a text, by which renderings of one paragraph are compared.
pub fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A line or paragraph as it goes into the clean text: wrapped lines joined, runs of white space single.
pub fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    let mut rest = text.trim();
    while let Some(c) = rest.chars().next() {
        if let Some(behind) = footnote(rest).filter(|_| !space && !out.is_empty()) {
            rest = behind;
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match c {
            // A byte order mark inside, zero-width characters and soft hyphens are invisible and part words.
            '\u{FEFF}' | '\u{200B}' | '\u{AD}' | '\u{2060}' => {}
            c if c == '\n' || c == '\r' || c == '\t' || c == ' ' => space = true,
            c if c.is_control() => space = true,
            c => {
                if std::mem::take(&mut space) {
                    out.push(' ');
                }
                out.push(c);
            }
        }
    }
    out
}

/// What follows the mark of a footnote at the start: "[3]". Behind a full stop it would hide the end of the sentence, behind a year the year.
fn footnote(text: &str) -> Option<&str> {
    let (number, behind) = text.strip_prefix('[')?.split_once(']')?;
    let short = (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    short.then_some(behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asides_know_where_they_stood() {
        let part = |text: &str, role| Part { text: text.into(), role, source: None };
        let (text, blocks, asides) = assemble(vec![
            part("Dam bursts", Role::Title),
            part("It burst.", Role::Body),
            part("The dam.", Role::Caption),
            part("It held.", Role::Body),
            part("(afp)", Role::Credit),
        ]);
        assert_eq!(text, "It burst.\n\nIt held.");
        assert_eq!(blocks.len(), 2);
        assert_eq!(asides.iter().map(|a| a.before).collect::<Vec<_>>(), [0, 11, 19]);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        assert_eq!(tidy("  The dam\n   burst\u{200B}. \n"), "The dam burst.");
    }
}
