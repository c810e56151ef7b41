//! Numbers with what they count or measure, tied to the event that they tell of.
//!
//! In: the parse and the heads of the events. Out: for each event its [`Quantity`]s: people, things, money, lengths, weights, shares, in the
//! units of `data/units.toml`. Numbers of dates, of names and of order ("the third") are none.

use std::ops::Range;

use super::{Bound, Quantity};
use crate::Span;
use crate::language::{Form, Function, Parse, Pos};
use crate::lexicon::{self, Flag};
use crate::numerals::{digits, scale, small, unit as unit_of};

/// The quantities of each event, by index into `heads`. `taken` marks tokens of dates and names.
pub(crate) fn quantities(text: &str, parse: &Parse, heads: &[usize], taken: &[bool]) -> Vec<Vec<Quantity>> {
    let mut out = vec![Vec::new(); heads.len()];
    let mut token = 0;
    while token < parse.tokens.len() {
        let run = run(text, parse, token, taken);
        if run.is_empty() {
            token += 1;
            continue;
        }
        token = run.end;
        let Some((quantity, anchor)) = quantity(text, parse, run) else { continue };
        let up = std::iter::once(anchor).chain(parse.ancestors(anchor)).take(8);
        if let Some(event) = up.into_iter().find_map(|a| heads.binary_search(&a).ok()) {
            out[event].push(name_measure(text, parse, heads[event], anchor, quantity));
        }
    }
    out
}

/// Whether a token is a sign of a currency: "$", "US$", "€".
fn sign(text: &str, parse: &Parse, token: usize) -> bool {
    parse.tokens[token].form() == Form::Currency
        || matches!(parse.text(token, text), "$" | "US$" | "€" | "£" | "¥" | "₹")
}

/// The tokens of the number that begins here, over scales and ranges: "$5 million to $6 million", "10-15"; empty when none does.
fn run(text: &str, parse: &Parse, start: usize, taken: &[bool]) -> Range<usize> {
    let last = parse.sentences.get(parse.tokens[start].sentence).map_or(parse.tokens.len(), |s| s.end);
    let numeral = |t: usize| t < last && !taken[t] && parse.tokens[t].is_numeral();
    let begins = |t: usize| numeral(t) || t < last && !taken[t] && sign(text, parse, t) && numeral(t + 1);
    let mut end = start;
    if !begins(end) {
        return start..start;
    }
    loop {
        let scaled = end > start && end < last && !taken[end] && scale(&parse.text(end, text).to_lowercase()).is_some();
        if begins(end) || scaled {
            end += 1;
        } else if end > start
            && end < last
            && matches!(parse.text(end, text), "to" | "-" | "–" | "and" | "or")
            && begins(end + 1)
        {
            end += 2;
        } else {
            return start..end;
        }
    }
}

/// The quantity of a number, and the token that stands for it in the clause.
fn quantity(text: &str, parse: &Parse, run: Range<usize>) -> Option<(Quantity, usize)> {
    let words: Vec<String> =
        run.clone().filter(|t| !sign(text, parse, *t)).map(|t| parse.text(t, text).to_lowercase()).collect();
    let (value, high) = range(&words)?;
    let signed = run.clone().find(|t| sign(text, parse, *t));
    let mut unit = signed.and_then(|t| unit_of(&parse.text(t, text).to_lowercase()));
    // The noun behind that one of the parts modifies, or the part that hangs on something outside.
    let outside = |t: usize| Some(parse.tokens[t].head).filter(|h| !run.contains(h) || *h == t);
    let noun = run
        .clone()
        .filter_map(outside)
        .find(|h| *h >= run.end && *h - run.end < 6 && matches!(parse.tokens[*h].pos, Pos::Noun | Pos::Propn));
    let next = Some(run.end)
        .filter(|n| parse.tokens.get(*n).is_some_and(|t| matches!(t.form(), Form::Plural) && signed.is_none()));
    let noun = noun.or(next);
    let anchor = noun.or_else(|| run.clone().find(|t| outside(*t).is_some())).unwrap_or(run.end - 1);
    let mut of = noun.map(|n| parse.tokens[n].lemma.to_lowercase());
    let mut end = noun.filter(|_| unit.is_none()).map_or(run.end, |n| n + 1);
    if unit.is_none() {
        let next = parse.tokens.get(run.end).map(|_| parse.text(run.end, text).to_lowercase());
        if let Some(noun) = noun {
            let lemma = parse.tokens[noun].lemma.to_lowercase();
            let before = noun.checked_sub(1).filter(|b| *b >= run.end).map(|b| parse.text(b, text).to_lowercase());
            unit = before.and_then(|b| unit_of(&format!("{b}_{lemma}"))).or_else(|| unit_of(&lemma));
            if unit.is_some() {
                of = None;
            }
        } else if let Some(found) = next.as_deref().and_then(unit_of) {
            unit = Some(found);
            end = run.end + 1;
        }
    }
    // "1.5 million of the workers", "dozens of ships", "12 tonnes of fish"
    if of.is_none()
        && let Some(object) = parse.behind(anchor, "of")
    {
        of = Some(parse.tokens[object].lemma.to_lowercase());
    }
    let factor = unit.map_or(1.0, |u| u.1);
    let (bound, hedge) = bound(text, parse, run.start);
    let span = Span::new(parse.tokens[hedge].span.start, parse.tokens[end - 1].span.end);
    let of = of.map(|n| if n == "people" { "person".to_owned() } else { n });
    let scaled = |v: f64| v * factor;
    let unit = unit.map(|u| u.0.to_owned());
    Some((Quantity { span, value: scaled(value), high: high.map(scaled), unit, of, bound }, anchor))
}

