//! The actions of the grammar: constructors of meaning from what a rule captured.

use std::ops::Range;

mod relative;
mod several;

use super::calendar::holiday_index;
use super::meaning::{Amount, Base, Clock, Decade, Fields, Item, Part, Pod, Recurrence, Reference, Season, Time};
use super::unit::{Quantity, Unit, duration_value};

/// What a rule or a class gives.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Int(i64),
    Quantity(Quantity),
    Fields(Box<Fields>),
    Amount(Amount),
    Time(Time),
    Items(Vec<Item>),
    Nothing,
}

/// The arguments of an action.
#[derive(Default)]
pub(crate) struct Captures(Vec<(char, Value, Range<usize>)>);

impl Captures {
    /// Adds an argument.
    pub fn push(&mut self, key: char, value: Value, pieces: Range<usize>) {
        self.0.push((key, value, pieces));
    }

    /// Takes the last argument back.
    pub fn pop(&mut self) {
        self.0.pop();
    }
}

macro_rules! actions {
    ($($name:ident = $text:literal),+ $(,)?) => {
        /// Names of the actions in the grammar file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Action { $($name),+ }

        impl Action {
            /// The action of a name.
            pub fn parse(name: &str) -> Option<Action> {
                match name { $($text => Some(Action::$name),)+ _ => None }
            }
        }
    };
}

actions! {
    Int = "int", Sum = "sum", Hundreds = "hundreds", Thousands = "thousands", Tenths = "tenths", Number = "number",
    Fraction = "fraction", Day = "day", Month = "month", Year = "year", Year2 = "year2", YearTail = "yeartail", Era = "era",
    SpokenYear = "spokenyear", SpokenCentury = "spokencentury", Weekday = "weekday", Fields = "fields", Within = "within",
    Holiday = "holiday", Season = "season", Quarter = "quarter", Half = "half", Decade = "decade", Decade2 = "decade2",
    DecadeWord = "decadeword", Century = "century", Shift = "shift", Anaphor = "anaphor", AnaphorField = "anaphorfield",
    AnaphorAmount = "anaphoramount", AnaphorUnits = "anaphorunits", Pod = "pod", Noon = "noon", Deictic = "deictic",
    Time = "time", Bare = "bare", Nearest = "nearest", NearestFocus = "nearestfocus", NightOf = "nightof", Today = "today",
    LastNight = "lastnight", ThatDay = "thatday", NextDay = "nextday", PreviousDay = "previousday",
    TomorrowPart = "tomorrowpart", PartPod = "partpod", NextDayPart = "nextdaypart", ThatDayPart = "thatdaypart",
    TodayPart = "todaypart", Clock = "clock", ClockWord = "clockword", ClockDigits = "clockdigits",
    BareHour = "barehour", SpokenClock = "spokenclock", PastClock = "pastclock", PodClock = "podclock",
    AmPmClock = "ampmclock", SureClock = "sureclock", ShareClock = "shareclock", SetClock = "setclock", IsoMonth = "isomonth",
    LongUnit = "longunit", NearestBack = "nearestback", EarlyPod = "earlypod",
    Following = "following", NoonClock = "noonclock", Zoned = "zoned", Approx = "approx",
    ApproxYear = "approxyear", IsoDateTime = "isodatetime", Amount = "amount", AmountRange = "amountrange", Vague = "vague",
    Compound = "compound", Duration = "duration", DurationOf = "durationof", DurationVague = "durationvague",
    DurationXx = "durationxx", BarePlural = "bareplural", Offset = "offset", VagueOffset = "vagueoffset",
    OffsetFrom = "offsetfrom", Span = "span", SpanVague = "spanvague", SpanOne = "spanone", Part = "part",
    PartFields = "partfields", UnitEnd = "unitend", TheFocus = "thefocus", HalfOf = "halfof", OrdinalOf = "ordinalof",
    WeekOf = "weekof", NthWeekday = "nthweekday", YearBefore = "yearbefore",
    YearEarlier = "yearearlier", TheQuarter = "thequarter", YearPeriod = "yearperiod", TheYear = "theyear",
    PeriodRef = "periodref", DayOnly = "dayonly", Reference = "reference", AtPoint = "atpoint", AtTheTime = "atthetime",
    EarlierIn = "earlierin", LaterBare = "laterbare", Every = "every", EveryN = "everyn", EveryField = "everyfield", Ly = "ly",
    Per = "per", Skip = "skip", BareDay = "bareday", Share = "share", RangeOne = "rangeone", PodOnly = "podonly",
    OnOrAfter = "onorafter", Age = "age", Counts = "counts", Inner = "inner", LocalDay = "localday", SpanOf = "spanof",
    DayOf = "dayof",
}

