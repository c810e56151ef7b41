//! What pages tell as called off, as not having taken place, or as later than planned.
//!
//! In: the statements of a pile with the clauses of their pages, and a forecast. Out: the [`Loss`]es, and whether one of them is that of what
//! was foretold: the same thing by its noun or its kind, on the day foretold or with who was to act.

use std::collections::{BTreeMap, BTreeSet};

use super::super::statement::{Filler, Statement};
use super::super::things::{Thing, things};
use super::super::window::{Window, within};
use super::fit::present;
use super::outcome::Foretold;
use super::{Field, Read, retro};
use crate::event::{Event, Polarity, akin};
use crate::language::clause::{Class, Clauses, Frame, Function};
use crate::lexicon::Flag;
use crate::link::Pile;
use crate::{Analysis, EntityId, PageId, StoryId};

/// A verb by which a page says that something planned did not come.
pub(super) struct Loss<'s> {
    pub told: &'s Statement<'s>,
    verb: usize,
    /// It came, but "later than planned".
    late: bool,
}

/// The losses of every story, in order of the pages.
pub(super) fn losses<'s>(
    pile: &Pile<'_>,
    clauses: &Read<'_>,
    all: &'s [Statement<'s>],
) -> BTreeMap<StoryId, Vec<Loss<'s>>> {
    let mut found: BTreeMap<StoryId, Vec<Loss<'s>>> = BTreeMap::new();
    let mut seen: BTreeSet<(PageId, usize)> = BTreeSet::new();
    for s in all {
        let read = &clauses[s.page];
        let above = || {
            let link = read.above(s.event.token)?;
            matches!(link.frame, Frame::Acts | Frame::Undergoes | Frame::Object).then_some(link.governor)
        };
        let Some(verb) = read.at(s.event.token).map(|c| c.verb).or_else(above) else { continue };
        let late = behind_time(read, verb);
        let lost = late || retro::cancels(read, verb) || retro::fails(read, verb);
        let direct = |q: &crate::speech::Quotation| {
            q.kind == crate::speech::QuotationKind::Direct && q.span.contains(s.event.span)
        };
        if !lost || pile.pages[s.page].quotations.iter().any(direct) || !seen.insert((s.page, verb)) {
            continue;
        }
        found.entry(s.story).or_default().push(Loss { told: s, verb, late });
    }
    found
}

/// Whether it came, but after the time that was set for it: "two weeks later than planned".
fn behind_time(clauses: &Clauses<'_>, verb: usize) -> bool {
    let tree = &clauses.tree;
    let sentence = tree.word(verb).sentence;
    let then = |t: usize| {
        (t + 2..(t + 6).min(tree.len()))
            .take_while(|w| tree.word(*w).sentence == sentence)
            .any(|w| Flag::PlannedWord.has(tree.word(w).lemma))
    };
    let than =
        |t: usize| tree.word(t).is(&["later"]) && t + 1 < tree.len() && tree.word(t + 1).is(&["than"]) && then(t);
    let past = clauses.at(verb).is_some_and(|c| {
        c.tense == crate::language::clause::Tense::Past && c.negation.is_none() && c.modality.is_none()
    });
    past && (verb + 1..(verb + 16).min(tree.len())).take_while(|w| tree.word(*w).sentence == sentence).any(than)
}

