//! Who reacted, and how.
//!
//! In: the central event. Out: what bodies, states and holders of offices said of it without doing it: they condemn, welcome, warn or decline
//! to comment by a verb that says so (`data/tell/reactions.toml`), or they judge it in words of their own that name it. What a
//! spokesman only reports of the event is no reaction, and neither is what was said well before it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::entity::EntityKind;
use crate::event::{Certainty, Event, ParticipantRole, Tense, akin};
use crate::language::{Form, Function, Parse, Pos};
use crate::lexicon::Flag;
use crate::link::Pile;
use crate::speech::QuotationKind;
use crate::time::Interval;
use crate::{AccountCount, Analysis, Dossier, Reaction, Span, Status};
use crate::{EntityId, EventId, PageId};

/// So many reactions of one body or person, and so many in all.
const OF_ONE: usize = 2;
const MOST: usize = 24;
/// Days before the central event from which on something may be said of it: of what is announced.
const AHEAD: i32 = 10;

/// Verbs that take a stand only with a particle.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    /// The particles of each.
    particles: BTreeMap<String, Vec<String>>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    crate::data::table("tell/reactions.toml", include_str!("../../../../../data/tell/reactions.toml"))
});

/// See [`Account::reactions`](crate::Account::reactions).
pub(super) fn reactions(
    pile: &Pile<'_>,
    dossier: &Dossier,
    main: &BTreeSet<PageId>,
    central: EventId,
    counts: &[AccountCount],
) -> Vec<Reaction> {
    let mut matter = Matter::new(pile, dossier, main, central);
    // Who speaks of the dead of a wreck speaks of the wreck.
    let toll = |what: &str| match what {
        "dead" => Some("die"),
        "injured" => Some("injure"),
        _ => None,
    };
    matter.lemmas.extend(counts.iter().filter_map(|c| toll(&c.what)).map(str::to_string));
    let from = dossier.events[central].time.as_ref().and_then(|t| t.interval.earliest).map(|t| t.date());
    let mut found: Vec<(usize, EventId, Reaction)> = Vec::new();
    for (event, linked) in dossier.events.iter_enumerated() {
        if event == central || linked.label.is_empty() || matches!(linked.status, Status::Planned | Status::Alleged) {
            continue;
        }
        let early = |i: &Interval| i.latest.zip(from).is_some_and(|(l, f)| (f - l.date()).get_days() > AHEAD);
        if linked.time.as_ref().is_some_and(|t| early(&t.interval)) {
            continue;
        }
        let stand = pile.mentions[event].iter().filter(|m| main.contains(&m.page)).find_map(|m| {
            let (page, mention) = (m.page, pile.event(*m));
            let by = matter.reactor(pile, page, mention, &linked.label)?;
            matter.stand(pile, page, mention).map(|why| (by, why))
        });
        if let Some((by, why)) = stand {
            let pages = linked.support.iter().map(|s| s.at.document);
            found.push((super::origins(dossier, pages), event, Reaction { by, event, reasons: vec![why] }));
        }
    }
    // Of one body the best attested first; words once.
    found.sort_by_key(|(origins, event, _)| (Reverse(*origins), !dossier.events[*event].on_timeline, *event));
    let mut of: BTreeMap<EntityId, usize> = BTreeMap::new();
    let mut said: BTreeSet<&str> = BTreeSet::new();
    found.retain(|(_, event, r)| {
        let label = dossier.events[*event].label.as_str();
        let words = label.split_once('“').map_or(label, |(_, words)| words);
        let count = of.entry(r.by).or_default();
        let new = *count < OF_ONE && said.insert(words);
        *count += usize::from(new);
        new
    });
    found.truncate(MOST);
    let when = |event: EventId| dossier.events[event].time.as_ref().and_then(|t| t.interval.earliest);
    found.sort_by_key(|(_, event, _)| (when(*event).is_none(), when(*event), *event));
    found.into_iter().map(|(_, _, r)| r).collect()
}

/// The central event as others speak of it.
struct Matter<'a> {
    dossier: &'a Dossier,
    /// Whose doing it is; what they say is no reaction.
    agents: BTreeSet<EntityId>,
    /// Who or what is in it.
    parts: BTreeSet<EntityId>,
    /// Lemmas of its mentions.
    lemmas: BTreeSet<String>,
}

