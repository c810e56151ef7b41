//! From a text to the pieces that the time grammar reads.
//!
//! In: the text and, where there is one, its parse. Out: [`Piece`]s with the classes of `data/time/lexicon.toml`. A piece is finer
//! than a token: words, runs of digits and marks stand alone, so that `10:35`, `1990s`, `mid-May` and the glued words of scraped
//! pages (`PoliticsJuly 28`) need no rules of their own. Works on bare text too; then no piece has a token.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::symbols::{Symbol, SymbolSet, Symbols};
use crate::Span;
use crate::language::Parse;

/// A word, number or mark.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    /// Bytes in the text.
    pub span: Span,
    /// Index of the token that holds it, when there is a parse.
    pub token: Option<usize>,
    /// No white space stands before it.
    pub glued: bool,
    /// An empty line or the start of the text stands before it.
    pub fresh: bool,
    /// Symbols that it matches.
    pub set: SymbolSet,
    /// Values of these symbols, where they have one.
    pub values: Vec<(Symbol, i64)>,
    /// Whether a time expression may stand around it.
    pub trigger: bool,
}

impl Piece {
    /// The value that the piece has as `symbol`.
    pub fn value(&self, symbol: Symbol) -> i64 {
        self.values.iter().find(|(s, _)| *s == symbol).map_or(0, |(_, v)| *v)
    }
}

/// What the lexicon knows of a word.
#[derive(Clone, Default)]
struct Entry {
    set: SymbolSet,
    values: Vec<(Symbol, i64)>,
    trigger: bool,
}

/// Word classes and literals, by lower-case word.
pub(crate) struct Lexicon {
    words: FxHashMap<String, Entry>,
    numbers: NumberSymbols,
}

/// Classes that digits get from their form.
struct NumberSymbols {
    int: Symbol,
    day: Symbol,
    month: Symbol,
    hour: Symbol,
    sixty: Symbol,
    year: Symbol,
    two: Symbol,
    old: Symbol,
    clock: Symbol,
    decimal: Symbol,
    word: Symbol,
}

/// `data/time/lexicon.toml`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Classes whose words make it worth looking for a time.
    triggers: Vec<String>,
    /// For each class its words with what they count.
    class: BTreeMap<String, BTreeMap<String, i64>>,
}

impl Lexicon {
    /// The lexicon inside the program.
    pub fn shared() -> &'static Lexicon {
        static SHARED: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(super::grammar::Grammar::symbols()));
        &SHARED
    }

    fn new(symbols: &Symbols) -> Lexicon {
        let data: File = crate::data::table("time/lexicon.toml", include_str!("../../../../data/time/lexicon.toml"));
        let mut words: FxHashMap<String, Entry> = FxHashMap::default();
        for (class, members) in data.class {
            let symbol = symbols.get(&class);
            for (word, value) in members {
                let entry = words.entry(word).or_default();
                if let Some(symbol) = symbol {
                    entry.set.insert(symbol);
                    entry.values.push((symbol, value));
                }
                entry.trigger |= data.triggers.contains(&class);
            }
        }
        for (word, zone) in super::zones::words() {
            let entry = words.entry(word.to_owned()).or_default();
            if let Some(symbol) = symbols.get("zoneplace") {
                entry.set.insert(symbol);
                entry.values.push((symbol, zone));
            }
        }
        for (literal, symbol) in symbols.literals() {
            words.entry(literal.to_string()).or_default().set.insert(symbol);
        }
        for first in
            super::calendar::holiday_names().iter().filter_map(|(name, _)| name.split([' ', '\'', '-', '.']).next())
        {
            words.entry(first.to_string()).or_default().trigger = true;
        }
        let class = |name: &str| symbols.get(name).unwrap_or_default();
        let numbers = NumberSymbols {
            int: class("int"),
            day: class("dom"),
            month: class("monthnum"),
            hour: class("hour"),
            sixty: class("sixty"),
            year: class("year"),
            two: class("twodigits"),
            old: class("oldyear"),
            clock: class("clockdigits"),
            decimal: class("decimal"),
            word: class("word"),
        };
        Lexicon { words, numbers }
    }

    /// Cuts a text into pieces.
    pub fn pieces(&self, text: &str, parse: &Parse) -> Vec<Piece> {
        let bytes = text.as_bytes();
        let mut pieces = Vec::with_capacity(text.len() / 5);
        let (mut at, mut token) = (0, 0);
        let (mut glued, mut newlines) = (false, 2);
        let mut lower = String::with_capacity(32);
        while at < bytes.len() {
            let Some(c) = text[at..].chars().next() else { break };
            if c.is_whitespace() {
                glued = false;
                newlines += usize::from(c == '\n');
                at += c.len_utf8();
                continue;
            }
            let end = if c.is_ascii_digit() {
                number_end(bytes, at)
            } else if c.is_alphabetic() {
                word_end(text, at)
            } else if (c == '\'' || c == '’') && followed_by_s(text, at + c.len_utf8()) {
                at + c.len_utf8() + 1
            } else {
                at + c.len_utf8()
            };
            let span = Span::new(at, end);
            while parse.tokens.get(token).is_some_and(|t| t.span.end <= at) {
                token += 1;
            }
            let held = parse.tokens.get(token).filter(|t| t.span.start <= at).map(|_| token);
            let mut piece = Piece {
                span,
                token: held,
                glued,
                fresh: newlines > 1,
                set: SymbolSet::default(),
                values: Vec::new(),
                trigger: false,
            };
            if c.is_ascii_digit() {
                self.classify_number(&mut piece, span.of(text));
            } else {
                lower.clear();
                fold(span.of(text), &mut lower);
                if let Some(entry) = self.words.get(lower.as_str()) {
                    piece.set = entry.set;
                    piece.values.clone_from(&entry.values);
                    piece.trigger = entry.trigger;
                }
                if c.is_alphabetic() {
                    piece.set.insert(self.numbers.word);
                }
            }
            pieces.push(piece);
            (at, glued, newlines) = (end, true, 0);
        }
        pieces
    }

    fn classify_number(&self, piece: &mut Piece, digits: &str) {
        let n = &self.numbers;
        let mut add = |symbol: Symbol, value: i64| {
            piece.set.insert(symbol);
            piece.values.push((symbol, value));
        };
        if let Some((whole, part)) = digits.split_once('.') {
            let tenths = part.as_bytes().first().map_or(0, |b| i64::from(b - b'0'));
            if let Ok(whole) = whole.parse::<i64>() {
                add(n.decimal, whole * 10 + tenths);
            }
            return;
        }
        let grouped = digits.contains(',');
        let Ok(value) = digits.replace(',', "").parse::<i64>() else { return };
        let length = digits.len();
        add(n.int, value);
        if grouped {
            piece.trigger = true;
            return;
        }
        if length <= 2 {
            for (symbol, low, high) in [(n.day, 1, 31), (n.month, 1, 12), (n.hour, 0, 24)] {
                if (low..=high).contains(&value) {
                    add(symbol, value);
                }
            }
        }
        if length == 2 {
            add(n.two, value);
            if value < 60 {
                add(n.sixty, value);
            }
        }
        if length == 4 {
            if (1000..2200).contains(&value) {
                add(n.year, value);
            }
            if value / 100 < 25 && value % 100 < 60 {
                add(n.clock, value);
            }
        }
        if length <= 4 && value > 0 {
            add(n.old, value);
        }
        piece.trigger = length <= 4;
    }
}

