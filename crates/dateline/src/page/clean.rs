//! Paragraphs of a text that is clean already.
//!
//! In: the text. Out: its blocks. Paragraphs end at blank lines. Where a paragraph has several lines, they are one block when
//! they look wrapped at a width, else each line is a block. Sentences never cross blocks, so a wrong cut costs a sentence.

use super::{Block, Role};
use crate::Span;

/// Lines wider than this were not wrapped for a terminal or a printed page.
const WIDEST_WRAP: usize = 110;

/// The blocks of `text`, in order, each trimmed; a short line without a full stop between paragraphs is a heading.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for chunk in chunks(text) {
        let width = chunk.iter().map(|l| l.of(text).chars().count()).max().unwrap_or(0);
        let mut open: Option<Span> = None;
        for (i, line) in chunk.iter().enumerate() {
            open = Some(open.map_or(*line, |o| o.join(*line)));
            let wrapped = chunk.get(i + 1).is_some_and(|next| wraps(line.of(text), next.of(text), width));
            if !wrapped && let Some(span) = open.take() {
                blocks.push(Block { span, source: None, role: Role::Body });
            }
        }
    }
    blocks
}

/// Whether the break between two lines was made by wrapping at `width` columns: the next word would not have fitted.
pub fn wraps(line: &str, next: &str, width: usize) -> bool {
    if !(40..=WIDEST_WRAP).contains(&width) {
        return false;
    }
    let word = next.split_whitespace().next().map_or(0, |w| w.chars().count());
    let bullet = next.starts_with(['-', '*', '•', '+', '>', '|']);
    // Two columns of slack, since wrapping programs differ in whether they count the space and the break.
    !bullet && line.chars().count() + 1 + word + 2 > width
}

/// Lines that are not blank, trimmed, in groups between blank lines.
fn chunks(text: &str) -> Vec<Vec<Span>> {
    let mut chunks: Vec<Vec<Span>> = vec![Vec::new()];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        let trimmed = line.trim();
        if trimmed.is_empty() {
            chunks.push(Vec::new());
        } else if let Some(last) = chunks.last_mut() {
            last.push(Span::new(start, start + trimmed.len()));
        }
        at += line.len();
    }
    chunks.retain(|c| !c.is_empty());
    chunks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = blocks(text).iter().map(|b| b.span.of(text).replace('\n', "/")).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        check("One.\n\n  Two.\n \n\nThree.\n", &["One.", "Two.", "Three."]);
    }

    #[test]
    fn lines_wrapped_at_a_width_are_one_paragraph() {
        check(
            "The dam above the town of Velm burst on Monday\nmorning and flooded two villages, the governor\nsaid.\nA second wall held until the evening.",
            &[
                "The dam above the town of Velm burst on Monday/morning and flooded two villages, the governor/said.",
                "A second wall held until the evening.",
            ],
        );
    }

    #[test]
    fn a_line_a_paragraph() {
        check(
            "The dam burst.\nThe mayor fled.\nNobody was hurt.",
            &["The dam burst.", "The mayor fled.", "Nobody was hurt."],
        );
    }
}
