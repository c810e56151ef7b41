//! A value that changes where one sentence is told again in nearly the same words.
//!
//! In: [`near`](super::near) pairs of sentences. Out: one discrepancy for each stretch in which both give a value of one type and the
//! values exclude each other. What the words around the value say is the same, so nothing else has to be aligned; what kind of difference
//! it is follows from the values: times, numbers with units, places, people, titles, sources, denial, certainty.

use std::collections::BTreeMap;
use std::ops::Range;

use super::compare::{Difference, difference};
use super::near::{Place, Twin, twins};
use crate::EventId;
use crate::link::Pile;
use crate::{Discrepancy, DiscrepancyStatus, Dossier, Evidence, Variant};

/// More stretches than this make it another sentence on the same matter.
const MOST: usize = 4;

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let twins = twins(pile, dossier);
    let mut found: Vec<Discrepancy> = Vec::new();
    let mut index: BTreeMap<(crate::DiscrepancyKind, Vec<String>), usize> = BTreeMap::new();
    for twin in twins.pairs.iter().filter(|t| t.gaps.len() <= MOST) {
        // What was planned and what came is for the forecasts.
        let ahead = |p: Place| {
            let mut events = pile.pages[p.page].events.iter().filter(|e| e.sentence == p.sentence);
            events.any(|e| e.tense == crate::event::Tense::Future)
        };
        if ahead(twin.a) != ahead(twin.b) {
            continue;
        }
        for (a, b) in &twin.gaps {
            let Some(d) = difference(pile, dossier, (twin.a.page, a.clone()), (twin.b.page, b.clone())) else {
                continue;
            };
            let sides = [twins.same(pile, twin.a), twins.same(pile, twin.b)];
            let mut values: Vec<String> = d.values.iter().map(|v| v.to_lowercase()).collect();
            values.sort();
            match index.get(&(d.kind, values.clone())) {
                // The same two values about the same sentence again, in slightly other words.
                Some(&known) if found[known].status == d.status && close(pile, &found[known], twin) => {
                    for (value, support) in d.values.iter().zip(sides) {
                        extend(&mut found[known], value, support);
                    }
                }
                _ => {
                    index.insert((d.kind, values), found.len());
                    found.push(report(pile, dossier, twin, (a, b), d, sides));
                }
            }
        }
    }
    found
}

/// Whether the pair shares a sentence, or enough words with one, of a known discrepancy.
fn close(pile: &Pile<'_>, known: &Discrepancy, twin: &Twin) -> bool {
    let words = |text: &str| -> std::collections::BTreeSet<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 3).map(str::to_lowercase).collect()
    };
    let of = |p: Place| {
        let span = crate::link::sentence_span(pile.pages[p.page], p.sentence);
        words(pile.text(Evidence { document: p.page, span }))
    };
    let (a, b) = (of(twin.a), of(twin.b));
    known.variants.iter().flat_map(|v| &v.support).take(8).any(|s| {
        let other = words(pile.text(*s));
        let common = |x: &std::collections::BTreeSet<String>| x.intersection(&other).count();
        2 * common(&a).max(common(&b)) > other.len()
    })
}

fn extend(known: &mut Discrepancy, value: &str, support: Vec<Evidence>) {
    if let Some(variant) = known.variants.iter_mut().find(|v| v.value.eq_ignore_ascii_case(value)) {
        for at in support {
            if !variant.support.contains(&at) {
                variant.support.push(at);
            }
        }
    }
}

fn report(
    pile: &Pile<'_>,
    dossier: &Dossier,
    twin: &Twin,
    gap: (&Range<usize>, &Range<usize>),
    d: Difference,
    sides: [Vec<Evidence>; 2],
) -> Discrepancy {
    let about = event_near(pile, twin.a, gap.0).or_else(|| event_near(pile, twin.b, gap.1));
    let label = match d.kind {
        // Who said it: what was said stands for it.
        crate::DiscrepancyKind::Attribution => Some(told(pile, twin.a, gap.0)),
        _ => about.map(|e| dossier.events[e].label.clone()).filter(|l| !l.is_empty()),
    };
    let what = super::what(d.kind);
    let values = d.values.join(if d.status == DiscrepancyStatus::Update { ", then " } else { " or " });
    Discrepancy {
        rule: String::new(),
        kind: d.kind,
        status: d.status,
        about,
        label: label.map_or_else(|| format!("{what}: {values}"), |l| format!("{what} of “{l}”: {values}")),
        variants: d.values.into_iter().zip(sides).map(|(value, support)| Variant { value, support }).collect(),
        reasons: vec!["The two sentences are one but for a few words.".into(), d.reason],
    }
}

/// The first words of a sentence, up to a stretch that stands late in it.
fn told(pile: &Pile<'_>, place: Place, gap: &Range<usize>) -> String {
    let analysis = pile.pages[place.page];
    let span = crate::link::sentence_span(analysis, place.sentence);
    let text = pile.text(Evidence { document: place.page, span });
    let before = analysis.parse.tokens.get(gap.start).map_or(0, |t| t.span.start.saturating_sub(span.start));
    let head = text.get(..before).filter(|h| h.split_whitespace().count() >= 4).unwrap_or(text);
    let words: Vec<&str> = head.split_whitespace().collect();
    let line = words.iter().take(9).copied().collect::<Vec<_>>().join(" ");
    let line = line.trim_matches(|c: char| matches!(c, ',' | '"' | '“' | '”' | ' '));
    if words.len() > 9 { format!("{line} …") } else { line.to_string() }
}

/// The event of a sentence that stands nearest above a stretch, for the label.
fn event_near(pile: &Pile<'_>, place: Place, gap: &Range<usize>) -> Option<EventId> {
    let analysis = pile.pages[place.page];
    let events = analysis.events.iter_enumerated().filter(|(_, e)| e.sentence == place.sentence);
    let above = |t: usize| {
        std::iter::once(gap.start)
            .chain(analysis.parse.ancestors(gap.start.min(analysis.parse.tokens.len().saturating_sub(1))))
            .position(|x| x == t)
    };
    let (local, _) = events.min_by_key(|(i, e)| (above(e.token).unwrap_or(99), *i))?;
    pile.event_of[place.page].get(local).copied()
}
