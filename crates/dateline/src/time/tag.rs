//! The tagger: pieces, matches, guards, then resolution in text order with a focus that moves.

use jiff::civil::{Date, DateTime};

use super::calendar::Cell;
use super::direction::direction;
use super::evaluate::{Context, Direction, Named, Resolved, resolve};
use super::focus::Focus;
use super::genre::{Genre, bare_clock};
use super::grammar::{Grammar, Memo};
use super::guard::{Seen, keep};
use super::lexer::{Lexicon, Piece};
use super::meaning::{Fields, Item, Reference, Time};
use super::unit::duration_value;
use super::{Granularity, Interval, Timex, TimexKind, construct, emit, zones};
use crate::Span;
use crate::language::{Form, Function, Parse};
use crate::lexicon::Flag;
use crate::page::Page;

/// How far around a trigger an expression can begin.
const REACH: usize = 6;

/// A match with its place.
pub(crate) struct Candidate {
    pub item: Item,
    /// It shares a match with another one.
    pub together: bool,
    /// It begins a paragraph.
    pub fresh: bool,
}

/// An expression with what only the stages of this module need.
pub(crate) struct Tagged {
    pub timex: Timex,
    pub direction: Direction,
    /// It says no stretch of the calendar of its own ("now", "recently").
    pub open: bool,
    /// A day of the week without a date: "Monday", "Tuesday morning".
    pub weekday: bool,
}

/// Finds and resolves the time expressions of a page, seen from a day.
pub(crate) fn tagged(page: &Page, parse: &Parse, speech: Option<Date>) -> Vec<Tagged> {
    let text = page.text.as_str();
    let pieces = Lexicon::shared().pieces(text, parse);
    let found = candidates(text, parse, &pieces);
    let genre = Genre::of(&found, speech);
    let mut focus = Focus::new(page, speech, genre);
    let mut times = Vec::with_capacity(found.len());
    let mut clock = None;
    for (at, candidate) in found.iter().enumerate() {
        let range = candidate.item.pieces.clone();
        let together = candidate.together;
        let seen = Seen { text, parse, pieces: &pieces, range, narrative: genre.narrative, together };
        if !keep(&candidate.item.time, &seen) {
            continue;
        }
        let span = without_determiner(span_of(&pieces, &candidate.item), &seen);
        let mut context = focus.context(span, candidate.fresh, direction(&seen));
        if genre.narrative || !bare_clock(&candidate.item.time) {
            // Only a clock waits for its day.
        } else if let Some(day) = day_behind(&found, at, &seen, &context) {
            context.day = Some(day);
        }
        if deictic(&candidate.item.time)
            && let Some(day) = spoken(&found, at, &seen, &context)
        {
            context.speech = Some(day);
            context.day = Some(day);
        }
        let mut resolved = resolve(&candidate.item.time, &context);
        if let (Named::Cell(Cell::Clock(day, clock)), Some((end, known))) = (&resolved.named, clock)
            && let Some(day) = zones::other(&seen, end, known, (*day, *clock))
        {
            resolved.trail.push(format!("the moment just told, by the clock of another place: {day} there"));
            resolved.named = Named::Cell(Cell::Clock(day, *clock));
        }
        clock = match resolved.named {
            Named::Cell(Cell::Clock(day, told)) => Some((seen.range.end, (day, told))),
            _ => None,
        };
        focus.moved(&candidate.item.time, &resolved, context.direction, &seen);
        let weekday =
            matches!(&candidate.item.time, Time::Fields(f) if f.weekday.is_some() && f.day.is_none() && f.of.is_none());
        let open = matches!(resolved.named, Named::Reference(_));
        if let Some(timex) = timex(span, &candidate.item.time, resolved, &context) {
            times.push(Tagged { timex, direction: context.direction, open, weekday });
        }
    }
    times
}

/// The day that stands behind a time of the clock, with at most another clock in brackets between: "at 9:17 a.m. local
/// time (07:17 GMT) on Monday".
fn day_behind(found: &[Candidate], at: usize, seen: &Seen, context: &Context) -> Option<Date> {
    let mut end = seen.range.end;
    for next in found.get(at + 1..(at + 3).min(found.len()))? {
        let between = end..next.item.pieces.start;
        let bridges = between.clone().all(|i| {
            let word = seen.pieces.get(i).map(|p| p.span.of(seen.text).to_lowercase()).unwrap_or_default();
            matches!(&*word, "(" | ")" | "on" | "local" | "time" | ",")
        });
        if between.len() > 4 || !bridges {
            return None;
        }
        end = next.item.pieces.end;
        if !bare_clock(&next.item.time) {
            let on = (between.start..between.end).any(|i| seen.pieces[i].span.of(seen.text).eq_ignore_ascii_case("on"));
            let named = resolve(&next.item.time, context).named;
            return match named {
                Named::Cell(Cell::Day(day)) if on => Some(day),
                _ => None,
            };
        }
    }
    None
}

