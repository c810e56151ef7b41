//! Names: how one is spelt, or what somebody or something is called.

use super::Case;

pub(super) fn ask(case: &Case) -> Option<String> {
    let initials = |v: &str| {
        v.split_whitespace().filter_map(|w| w.chars().next()).flat_map(char::to_lowercase).collect::<String>()
    };
    let first = case.sides.first()?;
    let alike = case.sides.iter().all(|s| initials(&s.value) == initials(&first.value));
    Some(if alike { "How is the name spelt?" } else { "What is the name?" }.into())
}
