//! Across pages: copies and origins, stories, entities, events, utterances.
//!
//! In: the [`Analysis`] of every page. Out: a [`Dossier`].

mod copies;

use crate::{Analysis, Document, Dossier, Skipped};

/// See [`crate::assemble`].
pub fn assemble(analyses: &[Analysis], skipped: Vec<Skipped>) -> Dossier {
    let documents = analyses
        .iter()
        .map(|a| Document {
            page: a.page.clone(),
            sentences: (0..a.parse.sentences.len()).map(|s| a.parse.sentence_span(s)).collect(),
            story: 0,
            origin: 0,
        })
        .collect();
    Dossier { documents, skipped, ..Dossier::default() }
}