/// The day on which somebody says what is quoted: the time that stands with the verb of saying, outside the quotation marks.
fn spoken(found: &[Candidate], at: usize, seen: &Seen, context: &Context) -> Option<Date> {
    let place = |c: &Candidate| seen.pieces.get(c.item.pieces.start).map(|p| p.span.start);
    let token = |c: &Candidate| seen.pieces.get(c.item.pieces.start).and_then(|p| p.token);
    let sentence = seen.parse.tokens.get(token(&found[at])?)?.sentence;
    if !quoted(seen, place(&found[at])?) {
        return None;
    }
    let near = found[at.saturating_sub(4)..(at + 5).min(found.len())].iter();
    near.filter(|c| token(c).and_then(|t| seen.parse.tokens.get(t)).is_some_and(|t| t.sentence == sentence))
        .filter(|c| place(c).is_some_and(|p| !quoted(seen, p)))
        .find_map(|c| {
            let at = token(c)?;
            let says = |t: usize| Flag::Reports.has(&seen.parse.tokens[t].lemma);
            let verb = seen.parse.ancestors(at).find(|t| seen.parse.tokens[*t].pos == crate::language::Pos::Verb)?;
            let context = Context { direction: Direction::Past, ..context.clone() };
            match resolve(&c.item.time, &context).named {
                Named::Cell(cell) if says(verb) => cell.day().filter(|d| context.speech.is_none_or(|s| *d <= s)),
                _ => None,
            }
        })
}

/// Whether a place stands inside quotation marks of its paragraph.
fn quoted(seen: &Seen, place: usize) -> bool {
    let before = seen.text.get(..place).unwrap_or_default();
    let paragraph = before.rsplit("\n\n").next().unwrap_or_default();
    let (mut curly, mut straight) = (0i32, false);
    for c in paragraph.chars() {
        match c {
            '“' => curly += 1,
            '”' => curly = 0,
            '"' => straight = !straight,
            _ => {}
        }
    }
    curly > 0 || straight
}

fn span_of(pieces: &[Piece], item: &Item) -> Span {
    let (first, last) = (item.pieces.start, item.pieces.end.saturating_sub(1));
    match (pieces.get(first), pieces.get(last)) {
        (Some(a), Some(b)) => Span::new(a.span.start, b.span.end),
        _ => Span::default(),
    }
}

/// "the eight-year war", "the January 1998 bombing": the article belongs to the noun behind the expression.
fn without_determiner(span: Span, seen: &Seen) -> Span {
    let (first, last) = (seen.range.start, seen.range.end - 1);
    let determiner = matches!(seen.word(first).to_lowercase().as_str(), "the" | "a" | "an" | "that") && first < last;
    let (Some(from), Some(to)) = (seen.pieces[first].token, seen.pieces[last].token) else { return span };
    if !determiner || from == to {
        return span;
    }
    let tokens = &seen.parse.tokens;
    let outside = |t: usize| {
        tokens[t].head > to
            && !matches!(
                tokens[t].function(),
                Function::Complement | Function::Subject | Function::Possessor | Function::PassiveSubject
            )
    };
    let prenominal = (from + 1..to + 1).find(|t| outside(*t)).is_some_and(|t| {
        let head = tokens[t].head;
        matches!(
            tokens[t].function(),
            Function::Compound
                | Function::Count
                | Function::Adjective
                | Function::NounModifier
                | Function::CountModifier
                | Function::NounAdverbial
        ) && matches!(tokens[head].form(), Form::Singular | Form::Plural | Form::Name | Form::Names | Form::Adjective)
            && head - to <= 4
    });
    if prenominal { Span::new(seen.pieces[first + 1].span.start, span.end) } else { span }
}

