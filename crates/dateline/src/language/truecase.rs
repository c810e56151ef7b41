//! The case of headings: "Ferry Sinks Off Northport, Two Killed" written as "Ferry sinks off Northport, two killed".
//!
//! In: a text. Out: the text of the same length in which the words of headings have the case that they have in running text; `None`
//! when there is no such heading. The networks were trained on running text and take every capitalised word of a heading for a name.
//!
//! What decides is the page: a word that its sentences write small is small, one that they write with a capital is a name. Of words that
//! stand in headings only, forms of verbs and little words are made small, in headings of capitals all known words.

use std::collections::BTreeMap;

use super::Pos;
use super::lemmatizer::Lemmatizer;

/// Words of this many letters show how a line is written; shorter ones are often small in headings too.
const TELLING: usize = 4;
/// Least number of telling words in a heading.
const WORDS: usize = 3;
/// Longest heading, in bytes.
const LONGEST: usize = 240;

/// How a line writes its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Running,
    /// "Ferry Sinks Off Northport"
    Title,
    /// "FERRY SINKS OFF NORTHPORT"
    Capitals,
}

/// Words that are small in a heading's sentence whatever the page says, and that headings may write small; sorted.
const LITTLE: &[&str] = &[
    "a", "about", "after", "against", "all", "amid", "among", "an", "and", "are", "as", "at", "be", "because", "been",
    "before", "but", "by", "can", "could", "de", "despite", "did", "do", "does", "for", "from", "had", "has", "have",
    "he", "her", "his", "how", "i", "if", "in", "into", "is", "it", "its", "la", "may", "more", "near", "new", "no",
    "nor", "not", "of", "off", "on", "one", "or", "our", "out", "over", "per", "s", "says", "she", "should", "since",
    "so", "t", "than", "that", "the", "their", "they", "this", "through", "to", "under", "until", "up", "van", "via",
    "von", "vs", "was", "we", "were", "what", "when", "where", "while", "who", "why", "will", "with", "within",
    "without", "would", "yet", "you", "your",
];

fn is_little(lower: &str) -> bool {
    LITTLE.binary_search(&lower).is_ok()
}

/// How often the sentences of a page write a word small and, where no sentence begins, with a capital.
type Written = BTreeMap<String, (u32, u32)>;

/// See the module.
pub(crate) fn truecase(text: &str, lemmatizer: &Lemmatizer) -> Option<String> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        lines.push((start, line, style(line)));
        start += line.len() + 1;
    }
    if lines.iter().all(|l| l.2 == Style::Running) {
        return None;
    }
    let written = written(lines.iter().filter(|l| l.2 == Style::Running).map(|l| l.1));
    let mut out = text.as_bytes().to_vec();
    for (start, line, style) in lines.iter().filter(|l| l.2 != Style::Running) {
        for (at, word) in words(line).skip(1) {
            let cased = match style {
                Style::Capitals => in_capitals(word, &written, lemmatizer),
                _ => is_small(word, &written, lemmatizer).then(|| word.to_lowercase()),
            };
            let Some(cased) = cased.filter(|c| c.len() == word.len()) else { continue };
            out[start + at..start + at + word.len()].copy_from_slice(cased.as_bytes());
        }
    }
    String::from_utf8(out).ok().filter(|t| t != text)
}

/// The runs of letters of a line with their offsets.
fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let tail = line.get(rest..)?;
        let start = rest + tail.find(char::is_alphabetic)?;
        let tail = line.get(start..)?;
        let end = start + tail.find(|c: char| !c.is_alphabetic()).unwrap_or(tail.len());
        rest = end;
        Some((start, line.get(start..end)?))
    })
}