/// What a bare number measures: the people killed, or the subject of "the toll rose to 14".
fn name_measure(text: &str, parse: &Parse, event: usize, anchor: usize, mut q: Quantity) -> Quantity {
    if q.of.is_some()
        || q.unit.is_some() && &*parse.tokens[event].lemma != "be" && !Flag::Measures.has(&parse.tokens[event].lemma)
    {
        return q;
    }
    let lemma = &*parse.tokens[event].lemma;
    if Flag::Measures.has(lemma) || lemma == "be" {
        let subject = parse.children(event).find(|c| parse.tokens[*c].is(Function::Subject) && *c != anchor);
        q.of = subject.filter(|s| matches!(parse.tokens[*s].pos, Pos::Noun | Pos::Propn)).map(|s| {
            let compound =
                s.checked_sub(1).filter(|c| parse.tokens[*c].head == s && parse.tokens[*c].is(Function::Compound));
            let noun = parse.tokens[s].lemma.to_lowercase();
            compound.map_or_else(|| noun.clone(), |c| format!("{} {noun}", parse.text(c, text).to_lowercase()))
        });
    } else if Flag::Harms.has(lemma) {
        q.of = Some("person".to_owned());
    }
    q
}

/// How exact a number is meant, from the words before it, and the first token of those.
pub(crate) fn bound(text: &str, parse: &Parse, start: usize) -> (Bound, usize) {
    let sentence = parse.sentences.get(parse.tokens[start].sentence).map_or(start, |s| s.start);
    let mut front = String::new();
    let mut at = start;
    let mut found = (Bound::Exact, start);
    for _ in 0..4 {
        if at <= sentence {
            break;
        }
        at -= 1;
        let word = parse.text(at, text).to_lowercase();
        front = if front.is_empty() { word } else { format!("{word} {front}") };
        let flags = lexicon::flags(&front);
        let of = |flag, bound| flags.has(flag).then_some(bound);
        let hedge = of(Flag::AboutNumber, Bound::About)
            .or_else(|| of(Flag::LeastNumber, Bound::AtLeast))
            .or_else(|| of(Flag::MostNumber, Bound::AtMost));
        let Some(hedge) = hedge else { continue };
        found = (hedge, at);
    }
    found
}

/// One number or the two ends of a range: "350 to 650", "three or four".
fn range(words: &[String]) -> Option<(f64, Option<f64>)> {
    let cut = words.iter().position(|w| matches!(w.as_str(), "to" | "-" | "–" | "and" | "or"));
    match cut {
        Some(c) if c > 0 && c + 1 < words.len() => {
            let (low, high) = (&words[..c], &words[c + 1..]);
            // "one hundred and five" is one number, "five to six million" gives both the scale.
            if words[c] == "and" && low.last().is_some_and(|w| scale(w).is_some()) {
                return number(low).zip(number(high)).map(|(a, b)| (a + b, None));
            }
            if words[c] == "-"
                && words.len() == 3
                && small(&words[0]).is_some_and(|v| v >= 20.0)
                && small(&words[2]).is_some_and(|v| v < 10.0)
            {
                return number(low).zip(number(high)).map(|(a, b)| (a + b, None));
            }
            let b = number(high)?;
            let a = number(low)?;
            let common = high.last().and_then(|w| scale(w)).filter(|s| a < *s).unwrap_or(1.0);
            Some((a * common, Some(b)))
        }
        _ => match words {
            [one] => {
                if let Some((a, b)) = one.split_once(['-', '–'])
                    && let (Some(a), Some(b)) = (digits(a), digits(b))
                {
                    return Some((a, Some(b)));
                }
                number(words).map(|v| (v, None))
            }
            _ => number(words).map(|v| (v, None)),
        },
    }
}

/// A number in words or digits.
fn number(words: &[String]) -> Option<f64> {
    let (mut total, mut part, mut any) = (0.0, 0.0, false);
    for word in words {
        let value = digits(word).or_else(|| small(word));
        if let Some(v) = value {
            part += v;
            any = true;
        } else if let Some(s) = scale(word) {
            part = if any && part != 0.0 { part } else { 1.0 } * s;
            any = true;
            if s >= 1000.0 {
                total += part;
                part = 0.0;
            }
        } else if !matches!(word.as_str(), "a" | "and" | "-") {
            return None;
        }
    }
    any.then_some(total + part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: Option<(f64, Option<f64>)>) {
        let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
        assert_eq!(range(&words), expected, "{words:?}");
    }

    #[test]
    fn numbers_in_words_and_digits() {
        check("1,200", Some((1200.0, None)));
        check("two hundred and five", Some((205.0, None)));
        check("five million", Some((5e6, None)));
        check("2.5bn", Some((2.5e9, None)));
        check("twenty-three thousand four hundred", Some((23400.0, None)));
        check("350 to 650", Some((350.0, Some(650.0))));
        check("five to six million", Some((5e6, Some(6e6))));
        check("10-15", Some((10.0, Some(15.0))));
        check("third", None);
    }
}
