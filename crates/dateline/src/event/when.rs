//! When an event happened: what the stage of times attaches, seen with the tense of the event.
//!
//! In: page, parse, times. Out: for an event's head an [`EventTime`]. Two things only the tense can tell: what is so at present is so on
//! the day of publication, whatever day the narrative stands at; and what lies ahead has no time unless one stands with it.

use super::Tense;
use crate::entity::lexicon::{Classes, listed};
use crate::language::{Function, Parse};
use crate::lexicon::Flag;
use crate::page::Page;
use crate::time::{Attacher, Granularity, Interval, Timex};
use crate::time::{EventTime, TimeBasis};

/// The times of the events of one page.
pub(crate) struct Clock<'a> {
    parse: &'a Parse,
    times: &'a [Timex],
    attacher: Attacher<'a>,
    published: Option<EventTime>,
}

impl<'a> Clock<'a> {
    /// Prepares the look-up for a page.
    pub fn new(page: &'a Page, parse: &'a Parse, times: &'a [Timex]) -> Self {
        let published = page.published.anchor().map(|day| EventTime {
            value: Some(day.to_string()),
            interval: Interval {
                earliest: page.published.earliest.map(|d| d.at(0, 0, 0, 0)),
                latest: page.published.latest.map(|d| d.at(23, 59, 59, 0)),
                granularity: Granularity::Day,
                approximate: page.published.earliest != page.published.latest,
            },
            basis: TimeBasis::Publication,
            timex: None,
        });
        Self { parse, times, attacher: Attacher::new(page, parse, times), published }
    }

    /// The time of the event with this head.
    pub fn of(&self, token: usize, tense: Tense) -> Option<EventTime> {
        let found = self.found(token, tense);
        // What is over was not after the page that tells it, and what the page tells in passing is not its news.
        let time = found.as_ref().filter(|_| tense == Tense::Past);
        let after = time.is_some_and(|t| self.attacher.after_the_page(&t.interval));
        let background = time.is_some_and(|t| match t.basis {
            TimeBasis::Publication => self.attacher.background(token),
            TimeBasis::Narrative => self.attacher.restricts(token),
            _ => false,
        });
        if after || background { self.attacher.not_later() } else { found }
    }

    fn found(&self, token: usize, tense: Tense) -> Option<EventTime> {
        let found = self.attacher.time_of(token);
        // What lies ahead does not lie on the day under which it is told.
        let headed = found.as_ref().and_then(|t| t.timex).is_some_and(|t| self.attacher.heading(token) == Some(t));
        if headed && tense == Tense::Future {
            return None;
        }
        let stated = found.as_ref().is_some_and(|t| t.basis == TimeBasis::Stated);
        let owned = stated && !found.as_ref().and_then(|t| t.timex).is_some_and(|t| self.of_another(t, token));
        match tense {
            _ if owned => found,
            Tense::Past
                if !stated && found.as_ref().and_then(|t| t.timex).is_some_and(|t| self.in_passing(t, token)) =>
            {
                self.published.clone()
            }
            Tense::Past if !stated => found,
            Tense::Past => self.attacher.around(token),
            Tense::Present => self.published.clone(),
            Tense::Future => None,
        }
    }

    /// Whether the expression of a time stands in the noun's own phrase.
    pub fn own(&self, time: &EventTime, noun: usize) -> bool {
        let span = time.timex.and_then(|t| self.times.get(t)).map(|t| t.span);
        span.is_some_and(|s| self.parse.tokens_in(s).all(|t| self.parse.subtree(noun).contains(&t)))
    }

    /// Whether an expression of the same sentence stands in a relative clause that the event is no part of: "the man, who was arrested on
    /// Friday, denied that he stole it".
    fn in_passing(&self, timex: usize, token: usize) -> bool {
        let tokens = self.parse.tokens_in(self.times[timex].span);
        if tokens.is_empty() || self.parse.tokens[tokens.start].sentence != self.parse.tokens[token].sentence {
            return false;
        }
        let head = crate::entity::names::head_of(self.parse, tokens);
        let clause = std::iter::once(head)
            .chain(self.parse.ancestors(head))
            .find(|t| self.parse.tokens[*t].is(Function::Relative));
        clause.is_some_and(|c| !self.parse.subtree(c).contains(&token))
    }

    /// Whether a noun tells at what somebody did something: "during the March 3 sitting she warned", "wrote in a 2027 letter".
    fn occasion(&self, noun: usize, verb: usize) -> bool {
        let (parse, t) = (self.parse, &self.parse.tokens[noun]);
        let within =
            matches!(&*parse.tokens[t.head].lemma, "at" | "during" | "in") && parse.tokens[t.head].head == verb;
        let says = Flag::Reports.has(&parse.tokens[verb].lemma);
        t.is(Function::Complement) && within && (says || listed(&t.lemma).any(Classes::EVENT))
    }

    /// Whether an expression below the event belongs to another event: to a clause of its own ("announced that it sank on Monday") or to
    /// a noun that it dates ("broke the 1991 agreement").
    fn of_another(&self, timex: usize, token: usize) -> bool {
        let tokens = self.parse.tokens_in(self.times[timex].span);
        if tokens.is_empty() {
            return false;
        }
        let mut at = crate::entity::names::head_of(self.parse, tokens);
        let mut crossed = false;
        for _ in 0..32 {
            if at == token {
                return crossed;
            }
            let t = &self.parse.tokens[at];
            // "From 13 to 17 May": the first day hangs from the second.
            let time = |t: usize| self.times.iter().any(|x| x.span.overlaps(self.parse.tokens[t].span));
            let modifier = matches!(
                t.function(),
                Function::Count
                    | Function::Compound
                    | Function::Adjective
                    | Function::NounModifier
                    | Function::Possessor
            ) && t.head != token
                && !time(t.head)
                && !self.occasion(t.head, token);
            let clause = matches!(t.function(), Function::Relative | Function::Clause | Function::Adverbial | Function::NounClause | Function::Parataxis)
                // "is set to begin on Monday": it is not set on Monday.
                || t.is(Function::OpenClause) && Flag::Prospective.has(&self.parse.tokens[t.head].lemma);
            // "the company closed it, and the minister will visit on Thursday"
            let beside = t.is(Function::Conjunct) && self.parse.subject(at).is_some();
            crossed |= modifier || clause || beside;
            if t.head == at {
                return false;
            }
            at = t.head;
        }
        false
    }
}
