//! From the bytes of a saved page to a clean text that knows where it came from.
//!
//! In: the saved bytes and what the user knows about them ([`Hints`]). Out: a [`Page`], or the reason why there is none
//! ([`Unreadable`]). Text copies of whole pages are cleaned better when other pages of their outlet were seen before
//! ([`Furniture`]). Nothing here looks at the syntax of a sentence, touches a file or asks a clock.
//!
//! ```
//! use dateline::page::{Furniture, Hints, read};
//!
//! let html = b"<html><head><title>Dam bursts</title></head><body><article><p>The dam above Lower Velm burst \
//!     on Monday, flooding two villages, officials said.</p></article></body></html>";
//! let page = read(html, &Hints::default(), &Furniture::default())?;
//! assert_eq!(page.title.as_deref(), Some("Dam bursts"));
//! # Ok::<(), dateline::page::Unreadable>(())
//! ```

mod address;
mod build;
mod clean;
mod copy_day;
mod credit;
mod date;
mod dateline;
mod decode;
mod dump;
mod html;
mod kind;
mod lexicon;
mod outlet;
mod publisher;
mod read;
mod refused;
mod sniff;
#[cfg(test)]
mod tests;
mod tongue;

pub(crate) use credit::{agency_name, is_agency};
pub use dump::{HeadlineRow, LineRows, second_rows};
pub(crate) use publisher::publisher;
use read::Facts;
pub use read::{Furniture, Hints, Input, Unreadable, decoded, digest, headline_rows, line_rows, read};
pub(crate) use tongue::NOT_READ;

use serde::{Deserialize, Serialize};

use crate::Span;

/// One saved page, cleaned: the narrated text and what is known of its publication.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Page {
    /// Identity given by the input (`id` of a JSON Lines object, else the path); unique within a pile.
    pub id: String,
    /// Path of the saved file as the user named it, `/`-separated, relative to the folder that was walked.
    pub path: String,
    /// SHA-256 of the saved bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Headline.
    pub title: Option<String>,
    /// Newspaper, broadcaster, site or body that published the page.
    pub outlet: Option<String>,
    /// Names in the byline.
    pub authors: Vec<String>,
    /// News agencies credited for the text (never for a photograph only).
    pub agencies: Vec<String>,
    /// When it was published.
    pub published: Published,
    /// Address it was saved from.
    pub url: Option<String>,
    /// Address with mirrors, proxies and tracking removed.
    pub canonical_url: Option<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// When the copy was saved, ISO 8601, where its container tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub captured: Option<String>,
    /// The clean text: blocks joined by blank lines.
    pub text: String,
    /// What the parts of `text` are, in order, without overlap; bytes between two blocks are white space.
    pub blocks: Vec<Block>,
    /// Captions, credits, facts boxes and the headline: parts of the page that hold facts but are not narrated text; behind them teasers.
    #[serde(default)]
    pub asides: Vec<Aside>,
    /// Remarks of the cleaning.
    pub notes: Vec<Note>,
}

/// A part of the page that stands beside the narrated text. It is kept out of [`Page::text`], so that neither a
/// chronology nor a comparison of texts takes it for narration, and kept here, because it can support a fact when labelled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// What it says.
    pub text: String,
    /// What it is.
    pub role: Role,
    /// Bytes of the saved file that it came from.
    pub source: Option<Span>,
    /// The byte of [`Page::text`] before which it stood.
    pub before: usize,
}

/// A paragraph of the clean text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where it stands in [`Page::text`].
    pub span: Span,
    /// Bytes of the saved file that it came from, when the text was copied from there unchanged or nearly so.
    pub source: Option<Span>,
    /// What it is.
    pub role: Role,
}

