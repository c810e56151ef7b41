//! One statement against some pages.
//!
//! In: a [`Statement`] with its typed values and the [`Source`]s. Out: a [`Check`]: score, verdict, evidence, differences.

use dateline::judge::Held;
use dateline::{Analysis, Models, SentenceId, Span};
use serde::Serialize;

use crate::align::Alignment;
use crate::evidence::rank;
use crate::features::features;
use crate::model::score;
use crate::slots::{Difference, slots};
use crate::source::Source;
use crate::statement::Statement;

/// What comes of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The pages tell all of it.
    Supported,
    /// They tell a part of it.
    Partly,
    /// They tell something that excludes it.
    Contradicted,
    /// They do not tell it.
    NotFound,
    /// It tells nothing that could be looked up: a heading, a question, an opinion of nobody.
    NotCheckable,
}

/// A sentence of a page that bears on a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Which of the pages.
    pub page: usize,
    /// Its sentence.
    pub sentence: SentenceId,
    /// Bytes of the page's text.
    pub span: Span,
    /// How much it has to do with the statement.
    pub score: f64,
}

/// What a statement comes to.
#[derive(Clone, Debug)]
pub struct Check {
    /// What comes of it.
    pub verdict: Verdict,
    /// Belief that the pages support all of it, 0 to 1.
    pub score: f64,
    /// Best first.
    pub evidence: Vec<Evidence>,
    /// Most sure first, each with its page.
    pub differences: Vec<(usize, Difference)>,
    /// Pages that support all of it.
    pub supports: Vec<usize>,
    /// Features of the page that supports it best, in the order of [`NAMES`](crate::NAMES).
    pub features: Vec<f64>,
}

/// A score at which a statement is as good as supported.
const SUPPORTED: f64 = 0.5;
/// A difference as sure as this contradicts.
const SURE: f64 = 0.6;
/// Share of a statement's words that a page tells of when it tells a part of the statement.
const PART: f64 = 0.5;

/// Checks a whole text as one statement.
pub fn check(analysis: &Analysis, sources: &[Source<'_>], models: &Models) -> Check {
    let values = dateline::judge::held(analysis);
    let statement = Statement::new(analysis, 0..analysis.parse.sentences.len(), true, models);
    check_statement(&statement, &values, &sources.iter().collect::<Vec<_>>())
}

/// Checks a statement; `values`: its typed values.
pub(crate) fn check_statement(statement: &Statement<'_>, values: &[Held], sources: &[&Source<'_>]) -> Check {
    let mut best = Check {
        verdict: Verdict::NotFound,
        score: 0.0,
        evidence: Vec::new(),
        differences: Vec::new(),
        supports: Vec::new(),
        features: Vec::new(),
    };
    let mut part = false;
    for (page, source) in sources.iter().enumerate() {
        let alignment = Alignment::new(statement, source);
        let ranking = rank(statement, source, &alignment);
        let found = slots(statement, values, source, &alignment);
        let features = features(statement, source, &alignment, &ranking, &found);
        let value = score(&features);
        part |= ranking.three >= PART;
        best.evidence.extend(ranking.sentences.iter().map(|(sentence, score)| Evidence {
            page,
            sentence: *sentence,
            span: source.sentence_span(*sentence),
            score: *score,
        }));
        best.differences.extend(found.differences.into_iter().map(|d| (page, d)));
        if value >= SUPPORTED {
            best.supports.push(page);
        }
        if value > best.score {
            best.score = value;
            best.features = features;
        }
    }
    best.evidence.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.page, a.sentence).cmp(&(b.page, b.sentence))));
    best.verdict = if best.score >= SUPPORTED {
        Verdict::Supported
    } else if best.differences.iter().any(|(_, d)| d.sure >= SURE) {
        Verdict::Contradicted
    } else if part {
        Verdict::Partly
    } else {
        Verdict::NotFound
    };
    best
}
