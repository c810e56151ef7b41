//! `dateline audit`: a text against the pages of a dossier, or many statements each against pages of its own.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail};
use dateline::page::Page;
use dateline::{Analysis, IndexVec, Models, PageId, analyze};
use dateline_audit::{Cited, Source, Verdict, audit_json, batch_json};
use rayon::prelude::*;
use serde::Deserialize;

use super::models;
use crate::Status;
use crate::args::Audit;
use crate::output::{json_line, print};
use crate::show::{audited, audited_markdown};

/// Lines of a batch that are worked on together.
const BATCH: usize = 256;

/// Checks a text or a batch.
pub fn audit(args: &Audit) -> Result<Status> {
    if let Some(batch) = &args.batch {
        return check_batch(batch);
    }
    let (Some(file), Some(article)) = (&args.file, &args.article) else { bail!("a dossier and a text are needed") };
    let dossier = dateline_store::load(file)?;
    let models = models()?;
    let (page, cited) = text(article, args.published.as_deref())?;
    let article = analyze(&page, &models);
    let pages: Vec<Analysis> = dossier.documents.as_slice().par_iter().map(|d| analyze(&d.page, &models)).collect();
    let pages: IndexVec<PageId, Analysis> = pages.into_iter().collect();
    let audit = dateline_audit::audit(&article, &cited, &dossier, &pages, &models);
    if args.json {
        print(&(serde_json::to_string(&audit_json(&audit, &dossier))? + "\n"))?;
    } else if args.md {
        print(&audited_markdown(&audit, &dossier))?;
    } else {
        print(&audited(&audit, &dossier, &super::style(args.color, args.width, args.ascii), args.all))?;
    }
    let held = |v: Verdict| matches!(v, Verdict::Supported | Verdict::NotCheckable);
    let sound = audit.sentences.iter().all(|s| held(s.verdict)) && audit.citations.iter().all(|c| c.document.is_some());
    Ok(if args.strict && !sound { Status::Skipped } else { Status::Done })
}

/// The text with its citations. Markdown and wikitext lose their marks; anything else is read as pages are.
fn text(path: &Path, published: Option<&str>) -> Result<(Page, Vec<Cited>)> {
    let words = if path == Path::new("-") {
        let mut words = String::new();
        std::io::stdin().read_to_string(&mut words).context("cannot read standard input")?;
        Some(words)
    } else {
        std::fs::read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok())
    };
    let html = |w: &str| {
        let start: String = w.trim_start().chars().take(200).collect::<String>().to_lowercase();
        start.starts_with("<!doctype") || start.starts_with("<html") || start.contains("<head")
    };
    if let Some(words) = words.filter(|w| !html(w)) {
        let plain = match dateline_audit::has_markup(&words) {
            true => dateline_audit::plain(&words),
            false => dateline_audit::Plain { text: words, citations: Vec::new() },
        };
        if plain.text.trim().is_empty() {
            bail!("{} holds no text", path.display());
        }
        return Ok((Page::from_text(&path.display().to_string(), &plain.text, published), plain.citations));
    }
    let found = dateline_read::read_inputs(&[path.to_path_buf()], &dateline_read::Options::default());
    let reason = found.skipped.first().map(|s| s.reason.clone());
    let page = found.pages.into_iter().next();
    let page =
        page.with_context(|| format!("{}: {}", path.display(), reason.unwrap_or_else(|| "no text".to_owned())))?;
    Ok((page, Vec::new()))
}

/// A line of a batch.
#[derive(Deserialize)]
struct Line {
    id: String,
    statement: String,
    pages: Vec<Given>,
}

/// A page of a line.
#[derive(Deserialize)]
struct Given {
    id: String,
    text: String,
}

fn check_batch(path: &Path) -> Result<Status> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let models = models()?;
    let lines: Vec<Line> = text
        .lines()
        .enumerate()
        .filter(|(_, l)| !l.trim().is_empty())
        .map(|(n, l)| serde_json::from_str(l).with_context(|| format!("{}:{}", path.display(), n + 1)))
        .collect::<Result<_>>()?;
    let mut known: BTreeMap<&str, Analysis> = BTreeMap::new();
    for batch in lines.chunks(BATCH) {
        let mut texts: Vec<&str> = batch.iter().flat_map(|l| l.pages.iter().map(|p| p.text.as_str())).collect();
        texts.sort_unstable();
        texts.dedup();
        // Pages of the lines before are kept as long as lines name them.
        known.retain(|t, _| texts.binary_search(t).is_ok());
        texts.retain(|t| !known.contains_key(t));
        let read: Vec<(&str, Analysis)> =
            texts.par_iter().map(|t| (*t, analyze(&Page::from_text("page", t, None), &models))).collect();
        known.extend(read);
        let done: Vec<Result<String>> = batch.par_iter().map(|line| check_line(line, &known, &models)).collect();
        for line in done {
            print(&(line? + "\n"))?;
        }
    }
    Ok(Status::Done)
}

fn check_line(line: &Line, known: &BTreeMap<&str, Analysis>, models: &Models) -> Result<String> {
    let statement = analyze(&Page::from_text("statement", &line.statement, None), models);
    let pages = line.pages.iter().filter_map(|p| Some((p.id.clone(), known.get(p.text.as_str())?)));
    let (ids, analyses): (Vec<String>, Vec<&Analysis>) = pages.unzip();
    let sources: Vec<Source<'_>> = analyses.into_iter().map(|a| Source::new(a, models)).collect();
    let check = dateline_audit::check(&statement, &sources, models);
    Ok(json_line(&batch_json(&line.id, &check, &line.statement, &sources, &ids))?)
}
