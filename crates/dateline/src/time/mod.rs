//! Time expressions, what they mean, and how certain that is.
//!
//! In: a [`Page`](crate::page::Page) and its [`Parse`](crate::language::Parse). Out: [`Timex`]es with intervals on the calendar.

mod attach;
mod calendar;
mod construct;
mod direction;
mod edtf;
mod emit;
mod evaluate;
mod event_time;
mod extent;
mod focus;
mod genre;
mod grammar;
mod guard;
mod lexer;
mod meaning;
mod network;
pub(crate) mod order_words;
mod published;
mod relation;
mod standing;
mod symbols;
mod tag;
#[cfg(test)]
mod tests;
mod unit;
mod zones;

pub use attach::{Attacher, attach};
pub use edtf::published_edtf;
pub use event_time::{EventTime, TimeBasis};
pub use network::{Bounds, Constraint, Distance, Step, narrow};
pub use order_words::Relation;
pub(crate) use published::fits_weekdays;
pub use published::infer_published;
pub use relation::{End, Known, Stretch};
pub(crate) use unit::{Unit, of_duration};

use jiff::civil::DateTime;

/// A day of the calendar, as [`Interval`] and the publication date have it.
pub type Day = jiff::civil::Date;

pub(crate) use jiff::civil::Weekday;

/// The day of the week that a word names, in full or by its first three letters, in any case.
pub(crate) fn weekday(word: &str) -> Option<Weekday> {
    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let word = word.to_lowercase();
    let named = |name: &&str| **name == word || word.len() == 3 && name.starts_with(&word);
    Weekday::from_monday_zero_offset(NAMES.iter().position(named)? as i8).ok()
}

/// A moment of the calendar without zone.
pub type Moment = DateTime;

use serde::{Deserialize, Serialize};

use crate::Span;

/// A time expression in the manner of TIMEX3 (TimeML 1.2.1).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Timex {
    /// Where it stands.
    pub span: Span,
    /// DATE, TIME, DURATION or SET.
    pub kind: TimexKind,
    /// The TIMEX3 value, for example `2023-09-12`, `2023-W37`, `P3D`, `PRESENT_REF`; `None` when it cannot be told.
    pub value: Option<String>,
    /// TIMEX3 `mod`, for example `START`, `APPROX`.
    pub modifier: Option<String>,
    /// TIMEX3 `quant` of a SET.
    pub quant: Option<String>,
    /// TIMEX3 `freq` of a SET.
    pub freq: Option<String>,
    /// The stretch of the calendar it names; `None` for bare durations, sets and what could not be resolved.
    pub interval: Option<Interval>,
    /// Of a time by a clock whose zone is told: minutes that this clock goes ahead of UTC on the day.
    #[serde(default)]
    pub zone: Option<i16>,
    /// How the value was found, one step a line, for a reader.
    pub trail: Vec<String>,
}

/// Type of a TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)]
pub enum TimexKind {
    Date,
    Time,
    Duration,
    Set,
}

/// Bounds of a time, both inclusive, and the grain it was told in. A missing bound is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// Earliest moment.
    pub earliest: Option<DateTime>,
    /// Latest moment; for a day 23:59:59.
    pub latest: Option<DateTime>,
    /// Grain of the expression.
    pub granularity: Granularity,
    /// Whether the source says "about", "around" and the like.
    pub approximate: bool,
}

/// Grain of a time expression, finest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Granularity {
    Second,
    Minute,
    Hour,
    PartOfDay,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Season,
    HalfYear,
    Year,
    Decade,
    Century,
    Millennium,
    /// A stretch between two named ends, or of no calendar unit.
    Range,
}

/// Finds and resolves the time expressions of a page, in text order.
pub fn times(page: &crate::page::Page, parse: &crate::language::Parse) -> Vec<Timex> {
    tag::tagged(page, parse, page.published.anchor()).into_iter().map(|t| t.timex).collect()
}
