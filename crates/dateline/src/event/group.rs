//! Which names of a page are names of one entity.
//!
//! In: [`NameMention`]s. Out: [`Cluster`]s: full name, surname, acronym, short form and spelling variants together. Two people are
//! never joined: a surname that two people share goes to the one last named in full.

use std::collections::BTreeMap;

use super::gazetteer::{self, fold};
use super::lexicon::NAMES;
use super::names::NameMention;
use super::{EntityKind, places};

/// Names of one entity, as indices into the list of names, in text order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cluster {
    pub kind: Option<EntityKind>,
    pub names: Vec<usize>,
    /// Words of the fullest name, folded.
    words: Vec<String>,
}

/// Folded words of a name without article and possessive.
fn words_of(name: &str) -> Vec<String> {
    let mut words: Vec<String> =
        fold(name).split(' ').filter(|w| !matches!(*w, "" | "&" | ",")).map(str::to_owned).collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words
}

/// Words without legal forms and the like at the end: "Acme Holdings Ltd" is "Acme".
fn base_of(words: &[String]) -> &[String] {
    let mut end = words.len();
    while end > 1 && NAMES.generic_words.contains(words[end - 1].as_str()) {
        end -= 1;
    }
    &words[..end]
}

/// A spelling that is the same for the usual transliterations of one name: "Sergey" and "Sergei", "Alexei" and "Aleksey".
fn sound(word: &str) -> String {
    let word = word
        .replace("kh", "h")
        .replace("ks", "x")
        .replace("ts", "c")
        .replace("tz", "c")
        .replace("ph", "f")
        .replace("ck", "k");
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        let c = match c {
            'y' | 'j' | 'i' => 'i',
            'w' => 'v',
            c => c,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out.replace("ei", "i").replace("ie", "i").replace("ou", "u").replace("oe", "o")
}

fn same_sound(a: &str, b: &str) -> bool {
    a == b || (a.len() >= 4 && b.len() >= 4 && sound(a) == sound(b))
}

/// Whether two full names of people can be one person's.
fn same_person(a: &[String], b: &[String]) -> bool {
    let (Some(first_a), Some(first_b), Some(last_a), Some(last_b)) = (a.first(), b.first(), a.last(), b.last()) else {
        return false;
    };
    let joined = |w: &[String]| w.iter().map(|w| sound(w)).collect::<String>();
    if joined(a) == joined(b) {
        return true;
    }
    let initial = |x: &str, y: &str| x.chars().count() == 1 && y.starts_with(x);
    let firsts = same_sound(first_a, first_b) || initial(first_a, first_b) || initial(first_b, first_a);
    same_sound(last_a, last_b)
        && firsts
        && (a.len() != b.len()
            || a.len() <= 2
            || a[1..a.len() - 1].iter().zip(&b[1..]).all(|(x, y)| same_sound(x, y) || initial(x, y) || initial(y, x)))
}

/// Whether `short` is an initialism of `long`; small words may count or not.
fn acronym(short: &str, long: &str) -> bool {
    let letters: String = short.chars().filter(|c| c.is_alphanumeric()).collect();
    if letters.len() < 2 || letters.len() > 7 || !letters.chars().all(|c| c.is_uppercase() || c.is_numeric()) {
        return false;
    }
    let words: Vec<&str> = long.split([' ', '-']).filter(|w| !matches!(*w, "the" | "The" | "&" | "")).collect();
    let all: String = words.iter().filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect();
    let every: String = words.iter().filter_map(|w| w.chars().next()).flat_map(char::to_uppercase).collect();
    words.len() >= 2 && (all == letters || every == letters)
}

/// Groups names.
pub(crate) fn group(names: &[NameMention]) -> Vec<Cluster> {
    // One entry for each way of writing, fullest first, so that short forms find the long one.
    let mut forms: BTreeMap<(&str, EntityKind), Vec<usize>> = BTreeMap::new();
    for (i, n) in names.iter().enumerate() {
        forms.entry((n.text.as_str(), n.kind)).or_default().push(i);
    }
    let mut order: Vec<(Vec<String>, EntityKind, Vec<usize>)> =
        forms.into_iter().map(|((text, kind), ids)| (words_of(text), kind, ids)).collect();
    order.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.2[0].cmp(&b.2[0])));
    let mut clusters: Vec<Cluster> = Vec::new();
    // Countries by code, so that "UK", "Britain" and "British" are one.
    let mut countries: BTreeMap<&'static str, usize> = BTreeMap::new();
    for (words, kind, ids) in order {
        let first = &names[ids[0]];
        let country = match (kind, first.demonym) {
            (EntityKind::Location, Some(code)) => Some(code),
            (EntityKind::Location, None) => gazetteer::country_named(&first.text).map(|c| c.country),
            _ => None,
        };
        let target = match country {
            Some(code) => match countries.get(code) {
                Some(c) => Some(*c),
                None => {
                    countries.insert(code, clusters.len());
                    None
                }
            },
            None if kind == EntityKind::Person && words.len() == 1 => {
                assign_single(names, &mut clusters, &words[0], &ids);
                continue;
            }
            None => find_cluster(names, &clusters, &words, kind, first),
        };
        match target {
            Some(c) => clusters[c].names.extend(ids),
            None => clusters.push(Cluster { kind: Some(kind), names: ids, words }),
        }
    }
    for c in &mut clusters {
        c.names.sort_unstable();
    }
    clusters.retain(|c| !c.names.is_empty());
    clusters.sort_by_key(|c| c.names[0]);
    places::join_same(names, clusters)
}

