//! What the tokenizer takes off at the start and the end of a chunk, and where it splits inside.
//!
//! In: a chunk without white space. Out: lengths and places in bytes. These matchers are written after the regular expressions of spaCy's
//! English tokenizer (`lang/punctuation.py`, `lang/en/punctuation.py`, MIT licence).

use std::collections::BTreeSet;

use super::characters::{Characters, Classes};

/// The affix matchers.
pub(crate) struct Affixes {
    /// Units and currencies that come off after a digit.
    after_digit: BTreeSet<Box<str>>,
    /// Length in bytes of the longest of them.
    longest: usize,
}

/// Currencies of more than one character, taken off in front too.
const DOLLARS: [&str; 3] = ["US$", "C$", "A$"];
const POSSESSIVES: [&str; 4] = ["'s", "'S", "’s", "’S"];

fn last(text: &str) -> Option<char> {
    text.chars().next_back()
}

fn first(text: &str) -> Option<char> {
    text.chars().next()
}

impl Affixes {
    /// The matchers with these units and currencies.
    pub(crate) fn new(after_digit: impl IntoIterator<Item = String>) -> Self {
        let after_digit: BTreeSet<Box<str>> = after_digit.into_iter().map(String::into_boxed_str).collect();
        Self { longest: after_digit.iter().map(|s| s.len()).max().unwrap_or(0), after_digit }
    }

    /// Length in bytes of the prefix to take off; 0 for none.
    pub(crate) fn prefix(&self, characters: &Characters, chunk: &str) -> usize {
        let Some(c) = first(chunk) else { return 0 };
        if characters.is(c, Classes::PREFIX) {
            return c.len_utf8();
        }
        match c {
            '+' if !chunk[1..].starts_with(|c: char| c.is_ascii_digit()) => 1,
            '.' => dots(chunk),
            'U' | 'C' | 'A' => DOLLARS.iter().find(|d| chunk.starts_with(**d)).map_or(0, |d| d.len()),
            _ => 0,
        }
    }

    /// Length in bytes of the suffix to take off; 0 for none. Of the suffixes that fit, the longest.
    pub(crate) fn suffix(&self, characters: &Characters, chunk: &str) -> usize {
        let Some(c) = last(chunk) else { return 0 };
        let before = &chunk[..chunk.len() - c.len_utf8()];
        let mut longest = 0;
        if characters.is(c, Classes::SUFFIX) {
            longest = c.len_utf8();
            if c == '…' && last(before) == Some('…') {
                longest *= 2;
            }
        }
        match c {
            's' | 'S' => longest = POSSESSIVES.iter().find(|p| chunk.ends_with(**p)).map_or(longest, |p| p.len()),
            '.' => longest = self.stop(characters, before),
            _ => {}
        }
        longest.max(self.unit(chunk))
    }

    /// Length of the full stops at the end of a chunk that are to be taken off.
    fn stop(&self, characters: &Characters, before: &str) -> usize {
        let more = before.len() - before.trim_end_matches('.').len();
        if more > 0 {
            return more + 1;
        }
        let mut back = before.chars().rev();
        let (Some(c1), c2) = (back.next(), back.next()) else { return 0 };
        let upper = |c| characters.is(c, Classes::ALPHA_UPPER);
        let comes_off = characters.is(c1, Classes::BEFORE_STOP)
            || (upper(c1) && c2.is_some_and(upper))
            || (matches!(c1, 'F' | 'f' | 'C' | 'c' | 'K' | 'k') && c2 == Some('°'));
        usize::from(comes_off)
    }

    /// Length of a plus, unit or currency after the last digit.
    fn unit(&self, chunk: &str) -> usize {
        let bytes = chunk.as_bytes();
        let tail = &bytes[bytes.len().saturating_sub(self.longest + 1)..];
        let Some(digit) = tail.iter().rposition(u8::is_ascii_digit) else { return 0 };
        let length = tail.len() - digit - 1;
        let unit = &chunk[chunk.len() - length..];
        if unit == "+" || self.after_digit.contains(unit) { length } else { 0 }
    }

