//! What is looked at when an event is weighed as a line.
//!
//! In: an event of the main story. Out: numbers, each with its name: how and where pages tell it, when it was, what kind of event it is,
//! who takes part, and what its label is like.

use std::collections::{BTreeMap, BTreeSet};

use crate::entity::EntityKind;
use crate::event::{Certainty, ParticipantRole, Polarity};
use crate::link::{Pile, is_day, ln};
use crate::tell::short::{central_words, stands_alone, words};
use crate::tell::timeline::leading;
use crate::tell::voices::{Speech, speech};
use crate::time::{Granularity, TimeBasis};
use crate::{Dossier, EntityId, EventId, IndexVec, Local, MentionId, PageId, Status, StoryId};

/// The main story, as far as all its events are weighed against it.
pub(in crate::tell) struct Story<'a> {
    pub(super) pile: &'a Pile<'a>,
    dossier: &'a Dossier,
    main: Option<StoryId>,
    pages: usize,
    pub(in crate::tell) leading: IndexVec<EntityId, bool>,
    central: BTreeSet<String>,
    /// How many events of the story have a lemma.
    pub(super) lemmas: BTreeMap<&'a str, usize>,
    /// First and last day of publication.
    published: Option<(jiff::civil::Date, jiff::civil::Date)>,
}

