//! When pages without a date were published, as far as other pages tell.
//!
//! In: the analyses of the pile. Out: analyses of the undated pages made anew with a narrower publication, for words such as "Monday"
//! resolve against it.
//!
//! Three grounds: a page tells what happened on a day, so it is not older than that day; it quotes word for word what a dated page quotes as
//! news, so it is of about the same day; and it opens with events that other pages date, without a date of its own, as news does.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::key;
use super::pair::cosine;
use crate::Analysis;
use crate::event::{Certainty, Event, Polarity, Tense};
use crate::event::{akin, classes};
use crate::page::{Published, PublishedBasis};
use crate::time::TimeBasis;
use crate::{IndexVec, Local, MentionId, PageId};

/// Words in a row that make a quotation one and the same.
const RUN: usize = 5;
/// Such rows, overlapping ones too, that two pages have in common at least: a stock phrase ("a serious and grave threat") comes back for years.
const SHARED: usize = 3;
/// Days that the press goes on telling an event or a statement as news.
const NEWS: i32 = 2;

/// Sentences at the head of a page that tell its news.
const LEAD: usize = 4;
/// How alike two sentences are that tell one event, at least, as the cosine of their vectors; with two names in common, and with one.
const ALIKE: [f64; 2] = [0.35, 0.6];

/// Events with a day of their own, by what kind of event they are: the mention and its day.
type Dated<'a> = BTreeMap<&'a str, Vec<(Local<MentionId>, Date)>>;

/// The pages in their order, undated ones dated where the pile allows it.
pub(crate) fn narrow(pages: IndexVec<PageId, &Analysis>) -> IndexVec<PageId, Cow<'_, Analysis>> {
    let mut quoted: BTreeMap<Vec<String>, Vec<(PageId, Date)>> = BTreeMap::new();
    for (i, page) in pages.iter_enumerated() {
        if let (Some(a), Some(b)) = (page.page.published.earliest, page.page.published.latest)
            && a == b
        {
            for run in runs(page) {
                quoted.entry(run).or_default().push((i, a));
            }
        }
    }
    let dated = dated_events(&pages);
    let dates: Vec<Option<Published>> = pages.iter().map(|p| infer(p, &pages, &quoted, &dated)).collect();
    pages
        .into_iter()
        .zip(dates)
        .map(|(page, date)| match date {
            None => Cow::Borrowed(page),
            Some(published) => {
                let mut page = page.clone();
                page.page.published = published;
                page.times = crate::time::times(&page.page, &page.parse);
                page.events =
                    crate::event::events(&page.page, &page.parse, &page.times, &page.entities, &page.quotations);
                Cow::Owned(page)
            }
        })
        .collect()
}

