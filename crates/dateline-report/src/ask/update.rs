//! Counts that were replaced as news came in: the last, then what was told before. Nothing is a contradiction here.

use super::english::{capital, closing, listed, says};
use super::{Case, number};

pub(super) fn ask(case: &Case) -> Option<String> {
    number::ask(case)
}

/// "19, say FBS and Mail. Earlier reports gave at least 3, 9 and 12."
pub(super) fn answer(case: &Case, values: &[String]) -> String {
    let (Some(last), Some(side)) = (values.last(), case.sides.last()) else { return String::new() };
    let mut before: Vec<String> = values[..values.len() - 1].to_vec();
    before.dedup();
    let earlier = match before.len() {
        0 => String::new(),
        1 => format!(" An earlier report gave {}.", before[0]),
        n if n > 3 => format!(" Earlier reports gave {} and {}.", before[..n - 1].join(", "), before[n - 1]),
        _ => format!(" Earlier reports gave {}.", listed(&before)),
    };
    format!("{}{earlier}", closing(&capital(&format!("{last}, {}", says(&side.voices)))))
}
