//! One event that some sources tell as sure and others as doubtful, or one plan that is sure for some and possible for others.
//!
//! In: statements of two pages in much the same words, or of one linked event in the same word. Both can be true, so the status is
//! imprecise: the reader should keep the hedge. Only a verb that is asserted counts, and only a hedge that a word tells.

use std::collections::BTreeMap;

use super::lexicon::hedge;
use super::sentence::{asks, asserted, conditional};
use super::statement::{Statement, statements};
use crate::EventId;
use crate::event::{Certainty, Polarity, Tense};
use crate::language::{Function, Pos};
use crate::link::Pile;
use crate::{Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Evidence, Variant};

/// Share of words from which on two clauses with one verb say the same, and for mentions of one linked event.
const ALIKE: (f64, f64) = (0.5, 0.3);

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let mut sides: BTreeMap<(EventId, bool), [Vec<Evidence>; 2]> = BTreeMap::new();
    let mut all = statements(pile, dossier, true);
    all.list.retain(|s| {
        let page = pile.pages[s.page];
        let verb = page.parse.tokens.get(s.event.token).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux));
        verb && s.event.polarity == Polarity::Positive
            && !conditional(&page.parse, s.event.token)
            && !asks(page, s.event.sentence)
            && (hedged(pile, s).is_some() || asserted(&page.parse, s.event))
    });
    for (i, j) in all.pairs(pile) {
        let (a, b) = (&all.list[i], &all.list[j]);
        let (sure, doubt) = match (hedged(pile, a), hedged(pile, b)) {
            (None, Some(_)) => (a, b),
            (Some(_), None) => (b, a),
            _ => continue,
        };
        let fit = sure.fit(doubt);
        let linked = pile.event_of[a.page][a.local] == pile.event_of[b.page][b.local];
        let ahead = |s: &Statement<'_>| s.event.tense == Tense::Future;
        let same = sure.event.lemma == doubt.event.lemma
            && sure.event.certainty == Certainty::Certain
            && fit.words >= if linked { ALIKE.1 } else { ALIKE.0 }
            && fit.agent != Some(false)
            && fit.patient != Some(false)
            && sure.same_actors(doubt)
            && (fit.agent == Some(true) || fit.patient == Some(true))
            // "could strike" against "strike": what may come and what came is a forecast.
            && (ahead(sure) || !ahead(doubt));
        if same {
            let list = sides.entry((pile.event_of[sure.page][sure.local], ahead(sure))).or_default();
            for (side, at) in [(0, sure.at), (1, doubt.at)] {
                if !list[side].contains(&at) {
                    list[side].push(at);
                }
            }
        }
    }
    sides
        .into_iter()
        .map(|((event, ahead), [sure, doubtful])| Discrepancy {
            rule: String::new(),
            kind: DiscrepancyKind::Certainty,
            status: DiscrepancyStatus::Imprecise,
            about: Some(event),
            label: format!(
                "{} “{}”: told as sure and as doubtful",
                if ahead { "How sure beforehand was" } else { "How sure is" },
                dossier.events[event].label
            ),
            variants: vec![
                Variant { value: "certain".into(), support: sure },
                Variant { value: "doubtful".into(), support: doubtful },
            ],
            reasons: vec!["Some tell it as a fact and others with a hedge; both can be true.".into()],
        })
        .collect()
}

/// The word that makes a statement doubtful: a modal or adverb of its verb, or a verb of seeming or believing above it. What somebody claims
/// is told by its source.
fn hedged(pile: &Pile<'_>, s: &Statement<'_>) -> Option<usize> {
    let parse = &pile.pages[s.page].parse;
    let below = parse.children(s.event.token).find(|c| {
        let token = &parse.tokens[*c];
        let may = token.is_modal() && matches!(&*token.lemma, "may" | "might" | "could");
        may || (token.is(Function::Adverb) && hedge(&token.lemma.to_lowercase()).is_some())
    });
    let token = &parse.tokens[s.event.token];
    let governor = token.head;
    let infinitive = token.is_base() || parse.children(s.event.token).any(|c| parse.tokens[c].is_to());
    let seems = governor != s.event.token
        && match &*parse.tokens[governor].lemma {
            "appear" | "seem" => token.is(Function::OpenClause) && infinitive,
            "believe" | "think" | "suspect" | "presume" => {
                matches!(token.function(), Function::OpenClause | Function::Clause)
                    && parse.tokens[governor].is_participle()
            }
            _ => false,
        };
    below.or(seems.then_some(governor))
}
