//! Over the linked pile: where sources differ, what was predicted and what came of it.
//!
//! In: the pile and the dossier as far as it is linked. Out: the dossier's `discrepancies` and `forecasts`. Every kind of discrepancy is a
//! [`Rule`], a record with a file of its own; [`RULES`] is their list. A rule decides on typed values of aligned statements, never on a score alone.

mod align;
mod case;
mod certainty;
mod compare;
mod copied;
mod count;
mod date;
mod differ;
mod facts;
mod forecast;
mod held;
mod lexicon;
mod name;
mod near;
mod number;
mod once;
mod order;
mod place;
mod polarity;
mod rules;
mod sentence;
mod spelling;
mod state;
mod statement;
mod stay;
mod sum;
mod things;
mod title;
mod value;
mod window;
mod wording;

use case::Case;

use crate::faults::Faults;
use crate::link::{Pile, Told, Twins};
use crate::{Discrepancy, DiscrepancyId, Dossier, IndexVec, PageId};

pub(crate) use count::{Tally, tallies};
pub(crate) use forecast::{Foretold, forecasts};
pub use held::{Held, Lies, held, opposed};
pub use rules::{RULES, Rule, rule};
pub(crate) use title::is_rank;

/// Runs all rules. What two rules find alike is kept once, as the first tells it. A rule that fails finds nothing.
pub(crate) fn discrepancies(told: &Told<'_>, faults: &mut Faults) -> IndexVec<DiscrepancyId, Discrepancy> {
    let mut found: IndexVec<DiscrepancyId, Discrepancy> = IndexVec::new();
    let case = Case::new(told.pile(), told.dossier());
    for rule in RULES {
        let what = format!("what the rule {} finds", rule.id);
        let of = faults.guard(PageId::FIRST, &what, || (rule.find)(&case));
        for mut discrepancy in of.unwrap_or_default() {
            discrepancy.rule = rule.id.to_string();
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
    date::twins(pile, dossier)
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

/// Names of what is looked at when two facts are aligned, in the order of the lines of [`alignment_pairs`].
pub const FEATURES: &[&str] = align::NAMES;

/// Every pair of typed facts of two pages that may be of one slot, as lines of JSON: what the script that fits the alignment learns from.
pub fn alignment_pairs(analyses: &[crate::Analysis]) -> Vec<String> {
    let ordered = crate::link::ordered(analyses);
    let linked = crate::link::link(ordered.iter().map(|p| &**p).collect(), Vec::new());
    let mut all = align::placed(&linked.pile, &linked.dossier);
    // A pile of the gold is one story, whether it was found so or not.
    all.iter_mut().for_each(|p| p.story = crate::StoryId::FIRST);
    let facts = all.iter().map(|p| align::fact_line(&linked.dossier, p));
    let pairs = align::pairs(&linked.pile, &linked.dossier, &all);
    facts.chain(pairs.iter().map(|p| align::line(&linked.dossier, &all, p))).collect()
}
