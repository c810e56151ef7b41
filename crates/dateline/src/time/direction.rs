//! Whether an expression points back or ahead: from prepositions, tense, modals and verbs of planning.

use super::evaluate::Direction;
use super::guard::Seen;
use crate::language::{Form, Function, Parse, Pos};
use crate::lexicon::Flag;

/// Works out the direction of an expression from the words around it and, where there is one, the parse.
pub(crate) fn direction(seen: &Seen) -> Direction {
    let before = seen.before(1);
    match before.as_str() {
        // "Stayed from Monday until Wednesday" is over, if the verb says so.
        "until" | "till" | "through" if !pluperfect(seen) && !(2..6).any(|n| seen.before(n) == "from") => {
            return Direction::Future;
        }
        "effective" => return Direction::Future,
        "since" => return Direction::Past,
        _ => {}
    }
    let tokens: Vec<usize> = seen.range.clone().filter_map(|i| seen.pieces[i].token).collect();
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return by_words(seen) };
    let Some(verb) = governor(seen.parse, *first, *last) else { return Direction::Unknown };
    tense(seen.parse, verb)
}

/// Whether the verb of the expression has "had": "until Thursday they had not called".
fn pluperfect(seen: &Seen) -> bool {
    let Some(token) = seen.pieces.get(seen.range.start).and_then(|p| p.token) else { return false };
    let Some(verb) = governor(seen.parse, token, token) else { return false };
    let had = |c: usize| &*seen.parse.tokens[c].lemma == "have" && seen.parse.tokens[c].is_past();
    seen.parse.children(verb).any(had)
}

/// The verb that governs the expression, or a word of planning on the way to it.
fn governor(parse: &Parse, first: usize, last: usize) -> Option<usize> {
    // The head of the expression: the token in it whose head lies outside.
    let inside = first..last + 1;
    // "Wednesday's ruling" has been.
    if parse.tokens.get(last).is_some_and(|t| t.is(Function::Possessor)) {
        return None;
    }
    let head = inside.clone().find(|t| !inside.contains(&parse.tokens[*t].head) || parse.tokens[*t].head == *t)?;
    std::iter::once(head)
        .chain(parse.ancestors(head))
        .find(|t| matches!(parse.tokens[*t].pos, Pos::Verb | Pos::Aux) || Flag::Planning.has(&parse.tokens[*t].lemma))
}

/// Whether the clause of an expression says outright that it lies ahead: "will sail on Monday", "is set to meet on 5 May".
pub(crate) fn plainly_ahead(parse: &Parse, expression: crate::Span) -> bool {
    let tokens = parse.tokens_in(expression);
    if tokens.is_empty() {
        return false;
    }
    governor(parse, tokens.start, tokens.end - 1).is_some_and(|verb| {
        let will = |t: usize| matches!(&*parse.tokens[t].lemma, "will" | "shall" | "'ll" | "’ll");
        let planned = Flag::Planning.has(&parse.tokens[verb].lemma);
        parse.auxiliaries(verb).any(|c| will(c) || planned && parse.tokens[c].is_present())
    })
}

/// Direction of what a verb tells.
pub(crate) fn tense(parse: &Parse, verb: usize) -> Direction {
    let token = &parse.tokens[verb];
    let planning = |t: usize| Flag::Planning.has(&parse.tokens[t].lemma);
    let mut perfect = false;
    let mut past = token.is_past();
    let mut infinitive = false;
    for child in parse.children(verb) {
        let c = &parse.tokens[child];
        if !c.is_auxiliary() {
            continue;
        }
        match c.form() {
            Form::Modal => return Direction::Future,
            Form::To => infinitive = true,
            Form::Past => past = true,
            _ => {}
        }
        perfect |= &*c.lemma == "have";
    }
    if Flag::Fixes.has(&token.lemma) {
        return Direction::Future;
    }
    if perfect {
        return Direction::Past;
    }
    if planning(verb) && !past {
        return Direction::Future;
    }
    if planning(verb) && token.is_participle() && !Flag::AsksOf.has(&token.lemma) {
        // "was scheduled for Friday", but "was asked on Friday"
        return Direction::Future;
    }
    if past {
        return Direction::Past;
    }
    if infinitive {
        let head = token.head;
        return if head != verb
            && (planning(head)
                || matches!(token.function(), Function::OpenClause | Function::NounClause | Function::Relative)
                    && !parse.tokens[head].is_past())
        {
            Direction::Future
        } else if head != verb {
            match tense(parse, head) {
                Direction::Past if token.is(Function::Adverbial) => Direction::Past,
                other => other,
            }
        } else {
            Direction::Future
        };
    }
    match token.form() {
        Form::Gerund | Form::Participle if token.head != verb => tense(parse, token.head),
        // "The show opens on 4 May" tells of what is set.
        Form::Present
            if matches!(token.function(), Function::Root | Function::Clause) && Flag::SetTime.has(&token.lemma) =>
        {
            Direction::Future
        }
        _ => Direction::Unknown,
    }
}

/// Without a parse: the nearest tell-tale word before the expression in its sentence.
fn by_words(seen: &Seen) -> Direction {
    for back in 1..12 {
        match seen.before(back).as_str() {
            "" | "." | ";" | "!" | "?" => break,
            "will" | "'ll" | "shall" | "scheduled" | "due" | "expected" | "plans" | "planned" => {
                return Direction::Future;
            }
            "was" | "were" | "had" | "did" => return Direction::Past,
            word if word.len() > 4 && word.ends_with("ed") => return Direction::Past,
            _ => {}
        }
    }
    Direction::Unknown
}
