//! Text of pages on its way to a reader: on one line, and without signs that steer what shows it.
//!
//! In: any text. Out: the same without control characters and without the marks that turn the direction of what follows, for a page must
//! not write on a terminal nor make a line read as another.

/// Text on one line without control and direction characters.
pub fn clean(text: &str) -> String {
    let kept: String = text.chars().filter(|c| c.is_whitespace() || !steers(*c)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a character steers a terminal or the direction of text, or is not to be seen.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn nothing_steers() {
        assert_eq!(clean("a\x1b[31m\nb\u{9b}c\u{202e}d \u{2066}e\u{2069}\u{200f}"), "a[31m bcd e");
        assert_eq!(clean("  Straße — “ja” 渡し船  "), "Straße — “ja” 渡し船");
    }
}
