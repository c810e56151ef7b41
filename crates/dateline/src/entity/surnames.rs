//! Surnames that stand alone, read as the person whom the page has named in full before.
//!
//! In: the names of a page. Out: the same with such surnames among them as names of people. Recogniser and tagger judge every sentence by
//! itself and take "Mills" for a company, a town or a plural; a page that says "Anna Mills" once and "Mills" from then on means the person.

use std::collections::{BTreeMap, BTreeSet};

use super::EntityKind;
use super::names::{NameMention, head_of};
use crate::language::{Form, Parse, Pos};

/// Adds and retypes the lone surnames of people.
pub(super) fn recover(text: &str, parse: &Parse, found: &mut Vec<NameMention>) {
    let mut bearers: BTreeMap<String, usize> = BTreeMap::new();
    for n in found.iter().filter(|n| n.kind == EntityKind::Person && n.recognised && n.tokens.len() > 1) {
        let Some(last) = n.text.rsplit(' ').next().filter(|w| is_surname(w)) else { continue };
        bearers.entry(last.to_owned()).or_insert(n.tokens.end);
    }
    // "Mills Brewery" bears the name too, and so do the mills of the town.
    for n in found.iter().filter(|n| n.kind != EntityKind::Person && n.text.contains(' ')) {
        let first = n.text.split(' ').next().unwrap_or_default();
        bearers.remove(first);
    }
    if bearers.is_empty() {
        return;
    }
    let lower: BTreeSet<&str> = (0..parse.tokens.len())
        .map(|t| parse.text(t, text))
        .filter(|w| w.len() > 2 && w.starts_with(char::is_lowercase))
        .collect();
    bearers.retain(|word, _| !lower.contains(word.to_lowercase().as_str()));
    // A company that stands there before its founder is named is no surname.
    for n in found.iter().filter(|n| n.kind != EntityKind::Person && n.demonym.is_none()) {
        if bearers.get(&n.text).is_some_and(|from| n.tokens.start < *from) {
            bearers.remove(&n.text);
        }
    }
    let mut taken = vec![false; parse.tokens.len()];
    for n in found.iter_mut() {
        taken[n.tokens.clone()].fill(true);
        let after = bearers.get(&n.text).is_some_and(|from| n.tokens.start >= *from);
        // Towns are called after people and people after towns: the recogniser has seen where it stands.
        if after && !matches!(n.kind, EntityKind::Person | EntityKind::Location) && n.demonym.is_none() {
            n.kind = EntityKind::Person;
        }
    }
    let mut more = Vec::new();
    for (t, token) in parse.tokens.iter().enumerate() {
        let noun =
            matches!(token.form(), Form::Singular | Form::Plural | Form::Name | Form::Names) && token.pos != Pos::Verb;
        let beside = |i: Option<usize>| i.is_some_and(|i| taken.get(i) == Some(&true) && parse.tokens[i].head == t);
        if taken[t] || !noun || beside(t.checked_sub(1)) {
            continue;
        }
        let word = parse.text(t, text);
        if bearers.get(word).is_some_and(|from| t >= *from) {
            more.push(NameMention {
                tokens: t..t + 1,
                head: head_of(parse, t..t + 1),
                kind: EntityKind::Person,
                text: word.to_owned(),
                demonym: None,
                recognised: false,
                held: Vec::new(),
            });
        }
    }
    found.extend(more);
    found.sort_by_key(|n| n.tokens.start);
}

/// Three letters or more, the first a capital and the others small ones.
fn is_surname(word: &str) -> bool {
    word.chars().count() >= 3
        && word.starts_with(char::is_uppercase)
        && word.chars().skip(1).any(char::is_lowercase)
        && word.chars().all(|c| c.is_alphabetic() || c == '-' || c == '\'')
}
