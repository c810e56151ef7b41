//! The day of publication of a text copy.
//!
//! In: the lines of the page, its headline and body. Out: the day and why. Asked in turn: the date line near the headline, a date in another
//! short line there, the dateline, the line that closes a statement, the line that tells of the last change.

use super::date::{self, Context, Dated, Found, Given, ONLY_CHANGED, Said};
use super::dump::Unit;
use super::{PublishedBasis, build::tidy, credit};

/// Where headline and body stand.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The headline's line.
    pub title: Option<usize>,
    /// First and last line of the body.
    pub body: Option<(usize, usize)>,
}

/// The day of a text copy. `dated` tells the lines that are known to be its date lines.
pub fn of_copy(
    units: &[Unit],
    text: &str,
    place: Place,
    dated: impl Fn(usize) -> bool,
    context: &Context,
) -> Option<Dated> {
    let line = |i: usize| units[i].span.of(text);
    let mut best: Option<((Said, usize), Found, usize)> = None;
    let mut offer = |rank: usize, at: usize, found: Option<(Found, Said)>| {
        let Some((day, said)) = found else { return };
        if said != Said::Event && date::plausible(day.date) && best.as_ref().is_none_or(|(b, ..)| (said, rank) < *b) {
            best = Some(((said, rank), day, at));
        }
    };
    for i in (0..units.len()).filter(|i| dated(*i) && !boxed(units, text, *i)) {
        offer(0, i, date::date_line_in(line(i), context));
    }
    let (first, last) = place.body.unwrap_or((units.len().min(12), units.len().saturating_sub(1)));
    let prose = units.iter().position(Unit::prose).unwrap_or(first);
    let from = place.title.unwrap_or(first).min(first).saturating_sub(5);
    let near = from..units.len().min(first + 2);
    // Where the body was taken for longer than it is, the head of the copy still ends at the first paragraph.
    let head = 0..units.len().min(prose + 1).min(25);
    for (rank, i) in near.clone().chain(head.filter(|i| !near.contains(i))).enumerate() {
        let unit = &units[i];
        // A list item is a teaser of another article, a sentence tells of something.
        if unit.chars > 120 || unit.stop || unit.bullet || boxed(units, text, i) {
            continue;
        }
        let found = date::date_of_article(line(i), context);
        let words = line(i).split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).count();
        let plain = found.as_ref().is_some_and(|(_, said)| *said == Said::Plain);
        // Of a longer line only what is said to be the day of publication counts, or what stands in it as on a date line.
        if plain && (line(i).starts_with('(') || words > 12) {
            continue;
        }
        offer(rank + 1, i, found);
    }
    let why = |i: usize| format!("date line: {}", tidy(line(i)));
    let stated = best.as_ref().and_then(|((said, _), found, i)| {
        let why = if *said == Said::Updated { format!("{ONLY_CHANGED}: {}", tidy(line(*i))) } else { why(*i) };
        Dated::new(Given { date: found.date, time: None, other: found.other }, &why, PublishedBasis::Stated)
    });
    let updated = best.as_ref().is_some_and(|((said, _), ..)| *said == Said::Updated);
    if let Some(stated) = stated.clone().filter(|_| !updated) {
        return Some(stated);
    }
    let opening = (first.min(prose)..units.len().min(prose + 4))
        .filter(|i| units[*i].chars > 60)
        .find_map(|i| credit::dateline(line(i)));
    if let Some(found) = opening.filter(|d| d.day.is_some())
        && let Some(date) = found.day
    {
        return Dated::new(
            Given { date, time: None, other: None },
            &format!("dateline: {}", found.words),
            PublishedBasis::Stated,
        );
    }
    stated.or_else(|| closing(units, text, last, context)).or_else(|| changed(units, text, context))
}

/// A line "Key: value" among others of that kind belongs to a box of facts: its day is that of what the page tells of.
fn boxed(units: &[Unit], text: &str, at: usize) -> bool {
    let keyed = |i: usize| {
        units.get(i).is_some_and(|u| {
            u.span.of(text).split_once(':').is_some_and(|(key, value)| {
                key.split_whitespace().count() <= 4
                    && value.starts_with([' ', '\t'])
                    && !value.trim().is_empty()
                    && !key.chars().any(|c| c.is_ascii_digit())
            })
        })
    };
    let near = (at.saturating_sub(2)..=at + 2).filter(|i| *i != at && keyed(*i)).count();
    keyed(at) && near >= 2
}

/// Place and day that close a statement: "Velm, 7 May 2031, 11:00 hours".
fn closing(units: &[Unit], text: &str, last: usize, context: &Context) -> Option<Dated> {
    let from = last.saturating_sub(3);
    (from..units.len().min(last + 4)).rev().find_map(|i| {
        let unit = &units[i];
        let line = unit.span.of(text);
        if unit.chars > 70 || unit.bullet || unit.furniture {
            return None;
        }
        let (found, said) = date::date_in_line_in(line, context)?;
        let before = line[..found.span.start].trim();
        // A town, or nothing, in front of the day, and nothing but the hour behind it.
        let town = before.is_empty()
            || before.ends_with(',')
                && before.split_whitespace().count() <= 3
                && before.starts_with(char::is_uppercase);
        let behind = line[found.span.end..]
            .split(|c: char| !c.is_alphabetic())
            .filter(|w| w.chars().count() > 2 && !matches!(*w, "hours" | "hrs" | "local" | "time" | "uhr"))
            .count();
        let given = Given { date: found.date, time: None, other: found.other };
        (town && behind == 0 && said == Said::Plain)
            .then(|| Dated::new(given, &format!("closing line: {}", tidy(line)), PublishedBasis::Stated))?
    })
}

/// The line that tells when the page was changed last.
fn changed(units: &[Unit], text: &str, context: &Context) -> Option<Dated> {
    units.iter().rev().take(12).chain(units.iter().take(8)).find_map(|unit| {
        let line = unit.span.of(text);
        let (found, said) = date::date_in_line_in(line, context).filter(|_| unit.chars <= 160)?;
        let given = Given { date: found.date, time: None, other: found.other };
        (said == Said::Updated)
            .then(|| Dated::new(given, &format!("{ONLY_CHANGED}: {}", tidy(line)), PublishedBasis::Stated))?
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::dump::{Look, units};

    #[track_caller]
    fn check(text: &str, title: Option<usize>, body: (usize, usize), expected: Option<&str>) {
        let units = units(text);
        let place = Place { title, body: Some(body) };
        let found = of_copy(&units, text, place, |i| matches!(units[i].look, Look::Date(..)), &Context::default());
        assert_eq!(found.map(|d| d.date.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn days_of_copies() {
        check(
            "Orne Post\nWorldMay 2, 2031 18:05\nDam bursts above Velm\nThe dam burst on Friday.",
            Some(2),
            (3, 3),
            Some("2031-05-02"),
        );
        check(
            "STATEMENT\nThe dam burst.\nNobody was hurt.\nVelm, 2 May 2031, 11:00 hours",
            None,
            (1, 2),
            Some("2031-05-02"),
        );
        check(
            "Velm flood\nThe flood came in May.\nThis page was last edited on 30 August 2031, at 03:31.",
            Some(0),
            (1, 1),
            Some("2031-08-30"),
        );
        // A box of facts names the day of the flood.
        check(
            "Velm flood\nPlace: Velm\nDate: 2 May 2031\nDeaths: 3\nThe flood came in the night.",
            Some(0),
            (4, 4),
            None,
        );
    }
}
