//! Numbers: "How many …?", "How much …?", "What age is given for …?", and the number with the hedge of its source.

use super::english::{bare_label, turned};
use super::{Case, Side};

/// What stands before a number and says how exactly it is meant, longest first.
const HEDGES: [&str; 25] = [
    "a little more than",
    "a little less than",
    "no fewer than",
    "no more than",
    "as many as",
    "more than",
    "less than",
    "fewer than",
    "at least",
    "at most",
    "up to",
    "just over",
    "just under",
    "well over",
    "close to",
    "approximately",
    "around",
    "about",
    "roughly",
    "nearly",
    "almost",
    "over",
    "under",
    "some",
    "only",
];
const SMALL: [&str; 13] =
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

pub(super) fn ask(case: &Case) -> Option<String> {
    if let Some(who) = case.label.strip_prefix("Age of ").and_then(|l| l.split(':').next()) {
        return Some(format!("What age is given for {who}?"));
    }
    counted(&bare_label(&case.label)).or_else(|| how_many(case)).or_else(|| bare_count(&case.sentence))
}

/// The question of a count of the whole story.
pub(super) fn counted(label: &str) -> Option<String> {
    Some(match label {
        "Number of dead" => "How many people died?".into(),
        "Number aboard" => "How many people were aboard?".into(),
        other => {
            format!("How many people were {}?", other.strip_prefix("Number of ").filter(|w| w.split(' ').count() == 1)?)
        }
    })
}

/// "How many were injured?" of a sentence that is a count and no more: "Twelve were injured."
fn bare_count(sentence: &str) -> Option<String> {
    let (number, rest) = sentence.trim_end_matches('.').split_once(' ')?;
    let verb = ["were", "are", "was", "is", "have", "died"].iter().any(|v| rest.split(' ').next() == Some(v));
    (is_number(number) && verb && plain(rest) && rest.split(' ').count() < 9).then(|| format!("How many {rest}?"))
}

/// The line with its number asked for.
fn how_many(case: &Case) -> Option<String> {
    let noun = noun(case)?;
    let asked = match noun.as_str() {
        "$" | "€" | "£" => "How much".to_owned(),
        // One man and two of them: there is no noun for both.
        noun if !noun.ends_with('s') && !noun.ends_with("people") && !noun.ends_with("men") => "How many".into(),
        noun => format!("How many {noun}"),
    };
    let clause = case.clause()?;
    let given = case.sides.iter().filter(|s| !s.value.is_empty());
    for value in given.flat_map(|s| [s.words.as_str(), s.value.as_str()]).filter(|v| !v.is_empty()) {
        let lower = value.to_lowercase();
        let subject = clause.subject.strip_prefix("the ").unwrap_or(&clause.subject).to_lowercase();
        // "Seven boats sank off Vellin": the subject is what is counted, and the line keeps its order.
        if let Some(rest) = strip(&subject, &lower) {
            let own = &clause.subject[clause.subject.len() - rest.len()..];
            let line = [own.trim(), &clause.told, &clause.rest]
                .into_iter()
                .filter(|w| !w.is_empty())
                .collect::<Vec<_>>()
                .join(" ");
            let more = line.starts_with("more ") || line.starts_with("other ");
            return (plain(&line) && !more).then(|| format!("{asked} {line}?"));
        }
        // "The fire burnt 300 hectares": the object is asked for before the verb.
        let rest = clause.rest.to_lowercase();
        if let Some(at) = rest.find(&lower).filter(|at| behind_verb(&rest[..*at])) {
            let after = clause.rest.get(at + lower.len()..)?.trim();
            return plain(after).then(|| format!("{asked} {}?", turned(clause, after)));
        }
    }
    None
}

/// The rest of a text that begins with a number's words, hedge before it or not.
fn strip<'t>(text: &'t str, number: &str) -> Option<&'t str> {
    let bare = HEDGES.iter().find_map(|h| text.strip_prefix(h)).map_or(text, str::trim_start);
    let rest = text.strip_prefix(number).or_else(|| bare.strip_prefix(number))?;
    (rest.is_empty() || rest.starts_with(' ')).then_some(rest)
}

/// Whether only a hedge stands between the verb and the number.
fn behind_verb(between: &str) -> bool {
    let between = between.trim();
    between.is_empty() || HEDGES.contains(&between)
}

/// Whether a text holds no other number that would stand in the question.
fn plain(text: &str) -> bool {
    !text.chars().any(|c| c.is_ascii_digit())
}

