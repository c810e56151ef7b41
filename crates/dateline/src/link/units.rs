//! The mentions of one event in one page, as the pile compares them.
//!
//! In: a page's events, with its entities already linked. Out: [`Unit`]s. A page's own chains are split where the page itself states
//! different times.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::times::{self, Relation};
use crate::Analysis;
use crate::entity::EntityKind;
use crate::event::{Certainty, Event, ParticipantRole, Tense, classes};
use crate::language::{Function, Pos, Token};
use crate::time::{EventTime, TimeBasis};
use crate::{EntityId, IndexVec, LocalEntity, MentionId, PageId, SentenceId};

/// Days between publications that make other news of the same words.
pub(super) const MONTH: i32 = 31;

/// The words of the sentence of a mention, without marks and capitals, and its lemma.
pub(super) type Told<'a> = (String, &'a str);

/// The mentions of one event in one page.
pub(crate) struct Unit<'a> {
    pub page: PageId,
    /// Its mentions in the page.
    pub members: Vec<MentionId>,
    pub(super) lemmas: BTreeSet<Cow<'a, str>>,
    pub(super) agents: BTreeSet<EntityId>,
    pub(super) patients: BTreeSet<EntityId>,
    pub(super) others: BTreeSet<EntityId>,
    /// The participants that the page names.
    pub(super) named: BTreeSet<EntityId>,
    /// The people among them.
    pub(super) people: BTreeSet<EntityId>,
    pub(super) place: Option<EntityId>,
    pub(super) time: Option<EventTime>,
    pub(super) vector: Option<&'a [f32]>,
    pub(super) words: BTreeSet<&'a str>,
    /// How many words stand above its first mention in its sentence.
    pub(super) depth: usize,
    /// The words of its sentences without times, and of these the numbers.
    pub(super) said: BTreeSet<&'a str>,
    pub(super) numbers: BTreeSet<&'a str>,
    pub(super) negative: bool,
    /// The first and the last day on which the page can have been published.
    pub(super) published: (Option<Date>, Option<Date>),
    /// The last day on which it can have happened: that on which a page tells of it as past.
    pub(super) until: Option<Date>,
    /// The words of the sentence of its first mention, and its lemma: what a copy has just so, whatever marks it sets.
    pub(super) told: Told<'a>,
    /// For a statement the lemmas of the events that its words tell of.
    pub(super) content: BTreeSet<&'a str>,
    /// For a statement the countries that its speakers' names begin with: "US officials".
    pub(super) nations: BTreeSet<&'static str>,
    /// Lemmas of the common nouns that its verbs are done to.
    pub(super) objects: BTreeSet<&'a str>,
    /// Whether one of its mentions is told as a fact.
    pub(super) factual: bool,
    /// The first event of the page's chain.
    pub(super) chain: Option<MentionId>,
    /// The first day on which it can happen: that on which a page tells of it as lying ahead.
    pub(super) from: Option<Date>,
}

impl Unit<'_> {
    /// When it happened, where its page says so.
    pub(super) fn stated(&self) -> Option<crate::time::Interval> {
        self.time.as_ref().filter(|t| t.basis == TimeBasis::Stated).map(|t| t.interval)
    }

    /// Whether its page told of it as past before the other happened, by the time that the other's page states.
    pub(super) fn is_before(&self, other: &Self) -> bool {
        let start = other.stated().and_then(|t| t.earliest).map(|t| t.date());
        // The other side of the world is a day ahead.
        self.until.zip(start).is_some_and(|(until, start)| until.tomorrow().is_ok_and(|day| start > day))
    }

    /// Whether its page told of it as lying ahead after the other was over, by the time that the other's page states.
    pub(super) fn is_after(&self, other: &Self) -> bool {
        let end = other.stated().and_then(|t| t.latest).map(|t| t.date());
        self.from.zip(end).is_some_and(|(from, end)| end.tomorrow().is_ok_and(|day| from > day))
    }

    pub(super) fn participants(&self) -> impl Iterator<Item = EntityId> + '_ {
        self.agents.iter().chain(&self.patients).chain(&self.others).copied()
    }
}

/// The units of all pages, in order of text.
pub(crate) fn units<'a>(
    pages: &IndexVec<PageId, &'a Analysis>,
    entity: &IndexVec<PageId, IndexVec<LocalEntity, EntityId>>,
) -> Vec<Unit<'a>> {
    let mut units = Vec::new();
    for (page, analysis) in pages.iter_enumerated() {
        let mut chains: BTreeMap<MentionId, Vec<MentionId>> = BTreeMap::new();
        for (i, event) in analysis.events.iter_enumerated() {
            chains.entry(event.chain).or_default().push(i);
        }
        let mut parts: Vec<Vec<MentionId>> = chains.into_values().flat_map(|c| by_time(analysis, c)).collect();
        parts.sort();
        for members in parts {
            units.push(unit(page, analysis, members, &entity[page]));
        }
    }
    units
}

