//! What a time expression means before anything is known of its surroundings, in the manner of SCATE (Bethard and Parker 2016):
//! calendar fields, shifts from a base, periods, parts, recurrences, references.

use std::ops::Range;

use super::unit::{Quantity, Unit};

/// The meaning of one expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Time {
    /// Fields of the calendar and the clock; the coarser ones may be missing.
    Fields(Box<Fields>),
    /// `n` units from a base: last year (-1), the following day (1 from the narrative).
    Shift { unit: Unit, n: i64, base: Base },
    /// The last (-1), this (0) or next (1) one of some fields: last Tuesday, next spring.
    Nearest { which: i64, fields: Box<Fields>, base: Base },
    /// An amount away from a base: three years ago, two days later.
    Offset { amount: Amount, sign: i64, base: Base },
    /// A part of a period: early 1998, the end of May.
    Part { part: Part, of: Box<Time> },
    /// The first of some fields from a time on: the March in "from November to March".
    Following { fields: Box<Fields>, from: Box<Time> },
    /// First or second half of a period.
    Half { n: i64, of: Box<Time> },
    /// The n-th unit of a period, from the end when negative.
    Nth { n: i64, unit: Unit, of: Box<Time> },
    /// The n-th weekday of a period, from the end when negative.
    NthWeekday { n: i64, weekday: i8, of: Box<Time> },
    /// The week in which a day lies.
    WeekOf(Box<Time>),
    /// A length of time.
    Duration(Amount),
    /// How old somebody is; no time expression in news.
    Age(Amount),
    /// A length of time that ends (-1) or begins (1) at the base: the past three years.
    Span { amount: Amount, sign: i64 },
    /// Repetition.
    Set(Recurrence),
    /// Past, present or future.
    Reference(Reference),
    /// That day, the same month: what the narrative named last.
    Anaphor { unit: Option<Unit> },
    /// Those two years.
    AnaphorAmount(Amount),
    /// The same fields a year before the period told of: "a year earlier", "the year-ago quarter".
    YearBefore(Option<Box<Fields>>),
    /// The fiscal quarter told of.
    TheQuarter,
    /// The year (of the narrative), the week, the month.
    TheUnit(Unit),
    /// A range told as one expression: September 13–17, 2023.
    Range(Box<Time>, Box<Time>),
    /// Something with a TIMEX3 modifier.
    Modified { modifier: &'static str, of: Box<Time> },
    /// The day of a month of which nothing but its number is said: the 20th.
    DayOnly(i8),
    /// A bare word of the day: night, morning.
    PodOnly(Pod),
    /// "later" alone.
    Later,
}

/// What a shift or an offset counts from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Base {
    /// The moment of speech, mostly the day of publication.
    Speech,
    /// The time at which the narrative stands.
    Focus,
    /// Another expression.
    Time(Box<Time>),
}

/// Calendar and clock fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Fields {
    /// Year, astronomical (480 BC is -479).
    pub year: Option<i32>,
    /// Of the year only the last two digits are written.
    pub short: bool,
    /// By the clock of the place told of.
    pub local: bool,
    /// Written as a year before Christ.
    pub bc: bool,
    /// Decade (199 for the 1990s), or its last digit when the century is not said.
    pub decade: Option<Decade>,
    /// 20th century: 20; negative before Christ.
    pub century: Option<i32>,
    /// Month 1 to 12.
    pub month: Option<i8>,
    /// Day of the month.
    pub day: Option<i8>,
    /// Monday 1 to Sunday 7.
    pub weekday: Option<i8>,
    /// Quarter 1 to 4.
    pub quarter: Option<i8>,
    /// Half year 1 or 2.
    pub half: Option<i8>,
    /// Season.
    pub season: Option<Season>,
    /// Index of the holiday.
    pub holiday: Option<usize>,
    /// Part of the day.
    pub pod: Option<Pod>,
    /// Clock.
    pub clock: Option<Clock>,
    /// Fiscal rather than calendar.
    pub fiscal: bool,
    /// What these fields lie in: March of *that year*, *Monday* morning.
    pub of: Option<Box<Time>>,
}

