//! Forecasts: "Would ferries sail on 10 March?", who said so, and what came.

use super::english::{capital, closing, listed, says, speakers};
use super::{Card, Voice};

/// What is known of a forecast.
#[derive(Clone, Debug, Default)]
pub struct Foretold {
    /// What is foretold: a clause with its modal, or the words of the source.
    pub label: String,
    /// Who makes it, by name; none when the page itself does.
    pub by: Option<String>,
    /// The pages that have it.
    pub voices: Vec<Voice>,
    /// What came of it.
    pub outcome: Outcome,
    /// The line that settles it, with its day, or the sentence that tells of it, with its pages; empty when nothing does.
    pub settled: String,
    /// The day of that line, in words.
    pub day: String,
    /// The place that came instead of the one foretold; empty when the place was not what failed.
    pub instead: String,
}

/// What came of a forecast.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// It came true.
    True,
    /// It did not.
    False,
    /// Nobody tells.
    #[default]
    Open,
}

/// Words that say of whom a clause tells only in its page.
const PRONOUNS: [&str; 19] = [
    "i", "we", "you", "he", "she", "it", "they", "this", "that", "these", "those", "there", "our", "my", "them", "him",
    "us", "me", "here",
];
/// Words that say whose a subject is only in its page; behind a subject with a name they are its own.
const OWN: [&str; 4] = ["his", "her", "its", "their"];
const MODALS: [(&str, &str); 8] = [
    ("will", "Would"),
    ("would", "Would"),
    ("shall", "Would"),
    ("could", "Could"),
    ("might", "Might"),
    ("may", "Might"),
    ("can", "Could"),
    ("should", "Should"),
];
/// Words that turn what is foretold into its opposite.
const NEGATIVE: [&str; 9] = ["not", "never", "no", "nobody", "nothing", "none", "neither", "hardly", "cannot"];

/// The card of a forecast.
pub fn forecast(f: &Foretold, proper: &dyn Fn(&str) -> bool) -> Card {
    let asked = question(&f.label, proper);
    let question = asked.clone().unwrap_or_else(|| match &f.by {
        Some(by) if !f.label.to_lowercase().starts_with(&by.to_lowercase()) => format!("{}: {}", capital(by), f.label),
        _ => f.label.clone(),
    });
    let voices: Vec<Voice> =
        f.voices.iter().map(|v| Voice { pages: v.pages.clone(), by: f.by.clone().or_else(|| v.by.clone()) }).collect();
    let who = listed(&speakers(&voices));
    let said = match (asked.is_some(), f.by.is_some()) {
        (true, true) => format!("Yes, said {who}."),
        (true, false) => format!("Yes, {}.", says(&voices)),
        (false, _) => format!("Told by {}.", listed(&f.voices.iter().map(|v| v.pages.clone()).collect::<Vec<_>>())),
    };
    let day = if f.day.is_empty() { String::new() } else { format!(" ({})", f.day) };
    let came = match (f.outcome, f.settled.is_empty()) {
        (Outcome::Open, _) => "Open.".to_owned(),
        (Outcome::True, true) => "It came true.".to_owned(),
        (Outcome::False, true) => "It did not come true.".to_owned(),
        (Outcome::True, false) => format!("It came true{day}: {}", closing(&f.settled)),
        (Outcome::False, false) if f.instead.is_empty() => {
            format!("It did not come true{day}: {}", closing(&f.settled))
        }
        (Outcome::False, false) => format!("It was {}{day}: {}", f.instead, closing(&f.settled)),
    };
    Card { question, answer: format!("{said} {came}"), values: Vec::new() }
}

/// "Would the ferries sail on Monday?" of "The ferries will sail on Monday".
fn question(label: &str, proper: &dyn Fn(&str) -> bool) -> Option<String> {
    let label = label.trim().trim_end_matches(['.', ',']);
    if label.contains(['“', '"', '”', ':', ';', '…']) {
        return None;
    }
    let words: Vec<&str> = label.split(' ').collect();
    let negative = |w: &&str| NEGATIVE.contains(&w.to_lowercase().as_str()) || w.ends_with("n't") || w.ends_with("n’t");
    if words.len() > 26 || words.iter().any(negative) {
        return None;
    }
    let (subject, asked, rest) = parts(&words)?;
    let only = |w: &&str| PRONOUNS.contains(&w.to_lowercase().as_str());
    let second =
        |w: &&str| matches!(*w, "will" | "would" | "said" | "says" | "who" | "which" | "because" | "when" | "if");
    let first = subject.first()?;
    let begins =
        ["on", "in", "at", "by", "before", "after", "if", "when", "as", "for"].contains(&first.to_lowercase().as_str());
    let whole = !subject.iter().chain(rest).any(second) && !subject.iter().any(|w| w.ends_with(',')) && !begins;
    let last = rest.last()?;
    let dangling =
        ["as", "soon", "to", "of", "in", "on", "at", "by", "for", "and", "or", "is", "the", "a", "with", "say", "that"]
            .contains(last);
    if !whole
        || dangling
        || subject.len() > 12
        || subject.iter().any(only)
        || rest.iter().any(only)
        || OWN.contains(&first.to_lowercase().as_str())
    {
        return None;
    }
    let head = if proper(first) { (*first).to_owned() } else { lowered(first) };
    let subject: Vec<&str> = std::iter::once(head.as_str()).chain(subject[1..].iter().copied()).collect();
    Some(format!("{asked} {} {}?", subject.join(" "), rest.join(" ")))
}

/// Subject, the word that asks, and the rest of a clause on what is to come.
fn parts<'w>(words: &'w [&'w str]) -> Option<(&'w [&'w str], &'static str, &'w [&'w str])> {
    for (i, word) in words.iter().enumerate().skip(1) {
        let next = |n: usize| words.get(i + n).copied().unwrap_or_default();
        let be = matches!(*word, "is" | "are" | "was" | "were");
        let found = match *word {
            _ if be && next(1) == "to" => Some((i, i + 2)),
            _ if be
                && matches!(next(1), "expected" | "due" | "forecast" | "set" | "scheduled" | "likely")
                && next(2) == "to" =>
            {
                Some((i, i + 3))
            }
            "expects" | "expect" | "expected" if next(1) == "to" => Some((i, i + 2)),
            _ => None,
        };
        if let Some((at, behind)) = found {
            return Some((&words[..at], "Would", &words[behind..]));
        }
        // "Holt expects the road to open": asked is of the road.
        if matches!(*word, "expects" | "expect") {
            let to = (i + 2..words.len()).find(|t| words[*t] == "to")?;
            return Some((&words[i + 1..to], "Would", &words[to + 1..])).filter(|_| to < i + 9);
        }
        if let Some((_, asked)) = MODALS.iter().find(|(m, _)| m == word) {
            return Some((&words[..i], asked, &words[i + 1..]));
        }
    }
    None
}

fn lowered(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}