impl<'a> Matter<'a> {
    fn new(pile: &Pile<'_>, dossier: &'a Dossier, main: &BTreeSet<PageId>, central: EventId) -> Self {
        let (mut agents, mut parts) = (BTreeSet::new(), BTreeSet::new());
        for p in &dossier.events[central].participants {
            if p.role == ParticipantRole::Agent {
                agents.insert(p.entity);
            }
            if p.role != ParticipantRole::Other {
                parts.insert(p.entity);
            }
        }
        // Who acts or is met in what half of the pages tell has a part in the matter too: a host, a partner in talks.
        for line in &dossier.timeline {
            let event = &dossier.events[*line];
            let told: BTreeSet<PageId> =
                event.support.iter().map(|s| s.at.document).filter(|d| main.contains(d)).collect();
            if told.len() < 2 || 2 * told.len() < main.len() {
                continue;
            }
            let person = |p: &&crate::LinkedParticipant| {
                p.role != ParticipantRole::Other && dossier.entities[p.entity].kind == EntityKind::Person
            };
            agents.extend(event.participants.iter().filter(person).map(|p| p.entity));
        }
        let lemmas = pile.mentions[central].iter().map(|m| pile.event(*m).lemma.clone()).collect();
        Self { dossier, agents, parts, lemmas }
    }

    /// Who reacts by a mention of an event: a body, a state or somebody with an office, and none of those whose doing it is. The line must
    /// name them.
    fn reactor(&self, pile: &Pile<'_>, page: PageId, mention: &Event, label: &str) -> Option<EntityId> {
        let agent = mention.participants.iter().filter(|p| p.role == ParticipantRole::Agent);
        let linked = agent.filter_map(|p| pile.entity_of[page].get(p.entity?)).copied();
        let label = label.to_lowercase();
        let named = |name: &str| label.contains(&name.to_lowercase());
        linked.into_iter().find(|e| {
            let entity = &self.dossier.entities[*e];
            let office = match entity.kind {
                EntityKind::Person => holds_office(entity),
                EntityKind::Organization => !super::carries_news(self.dossier, *e),
                EntityKind::Location => true,
                _ => false,
            };
            // "A coast guard spokeswoman declined to comment": a body without the name of its mouth.
            let spoken = entity.kind == EntityKind::Person && entity.name.to_lowercase().contains("spokes");
            (entity.named && office || !entity.named && spoken) && named(&entity.name) && !self.agents.contains(e)
        })
    }

    /// Why a mention of an event takes a stand on the central one; `None` when it does not.
    fn stand(&self, pile: &Pile<'_>, page: PageId, mention: &Event) -> Option<String> {
        let analysis = pile.pages[page];
        let parse = &analysis.parse;
        let token = parse.tokens.get(mention.token)?;
        if token.pos != Pos::Verb || mention.certainty != Certainty::Certain || mention.tense == Tense::Future {
            return None;
        }
        if !crate::tell::speech::narrated(analysis, mention.span) {
            return None;
        }
        let lemma = &*token.lemma;
        let refuses = Flag::Refuses.has(lemma)
            && parse.child(mention.token, Function::OpenClause).is_some_and(|x| &*parse.tokens[x].lemma == "comment");
        if refuses {
            return Some("Somebody with an office would not comment.".into());
        }
        // "Called for talks", not "called a meeting for Sunday".
        let particle = |words: &Vec<String>| {
            parse.children(mention.token).any(|c| {
                c == mention.token + 1
                    && matches!(parse.tokens[c].function(), Function::Particle | Function::Preposition)
                    && words.iter().any(|w| **w == *parse.tokens[c].lemma)
            })
        };
        // "Expressed deep regret", "declared three days of mourning".
        let object = |flag: Flag| {
            let object = parse.object(mention.token).filter(|_| Flag::CarriesStand.has(lemma));
            object.is_some_and(|o| parse.subtree(o).any(|t| flag.has(&parse.tokens[t].lemma)))
        };
        if object(Flag::Mourning) {
            return Some("It answers a loss.".into());
        }
        let takes =
            Flag::TakesStand.has(lemma) || WORDS.particles.get(lemma).is_some_and(particle) || object(Flag::Stand);
        let clause = parse.span(parse.subtree(mention.token));
        if takes {
            let about = self.names(pile, page, mention, clause, &[Pos::Noun, Pos::Verb])?;
            return Some(format!(
                "“{}” takes a stand, and the clause names {about}.",
                token.span.of(&analysis.page.text)
            ));
        }
        if !Flag::Neutral.has(lemma) {
            return None;
        }
        let quotation = crate::tell::speech::introduced(analysis, mention)?;
        let judgement = match quotation.kind {
            QuotationKind::Direct => judges(parse, quotation.span),
            // Of words that are only in part the speaker's own, those must judge: "would be a “serious” breach", not "“in the coming days”".
            QuotationKind::Mixed => judges(parse, quotation.span) && values(analysis, quotation.span),
            QuotationKind::Indirect => false,
        };
        if !judgement {
            return None;
        }
        // In free speech a verb of the kind may tell of anything: "go down there" is no sinking.
        let about = self.names(pile, page, mention, quotation.span, &[Pos::Noun])?;
        Some(format!("Its words are a judgement or a demand, not an account of what happened, and name {about}."))
    }

