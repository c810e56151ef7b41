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
mod analyses;
mod check;
mod columns;
mod error;
mod former;
mod load;
mod migrate;
mod parts;
mod readings;
mod save;
mod target;

pub use analyses::{analysis_key, pack, unpack};
pub use error::Error;
pub use former::{Former, FormerPage};
pub use load::{load, load_file};
pub use readings::Reading;
pub use save::{SavedFile, save, save_to};
pub use target::Target;

/// The format that this version writes, kept in `meta` and in SQLite's `user_version`. Files since [`OLDEST_FORMAT`] are read, too.
pub const FORMAT_VERSION: i32 = 6;

/// The oldest format that is still read.
pub const OLDEST_FORMAT: i32 = 3;

/// The first format that keeps how pages were read and what they tell.
const READINGS_SINCE: i32 = 5;

/// SQLite's `application_id` of a dossier: `DTLN`.
const APPLICATION_ID: i32 = 0x4454_4C4E;