/// All runs of words inside quotation marks of a page.
fn runs(page: &Analysis) -> Vec<Vec<String>> {
    let mut runs = Vec::new();
    for q in page.quotations.iter().filter(|q| q.kind != crate::speech::QuotationKind::Indirect) {
        let text = page.page.text.get(q.span.start..q.span.end).unwrap_or_default();
        let words: Vec<String> =
            text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
        runs.extend(words.windows(RUN.min(words.len().max(3))).filter(|w| w.len() >= 3).map(<[String]>::to_vec));
    }
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// Of the days left, those that agree with the days of the week that the page names.
fn by_weekdays(page: &Analysis, published: &mut Published) {
    let (Some(first), Some(last)) = (published.earliest, published.latest) else { return };
    let all: Vec<Date> =
        (0..=3 * NEWS).map(|n| first.saturating_add(jiff::Span::new().days(n))).filter(|d| *d <= last).collect();
    let fitting: Vec<Date> = all
        .iter()
        .copied()
        .filter(|day| crate::time::fits_weekdays(&page.page, &page.parse, *day) == Some(true))
        .collect();
    let (Some(a), Some(b)) = (fitting.first(), fitting.last()) else { return };
    if fitting.len() == all.len() {
        return;
    }
    (published.earliest, published.latest) = (Some(*a), Some(*b));
    published.value = (a == b).then(|| a.to_string());
    published.reasons.push(format!(
        "a page that names several days of the week is mostly of the last of them: that leaves {}",
        if a == b { a.to_string() } else { format!("{a} to {b}") }
    ));
}

fn earlier(a: Option<Date>, b: Date) -> Date {
    a.map_or(b, |a| a.min(b))
}

/// The earliest page that quotes the same words as a page, and its day.
fn quoted_alike(page: &Analysis, quoted: &BTreeMap<Vec<String>, Vec<(PageId, Date)>>) -> Option<(PageId, Date)> {
    let runs = runs(page);
    let mut common: BTreeMap<(Date, PageId), usize> = BTreeMap::new();
    for run in &runs {
        let Some(places) = quoted.get(run) else { continue };
        let days = places.iter().map(|(_, d)| *d);
        let spread = days.clone().max().zip(days.min()).map_or(0, |(last, first)| (last - first).get_days());
        // What pages of several weeks quote dates none of them.
        if spread <= 3 * NEWS {
            for (i, day) in places {
                // A short quotation counts as a whole.
                *common.entry((*day, *i)).or_default() += if run.len() < RUN { SHARED } else { 1 };
            }
        }
    }
    common.iter().find(|(_, n)| **n >= SHARED).map(|((day, i), _)| (*i, *day))
}

/// What kind of event a lemma names: its classes, else itself.
fn kinds(lemma: &str) -> Vec<&str> {
    let classes = classes(lemma);
    if classes.is_empty() { vec![lemma] } else { classes.to_vec() }
}

/// The events of dated pages that have a day of their own, when there is an undated page to compare with.
fn dated_events<'a>(pages: &IndexVec<PageId, &'a Analysis>) -> Dated<'a> {
    let mut dated = Dated::new();
    if pages.iter().all(|p| p.page.published.value.is_some()) {
        return dated;
    }
    for (i, page) in pages.iter_enumerated() {
        for (j, event) in page.events.iter_enumerated() {
            let day = event
                .time
                .as_ref()
                .filter(|t| t.basis == TimeBasis::Stated && super::times::is_day(&t.interval) && told(event))
                .and_then(|t| t.interval.earliest);
            if let Some(day) = day {
                for kind in kinds(&event.lemma) {
                    dated.entry(kind).or_default().push((Local::new(i, j), day.date()));
                }
            }
        }
    }
    dated
}

/// Whether an event is told as one that took place.
fn told(event: &Event) -> bool {
    event.tense == Tense::Past && event.certainty == Certainty::Certain && event.polarity == Polarity::Positive
}

/// The names in the sentence of an event, each as the words that spellings have in common.
fn names(page: &Analysis, event: &Event) -> Vec<Vec<String>> {
    let Some(tokens) = page.parse.sentences.get(event.sentence) else { return Vec::new() };
    let mut names: Vec<Vec<String>> = page
        .entities
        .iter()
        .filter(|e| e.is_named())
        .filter(|e| e.mentions.iter().any(|m| tokens.contains(&m.head)))
        .map(|e| key(&e.name))
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Whether the sentence of an event names a day of the calendar ("on 4 March"), as what is no news does.
fn remembered(page: &Analysis, event: &Event) -> bool {
    let sentence = super::sentence_span(page, event.sentence);
    let day = |v: &str| v.len() >= 7 && v.as_bytes()[4] == b'-' && v.as_bytes()[5].is_ascii_digit();
    page.times.iter().filter(|t| sentence.contains(t.span)).any(|t| t.value.as_deref().is_some_and(day))
}

/// The days of the week that the lead of a page names.
fn weekdays(page: &Analysis) -> Vec<crate::time::Weekday> {
    let Some(end) = page.parse.sentences.iter().take(LEAD).next_back().map(|s| s.end) else {
        return Vec::new();
    };
    (0..end)
        .map(|t| page.parse.text(t, &page.page.text))
        .filter(|w| w.len() > 3)
        .filter_map(crate::time::weekday)
        .collect()
}

/// The day of the news that a page opens with, as most other pages date it: the page that does, the day, and the page's own words.
fn reported<'a>(
    page: &'a Analysis,
    pages: &IndexVec<PageId, &Analysis>,
    dated: &Dated<'_>,
) -> Option<(PageId, Date, &'a str)> {
    // Days with the pages that say so, and the page's first event of that day.
    let mut days: BTreeMap<Date, (Vec<PageId>, MentionId)> = BTreeMap::new();
    let lead = page.events.iter_enumerated().filter(|(_, e)| e.sentence.index() < LEAD && told(e));
    for (i, event) in lead.filter(|(_, e)| e.time.as_ref().is_none_or(|t| t.basis != TimeBasis::Stated)) {
        let own = names(page, event);
        for (other, day) in kinds(&event.lemma).iter().filter_map(|k| dated.get(k)).flatten() {
            let source = pages[other.page];
            let there = &source.events[other.index];
            if source.page.id == page.page.id || !akin(&event.lemma, &there.lemma) {
                continue;
            }
            let common = names(source, there).iter().filter(|n| own.contains(n)).count();
            let (Some(a), Some(b)) = (page.vectors.get(event.sentence), source.vectors.get(there.sentence)) else {
                continue;
            };
            if common == 0 || remembered(page, event) || cosine(a, b) < ALIKE[usize::from(common < 2)] {
                continue;
            }
            let (says, first) = days.entry(*day).or_insert_with(|| (Vec::new(), i));
            says.push(other.page);
            *first = (*first).min(i);
        }
    }
    for (says, _) in days.values_mut() {
        says.sort_unstable();
        says.dedup();
    }
    // A day of the week in the lead has to fit; without one, two pages have to agree, and nobody may give another day.
    let weekdays = weekdays(page);
    match weekdays.is_empty() {
        true if days.len() != 1 => return None,
        true => days.retain(|_, (says, _)| says.len() > 1),
        false => days.retain(|day, _| weekdays.contains(&day.weekday())),
    }
    if days.len() > 1 && days.keys().zip(days.keys().skip(1)).any(|(a, b)| (*b - *a).get_days() > 3 * NEWS) {
        return None;
    }
    // The day that most pages give; the later one where they are as many.
    let (day, (says, event)) = days.iter().max_by_key(|(day, (says, _))| (says.len(), **day))?;
    Some((
        *says.first()?,
        *day,
        page.page
            .text
            .get(super::sentence_span(page, page.events[*event].sentence).start..page.events[*event].span.end)?,
    ))
}

