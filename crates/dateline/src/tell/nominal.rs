//! A noun that stands for a verb, told as a clause: "Holt visited Bergen" for "Holt's visit to Bergen".
//!
//! In: the noun of something that happened. Out: agent, verb in the past and object, when the noun names its agent and is in the list; a
//! noun with a word of its own before it ("surprise visit", "missile test") stays as the page has it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::names::Names;
use super::phrase::{self, Line};
use crate::language::{Function, Parse, Pos};

/// How a noun becomes a verb.
struct Verb {
    past: &'static str,
    /// Prepositions before the object that the verb has without one.
    object: Vec<&'static str>,
    /// Prepositions before the agent.
    agent: Vec<&'static str>,
}

static VERBS: LazyLock<BTreeMap<&'static str, Verb>> = LazyLock::new(|| {
    let rows = crate::data::pairs("tell/nominals.txt", include_str!("../../../../data/tell/nominals.txt"), '|');
    rows.map(|(noun, row)| {
        let mut cells = row.split('|').map(str::trim);
        let past = cells.next().unwrap_or_default();
        let mut list = || cells.next().unwrap_or_default().split_whitespace().collect();
        (noun.trim(), Verb { past, object: list(), agent: list() })
    })
    .collect()
});

/// The clause that a noun stands for.
pub(super) fn clause(names: &Names<'_, '_>, noun: usize) -> Option<String> {
    let (parse, text) = (&names.analysis().parse, names.analysis().page.text.as_str());
    let verb = VERBS.get(parse.tokens[noun].lemma.to_lowercase().as_str())?;
    let plain = |c: usize| {
        matches!(parse.tokens[c].function(), Function::Determiner | Function::Possessor | Function::Punctuation)
    };
    if parse.children(noun).any(|c| parse.tokens[c].is(Function::Conjunct) || c < noun && !plain(c)) {
        return None;
    }
    let mut line = Line::new(parse, text);
    let by = agent(parse, text, noun, verb)?;
    match names.of(by) {
        Some(name) => line.words(name),
        // "Whose visit" tells of nobody.
        None if matches!(parse.tokens[by].pos, Pos::Pron | Pos::Det) => return None,
        None => line.tokens(&phrase::noun(parse, text, by), |_| None),
    }
    line.words(vec![verb.past.to_owned()]);
    let begun = line.len();
    for c in parse.children(noun).filter(|c| *c > noun) {
        let token = &parse.tokens[c];
        let content = matches!(token.function(), Function::NounClause | Function::Clause)
            && parse.children(c).any(|m| parse.tokens[m].is(Function::Marker) || parse.tokens[m].is_to());
        let of_agent = parse.complement(c) == Some(by);
        if token.is(Function::Preposition) && !of_agent && !phrase::temporal(parse, c) {
            let tokens = phrase::gather(parse, text, c, false);
            let bare = verb.object.contains(&token.span.of(text).to_lowercase().as_str());
            line.tokens(&tokens[usize::from(bare)..], |_| None);
        } else if content {
            let mut tokens = phrase::gather(parse, text, c, true);
            tokens.sort_unstable();
            line.tokens(&tokens, |_| None);
        }
    }
    (line.len() > begun).then(|| line.finish())
}

/// Whether a label holds a verb that stands for a noun.
pub(super) fn is_clause(label: &str) -> bool {
    label.split_whitespace().skip(1).any(|w| VERBS.values().any(|v| v.past == w))
}

/// Who does what the noun tells: its possessor, or what "by" or another word of the list governs.
fn agent(parse: &Parse, text: &str, noun: usize, verb: &Verb) -> Option<usize> {
    let by = |c: &usize| {
        let word = parse.text(*c, text).to_lowercase();
        parse.tokens[*c].is(Function::Preposition) && (word == "by" || verb.agent.contains(&word.as_str()))
    };
    // "Holt's arrest" was of Holt, "the police's arrest of Holt" by the police.
    let takes = verb.object.contains(&"of");
    let of = |c: usize| parse.tokens[c].is(Function::Preposition) && parse.text(c, text) == "of";
    let possessor = parse.possessor(noun).filter(|_| !takes || parse.children(noun).any(of));
    possessor.or_else(|| parse.children(noun).find(by).and_then(|p| parse.complement(p)))
}
