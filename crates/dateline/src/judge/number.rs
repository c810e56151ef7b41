//! Different numbers of the same thing in one event: counts, tolls, amounts.
//!
//! In: linked events. The value is a number with the noun it counts, in the clause of the event. Numbers that the sources hedge ("about",
//! "at least") or that round to each other are imprecise; a toll that a later page gives higher is an update; else one of them is wrong.

use std::collections::BTreeMap;

use crate::event::Event;
use crate::language::{Dep, Parse, Pos};
use crate::link::Pile;
use crate::{Analysis, Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Evidence, Variant};

/// A number as a clause gives it.
#[derive(Clone)]
struct Count {
    value: f64,
    words: String,
    hedged: bool,
    at: Evidence,
}

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    for (event, mentions) in pile.mentions.iter().enumerate().filter(|(_, m)| m.len() > 1) {
        let mut by_noun: BTreeMap<String, Vec<Count>> = BTreeMap::new();
        for &(page, local) in mentions {
            for (noun, count) in
                counts(pile.pages[page], page, &pile.pages[page].events[local], pile.sentence(page, local))
            {
                by_noun.entry(noun).or_default().push(count);
            }
        }
        for (noun, counts) in by_noun {
            found.extend(compare(dossier, event, &noun, counts));
        }
    }
    found
}

/// Words for what is killed, hurt or missed: their counts grow as news comes in.
const TOLL: &[&str] = &[
    "person",
    "people",
    "dead",
    "death",
    "victim",
    "casualty",
    "injured",
    "missing",
    "body",
    "survivor",
    "passenger",
    "civilian",
];
const TOLL_EVENTS: &[&str] =
    &["die", "kill", "injure", "wound", "hurt", "death", "find", "recover", "rescue", "miss", "drown", "perish"];

fn compare(dossier: &Dossier, event: usize, noun: &str, counts: Vec<Count>) -> Option<Discrepancy> {
    let mut variants: Vec<(f64, bool, Variant)> = Vec::new();
    for count in &counts {
        match variants.iter_mut().find(|(v, ..)| (*v - count.value).abs() < f64::EPSILON) {
            Some((_, _, v)) => v.support.push(count.at),
            None => variants.push((
                count.value,
                count.hedged,
                Variant { value: format!("{} {noun}", count.words), support: vec![count.at] },
            )),
        }
    }
    let first = variants.first()?;
    let documents: Vec<usize> = variants.iter().flat_map(|(.., v)| v.support.iter().map(|s| s.document)).collect();
    if variants.len() < 2 || documents.iter().all(|d| *d == documents[0]) {
        return None;
    }
    let close = |a: f64, b: f64| (a - b).abs() <= 0.05 * a.abs().max(b.abs()) && a.abs().max(b.abs()) >= 20.0;
    let rounded = variants.iter().all(|(v, ..)| close(*v, first.0));
    let hedged = variants.iter().any(|(_, h, _)| *h);
    let toll = TOLL.contains(&noun)
        || dossier.events[event].label.split(' ').any(|w| TOLL_EVENTS.contains(&w.to_lowercase().as_str()));
    // Documents are sorted by publication.
    let last = |v: &Variant| v.support.iter().map(|s| s.document).min().unwrap_or(0);
    let published = |d: usize| dossier.documents[d].page.published.earliest;
    let mut order: Vec<_> = variants.iter().collect();
    order.sort_by_key(|(.., v)| last(v));
    let growing = order.windows(2).all(|w| w[0].0 <= w[1].0 && published(last(&w[0].2)) < published(last(&w[1].2)));
    let status = if toll && growing {
        DiscrepancyStatus::Update
    } else if rounded || hedged {
        DiscrepancyStatus::Imprecise
    } else {
        DiscrepancyStatus::Contradiction
    };
    Some(Discrepancy {
        kind: DiscrepancyKind::Number,
        status,
        about: Some(event),
        label: format!("{}: number of {noun}", dossier.events[event].label),
        variants: variants.into_iter().map(|(.., v)| v).collect(),
    })
}

/// Counted nouns among the arguments of an event.
fn counts(analysis: &Analysis, _page: usize, event: &Event, at: Evidence) -> Vec<(String, Count)> {
    let (parse, text) = (&analysis.parse, analysis.page.text.as_str());
    let mut found = Vec::new();
    if parse.tokens.get(event.token).is_none() {
        return found;
    }
    let arguments = parse
        .children(event.token)
        .filter(|c| matches!(parse.tokens[*c].dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Attr));
    for argument in arguments.chain([event.token]) {
        let token = &parse.tokens[argument];
        let own = token.pos == Pos::Num;
        let numbers: Vec<usize> = if own {
            vec![argument]
        } else {
            parse.children(argument).filter(|c| parse.tokens[*c].dep == Dep::Nummod).collect()
        };
        // "two or three", "350 and 650": not one number.
        let [number] = numbers.as_slice() else { continue };
        let joined = parse.children(*number).any(|c| matches!(parse.tokens[c].dep, Dep::Conj | Dep::Cc));
        if joined || respectively(parse, event) {
            continue;
        }
        let Some(value) = value(parse, text, *number) else { continue };
        let noun = if own { "people".to_string() } else { token.lemma.to_lowercase() };
        let hedged =
            parse.children(*number).any(|c| matches!(parse.tokens[c].dep, Dep::Advmod | Dep::Quantmod | Dep::Amod));
        let words = text.get(parse.tokens[*number].span.start..parse.tokens[*number].span.end).unwrap_or_default();
        let singular = if noun == "person" { "people".into() } else { noun };
        found.push((singular, Count { value, words: words.to_string(), hedged, at }));
    }
    found
}

fn respectively(parse: &Parse, event: &Event) -> bool {
    parse.sentences.get(event.sentence).is_some_and(|s| s.clone().any(|t| &*parse.tokens[t].lemma == "respectively"))
}

/// The value of a number of digits or of one word, with a following "hundred", "thousand", "million" as compound.
fn value(parse: &Parse, text: &str, number: usize) -> Option<f64> {
    let word =
        |t: usize| text.get(parse.tokens[t].span.start..parse.tokens[t].span.end).unwrap_or_default().to_lowercase();
    let scale = |w: &str| match w {
        "hundred" => Some(100.0),
        "thousand" => Some(1e3),
        "million" => Some(1e6),
        "billion" => Some(1e9),
        "dozen" => Some(12.0),
        _ => None,
    };
    let plain = |w: &str| -> Option<f64> {
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
        if let Some(n) = SMALL.iter().position(|s| *s == w) {
            return Some(n as f64);
        }
        if let Some((tens, ones)) = w.split_once('-') {
            let t = TENS.iter().position(|s| *s == tens)? as f64 * 10.0 + 20.0;
            return Some(t + SMALL.iter().position(|s| *s == ones)? as f64);
        }
        if let Some(n) = TENS.iter().position(|s| *s == w) {
            return Some(n as f64 * 10.0 + 20.0);
        }
        w.replace(',', "").parse().ok()
    };
    let last = word(number);
    let Some(scale) = scale(&last) else { return plain(&last) };
    let parts: Vec<usize> = parse.children(number).filter(|c| parse.tokens[*c].dep == Dep::Compound).collect();
    match parts.as_slice() {
        [part] => plain(&word(*part)).map(|p| p * scale),
        _ => Some(scale).filter(|_| parts.is_empty()),
    }
}
