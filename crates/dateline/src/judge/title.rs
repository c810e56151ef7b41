//! Sources that give one person different offices.
//!
//! In: linked people with their titles. The value of a title is its rank ("minister") and its domain, the words that say of what. Two titles
//! differ when the domain is one and the rank another, or the rank is one and one word of the domain is replaced by a similar one, which is
//! how slips of the pen look. Different domains are two offices of one person and no discrepancy; neither is a shorter form of a title.

use std::sync::LazyLock;

use crate::entity::EntityKind;
use crate::lexicon::Flag;
use crate::link::{Pile, key};
use crate::{Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Evidence, Variant};

static RANKS: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    include_str!("../../../../data/judge/ranks.txt")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .map(|l| l.split_whitespace().collect())
        .collect()
});

/// Words of time, and function words, that are no part of the domain.
const EMPTY: &[&str] = &["of", "the", "for", "and", "in", "s", "a", "an"];

struct Office {
    ranks: Vec<usize>,
    domain: Vec<String>,
    other: Vec<String>,
}

fn office(title: &str) -> Office {
    let mut office = Office { ranks: Vec::new(), domain: Vec::new(), other: Vec::new() };
    // "Lundia's finance minister": whose minister is no part of the domain.
    let own = ["’s ", "'s "].iter().filter_map(|p| title.rsplit_once(p)).map(|(_, own)| own).next().unwrap_or(title);
    // Neither do the country and its adjective: "Finnish President", "President of Finland".
    let words = own.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '.' | '’' | '\''));
    let words = words.filter(|w| !w.is_empty() && !crate::entity::is_national(w));
    let words: Vec<String> = words.flat_map(key).map(|w| american(&w)).collect();
    for word in &words {
        let word = word.clone();
        // "Justice Minister": of justice, and no judge.
        let matter = word == "justice" && words.len() > 1;
        if EMPTY.contains(&word.as_str()) {
            continue;
        }
        if Flag::OtherOffice.has(&word) {
            office.other.push(word);
        } else if let Some(rank) = RANKS.iter().filter(|_| !matter).position(|r| r.contains(&word.as_str())) {
            office.ranks.push(rank);
        } else {
            office.domain.push(word);
        }
    }
    office.ranks.sort_unstable();
    office.domain.sort_unstable();
    office.domain.dedup();
    office
}

/// British and American spellings of a word as one.
fn american(word: &str) -> String {
    word.replace("defence", "defense")
        .replace("isation", "ization")
        .replace("programme", "program")
        .replace("labour", "labor")
        .replace("centre", "center")
}

/// A title with the words of its domain that stand before it: "Natural Resources and Environment Minister" is often found only in part.
fn whole(pile: &Pile<'_>, title: &crate::LinkedTitle) -> (String, Evidence) {
    let text = &pile.pages[title.at.document].page.text;
    let mut start = title.at.span.start;
    let mut joined = false;
    while let Some(before) = text.get(..start) {
        let trimmed = before.trim_end_matches(' ');
        let word = trimmed.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
        if trimmed.len() == before.len() || word.is_empty() {
            break;
        }
        let capital = word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
        let from = trimmed.len() - word.len();
        if word == "and" && !joined && trimmed[..from].trim_end().ends_with(char::is_alphabetic) {
            joined = true;
        } else if !(joined && capital) {
            break;
        }
        start = from;
    }
    let span = crate::Span::new(start, title.at.span.end);
    let words = text.get(span.start..span.end).unwrap_or(&title.title);
    if joined && !words.starts_with("and ") {
        return (words.to_string(), Evidence { document: title.at.document, span });
    }
    (title.title.clone(), title.at)
}

/// Whether a title says that somebody heads a body, in place of the office: "the leader".
pub(super) fn heads(title: &str) -> bool {
    key(title).iter().any(|w| Flag::HeadOfBody.has(w))
}

/// Whether a title is of an office that only one person holds at a time.
pub(super) fn is_single(title: &str) -> bool {
    key(title).iter().any(|w| Flag::SingleOffice.has(w))
}

/// Whether a word names a rank.
pub(crate) fn is_rank(word: &str) -> bool {
    RANKS.iter().any(|r| r.contains(&word))
}

/// Whether a word before a title makes another office of it.
pub(super) fn makes_other(word: &str) -> bool {
    Flag::OtherOffice.has(word)
}

/// Ranks and domain of a title.
pub(super) fn parts(title: &str) -> (Vec<usize>, Vec<String>) {
    let office = office(title);
    (office.ranks, office.domain)
}

/// Whether two titles are one office in other words.
pub(super) fn same(a: &str, b: &str) -> bool {
    let (a, b) = (office(a), office(b));
    a.other == b.other && a.ranks == b.ranks && a.domain == b.domain
}

