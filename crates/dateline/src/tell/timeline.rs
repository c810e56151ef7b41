//! Which events stand in the chronology of the main story, and in what order.
//!
//! In: labelled events. Out: the lines of [`Dossier::timeline`], and which of them are [`Dossier::short`]. A line is something that happened, by a source that is sure of it, told of somebody or
//! somewhere that has a name, in a clause that asserts it. States and attitudes are no lines; a verb of speech is one when the speaker has
//! a name and the words are given. Of several events of one sentence at one time, the one that governs the others tells them all. What one
//! page alone quotes stands here when somebody with an office or a body says it, once for a page and speaker; the rest is in the quotations.

use std::collections::{BTreeMap, BTreeSet};

use super::label::{describes, participle};
use super::subject::clause_of;
use crate::entity::EntityKind;
use crate::event::{Certainty, Event, ParticipantRole, Polarity, Tense};
use crate::faults::Faults;
use crate::language::{Form, Function, Parse, Pos};
use crate::lexicon::Flag;
use crate::link::{Line, Pile, is_datable, is_day};
use crate::speech::SourceKind;
use crate::time::TimeBasis;
use crate::time::{Granularity, Interval};
use crate::{Analysis, Dossier, Status};
use crate::{EntityId, EventId, IndexVec, Local, MentionId, PageId, StoryId};

/// The events of the chronology in order, and why each stands there.
pub(super) fn timeline(pile: &Pile<'_>, dossier: &Dossier, faults: &mut Faults) -> Vec<Line> {
    let main = dossier.stories.position(|s| s.main);
    let pages = main.map_or(0, |m| dossier.stories[m].documents.len());
    let leading = leading(dossier, main, pages);
    let mut lines: Vec<(EventId, i32)> = dossier
        .events
        .ids()
        .filter(|e| pile.mentions[*e].iter().any(|m| Some(dossier.documents[m.page].story) == main))
        .filter_map(|e| {
            let page = pile.mentions[e].first()?.page;
            let weight = faults.guard(page, "a line", || salience(pile, dossier, &leading, e)).flatten();
            weight.map(|s| (e, s))
        })
        .collect();
    // The most salient event of a sentence and a time speaks for the sentence.
    lines.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut told: BTreeMap<(PageId, usize), Vec<EventId>> = BTreeMap::new();
    let mut voices: BTreeMap<Voice, usize> = BTreeMap::new();
    let mut chosen: Vec<Line> = Vec::new();
    let mut weights: Vec<(EventId, i32)> = Vec::new();
    let most = LINES * (pages as f64).sqrt();
    for (event, weight) in lines {
        if chosen.len() as f64 >= most {
            break;
        }
        let sentences: Vec<(PageId, usize)> =
            dossier.events[event].support.iter().map(|s| (s.at.document, s.at.span.start)).collect();
        let time = dossier.events[event].time.as_ref().map(|t| t.interval);
        let voice = match speech(pile, dossier, &leading, event) {
            Speech::None => None,
            Speech::Aside => continue,
            Speech::By(voice, most) if voices.get(&voice).is_none_or(|n| *n < most) => Some(voice),
            Speech::By(..) => continue,
        };
        // "The ferry sank, the coast guard said": that the coast guard said it is told by the count of sources, unless the page says when.
        let stated = dossier.events[event].time.as_ref().is_some_and(|t| t.basis == TimeBasis::Stated);
        let attributes = !stated
            && pile.mentions[event].iter().all(|m| super::speech::attributes(pile.pages[m.page], pile.event(*m)));
        // By the time that the other has there: what pages put on two days stands on the day of the most of them.
        let there = |other: EventId, (document, start): (PageId, usize)| {
            pile.mentions[other].iter().any(|m| {
                let own = pile.event(*m).time.as_ref().map(|t| t.interval);
                m.page == document && own == time && pile.sentence(*m).span.start == start
            })
        };
        let repeated = sentences.iter().all(|s| {
            told.get(s).into_iter().flatten().any(|other: &EventId| {
                attributes
                    || there(*other, *s)
                    || match (time, dossier.events[*other].time.as_ref().map(|t| t.interval)) {
                        (Some(own), Some(known)) => own == known || holds(&own, &known),
                        (own, _) => own.is_none(),
                    }
            })
        });
        // The same words for the same time are one line, whether or not the pages were found to tell of one event.
        let label = &dossier.events[event].label;
        let again = chosen.iter().any(|line| {
            let other = &dossier.events[line.event];
            other.label == *label && other.time.as_ref().map(|t| t.interval) == time
        });
        if !repeated && !again {
            voice.into_iter().for_each(|v| *voices.entry(v).or_default() += 1);
            for s in sentences {
                told.entry(s).or_default().push(event);
            }
            let told: BTreeSet<PageId> = dossier.events[event].support.iter().map(|s| s.at.document).collect();
            let why = format!(
                "On the chronology: told as a fact by {} of {pages} pages, {}; weight {weight}.",
                told.len(),
                if stated { "with a time of its own" } else { "without a time of its own" },
            );
            chosen.push(Line { event, why, short: false });
            weights.push((event, weight));
        }
    }
    // What one page alone says that somebody said is for the long form.
    let voiced = |e: &EventId| !matches!(speech(pile, dossier, &leading, *e), Speech::None);
    let telling: Vec<(EventId, i32)> = weights.into_iter().filter(|(e, _)| !voiced(e)).collect();
    let short = super::short::short(pile, dossier, &telling);
    // Under one day what is known to the day comes before what lasted longer or is known no better.
    let key = |line: &Line| {
        let time = dossier.events[line.event].time.as_ref();
        let first = time.and_then(|t| t.interval.earliest);
        let last = time.and_then(|t| t.interval.latest);
        let longer = first.zip(last).is_none_or(|(a, b)| a.date() != b.date());
        (first.is_none(), first.map(|f| f.date()), longer, first, last, line.event)
    };
    chosen.sort_by_key(key);
    for line in &mut chosen {
        line.short = short.contains(&line.event);
    }
    chosen
}

