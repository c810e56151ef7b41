//! Which sentences of a page bear on a statement, best first, and how much of it each and all cover.
//!
//! In: a [`Statement`] with its [`Alignment`] to a [`Source`]. Out: a [`Ranking`].

use crate::align::{Alignment, dot};
use crate::source::Source;
use crate::statement::Statement;
use dateline::SentenceId;

/// What the likeness of the vectors of two sentences counts beside the words that they have in common.
const VECTOR: f64 = 0.35;
/// What the words count whose best place is the sentence.
const PLACE: f64 = 0.3;
/// Sentences that are kept.
const KEPT: usize = 8;

/// The sentences of a page by what they say of a statement.
pub(crate) struct Ranking {
    /// Best first.
    pub sentences: Vec<(SentenceId, f64)>,
    /// Share of the statement's words, by weight, that the best sentence covers.
    pub one: f64,
    /// The same of the best three sentences together.
    pub three: f64,
    /// The same of the best three that follow each other.
    pub window: f64,
    /// The same of the whole page.
    pub all: f64,
    /// The least share of a sentence of the statement that three sentences cover.
    pub least: f64,
    /// The best likeness of a sentence's vector.
    pub cosine: f64,
}

/// Ranks the sentences of a page.
pub(crate) fn rank(statement: &Statement<'_>, source: &Source<'_>, alignment: &Alignment) -> Ranking {
    let n = source.analysis.parse.sentences.len();
    let words = &statement.words;
    // For each word its best quality by sentence.
    let mut cover: Vec<Vec<(usize, f64)>> = vec![Vec::new(); n];
    let mut placed = vec![0.0; n];
    for (i, places) in alignment.places.iter().enumerate() {
        for place in places {
            let row = &mut cover[place.sentence as usize];
            match row.last_mut().filter(|(w, _)| *w == i) {
                Some(last) => last.1 = last.1.max(place.quality),
                None => row.push((i, place.quality)),
            }
        }
        if let Some(token) = alignment.best[i].token {
            placed[source.sentence(token).index()] += words[i].weight * alignment.best[i].score;
        }
    }
    let parts = statement.sentences.len().max(1);
    let totals: Vec<f64> =
        (0..parts).map(|p| words.iter().filter(|w| w.sentence == p).map(|w| w.weight).sum::<f64>()).collect();
    let share = |rows: &[usize], part: Option<usize>| -> f64 {
        let mut best = vec![0.0f64; words.len()];
        for row in rows {
            for (w, q) in &cover[*row] {
                best[*w] = best[*w].max(*q);
            }
        }
        let inside = |i: &usize| part.is_none_or(|p| words[*i].sentence == p);
        let total: f64 = (0..words.len()).filter(inside).map(|i| words[i].weight).sum();
        let held: f64 = (0..words.len()).filter(inside).map(|i| words[i].weight * best[i]).sum();
        if total > 0.0 { held / total } else { 1.0 }
    };
    let total = statement.total();
    let cosine: Vec<f64> = (0..n)
        .map(|s| {
            let vector = source.analysis.vectors.get(SentenceId::new(s));
            let all = statement.vectors.iter().filter_map(|v| vector.map(|x| dot(v, x)));
            all.fold(0.0, f64::max)
        })
        .collect();
    let mut scored: Vec<(usize, f64)> = (0..n)
        .filter(|s| !cover[*s].is_empty() || cosine[*s] > 0.3)
        .map(|s| {
            let held: f64 = cover[s].iter().map(|(w, q)| words[*w].weight * q).sum();
            (s, held / total + VECTOR * cosine[s] + PLACE * placed[s] / total)
        })
        .collect();
    scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut ranking = Ranking {
        sentences: scored.iter().take(KEPT).map(|(s, v)| (SentenceId::new(*s), *v)).collect(),
        one: 0.0,
        three: 0.0,
        window: 0.0,
        all: 0.0,
        least: 1.0,
        cosine: cosine.iter().copied().fold(0.0, f64::max),
    };
    let mut sum = [0.0; 4];
    for (part, weight) in totals.iter().enumerate().filter(|(_, w)| **w > 0.0) {
        let of = |rows: &[usize]| share(rows, Some(part));
        let mut best: Vec<(usize, f64)> = (0..n).filter(|s| !cover[*s].is_empty()).map(|s| (s, of(&[s]))).collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        best.truncate(12);
        let one = best.first().map_or(0.0, |b| b.1);
        let mut chosen: Vec<usize> = best.first().map(|b| b.0).into_iter().collect();
        let mut three = one;
        for _ in 0..2 {
            let with = |s: usize| of(&chosen.iter().copied().chain([s]).collect::<Vec<_>>());
            let next = best.iter().map(|b| (b.0, with(b.0))).max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            if let Some((s, value)) = next.filter(|n| n.1 > three) {
                chosen.push(s);
                three = value;
            }
        }
        let around = |s: usize| (s.saturating_sub(1)..(s + 2).min(n)).collect::<Vec<_>>();
        let window = best.iter().map(|b| of(&around(b.0))).fold(0.0, f64::max);
        let all = of(&(0..n).collect::<Vec<_>>());
        for (s, v) in sum.iter_mut().zip([one, three, window, all]) {
            *s += v * weight;
        }
        ranking.least = ranking.least.min(three);
    }
    [ranking.one, ranking.three, ranking.window, ranking.all] = sum.map(|s| s / total);
    ranking
}
