//! Numbers in words and digits, scales, order and units of measure: what the stages that read numbers have in common.
//!
//! In: words, or tokens of a parse. Out: values, for a number with the grain that it is told in, so that "84,000" and "84,321" may be one
//! number and "181" and "118" are not. Units and their factors are data (`data/units.toml`).

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::language::{Form, Parse};

const SMALL: [&str; 20] = [
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
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS: [&str; 21] = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// A number word from zero to ninety-nine, in lower case.
pub(crate) fn small(word: &str) -> Option<f64> {
    if let Some(n) = SMALL.iter().position(|s| *s == word) {
        return Some(n as f64);
    }
    if let Some(n) = TENS.iter().position(|s| *s == word) {
        return Some((n as f64 + 2.0) * 10.0);
    }
    let (tens, ones) = word.split_once('-')?;
    let tens = TENS.iter().position(|s| *s == tens)?;
    let ones = SMALL[1..10].iter().position(|s| *s == ones)?;
    Some((tens as f64 + 2.0) * 10.0 + ones as f64 + 1.0)
}

/// An ordinal: "tenth", "10th", in any case.
pub(crate) fn ordinal(word: &str) -> Option<f64> {
    let w = word.to_lowercase();
    if let Some(n) = ORDINALS.iter().position(|o| *o == w) {
        return Some(n as f64);
    }
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| w.strip_suffix(end))?;
    digits.chars().all(|c| c.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

/// What a word in lower case multiplies the number before it by: "hundred", "million", "bn".
pub(crate) fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" | "hundreds" => 100.0,
        "thousand" | "k" => 1e3,
        "million" | "m" | "mn" => 1e6,
        "billion" | "bn" | "b" => 1e9,
        "trillion" | "tn" => 1e12,
        "dozen" => 12.0,
        _ => return None,
    })
}

/// Digits with commas, a decimal point, a letter of scale behind: "1,200", "2.5m".
pub(crate) fn digits(word: &str) -> Option<f64> {
    let plain = word.replace(',', "");
    if let Ok(v) = plain.parse::<f64>() {
        return Some(v).filter(|v| v.is_finite());
    }
    let cut = plain.find(|c: char| c.is_alphabetic())?;
    let (front, back) = plain.split_at(cut);
    Some(front.parse::<f64>().ok()? * scale(back)?).filter(|v| v.is_finite())
}

/// A number and how finely it is told: `84,000` has a grain of 1000, `4.5` of 0.1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    /// The value.
    pub value: f64,
    /// The smallest step in which it is told.
    pub grain: f64,
}

impl Number {
    /// Whether two numbers may be roundings of one: they lie within half of the coarser grain. Small counts are not rounded.
    pub fn rounds_to(self, other: Number) -> bool {
        let coarse = self.grain.max(other.grain);
        let near = (self.value - other.value).abs();
        near <= 1e-9 || (self.value.min(other.value) >= 20.0 && coarse >= 10.0 && near <= coarse / 2.0)
    }

    /// Whether two measures agree when both are taken as rounded: half of the coarser grain, and 3 % for what conversion rounds.
    pub fn agrees(self, other: Number) -> bool {
        let near = (self.value - other.value).abs();
        near <= self.grain.max(other.grain) / 2.0 || near <= 0.03 * self.value.abs().max(other.value.abs())
    }

    /// The number in another unit.
    pub fn scaled(self, factor: f64) -> Number {
        Number { value: self.value * factor, grain: self.grain * factor }
    }

    /// One word as a number: digits with separators, or a word, in any case.
    pub fn of_word(word: &str) -> Option<Number> {
        let w = word.to_lowercase();
        if let Some(value) = small(&w) {
            return Some(Number { value, grain: 1.0 });
        }
        let figures = w.trim_start_matches(['$', '€', '£']).replace(',', "");
        let starts = figures.starts_with(|c: char| c.is_ascii_digit());
        if !starts || !figures.chars().all(|c| c.is_ascii_digit() || c == '.') {
            return None;
        }
        let value: f64 = figures.parse().ok()?;
        let grain = match figures.split_once('.') {
            Some((_, decimals)) => 0.1f64.powi(decimals.len().min(9) as i32),
            None => 10f64.powi(figures.chars().rev().take_while(|c| *c == '0').count().min(figures.len() - 1) as i32),
        };
        Some(Number { value, grain })
    }

