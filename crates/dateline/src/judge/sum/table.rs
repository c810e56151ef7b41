//! A total that is not the sum of the rows above it.
//!
//! In: a page whose table was read as short lines, each a label and a number. Out: a difference where a line called the total follows two
//! lines or more with one number each and does not give their sum.

use super::{NEAR, report};
use crate::numerals::{self, Number, figures};
use crate::{Analysis, Discrepancy, Evidence, PageId, Span};

/// Words of a line beyond which it is no row.
const LONGEST: usize = 6;

struct Row {
    span: Span,
    value: f64,
    total: bool,
}

pub(super) fn rule(analysis: &Analysis, page: PageId) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    for block in &analysis.page.blocks {
        let Some(row) = row(analysis, block.span) else {
            rows.clear();
            continue;
        };
        if !row.total {
            rows.push(row);
            continue;
        }
        let sum: f64 = rows.iter().map(|r| r.value).sum();
        let off = (sum - row.value).abs();
        if rows.len() > 1 && off > 1e-6 * row.value && off <= NEAR * row.value {
            let parts: Vec<String> = rows.iter().map(|r| figures(r.value)).collect();
            let at = |span: Span| Evidence { document: page, span };
            let mut difference = report(at(row.span), figures(row.value), at(rows[0].span), parts.join(" + "), sum);
            if let Some(variant) = difference.variants.last_mut() {
                variant.support = rows.iter().map(|r| at(r.span)).collect();
            }
            found.push(difference);
        }
        rows.clear();
    }
    found
}

/// A short line with a label and one number behind it.
fn row(analysis: &Analysis, span: Span) -> Option<Row> {
    let (parse, text) = (&analysis.parse, analysis.page.text.as_str());
    let tokens = parse.tokens_in(span);
    if tokens.len() > LONGEST || tokens.len() < 2 {
        return None;
    }
    let last = tokens.end - 1;
    let run = numerals::run(parse, text, last);
    let number = Number::of_tokens(parse, text, run.clone()).filter(|_| !run.is_empty() && run.start > tokens.start)?;
    let label: Vec<String> = (tokens.start..run.start).map(|t| parse.tokens[t].lemma.to_lowercase()).collect();
    if label.iter().any(|w| w.contains(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let total = label.iter().any(|w| matches!(w.as_str(), "total" | "all" | "sum" | "overall"));
    Some(Row { span, value: number.value, total })
}
