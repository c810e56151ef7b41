//! The marks of footnotes: "had failed.[3] The ministry".
//!
//! In: a text. Out: the text of the same length with blanks for the marks, `None` when there are none. They stand where the space after a
//! sentence is sought, and glue two sentences into one.

/// The text without the marks of footnotes.
pub(crate) fn blank(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut out: Option<Vec<u8>> = None;
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('[')).map(|i| at + i) {
        let digits = bytes[open + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
        let end = open + 1 + digits + 1;
        at = open + 1;
        if !(1..=3).contains(&digits) || bytes.get(end - 1) != Some(&b']') {
            continue;
        }
        // A mark stands at the end of a word or behind another mark, and a word ends with it: "[30][35]%" are values to choose from.
        let blanked = out.as_deref().and_then(|o| o.get(open.wrapping_sub(1))) == Some(&b' ');
        let before = text[..open].chars().next_back();
        let behind = match before {
            Some(']') => blanked,
            Some(c) => c.is_alphabetic() || ".,;:!?\"”’')".contains(c),
            None => false,
        };
        let after = text[end..].chars().next();
        if behind && after.is_none_or(|c| c.is_whitespace() || "[.,;:)".contains(c)) {
            out.get_or_insert_with(|| bytes.to_vec())[open..end].fill(b' ');
            at = end;
        }
    }
    out.and_then(|bytes| String::from_utf8(bytes).ok())
}

#[cfg(test)]
mod tests {
    use super::blank;

    #[test]
    fn marks_are_blanked_and_values_kept() {
        assert_eq!(blank("It failed.[3][12] The end [7]").as_deref(), Some("It failed.        The end [7]"));
        assert_eq!(blank("cut by [30][35]% or [sic] more"), None);
    }
}
