//! What the pages tell as past, or given up, with ways to find it.
//!
//! In: statements, and the clauses of their pages. Out: [`Happened`]: those that assert that something happened, did not, or will not, by who took part, by event, by day.

use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

use super::super::lexicon;
use super::super::sentence::{asserted, conditional, is_when, narrates, says_when};
use super::super::statement::{Filler, Statement, stated};
use super::super::things::things;
use super::mark::{dated, lies_ahead};
use super::{Read, loss, retro};
use crate::event::{Certainty, Polarity, Tense, classes};
use crate::language::Pos;
use crate::language::clause::{Form, Frame};
use crate::lexicon::Flag;
use crate::link::{Pile, is_day};
use crate::speech::QuotationKind;
use crate::{EventId, StoryId};

/// What is told as past, or given up, with ways to find it.
pub(super) struct Happened<'s> {
    by_participant: BTreeMap<&'s Filler, Vec<&'s Statement<'s>>>,
    by_event: BTreeMap<EventId, Vec<&'s Statement<'s>>>,
    by_day: BTreeMap<(StoryId, Date), Vec<&'s Statement<'s>>>,
    /// By the nouns of subject and object, which need be no participants: "the transfer took effect".
    by_thing: BTreeMap<(StoryId, String), Vec<&'s Statement<'s>>>,
    /// By the lemma of the event and by its classes.
    by_kind: BTreeMap<(StoryId, &'s str), Vec<&'s Statement<'s>>>,
    /// What was called off, or came later than planned.
    pub lost: BTreeMap<StoryId, Vec<loss::Loss<'s>>>,
}

/// Statements of one kind that are compared with a forecast at most.
const COMPARED: usize = 200;

/// Statements of what happened, or did not.
pub(super) fn happened<'s>(pile: &Pile<'_>, clauses: &Read<'_>, all: &'s [Statement<'s>]) -> Happened<'s> {
    let mut found = Happened {
        by_participant: BTreeMap::new(),
        by_event: BTreeMap::new(),
        by_day: BTreeMap::new(),
        by_thing: BTreeMap::new(),
        by_kind: BTreeMap::new(),
        lost: loss::losses(pile, clauses, all),
    };
    let mut seen: BTreeSet<(StoryId, &str, &str)> = BTreeSet::new();
    for s in all {
        if !seen.insert((s.story, pile.text(s.at), s.event.lemma.as_str())) || !tells(pile, clauses, s) {
            continue;
        }
        for filler in s.agents.iter().chain(&s.patients).chain(&s.others).collect::<BTreeSet<_>>() {
            found.by_participant.entry(filler).or_default().push(s);
        }
        found.by_event.entry(pile.event_of[s.page][s.local]).or_default().push(s);
        for thing in things(&clauses[s.page], s.event.token) {
            found.by_thing.entry((s.story, thing.noun().to_owned())).or_default().push(s);
        }
        let lemma = s.event.lemma.as_str();
        for kind in classes(lemma).iter().copied().chain([lemma]) {
            let of = found.by_kind.entry((s.story, kind)).or_default();
            if of.len() < COMPARED {
                of.push(s);
            }
        }
        if let Some(day) = day(pile, s) {
            found.by_day.entry((s.story, day)).or_default().push(s);
        }
    }
    found
}

/// Whether a statement asserts that something happened, did not happen, or will not.
fn tells(pile: &Pile<'_>, clauses: &Read<'_>, s: &Statement<'_>) -> bool {
    let analysis = pile.pages[s.page];
    let (parse, event) = (&analysis.parse, s.event);
    let quoted = |q: &crate::speech::Quotation| q.kind == QuotationKind::Direct && q.span.contains(event.span);
    if analysis.quotations.iter().any(quoted) || conditional(parse, event.token) || !narrates(analysis, event.sentence)
    {
        return false;
    }
    let denied = event.polarity == Polarity::Negative;
    // "will not raise the wreck": a plan given up.
    let given_up = denied && event.tense == Tense::Future && event.certainty != Certainty::Possible;
    let verb = parse.tokens.get(event.token).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux));
    // "There was no further slide" denies it, "the march never took place", "the exchange had been fixed for 4 May": named, not told to have been.
    let read = &clauses[s.page];
    let above = read.above(event.token).filter(|_| !verb).map(|l| l.governor);
    let undone = |v| retro::cancels(read, v) || read.denied(v).is_some();
    if retro::planned_in_past(read, event.token) || !denied && above.is_some_and(undone) {
        return false;
    }
    let past = event.tense == Tense::Past && event.certainty == Certainty::Certain;
    let told = past && if verb { asserted(parse, event) } else { dated(event) || asserted(parse, event) };
    // "The report, published on 4 May, found": told beside, with a day of its own.
    let beside = || {
        let clause = read.at(event.token);
        let participle = clause.is_some_and(|c| {
            c.above.is_some_and(|l| l.frame == Frame::Participle)
                && read.tree.word(c.verb).form == Form::Participle
                && !Flag::PlannedWord.has(read.tree.word(c.verb).lemma)
        });
        participle && !denied && event.certainty == Certainty::Certain && dated(event) && event.tense == Tense::Past
    };
    given_up || (told && !lies_ahead(analysis, event)) || beside()
}

