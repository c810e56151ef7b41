//! One thing in two states that exclude each other: a light that was burning for one source and dark for another.
//!
//! In: subjects with a predicate from the list of opposites that says of states (lines with a star in `data/judge/opposites.txt`). Two pages
//! that put one subject into opposite states at times that do not exclude each other differ. Out: one discrepancy a subject, both sides
//! with all their sentences. Who says it is left to the sentences: a source that denies is one side.

use std::collections::{BTreeMap, BTreeSet};

use super::lexicon::state;
use super::sentence::{finite, narrates};
use crate::language::{Function, Pos};
use crate::link::{Pile, Relation, relation, sentence_span};
use crate::time::Interval;
use crate::{Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Evidence, Variant};
use crate::{EntityId, PageId, StoryId};

struct State {
    side: bool,
    at: Evidence,
    word: String,
    time: Option<Interval>,
    entities: BTreeSet<EntityId>,
    general: bool,
}

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let mut by_subject: BTreeMap<(StoryId, String, usize), Vec<State>> = BTreeMap::new();
    for (page, analysis) in pile.pages.iter_enumerated() {
        let parse = &analysis.parse;
        for (t, token) in parse.tokens.iter().enumerate() {
            if !token.is_subject() || !matches!(token.pos, Pos::Noun | Pos::Propn) {
                continue;
            }
            let verb = token.head;
            if !finite(parse, verb) || !narrates(analysis, token.sentence) {
                continue;
            }
            let predicates = std::iter::once(verb).chain(parse.children(verb).filter(|c| {
                matches!(
                    parse.tokens[*c].function(),
                    Function::Predicate
                        | Function::Attribute
                        | Function::Adverb
                        | Function::Particle
                        | Function::ObjectPredicate
                        | Function::Preposition
                ) && &*parse.tokens[verb].lemma == "be"
            }));
            for p in predicates {
                let lemma = parse.tokens[p].lemma.to_lowercase();
                // "Failed to stop", "operates from Bergen", "opened the door": an action, and no state of the thing.
                let action = |c: usize| {
                    matches!(parse.tokens[c].function(), Function::OpenClause | Function::Object | Function::Agent)
                };
                let way = |c: usize| matches!(&*parse.tokens[c].lemma, "from" | "between" | "for" | "as" | "to");
                // "Nearly died", "almost dead": no state yet.
                let nearly =
                    |c: usize| matches!(&*parse.tokens[c].lemma, "nearly" | "almost" | "virtually" | "half" | "barely");
                if parse.children(p).chain(parse.children(verb)).any(nearly) {
                    continue;
                }
                if p == verb && parse.children(p).any(|c| action(c) || way(c)) {
                    continue;
                }
                for (line, side) in state(&lemma) {
                    let negative = parse.negation(verb).is_some();
                    let modal = parse.has_modal(verb);
                    if modal {
                        continue;
                    }
                    let subject = token.lemma.to_lowercase();
                    let span = sentence_span(analysis, token.sentence);
                    let entities = pile.mentioned(page, span).into_iter().collect();
                    let own = analysis.events.iter().find(|e| e.token == p || e.token == verb);
                    by_subject.entry((dossier.documents[page].story, subject, line)).or_default().push(State {
                        side: side != negative,
                        at: Evidence { document: page, span },
                        word: parse.span(t..t + 1).of(&analysis.page.text).to_string()
                            + " "
                            + if negative { "not " } else { "" }
                            + parse.tokens[p].span.of(&analysis.page.text),
                        time: own
                            .and_then(|e| e.time.as_ref())
                            .filter(|t| t.basis == crate::time::TimeBasis::Stated)
                            .map(|t| t.interval),
                        entities,
                        general: parse.determiner(t).is_none_or(|d| &*parse.tokens[d].lemma != "the"),
                    });
                }
            }
        }
    }
    let mut found = Vec::new();
    for ((_, subject, _), states) in by_subject {
        let mut sides: [Vec<&State>; 2] = [Vec::new(), Vec::new()];
        for (i, a) in states.iter().enumerate().take(60) {
            for b in states[i + 1..].iter().take(60) {
                let apart = a.time.zip(b.time).is_some_and(|(x, y)| relation(&x, &y) == Relation::Disjoint);
                let named = !a.entities.is_disjoint(&b.entities) || (!a.general && !b.general);
                if a.side == b.side || a.at.document == b.at.document || apart || !named {
                    continue;
                }
                for s in [a, b] {
                    let list = &mut sides[usize::from(!s.side)];
                    if !list.iter().any(|o| o.at == s.at) {
                        list.push(s);
                    }
                }
            }
        }
        // A page that tells both sides reports a dispute; sources differ where one tells only this and another only that.
        let documents = |side: bool| -> BTreeSet<PageId> {
            states.iter().filter(|s| s.side == side).map(|s| s.at.document).collect()
        };
        let (yes, no) = (documents(true), documents(false));
        let alone = |i: usize| sides[i].iter().any(|s| !(if s.side { &no } else { &yes }).contains(&s.at.document));
        if !alone(0) || !alone(1) {
            continue;
        }
        let value = |list: &[&State]| list.first().map(|s| s.word.clone()).unwrap_or_default();
        let named = sides[0].first().and_then(|s| s.word.split(' ').next()).unwrap_or(&subject);
        let thing = if named.starts_with(char::is_uppercase) { named.to_string() } else { format!("the {subject}") };
        found.push(Discrepancy {
            rule: String::new(),
            kind: DiscrepancyKind::Polarity,
            status: DiscrepancyStatus::Contradiction,
            about: None,
            label: format!("State of {}: {} or {}", thing, value(&sides[0]), value(&sides[1])),
            reasons: vec![format!("“{}” and “{}” exclude each other.", value(&sides[0]), value(&sides[1]))],
            variants: sides
                .iter()
                .map(|list| Variant { value: value(list), support: list.iter().map(|s| s.at).collect() })
                .collect(),
        });
    }
    found
}
