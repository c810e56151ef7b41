//! What something was for, when both sides name a purpose.

use super::Case;
use super::english::question;

pub(super) fn ask(case: &Case) -> Option<String> {
    let named = case.sides.iter().all(|s| !s.value.is_empty());
    case.clause().filter(|_| named).map(|c| question("For what", c))
}
