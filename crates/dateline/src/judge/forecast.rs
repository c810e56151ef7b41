//! What was predicted, threatened, promised or planned, and what came of it.
//!
//! In: the linked pile. Out: [`Forecast`]s. A forecast is a sentence with an event that lies ahead of its page; its outcome is an event of
//! the same kind with the same people that a page tells as past. Where both name a place and the places differ, it came otherwise than
//! predicted. What stands under a condition, is denied, or finds no such event stays open: silence of the sources settles nothing.

use std::collections::BTreeMap;

use crate::event::{Certainty, Event, Polarity, Tense, TimeBasis};
use crate::language::{Dep, Parse, Pos, Tag};
use crate::link::{Pile, akin};
use crate::{Dossier, Evidence, Forecast, Outcome, Variant};

/// Words that put what they govern into the future.
const AHEAD: &[&str] = &[
    "expect",
    "plan",
    "schedule",
    "intend",
    "aim",
    "threaten",
    "vow",
    "pledge",
    "promise",
    "hope",
    "prepare",
    "propose",
    "forecast",
    "predict",
    "likely",
    "due",
    "set",
    "possible",
    "possibility",
    "chance",
    "poised",
    "ready",
    "offer",
    "proposal",
    "warn",
];
/// Kinds of event too general to recognise an outcome by.
const GENERAL: &[&str] = &[
    "be", "have", "do", "make", "take", "go", "get", "continue", "say", "come", "give", "use", "need", "become",
    "include",
];

/// Finds the forecasts of the pile.
pub(crate) fn forecasts(pile: &Pile<'_>, dossier: &mut Dossier) {
    let happened = happened(pile, dossier);
    let mut of_event: BTreeMap<usize, usize> = BTreeMap::new();
    let mut of_sentence: BTreeMap<Evidence, usize> = BTreeMap::new();
    let mut found: Vec<Forecast> = Vec::new();
    for (page, analysis) in pile.pages.iter().enumerate() {
        for (local, event) in analysis.events.iter().enumerate() {
            if !lies_ahead(&analysis.parse, event) {
                continue;
            }
            let at = pile.sentence(page, local);
            let linked = pile.event_of[page][local];
            let forecast = judge(pile, dossier, &happened, page, event, at);
            // The same forecast again, unless this page names a place that came otherwise.
            if let Some(&known) = of_event.get(&linked)
                && found[known].statement != at
                && forecast.outcome != Outcome::NotFulfilled
            {
                if !found[known].support.contains(&at) {
                    found[known].support.push(at);
                }
                of_sentence.entry(at).or_insert(known);
                continue;
            }
            match of_sentence.get(&at) {
                // One sentence, one forecast; the event of it that was settled decides.
                Some(&known) if found[known].statement == at => {
                    // What came otherwise tells more than that something came.
                    let better = |o: Outcome| match o {
                        Outcome::NotFulfilled => 2,
                        Outcome::Fulfilled => 1,
                        Outcome::Open => 0,
                    };
                    if better(forecast.outcome) > better(found[known].outcome) {
                        found[known] = Forecast { support: found[known].support.clone(), ..forecast };
                    }
                    of_event.entry(linked).or_insert(known);
                }
                _ => {
                    of_sentence.insert(at, found.len());
                    of_event.insert(linked, found.len());
                    found.push(forecast);
                }
            }
        }
    }
    for forecast in &mut found {
        forecast.support.sort_unstable();
        forecast.support.dedup();
        let statement = forecast.statement;
        forecast.support.retain(|s| *s != statement);
    }
    dossier.forecasts = found;
}

/// Whether a page tells an event as ahead of it.
fn lies_ahead(parse: &Parse, event: &Event) -> bool {
    let Some(token) = parse.tokens.get(event.token) else { return false };
    if matches!(event.lemma.as_str(), "say" | "be" | "have") && event.tense != Tense::Future {
        return false;
    }
    if event.tense == Tense::Future && marked(parse, event.token) {
        return true;
    }
    let modal = parse.children(event.token).any(|c| {
        parse.tokens[c].tag == Tag::Md && !matches!(&*parse.tokens[c].lemma, "can" | "must" | "should" | "ought")
    });
    let perfect =
        parse.children(event.token).any(|c| parse.tokens[c].dep == Dep::Aux && &*parse.tokens[c].lemma == "have");
    if modal && !perfect {
        return true;
    }
    let infinitive = matches!(token.dep, Dep::Xcomp | Dep::Acl | Dep::Ccomp | Dep::Pcomp) && token.tag == Tag::Vb;
    infinitive && AHEAD.contains(&&*parse.tokens[token.head].lemma)
}

/// Whether a modal or a verb of planning stands in the clause of a word or governs it.
fn marked(parse: &Parse, token: usize) -> bool {
    let modal = |t: usize| {
        parse.children(t).any(|c| {
            parse.tokens[c].tag == Tag::Md && !matches!(&*parse.tokens[c].lemma, "can" | "must" | "should" | "ought")
        })
    };
    let ahead = |t: usize| AHEAD.contains(&&*parse.tokens[t].lemma);
    modal(token) || parse.ancestors(token).take(3).any(|t| modal(t) || ahead(t)) || parse.children(token).any(ahead)
}

