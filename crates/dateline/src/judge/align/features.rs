//! What tells for and against two facts being of one slot.
//!
//! In: pairs of facts of two pages. Out: for each the numbers named in [`NAMES`], in that order. Nothing here knows a word of any story: how
//! rare the words in common are, whether the predicates are one, whether the other page tells the value elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::{Dimension, Placed, Weighed, dimension, overlap};
use crate::event::akin;
use crate::judge::facts::{Fact, in_one_year};
use crate::judge::value::{Figure, Value, Verdict, compare};
use crate::lexicon::Flag;
use crate::link::Pile;
use crate::{Dossier, EntityId, PageId, SentenceId};

/// The names of the features.
pub(crate) const NAMES: &[&str] = &[
    "near",
    "near_sample",
    "near_share",
    "near_share_sample",
    "wide",
    "wide_share",
    "before",
    "cosine",
    "same_noun",
    "people",
    "no_noun",
    "akin_noun",
    "same_verb",
    "akin_verb",
    "same_entities",
    "rare_entities",
    "same_of",
    "other_of",
    "other_values_same",
    "slip",
    "one_digit",
    "small",
    "ratio",
    "hedged",
    "told_elsewhere_a",
    "told_elsewhere_b",
    "elsewhere_better",
    "best_a",
    "best_b",
    "margin",
    "crowd",
    "ahead",
    "one_ahead",
    "negated",
    "open",
    "quoted",
    "days_apart",
    "one_day",
    "published_apart",
    "count",
    "amount",
    "measure",
    "share",
    "duration",
    "age",
    "day",
    "clock",
    "grain_day",
    "same_sentence_words",
    "title",
    "agree_a",
    "agree_b",
    "holder_same",
    "holder_other",
    "subject_same",
    "subject_other",
    "subject_word_same",
    "subject_word_other",
    "scope",
    "part",
    "one_part",
    "times_same",
    "times_apart",
    "sentence_tells_both",
    "verbless",
    "near_wide",
    "nouns_differ",
    "bare_weekday",
];

/// Two facts of one type.
pub(crate) struct Pair {
    pub a: usize,
    pub b: usize,
    pub verdict: Verdict,
    pub features: Vec<f64>,
}

fn figure(value: &Value) -> Option<&Figure> {
    match value {
        Value::Count { n, .. }
        | Value::Amount { n, .. }
        | Value::Measure { n, .. }
        | Value::Share { n }
        | Value::Age { n, .. }
        | Value::Duration { n } => Some(n),
        _ => None,
    }
}

fn noun(value: &Value) -> Option<&str> {
    match value {
        Value::Count { of, .. } => Some(of),
        _ => None,
    }
}

/// The verdict on two values of one slot: nouns that are not the same word may still count one thing.
pub(crate) fn verdict(dossier: &Dossier, a: &Value, b: &Value) -> Verdict {
    match (a, b) {
        (Value::Count { n, .. }, Value::Count { n: m, .. }) => {
            let bare = |n: &Figure| Value::Count { n: *n, of: String::new() };
            compare(&bare(n), &bare(m), dossier)
        }
        _ => compare(a, b, dossier),
    }
}

/// The verdict on two facts of one slot.
pub(crate) fn verdict_of(dossier: &Dossier, a: &Fact, b: &Fact) -> Verdict {
    let (x, y) = in_one_year(a, b);
    verdict(dossier, &x, &y)
}

/// Digits of a number without the zeros that only tell its size.
fn digits(value: f64) -> Vec<u8> {
    let text = format!("{:.3}", value.abs());
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let all: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
    let end = all.iter().rposition(|d| *d != b'0').map_or(0, |p| p + 1);
    let start = all.iter().position(|d| *d != b'0').unwrap_or(0);
    all.get(start..end).unwrap_or_default().to_vec()
}

