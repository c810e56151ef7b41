//! Different numbers of the same thing in one event: counts, amounts, votes.
//!
//! In: statements of two pages on one kind of event in like words. The value is a quantity of the event with the noun it counts.
//! Numbers that round to each other agree; those that a source hedges ("about", "at least") are imprecise; a count that grows as news
//! comes in is an update (see [`count`](super::count)); else one of them is wrong. Lists and "respectively" are left alone.

use std::ops::Range;

use super::statement::{Statement, statements};
use crate::event::Bound;
use crate::language::Function;
use crate::link::{Pile, Relation, relation};
use crate::numerals::{self, Number, figures};
use crate::time::TimeBasis;
use crate::{Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Variant};

/// Share of words that two clauses have in common when they are of one event.
const ALIKE: f64 = 0.4;

/// A number as a clause gives it.
struct Count {
    number: Number,
    noun: String,
    bound: Bound,
    run: Range<usize>,
}

impl Count {
    /// Whether both may be true as they are hedged: "at least four" and "six".
    fn agrees(&self, other: &Count) -> bool {
        let one = |a: &Count, b: &Count| match a.bound {
            Bound::Exact => false,
            Bound::AtLeast => b.number.value >= a.number.value,
            Bound::AtMost => b.number.value <= a.number.value,
            Bound::About => (a.number.value - b.number.value).abs() <= 0.2 * a.number.value.max(b.number.value),
        };
        self.number.rounds_to(other.number) || one(self, other) || one(other, self)
    }
}

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let all = statements(pile, dossier, true);
    let mut found: Vec<Discrepancy> = Vec::new();
    for (i, j) in all.pairs(pile) {
        let (a, b) = (&all.list[i], &all.list[j]);
        let fit = a.fit(b);
        // What was planned and what came is for the forecasts.
        let ahead = |s: &Statement<'_>| s.event.tense == crate::event::Tense::Future;
        if ahead(a) != ahead(b) {
            continue;
        }
        let one = pile.event_of[a.page][a.local] == pile.event_of[b.page][b.local] || a.event.lemma == b.event.lemma;
        if !one || fit.agent == Some(false) || fit.common == 0 || fit.words < ALIKE || apart(a, b) || !a.same_actors(b)
        {
            continue;
        }
        let other = counts(pile, b);
        for x in counts(pile, a) {
            for y in other.iter().filter(|y| y.noun == x.noun && !y.agrees(&x)) {
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
    let value = |c: &Count| match c.noun.as_str() {
        noun if c.number.value == 1.0 || noun.ends_with("people") => format!("{} {noun}", figures(c.number.value)),
        noun => format!("{} {}", figures(c.number.value), plural(noun)),
    };
    let known = found.iter_mut().find(|d| {
        let has = |x: (&Statement<'_>, &Count)| {
            d.variants.iter().any(|v| v.support.contains(&x.0.at) && v.value == value(x.1))
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
    let (status, reason) = if a.1.bound != Bound::Exact || b.1.bound != Bound::Exact {
        (DiscrepancyStatus::Imprecise, "One of the sources does not give it as an exact number.".to_string())
    } else {
        super::count::course(pile, dossier, side(a), side(b))
    };
    let about = pile.event_of[a.0.page][a.0.local];
    found.push(Discrepancy {
        rule: String::new(),
        kind: DiscrepancyKind::Number,
        status,
        about: Some(about),
        label: format!("Number of “{}”: {} or {}", dossier.events[about].label, value(a.1), value(b.1)),
        variants: [a, b].map(|(s, c)| Variant { value: value(c), support: vec![s.at] }).into(),
        reasons: vec!["The same kind of event with the same participants.".into(), reason],
    });
}

/// A noun that is counted more than once.
fn plural(noun: &str) -> String {
    let y = noun.strip_suffix('y').filter(|n| !n.ends_with(['a', 'e', 'o', 'u']));
    match y {
        Some(stem) => format!("{stem}ies"),
        None if noun.ends_with(['s', 'x']) || noun.ends_with("ch") || noun.ends_with("sh") => format!("{noun}es"),
        None => format!("{noun}s"),
    }
}

/// Counted nouns among the arguments of an event.
fn counts(pile: &Pile<'_>, s: &Statement<'_>) -> Vec<Count> {
    let analysis = pile.pages[s.page];
    let (parse, text) = (&analysis.parse, analysis.page.text.as_str());
    let mut found: Vec<Count> = Vec::new();
    let sentence = parse.sentences.get(s.event.sentence).cloned().unwrap_or_default();
    if sentence.clone().any(|t| &*parse.tokens[t].lemma == "respectively") {
        return found;
    }
    // Ranges are no one number, and measures are left to the sentences that say the same in nearly the same words.
    for quantity in s.event.quantities.iter().filter(|q| q.high.is_none() && q.unit.is_none()) {
        let tokens = parse.tokens_in(quantity.span);
        let Some(run) = tokens.clone().map(|t| numerals::run(parse, text, t)).find(|r| !r.is_empty()) else { continue };
        let Some(last) = run.clone().next_back() else { continue };
        let argument = if parse.tokens[last].is(Function::Count) { parse.tokens[last].head } else { last };
        // An argument of the event itself.
        let own = parse.tokens[argument].head == s.event.token
            && matches!(
                parse.tokens[argument].function(),
                Function::Subject | Function::PassiveSubject | Function::Object | Function::Attribute
            );
        let joined = parse
            .children(last)
            .any(|c| matches!(parse.tokens[c].function(), Function::Conjunct | Function::Coordinator));
        if joined || super::count::is_slotted(parse, text, &run) || !(own || argument == s.event.token) {
            continue;
        }
        let Some(number) = Number::of_tokens(parse, text, run.clone()) else { continue };
        let noun = match quantity.of.as_deref() {
            Some("person") | None => "people".to_string(),
            Some(noun) => noun.to_string(),
        };
        found.push(Count { number, noun, bound: quantity.bound, run });
    }
    found
}
