//! Counts, sums, measures and shares as facts.
//!
//! In: the tokens of a page, without those of times and ages. Out: numbers with hedge, grain and unit, and the token that stands for each in
//! its clause. Numbers inside names are none ("Route 66"), nor are ordinals and what "respectively" shares out.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Raw;
use crate::Analysis;
use crate::event::bound;
use crate::judge::value::{Figure, Value};
use crate::language::{Form, Function, NameKind, Parse, Pos};
use crate::numerals::{self, Number};

pub(super) fn numbers(analysis: &Analysis, taken: &BTreeSet<usize>) -> Vec<Raw> {
    let (parse, text) = (&analysis.parse, analysis.page.text.as_str());
    let mut named = vec![false; parse.tokens.len()];
    for name in &parse.names {
        let free = matches!(
            name.kind,
            NameKind::Cardinal
                | NameKind::Money
                | NameKind::Percent
                | NameKind::Quantity
                | NameKind::Date
                | NameKind::Time
                | NameKind::Ordinal
        );
        if !free && name.tokens.len() > 1 {
            name.tokens.clone().for_each(|t| named[t] = true);
        }
    }
    for timex in &analysis.times {
        parse.tokens_in(timex.span).for_each(|t| named[t] = true);
    }
    taken.iter().for_each(|t| named[*t] = true);
    let mut found: Vec<Raw> = Vec::new();
    let mut t = 0;
    while t < parse.tokens.len() {
        let Some(read) = read(parse, text, t, &named) else {
            t += 1;
            continue;
        };
        t = read.tokens.end.max(t + 1);
        let shared = parse.sentences[parse.tokens[read.anchor].sentence]
            .clone()
            .any(|x| &*parse.tokens[x].lemma == "respectively");
        if shared || row(parse, read.anchor) {
            continue;
        }
        let bracket = read.tokens.start.checked_sub(1).is_some_and(|x| parse.tokens[x].span.of(text) == "(");
        let behind = found.last().is_some_and(|f| f.tokens.end + 3 >= read.tokens.start);
        found.push(Raw {
            tokens: read.tokens,
            anchor: read.anchor,
            value: read.value,
            of: None,
            gloss: bracket && behind,
        });
    }
    found
}

/// Whether a token stands in a row of a table: no verb, and three numbers or more.
fn row(parse: &Parse, token: usize) -> bool {
    let sentence = parse.sentences[parse.tokens[token].sentence].clone();
    let verb = sentence.clone().any(|t| matches!(parse.tokens[t].pos, Pos::Verb | Pos::Aux));
    !verb && sentence.filter(|t| parse.tokens[*t].is_numeral()).count() >= 3
}

struct Read {
    tokens: Range<usize>,
    anchor: usize,
    value: Value,
}

/// Sign or code of a currency before a number, with what it is short for.
fn currency(word: &str) -> Option<&'static str> {
    let plain = word.trim_start_matches(['U', 'S', 'A', 'C', 'N', 'Z', 'H', 'K', 'E']);
    let sign = if plain.starts_with(['$', '€', '£', '¥', '₹']) { plain.chars().next() } else { None };
    match sign {
        Some('$') => Some("USD"),
        Some('€') => Some("EUR"),
        Some('£') => Some("GBP"),
        Some('¥') => Some("JPY"),
        Some('₹') => Some("INR"),
        _ => numerals::unit(&word.to_lowercase()).map(|(u, _)| u).filter(|u| is_currency(u) && word.len() == 3),
    }
}

/// Money that several countries call alike.
const SHARED: &[&str] = &["crown", "som", "sol", "dinar", "peso", "lira", "riyal", "dirham", "leu", "shilling", "dram"];

fn is_currency(unit: &str) -> bool {
    unit.len() == 3 && unit.chars().all(|c| c.is_ascii_uppercase()) || SHARED.contains(&unit)
}

/// A number as it is written in one token: sign, digits, letters of scale or unit ("€9.6bn", "28m", "38%").
fn written(word: &str) -> Option<(Option<&'static str>, Number, String)> {
    let first = word.find(|c: char| c.is_ascii_digit())?;
    let (front, rest) = word.split_at(first);
    let sign = if front.is_empty() { None } else { Some(currency(front)?) };
    let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.'))).unwrap_or(rest.len());
    let (digits, tail) = rest.split_at(end);
    let number = Number::of_word(digits.trim_end_matches([',', '.']))?;
    let tail = tail.to_lowercase();
    tail.chars().all(|c| c.is_alphabetic() || c == '%').then_some((sign, number, tail))
}

