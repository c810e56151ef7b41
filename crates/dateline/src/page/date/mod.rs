//! Publication dates as pages write them.
//!
//! In: an attribute, a line or an address. Out: a civil date, with the time of day where it stands there. This is not the
//! grammar of time expressions of the text (`time/`): only complete calendar dates count, since nothing relative can say
//! when a page was published. Names of months are those of the languages of the CLDR; the order of day and month is taken from what is known
//! of the page ([`Context`]), and left open where nothing tells it.

mod calendar;
mod scan;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use jiff::civil::{Date, DateTime};
use regex::Regex;

use super::PublishedBasis;
use crate::Span;
pub use calendar::{Order, fold};

/// A date found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where.
    pub span: Span,
    /// The day.
    pub date: Date,
    /// The day that it is when day and month stand the other way round, and nothing tells which way they stand.
    pub other: Option<Date>,
    /// A word runs into it: "PoliticsMay 3, 2031".
    pub glued: bool,
}

/// What a date line says of its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// "Published", "Posted".
    Published,
    /// Only the date.
    Plain,
    /// "Updated", "Modified".
    Updated,
    /// The day of something else: "Join us on …".
    Event,
}

/// What is known of the page on which a date stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// Language, as two or three letters.
    pub language: Option<String>,
    /// Country, as two letters.
    pub region: Option<String>,
    /// Years of two digits count too.
    pub short_years: bool,
    /// How the page's other dates are written.
    pub day_first: Option<bool>,
}

impl Context {
    /// The context of a page in a language ("en-GB") at an address.
    pub fn new(language: Option<&str>, address: Option<&str>) -> Context {
        let mut parts = language.unwrap_or_default().split(['-', '_']);
        let base = parts.next().map(str::to_ascii_lowercase).filter(|l| (2..=3).contains(&l.len()));
        let region = parts.find(|p| p.len() == 2).map(str::to_ascii_uppercase);
        // "en-US" is what many systems write when nobody chose; the country of the address is surer.
        let domain = address.and_then(country);
        Context { language: base, region: domain.or(region), short_years: false, day_first: None }
    }

    /// The same with what the page's own dates tell of the order: dates of numbers that can be read in one way only, and in English the names of
    /// months, since who writes "2 May" writes 2/5.
    #[must_use]
    pub fn learning(self, text: &str) -> Context {
        static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
            let months = "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)";
            Regex::new(&format!(r"\b(?P<day>\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{months})\b|\b(?P<month>{months}\.? \d{{1,2}})\b(?:st|nd|rd|th)?")).ok()
        });
        static NUMBERS: LazyLock<Option<Regex>> =
            LazyLock::new(|| Regex::new(r"\b(\d{1,2})/(\d{1,2})/(?:19|20)\d\d\b").ok());
        if self.order().is_some_and(|o| o != Order::Year) {
            return self;
        }
        let (mut day, mut month) = (0, 0);
        for caps in NUMBERS.iter().flat_map(|n| n.captures_iter(text)).take(50) {
            let number = |i: usize| caps.get(i).and_then(|m| m.as_str().parse::<u8>().ok()).unwrap_or(0);
            day += 5 * usize::from(number(1) > 12 && number(2) <= 12);
            month += 5 * usize::from(number(2) > 12 && number(1) <= 12);
        }
        if self.language.as_deref() == Some("en") {
            for caps in NAMED.iter().flat_map(|n| n.captures_iter(text)).take(200) {
                day += usize::from(caps.name("day").is_some());
                month += usize::from(caps.name("month").is_some());
            }
        }
        let day_first = match (day, month) {
            (0, 0) => None,
            (d, m) if d >= 4 * m => Some(true),
            (d, m) if m >= 4 * d => Some(false),
            _ => None,
        };
        Context { day_first, ..self }
    }

    /// The same with years of two digits.
    #[must_use]
    pub fn short(&self) -> Context {
        Context { short_years: true, ..self.clone() }
    }

    /// The order of dates made of numbers. English alone does not tell it.
    fn order(&self) -> Option<Order> {
        let by_region = self.region.as_deref().and_then(calendar::order_of_region);
        let language = self.language.as_deref().filter(|l| *l != "en");
        by_region.filter(|o| *o != Order::Year).or_else(|| language.and_then(calendar::order_of_language))
    }
}

/// The country of an address by its top-level domain; those that anybody uses tell nothing.
fn country(address: &str) -> Option<String> {
    const ANYBODYS: &[&str] = &[
        "io", "co", "tv", "me", "ai", "cc", "fm", "ly", "to", "gg", "sh", "ws", "st", "ms", "la", "im", "eu", "vc",
        "am", "is",
    ];
    let url = url::Url::parse(address).ok()?;
    let top = url.host_str()?.rsplit('.').next()?.to_ascii_lowercase();
    match top.as_str() {
        "gov" | "mil" => Some("US".into()),
        _ if top.len() == 2 && !ANYBODYS.contains(&top.as_str()) => Some(top.to_ascii_uppercase()),
        _ => None,
    }
}

