//! The door of the stage: one saved page in, one [`Page`] or a reason out.

use std::fmt;

use sha2::{Digest, Sha256};

use super::lexicon::LINES;
use super::sniff::{self, Kind};
use super::{
    Note, Page, Published, PublishedBasis, address, build, clean, credit, date, dateline, decode, dump, html,
    kind as kinds, outlet, refused, tongue,
};

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
    /// When the copy was saved, ISO 8601: it was published no later.
    pub captured: Option<String>,
    /// Character set that the server named.
    pub charset: Option<String>,
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
    /// A page that refuses to show an article; what it is instead.
    Refused(&'static str),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unreadable::Empty => write!(f, "the file is empty"),
            Unreadable::Binary(what) => write!(f, "not a page but {what}"),
            Unreadable::NoText => write!(f, "no article text found in the page"),
            Unreadable::Refused(what) => write!(f, "not an article but {what}"),
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
    /// The other day that it can be: see [`date::Found::other`]; or the last of several days.
    pub published_other: Option<jiff::civil::Date>,
    /// What the markup tells of the kind of page.
    pub marked: kinds::Marked,
    /// A day that the page cannot be older than, and why.
    pub not_before: Option<(jiff::civil::Date, String)>,
    /// Of the lines of a text copy, how many are no part of the article, and how many there are.
    pub left_out: Option<(usize, usize)>,
}

