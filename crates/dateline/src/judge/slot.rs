//! What kind of value two stretches of words hold, and whether the values exclude each other.
//!
//! In: two token ranges of two pages with the same words around them. Out: a [`Difference`], or nothing where the stretches hold no values
//! of one type, or values that agree: another wording of one day, a converted unit, a rounded number, an alias.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::{title, value};
use crate::event::{Entity, EntityKind, MentionKind};
use crate::language::{Dep, Parse, Pos, Tag};
use crate::link::{Pile, Relation, key, relation};
use crate::time::{Timex, TimexKind};
use crate::{Analysis, DiscrepancyKind, DiscrepancyStatus, Dossier, Span};

use DiscrepancyKind as Kind;
use DiscrepancyStatus as Status;

/// Two values of one type that exclude each other.
pub(super) struct Difference {
    pub kind: Kind,
    pub status: Status,
    pub values: [String; 2],
    pub reason: String,
}

/// A stretch of tokens of a page.
type Side = (usize, Range<usize>);

const NEGATIONS: &[&str] =
    &["not", "n't", "n’t", "no", "never", "neither", "nor", "without", "cannot", "nobody", "none", "nothing"];

/// Words between two numbers or dates that are no part of the value.
const LIGHT: &[&str] = &[
    "about",
    "around",
    "some",
    "nearly",
    "almost",
    "over",
    "more",
    "than",
    "at",
    "least",
    "up",
    "to",
    "roughly",
    "approximately",
    "only",
    "the",
    "a",
    "an",
    "as",
    "many",
    "of",
    "on",
    "in",
    "by",
    "early",
    "late",
    "just",
    "and",
    "another",
    "other",
    "fewer",
    "less",
];

fn words(name: &'static str) -> BTreeMap<&'static str, Vec<usize>> {
    let mut lines: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, line) in name.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).enumerate() {
        for word in line.split_whitespace() {
            lines.entry(word.trim_end_matches(':')).or_default().push(i);
        }
    }
    lines
}

static BODIES: LazyLock<BTreeMap<&'static str, Vec<usize>>> =
    LazyLock::new(|| words(include_str!("../../../../data/judge/bodies.txt")));
static HEDGES: LazyLock<BTreeMap<&'static str, Vec<usize>>> =
    LazyLock::new(|| words(include_str!("../../../../data/judge/hedges.txt")));
/// Lines with a star are numbered below this.
const STATES: usize = 1000;
/// For every word the (line, side) pairs on which it stands.
static OPPOSITES: LazyLock<BTreeMap<&'static str, Vec<(usize, bool)>>> = LazyLock::new(|| {
    let mut all: BTreeMap<&str, Vec<(usize, bool)>> = BTreeMap::new();
    let lines = include_str!("../../../../data/judge/opposites.txt").lines().filter(|l| !l.starts_with('#'));
    for (i, line) in lines.enumerate() {
        let Some((left, right)) = line.trim_start_matches('*').split_once('|') else { continue };
        let i = if line.starts_with('*') { i } else { i + STATES };
        for (side, words) in [(true, left), (false, right)] {
            for word in words.split_whitespace() {
                all.entry(word).or_default().push((i, side));
            }
        }
    }
    all
});

/// Whether two lemmas are opposites.
pub(super) fn opposite(a: &str, b: &str) -> bool {
    let (Some(x), Some(y)) = (OPPOSITES.get(a), OPPOSITES.get(b)) else { return false };
    x.iter().any(|(line, side)| y.contains(&(*line, !side))) && !x.iter().any(|p| y.contains(p))
}

/// The lines of lasting states that a lemma stands on, with its side.
pub(super) fn state(lemma: &str) -> impl Iterator<Item = (usize, bool)> + use<> {
    OPPOSITES.get(lemma).into_iter().flatten().copied().filter(|(line, _)| *line < STATES)
}

/// How sure a word leaves a statement: 0 possible, 1 probable, 2 alleged; `None` for a word that is no hedge.
pub(super) fn hedge(lemma: &str) -> Option<usize> {
    HEDGES.get(lemma).and_then(|l| l.first()).copied()
}

