//! The typed slots of a statement against those of a page: values, who did it, whether it was so, words in quotation marks.
//!
//! In: a [`Statement`] and a [`Source`]. Out: [`Slots`]: for each value what bears it out or excludes it, and the [`Difference`]s in words.

use std::collections::BTreeSet;

use dateline::entity::EntityKind;
use dateline::event::{Event, ParticipantRole, akin, stem};
use dateline::judge::{Held, Lies, opposed};
use dateline::{Analysis, SentenceId, Span};

use crate::align::Alignment;
use crate::source::{Kind, Source};
use crate::statement::Statement;

/// A slot in which a text and a page differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// `date`, `time`, `number`, `place`, `name`, `polarity`, `wording`, `attribution`.
    pub kind: &'static str,
    /// The words of the text.
    pub claimed: String,
    /// Where they stand in the text (bytes).
    pub span: Span,
    /// The words of the page.
    pub found: String,
    /// The sentence of the page.
    pub sentence: SentenceId,
    /// The words' place in the page.
    pub at: Span,
    /// How sure it is that both are of one slot, 0 to 1.
    pub sure: f64,
}

/// What the typed slots say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slots {
    /// Values of the statement.
    pub values: usize,
    /// Those that the page has in a clause of like words.
    pub borne: usize,
    /// Those that stand nowhere in the page.
    pub absent: usize,
    /// Those that a value of one slot excludes.
    pub excluded: usize,
    /// Events of the statement that the page has; told with the other polarity; with another agent; with agent and patient exchanged.
    pub events: usize,
    pub denied: usize,
    pub other_agent: usize,
    pub exchanged: usize,
    /// Words of the statement in whose place the page has an opposite.
    pub opposites: usize,
    /// Quoted stretches, and those that the page does not have word by word.
    pub quoted: usize,
    pub misquoted: usize,
    /// Most sure first.
    pub differences: Vec<Difference>,
    /// Token ranges of values that are borne out.
    pub sound: Vec<Span>,
}

/// Least share of a clause that two values of one slot have in common.
const SLOT: f64 = 0.5;

/// Compares the slots.
pub(crate) fn slots(statement: &Statement<'_>, values: &[Held], source: &Source<'_>, alignment: &Alignment) -> Slots {
    let mut slots = Slots::default();
    compare_values(statement, values, source, &mut slots);
    compare_events(statement, source, &mut slots);
    compare_words(statement, source, alignment, &mut slots);
    compare_quotations(statement, source, &mut slots);
    slots.differences.sort_by(|a, b| b.sure.total_cmp(&a.sure).then(a.span.cmp(&b.span)));
    slots
}

/// The words of a span on one line.
fn words(analysis: &Analysis, span: Span) -> String {
    span.of(&analysis.page.text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How much of the lighter of two clauses stands in the other, by rarity; with the rarest word in common.
fn common(a: &Held, b: &Held) -> (f64, u8) {
    let theirs: Vec<(&str, u8)> = b.clause().collect();
    let (mut both, mut mine, mut rarest) = (0.0, 0.0, 0);
    for (word, rare) in a.clause() {
        let weight = f64::from(rare) + 1.0;
        mine += weight;
        if theirs.iter().any(|(w, _)| *w == word || akin(w, word)) {
            both += weight;
            rarest = rarest.max(rare);
        }
    }
    let other: f64 = theirs.iter().map(|(_, r)| f64::from(*r) + 1.0).sum();
    let least = mine.min(other);
    (if least > 0.0 { both / least } else { 0.0 }, rarest)
}

fn compare_values(statement: &Statement<'_>, values: &[Held], source: &Source<'_>, slots: &mut Slots) {
    for value in values {
        let Some(kind) = value.kind() else { continue };
        slots.values += 1;
        let mut borne: f64 = 0.0;
        let mut present = false;
        let mut against: Option<(f64, &Held)> = None;
        for other in source.values.iter().filter(|o| o.is_like(value)) {
            let (share, rarest) = common(value, other);
            match value.against(other) {
                Lies::Same | Lies::Finer | Lies::Overlap => {
                    present = true;
                    borne = borne.max(share);
                }
                Lies::Excludes => {
                    let one = share >= SLOT && rarest >= 4 && !value.is_narrowed() && !other.is_narrowed();
                    let told = value.is_open() == other.is_open();
                    let deed = value.verb().is_empty()
                        || akin(&stem(value.verb()), &stem(other.verb()))
                        || akin(value.verb(), other.verb());
                    if one && told && deed && against.is_none_or(|(s, _)| share > s) {
                        against = Some((share, other));
                    }
                }
                Lies::Unknown => present = true,
            }
        }
        if borne >= SLOT {
            slots.borne += 1;
            slots.sound.push(value.span());
        }
        if !present {
            slots.absent += 1;
        }
        if let Some((share, other)) = against.filter(|(share, _)| *share > borne + 0.2) {
            slots.excluded += 1;
            slots.differences.push(Difference {
                kind,
                claimed: words(statement.analysis, value.span()),
                span: value.span(),
                found: words(source.analysis, other.span()),
                sentence: other.sentence(),
                at: other.span(),
                sure: share,
            });
        }
    }
}

/// Names of those in a part of an event: their words in small letters.
fn party(analysis: &Analysis, event: &Event, role: ParticipantRole) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for p in event.participants.iter().filter(|p| p.role == role) {
        let entity = p.entity.and_then(|e| analysis.entities.get(e));
        match entity.filter(|e| e.is_named()) {
            Some(e) => found.extend(e.name.split_whitespace().filter(|w| w.len() > 2).map(str::to_lowercase)),
            None => {
                let tokens = analysis.parse.tokens_in(p.span);
                let nouns =
                    tokens.map(|t| &analysis.parse.tokens[t]).filter(|t| t.pos == dateline::language::Pos::Noun);
                found.extend(nouns.map(|t| stem(&t.lemma.to_lowercase())));
            }
        }
    }
    found
}

/// The one named agent of an event, when there is just one and it is a person or body.
fn named_agent<'a>(analysis: &'a Analysis, event: &Event) -> Option<(&'a dateline::entity::Entity, Span)> {
    let mut agents = event.participants.iter().filter(|p| p.role == ParticipantRole::Agent);
    let agent = agents.next().filter(|_| agents.next().is_none())?;
    let entity = analysis.entities.get(agent.entity?)?;
    let acts = matches!(entity.kind, EntityKind::Person | EntityKind::Organization);
    (acts && entity.is_named()).then_some((entity, agent.span))
}

