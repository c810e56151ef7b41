//! The specifications of questions and answers, `spec/*.md` of this crate, run as tests.
//!
//! A case is two fenced blocks: `difference` or `forecast` with its parts, a line each, and `expect` with the question and the answer.
//! `UPDATE_SPECS=1` writes what the program gives into the `expect` blocks.
#![allow(clippy::unwrap_used)] // a test fails by panicking

use std::fs;
use std::path::{Path, PathBuf};

use dateline_report::ask::{Card, Case, Clause, Foretold, Outcome, Side, Voice, forecast};

/// What no reader is shown: words of the engine.
const BANNED: [&str; 13] = [
    "polarity",
    "variant",
    "imprecise",
    "syndicated",
    "rests on",
    "rest on",
    "utterance",
    "mention",
    "entity",
    "span",
    "status",
    "discrepancy",
    "contradiction",
];

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("spec");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "md"));
    files.sort();
    files
}

fn voices(text: &str) -> Vec<Voice> {
    let one = |v: &str| match v.split_once(" @ ") {
        Some((by, pages)) => Voice { pages: pages.trim().into(), by: Some(by.trim().into()) },
        None => Voice { pages: v.trim().into(), by: None },
    };
    text.split(';').map(one).collect()
}

fn difference(input: &str) -> Card {
    let mut case = Case { year: Some(2031), ..Case::default() };
    for line in input.lines() {
        let (key, value) = line.split_once(": ").unwrap_or((line, ""));
        let parts: Vec<&str> = value.split('|').map(str::trim).collect();
        match key {
            "kind" => (case.kind, case.status) = (parts[0].into(), parts[1].into()),
            "label" => case.label = value.into(),
            "line" => case.line = value.into(),
            "sentence" => case.sentence = value.into(),
            "clause" => {
                let [subject, auxiliary, verb, told, rest] = parts.as_slice() else { panic!("five parts: {line}") };
                case.clause = Some(Clause {
                    subject: (*subject).into(),
                    auxiliary: (*auxiliary).into(),
                    verb: (*verb).into(),
                    told: (*told).into(),
                    rest: (*rest).into(),
                });
            }
            "side" => {
                let voices = voices(parts[2]);
                let origins = voices.len();
                case.sides.push(Side { value: parts[0].into(), words: parts[1].into(), voices, origins });
            }
            _ => panic!("no such part: {line}"),
        }
    }
    case.card()
}

fn foretold(input: &str) -> Card {
    let mut f = Foretold::default();
    let mut names: Vec<String> = Vec::new();
    for line in input.lines() {
        let (key, value) = line.split_once(": ").unwrap_or((line, ""));
        match key {
            "label" => f.label = value.into(),
            "by" => f.by = Some(value.into()),
            "voices" => f.voices = voices(value),
            "outcome" => {
                f.outcome = match value {
                    "true" => Outcome::True,
                    "false" => Outcome::False,
                    _ => Outcome::Open,
                }
            }
            "settled" => f.settled = value.into(),
            "day" => f.day = value.into(),
            "instead" => f.instead = value.into(),
            "names" => names = value.split(", ").map(str::to_owned).collect(),
            _ => panic!("no such part: {line}"),
        }
    }
    forecast(&f, &|w| names.iter().any(|n| n == w))
}

/// The blocks of a file: info string, first line of the body, body.
fn blocks(text: &str) -> Vec<(String, usize, String)> {
    let mut found = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((n, line)) = lines.next() {
        let Some(info) = line.strip_prefix("```").filter(|i| !i.is_empty()) else { continue };
        let body: Vec<&str> = lines.by_ref().map(|(_, l)| l).take_while(|l| *l != "```").collect();
        found.push((info.to_owned(), n + 1, body.join("\n")));
    }
    found
}

fn result(info: &str, body: &str) -> String {
    let card = match info {
        "difference" => difference(body),
        "forecast" => foretold(body),
        other => panic!("nobody reads a block “{other}”"),
    };
    format!("{}\n{}", card.question, card.answer)
}

#[test]
fn questions_and_answers_are_as_specified() {
    let update = std::env::var_os("UPDATE_SPECS").is_some();
    let mut wrong = Vec::new();
    for file in files() {
        let text = fs::read_to_string(&file).unwrap();
        let mut updated: Vec<String> = text.lines().map(str::to_owned).collect();
        let blocks = blocks(&text);
        assert!(blocks.len() >= 16, "{}: eight cases a kind at least", file.display());
        for pair in blocks.chunks(2).rev() {
            let [(info, line, body), (expect, at, wanted)] = pair else {
                panic!("{}: a case is two blocks", file.display())
            };
            assert_eq!(expect, "expect", "{}:{line}", file.display());
            let given = result(info, body);
            if given != *wanted {
                wrong.push(format!("{}:{line}\n  expected {wanted:?}\n  given    {given:?}", file.display()));
                updated.splice(
                    *at..at + wanted.lines().count().max(usize::from(!wanted.is_empty())),
                    given.lines().map(str::to_owned),
                );
            }
        }
        if update {
            fs::write(&file, updated.join("\n") + "\n").unwrap();
        }
    }
    assert!(update || wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_value_stands_once_and_no_word_of_the_engine() {
    for file in files() {
        for (info, line, body) in blocks(&fs::read_to_string(&file).unwrap()) {
            if info == "expect" {
                continue;
            }
            let shown = result(&info, &body);
            let words: Vec<&str> = shown.split(|c: char| !c.is_alphanumeric()).collect();
            for banned in BANNED {
                let parts: Vec<&str> = banned.split(' ').collect();
                let found =
                    words.windows(parts.len()).any(|w| w.iter().zip(&parts).all(|(a, b)| a.eq_ignore_ascii_case(b)));
                assert!(!found, "{}:{line}: {banned}: {shown}", file.display());
            }
            if info != "difference" {
                continue;
            }
            let answer = shown.split_once('\n').unwrap().1;
            let values = difference(&body).values;
            for value in &values {
                // "not in Velm" holds "Velm".
                let longer = values.iter().filter(|o| *o != value && o.contains(value.as_str()));
                let answer = longer.fold(answer.to_owned(), |a, o| a.replace(o.as_str(), ""));
                let (answer, value) = (answer.to_lowercase(), value.to_lowercase());
                let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                let whole = |at: usize| {
                    edge(answer[..at].chars().next_back()) && edge(answer[at + value.len()..].chars().next())
                };
                let often = answer.match_indices(&value).filter(|(at, _)| !value.is_empty() && whole(*at)).count();
                assert!(often <= 1, "{}:{line}: {value} stands {often} times: {answer}", file.display());
            }
        }
    }
}

/// A kind that nobody has written a question for is shown in the line's own words.
#[test]
fn an_unknown_kind_keeps_its_own_words() {
    let side =
        |value: &str, pages: &str| Side { value: value.into(), voices: voices(pages), origins: 1, ..Side::default() };
    let case = Case {
        kind: "colour".into(),
        status: "contradiction".into(),
        label: "Colour of “The mast was painted”: red or green".into(),
        line: "The mast was painted".into(),
        sides: vec![side("red", "Courier"), side("green", "Post")],
        ..Case::default()
    };
    let card = case.card();
    assert_eq!(
        (card.question.as_str(), card.answer.as_str()),
        ("Colour: The mast was painted", "Red, says Courier; green, says Post.")
    );
}
