//! Which pages tell the same story.
//!
//! In: parsed pages. Out: groups of pages, the largest first. Pages are compared by the cosine of their words weighted by rarity (tf-idf),
//! where names weigh more, and grouped by a link between complete and average; small groups then join those they are a branch of
//! ([`super::branches`]). Dates play no part: a story is told for months.
//!
//! How rare a word is does not depend on the pile but on a committed sample of pages (`data/link/word_frequencies.txt`), and neither does
//! anything else here: a page that is like none of a story's pages leaves the story as it is. Beyond [`EXACT`] pages, pages join the group with the nearest centre one after the other, so that time stays near linear.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::logarithm::ln;
use crate::Analysis;
use crate::language::Pos;
use crate::page::Role;
use crate::{IndexVec, PageId, StoryId};

/// Largest pile that is grouped by comparing all pages.
const EXACT: usize = 1200;
/// Terms kept of a page and of a centre, the heaviest.
const TERMS: usize = 400;
/// Weight of a name beside that of another word.
const NAME: f64 = 1.5;
/// Weight of a word of the title, in occurrences.
const TITLE: f64 = 2.0;
/// Least similarity of two groups that are joined.
const SIMILAR: f64 = 0.16;

/// In how many pages of a sample a lemma stands, and the number of pages.
static SAMPLE: LazyLock<(f64, BTreeMap<&'static str, f64>)> = LazyLock::new(|| {
    const FILE: &str = "link/word_frequencies.txt";
    let number = |n: &str| -> f64 { n.parse().unwrap_or_else(|_| crate::data::broken(FILE, n)) };
    let mut lines = crate::data::lines(include_str!("../../../../data/link/word_frequencies.txt"));
    let pages = number(lines.next().unwrap_or_default());
    let mut words = BTreeMap::new();
    for line in lines {
        let (count, list) = line.split_once(' ').unwrap_or((line, ""));
        let count = number(count);
        words.extend(list.split(' ').map(|w| (w, count)));
    }
    (pages, words)
});

/// How much a word tells by its rarity.
pub(super) fn rarity(lemma: &str) -> f64 {
    let (pages, words) = &*SAMPLE;
    1.0 + ln((pages + 1.0) / (words.get(lemma).copied().unwrap_or_default() + 0.5))
}

/// How rare a lemma is in the sample: the times that the number of its pages can be doubled until it passes that of the sample, up to 9.
pub fn rarity_class(lemma: &str) -> u8 {
    let (pages, words) = &*SAMPLE;
    let mut count = words.get(lemma).copied().unwrap_or_default() + 1.0;
    let mut class = 0;
    while count < *pages && class < 9 {
        count *= 2.0;
        class += 1;
    }
    class
}

/// Sparse unit vector: terms in order.
type Vector = Vec<(u32, f64)>;

/// Which pages of a pile are told as one story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Telling {
    /// As the pages say; the largest story is told.
    #[default]
    Found,
    /// All pages are one story, for whoever collected them says so.
    Together,
    /// As the pages say; the story of this number is told, counted from 1. The largest where there are fewer.
    Story(usize),
}

/// Groups pages that are given in their final order. Groups are sorted by size, then by first page.
pub(crate) fn stories(pages: &IndexVec<PageId, &Analysis>) -> IndexVec<StoryId, Vec<PageId>> {
    let vectors = vectors(pages);
    let mut groups = if pages.len() <= EXACT { link(&vectors) } else { leaders(&vectors) };
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    groups.into_iter().map(|group| group.into_iter().map(PageId::new).collect()).collect()
}

/// The terms of a page with their counts.
fn counts(page: &Analysis) -> BTreeMap<String, f64> {
    let mut counts = BTreeMap::new();
    let roles = &page.page.blocks;
    let mut block = 0;
    for token in &page.parse.tokens {
        while block + 1 < roles.len() && roles[block].span.end <= token.span.start {
            block += 1;
        }
        let weight = match roles.get(block).map(|b| b.role) {
            Some(Role::Title) => TITLE,
            Some(Role::Credit | Role::Date) => continue,
            _ => 1.0,
        };
        let weight = match token.pos {
            Pos::Propn => weight * NAME,
            Pos::Noun | Pos::Verb | Pos::Adj => weight,
            _ => continue,
        };
        let lemma = token.lemma.to_lowercase();
        if lemma.chars().count() > 2 && lemma.chars().all(|c| c.is_alphanumeric() || c == '-') {
            *counts.entry(lemma).or_default() += weight;
        }
    }
    if !roles.iter().any(|b| b.role == Role::Title) {
        for word in page.page.title.as_deref().unwrap_or_default().split(|c: char| !c.is_alphanumeric()) {
            if word.chars().count() > 2 {
                // Only words that the text has too: the title has no tags to tell names and function words by.
                if let Some(n) = counts.get_mut(&word.to_lowercase()) {
                    *n += TITLE;
                }
            }
        }
    }
    counts
}