/// The kinds of event that a forecast foretells: its own, that of the noun which a general verb takes, of the meeting that is met at, and
/// for "will be here" that of coming.
pub(super) fn kinds(analysis: &Analysis, clauses: &Clauses<'_>, made: &Statement<'_>) -> BTreeSet<String> {
    let tree = &clauses.tree;
    let event = made.event;
    let lemma = event.lemma.as_str();
    let mut found = BTreeSet::from([lemma.to_owned()]);
    if clauses.at(event.token).is_some() {
        found.insert(retro::deed(clauses, event.token));
    }
    let is_event = |t: usize| analysis.events.iter().any(|e| e.token == t);
    let mut add = |t: usize| {
        let word = tree.word(t);
        let general = Flag::General.has(word.lemma) || Flag::PlannedWord.has(word.lemma) || Flag::Vague.has(word.lemma);
        if !general && (word.verbal() || is_event(t)) {
            found.insert(word.lemma.to_lowercase());
        }
    };
    let Some(clause) = clauses.at(event.token) else { return found };
    let plain = Flag::Phase.has(lemma) || Flag::Vague.has(lemma) || Flag::PlannedWord.has(lemma) || lemma == "be";
    if plain {
        clause.subject.into_iter().chain(clause.object).chain(clause.complements.iter().copied()).for_each(&mut add);
    }
    clause.obliques.iter().for_each(|(_, noun)| add(*noun));
    if let Some(predicate) = clause.predicate {
        for prep in tree.below(predicate).filter(|c| tree.word(*c).class == Class::Preposition) {
            tree.below(prep).for_each(&mut add);
        }
    }
    if matches!(lemma, "be" | "go" | "come") && tree.has(event.token, &["home", "back"]) {
        found.insert("return".to_owned());
    }
    let there =
        tree.has(event.token, &["here", "there", "back"]) || made.others.iter().any(|f| matches!(f, Filler::Entity(_)));
    if lemma == "be" && clause.predicate.is_none() && there {
        found.extend(["come", "visit", "arrive"].map(str::to_owned));
    }
    found
}

/// Whether a loss is that of what was foretold.
pub(super) fn of(
    field: &Field<'_>,
    made: &Statement<'_>,
    kinds: &BTreeSet<String>,
    loss: &Loss<'_>,
    foretold: &Foretold,
) -> bool {
    let told = loss.told;
    let clauses = &field.clauses[told.page];
    if made.event.polarity == Polarity::Negative || !later(field, made, told, foretold) {
        return false;
    }
    let verb = retro::deed(clauses, loss.verb);
    // "Withdrew": what it does, not what it keeps from being.
    if kinds.iter().any(|k| akin(k, &verb)) {
        return false;
    }
    // "Was moved to Sunday": not the day it was kept from.
    let text = field.pile.pages[told.page].page.text.as_str();
    let goal = |at: usize| {
        let before = text.get(..at).and_then(|t| t.split_whitespace().next_back());
        before.is_some_and(|w| matches!(w, "to" | "until" | "till"))
    };
    let all = within(field.pile.pages[told.page], told.at.span);
    let days: Vec<Window> = all.filter(|(at, _)| !goal(*at)).map(|(_, w)| w).collect();
    let fits = |d: &Window, w: &Window| d.from <= w.to && d.to >= w.from && (d.to - d.from).get_days() <= 31;
    // "Kept for Friday" before that Friday, which the page's narrative reads as the Friday before.
    let published = field.pile.pages[told.page].page.published.earliest;
    let week = |d: &Window, w: &Window| {
        let behind = published.is_some_and(|p| w.from >= p && d.to < p);
        behind && d.day().zip(w.day()).is_some_and(|(d, w)| (w - d).get_days() == 7)
    };
    // "13 May" of a page that tells of it a year later is the day foretold, whatever year the page's narrative has come to.
    let named = |d: &Window, w: &Window| {
        let day = d.day().filter(|d| d.year() != w.to.year());
        day.zip(w.day()).is_some_and(|(d, w)| (d.month(), d.day()) == (w.month(), w.day()))
    };
    let meets = |w: &Window| days.iter().any(|d| fits(d, w) || named(d, w) || week(d, w));
    let nouns = nouns(field.pile.pages[told.page], clauses, loss.verb, told.event);
    let kind = nouns.iter().any(|n| kinds.iter().any(|k| akin(n, k)));
    let mine = &field.clauses[made.page];
    let thing = |a: &Thing| things(clauses, loss.verb).iter().any(|b| a.may_be(b));
    let filler = |f: &Filler| matches!(f, Filler::Noun(n) if nouns.contains(n));
    let shared = things(mine, made.event.token).iter().any(thing) || made.patients.iter().any(filler);
    if loss.late {
        return shared && together(field.pile, made, told) > 0;
    }
    // "Is planned", "will begin": what is planned is beside the verb. Else who was to act may be suspended for a reason of his own.
    let lemma = made.event.lemma.as_str();
    let plans = Flag::PlannedWord.has(lemma) || Flag::Phase.has(lemma) || Flag::Vague.has(lemma);
    let beside = plans && shared;
    let roles = || made.agents.iter().any(filler) && made.patients.iter().any(filler);
    match foretold.window {
        Some(window) if !days.is_empty() => meets(&window) && (kind || beside || roles()),
        Some(_) => kind && present(field.pile, made, told) && soon(field, told, foretold),
        None => (kind || beside) && present(field.pile, made, told),
    }
}

