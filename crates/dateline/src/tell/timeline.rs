//! Which events stand in the chronology of the main story, and in what order.
//!
//! In: labelled events. Out: [`Dossier::timeline`]. A line is something that happened, by a source that is sure of it, told of somebody or
//! somewhere that has a name, in a clause that asserts it. States and attitudes are no lines; a verb of speech is one when the speaker has
//! a name and the words are given. Of several events of one sentence at one time, the one that governs the others tells them all.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::event::{Certainty, EntityKind, Event, ParticipantRole, Polarity, Tense, TimeBasis};
use crate::language::{Dep, Pos, Tag};
use crate::link::{Pile, is_datable, is_day};
use crate::page::Role;
use crate::speech::QuotationKind;
use crate::time::Granularity;
use crate::{Dossier, Status};

static NOT_EVENTS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../../../data/tell/not_events.txt")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

/// Fills the timeline and marks its events.
pub(crate) fn timeline(pile: &Pile<'_>, dossier: &mut Dossier) {
    let main = dossier.stories.iter().position(|s| s.main);
    let pages = main.map_or(0, |m| dossier.stories[m].documents.len());
    let leading = leading(dossier, main, pages);
    let mut lines: Vec<(usize, i32)> = (0..dossier.events.len())
        .filter(|e| pile.mentions[*e].iter().any(|m| Some(dossier.documents[m.0].story) == main))
        .filter_map(|e| salience(pile, dossier, &leading, e).map(|s| (e, s)))
        .collect();
    // The most salient event of a sentence and a time speaks for the sentence.
    lines.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut told: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    let mut chosen = Vec::new();
    let most = LINES * (pages as f64).sqrt();
    for (event, weight) in lines {
        if chosen.len() as f64 >= most {
            break;
        }
        let sentences: Vec<(usize, usize)> =
            dossier.events[event].support.iter().map(|s| (s.at.document, s.at.span.start)).collect();
        let time = dossier.events[event].time.as_ref().map(|t| t.interval);
        // "The ferry sank, the coast guard said": that the coast guard said it is told by the count of sources, unless the page says when.
        let stated = dossier.events[event].time.as_ref().is_some_and(|t| t.basis == TimeBasis::Stated);
        let attributes = !stated
            && pile.mentions[event]
                .iter()
                .all(|(page, local)| super::speech::attributes(pile.pages[*page], &pile.pages[*page].events[*local]));
        // By the time that the other has there: what pages put on two days stands on the day of the most of them.
        let there = |other: usize, (document, start): (usize, usize)| {
            pile.mentions[other].iter().any(|m| {
                let own = pile.pages[m.0].events[m.1].time.as_ref().map(|t| t.interval);
                m.0 == document && own == time && pile.sentence(m.0, m.1).span.start == start
            })
        };
        let repeated = sentences.iter().all(|s| {
            told.get(s).into_iter().flatten().any(|other: &usize| {
                let same = || dossier.events[*other].time.as_ref().map(|t| t.interval) == time;
                attributes || time.is_none() || same() || there(*other, *s)
            })
        });
        if !repeated {
            for s in sentences {
                told.entry(s).or_default().push(event);
            }
            let told: BTreeSet<usize> = dossier.events[event].support.iter().map(|s| s.at.document).collect();
            dossier.events[event].reasons.push(format!(
                "On the chronology: told as a fact by {} of {pages} pages, {}; weight {weight}.",
                told.len(),
                if stated { "with a time of its own" } else { "without a time of its own" },
            ));
            chosen.push(event);
        }
    }
    // Under one day what is known to the day comes before what lasted longer or is known no better.
    let key = |e: &usize| {
        let time = dossier.events[*e].time.as_ref();
        let first = time.and_then(|t| t.interval.earliest);
        let last = time.and_then(|t| t.interval.latest);
        let longer = first.zip(last).is_none_or(|(a, b)| a.date() != b.date());
        (first.is_none(), first.map(|f| f.date()), longer, first, last, *e)
    };
    chosen.sort_by_key(key);
    for event in &chosen {
        dossier.events[*event].on_timeline = true;
    }
    dossier.timeline = chosen;
}

/// Lines of the chronology for one page; for more pages times the square root of their number.
const LINES: f64 = 36.0;

/// Entities that a good part of the story's pages mention.
fn leading(dossier: &Dossier, main: Option<usize>, pages: usize) -> Vec<bool> {
    let often = |e: &crate::LinkedEntity| {
        let told: BTreeSet<usize> =
            e.mentions.iter().map(|m| m.document).filter(|d| Some(dossier.documents[*d].story) == main).collect();
        told.len() >= 2 && 3 * told.len() >= pages
    };
    dossier.entities.iter().map(often).collect()
}

