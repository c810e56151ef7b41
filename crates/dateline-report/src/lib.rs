//! # Dossiers for readers
//! In: a [`Dossier`](dateline::Dossier). Out: a [`View`] of it, and from the view a self-contained HTML page ([`html`]) and
//! Markdown ([`markdown`]). No files are read or written here; the pages hold everything they need.

mod account;
pub mod ask;
mod html;
mod markdown;
mod names;
mod plain;
mod view;
mod words;

pub use account::account;
pub use html::html;
pub use markdown::{inline, markdown};
pub use names::Names;
pub use plain::clean;
pub use view::*;
pub use words::{letter, published, when};
