//! The JSON that `dateline analyze` and `dateline export --format json` print.
//!
//! Types here mirror the contract that scripts depend on: offsets in **code points**, dates as ISO strings, ids as `E1`, `V1`.
//! Fields are only ever added.

mod analysis;
mod dossier;

pub use analysis::{AnalysisJson, analysis_json};
pub use dossier::{DossierJson, dossier_json};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::entity::{EntityKind, Place};
use crate::page::{Published, PublishedBasis};
use crate::time::Interval;
use crate::time::{EventTime, TimeBasis};

/// A half-open range of code points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Range {
    /// First code point.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
}

/// A publication date or interval.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PublishedJson {
    /// ISO date or date-time, when known to the day.
    pub value: Option<String>,
    /// First possible day, inclusive.
    pub earliest: Option<String>,
    /// Last possible day, inclusive.
    pub latest: Option<String>,
    /// The same in EDTF (ISO 8601-2): a day, or one of a set of days such as `[2023-09-11..2023-09-12]`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edtf: Option<String>,
    /// `stated`, `metadata`, `address`, `inferred` or `given`.
    pub basis: Option<String>,
    /// Why, for a reader.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
}

/// The time of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TimeJson {
    /// TIMEX3 value or ISO date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Inclusive lower bound, ISO date or date-time.
    pub earliest: Option<String>,
    /// Inclusive upper bound.
    pub latest: Option<String>,
    /// The bounds in EDTF (ISO 8601-2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edtf: Option<String>,
    /// `stated`, `narrative` or `publication`.
    pub basis: String,
}

/// A place on the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlaceJson {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// GeoNames id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub geonames: Option<u32>,
    /// ISO 3166-1 alpha-2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// What it lies in, from the narrowest to the country.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub within: Vec<String>,
    /// Whether the point is that of the place that it is said to lie in.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub inferred: bool,
}

fn published(p: &Published) -> PublishedJson {
    PublishedJson {
        value: p.value.clone(),
        earliest: p.earliest.map(|d| d.to_string()),
        latest: p.latest.map(|d| d.to_string()),
        edtf: crate::time::published_edtf(p.earliest, p.latest),
        basis: p.basis.map(|b| {
            match b {
                PublishedBasis::Stated => "stated",
                PublishedBasis::Metadata => "metadata",
                PublishedBasis::Address => "address",
                PublishedBasis::Inferred => "inferred",
                PublishedBasis::Given => "given",
            }
            .into()
        }),
        reasons: p.reasons.clone(),
    }
}

/// The bounds as ISO strings: days where the interval spans whole days, else date-times to the minute.
fn bounds(interval: &Interval) -> (Option<String>, Option<String>) {
    let midnight = |t: jiff::civil::DateTime| t.hour() == 0 && t.minute() == 0;
    let last = |t: jiff::civil::DateTime| t.hour() == 23 && t.minute() == 59;
    let whole = interval.earliest.is_none_or(midnight) && interval.latest.is_none_or(last);
    let show =
        |t: jiff::civil::DateTime| if whole { t.date().to_string() } else { t.strftime("%Y-%m-%dT%H:%M").to_string() };
    (interval.earliest.map(show), interval.latest.map(show))
}

fn event_time(time: &EventTime) -> TimeJson {
    let (earliest, latest) = bounds(&time.interval);
    let basis = match time.basis {
        TimeBasis::Stated => "stated",
        TimeBasis::Narrative => "narrative",
        TimeBasis::Publication => "publication",
    };
    TimeJson { value: time.value.clone(), earliest, latest, edtf: time.interval.edtf(), basis: basis.into() }
}

fn place(p: &Place) -> PlaceJson {
    PlaceJson {
        latitude: p.latitude,
        longitude: p.longitude,
        geonames: p.geonames,
        country: p.country.clone(),
        within: p.within(),
        inferred: p.inferred,
    }
}

fn kind(kind: EntityKind) -> String {
    match kind {
        EntityKind::Person => "PER",
        EntityKind::Organization => "ORG",
        EntityKind::Location => "LOC",
        EntityKind::Facility => "FAC",
        EntityKind::Product => "PRO",
        EntityKind::Event => "EVT",
        EntityKind::Other => "MISC",
    }
    .into()
}

/// The name that serde gives a unit variant, so that JSON and store agree.
fn label<T: Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(s)) => s,
        _ => String::new(),
    }
}
