//! From meaning to the calendar: what an expression names, given the moment of speech, the focus of the narrative and a direction.
//!
//! In: a [`Time`] and a [`Context`]. Out: a [`Resolved`]: a cell, a range, a length or a reference, with the steps that led there.

use jiff::civil::Date;

mod choose;
mod offset;

use super::calendar::{Cell, advance, date, holiday, monday, nth_weekday};
use super::meaning::{Amount, Base, Decade, Fields, Recurrence, Reference, Season, Time};
use super::unit::{Quantity, Unit};

/// Whether an expression points back or ahead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Past tense, "since", "last".
    Past,
    /// Modals, "until", "scheduled for".
    Future,
    /// Nothing says.
    #[default]
    Unknown,
}

/// What an expression is resolved against.
#[derive(Clone, Debug, Default)]
pub(crate) struct Context {
    /// The moment of speech, to the day.
    pub speech: Option<Date>,
    /// Where the narrative stands.
    pub focus: Option<Cell>,
    /// The cell last told of, in passing or not.
    pub last: Option<Cell>,
    /// Years last told of, the latest last.
    pub years: Vec<i32>,
    /// The day the narrative stands at, when it has one.
    pub day: Option<Date>,
    /// The fiscal quarter last told of.
    pub quarter: Option<(i32, i8)>,
    /// Whether the page tells a history rather than news.
    pub narrative: bool,
    /// The year that holds for dates without one, when a heading or the sentence names it.
    pub year: Option<i32>,
    /// Whether the date that the narrative stands at was told with its year in this paragraph or the one before.
    pub told: bool,
    /// Whether the expression before this one named a day of the week.
    pub weekday: bool,
    /// Whether the narrative stands late on its day.
    pub late: bool,
    /// Written before Christ: bare years count backwards.
    pub bc: bool,
    /// Back or ahead.
    pub direction: Direction,
}

/// What an expression names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Named {
    Cell(Cell),
    Range(Cell, Cell),
    Duration(Amount),
    /// A length that ends (-1) or begins (1) on a day.
    Span(Amount, i64, Option<Date>),
    Set(Recurrence),
    Reference(Reference),
    /// A value with unknown fields.
    Generic(String),
    Unknown,
}

/// A resolved expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Resolved {
    pub named: Named,
    pub modifier: Option<&'static str>,
    /// The year was said, or needed no choice.
    pub explicit: bool,
    pub trail: Vec<String>,
}

/// Resolves one expression.
pub(crate) fn resolve(time: &Time, context: &Context) -> Resolved {
    let mut evaluation = Evaluation { context, explicit: false, trail: Vec::new(), modifier: None };
    let named = evaluation.named(time);
    Resolved { named, modifier: evaluation.modifier, explicit: evaluation.explicit, trail: evaluation.trail }
}

struct Evaluation<'c> {
    context: &'c Context,
    explicit: bool,
    trail: Vec<String>,
    modifier: Option<&'static str>,
}