/// The complete dates of `text` that stand as words of their own: "PoliticsMay 3, 2031" is a teaser's label, not a date.
pub fn dates(text: &str) -> Vec<Found> {
    let mut found = scan::scan(text, &Context::default());
    found.retain(|f| !f.glued);
    found
}

/// The complete dates of `text` on a page of which something is known.
pub fn dates_in(text: &str, context: &Context) -> Vec<Found> {
    let mut found = scan::scan(text, context);
    found.retain(|f| !f.glued);
    found
}

/// Times of day, zones and times to read, which can stand in a date line beside the date.
static CLOCK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)\b(?:\d{1,2}\s?(?:min|minutes?|mins?|perc|dk)\.?(?:\s+(?:read|okuma))?)\b|(?:gmt|utc)?[+-]\d{1,2}:?(?:\d{2})?
        |\d{1,2}[:.h時点][\s]?\d{2}(?:[:.分]\d{2})?\s?(?:[ap]\.?\s?m\.?|uhr|hrs?)?|\d{1,2}\s?[ap]\.?m\.?|\b\d{4}\s?(?:hrs|hours|gmt|uhr)\b|\b\d{1,2}\s?(?:uhr|h)\b|\.\d{3}Z",
    )
    .ok()
});

/// The date of a line that holds a date and nothing else but words such as "Published" and the time of day.
pub fn date_line(line: &str) -> Option<(Date, Said)> {
    date_line_in(line, &Context::default()).map(|(f, said)| (f.date, said))
}

/// The same on a page of which something is known.
pub fn date_line_in(line: &str, context: &Context) -> Option<(Found, Said)> {
    if line.len() > 160 {
        return None;
    }
    let mut found = dates_in(line, context);
    // A line with a date of two digits' year must be short to be one.
    if found.is_empty() && line.chars().count() <= 60 {
        found = dates_in(line, &context.short());
    }
    let first = found.first()?.clone();
    let mut rest = line.to_string();
    for f in found.iter().rev() {
        rest.replace_range(f.span.start..f.span.end.min(rest.len()), " ");
    }
    let rest = CLOCK.as_ref()?.replace_all(&rest, " ");
    let mut words = rest.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    if !words.all(calendar::around) {
        return None;
    }
    Some(earliest_said(line, &found).unwrap_or((first, Said::Plain)))
}

/// The date of a line with other words too, such as a byline, and what the line says of it.
pub fn date_in_line(line: &str) -> Option<(Date, Said)> {
    date_in_line_in(line, &Context::default()).map(|(f, said)| (f.date, said))
}

/// The same on a page of which something is known.
pub fn date_in_line_in(line: &str, context: &Context) -> Option<(Found, Said)> {
    earliest_said(line, &dates_in(line, context))
}

/// The date of a line of which it is known that it belongs to the article: words may run into it, years may have two digits.
pub fn date_of_article(line: &str, context: &Context) -> Option<(Found, Said)> {
    let mut found = scan::scan(line, context);
    if found.is_empty() && line.chars().count() <= 80 {
        found = scan::scan(line, &context.short());
    }
    earliest_said(line, &found)
}

/// The first date called published, else the first one said nothing of, else the first updated, else that of something else.
fn earliest_said(line: &str, found: &[Found]) -> Option<(Found, Said)> {
    let mut best: Option<(Found, Said)> = None;
    let mut from = 0;
    for f in found {
        let said = calendar::said(line.get(from..f.span.start).unwrap_or_default()).unwrap_or(Said::Plain);
        if best.as_ref().is_none_or(|(_, s)| said < *s) {
            best = Some((f.clone(), said));
        }
        from = f.span.end;
    }
    best
}

/// Whether a word names a month or a weekday in some language, as English spells it or as others do.
pub fn names_time(word: &str) -> bool {
    let word = word.trim_matches(['.', ',', ':']);
    calendar::month(word, None).is_some() || calendar::weekday(word, None).is_some()
}

/// What words in front of a date say of it.
pub fn said(words: &str) -> Option<Said> {
    calendar::said(words)
}

/// What is said of a day that is not that of publication.
pub const ONLY_CHANGED: &str = "only the day of a change is given";

/// The day of publication, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The day.
    pub date: Date,
    /// The other day that it can be, when the order of day and month is not known; the last day of a month that alone is known.
    pub other: Option<Date>,
    /// Date and time as written.
    pub value: Option<String>,
    /// Why, for a reader.
    pub why: String,
    /// What it rests on.
    pub basis: PublishedBasis,
}

impl Dated {
    /// From a value of the page, when it can be a page's day.
    pub fn new(given: Given, why: &str, basis: PublishedBasis) -> Option<Dated> {
        let Given { date, time, other } = given;
        plausible(date).then(|| Dated { date, other, value: time, why: why.to_string(), basis })
    }
}

