//! Values that can be compared: numbers in digits and words, units of measure, the spelling of names.
//!
//! In: tokens. Out: numbers with the grain they are told in, so that "130 km" and "80.8 miles" are one distance.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::language::{Parse, Tag};

/// A number and how finely it is told: `84,000` has a grain of 1000, `4.5` of 0.1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub value: f64,
    pub grain: f64,
}

impl Number {
    /// Whether two numbers may be roundings of one: they lie within half of the coarser grain. Small counts are not rounded.
    pub fn rounds_to(self, other: Number) -> bool {
        let coarse = self.grain.max(other.grain);
        let near = (self.value - other.value).abs();
        near <= 1e-9 || (self.value.min(other.value) >= 20.0 && coarse >= 10.0 && near <= coarse / 2.0)
    }

    fn scaled(self, factor: f64) -> Number {
        Number { value: self.value * factor, grain: self.grain * factor }
    }
}

const SMALL: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS: [&str; 13] = [
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];

fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 100.0,
        "thousand" => 1e3,
        "million" | "m" | "mn" => 1e6,
        "billion" | "bn" => 1e9,
        "dozen" => 12.0,
        _ => return None,
    })
}

/// One word as a number: digits with separators, or a word.
pub(super) fn word(word: &str) -> Option<Number> {
    let w = word.to_lowercase();
    let exact = |value: f64| Some(Number { value, grain: 1.0 });
    if let Some(n) = SMALL.iter().position(|s| *s == w) {
        return exact(n as f64);
    }
    if let Some((tens, ones)) = w.split_once('-')
        && let (Some(t), Some(o)) = (TENS.iter().position(|s| *s == tens), SMALL.iter().position(|s| *s == ones))
    {
        return exact(t as f64 * 10.0 + 20.0 + o as f64);
    }
    if let Some(n) = TENS.iter().position(|s| *s == w) {
        return exact(n as f64 * 10.0 + 20.0);
    }
    let digits = w.trim_start_matches(['$', '€', '£']).replace(',', "");
    if !digits.starts_with(|c: char| c.is_ascii_digit()) || !digits.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let value: f64 = digits.parse().ok()?;
    let grain = match digits.split_once('.') {
        Some((_, decimals)) => 0.1f64.powi(decimals.len().min(9) as i32),
        None => 10f64.powi(digits.chars().rev().take_while(|c| *c == '0').count().min(digits.len() - 1) as i32),
    };
    Some(Number { value, grain })
}

/// An ordinal as a number: "tenth", "10th".
pub(super) fn ordinal(word: &str) -> Option<f64> {
    let w = word.to_lowercase();
    if let Some(n) = ORDINALS.iter().position(|o| *o == w) {
        return Some(n as f64);
    }
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| w.strip_suffix(end))?;
    digits.parse().ok()
}

/// The number that a run of tokens tells: "118", "two hundred", "2.5 million".
pub(super) fn phrase(parse: &Parse, text: &str, tokens: Range<usize>) -> Option<Number> {
    let mut total: Option<Number> = None;
    for t in tokens {
        let piece = parse.tokens.get(t)?.span.of(text);
        let lower = piece.to_lowercase();
        if matches!(lower.as_str(), "and" | "-" | "$" | "€" | "£" | "a") {
            continue;
        }
        match (scale(&lower), word(piece), total) {
            (Some(s), _, Some(n)) => total = Some(n.scaled(s)),
            (Some(s), _, None) => total = Some(Number { value: s, grain: s }),
            (None, Some(n), None) => total = Some(n),
            (None, Some(n), Some(t)) if t.grain > n.value => {
                total = Some(Number { value: t.value + n.value, grain: n.grain });
            }
            _ => return None,
        }
    }
    total
}

/// The whole run of number words around a token; empty when the token is none.
pub(super) fn run(parse: &Parse, text: &str, token: usize) -> Range<usize> {
    let is = |t: usize| {
        parse.tokens.get(t).is_some_and(|x| {
            let piece = x.span.of(text);
            matches!(x.tag, Tag::Cd | Tag::Jj | Tag::Nnp)
                && (word(piece).is_some() || scale(&piece.to_lowercase()).is_some())
        })
    };
    if !is(token) {
        return token..token;
    }
    let sentence = parse.tokens[token].sentence;
    let same = |t: usize| parse.tokens.get(t).is_some_and(|x| x.sentence == sentence);
    let (mut low, mut high) = (token, token + 1);
    while low > 0 && same(low - 1) && is(low - 1) {
        low -= 1;
    }
    while same(high) && is(high) {
        high += 1;
    }
    low..high
}

static UNITS: LazyLock<BTreeMap<&'static str, (&'static str, f64)>> = LazyLock::new(|| {
    let mut units = BTreeMap::new();
    for line in include_str!("../../../../data/judge/units.txt").lines().filter(|l| !l.starts_with('#')) {
        let Some((dimension, rest)) = line.split_once(':') else { continue };
        for unit in rest.split(';') {
            let Some((words, factor)) = unit.split_once('=') else { continue };
            let Ok(factor) = factor.trim().parse::<f64>() else { continue };
            for word in words.split_whitespace() {
                units.insert(word, (dimension, factor));
            }
        }
    }
    units
});

/// A number of some unit in the first unit of its dimension; `None` when the word is no unit.
pub(super) fn measure(number: Number, unit: &str) -> Option<(&'static str, Number)> {
    let (dimension, factor) = UNITS.get(unit.to_lowercase().as_str())?;
    Some((dimension, number.scaled(*factor)))
}

/// Whether two measures agree when both are taken as rounded: half of the coarser grain, and 3 % for what conversion rounds.
pub(super) fn agree(a: Number, b: Number) -> bool {
    let near = (a.value - b.value).abs();
    near <= a.grain.max(b.grain) / 2.0 || near <= 0.03 * a.value.abs().max(b.value.abs())
}

/// Number of letters to change to turn one word into the other (Levenshtein).
pub(super) fn distance(a: &str, b: &str) -> usize {
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut row: Vec<usize> = (0..=y.len()).collect();
    for (i, c) in x.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, d) in y.iter().enumerate() {
            let next = (diagonal + usize::from(c != d)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = std::mem::replace(&mut row[j + 1], next);
        }
    }
    row[y.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, expected: bool) {
        let (a, b) = (word(a).expect("a number"), word(b).expect("a number"));
        assert_eq!(a.rounds_to(b), expected, "{a:?} {b:?}");
    }

    #[test]
    fn numbers_are_told_in_grains() {
        check("118", "181", false);
        check("120", "118", true);
        check("84,000", "84,321", true);
        check("three", "3", true);
        check("twenty-one", "21", true);
        check("nine", "ten", false);
    }

    #[test]
    fn units_are_converted() {
        let of = |n: &str, unit| measure(word(n).expect("a number"), unit).expect("a unit").1;
        assert!(agree(of("130", "km"), of("80", "mile")));
        assert!(!agree(of("130", "km"), of("130", "mile")));
    }
}
