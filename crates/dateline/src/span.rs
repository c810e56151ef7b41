//! Places in a text: byte spans inside the engine, code points at its edge.

use serde::{Deserialize, Serialize};

/// A half-open range of **bytes** of a document's text, always on character boundaries.
///
/// ```
/// use dateline::Span;
/// let span = Span::new(4, 9);
/// assert_eq!(span.of("Kyiv again"), " agai");
/// assert!(span.overlaps(Span::new(8, 10)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// First byte after the span.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`, `end` exclusive.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The text of this span.
    ///
    /// # Panics
    /// When the span does not lie in `text` on character boundaries.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds nothing.
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether the two spans have a byte in common.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside this span.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// Turns byte offsets of one text into offsets in Unicode code points, as the JSON contract has them.
///
/// ```
/// let points = dateline::CodePoints::new("né");
/// assert_eq!(points.at(3), 2);
/// ```
pub struct CodePoints {
    /// Code points before each block of `BLOCK` bytes; empty for ASCII texts.
    blocks: Vec<usize>,
    bytes: Vec<u8>,
}

const BLOCK: usize = 256;

impl CodePoints {
    /// Counts the code points of `text` once.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { blocks: Vec::new(), bytes: Vec::new() };
        }
        let bytes = text.as_bytes().to_vec();
        let mut blocks = Vec::with_capacity(bytes.len() / BLOCK + 1);
        let mut count = 0;
        for chunk in bytes.chunks(BLOCK) {
            blocks.push(count);
            count += chunk.iter().filter(|b| starts_character(**b)).count();
        }
        blocks.push(count);
        Self { blocks, bytes }
    }

    /// The code point offset of a byte offset.
    pub fn at(&self, byte: usize) -> usize {
        if self.blocks.is_empty() {
            return byte;
        }
        let byte = byte.min(self.bytes.len());
        let block = byte / BLOCK;
        self.blocks[block] + self.bytes[block * BLOCK..byte].iter().filter(|b| starts_character(**b)).count()
    }
}

fn starts_character(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_counting() {
        let text = "Übung — “macht” ".repeat(60) + "Ende";
        let points = CodePoints::new(&text);
        for (byte, _) in text.char_indices() {
            assert_eq!(points.at(byte), text[..byte].chars().count());
        }
        assert_eq!(points.at(text.len()), text.chars().count());
    }
}
