//! # The dossier file
//! A dossier is one SQLite database that people may query with their own tools; `schema.sql` documents every table.
//!
//! In: a [`Dossier`] and the saved files it was made from. Out: a file, and the same [`Dossier`] back from it.
//!
//! ```no_run
//! use dateline::Dossier;
//! use dateline_store::{SavedFile, load, save};
//!
//! save("ferry.dossier".as_ref(), &Dossier::default(), &[SavedFile::new(b"<html>".to_vec())], "en_core_web_md 3.7.1")?;
//! let dossier = load("ferry.dossier".as_ref())?;
//! # Ok::<(), dateline_store::Error>(())
//! ```
//!
//! The same dossier gives the same bytes, on any day and in any folder. A file is written beside its destination and renamed
//! when it is whole, so a build that is killed leaves the former dossier as it was.

mod account;
mod check;
mod columns;
mod error;
mod load;
mod save;

pub use error::Error;
pub use load::{load, load_file};
pub use save::{SavedFile, save};

/// The format that this version writes, kept in `meta` and in SQLite's `user_version`. Files of other formats are refused:
/// a dossier is made anew from its pages in seconds.
pub const FORMAT_VERSION: i32 = 4;

/// SQLite's `application_id` of a dossier: `DTLN`.
const APPLICATION_ID: i32 = 0x4454_4C4E;