    /// Calls `found` with the bytes of each infix, in order, without overlap, until it returns `false`.
    pub(crate) fn infixes(&self, characters: &Characters, chunk: &str, mut found: impl FnMut(usize, usize) -> bool) {
        let mut at = 0;
        let mut previous = None;
        while let Some(c) = first(&chunk[at..]) {
            let length = infix(characters, previous, c, &chunk[at..]);
            if length == 0 {
                previous = Some(c);
                at += c.len_utf8();
            } else {
                if !found(at, at + length) {
                    return;
                }
                previous = last(&chunk[at..at + length]);
                at += length;
            }
        }
    }
}

/// Number of full stops at the start, if there are two or more.
fn dots(text: &str) -> usize {
    let run = text.len() - text.trim_start_matches('.').len();
    if run > 1 { run } else { 0 }
}

/// Length of the infix at the start of `rest`, which begins with `c` and follows `previous`.
fn infix(characters: &Characters, previous: Option<char>, c: char, rest: &str) -> usize {
    if c.is_ascii_alphanumeric() {
        return 0;
    }
    if c == '.' {
        let run = dots(rest);
        if run > 0 {
            return run;
        }
    }
    if c == '…' || characters.is(c, Classes::ICON) {
        return c.len_utf8();
    }
    let Some(previous) = previous else { return 0 };
    let before = characters.of(previous);
    let next_is = |after: usize, classes| first(&rest[after..]).is_some_and(|n| characters.is(n, classes));
    let word_before = before.has(Classes::ALPHA) || previous.is_ascii_digit();
    let plain = match c {
        '+' | '-' | '*' | '^'
            if previous.is_ascii_digit() && rest[1..].starts_with(|n: char| n.is_ascii_digit() || n == '-') =>
        {
            true
        }
        '.' => before.has(Classes::LOWER_OR_QUOTE) && next_is(1, Classes::UPPER_OR_QUOTE),
        ',' => before.has(Classes::ALPHA) && next_is(1, Classes::ALPHA),
        ':' | '<' | '>' | '=' | '/' => word_before && next_is(1, Classes::ALPHA),
        _ => false,
    };
    if plain {
        return 1;
    }
    let longest = match c {
        '-' => 3,
        '—' => 2,
        '–' | '~' => 1,
        _ => return 0,
    };
    let run = rest.chars().take(longest).take_while(|n| *n == c).count() * c.len_utf8();
    if word_before && next_is(run, Classes::ALPHA) { run } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn affixes() -> Affixes {
        Affixes::new(["km", "m/s", "%", "US$", "€"].map(str::to_owned))
    }

    #[test]
    fn measures_prefixes() {
        for (chunk, expected) in
            [("(a", 1), ("...a", 3), (".a", 0), ("+a", 1), ("+1", 0), ("US$1", 3), ("A", 0), ("…a", 3), ("", 0)]
        {
            assert_eq!(affixes().prefix(Characters::embedded(), chunk), expected, "{chunk}");
        }
    }

    #[test]
    fn measures_suffixes() {
        let cases = [
            ("a's", 2),
            ("a’s", 4),
            ("as", 0),
            ("5km", 2),
            ("5m/s", 3),
            ("akm", 0),
            ("5+", 1),
            ("a+", 0),
            ("a.", 1),
            ("A.", 0),
        ];
        let more =
            [("AB.", 1), ("a..", 2), ("°C.", 1), ("5US$", 3), ("5%", 1), ("a……", 6), ("a)", 1), ("km", 0), ("", 0)];
        for (chunk, expected) in cases.into_iter().chain(more) {
            assert_eq!(affixes().suffix(Characters::embedded(), chunk), expected, "{chunk}");
        }
    }

    #[test]
    fn finds_infixes() {
        let cases: [(&str, &[(usize, usize)]); 6] = [
            ("a-b", &[(1, 2)]),
            ("-a", &[]),
            ("1-2*3", &[(1, 2), (3, 4)]),
            ("a...b", &[(1, 4)]),
            ("a.B", &[(1, 2)]),
            ("a---b", &[(1, 4)]),
        ];
        for (chunk, expected) in cases {
            let mut found = Vec::new();
            affixes().infixes(Characters::embedded(), chunk, |from, to| {
                found.push((from, to));
                true
            });
            assert_eq!(found, expected, "{chunk}");
        }
    }
}
