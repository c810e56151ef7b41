//! From bytes to UTF-16 code units.

use dateline::Span;

/// Turns byte offsets of one text into UTF-16 code units.
pub struct Units {
    /// Code units before each block of `BLOCK` bytes; empty for ASCII texts.
    blocks: Vec<usize>,
}

const BLOCK: usize = 256;

impl Units {
    /// Counts the code units of `text` once.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { blocks: Vec::new() };
        }
        let mut blocks = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(BLOCK) {
            blocks.push(count);
            count += chunk.iter().map(|b| units(*b)).sum::<usize>();
        }
        blocks.push(count);
        Self { blocks }
    }

    /// The code units of a span.
    pub fn span(&self, text: &str, span: Span) -> (usize, usize) {
        (self.at(text, span.start), self.at(text, span.end))
    }

    /// The code units before a byte.
    pub fn at(&self, text: &str, byte: usize) -> usize {
        let byte = byte.min(text.len());
        match self.blocks.get(byte / BLOCK) {
            None => byte,
            Some(before) => {
                before + text.as_bytes()[byte / BLOCK * BLOCK..byte].iter().map(|b| units(*b)).sum::<usize>()
            }
        }
    }
}

/// UTF-16 code units of the character that starts with this byte of UTF-8; none for a byte inside a character.
fn units(byte: u8) -> usize {
    match byte {
        0x80..=0xBF => 0,
        0xF0.. => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_agree_with_utf16() {
        let text = "Übung — “macht” 🚢 ".repeat(60) + "Ende";
        let units = Units::new(&text);
        for (byte, _) in text.char_indices() {
            assert_eq!(units.at(&text, byte), text[..byte].encode_utf16().count());
        }
        assert_eq!(units.at(&text, text.len()), text.encode_utf16().count());
    }
}
