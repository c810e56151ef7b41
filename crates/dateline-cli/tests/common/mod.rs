//! Runs the program.
#![allow(dead_code)]

use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// What a run printed and how it ended.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs `dateline` with these arguments.
pub fn dateline<S: AsRef<std::ffi::OsStr>>(args: &[S]) -> Run {
    let output = Command::cargo_bin("dateline").unwrap().args(args).output().unwrap();
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs `dateline` and expects exit code 0.
pub fn done<S: AsRef<std::ffi::OsStr>>(args: &[S]) -> Run {
    let run = dateline(args);
    assert_eq!(run.code, 0, "{}", run.err);
    run
}

/// The example pile.
pub fn ferry() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/ferry")
}

/// A path as an argument.
pub fn arg(path: &Path) -> &str {
    path.to_str().unwrap()
}
