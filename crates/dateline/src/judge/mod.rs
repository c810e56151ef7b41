//! Over the linked pile: where sources differ, what was predicted and what came of it.
//!
//! In: the pile and the dossier as far as it is linked. Out: the dossier's `discrepancies` and `forecasts`. Every kind of discrepancy is a
//! rule with a file of its own; [`RULES`] is the registry. A rule decides on typed values of aligned statements, never on a score alone.

mod announced;
mod certainty;
mod compare;
mod copied;
mod count;
mod credit;
mod date;
mod forecast;
mod lexicon;
mod near;
mod number;
mod order;
mod place;
mod polarity;
mod purpose;
mod question;
mod sentence;
mod spelling;
mod state;
mod statement;
mod stay;
mod sum;
mod title;
mod wording;

use crate::faults::Faults;
use crate::link::{Pile, Told, Twins};
use crate::{Discrepancy, DiscrepancyId, Dossier, IndexVec, PageId};

pub(crate) use count::{Tally, tallies};
pub(crate) use forecast::{Foretold, forecasts};
pub(crate) use title::is_rank;

/// A rule: looks at the whole linked pile and returns what it finds, in order of text.
type Rule = fn(&Pile<'_>, &Dossier) -> Vec<Discrepancy>;

/// All rules, in the order in which a reader meets their findings.
const RULES: &[Rule] = &[
    date::rule,
    announced::rule,
    stay::rule,
    order::rule,
    place::rule,
    count::rule,
    copied::rule,
    number::rule,
    sum::rule,
    title::rule,
    polarity::rule,
    state::rule,
    certainty::rule,
    purpose::rule,
    credit::rule,
    wording::rule,
    question::rule,
];

/// Runs all rules. What two rules find alike is kept once, as the first tells it. A rule that fails finds nothing.
pub(crate) fn discrepancies(told: &Told<'_>, faults: &mut Faults) -> IndexVec<DiscrepancyId, Discrepancy> {
    let mut found: IndexVec<DiscrepancyId, Discrepancy> = IndexVec::new();
    for (n, rule) in RULES.iter().enumerate() {
        let what = format!("what rule {} of the comparison finds", n + 1);
        let of = faults.guard(PageId::FIRST, &what, || rule(told.pile(), told.dossier()));
        for discrepancy in of.unwrap_or_default() {
            if !found.iter().any(|known| covers(known, &discrepancy)) {
                found.push(discrepancy);
            }
        }
    }
    found
}

/// Mentions that tell of one event though their pages put it on different days or hours. The chronology is to have it once, with its
/// contradiction, not once for every day. Needs no events in the dossier.
pub(crate) fn twins(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Twins> {
    let mut found = date::twins(pile, dossier);
    found.extend(announced::twins(pile, dossier));
    found
}

/// Whether a discrepancy of the same kind has a sentence of every variant of another in variants of its own with like values.
fn covers(known: &Discrepancy, other: &Discrepancy) -> bool {
    let like = |a: &str, b: &str| {
        let first = |v: &str| v.split_whitespace().next().unwrap_or_default().to_lowercase();
        first(a) == first(b) || known.kind != crate::DiscrepancyKind::Number
    };
    let holds = |i: usize| {
        let value = &other.variants[i];
        let has =
            |v: &crate::Variant| like(&v.value, &value.value) && value.support.iter().any(|s| v.support.contains(s));
        known.variants.iter().position(has)
    };
    let mut at: Vec<Option<usize>> = (0..other.variants.len()).map(holds).collect();
    let all = at.iter().all(Option::is_some);
    at.sort_unstable();
    at.dedup();
    known.kind == other.kind && all && at.len() == other.variants.len()
}

/// What a kind of discrepancy is about, for the beginning of a label.
fn what(kind: crate::DiscrepancyKind) -> &'static str {
    use crate::DiscrepancyKind as Kind;
    match kind {
        Kind::Date => "Day",
        Kind::Time => "Time",
        Kind::Place => "Place",
        Kind::Number => "Number",
        Kind::Name => "Name",
        Kind::Title => "Office",
        Kind::Wording => "Wording",
        Kind::Polarity => "Whether it happened",
        Kind::Attribution => "Source",
        Kind::Certainty => "How sure",
        Kind::Order => "Order",
        Kind::Agent => "Who",
        Kind::Purpose => "Purpose",
    }
}