/// A decade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decade {
    /// 199 for the 1990s.
    Full(i32),
    /// 9 for the nineties.
    Tens(i32),
}

/// Time of the clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Clock {
    /// 0 to 24.
    pub hour: i8,
    /// 0 to 59.
    pub minute: Option<i8>,
    /// 0 to 59.
    pub second: Option<i8>,
    /// Minutes east of UTC; 9999 for the place told of; from 10000 on the clock of a place, see [`super::zones`].
    pub zone: Option<i64>,
    /// The half of the day is known: said, or plain from the hour.
    pub sure: bool,
}

/// Parts of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub(crate) enum Pod {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
    Dawn,
    Dusk,
    Daytime,
    /// Midnight to six: "the early hours".
    SmallHours,
}

/// Seasons of the north.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub(crate) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// Parts of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub(crate) enum Part {
    Start,
    Middle,
    End,
}

/// References without a calendar meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub(crate) enum Reference {
    Past,
    Present,
    Future,
}

/// An amount of time, in up to two units.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Amount {
    /// Number and unit, larger unit first.
    pub parts: Vec<(Quantity, Unit)>,
    /// TIMEX3 modifier.
    pub modifier: Option<&'static str>,
}

/// What repeats and how often.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Recurrence {
    /// TIMEX3 value.
    pub value: String,
    /// TIMEX3 `quant`.
    pub quant: Option<&'static str>,
    /// TIMEX3 `freq`.
    pub freq: Option<String>,
}

/// An expression inside a match: several dates can share one match.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Item {
    /// Pieces.
    pub pieces: Range<usize>,
    /// Meaning.
    pub time: Time,
}

impl Clock {
    /// The time with the half of the day that a part of the day gives it: seven in the evening is 19.
    pub fn in_part(mut self, part: Pod) -> Clock {
        let hour = self.hour;
        self.hour = match part {
            _ if self.sure || hour > 12 => hour,
            Pod::Afternoon | Pod::Evening | Pod::Dusk if hour < 12 => hour + 12,
            Pod::Midday if hour < 4 => hour + 12,
            Pod::Night if (6..12).contains(&hour) => hour + 12,
            Pod::Night | Pod::Morning | Pod::Dawn | Pod::SmallHours if hour == 12 => 0,
            _ => hour,
        };
        self.sure = true;
        self
    }
}

impl Fields {
    /// Whether only the year is said.
    pub fn only_year(&self) -> bool {
        *self == Fields { year: self.year, bc: self.bc, ..Fields::default() } && self.year.is_some()
    }

    /// Fills missing fields from another set; `None` when both say something different.
    pub fn merge(mut self, other: &Fields) -> Option<Fields> {
        fn fill<T: PartialEq + Clone>(mine: &mut Option<T>, theirs: &Option<T>) -> Option<()> {
            match (mine.as_ref(), theirs) {
                (Some(a), Some(b)) if a != b => return None,
                (None, Some(b)) => *mine = Some(b.clone()),
                _ => {}
            }
            Some(())
        }
        fill(&mut self.year, &other.year)?;
        fill(&mut self.decade, &other.decade)?;
        fill(&mut self.century, &other.century)?;
        fill(&mut self.month, &other.month)?;
        fill(&mut self.day, &other.day)?;
        fill(&mut self.weekday, &other.weekday)?;
        fill(&mut self.quarter, &other.quarter)?;
        fill(&mut self.half, &other.half)?;
        fill(&mut self.season, &other.season)?;
        fill(&mut self.holiday, &other.holiday)?;
        fill(&mut self.pod, &other.pod)?;
        fill(&mut self.clock, &other.clock)?;
        fill(&mut self.of, &other.of)?;
        self.short |= other.short;
        self.local |= other.local;
        self.bc |= other.bc;
        self.fiscal |= other.fiscal;
        Some(self)
    }
}
