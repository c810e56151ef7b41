//! How the verb or noun of an event is put into the future.
//!
//! In: the parse of a page and an event. Out: its [`Mark`]: a modal, a verb or adjective of planning, expecting, promising above it.

use crate::Analysis;
use crate::event::{Event, Tense};
use crate::language::{Function, Parse, Pos};
use crate::lexicon::Flag;
use crate::time::TimeBasis;

/// How a verb is put into the future.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    Will,
    Would,
    May,
    Planned,
    /// By a word for its odds: "is unlikely".
    Likely,
    /// By nothing but the time that it is told for: "reopens on 1 June", "is due in May".
    Timed,
}

/// How the verb of an event is put into the future.
pub(super) fn mark(parse: &Parse, event: &Event) -> Option<Mark> {
    let token = parse.tokens.get(event.token)?;
    if !matches!(token.pos, Pos::Verb | Pos::Aux) {
        // "held" for "talks": the noun is told by its verb. Else "a planned visit".
        let governor = &parse.tokens[token.head];
        if matches!(token.function(), Function::Object | Function::Attribute)
            && matches!(governor.pos, Pos::Verb | Pos::Aux)
            && let Some(mark) = verb_mark(parse, token.head)
        {
            return Some(mark);
        }
        // "proposed a pact": what is planned stands as a noun.
        let given = &*governor.lemma == "offer";
        if token.is(Function::Object) && event.tense == Tense::Future && Flag::Foretells.has(&governor.lemma) && !given
        {
            return Some(Mark::Planned);
        }
        // "is there a plan for": what a sentence plans and denies stands as a noun.
        let noun = Flag::Foretells.has(&event.lemma)
            && matches!(
                token.function(),
                Function::Attribute | Function::Object | Function::Subject | Function::PassiveSubject
            );
        return noun.then_some(Mark::Planned).filter(|_| parse.child(event.token, Function::NounClause).is_some());
    }
    verb_mark(parse, event.token)
}

fn verb_mark(parse: &Parse, verb: usize) -> Option<Mark> {
    let mut at = verb;
    // "will meet and talk": the modal stands with the first.
    for _ in 0..3 {
        let perfect =
            parse.children(at).any(|c| parse.tokens[c].is(Function::Auxiliary) && &*parse.tokens[c].lemma == "have");
        let modal = parse.children(at).find(|c| parse.tokens[*c].is_modal());
        if let Some(modal) = modal {
            return match &*parse.tokens[modal].lemma {
                _ if perfect => None,
                "will" | "shall" | "’ll" | "'ll" => Some(Mark::Will),
                "would" | "’d" | "'d" => Some(Mark::Would),
                "may" | "might" | "could" => Some(Mark::May),
                _ => None,
            };
        }
        let token = &parse.tokens[at];
        let up = token.head;
        if token.is(Function::Conjunct) && up != at && token.form() == parse.tokens[up].form() {
            at = up;
            continue;
        }
        break;
    }
    let token = &parse.tokens[at];
    let up = token.head;
    if up == at {
        return None;
    }
    let infinitive = matches!(
        token.function(),
        Function::OpenClause
            | Function::NounClause
            | Function::Clause
            | Function::PrepositionClause
            | Function::Adverbial
    ) && (token.is_base() || parse.children(at).any(|c| parse.tokens[c].is_to()));
    let governor = &parse.tokens[up];
    // "is to appear before a judge".
    let bound = &*governor.lemma == "be"
        && matches!(token.function(), Function::OpenClause | Function::Clause)
        && parse.children(at).any(|c| parse.tokens[c].is_to())
        && up < at;
    if infinitive && bound {
        return Some(Mark::Planned);
    }
    // "are set to discuss": the parser takes the infinitive of a passive for a clause of its own.
    let passive = governor.is_participle() && parse.child(up, Function::PassiveAuxiliary).is_some();
    // An offer to buy has been made.
    let offer = governor.pos == Pos::Noun && &*governor.lemma == "offer";
    if infinitive
        && up < at
        && Flag::Foretells.has(&governor.lemma)
        && !offer
        && (!token.is(Function::Adverbial) || passive)
    {
        return Some(Mark::Planned);
    }
    // "expects its insurers to raise", "is seen beginning": the clause of a verb of planning.
    let clause = token.is(Function::Clause)
        && matches!(&*governor.lemma, "expect" | "plan" | "predict" | "forecast" | "promise" | "propose");
    // "would begin to sail": the phase verb carries the modal.
    if token.is(Function::OpenClause) && Flag::Phase.has(&governor.lemma) {
        return verb_mark(parse, up);
    }
    (clause && !super::super::sentence::finite(parse, at)).then_some(Mark::Planned)
}

/// Whether an event lies ahead of its page by its verb.
pub(super) fn lies_ahead(analysis: &Analysis, event: &Event) -> bool {
    mark(&analysis.parse, event).is_some()
}

/// Whether a noun stands for something that happened by itself: it has a time of its own.
pub(super) fn dated(event: &Event) -> bool {
    event.time.as_ref().is_some_and(|t| t.basis == TimeBasis::Stated)
}