/// All matches of the grammar, from left to right, the longest at each place, that the guards could let pass.
fn candidates(text: &str, parse: &Parse, pieces: &[Piece]) -> Vec<Candidate> {
    let grammar = Grammar::shared();
    let mut found = Vec::new();
    let mut at = 0;
    let mut trigger = 0;
    let mut paragraph = 0;
    let mut memo = Memo::default();
    while at < pieces.len() {
        if trigger < at {
            trigger = at;
        }
        while trigger < pieces.len() && !pieces[trigger].trigger {
            trigger += 1;
        }
        if trigger == pieces.len() {
            break;
        }
        at = at.max(trigger.saturating_sub(REACH));
        if paragraph <= at {
            paragraph = (at + 1..pieces.len()).find(|i| pieces[*i].fresh).unwrap_or(pieces.len());
            memo = Memo::default();
        }
        let mut next = at + 1;
        for (end, value) in grammar.find(&pieces[..paragraph], at, &memo) {
            let items = match value {
                construct::Value::Items(items) => items,
                construct::Value::Time(time) => vec![Item { pieces: at..end, time }],
                construct::Value::Fields(f) => vec![Item { pieces: at..end, time: Time::Fields(f) }],
                _ => continue,
            };
            let fits = |item: &Item| {
                let seen = Seen { text, parse, pieces, range: item.pieces.clone(), narrative: true, together: false };
                keep(&item.time, &seen)
            };
            if items.len() == 1 && !items.iter().all(fits) {
                continue;
            }
            let together = items.len() > 1;
            found.extend(items.into_iter().map(|item| {
                let fresh = pieces.get(item.pieces.start).is_some_and(|p| p.fresh);
                Candidate { item, together, fresh }
            }));
            next = end;
            break;
        }
        at = next;
    }
    found
}

/// The expression as it is told to the later stages.
fn timex(span: Span, time: &Time, resolved: Resolved, context: &Context) -> Option<Timex> {
    let Resolved { named, modifier, trail, .. } = resolved;
    let mut timex = Timex {
        span,
        kind: TimexKind::Date,
        value: None,
        modifier: modifier.map(Into::into),
        quant: None,
        freq: None,
        interval: None,
        zone: None,
        trail,
    };
    match named {
        Named::Cell(cell) => {
            if let Cell::Clock(day, clock) = cell
                && let Some(minutes) = zones::minutes_east(&clock, day)
            {
                timex.zone = i16::try_from(minutes).ok();
                timex.trail.push(zones::told(minutes));
            }
            timex.kind = kind(cell);
            timex.value = Some(emit::value(cell));
            timex.interval = cell.interval().map(|i| narrowed(i, modifier));
        }
        Named::Range(from, to) => {
            timex.value = Some(format!("{}/{}", emit::value(from), emit::value(to)));
            let (a, b) = (from.interval()?, to.interval()?);
            timex.interval = Some(Interval {
                earliest: a.earliest,
                latest: b.latest,
                granularity: Granularity::Range,
                approximate: false,
            });
        }
        Named::Duration(amount) => {
            timex.kind = TimexKind::Duration;
            timex.value = Some(if amount.parts.is_empty() { "PXX".into() } else { duration_value(&amount.parts) });
        }
        Named::Span(amount, sign, base) => {
            timex.kind = TimexKind::Duration;
            timex.value = Some(duration_value(&amount.parts));
            timex.interval = base.and_then(|day| stretch(&amount, sign, day));
        }
        Named::Set(set) => {
            timex.kind = TimexKind::Set;
            // Histories are tagged in the older manner: how a day is written rather than how long it lasts.
            let older = context.narrative && set.quant.is_some();
            timex.value = Some(match set.value.as_str() {
                "P1D" if older => "XXXX-XX-XX".into(),
                "P1W" if older => "XXXX-WXX".into(),
                "P1M" if older => "XXXX-XX".into(),
                "P1Y" if older => "XXXX".into(),
                _ => set.value,
            });
            timex.quant = set.quant.map(Into::into);
            timex.freq = set.freq;
        }
        Named::Reference(reference) => {
            timex.value = Some(
                match reference {
                    Reference::Past => "PAST_REF",
                    Reference::Present => "PRESENT_REF",
                    Reference::Future => "FUTURE_REF",
                }
                .into(),
            );
            timex.interval = context.speech.map(|day| open(reference, day));
        }
        Named::Generic(_) if matches!(time, Time::Anaphor { .. } | Time::TheUnit(_)) && !context.narrative => {
            return None;
        }
        Named::Generic(value) => {
            if value.contains('T') {
                timex.kind = TimexKind::Time;
            }
            timex.value = Some(value);
        }
        Named::Unknown => {
            if matches!(time, Time::Anaphor { .. } | Time::TheUnit(_) | Time::TheQuarter | Time::DayOnly(_)) {
                return None;
            }
        }
    }
    Some(timex)
}

