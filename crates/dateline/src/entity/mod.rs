//! People, places, bodies and things that a page names: names, titles and offices, kinds, places on the map, and who "he" or "the ministry" is.
//!
//! In: a page with its parse. Out: every [`Entity`] with its mentions. What they do is told by [`crate::event`].

mod antecedent;
mod beside;
mod countries;
mod credits;
mod entities;
mod gazetteer;
mod gender;
mod group;
mod kinds;
pub(crate) mod lexicon;
mod metonyms;
mod name_ends;
pub(crate) mod names;
mod nominals;
mod places;
mod pronouns;
mod reader;
mod sites;
mod surnames;
mod tenure;
mod titles;

pub(crate) use beside::adopt;
pub(crate) use countries::nation;
pub use entities::{entities, pronoun_features};
pub(crate) use group::{same_sound, sound};
pub(crate) use metonyms::seats;
pub use reader::PronounFeatures;
pub(crate) use sites::join as join_places;
pub(crate) use tenure::terms;
pub use tenure::{Tenure, Term, tenure};

use serde::{Deserialize, Serialize};

use crate::Span;
use crate::lexicon::Flag;

/// Somebody or something that a page names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Fullest name in the page.
    pub name: String,
    /// Other names in the page, without the fullest.
    pub aliases: Vec<String>,
    /// Titles and offices that the page gives.
    pub titles: Vec<Title>,
    /// Where it lies, for places that the gazetteer knows.
    pub place: Option<Place>,
    /// Every mention, in text order.
    pub mentions: Vec<Mention>,
    /// Where captions and facts boxes name it. Somebody whom only these name has no mention.
    #[serde(default)]
    pub beside: Vec<Beside>,
}

/// A mention in a part of the page that stands beside the text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Beside {
    /// Index into the page's asides.
    pub aside: usize,
    /// Bytes of the aside's own text.
    pub span: Span,
    /// The words, when they are a title that it gives to somebody, and not a name.
    pub title: Option<String>,
}

impl Entity {
    /// Whether the page gives it a name, and not only descriptions such as "the captain" or "61 people".
    pub fn is_named(&self) -> bool {
        !self.beside.is_empty() || self.mentions.iter().any(|m| m.kind == MentionKind::Name)
    }
}

/// Type of an entity, as in the JSON contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum EntityKind {
    #[serde(rename = "PER")]
    Person,
    #[serde(rename = "ORG")]
    Organization,
    #[serde(rename = "LOC")]
    Location,
    #[serde(rename = "FAC")]
    Facility,
    #[serde(rename = "PRO")]
    Product,
    #[serde(rename = "EVT")]
    Event,
    #[serde(rename = "MISC")]
    Other,
}

/// A title or office as the page words it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title {
    /// The words.
    pub title: String,
    /// Where they stand.
    pub span: Span,
    /// For how long it is held, as far as the text tells.
    #[serde(default)]
    pub term: Term,
}

/// A place on the map.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// ISO 3166-1 alpha-2 code of the country.
    pub country: Option<String>,
    /// Whether the point is that of the town or region that the page says it lies in, for want of its own.
    #[serde(default)]
    pub inferred: bool,
    /// What the pages say it lies in, in their words, the narrowest first: names of towns, regions, parts of countries.
    #[serde(default)]
    pub said: Vec<String>,
}

impl Place {
    /// What it lies in, from the narrowest to the country: as pages say, and as far as the tables of places tell, such as
    /// `["Auvergne-Rhône-Alpes", "France"]` for Lyon. A place without a point of its own lies in the one whose point it has.
    pub fn within(&self) -> Vec<String> {
        sites::within(self)
    }
}

/// One mention of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Where.
    pub span: Span,
    /// Token index of its head word.
    pub head: usize,
    /// Name, nominal or pronoun.
    pub kind: MentionKind,
    /// Whether it is clear whom a pronoun takes up, so that the name may stand in its place; true for names.
    pub clear: bool,
}

/// Form of a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum MentionKind {
    Name,
    Nominal,
    Pronoun,
}

/// Evidence of a person's full name for a woman (positive) or a man.
pub(crate) fn gender_of(name: &str) -> i32 {
    gender::of_name(name)
}

/// Evidence of a noun for a woman (positive) or a man.
pub(crate) fn gender_of_noun(noun: &str) -> i32 {
    gender::of_word(noun)
}

/// Whether a word, in any case, stands before names of ships: "MV".
pub(crate) fn is_ship_prefix(word: &str) -> bool {
    word.len() <= 5 && lexicon::NAMES.ship_prefixes.contains(&word.to_uppercase())
}

/// Whether a word, as the last of a name, tells that it is a place's: "Islands".
pub(crate) fn is_location_word(word: &str) -> bool {
    lexicon::NAMES.location_words.contains(word)
}

/// Whether a name is that of a country.
pub(crate) fn is_country(name: &str) -> bool {
    gazetteer::country_named(name).is_some()
}

/// The code of the country that a name stands for when somebody acts under it: its own name, or that of its capital in the given country.
pub(crate) fn acts_for(name: &str, country: Option<&str>) -> Option<String> {
    if let Some(row) = gazetteer::country_named(name) {
        return Some(row.country.to_string());
    }
    let capital = |row: &gazetteer::PlaceRow| row.kind == gazetteer::PlaceKind::Capital && Some(row.country) == country;
    gazetteer::find_exact(name).into_iter().find(capital).map(|row| row.country.to_string())
}

/// Whether a word in small letters is none that common nouns or many names have: "norline", but neither "ministry" nor "united".
pub(crate) fn is_own_name(word: &str) -> bool {
    let title = crate::language::capitalized(word);
    lexicon::listed(word).is_empty()
        && !Flag::SharedWord.has(word)
        && !lexicon::NAMES.organization_words.contains(&title)
}

/// Whether a word is the name of a country or the adjective made of it: "Norway", "Norwegian".
pub(crate) fn is_national(word: &str) -> bool {
    gazetteer::demonym(word).is_some() || is_country(word)
}
