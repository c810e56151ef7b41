//! Which events a page foretells.
//!
//! In: statements. Out: whether one is a forecast: a verb with "will", or "would" in what somebody said; with "may", "might" or "could"; or
//! under a verb of planning, expecting, promising. It must bind somebody: it names who or what, or a day. Questions, what holds in general,
//! and what nobody but the writer or the reader does ("you will find") foretell nothing.

use super::super::sentence::asks;
use super::super::statement::{Filler, Statement, stated};
use super::super::window::{self, Window};
use super::mark::{Mark, mark};
use super::{Field, plans, retro};
use crate::EntityId;
use crate::entity::EntityKind;
use crate::event::Tense;
use crate::language::clause::{Class, Frame, Link};
use crate::language::{Form, Function, Parse, Pos};
use crate::lexicon::Flag;
use crate::speech::QuotationKind;
use crate::{Dossier, LinkedEntity};

/// Whether a statement is a forecast, for these days if it names any.
pub(super) fn foretells(field: &Field<'_>, made: &Statement<'_>, window: Option<&Window>) -> bool {
    let (pile, dossier) = (field.pile, field.dossier);
    let analysis = pile.pages[made.page];
    let parse = &analysis.parse;
    let odds = plans::odds(analysis, made.at.span);
    let soon = || window::lies_ahead(analysis, &field.clauses[made.page], made);
    let by_verb = mark(parse, made.event);
    let timed = || {
        let found = plans::mark(analysis, &field.clauses[made.page], made.event)?;
        // "I do not say that it falls tomorrow".
        let unsaid = made.event.governors.iter().any(|g| g.denied && g.kind == "say");
        (!unsaid && (found != Mark::Timed || window.is_some() || soon() || field.of_the_past(made, window)))
            .then_some(found)
    };
    let Some(mark) = by_verb.or_else(timed).or(odds.then_some(Mark::May)) else { return false };
    // What has a time alone foretells only if the time lies ahead, or the plan is one of the past.
    // A page without a day may only tell of what it puts ahead itself.
    let looks_back =
        || retro::planned_in_past(&field.clauses[made.page], made.event.token) || made.event.tense == Tense::Past;
    let ahead = |w: &Window| {
        let start = if looks_back() { w.from } else { w.to };
        analysis.page.published.latest.map_or_else(|| !looks_back(), |p| start >= p)
    };
    let timely = || window.is_some_and(ahead) || window.is_none() && soon() && !looks_back();
    if mark == Mark::Timed && !timely() && !field.of_the_past(made, window) {
        return false;
    }
    // "On Tuesday set aside": the parser's error, for what is planned is not over.
    let past = made.event.tense == Tense::Past && mark == Mark::Planned;
    if past && !retro::planned_in_past(&field.clauses[made.page], made.event.token) {
        return false;
    }
    // "Nobody knows how many will join".
    let asked = |l: Link| matches!(l.frame, Frame::Question | Frame::Whether);
    if field.clauses[made.page].above(made.event.token).is_some_and(asked) {
        return false;
    }
    let lemma = made.event.lemma.as_str();
    let quoted = analysis.quotations.iter().find(|q| q.span.contains(made.event.span));
    let credited = quoted.is_some_and(|q| q.speaker.is_some()) || !made.event.attribution.is_empty();
    let direct = quoted.is_some_and(|q| q.kind == QuotationKind::Direct);
    let day = window.is_some() || stated(pile, made.page, made.event).is_some();
    let state = Flag::Stative.has(lemma) && window.is_none();
    if asks(analysis, made.event.sentence) || under(parse, made.event.token) || state {
        return false;
    }
    // Who acts: a word that stands for anybody binds nobody.
    let verb = governing(parse, made.event.token);
    let subject = subject(parse, verb);
    let word = subject.map(|s| parse.tokens[s].lemma.to_lowercase()).unwrap_or_default();
    let first = matches!(word.as_str(), "we" | "i" | "us" | "me");
    // "One of the two", "about 70 people": no word for anybody.
    let told = subject.is_some_and(|s| {
        let tree = &field.clauses[made.page].tree;
        tree.has(s, &["of"]) || tree.below(s).any(|c| tree.word(c).class == Class::Number)
    });
    if matches!(word.as_str(), "you" | "one" | "anyone" | "somebody" | "someone" | "people") && !told
        || (first && !credited && window.is_none() && !soon())
    {
        return false;
    }
    if !day && idle(parse, verb, &made.event.lemma, mark, &word) {
        return false;
    }
    // "This may not be copied": a ban.
    let child = |dep: Function| parse.child(made.event.token, dep).is_some();
    if mark == Mark::May && child(Function::Negation) && child(Function::PassiveAuxiliary) && !day {
        return false;
    }
    let named = |f: &Filler| matches!(f, Filler::Entity(e) if is_named(dossier, *e));
    if odds {
        return true;
    }
    let bound = day || soon() || made.agents.iter().chain(&made.patients).any(named) || (first && credited);
    let placed = pile.place(made.page, made.event).is_some();
    match mark {
        // "would" outside of what was said, or in somebody's own words, tells of what is not.
        Mark::Would => {
            !direct
                && (credited || reported(parse, made.event.token))
                && (bound || placed || credited || definite(parse, subject) || counted(field, made, subject))
                || !direct && bound && retro::supposed(&field.clauses[made.page], made.event.token)
        }
        Mark::May => (bound || placed) && !matches!(lemma, "be" | "have" | "help" | "do" | "become" | "lead") && !first,
        Mark::Will => bound || credited || placed || definite(parse, subject) || counted(field, made, subject),
        Mark::Timed | Mark::Likely => true,
        Mark::Planned => {
            let person = |e: &EntityId| dossier.entities[*e].kind == EntityKind::Person;
            bound
                || placed
                || credited
                || definite(parse, subject)
                || pile.mentioned(made.page, made.at.span).iter().any(person)
        }
    }
}

