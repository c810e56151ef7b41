//! Splits text into tokens exactly as spaCy's English tokenizer does.
//!
//! In: text. Out: [`RawToken`]s. The text is cut at white space into chunks. From each chunk prefixes and suffixes are taken off until
//! an exception ("don't", "a.m.") or nothing to take off is left; an address stays whole; what remains is split at infixes. A last pass
//! finds the exceptions whose characters were taken apart as affixes, for instance `Ky.` in `R-Ky.`.

use serde::Deserialize;

use super::affixes::Affixes;
use super::characters::{Characters, Classes};
use super::lexeme::{HashedMap, Lexicon, RawToken, murmur64};
use super::{address, tables};
use crate::Span;

/// The tokenizer with its tables. Immutable once loaded.
pub(crate) struct Tokenizer {
    characters: &'static Characters,
    lexicon: Lexicon,
    affixes: Affixes,
    /// Exceptions by the hash of their text.
    exceptions: HashedMap<Vec<Part>>,
    /// Length in bytes of the longest exception. Longer text is not hashed, or a long run of brackets would take quadratic time.
    longest: usize,
    /// By the first token: token sequences that make up the text of an exception, without that token, and longer ones last.
    sequences: HashedMap<Vec<Vec<u64>>>,
}

/// A token of an exception.
struct Part {
    /// Length in bytes.
    length: usize,
    norm: Option<u64>,
}

/// A token before its features are looked up.
#[derive(Clone, Copy)]
struct Piece {
    span: Span,
    orth: u64,
    norm: Option<u64>,
    space: bool,
}

#[derive(Deserialize)]
struct AffixTable {
    units: Vec<String>,
    currencies: Vec<String>,
}

impl Tokenizer {
    /// The tokenizer of the model inside the program.
    pub(crate) fn embedded() -> Self {
        let after_digit: Vec<String> = serde_json::from_str(tables::AFFIXES)
            .map_or_else(|_| Vec::new(), |t: AffixTable| [t.units, t.currencies].concat());
        let mut tokenizer = Self {
            characters: Characters::embedded(),
            lexicon: Lexicon::embedded(),
            affixes: Affixes::new(after_digit),
            exceptions: HashedMap::default(),
            longest: 0,
            sequences: HashedMap::default(),
        };
        let exceptions: Vec<Exception> = tables::EXCEPTIONS.lines().filter_map(exception).collect();
        for (text, _) in &exceptions {
            tokenizer.learn_sequence(text);
        }
        for (text, parts) in exceptions {
            let parts = parts
                .into_iter()
                .map(|(part, norm)| Part { length: part.len(), norm: norm.map(|n| tokenizer.lexicon.id(&n)) })
                .collect();
            tokenizer.longest = tokenizer.longest.max(text.len());
            tokenizer.exceptions.insert(murmur64(text.as_bytes()), parts);
        }
        tokenizer
    }

    /// Remembers what the affixes alone, before there are exceptions, make of the text of an exception.
    fn learn_sequence(&mut self, text: &str) {
        let mut has_infix = false;
        self.affixes.infixes(self.characters, text, |_, _| {
            has_infix = true;
            false
        });
        let taken_apart = has_infix
            || text.contains(' ')
            || self.affixes.prefix(self.characters, text) > 0
            || self.affixes.suffix(self.characters, text) > 0;
        if !taken_apart {
            return;
        }
        let mut orths = self.split(text).into_iter().map(|p| p.orth);
        if let Some(first) = orths.next() {
            let sequences = self.sequences.entry(first).or_default();
            sequences.push(orths.collect());
            sequences.sort_by_key(Vec::len);
        }
    }

    /// Splits a text. Every byte belongs to one token, but for single spaces between tokens.
    pub(crate) fn tokenize(&self, text: &str) -> Vec<RawToken> {
        let mut pieces = self.split(text);
        self.join_exceptions(text, &mut pieces);
        pieces
            .into_iter()
            .map(|p| {
                let mut token = self.lexicon.token(text, p.span, p.orth, p.norm);
                token.space = p.space;
                token
            })
            .collect()
    }

