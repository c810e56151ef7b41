//! The ends of names: what the recogniser took too much of, cut off, glued together.
//!
//! In: the token range of a name as recognised. Out: its range as it should be, or those of two names.

use std::collections::BTreeSet;
use std::ops::Range;

use super::EntityKind;
use super::gazetteer;
use super::lexicon::{NAMES, listed};
use super::names::{NameMention, capitalised, is_title_word, surface};
use crate::language::{Form, Parse, Pos};
use crate::lexicon::Flag;

/// Cuts what is no part of a name off both ends.
pub(super) fn trim(text: &str, parse: &Parse, mut r: Range<usize>) -> Range<usize> {
    while r.start < r.end {
        let t = &parse.tokens[r.start];
        let cut = matches!(t.pos, Pos::Punct | Pos::Space | Pos::Sym)
            || matches!(
                t.form(),
                Form::Determiner | Form::PossessiveMark | Form::PossessivePronoun | Form::Preposition
            );
        if !cut || (matches!(t.form(), Form::Preposition) && capitalised(text, parse, r.start) && r.start + 1 < r.end) {
            break;
        }
        r.start += 1;
    }
    while r.start < r.end {
        let i = r.end - 1;
        let t = &parse.tokens[i];
        let word = parse.text(i, text);
        if matches!(t.pos, Pos::Punct | Pos::Space) && !word.ends_with('.')
            || t.form() == Form::PossessiveMark
            || matches!(word, "'s" | "’s" | "'" | "’" | "." | "..." | "…")
        {
            r.end -= 1;
        } else {
            break;
        }
    }
    r
}

/// Takes a country apart from the person it is glued to: "Belgium Jan Smid" names two.
pub(super) fn split(
    text: &str,
    parse: &Parse,
    range: Range<usize>,
    kind: EntityKind,
) -> Vec<(Range<usize>, EntityKind)> {
    if kind == EntityKind::Person && range.len() >= 3 {
        for cut in [2, 1] {
            let front = surface(text, parse, range.start..range.start + cut);
            if range.len() > cut + 1
                && (gazetteer::country_named(&front).is_some() || gazetteer::demonym(&front).is_some())
            {
                return vec![
                    (range.start..range.start + cut, EntityKind::Location),
                    (range.start + cut..range.end, kind),
                ];
            }
        }
    }
    // "Upper Oblast Ivan Orlov": a place and a person.
    if matches!(kind, EntityKind::Location | EntityKind::Person) && range.len() >= 4 {
        let site = |t: &usize| NAMES.location_words.contains(parse.text(*t, text));
        if let Some(cut) = (range.start + 1..range.end - 2).find(site) {
            return vec![(range.start..cut + 1, EntityKind::Location), (cut + 1..range.end, EntityKind::Person)];
        }
    }
    // "North and South Wessex" names two.
    if kind == EntityKind::Location
        && let Some(and) = range.clone().find(|t| matches!(parse.text(*t, text), "and" | "&"))
        && and > range.start
        && and + 2 < range.end
    {
        return vec![(range.start..and, kind), (and + 1..range.end, kind)];
    }
    // A name goes over no line break and no possessive: "Rome's Maria Rossi".
    if let Some(cut) = range.clone().find(|t| parse.tokens[*t].form() == Form::PossessiveMark && *t + 1 < range.end) {
        let front = surface(text, parse, range.start..cut);
        if cut > range.start && (kind == EntityKind::Person || gazetteer::country_named(&front).is_some()) {
            let front_kind = if gazetteer::country_named(&front).is_some() { EntityKind::Location } else { kind };
            return vec![(range.start..cut, front_kind), (cut + 1..range.end, kind)];
        }
    }
    vec![(range, kind)]
}

