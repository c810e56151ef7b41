//! What news counts after an event: dead, missing, injured, aboard.
//!
//! In: the pages of a story. The slots are data (`data/judge/counts.toml`); a count is a number of people, or a bare number, with a word of
//! its slot above, below or beside it. Each page gives one value a slot, the largest, for the smaller ones are parts ("among them two
//! children"). Out: one discrepancy a slot and story with the values in order of publication: an update where they grow as news comes
//! in, a contradiction where pages of one day differ or where the count is one that does not change, imprecise where a source hedges.

mod page;
mod slot;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use page::{Count, counts};
use slot::{Course, SLOTS, slot_of};

use crate::link::Pile;
use crate::numerals::{Number, figures};
use crate::{Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Evidence, Variant};
use crate::{PageId, StoryId};

pub(super) use slot::is_slotted;

/// One page's value of a slot.
struct Told {
    page: PageId,
    number: Number,
    hedged: bool,
    at: Evidence,
}

/// The day of the story's main event: the one that most of its pages state for an event of theirs, when at least two do.
fn main_days(pile: &Pile<'_>, dossier: &Dossier) -> BTreeMap<StoryId, jiff::civil::Date> {
    let mut days: BTreeMap<(StoryId, jiff::civil::Date), BTreeSet<PageId>> = BTreeMap::new();
    for (page, analysis) in pile.pages.iter_enumerated() {
        for event in analysis.events.iter().filter(|e| e.tense == crate::event::Tense::Past) {
            let stated = event.time.as_ref().filter(|t| t.basis == crate::time::TimeBasis::Stated);
            let day = stated.filter(|t| crate::link::is_day(&t.interval)).and_then(|t| t.interval.earliest);
            if let Some(day) = day {
                days.entry((dossier.documents[page].story, day.date())).or_default().insert(page);
            }
        }
    }
    let mut main: BTreeMap<StoryId, (usize, jiff::civil::Date)> = BTreeMap::new();
    for ((story, day), pages) in days {
        let best = main.entry(story).or_insert((0, day));
        if pages.len() > best.0 {
            *best = (pages.len(), day);
        }
    }
    main.into_iter().filter(|(_, (pages, _))| *pages > 1).map(|(story, (_, day))| (story, day)).collect()
}

/// The values of one slot in one story, in order of publication; values of several pages once, with all their sentences.
pub(crate) struct Tally {
    /// The story.
    pub story: StoryId,
    /// Name of the slot: "dead", "aboard".
    pub what: &'static str,
    /// The values.
    pub values: Vec<Variant>,
    slot: usize,
    told: Vec<Told>,
}

/// What the pages of each story count.
pub(crate) fn tallies(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Tally> {
    let days = main_days(pile, dossier);
    let mut by_slot: BTreeMap<(StoryId, usize), Vec<Told>> = BTreeMap::new();
    // Other counts of a page, which are parts of its own or of something else, by slot: page and value.
    let mut parts: BTreeMap<(StoryId, usize), Vec<(PageId, f64)>> = BTreeMap::new();
    for (page, analysis) in pile.pages.iter_enumerated() {
        let story = dossier.documents[page].story;
        // News leads with the count; what follows is a part of it or another matter, unless it is called the whole.
        let mut own: BTreeMap<usize, Count> = BTreeMap::new();
        for count in counts(analysis, days.get(&story).copied()) {
            let value = count.number.value;
            match own.get(&count.slot) {
                Some(known) if known.number.value >= value || !(count.total && !known.total || near(known, &count)) => {
                    if known.number.value != value {
                        parts.entry((story, count.slot)).or_default().push((page, value));
                    }
                }
                known => {
                    if let Some(known) = known {
                        parts.entry((story, count.slot)).or_default().push((page, known.number.value));
                    }
                    own.insert(count.slot, count);
                }
            }
        }
        for (slot, count) in own {
            let at = Evidence { document: page, span: crate::link::sentence_span(analysis, count.sentence) };
            let told = Told { page, number: count.number, hedged: count.hedged, at };
            by_slot.entry((story, slot)).or_default().push(told);
        }
    }
    let day = |page: PageId| pile.pages[page].page.published.earliest;
    let tally = |((story, slot), mut told): ((StoryId, usize), Vec<Told>)| {
        // What a page of the same day gives as a part is one here too.
        let parts = parts.get(&(story, slot)).map(Vec::as_slice).unwrap_or_default();
        told.retain(|t| !parts.iter().any(|(p, v)| *v == t.number.value && *p != t.page && day(*p) == day(t.page)));
        // What does not change is not twenty times another: that is of all voyages, or of all years.
        if SLOTS[slot].course == Course::Fixed
            && let Some(least) = told.iter().map(|t| t.number.value).min_by(f64::total_cmp)
        {
            told.retain(|t| t.number.value <= 20.0 * least);
        }
        told.sort_by_key(|t| (day(t.page).is_none(), day(t.page), t.page));
        // What only rises is shown low first on one day, whatever the order of the pages.
        let rising = SLOTS[slot].course == Course::Rising;
        let value = |t: &Told| if rising { t.number.value } else { 0.0 };
        let when = |t: &Told| (day(t.page).is_none(), day(t.page));
        let mut shown: Vec<&Told> = told.iter().collect();
        shown.sort_by(|a, b| when(a).cmp(&when(b)).then(value(a).total_cmp(&value(b))));
        let mut values: Vec<(f64, Variant)> = Vec::new();
        let noun = &SLOTS[slot].name;
        for t in shown {
            let value = t.number.value;
            match values.iter_mut().find(|(v, _)| (v - value).abs() < 1e-9) {
                Some((_, known)) => known.support.push(t.at),
                None => {
                    let shown = format!("{} {noun}", figures(value));
                    values.push((value, Variant { value: shown, support: vec![t.at] }));
                }
            }
        }
        Tally { story, what: noun, values: values.into_iter().map(|(_, v)| v).collect(), slot, told }
    };
    by_slot.into_iter().map(tally).filter(|t| !t.values.is_empty()).collect()
}

/// What a page counts, as the whole, of those whom a word names: "the dead", "the victims".
pub(super) fn whole(analysis: &crate::Analysis, word: &str) -> Option<(f64, crate::SentenceId)> {
    let slot = slot::named(word)?;
    let first = counts(analysis, None).into_iter().find(|c| c.slot == slot && !c.hedged)?;
    Some((first.number.value, first.sentence))
}

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    tallies(pile, dossier).into_iter().filter_map(|t| compare(pile, t)).collect()
}

