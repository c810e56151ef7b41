//! The days that a statement gives: for which something is foretold, or on which it was.
//!
//! In: a statement. Out: its [`Window`], the days that its words allow: "on 4 May", "in May", "by the end of May", "within a month". A word
//! before the time says whether it is a day or a deadline; "until" and "since" give none, for what lasts until a day is not done on it.

use jiff::civil::Date;

use super::sentence::is_when;
use super::statement::Statement;
use crate::Analysis;
use crate::event::Event;
use crate::language::clause::{Clauses, Form, Frame, Function};
use crate::lexicon::Flag;
use crate::time::{TimeBasis, Timex, Unit, of_duration};

/// Days a window may span: what is foretold for "this decade" is foretold for no time.
const WIDEST: i32 = 400;

/// Days, the first and the last of them included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Window {
    pub from: Date,
    pub to: Date,
    /// The last day is a deadline: what comes before it comes in time.
    pub by: bool,
}

impl Window {
    /// Whether what is told of other days came in time.
    pub fn holds(&self, told: &Window) -> bool {
        told.to <= self.to && (self.by || self.from <= told.from)
    }

    /// Whether it came too late.
    pub fn missed(&self, told: &Window) -> bool {
        told.from > self.to
    }

    /// The one day that is named.
    pub fn day(&self) -> Option<Date> {
        (self.from == self.to && !self.by).then_some(self.to)
    }

    /// The days in words.
    pub fn words(&self) -> String {
        match self.day() {
            Some(day) => day.to_string(),
            None if self.by => format!("by {}", self.to),
            None if self.from.day_of_year() == 1 && self.to.tomorrow().is_ok_and(|d| d.day_of_year() == 1) => {
                self.from.strftime("%Y").to_string()
            }
            None if self.from.day() == 1 && self.to == self.from.last_of_month() => {
                self.from.strftime("%Y-%m").to_string()
            }
            None => format!("{} to {}", self.from, self.to),
        }
    }
}

/// The days that a statement gives in its own words.
pub(super) fn window(analysis: &Analysis, clauses: &Clauses<'_>, s: &Statement<'_>) -> Option<Window> {
    let own = s.event.time.as_ref().filter(|t| t.basis == TimeBasis::Stated).and_then(|t| analysis.times.get(t.timex?));
    let beside = analysis.times.iter().filter(|t| s.at.span.contains(t.span) && hangs(analysis, clauses, s.event, t));
    let all = own.into_iter().chain(beside).filter(|t| s.at.span.contains(t.span));
    all.filter(|t| adverbial(analysis, clauses, t)).find_map(|t| of_time(analysis, t))
}

/// The head of a time expression.
fn head(analysis: &Analysis, clauses: &Clauses<'_>, timex: &Timex) -> Option<usize> {
    let tokens = analysis.parse.tokens_in(timex.span);
    tokens.clone().find(|t| clauses.tree.head(*t).is_none_or(|h| !tokens.contains(&h)))
}

/// Whether a time says when something is, and is not itself what is spoken of: "Saturday is declared a holiday".
fn adverbial(analysis: &Analysis, clauses: &Clauses<'_>, timex: &Timex) -> bool {
    let of = head(analysis, clauses, timex).map(|t| clauses.tree.word(t).relation);
    let argument =
        |r| matches!(r, Function::Subject | Function::PassiveSubject | Function::Object | Function::Attribute);
    of.is_none_or(|r| !argument(r))
}

/// Whether a time hangs on an event, or for an event by its noun on what is said of it: "a hearing is due in May".
fn hangs(analysis: &Analysis, clauses: &Clauses<'_>, event: &Event, timex: &Timex) -> bool {
    let tree = &clauses.tree;
    let copula = clauses.at(event.token).is_none().then(|| clauses.above(event.token)).flatten();
    let verb = copula.filter(|l| matches!(l.frame, Frame::Acts | Frame::Undergoes | Frame::Object)).map(|l| l.governor);
    let predicate = verb.and_then(|v| clauses.at(v)).and_then(|c| c.predicate);
    let Some(head) = head(analysis, clauses, timex) else { return false };
    let planned = planned_for(clauses, event.token);
    let anchor = |t: &usize| *t == event.token || Some(*t) == verb || Some(*t) == predicate || Some(*t) == planned;
    let mut up = std::iter::once(head).chain(tree.above(head)).take(8);
    up.find(|t| anchor(t) || tree.word(*t).verbal()).is_some_and(|t| anchor(&t)) || is_when(analysis, event, timex.span)
}

