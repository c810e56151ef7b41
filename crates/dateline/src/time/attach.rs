//! Which time an event has: the expression that stands with it, else the time at which the narrative stands, else publication.
//!
//! In: the parse, the times of the page, the token of an event. Out: an [`EventTime`] with its basis.

use super::extent::{Extent, extents};
use super::order_words::sets_apart;
use super::standing::{Standing, day_of_news, pluperfect};
use super::{EventTime, TimeBasis};
use super::{Granularity, Interval, Timex, TimexKind};
use crate::language::{Form, Function, Parse, Pos};
use crate::lexicon::Flag;
use crate::page::Page;
use crate::{SentenceId, Span};

/// Verbs of which "from Monday to Friday" does not say how long it took.
const MOVING: &[&str] =
    &["move", "postpone", "delay", "shift", "push", "reschedule", "defer", "change", "bring", "switch", "put"];

/// Looks up the times of events of one page.
pub struct Attacher<'a> {
    page: &'a Page,
    parse: &'a Parse,
    times: &'a [Timex],
    /// Head token of each expression; `None` where it has no token.
    heads: Vec<Option<usize>>,
    extents: Vec<Option<Extent>>,
    standing: Standing,
}

/// The time of the event whose head is `token`; see [`Attacher`] for many events of one page.
pub fn attach(page: &Page, parse: &Parse, times: &[Timex], token: usize) -> Option<EventTime> {
    Attacher::new(page, parse, times).time_of(token)
}

impl<'a> Attacher<'a> {
    /// Prepares the look-up for a page.
    pub fn new(page: &'a Page, parse: &'a Parse, times: &'a [Timex]) -> Self {
        let heads: Vec<_> = times.iter().map(|t| head_of(parse, t)).collect();
        let standing = Standing::of(page, parse, times, &heads, |t| owner(parse, t));
        Self { page, parse, times, heads, extents: extents(&page.text, times), standing }
    }

    /// The time of the event whose head word is `token`. `None` when the page says nothing, not even when it was published.
    pub fn time_of(&self, token: usize) -> Option<EventTime> {
        self.parse.tokens.get(token)?;
        if let Some(index) = self.stated(token) {
            return self.extent(index).or_else(|| self.event_time(index, TimeBasis::Stated));
        }
        if self.ahead(token) {
            return None;
        }
        self.around(token)
    }

    /// The time of an event that has none of its own: of the heading above it, of where the narrative stands, of the news of the page.
    pub(crate) fn around(&self, token: usize) -> Option<EventTime> {
        let event = self.parse.tokens.get(token)?;
        if let Some(index) = self.heading(token) {
            return self.event_time(index, TimeBasis::Stated);
        }
        if let Some(index) = self.narrative(token, event.sentence).or_else(|| self.news(token)) {
            return self.event_time(index, TimeBasis::Narrative).map(whole_day);
        }
        self.publication()
    }

    /// The one day of which a page tells that came out later, for what it tells in the past tense.
    fn news(&self, token: usize) -> Option<usize> {
        let lead = self.standing.lead()?;
        let t = &self.parse.tokens[token];
        let finite = t.is_past() || self.parse.children(token).any(|c| self.parse.tokens[c].is_past());
        let told = t.pos == Pos::Verb && finite && !Flag::Reports.has(&t.lemma) && !self.background(token);
        self.times.iter().position(|t| t.span == lead).filter(|_| told)
    }

    /// The date or hour under which the token stands; see [`Standing`].
    pub(crate) fn heading(&self, token: usize) -> Option<usize> {
        let index = self.standing.section(self.parse.tokens[token].span);
        index.filter(|i| self.usable(*i) && !pluperfect(self.parse, token))
    }

