//! The time of an event seen from the page: past, present, future.
//!
//! In: the clauses and a verb or noun. Out: [`Tense`], from its own form, and where it has none from what governs it.

use super::super::Tense;
use super::super::governors::{Construction, GOVERNORS, Kind};
use super::Judge;
use crate::language::clause::{self, Class, Form, Function};
use crate::lexicon::Flag;

/// How many governing verbs to look up through.
const DEPTH: usize = 6;

impl Judge<'_> {
    /// The tense of a verb.
    pub(super) fn verb_tense(&self, verb: usize) -> Tense {
        self.tense(verb, DEPTH)
    }

    fn tense(&self, verb: usize, depth: usize) -> Tense {
        let tree = &self.clauses.tree;
        let Some(clause) = self.clauses.at(verb) else { return Tense::Past };
        let word = tree.word(verb);
        let own = clause.modality.is_some();
        let tense = match clause.tense {
            clause::Tense::Past => Tense::Past,
            clause::Tense::Present => Tense::Present,
            clause::Tense::Future => Tense::Future,
        };
        if clause.modality == Some(clause::Modality::May) {
            // "could not pay": it did not. "May have paid": it is over.
            let could = tree.has(verb, &["could"]) && (clause.negation.is_some() || self.perceives(verb));
            return if could || clause.perfect { Tense::Past } else { self.marked(verb, tense, None) };
        }
        let up = word.head;
        if up == verb {
            // A headline: "Ministers to meet in spring".
            return if clause.infinitive { Tense::Future } else { tense };
        }
        let governor = tree.word(up);
        // "after leaving", "the chance of winning": what governs stands above the preposition.
        let behind = word.relation == Function::PrepositionClause;
        let above = if behind { governor.head } else { up };
        let verb_above = std::iter::once(above).chain(tree.above(above)).take(DEPTH).find(|a| tree.word(*a).verbal());
        let reached = if behind { verb_above } else { Some(up).filter(|u| tree.word(*u).verbal()) };
        let outer = reached.filter(|v| depth > 0 && *v != verb).map(|v| self.tense(v, depth - 1));
        let subject = [Function::Subject, Function::PassiveSubject].iter().any(|r| tree.child(verb, *r).is_some());
        let lemma = tree.word(above).lemma.to_lowercase();
        let relation = word.relation;
        let modified = matches!(relation, Function::NounClause | Function::Relative);
        let governed = modified
            || matches!(
                relation,
                Function::OpenClause | Function::Clause | Function::PrepositionClause | Function::Adverbial
            );
        match (relation, outer) {
            // "will come and see"
            (Function::Conjunct, Some(first))
                if !own && !subject && (governor.form == word.form || word.form == Form::Base) =>
            {
                first
            }
            _ if governed && (clause.infinitive || clause.gerund) => {
                // "the first ship to cross": it crosses when the clause around says.
                let ranked = modified
                    && (governor.form == Form::Superlative || self.ranked(up) || matches!(&*lemma, "first" | "last"));
                let performed = Flag::Performative.has(word.lemma) && lemma == "like";
                let purpose =
                    !ranked && clause.infinitive && (lemma == "be" || modified || relation == Function::Adverbial);
                let ahead = !performed
                    && !self.done(above, outer)
                    && Flag::Prospective.has(&lemma)
                    && (clause.infinitive || matches!(relation, Function::OpenClause | Function::PrepositionClause));
                if !purpose && self.done(above, outer) && Flag::Prospective.has(&lemma) {
                    Tense::Past
                } else if purpose || ahead {
                    Tense::Future
                } else if let Some(outer) = outer {
                    outer
                } else if ranked && let Some(v) = verb_above.filter(|v| depth > 0 && *v != verb) {
                    self.tense(v, depth - 1)
                } else {
                    tense
                }
            }
            // "would help them launch it": by and by with the help.
            (Function::Clause | Function::OpenClause, Some(outer))
                if word.form == Form::Base && !own && !clause.infinitive =>
            {
                outer
            }
            // "when it arrives, it will be painted"; "if it sinks" is said neither to happen nor not to.
            (Function::Adverbial, outer) => self.marked(verb, tense, outer),
            _ => tense,
        }
    }

    /// "chose to leave", "was able to leave": who did left.
    fn done(&self, governor: usize, outer: Option<Tense>) -> bool {
        let word = self.clauses.tree.word(governor);
        let kinds = self.kinds(governor);
        if outer.is_some_and(|t| t != Tense::Past) || kinds.any(&[Kind::Commit, Kind::Order, Kind::Ask]) {
            return false;
        }
        let to = Construction::infinitive(false, false);
        let passive = self.clauses.at(governor).is_some_and(|c| c.passive);
        match word.verbal() {
            true => !passive && word.form != Form::Participle && GOVERNORS.scores(&self.key(governor), to).0 >= 20,
            false => word.class == Class::Adjective && kinds.has(Kind::Succeed) && self.past(word.head),
        }
    }

    fn past(&self, verb: usize) -> bool {
        self.clauses.at(verb).is_some_and(|c| c.tense == clause::Tense::Past && c.modality.is_none())
    }

    /// What the word that marks an adverbial clause does to its tense.
    fn marked(&self, verb: usize, tense: Tense, outer: Option<Tense>) -> Tense {
        let tree = &self.clauses.tree;
        let word = tree.word(verb);
        if word.relation != Function::Adverbial {
            return tense;
        }
        let outer = outer.or_else(|| Some(word.head).filter(|u| tree.word(*u).verbal()).map(|u| self.tense(u, 1)));
        let marked = |words: &[&str]| {
            tree.below(verb)
                .any(|c| matches!(tree.word(c).relation, Function::Marker | Function::Adverb) && tree.word(c).is(words))
        };
        let later = outer == Some(Tense::Future);
        let ahead = marked(&["if", "unless"]) && tense != Tense::Past
            || later && (tense != Tense::Past && marked(&["when", "after", "once"]) || marked(&["before", "until"]));
        if ahead { Tense::Future } else { tense }
    }

    /// "first", "only", "latest" before a noun.
    pub(super) fn ranked(&self, noun: usize) -> bool {
        let tree = &self.clauses.tree;
        tree.below(noun).any(|c| {
            let word = tree.word(c);
            word.form == Form::Superlative && word.relation == Function::Adjective
                || matches!(word.lemma, "first" | "last" | "only" | "second" | "third")
        })
    }

    /// The tense of a noun: that of the verb it is the object or subject of, unless the verb says that it lies ahead.
    pub(super) fn noun_tense(&self, token: usize) -> Tense {
        let tree = &self.clauses.tree;
        let mut out = Tense::Past;
        let mut at = token;
        // Through prepositions and coordination to the governing verb.
        for _ in 0..4 {
            let word = tree.word(at);
            let Some(up) = tree.head(at) else { break };
            let governor = tree.word(up);
            let lemma = governor.lemma.to_lowercase();
            if governor.verbal() {
                // What stands beside the action in time or as its reason ("after the storm") does not share its time.
                let behind = word.relation == Function::Preposition;
                let beside = behind && !matches!(word.lemma, "to" | "on" | "with" | "for" | "of" | "at");
                let acts = word.relation == Function::Subject;
                let undergoes = matches!(
                    word.relation,
                    Function::Object | Function::PassiveSubject | Function::Attribute | Function::ObjectPredicate
                );
                if (undergoes || behind) && !beside || at == token && acts {
                    // "will be on leave": nothing but the phrase tells what is.
                    let adjunct = behind && !Flag::Awaits.has(&lemma) && lemma != "be";
                    let there = Flag::Presupposes.has(&lemma) && !behind;
                    if !adjunct && !there {
                        out = self.verb_tense(up);
                    }
                    // "announced plans": the plans are there, what they are for is not.
                    let announced = Flag::Announces.has(&lemma)
                        && word.relation == Function::Object
                        && !Flag::Prospective.has(tree.word(token).lemma);
                    let weighed = Flag::Weighs.has(&lemma) && word.relation == Function::Object && at == token;
                    if (Flag::Awaits.has(&lemma) || announced) && !acts || weighed {
                        out = Tense::Future;
                    }
                }
                break;
            }
            match word.relation {
                Function::Preposition
                    if Flag::Prospective.has(governor.lemma) && matches!(word.lemma, "for" | "to" | "of" | "on") =>
                {
                    out = Tense::Future;
                    break;
                }
                Function::Complement | Function::Conjunct | Function::Preposition | Function::Apposition => at = up,
                _ => break,
            }
        }
        let ahead = |c: usize| Flag::ComingAdjective.has(&tree.word(c).text.to_lowercase());
        if tree.below(token).any(ahead) { Tense::Future } else { out }
    }

    /// Whether a verb does no more than its object names: "signed an agreement".
    pub(super) fn performs(&self, verb: usize) -> bool {
        let word = self.clauses.tree.word(verb);
        word.class == Class::Verb && (Flag::Light.has(word.lemma) || Flag::Performs.has(word.lemma))
    }
}