fn covered(parse: &Parse, tokens: &Range<usize>) -> Option<Span> {
    (!tokens.is_empty() && tokens.end <= parse.tokens.len()).then(|| parse.span(tokens.clone()))
}

/// Compares two stretches.
pub(super) fn difference(pile: &Pile<'_>, dossier: &Dossier, a: Side, b: Side) -> Option<Difference> {
    let (x, y) = (pile.pages[a.0], pile.pages[b.0]);
    let len = a.1.len().max(b.1.len());
    if len == 0 || len > 12 {
        return None;
    }
    if let Some(found) = negation(x, y, &a.1, &b.1) {
        return Some(found);
    }
    let (p, q) = match (covered(&x.parse, &a.1), covered(&y.parse, &b.1)) {
        (Some(p), Some(q)) => (p, q),
        _ => return office(x, y, &a.1, &b.1).or_else(|| certainty(x, y, &a.1, &b.1)),
    };
    match times(x, y, p, q) {
        Compared::Differ(d) => return Some(d),
        Compared::Agree => return None,
        Compared::Other => {}
    }
    match numbers(pile, dossier, &a, &b) {
        Compared::Differ(d) => return Some(d),
        Compared::Agree => return None,
        Compared::Other => {}
    }
    titles(x, y, &a.1, &b.1)
        .or_else(|| names(pile, dossier, &a, &b, p, q))
        .or_else(|| bodies(x, y, &a.1, &b.1))
        .or_else(|| opposites(x, y, &a.1, &b.1))
        .or_else(|| certainty(x, y, &a.1, &b.1))
}

enum Compared {
    Differ(Difference),
    Agree,
    Other,
}

fn times(x: &Analysis, y: &Analysis, p: Span, q: Span) -> Compared {
    let one = |page: &Analysis, span: Span| -> Option<Timex> {
        let mut all = page.times.iter().filter(|t| t.span.overlaps(span));
        let first = all.next()?.clone();
        all.next().is_none().then_some(first)
    };
    let (Some(s), Some(t)) = (one(x, p), one(y, q)) else { return Compared::Other };
    let said = |page: &Analysis, t: &Timex| t.span.of(&page.page.text).to_string();
    let (v, w) = (said(x, &s), said(y, &t));
    if v.eq_ignore_ascii_case(&w) {
        return Compared::Agree;
    }
    // "Friday, 11 March" and "Tuesday, 11 March": one of them has the day of the week wrong.
    if let (Some(i), Some(j)) = (weekday(&v), weekday(&w))
        && i != j
        && s.kind != TimexKind::Set
        && t.kind != TimexKind::Set
        && !matches!((&s.interval, &t.interval), (Some(i), Some(j)) if relation(i, j) == Relation::Disjoint)
    {
        return Compared::Differ(Difference {
            kind: Kind::Date,
            status: Status::Contradiction,
            reason: format!("“{v}” and “{w}” name two days of the week."),
            values: [v, w],
        });
    }
    if matches!(s.kind, TimexKind::Duration | TimexKind::Set) || matches!(t.kind, TimexKind::Duration | TimexKind::Set)
    {
        let plain = |t: &Timex| t.value.clone().filter(|v| !v.contains('X') && t.modifier.is_none());
        return match (plain(&s), plain(&t)) {
            (Some(i), Some(j)) if s.kind == t.kind && i != j && amount(&i) != amount(&j) => {
                Compared::Differ(Difference {
                    kind: Kind::Number,
                    status: Status::Contradiction,
                    reason: format!("A length of time: {v} ({i}) is not {w} ({j})."),
                    values: [v, w],
                })
            }
            _ => Compared::Agree,
        };
    }
    let differ = |kind, reason| {
        Compared::Differ(Difference { kind, status: Status::Contradiction, values: [v.clone(), w.clone()], reason })
    };
    match (&s.interval, &t.interval) {
        (Some(i), Some(j)) => match relation(i, j) {
            Relation::Disjoint => {
                let same_day = i.earliest.zip(j.earliest).is_some_and(|(a, b)| a.date() == b.date());
                let show = |t: &Timex| t.value.clone().unwrap_or_default();
                differ(
                    if same_day { Kind::Time } else { Kind::Date },
                    format!("“{v}” is {}, “{w}” is {}: they exclude each other.", show(&s), show(&t)),
                )
            }
            _ => Compared::Agree,
        },
        // Undated pages: the days of the week, or the hours, by themselves.
        _ => match (&s.value, &t.value) {
            (Some(i), Some(j)) if i != j && i.len() == j.len() && s.kind == t.kind => {
                let kind = if s.kind == TimexKind::Time { Kind::Time } else { Kind::Date };
                differ(kind, format!("“{v}” ({i}) and “{w}” ({j}) are not the same."))
            }
            _ => Compared::Agree,
        },
    }
}

