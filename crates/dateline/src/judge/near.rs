//! Sentences of different pages that are one sentence but for a few words.
//!
//! In: the pages of the pile. Out: pairs of sentences with the stretches in which they differ. A paper that copies another and gets a
//! value wrong, and an agency that renews its own report, are seen best here: everything around the value says that it is the same one.
//!
//! Sentences of the same words are taken together, so that a hundred copies cost as much as one. Candidates share runs of three words.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use super::sentence::narrates;
use crate::language::Pos;
use crate::link::Pile;
use crate::{Analysis, Dossier, Evidence};
use crate::{PageId, SentenceId, StoryId};

/// Words of a sentence that are looked at.
const LONGEST: usize = 90;
/// A sentence of fewer words says too little to be the same as another.
const SHORTEST: usize = 5;
/// Sentences with one run of words beyond which only neighbours are compared.
const CROWD: usize = 12;

/// Story and words of a sentence.
type Key = (StoryId, Vec<String>);

/// A sentence of the pile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub page: PageId,
    pub sentence: SentenceId,
}

/// Two sentences of nearly the same words.
pub(super) struct Twin {
    pub a: Place,
    pub b: Place,
    /// Where they differ, as token ranges of the two pages; either may be empty, and then stands where the words are missing.
    pub gaps: Vec<(Range<usize>, Range<usize>)>,
}

/// All pairs of nearly the same sentences, and the places of every sentence that has the same words as the one of the pair.
pub(super) struct Twins {
    pub pairs: Vec<Twin>,
    same: BTreeMap<Place, Vec<Place>>,
}

impl Twins {
    /// The sentences of just the same words, the given one first.
    pub fn same(&self, pile: &Pile<'_>, place: Place) -> Vec<Evidence> {
        let all = self.same.get(&place).map_or_else(|| vec![place], Clone::clone);
        all.iter()
            .map(|p| Evidence { document: p.page, span: crate::link::sentence_span(pile.pages[p.page], p.sentence) })
            .collect()
    }
}

/// The words of a sentence that count, with their tokens.
fn words(analysis: &Analysis, sentence: SentenceId) -> Vec<(usize, String)> {
    let Some(tokens) = analysis.parse.sentences.get(sentence) else { return Vec::new() };
    let text = analysis.page.text.as_str();
    tokens
        .clone()
        .filter_map(|t| {
            let token = analysis.parse.tokens.get(t)?;
            let piece = token.span.of(text);
            let said = !matches!(token.pos, Pos::Punct | Pos::Space) && piece.chars().any(char::is_alphanumeric);
            said.then(|| (t, piece.to_lowercase().replace('’', "'")))
        })
        .take(LONGEST)
        .collect()
}

/// Finds them.
pub(super) fn twins(pile: &Pile<'_>, dossier: &Dossier) -> Twins {
    let mut first: BTreeMap<Key, Vec<Place>> = BTreeMap::new();
    for (page, analysis) in pile.pages.iter_enumerated() {
        for sentence in analysis.parse.sentences.ids() {
            if !narrates(analysis, sentence) {
                continue;
            }
            let list: Vec<String> = words(analysis, sentence).into_iter().map(|(_, w)| w).collect();
            if list.len() >= SHORTEST {
                first.entry((dossier.documents[page].story, list)).or_default().push(Place { page, sentence });
            }
        }
    }
    let mut kinds: Vec<(Key, Vec<Place>)> = first.into_iter().collect();
    kinds.sort_by(|a, b| a.1.cmp(&b.1));
    let mut runs: Vec<(u64, usize)> = Vec::new();
    for (i, ((story, list), _)) in kinds.iter().enumerate() {
        for run in list.windows(3) {
            let mut hasher = rustc_hash::FxHasher::default();
            (story, run).hash(&mut hasher);
            runs.push((hasher.finish(), i));
        }
    }
    runs.sort_unstable();
    runs.dedup();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for group in runs.chunk_by(|a, b| a.0 == b.0) {
        for (n, (_, i)) in group.iter().enumerate() {
            let next = if group.len() <= CROWD { group.len() } else { (n + 3).min(group.len()) };
            pairs.extend(group[n + 1..next].iter().map(|(_, j)| (*i, *j)));
        }
    }
    pairs.sort_unstable();
    let mut found = Vec::new();
    for same in pairs.chunk_by(|a, b| a == b) {
        let (i, j) = same[0];
        let (a, b) = (&kinds[i].0.1, &kinds[j].0.1);
        if 4 * same.len() + 8 < a.len().min(b.len()) {
            continue;
        }
        let (p, q) = (kinds[i].1[0], kinds[j].1[0]);
        if p.page == q.page {
            continue;
        }
        if let Some(gaps) = differ(a, b) {
            found.push(twin(pile, p, q, &gaps));
        }
    }
    Twins { pairs: found, same: kinds.into_iter().map(|(_, places)| (places[0], places)).collect() }
}

/// Pairs of word ranges in which two lists differ; `None` when they are not nearly the same.
fn differ(a: &[String], b: &[String]) -> Option<Vec<(Range<usize>, Range<usize>)>> {
    let matched = matches(a, b);
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    let n = matched.len();
    let alike = 10 * n >= 7 * long || (20 * n >= 17 * short && short >= 8 && 2 * n >= long);
    if !alike {
        return None;
    }
    let mut gaps = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (x, y) in matched.into_iter().chain([(a.len(), b.len())]) {
        if x > i || y > j {
            gaps.push((i..x, j..y));
        }
        (i, j) = (x + 1, y + 1);
    }
    Some(gaps)
}

/// A longest common subsequence.
fn matches(a: &[String], b: &[String]) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    let mut best = vec![0u16; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            best[i * width + j] = if a[i] == b[j] {
                best[(i + 1) * width + j + 1] + 1
            } else {
                best[(i + 1) * width + j].max(best[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut found) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            found.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    found
}

fn twin(pile: &Pile<'_>, a: Place, b: Place, gaps: &[(Range<usize>, Range<usize>)]) -> Twin {
    let (left, right) = (words(pile.pages[a.page], a.sentence), words(pile.pages[b.page], b.sentence));
    let tokens = |list: &[(usize, String)], r: &Range<usize>| match (list.get(r.start), r.end.checked_sub(1)) {
        (Some((first, _)), Some(last)) if !r.is_empty() => *first..list.get(last).map_or(*first, |l| l.0) + 1,
        (Some((first, _)), _) => *first..*first,
        (None, _) => list.last().map_or(0..0, |(last, _)| last + 1..last + 1),
    };
    Twin { a, b, gaps: gaps.iter().map(|(x, y)| (tokens(&left, x), tokens(&right, y))).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, expected: Option<&[(&str, &str)]>) {
        let split = |s: &str| s.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let (x, y) = (split(a), split(b));
        let found = differ(&x, &y);
        let found: Option<Vec<(String, String)>> =
            found.map(|g| g.into_iter().map(|(p, q)| (x[p].join(" "), y[q].join(" "))).collect());
        let expected: Option<Vec<(String, String)>> =
            expected.map(|g| g.iter().map(|(p, q)| ((*p).into(), (*q).into())).collect());
        assert_eq!(found, expected);
    }

    #[test]
    fn one_word_differs() {
        check("the dam burst on monday evening", "the dam burst on tuesday evening", Some(&[("monday", "tuesday")]));
        check("the mayor did not sign it today", "the mayor did sign it today", Some(&[("not", "")]));
    }

    #[test]
    fn other_sentences_do_not() {
        check("the dam burst on monday evening", "the mayor spoke on monday evening", None);
    }
}