/// Lines of the chronology for one page; for more pages times the square root of their number.
const LINES: f64 = 28.0;
/// Lines of one page in which somebody whom many pages name, and who has an office, only says something. Of another body or office there is
/// one in a page, of another person whom many name one in all.
const WORDS: usize = 2;

/// Whether a longer time holds a shorter one, so that it is known no better.
fn holds(long: &Interval, short: &Interval) -> bool {
    let within = |a: &Interval, b: &Interval| a.earliest <= b.earliest && b.latest <= a.latest;
    let whole = |i: &Interval| i.earliest.is_some() && i.latest.is_some();
    whole(long) && whole(short) && within(long, short)
}

/// Whoever speaks in a page: a linked entity, or the words of the page.
type Voice = (Option<PageId>, Result<EntityId, String>);

/// An event as speech.
enum Speech {
    /// More than that: it has a day of its own, or several pages have it.
    None,
    /// Of somebody whose words are no line of a chronology.
    Aside,
    /// Of somebody whose words are so many lines at most.
    By(Voice, usize),
}

/// Whether one page alone has an event, as what somebody says on no day of its own; and who.
fn speech(pile: &Pile<'_>, dossier: &Dossier, leading: &IndexVec<EntityId, bool>, event: EventId) -> Speech {
    let linked = &dossier.events[event];
    let pages: BTreeSet<PageId> = linked.support.iter().map(|s| s.at.document).collect();
    if pages.len() > 1 || linked.time.as_ref().is_some_and(|t| t.basis == TimeBasis::Stated) {
        return Speech::None;
    }
    let mut said = Speech::None;
    for &Local { page, index: local } in &pile.mentions[event] {
        let analysis = pile.pages[page];
        let Some(speaker) = super::speech::introduced(analysis, &analysis.events[local]).and_then(|q| q.speaker) else {
            return Speech::None;
        };
        let known = speaker.entity.and_then(|e| pile.entity_of[page].get(e)).copied();
        let entity = known.map(|e| &dossier.entities[e]).filter(|e| e.named);
        let often = known.is_some_and(|e| leading.get(e).copied().unwrap_or_default());
        let office = entity.is_some_and(|e| e.kind != EntityKind::Person || !e.titles.is_empty());
        // "A spokesman for the harbour": who speaks for a body, though he has no name himself.
        let spoken =
            entity.is_none() && speaker.kind == SourceKind::Official && speaker.name.to_lowercase().contains("spokes");
        let most = if often && office { WORDS } else { 1 };
        said = match (entity, known) {
            (Some(_), Some(e)) if office => Speech::By((Some(page), Ok(e)), most),
            (Some(_), Some(e)) if often => Speech::By((None, Ok(e)), 1),
            _ if spoken => Speech::By((Some(page), Err(speaker.name.to_lowercase())), 1),
            _ => Speech::Aside,
        };
    }
    said
}