/// A date as an attribute or a value of data gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The day as it is written, in whatever time zone.
    pub date: Date,
    /// Date and time, where a time stands there.
    pub time: Option<String>,
    /// See [`Found::other`].
    pub other: Option<Date>,
}

/// A date in an attribute of HTML or in JSON-LD: ISO 8601 with any time zone, seconds or milliseconds since 1970, RFC 2822, else as in a text.
pub fn attribute(value: &str, context: &Context) -> Option<Given> {
    let value = value.trim();
    if value.len() > 80 {
        return None;
    }
    let plain = |date: Date| Given { date, time: None, other: None };
    if let Some(date) = value.get(..10).and_then(|d| d.parse::<Date>().ok()) {
        let time = value.get(..16).and_then(|d| d.replace(' ', "T").parse::<DateTime>().ok());
        return Some(Given { date, time: time.map(|_| value.replacen(' ', "T", 1).replace(' ', "")), other: None });
    }
    if value.bytes().all(|b| b.is_ascii_digit()) {
        return match value.len() {
            // As many digits as seconds have since 2001, or milliseconds.
            10 | 13 => epoch(value).map(plain),
            8 | 12 | 14 => compact(value).map(plain),
            _ => None,
        };
    }
    if let (Some(date), Some(b'T' | b' ')) = (value.get(..8).and_then(compact), value.as_bytes().get(8)) {
        return Some(plain(date));
    }
    // "Tue May 14 10:00:00 UTC 2024" has the time inside the date.
    static INSIDE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\d{1,2}:\d{2}(?::\d{2})?(?:\s+(?:[A-Z]{2,5}|[+-]\d{4}))?").ok());
    let found = dates_in(value, &context.short()).into_iter().next().or_else(|| {
        let bare = INSIDE.as_ref()?.replace_all(value, "");
        dates_in(&bare, &context.short()).into_iter().next()
    })?;
    Some(Given { date: found.date, time: None, other: found.other })
}

fn compact(digits: &str) -> Option<Date> {
    let (y, m, d) = (digits.get(..4)?, digits.get(4..6)?, digits.get(6..8)?);
    Date::new(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?).ok().filter(|d| plausible(*d))
}

/// The day of a number of seconds or milliseconds since 1970, in UTC.
fn epoch(digits: &str) -> Option<Date> {
    let seconds = digits.get(..10)?.parse::<i64>().ok()?;
    let moment = jiff::Timestamp::from_second(seconds).ok()?;
    Some(moment.to_zoned(jiff::tz::TimeZone::UTC).date()).filter(|d| plausible(*d))
}

/// First and last day of a date that names a month or a year only: "2024-05", "May 2024", "2024".
pub fn partial(value: &str, context: &Context) -> Option<(Date, Date)> {
    static MONTH: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^(\d{4})(?:[-/](\d{1,2}))?$").ok());
    let value = value.trim();
    let month = if let Some(caps) = MONTH.as_ref()?.captures(value) {
        let year: i16 = caps.get(1)?.as_str().parse().ok()?;
        match caps.get(2) {
            Some(m) => Date::new(year, m.as_str().parse().ok()?, 1).ok()?,
            None => {
                let span = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
                return Some(span).filter(|s| plausible(s.0));
            }
        }
    } else {
        // A name and a year, in either order.
        let words: Vec<&str> = value.split([' ', ',', '.', '\u{A0}']).filter(|w| !w.is_empty() && *w != "de").collect();
        let [a, b] = words[..] else { return None };
        let (name, year) = if b.len() == 4 { (a, b) } else { (b, a) };
        Date::new(year.parse().ok()?, calendar::month(name, context.language.as_deref())?, 1).ok()?
    };
    plausible(month).then(|| (month, month.last_of_month()))
}

/// The date in the path of an address, as in `/2031/05/02/`.
pub fn address(url: &str) -> Option<Date> {
    static PATH: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?i)/(?:[\w-]*[/_-])?((?:19|20)\d\d)(?:/(\d{1,2})/(\d{1,2})(?:/|$|\D)|-(\d\d)-(\d\d)(?:\D|$)|(\d\d)(\d\d)(?:[/_.-]|$)|/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(\d{1,2})(?:/|$))").ok()
    });
    let caps = PATH.as_ref()?.captures(url)?;
    let number = |i: usize| caps.get(i).and_then(|m| m.as_str().parse::<i8>().ok());
    let year = caps.get(1)?.as_str().parse().ok()?;
    let named = || calendar::month(caps.get(8)?.as_str(), Some("en"));
    let month = number(2).or(number(4)).or(number(6)).or_else(named)?;
    let day = number(3).or(number(5)).or(number(7)).or(number(9))?;
    Date::new(year, month, day).ok()
}

/// Whether a date can be a page's: the web has no pages older than its first years.
pub fn plausible(date: Date) -> bool {
    (1990..=2100).contains(&date.year())
}
