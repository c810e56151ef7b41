//! Constructors of what counts from somewhere: shifts, offsets, parts, anaphors, lengths, repetitions.

use super::*;

/// The meaning of expressions that are no plain calendar fields.
pub(super) fn relative(action: Action, a: &Args) -> Option<Time> {
    let within = |of: Time| Some(time_of(Fields { of: Some(Box::new(of)), ..a.fields()? }));
    let pod_of = |of: Time, part: Option<Part>| {
        let inner = within(of)?;
        Some(match part {
            Some(part) => Time::Part { part, of: Box::new(inner) },
            None => inner,
        })
    };
    let modified = |of: Time| match a.modifier() {
        Some(modifier) => Time::Modified { modifier, of: Box::new(of) },
        None => of,
    };
    let bounded = |mut amount: Amount| {
        amount.modifier = a.modifier().or(amount.modifier);
        amount
    };
    let reference = |code| match code {
        1 => Reference::Past,
        2 => Reference::Present,
        _ => Reference::Future,
    };
    Some(match action {
        Action::Time => match a.value('t').or(a.value('a'))? {
            Value::Amount(amount) => Time::Duration(amount.clone()),
            Value::Time(t) => t.clone(),
            Value::Fields(f) => Time::Fields(f.clone()),
            _ => return None,
        },
        Action::Within => {
            let mut f = Fields::default();
            for (key, value, _) in &a.captures.0 {
                match value {
                    Value::Fields(g) if *key == 'f' => f = f.merge(g)?,
                    Value::Time(Time::Fields(g)) if *key == 'f' => f = f.merge(g)?,
                    _ => {}
                }
            }
            if let Some((_, p)) = a.constants.iter().find(|(k, _)| *k == 'p') {
                f.pod = pod(*p);
            }
            match a.time('t')? {
                // "8 p.m. Monday": plain fields go together.
                Time::Fields(g) if g.of.is_none() => {
                    if let (Some(clock), Some(part)) = (f.clock, g.pod) {
                        f.clock = Some(clock.in_part(part));
                    }
                    time_of(f.merge(&g)?)
                }
                // "This evening at seven".
                Time::Fields(g) if g.pod.is_some() && f.clock.is_some() => {
                    f.clock = f.clock.zip(g.pod).map(|(clock, part)| clock.in_part(part));
                    time_of(Fields { of: g.of, ..f })
                }
                other => time_of(Fields { of: Some(Box::new(other)), ..f }),
            }
        }
        // "The last hour" is a length; "this minute" is none.
        Action::Shift if a.unit()? < Unit::Night => {
            Time::Span { amount: one(a.unit()?), sign: a.int('n').filter(|n| *n != 0)? }
        }
        Action::Shift => Time::Shift { unit: a.unit()?, n: a.int('n')?, base: a.base() },
        Action::Anaphor => Time::Anaphor { unit: a.unit() },
        Action::AnaphorField => {
            time_of(Fields { of: Some(Box::new(Time::Anaphor { unit: Some(Unit::Year) })), ..a.fields()? })
        }
        Action::AnaphorAmount => Time::AnaphorAmount(a.amount()?),
        Action::AnaphorUnits => Time::AnaphorAmount(some(a.unit()?)),
        Action::Deictic => match a.int('n')? {
            10 => {
                time_of(Fields { pod: Some(Pod::Night), of: Some(Box::new(day(0, Base::Speech))), ..Fields::default() })
            }
            n => day(n, Base::Speech),
        },
        Action::Nearest => Time::Nearest { which: a.int('n')?, fields: Box::new(a.fields()?), base: Base::Speech },
        Action::NearestBack => Time::Nearest { which: -a.int('n')?, fields: Box::new(a.fields()?), base: Base::Speech },
        Action::NearestFocus => Time::Nearest { which: a.int('n')?, fields: Box::new(a.fields()?), base: Base::Focus },
        Action::NightOf => {
            time_of(Fields { pod: Some(Pod::Night), of: Some(Box::new(a.time('t')?)), ..Fields::default() })
        }
        Action::Today => pod_of(day(0, Base::Speech), None)?,
        Action::TodayPart => pod_of(day(0, Base::Speech), a.part())?,
        Action::TomorrowPart => pod_of(day(1, Base::Speech), None)?,
        Action::LastNight => {
            time_of(Fields { pod: Some(Pod::Night), of: Some(Box::new(day(-1, Base::Speech))), ..Fields::default() })
        }
        Action::ThatDay => pod_of(Time::Anaphor { unit: Some(Unit::Day) }, None)?,
        Action::ThatDayPart => pod_of(Time::Anaphor { unit: Some(Unit::Day) }, a.part())?,
        Action::NextDay => pod_of(day(1, Base::Focus), None)?,
        Action::NextDayPart => pod_of(day(1, Base::Focus), a.part())?,
        Action::PreviousDay => pod_of(day(-1, Base::Focus), None)?,
        Action::PartPod => {
            let Some(Value::Fields(f)) = a.value('f') else { return None };
            let inner = time_of(Fields { of: Some(Box::new(a.time('t')?)), ..(**f).clone() });
            Time::Part { part: a.part()?, of: Box::new(inner) }
        }
        Action::EarlyPod => Time::Part { part: a.part()?, of: Box::new(Time::PodOnly(a.fields()?.pod?)) },
        Action::Approx => modified(a.time('t')?),
        Action::ApproxYear => modified(time_of(a.fields()?)),
        Action::OnOrAfter => Time::Modified { modifier: "ON_OR_AFTER", of: Box::new(time_of(a.fields()?)) },
        Action::Duration => Time::Duration(bounded(a.amount()?)),
        Action::DurationOf => {
            Time::Duration(bounded(Amount { parts: vec![(a.quantity('n')?, a.unit()?)], modifier: None }))
        }
        Action::DurationVague | Action::BarePlural => Time::Duration(some(a.unit()?)),
        Action::DurationXx => Time::Duration(Amount { parts: Vec::new(), modifier: None }),
        Action::Offset => {
            let amount = bounded(a.amount()?);
            Time::Offset { amount, sign: a.int('g')?, base: a.base() }
        }
        Action::VagueOffset => Time::Offset { amount: some(a.unit()?), sign: a.int('g')?, base: a.base() },
        Action::OffsetFrom => Time::Offset {
            amount: a.amount().unwrap_or_else(|| one(Unit::Week)),
            sign: a.int('g')?,
            base: Base::Time(Box::new(a.time('t')?)),
        },
        Action::Span => Time::Span { amount: bounded(a.amount()?), sign: a.int('g')? },
        Action::SpanVague => Time::Span { amount: some(a.unit()?), sign: a.int('g')? },
        Action::SpanOne => Time::Span { amount: one(a.unit()?), sign: -1 },
        Action::Part => Time::Part { part: a.part()?, of: Box::new(a.time('t')?) },
        Action::PartFields => Time::Part { part: a.part()?, of: Box::new(time_of(a.fields()?)) },
        Action::UnitEnd => Time::Part { part: Part::End, of: Box::new(Time::TheUnit(a.unit()?)) },
        Action::EarlierIn => Time::Part { part: a.part()?, of: Box::new(Time::TheUnit(a.unit()?)) },
        Action::TheFocus => Time::TheUnit(a.unit().filter(|u| *u >= Unit::Day)?),
        Action::TheYear => Time::TheUnit(Unit::Year),
        Action::HalfOf => {
            let Some(Value::Fields(f)) = a.value('h') else { return None };
            Time::Half { n: f.half?.into(), of: Box::new(a.time('t')?) }
        }
        Action::OrdinalOf => Time::Nth { n: a.int('n')?, unit: a.unit()?, of: Box::new(a.time('t')?) },
        Action::Age => Time::Age(bounded(Amount { parts: vec![(a.quantity('n')?, a.unit()?)], modifier: None })),
        Action::SpanOf => Time::Span {
            amount: Amount { parts: vec![(a.quantity('n')?, a.unit()?)], modifier: None },
            sign: a.int('g')?,
        },
        Action::DayOf => match a.unit()? {
            Unit::Second | Unit::Minute | Unit::Hour => Time::TheUnit(Unit::Day),
            _ => return None,
        },
        Action::LocalDay => {
            let Some(Value::Fields(f)) = a.value('f') else { return None };
            match a.time('t')? {
                Time::Fields(g) => time_of(Fields { local: true, ..f.as_ref().clone().merge(&g)? }),
                _ => return None,
            }
        }
        Action::WeekOf => Time::WeekOf(Box::new(time_of(a.fields()?))),
        Action::NthWeekday => {
            Time::NthWeekday { n: a.int('n')?, weekday: a.int('w')? as i8, of: Box::new(a.time('t')?) }
        }
        Action::YearBefore => Time::YearBefore(Some(Box::new(a.fields()?))),
        Action::YearEarlier => Time::YearBefore(None),
        Action::TheQuarter => Time::TheQuarter,
        Action::YearPeriod => time_of(a.fields()?),
        Action::PeriodRef => Time::Anaphor { unit: None },
        Action::DayOnly => Time::DayOnly(a.int('d')? as i8),
        Action::Reference => Time::Reference(reference(a.int('r')?)),
        Action::AtPoint => Time::Reference(Reference::Present),
        Action::AtTheTime => Time::Anaphor { unit: None },
        Action::LaterBare => Time::Later,
        Action::PodOnly => Time::PodOnly(a.fields()?.pod?),
        Action::Decade => {
            let year = a.int('y')? as i32;
            let decade = (year % 10 == 0).then_some(Decade::Full(year / 10));
            time_of(Fields { decade: Some(decade?), ..Fields::default() })
        }
        Action::Decade2 => {
            let tens = a.int('y')? as i32;
            if a.int('e') == Some(1) {
                let decade = Some(Decade::Full(-(tens / 10) - 1));
                return (tens % 10 == 0).then(|| time_of(Fields { decade, bc: true, ..Fields::default() }));
            }
            let decade = (tens % 10 == 0).then_some(Decade::Tens(tens / 10));
            time_of(Fields { decade: Some(decade?), ..Fields::default() })
        }
        Action::DecadeWord => {
            let tens = a.int('D')? as i32;
            let decade = a.int('n').map_or(Decade::Tens(tens), |c| Decade::Full(c as i32 * 10 + tens));
            time_of(Fields { decade: Some(decade), ..Fields::default() })
        }
        Action::Century => {
            let n = a.int('n')? as i32;
            time_of(Fields { century: Some(if a.int('e') == Some(1) { -n } else { n }), ..Fields::default() })
        }
        _ => return None,
    })
}

