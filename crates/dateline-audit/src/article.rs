//! A whole text against a pile: every sentence, what is disputed, what stands nowhere, and whether its citations hold.
//!
//! In: the analysis of a text, its citations, the dossier and the analyses of its pages. Out: an [`Audit`]. Support is weighed sentence by
//! sentence against the pages that have most of its words. What contradicts is found by the rules of the engine: the text is put into the
//! pile as one more page, and every difference between it and the pages is one that two pages could have had.

use std::collections::BTreeSet;

use dateline::language::Pos;
use dateline::page::Role;
use dateline::{Analysis, DiscrepancyStatus, Dossier, IndexVec, Models, OriginId, PageId, SentenceId, Span, assemble};
use rayon::prelude::*;

use crate::check::{Check, Verdict, check_statement};
use crate::markup::Cited;
use crate::source::{Kind, Source, word};
use crate::statement::Statement;

/// Pages that a sentence is held against: those that have most of its words.
const PAGES: usize = 24;
/// Sentences of evidence that are kept.
const EVIDENCE: usize = 5;

/// A sentence of a page of the dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shown {
    /// The document.
    pub document: PageId,
    /// Bytes of its text.
    pub span: Span,
}

/// Where the text and pages differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Differs {
    /// As in the dossier: `date`, `number`, `place`, ….
    pub kind: String,
    /// The rule that found it.
    pub rule: String,
    /// What the text says.
    pub claimed: String,
    /// What pages say.
    pub found: String,
    /// The sentences that say it.
    pub evidence: Vec<Shown>,
    /// Independent origins of these.
    pub origins: usize,
    /// Independent origins that say what the text says.
    pub backed: usize,
    /// Whether both cannot be true.
    pub excludes: bool,
    /// For a reader.
    pub words: String,
}

/// A sentence of the text.
#[derive(Clone, Debug)]
pub struct Audited {
    /// Bytes of the text.
    pub span: Span,
    /// What comes of it.
    pub verdict: Verdict,
    /// Belief that one page supports all of it, 0 to 1.
    pub score: f64,
    /// Best first.
    pub evidence: Vec<Shown>,
    /// Where pages differ from it.
    pub differences: Vec<Differs>,
    /// Independent origins of the pages that support it.
    pub origins: usize,
}

/// A name or figure that no page has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// `name` or `number`.
    pub kind: &'static str,
    /// Bytes of the text.
    pub span: Span,
}

/// A citation of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// What it cites, as the text has it.
    pub target: String,
    /// Byte of the text.
    pub at: usize,
    /// The sentence it stands with.
    pub sentence: Option<usize>,
    /// The document that it names; none when the dossier has no such page.
    pub document: Option<PageId>,
    /// What comes of the sentence by this page alone.
    pub verdict: Option<Verdict>,
}

/// What a text comes to.
#[derive(Clone, Debug, Default)]
pub struct Audit {
    /// The text as it was read, without marks.
    pub text: String,
    /// Every sentence in order.
    pub sentences: Vec<Audited>,
    /// What stands nowhere.
    pub unknown: Vec<Unknown>,
    /// What it cites.
    pub citations: Vec<Citation>,
}

/// Holds a text against the pages of a dossier. `pages`: their analyses, in the order of its documents.
pub fn audit(
    article: &Analysis,
    cited: &[Cited],
    dossier: &Dossier,
    pages: &IndexVec<PageId, Analysis>,
    models: &Models,
) -> Audit {
    let sources: Vec<Source<'_>> = pages.as_slice().par_iter().map(|p| Source::new(p, models)).collect();
    let values = dateline::judge::held(article);
    let sentences: Vec<SentenceId> =
        article.parse.sentences.ids().filter(|s| !trimmed(article, *s).is_empty()).collect();
    let of = |s: &SentenceId| Statement::new(article, s.index()..s.index() + 1, false, models);
    let own = |s: SentenceId| values.iter().filter(|v| v.sentence() == s).cloned().collect::<Vec<_>>();
    let checks: Vec<Option<Check>> = sentences
        .par_iter()
        .map(|s| {
            is_checkable(article, *s).then(|| {
                let statement = of(s);
                let near = nearest(&statement, &sources);
                let few: Vec<&Source<'_>> = near.iter().map(|p| &sources[*p]).collect();
                let mut check = check_statement(&statement, &own(*s), &few);
                check.evidence.iter_mut().for_each(|e| e.page = near[e.page]);
                check.supports.iter_mut().for_each(|p| *p = near[*p]);
                check
            })
        })
        .collect();
    let mut out = Audit { text: article.page.text.clone(), ..Audit::default() };
    for (sentence, check) in sentences.iter().zip(checks) {
        out.sentences.push(audited(article, *sentence, check, dossier));
    }
    for (span, differs) in differences(article, dossier, pages) {
        if let Some(sentence) = out.sentences.iter_mut().find(|s| s.span.overlaps(span)) {
            let said =
                |d: &Differs| (d.kind == differs.kind) && d.claimed == differs.claimed && d.found == differs.found;
            if !sentence.differences.iter().any(said) {
                sentence.differences.push(differs);
            }
        }
    }
    for sentence in &mut out.sentences {
        let contradicted = sentence.differences.iter().any(|d| d.excludes && d.backed == 0);
        if contradicted && sentence.verdict != Verdict::NotCheckable {
            sentence.verdict = Verdict::Contradicted;
        }
    }
    out.unknown = unknown(article, &sources);
    out.citations = cited
        .iter()
        .map(|c| {
            // A mark stands behind what it is for.
            let behind = |s: &Audited| s.span.start < c.at;
            let sentence = out.sentences.iter().rposition(behind);
            let document = document(&c.target, dossier);
            let verdict = document.zip(sentence).map(|(document, n)| {
                let id = sentences[n];
                match out.sentences[n].verdict {
                    Verdict::NotCheckable => Verdict::NotCheckable,
                    _ => check_statement(&of(&id), &own(id), &[&sources[document.index()]]).verdict,
                }
            });
            Citation { target: c.target.clone(), at: c.at, sentence, document, verdict }
        })
        .collect();
    out
}

