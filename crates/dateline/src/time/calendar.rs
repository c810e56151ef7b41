//! Cells of the calendar: a year, a quarter, a day, a part of a day, an instant of the clock.

use std::sync::LazyLock;

use jiff::civil::{Date, DateTime, ISOWeekDate, Weekday};
use jiff::{Span as Amount, ToSpan};

use super::meaning::{Clock, Pod, Season};
use super::unit::Unit;
use super::{Granularity, Interval};

/// One cell of the calendar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Cell {
    /// First two digits of its years: 19 for 1900 to 1999; negative before Christ (-5: the fifth century).
    Century(i32),
    /// First three digits: 199 for the 1990s.
    Decade(i32),
    Year(i32),
    Half(i32, i8),
    Quarter(i32, i8),
    Season(i32, Season),
    Month(i32, i8),
    /// The ISO week of a Monday.
    Week(Date),
    /// The weekend of the ISO week of a Monday.
    Weekend(Date),
    Day(Date),
    Part(Date, Pod),
    Clock(Date, Clock),
}

/// A date, when there is such a day.
pub(crate) fn date(year: i32, month: i8, day: i8) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}

fn add(date: Date, amount: Amount) -> Option<Date> {
    date.checked_add(amount).ok()
}

/// The Monday of the week of a day.
pub(crate) fn monday(date: Date) -> Date {
    date.saturating_sub(i64::from(date.weekday().to_monday_zero_offset()).days())
}

impl Cell {
    /// First and last day.
    pub fn days(self) -> Option<(Date, Date)> {
        let months = |year: i32, first: i8, count: i64| {
            let start = date(year, first, 1)?;
            Some((start, add(add(start, count.months())?, -1.days())?))
        };
        let years = |first: i32, last: i32| Some((date(first, 1, 1)?, date(last, 12, 31)?));
        match self {
            Cell::Century(c) if c < 0 => years(c * 100 + 1, c * 100 + 100),
            Cell::Century(c) => years(c * 100, c * 100 + 99),
            Cell::Decade(d) => years(d * 10, d * 10 + 9),
            Cell::Year(y) => years(y, y),
            Cell::Half(y, h) => months(y, h * 6 - 5, 6),
            Cell::Quarter(y, q) => months(y, q * 3 - 2, 3),
            Cell::Season(y, Season::Spring) => months(y, 3, 3),
            Cell::Season(y, Season::Summer) => months(y, 6, 3),
            Cell::Season(y, Season::Autumn) => months(y, 9, 3),
            // The winter of a year is the one in which the year begins.
            Cell::Season(y, Season::Winter) => months(y - 1, 12, 3),
            Cell::Month(y, m) => months(y, m, 1),
            Cell::Week(d) => Some((d, add(d, 6.days())?)),
            Cell::Weekend(d) => Some((add(d, 5.days())?, add(d, 6.days())?)),
            Cell::Day(d) | Cell::Part(d, _) | Cell::Clock(d, _) => Some((d, d)),
        }
    }

    /// First day.
    pub fn start(self) -> Option<Date> {
        self.days().map(|(start, _)| start)
    }

    /// The day, when it is one or lies in one.
    pub fn day(self) -> Option<Date> {
        match self {
            Cell::Day(d) | Cell::Part(d, _) | Cell::Clock(d, _) => Some(d),
            _ => None,
        }
    }

    /// The year, unless it is coarser than a year.
    pub fn year(self) -> Option<i32> {
        match self {
            Cell::Century(_) | Cell::Decade(_) => None,
            Cell::Year(y) | Cell::Half(y, _) | Cell::Quarter(y, _) | Cell::Season(y, _) | Cell::Month(y, _) => Some(y),
            Cell::Week(d) | Cell::Weekend(d) | Cell::Day(d) | Cell::Part(d, _) | Cell::Clock(d, _) => {
                Some(i32::from(d.year()))
            }
        }
    }