/// What repeats, and how often.
pub(super) fn recurrence(action: Action, a: &Args) -> Option<Recurrence> {
    let of = |value: String, quant, freq: Option<String>| Recurrence { value, quant, freq };
    Some(match action {
        Action::Every => of(duration_value(&[(Quantity::Tenths(10), a.unit()?)]), Some("EVERY"), None),
        Action::EveryN => of(duration_value(&[(a.quantity('n')?, a.unit()?)]), Some("EVERY"), None),
        Action::EveryField => {
            let mut f = a.fields()?;
            if let Some(days @ (8 | 9)) = f.weekday {
                f.weekday = None;
                return Some(of(if days == 8 { "XXXX-WXX-WD" } else { "XXXX-WXX-WE" }.into(), Some("EVERY"), None));
            }
            of(crate::time::emit::generic(&f)?, Some("EVERY"), None)
        }
        // "Every Sunday at nine".
        Action::SetClock => {
            let Some(Value::Time(Time::Set(set))) = a.value('t') else { return None };
            let mut f = Fields { clock: a.fields()?.clock, ..Fields::default() };
            let part = match set.value.rsplit_once('T').map(|(_, part)| part) {
                Some("MO") => Some(Pod::Morning),
                Some("AF") => Some(Pod::Afternoon),
                Some("EV") => Some(Pod::Evening),
                Some("NI") => Some(Pod::Night),
                _ => None,
            };
            f.clock = f.clock.map(|c| part.map_or(c, |p| c.in_part(p)));
            f.weekday = set.value.strip_prefix("XXXX-WXX-").and_then(|d| d.get(..1)?.parse().ok());
            of(crate::time::emit::generic(&f)?, set.quant, set.freq.clone())
        }
        Action::Ly => {
            let code = a.int('u')?;
            let (unit, n) = if code > 100 { (code / 100, code % 100) } else { (code, 1) };
            let unit = Unit::from_code(unit)?;
            if n == 50 {
                return Some(of(duration_value(&[(Quantity::Tenths(10), unit)]), None, Some("2X".into())));
            }
            of(duration_value(&[(Quantity::Tenths(n * 10), unit)]), Some("EVERY"), None)
        }
        Action::Per => of(duration_value(&[(Quantity::Tenths(10), a.unit()?)]), None, Some("1X".into())),
        _ => return None,
    })
}
