//! What happens once to a person or thing, and is put on two days.
//!
//! In: statements of two pages that tell, in words of one kind, a deed that comes once (die, resign, open, begin) of the same named person or
//! body, or of a thing that both call alike. Out: a contradiction where the days, months or years exclude each other. A page that tells it of
//! two times itself, or times that lie far apart, speak of two events.

use std::collections::{BTreeMap, BTreeSet};

use super::case::Case;
use super::statement::{Filler, Statement, statements};
use super::things::{Thing, things};
use super::window::{Window, window};
use crate::entity::EntityKind;
use crate::event::{Certainty, Polarity, Standing, Tense, akin};
use crate::language::clause::{Form, Function};
use crate::lexicon::Flag;
use crate::link::Pile;
use crate::speech::QuotationKind;
use crate::{Discrepancy, DiscrepancyKind, DiscrepancyStatus, Variant};

/// How far times may lie apart: days, months, years.
const NEAR: (i32, i32, i32) = (31, 12, 10);

/// A deed with its time and whom it came to.
struct Told<'s, 'a> {
    s: &'s Statement<'a>,
    when: Window,
    who: BTreeSet<Filler>,
    things: Vec<Thing>,
    /// The time is told by a weekday or "today" alone.
    bare: bool,
}

/// See [`super::RULES`].
pub(super) fn rule(case: &Case<'_>) -> Vec<Discrepancy> {
    let (pile, dossier) = (case.pile, case.dossier);
    let all = statements(pile, dossier, true);
    let told: Vec<Told<'_, '_>> = all.list.iter().filter_map(|s| told(case, s)).collect();
    let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (i, t) in told.iter().enumerate() {
        groups.entry(t.s.story).or_default().push(i);
    }
    let mut found: Vec<Discrepancy> = Vec::new();
    for group in groups.values() {
        for (n, i) in group.iter().enumerate() {
            for j in &group[n + 1..] {
                let (a, b) = (&told[*i], &told[*j]);
                let one = a.s.page != b.s.page && same(pile, a, b) && apart(a, b);
                if !one
                    || !alone(&told, group, a)
                    || !alone(&told, group, b)
                    || all.together(pile, a.s.story, a.s.at, b.s.at)
                {
                    continue;
                }
                add(&mut found, pile, dossier, a, b);
            }
        }
    }
    // Three times or more of one thing are more than a slip.
    found.retain(|d| d.variants.len() <= 3);
    found
}

fn told<'s, 'a>(case: &Case<'_>, s: &'s Statement<'a>) -> Option<Told<'s, 'a>> {
    let analysis = case.pile.pages[s.page];
    let clauses = &case.clauses()[s.page];
    let event = s.event;
    let quoted = |q: &crate::speech::Quotation| q.kind == QuotationKind::Direct && q.span.contains(event.span);
    let firm = event.tense == Tense::Past
        && event.certainty == Certainty::Certain
        && event.polarity == Polarity::Positive
        && matches!(event.standing, Standing::Told | Standing::Said)
        && !event.governors.iter().any(|g| g.denied)
        && !analysis.quotations.iter().any(quoted);
    let clause = clauses.at(event.token)?;
    let word = clauses.tree.word(event.token);
    let finite = !clause.infinitive && !clause.gerund && clause.modality.is_none() && !clause.question;
    let kind = clauses.phrasal(event.token);
    let (person, body) = (Flag::OncePerson.has(&kind), Flag::OnceThing.has(&kind));
    if !firm || !finite || !(person || body) {
        return None;
    }
    let when = window(analysis, clauses, s).filter(|w| !w.by)?;
    // Who undergoes it; who does what one does alone.
    let on = (word.relation == Function::NounClause && word.form == Form::Participle) || clause.passive;
    let acts = clause.object.is_none() && !on;
    let who: BTreeSet<Filler> = s
        .patients
        .iter()
        .chain(s.agents.iter().filter(|_| acts))
        .filter(|f| {
            matches!(f, Filler::Entity(e) if match named(case, *e) {
                Some(EntityKind::Person) => person,
                Some(_) => body,
                None => false,
            })
        })
        .cloned()
        .collect();
    // A transitive deed is told by what is done: "opened the bridge".
    let of = things(clauses, event.token);
    let object = clause.object.map(|o| clauses.tree.word(o).lemma.to_lowercase());
    let things: Vec<Thing> =
        of.into_iter().filter(|t| body && object.as_deref().is_none_or(|o| t.noun() == o)).collect();
    let timex = analysis.times.iter().filter(|t| s.at.span.contains(t.span));
    let digits = timex.clone().any(|t| t.span.of(&analysis.page.text).contains(|c: char| c.is_ascii_digit()));
    (!who.is_empty() || !things.is_empty()).then_some(Told { s, when, who, things, bare: !digits })
}