/// A feature with its name.
pub(in crate::tell) type Feature = (&'static str, f64);

/// Pages of a story from which on more make no difference: the piles that the table was fitted on have no more.
const PILE: usize = 12;

pub(super) fn flag(yes: bool) -> f64 {
    f64::from(u8::from(yes))
}

pub(super) fn log(n: usize) -> f64 {
    ln(1.0 + n as f64)
}

impl<'a> Story<'a> {
    pub(in crate::tell) fn new(pile: &'a Pile<'a>, dossier: &'a Dossier) -> Self {
        let main = dossier.stories.position(|s| s.main);
        let documents = main.map(|m| dossier.stories[m].documents.as_slice()).unwrap_or_default();
        let mut lemmas: BTreeMap<&str, usize> = BTreeMap::new();
        for mention in pile.mentions.iter().filter_map(|m| m.first()) {
            if Some(dossier.documents[mention.page].story) == main {
                *lemmas.entry(pile.event(*mention).lemma.as_str()).or_default() += 1;
            }
        }
        let days = || documents.iter().filter_map(|d| dossier.documents[*d].page.published.earliest);
        Self {
            pile,
            dossier,
            main,
            pages: documents.len(),
            leading: leading(dossier, main, documents.len()),
            central: central_words(pile, dossier),
            lemmas,
            published: days().min().zip(days().max()),
        }
    }

    /// Pages of the story.
    pub(in crate::tell) fn pages(&self) -> usize {
        self.pages
    }

    /// The features of an event; none of what another story tells, or of what has no words.
    pub(in crate::tell) fn features(&self, event: EventId) -> Option<Vec<Feature>> {
        let linked = &self.dossier.events[event];
        let told = |m: &Local<MentionId>| Some(self.dossier.documents[m.page].story) == self.main;
        if linked.label.is_empty() || !self.pile.mentions[event].iter().any(told) {
            return None;
        }
        let mut features = Vec::with_capacity(96);
        self.telling(event, &mut features);
        self.time(event, &mut features);
        self.label(event, &mut features);
        self.who(event, &mut features);
        self.clauses(event, &mut features);
        crosses(&mut features);
        Some(features)
    }

    /// How many pages tell it, and where in them.
    fn telling(&self, event: EventId, out: &mut Vec<Feature>) {
        let linked = &self.dossier.events[event];
        let pages: BTreeSet<PageId> = linked.support.iter().map(|s| s.at.document).collect();
        let position = |s: &crate::Support| {
            self.dossier.documents[s.at.document].sentences.iter().position(|x| *x == s.at.span).unwrap_or(99)
        };
        let first = linked.support.iter().map(position).min().unwrap_or(99);
        let mentions = self.pile.mentions[event].len();
        let status = |s: Status| flag(linked.status == s);
        out.extend([
            ("story_pages", log(self.pages.min(PILE))),
            ("pages", log(pages.len())),
            ("page_share", pages.len() as f64 / self.pages.max(1) as f64),
            ("origins", linked.independent_origins.min(8) as f64),
            ("mentions", log(mentions)),
            ("taken_up", log(linked.mentions.len().saturating_sub(mentions))),
            ("position", log(first)),
            ("opening", flag(first < 2)),
            ("happened", status(Status::Happened)),
            ("planned", status(Status::Planned)),
            ("alleged", status(Status::Alleged)),
            ("denied", status(Status::Denied)),
            ("cancelled", status(Status::Cancelled)),
            ("negative", flag(linked.polarity == Polarity::Negative)),
            ("certain", flag(linked.certainty == Certainty::Certain)),
        ]);
        let voice = match speech(self.pile, self.dossier, &self.leading, event) {
            Speech::None => 0.0,
            Speech::By(..) => 1.0,
            Speech::Aside => 2.0,
        };
        out.extend([("voice", voice), ("aside", flag(voice > 1.5))]);
    }

    /// When it was, by whom, and how that lies to the pages.
    fn time(&self, event: EventId, out: &mut Vec<Feature>) {
        let linked = &self.dossier.events[event];
        let time = linked.time.as_ref();
        let basis = |b: TimeBasis| flag(time.is_some_and(|t| t.basis == b));
        let interval = time.map(|t| t.interval);
        let ends = interval.and_then(|i| i.earliest.zip(i.latest)).map(|(a, b)| (a.date(), b.date()));
        let width = ends.map_or(400, |(a, b)| (b - a).get_days()).clamp(0, 400);
        let own =
            |m: &&Local<MentionId>| self.pile.event(**m).time.as_ref().is_some_and(|t| t.basis == TimeBasis::Stated);
        let stated: BTreeSet<PageId> = self.pile.mentions[event].iter().filter(own).map(|m| m.page).collect();
        let before = ends.zip(self.published).map_or(0, |((_, b), (first, _))| (first - b).get_days().clamp(0, 20_000));
        let after = ends.zip(self.published).map_or(0, |((a, _), (_, last))| (a - last).get_days().clamp(0, 20_000));
        let page =
            linked.support.iter().filter_map(|s| self.dossier.documents[s.at.document].page.published.earliest).min();
        let age = ends.zip(page).map_or(0, |((_, b), page)| (page - b).get_days().clamp(0, 20_000));
        let ahead = ends.zip(page).map_or(0, |((a, _), page)| (a - page).get_days().clamp(0, 20_000));
        out.extend([
            ("stated", basis(TimeBasis::Stated)),
            ("narrative", basis(TimeBasis::Narrative)),
            ("publication", basis(TimeBasis::Publication)),
            ("undated", flag(ends.is_none())),
            ("stated_pages", log(stated.len())),
            ("day", flag(interval.is_some_and(|i| is_day(&i)))),
            ("clock", flag(interval.is_some_and(|i| is_day(&i) && i.granularity < Granularity::Day))),
            ("width", log(width as usize)),
            ("before", log(before as usize)),
            ("after", log(after as usize)),
            ("age", log(age as usize)),
            ("ahead", log(ahead as usize)),
        ]);
    }

    /// What the line would say.
    fn label(&self, event: EventId, out: &mut Vec<Feature>) {
        let linked = &self.dossier.events[event];
        let label = linked.label.as_str();
        let count = label.split_whitespace().count();
        let told: BTreeSet<String> = words(label).collect();
        let central = told.iter().filter(|w| self.central.contains(*w)).count();
        let titles: BTreeSet<String> = linked
            .support
            .iter()
            .filter_map(|s| self.dossier.documents[s.at.document].page.title.as_deref())
            .flat_map(words)
            .collect();
        let title = told.iter().filter(|w| titles.contains(*w)).count();
        let starts = |all: &[&str]| flag(all.iter().any(|a| label.starts_with(a)));
        let names = linked.participants.iter().filter(|p| {
            let entity = &self.dossier.entities[p.entity];
            is_named(entity) && label.contains(&entity.name)
        });
        let capitals = label.split_whitespace().skip(1).filter(|w| w.chars().next().is_some_and(char::is_uppercase));
        out.extend([
            ("words", count as f64),
            ("few_words", flag(count < 4)),
            ("many_words", flag(count > 18)),
            ("central", central.min(6) as f64),
            ("central_share", central as f64 / told.len().max(1) as f64),
            ("title", title.min(6) as f64),
            ("stands_alone", flag(stands_alone(label))),
            ("a", starts(&["A ", "An ", "One ", "Some "])),
            ("the", starts(&["The "])),
            (
                "pronoun",
                starts(&[
                    "He ", "She ", "It ", "They ", "We ", "I ", "You ", "This ", "That ", "There ", "Who ", "Which ",
                    "What ", "His ", "Her ", "Its ", "Their ", "Our ", "My ", "These ", "Those ",
                ]),
            ),
            ("quote", flag(label.contains('“'))),
            ("digits", flag(label.chars().any(|c| c.is_ascii_digit()))),
            ("cut", flag(label.ends_with('…'))),
            ("names", names.count().min(4) as f64),
            ("capitals", capitals.count().min(8) as f64),
            ("clause", flag(crate::tell::nominal::is_clause(label))),
        ]);
    }

    /// Who takes part.
    fn who(&self, event: EventId, out: &mut Vec<Feature>) {
        let linked = &self.dossier.events[event];
        let of = |role: ParticipantRole| {
            linked.participants.iter().filter(move |p| p.role == role).map(|p| &self.dossier.entities[p.entity])
        };
        let named = |role: ParticipantRole| flag(of(role).any(is_named));
        let agent = |kind: EntityKind| flag(of(ParticipantRole::Agent).any(|e| e.kind == kind));
        let office = of(ParticipantRole::Agent).any(|e| !e.titles.is_empty());
        let lead =
            linked.participants.iter().filter(|p| self.leading.get(p.entity).copied().unwrap_or_default()).count();
        out.extend([
            ("participants", linked.participants.len().min(6) as f64),
            ("leading", lead.min(4) as f64),
            ("agent_named", named(ParticipantRole::Agent)),
            ("patient_named", named(ParticipantRole::Patient)),
            ("other_named", named(ParticipantRole::Other)),
            ("agent_person", agent(EntityKind::Person)),
            ("agent_body", agent(EntityKind::Organization)),
            ("office", flag(office)),
            ("place", flag(linked.place.is_some())),
            ("quantity", flag(!linked.quantities.is_empty())),
        ]);
    }
}

/// What counts otherwise for an event that has not simply happened, and for one that lies ahead.
const OPEN: &[(&str, &str)] = &[
    ("stated", "open_stated"),
    ("day", "open_day"),
    ("root", "open_root"),
    ("depth", "open_depth"),
    ("ahead", "open_ahead"),
    ("words", "open_words"),
    ("pages", "open_pages"),
    ("base", "open_base"),
    ("stands_alone", "open_stands_alone"),
    ("central", "open_central"),
    ("subject", "open_subject"),
    ("attributed", "open_attributed"),
    ("past", "open_past"),
    ("age", "open_age"),
    ("position", "open_position"),
    ("narrated", "open_narrated"),
    ("negative", "open_negative"),
];
const PLANNED: &[(&str, &str)] = &[
    ("stated", "planned_stated"),
    ("day", "planned_day"),
    ("ahead", "planned_ahead"),
    ("root", "planned_root"),
    ("base", "planned_base"),
    ("subject", "planned_subject"),
];

/// Adds the features of [`OPEN`] and [`PLANNED`], 0 where the event is not so.
fn crosses(features: &mut Vec<Feature>) {
    let value = |name: &str| features.iter().find(|(n, _)| *n == name).map_or(0.0, |(_, v)| *v);
    let (open, planned) = (1.0 - value("happened"), value("planned"));
    let of = |all: &'static [(&'static str, &'static str)], by: f64| -> Vec<Feature> {
        all.iter().map(|(of, name)| (*name, by * value(of))).collect()
    };
    let more = [of(OPEN, open), of(PLANNED, planned)].concat();
    features.extend(more);
}

fn is_named(entity: &crate::LinkedEntity) -> bool {
    entity.kind != EntityKind::Other && entity.has_proper_name()
}
