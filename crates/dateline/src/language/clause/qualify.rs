//! What a verb says by its form, its auxiliaries and the words beside it.
//!
//! In: the tree and a verb. Out: its [`Clause`].

use std::collections::BTreeSet;

use super::govern;
use super::{Class, Clause, Form, Function, Modality, Tense, Tree};
use crate::SentenceId;
use crate::lexicon::Flag;

/// Whether a word heads a clause.
pub(super) fn heads(tree: &Tree<'_>, token: usize) -> bool {
    let word = tree.word(token);
    word.verbal() && !matches!(word.relation, Function::Auxiliary | Function::PassiveAuxiliary)
}

/// Sentences that ask: they end with a question mark.
pub(super) fn asked(tree: &Tree<'_>) -> BTreeSet<SentenceId> {
    let mut last: Option<(SentenceId, bool)> = None;
    let mut asked = BTreeSet::new();
    for t in 0..tree.len() {
        let word = tree.word(t);
        if !word.text.contains(char::is_alphanumeric) && !word.is(&["?"]) {
            continue;
        }
        if let Some((sentence, true)) = last
            && sentence != word.sentence
        {
            asked.insert(sentence);
        }
        last = Some((word.sentence, word.is(&["?"])));
    }
    asked.extend(last.filter(|(_, ask)| *ask).map(|(s, _)| s));
    asked
}

/// The clause of a verb.
pub(super) fn clause(tree: &Tree<'_>, verb: usize, question: bool) -> Clause {
    let own = |relation| tree.child(verb, relation);
    let (modality, perfect) = auxiliaries(tree, verb);
    let word = tree.word(verb);
    let auxiliary = |c: usize| tree.word(c).relation == Function::Auxiliary;
    let infinitive = modality.is_none() && tree.below(verb).any(|c| auxiliary(c) && tree.word(c).form == Form::To);
    let gerund = word.form == Form::Gerund && !tree.below(verb).any(auxiliary);
    let first = coordinated(tree, verb);
    let subject = own(Function::Subject).or_else(|| own(Function::PassiveSubject));
    let passive = own(Function::PassiveSubject)
        .or_else(|| own(Function::PassiveAuxiliary))
        .or_else(|| own(Function::Agent))
        .is_some();
    let inherits = subject.is_none() && first.is_some();
    let obliques = tree.below(verb).filter(|c| tree.word(*c).relation == Function::Preposition);
    let complement =
        |c: &usize| matches!(tree.word(*c).relation, Function::Clause | Function::OpenClause) && tree.word(*c).verbal();
    let mut out = Clause {
        verb,
        particle: own(Function::Particle),
        predicate: own(Function::Predicate)
            .or_else(|| own(Function::Attribute))
            .or_else(|| own(Function::ObjectPredicate)),
        subject: subject.or_else(|| first.and_then(|f| first_subject(tree, f))),
        passive,
        object: own(Function::Object),
        agent: own(Function::Agent).and_then(|by| tree.child(by, Function::Complement)),
        obliques: obliques.filter_map(|p| Some((p, tree.child(p, Function::Complement)?))).collect(),
        complements: tree.below(verb).filter(complement).collect(),
        tense: tense(tree, verb, modality),
        perfect,
        progressive: word.form == Form::Gerund && tree.below(verb).any(auxiliary),
        modality,
        infinitive,
        gerund,
        negation: negation(tree, verb),
        question,
        above: govern::verbal(tree, verb),
    };
    // "did not eat and drink": one auxiliary for both.
    if inherits
        && modality.is_none()
        && !infinitive
        && word.form == Form::Base
        && let Some(first) = first
    {
        let before = auxiliaries(tree, first).0;
        out.negation = out.negation.or_else(|| negation(tree, first));
        (out.modality, out.tense) = (before, tense(tree, first, before));
    }
    out
}

/// The first verb of the coordination that a verb ends.
pub(super) fn coordinated(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let mut at = verb;
    while tree.word(at).relation == Function::Conjunct
        && let Some(head) = tree.head(at).filter(|h| *h < at)
    {
        // "is examining whether it rose, fell or stood": the parser hangs the second on the verb above, whose form it has not.
        let finite = |t: usize| matches!(tree.word(t).form, Form::Past | Form::Present);
        let clause = |c: &usize| {
            *c > head
                && *c < at
                && tree.word(*c).relation == Function::Clause
                && tree.word(*c).form == tree.word(at).form
        };
        let alone = first_subject(tree, at).is_none() && finite(at) && !finite(head);
        at = tree.below(head).find(|c| alone && clause(c)).unwrap_or(head);
    }
    (at != verb && tree.word(at).verbal()).then_some(at)
}

fn first_subject(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    tree.child(verb, Function::Subject).or_else(|| tree.child(verb, Function::PassiveSubject))
}

