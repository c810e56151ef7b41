//! Character classes of the tokenizer: in a character, out its set of classes, with one table look-up.
//!
//! The classes are spaCy's and Python's, not those of this compiler's Unicode version, because features of words hang on them.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::tables;

/// A set of character classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Classes(u16);

impl Classes {
    /// Letters between which infixes split.
    pub const ALPHA: Classes = Classes(1);
    /// Upper-case letters, and letters of scripts without case.
    pub const ALPHA_UPPER: Classes = Classes(1 << 1);
    /// Lower-case letters, and letters of scripts without case.
    pub const ALPHA_LOWER: Classes = Classes(1 << 2);
    /// Symbols and emoji, each a token of its own.
    pub const ICON: Classes = Classes(1 << 3);
    /// Taken off at the start of a chunk.
    pub const PREFIX: Classes = Classes(1 << 4);
    /// Taken off at the end of a chunk.
    pub const SUFFIX: Classes = Classes(1 << 5);
    /// After these a full stop is taken off at the end.
    pub const BEFORE_STOP: Classes = Classes(1 << 6);
    /// Left of a splitting full stop.
    pub const LOWER_OR_QUOTE: Classes = Classes(1 << 7);
    /// Right of a splitting full stop.
    pub const UPPER_OR_QUOTE: Classes = Classes(1 << 8);
    /// `\w` of Python's regular expressions.
    pub const WORD: Classes = Classes(1 << 9);
    /// `\d` of Python's regular expressions.
    pub const DECIMAL: Classes = Classes(1 << 10);
    /// `str.isdigit` of Python.
    pub const DIGIT: Classes = Classes(1 << 11);
    /// `str.isalpha` of Python.
    pub const LETTER: Classes = Classes(1 << 12);
    /// `str.isupper` of Python.
    pub const UPPERCASE: Classes = Classes(1 << 13);
    /// `str.isspace` of Python.
    pub const SPACE: Classes = Classes(1 << 14);

    /// Whether one of the classes of `of` is in the set.
    pub const fn has(self, of: Classes) -> bool {
        self.0 & of.0 != 0
    }

    /// The classes of either set.
    pub const fn or(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }
}

/// Names in the table, in the order of the bits.
const NAMES: [&str; 15] = [
    "alpha",
    "alpha_upper",
    "alpha_lower",
    "icon",
    "prefix",
    "suffix",
    "before_stop",
    "lower_or_quote",
    "upper_or_quote",
    "word",
    "decimal",
    "digit",
    "letter",
    "uppercase",
    "space",
];

const BLOCK: usize = 256;

/// The classes of every character.
pub(crate) struct Characters {
    /// Index into `blocks` of each run of [`BLOCK`] code points.
    pages: Vec<u16>,
    blocks: Vec<[Classes; BLOCK]>,
}

static TABLE: LazyLock<Characters> = LazyLock::new(|| Characters::parse(tables::CHARACTERS));

impl Characters {
    /// The classes of the model inside the program.
    pub(crate) fn embedded() -> &'static Self {
        &TABLE
    }

    /// Reads lines of a class name and ranges of code points. What is malformed is left out.
    fn parse(table: &str) -> Self {
        let mut flat = vec![Classes::default(); 0x11_0000];
        for line in table.lines() {
            let mut parts = line.split(' ');
            let name = parts.next().unwrap_or_default();
            let Some(bit) = NAMES.iter().position(|n| *n == name) else { continue };
            for range in parts {
                let (first, last) = range.split_once('-').unwrap_or((range, range));
                if let (Ok(first), Ok(last)) = (usize::from_str_radix(first, 16), usize::from_str_radix(last, 16)) {
                    for classes in flat.get_mut(first..=last).unwrap_or_default() {
                        classes.0 |= 1 << bit;
                    }
                }
            }
        }
        let mut characters = Self { pages: Vec::new(), blocks: Vec::new() };
        for block in flat.as_chunks::<BLOCK>().0 {
            // Most blocks equal one of the last few: unassigned planes and the big scripts.
            let known = characters.blocks.iter().rposition(|b| b == block).unwrap_or_else(|| {
                characters.blocks.push(*block);
                characters.blocks.len() - 1
            });
            characters.pages.push(known as u16);
        }
        characters
    }

    /// The classes of a character.
    pub(crate) fn of(&self, c: char) -> Classes {
        let code = c as usize;
        self.pages
            .get(code / BLOCK)
            .and_then(|page| self.blocks.get(usize::from(*page)))
            .map_or(Classes::default(), |block| block[code % BLOCK])
    }

    /// Whether the character is in one of the classes.
    pub(crate) fn is(&self, c: char, classes: Classes) -> bool {
        self.of(c).has(classes)
    }

    /// The text in lower case. Letters that Unicode took in later than the model was made stay as they are.
    pub(crate) fn lower<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if text.is_ascii() {
            return match text.bytes().any(|b| b.is_ascii_uppercase()) {
                true => Cow::Owned(text.to_ascii_lowercase()),
                false => Cow::Borrowed(text),
            };
        }
        const KNOWN: Classes = Classes::UPPERCASE.or(Classes::WORD);
        let is_new = |c: char| !self.is(c, KNOWN);
        if text.chars().any(|c| c.is_uppercase() && is_new(c)) {
            let keep = |c: char| if is_new(c) { c.to_string() } else { c.to_lowercase().collect() };
            return Cow::Owned(text.chars().map(keep).collect());
        }
        Cow::Owned(text.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_classes() {
        let characters = Characters::embedded();
        for (c, classes, expected) in [
            ('a', Classes::ALPHA_LOWER, true),
            ('a', Classes::ALPHA_UPPER, false),
            ('東', Classes::ALPHA_LOWER, true),
            ('😀', Classes::ICON, true),
            ('²', Classes::DIGIT, true),
            ('²', Classes::DECIMAL, false),
            ('٣', Classes::DECIMAL, true),
            ('\u{1c}', Classes::SPACE, true),
            ('\u{10ffff}', Classes::WORD, false),
        ] {
            assert_eq!(characters.is(c, classes), expected, "{c:?}");
        }
    }

    #[test]
    fn lowers_known_letters_only() {
        for (text, expected) in
            [("abc", "abc"), ("ABC", "abc"), ("ÉΣΑΣ", "éσας"), ("İ", "i\u{307}"), ("A\u{16ea0}", "a\u{16ea0}")]
        {
            assert_eq!(Characters::embedded().lower(text), expected);
        }
    }
}