/// Entities that a good part of the story's pages mention.
fn leading(dossier: &Dossier, main: Option<StoryId>, pages: usize) -> IndexVec<EntityId, bool> {
    let often = |e: &crate::LinkedEntity| {
        let told: BTreeSet<PageId> =
            e.mentions.iter().map(|m| m.document).filter(|d| Some(dossier.documents[*d].story) == main).collect();
        told.len() >= 2 && 3 * told.len() >= pages
    };
    dossier.entities.iter().map(often).collect()
}

/// How much an event belongs in the chronology; `None` when it does not.
fn salience(pile: &Pile<'_>, dossier: &Dossier, leading: &IndexVec<EntityId, bool>, event: EventId) -> Option<i32> {
    let linked = &dossier.events[event];
    // What is alleged stands there with who alleges it, or not at all.
    let alleged = linked.status == Status::Alleged && super::holder::holder(pile, dossier, event).is_some();
    if linked.status != Status::Happened && !alleged || linked.label.is_empty() {
        return None;
    }
    let mut best: Option<i32> = None;
    for &Local { page, index: local } in &pile.mentions[event] {
        let mention = &pile.pages[page].events[local];
        if let Some(s) = mention_salience(pile, dossier, page, mention) {
            best = Some(best.map_or(s, |b| b.max(s)));
        }
    }
    let pages: BTreeSet<PageId> = linked.support.iter().map(|s| s.at.document).collect();
    let stated = linked.time.as_ref().is_some_and(|t| t.basis == TimeBasis::Stated && is_datable(t));
    // A line of a name and a verb says nothing unless it has a date; "neither country has said" is no event.
    let holder = super::holder::holder(pile, dossier, event);
    let own = holder.as_deref().and_then(|h| linked.label.strip_suffix(h)).unwrap_or(&linked.label);
    let words = own.split_whitespace().count();
    let nothing = ["Neither ", "No ", "Nobody ", "None "].iter().any(|n| linked.label.starts_with(n));
    // "The coast guard said": what it said stands in another line, or nowhere.
    let bare = [" said", " told", " added", " reported", " reporters", " confirmed", " announced", " warned"]
        .iter()
        .any(|e| own.ends_with(e));
    // A line must stand alone.
    const NOBODY: &[&str] = &[
        "He ", "She ", "It ", "They ", "We ", "I ", "You ", "This ", "That ", "Which ", "Who ", "Whose ", "His ",
        "Her ", "Its ", "Their ", "Our ", "My ", "Your ",
    ];
    if NOBODY.iter().any(|n| linked.label.starts_with(n)) {
        return None;
    }
    if nothing || bare || words < 2 || (!stated && words < 4) {
        return None;
    }
    // What is only named, and known to no month, is the background of the story.
    let noun = |m: &Local<MentionId>| {
        let analysis = pile.pages[m.page];
        let (parse, token) = (&analysis.parse, analysis.events[m.index].token);
        let verb = |t: usize| parse.tokens.get(t).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux));
        // "The trip ended" is told by its verb.
        parse.tokens.get(token).is_some() && !verb(token) && !clause_of(parse, token).is_some_and(verb)
    };
    let long = |i: &Interval| i.earliest.zip(i.latest).is_none_or(|(a, b)| (b.date() - a.date()).get_days() > 31);
    let years = linked.time.as_ref().is_some_and(|t| long(&t.interval));
    let named = pile.mentions[event].iter().all(noun);
    // "Arrests in Bergen", "an interview with a newspaper": what one page only names, and of nobody, is no line either.
    let nobody = || {
        let of = |p: &crate::LinkedParticipant| linked.label.contains(&dossier.entities[p.entity].name);
        words < 5 || !linked.participants.iter().any(of)
    };
    if named && (years || pages.len() == 1 && !super::nominal::is_clause(&linked.label) && nobody()) {
        return None;
    }
    // "The crew rescued by the cutter": a participle that only describes.
    let describing = |m: &Local<MentionId>| {
        let analysis = pile.pages[m.page];
        let token = analysis.parse.tokens.get(analysis.events[m.index].token);
        token.is_some_and(|t| t.is(Function::NounClause) && matches!(t.form(), Form::Participle | Form::Gerund))
    };
    if pages.len() == 1 && pile.mentions[event].iter().all(describing) {
        return None;
    }
    let lead = linked.participants.iter().any(|p| leading.get(p.entity).copied().unwrap_or_default());
    let first = linked.support.iter().any(|s| {
        let document = &dossier.documents[s.at.document];
        document.sentences.iter().position(|x| *x == s.at.span).is_some_and(|n| n < 6)
    });
    best.map(|s| {
        s + 3 * i32::from(lead) + 2 * i32::from(first) + 4 * (pages.len() as i32 - 1).min(3) + i32::from(stated) * 4
    })
}

