//! People, places, organisations and events of one page.
//!
//! Two passes: [`entities`](Entity) from names, titles, nominals and pronouns; then, when quotations are known, [`Event`]s with
//! participants, time, place and factuality.

mod akin;
mod arguments;
mod beside;
mod chains;
mod classify;
mod countries;
mod entities;
mod events;
mod factuality;
mod gazetteer;
mod group;
mod heads;
mod kinds;
mod lexicon;
mod metonyms;
mod name_ends;
mod names;
mod nominals;
pub(crate) mod order;
mod places;
mod pronouns;
mod quantities;
mod reader;
mod sites;
mod surnames;
mod tenure;
mod titles;
mod voices;
mod when;

pub(crate) use akin::{akin, classes};
pub(crate) use beside::adopt;
pub(crate) use chains::stem;
pub(crate) use countries::nation;
pub use entities::entities;
pub use events::events;
pub(crate) use events::references;
pub(crate) use metonyms::seats;
pub(crate) use sites::join as join_places;
pub(crate) use tenure::terms;
pub use tenure::{Tenure, Term, tenure};

use serde::{Deserialize, Serialize};

use crate::Span;
use crate::time::Interval;

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

/// One mention of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// The head word.
    pub span: Span,
    /// Token index of the head word.
    pub token: usize,
    /// Sentence index.
    pub sentence: usize,
    /// Lemma of the head; of the noun for light verbs ("hold talks": talk).
    pub lemma: String,
    /// Index of the first event mention of the page that tells of the same event; its own index for the first.
    pub chain: usize,
    /// How sure the source is.
    pub certainty: Certainty,
    /// Whether it is said to have happened or not to have happened.
    pub polarity: Polarity,
    /// Time of the event seen from publication.
    pub tense: Tense,
    /// When.
    pub time: Option<EventTime>,
    /// Where: index into the page's entities.
    pub place: Option<usize>,
    /// Who took part.
    pub participants: Vec<Participant>,
    /// Whom the page has this from, innermost source first.
    pub attribution: Vec<Attribution>,
    /// Numbers that its clause gives, with what they count or measure.
    #[serde(default)]
    pub quantities: Vec<Quantity>,
    /// How it lies to other events of the page, as its sentence says.
    #[serde(default)]
    pub order: Vec<Order>,
}

/// How an event lies to another one: "hours before the meeting".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// This event to the other.
    pub relation: Relation,
    /// Index into the page's events.
    pub event: usize,
    /// How far the later of the two is behind the earlier; the same day for [`Relation::During`].
    pub distance: crate::time::Distance,
    /// The words that say so: "hours before".
    pub span: Span,
}

/// Order of an event to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Relation {
    Before,
    After,
    During,
}

impl Event {
    /// Coarse class: `meet`, `travel`, `attack`, … (`data/event/classes.toml`).
    pub fn class(&self) -> Option<&'static str> {
        classify::class(&self.lemma).map(|c| c.name)
    }

    /// Type of the PLOVER event ontology that the class fits: `CONSULT`, `ASSAULT`, ….
    pub fn plover(&self) -> Option<&'static str> {
        classify::class(&self.lemma).and_then(|c| c.plover)
    }
}

/// A number of a clause with what it counts or measures: "at least 12 people", "$5 million", "650 kilometres".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The words, with the hedge before and the unit or noun behind.
    pub span: Span,
    /// The value, in `unit`; the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// `m`, `kg`, `m2`, `l`, `s`, `month`, `percent`, `point`, `W`, `km/h` or an ISO 4217 code of a currency; none for counts.
    pub unit: Option<String>,
    /// Lemma of what is counted ("person", "missile") or measured ("death toll").
    pub of: Option<String>,
    /// How exact it is meant.
    pub bound: Bound,
}

/// How exact a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Bound {
    Exact,
    About,
    AtLeast,
    AtMost,
}

/// How sure a source is of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Certainty {
    Certain,
    Probable,
    Possible,
    Unknown,
}

/// Whether an event is affirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Polarity {
    Positive,
    Negative,
}

/// Time of an event seen from publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Tense {
    Past,
    Present,
    Future,
}

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

/// Somebody or something that takes part in an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// In what part.
    pub role: ParticipantRole,
    /// Index into the page's entities, when it is one.
    pub entity: Option<usize>,
    /// The words.
    pub span: Span,
}

/// Part taken in an event (proto-roles in the manner of Dowty 1991).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum ParticipantRole {
    Agent,
    Patient,
    Other,
}

/// One link of a chain of sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// Index into the page's entities, when the source is one.
    pub entity: Option<usize>,
    /// The words that name the source.
    pub span: Span,
    /// The word that introduces the statement.
    pub cue: Option<Span>,
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
        && !lexicon::NAMES.shared_words.contains(word)
        && !lexicon::NAMES.organization_words.contains(&title)
}

/// Whether a word is the name of a country or the adjective made of it: "Norway", "Norwegian".
pub(crate) fn is_national(word: &str) -> bool {
    gazetteer::demonym(word).is_some() || is_country(word)
}