/// Reads arguments by key, constants included.
struct Args<'a> {
    captures: &'a Captures,
    constants: &'a [(char, i64)],
}

impl Args<'_> {
    fn value(&self, key: char) -> Option<&Value> {
        self.captures.0.iter().find(|(k, _, _)| *k == key).map(|(_, v, _)| v)
    }

    fn int(&self, key: char) -> Option<i64> {
        match self.value(key) {
            Some(Value::Int(n)) => Some(*n),
            Some(Value::Quantity(Quantity::Tenths(n))) => Some(n / 10),
            _ => self.constants.iter().find(|(k, _)| *k == key).map(|(_, v)| *v),
        }
    }

    /// The first number captured under any key, else the constant `n`.
    fn first_int(&self) -> Option<i64> {
        let captured = self.captures.0.iter().find_map(|(_, v, _)| match v {
            Value::Int(n) => Some(*n),
            _ => None,
        });
        captured.or_else(|| self.int('n'))
    }

    fn unit(&self) -> Option<Unit> {
        Unit::from_code(self.int('u')?)
    }

    fn quantity(&self, key: char) -> Option<Quantity> {
        match self.value(key) {
            Some(Value::Quantity(q)) => Some(*q),
            Some(Value::Int(n)) => Some(Quantity::Tenths(n * 10)),
            _ => self.constants.iter().find(|(k, _)| *k == key).map(|(_, v)| Quantity::Tenths(*v)),
        }
    }

    fn amount(&self) -> Option<Amount> {
        match self.value('a')? {
            Value::Amount(a) => Some(a.clone()),
            Value::Time(Time::Duration(a)) => Some(a.clone()),
            _ => None,
        }
    }

    fn time(&self, key: char) -> Option<Time> {
        match self.value(key)? {
            Value::Time(t) => Some(t.clone()),
            Value::Fields(f) => Some(Time::Fields(f.clone())),
            _ => None,
        }
    }

    /// A captured time with its place.
    fn item(&self, key: char) -> Option<Item> {
        let pieces = self.captures.0.iter().find(|(k, _, _)| *k == key)?.2.clone();
        Some(Item { pieces, time: self.time(key)? })
    }

    fn base(&self) -> Base {
        if self.int('b') == Some(1) { Base::Focus } else { Base::Speech }
    }

    fn modifier(&self) -> Option<&'static str> {
        self.int('o').and_then(bound)
    }

    fn part(&self) -> Option<Part> {
        Some(match self.int('k')? {
            1 => Part::Start,
            2 => Part::Middle,
            _ => Part::End,
        })
    }

    /// All captured fields together.
    fn fields(&self) -> Option<Fields> {
        let mut fields = Fields::default();
        for (key, value, _) in &self.captures.0 {
            let more = match (key, value) {
                (_, Value::Fields(f)) => (**f).clone(),
                (_, Value::Time(Time::Fields(f))) => (**f).clone(),
                ('y', Value::Int(y)) => Fields { year: Some(full_year(*y)), ..Fields::default() },
                ('m', Value::Int(m)) => Fields { month: Some(*m as i8), ..Fields::default() },
                ('d', Value::Int(d)) => Fields { day: Some(*d as i8), ..Fields::default() },
                ('w', Value::Int(w)) => Fields { weekday: Some(*w as i8), ..Fields::default() },
                ('p', Value::Int(p)) => Fields { pod: pod(*p), ..Fields::default() },
                _ => continue,
            };
            fields = fields.merge(&more)?;
        }
        if let Some(p) = self.constants.iter().find(|(k, _)| *k == 'p') {
            fields.pod = pod(p.1);
        }
        valid(&fields).then_some(fields)
    }
}

