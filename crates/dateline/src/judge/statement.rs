//! What a page says of an event, in a form that can be held against what another page says of it.
//!
//! In: the linked pile. Out: [`Statement`]s, and pairs of them that tell of the same kind of event with the same participants. A participant
//! is known by its linked entity, by the nouns that the page uses for it ("the ferry") and by its number ("61 people"), so that a page
//! which names it and one which does not can meet.

use std::collections::{BTreeMap, BTreeSet};

use super::sentence::narrates;
use crate::entity::{EntityKind, MentionKind};
use crate::event::{Event, Participant, ParticipantRole, akin, classes};
use crate::language::Pos;
use crate::lexicon::Flag;
use crate::link::{Pile, is_day, sentence_span};
use crate::numerals::Number;
use crate::time::Interval;
use crate::time::{EventTime, TimeBasis};
use crate::{Analysis, Dossier, Evidence, Span};
use crate::{EntityId, IndexVec, Local, LocalEntity, MentionId, PageId, SentenceId, StoryId};

/// Statements with one participant and one kind of event beyond which only neighbours are compared.
const CROWD: usize = 40;

/// By what a participant is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Filler {
    /// A linked entity.
    Entity(EntityId),
    /// The lemma of a noun, with its number if it has one.
    Noun(String),
}

type Fillers = BTreeSet<Filler>;

/// One mention of an event with what can be compared.
pub(super) struct Statement<'a> {
    pub page: PageId,
    pub local: MentionId,
    pub event: &'a Event,
    /// Its sentence.
    pub at: Evidence,
    pub story: StoryId,
    pub agents: Fillers,
    pub patients: Fillers,
    pub others: Fillers,
    /// Agents that bear a name.
    pub named: Fillers,
    /// By what each participant is known.
    parts: Vec<Fillers>,
    /// Content lemmas of its clause, without those of times.
    pub words: BTreeSet<&'a str>,
}

/// How two statements fit; `None` where one of them does not say.
pub(super) struct Fit {
    pub agent: Option<bool>,
    pub patient: Option<bool>,
    /// Participants in any role in common.
    pub common: usize,
    /// Share of the shorter clause's words that the other has.
    pub words: f64,
}

impl Statement<'_> {
    /// The mention that makes it.
    pub fn mention(&self) -> Local<MentionId> {
        Local::new(self.page, self.local)
    }

    fn all(&self) -> impl Iterator<Item = &Filler> {
        self.agents.iter().chain(&self.patients).chain(&self.others)
    }

    /// Whether both name their agent and patient and none of them is the other's in any role.
    pub fn others_are_other(&self, other: &Statement<'_>) -> bool {
        let mine: Fillers = self.agents.union(&self.patients).cloned().collect();
        let theirs: BTreeSet<&Filler> = other.all().collect();
        !mine.is_empty() && !theirs.is_empty() && !mine.iter().any(|f| theirs.contains(f))
    }

    /// Whether the same people or bodies act, as far as both name them: one of them alone is not both.
    pub fn same_actors(&self, other: &Statement<'_>) -> bool {
        self.named.is_empty() || other.named.is_empty() || self.named == other.named
    }

    pub fn fit(&self, other: &Statement<'_>) -> Fit {
        let shared = |a: &Fillers, b: &Fillers| (!a.is_empty() && !b.is_empty()).then(|| !a.is_disjoint(b));
        let common = |a: &Statement<'_>, b: &Statement<'_>| {
            a.parts.iter().filter(|p| b.parts.iter().any(|q| !p.is_disjoint(q))).count()
        };
        let least = self.words.len().min(other.words.len()).max(3);
        // "The ferry" may be the ship that another page names.
        let agent =
            shared(&self.agents, &other.agents).filter(|same| *same || self.named.is_empty() == other.named.is_empty());
        Fit {
            agent,
            patient: shared(&self.patients, &other.patients),
            common: common(self, other).min(common(other, self)),
            words: self.words.intersection(&other.words).count() as f64 / least as f64,
        }
    }
}