/// The modal of a verb, and whether it is perfect.
pub(super) fn auxiliaries(tree: &Tree<'_>, verb: usize) -> (Option<Modality>, bool) {
    let mut modality = None;
    let mut perfect = false;
    for c in tree.below(verb) {
        let word = tree.word(c);
        if !matches!(word.relation, Function::Auxiliary | Function::PassiveAuxiliary) {
            continue;
        }
        perfect |= word.is(&["have", "has", "had", "'ve", "’ve", "having"])
            || word.is(&["'s", "’s", "'d", "’d"]) && word.lemma == "have";
        let said = if word.is(&["will", "'ll", "’ll", "shall", "wo", "sha"]) {
            Modality::Will
        } else if word.is(&["would", "should"]) || word.is(&["'d", "’d"]) && word.lemma != "have" {
            // "would like" is polite for wants.
            if matches!(tree.word(verb).lemma, "like" | "love" | "prefer") {
                continue;
            }
            Modality::Would
        } else if word.is(&["may", "might", "could"]) {
            Modality::May
        } else if word.is(&["can", "ca"]) {
            Modality::Can
        } else if word.is(&["must"]) {
            Modality::Must
        } else {
            continue;
        };
        modality = modality.or(Some(said));
    }
    (modality, perfect)
}

fn tense(tree: &Tree<'_>, verb: usize, modality: Option<Modality>) -> Tense {
    match modality {
        Some(Modality::Will | Modality::Would | Modality::May) => return Tense::Future,
        Some(Modality::Can | Modality::Must) => return Tense::Present,
        None => {}
    }
    let auxiliary = |c: &usize| matches!(tree.word(*c).relation, Function::Auxiliary | Function::PassiveAuxiliary);
    let past = |c: usize| tree.word(c).form == Form::Past || tree.word(c).lemma == "have";
    let now = |c: usize| tree.word(c).relation == Function::PassiveAuxiliary && tree.word(c).form == Form::Present;
    match tree.word(verb).form {
        Form::Past => Tense::Past,
        Form::Participle if tree.below(verb).any(now) => Tense::Present,
        Form::Participle => Tense::Past,
        _ if tree.below(verb).filter(auxiliary).any(past) => Tense::Past,
        _ => Tense::Present,
    }
}

/// "no", "neither", "few" before a noun, or "nobody", "none" in its place.
pub(super) fn none(tree: &Tree<'_>, noun: usize) -> Option<usize> {
    if tree.word(noun).is(&["nobody", "none", "nothing", "neither", "no-one"]) {
        return Some(noun);
    }
    let negative = |c: &usize| match tree.word(*c).relation {
        Function::Determiner | Function::Predeterminer | Function::Negation => tree.word(*c).is(&["no", "neither"]),
        // "few voted", but "a few" and "quite a few".
        Function::Adjective => {
            let fixed = |d: usize| {
                d != *c
                    && d < noun
                    && matches!(
                        tree.word(d).relation,
                        Function::Determiner | Function::Predeterminer | Function::Possessor | Function::Adjective
                    )
            };
            let article = *c > 0 && tree.word(*c - 1).is(&["a", "the", "quite"]);
            tree.word(*c).is(&["few", "little"]) && !article && !tree.below(noun).any(fixed)
        }
        _ => false,
    };
    tree.below(noun).find(negative)
}

/// The word that negates a verb, noun or adjective.
pub(super) fn negation(tree: &Tree<'_>, token: usize) -> Option<usize> {
    let verb = tree.word(token).verbal();
    // "did not leave until noon": at noon it did.
    let until = |c: usize| tree.word(c).is(&["until", "till"]);
    let past = verb && tree.has(token, &["did"]);
    let later = past
        && tree.below(token).any(|c| {
            c > token && (until(c) || tree.word(c).relation == Function::Adverbial && tree.below(c).any(until))
        });
    tree.below(token).find(|c| {
        let word = tree.word(*c);
        let argument = matches!(
            word.relation,
            Function::Subject
                | Function::PassiveSubject
                | Function::Object
                | Function::Attribute
                | Function::ObjectPredicate
        );
        match word.relation {
            // "not only", "not just": said of one of several things.
            Function::Negation => {
                let next = *c + 1;
                let only =
                    next < tree.len() && tree.word(next).is(&["only", "just", "merely", "simply", "solely", "least"]);
                !(only || later && word.is(&["not", "n't", "n’t"]))
            }
            Function::Determiner | Function::Predeterminer => word.is(&["no", "neither"]),
            Function::Correlative => word.lemma == "neither",
            Function::Adverb => rare(tree, *c),
            _ if verb && argument => {
                let acts = matches!(word.relation, Function::Subject | Function::PassiveSubject);
                let few = |n: usize| tree.word(n).relation == Function::Adjective;
                let state = Flag::HasThing.has(tree.word(token).lemma);
                none(tree, *c).is_some_and(|n| acts || !few(n) && !state)
            }
            _ => false,
        }
    })
}

/// "rarely", "hardly", "no longer", "not yet".
fn rare(tree: &Tree<'_>, adverb: usize) -> bool {
    let word = tree.word(adverb);
    if word.is(&["never", "rarely", "seldom", "hardly", "scarcely"]) {
        return true;
    }
    let not = tree.below(adverb).any(|c| tree.word(c).is(&["no", "not"]));
    not && word.is(&["longer", "long", "yet", "more"]) && word.class != Class::Noun
}
