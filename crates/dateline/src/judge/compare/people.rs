//! People, their offices, places and bodies in one place of a sentence.
//!
//! In: both stretches. Out: another office, another person, place or body, another source, another spelling of one name.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::{lexicon, spelling, title};
use super::{Difference, Side, covered};
use crate::entity::{Entity, EntityKind, MentionKind};
use crate::language::{NameKind, Pos};
use crate::link::{Pile, key};
use crate::{Analysis, DiscrepancyKind, DiscrepancyStatus, Dossier, Span};

use crate::{EntityId, LocalEntity, PageId};
use DiscrepancyKind as Kind;
use DiscrepancyStatus as Status;

/// Ranks and what they are of.
pub(super) fn titles(x: &Analysis, y: &Analysis, a: &Range<usize>, b: &Range<usize>) -> Option<Difference> {
    let (p, q) = (titled(x, a)?, titled(y, b)?);
    let (p, q) = (shared_end(&p, &q), shared_end(&q, &p));
    if title::same(&p, &q) || key(&p) == key(&q) {
        return None;
    }
    let (i, j) = (title::parts(&p), title::parts(&q));
    let left: Vec<&String> = i.1.iter().filter(|w| !j.1.contains(w)).collect();
    let right: Vec<&String> = j.1.iter().filter(|w| !i.1.contains(w)).collect();
    let other_rank = !i.0.is_empty() && !j.0.is_empty() && i.0.iter().all(|r| !j.0.contains(r));
    // "The president" and "the leader" may be one.
    if title::heads(&p) && title::is_single(&q) || title::heads(&q) && title::is_single(&p) {
        return None;
    }
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
        let high = rest(page, from.end.max(tokens.end));
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
    let end = if (low..high).any(rank) { rest(page, high) } else { high };
    (low..high).any(rank).then(|| page.parse.span(low..end).of(text).to_string())
}

/// A title without the name behind it, which the other has not: two words or more behind a word of both.
fn shared_end(title: &str, other: &str) -> String {
    let (all, known) = (title.split(' ').collect::<Vec<_>>(), key(other));
    let both = |w: &&str| key(w).iter().any(|k| known.contains(k) && !matches!(k.as_str(), "of" | "and" | "the"));
    match all.iter().rposition(both) {
        Some(last) if last > 1 && last + 2 < all.len() => all[..=last].join(" "),
        _ => title.to_string(),
    }
}

/// Where an office ends whose name goes on with "and", "of" and capitals, before the name of a person.
fn rest(page: &Analysis, end: usize) -> usize {
    let text = page.page.text.as_str();
    let person = |t: usize| {
        let span = page.parse.tokens[t].span;
        let people = page.entities.iter().filter(|e| e.kind == EntityKind::Person);
        people.flat_map(|e| &e.mentions).any(|m| m.kind == MentionKind::Name && m.span.contains(span))
            || page.parse.names.iter().any(|n| n.kind == NameKind::Person && n.tokens.contains(&t))
    };
    let office = |t: usize| {
        page.parse.tokens.get(t).is_some_and(|x| x.pos == Pos::Propn && x.span.of(text).starts_with(char::is_uppercase))
            && !person(t)
    };
    let mut high = end;
    while high < end + 8 {
        let joint = page.parse.tokens.get(high).is_some_and(|x| matches!(&*x.lemma, "and" | "of" | "for"));
        if office(high) {
            high += 1;
        } else if joint && office(high + 1) {
            high += 2;
        } else {
            break;
        }
    }
    high
}

