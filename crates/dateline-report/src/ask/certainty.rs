//! How sure it is: one page states what another calls possible.

use super::english::{capital, closing, listed, several, speakers};
use super::{Case, Side};

pub(super) fn ask(case: &Case) -> Option<String> {
    let line = if case.line.is_empty() { super::english::quoted(&case.label)?.to_owned() } else { case.line.clone() };
    let before = case.label.contains("beforehand");
    let Some(c) = case.clause() else {
        let line = line.trim_end_matches('.');
        return Some(if before {
            format!("How sure was it beforehand: “{line}”?")
        } else {
            format!("How sure is it: “{line}”?")
        });
    };
    let told =
        [c.subject.as_str(), &c.told, &c.rest].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
    Some(if before {
        format!("How sure was it beforehand that {told}?")
    } else {
        format!("How sure is it that {told}?")
    })
}

/// "Post states it; Courier gives it as doubtful (“reportedly”)."
pub(super) fn answer(case: &Case, values: &[String]) -> String {
    let one = |(side, value): (&Side, &String)| {
        let names = speakers(&side.voices);
        let many = names.len() > 1 || side.voices.first().and_then(|v| v.by.as_deref()).is_some_and(several);
        let who = listed(&names);
        let words = if side.words.is_empty() || side.words == *value {
            String::new()
        } else {
            format!(" (“{}”)", side.words)
        };
        match (value.as_str(), many) {
            ("certain", false) => format!("{who} states it"),
            ("certain", true) => format!("{who} state it"),
            (value, false) => format!("{who} gives it as {value}{words}"),
            (value, true) => format!("{who} give it as {value}{words}"),
        }
    };
    let parts: Vec<String> = case.sides.iter().zip(values).map(one).collect();
    closing(&capital(&parts.join("; ")))
}
