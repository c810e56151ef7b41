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
    // "MV Northern Star" is the "Northern Star".
    if words.len() > 1 && super::is_ship_prefix(&words[0]) {
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
pub(crate) fn sound(word: &str) -> String {
    // "Yevgeny" and "Evgeny", "Prigorin" and "Prigorine".
    let word = word.strip_prefix('y').filter(|w| w.starts_with('e')).unwrap_or(word);
    let word = word.strip_suffix('e').filter(|w| w.ends_with("in")).unwrap_or(word);
    let word = word
        .replace("gh", "g")
        .replace("shi", "si")
        .replace("oo", "u")
        .replace("eo", "o")
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

pub(crate) fn same_sound(a: &str, b: &str) -> bool {
    a == b || (a.len().max(b.len()) >= 4 && a.len().min(b.len()) >= 3 && sound(a) == sound(b))
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

/// Initials of a long name, with and without those of small words.
fn initials_of(long: &str) -> Vec<String> {
    let words: Vec<&str> = long.split([' ', '-']).filter(|w| !matches!(*w, "the" | "The" | "&" | "")).collect();
    if words.len() < 2 {
        return Vec::new();
    }
    let firsts = || words.iter().filter_map(|w| w.chars().next());
    let mut out =
        vec![firsts().filter(|c| c.is_uppercase()).collect(), firsts().flat_map(char::to_uppercase).collect()];
    out.dedup();
    out
}

/// The letters of a short name that can be an initialism.
fn letters_of(short: &str) -> Option<String> {
    let letters: String = short.chars().filter(|c| c.is_alphanumeric()).collect();
    let fits = (2..=7).contains(&letters.len()) && letters.chars().all(|c| c.is_uppercase() || c.is_numeric());
    fits.then_some(letters)
}

/// The clusters so far, by what another form of a name has in common with them.
#[derive(Default)]
struct Groups {
    clusters: Vec<Cluster>,
    first_word: BTreeMap<String, Vec<usize>>,
    initials: BTreeMap<String, Vec<usize>>,
    /// People by the sound of their last word, and by that of all words run together.
    sounds: BTreeMap<String, Vec<usize>>,
    /// People with more than one word, by each word.
    person_word: BTreeMap<String, Vec<usize>>,
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
    let mut groups = Groups::default();
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
            Some(code) => countries.get(code).copied(),
            None if kind == EntityKind::Person && words.len() == 1 => {
                groups.assign_single(names, &words[0], &ids);
                continue;
            }
            None => groups.find(names, &words, kind, first),
        };
        let at = groups.add(target, kind, words, ids, names);
        if let Some(code) = country {
            countries.entry(code).or_insert(at);
        }
    }
    let mut clusters = groups.clusters;
    for c in &mut clusters {
        c.names.sort_unstable();
    }
    clusters.retain(|c| !c.names.is_empty());
    clusters.sort_by_key(|c| c.names[0]);
    places::join_same(names, clusters)
}

impl Groups {
    /// Adds a form of a name to a cluster or as a new one; returns which.
    fn add(
        &mut self,
        target: Option<usize>,
        kind: EntityKind,
        words: Vec<String>,
        ids: Vec<usize>,
        names: &[NameMention],
    ) -> usize {
        let at = target.unwrap_or(self.clusters.len());
        if kind != EntityKind::Person {
            for key in initials_of(&names[ids[0]].text) {
                self.initials.entry(key).or_default().push(at);
            }
        }
        match self.clusters.get_mut(at) {
            Some(c) => c.names.extend(ids),
            None => {
                if kind == EntityKind::Person {
                    let joined: String = words.iter().map(|w| sound(w)).collect();
                    self.sounds.entry(joined).or_default().push(at);
                    self.sounds.entry(words.last().map(|w| sound(w)).unwrap_or_default()).or_default().push(at);
                    for w in words.iter().filter(|_| words.len() > 1) {
                        self.person_word.entry(w.clone()).or_default().push(at);
                    }
                } else {
                    self.first_word.entry(words.first().cloned().unwrap_or_default()).or_default().push(at);
                }
                self.clusters.push(Cluster { kind: Some(kind), names: ids, words });
            }
        }
        at
    }

    fn under<'m>(map: &'m BTreeMap<String, Vec<usize>>, key: &str) -> &'m [usize] {
        map.get(key).map_or(&[], Vec::as_slice)
    }

    /// Gives each mention of a lone surname (or first name) to the person last named who bears it.
    fn assign_single(&mut self, names: &[NameMention], word: &str, ids: &[usize]) {
        let family = |c: &usize| {
            // Family names stand last, in East Asia first.
            let c = &self.clusters[*c];
            c.words.len() > 1
                && (c.words.last().is_some_and(|w| same_sound(w, word))
                    || c.words.first().is_some_and(|w| w == word && w.len() <= 5 && c.words.len() == 3))
        };
        let mut near: Vec<usize> = Self::under(&self.sounds, &sound(word)).to_vec();
        near.extend(Self::under(&self.person_word, word));
        near.sort_unstable();
        near.dedup();
        let mut of: Vec<usize> = near.iter().copied().filter(family).collect();
        if of.is_empty() {
            of = Self::under(&self.person_word, word).to_vec();
            of.dedup();
        }
        if of.is_empty() {
            let same = near.iter().copied().find(|c| {
                let words = &self.clusters[*c].words;
                words.len() == 1 && same_sound(&words[0], word)
            });
            self.add(same, EntityKind::Person, vec![word.to_owned()], ids.to_vec(), names);
            return;
        }
        // Full names only: a run of surnames must not drift.
        let full = |c: &usize| -> (usize, Vec<usize>) {
            let mut full: Vec<usize> =
                self.clusters[*c].names.iter().copied().filter(|n| names[*n].tokens.len() > 1).collect();
            full.sort_unstable();
            (*c, full)
        };
        let full: Vec<(usize, Vec<usize>)> = of.iter().map(full).collect();
        for &id in ids {
            let last = |all: &[usize]| all[..all.partition_point(|n| *n < id)].last().map_or(0, |n| n + 1);
            if let Some((c, _)) = full.iter().max_by_key(|(c, all)| (last(all), std::cmp::Reverse(*c))) {
                self.clusters[*c].names.push(id);
            }
        }
    }

    /// The cluster that another form of its name belongs to.
    fn find(&self, names: &[NameMention], words: &[String], kind: EntityKind, first: &NameMention) -> Option<usize> {
        if kind == EntityKind::Person {
            let joined: String = words.iter().map(|w| sound(w)).collect();
            let last = words.last().map(|w| sound(w)).unwrap_or_default();
            let mut near = Self::under(&self.sounds, &joined).to_vec();
            near.extend(Self::under(&self.sounds, &last));
            near.sort_unstable();
            near.dedup();
            // "Harwell-Bright" for "Tom Harwell-Bright".
            let mut families = near.iter().copied().filter(|c| {
                let own = &self.clusters[*c].words;
                first.text.contains('-') && !first.text.contains(' ') && own.len() > words.len() && own.ends_with(words)
            });
            if let (Some(only), None) = (families.next(), families.next()) {
                return Some(only);
            }
            near.retain(|c| self.clusters[*c].words.len() > 1 && same_person(&self.clusters[*c].words, words));
            // "J. Smit" where Jan and Joost Smit are named is neither for sure.
            return match near[..] {
                [only] => Some(only),
                _ => near.into_iter().find(|c| self.clusters[*c].words == words),
            };
        }
        let initials = letters_of(&first.text).filter(|_| words.len() == 1 && first.demonym.is_none());
        let spelt = initials.as_deref().map_or(&[][..], |i| Self::under(&self.initials, i));
        let mut near = Self::under(&self.first_word, words.first().map_or("", String::as_str)).to_vec();
        near.extend(spelt);
        near.sort_unstable();
        near.dedup();
        let mut short_of = Vec::new();
        for i in near {
            let c = &self.clusters[i];
            let same_kind = c.kind == Some(kind);
            if c.words == words || (same_kind && base_of(&c.words) == base_of(words)) {
                return Some(i);
            }
            if spelt.contains(&i) && (first.text.len() > 2 || c.names.iter().any(|n| beside(&names[*n], first))) {
                return Some(i);
            }
            if words.len() < c.words.len() && c.words.starts_with(words) && shortens(c, words, kind, first) {
                short_of.push(i);
            }
        }
        // A short form of two long names is a name of its own.
        match short_of[..] {
            [only] => Some(only),
            [] => self.national(names, words, kind),
            _ => None,
        }
    }

    /// "The Air Force" for the one body of that name whose country the page gives: the "Norlandic Air Force".
    fn national(&self, names: &[NameMention], words: &[String], kind: EntityKind) -> Option<usize> {
        let full = |c: &Cluster| {
            let front = c.words.len().checked_sub(words.len()).filter(|n| *n > 0 && c.words.ends_with(words));
            front.and_then(|n| c.words.get(..n)).is_some()
        };
        if kind != EntityKind::Organization || words.len() < 2 {
            return None;
        }
        let bearers: Vec<usize> = (0..self.clusters.len())
            .filter(|i| self.clusters[*i].kind == Some(kind) && full(&self.clusters[*i]))
            .collect();
        let [only] = bearers[..] else { return None };
        let cluster = &self.clusters[only];
        let name = cluster.names.iter().map(|n| &names[*n].text).find(|text| words_of(text) == cluster.words)?;
        let name: Vec<&str> = name.split(' ').filter(|w| !matches!(*w, "the" | "The")).collect();
        let country = name.get(..name.len().checked_sub(words.len())?)?.join(" ");
        super::is_national(&country).then_some(only)
    }
}