fn kind(cell: Cell) -> TimexKind {
    match cell {
        Cell::Part(..) | Cell::Clock(..) => TimexKind::Time,
        _ => TimexKind::Date,
    }
}

/// The stretch that a reference leaves open.
fn open(reference: Reference, day: Date) -> Interval {
    let (from, to) = (day.at(0, 0, 0, 0), super::calendar::last_second(day));
    let (earliest, latest) = match reference {
        Reference::Past => (None, Some(to)),
        Reference::Present => (Some(from), Some(to)),
        Reference::Future => (Some(from), None),
    };
    Interval { earliest, latest, granularity: Granularity::Range, approximate: true }
}

/// "The past three years": from or to a day.
fn stretch(amount: &super::meaning::Amount, sign: i64, day: Date) -> Option<Interval> {
    let mut far = Some(day);
    for &(quantity, unit) in &amount.parts {
        far = match quantity {
            super::unit::Quantity::Tenths(n) => super::calendar::advance(far?, unit, sign * (n + 5) / 10),
            super::unit::Quantity::Unknown => None,
        };
    }
    let (near, far) = (Some(day), far);
    let (first, last) = if sign < 0 { (far, near) } else { (near, far) };
    Some(Interval {
        earliest: first.map(|d| d.at(0, 0, 0, 0)),
        latest: last.map(super::calendar::last_second),
        granularity: amount.parts.last().map_or(Granularity::Range, |(_, unit)| unit.granularity()),
        approximate: true,
    })
}

/// An interval cut down to the part that a modifier names: the first third, the middle, the last third.
fn narrowed(mut interval: Interval, modifier: Option<&str>) -> Interval {
    let (Some(a), Some(b)) = (interval.earliest, interval.latest) else { return interval };
    let days = (b.date() - a.date()).get_days();
    if days < 2 {
        return around(interval, a, b, modifier);
    }
    let later = |n: i32| a.date().saturating_add(jiff::Span::new().days(n));
    match modifier {
        Some("START") => interval.latest = Some(super::calendar::last_second(later(days / 3))),
        Some("MID") => {
            interval.earliest = Some(later(days / 3).at(0, 0, 0, 0));
            interval.latest = Some(super::calendar::last_second(later(days * 2 / 3)));
        }
        Some("END") => interval.earliest = Some(later(days * 2 / 3).at(0, 0, 0, 0)),
        Some(_) => interval.approximate = true,
        None => {}
    }
    interval
}

/// Minutes before or behind a clock time that "shortly" leaves open. No standard says so; a whole hour keeps what is told true.
const SHORTLY: i64 = 60;

/// The stretch that "shortly before" or "shortly after" a clock time means, on the day of the clock: before noon, the hour before it.
fn around(mut interval: Interval, a: DateTime, b: DateTime, modifier: Option<&str>) -> Interval {
    if !matches!(interval.granularity, Granularity::Minute | Granularity::Hour) || a.date() != b.date() {
        return interval;
    }
    let earlier = |m: i64| a.saturating_sub(jiff::Span::new().minutes(m)).max(a.date().at(0, 0, 0, 0));
    let later = |m: i64| b.saturating_add(jiff::Span::new().minutes(m)).min(super::calendar::last_second(b.date()));
    match modifier {
        Some("BEFORE") => (interval.earliest, interval.latest) = (Some(earlier(SHORTLY)), Some(a)),
        Some("AFTER") => (interval.earliest, interval.latest) = (Some(a), Some(later(SHORTLY))),
        _ => {}
    }
    interval
}

/// Whether an expression counts from the moment of speech.
pub(crate) fn deictic(time: &Time) -> bool {
    match time {
        Time::Shift { base, .. } | Time::Offset { base, .. } | Time::Nearest { base, .. } => {
            *base == super::meaning::Base::Speech
        }
        Time::Fields(f) => {
            f.of.as_deref().is_some_and(deictic)
                || f.weekday.is_some() && f.day.is_none()
                || *f.as_ref() == Fields { weekday: f.weekday, ..Fields::default() }
        }
        Time::Part { of, .. } | Time::Modified { of, .. } => deictic(of),
        Time::Span { .. } => false,
        _ => false,
    }
}