/// The one day of the week that the words of a time expression name.
fn weekday(words: &str) -> Option<String> {
    const DAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let mut found: Vec<String> = words
        .split(|c: char| !c.is_alphabetic())
        .map(str::to_lowercase)
        .filter(|w| DAYS.iter().any(|d| w.starts_with(d)) && (w.len() == 3 || w.ends_with("day")))
        .map(|w| w[..3].to_string())
        .collect();
    found.dedup();
    (found.len() == 1).then(|| found.remove(0))
}

/// The length of a duration value in days, so that a fortnight is two weeks.
fn amount(value: &str) -> Option<u64> {
    let (digits, unit) = value.strip_prefix('P')?.trim_start_matches('T').split_at_checked(
        value.strip_prefix('P')?.trim_start_matches('T').find(|c: char| !c.is_ascii_digit() && c != '.')?,
    )?;
    let n: f64 = digits.parse().ok()?;
    let days = match (value.contains('T'), unit) {
        (true, "S") => 1.0,
        (true, "M") => 60.0,
        (true, "H") => 3600.0,
        (false, "D") => 86_400.0,
        (false, "W") => 604_800.0,
        (false, "M") => 2_629_800.0,
        (false, "Y") => 31_557_600.0,
        _ => return None,
    };
    Some((n * days) as u64)
}

fn numbers(pile: &Pile<'_>, dossier: &Dossier, a: &Side, b: &Side) -> Compared {
    let one = |side: &Side| -> Option<(value::Number, Range<usize>, bool)> {
        let page = pile.pages[side.0];
        let text = page.page.text.as_str();
        let mut runs: Vec<Range<usize>> =
            side.1.clone().map(|t| value::run(&page.parse, text, t)).filter(|r| !r.is_empty()).collect();
        runs.dedup();
        let [run] = runs.as_slice() else { return None };
        // Nothing else of weight may differ but the unit.
        let rest = side.1.clone().filter(|t| !run.contains(t)).all(|t| {
            let token = &page.parse.tokens[t];
            LIGHT.contains(&token.lemma.to_lowercase().as_str())
                || token.pos == Pos::Punct
                || value::measure(value::Number { value: 1.0, grain: 1.0 }, &token.lemma).is_some()
        });
        let number = value::phrase(&page.parse, text, run.clone())?;
        Some((number, run.clone(), rest))
    };
    let (Some((n, r, clean)), Some((m, s, pure))) = (one(a), one(b)) else { return ordinals(pile, a, b) };
    if !clean || !pure {
        return Compared::Other;
    }
    let (x, y) = (pile.pages[a.0], pile.pages[b.0]);
    let unit = |page: &Analysis, run: &Range<usize>| {
        page.parse.tokens.get(run.end).map(|t| t.lemma.to_lowercase()).unwrap_or_default()
    };
    let (u, w) = (unit(x, &r), unit(y, &s));
    if let (Some((d, i)), Some((e, j))) = (value::measure(n, &u), value::measure(m, &w))
        && u != w
    {
        if d != e {
            return Compared::Other;
        }
        if value::agree(i, j) {
            return Compared::Agree;
        }
    } else if n.rounds_to(m) {
        return Compared::Agree;
    }
    let said = |page: &Analysis, run: &Range<usize>, unit: &str| {
        let end = if unit.chars().any(char::is_alphabetic) { run.end + 1 } else { run.end };
        page.parse.span(run.start..end.min(page.parse.tokens.len())).of(&page.page.text).to_string()
    };
    let (v, t) = (said(x, &r, &u), said(y, &s, &w));
    let (status, reason) = super::count::course(pile, dossier, (a.0, r, n.value), (b.0, s, m.value));
    Compared::Differ(Difference { kind: Kind::Number, status, values: [v, t], reason })
}