/// What all sides count, as the first with more than one has it; `$` for money. `None` when they count different things.
fn noun(case: &Case) -> Option<String> {
    let of = |value: &str| -> Option<String> {
        let money = value.chars().find(|c| matches!(c, '$' | '€' | '£'));
        if let Some(sign) = money {
            return Some(sign.to_string());
        }
        let words: Vec<&str> = value.split_whitespace().collect();
        let at = words.iter().position(|w| is_number(w))?;
        let rest: Vec<&str> = words[at + 1..]
            .iter()
            .copied()
            .filter(|w| !matches!(*w, "million" | "billion" | "hundred" | "thousand"))
            .collect();
        Some(rest.join(" "))
    };
    let nouns: Vec<String> = case.sides.iter().filter_map(|s| of(&s.value)).collect();
    let told: Vec<&String> = nouns.iter().filter(|n| !n.is_empty()).collect();
    let first = told.first()?;
    let like = |n: &&&String| stem(n) == stem(first);
    (told.iter().all(|n| like(&n)))
        .then(|| told.iter().find(|n| n.ends_with('s') || n.ends_with("people")).map_or(first, |n| n).to_string())
}

/// "miner" and "miners", "person" and "people" count the same.
fn stem(noun: &str) -> &str {
    match noun {
        "person" | "persons" => "people",
        noun => noun.strip_suffix('s').unwrap_or(noun),
    }
}

fn is_number(word: &str) -> bool {
    let word = word.to_lowercase();
    word.starts_with(|c: char| c.is_ascii_digit())
        || SMALL.contains(&word.as_str())
        || word.split('-').all(|w| tens(w).is_some() || SMALL.contains(&w))
}

fn tens(word: &str) -> Option<u32> {
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    const TEENS: [&str; 7] = ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];
    let ten = TENS.iter().position(|t| *t == word).map(|i| 20 + 10 * i as u32);
    ten.or_else(|| TEENS.iter().position(|t| *t == word).map(|i| 13 + i as u32))
}

/// The number as figures with the hedge of its source: "at least 3"; with its unit when the question does not name it.
pub(super) fn value(case: &Case, side: &Side) -> String {
    let hedge = HEDGES.iter().find(|h| side.words.to_lowercase().starts_with(&format!("{h} ")));
    let label = bare_label(&case.label);
    if case.label.starts_with("Age of ") {
        return figures(side.value.split("-year").next().unwrap_or(&side.value));
    }
    let printed = side.words.split_whitespace().find(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    let printed = printed
        .map(|w| w.trim_end_matches([',', '.', ';']))
        .filter(|w| w.replace(',', "") == side.value.split(' ').next().unwrap_or_default());
    let mut told = match label.as_str() {
        // Money keeps what scales it, and a number the commas of its source.
        _ if side.value.starts_with(['$', '€', '£']) && side.words.contains(&side.value) => side.words.clone(),
        _ if printed.is_some() && counted(&label).is_some() => printed.unwrap_or_default().to_owned(),
        // The slot of a count stands in the question.
        l if counted(l).is_some() => side.value.split_whitespace().next().unwrap_or(&side.value).to_owned(),
        _ => figures(&side.value),
    };
    if ask(case).is_some_and(|q| q.starts_with("How many ")) {
        told = figure(told.split_whitespace().next().unwrap_or_default()).unwrap_or(told);
    }
    match hedge {
        Some(h) if !told.starts_with(h) => format!("{h} {told}"),
        _ => told,
    }
}

/// A value with its number in figures: "Fourteen people" is "14 people"; sides are compared.
fn figures(value: &str) -> String {
    let (first, rest) = value.split_once(' ').unwrap_or((value, ""));
    let scaled = ["hundred", "thousand", "million", "billion", "and"].iter().any(|s| rest.starts_with(s));
    match figure(first).filter(|_| !scaled) {
        Some(number) if rest.is_empty() => number,
        Some(number) => format!("{number} {rest}"),
        None => value.to_owned(),
    }
}

fn figure(word: &str) -> Option<String> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(word.to_owned());
    }
    let word = word.to_lowercase();
    let small = |w: &str| SMALL.iter().position(|s| *s == w).map(|i| i as u32).or_else(|| tens(w));
    match word.split_once('-') {
        Some((ten, one)) => Some((small(ten)? + small(one)?).to_string()),
        None => small(&word).map(|n| n.to_string()),
    }
}
