//! Event mentions: verbs, nouns of events, predicate adjectives.
//!
//! In: page, parse, times, entities and quotations. Out: [`Event`]s in text order, one for each head word.

use super::arguments::Arguments;
use super::chains;
use super::factuality::{Factuality, Judge};
use super::heads::{Form, Heads};
use super::quantities::quantities;
use super::when;
use super::{Attribution, Event, Standing, Tense};
use crate::entity::{Entity, EntityKind, MentionKind};
use crate::language::Parse;
use crate::page::Page;
use crate::speech::{Quotation, Speaker};
use crate::time::Timex;
use crate::time::{EventTime, TimeBasis};
use crate::{IndexVec, LocalEntity, MentionId};

/// Finds the event mentions of a page with participants, time, place and factuality.
pub fn events(
    page: &Page,
    parse: &Parse,
    times: &[Timex],
    entities: &IndexVec<LocalEntity, Entity>,
    quotations: &[Quotation],
) -> IndexVec<MentionId, Event> {
    let text = page.text.as_str();
    let named = inside_names(parse, entities);
    let timed = inside_times(parse, times);
    let heads = Heads { text, parse, named: &named, timed: &timed };
    let arguments = Arguments::new(text, parse, entities);
    let clock = when::Clock::new(page, parse, times);
    let judge = Judge::new(text, parse);
    let mut out: IndexVec<MentionId, Event> = IndexVec::new();
    for token in 0..parse.tokens.len() {
        let Some(form) = heads.form(token) else { continue };
        let t = &parse.tokens[token];
        let Factuality { certainty, polarity, tense, standing, governors } = judge.of(token, form);
        let mut time = clock.of(token, tense);
        // "called on Monday for a vote": the call was on Monday, the vote has no date yet.
        if form == Form::Noun && tense == Tense::Future {
            time = time.filter(|t| !before_publication(page, t) || clock.own(t, token));
        }
        let tense = seen_from_publication(page, time.as_ref(), tense, form);
        let found = arguments.of(token, form);
        let mut said_by = attribution(t.span, quotations);
        said_by.retain(|a| a.cue.is_none_or(|c| judge.states(token, c)));
        if said_by.is_empty() && standing != Standing::Told {
            said_by.extend(judge.reporter(token).map(|(who, cue)| reported(parse, entities, who, cue)));
        }
        // What an indictment or an opponent says is alleged.
        let accused = said_by.first().is_some_and(|a| judge.accuses(parse, entities, a));
        let standing = match standing {
            Standing::Told if accused => Standing::Alleged,
            Standing::Told if !said_by.is_empty() => Standing::Said,
            Standing::Said if accused => Standing::Alleged,
            standing => standing,
        };
        out.push(Event {
            span: t.span,
            token,
            sentence: t.sentence,
            lemma: heads.lemma(token),
            chain: MentionId::new(out.len()),
            certainty,
            polarity,
            standing,
            governors,
            tense,
            time,
            place: found.place,
            participants: found.participants,
            attribution: said_by,
            quantities: Vec::new(),
            order: Vec::new(),
        });
    }
    let tokens: Vec<usize> = out.iter().map(|e| e.token).collect();
    let taken: Vec<bool> = named.iter().zip(&timed).map(|(n, t)| *n || *t).collect();
    for (event, found) in out.iter_mut().zip(quantities(text, parse, &tokens, &taken)) {
        event.quantities = found;
    }
    super::voices::resolve(parse, entities, quotations, &mut out);
    super::voices::pairs(parse, entities, &mut out);
    super::order::order(page, parse, times, &mut out);
    chains::link(parse, entities, &mut out);
    out
}

