//! How many: the numbers of the story.
//!
//! In: the central event and what the rules of counting found. Out: the dead, missing, injured, … of the story with all values that its
//! pages give, then numbers that several origins give alike with the central event or another line.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::event::Quantity;
use crate::judge::{Tally, tallies};
use crate::lexicon::Flag;
use crate::link::Pile;
use crate::{AccountCount, Dossier, Evidence, Span, Variant};
use crate::{EventId, PageId};

/// So many numbers that are not of the story as a whole are told at most.
const FURTHER: usize = 6;
/// Units that say how long, how far, how heavy, how old or which share, not how many.
const MEASURES: &[&str] = &["s", "month", "percent", "point", "km/h", "m", "kg"];

/// See [`Account::counts`](crate::Account::counts).
pub(super) fn counts(pile: &Pile<'_>, dossier: &Dossier, main: &BTreeSet<PageId>, event: EventId) -> Vec<AccountCount> {
    let story = dossier.stories.position(|s| s.main);
    let tallies: Vec<Tally> = tallies(pile, dossier).into_iter().filter(|t| Some(t.story) == story).collect();
    let central: Vec<Evidence> = dossier.events[event].support.iter().map(|s| s.at).collect();
    let mut counts: Vec<AccountCount> = Vec::new();
    for tally in &tallies {
        let pages: BTreeSet<PageId> = tally.values.iter().flat_map(|v| v.support.iter().map(|e| e.document)).collect();
        // "One of the passengers aboard" counts nobody.
        if tally.values.iter().all(|v| v.value == "1 aboard") {
            continue;
        }
        // What one page counts may be of anything, unless it stands where the central event is told.
        let told = tally.values.iter().any(|v| v.support.iter().any(|e| central.contains(e)));
        if pages.len() < 2 && !told && main.len() > 2 {
            continue;
        }
        let compared = |d: &crate::Discrepancy| d.variants == tally.values;
        counts.push(AccountCount {
            what: tally.what.to_string(),
            values: tally.values.clone(),
            event: None,
            discrepancy: dossier.discrepancies.position(compared),
        });
    }
    counts.extend(further(pile, dossier, main, event, &tallies));
    counts
}

/// A number by its value to six figures, its unit and what it counts.
type Key = (String, Option<String>, Option<String>);

/// Numbers that stand with the central event in its own line, or that several origins give alike with an event. What a line of the chronology
/// tells comes first, but a number that pages repeat belongs here though its event is none.
fn further(
    pile: &Pile<'_>,
    dossier: &Dossier,
    main: &BTreeSet<PageId>,
    central: EventId,
    tallies: &[Tally],
) -> Vec<AccountCount> {
    // What the story's counts give is told there.
    let counted = |q: &Quantity| tallies.iter().any(|t| t.values.iter().any(|v| same(&v.value, q)));
    let mut found: BTreeMap<Key, Vec<(usize, Evidence)>> = BTreeMap::new();
    let rest = dossier.events.iter_enumerated().filter(|(_, e)| !e.on_timeline && !e.label.is_empty()).map(|(e, _)| e);
    let told = dossier.timeline.iter().copied().chain(rest).filter(|l| *l != central);
    let lines = std::iter::once(central).chain(told);
    let lines: Vec<EventId> = lines.collect();
    for (rank, line) in lines.iter().enumerate() {
        for q in dossier.events[*line].quantities.iter().filter(|q| main.contains(&q.document)) {
            let text = &dossier.documents[q.document].page.text;
            if tells_how_many(text, &q.quantity) && !counted(&q.quantity) {
                let unit = (format!("{:.6e}", q.quantity.value), q.quantity.unit.clone(), q.quantity.of.clone());
                found.entry(unit).or_default().push((rank, Evidence { document: q.document, span: q.quantity.span }));
            }
        }
    }
    let mut list: Vec<(usize, usize, AccountCount)> = Vec::new();
    for told in found.into_values() {
        let count = super::origins(dossier, told.iter().map(|(_, e)| e.document));
        let words = |e: &Evidence| pile.text(*e).split_whitespace().collect::<Vec<_>>().join(" ");
        // A line must say the number itself: it tells what is counted.
        let said = |rank: usize| {
            let label = &dossier.events[lines[rank]].label;
            told.iter().map(|(_, e)| words(e)).filter(|w| label.contains(w.as_str())).min()
        };
        let Some((rank, value)) = told.iter().filter_map(|(rank, _)| Some((*rank, said(*rank)?))).min() else {
            continue;
        };
        if count < 2 && rank != 0 {
            continue;
        }
        let mut support: Vec<Evidence> = told.iter().map(|(_, e)| sentence(dossier, *e)).collect();
        support.sort_unstable();
        support.dedup();
        let values = vec![Variant { value, support }];
        list.push((
            rank,
            count,
            AccountCount { what: String::new(), values, event: Some(lines[rank]), discrepancy: None },
        ));
    }
    list.sort_by_key(|(rank, count, c)| (*rank != 0, Reverse(*count), *rank, c.values[0].support.first().copied()));
    list.into_iter().take(FURTHER).map(|(_, _, c)| c).collect()
}

/// Whether a tally's value, "12 dead", is of this number.
fn same(value: &str, quantity: &Quantity) -> bool {
    let figures = crate::numerals::figures(quantity.value);
    value.split(' ').next() == Some(figures.as_str())
}

/// The whole sentence of a place in a document.
fn sentence(dossier: &Dossier, at: Evidence) -> Evidence {
    let whole = dossier.documents[at.document].sentences.iter().find(|s| s.contains(at.span));
    Evidence { document: at.document, span: whole.copied().unwrap_or(at.span) }
}

/// Whether a number says how many or how much, and says it as news: not "the two leaders", "15-member", "34 years".
fn tells_how_many(text: &str, quantity: &Quantity) -> bool {
    let words = quantity.span.of(text);
    let before = text.get(..quantity.span.start).unwrap_or_default().split_whitespace().next_back().unwrap_or_default();
    let first = words.split_whitespace().next().unwrap_or_default();
    let definite = |w: &str| Flag::Definite.has(&w.to_lowercase());
    let counted = match (&quantity.unit, &quantity.of) {
        (Some(unit), _) => !MEASURES.contains(&unit.as_str()),
        (None, Some(of)) => !Flag::NotCounted.has(of) && quantity.value != 1.0,
        (None, None) => false,
    };
    counted && !words.contains('-') && !definite(before) && !definite(first) && bare(text, quantity.span)
}

/// Whether no hyphen joins the words to the next.
fn bare(text: &str, span: Span) -> bool {
    !text.get(span.end..).is_some_and(|rest| rest.starts_with('-'))
}
