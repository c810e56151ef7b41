//! The main story in short, as JSON.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::label;
use super::{SentenceJson, VariantJson};
use crate::{Account, Dossier, Evidence, Variant};

/// What the main story is about, where, who, how many, and the reactions to it. Ids are those of the other lists.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct AccountJson {
    /// The event that the story is about: what, and when. Missing when the pile has no chronology.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub event: Option<String>,
    pub places: Vec<AccountPlaceJson>,
    pub actors: Vec<AccountActorJson>,
    pub counts: Vec<AccountCountJson>,
    pub reactions: Vec<ReactionJson>,
    /// Why this event.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
}

/// Where the event took place, and the sentences that put it there.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct AccountPlaceJson {
    pub entity: String,
    pub support: Vec<SentenceJson>,
}

/// Who took part or leads the story.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct AccountActorJson {
    pub entity: String,
    /// `agent`, `patient` or `other`; missing for those who lead the story without a part in the event.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub role: Option<String>,
    /// The title that most pages give.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub title: Option<String>,
}

/// A number of the story.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct AccountCountJson {
    /// What is counted ("dead"); empty when the values say it themselves.
    pub what: String,
    /// In order of publication; the last is the latest.
    pub values: Vec<VariantJson>,
    /// The event that it belongs to, when it is not the story's count as a whole.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub event: Option<String>,
    /// The discrepancy that compares the values.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub discrepancy: Option<String>,
}

/// What a body or the holder of an office said of the event.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct ReactionJson {
    pub by: String,
    /// The saying itself.
    pub event: String,
    pub reasons: Vec<String>,
}

/// The contract's form of an account, with the functions that make sentences and values of the dossier.
pub(super) fn account(
    dossier: &Dossier,
    sentence: impl Fn(&Evidence) -> SentenceJson,
    variants: impl Fn(&[Variant]) -> Vec<VariantJson>,
) -> AccountJson {
    let Account { event, places, actors, counts, reactions, reasons } = &dossier.account;
    AccountJson {
        event: event.map(|x| x.to_string()),
        places: places
            .iter()
            .map(|p| AccountPlaceJson {
                entity: p.entity.to_string(),
                support: p.support.iter().map(&sentence).collect(),
            })
            .collect(),
        actors: actors
            .iter()
            .map(|a| AccountActorJson {
                entity: a.entity.to_string(),
                role: a.role.map(label),
                title: a.title.and_then(|t| dossier.entities[a.entity].titles.get(t)).map(|t| t.title.clone()),
            })
            .collect(),
        counts: counts
            .iter()
            .map(|c| AccountCountJson {
                what: c.what.clone(),
                values: variants(&c.values),
                event: c.event.map(|x| x.to_string()),
                discrepancy: c.discrepancy.map(|x| x.to_string()),
            })
            .collect(),
        reactions: reactions
            .iter()
            .map(|r| ReactionJson { by: r.by.to_string(), event: r.event.to_string(), reasons: r.reasons.clone() })
            .collect(),
        reasons: reasons.clone(),
    }
}
