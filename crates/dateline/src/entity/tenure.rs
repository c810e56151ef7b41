//! When titles are held.
//!
//! In: the words of a title, the text around it and the page's times. Out: a [`Tenure`], and the [`Term`] that the text gives: "mayor of
//! Velm from 2014 to 2017", "governor since May", "captain until his death in 2011", "president (2001–2005)".

use serde::{Deserialize, Serialize};

use super::Entity;
use crate::Span;
use crate::language::{Function, Parse, Pos};
use crate::time::{Timex, TimexKind};
use crate::{IndexVec, LocalEntity};

/// When a title is held, seen from the time of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tenure {
    /// Nothing says otherwise.
    Current,
    /// "then-President": at the time that is told of.
    Then,
    /// "former", "ex-", "late", "one-time"; "until 2017".
    Former,
    /// "president-elect", "incoming", "designate"; "from next May".
    Future,
    /// "acting", "interim", "caretaker".
    Acting,
}

/// When a title is held, as its words tell: `tenure("former mayor")` is [`Tenure::Former`].
pub fn tenure(title: &str) -> Tenure {
    let title = title.to_lowercase();
    let mut words = title.split(|c: char| !c.is_alphanumeric());
    let any = |of: &[&str]| title.split(|c: char| !c.is_alphanumeric()).any(|w| of.contains(&w));
    match words.next() {
        Some("then") => Tenure::Then,
        _ if any(&["former", "ex", "late", "onetime", "ousted", "deposed", "retired"]) => Tenure::Former,
        _ if any(&["elect", "incoming", "designate", "nominee"]) => Tenure::Future,
        _ if any(&["acting", "interim", "caretaker"]) => Tenure::Acting,
        _ => Tenure::Current,
    }
}

/// The stretch of time for which a text says that somebody holds a title. A missing bound is not told.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Term {
    /// TIMEX3 value of the time it begins in: `2014`, `2019-05`.
    pub from: Option<String>,
    /// TIMEX3 value of the time it ends in.
    pub until: Option<String>,
}

impl Term {
    /// When a title of these words is held: what has ended by the day of publication is held no more.
    ///
    /// ```
    /// use dateline::entity::{Tenure, Term};
    ///
    /// let day = jiff::civil::date(2024, 5, 14);
    /// let term = Term { from: Some("2014".into()), until: Some("2017".into()) };
    /// assert_eq!(term.tenure("mayor", Some(day)), Tenure::Former);
    /// ```
    pub fn tenure(&self, title: &str, published: Option<jiff::civil::Date>) -> Tenure {
        let held = tenure(title);
        let Some(published) = published.filter(|_| held == Tenure::Current) else { return held };
        let published = published.to_string();
        // ISO values order as text, as far as both of them go.
        let common = |value: &str| published.get(..value.len().min(published.len())).map(str::to_owned);
        if self.until.as_ref().is_some_and(|v| common(v).is_some_and(|day| **v < *day)) {
            Tenure::Former
        } else if self.from.as_ref().is_some_and(|v| common(v).is_some_and(|day| **v > *day)) {
            Tenure::Future
        } else {
            held
        }
    }

    /// In words: `2014–2017`, `since 2019`, `until 2011`; empty when nothing is told.
    pub fn words(&self) -> String {
        match (&self.from, &self.until) {
            (Some(from), Some(until)) => format!("{from}–{until}"),
            (Some(from), None) => format!("since {from}"),
            (None, Some(until)) => format!("until {until}"),
            (None, None) => String::new(),
        }
    }
}

/// Reads the terms of all titles of a page.
pub(crate) fn terms(text: &str, parse: &Parse, times: &[Timex], entities: &mut IndexVec<LocalEntity, Entity>) {
    for title in entities.iter_mut().flat_map(|e| &mut e.titles) {
        title.term = term(text, parse, times, title.span);
    }
}

