//! Plans that are told without a verb in the future: "reopens on 1 June", "a hearing is set for 14 May", "must be paid by Friday",
//! "counts on sailing in May", "the odds are two to one".
//!
//! In: the clauses of a page and an event. Out: how it is put into the future. Each of them needs a time that lies ahead, which is asked
//! for elsewhere: without one, "the bus leaves" is a habit.

use super::super::window::planned_for;
use super::mark::Mark;
use super::retro;
use crate::Analysis;
use crate::event::{Event, Tense as Seen};
use crate::language::clause::{Clause, Clauses, Form, Frame, Function, Modality, Tense};
use crate::lexicon::Flag;

/// How an event is put into the future by something other than "will" and the like.
pub(super) fn mark(analysis: &Analysis, clauses: &Clauses<'_>, event: &Event) -> Option<Mark> {
    let tree = &clauses.tree;
    let Some(clause) = clauses.at(event.token) else { return noun(analysis, clauses, event) };
    let word = tree.word(clause.verb);
    let obliged = clause.modality == Some(Modality::Must) || tree.has(clause.verb, &["should", "shall"]);
    if obliged && !clause.question {
        return Some(Mark::Timed);
    }
    let up = clause.above.map(|l| tree.word(l.governor));
    // "About 70 will have to leave".
    let must = up.is_some_and(|w| w.lemma == "have") && clause.infinitive;
    if must && clause.above.and_then(|l| clauses.at(l.governor)).is_some_and(|c| c.modality == Some(Modality::Will)) {
        return Some(Mark::Will);
    }
    if clause.modality.is_some() || clause.question {
        return None;
    }
    // "Is to be awarded", "was to have sailed".
    if clause.infinitive && up.is_some_and(|w| w.lemma == "be") && (clause.passive || clause.perfect) {
        // "Is no longer to be trusted": a rule.
        return clause.negation.is_none().then_some(Mark::Planned);
    }
    let present = clause.tense == Tense::Present && !clause.perfect && !clause.infinitive && !clause.gerund;
    let finite = word.form == Form::Present || clause.progressive || clause.passive;
    // "Is expected in Velm on Friday": no event is named, only who is awaited.
    if retro::plans(clauses, clause.verb) {
        let alone = !clause.complements.iter().any(|c| *c > clause.verb) && subject_tells_nothing(analysis, clause);
        let on_noun = word.relation == Function::NounClause && matches!(word.form, Form::Participle | Form::Past);
        let foresees = present && finite && clause.object.is_some() && Flag::Reckons.has(word.lemma);
        return (on_noun || alone && clause.passive || foresees).then_some(Mark::Timed);
    }
    let ahead = event.tense == Seen::Future && !Flag::Lasts.has(word.lemma);
    if present && finite && ahead {
        return Some(Mark::Timed);
    }
    // "Told them that they were sailing on Sunday".
    let told = clause.above.is_some_and(|l| l.frame == Frame::That);
    if clause.progressive && clause.tense == Tense::Past && told {
        return Some(Mark::Would);
    }
    // "Is going to sail".
    let going = |l: crate::language::clause::Link| {
        let up = tree.word(l.governor);
        let now = clauses.at(l.governor).is_some_and(|c| c.tense == Tense::Present && !c.question);
        now && l.frame == Frame::Infinitive && up.lemma == "go" && up.form == Form::Gerund
    };
    if clause.above.is_some_and(going) {
        return Some(Mark::Will);
    }
    // "Counts on sailing in May".
    let prep = tree.head(clause.verb).filter(|_| word.relation == Function::PrepositionClause)?;
    let counts = tree.head(prep).is_some_and(|v| Flag::Reckons.has(tree.word(v).lemma));
    (counts && tree.word(prep).is(&["on"])).then_some(Mark::Timed)
}

/// Whether the subject of a clause is no event of its own, which would be what is planned.
fn subject_tells_nothing(analysis: &Analysis, clause: &Clause) -> bool {
    clause.subject.is_some_and(|s| !analysis.events.iter().any(|e| e.token == s))
}

/// A noun or adjective: "a hearing is set for 14 May", "further strikes are likely", "is due in May", "insists on an opening in May".
fn noun(analysis: &Analysis, clauses: &Clauses<'_>, event: &Event) -> Option<Mark> {
    let tree = &clauses.tree;
    let word = tree.word(event.token);
    // "Is due in October", without what is to be done.
    if matches!(word.lemma, "due" | "likely" | "unlikely" | "possible") {
        let copula = clauses.at(tree.head(event.token)?)?;
        let bare = !tree.below(event.token).any(|c| tree.word(c).verbal());
        return (bare && subject_tells_nothing(analysis, copula)).then_some(Mark::Timed);
    }
    // "A session set for 4 May".
    if planned_for(clauses, event.token).is_some() {
        return Some(Mark::Timed);
    }
    let above = clauses.above(event.token)?;
    let governor = tree.word(above.governor);
    match above.frame {
        Frame::Acts | Frame::Undergoes => {
            let clause = clauses.at(above.governor)?;
            let predicate = clause.predicate.map(|p| tree.word(p).lemma);
            let likely = matches!(predicate, Some("likely" | "unlikely" | "possible" | "imminent" | "certain"));
            let by_odds = matches!(predicate, Some("likely" | "unlikely" | "imminent"));
            if by_odds && clause.tense == Tense::Present && clause.modality.is_none() && !clause.question {
                return Some(Mark::Likely);
            }
            let set = clause.passive
                && retro::plans(clauses, clause.verb)
                && !clause.complements.iter().any(|c| *c > clause.verb);
            // "The funeral is on Wednesday".
            let stands = governor.lemma == "be" && predicate.is_none() && clause.tense == Tense::Present;
            (likely || set || stands || predicate == Some("due")).then_some(Mark::Timed)
        }
        Frame::Oblique if above.marker.is_some_and(|m| tree.word(m).is(&["on"])) => {
            Flag::Reckons.has(governor.lemma).then_some(Mark::Timed)
        }
        Frame::Object if Flag::Reckons.has(governor.lemma) && governor.lemma != "insist" => {
            (clauses.at(above.governor)?.tense == Tense::Present).then_some(Mark::Timed)
        }
        _ => None,
    }
}

/// Whether a sentence gives odds: "offers 5-1 on a deal", "one chance in three that it ends on Friday".
pub(super) fn odds(analysis: &Analysis, sentence: crate::Span) -> bool {
    let text = sentence.of(&analysis.page.text).to_lowercase();
    let words: Vec<&str> = text.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let number = |w: &str| crate::numerals::Number::of_word(w).is_some_and(|n| n.value <= 1000.0);
    let pair =
        |w: &str| w.split_once(['-', '/', '–']).is_some_and(|(a, b)| number(a) && matches!(b, "1" | "one" | "2" | "4"));
    let to = |w: &[&str]| number(w[0]) && matches!(w[1], "to" | "against") && number(w[2]);
    let of = |w: &[&str]| matches!(w[0], "one" | "1") && w[1] == "in" && number(w[2]);
    let chance = |w: &[&str]| matches!(w[0], "one" | "1") && matches!(w[1], "chance" | "chances") && w[2] == "in";
    let said = words.iter().any(|w| Flag::Odds.has(w));
    let priced = words.iter().any(|w| pair(w)) || words.windows(3).any(|w| to(w) || of(w) || chance(w));
    said && priced
}