/// Events told as past, by participant.
fn happened(pile: &Pile<'_>, dossier: &Dossier) -> BTreeMap<usize, Vec<(usize, usize)>> {
    let mut by_participant: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (page, analysis) in pile.pages.iter().enumerate() {
        for (local, event) in analysis.events.iter().enumerate() {
            // An infinitive, or a noun without a date, asserts nothing of its own.
            let asserted = analysis.parse.tokens.get(event.token).is_some_and(|t| match t.pos {
                Pos::Verb | Pos::Aux => t.tag != Tag::Vb,
                _ => event.time.as_ref().is_some_and(|t| t.basis != TimeBasis::Publication),
            });
            let told = asserted
                && event.tense != Tense::Future
                && event.certainty == Certainty::Certain
                && event.polarity == Polarity::Positive;
            if told && !lies_ahead(&analysis.parse, event) {
                for participant in event.participants.iter().filter_map(|p| p.entity) {
                    let entity = pile.entity_of[page].get(participant).copied();
                    by_participant.entry(entity.unwrap_or(dossier.entities.len())).or_default().push((page, local));
                }
            }
        }
    }
    by_participant
}

/// The participants of an event as linked entities.
fn participants(pile: &Pile<'_>, page: usize, event: &Event) -> Vec<usize> {
    let mut all: Vec<usize> =
        event.participants.iter().filter_map(|p| pile.entity_of[page].get(p.entity?).copied()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn judge(
    pile: &Pile<'_>,
    dossier: &Dossier,
    happened: &BTreeMap<usize, Vec<(usize, usize)>>,
    page: usize,
    event: &Event,
    at: Evidence,
) -> Forecast {
    let analysis = pile.pages[page];
    let by = event
        .attribution
        .iter()
        .find_map(|a| a.entity)
        .or_else(|| {
            let within = analysis.quotations.iter().find(|q| q.span.contains(event.span))?;
            within.speaker.as_ref()?.entity
        })
        .and_then(|e| pile.entity_of[page].get(e))
        .copied();
    let mut forecast = Forecast {
        statement: at,
        support: Vec::new(),
        by,
        outcome: Outcome::Open,
        outcome_event: None,
        variants: Vec::new(),
    };
    if event.polarity == Polarity::Negative
        || conditional(&analysis.parse, event)
        || GENERAL.contains(&event.lemma.as_str())
    {
        return forecast;
    }
    let who = participants(pile, page, event);
    let place = pile.place(page, event);
    let published = &analysis.page.published;
    let mut best: Option<(i32, usize, usize, Option<usize>)> = None;
    for &(other, local) in who.iter().filter_map(|p| happened.get(p)).flatten() {
        let outcome = &pile.pages[other].events[local];
        if !akin(&event.lemma, &outcome.lemma) || (other == page && outcome.sentence == event.sentence) {
            continue;
        }
        // What a page tells as past before the forecast was made is another event.
        let last = outcome.time.as_ref().and_then(|t| t.interval.latest).map(|t| t.date());
        if let (Some(made), Some(last)) = (published.earliest, last)
            && last < made.saturating_sub(jiff::Span::new().days(1))
        {
            continue;
        }
        if other == page && last.is_none() {
            continue;
        }
        let common = participants(pile, other, outcome).iter().filter(|p| who.contains(p)).count();
        if common < 2 && who.len() > 1 && event.lemma != outcome.lemma {
            continue;
        }
        let where_ = pile.place(other, outcome);
        let mut score = 3 * common as i32 + 2 * i32::from(event.lemma == outcome.lemma) + i32::from(last.is_some());
        // An outcome that says where settles a forecast that says where.
        score += 4 * i32::from(place.is_some() && where_.is_some());
        if best.is_none_or(|(s, ..)| score > s) {
            best = Some((score, other, local, where_));
        }
    }
    if let Some((_, other, local, where_)) = best {
        let settled = pile.sentence(other, local);
        forecast.outcome_event = Some(pile.event_of[other][local]);
        forecast.support.push(settled);
        forecast.outcome = Outcome::Fulfilled;
        if let (Some(a), Some(b)) = (place, where_)
            && a != b
            && apart(dossier, a, b)
        {
            forecast.outcome = Outcome::NotFulfilled;
            forecast.variants = vec![
                Variant { value: dossier.entities[a].name.clone(), support: vec![at] },
                Variant { value: dossier.entities[b].name.clone(), support: vec![settled] },
            ];
        }
    }
    forecast
}

/// Whether two places are known to be different: both lie on the map, more than 50 km apart, and neither is a country.
fn apart(dossier: &Dossier, a: usize, b: usize) -> bool {
    use crate::event::EntityKind;
    let (a, b) = (&dossier.entities[a], &dossier.entities[b]);
    match (&a.place, &b.place) {
        (Some(x), Some(y)) => (x.latitude - y.latitude).abs() + (x.longitude - y.longitude).abs() > 0.5,
        // A building that the map does not know is not the town that it does, unless its name has the town's.
        (Some(_), None) | (None, Some(_)) => {
            a.kind != b.kind && (a.kind == EntityKind::Facility || b.kind == EntityKind::Facility)
        }
        (None, None) => false,
    }
}

/// Whether the event stands under a condition.
fn conditional(parse: &Parse, event: &Event) -> bool {
    parse
        .sentences
        .get(event.sentence)
        .is_some_and(|s| s.clone().any(|t| matches!(&*parse.tokens[t].lemma, "if" | "unless" | "provided")))
}
