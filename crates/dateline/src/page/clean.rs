//! Paragraphs of a text that is clean already.
//!
//! In: the text. Out: its blocks. Paragraphs end at blank lines. Where a paragraph has several lines, they are one block when
//! they look wrapped at a width, else each line is a block. Sentences never cross blocks, so a wrong cut costs a sentence.
//!
//! The text is left as it is, but clean texts of pages often hold captions and credits between their paragraphs. Those are marked as
//! such, so that neither a chronology nor a comparison of texts takes them for narration.

use super::lexicon::{LINES, any};
use super::{Block, Role};
use crate::Span;

/// Lines wider than this were not wrapped for a terminal or a printed page.
const WIDEST_WRAP: usize = 110;

/// A caption is no longer than this, in bytes.
const LONGEST_CAPTION: usize = 600;

/// Lines shorter than this, in characters, may be headings: that they end without a full stop tells nothing.
const SHORTEST_UNFINISHED: usize = 50;

/// The blocks of `text`, in order, each trimmed.
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
    mark(text, &mut blocks);
    blocks
}

/// Tells captions and credits from paragraphs: by their words, or because they stand between paragraphs and end without a full stop where
/// the others end with one.
fn mark(text: &str, blocks: &mut [Block]) {
    let long = |b: &Block| b.span.of(text).chars().count() >= SHORTEST_UNFINISHED;
    let paragraphs = blocks.iter().filter(|b| long(b)).count();
    let whole = blocks.iter().filter(|b| long(b) && finished(b.span.of(text))).count();
    let told = paragraphs >= 5 && whole * 5 >= paragraphs * 4;
    let first = blocks.iter().position(|b| long(b) && finished(b.span.of(text))).unwrap_or(blocks.len());
    for at in 0..blocks.len() {
        let line = blocks[at].span.of(text);
        let goes_on = blocks.get(at + 1).is_some_and(|b| b.span.of(text).starts_with(char::is_lowercase));
        // A line of copyright names an agency as a caption does.
        if line.chars().count() <= 120 && line.starts_with(['©', '℗']) {
            blocks[at].role = Role::Credit;
            continue;
        }
        let unfinished = told && at > first && long(&blocks[at]) && !finished(line) && !goes_on;
        if line.len() <= LONGEST_CAPTION && (unfinished || any(&LINES.caption, line)) {
            blocks[at].role = Role::Caption;
        } else if any(&LINES.credit, line) {
            blocks[at].role = Role::Credit;
        }
    }
}

/// Tells the notes in which a paper corrects itself from the report.
pub fn mark_corrections(text: &str, blocks: &mut [Block]) {
    let notes = |b: &&mut Block| b.role == Role::Body && b.span.of(text).len() <= LONGEST_CAPTION;
    for block in blocks.iter_mut().filter(notes) {
        if any(&LINES.correction, block.span.of(text)) {
            block.role = Role::Correction;
        }
    }
}

/// Whether a line ends as a sentence does, or as one that a quotation or a list follows.
fn finished(line: &str) -> bool {
    let line = line.trim_end_matches([')', ']', '*', ' ']);
    line.ends_with(['.', '!', '?', '…', '"', '”', '“', '’', '\'', '»', ':', ';', ',', '—', '–', '-', '。'])
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

    #[track_caller]
    fn captions(text: &str, expected: &[&str]) {
        let found = blocks(text);
        let found: Vec<&str> = found.iter().filter(|b| b.role == Role::Caption).map(|b| b.span.of(text)).collect();
        assert_eq!(found, expected);
    }

    const STORY: &str = "Dam above Velm bursts in the night\n\n\
        The dam above the town of Velm burst on Monday, the governor said.\n\n\
        Two villages were flooded before the warning came, people there said.\n\n";

    #[test]
    fn captions_are_known_by_their_words() {
        captions(
            &format!("{STORY}Image source, Northern News\n\nThe lake in 2019. (Photo: Ina Holm)\n\nNobody was hurt."),
            &["Image source, Northern News", "The lake in 2019. (Photo: Ina Holm)"],
        );
    }

    #[test]
    fn captions_between_paragraphs_end_without_a_full_stop() {
        let text = format!(
            "{STORY}A woman carries her dog through the flooded market of Lower Velm\n\n\
             The mayor of Velm said that the dam had been checked in the spring of the year.\n\nWho is to blame\n\n\
             “It was over in a minute, and then the houses were gone,” she said.\n\n\
             The road to the coast will stay closed for a week, the ministry said.\n\n\
             Nobody knows yet how many people were in the houses by the river.\n\n\
             A second wall held until the evening, when the water began to fall."
        );
        captions(&text, &["A woman carries her dog through the flooded market of Lower Velm"]);
        // Where most lines end without one, it tells nothing.
        captions(&text.replace('.', ""), &[]);
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
