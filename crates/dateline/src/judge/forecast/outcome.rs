//! What came of a forecast.
//!
//! In: a forecast and what the pages of its story tell as past, or as given up. Out: the forecast with its outcome. What settles it is an
//! event of the same kind with the same people or things, not before the forecast was made, and on the day that it names if it names one.
//! Where both name a place and the places differ, or the day is another, it came otherwise than predicted. What stands under a condition, is
//! denied, or finds no such event stays open: silence of the sources settles nothing.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::super::compare::contains;
use super::super::lexicon;
use super::super::sentence::{asserted, conditional, is_when, narrates, says_when};
use super::super::statement::{Filler, Statement, stated};
use super::ahead::{dated, lies_ahead, subject};
use crate::event::{Certainty, Event, Polarity, Tense, akin};
use crate::language::Pos;
use crate::link::{Pile, is_day};
use crate::speech::QuotationKind;
use crate::{Dossier, Forecast, Outcome, Variant};
use crate::{EntityId, EventId, StoryId};

/// Days after the day foretold beyond which an event of the kind is another; with no day foretold, after the statement.
const LATE: (i32, i32) = (45, 120);

/// What is told as past, or given up, with ways to find it.
pub(super) struct Happened<'s> {
    all: &'s [Statement<'s>],
    by_participant: BTreeMap<&'s Filler, Vec<usize>>,
    by_event: BTreeMap<EventId, Vec<usize>>,
    by_day: BTreeMap<(StoryId, Date), Vec<usize>>,
}

/// Statements of what happened, or did not.
pub(super) fn happened<'s>(pile: &Pile<'_>, all: &'s [Statement<'s>]) -> Happened<'s> {
    let mut found =
        Happened { all, by_participant: BTreeMap::new(), by_event: BTreeMap::new(), by_day: BTreeMap::new() };
    let mut seen: BTreeSet<(StoryId, &str, &str)> = BTreeSet::new();
    for (i, s) in all.iter().enumerate() {
        if !seen.insert((s.story, pile.text(s.at), s.event.lemma.as_str())) || !tells(pile, s) {
            continue;
        }
        for filler in s.agents.iter().chain(&s.patients).chain(&s.others).collect::<BTreeSet<_>>() {
            found.by_participant.entry(filler).or_default().push(i);
        }
        found.by_event.entry(pile.event_of[s.page][s.local]).or_default().push(i);
        if let Some(day) = day(pile, s) {
            found.by_day.entry((s.story, day)).or_default().push(i);
        }
    }
    found
}

/// Whether a statement asserts that something happened, did not happen, or will not.
fn tells(pile: &Pile<'_>, s: &Statement<'_>) -> bool {
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
    let past = event.tense == Tense::Past && event.certainty == Certainty::Certain;
    let told = past && if verb { asserted(parse, event) } else { dated(event) || asserted(parse, event) };
    given_up || (told && !lies_ahead(analysis, event))
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
fn weekday(pile: &Pile<'_>, s: &Statement<'_>) -> Option<i8> {
    let analysis = pile.pages[s.page];
    let mut all = analysis.times.iter().filter(|t| s.at.span.contains(t.span) && is_when(analysis, s.event, t.span));
    all.find_map(|t| t.value.as_deref()?.strip_prefix("XXXX-WXX-")?.get(..1)?.parse().ok())
}

/// When a forecast was made, and for when.
struct Foretold {
    made: Option<Date>,
    day: Option<Date>,
    weekday: Option<i8>,
}

/// How well what a page tells fits what was foretold.
struct Candidate<'s> {
    score: i32,
    told: &'s Statement<'s>,
    place: Option<EntityId>,
    day: Option<Date>,
}

/// The forecast that a statement makes, with what came of it.
pub(super) fn judge(pile: &Pile<'_>, dossier: &Dossier, happened: &Happened<'_>, made: &Statement<'_>) -> Forecast {
    let (analysis, event, at) = (pile.pages[made.page], made.event, made.at);
    let quoted = || {
        let within = analysis.quotations.iter().find(|q| q.span.contains(event.span))?;
        within.speaker.as_ref()?.entity
    };
    let by = event.attribution.iter().find_map(|a| a.entity).or_else(quoted);
    let by = by.and_then(|e| pile.entity_of[made.page].get(e)).copied();
    let mut forecast = Forecast {
        label: String::new(),
        statement: at,
        support: Vec::new(),
        by,
        outcome: Outcome::Open,
        outcome_event: None,
        variants: Vec::new(),
        reasons: Vec::new(),
    };
    if event.polarity == Polarity::Negative || conditions(analysis, event) {
        forecast
            .reasons
            .push("It stands under a condition, or foretells that nothing happens: silence does not settle it.".into());
        return forecast;
    }
    let published = analysis.page.published.earliest;
    let named = day(pile, made);
    let foretold = Foretold {
        made: published,
        day: named.filter(|d| published.is_none_or(|p| *d >= p)),
        weekday: weekday(pile, made).filter(|_| named.is_none()),
    };
    let place = pile.place(made.page, event);
    let best = candidates(pile, happened, made, &foretold)
        .into_iter()
        .filter_map(|i| candidate(pile, made, &happened.all[i], &foretold, place))
        .reduce(|best, next| if next.score > best.score { next } else { best });
    let Some(best) = best else {
        forecast
            .reasons
            .push("No page tells of such an event with the same people after the forecast was made.".into());
        return forecast;
    };
    settle(pile, dossier, forecast, made, &best, place, &foretold)
}

