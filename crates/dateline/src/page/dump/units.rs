//! The lines of a text copy, with what can be seen on each of them alone.
//!
//! In: the text. Out: [`Unit`]s: lines, or paragraphs where the whole text was wrapped at a width.

use crate::Span;
use crate::page::date::{self, Said};
use crate::page::lexicon::{self, LINES};
use jiff::civil::Date;

/// A line of the dump.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its bytes, without indentation, bullet and decoration.
    pub span: Span,
    /// Number of its first line, from 0.
    #[expect(dead_code)]
    pub line: usize,
    /// Columns before it.
    pub indent: usize,
    /// A list item.
    pub bullet: bool,
    /// Level of a heading in wiki or Markdown markup; 0 for none.
    pub markup: u8,
    /// Blank lines before it.
    pub gap: usize,
    /// Length in characters.
    pub chars: usize,
    /// Words.
    pub words: usize,
    /// What the line looks like by itself.
    pub look: Look,
    /// It ends like a sentence.
    pub stop: bool,
    /// Below the last paragraph, the article ends with it: see [`LINES`]' `tail`.
    pub tail: bool,
    /// The line stands on other pages of the outlet.
    pub furniture: bool,
}

/// What a line looks like by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Nothing special.
    Plain,
    /// A date and nothing else.
    Date(Date, Said),
    /// An address and nothing else.
    Address,
    /// Heading of what follows an article.
    End,
    /// Never part of an article.
    Skip,
    /// Text under a picture.
    Caption,
    /// Authors and agencies at the end.
    Credit,
    /// The author's line at the head.
    Byline,
}

impl Unit {
    /// A paragraph of prose: ends like a sentence and is long enough for one, or is very long.
    pub fn prose(&self) -> bool {
        (self.stop && self.chars > 60) || self.chars > 200
    }

    /// Whether its look keeps it out of the body.
    pub fn apart(&self) -> bool {
        self.furniture || self.look != Look::Plain
    }
}

/// Decoration that text renderers put before a line, besides bullets.
const BULLETS: &[char] =
    &['•', '*', '-', '+', '–', '▪', '◦', '‣', '·', '○', '■', '►', '▶', '»', '›', '>', '|', '#', '_', '~'];

/// The units of `text`.
pub fn units(text: &str) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let width = wrap_width(text);
    let (mut at, mut gap) = (0, 0);
    let mut last_raw = "";
    for (number, raw) in text.split_inclusive('\n').enumerate() {
        let start = at;
        at += raw.len();
        if raw.trim().is_empty() {
            gap += 1;
            last_raw = "";
            continue;
        }
        if let Some(width) = width
            && gap == 0
            && let Some(last) = units.last_mut()
            && crate::page::clean::wraps(last_raw.trim(), raw.trim(), width)
        {
            last.span.end = start + raw.trim_end().len();
            last_raw = raw;
            continue;
        }
        if let Some(unit) = unit(raw, start, number, gap) {
            units.push(unit);
            gap = 0;
        }
        last_raw = raw;
    }
    for unit in &mut units {
        look(unit, text);
    }
    units
}

/// The line at `start`, stripped of what is not its text; `None` when nothing is left.
fn unit(raw: &str, start: usize, line: usize, gap: usize) -> Option<Unit> {
    let indent = raw.len() - raw.trim_start().len();
    let mut rest = raw.trim();
    let mut offset = indent;
    let (mut bullet, mut markup) = (false, 0);
    // Wiki headings: `== Reactions ==`.
    let signs = rest.chars().take_while(|c| *c == '=').count();
    if signs > 0 && rest.len() > 2 * signs && rest.ends_with(&"=".repeat(signs)) {
        let inner = &rest[signs..rest.len() - signs];
        offset += signs + (inner.len() - inner.trim_start().len());
        (rest, markup) = (inner.trim(), signs.min(6) as u8);
    }
    // Wiki bold and italics around the whole line: `'''The dam'''`.
    let quotes = rest.chars().take_while(|c| *c == '\'').count();
    if quotes >= 2 && rest.len() > 2 * quotes && rest.ends_with(&"'".repeat(quotes)) {
        let inner = &rest[quotes..rest.len() - quotes];
        offset += quotes + (inner.len() - inner.trim_start().len());
        rest = inner.trim();
    }
    let hashes = rest.chars().take_while(|c| *c == '#').count();
    if hashes > 0 && rest[hashes..].starts_with(' ') {
        markup = hashes.min(6) as u8;
    }
    loop {
        let mut chars = rest.chars();
        let Some(first) = chars.next() else { break };
        let after = chars.as_str();
        let mark = BULLETS.contains(&first)
            && (after.starts_with([' ', '\t', '\u{A0}']) || after.is_empty() || "•▪◦‣○■►▶»›#_~|*".contains(first));
        let number = rest.find(". ").filter(|n| *n > 0 && *n < 3 && rest[..*n].bytes().all(|b| b.is_ascii_digit()));
        let cut = if mark {
            first.len_utf8()
        } else if let Some(n) = number {
            n + 1
        } else {
            break;
        };
        bullet |= first != '#';
        let trimmed = rest[cut..].trim_start();
        offset += rest.len() - trimmed.len();
        rest = trimmed;
    }
    let kept = rest.trim_end_matches(['|', '*', '_', '#', '~', '\\']).trim_end();
    if !kept.chars().any(char::is_alphanumeric) {
        return None;
    }
    let span = Span::new(start + offset, start + offset + kept.len());
    let (chars, words, look) = (0, 0, Look::Plain);
    Some(Unit {
        span,
        line,
        indent,
        bullet,
        markup,
        gap,
        chars,
        words,
        look,
        stop: false,
        tail: false,
        furniture: false,
    })
}

