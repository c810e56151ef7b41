//! Offices: "Which office does … hold?"

use super::Case;

pub(super) fn ask(case: &Case) -> Option<String> {
    let who = case.label.strip_prefix("Office of ")?.split(": ").next()?;
    (!who.is_empty()).then(|| format!("Which office does {who} hold?"))
}
