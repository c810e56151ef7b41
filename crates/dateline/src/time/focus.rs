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
use super::unit::Unit;
use crate::Span;
use crate::language::{Function, Parse, Pos};
use crate::page::{Block, Page, Role};

/// The moving focus of one page.
pub(crate) struct Focus {
    speech: Option<Date>,
    genre: Genre,
    cell: Option<Cell>,
    day: Option<Date>,
    /// A day told of as lying ahead, since the focus last moved: "on Saturday they will vote; polls open at 8".
    ahead: Option<Date>,
    /// Whether the focus is the end of its day: "late on Tuesday".
    late: bool,
    /// Whether the last expression named a day of the week.
    weekday: bool,
    /// Where the date with a year stands that last moved the focus.
    dated: Option<Span>,
    /// Where the paragraphs of the page begin.
    paragraphs: Vec<Span>,
    last: Option<Cell>,
    years: Vec<i32>,
    quarter: Option<(i32, i8)>,
    bc: bool,
    /// Headings of the page, and whether the page marks them as such.
    headings: Vec<(Span, bool)>,
    /// The heading that the text stands under, with the year and the day that it names.
    section: Option<(usize, Option<i32>, Option<Date>)>,
}

impl Focus {
    /// The focus at the start of a page.
    pub fn new(page: &Page, speech: Option<Date>, genre: Genre) -> Focus {
        // A short line without a full stop is a heading too, when it is no more than a date.
        let short = |b: &&Block| {
            let line = b.span.of(&page.text);
            b.role == Role::Heading
                || b.role != Role::Dateline
                    && (line.len() <= 60 && !line.ends_with(['.', '!', '?', '”', '"', ':', ',']))
        };
        let headings = page.blocks.iter().filter(short).map(|b| (b.span, b.role == Role::Heading)).collect();
        Focus {
            speech,
            genre,
            cell: None,
            day: None,
            ahead: None,
            late: false,
            weekday: false,
            dated: None,
            paragraphs: page.blocks.iter().map(|b| b.span).collect(),
            last: None,
            years: Vec::new(),
            quarter: None,
            bc: false,
            headings,
            section: None,
        }
    }

    /// The heading above a place.
    fn heading(&self, span: Span) -> Option<usize> {
        self.headings.partition_point(|(h, _)| h.start <= span.start).checked_sub(1)
    }

    /// What the heading above a place says; nothing inside the heading itself.
    fn section(&self, span: Span) -> (Option<i32>, Option<Date>) {
        let above = self.heading(span).filter(|h| !self.headings[*h].0.contains(span));
        match self.section {
            Some((at, year, day)) if above == Some(at) => (year, day),
            _ => (None, None),
        }
    }

    /// The number of the paragraph in which a place stands.
    fn paragraph(&self, place: Span) -> usize {
        self.paragraphs.partition_point(|p| p.start <= place.start)
    }

    /// What an expression at a place is resolved against, told with the given direction.
    pub fn context(&self, span: Span, fresh: bool, direction: Direction) -> Context {
        let (year, noted) = self.section(span);
        let day = match self.ahead.filter(|_| direction != Direction::Past) {
            // The entries of a live blog begin with the hour, on the day of the heading or of publication.
            _ if self.genre.live && fresh => noted.or(self.speech),
            Some(ahead) => Some(ahead),
            None => self.day,
        };
        let here = self.paragraph(span);
        Context {
            speech: self.speech,
            focus: self.cell,
            last: self.last,
            years: self.years.clone(),
            day,
            quarter: self.quarter,
            narrative: self.genre.narrative,
            year: year.filter(|_| !self.genre.narrative),
            told: self.dated.is_some_and(|at| self.paragraph(at) + 1 >= here),
            weekday: self.weekday,
            late: self.late,
            bc: self.bc,
            direction,
        }
    }

