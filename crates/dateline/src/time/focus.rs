//! Where the narrative stands: the times that later expressions are resolved against.
//!
//! A date told in the main line of a text moves the focus. One told in passing does not: in brackets, in a relative clause, in the
//! pluperfect, inside a name. A heading with a year sets the focus anew.

use jiff::civil::Date;

use super::calendar::Cell;
use super::evaluate::{Context, Direction, Named, Resolved};
use super::genre::Genre;
use super::guard::Seen;
use super::meaning::Time;
use crate::Span;
use crate::page::Page;

/// The moving focus of one page.
pub(crate) struct Focus {
    speech: Option<Date>,
    genre: Genre,
    cell: Option<Cell>,
    day: Option<Date>,
    quarter: Option<(i32, i8)>,
    bc: bool,
}

impl Focus {
    /// The focus at the start of a page.
    pub fn new(_page: &Page, speech: Option<Date>, genre: Genre) -> Focus {
        Focus { speech, genre, cell: None, day: None, quarter: None, bc: false }
    }

    /// What an expression at a place is resolved against.
    pub fn context(&self, _span: Span) -> Context {
        Context {
            speech: self.speech,
            focus: self.cell,
            day: self.day,
            quarter: self.quarter,
            narrative: self.genre.narrative,
            year: None,
            bc: self.bc,
            direction: Direction::Unknown,
        }
    }

    /// Moves the focus after an expression was resolved.
    pub fn moved(&mut self, time: &Time, resolved: &Resolved, seen: &Seen) {
        if let Time::Fields(f) = time {
            if f.year.is_some() {
                self.bc = f.bc || (self.bc && f.year.is_some_and(|y| y < 1000));
            }
        }
        let cell = match &resolved.named {
            Named::Cell(cell) => *cell,
            Named::Range(_, to) => *to,
            _ => return,
        };
        if let Cell::Quarter(y, q) = cell {
            if !matches!(time, Time::YearBefore(_)) {
                self.quarter = Some((y, q));
            }
        }
        if background(seen) {
            return;
        }
        if matches!(cell, Cell::Century(_) | Cell::Decade(_)) {
            return;
        }
        self.cell = Some(cell);
        if let Some(day) = cell.day() {
            self.day = Some(day);
        } else if cell.days().is_some_and(|(a, b)| self.day.is_some_and(|d| d < a || d > b)) {
            self.day = None;
        }
    }
}

/// Whether an expression is told in passing.
fn background(seen: &Seen) -> bool {
    // Inside brackets that were opened nearby.
    for back in 1..8 {
        match seen.before(back).as_str() {
            ")" | "" | "." => break,
            "(" => return true,
            _ => {}
        }
    }
    false
}