    /// What of the central event a stretch of a page names: the event by a word of its kind, of these parts of speech, or who was in it.
    fn names(&self, pile: &Pile<'_>, page: PageId, mention: &Event, span: Span, of: &[Pos]) -> Option<String> {
        let analysis = pile.pages[page];
        let text = &analysis.page.text;
        let tokens = analysis.parse.tokens_in(span);
        let kind = |t: &usize| {
            let token = &analysis.parse.tokens[*t];
            let lemma = token.lemma.to_lowercase();
            *t != mention.token && of.contains(&token.pos) && self.lemmas.iter().any(|l| akin(l, &lemma))
        };
        if let Some(t) = tokens.clone().find(kind) {
            return Some(format!("“{}”", analysis.parse.tokens[t].span.of(text)));
        }
        let part = pile.mentioned(page, span).into_iter().find(|e| {
            let entity = &self.dossier.entities[*e];
            self.parts.contains(e) && entity.named && !mention_of(pile, page, mention, *e)
        })?;
        Some(self.dossier.entities[part].name.clone())
    }
}

/// Whether a linked entity is the agent of a mention.
fn mention_of(pile: &Pile<'_>, page: PageId, mention: &Event, entity: EntityId) -> bool {
    let agent = |p: &&crate::event::Participant| p.role == ParticipantRole::Agent;
    mention
        .participants
        .iter()
        .filter(agent)
        .any(|p| p.entity.and_then(|e| pile.entity_of[page].get(e)) == Some(&entity))
}

/// Whether words judge, demand or promise: their first clause is in the present tense, has a modal verb or is an imperative.
fn judges(parse: &Parse, span: Span) -> bool {
    let tokens = parse.tokens_in(span);
    let verb = |t: &usize| matches!(parse.tokens[*t].pos, Pos::Verb | Pos::Aux);
    let top =
        tokens.clone().filter(verb).find(|t| !tokens.contains(&parse.tokens[*t].head) || parse.tokens[*t].head == *t);
    let Some(top) = top.or_else(|| tokens.clone().find(verb)) else { return false };
    let finite = std::iter::once(top)
        .chain(parse.auxiliaries(top))
        .map(|t| parse.tokens[t].form())
        .find(|t| matches!(t, Form::Present | Form::Modal | Form::Past));
    finite != Some(Form::Past)
}

/// Whether the words between the quotation marks of a stretch have an adjective, which times ("in the coming days") do not count for.
fn values(analysis: &Analysis, span: Span) -> bool {
    let text = span.of(&analysis.page.text);
    let (Some(first), Some(last)) = (text.find(['“', '"']), text.rfind(['”', '"'])) else { return false };
    let own = Span::new(span.start + first, span.start + last.max(first));
    let timed = |s: Span| analysis.times.iter().any(|t| t.span.overlaps(s));
    let mut tokens = analysis.parse.tokens_in(own).map(|t| &analysis.parse.tokens[t]);
    tokens.any(|t| t.pos == Pos::Adj && !timed(t.span))
}

/// Whether one of somebody's titles is an office, not a trade or a home.
fn holds_office(entity: &crate::LinkedEntity) -> bool {
    let rank =
        |title: &str| title.to_lowercase().split(|c: char| !c.is_alphanumeric() && c != '-').any(crate::judge::is_rank);
    entity.titles.iter().any(|t| rank(&t.title)) || entity.beside.iter().filter_map(|b| b.at.title.as_deref()).any(rank)
}