/// Whether two numbers have the same digits in another order, or differ in one digit.
fn slip(a: f64, b: f64) -> (bool, bool) {
    let (mut x, mut y) = (digits(a), digits(b));
    let one = x.len() == y.len() && x.len() >= 2 && x.iter().zip(&y).filter(|(p, q)| p != q).count() == 1;
    let long = x.len() == y.len() && x.len() >= 2 && x != y;
    x.sort_unstable();
    y.sort_unstable();
    (long && x == y, one)
}

/// Whether two numbers have the same digits and lie a thousand times apart or more: a million written for a billion.
pub(crate) fn other_scale(a: &Value, b: &Value) -> bool {
    figure(a).zip(figure(b)).is_some_and(|(n, m)| {
        let (x, y) = (n.number.value.abs(), m.number.value.abs());
        x.max(y) >= 999.0 * x.min(y) && !digits(x).is_empty() && digits(x) == digits(y)
    })
}

fn flag(b: bool) -> f64 {
    f64::from(u8::from(b))
}

/// How alike two facts look before all is weighed.
fn first_look(f: &[f64]) -> f64 {
    let of = |name: &str| NAMES.iter().position(|n| *n == name).and_then(|i| f.get(i)).copied().unwrap_or_default();
    of("near")
        + 0.4 * of("wide")
        + 4.0 * of("same_verb")
        + 2.0 * of("akin_verb")
        + 4.0 * of("same_noun")
        + 8.0 * of("same_of")
        - 8.0 * of("other_of")
        + 4.0 * of("other_values_same")
}

impl Pair {
    /// A feature by its name.
    pub fn feature(&self, name: &str) -> f64 {
        NAMES.iter().position(|n| *n == name).and_then(|i| self.features.get(i)).copied().unwrap_or_default()
    }
}

/// Describes pairs.
pub(super) fn describe(
    pile: &Pile<'_>,
    dossier: &Dossier,
    all: &[Placed],
    weighed: &[Weighed],
    list: &[(usize, usize)],
) -> Vec<Pair> {
    // In how many sentences of a story an entity is named, by halves.
    let mut named: BTreeMap<EntityId, usize> = BTreeMap::new();
    all.iter().flat_map(|p| &p.entities).for_each(|e| *named.entry(*e).or_default() += 1);
    let mut values: BTreeMap<(PageId, SentenceId), Vec<usize>> = BTreeMap::new();
    for (i, p) in all.iter().enumerate() {
        values.entry((p.page, p.fact.sentence)).or_default().push(i);
    }
    let mut crowd: BTreeMap<(PageId, Dimension), usize> = BTreeMap::new();
    for p in all {
        if let Some(d) = dimension(&p.fact.value) {
            *crowd.entry((p.page, d)).or_default() += 1;
        }
    }
    let mut pairs: Vec<Pair> = list
        .iter()
        .map(|(a, b)| Pair {
            a: *a,
            b: *b,
            verdict: verdict_of(dossier, &all[*a].fact, &all[*b].fact),
            features: one(pile, dossier, all, weighed, &named, &values, &crowd, (*a, *b)),
        })
        .collect();
    relative(all, &mut pairs);
    pairs
}