fn mention_salience(pile: &Pile<'_>, dossier: &Dossier, page: PageId, mention: &Event) -> Option<i32> {
    if mention.certainty != Certainty::Certain
        || mention.polarity == Polarity::Negative
        || mention.tense == Tense::Future
    {
        return None;
    }
    let parse = &pile.pages[page].parse;
    let token = parse.tokens.get(mention.token)?;
    let speech = matches!(mention.lemma.as_str(), "say" | "tell" | "add" | "note" | "state" | "write");
    // "called off" is not "called"; what fails outright happens, what fails to happen does not.
    let particle = parse.particle(mention.token).is_some();
    // "brought to the hospital in Bergen": moved to a place that is told.
    let toward =
        |c: usize| parse.tokens[c].is(Function::Preposition) && matches!(&*parse.tokens[c].lemma, "to" | "into");
    let moved = matches!(mention.lemma.as_str(), "bring" | "take")
        && (mention.place.is_some() || parse.children(mention.token).any(toward));
    let outright = mention.lemma == "fail" && parse.child(mention.token, Function::OpenClause).is_none();
    // "stopped sending data": that is an event, where "stopped" alone is none.
    let ends = matches!(mention.lemma.as_str(), "stop" | "cease")
        && parse.child(mention.token, Function::OpenClause).is_some();
    if !speech && !ends && Flag::NoLine.has(&mention.lemma) && !particle && !outright && !moved {
        return None;
    }
    // A ground or a part of what is told is no event of its own.
    if describes(parse, mention.token) || participle(parse, mention.token) {
        return None;
    }
    let stated = mention.time.as_ref().is_some_and(|t| t.basis == TimeBasis::Stated);
    // "Holt leaves the town hall": under a picture, of a habit or a state; what is news has a day or is over.
    let said = super::speech::introduced(pile.pages[page], mention).is_some();
    if present(parse, mention.token) && !said && !(stated && narrates_in_present(pile.pages[page])) {
        return None;
    }
    // "May greets the guests": a name that was read as a month.
    let month = mention.time.as_ref().and_then(|t| pile.pages[page].times.get(t.timex?)).is_some_and(|t| {
        parse
            .children(mention.token)
            .any(|c| parse.tokens[c].is(Function::Subject) && t.span.contains(parse.tokens[c].span))
    });
    if month {
        return None;
    }
    // "The first since the border closed": not on the day of the news, and the page does not say when.
    let since = |t: usize| matches!(&*parse.tokens[t].lemma, "since" | "until");
    let apart = parse.children(mention.token).any(|c| parse.tokens[c].is(Function::Marker) && since(c))
        || token.is(Function::PrepositionClause) && since(token.head);
    if apart && !stated {
        return None;
    }
    let taking_part = mention.participants.iter().any(|p| p.role != ParticipantRole::Other && p.entity.is_some());
    let named = mention
        .participants
        .iter()
        .filter_map(|p| p.entity)
        .chain(mention.place)
        .filter_map(|e| pile.entity_of[page].get(e))
        .any(|e| is_named(&dossier.entities[*e]));
    // On a day of its own an event may be told of somebody or something without a name.
    let dated = stated && taking_part && mention.time.as_ref().is_some_and(|t| is_day(&t.interval));
    // To the minute anything may be told that does or undergoes something: "the light failed at 9:14 p.m. on 4 March".
    let subject = parse.subject(mention.token).is_some();
    let clock = |t: &crate::time::EventTime| is_day(&t.interval) && t.interval.granularity < Granularity::Day;
    let timed = stated && subject && mention.time.as_ref().is_some_and(clock);
    if !named && !dated && !timed {
        return None;
    }
    // What stands inside quotation marks is told by its speaker, not by the page; headings repeat the text.
    if !super::speech::narrated(pile.pages[page], mention.span) {
        return None;
    }
    let verb = token.pos == Pos::Verb;
    // "to test missiles": an infinitive asserts nothing.
    let emphatic = |c: usize| parse.tokens[c].is(Function::Auxiliary) && &*parse.tokens[c].lemma == "do";
    if token.is_base() && !parse.children(mention.token).any(emphatic) {
        return None;
    }
    if verb && !taking_part && !stated {
        return None;
    }
    if !verb && !stated {
        return None;
    }
    if speech && !speaker_named(pile, dossier, page, mention) {
        return None;
    }
    // How deep the clause stands below the one that the sentence asserts.
    let depth = std::iter::once(mention.token)
        .chain(parse.ancestors(mention.token))
        .filter(|t| {
            matches!(
                parse.tokens[*t].function(),
                Function::Relative
                    | Function::Adverbial
                    | Function::NounClause
                    | Function::Clause
                    | Function::OpenClause
            )
        })
        .count() as i32;
    // Without a date of its own an event is dated by the news, and only what the sentence asserts is news.
    if !stated && (depth > 1 || (depth > 0 && !token.is_past())) {
        return None;
    }
    // What somebody with an office says or does weighs more.
    let office = mention.participants.iter().filter(|p| p.role == ParticipantRole::Agent).any(|p| {
        let linked = p.entity.and_then(|e| pile.entity_of[page].get(e));
        linked.is_some_and(|e| !dossier.entities[*e].titles.is_empty())
    });
    Some(2 * i32::from(office) + 6 * i32::from(verb) + 5 * i32::from(stated) - 3 * depth - 3 * i32::from(speech))
}