/// Whether the first words of a cluster's name can stand for it: "Northport" for "Northport Lighthouse", "Acme" for "Acme Robotics".
fn shortens(c: &Cluster, words: &[String], kind: EntityKind, first: &NameMention) -> bool {
    let rest = &c.words[words.len()..];
    let companies = kind == EntityKind::Organization && c.kind == Some(kind);
    let site = rest.len() == 1
        && kind != EntityKind::Other
        && matches!(c.kind, Some(EntityKind::Facility | EntityKind::Location))
        && is_site_word(&rest[0]);
    (companies || site)
        && first.demonym.is_none()
        && gazetteer::country_named(&first.text).is_none()
        && !gazetteer::find(&first.text).iter().any(|p| p.people >= 50_000)
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
        assert!(same_person(&w("Evgheni Taranine"), &w("Yevgeny Taranin")));
        assert!(same_person(&w("Noo Yong-shik"), &w("Noo Yong Sik")));
        assert!(same_person(&w("J. Smit"), &w("Jan Smit")));
        assert!(same_person(&w("Park Ji-ho"), &w("Park Jiho")));
        assert!(!same_person(&w("Jan Smit"), &w("Piet Smit")));
    }

    #[test]
    fn initials_name_the_whole() {
        let fits = |short: &str, long: &str| letters_of(short).is_some_and(|l| initials_of(long).contains(&l));
        assert!(fits("NFC", "Northern Ferry Company"));
        assert!(fits("U.N.", "United Nations"));
        assert!(fits("MOF", "Ministry of Fisheries"));
        assert!(!fits("ABC", "Northern Ferry Company"));
    }
}