/// The times right behind a title, with the words that make them its bounds.
fn term(text: &str, parse: &Parse, times: &[Timex], title: Span) -> Term {
    let mut found = Term::default();
    let Some(last) = parse.token_at(title.end.saturating_sub(1)) else { return found };
    let sentence = parse.tokens[last].sentence;
    let mut bound = Bound::None;
    let mut bracketed = false;
    let mut ranged = false;
    let mut at = last + 1;
    while at < parse.tokens.len().min(last + 16) && parse.tokens[at].sentence == sentence {
        let span = parse.span(at..at + 1);
        if let Some(time) = times.iter().find(|t| t.span.contains(span)) {
            let Some(value) = value(time) else { break };
            match bound {
                Bound::From if found.from.is_none() => found.from = Some(value),
                Bound::Until if found.until.is_none() => found.until = Some(value),
                // "(2014" opens a range.
                Bound::None if bracketed && found.from.is_none() => found.from = Some(value),
                _ => break,
            }
            bound = Bound::None;
            while at < parse.tokens.len() && time.span.contains(parse.span(at..at + 1)) {
                at += 1;
            }
            continue;
        }
        match parse.text(at, text).to_lowercase().as_str() {
            "since" | "from" | "between" => bound = Bound::From,
            "until" | "till" => bound = Bound::Until,
            "to" | "through" | "and" | "-" | "–" | "—" if found.from.is_some() && found.until.is_none() => {
                (bound, ranged) = (Bound::Until, true);
            }
            "(" if at == last + 1 => bracketed = true,
            // "until his death in 2011"
            "his" | "her" | "their" | "its" | "in" | "on" | "at" | "the" | "early" | "late" | "end" | "start"
            | "of"
                if bound != Bound::None => {}
            _ if bound != Bound::None && matches!(parse.tokens[at].pos, Pos::Noun | Pos::Adj) => {}
            _ => break,
        }
        at += 1;
    }
    // A year alone in brackets is that of something else; so is the day that somebody was appointed from.
    if bracketed && !ranged {
        return Term::default();
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    None,
    From,
    Until,
}

/// The value of a time that bounds a term: a day, month or year of the calendar.
fn value(time: &Timex) -> Option<String> {
    let value = time.value.as_ref().filter(|_| time.kind == TimexKind::Date)?;
    let year = value.get(..4)?.bytes().all(|b| b.is_ascii_digit());
    (year && !value.contains(['W', 'Q', 'H', 'X'])).then(|| value.get(..10).unwrap_or(value).to_owned())
}

/// Whether the words behind a title bound it, so that it is an office and no mere description: "was mayor from 2014 to 2017".
pub(super) fn bounded(text: &str, parse: &Parse, after: usize) -> bool {
    let word = |at: usize| (at < parse.tokens.len()).then(|| parse.text(at, text).to_lowercase());
    let bound = word(after).is_some_and(|w| matches!(&*w, "since" | "from" | "between" | "until" | "till"));
    let sentence = parse.tokens.get(after).map(|t| t.sentence);
    bound
        && (after + 1..parse.tokens.len().min(after + 6))
            .take_while(|t| Some(parse.tokens[*t].sentence) == sentence)
            .any(|t| parse.tokens[t].is_numeral() && !parse.tokens[t].is(Function::Subject))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_tell_when_they_are_held() {
        for (title, held) in [
            ("mayor", Tenure::Current),
            ("then-Norlandic President", Tenure::Then),
            ("former harbour master", Tenure::Former),
            ("ex-minister", Tenure::Former),
            ("president-elect", Tenure::Future),
            ("acting director", Tenure::Acting),
            ("Secretary of the Thenard Institute", Tenure::Current),
        ] {
            assert_eq!(tenure(title), held, "{title}");
        }
    }

    #[test]
    fn what_has_ended_is_held_no_more() {
        let day = Some(jiff::civil::date(2024, 5, 14));
        for (from, until, held) in [
            (Some("2014"), Some("2017"), Tenure::Former),
            (None, Some("2024-05-13"), Tenure::Former),
            // It may end this year.
            (Some("2014"), Some("2024"), Tenure::Current),
            (Some("2019"), None, Tenure::Current),
            (Some("2024-06"), None, Tenure::Future),
        ] {
            let term = Term { from: from.map(Into::into), until: until.map(Into::into) };
            assert_eq!(term.tenure("mayor", day), held, "{term:?}");
            assert_eq!(term.tenure("mayor", None), Tenure::Current, "{term:?}");
        }
    }
}
