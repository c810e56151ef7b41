//! In what ways something that a page tells fits what was foretold.
//!
//! In: the statement that foretells and the one that tells. Out: one answer each: come against what was said, the thing done, some
//! instead of all, elsewhere.

use super::super::statement::{Filler, Fit, Statement};
use super::super::things::{Thing, things};
use super::super::window::Window;
use super::outcome::{Foretold, LATE};
use super::{Field, alike};
use crate::event::{Event, Polarity, Tense, akin};
use crate::language::clause::Clauses;
use crate::lexicon::Flag;
use crate::link::Pile;
use crate::{Dossier, EntityId};

/// Whether an event leaves nobody and nothing behind that could do more.
pub(super) fn ends(lemma: &str) -> bool {
    matches!(lemma, "crash" | "sink" | "explode" | "disintegrate" | "die" | "perish")
}

/// Whether a page tells of the end of who or what was to act, after the forecast was made and before the day foretold.
pub(super) fn ended(
    field: &Field<'_>,
    made: &Statement<'_>,
    told: &Statement<'_>,
    foretold: &Foretold,
    on: Option<jiff::civil::Date>,
) -> bool {
    let outcome = told.event;
    let before = foretold.window.zip(on).is_some_and(|(w, on)| on < w.from);
    let since = foretold.made.zip(on).is_some_and(|(made, on)| on >= made);
    let of = |f: &Filler| {
        let named = |e: EntityId| field.dossier.entities.get(e).is_some_and(crate::LinkedEntity::has_proper_name);
        matches!(f, Filler::Entity(e) if named(*e)) && (told.agents.contains(f) || told.patients.contains(f))
    };
    let theirs = things(&field.clauses[told.page], outcome.token);
    let mine = things(&field.clauses[made.page], made.event.token);
    let acts = |t: &Thing| made.agents.contains(&Filler::Noun(t.noun().to_owned()));
    let the_same = mine.iter().any(|a| acts(a) && theirs.iter().any(|b| a.is(b)));
    ends(&outcome.lemma)
        && before
        && since
        && outcome.polarity == Polarity::Positive
        && outcome.tense == Tense::Past
        && made.event.polarity == Polarity::Positive
        && !akin(&made.event.lemma, &outcome.lemma)
        && (made.agents.iter().any(of) || the_same)
}

/// Whether a page tells of what was not to happen.
pub(super) fn against(
    made: &Statement<'_>,
    told: &Statement<'_>,
    foretold: &Foretold,
    fit: &Fit,
    when: Option<Window>,
) -> bool {
    let (event, outcome) = (made.event, told.event);
    let in_time = foretold.window.is_none_or(|w| when.is_some_and(|t| t.to <= w.to));
    let soon = foretold.made.zip(when).is_none_or(|(f, t)| (t.from - f).get_days() <= LATE.1);
    let kind = event.lemma == outcome.lemma || alike::strictly(&event.lemma, &outcome.lemma);
    let general = Flag::Vague.has(&event.lemma) || Flag::Stative.has(&event.lemma);
    let object = fit.patient == Some(true) || made.patients.is_empty() && told.patients.is_empty();
    let agent = fit.agent == Some(true) || made.agents.is_empty() && fit.patient == Some(true);
    outcome.polarity == Polarity::Positive
        && outcome.tense == Tense::Past
        && in_time
        && soon
        && kind
        && !general
        && object
        && agent
}

/// Whether the thing that is planned by its noun is told to have been done: "a report is due", "the report was published".
pub(super) fn done_with(made: &Statement<'_>, told: &Statement<'_>, shared: &[Thing]) -> bool {
    let noun = made.event.lemma.as_str();
    let planned = Flag::PlannedWord.has(noun);
    let done = Flag::ComesAbout.has(&told.event.lemma) && !Flag::ComesAbout.has(noun);
    done && shared.iter().any(|t| planned || t.noun() == noun)
}

/// Whether a page tells of nothing but who and when: "the fleet sailed in May", not "sailed to Velm in May" or "voted for it in May".
pub(super) fn alone(clauses: &Clauses<'_>, page: &crate::Analysis, told: &Event) -> bool {
    let when = |t: usize| page.times.iter().any(|x| x.span.overlaps(page.parse.tokens[t].span));
    clauses.at(told.token).is_some_and(|c| c.object.is_none() && c.obliques.iter().all(|(_, noun)| when(*noun)))
}

/// Whether both give a number of the same things, and the numbers differ.
pub(super) fn counts_differ(made: &Event, told: &Event) -> bool {
    let share = |e: &Event| e.quantities.iter().any(|q| q.unit.as_deref() == Some("percent"));
    share(told) && !share(made)
        || made.quantities.iter().any(|a| {
            a.of.is_some()
                && told.quantities.iter().any(|b| {
                    a.of == b.of
                        && a.unit == b.unit
                        && (a.value - b.value).abs() > 0.1 * a.value.abs().max(b.value.abs())
                })
        })
}

/// Whether somebody or something by a noun takes part in both.
pub(super) fn shared_noun(made: &Statement<'_>, told: &Statement<'_>) -> bool {
    let mut nouns = made.agents.iter().chain(&made.patients);
    nouns.any(|f| told.agents.contains(f) || told.patients.contains(f))
}

/// Whether who was to act is named in the sentence of the outcome.
pub(super) fn present(pile: &Pile<'_>, made: &Statement<'_>, told: &Statement<'_>) -> bool {
    let within = pile.mentioned(told.page, told.at.span);
    let entity = |f: &Filler| matches!(f, Filler::Entity(e) if within.contains(e));
    made.agents.iter().any(entity) || (made.agents.is_empty() && made.patients.iter().any(entity))
}

/// Whether two places are known to be different: both lie on the map, more than half a degree apart.
pub(super) fn apart(dossier: &Dossier, a: EntityId, b: EntityId) -> bool {
    use crate::entity::EntityKind;
    let (a, b) = (&dossier.entities[a], &dossier.entities[b]);
    match (&a.place, &b.place) {
        (Some(x), Some(y)) => (x.latitude - y.latitude).abs() + (x.longitude - y.longitude).abs() > 0.5,
        // A building that the map does not know is not the town that it does, unless its name has the town's.
        (Some(_), None) | (None, Some(_)) => {
            a.kind != b.kind && (a.kind == EntityKind::Facility || b.kind == EntityKind::Facility)
        }
        (None, None) => false,
    }
}

/// Whether a noun says what the subject of its clause is: "the visit will be her first trip".
pub(super) fn is_said_to_be(field: &Field<'_>, s: &Statement<'_>) -> bool {
    let (clauses, noun) = (&field.clauses[s.page], s.event.token);
    let clause = clauses.above(noun).and_then(|l| clauses.at(l.governor));
    clause.is_some_and(|c| c.predicate == Some(noun) && c.subject.is_some())
}

/// Whether a clause or noun is called unlikely.
pub(super) fn unlikely(clauses: &Clauses<'_>, event: usize) -> bool {
    let above = clauses.above(event).map(|l| l.governor);
    let predicate = above.and_then(|v| clauses.at(v)).and_then(|c| c.predicate);
    [above, predicate].into_iter().flatten().any(|t| clauses.tree.word(t).is(&["unlikely"]))
}

/// Whether the sentence of an event sets a condition.
pub(super) fn conditions(analysis: &crate::Analysis, event: &Event) -> bool {
    let parse = &analysis.parse;
    parse
        .sentences
        .get(event.sentence)
        .is_some_and(|s| s.clone().any(|t| matches!(&*parse.tokens[t].lemma, "if" | "unless" | "provided")))
}
