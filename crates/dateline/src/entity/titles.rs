//! Titles and offices that a page gives to people.
//!
//! In: the name of a person. Out: the token ranges of titles: before the name ("Northland Fisheries Minister Jan Smit", "Minister of
//! Fisheries Jan Smit"), in apposition ("Jan Smit, the governor of Westmark") and as predicate ("Jan Smit is the mayor").

use std::ops::Range;

use super::lexicon::{Classes, listed};
use super::names::{NameMention, is_title_word};
use crate::language::{Form, Function, Parse, Pos};
use crate::lexicon::Flag;

/// Whether a token names a kind of person, so that it can head a title.
pub(crate) fn names_person(text: &str, parse: &Parse, token: usize) -> bool {
    let t = &parse.tokens[token];
    if !matches!(t.pos, Pos::Noun | Pos::Propn) {
        return false;
    }
    let word = parse.text(token, text).to_lowercase();
    if Flag::NoTitle.has(word.as_str()) || Flag::NoTitle.has(&t.lemma) {
        return false;
    }
    listed(&word).any(Classes::PERSON)
        || (matches!(t.pos, Pos::Noun) && listed(&t.lemma).any(Classes::PERSON))
        || Flag::OfficeWord.has(&word)
}

/// Forms of address that are no office.
fn courtesy(word: &str) -> bool {
    Flag::Honorific.has(word)
}

/// Titles of one person at one mention.
pub(crate) fn titles(text: &str, parse: &Parse, names: &[NameMention], at: usize) -> Vec<Range<usize>> {
    let name = &names[at];
    let mut out = Vec::new();
    out.extend(before(text, parse, names, at));
    for child in
        parse.children(name.head).filter(|c| parse.tokens[*c].is(Function::Apposition) && *c >= name.tokens.end)
    {
        // "the mayor of X and Y's leader Z": the second title is another's.
        let others = |r: &Range<usize>| {
            let next = names.get(names.partition_point(|n| n.tokens.start < r.end));
            next.is_some_and(|n| {
                n.kind == super::EntityKind::Person && n.tokens.start == r.end && n.tokens != name.tokens
            })
        };
        if names_person(text, parse, child) {
            out.extend(phrase(text, parse, child).filter(|r| !others(r)));
        }
    }
    let head = &parse.tokens[name.head];
    // "the governor of Westmark, Jan Smit"
    // "the head of the union, Jan Smit": the tree may hang him on the union.
    let described = match names_person(text, parse, head.head) {
        true => head.head,
        false => parse
            .ancestors(head.head)
            .take(2)
            .find(|a| parse.behind(*a, "of") == Some(head.head) && names_person(text, parse, *a))
            .unwrap_or(head.head),
    };
    if head.is(Function::Apposition)
        && head.head < name.tokens.start
        && names_person(text, parse, described)
        && !inside_name(names, described)
    {
        out.extend(
            phrase(text, parse, described).map(|r| r.start..r.end.min(name.tokens.start)).filter(|r| !r.is_empty()),
        );
    }
    // "Jan Smit is the governor of Westmark", "Jan Smit, who was mayor from 2014 to 2017", not "is not" and not "will be".
    let is = |verb: &usize| &*parse.tokens[*verb].lemma == "be";
    let subject = (head.is(Function::Subject)).then_some(head.head).filter(is);
    let relative = || {
        let clauses = parse.children(name.head).filter(|c| parse.tokens[*c].is(Function::Relative)).filter(is);
        let who = |t: usize| parse.tokens[t].is(Function::Subject) && parse.text(t, text).eq_ignore_ascii_case("who");
        clauses.into_iter().find(|verb| parse.children(*verb).any(who))
    };
    if let Some(verb) = subject.or_else(relative) {
        let other =
            |t: &crate::language::Token| t.is(Function::Negation) || t.is(Function::Auxiliary) && &*t.lemma != "have";
        let bare = parse.children(verb).all(|c| !other(&parse.tokens[c]));
        if bare
            && let Some(attr) = parse
                .child(verb, Function::Attribute)
                .filter(|a| names_person(text, parse, *a) && parse.tokens[*a].form() == Form::Singular)
        {
            let definite = parse
                .children(attr)
                .any(|c| parse.tokens[c].is(Function::Determiner) && &*parse.tokens[c].lemma == "the");
            let words = phrase(text, parse, attr);
            out.extend(words.filter(|r| definite || super::tenure::bounded(text, parse, r.end)));
        }
    }
    let mut seen: Vec<Range<usize>> = Vec::new();
    for r in out {
        let r = strip(text, parse, r);
        if !r.is_empty() && !seen.iter().any(|s| s.start < r.end && r.start < s.end) {
            seen.push(r);
        }
    }
    seen
}

fn inside_name(names: &[NameMention], token: usize) -> bool {
    let i = names.partition_point(|n| n.tokens.end <= token);
    names.get(i).is_some_and(|n| n.tokens.contains(&token))
}

/// The title in brackets behind a name, as lists of people give it: "Jan Smit (Harbour Master)".
pub(crate) fn bracketed(text: &str, name: crate::Span) -> Option<crate::Span> {
    let rest = text.get(name.end..)?;
    let inner = rest.strip_prefix(" (").or_else(|| rest.strip_prefix('('))?;
    let start = name.end + (rest.len() - inner.len());
    let words = inner.split_once(')')?.0;
    let is_word = |w: &str| is_title_word(&w.to_lowercase()) && !Flag::NoTitle.has(w.to_lowercase().as_str());
    let fits = words.len() <= 80 && !words.contains(['(', '\n', ';']) && words.split([' ', ',']).any(is_word);
    let upper = words.starts_with(char::is_uppercase);
    (fits && upper && !words.starts_with(|c: char| c.is_numeric()))
        .then(|| crate::Span::new(start, start + words.len()))
}