#[allow(clippy::too_many_arguments)]
fn one(
    pile: &Pile<'_>,
    dossier: &Dossier,
    all: &[Placed],
    weighed: &[Weighed],
    named: &BTreeMap<EntityId, usize>,
    values: &BTreeMap<(PageId, SentenceId), Vec<usize>>,
    crowd: &BTreeMap<(PageId, Dimension), usize>,
    (i, j): (usize, usize),
) -> Vec<f64> {
    let (a, b) = (&all[i], &all[j]);
    let (x, y) = (&a.fact, &b.fact);
    let (v, w) = (&weighed[i], &weighed[j]);
    let (near, wide) = (overlap(&v.near, &w.near), overlap(&v.wide, &w.wide));
    let cross = overlap(&v.before, &w.wide)[0].max(overlap(&v.wide, &w.before)[0]);
    let near_wide = overlap(&v.near, &w.wide)[0].max(overlap(&w.near, &v.wide)[0]);
    let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
    let vectors = |p: &Placed| pile.pages[p.page].vectors.get(p.fact.sentence);
    let cosine = match (vectors(a), vectors(b)) {
        (Some(p), Some(q)) => p.iter().zip(q).map(|(p, q)| f64::from(*p) * f64::from(*q)).sum(),
        _ => 0.0,
    };
    let nouns = (noun(&x.value).unwrap_or_default(), noun(&y.value).unwrap_or_default());
    let people = |n: &str| Flag::AnyPeople.has(n);
    let same_noun = !nouns.0.is_empty() && nouns.0 == nouns.1;
    let shared: Vec<EntityId> = a.entities.intersection(&b.entities).copied().collect();
    let rare = shared.iter().filter(|e| named.get(e).is_some_and(|n| *n <= 12)).count();
    // Other values that both sentences tell alike.
    let others = |p: &Placed, own: usize| -> Vec<usize> {
        values.get(&(p.page, p.fact.sentence)).into_iter().flatten().copied().filter(|k| *k != own).collect()
    };
    let (mine, theirs) = (others(a, i), others(b, j));
    let alike = mine
        .iter()
        .filter(|p| {
            theirs.iter().any(|q| {
                dimension(&all[**p].fact.value) == dimension(&all[*q].fact.value)
                    && verdict_of(dossier, &all[**p].fact, &all[*q].fact) == Verdict::Same
            })
        })
        .count();
    // Whether one of the sentences tells the value of the other too.
    let tells = |list: &[usize], f: &Fact| {
        list.iter().any(|k| {
            dimension(&all[*k].fact.value) == dimension(&f.value)
                && verdict_of(dossier, &all[*k].fact, f) == Verdict::Same
        })
    };
    let both = tells(&mine, y) || tells(&theirs, x);
    // Days that the sentences give beside the value.
    let days_of = |list: &[usize]| -> Vec<usize> {
        list.iter().copied().filter(|k| dimension(&all[*k].fact.value) == Some(Dimension::Day)).collect()
    };
    let (p_days, q_days) = (days_of(&mine), days_of(&theirs));
    let day_pairs: Vec<Verdict> = p_days
        .iter()
        .flat_map(|p| q_days.iter().map(|q| verdict_of(dossier, &all[*p].fact, &all[*q].fact)).collect::<Vec<_>>())
        .collect();
    let times = (
        day_pairs.iter().any(|v| matches!(v, Verdict::Same | Verdict::Finer)),
        !day_pairs.is_empty() && day_pairs.iter().all(|v| *v == Verdict::Excludes) && far(all, &p_days, &q_days),
    );
    let meet = |p: &BTreeSet<EntityId>, q: &BTreeSet<EntityId>| !p.is_disjoint(q);
    let part_ways = |p: &BTreeSet<EntityId>, q: &BTreeSet<EntityId>| !p.is_empty() && !q.is_empty() && p.is_disjoint(q);
    let numbers = figure(&x.value).zip(figure(&y.value)).map(|(n, m)| (n.number.value, m.number.value));
    // Years and the days of a month are copied with a slip too.
    let dates = match &in_one_year(x, y) {
        (Value::Interval(p), Value::Interval(q)) => p.earliest.zip(q.earliest).map(|(p, q)| {
            let (p, q) = (p.date(), q.date());
            if p.year() == q.year() {
                (f64::from(p.day()), f64::from(q.day()))
            } else {
                (f64::from(p.year()), f64::from(q.year()))
            }
        }),
        _ => None,
    };
    let (anagram, digit) = numbers.or(dates).map_or((false, false), |(n, m)| slip(n, m));
    let ratio = numbers.map_or(1.0, |(n, m)| n.abs().max(m.abs()) / n.abs().min(m.abs()).max(1e-9));
    let hedged = [&x.value, &y.value].iter().filter_map(|v| figure(v)).any(|f| f.bound != crate::event::Bound::Exact);
    let days = match &in_one_year(x, y) {
        (Value::Interval(p), Value::Interval(q)) => match (p.earliest, q.earliest) {
            (Some(p), Some(q)) => f64::from((p.date() - q.date()).get_days().abs()),
            _ => 0.0,
        },
        (Value::Clock { minutes: p, .. }, Value::Clock { minutes: q, .. }) => f64::from((p - q).abs()) / 60.0,
        _ => 0.0,
    };
    let day = |v: &Value| matches!(v, Value::Interval(p) if p.granularity <= crate::time::Granularity::Day);
    let published = |p: &Placed| dossier.documents[p.page].page.published.earliest;
    let gap = match (published(a), published(b)) {
        (Some(p), Some(q)) => f64::from((p - q).get_days().abs()),
        _ => 10.0,
    };
    let kind = dimension(&x.value);
    let is = |d: Dimension| flag(kind == Some(d));
    let many = kind.map_or(0, |d| {
        let of = |p: &Placed| crowd.get(&(p.page, d)).copied().unwrap_or_default();
        of(a).max(of(b))
    });
    let verbs = (x.verb.as_str(), y.verb.as_str());
    let same_verb = !verbs.0.is_empty() && verbs.0 == verbs.1 && !Flag::Bland.has(verbs.0);
    let title = |p: &Placed| {
        let span = p.fact.span;
        pile.pages[p.page].page.blocks.iter().any(|b| b.span.contains(span) && b.role == crate::page::Role::Title)
    };
    // A day that is told by its weekday or a feast alone.
    let bare = |p: &Placed| {
        kind == Some(Dimension::Day)
            && !p.fact.span.of(&pile.pages[p.page].page.text).contains(|c: char| c.is_ascii_digit())
    };
    let v = vec![
        near[0].min(40.0),
        near[1].min(40.0),
        share(near[0], near[2]),
        share(near[1], near[3]),
        wide[0].min(60.0),
        share(wide[0], wide[2]),
        cross.min(30.0),
        cosine,
        flag(same_noun),
        flag(people(nouns.0) && people(nouns.1)),
        flag(nouns.0.is_empty() || nouns.1.is_empty()),
        flag(!same_noun && !nouns.0.is_empty() && akin(nouns.0, nouns.1)),
        flag(same_verb),
        flag(!same_verb && !verbs.0.is_empty() && akin(verbs.0, verbs.1)),
        (shared.len() as f64).min(6.0),
        (rare as f64).min(4.0),
        flag(a.of.is_some() && a.of == b.of),
        flag(a.of.is_some() && b.of.is_some() && a.of != b.of),
        (alike as f64).min(3.0),
        flag(anagram),
        flag(digit),
        flag(numbers.is_some_and(|(n, m)| n.abs() <= 3.0 && m.abs() <= 3.0)),
        ratio.min(20.0),
        flag(hedged),
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        (many as f64).min(40.0),
        flag(x.mood.ahead && y.mood.ahead),
        flag(x.mood.ahead != y.mood.ahead),
        flag(x.mood.negated || y.mood.negated),
        flag(x.mood.open || y.mood.open),
        flag(x.mood.quoted || y.mood.quoted),
        days.min(400.0),
        flag(days == 1.0),
        gap.min(1000.0),
        is(Dimension::Count),
        is(Dimension::Amount),
        is(Dimension::Measure),
        is(Dimension::Share),
        is(Dimension::Duration),
        is(Dimension::Age),
        is(Dimension::Day),
        is(Dimension::Clock),
        flag(day(&x.value) && day(&y.value)),
        flag(pile.text(a.at) == pile.text(b.at)),
        flag(title(a) || title(b)),
        0.0,
        0.0,
        flag(meet(&a.holders, &b.holders)),
        flag(part_ways(&a.holders, &b.holders)),
        flag(meet(&a.subject, &b.subject)),
        flag(part_ways(&a.subject, &b.subject)),
        flag(x.subject_stems.keys().any(|w| y.subject_stems.contains_key(w))),
        flag(
            !x.subject_stems.is_empty()
                && !y.subject_stems.is_empty()
                && !x.subject_stems.keys().any(|w| y.subject_stems.contains_key(w)),
        ),
        (x.scope.symmetric_difference(&y.scope).count() as f64).min(3.0),
        flag(x.part && y.part),
        flag(x.part != y.part),
        flag(times.0),
        flag(times.1),
        flag(both),
        flag(x.verb.is_empty() || y.verb.is_empty()),
        near_wide.min(40.0),
        flag(!(same_noun || nouns.0.is_empty() || nouns.1.is_empty() || people(nouns.0) && people(nouns.1))),
        flag(bare(a) || bare(b)),
    ];
    debug_assert_eq!(v.len(), NAMES.len());
    v
}

