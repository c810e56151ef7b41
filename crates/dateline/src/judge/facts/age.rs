//! Ages as facts: "Ann Lee, 34,", "Ann Lee (34)", "the 34-year-old nurse", "aged 34", "she was 34".
//!
//! In: a page. Out: ages with the entity that they are told of. A number after a name is an age when it stands alone between commas or
//! brackets and a person can be as old.

use super::Raw;
use crate::entity::EntityKind;
use crate::event::Bound;
use crate::judge::value::{Figure, Value};
use crate::language::{Function, Pos};
use crate::lexicon::Flag;
use crate::numerals::Number;
use crate::{Analysis, LocalEntity};

/// No age outside these is told of a person in the news.
const YEARS: std::ops::RangeInclusive<f64> = 1.0..=115.0;

pub(super) fn ages(analysis: &Analysis) -> Vec<Raw> {
    let (parse, text) = (&analysis.parse, analysis.page.text.as_str());
    let word = |t: usize| parse.tokens.get(t).map_or("", |x| x.span.of(text));
    let on = analysis.page.published.earliest;
    let mut found: Vec<Raw> = Vec::new();
    // Who ends at a token, and who stands at one.
    let person_at = |t: usize| {
        let span = parse.tokens.get(t)?.span;
        analysis.entities.position(|e| {
            e.kind == EntityKind::Person && e.mentions.iter().any(|m| m.head == t || m.span.contains(span))
        })
    };
    let mut add = |tokens: std::ops::Range<usize>, number: Number, of: Option<LocalEntity>| {
        if YEARS.contains(&number.value) && number.value.fract() == 0.0 {
            let n = Figure { number: Number { value: number.value, grain: 1.0 }, high: None, bound: Bound::Exact };
            found.push(Raw { anchor: tokens.start, tokens, value: Value::Age { n, on }, of, gloss: false });
        }
    };
    for t in 0..parse.tokens.len() {
        let Some(number) = Number::of_word(word(t)).filter(|n| n.value < 200.0) else { continue };
        let sentence = parse.tokens[t].sentence;
        let same = |x: usize| parse.tokens.get(x).is_some_and(|k| k.sentence == sentence);
        // "34-year-old": one token or five.
        let hyphened = word(t + 1) == "-" && word(t + 2).starts_with("year") && word(t + 4) == "old";
        let spaced = word(t + 1).starts_with("year") && word(t + 2) == "old";
        if hyphened || spaced {
            let end = t + if hyphened { 5 } else { 3 };
            // What it describes, or who "was 34 years old".
            let noun = (end..end + 4).take_while(|x| same(*x)).find_map(person_at);
            let subject =
                parse.ancestors(t).take(4).find_map(|a| parse.child(a, Function::Subject)).and_then(person_at);
            add(t..end, number, noun.or(subject));
            continue;
        }
        let (before, after) = (t.checked_sub(1).map_or("", word), word(t + 1));
        let closed = matches!(after, "," | ")" | "." | ";" | ":") || !same(t + 1);
        if matches!(before, "," | "(") && closed && (before == ",") == (after != ")") && parse.tokens[t].is_numeral() {
            let of = t.checked_sub(2).filter(|x| same(*x)).and_then(person_at);
            let noun =
                t.checked_sub(2).is_some_and(|x| same(x) && matches!(parse.tokens[x].pos, Pos::Noun | Pos::Propn));
            if of.is_some() || noun && number.value >= 10.0 && after != "." {
                add(t..t + 1, number, of);
            }
            continue;
        }
        let aged = matches!(before.to_lowercase().as_str(), "aged" | "age");
        if aged && t >= 2 {
            let of = (t.saturating_sub(5)..t - 1).rev().filter(|x| same(*x)).find_map(person_at);
            add(t - 1..t + 1, number, of);
            continue;
        }
        // "A boy of nine".
        if of_somebody(analysis, t) {
            add(t..t + 1, number, person_at(t - 2));
            continue;
        }
        // "She was 34", "who was 34": a bare number as the predicate of a person.
        let head = parse.tokens[t].head;
        let bare = matches!(parse.tokens[t].function(), Function::Attribute | Function::Predicate)
            && &*parse.tokens[head].lemma == "be";
        // "Since she was 16", "when he was ten": of another time.
        let then = parse.children(head).any(|c| {
            parse.tokens[c].is(Function::Marker) || matches!(&*parse.tokens[c].lemma, "when" | "since" | "until")
        });
        if bare
            && !then
            && parse.children(t).all(|c| parse.tokens[c].is(Function::Punctuation) || c > t + 3)
            && number.value >= 10.0
        {
            let subject = parse.child(head, Function::Subject);
            let relative = parse.tokens[head].head;
            let of = subject
                .and_then(person_at)
                .or_else(|| (parse.tokens[head].is(Function::Relative)).then(|| person_at(relative)).flatten());
            if of.is_some() {
                add(t..t + 1, number, of);
            }
        }
    }
    found
}

/// Whether a number says how old somebody is behind "of": "a boy of nine", "a woman of 52".
pub(in crate::judge) fn of_somebody(analysis: &Analysis, number: usize) -> bool {
    let parse = &analysis.parse;
    let back = |n: usize| number.checked_sub(n).and_then(|t| parse.tokens.get(t));
    let person = |t: &crate::language::Token| !t.is_plural() && Flag::Person.has(&t.lemma.to_lowercase());
    let counts = parse.tokens.get(number + 1).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Propn));
    !counts && back(1).is_some_and(|t| &*t.lemma == "of") && back(2).is_some_and(person)
}