/// Two-digit years of numeric dates lie in 1970 to 2069.
fn full_year(y: i64) -> i32 {
    (if y < 70 {
        y + 2000
    } else if y < 100 {
        y + 1900
    } else {
        y
    }) as i32
}

fn valid(f: &Fields) -> bool {
    let days = match f.month {
        Some(2) => 29,
        Some(4 | 6 | 9 | 11) => 30,
        _ => 31,
    };
    f.day.is_none_or(|d| (1..=days).contains(&d)) && f.month.is_none_or(|m| (1..=12).contains(&m))
}

/// Modifier codes of the lexicon.
fn bound(code: i64) -> Option<&'static str> {
    Some(match code {
        1 => "APPROX",
        2 => "MORE_THAN",
        3 => "LESS_THAN",
        4 => "EQUAL_OR_MORE",
        5 => "EQUAL_OR_LESS",
        6 => "BEFORE",
        7 => "AFTER",
        _ => return None,
    })
}

fn pod(code: i64) -> Option<Pod> {
    Some(match code {
        1 => Pod::Morning,
        2 => Pod::Midday,
        3 => Pod::Afternoon,
        4 => Pod::Evening,
        5 => Pod::Night,
        6 => Pod::Dawn,
        7 => Pod::Dusk,
        8 => Pod::Daytime,
        9 => Pod::SmallHours,
        _ => return None,
    })
}

fn one(unit: Unit) -> Amount {
    Amount { parts: vec![(Quantity::Tenths(10), unit)], modifier: None }
}

fn some(unit: Unit) -> Amount {
    Amount { parts: vec![(Quantity::Unknown, unit)], modifier: None }
}

fn fields(f: Fields) -> Value {
    Value::Fields(Box::new(f))
}

fn time_of(f: Fields) -> Time {
    Time::Fields(Box::new(f))
}

fn day(n: i64, base: Base) -> Time {
    Time::Shift { unit: Unit::Day, n, base }
}

/// Builds the meaning of a rule; `None` when the words do not make sense together.
pub(crate) fn construct(action: Action, captures: &Captures, constants: &[(char, i64)]) -> Option<Value> {
    let args = Args { captures, constants };
    if let (Action::Time, Some(Value::Items(items))) = (action, args.value('t')) {
        return Some(Value::Items(items.clone()));
    }
    number(action, &args)
        .or_else(|| calendar(action, &args))
        .or_else(|| clock(action, &args))
        .or_else(|| amount(action, &args).map(Value::Amount))
        .or_else(|| relative::relative(action, &args).map(Value::Time))
        .or_else(|| relative::recurrence(action, &args).map(|set| Value::Time(Time::Set(set))))
        .or_else(|| several::several(action, &args))
}

