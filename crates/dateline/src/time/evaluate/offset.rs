//! Amounts counted from a base: three years ago, two days later, a year earlier.

use super::*;

impl Evaluation<'_> {
    pub(super) fn year_before(&mut self, fields: Option<&Fields>) -> Option<Cell> {
        if let Some(f) = fields {
            let recent = self.choose_year(f)?;
            return recent.in_year(recent.year()? - 1);
        }
        if let Some((y, q)) = self.context.quarter {
            self.note("the same quarter of the year before");
            return Some(Cell::Quarter(y - 1, q));
        }
        let base = self.context.focus.filter(|_| self.context.narrative).or(self.context.speech.map(Cell::Day))?;
        self.note("the year before");
        Some(Cell::Year(base.year()? - 1))
    }

    pub(super) fn offset(&mut self, amount: &Amount, sign: i64, base: &Base) -> Named {
        self.modifier = self.modifier.or(amount.modifier);
        let Some(&(quantity, unit)) = amount.parts.last() else { return Named::Unknown };
        let Quantity::Tenths(_) = quantity else {
            return Named::Reference(if sign < 0 { Reference::Past } else { Reference::Future });
        };
        let Some(cell) = self.base(base) else {
            return self.without_year(&Time::Shift { unit, n: 0, base: Base::Focus });
        };
        // From a coarse focus, days cannot be counted; its own grain can.
        let mut day = match cell.start() {
            Some(day) => day,
            None => return Named::Unknown,
        };
        let coarse = cell.granularity() > unit.granularity();
        let mut grain = unit;
        for &(quantity, unit) in &amount.parts {
            let Quantity::Tenths(tenths) = quantity else { return Named::Unknown };
            let mut n = tenths / 10;
            if tenths % 10 != 0 {
                if unit == Unit::Year {
                    let Some(moved) = advance(day, Unit::Month, sign * (tenths % 10) * 12 / 10) else {
                        return Named::Unknown;
                    };
                    day = moved;
                } else if n == 0 {
                    n = 1;
                }
            }
            let Some(moved) = advance(day, unit, sign * n) else { return Named::Unknown };
            day = moved;
            grain = unit;
        }
        if coarse {
            // The narrative stands in a month or a year: what lies days from it lies near there, no closer.
            return match grain {
                Unit::Day | Unit::Week => {
                    Named::Generic(crate::time::emit::value(cell.widen(Unit::Year).unwrap_or(cell)) + "-XX-XX")
                }
                _ => Named::Cell(cell),
            };
        }
        if grain < Unit::Day {
            return Named::Generic(crate::time::emit::value(Cell::Day(day)) + "TXX");
        }
        if grain == Unit::Decade {
            return Named::Cell(Cell::Year(day.year().into()));
        }
        Cell::of(day, grain).map_or(Named::Unknown, Named::Cell)
    }
}