fn ordinals(pile: &Pile<'_>, a: &Side, b: &Side) -> Compared {
    let one = |side: &Side| {
        let page = pile.pages[side.0];
        let mut all = side.1.clone().filter_map(|t| {
            let piece = page.parse.tokens[t].span.of(&page.page.text);
            value::ordinal(piece).map(|n| (n, piece.to_string()))
        });
        let first = all.next()?;
        (all.next().is_none() && side.1.len() <= 2).then_some(first)
    };
    match (one(a), one(b)) {
        (Some((n, v)), Some((m, w))) if n != m => Compared::Differ(Difference {
            kind: Kind::Number,
            status: Status::Contradiction,
            reason: format!("{v} is not {w}."),
            values: [v, w],
        }),
        (Some(_), Some(_)) => Compared::Agree,
        _ => Compared::Other,
    }
}

/// Ranks and what they are of.
fn titles(x: &Analysis, y: &Analysis, a: &Range<usize>, b: &Range<usize>) -> Option<Difference> {
    let (p, q) = (titled(x, a)?, titled(y, b)?);
    if title::same(&p, &q) || key(&p) == key(&q) {
        return None;
    }
    let (i, j) = (title::parts(&p), title::parts(&q));
    let left: Vec<&String> = i.1.iter().filter(|w| !j.1.contains(w)).collect();
    let right: Vec<&String> = j.1.iter().filter(|w| !i.1.contains(w)).collect();
    let other_rank = !i.0.is_empty() && !j.0.is_empty() && i.0.iter().all(|r| !j.0.contains(r));
    if !other_rank && (left.is_empty() || right.is_empty()) {
        return None;
    }
    Some(Difference {
        kind: Kind::Title,
        status: Status::Contradiction,
        reason: if other_rank { "The ranks differ.".into() } else { "The office is of another matter.".into() },
        values: [p, q],
    })
}

/// The title that a stretch is part of: one that the page's people bear, or a noun phrase with a rank in it.
fn titled(page: &Analysis, tokens: &Range<usize>) -> Option<String> {
    let span = covered(&page.parse, tokens)?;
    let text = page.page.text.as_str();
    let known = page.entities.iter().flat_map(|e| &e.titles).find(|t| t.span.overlaps(span));
    if let Some(t) = known {
        // The whole of it, and words of the office before it that the page's people do not show.
        let from = page.parse.tokens_in(t.span);
        let low = from.start.min(tokens.start);
        let high = from.end.max(tokens.end);
        return (high - low <= 10).then(|| page.parse.span(low..high).of(text).to_string());
    }
    let rank = |t: usize| title::is_rank(&page.parse.tokens[t].lemma.to_lowercase());
    let noun = |t: usize| matches!(page.parse.tokens[t].pos, Pos::Noun | Pos::Propn | Pos::Adj);
    if !tokens.clone().all(|t| noun(t) || page.parse.tokens[t].pos == Pos::Adp) {
        return None;
    }
    let (mut low, mut high) = (tokens.start, tokens.end);
    let next = tokens.end;
    if page.parse.tokens.get(next).is_some_and(|t| t.pos != Pos::Space) && rank(next) {
        high = next + 1;
    }
    if low >= 2 && &*page.parse.tokens[low - 1].lemma == "of" && rank(low - 2) {
        low -= 2;
    }
    (low..high).any(rank).then(|| page.parse.span(low..high).of(text).to_string())
}

