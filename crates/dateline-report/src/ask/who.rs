//! Who did it: the line with its subject asked for.

use super::Case;
use super::english::question;

pub(super) fn ask(case: &Case) -> Option<String> {
    let clause = case.clause()?;
    // "The mayor was arrested": of a passive line it is asked who did it to whom.
    if clause.auxiliary != "did" {
        return (!clause.verb.is_empty() && !clause.verb.ends_with("ing") && !clause.rest.contains(" by "))
            .then(|| question("By whom", clause));
    }
    let rest = clause.rest.trim();
    Some(format!("Who {}{}?", clause.told, if rest.is_empty() { String::new() } else { format!(" {rest}") }))
}
