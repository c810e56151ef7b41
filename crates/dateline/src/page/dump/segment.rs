//! Where the article stands in a text copy.
//!
//! In: units. Out: the run of units that holds the article. This is body text extraction by the best contiguous segment: long
//! lines gain, short lines cost, and lines that end an article cost more than anything behind them can gain.

use super::units::{Look, Unit};

/// Cost of a line: shorter lines than this lose, longer ones gain.
const COST: i64 = 60;
/// A paragraph gains no more than this, so that one long footer does not outweigh an article.
const MOST: i64 = 500;
/// Cost of crossing the heading of a list of other articles, or of a line of credits.
const BARRIER: i64 = 1500;

/// First and last unit of the best segment, both inclusive.
pub fn best(units: &[Unit]) -> Option<(usize, usize)> {
    let gains: Vec<i64> = units.iter().map(gain).collect();
    best_run(&gains)
}

/// The run of the greatest positive sum; the first of equals.
pub fn best_run(gains: &[i64]) -> Option<(usize, usize)> {
    let (mut best, mut best_sum) = (None, 0);
    let (mut start, mut sum) = (0, 0);
    for (i, gain) in gains.iter().enumerate() {
        if sum <= 0 {
            (start, sum) = (i, 0);
        }
        sum += gain;
        if sum > best_sum {
            (best, best_sum) = (Some((start, i)), sum);
        }
    }
    best
}

fn gain(unit: &Unit) -> i64 {
    match unit.look {
        Look::End | Look::Credit => -BARRIER,
        // Pictures stand inside articles as much as outside of them.
        Look::Caption | Look::Date(..) | Look::Address | Look::Byline => -5,
        Look::Skip => -15,
        Look::Plain if unit.furniture => -COST,
        // A marked heading stands between paragraphs.
        Look::Plain if unit.markup > 0 => -5,
        Look::Plain => {
            let length = (unit.chars as i64).min(MOST) - COST;
            if unit.bullet && !unit.stop { length.min(0) - 10 } else { length }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs() {
        assert_eq!(best_run(&[-5, 3, -1, 4, -9, 5]), Some((1, 3)));
        assert_eq!(best_run(&[-5, -3]), None);
        assert_eq!(best_run(&[]), None);
    }
}