/// The number that begins at a token, with its unit and what it counts.
fn read(parse: &Parse, text: &str, start: usize, named: &[bool]) -> Option<Read> {
    let word = |t: usize| parse.tokens.get(t).map_or("", |x| x.span.of(text));
    let sentence = parse.tokens[start].sentence;
    let same = |t: usize| parse.tokens.get(t).is_some_and(|x| x.sentence == sentence);
    if named[start] {
        return None;
    }
    let mut at = start;
    let mut sign = None;
    if !word(at).contains(|c: char| c.is_ascii_digit())
        && let Some(found) = currency(word(at))
    {
        sign = Some(found);
        at += 1;
        if !same(at) || named[at] {
            return None;
        }
    }
    let numeral = |t: usize| {
        same(t)
            && !named[t]
            && matches!(
                parse.tokens[t].form(),
                Form::Numeral | Form::Adjective | Form::Singular | Form::Name | Form::Plural
            )
    };
    // Digits in one token, or words.
    let (number, end, tail) = if let Some((own, number, tail)) = written(word(at)).filter(|_| numeral(at)) {
        sign = sign.or(own);
        (number, at + 1, tail)
    } else {
        if !parse.tokens[at].is_numeral() {
            return None;
        }
        let mut end = at;
        while same(end) && !named[end] {
            let w = word(end).to_lowercase();
            let part = numerals::small(&w).is_some() || (end > at && numerals::scale(&w).is_some() && w.len() > 2);
            let joint = end > at
                && matches!(w.as_str(), "and" | "-")
                && same(end + 1)
                && !named[end + 1]
                && numerals::small(&word(end + 1).to_lowercase()).is_some()
                && (w == "-" || numerals::scale(&word(end - 1).to_lowercase()).is_some());
            if !part && !joint {
                break;
            }
            end += 1;
        }
        if end == at {
            return None;
        }
        (spelled(&(at..end).map(|t| word(t).to_lowercase()).collect::<Vec<_>>())?, end, String::new())
    };
    let (mut number, mut end, mut unit) = (number, end, sign.map(|s| (s, 1.0)));
    // Glued letters: a scale, a unit, per cent.
    match tail.as_str() {
        "" => {}
        "%" | "pc" => unit = Some(("percent", 1.0)),
        "m" if sign.is_none() => unit = Some(("m", 1.0)),
        "t" if sign.is_none() => unit = Some(("kg", 1000.0)),
        tail => match numerals::scale(tail) {
            Some(s) => number = number.scaled(s),
            None => unit = Some(numerals::unit(tail)?),
        },
    }
    while same(end) && !named[end] {
        let w = word(end).to_lowercase();
        let long = w.len() > 2 || sign.is_some() || matches!(w.as_str(), "bn" | "mn" | "tn");
        match numerals::scale(w.trim_end_matches('s')).or_else(|| numerals::scale(&w)).filter(|_| long && w != "dozens")
        {
            Some(s) if s >= 12.0 => number = number.scaled(s),
            _ => break,
        }
        end += 1;
    }
    // "10 to 15", "10-15": a range.
    let mut high = None;
    if matches!(word(end), "to" | "-" | "–")
        && same(end + 1)
        && let Some((_, n, _)) = written(word(end + 1))
        && n.value > number.value
    {
        high = Some(n.value);
        end += 2;
    }
    if matches!(word(end), "/" | ":")
        || (start > 0
            && (matches!(word(start - 1), "/" | "No" | "no." | "No.")
            // "3:2", but not what a colon opens.
            || word(start - 1) == ":" && !parse.tokens[start - 1].space))
    {
        return None;
    }
    if coded(parse, text, start, end) {
        return None;
    }
    // The unit behind, past an adjective of country: "84 billion US dollars".
    let mut noun = None;
    if unit.is_none() {
        let lemma = |t: usize| parse.tokens[t].lemma.to_lowercase();
        for skip in 0..3 {
            let t = end + skip;
            if !same(t) || named[t] && skip == 0 && parse.tokens[t].pos != Pos::Noun {
                break;
            }
            let piece = word(t).to_lowercase();
            let pair = if same(t + 1) { format!("{}_{}", lemma(t), lemma(t + 1)) } else { String::new() };
            let found = numerals::unit(&pair)
                .map(|u| (u, 2))
                .or_else(|| numerals::unit(&lemma(t)).map(|u| (u, 1)))
                .or_else(|| numerals::unit(&piece).map(|u| (u, 1)));
            if piece == "%" || (piece == "per" && word(t + 1) == "cent") || matches!(piece.as_str(), "percent" | "pc") {
                unit = Some(("percent", 1.0));
                end = t + if piece == "per" { 2 } else { 1 };
                break;
            }
            if let Some((u, len)) = found.filter(|((u, _), _)| skip == 0 || is_currency(u)) {
                unit = Some(u);
                end = t + len;
                break;
            }
            let qualifies =
                matches!(parse.tokens[t].pos, Pos::Adj | Pos::Propn) && piece.starts_with(char::is_alphabetic);
            if !qualifies {
                break;
            }
        }
    }
    let last = at.max(start);
    if unit.is_none() {
        // What is counted: the noun that the number modifies, or "N of them".
        let head = parse.tokens[last].head;
        let direct = parse.tokens[last].is(Function::Count)
            || matches!(parse.tokens[last].function(), Function::Adjective | Function::Compound) && head > last;
        if direct && head >= end && head < end + 6 && matches!(parse.tokens[head].pos, Pos::Noun | Pos::Propn) {
            noun = Some(head);
        } else if let Some(next) = (end..end + 4)
            .take_while(|t| same(*t))
            .find(|t| !matches!(parse.tokens[*t].pos, Pos::Adj | Pos::Det) && !parse.tokens[*t].pos.eq(&Pos::Propn))
            && parse.tokens[next].form() == Form::Plural
        {
            noun = Some(next);
        }
    }
    if let Some((_, factor)) = unit {
        number = number.scaled(factor);
        high = high.map(|h| h * factor);
    }
    let (bound, first) = bound(text, parse, start);
    let n = Figure { number, high, bound };
    let value = match unit {
        Some(("percent" | "point", _)) => Value::Share { n },
        Some(("s" | "month", factor)) => {
            let scale = if unit.is_some_and(|u| u.0 == "month") { 2_629_800.0 } else { 1.0 };
            let _ = factor;
            Value::Duration { n: Figure { number: n.number.scaled(scale), ..n } }
        }
        Some((u, _)) if is_currency(u) => Value::Amount { n, currency: u },
        Some((u, _)) => Value::Measure { n, unit: u },
        None => Value::Count { n, of: noun.map(|t| parse.tokens[t].lemma.to_lowercase()).unwrap_or_default() },
    };
    let tokens = first..noun.map_or(end, |t| (t + 1).max(end));
    Some(Read { tokens, anchor: noun.unwrap_or(last), value })
}

