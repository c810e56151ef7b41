//! What was predicted, threatened, promised or planned, and what came of it.
//!
//! In: the linked pile. Out: [`Forecast`]s. A forecast is a sentence with an event that lies ahead of its page; its outcome is an event of
//! the same kind with the same people that a page tells as past. Where both name a place and the places differ, it came otherwise than
//! predicted. What stands under a condition, is denied, or finds no such event stays open: silence of the sources settles nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::slot::contains;
use super::statement::{Filler, Statement, stated, statements};

use crate::event::{Certainty, Event, Polarity, Tense, TimeBasis};
use crate::language::{Dep, Parse, Pos, Tag};
use crate::link::{Pile, akin, is_day};
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

/// Days after the day foretold beyond which an event of the kind is another.
const LATE: i32 = 45;

/// Finds the forecasts of the pile.
pub(crate) fn forecasts(pile: &Pile<'_>, dossier: &mut Dossier) {
    let all = statements(pile, dossier, false).list;
    let happened = happened(pile, &all);
    let mut of_event: BTreeMap<usize, usize> = BTreeMap::new();
    let mut of_sentence: BTreeMap<Evidence, usize> = BTreeMap::new();
    let mut found: Vec<Forecast> = Vec::new();
    let mut same_words: BTreeMap<(usize, &str, &str), usize> = BTreeMap::new();
    let mut days: Vec<(usize, usize, Option<jiff::civil::Date>)> = Vec::new();
    for (i, made) in all.iter().enumerate() {
        {
            let (page, local) = (made.page, made.local);
            if !lies_ahead(&pile.pages[page].parse, made.event) || idle(pile, made) {
                continue;
            }
            let at = made.at;
            let linked = pile.event_of[page][local];
            // A copy makes no forecast of its own.
            if let Some(known) = same_words.get(&(made.story, pile.text(at), made.event.lemma.as_str()))
                && found[*known].statement.document != at.document
            {
                found[*known].support.push(at);
                of_sentence.entry(at).or_insert(*known);
                continue;
            }
            let forecast = judge(pile, dossier, &all, &happened, made);
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
                    same_words.insert((made.story, pile.text(at), made.event.lemma.as_str()), found.len());
                    days.push((i, found.len(), day(pile, made)));
                    found.push(forecast);
                }
            }
        }
    }
    alike(&all, &days, &mut found);
    for forecast in &mut found {
        forecast.support.sort_unstable();
        forecast.support.dedup();
        let statement = forecast.statement;
        forecast.support.retain(|s| *s != statement);
    }
    dossier.forecasts = found;
}