/// A sentence without the white space around it.
fn trimmed(article: &Analysis, sentence: SentenceId) -> Span {
    let span = article.parse.sentence_span(sentence);
    let words = span.of(&article.page.text);
    let start = span.start + words.len() - words.trim_start().len();
    Span::new(start, start + words.trim().len())
}

/// Whether a sentence tells something that pages could tell: it has a verb, and is no heading and no question.
fn is_checkable(article: &Analysis, sentence: SentenceId) -> bool {
    let span = trimmed(article, sentence);
    let role = article.page.blocks.iter().find(|b| b.span.contains(span)).map(|b| b.role);
    let told = role.is_none_or(|r| matches!(r, Role::Body | Role::Standfirst));
    let tokens = article.parse.sentences[sentence].clone();
    let verb = tokens.clone().any(|t| matches!(article.parse.tokens[t].pos, Pos::Verb | Pos::Aux));
    let subject = tokens.into_iter().any(|t| article.parse.tokens[t].is_subject());
    told && verb && subject && !span.of(&article.page.text).trim_end_matches(['"', '”', ')']).ends_with('?')
}

/// The pages that have most of the words of a statement.
fn nearest(statement: &Statement<'_>, sources: &[Source<'_>]) -> Vec<usize> {
    let held = |source: &Source<'_>| -> f64 {
        let has = |w: &&crate::statement::Asked| w.keys.iter().any(|k| source.find(k).is_some());
        statement.words.iter().filter(has).map(|w| w.weight).sum()
    };
    let mut near: Vec<(usize, f64)> = sources.iter().map(held).enumerate().collect();
    near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut near: Vec<usize> = near.into_iter().take(PAGES).map(|n| n.0).collect();
    near.sort_unstable();
    near
}

fn audited(article: &Analysis, sentence: SentenceId, check: Option<Check>, dossier: &Dossier) -> Audited {
    let span = trimmed(article, sentence);
    let Some(check) = check else {
        return Audited {
            span,
            verdict: Verdict::NotCheckable,
            score: 0.0,
            evidence: Vec::new(),
            differences: Vec::new(),
            origins: 0,
        };
    };
    let origins: BTreeSet<OriginId> =
        check.supports.iter().filter_map(|p| dossier.documents.get(PageId::new(*p))).map(|d| d.origin).collect();
    Audited {
        span,
        // Which values exclude each other is for the rules of the engine to say.
        verdict: if check.verdict == Verdict::Contradicted { Verdict::Partly } else { check.verdict },
        score: check.score,
        evidence: check
            .evidence
            .iter()
            .take(EVIDENCE)
            .map(|e| Shown { document: PageId::new(e.page), span: e.span })
            .collect(),
        differences: Vec::new(),
        origins: origins.len(),
    }
}