/// Words of a page that name an event to say of what kind something is ("murder charge", "the sacked worker"), with its lemma, in text
/// order. They tell nothing of the event, so they are no [`Event`]s; but who looks for the places that speak of it wants them.
pub(crate) fn references(analysis: &crate::Analysis) -> Vec<(usize, String)> {
    let parse = &analysis.parse;
    let named = inside_names(parse, &analysis.entities);
    let timed = inside_times(parse, &analysis.times);
    let heads = Heads { text: &analysis.page.text, parse, named: &named, timed: &timed };
    (0..parse.tokens.len()).filter(|t| heads.refers(*t)).map(|t| (t, heads.lemma(t))).collect()
}

/// The tense that a stated time gives an event: "went in 2018 to meet him" told in 2023 is past, whatever the infinitive says.
/// A verb in the past stays there: a page may be dated before what was added to it.
fn seen_from_publication(page: &Page, time: Option<&EventTime>, tense: Tense, form: Form) -> Tense {
    let Some(interval) = time.filter(|t| t.basis == TimeBasis::Stated).map(|t| t.interval) else { return tense };
    let over = time.is_some_and(|t| before_publication(page, t));
    let ahead = interval.earliest.zip(page.published.latest).is_some_and(|(start, day)| start > day.at(23, 59, 59, 0));
    match tense {
        _ if over => Tense::Past,
        // A noun has no tense of its own.
        Tense::Past if form == Form::Verb => Tense::Past,
        _ if ahead => Tense::Future,
        tense => tense,
    }
}

fn before_publication(page: &Page, time: &EventTime) -> bool {
    time.interval.latest.zip(page.published.earliest).is_some_and(|(end, day)| end < day.at(0, 0, 0, 0))
}

/// Tokens inside the names of entities; those of named events are left out, for "Harbour Festival" is both.
fn inside_names(parse: &Parse, entities: &IndexVec<LocalEntity, Entity>) -> Vec<bool> {
    let mut named = vec![false; parse.tokens.len()];
    for e in entities.iter().filter(|e| e.kind != EntityKind::Event) {
        for m in e.mentions.iter().filter(|m| m.kind == MentionKind::Name) {
            named[parse.tokens_in(m.span)].fill(true);
        }
    }
    named
}

fn inside_times(parse: &Parse, times: &[Timex]) -> Vec<bool> {
    let mut timed = vec![false; parse.tokens.len()];
    for t in times {
        let tokens = parse.tokens_in(t.span);
        // "hours before the summit": the summit is an event.
        let anchor = |i: &usize| matches!(&*parse.tokens[*i].lemma, "before" | "after") && i + 2 < tokens.end;
        let end = tokens.clone().find(anchor).unwrap_or(tokens.end);
        timed[tokens.start..end].fill(true);
    }
    timed
}

/// Who says so: the speakers of the quotations around a span, innermost first.
fn attribution(span: crate::Span, quotations: &[Quotation]) -> Vec<Attribution> {
    let mut around: Vec<&Quotation> = quotations.iter().filter(|q| q.span.contains(span)).collect();
    around.sort_by_key(|q| (q.span.len(), q.span));
    let link = |speaker: &Speaker, cue| Some(Attribution { entity: speaker.entity, span: speaker.span?, cue });
    // The speaker, then those through whom the page has it.
    around
        .iter()
        .flat_map(|q| {
            let through = q.chain.iter().filter_map(|s| link(s, None));
            q.speaker.iter().filter_map(|s| link(s, q.cue)).chain(through)
        })
        .collect()
}

/// A source by the head of the words that name it.
fn reported(parse: &Parse, entities: &IndexVec<LocalEntity, Entity>, who: usize, cue: usize) -> Attribution {
    let named = |e: &Entity| e.mentions.iter().find(|m| m.head == who).map(|m| m.span);
    let found = entities.iter_enumerated().find_map(|(i, e)| Some((i, named(e)?)));
    Attribution {
        entity: found.map(|f| f.0),
        span: found.map_or(parse.tokens[who].span, |f| f.1),
        cue: Some(parse.tokens[cue].span),
    }
}