impl Evaluation<'_> {
    fn note(&mut self, step: impl Into<String>) {
        self.trail.push(step.into());
    }

    fn named(&mut self, time: &Time) -> Named {
        match time {
            Time::Duration(amount) => {
                self.modifier = self.modifier.or(amount.modifier);
                Named::Duration(amount.clone())
            }
            Time::Span { amount, sign } => {
                self.modifier = self.modifier.or(amount.modifier);
                let base = if self.context.narrative { self.context.day } else { self.context.speech };
                self.note(if *sign < 0 {
                    "a length of time that ends at the anchor"
                } else {
                    "a length of time from the anchor"
                });
                Named::Span(amount.clone(), *sign, base)
            }
            Time::Set(set) => Named::Set(set.clone()),
            Time::Shift { unit: Unit::Day, n: 0, base: Base::Speech } if self.context.narrative => {
                Named::Reference(Reference::Present)
            }
            Time::Reference(reference) => Named::Reference(*reference),
            Time::Modified { modifier, of } => {
                let named = self.named(of);
                self.modifier = self.modifier.or(Some(modifier));
                named
            }
            Time::Range(from, to) => match (self.cell(from), self.cell(to)) {
                (Some(a), Some(b)) => Named::Range(a, b),
                _ => Named::Unknown,
            },
            Time::Offset { amount, sign, base } => self.offset(amount, *sign, base),
            Time::AnaphorAmount(amount) => self.those(amount),
            Time::Age(amount) => Named::Duration(amount.clone()),
            Time::PodOnly(pod) => Named::Generic(
                super::emit::generic(&Fields { pod: Some(*pod), ..Fields::default() }).unwrap_or_default(),
            ),
            Time::Part { part, of } => {
                let named = self.named(of);
                self.modifier = self.modifier.or(Some(match part {
                    super::meaning::Part::Start => "START",
                    super::meaning::Part::Middle => "MID",
                    super::meaning::Part::End => "END",
                }));
                named
            }
            _ => match self.cell(time) {
                Some(cell) => Named::Cell(cell),
                None => self.without_year(time),
            },
        }
    }

    /// A value with unknown fields for what has no anchor.
    fn without_year(&mut self, time: &Time) -> Named {
        match time {
            Time::Fields(f) => super::emit::generic(f).map_or(Named::Unknown, |value| {
                self.note("nothing tells the year");
                Named::Generic(value)
            }),
            Time::Shift { unit: Unit::Day | Unit::Night, .. } | Time::Anaphor { unit: Some(Unit::Day) } => {
                Named::Generic("XXXX-XX-XX".into())
            }
            Time::Shift { unit: Unit::Week, .. } => Named::Generic("XXXX-WXX".into()),
            Time::Shift { unit: Unit::Month, .. } | Time::Anaphor { unit: Some(Unit::Month) } => {
                Named::Generic("XXXX-XX".into())
            }
            Time::Shift { .. } | Time::Anaphor { unit: Some(_) } => Named::Generic("XXXX".into()),
            _ => Named::Unknown,
        }
    }

    /// The cell that an expression names.
    fn cell(&mut self, time: &Time) -> Option<Cell> {
        match time {
            Time::Fields(f) => self.fields(f),
            Time::Shift { unit, n, base } => self.shift(*unit, *n, base),
            Time::Nearest { which, fields, base } => self.nearest(*which, fields, base),
            Time::Offset { amount, sign, base } => match self.offset(amount, *sign, base) {
                Named::Cell(cell) => Some(cell),
                _ => None,
            },
            Time::Part { part, of } => {
                let cell = self.cell(of)?;
                self.modifier = Some(match part {
                    super::meaning::Part::Start => "START",
                    super::meaning::Part::Middle => "MID",
                    super::meaning::Part::End => "END",
                });
                Some(cell)
            }
            Time::Modified { modifier, of } => {
                self.modifier = Some(modifier);
                self.cell(of)
            }
            Time::Following { fields, from } => {
                let start = self.cell(from)?.start()?;
                let year = i32::from(start.year());
                let first =
                    (year..=year + 1).filter_map(|y| self.in_year(fields, y)).find(|c| c.start() >= Some(start))?;
                self.note("the first one from the start of the stretch");
                Some(first)
            }
            Time::Half { n, of } => match self.cell(of)? {
                Cell::Year(y) => Some(Cell::Half(y, *n as i8)),
                other => {
                    self.modifier = Some(if *n == 1 { "START" } else { "END" });
                    Some(other)
                }
            },
            Time::Nth { n, unit, of } => self.nth(*n, *unit, of),
            Time::NthWeekday { n, weekday, of } => {
                let of = self.cell(of)?;
                nth_weekday(of, *n, *weekday).map(Cell::Day)
            }
            Time::WeekOf(day) => self.cell(day)?.day().map(|d| Cell::Week(monday(d))),
            Time::Anaphor { unit } => {
                let speech = self.context.speech.filter(|_| !self.context.narrative).map(Cell::Day);
                let focus = match unit {
                    Some(_) => self.context.focus.or(speech)?,
                    None => self.context.last.or(speech)?,
                };
                self.note("what was told of last");
                match unit {
                    Some(Unit::Day) => self.context.day.map(Cell::Day),
                    Some(unit) => focus.widen(*unit),
                    None => Some(focus),
                }
            }
            Time::YearBefore(fields) => self.year_before(fields.as_deref()),
            Time::TheQuarter => {
                let (y, q) = self.context.quarter.or_else(|| {
                    let now = Cell::of(self.context.speech?, Unit::Quarter)?;
                    match now.step(-1)? {
                        Cell::Quarter(y, q) => Some((y, q)),
                        _ => None,
                    }
                })?;
                self.note("the quarter told of");
                Some(Cell::Quarter(y, q))
            }
            Time::TheUnit(Unit::Day) => {
                let day = self.day()?;
                self.note("the day told of");
                Some(Cell::Day(day))
            }
            Time::TheUnit(unit) => {
                let base = if self.context.narrative {
                    self.context.focus
                } else {
                    self.context.speech.map(Cell::Day).or(self.context.focus)
                };
                self.note("the one that the text stands in");
                base?.widen(*unit)
            }
            Time::DayOnly(day) => {
                let base = self.context.focus.or(self.context.speech.map(Cell::Day))?;
                let Cell::Month(y, m) = base.widen(Unit::Month)? else { return None };
                self.note("in the month told of");
                date(y, m, *day).map(Cell::Day)
            }
            Time::Later => {
                self.note("on the day told of");
                self.day().map(Cell::Day)
            }
            _ => None,
        }
    }

    /// The day told of; in news one of the last days, else the day of publication.
    fn day(&self) -> Option<Date> {
        match self.context.speech.filter(|_| !self.context.narrative) {
            Some(speech) => {
                let recent = |d: &Date| (0..7).contains(&(speech - *d).get_days());
                Some(self.context.day.filter(recent).unwrap_or(speech))
            }
            None => self.context.day,
        }
    }

    /// The cell from which a base counts.
    fn base(&mut self, base: &Base) -> Option<Cell> {
        match base {
            // In a history "this year" is the year told of, not that of publication.
            Base::Speech if self.context.narrative && self.context.focus.is_some() => self.base(&Base::Focus),
            Base::Speech => {
                let day = self.context.speech?;
                self.note(format!("counted from {day}, the day of publication"));
                Some(Cell::Day(day))
            }
            Base::Focus => {
                let cell = self.context.focus.or(self.context.speech.map(Cell::Day))?;
                self.note(format!("counted from {}, which was told of last", super::emit::value(cell)));
                Some(cell)
            }
            Base::Time(time) => self.cell(time),
        }
    }

    fn shift(&mut self, unit: Unit, n: i64, base: &Base) -> Option<Cell> {
        let cell = match (base, unit) {
            (Base::Focus, Unit::Day | Unit::Night | Unit::Weekend) => {
                let day = self.context.day.or(self.context.speech.filter(|_| !self.context.narrative))?;
                self.note(format!("counted from {day}, the day told of last"));
                Cell::Day(day)
            }
            _ => self.base(base)?,
        };
        if unit == Unit::Weekend && n == 0 {
            // "the weekend": the one that has just been, or that is now.
            let day = cell.day()?;
            let this = Cell::Weekend(monday(day));
            let ended = day.weekday().to_monday_zero_offset() < 5 && self.context.direction != Direction::Future;
            return if ended { this.step(-1) } else { Some(this) };
        }
        if unit == Unit::Fortnight {
            return cell.widen(Unit::Week)?.step(2 * n);
        }
        cell.widen(unit)?.step(n)
    }

    fn nearest(&mut self, which: i64, fields: &Fields, base: &Base) -> Option<Cell> {
        let from = match base {
            Base::Focus => self.base(base)?.start()?,
            _ => self.base(&Base::Speech)?.start()?,
        };
        if let Some(day) = fields.weekday {
            let offset = i64::from(day) - 1;
            let week = monday(from);
            let this = advance(week, Unit::Day, offset)?;
            return Some(Cell::Day(match which {
                // "last Tuesday" is the one before today; "next Tuesday" the one after it.
                // "two Mondays ago" is the second one before it.
                n @ ..=-1 => advance(this, Unit::Day, 7 * (n + i64::from(this < from)))?,
                n @ 1.. => advance(this, Unit::Day, 7 * (n - i64::from(this > from)))?,
                _ if self.context.direction == Direction::Future && this < from => advance(this, Unit::Day, 7)?,
                _ => this,
            }));
        }
        let year = i32::from(from.year());
        let make = |y: i32| self.in_year(fields, y);
        let this = make(year)?;
        let (start, end) = this.days()?;
        match which {
            // "last February" on the first of March is that of the year before.
            -1 if end < from && (from - end).get_days() > 31 => Some(this),
            -1 => make(year - 1),
            1 if start > from => Some(this),
            1 => make(year + 1),
            _ if fields.season == Some(Season::Winter) && from.month() > 9 => make(year + 1),
            _ => Some(this),
        }
    }

    /// The cell of fields in a year, when they name something of a year.
    fn in_year(&self, f: &Fields, year: i32) -> Option<Cell> {
        let cell = if let Some(index) = f.holiday {
            Cell::Day(holiday(index, year)?)
        } else {
            match (f.month, f.day) {
                (Some(m), Some(d)) => Cell::Day(date(year, m, d)?),
                (Some(m), None) => Cell::Month(year, m),
                _ => match (f.quarter, f.half, f.season) {
                    (Some(q), _, _) => Cell::Quarter(year, q),
                    (_, Some(h), _) => Cell::Half(year, h),
                    (_, _, Some(s)) => Cell::Season(year, s),
                    _ => return None,
                },
            }
        };
        self.finer(cell, f)
    }

    /// A day cell with the part of the day or the clock of some fields.
    fn finer(&self, cell: Cell, f: &Fields) -> Option<Cell> {
        let Some(day) = cell.day() else { return Some(cell) };
        Some(match (f.clock, f.pod) {
            (Some(clock), _) => Cell::Clock(day, clock),
            (_, Some(pod)) => Cell::Part(day, pod),
            _ => cell,
        })
    }

    fn fields(&mut self, f: &Fields) -> Option<Cell> {
        if let Some(of) = &f.of {
            let base = self.cell(of)?;
            let inner = Fields { of: None, ..f.clone() };
            if let Some(cell) = base.year().and_then(|y| self.in_year(&inner, y)) {
                return Some(cell);
            }
            if let (Some(day), Cell::Month(y, m)) = (f.day, base) {
                return date(y, m, day).and_then(|d| self.finer(Cell::Day(d), f));
            }
            if let Some(weekday) = f.weekday {
                return nth_weekday(base, 1, weekday).and_then(|d| self.finer(Cell::Day(d), f));
            }
            return self.finer(Cell::Day(base.day()?), f);
        }
        if let Some(c) = f.century {
            self.explicit = true;
            return Some(Cell::Century(if c > 0 { c - 1 } else { c }));
        }
        if let Some(decade) = f.decade {
            self.explicit = true;
            return Some(Cell::Decade(match decade {
                Decade::Full(d) => d,
                Decade::Tens(d) => self.century_of_decade(d),
            }));
        }
        let f = self.written_year(f);
        if let Some(year) = f.year {
            self.explicit = true;
            return self.in_year(&f, year).or(Some(Cell::Year(year)));
        }
        if f.month.is_some() || f.quarter.is_some() || f.half.is_some() || f.season.is_some() || f.holiday.is_some() {
            return self.choose_year(&f);
        }
        if let (Some(weekday), Some(day)) = (f.weekday, f.day) {
            return self.choose_month(weekday, day).and_then(|d| self.finer(Cell::Day(d), &f));
        }
        if let Some(weekday) = f.weekday {
            if let (true, Some(speech)) = (f.local, self.context.speech) {
                let next = advance(speech, Unit::Day, 1)?;
                if next.weekday().to_monday_one_offset() == weekday {
                    self.note(format!("{next} where it happens, which may be {speech} where it is told"));
                    return self.finer(Cell::Day(next), &f);
                }
            }
            return self.choose_weekday(weekday).and_then(|d| self.finer(Cell::Day(d), &f));
        }
        if f.clock.is_some() || f.pod.is_some() {
            let day = if self.context.narrative { self.context.day } else { self.context.day.or(self.context.speech) }?;
            if f.clock.is_some_and(|c| c.hour < 5 && c.sure) && self.after_dark(day) {
                let next = advance(day, Unit::Day, 1)?;
                self.note(format!("after midnight, so on {next}, the day after the evening told of"));
                return self.finer(Cell::Day(next), &f);
            }
            self.note(format!("on {day}, the day told of"));
            return self.finer(Cell::Day(day), &f);
        }
        None
    }

    /// Whether the text stands in the evening or the night of a day.
    fn after_dark(&self, day: Date) -> bool {
        use super::meaning::Pod;
        match self.context.last {
            Some(Cell::Part(d, Pod::Evening | Pod::Night | Pod::Dusk)) => d == day,
            Some(Cell::Clock(d, clock)) => d == day && clock.hour >= 18,
            Some(Cell::Day(d)) => d == day && self.context.late,
            _ => false,
        }
    }

    fn nth(&mut self, n: i64, unit: Unit, of: &Time) -> Option<Cell> {
        let (start, end) = self.cell(of)?.days()?;
        let anchor = if n > 0 { start } else { end };
        // The weeks of a month or a year are those that have their Thursday in it.
        let thursday = |monday: Date| advance(monday, Unit::Day, 3);
        let first = match Cell::of(anchor, unit)? {
            Cell::Week(m) if n > 0 && thursday(m)? < start => Cell::Week(advance(m, Unit::Day, 7)?),
            Cell::Week(m) if n < 0 && thursday(m)? > end => Cell::Week(advance(m, Unit::Day, -7)?),
            cell => cell,
        };
        let cell = first.step(if n > 0 { n - 1 } else { n + 1 })?;
        cell.days().is_some_and(|(a, b)| b >= start && a <= end).then_some(cell)
    }
}