/// "former", "acting", "deputy" put before an office that the other sentence gives without.
fn office(x: &Analysis, y: &Analysis, a: &Range<usize>, b: &Range<usize>) -> Option<Difference> {
    let (page, tokens, swap) = if a.is_empty() { (y, b, true) } else { (x, a, false) };
    if tokens.len() > 2 || !b.is_empty() && !a.is_empty() {
        return None;
    }
    let word = page.parse.tokens.get(tokens.start)?;
    let lemma = word.lemma.to_lowercase();
    if !title::makes_other(&lemma) {
        return None;
    }
    let follows = (tokens.end..tokens.end + 4).take_while(|t| *t < page.parse.tokens.len());
    let after: Vec<usize> = follows.collect();
    let rank = after.iter().position(|t| title::is_rank(&page.parse.tokens[*t].lemma.to_lowercase()))?;
    let end = after.get(rank)? + 1;
    let text = page.page.text.as_str();
    let with = page.parse.span(tokens.start..end).of(text).to_string();
    let without = page.parse.span(tokens.end..end).of(text).to_string();
    Some(Difference {
        kind: Kind::Title,
        status: Status::Contradiction,
        reason: format!("“{lemma}” makes it another office."),
        values: if swap { [without, with] } else { [with, without] },
    })
}

/// The named entity that a stretch is, or is part of, and its name as it stands there.
fn named(page: &Analysis, span: Span) -> Option<(usize, &Entity, Span)> {
    let mut found: Option<(usize, &Entity, Span)> = None;
    for (i, entity) in page.entities.iter().enumerate() {
        for m in entity.mentions.iter().filter(|m| m.kind == MentionKind::Name && m.span.overlaps(span)) {
            if found.as_ref().is_none_or(|(.., s)| m.span.len() > s.len()) {
                found = Some((i, entity, m.span));
            }
        }
    }
    found
}

fn names(pile: &Pile<'_>, dossier: &Dossier, a: &Side, b: &Side, p: Span, q: Span) -> Option<Difference> {
    let (x, y) = (pile.pages[a.0], pile.pages[b.0]);
    let ((i, e, s), (j, f, t)) = (named(x, p)?, named(y, q)?);
    let (v, w) = (s.of(&x.page.text).to_string(), t.of(&y.page.text).to_string());
    let (k, l) = (key(&v), key(&w));
    if k == l || k.is_empty() || l.is_empty() {
        return None;
    }
    // A fuller form of one name.
    if k.iter().all(|n| l.contains(n)) || l.iter().all(|n| k.contains(n)) || initials(&k, &l) || initials(&l, &k) {
        return None;
    }
    // Words of another part of speech in the stretch tell of something else than the name.
    let credited = source(x, s) && source(y, t);
    let only = |page: &Analysis, side: &Range<usize>, name: Span| {
        // "its director, Berg": whoever it is, a person is named.
        (credited && side.len() <= 6)
            || side.clone().all(|n| {
                let token = &page.parse.tokens[n];
                name.overlaps(token.span) || !matches!(token.pos, Pos::Verb | Pos::Noun | Pos::Num | Pos::Propn)
            })
    };
    if !only(x, &a.1, s) || !only(y, &b.1, t) {
        return None;
    }
    let of = |page: usize, local: usize| pile.entity_of[page].get(local).copied();
    let (g, h) = (of(a.0, i)?, of(b.0, j)?);
    let spelling = {
        let (m, n) = (k.concat(), l.concat());
        let letters = value::distance(&m, &n);
        let odd: Vec<_> = k.iter().zip(&l).filter(|(c, d)| c != d).collect();
        k.len() == l.len() && odd.len() == 1 && letters <= 2 && 4 * letters <= m.chars().count().max(4)
    };
    let difference =
        |kind, status, reason: String| Some(Difference { kind, status, values: [v.clone(), w.clone()], reason });
    let place = |k: EntityKind| matches!(k, EntityKind::Location | EntityKind::Facility);
    if spelling && !(place(e.kind) && dossier.entities[g].place.is_some() && dossier.entities[h].place.is_some()) {
        return difference(Kind::Name, Status::Variant, format!("One name in two spellings: {v}, {w}."));
    }
    if g == h || alias(dossier, g, &w) || alias(dossier, h, &v) {
        return None;
    }
    if credited {
        return difference(
            Kind::Attribution,
            Status::Contradiction,
            format!("The same words are credited to {v} and to {w}."),
        );
    }
    match (e.kind, f.kind) {
        (EntityKind::Person, EntityKind::Person) => {
            difference(Kind::Agent, Status::Contradiction, format!("{v} and {w} are two people."))
        }
        (m, n) if place(m) && place(n) => {
            if contains(dossier, g, h) || contains(dossier, h, g) {
                return difference(Kind::Place, Status::Imprecise, format!("One of {v} and {w} lies in the other."));
            }
            difference(Kind::Place, Status::Contradiction, format!("{v} and {w} are two places."))
        }
        (m, n) if m == n || (m != EntityKind::Person && n != EntityKind::Person) => {
            let kind = if place(m) || place(n) { Kind::Place } else { Kind::Agent };
            difference(kind, Status::Contradiction, format!("{v} and {w} are two bodies."))
        }
        // A ship or a product taken for a person; a person and a body may be one source.
        (m, n) if [m, n].iter().any(|k| matches!(k, EntityKind::Product | EntityKind::Event | EntityKind::Other)) => {
            difference(Kind::Agent, Status::Contradiction, format!("{v} and {w} are not the same."))
        }
        _ => None,
    }
}

