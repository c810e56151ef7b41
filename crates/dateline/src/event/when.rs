//! When an event happened, as far as one sentence and the publication date tell.
//!
//! In: page, parse, times. Out: for an event's head an [`EventTime`]: the time expression nearest in the tree, else the publication.

use super::{EventTime, Tense, TimeBasis};
use crate::language::Parse;
use crate::page::Page;
use crate::time::{Granularity, Interval, Timex, TimexKind};

/// The time expressions of a page by sentence.
pub(crate) struct Clock<'a> {
    parse: &'a Parse,
    times: &'a [Timex],
    /// For each sentence, expressions that name a stretch of the calendar, with their head token.
    by_sentence: Vec<Vec<(usize, usize)>>,
    published: Option<EventTime>,
}

impl<'a> Clock<'a> {
    /// Sorts the expressions of a page.
    pub fn new(page: &Page, parse: &'a Parse, times: &'a [Timex]) -> Self {
        let mut by_sentence = vec![Vec::new(); parse.sentences.len()];
        for (i, t) in times.iter().enumerate() {
            let tokens = parse.tokens_in(t.span);
            if tokens.is_empty() || !matches!(t.kind, TimexKind::Date | TimexKind::Time) || t.value.is_none() {
                continue;
            }
            let head = super::names::head_of(parse, tokens);
            by_sentence[parse.tokens[head].sentence].push((i, head));
        }
        let published = page.published.anchor().map(|day| EventTime {
            value: Some(day.to_string()),
            interval: Interval {
                earliest: Some(day.at(0, 0, 0, 0)),
                latest: Some(day.at(23, 59, 59, 0)),
                granularity: Granularity::Day,
                approximate: false,
            },
            basis: TimeBasis::Publication,
            timex: None,
        });
        Self { parse, times, by_sentence, published }
    }

    /// The time of the event with this head.
    pub fn of(&self, token: usize, tense: Tense) -> Option<EventTime> {
        let sentence = self.parse.tokens[token].sentence;
        let path: Vec<usize> = std::iter::once(token).chain(self.parse.ancestors(token)).collect();
        let best = self.by_sentence.get(sentence)?.iter().filter_map(|(i, head)| {
            // Steps up from the expression to a word on the event's own path, then down.
            let up: Vec<usize> = std::iter::once(*head).chain(self.parse.ancestors(*head)).collect();
            let (steps, meet) =
                up.iter().enumerate().find_map(|(s, a)| Some((s, path.iter().position(|p| p == a)?)))?;
            Some((2 * meet + steps, *i))
        });
        if let Some((_, i)) = best.min() {
            let t = &self.times[i];
            let open = Interval { earliest: None, latest: None, granularity: Granularity::Day, approximate: false };
            return Some(EventTime {
                value: t.value.clone(),
                interval: t.interval.unwrap_or(open),
                basis: TimeBasis::Stated,
                timex: Some(i),
            });
        }
        if tense == Tense::Future { None } else { self.published.clone() }
    }
}
