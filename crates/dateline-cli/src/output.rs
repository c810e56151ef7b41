//! Where words and data go.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result};

/// Says something to the user on standard error. A closed standard error is nobody's problem.
pub fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Writes data to standard output.
pub fn print(data: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(data.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// JSON on one line for every reader: the separators U+0085, U+2028 and U+2029, which many readers of lines break at, are escaped.
pub fn json_line(value: &impl serde::Serialize) -> serde_json::Result<String> {
    let mut json = serde_json::to_string(value)?;
    for (separator, escaped) in [('\u{85}', "\\u0085"), ('\u{2028}', "\\u2028"), ('\u{2029}', "\\u2029")] {
        if json.contains(separator) {
            json = json.replace(separator, escaped);
        }
    }
    Ok(json)
}

/// Writes data to a file, or to standard output when there is none.
pub fn deliver(data: &str, file: Option<&Path>) -> Result<()> {
    match file {
        Some(path) => fs::write(path, data).with_context(|| format!("cannot write {}", path.display())),
        None => print(data),
    }
}

/// Whether an error only means that nobody reads our output any more.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|e| e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}

/// `1 page`, `2 pages`.
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::json_line;

    #[test]
    fn separators_of_lines_are_escaped_and_come_back() {
        let text = "a\u{85}b\u{2028}c\u{2029}d\ne";
        let line = json_line(&text).expect("text is always JSON");
        assert_eq!(line, r#""a\u0085b\u2028c\u2029d\ne""#);
        assert_eq!(serde_json::from_str::<String>(&line).expect("JSON"), text);
    }
}
