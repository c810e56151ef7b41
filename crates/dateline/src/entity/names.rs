//! Names of a page: the recogniser's output, repaired.
//!
//! In: text and parse. Out: [`NameMention`]s in text order without overlap. Repairs: glued determiners, possessives and quotation
//! marks; a country word before a person's name; types by gazetteer, by the last word of the name and by majority over the page; and
//! capitalised words that the recogniser missed.

use std::ops::Range;

use super::EntityKind;
use super::gazetteer;
use super::kinds::settle_kinds;
use super::lexicon::{Classes, NAMES, listed};
use super::name_ends::{drop_title_words, split, split_pairs, trim, widen};
use super::sites::holders;
use crate::language::{Function, NameKind, Parse, Pos};
use crate::lexicon::Flag;

/// One mention of a name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NameMention {
    pub tokens: Range<usize>,
    /// Token that the rest of the name depends on.
    pub head: usize,
    pub kind: EntityKind,
    /// The name as written, straight apostrophes, single spaces.
    pub text: String,
    /// Code of the country when the name is a word for its people or things.
    pub demonym: Option<&'static str>,
    /// Found by the recogniser, not by capitals alone.
    pub recognised: bool,
    /// Names of places that it is said to lie in, as indices into the list of names, the narrowest first.
    pub held: Vec<usize>,
}