/// Articles, punctuation and the like off both ends.
fn strip(text: &str, parse: &Parse, mut r: Range<usize>) -> Range<usize> {
    let loose = |i: usize| {
        let t = &parse.tokens[i];
        matches!(t.pos, Pos::Det | Pos::Punct | Pos::Space | Pos::Cconj | Pos::Adv | Pos::Adp | Pos::Sconj)
            && !matches!(parse.text(i, text), "then" | "Then")
            || matches!(t.form(), Form::PossessivePronoun | Form::PossessiveMark)
    };
    while r.start < r.end && loose(r.start) {
        r.start += 1;
    }
    while r.start < r.end && loose(r.end - 1) && !parse.text(r.end - 1, text).ends_with('.') {
        r.end -= 1;
    }
    r
}

/// The noun phrase of a title from its first modifier over "of" phrases, without relative clauses and what follows a comma.
fn phrase(text: &str, parse: &Parse, head: usize) -> Option<Range<usize>> {
    let start = parse
        .children(head)
        .filter(|c| {
            *c < head
                && matches!(
                    parse.tokens[*c].function(),
                    Function::Compound
                        | Function::Adjective
                        | Function::NounModifier
                        | Function::Possessor
                        | Function::Count
                )
        })
        .map(|c| parse.subtree(c).start)
        .min()
        .unwrap_or(head);
    let mut end = head + 1;
    for child in parse.children(head).filter(|c| *c > head) {
        let prep = parse.tokens[child].is(Function::Preposition)
            && matches!(&*parse.tokens[child].lemma, "of" | "for" | "at" | "in" | "to");
        if prep && child == end {
            let sub = parse.subtree(child);
            end = sub.end;
            if let Some(comma) = sub.clone().find(|t| {
                matches!(parse.text(*t, text), "," | ";" | "(" | "—" | "–") || parse.tokens[*t].is(Function::Relative)
            }) {
                end = comma;
                break;
            }
        }
    }
    (start < end).then_some(start..end)
}

/// The title that stands directly before a name.
fn before(text: &str, parse: &Parse, names: &[NameMention], at: usize) -> Option<Range<usize>> {
    let name = &names[at];
    let sentence = parse.sentences.get(parse.tokens[name.tokens.start].sentence)?;
    // The end of the name before, if that is a person's: two people in a row.
    let floor = names[..at]
        .iter()
        .rev()
        .find(|n| n.kind == super::EntityKind::Person)
        .map_or(0, |n| n.tokens.end)
        .max(sentence.start);
    let mut start = name.tokens.start;
    while start > floor && name.tokens.start - start < 14 {
        let i = start - 1;
        let t = &parse.tokens[i];
        let word = parse.text(i, text);
        let fits = matches!(t.pos, Pos::Noun | Pos::Propn | Pos::Adj)
            // A no-break space is a token of its own.
            || t.pos == Pos::Space && !word.contains('\n')
            || matches!(word, "then" | "former" | "acting" | "ex" | "Then" | "Former")
            || matches!(word, "of" | "and" | "for" | "&" | "-" | "'s" | "’s" | "'" | "’" | "Of" | "And")
            || t.form() == Form::Hyphen
            || (matches!(word, "the" | "The")
                && start < name.tokens.start
                && i > floor
                && matches!(parse.text(i - 1, text), "of" | "for" | "and" | "to"));
        if !fits {
            break;
        }
        start = i;
    }
    // "the mayor of Velm" gives Velm no title, whoever Velm is taken for.
    if name.tokens.start > start && matches!(parse.text(name.tokens.start - 1, text), "of" | "for") {
        return None;
    }
    let window = strip(text, parse, start..name.tokens.start);
    if window.is_empty() {
        return None;
    }
    let last = window.end - 1;
    let head = if names_person(text, parse, last) {
        last
    } else {
        // "Minister of Natural Resources Jan Smit": the title's head stands before "of".
        window.clone().find(|i| {
            names_person(text, parse, *i) && *i + 1 < window.end && matches!(parse.text(*i + 1, text), "of" | "for")
        })?
    };
    if courtesy(&parse.text(head, text).to_lowercase()) {
        return None;
    }
    let mut from = window.start;
    if head == last {
        // "the decisions of President X": what stands before "of" is no part of the title.
        if let Some(of) = window.clone().rev().find(|i| matches!(parse.text(*i, text), "of" | "for" | "Of")) {
            from = of + 1;
        }
    }
    // "and" inside a title joins two nouns of it; else what stands before it is another list item.
    for i in window.clone() {
        let joins = matches!(parse.text(i, text), "and" | "&" | "And");
        if joins
            && i < head
            && !is_title_word(&parse.text(i.saturating_sub(1), text).to_lowercase())
            && !joins_modifiers(parse, i, head)
            && !inside_name(names, i)
        {
            from = from.max(i + 1);
        }
    }
    let title = strip(text, parse, from..window.end);
    (!title.is_empty()).then_some(title)
}

/// Whether "and" stands between two modifiers of one noun: "Foreign and Defence Minister".
fn joins_modifiers(parse: &Parse, and: usize, head: usize) -> bool {
    let at = parse.tokens[and].head;
    at <= head && parse.ancestors(at).any(|a| a == head) || at == head
}
