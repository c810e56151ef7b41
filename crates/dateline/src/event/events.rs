//! Event mentions: verbs, nouns of events, predicate adjectives.
//!
//! In: page, parse, times, entities and quotations. Out: [`Event`]s in text order, one for each head word.

use super::arguments::Arguments;
use super::chains;
use super::factuality::{self, Factuality};
use super::lexicon::{Classes, NAMES, VERBS, classes};
use super::names::is_calendar;
use super::quantities::quantities;
use super::when;
use super::{Attribution, Entity, EntityKind, Event, EventTime, MentionKind, Tense, TimeBasis};
use crate::language::{Dep, Parse, Pos, Tag};
use crate::page::Page;
use crate::speech::{Quotation, Speaker};
use crate::time::Timex;

/// Form of the head of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Verb,
    Noun,
    Adjective,
}

/// Finds the event mentions of a page with participants, time, place and factuality.
pub fn events(
    page: &Page,
    parse: &Parse,
    times: &[Timex],
    entities: &[Entity],
    quotations: &[Quotation],
) -> Vec<Event> {
    let text = page.text.as_str();
    let named = inside_names(parse, entities);
    let timed = inside_times(parse, times);
    let arguments = Arguments::new(text, parse, entities);
    let clock = when::Clock::new(page, parse, times);
    let mut out: Vec<Event> = Vec::new();
    for token in 0..parse.tokens.len() {
        let Some(form) = form(text, parse, token, &named, &timed) else { continue };
        let t = &parse.tokens[token];
        let Factuality { certainty, polarity, tense } = factuality::judge(text, parse, token, form);
        let mut time = clock.of(token, tense);
        // "called on Monday for a vote": the call was on Monday, the vote has no date yet.
        if form == Form::Noun && tense == Tense::Future {
            time = time.filter(|t| !before_publication(page, t) || clock.own(t, token));
        }
        let tense = seen_from_publication(page, time.as_ref(), tense, form);
        let found = arguments.of(token, form);
        out.push(Event {
            span: t.span,
            token,
            sentence: t.sentence,
            lemma: lemma(text, parse, token),
            chain: out.len(),
            certainty,
            polarity,
            tense,
            time,
            place: found.place,
            participants: found.participants,
            attribution: attribution(t.span, quotations),
            quantities: Vec::new(),
            order: Vec::new(),
        });
    }
    let heads: Vec<usize> = out.iter().map(|e| e.token).collect();
    let taken: Vec<bool> = named.iter().zip(&timed).map(|(n, t)| *n || *t).collect();
    for (event, found) in out.iter_mut().zip(quantities(text, parse, &heads, &taken)) {
        event.quantities = found;
    }
    super::order::order(page, parse, times, &mut out);
    chains::link(entities, &mut out);
    out
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
fn inside_names(parse: &Parse, entities: &[Entity]) -> Vec<bool> {
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

/// Whether a token heads an event mention, and in what form.
fn form(text: &str, parse: &Parse, token: usize, named: &[bool], timed: &[bool]) -> Option<Form> {
    let t = &parse.tokens[token];
    let word = parse.text(token, text);
    if named[token] || timed[token] || !word.starts_with(char::is_alphabetic) || is_calendar(word) {
        return None;
    }
    match t.pos {
        Pos::Verb => verb(text, parse, token).then_some(Form::Verb),
        Pos::Aux => (!matches!(t.dep, Dep::Aux | Dep::Auxpass) && matches!(&*t.lemma, "be" | "have" | "do"))
            .then_some(Form::Verb),
        Pos::Noun => noun(&t.lemma.to_lowercase(), parse, token).then_some(Form::Noun),
        Pos::Propn => {
            let word = parse.text(token, text);
            let event_name = NAMES.event_words.contains(word) && !matches!(t.dep, Dep::Compound | Dep::Nmod);
            (event_name
                || noun(&word.to_lowercase(), parse, token)
                    && t.dep != Dep::Compound
                    && !word.chars().skip(1).any(char::is_uppercase))
            .then_some(Form::Noun)
        }
        Pos::Adj => (t.dep == Dep::Acomp && &*parse.tokens[t.head].lemma == "be").then_some(Form::Adjective),
        _ => None,
    }
}

fn verb(text: &str, parse: &Parse, token: usize) -> bool {
    let t = &parse.tokens[token];
    match t.dep {
        Dep::Aux
        | Dep::Auxpass
        | Dep::Compound
        | Dep::Prep
        | Dep::Case
        | Dep::Det
        | Dep::Punct
        | Dep::Amod
        | Dep::Nmod => false,
        // "used to visit": a form of the verb that follows.
        _ if &*t.lemma == "use" && t.tag == Tag::Vbd && parse.child(token, Dep::Xcomp).is_some() => false,
        _ => {
            !VERBS.has("no_event", &t.lemma)
                || t.tag != Tag::Vbg && t.tag != Tag::Vbn
                || parse.text(token, text).is_empty()
        }
    }
}

fn noun(lemma: &str, parse: &Parse, token: usize) -> bool {
    let known = classes(lemma);
    if !known.any(Classes::EVENT) {
        return false;
    }
    let t = &parse.tokens[token];
    // As a modifier it names a kind ("test equipment", "launch site"), unless its head is an event too.
    let modifier = matches!(t.dep, Dep::Compound | Dep::Nmod | Dep::Amod | Dep::Npadvmod);
    !modifier && !known.any(Classes::TIME.or(Classes::PERSON))
}

/// Dictionary form of the head; for light verbs that of the noun they carry.
fn lemma(text: &str, parse: &Parse, token: usize) -> String {
    let t = &parse.tokens[token];
    if t.pos == Pos::Propn {
        return parse.text(token, text).to_lowercase();
    }
    if (VERBS.has("light", &t.lemma) || matches!(&*t.lemma, "occur" | "happen"))
        && t.pos == Pos::Verb
        && let Some(noun) = carried(parse, token)
    {
        return parse.tokens[noun].lemma.to_lowercase();
    }
    t.lemma.to_lowercase()
}

/// The event noun that a light verb carries: "hold talks".
pub(crate) fn carried(parse: &Parse, verb: usize) -> Option<usize> {
    let part = |deps: &[Dep]| {
        parse.children(verb).find(|c| deps.contains(&parse.tokens[*c].dep) && parse.tokens[*c].pos == Pos::Noun)
    };
    // "The talks took place": the subject is the event.
    let happens = match &*parse.tokens[verb].lemma {
        "take" => part(&[Dep::Dobj]).is_some_and(|o| &*parse.tokens[o].lemma == "place"),
        lemma => matches!(lemma, "occur" | "happen"),
    };
    let object = if happens { part(&[Dep::Nsubj])? } else { part(&[Dep::Dobj, Dep::Nsubjpass])? };
    let known = classes(&parse.tokens[object].lemma.to_lowercase());
    (known.any(Classes::EVENT) && !known.any(Classes::ENTITY)).then_some(object)
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