impl From<&Hints> for Facts {
    fn from(hints: &Hints) -> Facts {
        let Hints { title, outlet, url, language, .. } = hints.clone();
        // Rows of data sets name the outlet by its domain.
        let outlet = outlet.map(|o| outlet::of_domain(&o).unwrap_or(o));
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
                let text = decode::decode(bytes, hints.charset.as_deref()).text;
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

/// The lines of a text copy with what the classifier of lines sees of them, for its training.
pub fn line_rows(text: &str, hints: &Hints, furniture: &Furniture) -> dump::LineRows {
    dump::line_rows(text, &hints.into(), &furniture.0)
}

/// The lines of a text copy that can be its headline, with what the program sees of them, for the fit of their weights.
pub fn headline_rows(text: &str, hints: &Hints, furniture: &Furniture) -> Vec<dump::HeadlineRow> {
    dump::headline_rows(text, &hints.into(), &furniture.0)
}

/// Reads one page.
///
/// # Errors
/// When the input holds no page; the reason is for a reader.
pub fn read<'a>(input: impl Into<Input<'a>>, hints: &Hints, furniture: &Furniture) -> Result<Page, Unreadable> {
    let input = input.into();
    let mut notes = Vec::new();
    let decoded = match input {
        Input::File(bytes) if sniff::binary(bytes).is_none() => Some(decode::decode(bytes, hints.charset.as_deref())),
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
    let (page_text, mut blocks, asides, mut found) = match kind {
        None => {
            let blocks = clean::blocks(text);
            let found = of_clean_text(text, &blocks, &known);
            (text.to_string(), blocks, Vec::new(), found)
        }
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
    let url = known.url.or(found.url);
    let title = known.title.or(found.title);
    let shown = if kind == Some(Kind::Html) { &page_text } else { text };
    let lines: Vec<&str> = shown.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    let seen = kinds::Seen {
        title: title.as_deref(),
        url: url.as_deref(),
        lines: &lines,
        text: &page_text,
        blocks: &blocks,
        marked: found.marked,
    };
    // What is given as clean text is the article, whatever it says.
    if let Some(what) = kind.and_then(|_| refused::refused(title.as_deref(), &page_text)) {
        return Err(Unreadable::Refused(what));
    }
    if page_text.trim().is_empty() {
        return Err(Unreadable::NoText);
    }
    notes.extend(kinds::remarks(&seen));
    notes.extend(found.left_out.map(|(left, all)| {
        let message = format!("left out: {left} of {all} lines (menus, teasers, what stands around the article)");
        Note { code: "left-out".into(), span: None, message }
    }));
    let datelines = dateline::set_apart(&page_text, &mut blocks);
    clean::mark_corrections(&page_text, &mut blocks);
    for dateline in &datelines {
        credit::add_agencies(&dateline.agencies, &mut found.agencies);
    }
    let canonical_url = url.as_deref().and_then(address::canonical);
    let language = known.language.or_else(|| tongue::of(&page_text, found.language));
    notes.extend(tongue::remark(&page_text, language.as_deref()));
    let context = date::Context::new(language.as_deref(), canonical_url.as_deref());
    let listed = found.marked.kind == Some(kinds::Kind::List);
    let by_address = || {
        let address = canonical_url.as_deref().filter(|_| !listed)?;
        let day = date::address(address).filter(|d| date::plausible(*d))?;
        Some(published(day, None, PublishedBasis::Address, "in the address".into()))
    };
    let published = match (hints.published.as_deref(), found.published) {
        (Some(day), _) => given(day, &context),
        (None, Some((day, why))) => {
            let basis = found.published_basis.unwrap_or(PublishedBasis::Stated);
            match found.published_other {
                Some(other) => between(day, other, basis, why),
                None => published(day, found.published_value, basis, why),
            }
        }
        (None, None) => {
            let by_dateline = || {
                let (dateline, day) = datelines.iter().find_map(|d| Some((d, d.day?)))?;
                let why = format!("dateline: {}", dateline.span.of(&page_text));
                Some(published(day, None, PublishedBasis::Stated, why))
            };
            by_address().or_else(by_dateline).or_else(|| found.not_before.map(not_before)).unwrap_or_default()
        }
    };
    Ok(Page {
        id: if hints.id.is_empty() { hints.path.clone() } else { hints.id.clone() },
        path: hints.path.clone(),
        sha256: match input {
            Input::File(bytes) => digest(bytes),
            _ => digest(text.as_bytes()),
        },
        title,
        outlet: known.outlet.or(found.outlet),
        authors: found.authors,
        agencies: found.agencies,
        published,
        url,
        canonical_url,
        language,
        captured: hints.captured.clone(),
        text: page_text,
        blocks,
        asides,
        notes,
    })
}

/// The text of bytes in any character set; `charset` is the one that their container names.
///
/// ```
/// assert_eq!(dateline::page::decoded(b"\xEF\xBB\xBFVelm", None), "Velm");
/// ```
pub fn decoded(bytes: &[u8], charset: Option<&str>) -> String {
    decode::decode(bytes, charset).text
}

/// The language of a text, when its words leave no doubt.
pub(super) fn language(text: &str) -> Option<String> {
    tongue::of(text, None)
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

/// A publication of which two days are possible, or the days between them.
fn between(a: jiff::civil::Date, b: jiff::civil::Date, basis: PublishedBasis, why: String) -> Published {
    let (first, last) = (a.min(b), a.max(b));
    let swapped = a.day() == b.month() && a.month() == b.day();
    let reason = if swapped {
        format!("{first} or {last}: nothing tells whether day or month comes first")
    } else {
        format!("between {first} and {last}")
    };
    Published { value: None, earliest: Some(first), latest: Some(last), basis: Some(basis), reasons: vec![why, reason] }
}

/// What a clean text tells beside its words: the outlet by its address, agencies by dateline, byline and closing lines.
fn of_clean_text(text: &str, blocks: &[super::Block], known: &Facts) -> Facts {
    let outlet = known.url.as_deref().and_then(address::canonical).and_then(|u| outlet::of_address(&u));
    let mut facts = Facts { outlet, ..Facts::default() };
    let line = |b: &super::Block| b.span.of(text);
    let body: Vec<&super::Block> = blocks.iter().filter(|b| b.role != super::Role::Caption).collect();
    for block in body.iter().take(3) {
        credit::from_dateline(line(block), &mut facts.agencies);
    }
    for block in body.iter().take(4).filter(|b| line(b).chars().count() <= 120 && !dump::stops(line(b))) {
        if let Some(names) = LINES.byline.iter().find_map(|b| b.captures(line(block))?.name("names")) {
            credit::from_byline(names.as_str(), &mut facts.authors, &mut facts.agencies);
        }
    }
    for block in body.iter().rev().take(3) {
        credit::from_trailer(line(block), &mut facts.authors, &mut facts.agencies);
    }
    let context = date::Context::new(known.language.as_deref(), known.url.as_deref());
    let dated = body.iter().take(3).find_map(|b| credit::dateline(line(b)).filter(|d| d.day.is_some()));
    let date_line = || body.iter().take(4).find_map(|b| date::date_line_in(line(b), &context));
    if let Some((day, words)) = dated.and_then(|d| Some((d.day?, d.words))) {
        facts.published = Some((day, format!("dateline: {words}")));
        facts.published_basis = Some(PublishedBasis::Stated);
    } else if let Some((found, said)) = date_line().filter(|(f, s)| date::plausible(f.date) && *s != date::Said::Event)
    {
        let why = if said == date::Said::Updated { date::ONLY_CHANGED } else { "date line" };
        facts.published = Some((found.date, why.into()));
        facts.published_other = found.other;
        facts.published_basis = Some(PublishedBasis::Stated);
    }
    facts
}

/// A publication date that the user gave: ISO 8601, RFC 2822, seconds since 1970, a date in words, or a month or year alone.
pub(super) fn given(published: &str, context: &date::Context) -> Published {
    let reasons = vec!["given with the page".into()];
    let basis = Some(PublishedBasis::Given);
    if let Some(given) = date::attribute(published, context) {
        if let Some(other) = given.other {
            return between(given.date, other, PublishedBasis::Given, reasons.concat());
        }
        let iso = published.get(..10).is_some_and(|d| d.parse::<jiff::civil::Date>().is_ok());
        let value = if iso { published.to_string() } else { given.time.unwrap_or_else(|| given.date.to_string()) };
        return Published { value: Some(value), earliest: Some(given.date), latest: Some(given.date), basis, reasons };
    }
    if let Some((first, last)) = date::partial(published, context) {
        return Published { value: None, earliest: Some(first), latest: Some(last), basis, reasons };
    }
    let reasons = vec![format!("“{published}” is given with the page, but is no day that can be read")];
    Published { value: None, earliest: None, latest: None, basis: None, reasons }
}

/// SHA-256 in lower-case hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}
