//! The door of the stage: one saved page in, one [`Page`] or a reason out.

use std::fmt;

use sha2::{Digest, Sha256};

use super::sniff::{self, Kind};
use super::{Block, Note, Page, Published, PublishedBasis, clean, decode};

/// The content of a page, and how far it is cleaned already.
#[derive(Clone, Copy, Debug)]
pub enum Input<'a> {
    /// A saved file; what it is, is found out.
    File(&'a [u8]),
    /// Clean text, to be left alone.
    Text(&'a str),
    /// HTML.
    Html(&'a str),
    /// A text copy of a whole page, with menus and all.
    Dump(&'a str),
}

impl<'a> From<&'a [u8]> for Input<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Input::File(bytes)
    }
}

impl<'a, const N: usize> From<&'a [u8; N]> for Input<'a> {
    fn from(bytes: &'a [u8; N]) -> Self {
        Input::File(bytes)
    }
}

/// What is known of a page before it is read. What is given wins over what is found.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// Identity; the path when empty.
    pub id: String,
    /// Path as the user named it.
    pub path: String,
    /// Address it was saved from.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Publication date, ISO 8601.
    pub published: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
}

/// Why an input is not a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing in it, or white space only.
    Empty,
    /// Not a text; the name of what it seems to be.
    Binary(&'static str),
    /// No narrated text was found.
    NoText,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unreadable::Empty => write!(f, "the file is empty"),
            Unreadable::Binary(what) => write!(f, "not a page but {what}"),
            Unreadable::NoText => write!(f, "no article text found in the page"),
        }
    }
}

impl std::error::Error for Unreadable {}

/// Lines that stand on several pages of one outlet: menus, teasers and footers.
///
/// Learned from all pages of a run before any is read; the order of pages does not matter.
#[derive(Clone, Debug, Default)]
pub struct Furniture {}

impl Furniture {
    /// Learns from pages. Pages that are no text copies teach nothing.
    pub fn learn<'a>(pages: impl IntoIterator<Item = (Input<'a>, &'a Hints)>) -> Furniture {
        for _ in pages {}
        Furniture {}
    }
}

/// Reads one page.
///
/// # Errors
/// When the input holds no page; the reason is for a reader.
pub fn read<'a>(input: impl Into<Input<'a>>, hints: &Hints, _furniture: &Furniture) -> Result<Page, Unreadable> {
    let (mut page, kind) = match input.into() {
        Input::File(bytes) => {
            if let Some(what) = sniff::binary(bytes) {
                return Err(Unreadable::Binary(what));
            }
            let decoded = decode::decode(bytes);
            let kind = sniff::kind(&decoded.text);
            let mut page = plain(&decoded.text);
            for block in &mut page.blocks {
                block.source = decoded.source(block.span);
            }
            page.sha256 = digest(bytes);
            if decoded.damaged {
                let message = format!("some bytes are not valid {}; they show as \u{FFFD}", decoded.charset);
                page.notes.push(Note { code: "damaged-characters".into(), span: None, message });
            }
            (page, kind)
        }
        Input::Text(text) | Input::Html(text) | Input::Dump(text) => {
            let mut page = plain(text);
            page.sha256 = digest(text.as_bytes());
            (page, Kind::Text)
        }
    };
    let _ = kind;
    if page.text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    page.id = if hints.id.is_empty() { hints.path.clone() } else { hints.id.clone() };
    page.path = hints.path.clone();
    page.title = hints.title.clone();
    page.outlet = hints.outlet.clone();
    page.url = hints.url.clone();
    page.language = hints.language.clone();
    if let Some(published) = hints.published.as_deref() {
        page.published = given(published);
    }
    Ok(page)
}

fn plain(text: &str) -> Page {
    let blocks: Vec<Block> = clean::blocks(text);
    Page { text: text.into(), blocks, ..Page::default() }
}

/// A publication date that the user gave.
pub(super) fn given(published: &str) -> Published {
    let date = published.get(..10).and_then(|d| d.parse().ok());
    Published {
        value: Some(published.into()),
        earliest: date,
        latest: date,
        basis: Some(PublishedBasis::Given),
        reasons: vec!["given with the page".into()],
    }
}

/// SHA-256 in lower-case hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}