    /// Cuts at white space and splits each chunk.
    fn split(&self, text: &str) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::with_capacity(text.len() / 5 + 1);
        let mut start = 0;
        let mut in_space = None;
        for (i, c) in text.char_indices() {
            let space = self.characters.is(c, Classes::SPACE);
            if in_space.is_some_and(|was| was != space) {
                if start < i {
                    self.chunk(text, Span::new(start, i), &mut pieces);
                }
                start = i;
                if c == ' ' {
                    if let Some(last) = pieces.last_mut() {
                        last.space = true;
                    }
                    start += 1;
                }
            }
            in_space = Some(space);
        }
        if start < text.len() {
            self.chunk(text, Span::new(start, text.len()), &mut pieces);
        }
        pieces
    }

    fn piece(&self, text: &str, start: usize, end: usize) -> Piece {
        Piece { span: Span::new(start, end), orth: self.lexicon.id(&text[start..end]), norm: None, space: false }
    }

    fn exception(&self, text: &str) -> Option<&[Part]> {
        if text.len() > self.longest {
            return None;
        }
        self.exceptions.get(&murmur64(text.as_bytes())).map(Vec::as_slice)
    }

    /// Adds the tokens of an exception that stands at `start`.
    fn push_exception(&self, text: &str, mut start: usize, parts: &[Part], pieces: &mut Vec<Piece>) {
        for part in parts {
            let end = start + part.length;
            pieces.push(Piece { norm: part.norm, ..self.piece(text, start, end) });
            start = end;
        }
    }

    /// Splits a run of characters that are all white space or all not.
    fn chunk(&self, text: &str, span: Span, pieces: &mut Vec<Piece>) {
        let Span { mut start, mut end } = span;
        let mut suffixes: Vec<Piece> = Vec::new();
        while start < end {
            let rest = &text[start..end];
            if self.exception(rest).is_some() {
                break;
            }
            let prefix = self.affixes.prefix(self.characters, rest);
            if prefix > 0 && self.exception(&rest[prefix..]).is_some() {
                pieces.push(self.piece(text, start, start + prefix));
                start += prefix;
                break;
            }
            let suffix = self.affixes.suffix(self.characters, &rest[prefix..]);
            if suffix > 0 && self.exception(&rest[..rest.len() - suffix]).is_some() {
                suffixes.push(self.piece(text, end - suffix, end));
                end -= suffix;
                break;
            }
            if prefix == 0 && suffix == 0 {
                break;
            }
            if prefix > 0 {
                pieces.push(self.piece(text, start, start + prefix));
                start += prefix;
            }
            if suffix > 0 {
                suffixes.push(self.piece(text, end - suffix, end));
                end -= suffix;
            }
        }
        if start < end {
            let rest = &text[start..end];
            if let Some(parts) = self.exception(rest) {
                self.push_exception(text, start, parts, pieces);
            } else if address::is_address(self.characters, rest) {
                pieces.push(self.piece(text, start, end));
            } else {
                self.split_infixes(text, start, end, pieces);
            }
        }
        pieces.extend(suffixes.into_iter().rev());
    }

    fn split_infixes(&self, text: &str, start: usize, end: usize, pieces: &mut Vec<Piece>) {
        let mut at = start;
        self.affixes.infixes(self.characters, &text[start..end], |from, to| {
            // An infix at the very start stays with what follows.
            if from > 0 {
                if at < start + from {
                    pieces.push(self.piece(text, at, start + from));
                }
                pieces.push(self.piece(text, start + from, start + to));
                at = start + to;
            }
            true
        });
        if at < end {
            pieces.push(self.piece(text, at, end));
        }
    }

    /// Puts the tokens of an exception where its characters stand as other tokens.
    fn join_exceptions(&self, text: &str, pieces: &mut Vec<Piece>) {
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (start, piece) in pieces.iter().enumerate() {
            for sequence in self.sequences.get(&piece.orth).map_or(&[][..], Vec::as_slice) {
                let end = start + 1 + sequence.len();
                let same = pieces
                    .get(start + 1..end)
                    .is_some_and(|next| next.iter().map(|p| p.orth).eq(sequence.iter().copied()));
                if same {
                    found.push((start, end));
                }
            }
        }
        if found.is_empty() {
            return;
        }
        // Longest first, then leftmost. One that is dropped still hides those that it overlaps.
        found.sort_by_key(|(start, end)| (std::cmp::Reverse(end - start), *start));
        let mut seen = vec![false; pieces.len()];
        found.retain(|(start, end)| {
            let free = !seen[*start] && !seen[*end - 1];
            seen[*start..*end].fill(true);
            free
        });
        found.sort_unstable();
        let old = std::mem::take(pieces);
        let mut next = 0;
        for (start, end) in found {
            pieces.extend_from_slice(&old[next..start]);
            next = end;
            let span = Span::new(old[start].span.start, old[end - 1].span.end);
            // The tokens can be those of an exception but for spaces between them: then it is none.
            match self.exception(span.of(text)) {
                None => pieces.extend_from_slice(&old[start..end]),
                Some(parts) => {
                    self.push_exception(text, span.start, parts, pieces);
                    if let Some(last) = pieces.last_mut() {
                        last.space = old[end - 1].space;
                    }
                }
            }
        }
        pieces.extend_from_slice(&old[next..]);
    }
}