/// "former", "acting", "deputy" put before an office that the other sentence gives without.
pub(super) fn office(x: &Analysis, y: &Analysis, a: &Range<usize>, b: &Range<usize>) -> Option<Difference> {
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
fn named(page: &Analysis, span: Span) -> Option<(LocalEntity, &Entity, Span)> {
    let mut found: Option<(LocalEntity, &Entity, Span)> = None;
    for (i, entity) in page.entities.iter_enumerated() {
        for m in entity.mentions.iter().filter(|m| m.kind == MentionKind::Name && m.span.overlaps(span)) {
            if found.as_ref().is_none_or(|(.., s)| m.span.len() > s.len()) {
                found = Some((i, entity, m.span));
            }
        }
    }
    found
}

pub(super) fn names(pile: &Pile<'_>, dossier: &Dossier, a: &Side, b: &Side, p: Span, q: Span) -> Option<Difference> {
    let (x, y) = (pile.pages[a.0], pile.pages[b.0]);
    let ((i, e, s), (j, f, t)) = (named(x, p)?, named(y, q)?);
    let (v, w) = (s.of(&x.page.text).to_string(), t.of(&y.page.text).to_string());
    let (k, l) = (key(&v), key(&w));
    if k == l || k.is_empty() || l.is_empty() || one_word(&fold(&v), &fold(&w)) {
        return None;
    }
    // A fuller form of one name.
    if k.iter().all(|n| l.contains(n)) || l.iter().all(|n| k.contains(n)) || initials(&k, &l) || initials(&l, &k) {
        return None;
    }
    // Words of another part of speech in the stretch tell of something else than the name.
    let dateline = |name: &str| name.chars().count() > 3 && !name.chars().any(char::is_lowercase);
    // Who said it, and no clause of its own: "he said" against "she told the paper".
    let verb = |page: &Analysis, side: &Range<usize>| side.clone().any(|t| page.parse.tokens[t].pos == Pos::Verb);
    let credited = !verb(x, &a.1) && !verb(y, &b.1) && source(x, s) && source(y, t) && !dateline(&v) && !dateline(&w);
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
    let of = |page: PageId, local: LocalEntity| pile.entity_of[page].get(local).copied();
    let (g, h) = (of(a.0, i)?, of(b.0, j)?);
    let spelling = {
        let (m, n) = (k.concat(), l.concat());
        let letters = spelling::distance(&m, &n);
        let odd: Vec<_> = k.iter().zip(&l).filter(|(c, d)| c != d).collect();
        k.len() == l.len() && odd.len() == 1 && letters <= 2 && 4 * letters <= m.chars().count().max(4)
    };
    let difference =
        |kind, status, reason: String| Some(Difference { kind, status, values: [v.clone(), w.clone()], reason });
    let place = |k: EntityKind| matches!(k, EntityKind::Location | EntityKind::Facility);
    let mapped = |e: EntityId| dossier.entities[e].place.as_ref().is_some_and(|p| !p.inferred);
    if spelling && !(place(e.kind) && mapped(g) && mapped(h)) {
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
                return None;
            }
            difference(Kind::Place, Status::Contradiction, format!("{v} and {w} are two places."))
        }
        // "Nordic Airways" and "Nordic Airlines": a slip in one word of a long name.
        (EntityKind::Organization, EntityKind::Organization)
            if k.len() == l.len() && k.len() > 2 && k.iter().zip(&l).filter(|(c, d)| c != d).count() == 1 =>
        {
            difference(Kind::Name, Status::Variant, format!("{v} and {w} differ in one word."))
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

/// Letters and digits of a name in lower case, so that "First Group" and "FirstGroup", "St." and "Saint" are one.
pub(in crate::judge) fn fold(name: &str) -> String {
    let lower = name.to_lowercase().replace("saint ", "st ");
    let plain: String = lower.chars().filter(|c| c.is_alphanumeric()).map(base).collect();
    // "Ågård" and "Aagaard".
    plain.replace("aa", "a")
}

/// A letter without its accent.
fn base(letter: char) -> char {
    const LETTERS: [(&str, char); 16] = [
        ("àáâãäåāăą", 'a'),
        ("çćĉċč", 'c'),
        ("ďđ", 'd'),
        ("èéêëēĕėęě", 'e'),
        ("ĝğġģ", 'g'),
        ("ìíîïĩīĭįı", 'i'),
        ("ķ", 'k'),
        ("ĺļľł", 'l'),
        ("ñńņň", 'n'),
        ("òóôõöøōŏő", 'o'),
        ("ŕŗř", 'r'),
        ("śŝşšș", 's'),
        ("ţťț", 't'),
        ("ùúûüũūŭůűų", 'u'),
        ("ýÿŷ", 'y'),
        ("źżž", 'z'),
    ];
    LETTERS.iter().find(|(all, _)| all.contains(letter)).map_or(letter, |(_, plain)| *plain)
}

/// Whether two words are one but for an ending: "Norwegian", "Norwegians".
fn one_word(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    a == b || long.strip_prefix(short).is_some_and(|end| matches!(end, "s" | "es" | "n" | "ns" | "an" | "ian" | "ese"))
}

/// Whether the first is the initials of the second, as NSNA of North Sea News Agency.
fn initials(short: &[String], long: &[String]) -> bool {
    let [one] = short else { return false };
    let first: String = long.iter().filter_map(|w| w.chars().next()).collect();
    long.len() > 1 && one.len() >= 2 && first.contains(one.as_str())
}

fn alias(dossier: &Dossier, entity: EntityId, name: &str) -> bool {
    let e = &dossier.entities[entity];
    let k = key(name);
    std::iter::once(&e.name).chain(&e.aliases).map(|n| key(n)).any(|n| n == k || initials(&k, &n) || initials(&n, &k))
}

/// Whether the second place lies in the first, as far as the map tells: the first is the country of the second.
pub(in crate::judge) fn contains(dossier: &Dossier, outer: EntityId, inner: EntityId) -> bool {
    let (o, i) = (&dossier.entities[outer], &dossier.entities[inner]);
    let code = |e: &crate::LinkedEntity| e.place.as_ref().and_then(|p| p.country.clone());
    let named = key(&i.name).concat().contains(&key(&o.name).concat()) && i.name.len() > o.name.len();
    (crate::entity::is_country(&o.name) && (code(o) == code(i) || i.place.is_none())) || named
}

/// Whether a span names whom something is credited to.
fn source(page: &Analysis, span: Span) -> bool {
    page.quotations.iter().filter_map(|q| q.speaker.as_ref()?.span).any(|s| s.contains(span))
        || page.events.iter().flat_map(|e| &e.attribution).any(|a| a.span.contains(span))
}

/// Sources without a name: "the police said", "the coast guard said".
pub(super) fn bodies(x: &Analysis, y: &Analysis, a: &Range<usize>, b: &Range<usize>) -> Option<Difference> {
    let (p, q) = (covered(&x.parse, a)?, covered(&y.parse, b)?);
    let verb = |page: &Analysis, side: &Range<usize>| side.clone().any(|t| page.parse.tokens[t].pos == Pos::Verb);
    if !source(x, p) || !source(y, q) || a.len() > 4 || b.len() > 4 || verb(x, a) || verb(y, b) {
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
        (words.flat_map(lexicon::bodies).copied().collect(), lemmas)
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
