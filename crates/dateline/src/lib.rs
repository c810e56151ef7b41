//! # Dateline
//! Reads a pile of saved pages on one event and builds the sourced account of it: what happened, when, and who says so.
//!
//! Two functions are the system. [`analyze`] looks at one page and nothing else; [`assemble`] looks at the pile:
//!
//! ```no_run
//! use dateline::{Models, analyze, assemble, page::Page};
//!
//! let models = Models::embedded();
//! let page = Page::from_text("a.txt", "The dam burst on Monday, officials said.", Some("2024-05-14"));
//! let analysis = analyze(&page, &models);
//! let dossier = assemble(&[analysis], Vec::new());
//! assert_eq!(dossier.documents.len(), 1);
//! ```
//!
//! Offsets are bytes everywhere in this library; [`contract`] turns them into code points for JSON. The library reads no files,
//! no clock and no locale, and gives the same result for any order of pages.

pub mod contract;
pub mod entity;
pub mod event;
pub mod fitted;
pub mod judge;
pub mod language;
pub mod lexicon;
pub mod link;
pub mod page;
pub mod speech;
pub mod tell;
pub mod time;

mod analysis;
mod assemble;
mod data;
mod dossier;
mod faults;
mod ids;
mod models;
mod numerals;
mod span;

/// A digest of the engine's sources and data: analyses that bear another one were made by another engine.
pub const ENGINE: &str = env!("DATELINE_ENGINE");

pub use analysis::{Analysis, analyze};
pub use assemble::{assemble, assemble_as};
pub use dossier::*;
pub use ids::{
    DiscrepancyId, EntityId, EventId, ForecastId, Id, IndexVec, Local, LocalEntity, MentionId, OriginId, PageId,
    QuotationId, SentenceId, StoryId, UtteranceId,
};
pub use link::Telling;
pub use models::{ModelFiles, Models};
pub use numerals::number_at;
pub use span::{CodePoints, Span};
