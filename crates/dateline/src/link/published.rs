//! When pages without a date were published, as far as other pages tell.
//!
//! In: the analyses of the pile. Out: analyses of the undated pages made anew with a narrower publication, for words such as "Monday"
//! resolve against it.
//!
//! Two grounds: a page tells what happened on a day, so it is not older than that day; and a page quotes word for word what a dated page
//! quotes as news, so it is of about the same day.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::Analysis;
use crate::event::{Certainty, Tense, TimeBasis};
use crate::page::{Published, PublishedBasis};

/// Words in a row that make a quotation one and the same.
const RUN: usize = 5;
/// Days that the press goes on telling an event or a statement as news.
const NEWS: i32 = 2;

/// The pages in their order, undated ones dated where the pile allows it.
pub(crate) fn narrow(pages: Vec<&Analysis>) -> Vec<Cow<'_, Analysis>> {
    let mut quoted: BTreeMap<Vec<String>, Vec<(usize, Date)>> = BTreeMap::new();
    for (i, page) in pages.iter().enumerate() {
        if let (Some(a), Some(b)) = (page.page.published.earliest, page.page.published.latest)
            && a == b
        {
            for run in runs(page) {
                quoted.entry(run).or_default().push((i, a));
            }
        }
    }
    let dates: Vec<Option<Published>> = pages.iter().map(|p| infer(p, &pages, &quoted)).collect();
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
        (0..=NEWS).map(|n| first.saturating_add(jiff::Span::new().days(n))).filter(|d| *d <= last).collect();
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

fn infer(
    page: &Analysis,
    pages: &[&Analysis],
    quoted: &BTreeMap<Vec<String>, Vec<(usize, Date)>>,
) -> Option<Published> {
    let known = &page.page.published;
    if known.value.is_some() || (known.earliest.is_some() && known.latest.is_some()) {
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
    let shared = runs(page).iter().filter_map(|r| quoted.get(r)).flatten().min_by_key(|(i, d)| (*d, *i)).copied();
    match (shared, told) {
        // A page that looks back months later quotes too: what it tells as past must not be later than the news.
        (Some((source, day)), _) if told.max(known.earliest).is_none_or(|t| t <= days(day, NEWS)) => {
            let first = told.max(known.earliest).map_or(day, |t| t.max(day));
            published.earliest = Some(first);
            published.latest = Some(days(day, NEWS).max(first));
            published.reasons.push(format!(
                "quotes the same words as \"{}\" of {day}",
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
