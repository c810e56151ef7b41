//! The door of the stage: one saved page in, one [`Page`] or a reason out.

use std::fmt;

use sha2::{Digest, Sha256};

use super::sniff::{self, Kind};
use super::{Note, Page, Published, PublishedBasis, address, build, clean, date, decode, dump, html};

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

/// What is known of a page beside its text.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    pub authors: Vec<String>,
    pub agencies: Vec<String>,
    /// The day, and why.
    pub published: Option<(jiff::civil::Date, String)>,
    /// Date and time in full, where metadata give it.
    pub published_value: Option<String>,
    pub published_basis: Option<PublishedBasis>,
    /// A day that the page cannot be older than, and why.
    pub not_before: Option<(jiff::civil::Date, String)>,
}

impl From<&Hints> for Facts {
    fn from(hints: &Hints) -> Facts {
        let Hints { title, outlet, url, language, .. } = hints.clone();
        Facts { title, outlet, url, language, ..Facts::default() }
    }
}

/// Lines that stand on several pages of one outlet: menus, teasers and footers.
///
/// Learned from all pages of a run before any is read; the order of pages does not matter.
#[derive(Clone, Debug, Default)]
pub struct Furniture(dump::Furniture);

impl Furniture {
    /// Learns from pages. Pages that are no text copies teach nothing.
    pub fn learn<'a>(pages: impl IntoIterator<Item = (Input<'a>, &'a Hints)>) -> Furniture {
        let siblings = pages.into_iter().filter_map(|(input, hints)| match input {
            Input::Dump(text) => Some(sibling(text, hints)),
            Input::File(bytes) if sniff::binary(bytes).is_none() => {
                let text = decode::decode(bytes).text;
                (sniff::kind(&text) == Kind::Text).then(|| sibling(&text, hints))
            }
            _ => None,
        });
        Furniture(dump::Furniture::learn(siblings.collect()))
    }
}

fn sibling(text: &str, hints: &Hints) -> dump::Sibling {
    let units = dump::units(text);
    dump::Sibling::new(dump::sibling_key(&hints.into(), &units, text), &units, text)
}

/// Reads one page.
///
/// # Errors
/// When the input holds no page; the reason is for a reader.
pub fn read<'a>(input: impl Into<Input<'a>>, hints: &Hints, furniture: &Furniture) -> Result<Page, Unreadable> {
    let input = input.into();
    let mut notes = Vec::new();
    let decoded = match input {
        Input::File(bytes) if sniff::binary(bytes).is_none() => Some(decode::decode(bytes)),
        _ => None,
    };
    let (text, kind) = match input {
        Input::File(bytes) => {
            if bytes.is_empty() {
                return Err(Unreadable::Empty);
            }
            if let Some(what) = sniff::binary(bytes) {
                return Err(Unreadable::Binary(what));
            }
            let Some(file) = decoded.as_ref() else { return Err(Unreadable::Empty) };
            if file.damaged {
                let message = format!("some bytes are not valid {}; they show as \u{FFFD}", file.charset);
                notes.push(Note { code: "damaged-characters".into(), span: None, message });
            }
            (file.text.as_str(), Some(sniff::kind(&file.text)))
        }
        Input::Html(text) => (text, Some(Kind::Html)),
        Input::Dump(text) => (text, Some(Kind::Text)),
        Input::Text(text) => (text, None),
    };
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    let known = Facts::from(hints);
    let (page_text, blocks, asides, found) = match kind {
        None => (text.to_string(), clean::blocks(text), Vec::new(), Facts::default()),
        Some(kind) => {
            let (mut parts, found) = match kind {
                Kind::Html => html::read(text, &known),
                Kind::Text => dump::read(text, &known, &furniture.0),
            };
            for part in &mut parts {
                // Without the file's bytes there is nothing to lead back to.
                part.source = decoded.as_ref().zip(part.source).and_then(|(file, span)| file.source(span));
            }
            let (text, blocks, asides) = build::assemble(parts);
            (text, blocks, asides, found)
        }
    };
    if page_text.trim().is_empty() {
        return Err(Unreadable::NoText);
    }
    let url = known.url.or(found.url);
    let canonical_url = url.as_deref().and_then(address::canonical);
    let language = known.language.or(found.language).or_else(|| language(&page_text));
    let by_address = || {
        let address = canonical_url.as_deref()?;
        let day = date::address(address).filter(|d| date::plausible(*d))?;
        Some(published(day, None, PublishedBasis::Address, "in the address".into()))
    };
    let published = match (hints.published.as_deref(), found.published) {
        (Some(day), _) => given(day),
        (None, Some((day, why))) => {
            published(day, found.published_value, found.published_basis.unwrap_or(PublishedBasis::Stated), why)
        }
        (None, None) => by_address().or_else(|| found.not_before.map(not_before)).unwrap_or_default(),
    };
    Ok(Page {
        id: if hints.id.is_empty() { hints.path.clone() } else { hints.id.clone() },
        path: hints.path.clone(),
        sha256: match input {
            Input::File(bytes) => digest(bytes),
            _ => digest(text.as_bytes()),
        },
        title: known.title.or(found.title),
        outlet: known.outlet.or(found.outlet),
        authors: found.authors,
        agencies: found.agencies,
        published,
        url,
        canonical_url,
        language,
        text: page_text,
        blocks,
        asides,
        notes,
    })
}

