//! What a governor makes of the clause below it.
//!
//! In: the [`Link`] between them, and what is held of the governor. Out: what is held of the clause before its own modal and negation.

use super::super::governors::{Construction, GOVERNORS, Kind, Kinds};
use super::super::{Certainty, Polarity, Standing};
use super::{Belief, Judge};
use crate::language::clause::{Class, Form, Frame, Function, Link, Modality};
use crate::lexicon::{self, Flag};

/// Scores from which on a clause is told as so, as likely, as perhaps; and up to which it is not so. In tenths of the scale of -3 to 3.
const SO: i8 = 12;
const LIKELY: i8 = 9;
const PERHAPS: i8 = 3;
const NOT: i8 = -10;

impl Judge<'_> {
    /// What is held of the clause of a verb, by what it stands under.
    pub(super) fn under(&self, link: Link, verb: usize, depth: usize) -> Belief {
        let governor = link.governor;
        let outer = || self.governor(governor, depth);
        let kinds = self.kinds(governor);
        match link.frame {
            Frame::That => self.finite(link, depth),
            Frame::Whether => outer().open(Certainty::Possible),
            // "asked why he left": that he left is not asked; "what he will do" is.
            Frame::Question => {
                let outer = outer();
                if self.clauses.at(verb).is_some_and(|c| c.tense == crate::language::clause::Tense::Future) {
                    return outer.open(Certainty::Possible);
                }
                Belief { certainty: Certainty::Certain, polarity: Polarity::Positive, ..outer }
            }
            Frame::Infinitive | Frame::ObjectInfinitive | Frame::ForInfinitive => self.infinitive(link, verb, depth),
            Frame::Bare => outer(),
            Frame::Gerund | Frame::FromGerund => self.gerund(link, depth),
            Frame::NounInfinitive => self.noun_infinitive(link, verb, depth),
            Frame::Condition => Belief::TOLD.open(Certainty::Possible).by(outer().standing),
            Frame::Before => {
                let outer = outer();
                let finite =
                    |c: &crate::language::clause::Clause| !c.gerund && c.tense != crate::language::clause::Tense::Past;
                let ahead =
                    self.verb_tense(verb) == super::super::Tense::Future || self.clauses.at(verb).is_some_and(finite);
                if ahead { outer.open(Certainty::Possible) } else { Belief { polarity: Polarity::Positive, ..outer } }
            }
            Frame::Without => Belief { polarity: Polarity::Negative, ..outer() },
            Frame::Purpose => Belief { polarity: Polarity::Positive, ..outer() },
            // What is told beside: it holds whatever the other is.
            Frame::Adverbial | Frame::Beside if self.clauses.at(verb).is_some_and(|c| c.gerund || c.infinitive) => {
                Belief { polarity: Polarity::Positive, ..outer() }
            }
            Frame::Adverbial | Frame::Beside => Belief { standing: outer().standing, ..Belief::TOLD },
            Frame::Relative | Frame::Participle => match self.clauses.tree.word(governor).class {
                Class::Verb | Class::Auxiliary => outer(),
                _ => Belief::TOLD,
            },
            Frame::Subject => {
                if kinds.any(&[Kind::Doubt, Kind::Unlikely]) {
                    outer().open(Certainty::Possible)
                } else {
                    outer()
                }
            }
            Frame::Conjunct => {
                // "will come and see": with the first, if it has no form of its own.
                let finite = self.clauses.at(verb).is_some_and(|c| !c.infinitive && !c.gerund);
                let first = outer();
                if finite {
                    Belief { certainty: Certainty::Certain, polarity: Polarity::Positive, ..first }
                } else {
                    Belief { polarity: Polarity::Positive, ..first }
                }
            }
            _ => Belief::TOLD,
        }
    }

    /// What is held of a governor: of a verb its clause, of a predicate its copula, of a noun what it is object of.
    pub(super) fn governor(&self, token: usize, depth: usize) -> Belief {
        let word = self.clauses.tree.word(token);
        match word.class {
            _ if self.clauses.at(token).is_some() => self.verb(token, depth),
            Class::Adjective | Class::Adverb => self.predicate(token, depth),
            _ => self.noun_at(token, depth),
        }
    }

    /// A finite clause.
    fn finite(&self, link: Link, depth: usize) -> Belief {
        let governor = link.governor;
        let kinds = self.kinds(governor);
        let outer = self.governor(governor, depth);
        let verb = self.clauses.tree.word(governor).verbal();
        let positive = outer.polarity == Polarity::Positive;
        let certain = outer.certainty == Certainty::Certain;
        // "rejected rumours that"
        if !verb && !positive && outer.standing == Standing::Denied {
            return outer;
        }
        if verb && kinds.has(Kind::Claim) && !kinds.any(&[Kind::Reveal, Kind::Deny]) {
            return match positive {
                true => outer.by(Standing::Alleged),
                false => outer.open(Certainty::Unknown),
            };
        }
        if kinds.has(Kind::Deny) {
            return match (positive, certain) {
                (true, true) => Belief { polarity: Polarity::Negative, ..outer }.by(Standing::Denied),
                _ => outer.open(Certainty::Possible).by(Standing::Alleged),
            };
        }
        let clause = self.clauses.at(governor);
        let lemma = self.clauses.tree.word(governor).lemma;
        // "cannot believe that": it is so.
        if lemma == "believe" && !positive && self.cannot(governor) {
            return Belief { certainty: Certainty::Certain, polarity: Polarity::Positive, ..outer };
        }
        // "I don't know that it helps": I think not.
        let first = clause.and_then(|c| c.subject).is_some_and(|s| self.clauses.tree.word(s).is(&["i"]));
        if matches!(lemma, "know" | "see")
            && !positive
            && first
            && clause.is_some_and(|c| c.tense == crate::language::clause::Tense::Present)
        {
            return outer.at_most(Certainty::Probable);
        }
        // "could tell that"
        if lemma == "tell" && self.cannot(governor) && positive {
            return Belief { certainty: Certainty::Certain, ..outer };
        }
        // "does not think that": thinks that not.
        let raised =
            !positive && (kinds.has(Kind::Raise) || self.cannot(governor) && kinds.any(&[Kind::Say, Kind::Believe]));
        if raised {
            return outer.at_most(Certainty::Probable);
        }
        if kinds.any(&[Kind::Unlikely]) {
            return if positive {
                outer.at_most(Certainty::Probable).denied()
            } else {
                outer.open(Certainty::Possible)
            };
        }
        if kinds.any(&[Kind::Say, Kind::Utter, Kind::Reveal]) && !kinds.has(Kind::Feel) {
            let standing = if kinds.has(Kind::Reveal) { outer.standing } else { outer.standing.max(Standing::Said) };
            return match positive {
                true => Belief { standing, ..outer },
                false => Belief { standing, ..outer.open(Certainty::Possible) },
            };
        }
        // "did not discover that": of some verbs of knowing the denial leaves it open.
        let passive = self.clauses.at(governor).is_some_and(|c| c.passive);
        if verb && kinds.has(Kind::Know) && !positive && GOVERNORS.knows(&self.key(governor)) {
            return graded(outer, GOVERNORS.scores(&self.key(governor), Construction::that(passive)));
        }
        if kinds.any(&[Kind::Know, Kind::Feel]) && (verb || !kinds.any(&[Kind::Seem, Kind::Believe])) {
            return Belief { certainty: Certainty::Certain, polarity: Polarity::Positive, ..outer };
        }
        if kinds.any(&[Kind::Believe, Kind::Seem]) {
            let concludes =
                verb && positive && GOVERNORS.scores(&self.key(governor), Construction::that(false)).0 >= SO;
            return if concludes { outer } else { outer.open(Certainty::Probable) }.by(Standing::Said);
        }
        if kinds.any(&[Kind::Doubt, Kind::Wish, Kind::Foretell, Kind::Ponder]) {
            return outer.open(Certainty::Possible);
        }
        if !verb {
            return match kinds.any(&[Kind::Intend, Kind::Commit, Kind::Ask, Kind::Order, Kind::Permit]) {
                true => outer.open(Certainty::Possible),
                false => Belief { polarity: Polarity::Positive, ..outer },
            };
        }
        let passive = self.clauses.at(governor).is_some_and(|c| c.passive);
        graded(outer, GOVERNORS.scores(&self.key(governor), Construction::that(passive)))
    }

    /// "cannot say", "could not think".
    fn cannot(&self, verb: usize) -> bool {
        self.clauses.at(verb).is_some_and(|c| matches!(c.modality, Some(Modality::Can | Modality::May)))
    }

    /// An infinitive below a verb or adjective.
    fn infinitive(&self, link: Link, verb: usize, depth: usize) -> Belief {
        let tree = &self.clauses.tree;
        let governor = link.governor;
        let kinds = self.kinds(governor);
        let outer = self.governor(governor, depth);
        let positive = outer.polarity == Polarity::Positive;
        let word = tree.word(governor);
        let state = self.state(verb);
        if !positive && kinds.has(Kind::Raise) {
            return outer.at_most(Certainty::Probable);
        }
        if !word.verbal() || word.relation == Function::Predicate {
            return self.after_adjective(governor, kinds, outer);
        }
        let passive = self.clauses.at(governor).is_some_and(|c| c.passive)
            || word.form == Form::Participle && !self.perfect(governor);
        if kinds.has(Kind::Seem) {
            return if positive { outer.at_most(Certainty::Probable) } else { outer.open(Certainty::Possible) };
        }
        // "is to be opened", "has to pay": an arrangement.
        if matches!(word.lemma, "be" | "have" | "go" | "use") {
            return if positive { outer } else { outer.at_most(Certainty::Probable) };
        }
        // "would like to thank": is done by saying so. "Passed the yard to become the largest": what comes of it.
        let performed = Flag::Performative.has(tree.word(verb).lemma) && word.lemma == "like";
        let own = !GOVERNORS.knows(&self.key(governor)) && kinds == Kinds::default();
        let acts = kinds.first() == Some(Kind::Act)
            || own && lexicon::flags(word.lemma).any(&[Flag::Measures, Flag::Harms, Flag::Light, Flag::Performs]);
        // "announced a fair to be held": to come, by what was said.
        let announced = link.frame == Frame::ObjectInfinitive
            && kinds.has(Kind::Say)
            && !kinds.any(&[Kind::Order, Kind::Ask])
            && self.clauses.at(verb).is_some_and(|c| c.passive);
        if performed || (acts || announced) && positive {
            return outer;
        }
        if kinds.has(Kind::Claim) && link.frame == Frame::Infinitive && !passive && positive {
            return outer.by(Standing::Alleged);
        }
        let construction = match link.frame {
            Frame::ForInfinitive => Construction::FOR,
            Frame::ObjectInfinitive if !passive => Construction::object_infinitive(state),
            _ => Construction::infinitive(state, passive),
        };
        let scores = GOVERNORS.scores(&self.key(governor), construction);
        let mut belief = graded(outer, scores);
        // A plan that stands is told as such; what was once planned is open.
        let plan = kinds.any(&[Kind::Intend, Kind::Commit, Kind::Permit]) && !kinds.any(&[Kind::Fail, Kind::Attempt]);
        if plan && positive && belief.polarity == Polarity::Positive && self.stands(governor) {
            belief = Belief { certainty: outer.certainty, ..belief };
        } else if kinds.has(Kind::Foretell) && positive && self.stands(governor) {
            belief = outer.at_most(Certainty::Probable);
        }
        let hearsay =
            kinds.any(&[Kind::Believe, Kind::Claim]) || matches!(word.lemma, "say" | "report" | "rumor" | "rumour");
        if passive && state && hearsay && positive {
            // "is said to have left": hearsay.
            belief =
                Belief { polarity: Polarity::Positive, ..outer.at_most(Certainty::Probable) }.by(Standing::Alleged);
        }
        belief
    }

    /// Whether a governor tells how things are when the page is written: in the present, in the perfect, or under what was said.
    fn stands(&self, governor: usize) -> bool {
        let Some(clause) = self.clauses.at(governor) else { return false };
        let past = clause.tense == crate::language::clause::Tense::Past && !clause.perfect;
        let auxiliary = self.clauses.tree.below(governor).any(|c| {
            self.clauses.tree.word(c).form == Form::Present
                && self.clauses.tree.word(c).relation == Function::PassiveAuxiliary
        });
        let said = clause.above.is_some_and(|l| l.frame == Frame::That);
        let modified = clause.above.is_some_and(|l| l.frame == Frame::Participle);
        !past || auxiliary || said || modified
    }

    fn perfect(&self, verb: usize) -> bool {
        self.clauses.at(verb).is_some_and(|c| c.perfect && !c.passive)
    }

    /// Whether a verb tells of a state, or of what is over: "to have", "to have left".
    fn state(&self, verb: usize) -> bool {
        let word = self.clauses.tree.word(verb);
        Flag::State.has(word.lemma) || self.clauses.at(verb).is_some_and(|c| c.perfect || c.progressive)
    }

    /// "able to", "likely to", "unlikely to", "ready to".
    fn after_adjective(&self, governor: usize, kinds: Kinds, outer: Belief) -> Belief {
        let tree = &self.clauses.tree;
        let positive = outer.polarity == Polarity::Positive;
        let copula = tree.word(governor).head;
        let past = self
            .clauses
            .at(copula)
            .is_some_and(|c| c.tense == crate::language::clause::Tense::Past && c.modality.is_none());
        if kinds.has(Kind::Unlikely) {
            return if positive {
                outer.at_most(Certainty::Probable).denied()
            } else {
                outer.open(Certainty::Possible)
            };
        }
        if kinds.has(Kind::Fail) {
            return outer.denied();
        }
        if kinds.has(Kind::Succeed) || kinds.has(Kind::Permit) {
            return match (positive, past) {
                (true, true) if kinds.has(Kind::Succeed) => outer,
                (true, _) if self.clauses.at(copula).is_some_and(|c| c.modality == Some(Modality::Will)) => outer,
                (true, _) => outer.at_most(Certainty::Possible),
                (false, _) => outer,
            };
        }
        // "was pleased to see": saw; "was not pleased to see" may be said of what was seen, or not.
        if kinds.has(Kind::Feel) {
            let certainty = if positive { Certainty::Certain } else { Certainty::Possible };
            return Belief { polarity: Polarity::Positive, ..outer }.at_most(certainty);
        }
        if kinds.any(&[Kind::Seem, Kind::Foretell]) {
            return if positive { outer.at_most(Certainty::Probable) } else { outer.open(Certainty::Possible) };
        }
        if kinds.any(&[Kind::Intend, Kind::Commit]) && positive {
            return outer;
        }
        outer.open(Certainty::Possible)
    }

    /// A gerund, below a verb or behind its preposition.
    fn gerund(&self, link: Link, depth: usize) -> Belief {
        let governor = link.governor;
        let kinds = self.kinds(governor);
        let outer = self.governor(governor, depth);
        let positive = outer.polarity == Polarity::Positive;
        let from = link.frame == Frame::FromGerund;
        if kinds.has(Kind::Deny) {
            return if positive {
                Belief { polarity: Polarity::Negative, ..outer }.by(Standing::Denied)
            } else {
                outer.open(Certainty::Possible)
            };
        }
        if from && kinds.any(&[Kind::Prevent, Kind::Fail, Kind::Feel]) || !from && kinds.has(Kind::Fail) {
            return outer.denied();
        }
        if kinds.has(Kind::Claim) || kinds.has(Kind::Believe) && link.marker.is_some() {
            return if positive {
                outer.at_most(Certainty::Possible).by(Standing::Alleged)
            } else {
                outer.open(Certainty::Possible)
            };
        }
        if kinds.any(&[Kind::Reveal, Kind::Know, Kind::Feel]) {
            return Belief { certainty: Certainty::Certain, polarity: Polarity::Positive, ..outer };
        }
        if kinds.any(&[
            Kind::Wish,
            Kind::Intend,
            Kind::Ponder,
            Kind::Doubt,
            Kind::Foretell,
            Kind::Permit,
            Kind::Ask,
            Kind::Seem,
            Kind::Unlikely,
        ]) {
            return outer.open(Certainty::Possible);
        }
        outer
    }

    /// "an attempt to land", "the first to land", "a plan to land".
    fn noun_infinitive(&self, link: Link, verb: usize, depth: usize) -> Belief {
        let tree = &self.clauses.tree;
        let noun = link.governor;
        let kinds = self.kinds(noun);
        let outer = self.governor(noun, depth);
        let positive = outer.polarity == Polarity::Positive;
        let lemma = tree.word(noun).lemma;
        let ranked =
            self.ranked(noun) || tree.word(noun).form == Form::Superlative || matches!(lemma, "first" | "last");
        if ranked && !kinds.any(&[Kind::Attempt, Kind::Intend]) {
            return outer;
        }
        // "asked for a man to come", "persuaded a man to come": what the verb says.
        if kinds == Kinds::default()
            && let Some(above) = self.link(noun).filter(|l| tree.word(l.governor).verbal())
        {
            let scored = self.kinds(above.governor).any(&[
                Kind::Cause,
                Kind::Order,
                Kind::Ask,
                Kind::Permit,
                Kind::Appoint,
                Kind::Prevent,
                Kind::Wish,
            ]);
            let frame = match above.frame {
                Frame::Oblique if above.marker.is_some_and(|m| tree.word(m).is(&["for"])) => Some(Frame::ForInfinitive),
                Frame::Object if scored => Some(Frame::ObjectInfinitive),
                Frame::Object if !positive => return outer.open(Certainty::Possible),
                _ => None,
            };
            if let Some(frame) = frame {
                return self.infinitive(Link { governor: above.governor, frame, marker: above.marker }, verb, depth);
            }
        }
        let vain = tree
            .below(noun)
            .any(|c| GOVERNORS.kinds(Class::Adjective, &tree.word(c).text.to_lowercase()).has(Kind::Vain));
        if vain || self.foiled(noun) || kinds.has(Kind::Fail) {
            return Belief { polarity: if positive { Polarity::Negative } else { Polarity::Positive }, ..outer };
        }
        if kinds.any(&[
            Kind::Attempt,
            Kind::Permit,
            Kind::Wish,
            Kind::Succeed,
            Kind::Foretell,
            Kind::Ask,
            Kind::Order,
            Kind::Believe,
            Kind::Doubt,
        ]) {
            return if positive { outer.at_most(Certainty::Possible) } else { outer };
        }
        // No plan: it is not going to be.
        outer
    }

    /// A noun that its verb brings to nothing: "the attempt failed", "scrapped plans".
    pub(super) fn foiled(&self, noun: usize) -> bool {
        let Some(link) = self.link(noun) else { return false };
        let tree = &self.clauses.tree;
        let lemma = tree.word(link.governor).lemma;
        let vain = GOVERNORS.kinds(Class::Verb, lemma).has(Kind::Vain)
            && link.frame == Frame::Acts
            && self.clauses.at(link.governor).is_none_or(|c| c.complements.is_empty());
        let undone = Flag::Undoes.has(lemma) && matches!(link.frame, Frame::Object | Frame::Undergoes);
        (vain || undone)
            && self.clauses.denied(link.governor).is_none()
            && tree.word(noun).relation != Function::Conjunct
    }
}

/// What scores for affirmed and denied make of a clause, by what is held of its governor.
fn graded(outer: Belief, (yes, no): (i8, i8)) -> Belief {
    let grade = |score: i8| match score {
        SO.. => (Certainty::Certain, Polarity::Positive),
        LIKELY..SO => (Certainty::Probable, Polarity::Positive),
        PERHAPS..LIKELY => (Certainty::Possible, Polarity::Positive),
        s if s > NOT => (Certainty::Unknown, Polarity::Positive),
        _ => (Certainty::Certain, Polarity::Negative),
    };
    let (certainty, polarity) = match (outer.certainty, outer.polarity) {
        (Certainty::Certain | Certainty::Probable, Polarity::Positive) => grade(yes),
        (Certainty::Certain | Certainty::Probable, Polarity::Negative) => grade(no),
        // Whichever way it is, as far as both ways agree.
        _ => match (grade(yes), grade(no)) {
            (a, b) if a == b => a,
            _ => (Certainty::Possible, Polarity::Positive),
        },
    };
    let floor = if outer.certainty == Certainty::Probable && yes < 2 * SO - 6 {
        Certainty::Probable
    } else {
        Certainty::Certain
    };
    Belief { certainty: certainty.max(floor), polarity, standing: outer.standing }
}
