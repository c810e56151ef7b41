//! Who takes part in an event of the pile, of all that its clauses name.
//!
//! In: an event mention and one of its participants. Out: whether the reader who asks for everything that somebody took part in wants it.
//! That somebody is something, or has a quality, is no event to take part in; and what stands behind "than", "for" or "in" is what the
//! event is compared with, aimed at or set in.

use crate::Analysis;
use crate::event::{Event, Participant, ParticipantRole};
use crate::language::{Function, Pos};
use crate::lexicon::Flag;

/// Whether a participant takes part in the event.
pub(super) fn takes_part(analysis: &Analysis, event: &Event, participant: &Participant) -> bool {
    let parse = &analysis.parse;
    let Some(token) = parse.tokens.get(event.token) else { return true };
    // "was delighted": a state. "Dead" and the like come as events of their own, under verbs too.
    let quality = token.pos == Pos::Adj && token.is(Function::Predicate);
    if quality || event.lemma == "be" && token.pos != Pos::Noun {
        return false;
    }
    if participant.role != ParticipantRole::Other {
        return true;
    }
    let inside = parse.tokens_in(participant.span);
    let Some(head) = inside.clone().find(|t| !inside.contains(&parse.tokens[*t].head)) else { return true };
    let way = std::iter::once(head).chain(parse.ancestors(head)).take_while(|t| *t != event.token).take(8);
    let preposition = way.filter(|t| parse.tokens[*t].pos == Pos::Adp).last();
    preposition.is_none_or(|t| {
        parse.tokens[t].is(Function::Recipient) || Flag::Together.has(&parse.tokens[t].lemma.to_lowercase())
    })
}
