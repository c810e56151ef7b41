//! What the training of the line classifier and of the choice of the headline needs: the very rows that the program makes.
//!
//! In: pages. Out: for each the texts of its lines and their rows. See `models/lines/train.py`
//! and `models/lines/train_headline.py`.

use super::{Furniture, classify, features, headline, roles, sibling_key, units};
use crate::page::Facts;

/// A page's lines as the classifier sees them.
pub struct LineRows {
    /// The text of each line.
    pub lines: Vec<String>,
    /// The rows of the first stage.
    pub rows: Vec<Vec<i16>>,
}

/// The rows of the first stage.
pub fn line_rows(text: &str, known: &Facts, furniture: &Furniture) -> LineRows {
    let mut units = units(text);
    let key = sibling_key(known, &units, text);
    furniture.mark(&key, &mut units, text);
    LineRows {
        lines: units.iter().map(|u| u.span.of(text).to_string()).collect(),
        rows: features::rows(&units, text).iter().map(|r| r.to_vec()).collect(),
    }
}

/// The rows of the second stage, from those of the first and its answers.
pub fn second_rows(rows: &[Vec<i16>], sums: &[i32]) -> Vec<Vec<i16>> {
    let rows: Vec<features::Row> = rows.iter().filter_map(|r| r.as_slice().try_into().ok()).collect();
    classify::second(&rows, sums).iter().map(|r| r.to_vec()).collect()
}

/// A line that can be the headline: its text and its row.
pub type HeadlineRow = (String, Vec<i16>);

/// The lines of a text copy that can be its headline.
pub fn headline_rows(text: &str, known: &Facts, furniture: &Furniture) -> Vec<HeadlineRow> {
    let mut units = units(text);
    let key = sibling_key(known, &units, text);
    furniture.mark(&key, &mut units, text);
    if units.is_empty() {
        return Vec::new();
    }
    let (_, (first, last)) = roles::run(&units, text);
    let candidates = headline::candidates(&units, text, first, last);
    candidates.into_iter().map(|(i, row)| (units[i].span.of(text).to_string(), row.to_vec())).collect()
}