/// Fills in what follows from the text of a unit.
fn look(unit: &mut Unit, text: &str) {
    let line = unit.span.of(text);
    unit.chars = line.chars().count();
    unit.words = line.split_whitespace().count();
    unit.stop = stops(line);
    let short = unit.chars <= 300;
    unit.tail = lexicon::is_tail(line);
    unit.look = if is_address(line) {
        Look::Address
    } else if let Some((day, said)) = date::date_line(line) {
        Look::Date(day, said)
    } else if short && lexicon::any(&LINES.credit, line) {
        Look::Credit
    } else if short && lexicon::any(&LINES.end, line) && !(unit.stop && unit.chars > 120) {
        Look::End
    } else if short && lexicon::any(&LINES.skip, line) {
        Look::Skip
    } else if unit.chars <= 600 && lexicon::any(&LINES.caption, line) {
        Look::Caption
    } else if unit.chars <= 150 && !unit.stop && lexicon::any(&LINES.byline, line) {
        Look::Byline
    } else {
        Look::Plain
    };
}

/// Whether a line ends like a sentence, closing quotes and brackets aside.
pub fn stops(line: &str) -> bool {
    let end = line.trim_end_matches(['"', '”', '’', '\'', '»', ')', ']', ' ', '\u{A0}']);
    end.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।'])
}

fn is_address(line: &str) -> bool {
    !line.contains(char::is_whitespace)
        && (line.starts_with("http://") || line.starts_with("https://") || line.starts_with("www."))
        && line.len() > 8
}

/// The width at which the whole text was wrapped, if it was.
fn wrap_width(text: &str) -> Option<usize> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let width = lines.iter().map(|l| l.chars().count()).max()?;
    if !(40..=110).contains(&width) {
        return None;
    }
    let (mut pairs, mut wrapped) = (0, 0);
    for pair in lines.windows(2).filter(|p| !p[0].trim().is_empty() && !p[1].trim().is_empty()) {
        pairs += 1;
        wrapped += usize::from(crate::page::clean::wraps(pair[0].trim(), pair[1].trim(), width));
    }
    (wrapped >= 3 && wrapped * 2 >= pairs).then_some(width)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(String, Look)> {
        units(text).iter().map(|u| (u.span.of(text).to_string(), u.look)).collect()
    }

    #[test]
    fn bullets_and_decoration_are_taken_off() {
        let text = "'''Velm dam'''\n  • News\n 1. Skip to content\n== Reactions ==\n---\n* * *\n-5 degrees were measured.\n## Background";
        let lines: Vec<String> = of(text).into_iter().map(|l| l.0).collect();
        assert_eq!(
            lines,
            ["Velm dam", "News", "Skip to content", "Reactions", "-5 degrees were measured.", "Background"]
        );
    }

    #[test]
    fn looks() {
        let text = "May 2, 2031\nhttps://velm.example/a\nRelated Articles\nAdvertisement\nThe dam. (Photo: Ina Holm)\nab/c (afp, dpa)\nBy Ina Holm\nThe dam burst.";
        let looks: Vec<Look> = of(text).into_iter().map(|l| l.1).collect();
        let day = "2031-05-02".parse().unwrap();
        let date = Look::Date(day, Said::Plain);
        assert_eq!(
            looks,
            [date, Look::Address, Look::End, Look::Skip, Look::Caption, Look::Credit, Look::Byline, Look::Plain]
        );
    }

    #[test]
    fn wrapped_paragraphs_are_one_unit() {
        let text = "The dam above the town of Velm burst on Monday\nmorning and flooded two villages, the governor\nof the province told reporters in the evening,\nadding that nobody was missing.\n\nA wall held.\n";
        assert_eq!(of(text).len(), 2);
    }
}