    /// Moves the focus after an expression was resolved.
    pub fn moved(&mut self, time: &Time, resolved: &Resolved, direction: Direction, seen: &Seen) {
        if let Time::Fields(f) = time
            && f.year.is_some()
        {
            self.bc = f.bc || (self.bc && f.year.is_some_and(|y| y < 1000));
        }
        let cell = match &resolved.named {
            Named::Cell(cell) => *cell,
            Named::Range(_, to) => *to,
            _ => return,
        };
        self.last = Some(cell);
        self.weekday = matches!(time, Time::Fields(f) if f.weekday.is_some());
        let span = Span::new(seen.pieces[seen.range.start].span.start, seen.pieces[seen.range.end - 1].span.end);
        if let Some(at) = self.heading(span).filter(|h| {
            let (heading, marked) = self.headings[*h];
            if marked { heading.contains(span) } else { heading == span }
        }) {
            // A line with a whole date is the date line of the page, no section.
            let grain = super::Granularity::Month..=super::Granularity::Year;
            let year = super::genre::year(time).filter(|_| grain.contains(&cell.granularity()));
            self.section = Some((at, year, cell.day()));
        }
        if let Cell::Year(y) = cell {
            self.years.retain(|known| *known != y);
            self.years.push(y);
            if self.years.len() > 4 {
                self.years.remove(0);
            }
        }
        if let Cell::Quarter(y, q) = cell
            && !matches!(time, Time::YearBefore(_))
        {
            self.quarter = Some((y, q));
        }
        // In a history, what lies ahead of it or is counted back from it is no step of it.
        let looks_away = self.genre.narrative && (direction == Direction::Future || backwards(time));
        let later = |d: Date| self.speech.is_some_and(|s| d > s);
        if !self.genre.narrative && direction == Direction::Future && cell.start().is_some_and(later) {
            self.ahead = cell.day();
            return;
        }
        if looks_away || background(seen) || !self.genre.narrative && bare_year(&cell) && inside_phrase(seen) {
            return;
        }
        self.ahead = None;
        // "Late Tuesday", "late on Tuesday".
        let late = (1..3).map(|n| seen.before(n)).take_while(|w| w == "on" || w == "late").any(|w| w == "late");
        self.late = (late || resolved.modifier == Some("END")) && cell.day().is_some();
        if super::genre::year(time).is_some() && cell.day().is_some() {
            self.dated = Some(span);
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

/// Whether an expression counts back from the focus or from the moment of speech.
fn backwards(time: &Time) -> bool {
    match time {
        Time::Offset { sign, .. } => *sign < 0,
        Time::Shift { n, unit, .. } => *n < 0 && *unit > Unit::Day,
        Time::YearBefore(_) => true,
        Time::Nearest { which, .. } => *which < 0,
        Time::Part { of, .. } | Time::Modified { of, .. } => backwards(of),
        _ => false,
    }
}

fn bare_year(cell: &Cell) -> bool {
    matches!(cell, Cell::Year(_))
}

/// Whether an expression only tells which thing is meant: "the drought of 2026", "the 2026 drought".
fn inside_phrase(seen: &Seen) -> bool {
    let parse = seen.parse;
    let Some(token) = seen.pieces.get(seen.range.start).and_then(|p| p.token) else { return false };
    let t = &parse.tokens[token];
    let noun = |t: &crate::language::Token| matches!(t.pos, Pos::Noun | Pos::Propn);
    let head = &parse.tokens[t.head];
    match t.function() {
        Function::Count | Function::Compound | Function::Adjective | Function::NounModifier => noun(head),
        Function::Complement => &*head.lemma == "of" && noun(&parse.tokens[head.head]),
        _ => false,
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
    match seen.before(1).as_str() {
        "since" => return true,
        // "By the spring they had retreated" is the main line all the same.
        "by" => return false,
        _ => {}
    }
    let Some(token) = seen.pieces.get(seen.range.start).and_then(|p| p.token) else { return false };
    // "No harvest was smaller since the drought of 2026".
    let parse = seen.parse;
    let mut phrase =
        parse.ancestors(token).map(|t| &parse.tokens[t]).take_while(|t| !matches!(t.pos, Pos::Verb | Pos::Aux));
    phrase.any(|t| t.is(Function::Preposition) && &*t.lemma == "since") || aside(parse, token)
}

/// Whether a token stands in a relative clause, in the pluperfect, or with words such as "previously".
pub(super) fn aside(parse: &Parse, token: usize) -> bool {
    for at in std::iter::once(token).chain(parse.ancestors(token)) {
        let t = &parse.tokens[at];
        if !matches!(t.pos, Pos::Verb | Pos::Aux) {
            continue;
        }
        let marked = |c: usize| matches!(&*parse.tokens[c].lemma, "previously" | "formerly" | "originally");
        if parse.is_pluperfect(at) || parse.children(at).any(marked) || &*t.lemma == "use" && t.is_past() {
            return true;
        }
        match t.function() {
            Function::Relative | Function::NounClause => return true,
            Function::OpenClause | Function::Conjunct => {}
            _ => return false,
        }
    }
    false
}