/// Whether two words are alike enough to be taken for one another: the same beginning and at most half of the letters different.
fn similar(a: &str, b: &str) -> bool {
    let (x, y) = (a.chars().count(), b.chars().count());
    if x < 5 || y < 5 || a.chars().next() != b.chars().next() || a.starts_with(b) || b.starts_with(a) {
        return false;
    }
    2 * super::spelling::distance(a, b) <= x.max(y)
}

/// What two titles of one person have to do with each other.
fn differ(a: &str, b: &str) -> bool {
    let (a, b) = (office(a), office(b));
    if a.other != b.other || a.domain.is_empty() || b.domain.is_empty() || a.ranks.is_empty() || b.ranks.is_empty() {
        return false;
    }
    let only = |x: &Office, y: &Office| -> Vec<String> {
        x.domain.iter().filter(|w| !y.domain.contains(w)).cloned().collect()
    };
    let (left, right) = (only(&a, &b), only(&b, &a));
    let common = a.domain.len() - left.len();
    let same_rank = a.ranks.iter().any(|r| b.ranks.contains(r));
    match (same_rank, left.as_slice(), right.as_slice()) {
        (true, [x], [y]) => common >= 1 && similar(x, y),
        // One domain holds the other: the shorter leaves out the country.
        (false, x, y) => common >= 2 && (x.is_empty() || y.is_empty()),
        _ => false,
    }
}

/// Whether two titles are of one rank and of quite different matters, as those of two ministers.
fn two_matters(a: &str, b: &str) -> bool {
    let (a, b) = (office(a), office(b));
    a.other == b.other
        && !a.ranks.is_empty()
        && a.ranks == b.ranks
        && !a.domain.is_empty()
        && !b.domain.is_empty()
        && !a.domain.iter().any(|w| b.domain.contains(w))
}

/// Whether one title is the deputy's to the other: of one rank and matter.
fn deputised(a: &str, b: &str) -> bool {
    let (a, b) = (office(a), office(b));
    let deputy = |x: &Office, y: &Office| {
        y.other.is_empty() && matches!(x.other.as_slice(), [w] if matches!(w.as_str(), "deputy" | "vice"))
    };
    a.ranks == b.ranks && a.domain == b.domain && !a.domain.is_empty() && (deputy(&a, &b) || deputy(&b, &a))
}

/// Whether titles are those of ministers with a matter each, told in no like words: nobody is called by two of these in turn.
fn ministers(a: &str, b: &str) -> bool {
    let general = |w: &String| matches!(w.as_str(), "cabinet" | "government" | "state" | "senior" | "first" | "junior");
    let (x, y) = (office(a), office(b));
    let alike = |v: &String, w: &String| v.chars().take(5).eq(w.chars().take(5));
    [a, b].iter().all(|t| key(t).iter().any(|w| w == "minister"))
        && x.other.is_empty()
        && y.other.is_empty()
        && !x.domain.iter().chain(&y.domain).any(general)
        && !x.domain.iter().any(|v| y.domain.iter().any(|w| alike(v, w)))
}

/// Whether no page is on both sides.
fn disjoint(a: &[Evidence], b: &[Evidence]) -> bool {
    !a.iter().any(|e| b.iter().any(|f| e.document == f.document))
}

/// Days of publication beyond which an office may have changed hands.
const TERM: i32 = 400;

/// Whether two titles of one person stand in pages of their own, which lie within a term, and one is what two pages say or more and the other
/// what one says: nobody tells of a change.
fn alone(dossier: &Dossier, a: &[Evidence], b: &[Evidence]) -> bool {
    use std::collections::BTreeSet;
    let pages = |at: &[Evidence]| at.iter().map(|e| e.document).collect::<BTreeSet<_>>();
    let (x, y) = (pages(a), pages(b));
    let day = |p: &crate::PageId| dossier.documents[*p].page.published.earliest;
    let near =
        x.iter().any(|p| y.iter().any(|q| day(p).zip(day(q)).is_some_and(|(d, e)| (d - e).get_days().abs() <= TERM)));
    x.is_disjoint(&y) && near && x.len().min(y.len()) == 1 && x.len().max(y.len()) > 1
}

/// Whether a title stands at a name of its bearer: before it, or behind it after a comma. What a parser puts farther away may be the title
/// of somebody else.
fn at_name(pile: &Pile<'_>, entity: &crate::LinkedEntity, at: Evidence) -> bool {
    let text = pile.pages[at.document].page.text.as_str();
    let between = |from: usize, to: usize| text.get(from..to).unwrap_or("....");
    entity.mentions.iter().filter(|m| m.document == at.document).any(|m| {
        let before = m.span.start >= at.span.end && matches!(between(at.span.end, m.span.start), " " | ", " | "\u{a0}");
        let gap = if at.span.start >= m.span.end { between(m.span.end, at.span.start) } else { "...." };
        before || matches!(gap, ", " | ", the " | ", a " | " (" | ", who is ")
    })
}

