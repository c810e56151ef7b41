//! What came before what: the answers name the other event, so the question is asked of the first alone.

use super::Case;
use super::english::question;

pub(super) fn ask(case: &Case) -> Option<String> {
    if let Some(clause) = case.clause() {
        return Some(question("When", clause));
    }
    let mut quoted = case.label.strip_prefix("Order of ")?.split('“').skip(1).filter_map(|p| p.split('”').next());
    let (first, second) = (quoted.next()?, quoted.next()?);
    Some(format!("Which came first, “{first}” or “{second}”?"))
}