/// The kind of an entity that bears a name and is no place.
fn named(case: &Case<'_>, entity: crate::EntityId) -> Option<EntityKind> {
    let e = &case.dossier.entities[entity];
    (e.kind != EntityKind::Location && e.has_proper_name()).then_some(e.kind)
}

/// Whether two deeds are of one kind and came to the same one.
fn same(pile: &Pile<'_>, a: &Told<'_, '_>, b: &Told<'_, '_>) -> bool {
    let (x, y) = (&a.s.event.lemma, &b.s.event.lemma);
    let who = !a.who.is_disjoint(&b.who);
    let thing = a.things.iter().any(|t| b.things.iter().any(|u| t.is(u)));
    let place = |t: &Told<'_, '_>| pile.place(t.s.page, t.s.event);
    let elsewhere = matches!((place(a), place(b)), (Some(p), Some(q)) if p != q);
    (x == y || akin(x, y)) && !elsewhere && (who || thing && a.s.same_actors(b.s))
}

/// Whether the times exclude each other and lie near enough to be of one deed.
fn apart(a: &Told<'_, '_>, b: &Told<'_, '_>) -> bool {
    let (x, y) = if a.when.from <= b.when.from { (a, b) } else { (b, a) };
    if x.when.to >= y.when.from {
        return false;
    }
    let width = |w: &Window| (w.to - w.from).get_days();
    let wide = width(&x.when).max(width(&y.when));
    let days = (y.when.from - x.when.to).get_days();
    match wide {
        0 => {
            let (p, q) = (x.when.from, y.when.from);
            let slip = (p.day(), p.month()) == (q.day(), q.month());
            // A weekday may be that of another week, and a day more or less that of another zone or night.
            let weekday = days % 7 == 0 && (a.bare || b.bare);
            !(weekday || days == 1 && (a.bare || b.bare)) && (days <= NEAR.0 || slip)
        }
        1..=31 => days <= 31 * NEAR.1,
        _ => days <= 366 * NEAR.2,
    }
}

/// Whether a page tells such a deed of the same one at one time only.
fn alone(told: &[Told<'_, '_>], group: &[usize], one: &Told<'_, '_>) -> bool {
    group.iter().map(|i| &told[*i]).filter(|t| t.s.page == one.s.page).all(|t| {
        let meets = t.when.from <= one.when.to && one.when.from <= t.when.to;
        let (x, y) = (&t.s.event.lemma, &one.s.event.lemma);
        let of =
            !t.who.is_disjoint(&one.who) || t.things.iter().any(|a| one.things.iter().any(|b| a.noun() == b.noun()));
        meets || !(x == y || akin(x, y)) || !of
    })
}

fn add(found: &mut Vec<Discrepancy>, pile: &Pile<'_>, dossier: &crate::Dossier, a: &Told<'_, '_>, b: &Told<'_, '_>) {
    let value = |t: &Told<'_, '_>| t.when.words();
    let known =
        found.iter_mut().find(|d| [a, b].iter().any(|t| d.variants.iter().any(|v| v.support.contains(&t.s.at))));
    if let Some(known) = known {
        for t in [a, b] {
            match known.variants.iter_mut().find(|v| v.value == value(t)) {
                Some(v) if v.support.contains(&t.s.at) => {}
                Some(v) => v.support.push(t.s.at),
                None => known.variants.push(Variant { value: value(t), support: vec![t.s.at] }),
            }
        }
        return;
    }
    let about = pile.linked(a.s.mention());
    found.push(Discrepancy {
        rule: String::new(),
        kind: DiscrepancyKind::Date,
        status: DiscrepancyStatus::Contradiction,
        about: Some(about),
        label: format!("Day of “{}”: {} or {}", dossier.events[about].label, value(a), value(b)),
        variants: [a, b].map(|t| Variant { value: value(t), support: vec![t.s.at] }).into(),
        reasons: vec![
            format!("“{}” and “{}” come to one and the same once.", a.s.event.lemma, b.s.event.lemma),
            format!("{} and {} exclude each other.", value(a), value(b)),
        ],
    });
}
