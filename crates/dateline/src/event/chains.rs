//! Mentions of one event inside a page.
//!
//! In: the events of a page in text order. Out: their `chain` set: verbs and nouns of one stem with no participant against it.

use std::collections::BTreeMap;

use super::{Certainty, Event, ParticipantRole, akin};
use crate::entity::{Entity, EntityKind};
use crate::language::{Form, Function, Parse, Pos};
use crate::lexicon::Flag;
use crate::time::TimeBasis;
use crate::{IndexVec, LocalEntity, MentionId};

/// Endings that make nouns of verbs ("-ate" is that of the verbs beside "-ation"), and what stands in their place in the stem.
const ENDINGS: [(&str, &str); 15] = [
    ("ification", "ify"),
    ("ization", "iz"),
    ("isation", "iz"),
    ("ation", ""),
    ("ition", ""),
    ("ment", ""),
    ("ate", ""),
    ("sion", ""),
    ("tion", "t"),
    ("ance", ""),
    ("ence", ""),
    ("ing", ""),
    ("ery", "er"),
    ("al", ""),
    ("ure", ""),
];

/// What verb and noun have in common: "announce" and "announcement".
pub fn stem(lemma: &str) -> String {
    let mut stem = lemma;
    let mut tail = "";
    for (ending, with) in ENDINGS {
        if let Some(front) = lemma.strip_suffix(ending)
            && front.len() >= 4
        {
            stem = front;
            tail = with;
            break;
        }
    }
    let joined = format!("{stem}{tail}");
    let cut = joined.trim_end_matches(['e', 'y']);
    // A doubled consonant is single in the verb: "shipping", "ship".
    let mut out = cut.to_owned();
    let tail: Vec<char> = out.chars().rev().take(2).collect();
    if tail.len() == 2 && tail[0] == tail[1] && stem != lemma && tail[0] != 's' && tail[0] != 'l' {
        out.pop();
    }
    out
}

/// Sentences of a heading and of what repeats it.
const LEAD: usize = 3;

/// Sets the chain of each event.
pub(crate) fn link(parse: &Parse, entities: &IndexVec<LocalEntity, Entity>, events: &mut IndexVec<MentionId, Event>) {
    let named: IndexVec<LocalEntity, bool> = entities.iter().map(Entity::is_named).collect();
    let people: IndexVec<LocalEntity, bool> =
        entities.iter().zip(&named).map(|(e, named)| *named && e.kind == EntityKind::Person).collect();
    let mut by_stem: BTreeMap<String, Vec<MentionId>> = BTreeMap::new();
    for i in events.ids() {
        let lemma = events[i].lemma.as_str();
        if Flag::Unchained.has(lemma) {
            continue;
        }
        let earlier = by_stem.entry(stem(lemma)).or_default();
        // "A statement" is one that the page has not told of, but for what its heading and its first sentences say twice.
        if events[i].sentence.index() > LEAD && indefinite(parse, events[i].token) {
            earlier.push(i);
            continue;
        }
        let found = earlier.iter().rev().take(40).copied().find(|j| {
            let chain = events[*j].chain;
            earlier.iter().rev().take(40).filter(|k| events[**k].chain == chain).all(|k| {
                agree(&named, &people, &events[*k], &events[i])
                    && !other_number(parse, &events[*k], &events[i])
                    && !other_object(parse, &events[*k], &events[i])
            })
        });
        if let Some(j) = found {
            events[i].chain = events[j].chain;
        }
        earlier.push(i);
    }
}

/// Whether one noun speaks of several and the other of one: "four trips" are not "the trip".
fn other_number(parse: &Parse, a: &Event, b: &Event) -> bool {
    let tag = |e: &Event| parse.tokens[e.token].form();
    matches!((tag(a), tag(b)), (Form::Plural, Form::Singular) | (Form::Singular, Form::Plural))
}

/// Whether one is told as a fact and the other is not, and they are done to things of different kinds, by common nouns: who launched
/// missiles was not asked whether he would launch a satellite because of it.
fn other_object(parse: &Parse, a: &Event, b: &Event) -> bool {
    if (a.certainty == Certainty::Certain) == (b.certainty == Certainty::Certain) {
        return false;
    }
    let objects = |e: &Event| -> Vec<String> {
        let noun = |t: &usize| parse.tokens[*t].pos == Pos::Noun;
        let of = |c: usize| &*parse.tokens[c].lemma == "of" && parse.tokens[c].is(Function::Preposition);
        let of = parse.children(e.token).filter(|c| of(*c)).filter_map(|c| parse.complement(c));
        // "Launched missiles", "a missile launch", "the launch of missiles".
        let own = parse.children(e.token).filter(|c| match parse.tokens[*c].function() {
            Function::Object | Function::PassiveSubject => true,
            Function::Compound => noun(&e.token),
            _ => false,
        });
        own.chain(of).filter(noun).map(|c| parse.tokens[c].lemma.to_lowercase()).collect()
    };
    let (x, y) = (objects(a), objects(b));
    !x.is_empty() && !y.is_empty() && !x.iter().any(|p| y.iter().any(|q| akin(p, q)))
}

/// Whether a noun stands with "a" or "another".
fn indefinite(parse: &Parse, token: usize) -> bool {
    let noun = parse.tokens.get(token).is_some_and(|t| t.pos == Pos::Noun);
    noun && parse.children(token).any(|c| {
        let t = &parse.tokens[c];
        t.is(Function::Determiner) && matches!(&*t.lemma.to_lowercase(), "a" | "an" | "another")
    })
}

/// Whether nothing speaks against two mentions being of one event: no stated times apart, and not other people and bodies in all parts.
/// Only names count: a common noun may stand for somebody named elsewhere.
fn agree(named: &IndexVec<LocalEntity, bool>, people: &IndexVec<LocalEntity, bool>, a: &Event, b: &Event) -> bool {
    let apart = |x: &Event, y: &Event| {
        let (Some(x), Some(y)) = (&x.time, &y.time) else { return false };
        let stated = x.basis == TimeBasis::Stated && y.basis == TimeBasis::Stated;
        stated && matches!((x.interval.latest, y.interval.earliest), (Some(end), Some(start)) if end < start)
    };
    if apart(a, b) || apart(b, a) {
        return false;
    }
    // Who meets Smit does not meet Olsen.
    let who = |e: &Event| -> Vec<LocalEntity> {
        e.participants.iter().filter_map(|p| p.entity).filter(|e| people.get(*e) == Some(&true)).collect()
    };
    let (x, y) = (who(a), who(b));
    if x.iter().any(|e| !y.contains(e)) && y.iter().any(|e| !x.contains(e)) {
        return false;
    }
    let core = |e: &Event| -> Vec<LocalEntity> {
        e.participants
            .iter()
            .filter(|p| p.role != ParticipantRole::Other)
            .filter_map(|p| p.entity)
            .filter(|e| named.get(*e) == Some(&true))
            .collect()
    };
    let (x, y) = (core(a), core(b));
    x.is_empty() || y.is_empty() || x.iter().any(|e| y.contains(e))
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn verbs_and_their_nouns_share_a_stem() {
        for (verb, noun) in [
            ("announce", "announcement"),
            ("deliver", "delivery"),
            ("negotiate", "negotiation"),
            ("ship", "shipping"),
            ("refuse", "refusal"),
        ] {
            assert_eq!(stem(verb), stem(noun), "{verb} {noun}");
        }
    }
}
