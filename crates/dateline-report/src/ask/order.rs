//! What came before what.

use super::Case;

pub(super) fn ask(case: &Case) -> Option<String> {
    let mut quoted = case.label.strip_prefix("Order of ")?.split('“').skip(1).filter_map(|p| p.split('”').next());
    let (first, second) = (quoted.next()?, quoted.next()?);
    Some(format!("Which came first, “{first}” or “{second}”?"))
}