/// Whether a time that hangs on a statement lies ahead of its page, though its words name no days: "in the coming weeks", "not before
/// May", "on Friday" of a page without a day.
pub(super) fn lies_ahead(analysis: &Analysis, clauses: &Clauses<'_>, s: &Statement<'_>) -> bool {
    let published = &analysis.page.published;
    let ahead = |t: &Timex| {
        let value = t.value.as_deref().unwrap_or_default();
        let undated = published.latest.is_none() && value.starts_with("XXXX-W");
        let last = t.interval.and_then(|i| i.latest).map(|l| l.date());
        value == "FUTURE_REF" || undated || last.zip(published.latest).is_some_and(|(l, p)| l > p)
    };
    let near = |t: &&Timex| s.at.span.contains(t.span) && hangs(analysis, clauses, s.event, t);
    analysis.times.iter().filter(near).any(|t| ahead(t) && adverbial(analysis, clauses, t))
}

/// The days until which a statement says that something did not come: on them it came.
pub(super) fn until(analysis: &Analysis, clauses: &Clauses<'_>, s: &Statement<'_>) -> Option<Window> {
    if s.event.polarity != crate::event::Polarity::Negative || clauses.at(s.event.token).is_none() {
        return None;
    }
    let said = |t: &Timex| {
        let text = analysis.page.text.get(..t.span.start).unwrap_or_default();
        text.split_whitespace().next_back().is_some_and(|w| matches!(w, "until" | "till"))
    };
    let near = |t: &&Timex| s.at.span.contains(t.span) && hangs(analysis, clauses, s.event, t);
    let time = analysis.times.iter().filter(near).find(|t| said(t))?;
    let (from, to) = time.interval.filter(|i| !i.approximate).and_then(|i| i.earliest.zip(i.latest))?;
    Some(Window { from: from.date(), to: to.date(), by: false }).filter(|w| (w.to - w.from).get_days() <= WIDEST)
}

/// The participle by which a noun is planned: "a session set for 4 May".
pub(super) fn planned_for(clauses: &Clauses<'_>, noun: usize) -> Option<usize> {
    let tree = &clauses.tree;
    let planned = |c: &usize| {
        let word = tree.word(*c);
        let relative = word.relation == Function::Relative && clauses.at(*c).is_some_and(|c| c.passive);
        (word.relation == Function::NounClause && matches!(word.form, Form::Participle | Form::Past) || relative)
            && Flag::PlannedWord.has(word.lemma)
            && clauses.at(*c).is_none_or(|c| c.particle.is_none())
    };
    clauses.at(noun).is_none().then(|| tree.below(noun).find(planned)).flatten()
}

/// Windows of all times in a sentence.
pub(super) fn within<'a>(analysis: &'a Analysis, sentence: crate::Span) -> impl Iterator<Item = (usize, Window)> + 'a {
    let here = analysis.times.iter().filter(move |t| sentence.contains(t.span));
    here.filter_map(|t| Some((t.span.start, of_time(analysis, t)?)))
}

fn of_time(analysis: &Analysis, timex: &Timex) -> Option<Window> {
    let text = analysis.page.text.get(..timex.span.start).unwrap_or_default();
    let before: Vec<String> = text.split_whitespace().rev().take(3).map(str::to_lowercase).collect();
    let skipped = |w: &&String| !matches!(w.as_str(), "the" | "about" | "around" | "this" | "next");
    let mut words = before.iter().filter(skipped).map(String::as_str);
    let (last, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if let Some((Some(number), unit)) = timex.value.as_deref().and_then(of_duration) {
        let made = analysis.page.published.earliest?;
        let within = last == "within" || last == "in" || (last == "than" && second == "less");
        let to = made.checked_add(span(number as i32, unit)?).ok()?;
        return within.then_some(Window { from: made, to, by: true });
    }
    let interval = timex.interval.filter(|i| !i.approximate)?;
    let (start, end) = interval.earliest.zip(interval.latest)?;
    // A night is of the day it begins on.
    let night = end.hour() < 12 && start.date().tomorrow().is_ok_and(|d| d == end.date()) && start.hour() > 12;
    let (from, to) = (start.date(), if night { start.date() } else { end.date() });
    let wide = (to - from).get_days() > WIDEST;
    match last {
        _ if wide => None,
        "until" | "till" | "since" | "after" => None,
        // "Not before May" sets no end.
        "before"
            if text
                .split(['.', '!', '?'])
                .next_back()
                .is_some_and(|s| s.contains(" not ") || s.contains("n’t ") || s.contains("n't ")) =>
        {
            None
        }
        "before" => Some(Window { from, to: from.yesterday().ok()?, by: true }),
        "by" => Some(Window { from, to, by: true }),
        "than" if second == "later" => Some(Window { from, to, by: true }),
        _ => Some(Window { from, to, by: false }),
    }
}

fn span(number: i32, unit: Unit) -> Option<jiff::Span> {
    let span = jiff::Span::new();
    match unit {
        Unit::Hour => span.try_days((number + 23) / 24).ok(),
        Unit::Day => span.try_days(number).ok(),
        Unit::Week => span.try_weeks(number).ok(),
        Unit::Month => span.try_months(number).ok(),
        Unit::Year => span.try_years(number).ok(),
        _ => None,
    }
}
