//! The word lists and tables under `data/`, read to the letter.
//!
//! In: a file as it was compiled into the program, with its name. Out: its values. A file is a part of the program: a heading that nobody
//! reads, a line without its colon, a broken file are mistakes of ours, and a list that silently came out empty would make every page say less.
//! So a broken file stops the program where it is first asked for, which is in its tests; `tests/data.rs` asks for all of them.

use serde::de::DeserializeOwned;

/// The values of a TOML file. Structures deny fields that they do not know.
///
/// # Panics
/// When the file is not what the type says.
pub(crate) fn table<T: DeserializeOwned>(file: &str, text: &str) -> T {
    assert!(lines(text).next().is_some(), "data/{file} is empty");
    toml::from_str(text).unwrap_or_else(|e| broken(file, &e.to_string()))
}

/// The lines of a list, without its comments and empty lines.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty())
}

/// The two sides of every line of a list.
///
/// # Panics
/// When a line has no such mark, or nothing on one of its sides.
pub(crate) fn pairs<'t>(file: &str, text: &'t str, mark: char) -> impl Iterator<Item = (&'t str, &'t str)> {
    lines(text).map(move |line| match line.split_once(mark) {
        Some((a, b)) if !a.trim().is_empty() && !b.trim().is_empty() => (a, b),
        _ => broken(file, &format!("“{line}” is not two sides of “{mark}”")),
    })
}

/// Ends the program over a broken file.
pub(crate) fn broken(file: &str, why: &str) -> ! {
    panic!("data/{file} is broken: {why}")
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    #[derive(Debug, PartialEq, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Row {
        words: String,
    }

    fn row(text: &'static str) -> Option<Row> {
        catch_unwind(|| super::table::<Row>("t.toml", text)).ok()
    }

    #[test]
    fn a_table_is_read_whole_or_not_at_all() {
        assert_eq!(row("words = \"a b\""), Some(Row { words: "a b".into() }));
        for broken in ["# nothing but a comment\n", "words = \"a\"\nwrods = \"b\"", "words = 3", "words = \"a"] {
            assert_eq!(row(broken), None, "{broken}");
        }
    }

    #[test]
    fn a_line_without_its_mark_is_no_pair() {
        let pairs = |text: &'static str| catch_unwind(|| super::pairs("t.txt", text, ':').count()).ok();
        assert_eq!(pairs("# head\na: b c\n\nd: e\n"), Some(2));
        for broken in ["a b c", "a:", ": b"] {
            assert_eq!(pairs(broken), None, "{broken}");
        }
    }
}