fn infer(
    page: &Analysis,
    pages: &IndexVec<PageId, &Analysis>,
    quoted: &BTreeMap<Vec<String>, Vec<(PageId, Date)>>,
    dated: &Dated<'_>,
) -> Option<Published> {
    let known = &page.page.published;
    let narrow = known.earliest.zip(known.latest).is_some_and(|(a, b)| (b - a).get_days() <= 3 * NEWS);
    if known.value.is_some() || narrow {
        return None;
    }
    let mut published = known.clone();
    let days = |d: Date, n: i32| d.saturating_add(jiff::Span::new().days(n));
    // The last day on which it says that something happened.
    let told = page
        .events
        .iter()
        .filter(|e| e.tense == Tense::Past && e.certainty == Certainty::Certain)
        .filter_map(|e| e.time.as_ref().filter(|t| t.basis == TimeBasis::Stated))
        .filter(|t| super::times::is_day(&t.interval))
        .filter_map(|t| t.interval.earliest.map(|d| d.date()))
        .max();
    let shared = quoted_alike(page, quoted);
    match (shared, told) {
        // A page that looks back months later quotes too: what it tells as past must not be later than the news.
        (Some((source, day)), _) if told.max(known.earliest).is_none_or(|t| t <= days(day, NEWS)) => {
            let from = |n: i32| told.max(known.earliest).map_or(days(day, n), |t| t.max(days(day, n)));
            let first = from(0);
            published.earliest = Some(first);
            published.latest = Some(earlier(published.latest, days(day, NEWS).max(first)));
            published.reasons.push(format!(
                "quotes the same words as \"{}\" of {day}",
                pages[source].page.title.as_deref().unwrap_or(&pages[source].page.id)
            ));
            let said = published.reasons.len();
            by_weekdays(page, &mut published);
            // Where the days of the week do not tell, the dated page may be the later one of the two.
            if published.reasons.len() == said {
                published.earliest = Some(from(-NEWS));
                by_weekdays(page, &mut published);
            }
        }
        _ if let Some((source, day, words)) = reported(page, pages, dated)
            && told.max(known.earliest).is_none_or(|t| t <= days(day, NEWS)) =>
        {
            let first = told.max(known.earliest).map_or(day, |t| t.max(day));
            published.earliest = Some(first);
            published.latest = Some(earlier(published.latest, days(day, NEWS).max(first)));
            published.reasons.push(format!(
                "opens with “{words}” as news, which \"{}\" dates {day}",
                pages[source].page.title.as_deref().unwrap_or(&pages[source].page.id)
            ));
            by_weekdays(page, &mut published);
        }
        (_, Some(told)) => {
            published.earliest = published.earliest.max(Some(told));
            published.reasons.push(format!("tells as past what happened on {told}"));
        }
        _ => return None,
    }
    published.basis = Some(PublishedBasis::Inferred);
    (published != *known).then_some(published)
}