/// What may settle a forecast: what has a participant in common, is linked to it, or came on the day foretold.
fn candidates(pile: &Pile<'_>, happened: &Happened<'_>, made: &Statement<'_>, foretold: &Foretold) -> BTreeSet<usize> {
    let mine = made.agents.iter().chain(&made.patients).chain(&made.others);
    let mut found: BTreeSet<usize> = mine.filter_map(|p| happened.by_participant.get(p)).flatten().copied().collect();
    found.extend(happened.by_event.get(&pile.event_of[made.page][made.local]).into_iter().flatten());
    if let Some(day) = foretold.day {
        found.extend(happened.by_day.get(&(made.story, day)).into_iter().flatten());
    }
    found
}

fn candidate<'s>(
    pile: &Pile<'_>,
    made: &Statement<'_>,
    told: &'s Statement<'s>,
    foretold: &Foretold,
    place: Option<EntityId>,
) -> Option<Candidate<'s>> {
    let (event, outcome) = (made.event, told.event);
    if told.story != made.story || (told.page == made.page && outcome.sentence == event.sentence) {
        return None;
    }
    let page = pile.pages[told.page];
    let own = day(pile, told);
    let last = outcome.time.as_ref().and_then(|t| t.interval.latest).map(|t| t.date());
    // What was over before the forecast was made is another event, and a page of the same day that gives no day tells no later.
    if let Some(made_on) = foretold.made {
        let early = own.or(last).is_some_and(|l| l < made_on);
        let older = page.page.published.latest.is_some_and(|p| p < made_on);
        let same =
            own.is_none() && (told.page == made.page || page.page.published.earliest.is_none_or(|p| p <= made_on));
        if early || older || same {
            return None;
        }
    } else if own.is_none() && told.page == made.page {
        return None;
    }
    let on_the_day = own.is_some_and(|d| {
        foretold.day == Some(d) || foretold.weekday.is_some_and(|w| d.weekday().to_monday_one_offset() == w)
    });
    // Another day than the one foretold: later, it came late; earlier, it was something else.
    let wait = foretold.day.zip(own).map(|(f, o)| (o - f).get_days());
    if wait.is_some_and(|d| !(0..=LATE.0).contains(&d))
        || (foretold.day.is_none() && foretold.made.zip(own).is_some_and(|(f, o)| (o - f).get_days() > LATE.1))
        || (foretold.weekday.is_some() && !on_the_day)
    {
        return None;
    }
    let denied = outcome.polarity == Polarity::Negative;
    let given_up = denied && outcome.tense == Tense::Future;
    let fit = told.fit(made);
    let linked = pile.event_of[told.page][told.local] == pile.event_of[made.page][made.local];
    let same_word = event.lemma == outcome.lemma;
    let who = fit.agent == Some(true) || present(pile, made, told);
    // "The wind will fall on Saturday", "wind and sea fell": a thing without a name.
    let thing = on_the_day && same_word && subject_told(pile, made, told);
    let object = fit.patient == Some(true);
    let general = lexicon::is("vague", &event.lemma);
    let realised = on_the_day && lexicon::realises(&event.lemma, &outcome.lemma);
    if !(linked || realised || akin(&event.lemma, &outcome.lemma)) {
        return None;
    }
    let fits = match (denied, given_up) {
        (_, true) => same_word && object,
        // What did not happen settles only what was to come on that day.
        (true, _) => {
            (on_the_day || (foretold.day.is_some() && own.is_none()))
                && (same_word || who)
                && (who || object || ship(made, told))
        }
        _ if linked && !general => fit.agent != Some(false) || object,
        _ if realised => who,
        _ if thing => true,
        _ if general => on_the_day && fit.agent == Some(true) && same_word,
        _ => {
            made.same_actors(told)
                && fit.agent != Some(false)
                && fit.patient != Some(false)
                && (fit.common > 1 || (same_word && (who || object)) || (on_the_day && who))
                && (same_word || object || on_the_day || fit.common > 1)
        }
    };
    if !fits {
        return None;
    }
    let where_ = pile.place(told.page, outcome);
    let mut score = 3 * fit.common as i32 + 2 * i32::from(same_word) + i32::from(last.is_some()) + i32::from(linked);
    // An outcome that says where settles a forecast that says where; one on the day a forecast of a day.
    score += 8 * i32::from(place.is_some() && where_.is_some()) + 5 * i32::from(on_the_day) + 3 * i32::from(denied);
    Some(Candidate { score, told, place: where_, day: own })
}