/// Splits a page's chain where the page states different times: one kind of event on two days is two events, or a discrepancy for the
/// rules to find. A mention without a stated time stays with the one before it.
fn by_time(analysis: &Analysis, chain: Vec<MentionId>) -> Vec<Vec<MentionId>> {
    let stated =
        |m: MentionId| analysis.events[m].time.as_ref().filter(|t| t.basis == TimeBasis::Stated).map(|t| &t.interval);
    let same = |a: &crate::time::Interval, b: &crate::time::Interval| {
        a == b || (times::is_day(a) && times::is_day(b) && times::relation(a, b) == Relation::SameDay)
    };
    // What only the day of publication dates is not what happened long before, and what lies ahead is not what is over.
    let long_ago = |m: MentionId, time: &crate::time::Interval| {
        let event = &analysis.events[m];
        let inferred = event.time.as_ref().filter(|t| t.basis == TimeBasis::Publication);
        let over = || time.latest.map(|t| t.date()) < analysis.page.published.earliest;
        inferred.is_some_and(|t| times::apart(&t.interval, time) > MONTH)
            || event.tense == Tense::Future && time.latest.is_some() && over()
    };
    let mut parts: Vec<Vec<MentionId>> = Vec::new();
    let mut current = 0;
    for member in chain {
        let told = parts.get(current).and_then(|p| p.iter().find_map(|m| stated(*m)));
        if stated(member).is_none() && told.is_some_and(|t| long_ago(member, t)) {
            let undated = |p: &Vec<MentionId>| p.iter().all(|m| stated(*m).is_none());
            current = parts.iter().position(undated).unwrap_or(parts.len());
        }
        if let Some(time) = stated(member) {
            let fits = |p: &Vec<MentionId>| p.iter().find_map(|m| stated(*m)).is_none_or(|t| same(t, time));
            current = parts.iter().position(fits).unwrap_or(parts.len());
        }
        match parts.get_mut(current) {
            Some(part) => part.push(member),
            None => parts.push(vec![member]),
        }
    }
    parts
}

fn unit<'a>(
    page: PageId,
    analysis: &'a Analysis,
    members: Vec<MentionId>,
    entity: &IndexVec<LocalEntity, EntityId>,
) -> Unit<'a> {
    let events: Vec<&Event> = members.iter().map(|m| &analysis.events[*m]).collect();
    let mut by_role: BTreeMap<ParticipantRole, BTreeSet<EntityId>> = BTreeMap::new();
    let (mut named, mut people) = (BTreeSet::new(), BTreeSet::new());
    for participant in events.iter().flat_map(|e| &e.participants) {
        let Some(local) = participant.entity else { continue };
        if let Some(linked) = entity.get(local) {
            by_role.entry(participant.role).or_default().insert(*linked);
            if analysis.entities[local].is_named() {
                named.insert(*linked);
                if analysis.entities[local].kind == EntityKind::Person {
                    people.insert(*linked);
                }
            }
        }
    }
    let times: Vec<(PageId, &EventTime)> = events.iter().filter_map(|e| e.time.as_ref()).map(|t| (page, t)).collect();
    let sentence = events.first().map_or(SentenceId::FIRST, |e| e.sentence);
    let words = events
        .iter()
        .flat_map(|e| analysis.parse.sentences.get(e.sentence).cloned().unwrap_or_default())
        .filter_map(|t| analysis.parse.tokens.get(t))
        .filter(|t| matches!(t.pos, Pos::Noun | Pos::Propn | Pos::Num | Pos::Adj | Pos::Verb) && t.lemma.len() > 1)
        .map(|t| &*t.lemma)
        .collect();
    let timed = |t: &Token| analysis.times.iter().any(|x| x.span.overlaps(t.span));
    let of = |keep: fn(&Token) -> bool| -> BTreeSet<&'a str> {
        let sentences =
            events.iter().flat_map(|e| analysis.parse.sentences.get(e.sentence).cloned().unwrap_or_default());
        let tokens = sentences.filter_map(|t| analysis.parse.tokens.get(t));
        tokens.filter(|t| t.lemma.len() > 1 && keep(t) && !timed(t)).map(|t| &*t.lemma).collect()
    };
    Unit {
        page,
        said: of(|t| matches!(t.pos, Pos::Noun | Pos::Propn | Pos::Num | Pos::Adj | Pos::Verb)),
        depth: events.first().map_or(0, |e| analysis.parse.ancestors(e.token).count()),
        numbers: of(|t| t.pos == Pos::Num),
        lemmas: events
            .iter()
            .map(|e| kind(analysis, e))
            .chain(events.iter().filter_map(|e| phase(analysis, e)))
            .collect(),
        agents: by_role.remove(&ParticipantRole::Agent).unwrap_or_default(),
        patients: by_role.remove(&ParticipantRole::Patient).unwrap_or_default(),
        others: by_role.remove(&ParticipantRole::Other).unwrap_or_default(),
        named,
        people,
        place: events.iter().find_map(|e| e.place).and_then(|p| entity.get(p)).copied(),
        time: times::combine(&times),
        vector: analysis.vectors.get(sentence).map(Vec::as_slice),
        words,
        published: (analysis.page.published.earliest, analysis.page.published.latest),
        until: analysis.page.published.latest.filter(|_| over(analysis, &events)),
        from: analysis.page.published.earliest.filter(|_| {
            let verb = |e: &&&Event| analysis.parse.tokens[e.token].pos == Pos::Verb;
            events.iter().any(|e| e.tense == Tense::Future)
                && !events.iter().filter(verb).any(|e| e.tense == Tense::Past)
        }),
        nations: nations(analysis, &events),
        chain: events.first().map(|e| e.chain),
        negative: events.iter().all(|e| e.polarity == crate::event::Polarity::Negative),
        told: events.first().map_or((String::new(), ""), |e| {
            let sentence = super::sentence_span(analysis, e.sentence).of(&analysis.page.text);
            let words = sentence.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
            (words.collect::<Vec<_>>().join(" ").to_lowercase(), e.lemma.as_str())
        }),
        content: content(analysis, &members),
        objects: objects(analysis, &events),
        factual: events.iter().any(|e| e.certainty == Certainty::Certain),
        members,
    }
}