/// Whether two counts stand close together: the larger is the whole.
fn near(a: &Count, b: &Count) -> bool {
    a.sentence.since(b.sentence).max(b.sentence.since(a.sentence)) <= 1
}

fn compare(pile: &Pile<'_>, tally: Tally) -> Option<Discrepancy> {
    let slot = &SLOTS[tally.slot];
    let day = |t: &Told| pile.pages[t.page].page.published.earliest;
    // The first to give each value.
    let mut values: Vec<&Told> = Vec::new();
    for t in &tally.told {
        if !values.iter().any(|v| (v.number.value - t.number.value).abs() < 1e-9) {
            values.push(t);
        }
    }
    if values.len() < 2 {
        return None;
    }
    let sure = |p: &Told, q: &Told| !p.hedged && !q.hedged && !p.number.rounds_to(q.number);
    let pairs = || values.iter().enumerate().flat_map(|(i, p)| values[i + 1..].iter().map(move |q| (*p, *q)));
    let (status, reason) = match slot.course {
        Course::Fixed if pairs().any(|(p, q)| sure(p, q)) => (
            DiscrepancyStatus::Contradiction,
            format!("How many are {} does not change from day to day; one of the numbers is wrong.", slot.name),
        ),
        Course::Fixed => (DiscrepancyStatus::Imprecise, "The numbers are rounded or hedged.".to_string()),
        course => {
            let dated: Vec<&Told> = values.iter().copied().filter(|v| day(v).is_some()).collect();
            let same_day = dated.windows(2).any(|w| day(w[0]) == day(w[1]) && sure(w[0], w[1]));
            let falls = course == Course::Rising
                && dated.windows(2).any(|w| w[0].number.value > w[1].number.value && sure(w[0], w[1]));
            match (same_day, falls) {
                (false, false) => (
                    DiscrepancyStatus::Update,
                    format!(
                        "Counts of the {} change as news comes in; the later page has the later number.",
                        slot.name
                    ),
                ),
                // A later and lower count mostly counts a part, or a place.
                (false, true) => {
                    (DiscrepancyStatus::Imprecise, "A later page has a lower number; it may count a part.".into())
                }
                (true, _) => (DiscrepancyStatus::Contradiction, "Pages of one day give different numbers.".into()),
            }
        }
    };
    let count = match slot.name.as_str() {
        "aboard" => "Number aboard".to_string(),
        name => format!("Number of {name}"),
    };
    let number = |v: &Variant| v.value.strip_suffix(tally.what).unwrap_or(&v.value).trim_end().to_owned();
    let shown: Vec<String> = tally.values.iter().map(number).collect();
    let between = if status == DiscrepancyStatus::Contradiction { " or " } else { ", " };
    Some(Discrepancy {
        rule: String::new(),
        kind: DiscrepancyKind::Number,
        status,
        about: None,
        label: format!("{count}: {}", shown.join(between)),
        variants: tally.values,
        reasons: vec![reason],
    })
}

/// How two numbers in the same words relate: an update where the count is one that changes and the later page has the later number.
pub(super) fn course(
    pile: &Pile<'_>,
    dossier: &Dossier,
    a: (PageId, Range<usize>, f64),
    b: (PageId, Range<usize>, f64),
) -> (DiscrepancyStatus, String) {
    let slot = |page: PageId, run: &Range<usize>| slot_of(&pile.pages[page].parse, &pile.pages[page].page.text, run);
    let slot = slot(a.0, &a.1).or_else(|| slot(b.0, &b.1));
    let day = |page: PageId| dossier.documents[page].page.published.earliest;
    let order = match (day(a.0), day(b.0)) {
        (Some(x), Some(y)) => x.cmp(&y),
        _ => std::cmp::Ordering::Equal,
    };
    let grows = match order {
        std::cmp::Ordering::Less => a.2 < b.2,
        std::cmp::Ordering::Greater => b.2 < a.2,
        std::cmp::Ordering::Equal => false,
    };
    match slot.map(|s| &SLOTS[s]) {
        Some(s) if s.course == Course::Moving && order.is_ne() => {
            (DiscrepancyStatus::Update, format!("The number of {} changes as news comes in.", s.name))
        }
        Some(s) if s.course == Course::Rising && grows => (
            DiscrepancyStatus::Update,
            format!("The number of {} grows as news comes in; the later page has the higher one.", s.name),
        ),
        _ => (
            DiscrepancyStatus::Contradiction,
            "The numbers are of the same thing and are neither rounded nor converted.".into(),
        ),
    }
}
