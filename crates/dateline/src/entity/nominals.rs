//! Mentions of entities by common nouns: "the company", "two officials".
//!
//! In: the parse and the names. Out: [`Nominal`]s in text order. Nouns of events, qualities, measures and times make none; nor do
//! nouns inside a name or used as a modifier.

use std::ops::Range;

use super::EntityKind;
use super::lexicon::{Classes, classes, listed};
use crate::language::{Form, Function, Parse, Pos};

/// A common-noun mention.
#[derive(Clone, Debug)]
pub(crate) struct Nominal {
    pub head: usize,
    pub tokens: Range<usize>,
    pub kind: EntityKind,
    pub classes: Classes,
    pub plural: bool,
    /// "the", "this", "that" or a possessive stands before it.
    pub definite: bool,
}

/// The type of entity that a noun of these classes stands for.
pub(crate) fn kind_of(classes: Classes) -> EntityKind {
    if classes.any(Classes::PERSON) {
        EntityKind::Person
    } else if classes.any(Classes::GROUP) {
        EntityKind::Organization
    } else if classes.any(Classes::PLACE) {
        EntityKind::Location
    } else if classes.any(Classes::FACILITY) {
        EntityKind::Facility
    } else if classes.any(Classes::ARTIFACT) {
        EntityKind::Product
    } else {
        EntityKind::Other
    }
}

/// From the first modifier to the noun and over its "of" phrase; no relative clause, no apposition.
pub(crate) fn extent(parse: &Parse, head: usize) -> Range<usize> {
    let start = parse
        .children(head)
        .filter(|c| {
            *c < head
                && !matches!(
                    parse.tokens[*c].function(),
                    Function::Punctuation
                        | Function::Coordinator
                        | Function::Correlative
                        | Function::Preposition
                        | Function::Adverb
                        | Function::Marker
                        | Function::CaseMark
                        | Function::Subject
                        | Function::Auxiliary
                )
        })
        .map(|c| parse.subtree(c).start)
        .min()
        .unwrap_or(head);
    let mut end = head + 1;
    for c in parse.children(head).filter(|c| *c > head) {
        if parse.tokens[c].is(Function::Preposition) && &*parse.tokens[c].lemma == "of" && c == end {
            let object = parse.complement(c);
            if let Some(o) = object {
                end = end.max(extent_short(parse, o).end);
            }
        }
    }
    start..end
}

fn extent_short(parse: &Parse, head: usize) -> Range<usize> {
    let start = parse.children(head).filter(|c| *c < head).map(|c| parse.subtree(c).start).min().unwrap_or(head);
    start..head + 1
}

/// Whether the noun is only a modifier of another noun.
pub(crate) fn modifies(parse: &Parse, token: usize) -> bool {
    let t = &parse.tokens[token];
    matches!(
        t.function(),
        Function::Compound
            | Function::NounModifier
            | Function::Adjective
            | Function::NounAdverbial
            | Function::CountModifier
            | Function::Count
            | Function::Adverb
    )
}

/// Finds the nominal mentions; `named` marks tokens inside names.
pub(crate) fn nominals(text: &str, parse: &Parse, named: &[bool]) -> Vec<Nominal> {
    let mut out = Vec::new();
    for (i, t) in parse.tokens.iter().enumerate() {
        let noun = t.pos == Pos::Noun || (t.pos == Pos::Propn && !named[i]);
        if !noun || named[i] {
            continue;
        }
        let lemma = if t.pos == Pos::Propn { parse.text(i, text).to_lowercase() } else { t.lemma.to_lowercase() };
        if lemma.len() < 2 || !lemma.starts_with(char::is_alphabetic) {
            continue;
        }
        let word = parse.text(i, text);
        // A capitalised word of no list is a name that was not recognised, not a common noun.
        // Nor do the endings of common nouns tell anything of it: the "Dreamer" of a maker of boats is no person.
        let first = parse.sentences.get(t.sentence).is_some_and(|s| s.start == i);
        let capital = !first && word.starts_with(char::is_uppercase);
        let known = if t.pos == Pos::Propn || capital { listed(&lemma) } else { classes(&lemma) };
        // "coast guard": two words that stand for something else than the last alone.
        let pair = i.checked_sub(1).filter(|p| parse.tokens[*p].head == i && parse.tokens[*p].is(Function::Compound));
        let pair = pair.map(|p| listed(&format!("{}_{lemma}", parse.text(p, text).to_lowercase())));
        let known = pair.filter(|k| !k.is_empty()).unwrap_or(known);
        if t.pos == Pos::Propn && known.is_empty() {
            continue;
        }
        let person = known.any(Classes::PERSON);
        // "Norlandic state media NNA": how an organisation is introduced.
        let introduces = known.any(Classes::GROUP)
            && t.is(Function::Compound)
            && t.head == i + 1
            && named.get(i + 1).copied().unwrap_or_default()
            && parse
                .children(i)
                .any(|c| parse.tokens[c].is(Function::Adjective) && parse.tokens[c].pos == Pos::Adj && named[c]);
        if modifies(parse, i)
            && !introduces
            && !(person
                && t.is(Function::Compound)
                && t.form() == Form::Singular
                && parse.tokens[t.head].pos == Pos::Propn)
        {
            continue;
        }
        if !is_entity(known, parse, i) || idiom(parse, i) {
            continue;
        }
        let determiner = parse
            .children(i)
            .find(|c| matches!(parse.tokens[*c].function(), Function::Determiner | Function::Possessor));
        let definite = determiner.is_some_and(|d| {
            parse.tokens[d].is(Function::Possessor)
                || matches!(&*parse.tokens[d].lemma, "the" | "this" | "that" | "these" | "those")
        });
        let plural = t.is_plural() && !introduces;
        let _ = word;
        out.push(Nominal { head: i, tokens: extent(parse, i), kind: kind_of(known), classes: known, plural, definite });
    }
    out
}

/// "take place", "on board": the noun stands for nothing.
fn idiom(parse: &Parse, token: usize) -> bool {
    let t = &parse.tokens[token];
    let bare = parse.children(token).next().is_none();
    let governor = &*parse.tokens[t.head].lemma;
    let pair = |verb: &str, nouns: &[&str]| governor == verb && nouns.contains(&&*t.lemma);
    bare && matches!(t.function(), Function::Object | Function::Complement)
        && (pair("take", &["place", "part", "care", "note", "aim", "effect", "advantage", "office", "steps"])
            || pair("on", &["board", "site", "hand", "foot", "air", "top"])
            || pair("in", &["place", "front", "line", "part", "hand"])
            || pair("at", &["hand", "home", "sea"]))
}

/// Whether a noun of these classes stands for an entity here.
fn is_entity(known: Classes, parse: &Parse, token: usize) -> bool {
    if known.any(Classes::ENTITY) {
        return !known.any(Classes::EVENT)
            || known.any(Classes::PERSON.or(Classes::GROUP))
            || concrete_use(parse, token);
    }
    // Words of no list: things, if they are counted or owned.
    known.is_empty() && concrete_use(parse, token)
}

/// Whether a noun is used as one speaks of things: counted, or with an adjective of size, or as subject or object.
fn concrete_use(parse: &Parse, token: usize) -> bool {
    let t = &parse.tokens[token];
    let counted = parse.child(token, Function::Count).is_some();
    counted
        || (listed(&t.lemma).is_empty()
            && matches!(
                t.function(),
                Function::Subject
                    | Function::PassiveSubject
                    | Function::Object
                    | Function::Complement
                    | Function::Conjunct
                    | Function::Apposition
                    | Function::Attribute
                    | Function::Possessor
            ))
}
