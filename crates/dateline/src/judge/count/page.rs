//! The counts that one page gives.
//!
//! In: a page and the day of its story's main event. Out: every number that counts in a slot, but parts ("20 others"), dates, and counts of
//! another time.

use super::slot::{lemma, slot_of};
use crate::judge::facts::of_somebody;
use crate::judge::sentence::narrates;
use crate::language::{Function, NameKind};
use crate::lexicon::Flag;
use crate::numerals::{self, Number};
use crate::{Analysis, SentenceId};

/// A number that counts something of a slot.
pub(super) struct Count {
    pub slot: usize,
    pub number: Number,
    pub hedged: bool,
    pub sentence: SentenceId,
    /// Whether it is told as the whole: a toll, a number that has risen.
    pub total: bool,
}

/// The counts of a page.
pub(super) fn counts(analysis: &Analysis, day: Option<jiff::civil::Date>) -> Vec<Count> {
    let (parse, text) = (&analysis.parse, analysis.page.text.as_str());
    let mut found = Vec::new();
    let mut t = 0;
    while t < parse.tokens.len() {
        let run = numerals::run(parse, text, t);
        t = run.end.max(t + 1);
        if run.is_empty() {
            continue;
        }
        let dated = parse.names.iter().any(|n| {
            n.tokens.contains(&run.start)
                && matches!(n.kind, NameKind::Date | NameKind::Time | NameKind::Money | NameKind::Percent)
        });
        // "20 others", "the other five" and "two of whom" are a part.
        let next = |n: usize| parse.tokens.get(run.end + n).map(|t| t.lemma.to_lowercase()).unwrap_or_default();
        let part = next(0) == "of" && matches!(next(1).as_str(), "whom" | "who" | "them" | "they" | "which");
        let other = |t: &crate::language::Token| &*t.lemma == "other";
        let before = run.start.checked_sub(1).and_then(|t| parse.tokens.get(t));
        if parse.tokens.get(run.end).is_some_and(other)
            || before.is_some_and(other)
            || part
            || of_somebody(analysis, run.start)
        {
            continue;
        }
        let (false, Some(number)) = (dated, Number::of_tokens(parse, text, run.clone())) else { continue };
        let Some(slot) = slot_of(parse, text, &run) else { continue };
        let sentence = parse.tokens[run.start].sentence;
        if other_time(analysis, run.start, day) || !narrates(analysis, sentence) {
            continue;
        }
        let before = run.start.saturating_sub(3)..run.start;
        let hedged = before.clone().any(|b| Flag::MoreToCome.has(&lemma(parse, b)));
        let total = parse.sentences[sentence].clone().any(|t| matches!(lemma(parse, t).as_str(), "toll" | "total"));
        found.push(Count { slot, number, hedged, sentence, total });
    }
    found
}

/// Whether the clause of a number tells of a time well before the event of the story, or its sentence of one two months before the page:
/// it counts what another event did.
fn other_time(analysis: &Analysis, number: usize, day: Option<jiff::civil::Date>) -> bool {
    let parse = &analysis.parse;
    let sentence = crate::link::sentence_span(analysis, parse.tokens[number].sentence);
    let times = || analysis.times.iter().filter(|t| sentence.contains(t.span));
    let latest = |t: &crate::time::Timex| t.interval.and_then(|i| i.latest).map(|l| l.date());
    let published = analysis.page.published.earliest;
    if times().filter_map(latest).any(|l| published.is_some_and(|p| (p - l).get_days() > 60)) {
        return true;
    }
    // "In retaliation for strikes that left 32 dead": what it was done for is another event.
    let relative =
        parse.ancestors(number).take(6).find(|a| parse.tokens[*a].is(Function::Relative)).map(|a| parse.tokens[a].head);
    let cause = |noun: usize| {
        let up = parse.tokens[noun].head;
        parse.tokens[noun].is(Function::Complement) && &*parse.tokens[up].lemma == "for"
    };
    if relative.is_some_and(cause) {
        return true;
    }
    // The verb above the number carries the time of its clause; a noun above ("airstrikes that left 32 dead") that of the noun.
    let above: Vec<usize> = std::iter::once(number).chain(parse.ancestors(number)).take(7).collect();
    let near = |t: &&crate::time::Timex| {
        let tokens = parse.tokens_in(t.span);
        let Some(top) = tokens.clone().find(|x| !tokens.contains(&parse.tokens[*x].head)) else { return false };
        std::iter::once(top).chain(parse.ancestors(top)).take(4).any(|x| above.contains(&x))
    };
    let far = |l: jiff::civil::Date| day.is_some_and(|d| (d - l).get_days() > 1);
    let (mut before, mut during) = (false, false);
    for l in times().filter(near).filter_map(latest) {
        before |= far(l);
        during |= !far(l);
    }
    before && !during
}