fn number(action: Action, a: &Args) -> Option<Value> {
    let n = || a.int('n');
    Some(match action {
        Action::Int => Value::Int(a.first_int()?),
        Action::Sum => Value::Int(n()? + a.int('m').filter(|m| *m < 10)?),
        Action::Hundreds => Value::Int(n()? * 100 + a.int('m').unwrap_or(0)),
        Action::Thousands => Value::Int(n()? * 1000 + a.int('m').unwrap_or(0)),
        Action::Tenths => Value::Quantity(Quantity::Tenths(n()?)),
        Action::Fraction => Value::Int(match (n()?, a.int('m')?) {
            (1, 2) => 5,
            (1, 4) => 2,
            (3, 4) => 7,
            _ => return None,
        }),
        Action::Number => Value::Quantity(Quantity::Tenths(n()? * 10 + a.int('h').unwrap_or(0))),
        Action::LongUnit => Value::Int(a.int('u').filter(|u| Unit::from_code(*u).is_some_and(|u| u >= Unit::Day))?),
        Action::Day => Value::Int(n().or(a.int('d')).filter(|d| (1..=31).contains(d))?),
        Action::SpokenCentury => Value::Int(n().filter(|n| (10..=20).contains(n))?),
        Action::Skip => Value::Nothing,
        _ => return None,
    })
}

fn calendar(action: Action, a: &Args) -> Option<Value> {
    let d = Fields::default;
    Some(fields(match action {
        Action::Month => Fields { month: Some(a.int('m')? as i8), ..d() },
        Action::Year => match a.value('y')? {
            Value::Fields(f) => (**f).clone(),
            _ => Fields { year: Some(a.int('y')? as i32), ..d() },
        },
        Action::Year2 => Fields { year: Some(a.int('y')? as i32), short: true, ..d() },
        Action::YearTail => Fields { year: Some(a.int('y')? as i32), ..d() },
        Action::Era => {
            let (y, bc) = (a.int('y')? as i32, a.int('e')? == 1);
            Fields { year: Some(if bc { 1 - y } else { y }), bc, ..d() }
        }
        Action::SpokenYear => {
            let (century, rest) = (a.int('n')? as i32, a.int('m')? as i32);
            // "nineteen five" is no year, nor is "twenty one"; "two thousand five" and "nineteen oh five" are.
            if rest < 10 && a.int('k').is_none() {
                return None;
            }
            Fields { year: Some(century * 100 + rest), ..d() }
        }
        Action::Weekday => Fields { weekday: Some(a.int('w')? as i8), ..d() },
        Action::Season => Fields {
            season: Some(match a.int('s')? {
                1 => Season::Spring,
                2 => Season::Summer,
                3 => Season::Autumn,
                _ => Season::Winter,
            }),
            ..d()
        },
        Action::Quarter => Fields { quarter: Some(a.int('n').filter(|n| (1..=4).contains(n))? as i8), ..d() },
        Action::Half => Fields { half: Some(a.int('n').filter(|n| (1..=2).contains(n))? as i8), ..d() },
        Action::Holiday => Fields { holiday: Some(holiday_index(a.int('x')?)), ..d() },
        Action::Pod => Fields { pod: pod(a.int('p')?), ..d() },
        Action::Noon => {
            let hour = a.int('p').filter(|_| a.int('H').is_none_or(|h| h == 12))? as i8;
            Fields { clock: Some(Clock { hour, minute: Some(0), sure: true, ..Clock::default() }), ..d() }
        }
        Action::Fields | Action::IsoDateTime => a.fields()?,
        // "2009-12" can be three years; "2016-11" is a month.
        Action::IsoMonth => a.fields().filter(|f| f.year.zip(f.month).is_some_and(|(y, m)| i32::from(m) <= y % 100))?,
        Action::BareDay => a.fields()?,
        Action::NoonClock => a.fields()?,
        Action::Bare => return Some(Value::Time(time_of(a.fields()?))),
        _ => return None,
    }))
}

