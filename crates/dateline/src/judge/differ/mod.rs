//! Slots on which pages differ: from pairs of aligned facts to one difference with all its values and sentences.
//!
//! In: the facts of the pile, aligned. Out: [`Slot`]s, and from them the differences of a rule. Two facts make a difference when their values
//! exclude each other and the alignment is sure; facts that tell one of the values in a like clause stand beside it.

mod status;
mod words;

use std::collections::BTreeMap;

use super::align::{self, Dimension, Placed, dimension};
use super::case::Case;
use super::value::Verdict;
use crate::link::Pile;
use crate::{Discrepancy, DiscrepancyKind, Dossier, Evidence, Variant};

/// A slot with two values or more.
pub(crate) struct Slot {
    pub dimension: Dimension,
    /// Values in order of publication, each with the facts that tell it.
    pub values: Vec<Vec<Placed>>,
    /// The best score of a pair in it.
    pub score: f64,
}

/// The slots on which pages differ, the surest first.
pub(super) fn slots(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Slot> {
    let all = align::placed(pile, dossier);
    let pairs = align::pairs(pile, dossier, &all);
    let scores: Vec<f64> = pairs.iter().map(align::score).collect();
    let mut order: Vec<usize> = (0..pairs.len())
        .filter(|p| {
            let pair = &pairs[*p];
            let sure = dimension(&all[pair.a].fact.value).is_some_and(|d| align::conflicts(scores[*p], d));
            pair.verdict == Verdict::Excludes && sure && comparable(&all, pair)
        })
        .collect();
    order.sort_by(|x, y| scores[*y].total_cmp(&scores[*x]).then(x.cmp(y)));
    // Facts to slots, growing from the surest pair. A page has one value in a slot.
    let mut slot_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut members: Vec<(Vec<usize>, f64)> = Vec::new();
    for p in order {
        let (a, b) = (pairs[p].a, pairs[p].b);
        let (known, new) = match (slot_of.get(&a).copied(), slot_of.get(&b).copied()) {
            (None, None) => {
                slot_of.insert(a, members.len());
                slot_of.insert(b, members.len());
                members.push((vec![a, b], scores[p]));
                continue;
            }
            (Some(s), None) => (s, b),
            (None, Some(s)) => (s, a),
            // Two slots, each surer in itself than of the other.
            (Some(_), Some(_)) => continue,
        };
        let other = |m: &usize| {
            all[*m].page == all[new].page
                && align::verdict_of(dossier, &all[*m].fact, &all[new].fact) == Verdict::Excludes
        };
        if !members[known].0.iter().any(other) {
            slot_of.insert(new, known);
            members[known].0.push(new);
        }
    }
    // Sentences that tell one of the values too.
    let mut supports: Vec<usize> = (0..pairs.len())
        .filter(|p| matches!(pairs[*p].verdict, Verdict::Same | Verdict::Finer) && align::supports(scores[*p]))
        .collect();
    supports.sort_by(|x, y| scores[*y].total_cmp(&scores[*x]).then(x.cmp(y)));
    for p in supports {
        let (a, b) = (pairs[p].a, pairs[p].b);
        let (known, new) = match (slot_of.get(&a), slot_of.get(&b)) {
            (Some(s), None) => (*s, b),
            (None, Some(s)) => (*s, a),
            _ => continue,
        };
        slot_of.insert(new, known);
        members[known].0.push(new);
    }
    let mut placed: Vec<Option<Placed>> = all.into_iter().map(Some).collect();
    members
        .into_iter()
        .filter(|(m, _)| !m.is_empty())
        .filter_map(|(mut m, score)| {
            m.sort_unstable();
            let facts: Vec<Placed> = m.iter().filter_map(|i| placed.get_mut(*i).and_then(Option::take)).collect();
            slot(dossier, facts, score)
        })
        .collect()
}

/// What holds two days to one event beside the words of their clauses.
const ANCHORS: [&str; 5] = ["same_entities", "subject_same", "slip", "one_digit", "other_values_same"];

/// Whether both sides can be of one slot at all: both tell what is or was, and neither denies it (what was foretold and what came is for the
/// forecasts); no sentence tells both values; the sentences are not of times far apart, nor the same words.
fn comparable(all: &[Placed], pair: &align::Pair) -> bool {
    let (x, y) = (all[pair.a].fact.mood, all[pair.b].fact.mood);
    let calendar = matches!(dimension(&all[pair.a].fact.value), Some(Dimension::Day | Dimension::Clock));
    let day = matches!(dimension(&all[pair.a].fact.value), Some(Dimension::Day));
    let is = |name: &str| pair.feature(name) > 0.0;
    // An age is that of the person, whatever the clause tells.
    if dimension(&all[pair.a].fact.value) == Some(Dimension::Age) {
        return !is("sentence_tells_both") && !is("same_sentence_words");
    }
    x.ahead == y.ahead
        && x.negated == y.negated
        && !(x.open && y.open)
        && !is("sentence_tells_both")
        && !is("same_sentence_words")
        // A tenth is no other estimate: something else is counted, unless the digits are one and the scale is a slip.
        && (pair.feature("ratio") <= 10.0 || align::other_scale(&all[pair.a].fact.value, &all[pair.b].fact.value))
        // A weekday may be that of another week, and like things happen on many days: some name or value has to be one, or the day a slip.
        && !(calendar && is("bare_weekday") && pair.feature("days_apart") % 7.0 == 0.0)
        && (!day || ANCHORS.iter().any(|a| is(a)))
        && (calendar || !is("times_apart"))
        // One person does many things on many days.
        && (!calendar || is("same_verb") || is("akin_verb"))
}

/// Groups facts by value.
fn slot(dossier: &Dossier, mut facts: Vec<Placed>, score: f64) -> Option<Slot> {
    let day = |p: &Placed| dossier.documents[p.page].page.published.earliest;
    facts.sort_by_key(|p| (day(p).is_none(), day(p), p.page, p.fact.span.start));
    let dimension = dimension(&facts.first()?.fact.value)?;
    let mut values: Vec<Vec<Placed>> = Vec::new();
    for fact in facts {
        let same = |group: &&mut Vec<Placed>| {
            let verdict = align::verdict_of(dossier, &group[0].fact, &fact.fact);
            matches!(verdict, Verdict::Same | Verdict::Finer | Verdict::Overlap)
        };
        match values.iter_mut().find(same) {
            Some(group) => group.push(fact),
            None => values.push(vec![fact]),
        }
    }
    (values.len() > 1).then_some(Slot { dimension, values, score })
}

/// The differences of the slots of one type of value.
pub(super) fn find(case: &Case<'_>, wanted: Dimension) -> Vec<Discrepancy> {
    case.slots().iter().filter(|s| s.dimension == wanted).map(|s| difference(case, s)).collect()
}

fn difference(case: &Case<'_>, slot: &Slot) -> Discrepancy {
    let kind = match slot.dimension {
        Dimension::Day => DiscrepancyKind::Date,
        Dimension::Clock => DiscrepancyKind::Time,
        _ => DiscrepancyKind::Number,
    };
    let (status, reason) = status::status(case, slot);
    let mut variants: Vec<Variant> = Vec::new();
    for group in &slot.values {
        let value = words::shown(case.pile, &group[0]);
        let mut support: Vec<Evidence> = group.iter().map(|p| p.at).collect();
        support.sort_unstable();
        support.dedup();
        match variants.iter_mut().find(|v| v.value == value) {
            Some(known) => known.support.extend(support),
            None => variants.push(Variant { value, support }),
        }
    }
    let about = slot.values.iter().flatten().find_map(|p| Some(*case.pile.event_of[p.page].get(p.fact.event?)?));
    Discrepancy {
        rule: String::new(),
        kind,
        status,
        about,
        label: words::label(case, slot, about, &variants),
        variants,
        reasons: vec![words::aligned(slot), reason],
    }
}
