//! Small English grammar of the cards: lists, agreement, beginnings and ends.

use super::{Clause, Voice};

/// So many are named before the rest is counted.
const NAMED: usize = 2;

/// "Courier", "Courier and Post", "Courier, Post and 3 others".
pub fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [a, b] => format!("{a} and {b}"),
        [a, b, c] => format!("{a}, {b} and {c}"),
        all => format!("{} and {} others", all[..NAMED].join(", "), all.len() - NAMED),
    }
}

/// "says Courier", "say two passengers (World Daily)", "say Peter Holt (Ledger = Courier) and Post".
pub(super) fn says(voices: &[Voice]) -> String {
    let names = speakers(voices);
    let many = names.len() > 1 || voices.first().is_some_and(|v| v.by.as_deref().is_some_and(several));
    format!("{} {}", if many { "say" } else { "says" }, listed(&names))
}

/// Who says something: a speaker once, with all pages that quote it in brackets.
pub fn speakers(voices: &[Voice]) -> Vec<String> {
    let mut groups: Vec<(Option<&str>, Vec<&str>)> = Vec::new();
    for v in voices {
        let by = v.by.as_deref().filter(|b| !v.pages.split(" = ").any(|p| p == *b));
        match groups.iter_mut().find(|(known, _)| by.is_some() && *known == by) {
            Some((_, pages)) => pages.push(&v.pages),
            None => groups.push((by, vec![&v.pages])),
        }
    }
    let one = |(by, pages): (Option<&str>, Vec<&str>)| match by {
        Some(by) => format!("{by} ({})", pages.join(", ")),
        None => pages.join(", "),
    };
    groups.into_iter().map(one).collect()
}

/// Whether a speaker without a name is more than one: "two passengers", "police". A name is one, whatever it ends with.
pub(super) fn several(by: &str) -> bool {
    let named = by.split_whitespace().skip(1).any(|w| w.starts_with(char::is_uppercase));
    let head = by.split(" of ").next().unwrap_or(by);
    let last = head.split_whitespace().last().unwrap_or_default();
    let singular = by.starts_with("a ") || by.starts_with("an ") || last.starts_with(char::is_uppercase);
    const COUNTED: [&str; 14] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "many", "both", "dozens",
        "hundreds",
    ];
    let first = by.split_whitespace().next().unwrap_or_default().to_lowercase();
    if COUNTED.contains(&first.as_str()) {
        return true;
    }
    let plural = last.ends_with('s') && !last.ends_with("ss") && !last.ends_with("us");
    !(singular || named && last.starts_with(char::is_uppercase)) && (plural || matches!(last, "police" | "people"))
        || by == "Police"
}

/// With a capital at the beginning.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// With a full stop, unless it ends with one, or with a mark of its own.
pub(super) fn closing(text: &str) -> String {
    let text = text.trim_end();
    let last = text.trim_end_matches(['”', '"']).chars().next_back();
    match last {
        Some('.' | '?' | '!') => text.into(),
        _ => format!("{text}."),
    }
}

/// The question that a clause answers: "did the Corvina leave Port Amel", with another rest than its own.
pub(super) fn turned(clause: &Clause, rest: &str) -> String {
    [clause.auxiliary.as_str(), &clause.subject, &clause.verb, rest]
        .into_iter()
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The same as a question by itself: "When did the Corvina leave Port Amel?"
pub(super) fn question(word: &str, clause: &Clause) -> String {
    format!("{word} {}?", turned(clause, clause.rest.trim_end_matches(['.', ','])))
}

/// What a label is of, without the line and the values: "Sum" of `Sum in “It cost a lot”: 3 or 4`.
pub(super) fn bare_label(label: &str) -> String {
    if label.starts_with('“') {
        return "Whether it is so".into();
    }
    let cut = [" in “", " of “", ": "].iter().filter_map(|m| label.find(m)).min().unwrap_or(label.len());
    label[..cut].trim().to_owned()
}

/// What stands in the first quotation marks of a label.
pub(super) fn quoted(label: &str) -> Option<&str> {
    let (_, rest) = label.split_once('“')?;
    rest.split_once('”').map(|(q, _)| q)
}

/// Small at the beginning, unless it is a name or a word in capitals.
pub(super) fn small(text: &str) -> String {
    const ALWAYS: &[&str] = &[
        "A", "An", "The", "At", "In", "On", "By", "About", "Around", "Some", "More", "Up", "Shortly", "Before",
        "After", "Early", "Late", "All", "Both", "His", "Her", "Its", "Their", "Nearly", "Almost", "Over", "One",
        "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve", "This", "That",
        "No",
    ];
    let first = text.split_whitespace().next().unwrap_or_default();
    if !ALWAYS.contains(&first) {
        return text.into();
    }
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}

/// Whom words without a name mean: "the government", "the Aldmoor coast guard", but "two passengers", "officials" and "Holt".
pub fn definite(by: &str) -> String {
    const OPEN: [&str; 22] = [
        "a", "an", "the", "some", "several", "many", "both", "all", "one", "two", "three", "four", "five", "six",
        "seven", "eight", "nine", "ten", "his", "her", "their", "its",
    ];
    let first = by.split_whitespace().next().unwrap_or_default();
    let head = by.split(" of ").next().unwrap_or(by).split_whitespace().last().unwrap_or_default();
    let named = head.starts_with(char::is_uppercase) || !head.starts_with(char::is_alphabetic);
    if named || OPEN.contains(&first.to_lowercase().as_str()) || several(by) { by.into() } else { format!("the {by}") }
}