/// Lower case, without the dots of abbreviations, straight apostrophes.
fn fold(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '.' if text.len() > 1 => {}
            '’' => out.push('\''),
            '–' | '—' | '−' | '‑' => out.push('-'),
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c => out.extend(c.to_lowercase()),
        }
    }
}

/// End of a run of digits with its thousands' commas or its decimal point.
fn number_end(bytes: &[u8], start: usize) -> usize {
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = start + digits(start);
    if end - start <= 3 {
        while bytes.get(end) == Some(&b',') && digits(end + 1) == 3 {
            end += 4;
        }
    }
    let decimals = if bytes.get(end) == Some(&b'.') { digits(end + 1) } else { 0 };
    // One decimal is a quantity; two may be minutes or a month ("10.30 a.m.", "12.09.2023") and stay apart.
    if decimals == 1 && bytes.get(end + 2) != Some(&b'.') && end - start <= 3 { end + 2 } else { end }
}

/// End of a word: letters, or the letters and dots of an abbreviation; a change from lower to upper case ends it too.
fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut lower = false;
    let mut letters = 0;
    for c in text[start..].chars() {
        if !c.is_alphabetic() || (lower && c.is_uppercase()) {
            break;
        }
        lower = c.is_lowercase();
        letters += 1;
        end += c.len_utf8();
    }
    if letters == 1 && text[end..].starts_with('.') {
        // "a.m.", "B.C.": single letters, each with a dot; the last dot may be missing.
        let mut at = end;
        let mut count = 1;
        loop {
            let mut rest = text[at..].chars();
            let (dot, letter, after) = (rest.next(), rest.next(), rest.next());
            let word = letter.is_some_and(char::is_alphabetic) && !after.is_some_and(char::is_alphabetic);
            if dot != Some('.') || !word {
                break;
            }
            count += 1;
            at += 1 + letter.map_or(0, char::len_utf8);
        }
        if count > 1 {
            return if text[at..].starts_with('.') { at + 1 } else { at };
        }
    }
    end
}

fn followed_by_s(text: &str, at: usize) -> bool {
    let mut rest = text[at..].chars();
    rest.next() == Some('s') && !rest.next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let pieces = Lexicon::shared().pieces(text, &Parse::default());
        let words: Vec<&str> = pieces.iter().map(|p| p.span.of(text)).collect();
        assert_eq!(words.join(" "), expected);
    }

    #[test]
    fn pieces_are_finer_than_tokens() {
        check("PoliticsJuly 28, 2023", "Politics July 28 , 2023");
        check("at 10:35 a.m. (0735 GMT)", "at 10 : 35 a.m. ( 0735 GMT )");
        check("the mid-1990s, 2,500 men in 480 B.C.", "the mid - 1990 s , 2,500 men in 480 B.C.");
        check("last year’s 1.5 hours in 2023.", "last year ’s 1.5 hours in 2023 .");
        check("12.09.2023 at 10.30", "12 . 09 . 2023 at 10 . 30");
    }
}