    /// The number that a run of tokens tells: "118", "two hundred", "2.5 million".
    pub fn of_tokens(parse: &Parse, text: &str, tokens: Range<usize>) -> Option<Number> {
        let mut total: Option<Number> = None;
        for t in tokens {
            let piece = parse.tokens.get(t)?.span.of(text);
            let lower = piece.to_lowercase();
            if matches!(lower.as_str(), "and" | "-" | "$" | "€" | "£" | "a") {
                continue;
            }
            match (scale(&lower), Number::of_word(piece), total) {
                (Some(s), _, Some(n)) => total = Some(n.scaled(s)),
                (Some(s), _, None) => total = Some(Number { value: s, grain: s }),
                (None, Some(n), None) => total = Some(n),
                (None, Some(n), Some(t)) if t.grain > n.value || tens(t.value) && n.value < 10.0 && n.grain == 1.0 => {
                    total = Some(Number { value: t.value + n.value, grain: n.grain });
                }
                _ => return None,
            }
        }
        total
    }
}

/// The value in figures, with commas from ten thousand on, as a reader compares them: "14", "84,000", "2.5".
pub(crate) fn figures(value: f64) -> String {
    if value.fract() != 0.0 || value.abs() >= 1e15 {
        return format!("{value}");
    }
    let digits = format!("{:.0}", value.abs());
    if digits.len() < 5 {
        return format!("{value:.0}");
    }
    let mut shown = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(c);
    }
    if value < 0.0 { format!("-{shown}") } else { shown }
}

/// The whole run of number words around a token; empty when the token is none.
pub(crate) fn run(parse: &Parse, text: &str, token: usize) -> Range<usize> {
    let is = |t: usize| {
        parse.tokens.get(t).is_some_and(|x| {
            let piece = x.span.of(text);
            let scaled = || piece.len() > 1 && scale(&piece.to_lowercase()).is_some();
            matches!(x.form(), Form::Numeral | Form::Adjective | Form::Name)
                && (Number::of_word(piece).is_some() || scaled())
        })
    };
    if !is(token) {
        return token..token;
    }
    let sentence = parse.tokens[token].sentence;
    let same = |t: usize| parse.tokens.get(t).is_some_and(|x| x.sentence == sentence);
    // "Forty-four" is one number, "10-15" are two.
    let worded = |t: usize| parse.tokens.get(t).and_then(|x| small(&x.span.of(text).to_lowercase()));
    let joined = |t: usize| {
        t > 0
            && parse.tokens.get(t).is_some_and(|x| x.span.of(text) == "-")
            && worded(t - 1).is_some_and(tens)
            && worded(t + 1).is_some_and(|v| v < 10.0)
    };
    let (mut low, mut high) = (token, token + 1);
    while low > 0 && same(low - 1) && (is(low - 1) || joined(low - 1)) {
        low -= 1;
    }
    while same(high) && (is(high) || joined(high)) {
        high += 1;
    }
    low..high
}

/// Whether a value is one of the tens, to which a unit may be joined: "forty-four".
fn tens(value: f64) -> bool {
    (20.0..=90.0).contains(&value) && value % 10.0 == 0.0
}

/// The number that the run of number words around a token tells, with the tokens of the run; none for a token that is no number word.
pub fn number_at(parse: &Parse, text: &str, token: usize) -> Option<(f64, Range<usize>)> {
    let tokens = run(parse, text, token);
    Number::of_tokens(parse, text, tokens.clone()).map(|n| (n.value, tokens))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    unit: Vec<Unit>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unit {
    name: String,
    words: BTreeMap<String, f64>,
}

static UNITS: LazyLock<BTreeMap<String, (String, f64)>> = LazyLock::new(|| {
    let file: File = crate::data::table("units.toml", include_str!("../../../data/units.toml"));
    let mut units = BTreeMap::new();
    for unit in file.unit {
        for (word, factor) in unit.words {
            units.entry(word).or_insert((unit.name.clone(), factor));
        }
    }
    units
});

/// The unit that a lemma or sign in lower case names: the unit that values are given in, and the factor to it. "mile" is
/// `("m", 1609.344)`.
pub(crate) fn unit(word: &str) -> Option<(&'static str, f64)> {
    UNITS.get(word).map(|(name, factor)| (name.as_str(), *factor))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, expected: bool) {
        let (a, b) = (Number::of_word(a).expect("a number"), Number::of_word(b).expect("a number"));
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
        let of = |n: &str, u: &str| Number::of_word(n).expect("a number").scaled(unit(u).expect("a unit").1);
        assert!(of("130", "km").agrees(of("80", "mile")));
        assert!(!of("130", "km").agrees(of("130", "mile")));
    }

    #[test]
    fn order_and_figures() {
        for (word, expected) in [("tenth", Some(10.0)), ("21st", Some(21.0)), ("north", None), ("th", None)] {
            assert_eq!(ordinal(word), expected, "{word}");
        }
        for (value, expected) in [(14.0, "14"), (1200.0, "1200"), (84000.0, "84,000"), (2.5, "2.5")] {
            assert_eq!(figures(value), expected);
        }
    }
}
