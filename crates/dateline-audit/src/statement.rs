//! What is to be checked: the words of a statement, how rare each is, and which belong together.
//!
//! In: the analysis of a text and a range of its sentences. Out: a [`Statement`].

use std::ops::Range;

use dateline::link::rarity_class;
use dateline::{Analysis, SentenceId};

use crate::source::{Kind, above, distance, names_of_mentions, word};

/// A word of a statement.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub token: usize,
    pub kind: Kind,
    pub lemma: String,
    /// Keys any of which will do: its own, or the words of the name that a pronoun takes up.
    pub keys: Vec<String>,
    /// How much it tells, by its rarity.
    pub weight: f64,
    /// Which sentence of the statement it stands in.
    pub sentence: usize,
    /// Words near it in the tree, with the steps between.
    pub near: Vec<(usize, usize)>,
    pub vector: Vec<f32>,
}

/// A text to be checked.
pub(crate) struct Statement<'a> {
    pub analysis: &'a Analysis,
    /// Its sentences.
    pub sentences: Range<usize>,
    pub words: Vec<Asked>,
    /// Token range.
    pub tokens: Range<usize>,
    /// Whether it begins with a pronoun that takes up nobody, though more is told behind it.
    pub dangling: bool,
    /// The vector of each of its sentences.
    pub vectors: Vec<Vec<f32>>,
}

impl<'a> Statement<'a> {
    /// The words of some sentences of a text. `alone`: nothing of the text stands before them.
    pub fn new(analysis: &'a Analysis, sentences: Range<usize>, alone: bool, models: &dateline::Models) -> Self {
        let parse = &analysis.parse;
        let ranges: Vec<Range<usize>> =
            parse.sentences.iter().skip(sentences.start).take(sentences.len()).cloned().collect();
        let tokens = ranges.first().map_or(0, |r| r.start)..ranges.last().map_or(0, |r| r.end);
        let taken: Vec<(usize, Vec<(String, String)>)> =
            names_of_mentions(analysis).into_iter().filter(|(t, _)| tokens.contains(t)).collect();
        let up = above(analysis);
        let mut words = Vec::new();
        for (number, range) in ranges.iter().enumerate() {
            for token in range.clone() {
                let Some(found) = word(analysis, token) else { continue };
                let mut keys = vec![found.key];
                let mut kind = found.kind;
                if kind == Kind::Pronoun {
                    let Some((_, names)) = taken.iter().find(|(t, _)| *t == token) else { continue };
                    keys = names.iter().map(|(k, _)| k.clone()).collect();
                    kind = Kind::Pronoun;
                }
                let weight = match kind {
                    Kind::Turn => 3.0,
                    Kind::Pronoun => 3.0,
                    Kind::Number => 8.0,
                    Kind::Name => f64::from(rarity_class(&found.lemma)).max(5.0) + 1.0,
                    _ => f64::from(rarity_class(&found.lemma)) + 1.0,
                };
                let vector = match kind {
                    Kind::Verb | Kind::Noun | Kind::Modifier => models.language.vector(&found.lemma),
                    _ => Vec::new(),
                };
                words.push(Asked {
                    token,
                    kind,
                    lemma: found.lemma,
                    keys,
                    weight,
                    sentence: number,
                    near: Vec::new(),
                    vector,
                });
            }
        }
        for i in 0..words.len() {
            let near = (0..words.len()).filter(|j| *j != i && words[*j].sentence == words[i].sentence);
            let near: Vec<(usize, usize)> = near
                .map(|j| (j, distance(&up, words[i].token as u32, words[j].token as u32)))
                .filter(|(_, d)| *d <= 2)
                .collect();
            words[i].near = near;
        }
        let known = |t: usize| taken.iter().any(|(at, _)| *at == t);
        let opening = ranges.first().and_then(|r| r.clone().find(|t| parse.tokens[*t].is_subject()));
        let dangling = alone
            && ranges.len() > 1
            && opening.is_some_and(|t| parse.tokens[t].pos == dateline::language::Pos::Pron && !known(t));
        let vectors = (sentences.start..sentences.start + ranges.len())
            .map(|s| analysis.vectors.get(SentenceId::new(s)).cloned().unwrap_or_default())
            .collect();
        Self { analysis, sentences: sentences.start..sentences.start + ranges.len(), words, tokens, dangling, vectors }
    }

    /// The weight of all words.
    pub fn total(&self) -> f64 {
        self.words.iter().map(|w| w.weight).sum::<f64>().max(1.0)
    }
}
