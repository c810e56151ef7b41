//! The choice of what is not said: the year of a date, the week of a weekday, the century of a decade.

use super::*;

impl Evaluation<'_> {
    /// In a text on the time before Christ, bare years count backwards.
    pub(super) fn written_year(&self, f: &Fields) -> Fields {
        let mut f = f.clone();
        if f.short {
            f.year = f.year.map(|tail| self.century_of(tail));
            f.short = false;
        }
        if self.context.bc && !f.bc {
            f.year = f.year.filter(|y| *y < 1000).map(|y| 1 - y).or(f.year);
        }
        f
    }

    /// The year of the century told of that ends in two digits.
    pub(super) fn century_of(&self, tail: i32) -> i32 {
        let near = self.context.focus.and_then(|c| c.year()).filter(|_| self.context.narrative);
        let now = near.or(self.context.speech.map(|d| d.year().into())).unwrap_or(2000);
        let guess = now - now.rem_euclid(100) + tail;
        if guess > now + 10 { guess - 100 } else { guess }
    }

    /// "Those two years": the years told of last.
    pub(super) fn those(&mut self, amount: &Amount) -> Named {
        if let [(Quantity::Tenths(n), Unit::Year)] = amount.parts[..] {
            let count = usize::try_from(n / 10).unwrap_or(0);
            let mut years: Vec<i32> = self.context.years.iter().rev().take(count).copied().collect();
            years.sort_unstable();
            if let (true, Some(first), Some(last)) = (years.len() == count, years.first(), years.last()) {
                self.note("the years told of last");
                return Named::Range(Cell::Year(*first), Cell::Year(*last));
            }
        }
        Named::Span(amount.clone(), -1, self.context.day)
    }

    pub(super) fn century_of_decade(&mut self, tens: i32) -> i32 {
        let near = self.context.focus.and_then(|c| c.year()).filter(|_| self.context.narrative);
        let year = near.or(self.context.speech.map(|d| d.year().into())).unwrap_or(2000);
        let guess = year.div_euclid(100) * 10 + tens;
        if guess * 10 > year { guess - 10 } else { guess }
    }

    /// The year of a date that is told without one.
    pub(super) fn choose_year(&mut self, f: &Fields) -> Option<Cell> {
        if let Some(year) = self.context.year {
            self.note(format!("in {year}, the year that holds here"));
            return self.in_year(f, year);
        }
        if self.context.narrative {
            return self.near_focus(f);
        }
        let Some(speech) = self.context.speech else { return self.near_focus(f) };
        if let Some(cell) = self.carried_on(f, speech) {
            return Some(cell);
        }
        let year = i32::from(speech.year());
        let mut cells: Vec<Cell> = (year - 1..=year + 1).filter_map(|y| self.in_year(f, y)).collect();
        if let (Some(day), Some(_)) = (f.weekday, f.day) {
            let fits: Vec<Cell> = cells.iter().copied().filter(|c| falls_on(*c, day)).collect();
            if !fits.is_empty() {
                cells = fits;
            }
        }
        let past = cells.iter().copied().rfind(|c| c.start().is_some_and(|d| d <= speech));
        let future = cells.iter().copied().find(|c| c.days().is_some_and(|(_, d)| d >= speech));
        let distance = |c: Cell| c.start().map_or(i32::MAX, |d| (d - speech).get_days().abs());
        let chosen = match (past, future) {
            (Some(a), Some(b)) => {
                let (back, ahead) = (distance(a), distance(b));
                let dated = f.day.is_some() || f.holiday.is_some();
                let direction = match self.context.direction {
                    // Results are reported for quarters that have begun, whatever the verb.
                    _ if f.quarter.is_some() || f.half.is_some() => Direction::Past,
                    // A day without a year is not almost a year away.
                    _ if dated && back.min(ahead) < 60 && back.max(ahead) > 290 => Direction::Unknown,
                    // Nor is a month, when it was or comes soon.
                    _ if f.month.is_some() && !dated && back < 75 && ahead > 240 => Direction::Past,
                    Direction::Past if f.month.is_some() && !dated && ahead < 50 && back > 300 => Direction::Past,
                    _ if f.month.is_some() && !dated && ahead < 50 && back > 300 => Direction::Future,
                    Direction::Unknown if f.month.is_some() && !dated && ahead < 50 => Direction::Future,
                    Direction::Unknown if f.month.is_some() && !dated => Direction::Past,
                    Direction::Unknown if f.season.is_some() => Direction::Past,
                    other => other,
                };
                Some(match direction {
                    Direction::Past => a,
                    Direction::Future => b,
                    Direction::Unknown if ahead < back => b,
                    Direction::Unknown => a,
                })
            }
            (a, b) => a.or(b),
        };
        self.note(match self.context.direction {
            Direction::Past => format!("the last one up to {speech}"),
            Direction::Future => format!("the next one from {speech}"),
            Direction::Unknown => format!("the one nearest {speech}"),
        });
        chosen
    }

    /// "On 3 February 2031 a tank burned, and on 6 February …": a look back stays in the year that it has named, where the date follows
    /// within two months and the page is of a later time.
    fn carried_on(&mut self, f: &Fields, speech: Date) -> Option<Cell> {
        let told = self.context.focus.and_then(Cell::day).filter(|_| self.context.told)?;
        let behind = (speech - told).get_days() > 60 && self.context.direction != Direction::Future;
        if !behind || f.day.is_none() || f.weekday.is_some() {
            return None;
        }
        let year = i32::from(told.year());
        let follows = |c: &Cell| c.start().is_some_and(|d| (0..=60).contains(&(d - told).get_days()));
        let found = [year, year + 1].into_iter().filter_map(|y| self.in_year(f, y)).find(follows)?;
        self.note(format!("after {told}, of which the paragraph tells"));
        Some(found)
    }

    /// In a narrative: the one nearest to where the narrative stands, rather later than earlier.
    pub(super) fn near_focus(&mut self, f: &Fields) -> Option<Cell> {
        let focus = self.context.focus?;
        let (start, end) = focus.days()?;
        let year = i32::from(start.year());
        let last = i32::from(end.year());
        let distance = |cell: &Cell| {
            let Some((from, to)) = cell.days() else { return i32::MAX };
            if from > end {
                (from - end).get_days()
            } else if to < start {
                (start - to).get_days() * 3 / 2
            } else {
                0
            }
        };
        let best = (year - 1..=last.max(year) + 1).filter_map(|y| self.in_year(f, y)).min_by_key(distance)?;
        self.note(format!("nearest to {}, where the narrative stands", crate::time::emit::value(focus)));
        Some(best)
    }

    /// "Friday the 15th": the month in which that day is a Friday, the nearest one.
    pub(super) fn choose_month(&mut self, weekday: i8, day: i8) -> Option<Date> {
        let anchor = if self.context.narrative { self.context.day } else { self.context.speech }?;
        let falls = |n: i64| {
            let Cell::Month(y, m) = Cell::of(anchor, Unit::Month)?.step(n)? else { return None };
            date(y, m, day).filter(|d| d.weekday().to_monday_one_offset() == weekday)
        };
        let found: Vec<Date> = (-12..=12).filter_map(falls).collect();
        let distance = |d: &Date| (*d - anchor).get_days().abs();
        let wanted: Vec<Date> = match self.context.direction {
            Direction::Past => found.iter().copied().filter(|d| *d <= anchor).collect(),
            Direction::Future => found.iter().copied().filter(|d| *d >= anchor).collect(),
            Direction::Unknown => found.clone(),
        };
        let best = wanted.into_iter().min_by_key(distance).or(found.into_iter().min_by_key(distance))?;
        self.note(format!("the nearest month to {anchor} in which that day of the week is that day"));
        Some(best)
    }

    pub(super) fn choose_weekday(&mut self, weekday: i8) -> Option<Date> {
        let anchor = if self.context.narrative { self.context.day } else { self.context.speech }?;
        let back = (i64::from(anchor.weekday().to_monday_one_offset()) - i64::from(weekday)).rem_euclid(7);
        let ahead = (7 - back) % 7;
        match self.context.direction {
            Direction::Future => {
                self.note(format!("the next such day from {anchor}"));
                advance(anchor, Unit::Day, ahead)
            }
            _ if self.context.narrative => {
                self.note(format!("the next such day from {anchor}, where the narrative stands"));
                advance(anchor, Unit::Day, ahead)
            }
            _ => {
                // "He apologised on Thursday. By Friday morning the firm had failed": on a page that was added to after its day.
                let today = self.context.last.and_then(Cell::day) == Some(anchor);
                if today && back == 6 && self.context.weekday {
                    self.note(format!("the day after {anchor}, of which was told just before"));
                    return advance(anchor, Unit::Day, 1);
                }
                self.note(format!("the last such day up to {anchor}"));
                advance(anchor, Unit::Day, -back)
            }
        }
    }
}

/// Whether a day cell falls on a weekday.
fn falls_on(cell: Cell, weekday: i8) -> bool {
    cell.day().is_some_and(|d| d.weekday().to_monday_one_offset() == weekday)
}