/// The statements of a pile.
pub(super) struct Statements<'a> {
    pub list: Vec<Statement<'a>>,
    /// The pages in which a sentence stands word for word, by story and sentence.
    told: BTreeMap<(StoryId, &'a str), BTreeSet<PageId>>,
}

impl Statements<'_> {
    /// Whether one page tells both sentences: then it sees no conflict in them, and neither should a reader of two pages.
    pub fn together(&self, pile: &Pile<'_>, story: StoryId, a: Evidence, b: Evidence) -> bool {
        let pages = |at: Evidence| self.told.get(&(story, pile.text(at)));
        matches!((pages(a), pages(b)), (Some(x), Some(y)) if !x.is_disjoint(y))
    }

    /// Pairs of statements of different pages, of one story and kind of event, with a participant in common.
    pub fn pairs(&self, pile: &Pile<'_>) -> Vec<(usize, usize)> {
        let mut found = pairs(&self.list);
        found.retain(|(i, j)| {
            let (a, b) = (&self.list[*i], &self.list[*j]);
            !self.together(pile, a.story, a.at, b.at)
        });
        found
    }
}

/// All statements of the pile; with `once`, those of sentences of just the same words only once,
/// and none of verbs too general to align by.
pub(super) fn statements<'a>(pile: &'a Pile<'_>, dossier: &Dossier, once: bool) -> Statements<'a> {
    let mut told: BTreeMap<(StoryId, &str), BTreeSet<PageId>> = BTreeMap::new();
    let mut all = Vec::new();
    for (page, analysis) in pile.pages.iter_enumerated() {
        let story = dossier.documents[page].story;
        let fillers: IndexVec<LocalEntity, Fillers> =
            analysis.entities.ids().map(|e| known_by(pile, page, e)).collect();
        let mut last: Option<(SentenceId, bool)> = None;
        for (local, event) in analysis.events.iter_enumerated() {
            let new = match last {
                Some((sentence, new)) if sentence == event.sentence => new,
                _ => {
                    let sentence = sentence_span(analysis, event.sentence).of(&analysis.page.text);
                    let pages = told.entry((story, sentence)).or_default();
                    pages.insert(page) && (pages.len() == 1 || !once) && narrates(analysis, event.sentence)
                }
            };
            last = Some((event.sentence, new));
            if !new || (once && Flag::Bland.has(&event.lemma)) {
                continue;
            }
            // "The meeting between A and B takes place": who meets stands with the noun.
            let noun_of = carried(analysis, local);
            let participants = || event.participants.iter().chain(noun_of.iter().flat_map(|e| &e.participants));
            let known = |p: &Participant| -> Fillers {
                let mut known: Fillers = p.entity.and_then(|e| fillers.get(e)).into_iter().flatten().cloned().collect();
                known.extend(noun(pile, page, p.span));
                if p.role == ParticipantRole::Agent {
                    known.extend(state_of(pile, page, p.entity));
                }
                known
            };
            let role = |role: ParticipantRole| -> Fillers {
                let mut found: Fillers = participants().filter(|p| p.role == role).flat_map(known).collect();
                if role == ParticipantRole::Patient && noun_of.is_some() {
                    found.insert(Filler::Noun(event.lemma.clone()));
                }
                found
            };
            all.push(Statement {
                page,
                local,
                event,
                at: pile.sentence(Local::new(page, local)),
                story,
                agents: role(ParticipantRole::Agent),
                patients: role(ParticipantRole::Patient),
                others: role(ParticipantRole::Other),
                named: named(pile, page, event),
                parts: participants().map(known).filter(|known: &Fillers| !known.is_empty()).collect(),
                words: clause(pile, page, event),
            });
        }
    }
    Statements { list: all, told }
}

/// The noun that a verb like "take place" or "hold" carries, as an event of its own.
fn carried(analysis: &Analysis, local: MentionId) -> Option<&Event> {
    let event = &analysis.events[local];
    let token = analysis.parse.tokens.get(event.token).filter(|t| *t.lemma != *event.lemma)?;
    let of = |e: &&Event| e.lemma == event.lemma && e.sentence == event.sentence && e.token != event.token;
    (token.pos == Pos::Verb).then(|| analysis.events.iter().find(of)).flatten()
}

