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

/// Dates told together, which share what only one of them says.
pub(super) fn several(action: Action, a: &Args) -> Option<Value> {
    match action {
        Action::Share | Action::RangeOne => {}
        Action::Counts => return counts(a),
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
    if items.iter().any(|(f, _)| !valid(f) || (f.day.is_some() && f.month.is_none())) {
        return None;
    }
    if action == Action::RangeOne {
        let (last, first) = (items.pop()?.0, items.pop()?.0);
        return Some(Value::Time(Time::Range(Box::new(time_of(first)), Box::new(time_of(last)))));
    }
    Some(Value::Items(items.into_iter().map(|(f, pieces)| Item { pieces, time: time_of(f) }).collect()))
}