/// Whether somebody or something by a noun takes part in both.
fn ship(made: &Statement<'_>, told: &Statement<'_>) -> bool {
    let nouns = |s: &Statement<'_>| -> BTreeSet<Filler> { s.agents.iter().chain(&s.patients).cloned().collect() };
    !nouns(made).is_disjoint(&nouns(told))
}

/// Whether the noun that is the subject of a forecast stands in the sentence of the outcome.
fn subject_told(pile: &Pile<'_>, made: &Statement<'_>, told: &Statement<'_>) -> bool {
    let (x, y) = (&pile.pages[made.page].parse, &pile.pages[told.page].parse);
    let Some(subject) = subject(x, made.event.token).filter(|s| x.tokens[*s].pos == Pos::Noun) else { return false };
    let sentence = y.sentences.get(told.event.sentence).cloned().unwrap_or_default();
    sentence.clone().any(|t| y.tokens[t].pos == Pos::Noun && y.tokens[t].lemma == x.tokens[subject].lemma)
}

/// Whether who was to act is named in the sentence of the outcome.
fn present(pile: &Pile<'_>, made: &Statement<'_>, told: &Statement<'_>) -> bool {
    let within = pile.mentioned(told.page, told.at.span);
    let entity = |f: &Filler| matches!(f, Filler::Entity(e) if within.contains(e));
    made.agents.iter().any(entity) || (made.agents.is_empty() && made.patients.iter().any(entity))
}

fn settle(
    pile: &Pile<'_>,
    dossier: &Dossier,
    mut forecast: Forecast,
    made: &Statement<'_>,
    best: &Candidate<'_>,
    place: Option<EntityId>,
    foretold: &Foretold,
) -> Forecast {
    let told = best.told;
    forecast.outcome_event = Some(pile.event_of[told.page][told.local]);
    forecast.support.push(told.at);
    forecast.outcome = Outcome::Fulfilled;
    let variants = |a: String, b: String| {
        vec![Variant { value: a, support: vec![made.at] }, Variant { value: b, support: vec![told.at] }]
    };
    if told.event.polarity == Polarity::Negative {
        forecast.outcome = Outcome::NotFulfilled;
        forecast.variants = variants(made.event.lemma.clone(), format!("not {}", told.event.lemma));
        forecast.reasons.push("A page says that it did not happen.".into());
    } else if let (Some(a), Some(b)) = (place, best.place)
        && a != b
        && apart(dossier, a, b)
        && !contains(dossier, a, b)
        && !contains(dossier, b, a)
    {
        forecast.outcome = Outcome::NotFulfilled;
        let name = |e: EntityId| dossier.entities[e].name.clone();
        forecast.variants = variants(name(a), name(b));
        forecast.reasons.push(format!("It happened elsewhere: {} instead of {}.", name(b), name(a)));
    } else if let (Some(f), Some(c)) = (foretold.day, best.day)
        && c > f
    {
        forecast.outcome = Outcome::NotFulfilled;
        forecast.variants = variants(f.to_string(), c.to_string());
        forecast.reasons.push(format!("It happened later: {c} instead of {f}."));
    } else {
        forecast
            .reasons
            .push("A page tells of such an event with the same people, after the forecast was made.".into());
    }
    forecast
}

/// Whether two places are known to be different: both lie on the map, more than half a degree apart.
fn apart(dossier: &Dossier, a: EntityId, b: EntityId) -> bool {
    use crate::entity::EntityKind;
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

/// Whether the sentence of an event sets a condition.
fn conditions(analysis: &crate::Analysis, event: &Event) -> bool {
    let parse = &analysis.parse;
    parse
        .sentences
        .get(event.sentence)
        .is_some_and(|s| s.clone().any(|t| matches!(&*parse.tokens[t].lemma, "if" | "unless" | "provided")))
}
