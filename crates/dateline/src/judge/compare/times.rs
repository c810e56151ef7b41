//! Two time expressions in one place of a sentence.
//!
//! In: the spans of both stretches. Out: whether the days, hours, days of the week or lengths of time exclude each other.

use super::super::date::MINUTES;
use super::super::statement::names_day;
use super::{Compared, Difference};
use crate::link::{Relation, relation};
use crate::time::{Timex, TimexKind, Unit, Weekday, of_duration, weekday};
use crate::{Analysis, DiscrepancyKind, DiscrepancyStatus, Span};

use DiscrepancyKind as Kind;
use DiscrepancyStatus as Status;

/// Compares the one time expression of each stretch.
pub(super) fn times(x: &Analysis, y: &Analysis, p: Span, q: Span) -> Compared {
    let one = |page: &Analysis, span: Span| -> Option<Timex> {
        let mut all = page.times.iter().filter(|t| t.span.overlaps(span));
        let first = all.next()?.clone();
        all.next().is_none().then_some(first)
    };
    let (Some(s), Some(t)) = (one(x, p), one(y, q)) else { return Compared::Other };
    let said = |page: &Analysis, t: &Timex| t.span.of(&page.page.text).to_string();
    let (v, w) = (said(x, &s), said(y, &t));
    if v.eq_ignore_ascii_case(&w) {
        return Compared::Agree;
    }
    // "Friday, 11 March" and "Tuesday, 11 March": one of them has the day of the week wrong.
    if let (Some(i), Some(j)) = (day_of_week(&v), day_of_week(&w))
        && i != j
        && s.kind != TimexKind::Set
        && t.kind != TimexKind::Set
        && !matches!((&s.interval, &t.interval), (Some(i), Some(j)) if relation(i, j) == Relation::Disjoint)
    {
        return Compared::Differ(Difference {
            kind: Kind::Date,
            status: Status::Contradiction,
            reason: format!("“{v}” and “{w}” name two days of the week."),
            values: [v, w],
        });
    }
    if matches!(s.kind, TimexKind::Duration | TimexKind::Set) || matches!(t.kind, TimexKind::Duration | TimexKind::Set)
    {
        let plain = |t: &Timex| t.value.clone().filter(|v| !v.contains('X') && t.modifier.is_none());
        return match (plain(&s), plain(&t)) {
            (Some(i), Some(j)) if s.kind == t.kind && i != j && amount(&i) != amount(&j) => {
                Compared::Differ(Difference {
                    kind: Kind::Number,
                    status: Status::Contradiction,
                    reason: format!("A length of time: {v} ({i}) is not {w} ({j})."),
                    values: [v, w],
                })
            }
            _ => Compared::Agree,
        };
    }
    // The hours alone, where one of them does not name its day, or both the same.
    let day = |t: &Timex| t.interval.and_then(|i| i.earliest).map(|e| e.date());
    let one_day = !(names_day(&v) && names_day(&w)) || day(&s).is_some() && day(&s) == day(&t);
    if let (Some(a), Some(b)) = (clock(&s), clock(&t))
        && one_day
    {
        let apart = (a - b).abs().min(1440 - (a - b).abs());
        let rough = [&s, &t].iter().any(|x| x.modifier.is_some() || x.interval.is_some_and(|i| i.approximate));
        // Hours that a zone may lie between say nothing when no zone is told.
        let zoned = s.zone.is_some() && t.zone.is_some();
        if apart <= if rough { MINUTES.1 } else { MINUTES.0 } || !zoned && apart % 30 == 0 {
            return Compared::Agree;
        }
        return Compared::Differ(Difference {
            kind: Kind::Time,
            status: Status::Contradiction,
            reason: format!("“{v}” and “{w}” are {apart} minutes apart."),
            values: [v, w],
        });
    }
    // A day of the week alone may be that of another week.
    if let (Some(i), Some(j)) = (&s.interval, &t.interval)
        && let (Some(a), Some(b)) = (i.earliest, j.earliest)
        && (a.date() - b.date()).get_days() % 7 == 0
        && a.date() != b.date()
        && [&v, &w].iter().any(|x| day_of_week(x).is_some() && !x.contains(|c: char| c.is_ascii_digit()))
    {
        return Compared::Agree;
    }
    let differ = |kind, reason| {
        Compared::Differ(Difference { kind, status: Status::Contradiction, values: [v.clone(), w.clone()], reason })
    };
    match (&s.interval, &t.interval) {
        (Some(i), Some(j)) => match relation(i, j) {
            Relation::Disjoint => {
                let same_day = i.earliest.zip(j.earliest).is_some_and(|(a, b)| a.date() == b.date());
                let show = |t: &Timex| t.value.clone().unwrap_or_default();
                differ(
                    if same_day { Kind::Time } else { Kind::Date },
                    format!("“{v}” is {}, “{w}” is {}: they exclude each other.", show(&s), show(&t)),
                )
            }
            _ => Compared::Agree,
        },
        // Undated pages: the days of the week, or the hours, by themselves.
        _ => match (&s.value, &t.value) {
            (Some(i), Some(j)) if i != j && i.len() == j.len() && s.kind == t.kind => {
                let kind = if s.kind == TimexKind::Time { Kind::Time } else { Kind::Date };
                differ(kind, format!("“{v}” ({i}) and “{w}” ({j}) are not the same."))
            }
            _ => Compared::Agree,
        },
    }
}

/// Minutes after midnight that a time expression names.
fn clock(timex: &Timex) -> Option<i32> {
    let (_, clock) = timex.value.as_deref()?.split_once('T')?;
    let (h, m) = clock.split_once(':')?;
    Some(h.parse::<i32>().ok()? * 60 + m.get(..2)?.parse::<i32>().ok()?)
}

/// The one day of the week that the words of a time expression name.
fn day_of_week(words: &str) -> Option<Weekday> {
    let mut found: Vec<Weekday> = words.split(|c: char| !c.is_alphabetic()).filter_map(weekday).collect();
    found.dedup();
    (found.len() == 1).then(|| found.remove(0))
}

/// The length of a duration value in seconds, so that two weeks are 14 days.
fn amount(value: &str) -> Option<u64> {
    let (number, unit) = of_duration(value)?;
    let seconds = match unit {
        Unit::Second => 1.0,
        Unit::Minute => 60.0,
        Unit::Hour => 3600.0,
        Unit::Day => 86_400.0,
        Unit::Week => 604_800.0,
        Unit::Month => 2_629_800.0,
        Unit::Year => 31_557_600.0,
        _ => return None,
    };
    Some((number? * seconds) as u64)
}
