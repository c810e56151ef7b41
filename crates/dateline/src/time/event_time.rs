//! The time of an event, and what it rests on.

use serde::{Deserialize, Serialize};

use super::Interval;

/// The time of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventTime {
    /// TIMEX3 value.
    pub value: Option<String>,
    /// Bounds.
    pub interval: Interval,
    /// What it rests on.
    pub basis: TimeBasis,
    /// Index into [`Analysis::times`](crate::Analysis::times) of the expression it rests on.
    pub timex: Option<usize>,
}

/// What the time of an event rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeBasis {
    /// An expression attached to it.
    Stated,
    /// The time at which the narrative stands.
    Narrative,
    /// The publication date.
    Publication,
}
