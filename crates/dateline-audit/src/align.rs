//! Where the words of a statement stand in a page, each in the company that it keeps in the statement.
//!
//! In: a [`Statement`] and a [`Source`]. Out: an [`Alignment`]: for every word the places that match it, and the best one, which is that
//! whose neighbours match too. A name that the page has, but with another deed, is found in the wrong company.

use dateline::event::{akin, stem};
use dateline::judge::opposed;

use crate::source::{Kind, Source};
use crate::statement::{Asked, Statement};

/// Places of one word that are looked at.
const PLACES: usize = 120;
/// Least likeness of two words by their vectors.
const LIKE: f64 = 0.52;
/// Words of like meaning that are looked at.
const SYNONYMS: usize = 6;

/// A place that matches a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub sentence: u32,
    pub token: u32,
    /// How well the words match, 0 to 1.
    pub quality: f64,
}

/// Where a word was found.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Found {
    /// How well, with its company: 0 to 1.
    pub score: f64,
    /// The share of its company that stands there.
    pub company: f64,
    pub token: Option<u32>,
}

/// All words.
pub(crate) struct Alignment {
    /// For each word its places in order of the text.
    pub places: Vec<Vec<Place>>,
    pub best: Vec<Found>,
    /// Best match of the word anywhere.
    pub anywhere: Vec<f64>,
}

/// The keys of the page that match a word, with how well.
fn keys(word: &Asked, source: &Source<'_>) -> Vec<(u32, f64)> {
    let mut found: Vec<(u32, f64)> = Vec::new();
    let mut add = |key: Option<u32>, quality: f64| {
        if let Some(key) = key {
            match found.iter_mut().find(|(k, _)| *k == key) {
                Some(known) => known.1 = known.1.max(quality),
                None => found.push((key, quality)),
            }
        }
    };
    for key in &word.keys {
        add(source.find(key), 1.0);
    }
    match word.kind {
        Kind::Name => {
            add(source.find(&stem(&word.lemma)), 0.9);
            for (number, key) in source.keys.iter().enumerate().filter(|(_, k)| k.kind == Kind::Name) {
                if word.keys.iter().any(|k| same_name(k, &key.key)) {
                    add(Some(number as u32), 0.9);
                }
            }
        }
        Kind::Verb | Kind::Noun | Kind::Modifier => {
            add(source.find(&word.lemma), 0.95);
            let mut like: Vec<(u32, f64)> = Vec::new();
            for (number, key) in source.keys.iter().enumerate() {
                if !matches!(key.kind, Kind::Verb | Kind::Noun | Kind::Modifier) || opposed(&word.lemma, &key.lemma) {
                    continue;
                }
                let both = word.kind == key.kind || word.kind != Kind::Modifier && key.kind != Kind::Modifier;
                if both && akin(&word.lemma, &key.lemma) {
                    like.push((number as u32, 0.85));
                } else {
                    let cosine = dot(&word.vector, &key.vector);
                    if cosine >= LIKE {
                        like.push((number as u32, 0.8 * cosine));
                    }
                }
            }
            like.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            for (key, quality) in like.into_iter().take(SYNONYMS) {
                add(Some(key), quality);
            }
        }
        _ => {}
    }
    found
}

/// "U.S." and "US", "Norway's" and "Norway".
fn same_name(a: &str, b: &str) -> bool {
    let plain = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (x, y) = (plain(a), plain(b));
    x == y && !x.is_empty() || x.len() > 4 && (y.strip_suffix('s') == Some(&x) || x.strip_suffix('s') == Some(&y))
}

/// The scalar product, in the order of the numbers.
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f64 {
    if a.len() != b.len() {
        return 0.0;
    }
    f64::from(a.iter().zip(b).fold(0f32, |sum, (x, y)| sum + x * y))
}

/// How much two words of a sentence have to do with each other, by the steps between them.
fn closeness(steps: usize) -> f64 {
    match steps {
        0 | 1 => 1.0,
        2 => 0.85,
        3 => 0.65,
        4 => 0.5,
        _ => 0.4,
    }
}

/// In the sentence before or behind.
const NEXT_DOOR: f64 = 0.25;

impl Alignment {
    /// Looks for the words of a statement.
    pub fn new(statement: &Statement<'_>, source: &Source<'_>) -> Self {
        let matched: Vec<Vec<(u32, f64)>> = statement.words.iter().map(|w| keys(w, source)).collect();
        let anywhere = matched.iter().map(|m| m.iter().map(|(_, q)| *q).fold(0.0, f64::max)).collect();
        let places: Vec<Vec<Place>> = matched
            .iter()
            .map(|keys| {
                let mut places: Vec<Place> = Vec::new();
                for (key, quality) in keys {
                    for token in &source.keys[*key as usize].at {
                        let stands = source.stands[*token as usize].iter().find(|(k, _)| k == key);
                        let quality = quality * f64::from(stands.map_or(100, |s| s.1)) / 100.0;
                        let sentence = dateline::Id::index(source.sentence(*token)) as u32;
                        places.push(Place { sentence, token: *token, quality });
                    }
                }
                places.sort_by(|a, b| a.token.cmp(&b.token).then(b.quality.total_cmp(&a.quality)));
                places.dedup_by_key(|p| p.token);
                places
            })
            .collect();
        let best = (0..statement.words.len()).map(|i| best(statement, source, &places, i)).collect();
        Self { places, best, anywhere }
    }
}

/// The places of a sentence.
pub(crate) fn of_sentence(places: &[Place], sentence: u32) -> &[Place] {
    let start = places.partition_point(|p| p.sentence < sentence);
    let end = start + places[start..].partition_point(|p| p.sentence == sentence);
    &places[start..end]
}

fn best(statement: &Statement<'_>, source: &Source<'_>, places: &[Vec<Place>], i: usize) -> Found {
    let word = &statement.words[i];
    let weight = |(j, steps): &(usize, usize)| statement.words[*j].weight / (*steps).max(1) as f64;
    let total: f64 = word.near.iter().map(weight).sum();
    let mut found = Found::default();
    for place in places[i].iter().take(PLACES) {
        let mut company = 0.0;
        for near in &word.near {
            let there = of_sentence(&places[near.0], place.sentence);
            let here = there.iter().filter(|p| p.token != place.token || p.quality < 1.0);
            let mut kept =
                here.map(|p| p.quality * closeness(source.distance(place.token, p.token))).fold(0.0, f64::max);
            if kept < NEXT_DOOR {
                let beside = place.sentence.checked_sub(1).into_iter().chain([place.sentence + 1]);
                let next = beside.flat_map(|s| of_sentence(&places[near.0], s)).map(|p| p.quality).fold(0.0, f64::max);
                kept = kept.max(next * NEXT_DOOR);
            }
            company += weight(near) * kept;
        }
        let company = if total > 0.0 { company / total } else { 1.0 };
        let score = place.quality * (0.25 + 0.75 * company);
        if score > found.score {
            found = Found { score, company, token: Some(place.token) };
        }
    }
    found
}