/// Whether a page tells of an event as past in so many words; a noun has no tense of its own.
fn over(analysis: &Analysis, events: &[&Event]) -> bool {
    let verb = |e: &&&Event| matches!(analysis.parse.tokens[e.token].pos, Pos::Verb | Pos::Aux);
    events.iter().any(|e| verb(&e))
        && events.iter().all(|e| e.tense == Tense::Past && e.certainty == Certainty::Certain)
}

/// The countries that the names of the agents begin with.
fn nations(analysis: &Analysis, events: &[&Event]) -> BTreeSet<&'static str> {
    let agents = events.iter().flat_map(|e| &e.participants).filter(|p| p.role == ParticipantRole::Agent);
    let names = agents.filter_map(|p| analysis.entities.get(p.entity?)).map(|e| e.name.as_str());
    names
        .filter_map(|name| {
            let words: Vec<&str> = name.split_whitespace().filter(|w| !w.eq_ignore_ascii_case("the")).take(2).collect();
            let bare = |w: String| crate::entity::nation(w.trim_end_matches("'s").trim_end_matches("’s"));
            bare(words.join(" ")).or_else(|| bare((*words.first()?).to_owned()))
        })
        .collect()
}

/// Lemmas of the events that the complement clauses of some events tell of.
fn content<'a>(analysis: &'a Analysis, members: &[MentionId]) -> BTreeSet<&'a str> {
    let parse = &analysis.parse;
    let heads: BTreeSet<usize> = members.iter().map(|m| analysis.events[*m].token).collect();
    let sentences: BTreeSet<SentenceId> = members.iter().map(|m| analysis.events[*m].sentence).collect();
    let told = |token: usize| {
        let mut at = token;
        for _ in 0..12 {
            let t = &parse.tokens[at];
            if t.head == at {
                return false;
            }
            if heads.contains(&t.head) {
                return t.is(Function::Clause);
            }
            at = t.head;
        }
        false
    };
    let events = analysis.events.iter().filter(|e| sentences.contains(&e.sentence) && told(e.token));
    events.map(|e| e.lemma.as_str()).filter(|l| !matches!(*l, "be" | "have" | "do" | "take")).collect()
}

/// Lemmas of the common nouns that the verbs of some events are done to.
fn objects<'a>(analysis: &'a Analysis, events: &[&Event]) -> BTreeSet<&'a str> {
    let parse = &analysis.parse;
    let verbs = events.iter().map(|e| e.token).filter(|t| parse.tokens[*t].pos == Pos::Verb);
    verbs
        .flat_map(|v| parse.children(v))
        .map(|c| &parse.tokens[c])
        .filter(|t| matches!(t.function(), Function::Object | Function::PassiveSubject) && t.pos == Pos::Noun)
        .map(|t| &*t.lemma)
        .collect()
}

/// The verb of beginning or ending that a noun of action is told with: "began its work" is a beginning too.
fn phase<'a>(analysis: &'a Analysis, event: &'a Event) -> Option<Cow<'a, str>> {
    let lemma = &*analysis.parse.tokens[event.token].lemma;
    let of = |class: &str| classes(lemma).contains(&class);
    (lemma != event.lemma && (of("start") || of("end"))).then_some(Cow::Borrowed(lemma))
}

/// The lemma of an event, with its particle where the two are a word of their own: "went down" is `go_down`.
fn kind<'a>(analysis: &'a Analysis, event: &'a Event) -> Cow<'a, str> {
    let parse = &analysis.parse;
    let particle = |c: &usize| {
        let t = &parse.tokens[*c];
        *c > event.token
            && (t.is(Function::Particle)
                || t.is(Function::Adverb) && &*t.lemma == "down"
                || t.is(Function::Preposition) && matches!(&*t.lemma, "onto" | "into"))
    };
    if parse.tokens[event.token].pos == Pos::Verb
        && let Some(particle) = parse.children(event.token).find(particle)
    {
        let phrase = format!("{}_{}", event.lemma, parse.tokens[particle].lemma);
        if !classes(&phrase).is_empty() {
            return Cow::Owned(phrase);
        }
    }
    Cow::Borrowed(&event.lemma)
}