    /// Whether what has no time of its own belongs to what was before the news of the page: in the pluperfect, in the sentences that go on
    /// from one in the pluperfect, in a relative clause, or where the page looks back.
    pub(crate) fn background(&self, token: usize) -> bool {
        let parse = self.parse;
        let t = &parse.tokens[token];
        if !matches!(t.pos, Pos::Verb | Pos::Aux) {
            return false;
        }
        if pluperfect(parse, token) || t.is(Function::Relative) && t.is_past() {
            return true;
        }
        if Flag::Reports.has(&t.lemma) || self.present(token) {
            return false;
        }
        let block = self.page.blocks.partition_point(|b| b.span.end <= t.span.start);
        let Some(paragraph) = self.page.blocks.get(block).map(|b| b.span) else { return false };
        self.standing.long_past(t.span, paragraph) || self.goes_on_from_before(token, paragraph)
    }

    /// Whether a verb only says which thing is meant, by what it did before: "spoke with people who lost their houses". A clause behind a comma
    /// goes on with the telling: "the harbour, where she met the mayor".
    pub(crate) fn restricts(&self, token: usize) -> bool {
        let parse = self.parse;
        let t = &parse.tokens[token];
        let first = parse.subtree(token).start;
        let comma = first.checked_sub(1).is_some_and(|c| parse.tokens[c].form() == Form::Comma);
        // "The talks that began at the harbour" are the news themselves.
        let of = &parse.tokens[t.head].lemma;
        let event = Flag::Event.has(of) || Flag::TimeNoun.has(of);
        t.is(Function::Relative) && t.is_past() && parse.tokens[first].is_relative() && !comma && !event
    }

    /// Whether the sentence before, in the same paragraph, is told in the pluperfect, and none between names a time.
    fn goes_on_from_before(&self, token: usize, paragraph: Span) -> bool {
        let parse = self.parse;
        let sentence = parse.tokens[token].sentence;
        if !parse.tokens[token].is_past() && !parse.children(token).any(|c| parse.tokens[c].is_past()) {
            return false;
        }
        let Some(before) = sentence.before().map(|s| parse.sentences[s].clone()) else { return false };
        let timed = (0..self.times.len()).any(|i| self.usable(i) && self.heads[i].is_some_and(|h| before.contains(&h)));
        let root = before.clone().find(|t| parse.tokens[*t].is(Function::Root));
        parse.tokens[before.start].span.start >= paragraph.start && !timed && root.is_some_and(|r| pluperfect(parse, r))
    }

    /// Not later than the page: for what it tells without a day and not as its news.
    pub(crate) fn not_later(&self) -> Option<EventTime> {
        let latest = super::calendar::last_second(self.page.published.latest?);
        let interval =
            Interval { earliest: None, latest: Some(latest), granularity: Granularity::Range, approximate: true };
        Some(EventTime { value: None, interval, basis: TimeBasis::Publication, timex: None })
    }

    fn event_time(&self, index: usize, basis: TimeBasis) -> Option<EventTime> {
        let timex = self.times.get(index)?;
        Some(EventTime { value: timex.value.clone(), interval: timex.interval?, basis, timex: Some(index) })
    }

    /// The stretch that an expression begins or ends: "from 13 to 17 May", but not "moved from Monday to Wednesday".
    fn extent(&self, index: usize) -> Option<EventTime> {
        let extent = self.extents.get(index).copied().flatten()?;
        let moved = |t: usize| MOVING.contains(&&*self.parse.tokens[t].lemma);
        if self.heads[index].is_some_and(|h| self.parse.ancestors(h).take(6).any(moved)) {
            return None;
        }
        let interval = extent.interval(self.times)?;
        Some(EventTime { value: extent.value(self.times), interval, basis: TimeBasis::Stated, timex: Some(index) })
    }

    /// Whether a time can be that of an event: it names a stretch of the calendar.
    fn usable(&self, index: usize) -> bool {
        let t = &self.times[index];
        let reference = t.value.as_deref().is_some_and(|v| v.ends_with("_REF"));
        matches!(t.kind, TimexKind::Date | TimexKind::Time) && t.interval.is_some() && !reference
    }