/// The language of a text, when its words leave no doubt.
fn language(text: &str) -> Option<String> {
    let mut end = text.len().min(20_000);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let info = whatlang::detect(&text[..end])?;
    iso639_1(info.lang()).filter(|_| info.is_reliable() || info.confidence() > 0.5).map(Into::into)
}

/// The two-letter code of a language.
fn iso639_1(lang: whatlang::Lang) -> Option<&'static str> {
    use whatlang::Lang as L;
    Some(match lang {
        L::Eng => "en",
        L::Rus => "ru",
        L::Cmn => "zh",
        L::Spa => "es",
        L::Por => "pt",
        L::Ita => "it",
        L::Ben => "bn",
        L::Fra => "fr",
        L::Deu => "de",
        L::Ukr => "uk",
        L::Kat => "ka",
        L::Ara => "ar",
        L::Hin => "hi",
        L::Jpn => "ja",
        L::Heb => "he",
        L::Yid => "yi",
        L::Pol => "pl",
        L::Amh => "am",
        L::Jav => "jv",
        L::Kor => "ko",
        L::Nob => "nb",
        L::Dan => "da",
        L::Swe => "sv",
        L::Fin => "fi",
        L::Tur => "tr",
        L::Nld => "nl",
        L::Hun => "hu",
        L::Ces => "cs",
        L::Ell => "el",
        L::Bul => "bg",
        L::Bel => "be",
        L::Mar => "mr",
        L::Kan => "kn",
        L::Ron => "ro",
        L::Slv => "sl",
        L::Hrv => "hr",
        L::Srp => "sr",
        L::Mkd => "mk",
        L::Lit => "lt",
        L::Lav => "lv",
        L::Est => "et",
        L::Tam => "ta",
        L::Vie => "vi",
        L::Urd => "ur",
        L::Tha => "th",
        L::Guj => "gu",
        L::Uzb => "uz",
        L::Pan => "pa",
        L::Aze => "az",
        L::Ind => "id",
        L::Tel => "te",
        L::Pes => "fa",
        L::Mal => "ml",
        L::Ori => "or",
        L::Mya => "my",
        L::Nep => "ne",
        L::Sin => "si",
        L::Khm => "km",
        L::Tuk => "tk",
        L::Aka => "ak",
        L::Zul => "zu",
        L::Sna => "sn",
        L::Afr => "af",
        L::Lat => "la",
        L::Slk => "sk",
        L::Cat => "ca",
        L::Tgl => "tl",
        L::Hye => "hy",
        _ => return None,
    })
}

fn published(day: jiff::civil::Date, value: Option<String>, basis: PublishedBasis, why: String) -> Published {
    Published {
        value: Some(value.unwrap_or_else(|| day.to_string())),
        earliest: Some(day),
        latest: Some(day),
        basis: Some(basis),
        reasons: vec![why],
    }
}

/// A publication of which only the first possible day is known.
fn not_before((day, why): (jiff::civil::Date, String)) -> Published {
    Published { earliest: Some(day), basis: Some(PublishedBasis::Inferred), reasons: vec![why], ..Published::default() }
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