/// Takes apart names that a hyphen joins when the page names each alone: the "Berg-Orlov" of "the Berg-Orlov talks".
pub(super) fn split_pairs(text: &str, parse: &Parse, found: &mut Vec<NameMention>) {
    let mut alone: BTreeSet<String> = BTreeSet::new();
    for n in found.iter().filter(|n| !n.text.contains('-')) {
        alone.insert(n.text.clone());
        if n.kind == EntityKind::Person {
            alone.extend(n.text.rsplit(' ').next().map(str::to_owned));
            alone.extend(n.text.split(' ').next().map(str::to_owned));
        }
    }
    let mut second = Vec::new();
    for n in found.iter_mut() {
        let Some(dash) = n.tokens.clone().find(|t| parse.text(*t, text) == "-") else { continue };
        let (front, back) = (n.tokens.start..dash, dash + 1..n.tokens.end);
        if front.is_empty() || back.is_empty() {
            continue;
        }
        let (a, b) = (surface(text, parse, front.clone()), surface(text, parse, back.clone()));
        if alone.contains(&a) && alone.contains(&b) {
            let mut other = n.clone();
            (other.head, other.tokens, other.text) = (super::names::head_of(parse, back.clone()), back, b);
            (n.head, n.tokens, n.text) = (super::names::head_of(parse, front.clone()), front, a);
            second.push(other);
        }
    }
    found.extend(second);
    found.sort_by_key(|n| n.tokens.start);
}

/// Takes in what the recogniser cut off: the end of "Ji-ho", the "Region" of "Westmark Region", the "Sea of" of "Sea of Wessex".
pub(super) fn widen(text: &str, parse: &Parse, mut r: Range<usize>, kind: EntityKind, floor: usize) -> Range<usize> {
    let word = |t: usize| parse.tokens.get(t).map_or("", |_| parse.text(t, text));
    let joined = |t: usize| parse.tokens.get(t).is_some_and(|t| !t.space);
    if kind == EntityKind::Person && r.len() >= 2 && joined(r.end - 1) && word(r.end) == "-" && joined(r.end) {
        let rest = word(r.end + 1);
        let suffix = matches!(rest, "led" | "era" | "like" | "based" | "style" | "run" | "born");
        if !suffix && rest.len() <= 5 && rest.chars().all(char::is_lowercase) {
            r.end += 2;
        }
    }
    // "Stratford-upon-Avon"
    if matches!(kind, EntityKind::Location | EntityKind::Person | EntityKind::Organization)
        && word(r.end) == "-"
        && joined(r.end - 1)
        && matches!(
            word(r.end + 1),
            "on" | "upon" | "sur" | "an" | "am" | "under" | "by" | "in" | "le" | "la" | "les" | "de"
        )
        && word(r.end + 2) == "-"
        && word(r.end + 3).starts_with(char::is_uppercase)
    {
        r.end += 4;
    }
    // "MV Northern Star"
    if r.start > floor && NAMES.ship_prefixes.contains(word(r.start - 1)) {
        r.start -= 1;
    }
    // A name of the lists that the recogniser cut short: "France" of "France 24".
    let listed = |end: usize| {
        end <= parse.tokens.len() && end > r.end && {
            let name = surface(text, parse, r.start..end);
            NAMES.organizations.contains(&name) || NAMES.locations.contains(&name)
        }
    };
    if let Some(end) = (r.end + 1..=r.end + 2).rev().find(|e| listed(*e)) {
        r.end = end;
    }
    let site =
        matches!(kind, EntityKind::Location | EntityKind::Facility | EntityKind::Other | EntityKind::Organization);
    let typed = |word: &str| NAMES.location_words.contains(word) || NAMES.facility_words.contains(word);
    if site && typed(word(r.end)) && parse.tokens[r.end].pos == Pos::Propn {
        let same = parse.tokens[r.end].sentence == parse.tokens[r.start].sentence;
        r.end += usize::from(same && !typed(word(r.end - 1)));
    }
    // "the Upper region"
    let region = |t: usize| parse.tokens.get(t).is_some_and(|n| n.pos == Pos::Noun);
    if matches!(kind, EntityKind::Location | EntityKind::Other)
        && Flag::RegionNoun.has(word(r.end))
        && region(r.end)
        && parse.tokens[r.end - 1].head == r.end
        && gazetteer::country_named(&surface(text, parse, r.clone())).is_none()
        && gazetteer::demonym(&surface(text, parse, r.clone())).is_none()
    {
        r.end += 1;
    }
    if r.start >= floor + 2 && word(r.start - 1) == "of" && kind == EntityKind::Location {
        let front = word(r.start - 2);
        if matches!(
            front,
            "Sea" | "Gulf" | "Bay" | "Strait" | "Isle" | "Cape" | "Republic" | "University" | "Bank" | "Port"
        ) {
            r.start -= 2;
        }
    }
    r
}