    /// Its grain.
    pub fn granularity(self) -> Granularity {
        match self {
            Cell::Century(_) => Granularity::Century,
            Cell::Decade(_) => Granularity::Decade,
            Cell::Year(_) => Granularity::Year,
            Cell::Half(..) => Granularity::HalfYear,
            Cell::Quarter(..) => Granularity::Quarter,
            Cell::Season(..) => Granularity::Season,
            Cell::Month(..) => Granularity::Month,
            Cell::Week(_) => Granularity::Week,
            Cell::Weekend(_) => Granularity::Weekend,
            Cell::Day(_) => Granularity::Day,
            Cell::Part(..) => Granularity::PartOfDay,
            Cell::Clock(_, clock) => match (clock.minute, clock.second) {
                (_, Some(_)) => Granularity::Second,
                (Some(_), None) => Granularity::Minute,
                _ => Granularity::Hour,
            },
        }
    }

    /// The cell of this unit in which a cell begins; `None` when the unit is finer.
    pub fn widen(self, unit: Unit) -> Option<Cell> {
        if self.granularity() > unit.granularity() {
            return None;
        }
        let start = self.start()?;
        Cell::of(start, unit)
    }

    /// The cell of this unit that holds a day.
    pub fn of(day: Date, unit: Unit) -> Option<Cell> {
        let (year, month) = (i32::from(day.year()), day.month());
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Cell::Day(day),
            Unit::Night => Cell::Part(day, Pod::Night),
            Unit::Weekend => Cell::Weekend(monday(day)),
            Unit::Week | Unit::Fortnight => Cell::Week(monday(day)),
            Unit::Month => Cell::Month(year, month),
            Unit::Quarter => Cell::Quarter(year, (month + 2) / 3),
            Unit::Year => Cell::Year(year),
            Unit::Decade => Cell::Decade(year.div_euclid(10)),
            Unit::Century => Cell::Century(year.div_euclid(100)),
            Unit::Millennium => return None,
        })
    }

    /// The cell `n` units of its own kind further.
    pub fn step(self, n: i64) -> Option<Cell> {
        let small = i32::try_from(n).ok()?;
        let within = |year: i32, index: i32, count: i32| {
            let total = year.checked_mul(count)?.checked_add(index)?.checked_add(small)?;
            Some((total.div_euclid(count), total.rem_euclid(count) as i8))
        };
        Some(match self {
            Cell::Century(c) => Cell::Century(c.checked_add(small)?),
            Cell::Decade(d) => Cell::Decade(d.checked_add(small)?),
            Cell::Year(y) => Cell::Year(y.checked_add(small)?),
            Cell::Half(y, h) => within(y, i32::from(h) - 1, 2).map(|(y, h)| Cell::Half(y, h + 1))?,
            Cell::Quarter(y, q) => within(y, i32::from(q) - 1, 4).map(|(y, q)| Cell::Quarter(y, q + 1))?,
            Cell::Season(y, s) => Cell::Season(y.checked_add(small)?, s),
            Cell::Month(y, m) => within(y, i32::from(m) - 1, 12).map(|(y, m)| Cell::Month(y, m + 1))?,
            Cell::Week(d) => Cell::Week(add(d, n.checked_mul(7)?.days_checked()?)?),
            Cell::Weekend(d) => Cell::Weekend(add(d, n.checked_mul(7)?.days_checked()?)?),
            Cell::Day(d) => Cell::Day(add(d, n.days_checked()?)?),
            Cell::Part(d, p) => Cell::Part(add(d, n.days_checked()?)?, p),
            Cell::Clock(d, c) => Cell::Clock(add(d, n.days_checked()?)?, c),
        })
    }

    /// The same cell in another year; 29 February becomes 28 February.
    pub fn in_year(self, year: i32) -> Option<Cell> {
        let moved = |d: Date| date(year, d.month(), d.day()).or_else(|| date(year, d.month(), 28));
        Some(match self {
            Cell::Century(_) | Cell::Decade(_) => return None,
            Cell::Year(_) => Cell::Year(year),
            Cell::Half(_, h) => Cell::Half(year, h),
            Cell::Quarter(_, q) => Cell::Quarter(year, q),
            Cell::Season(_, s) => Cell::Season(year, s),
            Cell::Month(_, m) => Cell::Month(year, m),
            Cell::Week(d) => Cell::Week(monday(moved(d)?)),
            Cell::Weekend(d) => Cell::Weekend(monday(moved(d)?)),
            Cell::Day(d) => Cell::Day(moved(d)?),
            Cell::Part(d, p) => Cell::Part(moved(d)?, p),
            Cell::Clock(d, c) => Cell::Clock(moved(d)?, c),
        })
    }

    /// First and last moment.
    pub fn interval(self) -> Option<Interval> {
        let (start, end) = self.days()?;
        let (mut earliest, mut latest) = (start.at(0, 0, 0, 0), end.at(23, 59, 59, 0));
        match self {
            Cell::Part(day, pod) => {
                let (from, to) = pod.hours();
                earliest = day.at(from, 0, 0, 0);
                latest = if to >= 24 { add(day, 1.days())?.at(to - 24, 0, 0, 0) } else { day.at(to, 0, 0, 0) };
            }
            Cell::Clock(day, clock) => {
                let next = if clock.hour == 24 { add(day, 1.days())? } else { day };
                let (minute, second) = (clock.minute.unwrap_or(0), clock.second.unwrap_or(0));
                earliest = next.at(clock.hour % 24, minute, second, 0);
                latest = earliest;
            }
            _ => {}
        }
        Some(Interval {
            earliest: Some(earliest),
            latest: Some(latest),
            granularity: self.granularity(),
            approximate: false,
        })
    }
}

