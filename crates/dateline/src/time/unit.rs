//! Units of time and amounts of them.

use super::Granularity;

/// A unit of time, smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Night,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

/// How many units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quantity {
    /// Tenths.
    Tenths(i64),
    /// Some.
    Unknown,
}

impl Unit {
    /// The unit of a number in the lexicon.
    pub fn from_code(code: i64) -> Option<Unit> {
        Some(match code {
            1 => Unit::Second,
            2 => Unit::Minute,
            3 => Unit::Hour,
            4 => Unit::Day,
            5 => Unit::Week,
            6 => Unit::Fortnight,
            7 => Unit::Month,
            8 => Unit::Quarter,
            9 => Unit::Year,
            10 => Unit::Decade,
            11 => Unit::Century,
            12 => Unit::Millennium,
            13 => Unit::Weekend,
            14 => Unit::Night,
            _ => return None,
        })
    }

    /// The grain that an expression in this unit has.
    pub fn granularity(self) -> Granularity {
        match self {
            Unit::Second => Granularity::Second,
            Unit::Minute => Granularity::Minute,
            Unit::Hour => Granularity::Hour,
            Unit::Night => Granularity::PartOfDay,
            Unit::Day => Granularity::Day,
            Unit::Weekend => Granularity::Weekend,
            Unit::Week | Unit::Fortnight => Granularity::Week,
            Unit::Month => Granularity::Month,
            Unit::Quarter => Granularity::Quarter,
            Unit::Year => Granularity::Year,
            Unit::Decade => Granularity::Decade,
            Unit::Century => Granularity::Century,
            Unit::Millennium => Granularity::Millennium,
        }
    }

    /// Letters of the unit in a TIMEX3 duration, and whether it is a unit of the clock.
    pub fn letters(self) -> (&'static str, bool) {
        match self {
            Unit::Second => ("S", true),
            Unit::Minute => ("M", true),
            Unit::Hour => ("H", true),
            Unit::Night => ("TNI", false),
            Unit::Day => ("D", false),
            Unit::Weekend => ("WE", false),
            Unit::Week | Unit::Fortnight => ("W", false),
            Unit::Month => ("M", false),
            Unit::Quarter => ("Q", false),
            Unit::Year => ("Y", false),
            Unit::Decade => ("DE", false),
            Unit::Century => ("CE", false),
            Unit::Millennium => ("L", false),
        }
    }

    /// The next smaller unit and how many of it make one, for halves and tenths.
    fn below(self) -> Option<(Unit, i64)> {
        match self {
            Unit::Minute => Some((Unit::Second, 60)),
            Unit::Hour => Some((Unit::Minute, 60)),
            Unit::Year => Some((Unit::Month, 12)),
            Unit::Decade => Some((Unit::Year, 10)),
            Unit::Century => Some((Unit::Year, 100)),
            Unit::Millennium => Some((Unit::Year, 1000)),
            _ => None,
        }
    }
}

/// The first number and unit of a TIMEX3 duration: `P1Y6M` is one year, `PTXH` some hours. `None` for `PXX` and what is no duration.
pub(crate) fn of_duration(value: &str) -> Option<(Option<f64>, Unit)> {
    let rest = value.strip_prefix('P')?;
    let (clock, rest) = rest.strip_prefix('T').map_or((false, rest), |rest| (true, rest));
    let (number, unit) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != 'X')?);
    let unit = match (clock, unit.chars().next()?) {
        (true, 'S') => Unit::Second,
        (true, 'M') => Unit::Minute,
        (true, 'H') => Unit::Hour,
        (false, 'D') => Unit::Day,
        (false, 'W') => Unit::Week,
        (false, 'M') => Unit::Month,
        (false, 'Y') => Unit::Year,
        _ => return None,
    };
    Some((number.parse().ok(), unit))
}

/// The TIMEX3 value of an amount: `P3Y`, `PXM`, `P1Y6M`, `PT90M`.
pub(crate) fn duration_value(parts: &[(Quantity, Unit)]) -> String {
    let mut date = String::new();
    let mut clock = String::new();
    for &(quantity, unit) in parts {
        let (letters, timed) = unit.letters();
        let out = if timed { &mut clock } else { &mut date };
        match quantity {
            Quantity::Unknown => out.push_str(&format!("X{letters}")),
            Quantity::Tenths(n) => {
                let n = if unit == Unit::Fortnight { n * 2 } else { n };
                match (n % 10, unit.below()) {
                    (0, _) => out.push_str(&format!("{}{letters}", n / 10)),
                    (_, Some((lower, count))) if (n * count) % 10 == 0 => {
                        if matches!(unit, Unit::Decade | Unit::Century | Unit::Millennium) {
                            out.push_str(&format!("{}Y", n * count / 10));
                            continue;
                        }
                        if n >= 10 {
                            out.push_str(&format!("{}{letters}", n / 10));
                        }
                        out.push_str(&format!("{}{}", n % 10 * count / 10, lower.letters().0));
                    }
                    _ => out.push_str(&format!("{}.{}{letters}", n / 10, n % 10)),
                }
            }
        }
    }
    if clock.is_empty() { format!("P{date}") } else { format!("P{date}T{clock}") }
}
