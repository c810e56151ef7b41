//! Whose words they are: one saying credited to different speakers.

use super::Case;
use super::english::quoted;

pub(super) fn ask(case: &Case) -> Option<String> {
    let words = quoted(&case.label).unwrap_or(&case.line);
    (!words.is_empty()).then(|| format!("Who said “{words}”?"))
}
