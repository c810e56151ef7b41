//! What a dossier holds of the pile it was made from: all that a later build needs in place of the pages.

use std::collections::BTreeMap;
use std::path::Path;

use dateline::Skipped;

use crate::analyses::unzip;
use crate::error::{Error, Kind};
use crate::load::open;

/// A page of a former build.
pub struct FormerPage {
    /// Path as in [`Page::path`](dateline::page::Page::path).
    pub path: String,
    /// SHA-256 of its saved bytes.
    pub sha256: String,
    /// How it was found in them; empty in dossiers of formats that did not keep it.
    pub recipe: Vec<u8>,
    /// The saved bytes.
    pub bytes: Vec<u8>,
}

/// The pile of a former build.
#[derive(Default)]
pub struct Former {
    /// Its pages, in the order of documents.
    pub pages: Vec<FormerPage>,
    /// Stored analyses by key.
    pub analyses: BTreeMap<String, Vec<u8>>,
    /// What was no page.
    pub skipped: Vec<Skipped>,
}

impl Former {
    /// Reads it.
    ///
    /// # Errors
    /// As [`load`](crate::load), and when the saved bytes of a page are not there or not those of its digest.
    pub fn read(path: &Path) -> Result<Former, Error> {
        let (db, version) = open(path)?;
        let rows = |sql: &str, read: &mut dyn FnMut(&rusqlite::Row) -> rusqlite::Result<()>| {
            let mut statement = db.prepare(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                read(row)?;
            }
            Ok(())
        };
        let mut former = Former::default();
        let mut packed = Vec::new();
        let sql = if version < crate::READINGS_SINCE {
            "SELECT d.path, d.sha256, x'', f.content FROM documents d LEFT JOIN files f USING (sha256) ORDER BY d.id"
        } else {
            "SELECT d.path, d.sha256, coalesce(r.recipe, x''), f.content FROM documents d LEFT JOIN files f USING (sha256)
             LEFT JOIN readings r ON r.document = d.id ORDER BY d.id"
        };
        rows(sql, &mut |r| {
            packed.push((r.get::<_, String>(0)?, r.get::<_, String>(1)?, r.get(2)?, r.get::<_, Option<Vec<u8>>>(3)?));
            Ok(())
        })
        .map_err(Error::sql(path))?;
        for (name, sha256, recipe, content) in packed {
            let damaged = |what: &str| Error::new(path, Kind::Damaged(format!("the saved bytes of {name} {what}")));
            let content = content.ok_or_else(|| damaged("are missing"))?;
            let bytes = unzip(&content).ok_or_else(|| damaged("cannot be unpacked"))?;
            if crate::save::digest(&bytes) != sha256 {
                return Err(damaged("are not those of its digest"));
            }
            former.pages.push(FormerPage { path: name, sha256, recipe, bytes });
        }
        if version >= crate::READINGS_SINCE {
            rows("SELECT key, content FROM analyses", &mut |r| {
                former.analyses.insert(r.get(0)?, r.get(1)?);
                Ok(())
            })
            .map_err(Error::sql(path))?;
        }
        rows("SELECT path, reason FROM skipped ORDER BY position", &mut |r| {
            former.skipped.push(Skipped { path: r.get(0)?, reason: r.get(1)? });
            Ok(())
        })
        .map_err(Error::sql(path))?;
        Ok(former)
    }
}
