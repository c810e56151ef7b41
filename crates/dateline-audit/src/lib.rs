//! # The audit
//! Holds a text against the pages that it should rest on: what they tell too, what they tell otherwise, what stands nowhere.
//!
//! In: the analysis of a text, and analysed pages. Out: a [`Check`] for a statement. A statement's words are looked for in the company
//! that they keep ([`align`]), its typed values are held against the pages' values ([`slots`]), and a small fitted scorer over features
//! that can be said in words ([`features`]) weighs both. Nothing here reads files or prints.

mod align;
mod article;
mod check;
mod evidence;
mod features;
mod json;
mod markup;
mod model;
mod slots;
mod source;
mod statement;

pub use article::{Audit, Audited, Citation, Differs, Shown, Unknown, audit};
pub use check::{Check, Evidence, Verdict, check};
pub use features::NAMES;
pub use json::{AuditJson, BatchJson, audit_json, batch_json};
pub use markup::{Cited, Plain, has_markup, plain};
pub use slots::Difference;
pub use source::Source;
