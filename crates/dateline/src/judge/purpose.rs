//! What something was done for, where pages give other purposes.
//!
//! In: statements of two pages on one event, each with a purpose: "in an attempt to", "in order to", or an infinitive after a verb of going,
//! sending or meeting. Purposes that have no content word in common are shown side by side; an event may have several, so the status is
//! imprecise.

use std::collections::BTreeSet;

use super::lexicon;
use super::sentence::asserted;
use super::statement::{Statement, statements};
use crate::event::{Polarity, Tense};
use crate::language::{Dep, Pos, Tag};
use crate::link::{Pile, Relation, relation};
use crate::time::TimeBasis;
use crate::{Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Variant};

/// A purpose in the words of the page, with its content lemmas.
struct Purpose {
    words: String,
    content: BTreeSet<String>,
}

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let mut all = statements(pile, dossier, true);
    let mut purposes: Vec<Purpose> = Vec::new();
    all.list.retain(|s| {
        let told = s.event.tense == Tense::Past && s.event.polarity == Polarity::Positive;
        let found = (told && asserted(&pile.pages[s.page].parse, s.event)).then(|| purpose(pile, s)).flatten();
        let keep = found.is_some();
        purposes.extend(found);
        keep
    });
    let mut found: Vec<Discrepancy> = Vec::new();
    for (i, j) in all.pairs(pile) {
        let (a, b) = (&all.list[i], &all.list[j]);
        let fit = a.fit(b);
        let linked = pile.event_of[a.page][a.local] == pile.event_of[b.page][b.local];
        let one = linked || (a.event.lemma == b.event.lemma && fit.patient == Some(true));
        if !one || fit.agent != Some(true) || fit.patient == Some(false) || !a.same_actors(b) || apart(a, b) {
            continue;
        }
        if !purposes[i].content.is_disjoint(&purposes[j].content)
            || found.iter().any(|d| d.variants.iter().any(|v| v.support.contains(&a.at) || v.support.contains(&b.at)))
        {
            continue;
        }
        let about = pile.event_of[a.page][a.local];
        found.push(Discrepancy {
            kind: DiscrepancyKind::Purpose,
            status: DiscrepancyStatus::Imprecise,
            about: Some(about),
            label: format!(
                "Purpose of “{}”: {} or {}",
                dossier.events[about].label, purposes[i].words, purposes[j].words
            ),
            variants: [(i, a), (j, b)]
                .map(|(n, s)| Variant { value: purposes[n].words.clone(), support: vec![s.at] })
                .into(),
            reasons: vec!["One event, for which the sources give other purposes; there may be several.".into()],
        });
    }
    found
}

fn apart(a: &Statement<'_>, b: &Statement<'_>) -> bool {
    let stated = |s: &Statement<'_>| s.event.time.as_ref().filter(|t| t.basis == TimeBasis::Stated).map(|t| t.interval);
    matches!((stated(a), stated(b)), (Some(x), Some(y)) if relation(&x, &y) == Relation::Disjoint)
}

fn purpose(pile: &Pile<'_>, s: &Statement<'_>) -> Option<Purpose> {
    let analysis = pile.pages[s.page];
    let (parse, text) = (&analysis.parse, analysis.page.text.as_str());
    let infinitive =
        |t: usize| parse.tokens[t].tag == Tag::Vb && parse.children(t).any(|c| parse.tokens[c].tag == Tag::To);
    let goes = ["visit", "travel", "go", "come", "fly", "arrive", "send", "meet", "sail", "drive", "gather", "return"];
    let direct = parse.children(s.event.token).find(|c| {
        matches!(parse.tokens[*c].dep, Dep::Advcl | Dep::Xcomp) && infinitive(*c) && goes.contains(&&*s.event.lemma)
    });
    // "in an attempt to", "in order to", "as part of an effort to".
    let noun = parse.subtree(s.event.token).find_map(|t| {
        let below = parse.ancestors(t).take(4).any(|a| a == s.event.token);
        let named = below && lexicon::is("purpose", &parse.tokens[t].lemma) && parse.tokens[t].pos == Pos::Noun;
        named.then(|| parse.children(t).find(|c| infinitive(*c))).flatten()
    });
    let top = direct.or(noun).filter(|t| *t > s.event.token)?;
    let tokens = parse.subtree(top);
    if tokens.len() > 25 {
        return None;
    }
    let content = tokens
        .clone()
        .filter(|t| matches!(parse.tokens[*t].pos, Pos::Verb | Pos::Noun | Pos::Propn | Pos::Adj))
        .map(|t| parse.tokens[t].lemma.to_lowercase())
        .collect::<BTreeSet<_>>();
    let words = parse.span(tokens).of(text).to_string();
    (content.len() > 1).then_some(Purpose { words, content })
}