    /// The expression that stands with the event, the nearest in the tree.
    fn stated(&self, token: usize) -> Option<usize> {
        let sentence = self.parse.sentences.get(self.parse.tokens[token].sentence)?.clone();
        let mut best: Option<(usize, usize, usize)> = None;
        let (first, last) =
            (self.parse.tokens.get(sentence.start)?, self.parse.tokens.get(sentence.end.checked_sub(1)?)?);
        let from = self.times.partition_point(|t| t.span.end <= first.span.start);
        let to = self.times.partition_point(|t| t.span.start < last.span.end);
        for index in from..to.max(from) {
            let Some(head) = self.heads[index].filter(|h| sentence.contains(h)) else { continue };
            if !self.usable(index) || self.times[index].span.overlaps(self.parse.tokens[token].span) {
                continue;
            }
            if let Some(cost) = self.cost(head, token) {
                let near = head.abs_diff(token);
                if best.is_none_or(|(c, n, _)| (cost, near) < (c, n)) {
                    best = Some((cost, near, index));
                }
            }
        }
        best.map(|(_, _, index)| index)
    }

    /// How far a time is from an event in the tree; `None` when another clause owns it.
    fn cost(&self, time: usize, event: usize) -> Option<usize> {
        let parse = self.parse;
        let owner = owner(parse, time);
        // "The first strike since 2019": what is the first since then did not happen then. But what "has lasted since 2019" began then.
        let bound = |t: usize| parse.tokens[t].is(Function::Preposition) && &*parse.tokens[t].lemma == "since";
        let verb = matches!(parse.tokens[owner].pos, Pos::Verb | Pos::Aux);
        if !(owner == event && verb) && parse.ancestors(time).take_while(|t| *t != owner).any(bound) {
            return None;
        }
        // "Declared Saturday a day of mourning": not on that day.
        if owner == event && Flag::Declares.has(&parse.tokens[event].lemma) && self.becomes(time) {
            return None;
        }
        // "The ferry that she had promised for Monday": the day of what is promised, not of the promise.
        let meant = |t: usize| parse.tokens[t].is(Function::Preposition) && &*parse.tokens[t].lemma == "for";
        let plans =
            Flag::PlannedWord.has(&parse.tokens[event].lemma) && parse.child(event, Function::Subject).is_some();
        if owner == event && plans && parse.ancestors(time).next().is_some_and(meant) {
            return None;
        }
        if owner == event {
            return Some(0);
        }
        // The event governs the word that the time stands with ("the attack on Monday killed"), in its own clause.
        if let Some(steps) = self.climb(owner, event, &[]) {
            return Some(2 + steps);
        }
        // The event depends on the owner and shares its time: its arguments, infinitives, conjuncts; a clause of time or reason too,
        // but neither what the owner reports nor what is told of one of its arguments in passing.
        let reports = Flag::Reports.has(&parse.tokens[owner].lemma);
        // "On Monday the visit was announced": it was not on Monday.
        let subject = |t: usize| {
            matches!(parse.tokens[t].function(), Function::Object | Function::PassiveSubject)
                && parse.tokens[t].head == owner
        };
        if reports && std::iter::once(event).chain(parse.ancestors(event)).take(6).any(subject) {
            return None;
        }
        let clauses: &[Function] =
            if reports { &[] } else { &[Function::Adverbial, Function::NounClause, Function::Clause] };
        self.climb(event, owner, clauses).filter(|_| !self.present(event)).map(|steps| 3 + steps)
    }

    /// Whether an article follows a time right away: "Saturday a day of mourning".
    fn becomes(&self, time: usize) -> bool {
        let next = self.parse.tokens.get(time + 1);
        next.is_some_and(|t| t.pos == Pos::Det && matches!(&*t.lemma, "a" | "an" | "the"))
    }