/// How much an event belongs in the chronology; `None` when it does not.
fn salience(pile: &Pile<'_>, dossier: &Dossier, leading: &[bool], event: usize) -> Option<i32> {
    let linked = &dossier.events[event];
    if !matches!(linked.status, Status::Happened) || linked.label.is_empty() {
        return None;
    }
    let mut best: Option<i32> = None;
    for &(page, local) in &pile.mentions[event] {
        let mention = &pile.pages[page].events[local];
        if let Some(s) = mention_salience(pile, dossier, page, mention) {
            best = Some(best.map_or(s, |b| b.max(s)));
        }
    }
    let pages: BTreeSet<usize> = linked.support.iter().map(|s| s.at.document).collect();
    let stated = linked.time.as_ref().is_some_and(|t| t.basis == TimeBasis::Stated && is_datable(t));
    // A line of a name and a verb says nothing unless it has a date; "neither country has said" is no event.
    let words = linked.label.split_whitespace().count();
    let nothing = ["Neither ", "No ", "Nobody ", "None "].iter().any(|n| linked.label.starts_with(n));
    // "The coast guard said": what it said stands in another line, or nowhere.
    let bare = [" said", " told", " added", " reported", " reporters", " confirmed", " announced", " warned"]
        .iter()
        .any(|e| linked.label.ends_with(e));
    // A line must stand alone.
    const NOBODY: &[&str] = &["He ", "She ", "It ", "They ", "We ", "I ", "You ", "This ", "That ", "Which ", "Who "];
    if NOBODY.iter().any(|n| linked.label.starts_with(n)) {
        return None;
    }
    if nothing || bare || words < 2 || (!stated && words < 4) {
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

fn mention_salience(pile: &Pile<'_>, dossier: &Dossier, page: usize, mention: &Event) -> Option<i32> {
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
    let particle = parse.child(mention.token, Dep::Prt).is_some();
    // "brought to the hospital in Bergen": moved to a place that is told.
    let moved = matches!(mention.lemma.as_str(), "bring" | "take") && mention.place.is_some();
    let outright = mention.lemma == "fail" && parse.child(mention.token, Dep::Xcomp).is_none();
    if !speech && NOT_EVENTS.contains(mention.lemma.as_str()) && !particle && !outright && !moved {
        return None;
    }
    let aux = |c: usize| matches!(parse.tokens[c].dep, Dep::Aux | Dep::Auxpass);
    if token.tag == Tag::Vbg
        && matches!(token.dep, Dep::Acl | Dep::Advcl | Dep::Pcomp)
        && !parse.children(mention.token).any(aux)
    {
        return None;
    }
    let stated = mention.time.as_ref().is_some_and(|t| t.basis == TimeBasis::Stated);
    // "The first since the border closed": not on the day of the news, and the page does not say when.
    let since = |t: usize| matches!(&*parse.tokens[t].lemma, "since" | "until");
    let apart = parse.children(mention.token).any(|c| parse.tokens[c].dep == Dep::Mark && since(c))
        || token.dep == Dep::Pcomp && since(token.head);
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
    let subject = parse.children(mention.token).any(|c| matches!(parse.tokens[c].dep, Dep::Nsubj | Dep::Nsubjpass));
    let clock = |t: &crate::event::EventTime| is_day(&t.interval) && t.interval.granularity < Granularity::Day;
    let timed = stated && subject && mention.time.as_ref().is_some_and(clock);
    if !named && !dated && !timed {
        return None;
    }
    let analysis = pile.pages[page];
    // What stands inside quotation marks is told by its speaker, not by the page; headings repeat the text.
    let within = |s: crate::Span| s.contains(mention.span);
    let quoted = analysis.quotations.iter().any(|q| q.kind == QuotationKind::Direct && within(q.span));
    let aside = analysis.page.blocks.iter().any(|b| !matches!(b.role, Role::Body | Role::Standfirst) && within(b.span));
    if quoted || aside {
        return None;
    }
    let verb = token.pos == Pos::Verb;
    // "to test missiles": an infinitive asserts nothing.
    let emphatic = |c: usize| parse.tokens[c].dep == Dep::Aux && &*parse.tokens[c].lemma == "do";
    if token.tag == Tag::Vb && !parse.children(mention.token).any(emphatic) {
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
        .filter(|t| matches!(parse.tokens[*t].dep, Dep::Relcl | Dep::Advcl | Dep::Acl | Dep::Ccomp | Dep::Xcomp))
        .count() as i32;
    // Without a date of its own an event is dated by the news, and only what the sentence asserts is news.
    if !stated && (depth > 1 || (depth > 0 && token.tag != Tag::Vbd)) {
        return None;
    }
    // What somebody with an office says or does weighs more.
    let office = mention.participants.iter().filter(|p| p.role == ParticipantRole::Agent).any(|p| {
        let linked = p.entity.and_then(|e| pile.entity_of[page].get(e));
        linked.is_some_and(|e| !dossier.entities[*e].titles.is_empty())
    });
    Some(2 * i32::from(office) + 6 * i32::from(verb) + 5 * i32::from(stated) - 3 * depth - 3 * i32::from(speech))
}

fn is_named(entity: &crate::LinkedEntity) -> bool {
    entity.kind != EntityKind::Other && entity.name.chars().any(char::is_uppercase)
}

fn speaker_named(pile: &Pile<'_>, dossier: &Dossier, page: usize, mention: &Event) -> bool {
    pile.pages[page].quotations.iter().any(|q| {
        q.cue.is_some_and(|c| c.overlaps(mention.span))
            && q.speaker
                .as_ref()
                .and_then(|s| s.entity)
                .and_then(|e| pile.entity_of[page].get(e))
                .is_some_and(|e| is_named(&dossier.entities[*e]))
    })
}