impl<'s> Happened<'s> {
    /// What may settle a forecast: what has a participant in common, is linked to it, is done with the thing that is planned, or came on the
    /// day foretold. In order of the pages.
    pub fn candidates(
        &self,
        pile: &Pile<'_>,
        clauses: &Read<'_>,
        made: &Statement<'_>,
        day: Option<Date>,
        kinds: &BTreeSet<String>,
    ) -> Vec<&'s Statement<'s>> {
        let thing = Filler::Noun(made.event.lemma.clone());
        let mine = made.agents.iter().chain(&made.patients).chain(&made.others).chain(std::iter::once(&thing));
        let mut found: Vec<&'s Statement<'s>> =
            mine.filter_map(|p| self.by_participant.get(p)).flatten().copied().collect();
        found.extend(self.by_event.get(&pile.event_of[made.page][made.local]).into_iter().flatten().copied());
        for thing in things(&clauses[made.page], made.event.token) {
            found.extend(self.by_thing.get(&(made.story, thing.noun().to_owned())).into_iter().flatten().copied());
        }
        for kind in kinds {
            let mut keys: Vec<&str> = vec![kind];
            keys.extend(classes(kind));
            keys.extend(lexicon::realised_by(kind));
            for key in keys {
                found.extend(self.by_kind.get(&(made.story, key)).into_iter().flatten().copied());
            }
        }
        if let Some(day) = day {
            found.extend(self.by_day.get(&(made.story, day)).into_iter().flatten().copied());
        }
        found.sort_by_key(|s| (s.page, s.local));
        found.dedup_by_key(|s| (s.page, s.local));
        found
    }
}

/// The day that a statement gives in its own words: that of its event, or else of a time expression that hangs on it.
pub(super) fn day(pile: &Pile<'_>, s: &Statement<'_>) -> Option<Date> {
    let analysis = pile.pages[s.page];
    if says_when(analysis, s.event) {
        let stated = stated(pile, s.page, s.event).filter(|t| !t.approximate)?;
        let interval = stated.day.or_else(|| {
            let whole = stated.time.value.as_deref().is_some_and(is_date);
            (whole && is_day(&stated.time.interval)).then_some(stated.time.interval)
        })?;
        return interval.earliest.map(|t| t.date());
    }
    let mut all = analysis.times.iter().filter(|t| s.at.span.contains(t.span) && is_when(analysis, s.event, t.span));
    all.find_map(|t| {
        let interval =
            t.interval.filter(|i| is_day(i) && t.modifier.is_none() && t.value.as_deref().is_some_and(is_date))?;
        interval.earliest.map(|t| t.date())
    })
}

/// Whether a TIMEX3 value names one day.
fn is_date(value: &str) -> bool {
    value.len() >= 10 && value.as_bytes().get(4) == Some(&b'-') && value.as_bytes().get(7) == Some(&b'-')
}

/// The day of the week that a statement of a page without a date names: 1 for Monday.
pub(super) fn weekday(pile: &Pile<'_>, s: &Statement<'_>) -> Option<i8> {
    let analysis = pile.pages[s.page];
    let mut all = analysis.times.iter().filter(|t| s.at.span.contains(t.span) && is_when(analysis, s.event, t.span));
    all.find_map(|t| t.value.as_deref()?.strip_prefix("XXXX-WXX-")?.get(..1)?.parse().ok())
}
