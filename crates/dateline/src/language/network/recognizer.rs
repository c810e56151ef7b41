//! Named entities by a transition system over the marks begin, in, last, unit and out.
//!
//! In: encoded tokens of a block, sentence starts, white space. Out: token ranges with the index of their type. Validity is that of
//! spaCy's `BiluoPushDown`: no name crosses a sentence start that the parser set, or begins with white space.

use std::ops::Range;

use super::transition::{Prepared, Scorer, best};
use super::weights::{ModelError, Weights};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Move {
    Begin(usize),
    In(usize),
    Last(usize),
    Unit(usize),
    Out,
    /// A move of the original that is only valid with names given beforehand.
    Never,
}

/// The recogniser with its network.
pub(crate) struct Recognizer {
    moves: Vec<Move>,
    labels: Vec<String>,
    scorer: Scorer<3>,
}

impl Recognizer {
    /// The network `ner` of a file and its moves by name.
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
                None if name == "O" => Move::Out,
                Some((_, "")) => Move::Never,
                Some(("B", name)) => Move::Begin(label(name)),
                Some(("I", name)) => Move::In(label(name)),
                Some(("L", name)) => Move::Last(label(name)),
                Some(("U", name)) => Move::Unit(label(name)),
                _ => return Err(ModelError::Labels { file: "labels.json", problem: format!("no move {name}") }),
            });
        }
        Ok(Self { scorer: Scorer::read(weights, "ner", moves.len())?, moves, labels })
    }

    /// Names of the types.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// Makes the encoded tokens of some blocks ready for [`Self::recognize`].
    pub fn prepare(&self, encoded: &[f32]) -> Prepared {
        self.scorer.prepare(encoded)
    }

    /// The names of the block whose tokens begin at `first`, one entry of `starts` and one of `blank` a token.
    pub fn recognize(
        &self,
        prepared: &Prepared,
        first: usize,
        starts: &[bool],
        blank: impl Fn(usize) -> bool,
    ) -> Vec<(Range<usize>, usize)> {
        let mut names = Vec::new();
        let mut open: Option<(usize, usize)> = None;
        let mut scores = vec![0.0; self.moves.len()];
        for token in 0..starts.len() {
            let state = [Some(token), open.map(|(start, _)| start), open.and(token.checked_sub(1))];
            self.scorer.score(prepared, first, state, &mut scores);
            let continues = starts.get(token + 1).is_some_and(|start| !start);
            let free = open.is_none();
            let opens = free && !blank(token);
            let inside = |label| open.is_some_and(|(_, l)| l == label);
            let chosen = best(&scores, |i| match self.moves[i] {
                Move::Begin(_) => opens && continues,
                Move::In(label) => inside(label) && continues,
                Move::Last(label) => inside(label),
                Move::Unit(_) => opens,
                Move::Out => free,
                Move::Never => false,
            });
            match (chosen.map(|i| self.moves[i]), open) {
                (Some(Move::Begin(label)), _) => open = Some((token, label)),
                (Some(Move::Unit(label)), _) => names.push((token..token + 1, label)),
                (Some(Move::Last(label)), Some((start, _))) => {
                    names.push((start..token + 1, label));
                    open = None;
                }
                _ => {}
            }
        }
        names
    }
}
