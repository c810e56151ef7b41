//! What the terminal shows of a made-up dossier, at the widths it is read at. `UPDATE_SPECS=1` writes the files anew.
#![allow(clippy::unwrap_used, dead_code, missing_docs)] // a test fails by panicking

use std::fs;
use std::path::Path;

use dateline_report::View;
use unicode_width::UnicodeWidthStr;

use super::{Sections, Style, terminal};

#[path = "../../../dateline-report/examples/sample.rs"]
mod sample;

fn shown(width: usize, ascii: bool, ask: Sections) -> String {
    let view = View::new(&sample::dossier());
    terminal(&view, &Style { colored: false, width, ascii }, ask, None, "x.dossier")
}

#[test]
fn the_first_page_is_as_it_was_looked_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/show");
    let pages = [
        ("40.txt", 40, false),
        ("80.txt", 80, false),
        ("120.txt", 120, false),
        ("200.txt", 200, false),
        ("ascii.txt", 80, true),
    ];
    for (name, width, ascii) in pages {
        let text = shown(width, ascii, Sections::default());
        if std::env::var_os("UPDATE_SPECS").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join(name), &text).unwrap();
        }
        assert_eq!(fs::read_to_string(folder.join(name)).unwrap(), text, "{name}");
    }
}

#[test]
fn no_line_is_wider_than_asked_for() {
    let all = Sections { all: true, evidence: true, ..Sections::default() };
    for width in [40, 47, 60, 71, 72, 80, 100, 120, 200, 400] {
        for ask in [Sections::default(), all] {
            for line in shown(width, false, ask).lines() {
                assert!(line.width() <= width, "{width}: {line}");
            }
        }
    }
}

#[test]
fn ascii_has_no_other_signs() {
    let text = shown(80, true, Sections { all: true, ..Sections::default() });
    let others: Vec<char> = text.chars().filter(|c| !c.is_ascii() && !c.is_alphabetic()).collect();
    assert!(others.is_empty(), "{others:?}");
}

#[test]
fn sections_stand_alone() {
    let differ = shown(100, false, Sections { differ: true, ..Sections::default() });
    assert!(differ.contains("Where sources differ") && !differ.contains("Chronology"), "{differ}");
    let forecasts = shown(100, false, Sections { forecasts: true, ..Sections::default() });
    assert!(forecasts.contains('✕') && !forecasts.contains("Where sources differ"), "{forecasts}");
}

#[test]
fn a_day_cuts_the_chronology() {
    let view = View::new(&sample::dossier());
    let style = Style { colored: false, width: 100, ascii: false };
    let late = terminal(&view, &style, Sections::default(), Some("2025-03-10"), "x.dossier");
    let course = late.split("Where sources differ").next().unwrap();
    assert!(!course.contains("Tue 4 Mar") && course.contains("Mon 17 Mar"), "{late}");
}