/// The verb by which an event is foretold: its own, or that of which the noun is the object.
fn governing(parse: &Parse, token: usize) -> usize {
    let t = &parse.tokens[token];
    let head = &parse.tokens[t.head];
    let noun = !matches!(t.pos, Pos::Verb | Pos::Aux) && matches!(t.function(), Function::Object | Function::Attribute);
    if noun && matches!(head.pos, Pos::Verb | Pos::Aux) { t.head } else { token }
}

/// Whether what a verb without a day puts into the future is an opinion, an ability, an aim or a courtesy: nothing that could come true.
fn idle(parse: &Parse, verb: usize, lemma: &str, mark: Mark, subject: &str) -> bool {
    let child = |t: usize, dep: Function| parse.child(t, dep);
    let governor = parse.tokens[verb].head;
    // "The only boat that could reach them", "could easily reach": what something is able to.
    let able = || {
        child(verb, Function::Negation).is_some()
            || parse.tokens[verb].is(Function::Relative) && child(verb, Function::Attribute).is_none()
            || parse
                .children(verb)
                .any(|c| matches!(&*parse.tokens[c].lemma, "easily" | "effectively" | "still" | "only"))
    };
    let could = parse.children(verb).any(|c| parse.tokens[c].is_modal() && &*parse.tokens[c].lemma == "could");
    // "The talks will be difficult", "would be in breach": what somebody holds of something.
    let likely = |t: usize| matches!(&*parse.tokens[t].lemma, "likely" | "unlikely");
    let quality = lemma == "be"
        && child(verb, Function::Attribute).is_none()
        && !child(verb, Function::Predicate).is_some_and(likely)
        && parse.child(verb, Function::Adverbial).is_none();
    // "More time than it would take".
    let than = |t: usize| &*parse.tokens[t].lemma == "than";
    let compared = than(governor) || parse.children(verb).any(than);
    let speaks = matches!(subject, "i" | "we") && Flag::SaysNow.has(lemma);
    // "Will continue to work": what is made an effort at.
    let work = child(verb, Function::OpenClause).filter(|_| Flag::Phase.has(lemma)).unwrap_or(verb);
    let again = parse.children(work).any(|c| &*parse.tokens[c].lemma == "again");
    let effort = !again && Flag::Effort.has(&parse.tokens[work].lemma) && child(work, Function::Object).is_none();
    // "Banning it will solve nothing": the worth of a deed.
    let deed = mark != Mark::Planned && child(verb, Function::ClauseSubject).is_some();
    // "Has the ability to strike".
    let able_to = parse.ancestors(verb).take(3).any(|t| Flag::Ability.has(&parse.tokens[t].lemma));
    // "The thing is to go on", "it is vital to stay".
    let aim = mark == Mark::Planned
        && &*parse.tokens[governor].lemma == "be"
        && (Flag::Aim.has(subject) || child(governor, Function::Predicate).is_some());
    // "Offered her condolences", "a helpline was set up for relatives to call", "was intended to send a message".
    let courtesy = mark == Mark::Planned && Flag::Courtesy.has(lemma);
    let set_up = mark == Mark::Planned && child(governor, Function::Particle).is_some();
    let meant = matches!(&*parse.tokens[governor].lemma, "intend" | "design")
        && child(governor, Function::PassiveAuxiliary).is_some();
    // "That would take a week": so long it lasts.
    let lasts = matches!(lemma, "take" | "last" | "cost") && parse.child(verb, Function::Object).is_some();
    let pointless = !lasts && matches!(subject, "that" | "this" | "which" | "what") && mark != Mark::Planned;
    could && able()
        || quality
        || compared
        || speaks
        || effort
        || deed
        || able_to
        || aim
        || courtesy
        || set_up
        || meant
        || pointless
        || mark != Mark::Planned && opinion(parse, verb)
}

