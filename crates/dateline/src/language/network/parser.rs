//! Dependencies by an arc-eager transition system with sentence breaks (Nivre 2003; Honnibal & Johnson 2014).
//!
//! In: encoded tokens of a block. Out: a head and a label for each token. Validity of moves and their effects are those of spaCy's
//! `ArcEager`, its non-monotonic repairs included: a word without head that is reduced goes back to the buffer, once.

use super::transition::{Prepared, Scorer, best};
use super::weights::{ModelError, Weights};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Move {
    Shift,
    Reduce,
    /// The next word becomes head of the topmost one; the number is the label.
    Left(usize),
    /// The topmost word becomes head of the next one.
    Right(usize),
    /// The word after the next begins a sentence.
    Break,
}

/// The parser with its network.
pub(crate) struct Parser {
    moves: Vec<Move>,
    labels: Vec<String>,
    scorer: Scorer<8>,
}

/// A token's head within its block and the index of the arc's label.
pub(crate) type Arc = Option<(usize, usize)>;

impl Parser {
    /// The network `parser` of a file and its moves by name.
    pub fn read(weights: &Weights, names: &[String]) -> Result<Self, ModelError> {
        let mut labels: Vec<String> = Vec::new();
        let mut label = |name: &str| {
            labels.iter().position(|l| l == name).unwrap_or_else(|| {
                labels.push(name.to_owned());
                labels.len() - 1
            })
        };
        let mut moves = Vec::new();
        for name in names {
            moves.push(match name.split_once('-') {
                None if name == "S" => Move::Shift,
                None if name == "D" => Move::Reduce,
                Some(("L", name)) => Move::Left(label(name)),
                Some(("R", name)) => Move::Right(label(name)),
                Some(("B", _)) => Move::Break,
                _ => return Err(ModelError::Labels { file: "labels.json", problem: format!("no move {name}") }),
            });
        }
        Ok(Self { scorer: Scorer::read(weights, "parser", moves.len())?, moves, labels })
    }

    /// Names of the labels, decorated ones (`prep||acomp`) among them.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// Makes the encoded tokens of some blocks ready for [`Self::parse`].
    pub fn prepare(&self, encoded: &[f32]) -> Prepared {
        self.scorer.prepare(encoded)
    }

    /// The arcs of the block whose `count` tokens begin at `first`. A token without arc is a root.
    pub fn parse(&self, prepared: &Prepared, first: usize, count: usize) -> Vec<Arc> {
        let mut state = State::new(count);
        let mut scores = vec![0.0; self.moves.len()];
        while !state.is_final() {
            self.scorer.score(prepared, first, state.description(), &mut scores);
            let valid = state.valid();
            let Some(i) = best(&scores, |i| valid.allows(self.moves[i])) else { break };
            state.apply(self.moves[i]);
        }
        state.arcs
    }
}

/// Which kinds of moves are valid in a state.
struct Valid {
    shift: bool,
    reduce: bool,
    arc: bool,
    sentence: bool,
}

impl Valid {
    fn allows(&self, m: Move) -> bool {
        match m {
            Move::Shift => self.shift,
            Move::Reduce => self.reduce,
            Move::Left(_) | Move::Right(_) => self.arc,
            Move::Break => self.sentence,
        }
    }
}

/// A state: what was read is on the stack or done, what was put back waits before the rest of the block.
struct State {
    count: usize,
    /// First word that was never read.
    next: usize,
    stack: Vec<usize>,
    put_back: Vec<usize>,
    arcs: Vec<Arc>,
    /// Dependents of each word to its left and right, in the order in which they were attached.
    left: Children,
    right: Children,
    /// Words that were put back and may not be shifted again before an arc has changed the stack.
    unshiftable: Vec<bool>,
    starts: Vec<bool>,
}

impl State {
    fn new(count: usize) -> Self {
        Self {
            count,
            next: 0,
            stack: Vec::new(),
            put_back: Vec::new(),
            arcs: vec![None; count],
            left: Children::new(count),
            right: Children::new(count),
            unshiftable: vec![false; count],
            starts: vec![false; count],
        }
    }