fn compare_events(statement: &Statement<'_>, source: &Source<'_>, slots: &mut Slots) {
    let (mine, theirs) = (statement.analysis, source.analysis);
    let own = |e: &&Event| statement.tokens.contains(&e.token);
    for event in mine.events.iter().filter(own) {
        let (agents, patients) =
            (party(mine, event, ParticipantRole::Agent), party(mine, event, ParticipantRole::Patient));
        let mut best: Option<(usize, bool, &Event)> = None;
        let mut exchanged = false;
        let mut straight = false;
        for other in
            theirs.events.iter().filter(|o| akin(&o.lemma, &event.lemma) || stem(&o.lemma) == stem(&event.lemma))
        {
            let (x, y) = (party(theirs, other, ParticipantRole::Agent), party(theirs, other, ParticipantRole::Patient));
            let shared = agents.intersection(&x).count() + patients.intersection(&y).count();
            let crossed = agents.intersection(&y).next().is_some() && patients.intersection(&x).next().is_some();
            straight |= shared > 0 && !crossed;
            exchanged |= crossed;
            let same = other.polarity == event.polarity;
            if shared > 0 && best.is_none_or(|(n, s, _)| (shared, same) > (n, s)) {
                best = Some((shared, same, other));
            }
        }
        slots.exchanged += usize::from(exchanged && !straight);
        let Some((_, same, other)) = best else { continue };
        slots.events += 1;
        if !same {
            slots.denied += 1;
            slots.differences.push(Difference {
                kind: "polarity",
                claimed: words(mine, event.span),
                span: event.span,
                found: words(theirs, other.span),
                sentence: other.sentence,
                at: other.span,
                sure: 0.5,
            });
        }
        if let (Some((a, span)), Some((b, at))) = (named_agent(mine, event), named_agent(theirs, other)) {
            let folded = |e: &dateline::entity::Entity| -> BTreeSet<String> {
                e.aliases.iter().chain([&e.name]).flat_map(|n| n.split_whitespace()).map(str::to_lowercase).collect()
            };
            if a.kind == b.kind && folded(a).is_disjoint(&folded(b)) && !patients.is_empty() {
                slots.other_agent += 1;
                slots.differences.push(Difference {
                    kind: "name",
                    claimed: words(mine, span),
                    span,
                    found: words(theirs, at),
                    sentence: other.sentence,
                    at,
                    sure: 0.4,
                });
            }
        }
    }
}

/// Opposites in the place of a word: the page has none of its matches in its company, but its opposite in that company.
fn compare_words(statement: &Statement<'_>, source: &Source<'_>, alignment: &Alignment, slots: &mut Slots) {
    for (i, word) in statement.words.iter().enumerate() {
        if !matches!(word.kind, Kind::Verb | Kind::Noun | Kind::Modifier | Kind::Turn)
            || alignment.best[i].company >= 0.6
        {
            continue;
        }
        let places: BTreeSet<u32> = word
            .near
            .iter()
            .filter_map(|(j, _)| alignment.best[*j].token.filter(|_| alignment.best[*j].score > 0.4))
            .collect();
        let key = |k: &&crate::source::Key| opposed(&word.lemma, &k.lemma);
        let near = source.keys.iter().filter(key).flat_map(|k| k.at.iter().copied()).find(|at| {
            places.iter().any(|p| source.sentence(*p) == source.sentence(*at) && source.distance(*p, *at) <= 2)
        });
        if let Some(at) = near {
            slots.opposites += 1;
            let (mine, theirs) =
                (&statement.analysis.parse.tokens[word.token], &source.analysis.parse.tokens[at as usize]);
            slots.differences.push(Difference {
                kind: "polarity",
                claimed: words(statement.analysis, mine.span),
                span: mine.span,
                found: words(source.analysis, theirs.span),
                sentence: theirs.sentence,
                at: theirs.span,
                sure: 0.5,
            });
        }
    }
}

/// Letters and figures of a text in small letters, words apart.
fn letters(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

fn compare_quotations(statement: &Statement<'_>, source: &Source<'_>, slots: &mut Slots) {
    let text = statement.analysis.page.text.as_str();
    let span = statement.analysis.parse.span(statement.tokens.clone());
    let page = letters(&source.analysis.page.text);
    for quoted in quoted(span.of(text)) {
        let said = letters(quoted);
        if said.len() < 3 {
            continue;
        }
        slots.quoted += 1;
        let found = page.windows(said.len()).any(|w| w == said);
        slots.misquoted += usize::from(!found);
    }
}

/// Stretches in double quotation marks.
fn quoted(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('“', _) | ('"', None) => open = Some(at + c.len_utf8()),
            ('"' | '”', Some(start)) => {
                found.extend(text.get(start..at));
                open = None;
            }
            _ => {}
        }
    }
    found
}
