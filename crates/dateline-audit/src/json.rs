//! The JSON of the audit: what `dateline audit --json` and `dateline audit --batch` print.
//!
//! In: an [`Audit`] or a [`Check`]. Out: the types that scripts depend on, with offsets in code points. Fields are only ever added.

use dateline::{CodePoints, Dossier, PageId, Span};
use serde::Serialize;

use crate::article::{Audit, Shown};
use crate::check::{Check, Verdict};
use crate::source::Source;

/// A sentence of a document, or of a page of a batch.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceJson {
    /// Document of the dossier (`D1`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Id of the page, in a batch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// First code point.
    pub start: usize,
    /// First code point behind.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// Where text and pages differ.
#[derive(Clone, Debug, Serialize)]
pub struct DifferenceJson {
    /// `date`, `time`, `number`, `place`, `name`, `polarity`, ….
    pub kind: String,
    /// What the text says.
    pub claimed: String,
    /// What pages say.
    pub found: String,
    /// Where the text says it: first code point.
    pub start: usize,
    /// First code point behind.
    pub end: usize,
    /// The rule that found it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Independent origins that say otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub independent_origins: Option<usize>,
    /// Independent origins that say what the text says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backed_by: Option<usize>,
    /// Whether both cannot be true.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excludes: Option<bool>,
    /// For a reader.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// The sentences that say otherwise.
    pub evidence: Vec<EvidenceJson>,
}

/// A sentence of the text.
#[derive(Clone, Debug, Serialize)]
pub struct SentenceJson {
    /// First code point.
    pub start: usize,
    /// First code point behind.
    pub end: usize,
    /// The words.
    pub text: String,
    /// What comes of it.
    pub verdict: Verdict,
    /// Belief that a page supports all of it.
    pub score: f64,
    /// Independent origins of the pages that support it.
    pub independent_origins: usize,
    /// Best first.
    pub evidence: Vec<EvidenceJson>,
    /// Where pages differ from it.
    pub differences: Vec<DifferenceJson>,
}

/// A name or figure that no page has.
#[derive(Clone, Debug, Serialize)]
pub struct UnknownJson {
    /// `name` or `number`.
    pub kind: &'static str,
    /// First code point.
    pub start: usize,
    /// First code point behind.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// A citation of the text.
#[derive(Clone, Debug, Serialize)]
pub struct CitationJson {
    /// What it cites.
    pub target: String,
    /// Code point that it stands before.
    pub at: usize,
    /// Index of its sentence.
    pub sentence: Option<usize>,
    /// The document; null when the dossier has no such page.
    pub document: Option<String>,
    /// What comes of the sentence by this page alone.
    pub verdict: Option<Verdict>,
}

/// What `dateline audit FILE ARTICLE --json` prints.
#[derive(Clone, Debug, Serialize)]
pub struct AuditJson {
    /// The text as it was read, without marks; offsets are into it.
    pub text: String,
    /// Every sentence.
    pub sentences: Vec<SentenceJson>,
    /// Names and figures that stand nowhere.
    pub unknown: Vec<UnknownJson>,
    /// What the text cites.
    pub citations: Vec<CitationJson>,
}

/// A line that `dateline audit --batch` prints.
#[derive(Clone, Debug, Serialize)]
pub struct BatchJson {
    /// Id of the statement.
    pub id: String,
    /// What comes of it.
    pub verdict: Verdict,
    /// Belief that the pages support all of it.
    pub score: f64,
    /// Best first.
    pub evidence: Vec<EvidenceJson>,
    /// Where pages differ from it.
    pub differences: Vec<DifferenceJson>,
}

/// Sentences of evidence that a line of a batch has.
const EVIDENCE: usize = 8;

/// A number with four decimals.
fn rounded(score: f64) -> f64 {
    (score * 1e4).round() / 1e4
}

/// The line of a statement. `ids`: those of its pages.
pub fn batch_json(id: &str, check: &Check, statement: &str, sources: &[Source<'_>], ids: &[String]) -> BatchJson {
    let shown = |page: usize, span: Span| {
        let text = sources[page].analysis.page.text.as_str();
        let points = CodePoints::new(text);
        EvidenceJson {
            document: None,
            page: ids.get(page).cloned(),
            start: points.at(span.start),
            end: points.at(span.end),
            text: span.of(text).to_owned(),
        }
    };
    let own = CodePoints::new(statement);
    BatchJson {
        id: id.to_owned(),
        verdict: check.verdict,
        score: rounded(check.score),
        evidence: check.evidence.iter().take(EVIDENCE).map(|e| shown(e.page, e.span)).collect(),
        differences: check
            .differences
            .iter()
            .map(|(page, d)| DifferenceJson {
                kind: d.kind.to_owned(),
                claimed: d.claimed.clone(),
                found: d.found.clone(),
                start: own.at(d.span.start),
                end: own.at(d.span.end),
                rule: None,
                independent_origins: None,
                backed_by: None,
                excludes: None,
                words: None,
                evidence: vec![shown(*page, sources[*page].sentence_span(d.sentence))],
            })
            .collect(),
    }
}

/// A whole text.
pub fn audit_json(audit: &Audit, dossier: &Dossier) -> AuditJson {
    let own = CodePoints::new(&audit.text);
    let points: Vec<CodePoints> = dossier.documents.iter().map(|d| CodePoints::new(&d.page.text)).collect();
    let name = |d: PageId| d.to_string();
    let shown = |e: &Shown| {
        let at = &points[dateline::Id::index(e.document)];
        EvidenceJson {
            document: Some(name(e.document)),
            page: None,
            start: at.at(e.span.start),
            end: at.at(e.span.end),
            text: e.span.of(&dossier.documents[e.document].page.text).to_owned(),
        }
    };
    let sentences = audit.sentences.iter().map(|s| {
        let (start, end) = (own.at(s.span.start), own.at(s.span.end));
        SentenceJson {
            start,
            end,
            text: s.span.of(&audit.text).to_owned(),
            verdict: s.verdict,
            score: rounded(s.score),
            independent_origins: s.origins,
            evidence: s.evidence.iter().map(shown).collect(),
            differences: s
                .differences
                .iter()
                .map(|d| DifferenceJson {
                    kind: d.kind.clone(),
                    claimed: d.claimed.clone(),
                    found: d.found.clone(),
                    start,
                    end,
                    rule: Some(d.rule.clone()),
                    independent_origins: Some(d.origins),
                    backed_by: Some(d.backed),
                    excludes: Some(d.excludes),
                    words: Some(d.words.clone()),
                    evidence: d.evidence.iter().map(shown).collect(),
                })
                .collect(),
        }
    });
    AuditJson {
        sentences: sentences.collect(),
        unknown: audit
            .unknown
            .iter()
            .map(|u| UnknownJson {
                kind: u.kind,
                start: own.at(u.span.start),
                end: own.at(u.span.end),
                text: u.span.of(&audit.text).to_owned(),
            })
            .collect(),
        citations: audit
            .citations
            .iter()
            .map(|c| CitationJson {
                target: c.target.clone(),
                at: own.at(c.at),
                sentence: c.sentence,
                document: c.document.map(name),
                verdict: c.verdict,
            })
            .collect(),
        text: audit.text.clone(),
    }
}