    /// Steps from a token up to another one, leaving clauses only of these kinds.
    fn climb(&self, from: usize, to: usize, clauses: &[Function]) -> Option<usize> {
        let parse = self.parse;
        let mut at = from;
        let mut steps = 0;
        while at != to {
            let token = &parse.tokens[at];
            // The words of a statement are not of the time at which it is made: "said on Monday that he will go".
            let told = token.is(Function::Clause) && Flag::Reports.has(&parse.tokens[token.head].lemma);
            if token.head == at || steps > 8 || told || self.elsewhen(at) {
                return None;
            }
            steps += match token.function() {
                Function::Clause
                | Function::Relative
                | Function::Adverbial
                | Function::NounClause
                | Function::Parataxis
                    if clauses.contains(&token.function()) =>
                {
                    3
                }
                Function::Clause
                | Function::Relative
                | Function::Adverbial
                | Function::NounClause
                | Function::Parataxis => return None,
                _ => 1,
            };
            at = token.head;
        }
        Some(steps)
    }

    /// Whether what hangs from a token is told to be of another time than what the token hangs from: "a week before the vote of 8 March".
    fn elsewhen(&self, at: usize) -> bool {
        let parse = self.parse;
        let other = |t: usize| sets_apart(&parse.text(t, &self.page.text).to_lowercase());
        match parse.tokens[at].function() {
            Function::Preposition | Function::Adverb => topic(parse, at) || other(at),
            Function::Adverbial => parse.children(at).any(|c| parse.tokens[c].is(Function::Marker) && other(c)),
            _ => false,
        }
    }

    /// Whether a verb is in the present tense, so that only a time of its own is its time.
    fn present(&self, event: usize) -> bool {
        let parse = self.parse;
        let helped = parse.auxiliaries(event).any(|c| parse.tokens[c].is_present());
        (parse.tokens[event].is_present() || helped) && !parse.auxiliaries(event).any(|c| parse.tokens[c].is_past())
    }

    /// Whether the event lies ahead of the telling, by its own verb group.
    fn ahead(&self, token: usize) -> bool {
        let parse = self.parse;
        parse.children(token).any(|c| parse.tokens[c].is(Function::Auxiliary) && parse.tokens[c].is_modal())
    }

    /// The last day told of before the event, when the narrative has one of its own.
    fn narrative(&self, token: usize, sentence: SentenceId) -> Option<usize> {
        let event = self.parse.tokens[token].span;
        if Flag::Reports.has(&self.parse.tokens[token].lemma) || self.present(token) {
            return None;
        }
        let block = self.page.blocks.partition_point(|b| b.span.end <= event.start);
        let paragraph = self.page.blocks.get(block).map(|b| b.span).filter(|b| b.contains(event));
        let before = self.times.partition_point(|t| t.span.start < event.start);
        let reach = |i: &usize| self.heads[*i].is_none_or(|h| sentence.since(self.parse.tokens[h].sentence) <= 2);
        (0..before).rev().take_while(reach).find(|i| {
            let t = &self.times[*i];
            let near = self.heads[*i].is_some_and(|h| sentence.since(self.parse.tokens[h].sentence) <= 2)
                && paragraph.is_none_or(|p| p.contains(t.span));
            near && self.usable(*i)
                && t.interval.is_some_and(|i| i.granularity <= Granularity::Day && !self.after_the_page(&i))
                && self.heads[*i].is_none_or(|h| !self.of_the_saying(h, token) && !self.set_apart(h, token))
        })
    }

    /// Whether an interval lies after the page: more than a day, for a page may be added to.
    pub(crate) fn after_the_page(&self, interval: &Interval) -> bool {
        let (Some(start), Some(page)) = (interval.earliest, self.page.published.latest) else { return false };
        (start.date() - page).get_days() > 1
    }

