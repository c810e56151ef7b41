//! Which lines of a text copy are the article's, by a classifier in two stages and the best sequence of its answers.
//!
//! In: units, furniture marked. Out: one answer a unit. The first stage looks at a line and what stands around it; the second also sees
//! what the first thinks of the neighbours, where the mass of the article lies, and how far a line is from it. Then the cheapest sequence
//! of inside and outside is taken, a change having its price (Viterbi), since articles are runs of lines.

use std::sync::LazyLock;

use super::features::{self, Row, WIDTH};
use super::segment;
use super::trees::{Reader, Trees};
use super::units::Unit;

/// Numbers in a row of the second stage.
pub const SECOND: usize = WIDTH + 26;

/// The table's first bytes: another layout of rows has another name.
const MAGIC: &[u8] = b"DLLINES1";

/// The trained table.
struct Model {
    first: Trees,
    second: Trees,
    /// Price of a change between inside and outside, in 256ths of log-odds.
    change: i32,
    /// Added to the log-odds of inside.
    lean: i32,
}

/// The table inside the program; `None` when it does not read.
static MODEL: LazyLock<Option<Model>> = LazyLock::new(|| {
    let bytes: &[u8] = include_bytes!("../../../../../models/lines/lines.bin");
    let mut from = Reader(bytes.strip_prefix(MAGIC)?);
    let (change, lean) = (i32::from(from.i16()?), i32::from(from.i16()?));
    let first = Trees::read(&mut from, WIDTH)?;
    let second = Trees::read(&mut from, SECOND)?;
    Some(Model { first, second, change, lean })
});

/// Surer than this of being outside, with neighbours as sure, a line is not looked at again.
const SURELY_OUTSIDE: i32 = -5 * 256;

/// Whether each unit is the article's; `None` without a table.
pub fn inside(units: &[Unit], text: &str) -> Option<Vec<bool>> {
    let model = MODEL.as_ref()?;
    let rows = features::rows(units, text);
    let mut sums = vec![0; rows.len()];
    model.first.sum(&rows, |_| true, &mut sums);
    let second = second(&rows, &sums);
    let open = |i: usize| {
        let from = i.saturating_sub(2);
        sums[from..(i + 3).min(sums.len())].iter().any(|s| *s > SURELY_OUTSIDE)
    };
    let mut last = sums.clone();
    model.second.sum(&second, open, &mut last);
    Some(best_sequence(&last, model.change, model.lean))
}

/// The rows of the second stage, from those of the first and its answers.
pub fn second(rows: &[Row], sums: &[i32]) -> Vec<[i16; SECOND]> {
    let count = rows.len();
    let n = count as i64;
    // A likeness of probability in thousandths that needs no exponential.
    let chance: Vec<i64> = sums.iter().map(|s| 500 + 500 * i64::from(*s) / (i64::from(s.abs()) + 256)).collect();
    let columns = |i: usize| i64::from(rows[i][0]).min(600);
    let weight: Vec<i64> = (0..count).map(|i| (chance[i] - 500).max(0) * columns(i) / 500).collect();
    let (mut mass, mut chances) = (vec![0i64; count + 1], vec![0i64; count + 1]);
    for i in 0..count {
        (mass[i + 1], chances[i + 1]) = (mass[i] + weight[i], chances[i] + chance[i]);
    }
    let sum = |of: &[i64], from: i64, to: i64| of[to.clamp(0, n) as usize] - of[from.clamp(0, n) as usize];
    let total = mass[count].max(1);
    let gains: Vec<i64> = (0..count).map(|i| (chance[i] - 500) * (columns(i) + 20) / 500).collect();
    let (first, last) = segment::best_run(&gains).unwrap_or((0, count.saturating_sub(1)));
    let in_run = mass[(last + 1).min(count)] - mass[first.min(count)];
    let sure = features::distances(count, 60, |i| sums[i] > 512);
    let barred = features::distances(count, 60, |i| sums[i] < -768 && columns(i) > 80);
    let score = |at: i64| usize::try_from(at).ok().and_then(|i| sums.get(i)).map_or(-2560, |s| (*s).clamp(-2560, 2560));
    rows.iter()
        .enumerate()
        .map(|(i, row)| {
            let mut out = [0i16; SECOND];
            out[..WIDTH].copy_from_slice(row);
            let at = i as i64;
            let mean = |from: i64, to: i64| {
                let width = (to.clamp(0, n) - from.clamp(0, n)).max(1);
                sum(&chances, from, to) / width
            };
            let values: [i64; SECOND - WIDTH] = [
                i64::from(score(at)),
                i64::from(score(at - 1)),
                i64::from(score(at + 1)),
                i64::from(score(at - 2)),
                i64::from(score(at + 2)),
                i64::from(score(at - 3)),
                i64::from(score(at + 3)),
                mean(at - 5, at + 6),
                mean(at - 10, at),
                mean(at + 1, at + 11),
                mean(at - 20, at + 21),
                1000 * mass[i] / total,
                1000 * weight[i] / total,
                sum(&mass, at - 4, at),
                sum(&mass, at + 1, at + 5),
                sum(&mass, at - 12, at),
                sum(&mass, at + 1, at + 13),
                total,
                (first as i64 - at).max(at - last as i64).clamp(-200, 200),
                (at - first as i64).clamp(-200, 200),
                1000 * in_run / total,
                sure[i].0,
                sure[i].1,
                barred[i].0,
                barred[i].1,
                (0..3).map(|by| i64::from(score(at - by).max(score(at + by)))).min().unwrap_or(0),
            ];
            for (slot, value) in out[WIDTH..].iter_mut().zip(values) {
                *slot = value.clamp(-32_000, 32_000) as i16;
            }
            out
        })
        .collect()
}

/// The best sequence of answers, where a change costs `change`.
pub fn best_sequence(sums: &[i32], change: i32, lean: i32) -> Vec<bool> {
    // Scores of the best sequences that end outside and inside, and where each came from.
    let (mut outside, mut inside) = (0i64, 0i64);
    let mut from: Vec<[bool; 2]> = Vec::with_capacity(sums.len());
    for sum in sums {
        let change = i64::from(change);
        let step = [inside - change > outside, inside >= outside - change];
        let (out, inn) = (outside.max(inside - change), inside.max(outside - change));
        (outside, inside) = (out, inn + i64::from(*sum + lean));
        from.push(step);
    }
    let mut state = inside > outside;
    let mut answers = vec![false; sums.len()];
    for i in (0..sums.len()).rev() {
        answers[i] = state;
        state = from[i][usize::from(state)];
    }
    answers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_reads() {
        assert!(MODEL.is_some());
    }

    #[test]
    fn a_short_dip_is_bridged_and_a_long_one_not() {
        let of =
            |sums: &[i32]| best_sequence(sums, 300, 0).iter().map(|s| if *s { 'x' } else { '.' }).collect::<String>();
        assert_eq!(of(&[-900, 900, -200, 900, -900]), ".xxx.");
        assert_eq!(of(&[-900, 900, -900, -900, 900, -900]), ".x..x.");
        assert_eq!(of(&[-100, 200, -100]), "...");
        assert_eq!(of(&[]), "");
    }
}