/// Whether a number is part of a code ("50-61-014"), the name of a thing ("level 9"), or a side of a rate ("six in ten").
fn coded(parse: &Parse, text: &str, start: usize, end: usize) -> bool {
    let word = |t: usize| parse.tokens.get(t).map_or("", |x| x.span.of(text));
    let glued = |t: usize| parse.tokens.get(t).is_some_and(|x| !x.space);
    if word(start).starts_with('0') && word(start).len() > 1 && !word(start).starts_with("0.") {
        return true;
    }
    if let Some(before) = start.checked_sub(1) {
        let token = &parse.tokens[before];
        if matches!(word(before), "-" | "–") && glued(before) {
            return true;
        }
        let own = parse.tokens[start].head == before || parse.tokens[end - 1].head == before;
        if own && matches!(token.form(), Form::Singular | Form::Name) && token.sentence == parse.tokens[start].sentence
        {
            return true;
        }
        let rate = matches!(word(before).to_lowercase().as_str(), "in" | "every" | "a");
        let number = |t: usize| parse.tokens.get(t).is_some_and(|x| x.is_numeral());
        if rate && (2..=5).any(|back| start.checked_sub(back).is_some_and(number)) && !number(end) {
            let lead = (1..=3).filter_map(|b| start.checked_sub(b)).find(|t| word(*t).eq_ignore_ascii_case("in"));
            if lead.is_some_and(|l| (1..=3).any(|b| l.checked_sub(b).is_some_and(number))) {
                return true;
            }
        }
    }
    let ahead = (end..end + 3).find(|t| word(*t).eq_ignore_ascii_case("in"));
    let bare = |t: usize| parse.tokens.get(t).is_some_and(|x| x.is_numeral()) || word(t) == "every";
    ahead.is_some_and(|t| {
        bare(t + 1) && (word(t + 1) == "every" || numerals::small(&word(t + 1).to_lowercase()) == Some(10.0))
    })
}

/// A number in words, with its grain.
fn spelled(words: &[String]) -> Option<Number> {
    let (mut total, mut part, mut grain) = (0.0, 0.0, 1.0);
    for w in words.iter().filter(|w| !matches!(w.as_str(), "and" | "-")) {
        if let Some(v) = numerals::small(w) {
            part += v;
            grain = 1.0;
        } else {
            let s = numerals::scale(w)?;
            part = if part == 0.0 { 1.0 } else { part } * s;
            grain = s;
            if s >= 1000.0 {
                total += part;
                part = 0.0;
            }
        }
    }
    Some(Number { value: total + part, grain })
}