/// Whether no two of the days lie within ten days of each other: then two times are told of.
fn far(all: &[Placed], a: &[usize], b: &[usize]) -> bool {
    let near = |p: usize, q: usize| match in_one_year(&all[p].fact, &all[q].fact) {
        (Value::Interval(x), Value::Interval(y)) => {
            let both = x.earliest.zip(y.earliest);
            both.is_some_and(|(x, y)| (x.date() - y.date()).get_days().abs() <= 10)
        }
        _ => false,
    };
    !a.iter().any(|p| b.iter().any(|q| near(*p, *q)))
}

/// What hangs on the other facts of the two pages: whether a better partner stands there, whether the value is told elsewhere, how many
/// other pages tell the value.
fn relative(all: &[Placed], pairs: &mut [Pair]) {
    let at = |name: &str| NAMES.iter().position(|n| *n == name).unwrap_or_default();
    let looks: Vec<f64> = pairs.iter().map(|p| first_look(&p.features)).collect();
    // For a fact and another page: best look, second best, and the best where the values agree.
    #[derive(Default, Clone, Copy)]
    struct Best {
        first: f64,
        second: f64,
        agreeing: f64,
        agrees: bool,
    }
    let mut best: BTreeMap<(usize, PageId), Best> = BTreeMap::new();
    let mut agree: BTreeMap<usize, BTreeSet<PageId>> = BTreeMap::new();
    for (pair, look) in pairs.iter().zip(&looks) {
        for (i, j) in [(pair.a, pair.b), (pair.b, pair.a)] {
            let entry = best.entry((i, all[j].page)).or_default();
            if *look > entry.first {
                entry.second = entry.first;
                entry.first = *look;
            } else if *look > entry.second {
                entry.second = *look;
            }
            if matches!(pair.verdict, Verdict::Same | Verdict::Finer | Verdict::Overlap) {
                entry.agrees = true;
                entry.agreeing = entry.agreeing.max(*look);
                if *look >= 10.0 {
                    agree.entry(i).or_default().insert(all[j].page);
                }
            }
        }
    }
    for (pair, look) in pairs.iter_mut().zip(&looks) {
        let p = best.get(&(pair.a, all[pair.b].page)).copied().unwrap_or_default();
        let q = best.get(&(pair.b, all[pair.a].page)).copied().unwrap_or_default();
        let f = &mut pair.features;
        f[at("told_elsewhere_a")] = flag(p.agrees);
        f[at("told_elsewhere_b")] = flag(q.agrees);
        f[at("elsewhere_better")] = (p.agreeing.max(q.agreeing) - look).clamp(-40.0, 40.0);
        f[at("best_a")] = flag(*look >= p.first);
        f[at("best_b")] = flag(*look >= q.first);
        let rival = |b: Best| if *look >= b.first { b.second } else { b.first };
        f[at("margin")] = (look - rival(p).max(rival(q))).clamp(-40.0, 40.0);
        f[at("agree_a")] = agree.get(&pair.a).map_or(0, BTreeSet::len).min(6) as f64;
        f[at("agree_b")] = agree.get(&pair.b).map_or(0, BTreeSet::len).min(6) as f64;
    }
}
