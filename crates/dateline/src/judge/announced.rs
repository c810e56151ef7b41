//! The day on which something was made known.
//!
//! In: events of announcing ("the meeting was confirmed by both sides on 10 September", "Monday's announcement from both countries") with a
//! day of their own and what was announced. What a bare noun announces is what the page says earlier of the same day. Two pages that let the
//! same people announce the same thing first on two days differ; saying is no announcing, for one thing is said on many days.

use std::collections::BTreeSet;

use super::lexicon;
use super::sentence::{narrates, says_when};
use super::statement::{Filler, Statement, stated, statements};
use crate::entity::EntityKind;
use crate::event::{Certainty, Event, Tense, akin};
use crate::language::Dep;
use crate::link::Twins;
use crate::link::{Pile, is_day, sentence_span};
use crate::{Analysis, Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Variant};
use crate::{EntityId, Local, MentionId, PageId};

/// Days beyond which two announcements are two.
const NEAR: i32 = 7;

struct Act<'s> {
    statement: &'s Statement<'s>,
    day: jiff::civil::Date,
    /// What was announced.
    content: Local<MentionId>,
    /// People that what was announced is about.
    people: BTreeSet<EntityId>,
}

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let all = statements(pile, dossier, true);
    let acts: Vec<Act<'_>> = all.list.iter().filter_map(|s| act(pile, dossier, s)).collect();
    let mut found: Vec<Discrepancy> = Vec::new();
    for (a, b) in conflicts(pile, &acts) {
        let about = pile.linked(a.content);
        let value = |x: &Act<'_>| x.day.to_string();
        let known = found
            .iter_mut()
            .find(|d| [a, b].iter().any(|x| d.variants.iter().any(|v| v.support.contains(&x.statement.at))));
        if let Some(known) = known {
            for x in [a, b] {
                match known.variants.iter_mut().find(|v| v.value == value(x)) {
                    Some(v) if v.support.contains(&x.statement.at) => {}
                    Some(v) => v.support.push(x.statement.at),
                    None => known.variants.push(Variant { value: value(x), support: vec![x.statement.at] }),
                }
            }
            continue;
        }
        found.push(Discrepancy {
            kind: DiscrepancyKind::Date,
            status: DiscrepancyStatus::Contradiction,
            about: Some(about),
            label: format!(
                "Day on which “{}” was announced: {} or {}",
                dossier.events[about].label,
                value(a),
                value(b)
            ),
            variants: [a, b].map(|x| Variant { value: value(x), support: vec![x.statement.at] }).into(),
            reasons: vec![
                "The same people make the same thing known, on two days.".into(),
                format!(
                    "“{}” and “{}”.",
                    pile.text(a.statement.at).chars().take(80).collect::<String>(),
                    pile.text(b.statement.at).chars().take(80).collect::<String>()
                ),
            ],
        });
    }
    found
}

/// Pairs of announcements that are one but for the day.
pub(super) fn twins(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Twins> {
    let all = statements(pile, dossier, true);
    let acts: Vec<Act<'_>> = all.list.iter().filter_map(|s| act(pile, dossier, s)).collect();
    let at = |x: &Act<'_>| x.statement.mention();
    conflicts(pile, &acts).into_iter().map(|(a, b)| [at(a), at(b)]).collect()
}

fn conflicts<'s>(pile: &Pile<'_>, acts: &'s [Act<'s>]) -> Vec<(&'s Act<'s>, &'s Act<'s>)> {
    let mut found = Vec::new();
    for (i, a) in acts.iter().enumerate() {
        let days = |b: &Act<'_>| (a.day - b.day).get_days().abs();
        let others = acts[i + 1..].iter().take(200);
        found.extend(others.filter(|b| (1..=NEAR).contains(&days(b)) && same(pile, a, b)).map(|b| (a, b)));
    }
    found
}

fn act<'s>(pile: &Pile<'_>, dossier: &Dossier, s: &'s Statement<'s>) -> Option<Act<'s>> {
    let page = pile.pages[s.page];
    let told = s.event.tense == Tense::Past && s.event.certainty == Certainty::Certain;
    if !told || !lexicon::is("announce", &s.event.lemma) || !says_when(page, s.event) {
        return None;
    }
    let day = day(pile, s.page, s.event)?;
    let content = content(page, s.event).or_else(|| earlier(pile, s, day))?;
    let content = Local::new(s.page, content);
    let people = people(pile, dossier, content);
    (!people.is_empty()).then_some(Act { statement: s, day, content, people })
}

