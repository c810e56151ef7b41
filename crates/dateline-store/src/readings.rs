//! How pages were read and what each tells by itself, written.

use std::collections::BTreeMap;

use dateline::Dossier;
use rusqlite::{Transaction, params};

use crate::columns::id;

/// What a later build needs to go on from a page of this one.
pub struct Reading {
    /// [`Page::id`](dateline::page::Page::id), which is unique in a pile.
    pub page: String,
    /// How it was found in its saved bytes; the program's reader knows what it says.
    pub recipe: Vec<u8>,
    /// From [`analysis_key`](crate::analysis_key).
    pub key: String,
    /// From [`pack`](crate::pack).
    pub analysis: Vec<u8>,
}

/// Writes the readings of the pages that became documents.
pub(crate) fn save(tx: &Transaction, dossier: &Dossier, readings: &[Reading]) -> rusqlite::Result<()> {
    let by_page: BTreeMap<&str, &Reading> = readings.iter().map(|r| (r.page.as_str(), r)).collect();
    let of_page = |d: &dateline::Document| by_page.get(d.page.id.as_str()).copied();
    // Pages of one content share an analysis.
    let by_key: BTreeMap<&str, &Reading> =
        dossier.documents.iter().filter_map(of_page).map(|r| (r.key.as_str(), r)).collect();
    let mut insert = tx.prepare("INSERT INTO analyses VALUES (?,?)")?;
    for (key, reading) in by_key {
        insert.execute(params![key, reading.analysis])?;
    }
    let mut insert = tx.prepare("INSERT INTO readings VALUES (?,?,?)")?;
    for (d, document) in dossier.documents.iter_enumerated() {
        if let Some(reading) = of_page(document) {
            insert.execute(params![id(d), reading.recipe, reading.key])?;
        }
    }
    Ok(())
}