fn vectors(pages: &IndexVec<PageId, &Analysis>) -> Vec<Vector> {
    let counts: Vec<BTreeMap<String, f64>> = pages.iter().map(|p| counts(p)).collect();
    // In order of the alphabet, so that ties and sums do not depend on what else is in the pile.
    let terms: BTreeSet<&str> = counts.iter().flat_map(|page| page.keys().map(String::as_str)).collect();
    let terms: BTreeMap<&str, (u32, f64)> =
        terms.into_iter().enumerate().map(|(id, term)| (term, (id as u32, rarity(term)))).collect();
    counts
        .iter()
        .map(|page| {
            let weigh = |(term, n): (&String, &f64)| {
                let (id, rarity) = terms.get(term.as_str()).copied().unwrap_or_default();
                (id, (1.0 + ln(n.max(1.0))) * rarity)
            };
            unit(page.iter().map(weigh).collect())
        })
        .collect()
}

/// Keeps the heaviest terms and scales to length one.
fn unit(mut vector: Vector) -> Vector {
    vector.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    vector.truncate(TERMS);
    vector.sort_by_key(|(term, _)| *term);
    let length = vector.iter().map(|(_, w)| w * w).sum::<f64>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|(_, w)| *w /= length);
    }
    vector
}

fn cosine(a: &Vector, b: &Vector) -> f64 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += a[i].1 * b[j].1;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

/// Agglomerative grouping by chains of nearest neighbours. The similarity of two groups lies half way between the mean of their pages'
/// similarities and the least: the mean alone runs stories of one subject together, the least alone tears a long story apart.
fn link(vectors: &[Vector]) -> Vec<Vec<usize>> {
    let n = vectors.len();
    let mut similar = vec![0.0; n * n];
    for i in 0..n {
        for j in 0..i {
            let s = cosine(&vectors[i], &vectors[j]);
            similar[i * n + j] = s;
            similar[j * n + i] = s;
        }
    }
    let pairs = similar.clone();
    let mut groups: Vec<Vec<usize>> = (0..n).map(|i| vec![i]).collect();
    let mut chain: Vec<usize> = Vec::new();
    let mut done = vec![false; n];
    loop {
        if chain.is_empty() {
            match (0..n).find(|i| !groups[*i].is_empty() && !done[*i]) {
                Some(i) => chain.push(i),
                None => break,
            }
        }
        let Some(&top) = chain.last() else { break };
        let mut best: Option<(f64, usize)> = None;
        for other in (0..n).filter(|o| *o != top && !groups[*o].is_empty()) {
            let mean = similar[top * n + other];
            let before = chain.len().checked_sub(2).map(|i| chain[i]) == Some(other);
            if best.is_none_or(|(s, _)| mean > s || (mean == s && before)) {
                best = Some((mean, other));
            }
        }
        match best {
            Some((mean, other)) if mean >= SIMILAR => {
                if chain.len() >= 2 && chain[chain.len() - 2] == other {
                    chain.truncate(chain.len() - 2);
                    let (keep, gone) = (top.min(other), top.max(other));
                    let moved = std::mem::take(&mut groups[gone]);
                    let (x, y) = (groups[keep].len() as f64, moved.len() as f64);
                    groups[keep].extend(moved);
                    for k in 0..n {
                        let (a, b) = (similar[keep * n + k], similar[gone * n + k]);
                        let s = (a.min(b) + (a * x + b * y) / (x + y)) / 2.0;
                        similar[keep * n + k] = s;
                        similar[k * n + keep] = s;
                    }
                } else {
                    chain.push(other);
                }
            }
            _ => {
                done[top] = true;
                chain.pop();
            }
        }
    }
    super::branches::join(&mut groups, &pairs);
    groups
}

/// Every page joins the group whose centre is nearest, if it is near enough.
fn leaders(vectors: &[Vector]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut sums: Vec<BTreeMap<u32, f64>> = Vec::new();
    let mut centres: Vec<Vector> = Vec::new();
    let mut index: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (page, vector) in vectors.iter().enumerate() {
        let mut near: Vec<usize> = vector.iter().filter_map(|(t, _)| index.get(t)).flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        let best = near
            .into_iter()
            .map(|g| {
                let size = groups[g].len() as f64;
                // The mean similarity to the members is the product with their mean, which is shorter than one.
                (sums[g].len(), vector.iter().filter_map(|(t, w)| sums[g].get(t).map(|s| s * w)).sum::<f64>() / size, g)
            })
            .map(|(_, s, g)| (s, g))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let group = match best {
            Some((s, g)) if s >= SIMILAR => g,
            _ => {
                groups.push(Vec::new());
                sums.push(BTreeMap::new());
                centres.push(Vector::new());
                groups.len() - 1
            }
        };
        groups[group].push(page);
        for (t, w) in vector {
            *sums[group].entry(*t).or_default() += w;
        }
        if groups[group].len().is_power_of_two() {
            let centre = unit(sums[group].iter().map(|(t, w)| (*t, *w)).collect());
            for (t, _) in &centre {
                let list = index.entry(*t).or_default();
                if !list.contains(&group) {
                    list.push(group);
                }
            }
            centres[group] = centre;
        }
    }
    groups
}
