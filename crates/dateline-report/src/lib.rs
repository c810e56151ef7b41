//! # Dossiers for readers
//! In: a [`Dossier`](dateline::Dossier). Out: a [`View`] of it, and from the view a self-contained HTML page ([`html`]) and
//! Markdown ([`markdown`]). No files are read or written here; the pages hold everything they need.

mod html;
mod markdown;
mod view;
mod words;

pub use html::html;
pub use markdown::markdown;
pub use view::*;
pub use words::{letter, published, when};