/// The country that somebody acts for under its name or that of its capital.
fn state_of(pile: &Pile<'_>, page: PageId, local: Option<LocalEntity>) -> Option<Filler> {
    let entity = pile.pages[page].entities.get(local?).filter(|e| e.kind == EntityKind::Location)?;
    let country = entity.place.as_ref().and_then(|p| p.country.as_deref());
    crate::entity::acts_for(&entity.name, country).map(|code| Filler::Noun(format!("@{code}")))
}

/// The linked entities that act by name; a country for its capital.
fn named(pile: &Pile<'_>, page: PageId, event: &Event) -> Fillers {
    let analysis = pile.pages[page];
    let agents = event.participants.iter().filter(|p| p.role == ParticipantRole::Agent);
    agents
        .filter_map(|p| p.entity)
        .filter(|e| analysis.entities.get(*e).is_some_and(crate::entity::Entity::is_named))
        .filter_map(|e| {
            state_of(pile, page, Some(e)).or_else(|| pile.entity_of[page].get(e).map(|e| Filler::Entity(*e)))
        })
        .collect()
}

fn known_by(pile: &Pile<'_>, page: PageId, local: LocalEntity) -> Fillers {
    let analysis = pile.pages[page];
    let mut found: Fillers = pile.entity_of[page].get(local).map(|e| Filler::Entity(*e)).into_iter().collect();
    for m in analysis.entities[local].mentions.iter().filter(|m| m.kind != MentionKind::Pronoun).take(12) {
        found.extend(noun(pile, page, m.span));
    }
    // "The president" of a page that gives no name.
    let rank = |t: &crate::entity::Title| t.title.split(' ').map(str::to_lowercase).find(|w| Flag::SingleOffice.has(w));
    found.extend(analysis.entities[local].titles.iter().filter_map(rank).map(Filler::Noun));
    found
}

/// The noun of a phrase with its number: "61 people" is known by "61 people", "the ferry" by "ferry"; "people" by nothing.
fn noun(pile: &Pile<'_>, page: PageId, span: Span) -> Option<Filler> {
    let parse = &pile.pages[page].parse;
    let tokens = parse.tokens_in(span);
    let head = tokens.clone().find(|t| !tokens.contains(&parse.tokens[*t].head) || parse.tokens[*t].head == *t)?;
    let token = &parse.tokens[head];
    let lemma = token.lemma.to_lowercase();
    let text = pile.pages[page].page.text.as_str();
    let number =
        parse.children(head).find_map(|c| Number::of_word(parse.tokens[c].span.of(text)).filter(|n| n.value > 1.0));
    match number {
        Some(n) if token.pos == Pos::Noun => Some(Filler::Noun(format!("{} {lemma}", n.value))),
        _ => (matches!(token.pos, Pos::Noun | Pos::Propn) && !Flag::General.has(&lemma)).then_some(Filler::Noun(lemma)),
    }
}

/// Content lemmas under the head of an event, without clauses that stand below and without times.
fn clause<'a>(pile: &'a Pile<'_>, page: PageId, event: &Event) -> BTreeSet<&'a str> {
    use crate::language::Function;
    let analysis = pile.pages[page];
    let parse = &analysis.parse;
    let mut words = BTreeSet::new();
    let mut stack: Vec<usize> = parse.children(event.token).collect();
    while let Some(t) = stack.pop() {
        let token = &parse.tokens[t];
        if matches!(token.function(), Function::Relative | Function::Adverbial | Function::Parataxis | Function::Clause)
            || analysis.times.iter().any(|x| x.span.overlaps(token.span))
        {
            continue;
        }
        if matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Adj | Pos::Num | Pos::Verb) && token.lemma.len() > 1 {
            words.insert(&*token.lemma);
        }
        stack.extend(parse.children(t));
    }
    words
}