/// What the rules of the engine find between the text and the pages, with the place in the text.
fn differences(article: &Analysis, dossier: &Dossier, pages: &IndexVec<PageId, Analysis>) -> Vec<(Span, Differs)> {
    /// No page of a pile has this id.
    const ARTICLE: &str = "\u{1}the text that is audited";
    let mut all: Vec<Analysis> = pages.iter().cloned().collect();
    let mut text = article.clone();
    text.page.id = ARTICLE.to_owned();
    text.page.path = ARTICLE.to_owned();
    all.push(text);
    let joint = assemble(&all, Vec::new());
    let Some(here) = joint.documents.position(|d| d.page.id == ARTICLE) else { return Vec::new() };
    let known = |page: PageId| {
        let id = &joint.documents[page].page.id;
        dossier.documents.position(|d| d.page.id == *id)
    };
    let origins = |support: &[dateline::Evidence]| -> BTreeSet<OriginId> {
        let documents = support.iter().filter(|s| s.document != here).filter_map(|s| known(s.document));
        documents.map(|d| dossier.documents[d].origin).collect()
    };
    let mut found = Vec::new();
    for d in joint.discrepancies.iter() {
        let Some(mine) = d.variants.iter().find(|v| v.support.iter().any(|s| s.document == here)) else { continue };
        let Some(at) = mine.support.iter().find(|s| s.document == here) else { continue };
        for other in d.variants.iter().filter(|v| v.support.iter().all(|s| s.document != here)) {
            let of = origins(&other.support);
            if of.is_empty() {
                continue;
            }
            let shown = other.support.iter().filter_map(|s| Some(Shown { document: known(s.document)?, span: s.span }));
            let excludes = d.status == DiscrepancyStatus::Contradiction;
            let backed = origins(&mine.support).len();
            let (claimed, told) = (in_words(&mine.value), in_words(&other.value));
            found.push((
                at.span,
                Differs {
                    kind: serde_json::to_value(d.kind)
                        .ok()
                        .and_then(|k| Some(k.as_str()?.to_owned()))
                        .unwrap_or_default(),
                    rule: d.rule.clone(),
                    words: said(&claimed, backed, &told, of.len()),
                    claimed,
                    found: told,
                    evidence: shown.take(EVIDENCE).collect(),
                    origins: of.len(),
                    backed,
                    excludes,
                },
            ));
        }
    }
    found
}

/// An ISO day as a reader writes it; anything else as it is.
fn in_words(value: &str) -> String {
    let day = value.parse::<jiff::civil::Date>().ok().filter(|_| value.len() == 10);
    day.map_or_else(|| value.to_owned(), |d| d.strftime("%-d %B %Y").to_string())
}

/// "the text says A; three sources say B".
fn said(claimed: &str, backed: usize, found: &str, origins: usize) -> String {
    const SMALL: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let sources = |n: usize| {
        let number = SMALL.get(n).map_or_else(|| n.to_string(), |w| (*w).to_owned());
        if n == 1 { format!("{number} source") } else { format!("{number} sources") }
    };
    let verb = if origins == 1 { "says" } else { "say" };
    match backed {
        0 => format!("the text says {claimed}; {} {verb} {found}", sources(origins)),
        n => format!(
            "the text says {claimed}, as {} {}; {} {verb} {found}",
            sources(n),
            if n == 1 { "does" } else { "do" },
            sources(origins)
        ),
    }
}

/// Names and figures of the text that no page has.
fn unknown(article: &Analysis, sources: &[Source<'_>]) -> Vec<Unknown> {
    let anywhere = |key: &str| sources.iter().any(|s| s.find(key).is_some());
    let timed = |span: Span| article.times.iter().any(|t| t.span.overlaps(span));
    let mut found = Vec::new();
    for entity in article.entities.iter().filter(|e| e.is_named()) {
        let Some(mention) = entity.mentions.iter().find(|m| m.kind == dateline::entity::MentionKind::Name) else {
            continue;
        };
        let words = article.parse.tokens_in(mention.span).filter_map(|t| word(article, t));
        let keys: Vec<String> = words.filter(|w| w.kind == Kind::Name).map(|w| w.key).collect();
        // The last word of a name tells who it is; the others may be a first name that pages leave out.
        if keys.last().is_some_and(|k| !anywhere(k)) {
            found.push(Unknown { kind: "name", span: mention.span });
        }
    }
    for (token, t) in article.parse.tokens.iter().enumerate().filter(|(_, t)| !timed(t.span)) {
        if let Some(w) = word(article, token).filter(|w| w.kind == Kind::Number)
            && w.key.starts_with('#')
            && !anywhere(&w.key)
        {
            found.push(Unknown { kind: "number", span: t.span });
        }
    }
    found.sort_by_key(|u| (u.span.start, u.span.end));
    found.dedup();
    found
}

/// The document that a citation names: by its id, or by its address without what differs between links to one page.
fn document(target: &str, dossier: &Dossier) -> Option<PageId> {
    if let Some(number) = target.strip_prefix('D').and_then(|n| n.parse::<usize>().ok()) {
        return number.checked_sub(1).map(PageId::new).filter(|d| dossier.documents.get(*d).is_some());
    }
    let bare = |url: &str| {
        let url = url.split('#').next().unwrap_or_default().to_lowercase();
        let url = url.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
        url.trim_end_matches('/').to_owned()
    };
    let wanted = bare(target);
    let is = |url: &Option<String>| url.as_deref().is_some_and(|u| bare(u) == wanted);
    dossier
        .documents
        .position(|d| is(&d.page.url) || is(&d.page.canonical_url) || d.page.id == target || d.page.path == target)
}