    fn is_final(&self) -> bool {
        self.stack.is_empty() && self.waiting() == 0
    }

    /// Length of the buffer.
    fn waiting(&self) -> usize {
        self.count - self.next + self.put_back.len()
    }

    /// The word at a depth of the stack; 0 is the topmost.
    fn stacked(&self, depth: usize) -> Option<usize> {
        self.stack.len().checked_sub(depth + 1).map(|i| self.stack[i])
    }

    /// The word at a place in the buffer; 0 is the next one.
    fn buffered(&self, place: usize) -> Option<usize> {
        match self.put_back.len().checked_sub(place + 1) {
            Some(i) => Some(self.put_back[i]),
            None => Some(self.next + place - self.put_back.len()).filter(|w| *w < self.count),
        }
    }

    /// The words that the network looks at.
    fn description(&self) -> [Option<usize>; 8] {
        let (next, top) = (self.buffered(0), self.stacked(0));
        [
            next,
            self.buffered(1),
            top,
            self.stacked(1),
            self.stacked(2),
            next.and_then(|w| self.left.last(w)),
            top.and_then(|w| self.left.last(w)),
            top.and_then(|w| self.right.last(w)),
        ]
    }

    fn valid(&self) -> Valid {
        let (waiting, empty) = (self.waiting(), self.stack.is_empty());
        let next = self.buffered(0);
        let starts = next.is_some_and(|w| self.starts[w]);
        Valid {
            shift: empty || waiting >= 2 && !starts && !next.is_some_and(|w| self.unshiftable[w]),
            reduce: !empty,
            arc: !empty && waiting > 0 && !starts,
            sentence: match (next, self.buffered(1)) {
                (Some(next), Some(second)) => second == next + 1 && !self.starts[second],
                _ => false,
            },
        }
    }

    fn apply(&mut self, m: Move) {
        match (m, self.stacked(0), self.buffered(0)) {
            (Move::Shift, _, _) => self.push(),
            (Move::Reduce, Some(top), _) => {
                self.stack.pop();
                if self.arcs[top].is_none() && !self.stack.is_empty() {
                    self.unshiftable[top] = true;
                    self.put_back.push(top);
                }
            }
            (Move::Left(label), Some(top), Some(next)) => {
                self.attach(top, next, label);
                self.unshiftable[next] = false;
                self.stack.pop();
            }
            (Move::Right(label), Some(top), Some(next)) => {
                self.attach(next, top, label);
                self.push();
            }
            (Move::Break, _, _) => {
                if let Some(second) = self.buffered(1) {
                    self.starts[second] = true;
                }
            }
            _ => {}
        }
    }

    fn push(&mut self) {
        let word = self.put_back.pop().unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        });
        self.stack.push(word);
    }

    fn attach(&mut self, child: usize, head: usize, label: usize) {
        if let Some((old, _)) = self.arcs[child] {
            let list = if old > child { &mut self.left } else { &mut self.right };
            list.remove(old, child);
        }
        let list = if head > child { &mut self.left } else { &mut self.right };
        list.push(head, child);
        self.arcs[child] = Some((head, label));
    }
}

/// Lists of dependents, each list linked from its last entry backwards; no allocation a list.
struct Children {
    last: Vec<Option<u32>>,
    before: Vec<Option<u32>>,
}

impl Children {
    fn new(count: usize) -> Self {
        Self { last: vec![None; count], before: vec![None; count] }
    }

    fn last(&self, head: usize) -> Option<usize> {
        self.last[head].map(|c| c as usize)
    }

    fn push(&mut self, head: usize, child: usize) {
        self.before[child] = self.last[head];
        self.last[head] = Some(child as u32);
    }

    fn remove(&mut self, head: usize, child: usize) {
        // Only the newest dependent is ever taken from its head: its head lies below it on the stack and got none since.
        if self.last(head) == Some(child) {
            self.last[head] = self.before[child];
        }
    }
}