fn clock(action: Action, a: &Args) -> Option<Value> {
    let made = |hour: i64, minute: Option<i64>, second: Option<i64>| {
        ((0..=24).contains(&hour) && minute.is_none_or(|m| (0..60).contains(&m))).then(|| Clock {
            hour: hour as i8,
            minute: minute.map(|m| m as i8),
            second: second.map(|s| s as i8),
            zone: None,
            sure: hour > 12 || hour == 0 || a.int('A').is_some(),
        })
    };
    let half_day = |hour: i64| match a.int('A') {
        Some(0) if hour == 0 => Some(0),
        Some(_) if !(1..=12).contains(&hour) => None,
        Some(1) => Some(hour % 12 + 12),
        Some(_) => Some(hour % 12),
        None => Some(hour),
    };
    let with = |clock: Clock| fields(Fields { clock: Some(clock), ..Fields::default() });
    Some(match action {
        Action::Clock => with(made(half_day(a.int('H')?)?, a.int('M'), a.int('S'))?),
        Action::ClockWord => with(made(half_day(a.int('n')?)?, None, None)?),
        Action::BareHour => with(made(a.int('n').filter(|n| (0..=24).contains(n))?, None, None)?),
        Action::SpokenClock => {
            let hour = a.int('n').filter(|n| (1..=23).contains(n))?;
            with(made(hour, a.int('m'), None)?)
        }
        Action::PastClock => {
            let (hour, minutes) = (i64::from(a.fields()?.clock?.hour), a.int('M').filter(|m| (1..60).contains(m))?);
            let past = a.int('g')? > 0;
            if hour == 0 && !past {
                return None;
            }
            with(if past { made(hour, Some(minutes), None)? } else { made(hour - 1, Some(60 - minutes), None)? })
        }
        // "Half past seven in the evening".
        Action::PodClock => {
            let mut f = Fields { pod: None, ..a.fields()? };
            f.clock = Some(f.clock?.in_part(pod(a.int('p')?)?));
            fields(f)
        }
        Action::AmPmClock => {
            let mut f = Fields { pod: None, ..a.fields()? };
            let clock = f.clock.as_mut()?;
            clock.hour = half_day(clock.hour.into())? as i8;
            clock.sure = true;
            fields(f)
        }
        Action::SureClock => fields(a.fields().filter(|f| f.clock.is_some_and(|c| c.sure))?),
        Action::ClockDigits => {
            let n = a.int('n')?;
            let mut clock = made(half_day(n / 100)?, Some(n % 100), None)?;
            clock.sure = true;
            clock.zone = a.int('z');
            with(clock)
        }
        Action::Zoned => {
            let mut f = a.fields()?;
            f.clock.as_mut()?.zone = a.int('z');
            fields(f)
        }
        _ => return None,
    })
}

fn amount(action: Action, a: &Args) -> Option<Amount> {
    let plain = |quantity, unit| Amount { parts: vec![(quantity, unit)], modifier: None };
    Some(match action {
        Action::Amount => match a.int('u')? {
            // A quarter of an hour.
            1000 => plain(Quantity::Tenths(150), Unit::Minute),
            _ => {
                let extra = if a.value('n').is_some() { a.int('h').unwrap_or(0) } else { 0 };
                match a.quantity('n')? {
                    Quantity::Tenths(n) => plain(Quantity::Tenths(n + extra), a.unit()?),
                    Quantity::Unknown => plain(Quantity::Unknown, a.unit()?),
                }
            }
        },
        // "two or three weeks": the smaller number, which is certain.
        Action::AmountRange => {
            let (n, m) = (a.int('n')?, a.int('m')?);
            if n >= m {
                return None;
            }
            Amount { modifier: Some("APPROX"), ..plain(Quantity::Tenths(n * 10), a.unit()?) }
        }
        Action::Vague => match a.int('n')? {
            0 => plain(Quantity::Unknown, a.unit()?),
            n => Amount { modifier: (n == 2).then_some("APPROX"), ..plain(Quantity::Tenths(n * 10), a.unit()?) },
        },
        Action::Compound => {
            let mut first = a.amount()?;
            let Some(Value::Amount(second)) = a.value('i') else { return None };
            if first.parts.last()?.1 <= second.parts.first()?.1 {
                return None;
            }
            first.parts.extend(second.parts.iter().copied());
            first
        }
        _ => return None,
    })
}
