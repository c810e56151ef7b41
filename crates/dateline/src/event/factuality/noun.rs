//! What is held of the event that a noun names.
//!
//! In: the noun. Out: what its verb or the noun above makes of it: "denies allegations of fraud", "the threat of strikes", "no deal".

use super::super::governors::{GOVERNORS, Kind};
use super::super::{Certainty, Polarity, Standing};
use super::{Belief, DEPTH, Judge};
use crate::language::clause::{self, Class, Form, Frame, Function};
use crate::lexicon::Flag;

impl Judge<'_> {
    /// What is held of an event noun.
    pub(super) fn noun(&self, token: usize) -> Belief {
        let tree = &self.clauses.tree;
        let mut belief = Belief::TOLD;
        let mut at = token;
        // Through prepositions and coordination to the governing verb.
        for _ in 0..4 {
            let word = tree.word(at);
            let Some(up) = tree.head(at) else { break };
            let governor = tree.word(up);
            let lemma = governor.lemma.to_lowercase();
            if governor.verbal() {
                belief = self.of_verb(belief, token, at, up, &lemma);
                break;
            }
            if !matches!(
                word.relation,
                Function::Complement | Function::Conjunct | Function::Preposition | Function::Apposition
            ) {
                break;
            }
            if word.relation == Function::Preposition {
                let kinds = self.kinds(up);
                let of = matches!(word.lemma, "of" | "for" | "about" | "on" | "to" | "in" | "against" | "that");
                if Flag::Prospective.has(governor.lemma) && matches!(word.lemma, "for" | "to" | "of" | "on") {
                    if kinds.any(&[Kind::Foretell, Kind::Permit, Kind::Wish, Kind::Ask, Kind::Ponder])
                        && governor.class == Class::Noun
                    {
                        belief = belief.at_most(Certainty::Possible);
                    }
                    if self.foiled(up) || clause::denied_itself(tree, up) {
                        belief.polarity = Polarity::Negative;
                    }
                    break;
                }
                // "the delay in delivery", "the cancellation of the tour"
                if Flag::Undoes.has(governor.lemma) && matches!(word.lemma, "in" | "of" | "to") {
                    belief.polarity = Polarity::Negative;
                }
                if of && kinds.any(&[Kind::Deny]) {
                    belief = belief.at_most(Certainty::Possible).by(Standing::Denied);
                } else if of && kinds.has(Kind::Claim) {
                    belief = belief.at_most(Certainty::Possible).by(Standing::Alleged);
                } else if matches!(word.lemma, "of") && kinds.any(&[Kind::Foretell, Kind::Doubt]) {
                    belief = belief.at_most(Certainty::Possible);
                }
            }
            at = up;
        }
        if let Some(hedge) = tree.below(token).find(|c| self.hedged(*c)) {
            let _ = hedge;
            belief = belief.at_most(Certainty::Possible).by(Standing::Alleged);
        }
        let spoiled = |c: usize| {
            let word = tree.word(c);
            matches!(word.relation, Function::Adjective | Function::NounClause)
                && word.form == Form::Participle
                && Flag::Undoes.has(word.lemma)
        };
        // "an aborted landing"; but a failed attempt is one.
        let vain = |c: usize| {
            tree.word(c).relation == Function::Adjective
                && GOVERNORS.kinds(Class::Adjective, &tree.word(c).text.to_lowercase()).has(Kind::Vain)
        };
        if tree.below(token).any(vain) && !self.kinds(token).has(Kind::Attempt) {
            belief.polarity = Polarity::Negative;
        }
        // "the cancelled tour", "a flight delayed by fog"
        if tree.below(token).any(spoiled) {
            belief.polarity = Polarity::Negative;
        }
        if clause::denied_itself(tree, token) {
            belief.polarity = Polarity::Negative;
        }
        if tree.has(token, &["possible", "potential"]) {
            belief = belief.at_most(Certainty::Possible);
        }
        belief
    }

    fn hedged(&self, token: usize) -> bool {
        let word = self.clauses.tree.word(token);
        matches!(word.relation, Function::Adjective | Function::Adverb)
            && GOVERNORS.kinds(Class::Adjective, &word.text.to_lowercase()).has(Kind::Hedge)
    }

    /// What its verb makes of a noun; `at` is what of it hangs on the verb.
    fn of_verb(&self, mut belief: Belief, token: usize, at: usize, up: usize, lemma: &str) -> Belief {
        let tree = &self.clauses.tree;
        let word = tree.word(at);
        let outer = self.verb(up, DEPTH);
        let kinds = self.kinds(up);
        let behind = word.relation == Function::Preposition;
        let acts = word.relation == Function::Subject;
        let undergoes = matches!(
            word.relation,
            Function::Object | Function::PassiveSubject | Function::Attribute | Function::ObjectPredicate
        );
        let beside = behind && !matches!(word.lemma, "to" | "on" | "with" | "for" | "of" | "at");
        if undergoes || behind && !beside || at == token && acts {
            // "will be on leave": nothing but the phrase tells what is.
            let adjunct = behind && !Flag::Awaits.has(lemma) && lemma != "be";
            let there = Flag::Presupposes.has(lemma) && !behind;
            // That a subject may do something does not make the subject doubtful.
            if !adjunct && !there && !acts {
                belief = Belief { certainty: outer.certainty.max(belief.certainty), ..belief }.by(outer.standing);
            }
            if Flag::Weighs.has(lemma) && word.relation == Function::Object && at == token {
                belief = belief.at_most(Certainty::Possible);
            }
        }
        // "denied involvement", "accused him of fraud", "charged with murder", "denies allegations of fraud"
        let content = undergoes || behind && matches!(word.lemma, "of" | "with" | "for");
        let sure = outer.polarity == Polarity::Positive && outer.certainty == Certainty::Certain;
        let own = self.kinds(token);
        // "denied fraud"; but the claim, report or request that is denied was made.
        let made = own.any(&[Kind::Claim, Kind::Say, Kind::Ask, Kind::Wish, Kind::Permit, Kind::Deny, Kind::Doubt]);
        let denies = Flag::DeniesObject.has(lemma);
        let accused = behind && matches!(word.lemma, "of" | "with") && Flag::Accuses.has(lemma);
        let alleged = word.relation == Function::Object && kinds.has(Kind::Claim) && Flag::AllegesObject.has(lemma);
        if content && sure && denies && !behind && !made {
            belief = belief.at_most(Certainty::Possible).by(Standing::Denied);
        } else if accused || alleged {
            belief = belief.at_most(Certainty::Possible).by(Standing::Alleged);
        }
        if Flag::Wants.has(lemma) && (word.relation == Function::Object || behind && word.is(&["for"])) {
            belief = belief.at_most(Certainty::Possible);
        }
        // "could not be reached for comment"
        if behind && word.is(&["for"]) && outer.polarity == Polarity::Negative {
            belief.polarity = Polarity::Negative;
        }
        // "averted a strike", "declined comment"
        let averted = Flag::PreventsObject.has(lemma);
        if averted
            && at == token
            && matches!(word.relation, Function::Object | Function::PassiveSubject)
            && outer.polarity == Polarity::Positive
        {
            belief.polarity = Polarity::Negative;
        }
        let made = self.performs(up);
        let bare = at == token && matches!(word.relation, Function::Object | Function::PassiveSubject);
        if bare && made {
            belief.polarity = outer.polarity;
        }
        // "did not result in any changes"
        let any = tree.below(token).any(|c| tree.word(c).is(&["any"]));
        if any && outer.polarity == Polarity::Negative && !acts {
            belief.polarity = Polarity::Negative;
        }
        // "The flight was delayed"; in a headline "Flight delayed".
        let headline = acts
            && tree.word(up).form == Form::Participle
            && !tree.below(up).any(|c| matches!(tree.word(c).relation, Function::Auxiliary | Function::Object));
        if at == token && Flag::Undoes.has(lemma) && (headline || bare) {
            belief.polarity = Polarity::Negative;
        }
        belief
    }

    /// What is held of a noun that governs: "no evidence", "rejected reports", "confirmed reports".
    pub(super) fn noun_at(&self, noun: usize, depth: usize) -> Belief {
        let tree = &self.clauses.tree;
        let kinds = self.kinds(noun);
        let mut belief = Belief::TOLD;
        if let Some(link) = self.link(noun).filter(|_| depth > 0)
            && tree.word(link.governor).verbal()
        {
            let outer = self.verb(link.governor, depth - 1);
            let sure = outer.polarity == Polarity::Positive && outer.certainty == Certainty::Certain;
            let above = self.kinds(link.governor);
            match link.frame {
                // "dismissed claims that": who dismisses denies.
                Frame::Object | Frame::Undergoes
                    if above.has(Kind::Deny) && sure && kinds.any(&[Kind::Claim, Kind::Say, Kind::Believe]) =>
                {
                    return Belief {
                        certainty: Certainty::Certain,
                        polarity: Polarity::Negative,
                        standing: Standing::Denied,
                    };
                }
                Frame::Object | Frame::Undergoes | Frame::Oblique => {
                    belief = Belief { polarity: outer.polarity, certainty: outer.certainty, standing: outer.standing };
                }
                _ => {}
            }
        } else if let Some(link) = self.link(noun).filter(|_| depth > 0)
            && link.frame == Frame::Conjunct
        {
            return self.noun_at(link.governor, depth - 1);
        }
        if clause::denied_itself(tree, noun) {
            belief.polarity = Polarity::Negative;
        }
        if kinds.has(Kind::Claim) && !kinds.has(Kind::Reveal) {
            belief = belief.at_most(Certainty::Possible).by(Standing::Alleged);
        }
        belief
    }
}
