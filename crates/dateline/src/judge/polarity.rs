//! What one source says happened and another denies.
//!
//! In: statements of two pages on one kind of event with participants in common, one affirmed (perhaps only alleged), one denied. Both are
//! shown with their sources; the status is a contradiction only when both sides are sure and speak of the same thing.

use std::collections::BTreeMap;

use super::sentence::{asks, asserted, conditional};
use super::statement::{Filler, Statement, statements};
use crate::event::{Certainty, Polarity, Tense};
use crate::language::{Function, Pos};
use crate::lexicon::Flag;
use crate::link::{Pile, Relation, relation};
use crate::{Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Evidence, Variant};
use crate::{Local, MentionId};

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let mut all = statements(pile, dossier, true);
    all.list.retain(|s| {
        !asks(pile.pages[s.page], s.event.sentence) && if negative(s) { denies(pile, s) } else { affirms(pile, s) }
    });
    // By the denied sentence: its sides, and whether any is sure.
    let mut sides: BTreeMap<(Evidence, Local<MentionId>), (Vec<Evidence>, bool)> = BTreeMap::new();
    for (i, j) in all.pairs(pile) {
        let (no, yes) = match (all.list[i].event.polarity, all.list[j].event.polarity) {
            (Polarity::Negative, Polarity::Positive) => (&all.list[i], &all.list[j]),
            (Polarity::Positive, Polarity::Negative) => (&all.list[j], &all.list[i]),
            _ => continue,
        };
        let fit = no.fit(yes);
        let same = no.event.lemma == yes.event.lemma;
        let entity = |f: &Filler| matches!(f, Filler::Entity(_));
        let thing = no.patients.intersection(&yes.patients).any(entity);
        let who = fit.agent == Some(true) && no.same_actors(yes);
        let object =
            same && fit.patient == Some(true) && fit.agent != Some(false) && fit.words >= 0.3 && (thing || who);
        // In another word it is the same only when a third participant is the same too.
        let alike = fit.common >= if same { 2 } else { 3 } && !no.others_are_other(yes);
        // A plan given up by whom it was: what is denied of the past says nothing of the future, nor the other way round.
        let ahead = |s: &Statement<'_>| s.event.tense == Tense::Future;
        let given_up = ahead(no) && same && fit.patient == Some(true) && (who || thing);
        let claimed = yes.event.certainty != Certainty::Certain || !yes.event.attribution.is_empty();
        let sure_future = ahead(yes) && !ahead(no) && !claimed;
        if !(object || alike) || (ahead(no) && !given_up) || sure_future {
            continue;
        }
        let disjoint = match (&yes.event.time, &no.event.time) {
            (Some(a), Some(b)) => relation(&a.interval, &b.interval) == Relation::Disjoint,
            _ => false,
        };
        let sure = yes.event.certainty == Certainty::Certain
            && no.event.certainty == Certainty::Certain
            && yes.event.lemma == no.event.lemma
            && fit.agent == Some(true)
            && fit.patient != Some(false)
            && fit.words >= 0.4
            && yes.event.tense == no.event.tense
            && !disjoint;
        let side = sides.entry((no.at, no.mention())).or_default();
        if !side.0.contains(&yes.at) {
            side.0.push(yes.at);
        }
        side.1 |= sure;
    }
    let report = |((at, mention), (mut support, certain)): ((Evidence, Local<MentionId>), (Vec<Evidence>, bool))| {
        support.sort_unstable();
        let about = pile.linked(mention);
        let label = &dossier.events[about].label;
        Discrepancy {
            rule: String::new(),
            kind: DiscrepancyKind::Polarity,
            status: if certain { DiscrepancyStatus::Contradiction } else { DiscrepancyStatus::Imprecise },
            about: Some(about),
            label: format!("“{label}” is affirmed and denied"),
            variants: vec![
                Variant { value: "affirmed".into(), support },
                Variant { value: "denied".into(), support: vec![at] },
            ],
            reasons: vec!["The same kind of event with the same participants, once told and once denied.".into()],
        }
    };
    sides.into_iter().map(report).collect()
}

fn negative(s: &Statement<'_>) -> bool {
    s.event.polarity == Polarity::Negative
}

/// Whether a denied statement denies that something happened: "urged it to not sell", "did not leave until noon", "did not test to provoke"
/// and what does not happen in general do not.
fn denies(pile: &Pile<'_>, s: &Statement<'_>) -> bool {
    let parse = &pile.pages[s.page].parse;
    let Some(token) = parse.tokens.get(s.event.token) else { return false };
    let within = |c: usize| {
        let below = &parse.tokens[c];
        let until = |t: usize| matches!(&*parse.tokens[t].lemma, "until" | "till");
        let purpose = below.is(Function::Adverbial) && below.is_base() && c > s.event.token;
        until(c) || purpose || parse.children(c).any(until)
    };
    let would = parse.children(s.event.token).any(|c| parse.tokens[c].is_modal() && &*parse.tokens[c].lemma != "will");
    matches!(token.pos, Pos::Verb | Pos::Aux)
        && asserted(parse, s.event)
        && s.event.tense != Tense::Present
        && !would
        && !conditional(parse, s.event.token)
        && !parse.children(s.event.token).any(within)
}

/// Whether an affirmed statement tells of something that was, or is said to have been; no plan or wish.
fn affirms(pile: &Pile<'_>, s: &Statement<'_>) -> bool {
    let parse = &pile.pages[s.page].parse;
    let Some(token) = parse.tokens.get(s.event.token) else { return false };
    let wanted = |t: usize| {
        let lemma = &*parse.tokens[t].lemma;
        Flag::Stative.has(lemma)
            || matches!(lemma, "vow" | "plan" | "promise" | "threaten" | "pledge" | "intend" | "propose")
    };
    let governed = matches!(token.function(), Function::OpenClause | Function::Clause | Function::NounClause)
        && token.head != s.event.token
        && wanted(token.head);
    !token.is_gerund() && !governed
}