/// Cuts a word of office off a person's name when the rest stands alone elsewhere: "Baker Jan Smit".
pub(super) fn drop_title_words(text: &str, parse: &Parse, found: &mut [NameMention]) {
    let full: BTreeSet<String> =
        found.iter().filter(|n| n.kind == EntityKind::Person && n.tokens.len() > 1).map(|n| n.text.clone()).collect();
    for n in found.iter_mut().filter(|n| n.kind == EntityKind::Person && n.tokens.len() > 2) {
        let rest = n.tokens.start + 1..n.tokens.end;
        let name = surface(text, parse, rest.clone());
        if is_title_word(&parse.text(n.tokens.start, text).to_lowercase()) && full.contains(&name) {
            n.tokens = rest;
            n.text = name;
        }
    }
}

/// Gives a lone surname the word before it that a rank before both shows to be a given name, or that is one: "Rear Admiral Per Moe", "Per
/// Moe, the miller". The tagger takes some given names for small words.
pub(super) fn given_back(text: &str, parse: &Parse, found: &mut [NameMention]) {
    for at in 0..found.len() {
        let n = &found[at];
        let Some(before) = n.tokens.start.checked_sub(1) else { continue };
        let word = parse.text(before, text);
        let name = n.kind == EntityKind::Person
            && n.tokens.len() == 1
            && parse.tokens[before].sentence == parse.tokens[n.head].sentence;
        let shape = word.chars().count() >= 2
            && word.starts_with(char::is_uppercase)
            && word.chars().skip(1).all(char::is_lowercase)
            && !super::names::is_calendar(word)
            && !is_title_word(&word.to_lowercase());
        let taken = at > 0 && found[at - 1].tokens.end > before;
        if !name || !shape || taken {
            continue;
        }
        let rank = before.checked_sub(1).map(|t| parse.text(t, text).to_lowercase()).is_some_and(|w| is_title_word(&w));
        let opens = parse.sentences.get(parse.tokens[before].sentence).is_some_and(|s| s.start == before);
        let given = super::gender::is_given_name(word) && !(opens && super::gender::is_small_word(word));
        if rank || given {
            let tokens = before..n.tokens.end;
            let n = &mut found[at];
            n.head = super::names::head_of(parse, tokens.clone());
            n.text = surface(text, parse, tokens.clone());
            n.tokens = tokens;
        }
    }
}

/// Drops a "name" that is but the rank of the person behind it ("Fire Chief Capt. Nora Foss"), and cuts the rank off a person whom the
/// recogniser takes for a body ("Bishop Thea Lorenz").
pub(super) fn drop_ranks(text: &str, parse: &Parse, found: &mut Vec<NameMention>) {
    let office = |t: &str| is_title_word(&t.to_lowercase()) || is_title_word(&format!("{}.", t.to_lowercase()));
    for n in found.iter_mut().filter(|n| matches!(n.kind, EntityKind::Organization | EntityKind::Other)) {
        let words: Vec<&str> = n.text.split(' ').collect();
        let body = NAMES.organizations.contains(&n.text) || words.iter().any(|w| NAMES.organization_words.contains(*w));
        let Some(rank) = words.iter().take(words.len().saturating_sub(2)).rposition(|w| office(w)) else { continue };
        let name = &words[rank + 1..];
        let [given, family] = name else { continue };
        let proper = |w: &str| w.starts_with(char::is_uppercase) && listed(&w.to_lowercase()).is_empty();
        let known = super::gender::is_given_name(given) || n.kind == EntityKind::Other && proper(given);
        if n.tokens.len() == words.len() && known && proper(family) && !body {
            n.tokens.start = n.tokens.end - name.len();
            n.kind = EntityKind::Person;
            n.head = super::names::head_of(parse, n.tokens.clone());
            n.text = surface(text, parse, n.tokens.clone());
        }
    }
    let people: BTreeSet<_> = found.iter().filter(|n| n.kind == EntityKind::Person).map(|n| n.tokens.start).collect();
    found.retain(|n| {
        let last = n.text.rsplit(' ').next().unwrap_or_default().trim_end_matches('.');
        let stop = parse.tokens.get(n.tokens.end).is_some_and(|_| parse.text(n.tokens.end, text) == ".");
        let person = people.contains(&(n.tokens.end + usize::from(stop)));
        !(n.kind == EntityKind::Other && person && office(last))
    });
}