/// Settles an open forecast as another of the same kind of event for the same day, which is the same forecast in other words.
fn alike(all: &[Statement<'_>], days: &[(usize, usize, Option<jiff::civil::Date>)], found: &mut [Forecast]) {
    let mut settled: BTreeMap<(usize, jiff::civil::Date), Vec<(usize, usize)>> = BTreeMap::new();
    for (statement, forecast, day) in days {
        if let Some(day) = day
            && found[*forecast].outcome != Outcome::Open
        {
            settled.entry((all[*statement].story, *day)).or_default().push((*statement, *forecast));
        }
    }
    for (statement, forecast, day) in days {
        let (Some(day), Outcome::Open) = (day, found[*forecast].outcome) else { continue };
        let made = &all[*statement];
        let near = settled.get(&(made.story, *day)).into_iter().flatten().find(|(other, known)| {
            // The forecast must be one of the event that it was settled for.
            found[*known].statement == all[*other].at && akin(&made.event.lemma, &all[*other].event.lemma)
        });
        if let Some((_, known)) = near {
            let (outcome, event, mut support) =
                (found[*known].outcome, found[*known].outcome_event, found[*known].support.clone());
            let of = &mut found[*forecast];
            of.outcome = outcome;
            of.outcome_event = event;
            of.support.append(&mut support);
            of.reasons =
                vec!["The same kind of event was foretold for the same day elsewhere, and that was settled.".into()];
        }
    }
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
    // "is to appear before a judge".
    let bound = &*parse.tokens[token.head].lemma == "be"
        && parse.children(event.token).any(|c| parse.tokens[c].tag == Tag::To)
        && token.head < event.token;
    infinitive && (bound || AHEAD.contains(&&*parse.tokens[token.head].lemma))
}

/// Whether nobody is bound by a statement: no day is given, nobody is credited with it, and who acts is only "we" or "it".
fn idle(pile: &Pile<'_>, made: &Statement<'_>) -> bool {
    let analysis = pile.pages[made.page];
    let quoted = analysis.quotations.iter().any(|q| q.span.contains(made.event.span));
    let parse = &analysis.parse;
    let subject =
        parse.children(made.event.token).find(|c| matches!(parse.tokens[*c].dep, Dep::Nsubj | Dep::Nsubjpass));
    let pronoun =
        subject.is_some_and(|s| matches!(&*parse.tokens[s].lemma, "we" | "I" | "i" | "you" | "it" | "one" | "there"));
    pronoun && !quoted && made.event.attribution.is_empty() && stated(pile, made.page, made.event).is_none()
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

/// Statements of what happened, or did not, by participant.
fn happened<'s>(pile: &Pile<'_>, all: &'s [Statement<'_>]) -> BTreeMap<&'s Filler, Vec<usize>> {
    let mut by_participant: BTreeMap<&Filler, Vec<usize>> = BTreeMap::new();
    let mut seen: BTreeSet<(usize, &str, &str)> = BTreeSet::new();
    for (i, s) in all.iter().enumerate() {
        if !seen.insert((s.story, pile.text(s.at), s.event.lemma.as_str())) {
            continue;
        }
        let parse = &pile.pages[s.page].parse;
        let event = s.event;
        // An infinitive, or a noun without a date, asserts nothing of its own; "did not sail" does.
        let emphatic = |c: usize| parse.tokens[c].dep == Dep::Aux && &*parse.tokens[c].lemma == "do";
        let asserted = parse.tokens.get(event.token).is_some_and(|t| match t.pos {
            Pos::Verb | Pos::Aux => t.tag != Tag::Vb || parse.children(event.token).any(emphatic),
            _ => event.time.as_ref().is_some_and(|t| t.basis != TimeBasis::Publication),
        });
        let denied = event.polarity == Polarity::Negative;
        let told = asserted
            && event.tense != Tense::Future
            && event.certainty == Certainty::Certain
            && (!denied || event.tense == Tense::Past);
        // "will not raise the wreck": a plan given up.
        let given_up = denied && event.tense == Tense::Future && event.certainty != Certainty::Possible;
        if given_up || (told && !lies_ahead(parse, event)) {
            for filler in s.agents.iter().chain(&s.patients).chain(&s.others).collect::<BTreeSet<_>>() {
                by_participant.entry(filler).or_default().push(i);
            }
        }
    }
    by_participant
}

/// The day that a statement gives in its own words.
fn day(pile: &Pile<'_>, s: &Statement<'_>) -> Option<jiff::civil::Date> {
    let stated = stated(pile, s.page, s.event)?;
    let day = stated.day.or_else(|| is_day(&stated.time.interval).then_some(stated.time.interval))?;
    day.earliest.map(|t| t.date())
}

