//! Whether it was so: a claim against its denial, and a state against its opposite.

use super::english::{capital, closing, says, turned};
use super::{Case, Side};

pub(super) fn ask(case: &Case) -> Option<String> {
    if let Some(thing) = case.label.strip_prefix("State of ").and_then(|l| l.split(": ").next()) {
        return Some(format!("In what state was {thing}?"));
    }
    let clause = case.clause()?;
    Some(capital(&format!("{}?", turned(clause, &clause.rest))))
}

/// "yes" and "no" for what is affirmed and denied; the state without the thing that the question names.
pub(super) fn value(case: &Case, side: &Side) -> String {
    match side.value.as_str() {
        "affirmed" if case.clause().is_some() => "yes".into(),
        "denied" if case.clause().is_some() => "no".into(),
        other => {
            let first = |s: &Side| s.value.split(' ').next().unwrap_or_default().to_owned();
            let one = case.sides.iter().all(|s| first(s) == first(side) && s.value.contains(' '));
            match other.split_once(' ') {
                Some((_, state)) if one && case.label.starts_with("State of ") => state.into(),
                _ => other.into(),
            }
        }
    }
}

/// "Yes, says the mayor (Courier); no, say two engineers (Post)."
pub(super) fn answer(case: &Case, values: &[String]) -> String {
    let one = |(side, value): (&Side, &String)| match value.as_str() {
        "affirmed" | "denied" => {
            format!("{value} by {}", says(&side.voices).split_once(' ').map_or(String::new(), |(_, n)| n.to_owned()))
        }
        _ => format!("{value}, {}", says(&side.voices)),
    };
    let parts: Vec<String> = case.sides.iter().zip(values).map(one).collect();
    closing(&capital(&parts.join("; ")))
}
