//! Which sentences tell of something, and what of a sentence belongs to one of its events.
//!
//! In: a page and a sentence or event of it. Out: whether rules may compare it. Lines that only look like sentences (credits, stamps of
//! time, lists, scripts, headings with the name of the paper) and captions of pictures say nothing that two pages could differ in.

use crate::event::Event;
use crate::language::{Function, Parse, Pos};
use crate::lexicon::Flag;
use crate::link::sentence_span;
use crate::page::Role;
use crate::{Analysis, SentenceId, Span};

/// Whether a sentence stands in the narration and has a subject with a finite verb.
pub(super) fn narrates(analysis: &Analysis, sentence: SentenceId) -> bool {
    let span = sentence_span(analysis, sentence);
    let role = analysis.page.blocks.iter().find(|b| b.span.contains(span)).map(|b| b.role);
    if role.is_some_and(|r| !matches!(r, Role::Body | Role::Standfirst | Role::Title)) {
        return false;
    }
    let text = analysis.page.text.get(span.start..span.end).unwrap_or_default();
    if text.contains(['|', '{', '}', '@', '\t']) || text.contains("file photo") {
        return false;
    }
    let parse = &analysis.parse;
    let subject = |t: usize| {
        parse.children(t).any(|c| {
            matches!(
                parse.tokens[c].function(),
                Function::Subject | Function::PassiveSubject | Function::Expletive | Function::ClauseSubject
            )
        })
    };
    parse.sentences.get(sentence).is_some_and(|s| s.clone().any(|t| finite(parse, t) && subject(t)))
}

/// Whether a sentence asks.
pub(super) fn asks(analysis: &Analysis, sentence: SentenceId) -> bool {
    let span = sentence_span(analysis, sentence);
    let text = analysis.page.text.get(span.start..span.end).unwrap_or_default();
    text.trim_end_matches(['"', '”', '\'', '’', ')', ' ']).ends_with('?')
}

/// Whether a verb, alone or with its auxiliaries, has a tense.
pub(super) fn finite(parse: &Parse, token: usize) -> bool {
    matches!(parse.tokens[token].pos, Pos::Verb | Pos::Aux) && parse.has_tense(token)
}

/// Whether an event is asserted by a finite verb, and not only named or wanted.
pub(super) fn asserted(parse: &Parse, event: &Event) -> bool {
    let Some(token) = parse.tokens.get(event.token) else { return false };
    if matches!(token.pos, Pos::Verb | Pos::Aux) {
        // "Began to fall".
        let phase = token.is(Function::OpenClause) && Flag::Phase.has(&parse.tokens[token.head].lemma);
        return finite(parse, event.token)
            || (phase && finite(parse, token.head))
            // "rescued and brought": the auxiliary or tense stands with the first.
            || (token.is(Function::Conjunct) && finite(parse, token.head) && token.form() == parse.tokens[token.head].form());
    }
    // "held talks": the noun is told by the clause of its verb.
    matches!(token.function(), Function::Object | Function::Subject | Function::PassiveSubject | Function::Attribute)
        && finite(parse, token.head)
}

/// Whether the time expression of an event says when this event was, and not one above, below or beside it in the sentence.
pub(super) fn says_when(analysis: &Analysis, event: &Event) -> bool {
    let timex = event.time.as_ref().and_then(|t| analysis.times.get(t.timex?));
    timex.is_some_and(|t| is_when(analysis, event, t.span))
}

/// The same for a time expression that may belong to the event.
pub(super) fn is_when(analysis: &Analysis, event: &Event, timex: Span) -> bool {
    let parse = &analysis.parse;
    let tokens = parse.tokens_in(timex);
    let Some(mut at) = tokens.clone().find(|t| !tokens.contains(&parse.tokens[*t].head) || parse.tokens[*t].head == *t)
    else {
        return false;
    };
    let head_of = |t: usize| parse.tokens[t].head;
    for _ in 0..8 {
        if at == event.token {
            return true;
        }
        let up = head_of(at);
        if up == at {
            return false;
        }
        let other = up != event.token
            && (matches!(parse.tokens[up].pos, Pos::Verb | Pos::Aux) || analysis.events.iter().any(|e| e.token == up));
        if other {
            // "held talks on Monday", "began to sail on Monday": the verb above carries the time of the event below.
            let dep = parse.tokens[event.token].function();
            let carried = head_of(event.token) == up
                && (matches!(dep, Function::Object | Function::Attribute | Function::PassiveSubject)
                    || (dep == Function::OpenClause && Flag::Phase.has(&parse.tokens[up].lemma)));
            return carried;
        }
        at = up;
    }
    false
}

/// Whether a word stands in a clause under "if", "unless", "whether".
pub(super) fn conditional(parse: &Parse, token: usize) -> bool {
    let marked = |t: usize| {
        parse.children(t).any(|c| {
            parse.tokens[c].is(Function::Marker)
                && matches!(&*parse.tokens[c].lemma, "if" | "unless" | "whether" | "provided")
        })
    };
    marked(token) || parse.ancestors(token).take(6).any(marked)
}