    /// Whether a time stands in a clause that the event only follows or comes before: "after the ferry sank on Sunday, the line was closed".
    fn set_apart(&self, time: usize, event: usize) -> bool {
        let mut clauses = std::iter::once(time).chain(self.parse.ancestors(time));
        let clause = clauses.find(|t| self.parse.tokens[*t].is(Function::Adverbial) && self.elsewhen(*t));
        clause.is_some_and(|c| !self.parse.subtree(c).contains(&event))
    }

    /// Whether a time stands with a verb of saying in whose words a relative clause tells of the event: "said Friday that the ship, which
    /// sank, was old".
    fn of_the_saying(&self, time: usize, event: usize) -> bool {
        let parse = self.parse;
        let says = owner(parse, time);
        let mut above = std::iter::once(event).chain(parse.ancestors(event).take_while(|a| *a != says));
        Flag::Reports.has(&parse.tokens[says].lemma)
            && parse.ancestors(event).any(|a| a == says)
            && above.any(|t| parse.tokens[t].is(Function::Relative))
    }

    /// The day of publication; that of the news before, of a page put out before dawn.
    fn publication(&self) -> Option<EventTime> {
        let published = &self.page.published;
        let news = day_of_news(self.page);
        let (first, last) = match news {
            Some(day) => (day, day),
            None => (published.earliest?, published.latest?),
        };
        let value = news.or_else(|| published.anchor()).map(|d| d.to_string());
        let interval = Interval {
            earliest: Some(first.at(0, 0, 0, 0)),
            latest: Some(super::calendar::last_second(last)),
            granularity: Granularity::Day,
            approximate: true,
        };
        Some(EventTime { value, interval, basis: TimeBasis::Publication, timex: None })
    }
}

/// The verb or noun that an expression stands with.
fn owner(parse: &Parse, time: usize) -> usize {
    let mut bearers = parse.ancestors(time).filter(|t| {
        let token = &parse.tokens[*t];
        matches!(token.pos, Pos::Verb | Pos::Noun | Pos::Aux | Pos::Adj) && !token.is_auxiliary()
    });
    let Some(owner) = bearers.next() else { return time };
    // "Opened an inquiry into the sinking on Tuesday": the parser gives the day to what is looked into.
    let above = parse.tokens[owner].head;
    if parse.tokens[owner].pos == Pos::Noun && parse.tokens[owner].is(Function::Complement) && topic(parse, above) {
        let verb = parse.ancestors(above).find(|t| parse.tokens[*t].pos == Pos::Verb);
        return verb.filter(|v| parse.tokens[*v].is_past()).unwrap_or(owner);
    }
    owner
}

/// "Opened an inquiry into the sinking": what somebody speaks of or looks into was before.
fn topic(parse: &Parse, preposition: usize) -> bool {
    let token = &parse.tokens[preposition];
    token.is(Function::Preposition)
        && matches!(&*token.lemma, "into" | "about" | "over" | "regarding" | "concerning")
        && (parse.tokens[token.head].pos == Pos::Noun
            || parse.child(token.head, Function::Object).is_some_and(|o| o < preposition))
}

/// The day of a clock: what is told after "at 11:40 p.m." was on that day, but hardly at that minute.
fn whole_day(time: EventTime) -> EventTime {
    let (Some(first), Some(last)) = (time.interval.earliest, time.interval.latest) else { return time };
    if time.interval.granularity >= Granularity::Day || first.date() != last.date() {
        return time;
    }
    let day = first.date();
    let interval = Interval {
        earliest: Some(day.at(0, 0, 0, 0)),
        latest: Some(super::calendar::last_second(day)),
        granularity: Granularity::Day,
        ..time.interval
    };
    EventTime { value: Some(day.to_string()), interval, ..time }
}

/// The token of an expression from which the rest of it hangs.
fn head_of(parse: &Parse, timex: &Timex) -> Option<usize> {
    let tokens = parse.tokens_in(timex.span);
    let head = |t: usize| parse.tokens.get(t).map(|token| token.head);
    tokens.clone().find(|t| head(*t).is_some_and(|h| h == *t || !tokens.contains(&h)))
}