/// Whether the first is the initials of the second, as NSNA of North Sea News Agency.
fn initials(short: &[String], long: &[String]) -> bool {
    let [one] = short else { return false };
    let first: String = long.iter().filter_map(|w| w.chars().next()).collect();
    long.len() > 1 && one.len() >= 2 && first.contains(one.as_str())
}

fn alias(dossier: &Dossier, entity: usize, name: &str) -> bool {
    let e = &dossier.entities[entity];
    let k = key(name);
    std::iter::once(&e.name).chain(&e.aliases).any(|n| key(n) == k)
}

/// Whether the second place lies in the first, as far as the map tells: the first is the country of the second.
pub(super) fn contains(dossier: &Dossier, outer: usize, inner: usize) -> bool {
    let (o, i) = (&dossier.entities[outer], &dossier.entities[inner]);
    let code = |e: &crate::LinkedEntity| e.place.as_ref().and_then(|p| p.country.clone());
    let named = key(&i.name).concat().contains(&key(&o.name).concat()) && i.name.len() > o.name.len();
    (crate::event::is_country(&o.name) && (code(o) == code(i) || i.place.is_none())) || named
}

/// Whether a span names whom something is credited to.
fn source(page: &Analysis, span: Span) -> bool {
    page.quotations.iter().filter_map(|q| q.speaker.as_ref()?.span).any(|s| s.overlaps(span))
        || page.events.iter().flat_map(|e| &e.attribution).any(|a| a.span.overlaps(span))
}

/// Sources without a name: "the police said", "the coast guard said".
fn bodies(x: &Analysis, y: &Analysis, a: &Range<usize>, b: &Range<usize>) -> Option<Difference> {
    let (p, q) = (covered(&x.parse, a)?, covered(&y.parse, b)?);
    if !source(x, p) || !source(y, q) || a.len() > 4 || b.len() > 4 {
        return None;
    }
    let lines = |page: &Analysis, tokens: &Range<usize>| -> (BTreeSet<usize>, BTreeSet<String>) {
        let lemmas: BTreeSet<String> = tokens
            .clone()
            .filter(|t| matches!(page.parse.tokens[*t].pos, Pos::Noun | Pos::Propn))
            .map(|t| page.parse.tokens[t].lemma.to_lowercase())
            .collect();
        let joined: String = lemmas.iter().cloned().collect::<Vec<_>>().join("_");
        let words = lemmas.iter().map(String::as_str).chain([joined.as_str()]);
        (words.filter_map(|l| BODIES.get(l)).flatten().copied().collect(), lemmas)
    };
    let ((k, m), (l, n)) = (lines(x, a), lines(y, b));
    if k.contains(&0) || l.contains(&0) || !k.is_disjoint(&l) || m.is_empty() || n.is_empty() {
        return None;
    }
    // A name and a body may be one source; two bodies of different lines are not.
    let known = |page: &Analysis, lines: &BTreeSet<usize>, span: Span| !lines.is_empty() || named(page, span).is_some();
    if !known(x, &k, p) || !known(y, &l, q) {
        return None;
    }
    let (v, w) = (p.of(&x.page.text).to_string(), q.of(&y.page.text).to_string());
    Some(Difference {
        kind: Kind::Attribution,
        status: if k.is_empty() || l.is_empty() { Status::Imprecise } else { Status::Contradiction },
        reason: format!("The same words are credited to {v} and to {w}."),
        values: [v, w],
    })
}

