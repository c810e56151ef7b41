//! `dateline build`: a pile becomes a dossier.

use std::sync::atomic::AtomicUsize;

use anyhow::Result;
use dateline::{DiscrepancyStatus, Dossier, assemble};
use dateline_store::SavedFile;
use serde::Serialize;

use super::{finish, models, nothing_to_read};
use crate::args::Build;
use crate::output::{complain, count, print};
use crate::progress::Progress;
use crate::{Status, pile};

/// Reads, analyses, assembles and saves.
pub fn build(args: &Build) -> Result<Status> {
    pile::start_threads(&args.inputs)?;
    let mut pile = pile::read(&args.inputs);
    if pile.pages.is_empty() {
        return Err(nothing_to_read(&pile.skipped, &args.inputs));
    }
    let models = models()?;
    let progress = Progress::new("analysing");
    let results = pile::analyze_pages(&pile.pages, &models, &progress, &AtomicUsize::new(0), pile.pages.len());
    drop(progress);
    let mut analyses = Vec::with_capacity(results.len());
    for result in results {
        match result {
            Ok(analysis) => analyses.push(analysis),
            Err(skipped) => pile.skipped.push(skipped),
        }
    }
    let files: Vec<SavedFile> = pile.pages.into_iter().map(|(_, bytes)| SavedFile::new(bytes)).collect();
    pile.skipped.sort_by(|a, b| (&a.path, &a.reason).cmp(&(&b.path, &b.reason)));
    let dossier = assemble(&analyses, pile.skipped);
    dateline_store::save(&args.output, &dossier, &files, dateline::Models::NAME)?;
    let summary = Summary::of(&dossier);
    if args.json {
        print(&(serde_json::to_string(&summary)? + "\n"))?;
    }
    complain(&format!("wrote {}: {}", args.output.display(), summary.words()));
    Ok(finish(&dossier.skipped, &args.inputs))
}

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
}

impl Summary {
    fn of(dossier: &Dossier) -> Self {
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
        }
    }

    fn words(&self) -> String {
        [
            count(self.documents, "document", "documents"),
            count(self.timeline, "line of chronology", "lines of chronology"),
            count(self.quotations, "quotation", "quotations"),
            format!(
                "{} ({})",
                count(self.discrepancies, "discrepancy", "discrepancies"),
                count(self.contradictions, "contradiction", "contradictions")
            ),
            count(self.forecasts, "forecast", "forecasts"),
            format!("{} skipped", self.skipped),
        ]
        .join(", ")
    }
}
