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