/// Whether a page tells what has a day of its own in the present tense, as a chronology does.
fn narrates_in_present(analysis: &Analysis) -> bool {
    let stated = |e: &&Event| e.time.as_ref().is_some_and(|t| t.basis == TimeBasis::Stated);
    let told = analysis.events.iter().filter(stated).filter(|e| e.token < analysis.parse.tokens.len());
    let (now, past): (Vec<&Event>, Vec<&Event>) = told
        .filter(|e| e.tense == Tense::Past || present(&analysis.parse, e.token))
        .partition(|e| present(&analysis.parse, e.token));
    now.len() >= 3 && now.len() > past.len()
}

/// Whether a verb stands in the present tense, with "be" or without.
fn present(parse: &Parse, token: usize) -> bool {
    let mut auxiliaries = parse.auxiliaries(token);
    match auxiliaries.next().map(|first| &parse.tokens[first]) {
        None => parse.tokens[token].is_present(),
        Some(first) => first.is_present() && &*first.lemma == "be" && !auxiliaries.any(|c| parse.tokens[c].is_modal()),
    }
}

fn is_named(entity: &crate::LinkedEntity) -> bool {
    entity.kind != EntityKind::Other && entity.name.chars().any(char::is_uppercase)
}

fn speaker_named(pile: &Pile<'_>, dossier: &Dossier, page: PageId, mention: &Event) -> bool {
    pile.pages[page].quotations.iter().any(|q| {
        q.cue.is_some_and(|c| c.overlaps(mention.span))
            && q.speaker
                .as_ref()
                .and_then(|s| s.entity)
                .and_then(|e| pile.entity_of[page].get(e))
                .is_some_and(|e| is_named(&dossier.entities[*e]))
    })
}