/// Pairs of statements of different pages, of one story and kind of event, with a participant in common.
fn pairs(statements: &[Statement<'_>]) -> Vec<(usize, usize)> {
    let mut buckets: BTreeMap<(StoryId, &str, &Filler), Vec<usize>> = BTreeMap::new();
    for (i, s) in statements.iter().enumerate() {
        let lemma = s.event.lemma.as_str();
        for key in std::iter::once(lemma).chain(classes(lemma).iter().copied()) {
            for filler in s.all().collect::<BTreeSet<_>>() {
                buckets.entry((s.story, key, filler)).or_default().push(i);
            }
        }
    }
    let mut found = Vec::new();
    for list in buckets.values() {
        for (n, i) in list.iter().enumerate() {
            let next = if list.len() <= CROWD { list.len() } else { (n + 4).min(list.len()) };
            let others = list[n + 1..next].iter().filter(|j| statements[**j].page != statements[*i].page);
            found.extend(others.map(|j| (*i, *j)));
        }
    }
    found.sort_unstable();
    found.dedup();
    found.retain(|(i, j)| akin(&statements[*i].event.lemma, &statements[*j].event.lemma));
    found
}

/// The time that a statement gives in its own words.
pub(super) struct Stated<'a> {
    pub time: &'a EventTime,
    /// The day, when the words name one: a clock time alone takes its day from the text around it.
    pub day: Option<Interval>,
    /// Minutes after midnight, when the words give the hour.
    pub clock: Option<i32>,
    pub words: String,
    pub approximate: bool,
}

/// What an event's sentence states of its time; `None` when it states nothing.
pub(super) fn stated<'a>(pile: &'a Pile<'_>, page: PageId, event: &'a Event) -> Option<Stated<'a>> {
    let analysis = pile.pages[page];
    let time = event.time.as_ref().filter(|t| t.basis == TimeBasis::Stated)?;
    let timex = analysis.times.get(time.timex?)?;
    let text = analysis.page.text.as_str();
    let mut words = timex.span.of(text).to_string();
    let value = timex.value.as_deref().or(time.value.as_deref()).unwrap_or_default();
    let clock = value.split_once('T').and_then(|(_, c)| {
        let (h, m) = c.split_once(':')?;
        Some(h.parse::<i32>().ok()? * 60 + m.get(..2)?.parse::<i32>().ok()?)
    });
    let mut day = names_day(&words).then_some(time.interval).filter(is_day);
    if day.is_none() {
        // "shortly before 10 p.m. on Tuesday": the day beside the hour.
        let beside = analysis.times.iter().find(|t| {
            let apart = t.span.start.saturating_sub(timex.span.end).max(timex.span.start.saturating_sub(t.span.end));
            t.span != timex.span && apart <= 5 && names_day(t.span.of(text)) && t.interval.as_ref().is_some_and(is_day)
        });
        if let Some(beside) = beside {
            day = beside.interval;
            words = format!("{words}, {}", beside.span.of(text));
        }
    }
    // The clock of a zone, which stands beside the hour.
    let after = text.get(timex.span.end..).unwrap_or_default();
    let near: String = after.chars().take(12).collect();
    if let Some(zone) = ["GMT", "UTC", "local time"].iter().find(|z| near.contains(*z) && !words.contains(*z)) {
        words = format!("{words} {zone}");
    }
    let approximate = timex.modifier.is_some() || time.interval.approximate;
    Some(Stated { time, day, clock, words, approximate })
}

/// Whether the words of a time expression name a day: a weekday, a month, a year, "yesterday".
pub(super) fn names_day(words: &str) -> bool {
    const DAYS: &[&str] = &["today", "yesterday", "tomorrow", "tonight"];
    const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    words.split(|c: char| !c.is_alphanumeric()).any(|w| {
        let w = w.to_lowercase();
        let month = MONTHS.iter().any(|m| w.starts_with(m)) && !w.starts_with("month") && !w.starts_with("second");
        crate::time::weekday(&w).is_some()
            || month
            || DAYS.contains(&w.as_str())
            || (w.len() == 4 && w.chars().all(|c| c.is_ascii_digit()))
    }) || words.matches(['-', '/']).count() == 2
}
