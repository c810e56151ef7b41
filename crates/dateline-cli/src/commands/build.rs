//! `dateline build` and `dateline add`: a pile becomes a dossier, and a dossier grows.
//!
//! Both read only the pages that the dossier does not hold already, and give what a build from nothing over the same pages gives.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use dateline::{Analysis, DiscrepancyStatus, Dossier, Models, Skipped, Telling, assemble_as};
use dateline_read::{Changes, How};
use dateline_report::View;
use dateline_store::{Former, Reading, SavedFile, Target};
use serde::Serialize;

use super::{finish, models, nothing_to_read};
use crate::Status;
use crate::args::{Add, Build, Inputs, Stories};
use crate::output::{complain, count, print};
use crate::pile::{self, Pile, Told};
use crate::progress::Progress;

/// `dateline build`.
pub fn build(args: &Build) -> Result<Status> {
    let how = if args.prune { How::Prune } else { How::Renew };
    write(&output(args)?, &args.inputs, how, &args.stories, args.json)
}

/// `dateline add`.
pub fn add(args: &Add) -> Result<Status> {
    if !args.file.exists() {
        bail!("{}: there is no such dossier; `dateline build` makes one", args.file.display());
    }
    write(&args.file, &args.inputs, How::Add, &args.stories, args.json)
}

/// Reads, analyses, assembles and saves.
fn write(file: &Path, inputs: &Inputs, how: How, stories: &Stories, json: bool) -> Result<Status> {
    pile::start_threads(inputs)?;
    if let Some(input) = inputs.inputs.iter().find(|i| is_same(i, file)) {
        bail!("{} is one of the inputs and would be overwritten", input.display());
    }
    // All that can be wrong with the place is said before the work begins.
    let target = Target::open(file, &|holder| {
        complain(&format!("{} is being written by {holder}; waiting for it to end", file.display()));
    })?;
    let mut former = if target.is_dossier() { Former::read(file)? } else { Former::default() };
    let pages = std::mem::take(&mut former.pages).into_iter();
    let pages = pages.map(|p| dateline_read::Former { path: p.path, recipe: p.recipe, bytes: p.bytes }).collect();
    let mut pile = pile::read_onto(inputs, pages, how);
    if how == How::Add {
        keep_skipped(&mut pile, former.skipped);
    }
    if pile.pages.is_empty() {
        return Err(nothing_to_read(&pile.skipped, inputs));
    }
    let models = models()?;
    let skipped = std::mem::take(&mut pile.skipped);
    let telling = if stories.one_story { Telling::Together } else { Telling::Story(usize::from(stories.story)) };
    let work = |stored| assembled(&pile, stored, &skipped, &models, telling);
    // Stored analyses are what a file says they are. If the pile cannot be put together from them, the pages are read again.
    let made = match catch_unwind(AssertUnwindSafe(|| work(&former.analyses))) {
        Ok(made) => made,
        Err(_) if !former.analyses.is_empty() => work(&BTreeMap::new()),
        Err(panic) => resume_unwind(panic),
    };
    let Made { dossier, readings, read } = made;
    if dossier.documents.is_empty() {
        return Err(nothing_to_read(&dossier.skipped, inputs));
    }
    if usize::from(stories.story) > dossier.stories.len() {
        let told = count(dossier.stories.len(), "story", "stories");
        complain(&format!("the pages tell of {told}; the largest is told"));
    }
    let files: Vec<SavedFile> = pile.pages.into_iter().map(|(_, bytes)| SavedFile::new(bytes)).collect();
    dateline_store::save_to(&target, &dossier, &files, &readings, dateline::Models::NAME)?;
    let summary = Summary::of(&dossier, &pile.changes, read);
    if json {
        print(&(serde_json::to_string(&summary)? + "\n"))?;
    }
    tell_changes(&pile.changes, how, target.is_dossier());
    tell(&dossier, file, &summary);
    Ok(finish(&dossier.skipped, inputs))
}

/// The dossier of inputs by itself, and their saved bytes.
pub fn made(inputs: &Inputs) -> Result<(Dossier, Vec<SavedFile>)> {
    pile::start_threads(inputs)?;
    let pile = pile::read_onto(inputs, Vec::new(), How::Renew);
    let models = models()?;
    let Made { dossier, .. } = assembled(&pile, &BTreeMap::new(), &pile.skipped, &models, Telling::Found);
    Ok((dossier, pile.pages.into_iter().map(|(_, bytes)| SavedFile::new(bytes)).collect()))
}

/// Where the dossier goes: where the user says, else here, under the name of the one input.
fn output(args: &Build) -> Result<PathBuf> {
    if let Some(output) = &args.output {
        return Ok(output.clone());
    }
    let [input] = args.inputs.inputs.as_slice() else {
        bail!("of several inputs none gives the dossier its name\nsay where to write it: -o NAME.dossier");
    };
    let whole = input.canonicalize().unwrap_or_else(|_| input.clone());
    let name = if whole.is_dir() { whole.file_name() } else { whole.file_stem() };
    match name {
        Some(name) => Ok(PathBuf::from(name).with_extension("dossier")),
        None => bail!("{} gives the dossier no name\nsay where to write it: -o NAME.dossier", input.display()),
    }
}

