//! What is looked at when the support of a statement by a page is weighed.
//!
//! In: everything that was compared. Out: one number for each of [`NAMES`], mostly shares between 0 and 1. Every one can be said in words.

use crate::align::Alignment;
use crate::evidence::Ranking;
use crate::slots::Slots;
use crate::source::{Kind, Source};
use crate::statement::Statement;

/// The features in their order.
pub const NAMES: &[&str] = &[
    "cover one",
    "cover three",
    "cover window",
    "cover all",
    "cover least",
    "cosine",
    "company",
    "company least",
    "company second",
    "company low",
    "names",
    "names least",
    "numbers",
    "numbers least",
    "verbs",
    "verbs least",
    "nouns",
    "nouns least",
    "modifiers",
    "modifiers least",
    "turns",
    "pronouns",
    "names absent",
    "numbers absent",
    "words absent",
    "absent count",
    "arcs",
    "arcs broken",
    "arcs broken names",
    "arcs broken numbers",
    "arcs broken verbs",
    "pairs",
    "values borne",
    "values excluded",
    "values absent",
    "denied",
    "other agent",
    "exchanged",
    "opposites",
    "misquoted",
    "dangling",
    "length",
    "sentences",
    "page length",
    "cover three squared",
    "company squared",
    "long page cover",
    "long page company",
];

/// The times that one can be doubled until it passes a number.
fn doublings(n: usize) -> f64 {
    f64::from(usize::BITS - n.leading_zeros())
}

/// Words whose weight is below this are not asked for by themselves.
const LIGHT: f64 = 4.0;
/// A word found with less is as good as not found in its company.
const LOW: f64 = 0.35;

/// The features of a statement.
pub(crate) fn features(
    statement: &Statement<'_>,
    source: &Source<'_>,
    alignment: &Alignment,
    ranking: &Ranking,
    slots: &Slots,
) -> Vec<f64> {
    let words = &statement.words;
    let sound = |i: usize| slots.sound.iter().any(|s| s.overlaps(statement.analysis.parse.tokens[words[i].token].span));
    let score = |i: usize| if sound(i) { alignment.best[i].score.max(0.9) } else { alignment.best[i].score };
    let anywhere = |i: usize| if sound(i) { 1.0 } else { alignment.anywhere[i] };
    let mean = |test: &dyn Fn(usize) -> bool, value: &dyn Fn(usize) -> f64| {
        let (mut sum, mut total) = (0.0, 0.0);
        for i in (0..words.len()).filter(|i| test(*i)) {
            sum += words[i].weight * value(i);
            total += words[i].weight;
        }
        if total > 0.0 { sum / total } else { 1.0 }
    };
    let least = |test: &dyn Fn(usize) -> bool| (0..words.len()).filter(|i| test(*i)).map(score).fold(1.0, f64::min);
    let of = |kind: Kind| move |i: usize| words[i].kind == kind;
    let heavy = |i: usize| words[i].weight >= LIGHT;
    let mut scores: Vec<f64> = (0..words.len()).filter(|i| heavy(*i)).map(score).collect();
    scores.sort_by(f64::total_cmp);
    let company = mean(&|_| true, &score);
    let absent = |i: usize| f64::from(u8::from(anywhere(i) < 0.5));
    let low = |i: usize| f64::from(u8::from(score(i) < LOW));
    // Pairs of words that belong together: how close they come in the page.
    let (mut arcs, mut total, mut broken, mut kinds) = (0.0, 0.0, 0.0, [0.0f64; 3]);
    for i in 0..words.len() {
        for (j, steps) in words[i].near.iter().filter(|(j, s)| *j > i && *s <= 1) {
            let _ = steps;
            let weight = words[i].weight.min(words[*j].weight);
            let held = if sound(i) && sound(*j) { 1.0 } else { together(source, alignment, i, *j) };
            arcs += weight * held;
            total += weight;
            if held < 0.3 {
                broken += weight;
                for (n, kind) in [Kind::Name, Kind::Number, Kind::Verb].into_iter().enumerate() {
                    if words[i].kind == kind || words[*j].kind == kind {
                        kinds[n] += 1.0;
                    }
                }
            }
        }
    }
    let arcs = if total > 0.0 { arcs / total } else { 1.0 };
    let (mut follow, mut pairs) = (0.0, 0.0);
    for pair in words.windows(2).filter(|p| p[0].sentence == p[1].sentence) {
        pairs += 1.0;
        let keys = |w: &crate::statement::Asked| w.keys.iter().filter_map(|k| source.find(k)).collect::<Vec<_>>();
        let (a, b) = (keys(&pair[0]), keys(&pair[1]));
        if a.iter().any(|x| b.iter().any(|y| source.follows(*x, *y))) {
            follow += 1.0;
        }
    }
    let share = |n: usize, of: usize| if of > 0 { n as f64 / of as f64 } else { 0.0 };
    let page = source.told.len();
    let long = (doublings(page) / 8.0).min(1.5);
    vec![
        ranking.one,
        ranking.three,
        ranking.window,
        ranking.all,
        ranking.least,
        ranking.cosine,
        company,
        scores.first().copied().unwrap_or(1.0),
        scores.get(1).copied().unwrap_or(1.0),
        mean(&heavy, &low),
        mean(&of(Kind::Name), &score),
        least(&of(Kind::Name)),
        mean(&of(Kind::Number), &score),
        least(&of(Kind::Number)),
        mean(&of(Kind::Verb), &score),
        least(&of(Kind::Verb)),
        mean(&of(Kind::Noun), &score),
        least(&of(Kind::Noun)),
        mean(&of(Kind::Modifier), &score),
        least(&of(Kind::Modifier)),
        mean(&of(Kind::Turn), &score),
        mean(&of(Kind::Pronoun), &score),
        (0..words.len()).filter(|i| of(Kind::Name)(*i)).map(absent).sum::<f64>().min(4.0),
        (0..words.len()).filter(|i| of(Kind::Number)(*i)).map(absent).sum::<f64>().min(4.0),
        mean(&heavy, &absent),
        (0..words.len()).filter(|i| heavy(*i)).map(absent).sum::<f64>().min(8.0),
        arcs,
        if total > 0.0 { broken / total } else { 0.0 },
        kinds[0].min(5.0),
        kinds[1].min(5.0),
        kinds[2].min(5.0),
        if pairs > 0.0 { follow / pairs } else { 1.0 },
        share(slots.borne, slots.values),
        slots.excluded.min(3) as f64,
        slots.absent.min(3) as f64,
        slots.denied.min(2) as f64,
        slots.other_agent.min(2) as f64,
        slots.exchanged.min(2) as f64,
        slots.opposites.min(3) as f64,
        slots.misquoted.min(2) as f64,
        f64::from(u8::from(statement.dangling)),
        doublings(words.len()),
        statement.sentences.len().min(6) as f64,
        doublings(page),
        ranking.three * ranking.three,
        company * company,
        ranking.three * long,
        company * long,
    ]
}

/// How close two words come anywhere in the page, 0 to 1.
fn together(source: &Source<'_>, alignment: &Alignment, i: usize, j: usize) -> f64 {
    let mut best: f64 = 0.0;
    for a in alignment.places[i].iter().take(120) {
        for b in crate::align::of_sentence(&alignment.places[j], a.sentence) {
            if a.token != b.token {
                let close = match source.distance(a.token, b.token) {
                    0 | 1 => 1.0,
                    2 => 0.9,
                    3 => 0.6,
                    4 => 0.4,
                    _ => 0.25,
                };
                best = best.max(a.quality.min(b.quality) * close);
            }
        }
    }
    best
}