/// The words of a token range as a name: straight apostrophes, single spaces.
pub(crate) fn surface(text: &str, parse: &Parse, tokens: Range<usize>) -> String {
    let raw = parse.span(tokens).of(text);
    // Cyrillic letters that look Latin get into Latin words by way of a wrong keyboard; the name is meant all the same.
    let latin = raw.chars().any(|c| c.is_ascii_alphabetic());
    let mut out = String::with_capacity(raw.len());
    for c in raw.chars() {
        match c {
            '’' | '‘' => out.push('\''),
            'А'..='я' if latin => out.push(look_alike(c)),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out
}

/// The Latin letter that a Cyrillic one looks like, or the letter itself.
fn look_alike(c: char) -> char {
    const CYRILLIC: &str = "АВЕКМНОРСТУХаеорсух";
    const LATIN: &str = "ABEKMHOPCTYXaeopcyx";
    CYRILLIC.chars().zip(LATIN.chars()).find(|(from, _)| *from == c).map_or(c, |(_, to)| to)
}

/// The token of a range whose head lies outside it; the last such, so that "the ministry of X" is headed by "ministry".
pub(crate) fn head_of(parse: &Parse, tokens: Range<usize>) -> usize {
    tokens
        .clone()
        .find(|t| {
            let head = parse.tokens[*t].head;
            (head == *t || !tokens.contains(&head)) && parse.tokens[*t].pos != Pos::Punct
        })
        .unwrap_or(tokens.end - 1)
}

fn kind_of(kind: NameKind) -> Option<EntityKind> {
    Some(match kind {
        NameKind::Person => EntityKind::Person,
        NameKind::Org => EntityKind::Organization,
        NameKind::Gpe | NameKind::Loc => EntityKind::Location,
        NameKind::Fac => EntityKind::Facility,
        NameKind::Product => EntityKind::Product,
        NameKind::Event => EntityKind::Event,
        NameKind::Norp | NameKind::WorkOfArt | NameKind::Law | NameKind::Language => EntityKind::Other,
        _ => return None,
    })
}

/// Whether a token is written as a part of a name.
pub(super) fn capitalised(text: &str, parse: &Parse, token: usize) -> bool {
    parse.text(token, text).starts_with(|c: char| c.is_uppercase())
}

/// Finds the names of a page.
pub(crate) fn names(text: &str, parse: &Parse) -> Vec<NameMention> {
    let mut found: Vec<NameMention> = Vec::new();
    for name in &parse.names {
        let Some(kind) = kind_of(name.kind) else { continue };
        let range = trim(text, parse, name.tokens.clone());
        if range.is_empty()
            || !range.clone().any(|t| parse.text(t, text).chars().any(|c| c.is_uppercase() || c.is_numeric()))
        {
            continue;
        }
        let range = widen(text, parse, range, kind, found.last().map_or(0, |n| n.tokens.end));
        for (tokens, kind) in split(text, parse, range, kind) {
            push(text, parse, &mut found, tokens, kind, true);
        }
    }
    found.extend(missed(text, parse, &found));
    found.sort_by_key(|n| n.tokens.start);
    drop_title_words(text, parse, &mut found);
    split_pairs(text, parse, &mut found);
    speakers(text, parse, &mut found);
    settle_kinds(text, parse, &mut found);
    drop_offices(text, parse, &mut found);
    super::name_ends::given_back(text, parse, &mut found);
    super::name_ends::drop_ranks(text, parse, &mut found);
    super::credits::drop(text, parse, &mut found);
    super::surnames::recover(text, parse, &mut found);
    found.retain(|n| !NAMES.others.contains(n.text.as_str()));
    let held: Vec<Vec<usize>> = (0..found.len()).map(|n| holders(text, parse, &found, n)).collect();
    for (name, held) in found.iter_mut().zip(held) {
        name.held = held;
    }
    found
}

/// "The Premier" is an office and no name, though the recogniser sees one in the capital: a single word for a kind of person behind an
/// article that is nobody's surname in the page.
fn drop_offices(text: &str, parse: &Parse, found: &mut Vec<NameMention>) {
    let surnames: std::collections::BTreeSet<String> = found
        .iter()
        .filter(|n| n.kind == EntityKind::Person && n.tokens.len() > 1)
        .filter_map(|n| n.text.rsplit(' ').next().map(str::to_owned))
        .collect();
    found.retain(|n| {
        let word = n.text.trim_start_matches("the ").trim_start_matches("The ");
        let article = n.text.len() > word.len()
            || n.tokens.start.checked_sub(1).is_some_and(|t| parse.text(t, text).eq_ignore_ascii_case("the"));
        let office = !word.contains(' ') && listed(&word.to_lowercase()).any(Classes::PERSON);
        !article || !office || surnames.contains(word) || n.demonym.is_some()
    });
}

fn push(
    text: &str,
    parse: &Parse,
    to: &mut Vec<NameMention>,
    tokens: Range<usize>,
    kind: EntityKind,
    recognised: bool,
) {
    let name = surface(text, parse, tokens.clone());
    // An address or a handle is no name.
    if name.contains("://") || name.contains("www.") || name.starts_with('@') {
        return;
    }
    let demonym = if tokens.len() <= 2 { gazetteer::demonym(&name) } else { None };
    let head = head_of(parse, tokens.clone());
    to.push(NameMention { tokens, head, kind, text: name, demonym, recognised, held: Vec::new() });
}

/// Groups of capitalised words that the recogniser left out.
fn missed(text: &str, parse: &Parse, found: &[NameMention]) -> Vec<NameMention> {
    let mut taken = vec![false; parse.tokens.len()];
    for n in found {
        taken[n.tokens.clone()].fill(true);
    }
    // What the recogniser holds to be a date, a sum or a number is none either.
    for n in parse.names.iter().filter(|n| kind_of(n.kind).is_none()) {
        taken[n.tokens.clone()].fill(true);
    }
    let mut out = Vec::new();
    let mut t = 0;
    while t < parse.tokens.len() {
        let fits = |i: usize| {
            let token = &parse.tokens[i];
            !taken[i] && token.pos == Pos::Propn && capitalised_inside(parse.text(i, text))
        };
        if !fits(t) {
            t += 1;
            continue;
        }
        let start = t;
        while t < parse.tokens.len() && fits(t) && parse.tokens[t].sentence == parse.tokens[start].sentence {
            t += 1;
        }
        let range = trim(text, parse, start..t);
        if range.is_empty() {
            continue;
        }
        let name = surface(text, parse, range.clone());
        let lemma = name.to_lowercase();
        // A title before a name, a weekday, a heading in capitals: all tagged as proper nouns.
        let title = range.clone().all(|i| is_title_word(&parse.text(i, text).to_lowercase()));
        // A common noun alone in capitals is a heading, a caption or an emphasis.
        let common = range.len() == 1 && !listed(&lemma).is_empty() && !NAMES.event_words.contains(&name);
        // "Neighbouring Norland said": a capital at the beginning of a sentence is no name.
        let first = parse.sentences.get(parse.tokens[range.start].sentence).is_some_and(|s| s.start == range.start);
        let modifier = first
            && range.len() == 1
            && matches!(
                parse.tokens[range.start].function(),
                Function::Compound | Function::Adjective | Function::NounModifier
            )
            && (lemma.ends_with("ing") || lemma.ends_with("ed"));
        if title
            || modifier
            || common
            || listed(&lemma).any(Classes::TIME.or(Classes::MEASURE))
            || is_calendar(&name)
            || name.chars().count() < 2
        {
            continue;
        }
        let kind = if name.chars().any(|c| c.is_ascii_digit()) { EntityKind::Product } else { EntityKind::Other };
        push(text, parse, &mut out, range, kind, false);
    }
    out
}

/// Has a capital letter anywhere: "iPhone" is a name as well.
fn capitalised_inside(word: &str) -> bool {
    word.chars().any(char::is_uppercase)
}

/// Whether a lower-case word is a word of titles and offices, or a kind of person.
pub(crate) fn is_title_word(word: &str) -> bool {
    listed(word).any(Classes::PERSON) || Flag::TitleWord.has(word)
}

/// Weekdays and months.
pub(crate) fn is_calendar(word: &str) -> bool {
    let word = word.strip_suffix('.').unwrap_or(word);
    const DAYS: [&str; 19] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    DAYS.contains(&word) || (word.len() >= 3 && word.len() <= 4 && DAYS.iter().any(|d| d.starts_with(word)))
}

/// Who speaks in a transcript: "VERA ORLOV:" or "ORLOV:" at the beginning of a line. A lone word has to be the name of a person of the page.
fn speakers(text: &str, parse: &Parse, found: &mut Vec<NameMention>) {
    let known: std::collections::BTreeSet<String> = found
        .iter()
        .filter(|n| n.kind == EntityKind::Person)
        .flat_map(|n| n.text.split(' ').map(str::to_lowercase))
        .collect();
    let capitals = |t: usize| {
        let w = parse.text(t, text);
        w.chars().count() >= 2 && w.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '\'' | '’' | '-'))
    };
    for colon in 1..parse.tokens.len() {
        if parse.text(colon, text) != ":" {
            continue;
        }
        let mut start = colon;
        while start > 0 && colon - start < 5 && (capitals(start - 1) || parse.text(start - 1, text) == "-") {
            start -= 1;
        }
        let line = text.get(..parse.tokens[start].span.start).unwrap_or_default();
        if start == colon || !(line.is_empty() || line.trim_end_matches([' ', '\t']).ends_with('\n')) {
            continue;
        }
        let word = |t: usize| parse.text(t, text).to_lowercase();
        let titled = start..start + (start..colon - 1).take_while(|t| is_title_word(&word(*t))).count();
        let name = titled.end..colon;
        let words: Vec<String> = name.clone().map(word).collect();
        let common = words
            .iter()
            .any(|w| !listed(w).is_empty() || matches!(w.as_str(), "the" | "of" | "and" | "for" | "q" | "a"));
        let person = words.iter().all(|w| known.contains(w) || w == "-")
            || words.len() > 1 && !common
            || !titled.is_empty() && !common;
        let text_of = surface(text, parse, name.clone());
        if !person || !gazetteer::find_exact(&text_of).is_empty() && !words.iter().all(|w| known.contains(w)) {
            continue;
        }
        found.retain(|n| n.tokens.end <= name.start || n.tokens.start >= name.end);
        let head = name.end - 1;
        found.push(NameMention {
            tokens: name,
            head,
            kind: EntityKind::Person,
            text: text_of,
            demonym: None,
            recognised: true,
            held: Vec::new(),
        });
    }
    found.sort_by_key(|n| n.tokens.start);
}