/// Whether a page tells of it after the forecast was made: another page, not older.
fn later(field: &Field<'_>, made: &Statement<'_>, told: &Statement<'_>, foretold: &Foretold) -> bool {
    let published = &field.pile.pages[told.page].page.published;
    let same = told.page == made.page;
    let last = published.latest.or(published.earliest);
    let known = last.is_some() && foretold.made.is_some();
    told.story == made.story
        && !(same && told.event.sentence <= made.event.sentence)
        && (!same || foretold.window.is_some())
        && (known || foretold.window.is_some())
        && foretold.made.zip(last).is_none_or(|(made, last)| last >= made)
}

/// Whether a page is not much later than the day foretold, so that what it tells without a day is of that day.
fn soon(field: &Field<'_>, told: &Statement<'_>, foretold: &Foretold) -> bool {
    let published = field.pile.pages[told.page].page.published.earliest;
    published.zip(foretold.window).is_some_and(|(p, w)| (p - w.to).get_days() <= 31)
}

/// How many entities of a forecast the sentence names.
fn together(pile: &Pile<'_>, made: &Statement<'_>, told: &Statement<'_>) -> usize {
    let here: BTreeSet<EntityId> = pile.mentioned(made.page, made.at.span).into_iter().collect();
    pile.mentioned(told.page, told.at.span).into_iter().filter(|e| here.contains(e)).collect::<BTreeSet<_>>().len()
}

/// The nouns of what a verb is said of, with what stands before them and under "of": "the oath ceremony", "the operation of doors".
fn nouns(analysis: &Analysis, clauses: &Clauses<'_>, verb: usize, event: &Event) -> BTreeSet<String> {
    let tree = &clauses.tree;
    let Some(clause) = clauses.at(verb) else { return BTreeSet::new() };
    let own = Some(event.token).filter(|e| clauses.at(*e).is_none());
    let mut found = BTreeSet::new();
    let mut stack: Vec<usize> = [clause.subject, clause.object, own].into_iter().flatten().collect();
    // A subject that the parser hung elsewhere: the event before the verb.
    if clause.subject.is_none() {
        let before = |e: &&Event| e.sentence == event.sentence && e.token < verb && clauses.at(e.token).is_none();
        stack.extend(analysis.events.iter().filter(before).map(|e| e.token).max());
    }
    let mut depth = 0;
    while let Some(t) = stack.pop() {
        depth += 1;
        if depth > 24 {
            break;
        }
        let word = tree.word(t);
        if word.class == Class::Noun {
            found.insert(word.lemma.to_lowercase());
        }
        let under = |c: &usize| {
            matches!(
                tree.word(*c).relation,
                Function::Compound | Function::Conjunct | Function::Complement | Function::Possessor
            ) || tree.word(*c).relation == Function::Preposition && tree.word(*c).is(&["of", "by", "over", "for"])
        };
        stack.extend(tree.below(t).filter(under));
    }
    found
}