/// What a block or an aside of a page is; menus, bare headlines of other articles and footers are neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The headline, when it is part of the text.
    Title,
    /// A line with the date only.
    Date,
    /// Place, day and agency before the first sentence of a report. Later stages read nothing in it.
    Dateline,
    /// The lead under the headline.
    Standfirst,
    /// A heading inside the text.
    Heading,
    /// Narrated text.
    Body,
    /// A note in which the paper corrects what it wrote.
    Correction,
    /// Text under a picture; in a clean text also a line between paragraphs that looks like one.
    Caption,
    /// Agencies and authors at the end.
    Credit,
    /// A box of facts, such as an encyclopedia's infobox.
    Facts,
    /// A passage about another article that the page announces as related: the description of its picture, or its summary.
    Teaser,
}

/// When a page was published: an interval of days, a point when the day is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// ISO date or date-time, when it is known to the day.
    pub value: Option<String>,
    /// First day it can have been published.
    pub earliest: Option<jiff::civil::Date>,
    /// Last day it can have been published.
    pub latest: Option<jiff::civil::Date>,
    /// What this rests on; `None` when nothing is known.
    pub basis: Option<PublishedBasis>,
    /// Why, one reason a line, for a reader.
    pub reasons: Vec<String>,
}

impl Published {
    /// Both at once: the part that two intervals have in common, with the reasons of both. Where they exclude each other, the other one's
    /// bounds go.
    #[must_use]
    pub fn and(mut self, other: &Published) -> Published {
        let first = self.earliest.max(other.earliest);
        let last = match (self.latest, other.latest) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        if first.zip(last).is_some_and(|(a, b)| a > b) {
            return self;
        }
        self.reasons.retain(|r| !other.reasons.contains(r));
        self.reasons.splice(0..0, other.reasons.iter().cloned());
        self.value = first.filter(|a| Some(*a) == last).map(|day| day.to_string());
        Published { earliest: first, latest: last, basis: self.basis.or(other.basis), ..self }
    }

    /// A page was published no later than its copy was saved: `captured` bounds a publication whose end is not known.
    pub fn no_later_than(&mut self, captured: Option<&str>) {
        let day = captured.and_then(|c| c.get(..10)).and_then(|c| c.parse::<jiff::civil::Date>().ok());
        if let Some(day) = day
            && self.latest.is_none()
            && self.earliest.is_none_or(|first| first <= day)
        {
            // Captures are dated in UTC; east of it the page's own day can be the next one.
            self.latest = day.tomorrow().ok();
            self.basis = self.basis.or(Some(PublishedBasis::Inferred));
            self.reasons.push(format!("the copy was saved on {day}"));
        }
    }

    /// The day to resolve words such as "Monday" against: the day itself, else the middle of a short interval.
    pub fn anchor(&self) -> Option<jiff::civil::Date> {
        match (self.earliest, self.latest) {
            (Some(a), Some(b)) if a == b => Some(a),
            (Some(a), Some(b)) => {
                let days = (b - a).get_days();
                (0..=14).contains(&days).then(|| a.saturating_add(jiff::Span::new().days(days / 2)))
            }
            _ => None,
        }
    }
}

/// What a publication date rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PublishedBasis {
    /// A date line of the page.
    Stated,
    /// The page's metadata.
    Metadata,
    /// The address.
    Address,
    /// Worked out from the text or from other pages.
    Inferred,
    /// Given by the user.
    Given,
}

/// A remark of the program on a document: analysis never fails, it notes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Stable name of the kind of remark, for example `unclosed-quotation`.
    pub code: String,
    /// Where, in the clean text.
    pub span: Option<Span>,
    /// For a reader.
    pub message: String,
}

impl Page {
    /// A page of clean text, left as it is: paragraphs become blocks.
    pub fn from_text(id: &str, text: &str, published: Option<&str>) -> Page {
        let mut blocks = clean::blocks(text);
        dateline::set_apart(text, &mut blocks);
        Page {
            id: id.into(),
            path: id.into(),
            text: text.into(),
            blocks,
            published: published.map(|p| read::given(p, &date::Context::default())).unwrap_or_default(),
            ..Page::default()
        }
    }
}
