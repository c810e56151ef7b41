//! Over the linked pile: where sources differ, what was predicted and what came of it.
//!
//! In: the pile and the dossier as far as it is linked. Out: the dossier's `discrepancies` and `forecasts`. Every kind of discrepancy is a
//! rule with a file of its own; [`RULES`] is the registry. A rule decides on typed values of aligned statements, never on a score alone.

mod certainty;
mod date;
mod forecast;
mod number;
mod polarity;
mod stay;
mod title;
mod wording;

use crate::link::Pile;
use crate::{Discrepancy, Dossier};

pub(crate) use forecast::forecasts;

/// A rule: looks at the whole linked pile and returns what it finds, in order of text.
type Rule = fn(&Pile<'_>, &Dossier) -> Vec<Discrepancy>;

/// All rules, in the order in which a reader meets their findings.
const RULES: &[Rule] =
    &[date::rule, stay::rule, number::rule, title::rule, polarity::rule, certainty::rule, wording::rule];

/// Runs all rules.
pub(crate) fn discrepancies(pile: &Pile<'_>, dossier: &mut Dossier) {
    let mut found: Vec<Discrepancy> = RULES.iter().flat_map(|rule| rule(pile, dossier)).collect();
    found.dedup();
    dossier.discrepancies = found;
}
