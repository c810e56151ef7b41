//! From arcs to a tree: undoing the projective encoding, and sentence starts.
//!
//! In: arcs with labels like `prep||acomp`. Out: heads, plain labels and the first token of each sentence. The parser can only
//! draw arcs that do not cross; where the true head lies elsewhere, the label names the head's own relation, and the head is
//! searched below the one that was found (Nivre & Nilsson 2005, encoding "Head").

use super::parser::Arc;

/// Heads of the tokens of one block; a root is its own head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tree {
    /// Head of each token.
    pub heads: Vec<usize>,
    /// Index of each token's label in the list given; `None` for a root.
    pub labels: Vec<Option<usize>>,
}

/// A label of the parser: the relation and, when decorated, the relation of the head to look for. Both are indices of relations.
pub(crate) type Decorated = (usize, Option<usize>);

impl Tree {
    /// The tree of a block. `labels` translates the parser's labels; `skipped` says which tokens are white space, which is never a head.
    pub fn new(arcs: &[Arc], labels: &[Decorated], skipped: impl Fn(usize) -> bool) -> Self {
        let heads: Vec<usize> = arcs.iter().enumerate().map(|(i, arc)| arc.map_or(i, |(head, _)| head)).collect();
        let mut tree = Self { labels: arcs.iter().map(|arc| arc.map(|(_, label)| labels[label].0)).collect(), heads };
        let decorated = |i: usize| arcs[i].and_then(|(_, label)| labels[label].1);
        if !(0..arcs.len()).any(|i| decorated(i).is_some()) {
            return tree;
        }
        let edges = edges(&tree.heads);
        for token in 0..arcs.len() {
            let Some(wanted) = decorated(token) else { continue };
            // A label that is itself still decorated equals no plain one.
            let matches = |t: usize| tree.labels[t] == Some(wanted) && (t < token || decorated(t).is_none());
            let head = find_head(token, &tree.heads, &edges, matches, &skipped);
            tree.heads[token] = head;
        }
        tree
    }
}

/// Breadth first from the head downwards, left to right: the first token that matches, or the head itself.
fn find_head(
    token: usize,
    heads: &[usize],
    edges: &[(usize, usize)],
    matches: impl Fn(usize) -> bool,
    skipped: impl Fn(usize) -> bool,
) -> usize {
    let head = heads[token];
    let mut queue = std::collections::VecDeque::from([head]);
    while let Some(above) = queue.pop_front() {
        let (low, high) = edges[above];
        for child in (low..=high).filter(|c| *c != above && heads[*c] == above) {
            if child == token || skipped(child) {
                continue;
            }
            if matches(child) {
                return child;
            }
            queue.push_back(child);
        }
    }
    head
}

/// First and last token below each token, itself included. Where arcs cross, the passes are repeated as often as spaCy does.
fn edges(heads: &[usize]) -> Vec<(usize, usize)> {
    let mut edges: Vec<(usize, usize)> = (0..heads.len()).map(|i| (i, i)).collect();
    for _ in 0..12 {
        for child in (0..heads.len()).chain((0..heads.len()).rev()) {
            let (low, high) = edges[child];
            let head = &mut edges[heads[child]];
            *head = (head.0.min(low), head.1.max(high));
        }
        if within_sentences(heads, &edges) {
            break;
        }
    }
    edges
}

/// Whether no head lies outside the sentence of its dependent.
fn within_sentences(heads: &[usize], edges: &[(usize, usize)]) -> bool {
    let starts = starts(heads, edges);
    let mut start = 0;
    for end in 0..heads.len() {
        if end > 0 && starts[end] || end + 1 == heads.len() {
            if heads[start..end].iter().any(|h| *h < start || *h > end) {
                return false;
            }
            start = end;
        }
    }
    true
}

fn starts(heads: &[usize], edges: &[(usize, usize)]) -> Vec<bool> {
    let mut starts = vec![false; heads.len()];
    for root in (0..heads.len()).filter(|i| heads[*i] == *i) {
        starts[edges[root].0] = true;
    }
    starts
}

/// For each token whether a sentence begins with it: the first token below each root.
pub(crate) fn sentence_starts(heads: &[usize]) -> Vec<bool> {
    starts(heads, &edges(heads))
}