/// Whether the clause of a verb is what somebody holds for true, or what somebody without a name says who follows such things.
fn opinion(parse: &Parse, verb: usize) -> bool {
    let mut at = verb;
    for _ in 0..4 {
        let up = parse.tokens[at].head;
        if up == at {
            return false;
        }
        if parse.tokens[at].is(Function::Clause) || parse.tokens[up].is(Function::Parataxis) {
            let pundit = |s: usize| Flag::Pundit.has(&parse.tokens[s].lemma.to_lowercase());
            if Flag::Opines.has(&parse.tokens[up].lemma) || parse.child(up, Function::Subject).is_some_and(pundit) {
                return true;
            }
        }
        if !matches!(
            parse.tokens[at].function(),
            Function::Clause | Function::Conjunct | Function::OpenClause | Function::Adverbial | Function::Relative
        ) {
            return false;
        }
        at = up;
    }
    false
}

fn is_named(dossier: &Dossier, entity: EntityId) -> bool {
    dossier.entities.get(entity).is_some_and(LinkedEntity::has_proper_name)
}

/// Whether a subject is one thing that the reader knows: "the commission", "his lawyer".
fn definite(parse: &Parse, subject: Option<usize>) -> bool {
    subject.is_some_and(|s| {
        parse.tokens[s].form() == Form::Singular
            && parse.children(s).any(|c| {
                matches!(parse.tokens[c].function(), Function::Determiner | Function::Possessor)
                    && matches!(&*parse.tokens[c].lemma, "the" | "his" | "her" | "its" | "their")
            })
    })
}

/// Whether a subject is so many: "six depots", "each of the owners".
fn counted(field: &Field<'_>, made: &Statement<'_>, subject: Option<usize>) -> bool {
    let tree = &field.clauses[made.page].tree;
    let each = ["each", "every", "all", "both"];
    subject.is_some_and(|s| {
        tree.word(s).is(&each) || tree.has(s, &each) || tree.below(s).any(|c| tree.word(c).class == Class::Number)
    })
}

/// The subject of a verb, or of the verb that governs it.
pub(super) fn subject(parse: &Parse, verb: usize) -> Option<usize> {
    let own = |v: usize| {
        parse.children(v).find(|c| {
            matches!(parse.tokens[*c].function(), Function::Subject | Function::PassiveSubject | Function::Expletive)
        })
    };
    let mut at = verb;
    for _ in 0..4 {
        if let Some(s) = own(at) {
            return Some(s);
        }
        if !matches!(
            parse.tokens[at].function(),
            Function::Conjunct | Function::OpenClause | Function::NounClause | Function::PrepositionClause
        ) || parse.tokens[at].head == at
        {
            return None;
        }
        at = parse.tokens[at].head;
    }
    None
}

/// Whether an event stands in a clause of time, condition or comparison: it tells when something else would be.
fn under(parse: &Parse, token: usize) -> bool {
    let marked = |t: usize| {
        parse.tokens[t].is(Function::Adverbial)
            && parse.children(t).any(|c| {
                matches!(parse.tokens[c].function(), Function::Marker | Function::Adverb)
                    && matches!(
                        &*parse.tokens[c].lemma,
                        "if" | "unless" | "when" | "until" | "till" | "once" | "whenever" | "than" | "so"
                    )
            })
    };
    let whether = |t: usize| {
        parse.tokens[t].is(Function::Clause)
            && parse
                .children(t)
                .any(|c| parse.tokens[c].is(Function::Marker) && matches!(&*parse.tokens[c].lemma, "if" | "whether"))
    };
    marked(token) || whether(token) || parse.ancestors(token).take(3).any(marked)
}

/// Whether a clause is what somebody said, thought or was told in the past.
fn reported(parse: &Parse, token: usize) -> bool {
    let mut at = token;
    for _ in 0..4 {
        let up = parse.tokens[at].head;
        if up == at {
            return false;
        }
        let content =
            matches!(parse.tokens[at].function(), Function::Clause | Function::NounClause | Function::OpenClause);
        if content
            && matches!(
                parse.tokens[up].form(),
                Form::Past | Form::Participle | Form::Singular | Form::Plural | Form::Gerund
            )
        {
            return true;
        }
        at = up;
    }
    false
}
