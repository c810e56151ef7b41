//! How many: the numbers of the story.
//!
//! In: the central event and what the rules of counting found. Out: the dead, missing, injured, … of the story with all values that its
//! pages give, then numbers that several origins give alike with the central event or another line.

use std::collections::{BTreeMap, BTreeSet};

use crate::event::Quantity;
use crate::judge::{Tally, tallies};
use crate::lexicon::Flag;
use crate::link::Pile;
use crate::{AccountCount, Dossier, Evidence, LinkedQuantity, Span, Variant};
use crate::{EventId, PageId};

/// So many numbers that are not of the story as a whole are told at most.
const FURTHER: usize = 8;
/// From so many on a number that several origins give tells something by itself.
const FEW: f64 = 4.0;
/// Origins that give a share or a length from which on it is told as a number of the story.
const OFTEN: usize = 3;
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

/// A number as one mention gives it: the rank of its event among the lines, and the quantity with its page.
type Given<'a> = (usize, &'a LinkedQuantity);

/// Numbers that stand with the central event in its own line, or that several origins give alike. What a line of the chronology tells comes
/// first, but a number that pages repeat belongs here though its event is none, when its words say what is counted.
fn further(
    pile: &Pile<'_>,
    dossier: &Dossier,
    main: &BTreeSet<PageId>,
    central: EventId,
    tallies: &[Tally],
) -> Vec<AccountCount> {
    // What the story's counts give is told there.
    let counted = |q: &Quantity| tallies.iter().any(|t| t.values.iter().any(|v| same(&v.value, q)));
    let rest = dossier.events.iter_enumerated().filter(|(_, e)| !e.on_timeline).map(|(e, _)| e);
    let told = dossier.timeline.iter().copied().chain(rest).filter(|l| *l != central);
    let lines: Vec<EventId> = std::iter::once(central).chain(told).collect();
    let mut found: BTreeMap<Key, Vec<Given<'_>>> = BTreeMap::new();
    for (rank, line) in lines.iter().enumerate() {
        for q in dossier.events[*line].quantities.iter().filter(|q| main.contains(&q.document)) {
            let text = &dossier.documents[q.document].page.text;
            // "The two-judge bench" counts no benches.
            let joined = q.quantity.span.of(text).contains('-') && q.quantity.high.is_none() && q.quantity.of.is_some();
            if !counted(&q.quantity) && !joined && bare(text, q.quantity.span) {
                found.entry(key(&q.quantity)).or_default().push((rank, q));
            }
        }
    }
    let mut list: Vec<(bool, usize, bool, f64, AccountCount)> = Vec::new();
    for told in found.into_values() {
        let count = super::origins(dossier, told.iter().map(|(_, q)| q.document));
        let evidence = |q: &LinkedQuantity| Evidence { document: q.document, span: q.quantity.span };
        let words = |q: &LinkedQuantity| pile.text(evidence(q)).split_whitespace().collect::<Vec<_>>().join(" ");
        let news = told.iter().any(|(_, q)| tells_how_many(&dossier.documents[q.document].page.text, &q.quantity));
        // A line must say the number itself: it tells what is counted.
        let said = |(rank, q): &Given<'_>| {
            let (line, words) = (lines[*rank], words(q));
            dossier.events[line].label.contains(words.as_str()).then_some((*rank, words))
        };
        let line = told.iter().filter_map(said).min();
        let own = news && line.as_ref().is_some_and(|(rank, _)| *rank == 0);
        // A few of anything, and what needs to be told of what, are told by a line alone.
        let quantity = &told[0].1.quantity;
        let on_line = line.as_ref().is_some_and(|(rank, _)| *rank < dossier.timeline.len().max(1));
        let by_line = on_line && (news || count >= OFTEN);
        if !own && (count < 2 || !by_line && !repeated(quantity)) {
            continue;
        }
        let (value, event) = match line {
            Some((rank, value)) => (value, Some(lines[rank])),
            // The shortest words that name what is counted, those in figures first.
            None => {
                let named = told.iter().map(|(_, q)| words(q)).filter(|w| names_counted(w));
                let best = named.min_by_key(|w| (!w.contains(|c: char| c.is_ascii_digit()), w.len(), w.clone()));
                let Some(value) = best else { continue };
                (value, None)
            }
        };
        let mut support: Vec<Evidence> = told.iter().map(|(_, q)| sentence(dossier, evidence(q))).collect();
        support.sort_unstable();
        support.dedup();
        let values = vec![Variant { value, support }];
        let size = quantity.value;
        let count_of = AccountCount { what: String::new(), values, event, discrepancy: None };
        list.push((own, count, event.is_some(), size, count_of));
    }
    list.sort_by(|a, b| {
        let first = |c: &AccountCount| c.values[0].support.first().copied();
        (b.0, b.1, b.2).cmp(&(a.0, a.1, a.2)).then(b.3.total_cmp(&a.3)).then_with(|| first(&a.4).cmp(&first(&b.4)))
    });
    list.into_iter().take(FURTHER).map(|(.., c)| c).collect()
}

/// What makes two numbers one: people are people, by whatever noun, and a unit says what it measures.
fn key(q: &Quantity) -> Key {
    let people = |of: &str| Flag::Person.has(of) || Flag::AnyPeople.has(of);
    let of = q.of.as_deref().map(|of| if people(of) { "person" } else { of }).filter(|_| q.unit.is_none());
    (format!("{:.6e}", q.value), q.unit.clone(), of.map(str::to_owned))
}

/// Whether a number that several origins give says how many or how much by itself, however they introduce it ("the 734 guards"): not a few,
/// which are told of anything, and no length or share, which needs to be told of what.
fn repeated(q: &Quantity) -> bool {
    match (&q.unit, &q.of) {
        (Some(unit), _) => !MEASURES.contains(&unit.as_str()),
        (None, Some(of)) => !Flag::NotCounted.has(of) && q.value >= FEW,
        (None, None) => false,
    }
}

/// Whether the words of a number hold what is counted, too.
fn names_counted(words: &str) -> bool {
    let sign = |c: char| matches!(c, '$' | '€' | '£' | '¥' | '%');
    let noun = |w: &str| w.chars().all(char::is_alphabetic) && crate::numerals::small(&w.to_lowercase()).is_none();
    let scale = |w: &str| crate::numerals::scale(&w.to_lowercase()).is_some();
    words.contains(sign) || words.split(' ').skip(1).any(|w| noun(w) && !scale(w))
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
