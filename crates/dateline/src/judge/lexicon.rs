//! The word lists of the rules that are relations between words: bodies, opposites, what comes about by what; and how sure a hedge leaves.
//!
//! In: lemmas in lower case. Out: what the files in `data/judge` say of them.

use crate::lexicon::{self, Flag};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// For every word the lines on which it stands.
fn numbered(text: &'static str) -> BTreeMap<&'static str, Vec<usize>> {
    let mut all: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, line) in crate::data::lines(text).enumerate() {
        for word in line.split_whitespace() {
            all.entry(word.trim_end_matches(':')).or_default().push(i);
        }
    }
    all
}

static BODIES: LazyLock<BTreeMap<&'static str, Vec<usize>>> =
    LazyLock::new(|| numbered(include_str!("../../../../data/judge/bodies.txt")));
static PHRASES: LazyLock<BTreeMap<String, Vec<String>>> =
    LazyLock::new(|| crate::data::table("judge/phrases.toml", include_str!("../../../../data/judge/phrases.toml")));
/// Lines with a star are numbered below this.
const STATES: usize = 1000;
/// For every word the (line, side) pairs on which it stands.
static OPPOSITES: LazyLock<BTreeMap<&'static str, Vec<(usize, bool)>>> = LazyLock::new(|| {
    let mut all: BTreeMap<&str, Vec<(usize, bool)>> = BTreeMap::new();
    let file = include_str!("../../../../data/judge/opposites.txt");
    for (i, (left, right)) in crate::data::pairs("judge/opposites.txt", file, '|').enumerate() {
        let i = if left.starts_with('*') { i } else { i + STATES };
        let left = left.trim_start_matches('*');
        for (side, words) in [(true, left), (false, right)] {
            for word in words.split_whitespace() {
                all.entry(word).or_default().push((i, side));
            }
        }
    }
    all
});
static REALISED: LazyLock<Vec<(Vec<&'static str>, Vec<&'static str>)>> = LazyLock::new(|| {
    crate::data::pairs("judge/realised.txt", include_str!("../../../../data/judge/realised.txt"), ':')
        .map(|(a, b)| (a.split_whitespace().collect(), b.split_whitespace().collect()))
        .collect()
});

/// The phrases of one of the sets of `data/judge/phrases.toml`, in lower case.
pub(super) fn phrases(set: &str) -> impl Iterator<Item = &'static str> {
    PHRASES.get(set).into_iter().flatten().map(String::as_str)
}

/// The groups of bodies that a noun stands for; group 0 may be anybody with an office.
pub(super) fn bodies(noun: &str) -> &'static [usize] {
    BODIES.get(noun).map_or(&[], Vec::as_slice)
}

/// Whether two lemmas are opposites.
pub(super) fn opposite(a: &str, b: &str) -> bool {
    let (Some(x), Some(y)) = (OPPOSITES.get(a), OPPOSITES.get(b)) else { return false };
    x.iter().any(|(line, side)| y.contains(&(*line, !side))) && !x.iter().any(|p| y.contains(p))
}

/// The lines of lasting states that a lemma stands on, with its side.
pub(super) fn state(lemma: &str) -> impl Iterator<Item = (usize, bool)> + use<> {
    OPPOSITES.get(lemma).into_iter().flatten().copied().filter(|(line, _)| *line < STATES)
}

/// How sure a word leaves a statement: 0 possible, 1 probable, 2 alleged; `None` for a word that is no hedge.
pub(super) fn hedge(lemma: &str) -> Option<usize> {
    let flags = lexicon::flags(lemma);
    [Flag::HedgesPossible, Flag::HedgesProbable, Flag::HedgesAlleged].into_iter().position(|f| flags.has(f))
}

/// Whether what is told with the second word shows that what was foretold with the first came about.
pub(super) fn realises(foretold: &str, told: &str) -> bool {
    REALISED.iter().any(|(a, b)| a.contains(&foretold) && b.contains(&told))
}

/// The words by which a page tells that what was foretold with a word came about.
pub(super) fn realised_by(foretold: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    for (_, b) in REALISED.iter().filter(|(a, _)| a.contains(&foretold)) {
        found.extend(b.iter().copied());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_read() {
        assert!(opposite("open", "closed") && !opposite("open", "open"));
        assert!(realises("come", "land") && !realises("come", "leave"));
        assert_eq!(hedge("reportedly"), Some(2));
    }
}
