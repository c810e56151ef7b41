//! Times of day: "When did …?", answered in the words of the sources, for "shortly before ten" is not 22:00.

use super::english::{question, small};
use super::{Case, Side};

pub(super) fn ask(case: &Case) -> Option<String> {
    case.clause().map(|c| question("When", c))
}

/// The words of the source; the clock where it has none of its own.
pub(super) fn value(side: &Side) -> String {
    let words = side.words.trim();
    if words.is_empty() { side.value.clone() } else { small(words) }
}