fn day(pile: &Pile<'_>, page: PageId, event: &Event) -> Option<jiff::civil::Date> {
    let stated = stated(pile, page, event)?;
    stated.day.filter(is_day)?.earliest.map(|t| t.date())
}

/// The event at the top of what is said: subject of a passive, object, or clause.
fn content(page: &Analysis, event: &Event) -> Option<MentionId> {
    let parse = &page.parse;
    let tops = parse.children(event.token).filter(|c| {
        matches!(parse.tokens[*c].dep, Dep::Nsubjpass | Dep::Dobj | Dep::Ccomp)
            || (parse.tokens[*c].dep == Dep::Prep && &*parse.tokens[*c].lemma == "of")
    });
    tops.into_iter().find_map(|top| {
        let below = parse.subtree(top);
        let within = |e: &&Event| below.contains(&e.token) && e.token != event.token;
        let depth = |e: &Event| parse.ancestors(e.token).take_while(|a| *a != event.token).count();
        let events = page.events.iter_enumerated().filter(|(_, e)| within(e));
        events.min_by_key(|(i, e)| (depth(e), *i)).map(|(i, _)| i)
    })
}

/// What the page says before, of the same day.
fn earlier(pile: &Pile<'_>, s: &Statement<'_>, of: jiff::civil::Date) -> Option<MentionId> {
    let page = pile.pages[s.page];
    let speech = |e: &Event| matches!(e.lemma.as_str(), "say" | "state") || lexicon::is("announce", &e.lemma);
    let before = page.events.iter().filter(|e| e.sentence < s.event.sentence && speech(e));
    before
        .filter(|e| says_when(page, e) && narrates(page, e.sentence) && day(pile, s.page, e) == Some(of))
        .find_map(|e| content(page, e))
}

/// People named in the clause of an event, or known to take part in it.
fn people(pile: &Pile<'_>, dossier: &Dossier, content: Local<MentionId>) -> BTreeSet<EntityId> {
    let page = content.page;
    let analysis = pile.pages[page];
    let event = pile.event(content);
    let clause = analysis.parse.span(analysis.parse.subtree(event.token));
    let mut all: BTreeSet<EntityId> = pile.mentioned(page, clause).into_iter().collect();
    for m in &pile.mentions[pile.linked(content)] {
        let participants = pile.event(*m).participants.iter();
        all.extend(participants.filter_map(|p| pile.entity_of[m.page].get(p.entity?)));
    }
    let person = |e: &EntityId| dossier.entities[*e].kind == EntityKind::Person;
    all.retain(person);
    // "The meeting": whose it is, the sentences around it tell.
    if all.is_empty() {
        for s in event.sentence.saturating_sub(1)..event.sentence + 1 {
            all.extend(pile.mentioned(page, sentence_span(analysis, s)).into_iter().filter(person));
        }
    }
    all
}

fn same(pile: &Pile<'_>, a: &Act<'_>, b: &Act<'_>) -> bool {
    let (s, t) = (a.statement, b.statement);
    let of = |c: Local<MentionId>| pile.event(c).lemma.as_str();
    let linked = pile.linked(a.content) == pile.linked(b.content);
    let common = a.people.intersection(&b.people).count();
    // "Monday's announcement from both countries": whose it is stands behind "from" or "by".
    let who = |x: &Statement<'_>| -> BTreeSet<Filler> {
        if x.agents.is_empty() { x.others.clone() } else { x.agents.clone() }
    };
    let (mine, theirs) = (who(s), who(t));
    let both = |x: &Statement<'_>, f: &BTreeSet<Filler>| x.named.len() > 1 || f.contains(&Filler::Noun("both".into()));
    let actors = !mine.is_disjoint(&theirs) || (both(s, &mine) && both(t, &theirs));
    let encounter = |c| lexicon::is("encounter", of(c));
    let kind = akin(of(a.content), of(b.content)) || (encounter(a.content) && encounter(b.content));
    s.page != t.page && s.story == t.story && actors && (linked || (kind && common > 0) || common > 1)
}