/// Content lemmas of a stretch without negations and auxiliaries.
fn content(page: &Analysis, tokens: &Range<usize>) -> BTreeSet<String> {
    tokens
        .clone()
        .filter_map(|t| page.parse.tokens.get(t))
        .filter(|t| !NEGATIONS.contains(&&*t.lemma) && !matches!(t.dep, Dep::Aux | Dep::Auxpass | Dep::Neg))
        .filter(|t| matches!(t.pos, Pos::Noun | Pos::Propn | Pos::Verb | Pos::Adj | Pos::Num))
        .map(|t| t.lemma.to_lowercase())
        .collect()
}

fn negation(x: &Analysis, y: &Analysis, a: &Range<usize>, b: &Range<usize>) -> Option<Difference> {
    let count = |page: &Analysis, tokens: &Range<usize>| {
        let text = page.page.text.as_str();
        let negative = |t: usize| {
            let word = page.parse.tokens[t].span.of(text).to_lowercase();
            // "no longer", "no more than", "not only": no denial.
            let next = page.parse.tokens.get(t + 1).map(|n| n.lemma.to_lowercase()).unwrap_or_default();
            NEGATIONS.contains(&word.as_str()) && !matches!(next.as_str(), "only" | "more" | "less" | "long")
        };
        tokens.clone().filter(|t| *t < page.parse.tokens.len() && negative(*t)).count()
    };
    if (count(x, a) + count(y, b)) % 2 == 0 || content(x, a) != content(y, b) {
        return None;
    }
    let said = |page: &Analysis, tokens: &Range<usize>| {
        let around = tokens.start.saturating_sub(1)..(tokens.end + 1).min(page.parse.tokens.len());
        covered(&page.parse, &around).map(|s| s.of(&page.page.text).to_string()).unwrap_or_default()
    };
    Some(Difference {
        kind: Kind::Polarity,
        status: Status::Contradiction,
        values: [said(x, a), said(y, b)],
        reason: "One affirms what the other denies.".into(),
    })
}

fn opposites(x: &Analysis, y: &Analysis, a: &Range<usize>, b: &Range<usize>) -> Option<Difference> {
    let (k, l) = (content(x, a), content(y, b));
    let left: Vec<&String> = k.difference(&l).collect();
    let right: Vec<&String> = l.difference(&k).collect();
    let ([i], [j]) = (left.as_slice(), right.as_slice()) else { return None };
    if !opposite(i, j) {
        return None;
    }
    let said = |page: &Analysis, t: &Range<usize>| covered(&page.parse, t).map(|s| s.of(&page.page.text).to_string());
    Some(Difference {
        kind: Kind::Polarity,
        status: Status::Contradiction,
        values: [said(x, a)?, said(y, b)?],
        reason: format!("“{i}” and “{j}” exclude each other."),
    })
}

/// "will" or "may", "fell" or "appeared to have fallen".
fn certainty(x: &Analysis, y: &Analysis, a: &Range<usize>, b: &Range<usize>) -> Option<Difference> {
    let hedges = |page: &Analysis, tokens: &Range<usize>| -> BTreeSet<usize> {
        let tokens = tokens.clone().filter_map(|t| page.parse.tokens.get(t));
        tokens.filter(|t| t.tag != Tag::Nnp).filter_map(|t| hedge(&t.lemma.to_lowercase())).collect()
    };
    let (k, l) = (hedges(x, a), hedges(y, b));
    if k == l || content(x, a).symmetric_difference(&content(y, b)).any(|w| hedge(w).is_none()) {
        return None;
    }
    let said = |page: &Analysis, tokens: &Range<usize>| {
        let around = tokens.start..(tokens.end + 1).min(page.parse.tokens.len());
        covered(&page.parse, &around).map(|s| s.of(&page.page.text).to_string()).unwrap_or_default()
    };
    Some(Difference {
        kind: Kind::Certainty,
        status: Status::Imprecise,
        values: [said(x, a), said(y, b)],
        reason: "One is surer than the other.".into(),
    })
}