/// Gives each mention of a lone surname (or first name) to the person last named who bears it.
fn assign_single(names: &[NameMention], clusters: &mut Vec<Cluster>, word: &str, ids: &[usize]) {
    let bears = |c: &Cluster, family: bool| {
        c.kind == Some(EntityKind::Person)
            && c.words.len() > 1
            && if family {
                // Family names stand last, in East Asia first.
                c.words.last().is_some_and(|w| same_sound(w, word))
                    || c.words.first().is_some_and(|w| w == word && w.len() <= 5 && c.words.len() == 3)
            } else {
                c.words.iter().any(|w| w == word)
            }
    };
    let mut of: Vec<usize> = (0..clusters.len()).filter(|c| bears(&clusters[*c], true)).collect();
    if of.is_empty() {
        of = (0..clusters.len()).filter(|c| bears(&clusters[*c], false)).collect();
    }
    if of.is_empty() {
        let same = clusters
            .iter()
            .position(|c| c.kind == Some(EntityKind::Person) && c.words.len() == 1 && same_sound(&c.words[0], word));
        match same {
            Some(c) => clusters[c].names.extend(ids),
            None => clusters.push(Cluster {
                kind: Some(EntityKind::Person),
                names: ids.to_vec(),
                words: vec![word.to_owned()],
            }),
        }
        return;
    }
    for &id in ids {
        // Full names only: a run of surnames must not drift.
        let last = |c: usize| clusters[c].names.iter().copied().filter(|n| *n < id && names[*n].tokens.len() > 1).max();
        let best = of.iter().copied().max_by_key(|c| (last(*c).map_or(0, |n| n + 1), std::cmp::Reverse(*c)));
        if let Some(c) = best {
            clusters[c].names.push(id);
        }
    }
}

/// The cluster that another form of its name belongs to.
fn find_cluster(
    names: &[NameMention],
    clusters: &[Cluster],
    words: &[String],
    kind: EntityKind,
    first: &NameMention,
) -> Option<usize> {
    let person = kind == EntityKind::Person;
    if person {
        return clusters.iter().position(|c| c.kind == Some(kind) && c.words.len() > 1 && same_person(&c.words, words));
    }
    let mut short_of = Vec::new();
    for (i, c) in clusters.iter().enumerate() {
        if c.kind == Some(EntityKind::Person) {
            continue;
        }
        let same_kind = c.kind == Some(kind);
        if c.words == words || (same_kind && base_of(&c.words) == base_of(words)) {
            return Some(i);
        }
        let initials = || {
            c.names
                .iter()
                .any(|n| acronym(&first.text, &names[*n].text) && (first.text.len() > 2 || beside(&names[*n], first)))
        };
        if words.len() == 1 && first.demonym.is_none() && initials() {
            return Some(i);
        }
        if words.len() < c.words.len() && c.words.starts_with(words) {
            let rest = &c.words[words.len()..];
            let companies = kind == EntityKind::Organization && same_kind;
            let site = rest.len() == 1
                && kind != EntityKind::Other
                && matches!(c.kind, Some(EntityKind::Facility | EntityKind::Location))
                && is_site_word(&rest[0]);
            let known = gazetteer::find(&first.text).iter().any(|p| p.people >= 50_000);
            if (companies || site)
                && !known
                && gazetteer::country_named(&first.text).is_none()
                && first.demonym.is_none()
            {
                short_of.push(i);
            }
        }
    }
    // A short form of two long names is a name of its own.
    if let [only] = short_of[..] { Some(only) } else { None }
}

/// "Long Name (LN)".
fn beside(a: &NameMention, b: &NameMention) -> bool {
    b.tokens.start >= a.tokens.end && b.tokens.start - a.tokens.end <= 1
}

fn is_site_word(word: &str) -> bool {
    let mut title = word.to_owned();
    if let Some(first) = title.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    NAMES.facility_words.contains(&title) || NAMES.location_words.contains(&title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_apart() {
        let w = words_of;
        assert!(same_person(&w("Sergey Belov"), &w("Sergei Belov")));
        assert!(same_person(&w("J. Smit"), &w("Jan Smit")));
        assert!(same_person(&w("Park Ji-ho"), &w("Park Jiho")));
        assert!(!same_person(&w("Jan Smit"), &w("Piet Smit")));
    }

    #[test]
    fn initials_name_the_whole() {
        assert!(acronym("NFC", "Northern Ferry Company"));
        assert!(acronym("U.N.", "United Nations"));
        assert!(!acronym("ABC", "Northern Ferry Company"));
    }
}