/// Who else in the pile bears a title of an office that only one person holds.
fn bearer<'d>(pile: &Pile<'_>, dossier: &'d Dossier, not: &crate::LinkedEntity, title: &str) -> Option<&'d str> {
    let bears = |e: &&crate::LinkedEntity| {
        e.kind == EntityKind::Person
            && e.name != not.name
            && e.titles.iter().any(|t| same(&t.title, title) && at_name(pile, e, t.at))
    };
    is_single(title).then(|| dossier.entities.iter().find(bears).map(|e| e.name.as_str())).flatten()
}

/// An office in one of its wordings, with the places that give it.
type Given = (String, Vec<Evidence>);

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let people = dossier.entities.iter().filter(|e| e.kind == EntityKind::Person && e.titles.len() > 1);
    people.filter_map(|entity| of_person(pile, dossier, entity)).collect()
}

/// The offices of one person that exclude each other, in one discrepancy.
fn of_person(pile: &Pile<'_>, dossier: &Dossier, entity: &crate::LinkedEntity) -> Option<Discrepancy> {
    let mut titles: Vec<Given> = Vec::new();
    for title in entity.titles.iter().filter(|t| at_name(pile, entity, t.at)) {
        let (words, place) = whole(pile, title);
        match titles.iter_mut().find(|(t, _)| key(t) == key(&words) || same(t, &words)) {
            Some((_, at)) => at.push(place),
            None => titles.push((words, vec![place])),
        }
    }
    titles.truncate(40);
    let mut differing: Vec<usize> = Vec::new();
    let mut reasons: Vec<String> = Vec::new();
    for (n, (a, p)) in titles.iter().enumerate() {
        for (m, (b, q)) in titles.iter().enumerate().skip(n + 1) {
            // One person may hold two offices; that one of them is somebody else's makes it a mistake.
            let taken = two_matters(a, b)
                .then(|| bearer(pile, dossier, entity, a).or_else(|| bearer(pile, dossier, entity, b)))
                .flatten();
            let reason = match taken {
                Some(other) => format!("Both are given to one person; one of them is the office of {other}."),
                None if differ(a, b) => {
                    "Both are given to one person, and one is not a shorter form of the other.".to_string()
                }
                None if deputised(a, b) && disjoint(p, q) => "One is the office of the other's deputy.".to_string(),
                None if two_matters(a, b) && ministers(a, b) && alone(dossier, p, q) => {
                    "One page alone calls a minister by another matter.".to_string()
                }
                None => continue,
            };
            differing.extend([n, m]);
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
    }
    differing.sort_unstable();
    differing.dedup();
    (!differing.is_empty()).then(|| {
        let chosen: Vec<&Given> = differing.iter().map(|i| &titles[*i]).collect();
        let names: Vec<&str> = chosen.iter().map(|(t, _)| t.as_str()).collect();
        Discrepancy {
            rule: String::new(),
            kind: DiscrepancyKind::Title,
            status: DiscrepancyStatus::Contradiction,
            about: None,
            label: format!("Office of {}: {}", entity.name, names.join(" or ")),
            variants: chosen.iter().map(|(t, at)| Variant { value: t.clone(), support: at.clone() }).collect(),
            reasons,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, expected: bool) {
        assert_eq!(differ(a, b), expected, "{a} / {b}");
    }

    #[test]
    fn a_slip_in_one_word() {
        check("Minister of Maritime Affairs", "Maritime Affairs Minister", false);
        check("Minister of National Resources and Fisheries", "Natural Resources and Fisheries Minister", true);
    }

    #[test]
    fn another_rank_of_one_body() {
        check("President of the Harbour Commission", "Chairman of the Harbour Commission", true);
        check("chairwoman of the Harbour Commission", "Chair of the Harbour Commission", false);
        check("deputy chair of the Harbour Commission", "chair of the Harbour Commission", false);
    }

    #[test]
    fn a_deputy_is_not_who_is_deputised() {
        assert!(deputised("deputy harbour minister", "Harbour Minister"));
        assert!(!deputised("deputy minister", "minister") && !deputised("former harbour minister", "harbour minister"));
        assert!(
            ministers("transport minister", "Minister of Fisheries") && !ministers("then minister of fish", "mayor")
        );
    }

    #[test]
    fn two_offices_are_no_discrepancy() {
        check("Minister of Finance", "chairman of the Labour Party", false);
        check("President", "President of Lundia", false);
    }
}