/// The forecast that a statement makes, with what came of it.
fn judge(
    pile: &Pile<'_>,
    dossier: &Dossier,
    all: &[Statement<'_>],
    happened: &BTreeMap<&Filler, Vec<usize>>,
    made: &Statement<'_>,
) -> Forecast {
    let (analysis, event, at) = (pile.pages[made.page], made.event, made.at);
    let by = event
        .attribution
        .iter()
        .find_map(|a| a.entity)
        .or_else(|| {
            let within = analysis.quotations.iter().find(|q| q.span.contains(event.span))?;
            within.speaker.as_ref()?.entity
        })
        .and_then(|e| pile.entity_of[made.page].get(e))
        .copied();
    let mut forecast = Forecast {
        statement: at,
        support: Vec::new(),
        by,
        outcome: Outcome::Open,
        outcome_event: None,
        variants: Vec::new(),
        reasons: Vec::new(),
    };
    if event.polarity == Polarity::Negative || conditional(&analysis.parse, event) {
        forecast
            .reasons
            .push("It stands under a condition, or foretells that nothing happens: silence does not settle it.".into());
        return forecast;
    }
    let general = GENERAL.contains(&event.lemma.as_str());
    let place = pile.place(made.page, event);
    let published = analysis.page.published.earliest;
    let foretold = day(pile, made).filter(|d| published.is_none_or(|p| *d >= p));
    let mut best: Option<(i32, usize, Option<usize>)> = None;
    let mine: BTreeSet<&Filler> = made.agents.iter().chain(&made.patients).chain(&made.others).collect();
    let who = mine.iter().filter(|f| matches!(f, Filler::Entity(_))).count();
    let candidates: BTreeSet<usize> = mine.iter().filter_map(|p| happened.get(*p)).flatten().copied().collect();
    for i in candidates {
        let told = &all[i];
        let outcome = told.event;
        if told.story != made.story
            || !akin(&event.lemma, &outcome.lemma)
            || (told.page == made.page && outcome.sentence == event.sentence)
        {
            continue;
        }
        // What a page tells as past before the forecast was made is another event.
        let last = outcome.time.as_ref().and_then(|t| t.interval.latest).map(|t| t.date());
        if let (Some(made), Some(last)) = (published, last)
            && last < made.saturating_sub(jiff::Span::new().days(1))
        {
            continue;
        }
        if told.page == made.page && last.is_none() {
            continue;
        }
        let theirs: BTreeSet<&Filler> = told.agents.iter().chain(&told.patients).chain(&told.others).collect();
        let common = mine.intersection(&theirs).filter(|f| matches!(f, Filler::Entity(_))).count();
        let fit = made.fit(told);
        let came = day(pile, told);
        let on_the_day = foretold.is_some() && came == foretold;
        let denied = outcome.polarity == Polarity::Negative;
        let object = fit.patient == Some(true) && event.lemma == outcome.lemma;
        if common == 0 && fit.agent != Some(true) && !object {
            continue;
        }
        if common < 2 && who > 1 && event.lemma != outcome.lemma && fit.agent != Some(true) {
            continue;
        }
        // A general verb, and a denial, settle only what was to come on a day; a plan given up later settles the plan.
        let later = published.zip(pile.pages[told.page].page.published.earliest).is_some_and(|(a, b)| a < b);
        let given_up = denied && outcome.tense == Tense::Future;
        let settles = match (denied, given_up) {
            (_, true) => later && event.lemma == outcome.lemma && fit.patient == Some(true),
            (true, _) => foretold.is_some() && on_time(foretold, outcome),
            _ => true,
        };
        if !settles || (general && !(on_the_day && fit.agent == Some(true))) {
            continue;
        }
        // What came long after the day was something else.
        let late = foretold.zip(came).map(|(f, c)| (c - f).get_days());
        if late.is_some_and(|d| !(0..=LATE).contains(&d)) {
            continue;
        }
        let where_ = pile.place(told.page, outcome);
        let mut score = 3 * common as i32 + 2 * i32::from(event.lemma == outcome.lemma) + i32::from(last.is_some());
        // An outcome that says where settles a forecast that says where; one on the day a forecast of a day.
        score += 4 * i32::from(place.is_some() && where_.is_some()) + 5 * i32::from(on_the_day) + 3 * i32::from(denied);
        if best.is_none_or(|(s, ..)| score > s) {
            best = Some((score, i, where_));
        }
    }
    let Some((_, i, where_)) = best else {
        forecast
            .reasons
            .push("No page tells of such an event with the same people after the forecast was made.".into());
        return forecast;
    };
    let told = &all[i];
    forecast.outcome_event = Some(pile.event_of[told.page][told.local]);
    forecast.support.push(told.at);
    forecast.outcome = Outcome::Fulfilled;
    let variants = |a: String, b: String| {
        vec![Variant { value: a, support: vec![at] }, Variant { value: b, support: vec![told.at] }]
    };
    if told.event.polarity == Polarity::Negative {
        forecast.outcome = Outcome::NotFulfilled;
        forecast.variants = variants(event.lemma.clone(), format!("not {}", told.event.lemma));
        forecast.reasons.push("A page says that it did not happen.".into());
    } else if let (Some(a), Some(b)) = (place, where_)
        && a != b
        && apart(dossier, a, b)
        && !contains(dossier, a, b)
        && !contains(dossier, b, a)
    {
        forecast.outcome = Outcome::NotFulfilled;
        let name = |e: usize| dossier.entities[e].name.clone();
        forecast.variants = variants(name(a), name(b));
        forecast.reasons.push(format!("It happened elsewhere: {} instead of {}.", name(b), name(a)));
    } else if let (Some(f), Some(c)) = (foretold, day(pile, told))
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

/// Whether a denied event may be the one foretold for a day: it is told of that day, or of no other.
fn on_time(foretold: Option<jiff::civil::Date>, outcome: &Event) -> bool {
    let (Some(day), Some(time)) = (foretold, &outcome.time) else { return true };
    let early = time.interval.earliest.is_none_or(|t| t.date() <= day);
    early && time.interval.latest.is_none_or(|t| t.date() >= day)
}

/// Whether two places are known to be different: both lie on the map, more than half a degree apart.
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
