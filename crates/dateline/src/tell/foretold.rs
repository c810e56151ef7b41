//! The clause by which a page foretells something: "Kim Holt will visit Bergen on Monday if the ferry sails".
//!
//! In: an event that lies ahead. Out: the finite clause that holds it, with its days and its condition, without what the sentence says beside.
//! Inside of quotation marks the words stay as they are, in quotation marks.

use super::names::Names;
use super::phrase::{self, Line};
use super::speech;
use super::subject::subject;
use crate::EntityId;
use crate::event::Event;
use crate::language::{Form, Function, Parse, Pos};
use crate::speech::QuotationKind;

/// Words of such a line at most.
const MOST: usize = 30;

/// The clause; `None` when it does not stand alone.
///
/// `by` is the linked entity that makes the forecast: "it said it would sail" tells of the maker.
pub(super) fn clause(names: &Names<'_, '_>, event: &Event, by: Option<EntityId>) -> Option<String> {
    let analysis = names.analysis();
    let (parse, text) = (&analysis.parse, analysis.page.text.as_str());
    let root = finite_above(parse, event.token)?;
    let who = subject(parse, text, root)?;
    let span = parse.tokens[root].span;
    let marked = |q: &&crate::speech::Quotation| q.kind == QuotationKind::Direct && q.span.contains(span);
    let mut tokens = predicate(parse, text, root, who);
    if let Some(quotation) = analysis.quotations.iter().find(marked) {
        tokens.extend(phrase::noun_without(parse, text, who, Some(root)));
        tokens.retain(|t| quotation.span.contains(parse.tokens[*t].span));
        let (first, last) = (tokens.iter().min()?, tokens.iter().max()?);
        let words = text.get(parse.tokens[*first].span.start..parse.tokens[*last].span.end)?;
        return speech::quote_up_to(words, MOST);
    }
    let mut line = Line::long(parse, text, MOST);
    // "He" and "she" are safe to name; "it", "they" and "this" need the sentence before, and "the country" says what it says.
    let lemma = parse.tokens[who].lemma.to_lowercase();
    let pronoun = matches!(parse.tokens[who].form(), Form::Pronoun | Form::Which | Form::Who | Form::Determiner);
    let safe = parse.tokens[who].pos == Pos::Propn
        || matches!(lemma.as_str(), "he" | "she")
        || pronoun && by.is_some() && names.linked(who) == by;
    match names.of(who).filter(|_| safe) {
        Some(name) => line.words(name),
        None if pronoun && lemma != "there" => return None,
        None => {
            let subject = phrase::noun_without(parse, text, who, Some(root));
            let first = subject.first().copied();
            line.tokens(&subject, |t| if Some(t) == first { names.whose_first(t) } else { None });
        }
    }
    line.tokens(&tokens, |_| None);
    Some(line.finish()).filter(|l| l.split_whitespace().count() > 2)
}

/// The verb with a tense and a subject that a word of its clause hangs on.
fn finite_above(parse: &Parse, token: usize) -> Option<usize> {
    let mut at = token;
    for _ in 0..7 {
        let t = &parse.tokens[at];
        if matches!(t.pos, Pos::Verb | Pos::Aux) && parse.has_tense(at) {
            return Some(at);
        }
        let inside = matches!(
            t.function(),
            Function::OpenClause
                | Function::NounClause
                | Function::Clause
                | Function::PrepositionClause
                | Function::Preposition
                | Function::Complement
                | Function::Conjunct
                | Function::Object
                | Function::Attribute
        ) || matches!(
            t.function(),
            Function::Adverbial
                | Function::Subject
                | Function::PassiveSubject
                | Function::Predicate
                | Function::ObjectPredicate
                | Function::Compound
        );
        if !inside || t.head == at {
            return None;
        }
        at = t.head;
    }
    None
}

/// Verb group and all that belongs to the verb, in the order of the text.
fn predicate(parse: &Parse, text: &str, root: usize, subject: usize) -> Vec<usize> {
    let group = |c: usize| {
        matches!(parse.tokens[c].function(), Function::Auxiliary | Function::PassiveAuxiliary | Function::Negation)
    };
    let begin = parse.children(root).filter(|c| group(*c)).min().unwrap_or(root).min(root);
    let own = |c: usize| parse.subject(c).is_some();
    let mut keep = vec![root];
    let mut joined = false;
    for c in parse.children(root).filter(|c| *c != subject && *c >= begin) {
        let token = &parse.tokens[c];
        // "… and the others will follow" is another clause.
        joined |= token.is(Function::Conjunct) && own(c);
        let aside = match token.function() {
            Function::Parataxis
            | Function::Relative
            | Function::Interjection
            | Function::Marker
            | Function::Subject
            | Function::PassiveSubject => true,
            Function::Punctuation => !token.span.of(text).starts_with(['"', '“', '”']),
            Function::Adverbial => !bounds(parse, c),
            Function::Adverb => matches!(&*token.lemma, "also" | "however" | "meanwhile" | "instead" | "then"),
            _ => joined,
        };
        if !aside {
            keep.extend(below(parse, text, c));
        }
    }
    // The "and" of a clause that is left out.
    keep.sort_unstable();
    keep.dedup();
    let dangling = |t: usize| {
        parse.tokens[t].is(Function::Coordinator)
            && !parse
                .children(parse.tokens[t].head)
                .any(|c| c > t && parse.tokens[c].is(Function::Conjunct) && keep.contains(&c))
    };
    let cut: Vec<usize> = keep.iter().copied().filter(|t| dangling(*t)).collect();
    keep.retain(|t| !cut.contains(t));
    keep
}

/// Whether a clause says when or under what condition.
fn bounds(parse: &Parse, clause: usize) -> bool {
    parse.children(clause).any(|c| {
        matches!(parse.tokens[c].function(), Function::Marker | Function::Adverb)
            && matches!(
                &*parse.tokens[c].lemma,
                "if" | "unless" | "until" | "provided" | "once" | "when" | "after" | "before"
            )
    })
}

/// A word with all below it that is no aside.
fn below(parse: &Parse, text: &str, token: usize) -> Vec<usize> {
    let mut keep = Vec::new();
    let mut stack = vec![token];
    while let Some(t) = stack.pop() {
        keep.push(t);
        // A condition stays whole.
        let whole = bounds(parse, t);
        stack.extend(parse.children(t).filter(|c| {
            let child = &parse.tokens[*c];
            let mark = child.is(Function::Punctuation)
                && !phrase::lists(parse, text, *c)
                && !child.span.of(text).chars().all(|c| matches!(c, '-' | '"' | '“' | '”' | '\''));
            let aside = matches!(child.function(), Function::Parataxis | Function::Relative)
                || child.is(Function::Adverbial) && !bounds(parse, *c)
                || child.is(Function::Apposition) && !phrase::close(parse, text, t, *c);
            !mark && (whole || !aside)
        }));
    }
    keep
}
