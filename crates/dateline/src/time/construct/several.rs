//! Constructors of several expressions told together.

use super::*;

/// "Two or three weeks": both numbers count weeks.
fn counts(a: &Args) -> Option<Value> {
    let second = a.item('i')?;
    let Time::Duration(amount) = &second.time else { return None };
    let &[(Quantity::Tenths(more), unit)] = amount.parts.as_slice() else { return None };
    let less = a.int('n')? * 10;
    let pieces = a.captures.0.iter().find(|(k, _, _)| *k == 'n')?.2.clone();
    let first = Time::Duration(Amount { parts: vec![(Quantity::Tenths(less), unit)], modifier: None });
    (less < more).then(|| Value::Items(vec![Item { pieces, time: first }, second]))
}

/// "From 5 to 6 p.m. on Monday": the hours share the half of the day and the day.
fn clocks(a: &Args) -> Option<Value> {
    let (mut first, mut second) = (a.item('i')?, a.item('j')?);
    let (Time::Fields(f), Time::Fields(g)) = (&mut first.time, &mut second.time) else { return None };
    let (mut from, mut to) = (f.clock?, g.clock?);
    let minutes = |c: &Clock| i32::from(c.hour) * 60 + i32::from(c.minute.unwrap_or(0));
    // Of the readings that the words allow, the one with the shortest way from the first to the second.
    let readings = |c: Clock| {
        let later = Clock { hour: (c.hour + 12) % 24, ..c };
        std::iter::once(c).chain((!c.sure && c.hour <= 12 && (from_said(&from) || from_said(&to))).then_some(later))
    };
    let way = |(a, b): &(Clock, Clock)| match (minutes(b) - minutes(a)).rem_euclid(1440) {
        0 => 1440,
        way => way,
    };
    let best = readings(from).flat_map(|a| readings(to).map(move |b| (a, b))).min_by_key(way)?;
    if !from.sure && !to.sure && minutes(&to) <= minutes(&from) && to.hour <= 12 {
        to.hour += 12;
    } else {
        (from, to) = best;
    }
    f.clock = Some(from);
    g.clock = Some(to);
    let day = |f: &Fields| Fields { clock: None, ..f.clone() };
    if day(f) == Fields::default() {
        **f = Fields { clock: Some(from), ..day(g) };
    } else if day(g) == Fields::default() {
        **g = Fields { clock: Some(to), ..day(f) };
    }
    Some(Value::Items(vec![first, second]))
}

/// Whether the half of the day of a time is known.
fn from_said(clock: &Clock) -> bool {
    clock.sure
}

/// Dates told together, which share what only one of them says.
pub(super) fn several(action: Action, a: &Args) -> Option<Value> {
    match action {
        Action::Share | Action::RangeOne => {}
        Action::Counts => return counts(a),
        Action::ShareClock => return clocks(a),
        Action::Following => {
            let (first, mut second) = (a.item('i')?, a.item('j')?);
            let Time::Fields(fields) = second.time else { return None };
            second.time = Time::Following { fields, from: Box::new(first.time.clone()) };
            return Some(Value::Items(vec![first, second]));
        }
        // "the first two months of 1939": what the calendar has is the year.
        Action::Inner => return a.item('t').map(|item| Value::Items(vec![item])),
        _ => return None,
    }
    let mut items: Vec<(Fields, Range<usize>)> = Vec::new();
    for (key, value, range) in &a.captures.0 {
        let f = match value {
            Value::Fields(f) => (**f).clone(),
            Value::Time(Time::Fields(f)) => (**f).clone(),
            _ => continue,
        };
        if matches!(key, 'h' | 'i' | 'j') {
            items.push((f, range.clone()));
        }
    }
    // Backwards: the year and the month stand with the last one.
    for i in (0..items.len().saturating_sub(1)).rev() {
        let next = items[i + 1].0.clone();
        let f = &mut items[i].0;
        if f.month.is_none() && f.day.is_some() {
            f.month = next.month;
        }
        // "492-490 BC"
        if next.bc && !f.bc && f.only_year() {
            f.year = f.year.map(|y| 1 - y);
            f.bc = true;
        }
        if f.year.is_none() && (f.month.is_some() || f.season.is_some()) && next.year.is_some() {
            let wraps = f.month > next.month && next.month.is_some();
            f.year = next.year.map(|y| if wraps { y - 1 } else { y });
            f.bc = next.bc;
        }
        if f.of.is_none() && f.year.is_none() {
            f.of.clone_from(&next.of);
        }
    }
    // Forwards: the month stands with the first one.
    for i in 1..items.len() {
        let before = items[i - 1].0.clone();
        let f = &mut items[i].0;
        if f.month.is_none() && f.day.is_some() {
            f.month = before.month;
        }
        if f.year.is_none() && f.month.is_some() {
            f.year = before.year;
            f.bc = before.bc;
        }
        if let (Some(tail @ 0..100), Some(first), None) = (f.year, before.year, f.month) {
            f.year = Some(first - first.rem_euclid(100) + tail + if tail <= first.rem_euclid(100) { 100 } else { 0 });
            if f.year? - first > 60 {
                return None;
            }
        }
    }
    if items.iter().any(|(f, _)| !valid(f) || (f.day.is_some() && f.month.is_none() && f.of.is_none())) {
        return None;
    }
    if action == Action::RangeOne {
        let (last, first) = (items.pop()?.0, items.pop()?.0);
        return Some(Value::Time(Time::Range(Box::new(time_of(first)), Box::new(time_of(last)))));
    }
    Some(Value::Items(items.into_iter().map(|(f, pieces)| Item { pieces, time: time_of(f) }).collect()))
}