/// `n.days()` that fails instead of panicking where the number is out of jiff's range.
trait DaysChecked {
    fn days_checked(self) -> Option<Amount>;
}

impl DaysChecked for i64 {
    fn days_checked(self) -> Option<Amount> {
        Amount::new().try_days(self).ok()
    }
}

impl Pod {
    /// First hour and the hour it ends before, on the day it begins.
    pub fn hours(self) -> (i8, i8) {
        match self {
            Pod::Morning => (5, 12),
            Pod::Midday => (11, 14),
            Pod::Afternoon => (12, 18),
            Pod::Evening => (17, 23),
            Pod::Night => (19, 30),
            Pod::Dawn => (4, 8),
            Pod::Dusk => (16, 22),
            Pod::Daytime => (6, 18),
            Pod::SmallHours => (0, 6),
        }
    }
}

/// Adds an amount in one unit to a day.
pub(crate) fn advance(day: Date, unit: Unit, n: i64) -> Option<Date> {
    let amount = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return Some(day),
        Unit::Day | Unit::Night => n.days_checked()?,
        Unit::Weekend | Unit::Week => n.checked_mul(7)?.days_checked()?,
        Unit::Fortnight => n.checked_mul(14)?.days_checked()?,
        Unit::Month => Amount::new().try_months(n).ok()?,
        Unit::Quarter => Amount::new().try_months(n.checked_mul(3)?).ok()?,
        Unit::Year => Amount::new().try_years(n).ok()?,
        Unit::Decade => Amount::new().try_years(n.checked_mul(10)?).ok()?,
        Unit::Century => Amount::new().try_years(n.checked_mul(100)?).ok()?,
        Unit::Millennium => Amount::new().try_years(n.checked_mul(1000)?).ok()?,
    };
    add(day, amount)
}

/// The day of a time.
pub(crate) fn weekday(number: i8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(number).ok()
}

/// ISO year and week of a Monday.
pub(crate) fn iso_week(monday: Date) -> (i16, i8) {
    let week = ISOWeekDate::from(monday);
    (week.year(), week.week())
}

/// The n-th weekday (from the end when negative) among the days of a cell.
pub(crate) fn nth_weekday(cell: Cell, n: i64, day: i8) -> Option<Date> {
    let (start, end) = cell.days()?;
    let day = weekday(day)?;
    let found = if n > 0 {
        let first = add(start, i64::from(start.weekday().until(day)).days())?;
        add(first, (n - 1).checked_mul(7)?.days_checked()?)?
    } else {
        let last = add(end, -i64::from(end.weekday().since(day)).days())?;
        add(last, (n + 1).checked_mul(7)?.days_checked()?)?
    };
    (start..=end).contains(&found).then_some(found)
}

/// Last second of a day.
pub(crate) fn last_second(day: Date) -> DateTime {
    day.at(23, 59, 59, 0)
}