/// Says what was built: counts, title, the first open questions, and what to do next.
fn tell(dossier: &Dossier, output: &Path, summary: &Summary) {
    let view = View::new(dossier);
    complain(&format!("wrote {}: {}", output.display(), summary.words()));
    complain(&format!("{}\n{}", view.title, crate::show::origins(&view)));
    let open = view.discrepancies.iter().filter(|d| d.status == "contradiction");
    open.take(QUESTIONS).for_each(|d| complain(&format!("  {} {}", d.question, d.answer)));
    complain(&format!("next: dateline show {}", output.display()));
}

/// So many open questions are told when a dossier is built.
const QUESTIONS: usize = 3;

/// What comes of a pile.
struct Made {
    dossier: Dossier,
    readings: Vec<Reading>,
    /// How many pages were analysed; of the others there were stored analyses.
    read: usize,
}

/// Analyses what is not stored, and assembles.
fn assembled(
    pile: &Pile,
    stored: &BTreeMap<String, Vec<u8>>,
    skipped: &[Skipped],
    models: &Models,
    telling: Telling,
) -> Made {
    let progress = Progress::new("analysing");
    let told = pile::tell_pages(&pile.pages, stored, models, &progress);
    drop(progress);
    let (mut skipped, mut read) = (skipped.to_vec(), 0);
    let (mut analyses, mut readings): (Vec<Analysis>, Vec<Reading>) = (Vec::new(), Vec::new());
    for (result, recipe) in told.into_iter().zip(&pile.recipes) {
        match result {
            Ok(Told { analysis, key, packed, stored }) => {
                read += usize::from(!stored);
                let page = analysis.page.id.clone();
                readings.push(Reading { page, recipe: recipe.clone(), key, analysis: packed });
                analyses.push(analysis);
            }
            Err(failed) => skipped.push(failed),
        }
    }
    skipped.sort_by(|a, b| (&a.path, &a.reason).cmp(&(&b.path, &b.reason)));
    Made { dossier: assemble_as(&analyses, skipped, telling), readings, read }
}

/// What was no page before is still named, unless it is one now.
fn keep_skipped(pile: &mut Pile, former: Vec<Skipped>) {
    let now: BTreeSet<&str> =
        pile.pages.iter().map(|(p, _)| p.path.as_str()).chain(pile.skipped.iter().map(|s| s.path.as_str())).collect();
    let still: Vec<Skipped> = former.into_iter().filter(|s| !now.contains(s.path.as_str())).collect();
    pile.skipped.extend(still);
}

/// Whether two paths are one file.
fn is_same(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

/// Says what is new against the dossier that was there.
fn tell_changes(changes: &Changes, how: How, onto: bool) {
    if !onto {
        return;
    }
    let pages = |n: usize| count(n, "page", "pages");
    let Changes { new, changed, same, gone } = changes;
    let kept = if how == How::Add { "the same name as another page, both kept" } else { "changed" };
    complain(&format!("{} new, {} {kept}, {} as before", pages(new.len()), changed.len(), pages(*same)));
    let fate = if how == How::Prune {
        "left out, as it is gone from the inputs"
    } else {
        "kept, though gone from the inputs (--prune leaves it out)"
    };
    for path in gone.iter().take(NAMED) {
        complain(&format!("{path}: {fate}"));
    }
    if gone.len() > NAMED {
        complain(&format!("… and {} more", pages(gone.len() - NAMED)));
    }
}

/// More than this many are counted instead of named.
const NAMED: usize = 20;

/// What a dossier holds, in numbers.
#[derive(Serialize)]
struct Summary {
    documents: usize,
    skipped: usize,
    stories: usize,
    /// Lines of the chronology.
    timeline: usize,
    quotations: usize,
    discrepancies: usize,
    contradictions: usize,
    forecasts: usize,
    /// Against the dossier that was there; all pages are new when there was none.
    new: Vec<String>,
    changed: Vec<String>,
    gone: Vec<String>,
    /// Pages that were analysed; the others' analyses were stored.
    analysed: usize,
}

impl Summary {
    fn of(dossier: &Dossier, changes: &Changes, analysed: usize) -> Self {
        let contradiction = |x: &&dateline::Discrepancy| x.status == DiscrepancyStatus::Contradiction;
        Self {
            documents: dossier.documents.len(),
            skipped: dossier.skipped.len(),
            stories: dossier.stories.len(),
            timeline: dossier.timeline.len(),
            quotations: dossier.quotations.len(),
            discrepancies: dossier.discrepancies.len(),
            contradictions: dossier.discrepancies.iter().filter(contradiction).count(),
            forecasts: dossier.forecasts.len(),
            new: changes.new.clone(),
            changed: changes.changed.clone(),
            gone: changes.gone.clone(),
            analysed,
        }
    }

    fn words(&self) -> String {
        [
            count(self.documents, "page", "pages"),
            count(self.timeline, "line of chronology", "lines of chronology"),
            count(self.quotations, "statement", "statements"),
            format!(
                "{} ({})",
                count(self.discrepancies, "difference", "differences"),
                count(self.contradictions, "open", "open")
            ),
            count(self.forecasts, "prediction", "predictions"),
            format!("{} skipped", self.skipped),
        ]
        .join(", ")
    }
}
