//! Different numbers of the same thing in one event: counts, amounts, votes.
//!
//! In: statements of two pages on one kind of event in like words. The value is a number with the noun it counts, in the clause of the
//! event. Numbers that round to each other agree; those that a source hedges ("about", "at least") are imprecise; a count that grows as news
//! comes in is an update (see [`count`](super::count)); else one of them is wrong. Lists and "respectively" are left alone.

use std::ops::Range;

use super::statement::{Statement, statements};
use super::value::{self, Number};
use crate::event::TimeBasis;
use crate::language::{Dep, Pos};
use crate::link::{Pile, Relation, relation};
use crate::{Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Variant};

/// Share of words that two clauses have in common when they are of one event.
const ALIKE: f64 = 0.4;

/// A number as a clause gives it.
struct Count {
    number: Number,
    noun: String,
    words: String,
    hedged: bool,
    run: Range<usize>,
}

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let all = statements(pile, dossier, true);
    let mut found: Vec<Discrepancy> = Vec::new();
    for (i, j) in all.pairs(pile) {
        let (a, b) = (&all.list[i], &all.list[j]);
        let fit = a.fit(b);
        let one = pile.event_of[a.page][a.local] == pile.event_of[b.page][b.local] || a.event.lemma == b.event.lemma;
        if !one || fit.agent == Some(false) || fit.common == 0 || fit.words < ALIKE || apart(a, b) {
            continue;
        }
        let other = counts(pile, b);
        for x in counts(pile, a) {
            for y in other.iter().filter(|y| y.noun == x.noun && !y.number.rounds_to(x.number)) {
                add(&mut found, pile, dossier, (a, &x), (b, y));
            }
        }
    }
    found
}

/// Whether two statements give times that exclude each other.
fn apart(a: &Statement<'_>, b: &Statement<'_>) -> bool {
    let stated = |s: &Statement<'_>| s.event.time.as_ref().filter(|t| t.basis == TimeBasis::Stated).map(|t| t.interval);
    matches!((stated(a), stated(b)), (Some(x), Some(y)) if relation(&x, &y) == Relation::Disjoint)
}

fn add(
    found: &mut Vec<Discrepancy>,
    pile: &Pile<'_>,
    dossier: &Dossier,
    a: (&Statement<'_>, &Count),
    b: (&Statement<'_>, &Count),
) {
    let value = |c: &Count| format!("{} {}", c.words, c.noun);
    let known = found.iter_mut().find(|d| {
        let has = |x: (&Statement<'_>, &Count)| {
            d.variants.iter().any(|v| v.support.contains(&x.0.at) && v.value.ends_with(&x.1.noun))
        };
        has(a) || has(b)
    });
    if let Some(known) = known {
        for (s, c) in [a, b] {
            match known.variants.iter_mut().find(|v| v.value.eq_ignore_ascii_case(&value(c))) {
                Some(v) if v.support.contains(&s.at) => {}
                Some(v) => v.support.push(s.at),
                None => known.variants.push(Variant { value: value(c), support: vec![s.at] }),
            }
        }
        return;
    }
    let side = |(s, c): (&Statement<'_>, &Count)| (s.page, c.run.clone(), c.number.value);
    let (status, reason) = if a.1.hedged || b.1.hedged {
        (DiscrepancyStatus::Imprecise, "One of the sources does not give it as an exact number.".to_string())
    } else {
        super::count::course(pile, dossier, side(a), side(b))
    };
    let about = pile.event_of[a.0.page][a.0.local];
    found.push(Discrepancy {
        kind: DiscrepancyKind::Number,
        status,
        about: Some(about),
        label: format!("Number of “{}”: {} or {}", dossier.events[about].label, value(a.1), value(b.1)),
        variants: [a, b].map(|(s, c)| Variant { value: value(c), support: vec![s.at] }).into(),
        reasons: vec!["The same kind of event with the same participants.".into(), reason],
    });
}

/// Counted nouns among the arguments of an event.
fn counts(pile: &Pile<'_>, s: &Statement<'_>) -> Vec<Count> {
    let analysis = pile.pages[s.page];
    let (parse, text) = (&analysis.parse, analysis.page.text.as_str());
    let mut found = Vec::new();
    let sentence = parse.sentences.get(s.event.sentence).cloned().unwrap_or_default();
    if sentence.clone().any(|t| &*parse.tokens[t].lemma == "respectively") {
        return found;
    }
    let arguments = parse
        .children(s.event.token)
        .filter(|c| matches!(parse.tokens[*c].dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Attr));
    for argument in arguments.chain([s.event.token]) {
        let token = &parse.tokens[argument];
        let own = token.pos == Pos::Num;
        let numbers: Vec<usize> = if own {
            vec![argument]
        } else {
            parse.children(argument).filter(|c| parse.tokens[*c].dep == Dep::Nummod).collect()
        };
        // "two or three", "350 and 650": not one number.
        let [number] = numbers.as_slice() else { continue };
        if parse.children(*number).any(|c| matches!(parse.tokens[c].dep, Dep::Conj | Dep::Cc)) {
            continue;
        }
        let run = value::run(parse, text, *number);
        let Some(value) = value::phrase(parse, text, run.clone()) else { continue };
        let lemma = token.lemma.to_lowercase();
        let noun = if own || lemma == "person" { "people".to_string() } else { lemma };
        let hedge = |c: usize| matches!(parse.tokens[c].dep, Dep::Advmod | Dep::Quantmod | Dep::Amod);
        let hedged = parse.children(*number).any(hedge);
        let words = parse.span(run.clone()).of(text).to_string();
        found.push(Count { number: value, noun, words, hedged, run });
    }
    found
}