/// How a holiday is found in a year.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Rule {
    Fixed(i8, i8),
    /// Month, weekday, which one, and days after it.
    Nth(i8, i8, i64, i64),
    Easter(i64),
    Once(Date),
}

/// `data/time/holidays.toml`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    holiday: Vec<Entry>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    rule: String,
    names: Vec<String>,
}

struct Holidays {
    rules: Vec<Rule>,
    names: Vec<(String, usize)>,
}

fn holidays() -> &'static Holidays {
    static HOLIDAYS: LazyLock<Holidays> = LazyLock::new(|| {
        const FILE: &str = "time/holidays.toml";
        let data: File = crate::data::table(FILE, include_str!("../../../../data/time/holidays.toml"));
        let mut all = Holidays { rules: Vec::new(), names: Vec::new() };
        for entry in data.holiday {
            let rule = rule(&entry.rule).unwrap_or_else(|| crate::data::broken(FILE, &entry.rule));
            all.names.extend(entry.names.into_iter().map(|n| (n, all.rules.len())));
            all.rules.push(rule);
        }
        all
    });
    &HOLIDAYS
}

fn rule(text: &str) -> Option<Rule> {
    if let Some(days) = text.strip_prefix("easter") {
        return Some(Rule::Easter(days.trim_start_matches('+').parse().ok()?));
    }
    if text.len() == 10 && text.parse::<Date>().is_ok() {
        return text.parse().ok().map(Rule::Once);
    }
    let mut parts = text.splitn(3, '-');
    let (month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    match parts.next() {
        Some(n) => {
            let (n, after) = n.split_once('+').unwrap_or((n, "0"));
            Some(Rule::Nth(month, day, n.parse().ok()?, after.parse().ok()?))
        }
        None => Some(Rule::Fixed(month, day)),
    }
}

/// Names of all holidays with their numbers.
pub(crate) fn holiday_names() -> &'static [(String, usize)] {
    &holidays().names
}

/// The number of a holiday as the grammar has it.
pub(crate) fn holiday_index(value: i64) -> usize {
    usize::try_from(value).unwrap_or(0)
}

/// The day of a holiday in a year.
pub(crate) fn holiday(index: usize, year: i32) -> Option<Date> {
    match *holidays().rules.get(index)? {
        Rule::Fixed(month, day) => date(year, month, day),
        Rule::Nth(month, day, n, after) => add(nth_weekday(Cell::Month(year, month), n, day)?, after.days_checked()?),
        Rule::Easter(days) => add(easter(year)?, days.days_checked()?),
        Rule::Once(day) => Some(day),
    }
}

/// Western Easter Sunday (Gregorian computus of Meeus, Jones and Butcher).
fn easter(year: i32) -> Option<Date> {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    date(year, (n / 31) as i8, (n % 31 + 1) as i8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_fall_on_their_days() {
        let check = |name: &str, year: i32, expected: &str| {
            let index = holiday_names().iter().find(|(n, _)| n == name).map(|(_, i)| *i).unwrap();
            assert_eq!(holiday(index, year).unwrap().to_string(), expected, "{name}");
        };
        check("easter", 2024, "2024-03-31");
        check("good friday", 2023, "2023-04-07");
        check("thanksgiving", 2023, "2023-11-23");
        check("memorial day", 2022, "2022-05-30");
    }

    #[test]
    fn cells_step_and_widen() {
        assert_eq!(Cell::Quarter(1989, 1).step(-1), Some(Cell::Quarter(1988, 4)));
        assert_eq!(Cell::Month(2023, 12).step(1), Some(Cell::Month(2024, 1)));
        assert_eq!(Cell::Day(date(2024, 2, 29).unwrap()).in_year(2023), Some(Cell::Day(date(2023, 2, 28).unwrap())));
        assert_eq!(Cell::Year(i32::MAX).step(1), None);
        assert_eq!(Cell::Day(date(1999, 5, 1).unwrap()).widen(Unit::Decade), Some(Cell::Decade(199)));
        assert_eq!(nth_weekday(Cell::Month(2023, 9), -1, 6), date(2023, 9, 30));
    }
}