fn style(line: &str) -> Style {
    if line.len() > LONGEST {
        return Style::Running;
    }
    let (mut telling, mut capitals, mut capitalized) = (0, 0, 0);
    for (_, word) in words(line).filter(|w| w.1.chars().count() >= TELLING) {
        telling += 1;
        capitals += usize::from(!word.chars().any(char::is_lowercase));
        capitalized += usize::from(word.starts_with(char::is_uppercase));
    }
    match telling {
        n if n < WORDS => Style::Running,
        n if 5 * capitals >= 4 * n => Style::Capitals,
        // "Anna Cook met Jonas Berg" is a sentence of names: headings write their verbs with a capital too.
        n if 5 * capitalized >= 4 * n
            && words(line).all(|(_, w)| !w.starts_with(char::is_lowercase) || is_little(w)) =>
        {
            Style::Title
        }
        _ => Style::Running,
    }
}

fn written<'t>(lines: impl Iterator<Item = &'t str>) -> Written {
    let mut written = Written::new();
    for line in lines {
        let mut end = 0;
        let mut begins = true;
        for (at, word) in words(line) {
            let between = line.get(end..at).unwrap_or_default();
            begins |= between.contains(['.', '!', '?', ':', '"', '“', '‘', '—', '|']);
            end = at + word.len();
            let count = written.entry(word.to_lowercase()).or_default();
            if word.starts_with(char::is_lowercase) {
                count.0 += 1;
            } else if !begins {
                count.1 += 1;
            }
            begins = false;
        }
    }
    written
}

/// Whether a word of a heading is no name.
fn is_small(word: &str, written: &Written, lemmatizer: &Lemmatizer) -> bool {
    // "DUI", "McNeil"
    if word.chars().skip(1).any(char::is_uppercase) {
        return false;
    }
    let lower = word.to_lowercase();
    match written.get(&lower) {
        Some((small, capital)) if small + capital > 0 => small >= capital,
        _ => is_little(&lower) || lemmatizer.is_inflected_verb(&lower),
    }
}

/// A word or line with its first letter as a capital.
pub(crate) fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A word of a heading in capitals as a sentence writes it.
fn in_capitals(word: &str, written: &Written, lemmatizer: &Lemmatizer) -> Option<String> {
    let lower = word.to_lowercase();
    let capitalized = || Some(capitalized(&lower));
    let known = [Pos::Noun, Pos::Verb, Pos::Adj, Pos::Adv].iter().any(|p| lemmatizer.knows(&lower, *p));
    match written.get(&lower) {
        Some((small, capital)) if small + capital > 0 && small >= capital => Some(lower),
        Some((_, capital)) if *capital > 0 => capitalized(),
        _ if is_little(&lower) || known || lemmatizer.is_inflected_verb(&lower) => Some(lower),
        _ if word.chars().count() < TELLING => None,
        _ => capitalized(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, heading: &str) {
        let found = truecase(text, &Lemmatizer::embedded());
        assert_eq!(found.as_deref().unwrap_or(text).lines().next(), Some(heading));
    }

    #[test]
    fn headings_are_written_as_the_page_writes_its_sentences() {
        let body =
            "\nThe ferry hit a reef off Norbury, where two crew were hurt, said Anna Cook of the Harbour Office.";
        check(&format!("Norbury Ferry Hits Reef, Two Hurt{body}"), "Norbury ferry hits reef, two hurt");
        check(&format!("Ferry Crew Thank Anna Cook{body}"), "Ferry crew Thank Anna Cook");
        check(&format!("FERRY HITS REEF OFF NORBURY{body}"), "FERRY hits reef off Norbury");
        check(&format!("Ferry of NFC Sinks Near Old Lighthouse{body}"), "Ferry of NFC sinks near Old Lighthouse");
    }

    #[test]
    fn sentences_and_lists_of_names_stay() {
        for names in
            ["Anna Cook, Jonas Berg, Petra Lind and Olav Strand met in Norbury.", "Anna Cook met Jan Smit in Lorvale."]
        {
            check(names, names);
        }
        assert!(LITTLE.is_sorted());
        check("The ferry Astrid Lund left Norbury on Monday.", "The ferry Astrid Lund left Norbury on Monday.");
    }
}