/// The text of an exception, and its tokens with their norms.
type Exception = (String, Vec<(String, Option<String>)>);

/// Reads a line of the table of exceptions: `["don't",["do","do"],["n't","not"]]`.
fn exception(line: &str) -> Option<Exception> {
    let mut values: Vec<serde_json::Value> = serde_json::from_str(line).ok()?;
    let parts = values.split_off(1.min(values.len()));
    let text = values.pop()?.as_str()?.to_owned();
    let parts = parts.into_iter().map(serde_json::from_value).collect::<Result<_, _>>().ok()?;
    Some((text, parts))
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;

    static TOKENIZER: LazyLock<Tokenizer> = LazyLock::new(Tokenizer::embedded);

    /// Tokens are written with `|` between those that touch and a space between those that do not.
    fn check(text: &str, expected: &str) {
        let mut found = String::new();
        for token in TOKENIZER.tokenize(text) {
            found += token.span.of(text);
            found += if token.space { " " } else { "|" };
        }
        assert_eq!(found.trim_end_matches([' ', '|']), expected);
    }

    #[test]
    fn takes_off_affixes() {
        check("(\"Stop!\")", "(|\"|Stop|!|\"|)");
        check("£3m, US$5 and 20%.", "£|3|m|, US$|5 and 20|%|.");
        check("Lorvale’s mayors' plans…", "Lorvale|’s mayors|' plans|…");
        check("U.S. vs. the UN. A. b.", "U.S. vs. the UN|. A. b.");
    }

    #[test]
    fn splits_inside() {
        check("well-known 2029-30 end.Next a,b 3x5", "well|-|known 2029|-|30 end|.|Next a|,|b 3x5");
        check("-x- a--b a----b", "-x- a|--|b a----b");
    }

    #[test]
    fn knows_exceptions() {
        check("don't cannot 10a.m. gonna", "do|n't can|not 10|a.m. gon|na");
        check("(don't)", "(|do|n't|)");
        check("He'd've", "He|'d|'ve");
    }

    #[test]
    fn joins_exceptions_taken_apart() {
        check("(R-Ky.)", "(|R|-|Ky.|)");
        check("(^_^)!", "(^_^)|!");
        check(": )", ": )");
    }

    #[test]
    fn keeps_addresses() {
        check("see http://a.example/b?c=(d), x@y.example.", "see http://a.example/b?c=(d|)|, x@y.example|.");
    }

    #[test]
    fn takes_linear_time() {
        for hostile in ["(", ")", "((a))", "a.", "@a", "a-", "1.", "…", "/a:"] {
            let text = hostile.repeat(100_000);
            assert!(!TOKENIZER.tokenize(&text).is_empty());
        }
    }

    #[test]
    fn keeps_white_space_but_single_spaces() {
        check("", "");
        check("a  b\n\nc", "a  |b|\n\n|c");
        check(" a", " |a");
    }

    proptest! {
        #[test]
        fn covers_any_text(text in "(?s).{0,40}|[-a-zA-Z0-9.,:;'’\"()$%+/@ \n]{0,40}") {
            let mut at = 0;
            for token in TOKENIZER.tokenize(&text) {
                prop_assert_eq!(token.span.start, at);
                prop_assert!(!token.span.is_empty());
                prop_assert_eq!(token.whitespace, !token.span.of(&text).contains(|c: char| !TOKENIZER.characters.is(c, Classes::SPACE)));
                at = token.span.end + usize::from(token.space);
            }
            // A single space at the end belongs to the token before it.
            prop_assert_eq!(at, text.len());
        }
    }
}
