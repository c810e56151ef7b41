//! Which event comes before which, as a sentence says: "hours before the meeting", "two days after the ferry sank".
//!
//! In: the parse, the events and the time expressions of a page. Out: for each event its [`Order`]s to others, and times narrowed by
//! them. The words stand in `data/event/order.toml`.

mod narrowing;

use crate::{IndexVec, MentionId};
use narrowing::narrow_times;
pub(crate) use narrowing::narrowed;

use super::{Event, Order, Relation, Tense};
use crate::Span;
use crate::language::{Function, Parse, Pos};
use crate::page::Page;
use crate::time::TimeBasis;
use crate::time::order_words::{Link, WORDS};
use crate::time::{Distance, Step, Timex, TimexKind, Unit, of_duration};

/// Bytes between a word of order and the length of time that goes with it, at most.
const REACH: usize = 40;

/// Finds the orders among the events of a page and narrows their times by them.
pub(super) fn order(page: &Page, parse: &Parse, times: &[Timex], events: &mut IndexVec<MentionId, Event>) {
    let text = page.text.as_str();
    let mut of_token = vec![None; parse.tokens.len()];
    for (i, e) in events.iter_enumerated() {
        of_token[e.token] = Some(i);
    }
    let reader = Reader { text, parse, times, of_token };
    for token in 0..parse.tokens.len() {
        let Some((first, order)) = reader.by_word(token).or_else(|| reader.by_verb(token)) else { continue };
        let subject = reader.subject_taking_place(events[first].token);
        for event in [Some(first), subject].into_iter().flatten().filter(|e| *e != order.event) {
            // "Hours before the vote": the expression is of the day that the narrative stands at, unless the vote has a day of its own.
            let own = events[event].time.as_ref().and_then(|t| times.get(t.timex?)).map(|t| t.span);
            let told = events[order.event].time.as_ref().is_some_and(|t| t.basis == TimeBasis::Stated);
            if told && own.is_some_and(|own| own.overlaps(order.span)) {
                events[event].time = None;
            }
            events[event].order.push(order);
        }
    }
    narrow_times(events);
    // What is told as past was over when the page appeared.
    for event in events.iter_mut().filter(|e| !e.order.is_empty() && e.tense == Tense::Past) {
        if let Some(time) = &mut event.time
            && time.interval.latest.is_none()
            && let Some(day) = page.published.latest
            && time.interval.earliest.is_some_and(|t| t.date() <= day)
        {
            time.interval.latest = Some(day.at(23, 59, 59, 0));
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    parse: &'a Parse,
    times: &'a [Timex],
    /// The event that a token heads.
    of_token: Vec<Option<MentionId>>,
}

impl Reader<'_> {
    fn lower(&self, token: usize) -> String {
        self.parse.text(token, self.text).to_lowercase()
    }

    /// An order told by a preposition or a conjunction: the event that it governs stands below the word, the other above.
    fn by_word(&self, word: usize) -> Option<(MentionId, Order)> {
        let parse = self.parse;
        let (link, relation, within) = *WORDS.links.get(&*self.lower(word))?;
        let clause =
            matches!(parse.tokens[word].function(), Function::Marker | Function::Adverb) && link == Link::Itself;
        let top = if clause { parse.tokens[word].head } else { word };
        if clause && !parse.tokens[top].is(Function::Adverbial) {
            return None;
        }
        let below =
            |t: usize, deps: &[Function]| parse.children(t).find(|c| deps.contains(&parse.tokens[*c].function()));
        let objects = [Function::Complement, Function::PrepositionClause, Function::Object];
        let mut start = word;
        let mut span = parse.tokens[word].span;
        let second = match link {
            _ if clause => top,
            Link::Itself => below(word, &objects)?,
            Link::Of | Link::To => {
                let wanted = if link == Link::Of { "of" } else { "to" };
                let holder = if within { below(word, &[Function::Complement])? } else { word };
                let bridge = parse.children(holder).find(|c| *c > word && self.lower(*c) == wanted)?;
                span.end = parse.tokens[bridge].span.end;
                below(bridge, &objects)?
            }
            Link::Clause => {
                word.checked_sub(1).filter(|t| self.lower(*t) == "same")?;
                // The clause that follows, wherever the parser hangs it.
                let sentence = parse.sentences.get(parse.tokens[word].sentence)?.end;
                (word + 1..sentence).find(|t| self.of_token[*t].is_some() && parse.tokens[*t].pos == Pos::Verb)?
            }
        };
        let second = self.of_token[second]?;
        let first = self.governor(top)?;
        // "Within two days of": the length stands behind the word.
        let length = match within {
            true => self.length(span.end, |t| t.span.start > parse.tokens[word].span.end && t.span.end < span.end),
            false => {
                while start > 0 && WORDS.adverbs.contains_key(&*self.lower(start - 1)) {
                    start -= 1;
                }
                let at = parse.tokens[start].span.start;
                let ahead =
                    |t: &Timex| t.span.end <= at && self.text.get(t.span.end..at).is_some_and(|g| g.trim().is_empty());
                self.length(at, ahead).or_else(|| self.some_units(start))
            }
        };
        if within && length.is_none() {
            return None;
        }
        if let Some((t, _)) = length {
            span.start = span.start.min(t.start);
        }
        let soon = (start < word).then(|| WORDS.adverbs.get(&*self.lower(start))).flatten();
        let mut distance = match (length, soon) {
            (Some((_, d)), _) => d,
            (None, Some(hours)) => Distance { step: Step::Second, least: Some(0), most: Some(hours * 3600) },
            // The same day as far as the other one is of one day.
            (None, None) if relation == Relation::During => Distance { step: Step::Day, least: Some(0), most: Some(0) },
            (None, None) => Distance { step: Step::Second, least: Some(0), most: None },
        };
        if within {
            distance.least = Some(0);
        }
        if start < word && length.is_none() {
            span.start = parse.tokens[start].span.start;
        }
        (first != second).then_some((first, Order { relation, event: second, distance, span }))
    }

    /// "The talks followed the attack": subject and object are the events.
    fn by_verb(&self, verb: usize) -> Option<(MentionId, Order)> {
        let parse = self.parse;
        let t = &parse.tokens[verb];
        let relation = *WORDS.verbs.get(&*t.lemma).filter(|_| t.pos == Pos::Verb && !t.is(Function::Preposition))?;
        let child = |deps: &[Function]| {
            parse.children(verb).filter(|c| deps.contains(&parse.tokens[*c].function())).find_map(|c| self.of_token[c])
        };
        let agent = || {
            let by = parse.child(verb, Function::Agent)?;
            parse.children(by).find_map(|c| self.of_token[c])
        };
        let (first, second) = match child(&[Function::Subject]) {
            Some(subject) => (subject, child(&[Function::Object])?),
            // "The vote was followed by protests": they come after it.
            None => (agent()?, child(&[Function::PassiveSubject])?),
        };
        let distance = Distance { step: Step::Second, least: Some(0), most: None };
        Some((first, Order { relation, event: second, distance, span: t.span }))
    }

    /// The event above a token, past words that are none.
    fn governor(&self, token: usize) -> Option<MentionId> {
        let parse = self.parse;
        let mut at = token;
        for _ in 0..4 {
            let t = &parse.tokens[at];
            // What stands in a clause of its own belongs to that clause.
            if t.head == at {
                return None;
            }
            at = t.head;
            if let Some(event) = self.of_token[at] {
                return Some(event);
            }
            if parse.tokens[at].pos == Pos::Verb {
                return None;
            }
        }
        None
    }

    /// "The launch came hours before the talks": the launch did.
    fn subject_taking_place(&self, verb: usize) -> Option<MentionId> {
        let parse = self.parse;
        WORDS.taking_place.iter().any(|v| **v == *parse.tokens[verb].lemma).then_some(())?;
        let subject = parse.subject(verb)?;
        self.of_token[subject]
    }

    /// "Hours before the vote" read as one expression: some of the unit.
    fn some_units(&self, word: usize) -> Option<(Span, Distance)> {
        let unit = word.checked_sub(1)?;
        let value = match &*self.lower(unit) {
            "seconds" | "moments" => "PTXS",
            "minutes" => "PTXM",
            "hours" => "PTXH",
            "days" => "PXD",
            "weeks" => "PXW",
            "months" => "PXM",
            "years" => "PXY",
            _ => return None,
        };
        Some((self.parse.tokens[unit].span, length(value, None)?))
    }

    /// The length of time that stands where it is asked for, with its words.
    fn length(&self, word_start: usize, there: impl Fn(&Timex) -> bool) -> Option<(Span, Distance)> {
        let near = self.times.partition_point(|t| t.span.end + REACH < word_start);
        let found = self.times[near..].iter().take_while(|t| t.span.start < word_start + REACH);
        let found = found.into_iter().find(|t| t.kind == TimexKind::Duration && there(t))?;
        Some((found.span, length(found.value.as_deref()?, found.modifier.as_deref())?))
    }
}

/// How far apart a TIMEX3 duration puts two moments: `P2D` is two days, `PTXH` some hours.
fn length(value: &str, modifier: Option<&str>) -> Option<Distance> {
    let (number, unit) = of_duration(value)?;
    let number = number.filter(|n| (0.0..10_000.0).contains(n));
    // Unit in steps, how far a told number may be off, and what "some" of them are at most.
    let (step, unit, off, some) = match unit {
        Unit::Second => (Step::Second, 1, 1, 60),
        Unit::Minute => (Step::Second, 60, 300, 60),
        Unit::Hour => (Step::Second, 3600, 1800, 23),
        Unit::Day => (Step::Day, 1, 0, 13),
        Unit::Week => (Step::Day, 7, 1, 8),
        Unit::Month => (Step::Day, 30, 7, 23),
        Unit::Year => (Step::Day, 365, 60, 20),
        _ => return None,
    };
    let Some(number) = number else {
        return Some(Distance { step, least: Some(unit), most: Some(unit * some) });
    };
    let middle = (number * unit as f64).round() as i64;
    let off = if modifier == Some("APPROX") { off.max(middle / 4) } else { off };
    let (least, most) = (Some((middle - off).max(0)), Some(middle + off));
    Some(match modifier {
        Some("MORE_THAN" | "EQUAL_OR_MORE") => Distance { step, least: Some(middle), most: None },
        Some("LESS_THAN" | "EQUAL_OR_LESS") => Distance { step, least: Some(0), most },
        _ => Distance { step, least, most },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_distances() {
        let days = |least, most| Some(Distance { step: Step::Day, least, most });
        let seconds = |least, most| Some(Distance { step: Step::Second, least, most });
        for (value, modifier, expected) in [
            ("P2D", None, days(Some(2), Some(2))),
            ("PXD", None, days(Some(1), Some(13))),
            ("P1W", Some("MORE_THAN"), days(Some(7), None)),
            ("P1W", None, days(Some(6), Some(8))),
            ("PTXH", None, seconds(Some(3600), Some(23 * 3600))),
            ("PT2H", Some("LESS_THAN"), seconds(Some(0), Some(9000))),
            ("PXX", None, None),
            ("2025", None, None),
        ] {
            assert_eq!(length(value, modifier), expected, "{value}");
        }
    }
}
