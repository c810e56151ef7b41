//! When a page without a date was published: bounds from what it tells.
//!
//! In: the page and its parse. Out: an interval with reasons. Days told of in the past tense lie not after publication, days
//! told of as ahead not before it. Nothing is guessed beyond these bounds.

use jiff::civil::Date;

use super::direction::plainly_ahead;
use super::evaluate::Direction;
use super::tag::{Tagged, tagged};
use super::{Granularity, TimexKind};
use crate::language::Parse;
use crate::page::{Page, Published, PublishedBasis};

/// Whether a page can be of a day by the days of the week that it names; `None` when it names fewer than two.
///
/// A news page that tells what happened on Sunday, Monday and Tuesday is mostly of that Tuesday: of 32 such documents of three corpora 23
/// are of the last day named, 3 of the day after, 6 are older.
pub(crate) fn fits_weekdays(page: &Page, parse: &Parse, day: Date) -> Option<bool> {
    let mut days: Vec<Date> = tagged(page, parse, Some(day))
        .iter()
        .filter(|t| t.weekday && t.direction != Direction::Future)
        .filter_map(|t| t.timex.interval?.earliest.map(|m| m.date()))
        .collect();
    days.sort_unstable();
    days.dedup();
    // A day that has begun where it happens, though not yet where it is told, lies a day ahead.
    let last = days.last().copied().filter(|_| days.len() > 1)?;
    Some(last >= day)
}

/// Bounds of the publication date from the page's own expressions; `None` when they give none.
///
/// `value` is set only when the bounds meet in one day.
pub fn infer_published(page: &Page, parse: &Parse) -> Option<Published> {
    let found = tagged(page, parse, None);
    let mut earliest: Option<(Date, &Tagged)> = None;
    let mut latest: Option<(Date, &Tagged)> = None;
    for t in &found {
        let Some(interval) = t.timex.interval else { continue };
        if !matches!(t.timex.kind, TimexKind::Date | TimexKind::Time)
            || interval.granularity > Granularity::Year
            || t.open
        {
            continue;
        }
        let (Some(from), Some(to)) = (interval.earliest, interval.latest) else { continue };
        match t.direction {
            Direction::Past if earliest.is_none_or(|(d, _)| d < from.date()) => earliest = Some((from.date(), t)),
            Direction::Future
                if interval.granularity <= Granularity::Month
                    && latest.is_none_or(|(d, _)| d > to.date())
                    && plainly_ahead(parse, t.timex.span) =>
            {
                latest = Some((to.date(), t));
            }
            _ => {}
        }
    }
    // A plan can be told of after its day has passed; the past is surer.
    if let (Some((a, _)), Some((b, _))) = (earliest, latest)
        && b < a
    {
        latest = None;
    }
    let (first, _) = earliest?;
    let last = latest.map(|(d, _)| d);
    let words = |t: &Tagged| t.timex.span.of(&page.text).to_string();
    let mut reasons = Vec::new();
    if let Some((day, t)) = earliest {
        reasons.push(format!("not before {day}: “{}” is told in the past tense", words(t)));
    }
    if let Some((day, t)) = latest {
        reasons.push(format!("not after {day}: “{}” is told as lying ahead", words(t)));
    }
    Some(Published {
        value: (Some(first) == last).then(|| first.to_string()),
        earliest: Some(first),
        latest: last,
        basis: Some(PublishedBasis::Inferred),
        reasons,
    })
}
