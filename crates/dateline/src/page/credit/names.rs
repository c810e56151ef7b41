//! The people of a byline.
//!
//! In: a byline, or a list of authors of the page's data. Out: the names of people in it. Offices, degrees, dates, sections and brands are no
//! people; a brand that looks like a list of names is none either.

use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use crate::page::date;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    prefix: Vec<String>,
    cut: Vec<String>,
    section: Vec<String>,
    degrees: Vec<String>,
    offices: Vec<String>,
    agency: Vec<String>,
    particles: Vec<String>,
}

static WORDS: LazyLock<Words> =
    LazyLock::new(|| crate::data::table("page/bylines.toml", include_str!("../../../../../data/page/bylines.toml")));

/// The people of a list of names; what follows a date, a bar or an office is left out.
pub fn people_of(list: &str) -> Vec<String> {
    static SPLIT: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?i)\s*(?:,|;|\||/|•|·|\b(?:and|with|und|et|och|og|ja|en)\b|\s[yei]\s|\s?&\s?|\s[иі]\s)\s*").ok()
    });
    let Some(split) = SPLIT.as_ref() else { return Vec::new() };
    let bare = bare(list);
    if bare.is_empty() {
        return Vec::new();
    }
    let parts: Vec<&str> = split.split(&bare).map(str::trim).filter(|p| !p.is_empty()).collect();
    let mut people: Vec<String> = Vec::new();
    for part in &parts {
        let name = without_degrees(part);
        let words = name.split_whitespace().count();
        // One word beside others is a town, a month or half of a firm's name.
        if is_person(name) && (words > 1 || parts.len() == 1) {
            let name = cased(name);
            if !people.contains(&name) {
                people.push(name);
            }
        }
    }
    people
}

/// A byline without dates, the words in front of its names and what follows them.
fn bare(list: &str) -> String {
    static END: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\s(?:[@]|[-–—]\s)|\b\d|\(|https?:|\S+@|\s[|•·]\s*$").ok());
    let mut bare = list.trim().to_string();
    for date in date::dates(list.trim()).iter().rev() {
        bare.replace_range(date.span.start..date.span.end, " | ");
    }
    let mut rest = bare.trim_start_matches(['·', '|', '•', '-', '–', '—', ' ', ':']);
    loop {
        let lower = rest.to_lowercase();
        if WORDS.section.iter().any(|s| lower.starts_with(s.as_str())) {
            return String::new();
        }
        let prefix = WORDS.prefix.iter().filter(|p| begins(&lower, p)).map(String::len).max();
        match prefix.and_then(|n| rest.get(n..)) {
            Some(behind) if lower.len() == rest.len() => {
                rest = behind.trim_start_matches([':', ' ', '.', '\u{A0}', '-'])
            }
            _ => break,
        }
    }
    if let Some(m) = END.as_ref().and_then(|e| e.find(rest)) {
        rest = &rest[..m.start()];
    }
    let lower = rest.to_lowercase();
    if lower.len() == rest.len() {
        let cut = WORDS.cut.iter().filter_map(|c| word_at(&lower, c).filter(|at| *at > 0)).min();
        rest = cut.map_or(rest, |at| &rest[..at]);
    }
    rest.trim_matches(|c: char| c.is_whitespace() || "|•·,;:-–—".contains(c)).to_string()
}

/// Whether a line begins with a word that something follows.
fn begins(line: &str, word: &str) -> bool {
    line.strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', ':', '\u{A0}', '.']))
}

/// Where a phrase stands as words of their own.
fn word_at(text: &str, phrase: &str) -> Option<usize> {
    text.match_indices(phrase).map(|(at, _)| at).find(|at| {
        let before = text[..*at].chars().next_back();
        let after = text[at + phrase.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// A name without the degrees behind it, where no comma parts them: "Mara Dole MD".
fn without_degrees(name: &str) -> &str {
    let mut name = name.trim();
    while let Some((head, last)) = name.rsplit_once(' ')
        && is_degree(last)
        && head.contains(' ')
    {
        name = head.trim();
    }
    // "Jr." belongs to the name, a full stop behind others does not.
    if name.ends_with("Jr.") || name.ends_with("Sr.") { name } else { name.trim_end_matches('.') }
}

fn is_degree(word: &str) -> bool {
    let word = word.trim_matches(['.', ',', '(', ')']).to_lowercase();
    WORDS.degrees.contains(&word) || WORDS.degrees.contains(&word.replace('.', ""))
}

/// Capitals alone are the site's type, not the name's spelling.
pub(super) fn cased(name: &str) -> String {
    let capitals = name.split_whitespace().count() > 1
        && !name.chars().any(char::is_lowercase)
        && name.split_whitespace().any(|w| w.chars().count() > 3);
    if !capitals {
        return name.to_string();
    }
    let mut out = String::with_capacity(name.len());
    let mut begins = true;
    for c in name.chars() {
        if begins {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        begins = !c.is_alphabetic();
    }
    out
}

/// Whether a string has the shape of a person's name.
pub fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let shape = |w: &&str| {
        let first = w.chars().next().is_some_and(|c| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()));
        first
            || WORDS.particles.iter().any(|p| p == w)
            || w.starts_with("d'")
            || w.starts_with("d’")
            || w.starts_with("al-")
            || w.starts_with("el-")
    };
    let office = |w: &&str| WORDS.offices.contains(&w.to_lowercase().trim_matches(['.', ':', ',']).to_string());
    let lone = words.len() == 1;
    (1..=5).contains(&words.len())
        && name.chars().count() <= 50
        && words.iter().all(shape)
        && words.iter().any(|w| w.chars().next().is_some_and(|c| !c.is_lowercase()))
        && !words.iter().any(office)
        && !(lone
            && (is_degree(name)
                || date::names_time(name)
                || name.chars().count() < 3
                || !name.chars().any(char::is_lowercase) && name.is_ascii()))
        && !words.iter().any(|w| date::names_time(w) && words.len() < 3 && lone)
        && !name.chars().any(|c| c.is_ascii_digit() || "@#<>{}[]=\":;!?".contains(c))
}

/// Whether a name in a byline is that of an agency by its last words: "Meridian Press".
pub fn agency_by_name(name: &str) -> bool {
    let lower = name.trim().to_lowercase();
    let words = lower.split_whitespace().count();
    (2..=5).contains(&words)
        && WORDS
            .agency
            .iter()
            .any(|a| lower.strip_suffix(a.as_str()).is_some_and(|head| head.ends_with(' ') && !head.trim().is_empty()))
        && name.split_whitespace().all(|w| w.chars().next().is_some_and(char::is_uppercase))
}

/// A byline's name as it stands, when it names a desk, a team or a firm: short, with a capital, no phrase of menus.
pub fn desk(list: &str) -> Option<String> {
    let bare = bare(list);
    let first = bare.split(['|', '•', '\n']).next()?.trim();
    let words = first.split_whitespace().count();
    let fits = (1..=6).contains(&words)
        && first.chars().count() <= 60
        && first.chars().next().is_some_and(|c| c.is_uppercase() || c.is_alphabetic())
        && !first.ends_with(':')
        && !date::names_time(first)
        && !first.chars().any(|c| "<>{}[]=\"!?".contains(c));
    fits.then(|| first.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(list: &str, people: &[&str]) {
        assert_eq!(people_of(list), people, "{list}");
    }

    #[test]
    fn lists_of_names() {
        check("By Ina Holm, Per van der Lind and Bo Ek | May 2, 2031", &["Ina Holm", "Per van der Lind", "Bo Ek"]);
        check("Von Ina Holm und Per Lind", &["Ina Holm", "Per Lind"]);
        check("Par Ina Holm", &["Ina Holm"]);
        check("Posted by Ina Holm on May 2, 2031 at 3:46 PM", &["Ina Holm"]);
        check("Byby INA HOLM, PER LIND", &["Ina Holm", "Per Lind"]);
        check("Ina Holm in Velm", &["Ina Holm"]);
    }

    #[test]
    fn degrees_and_offices() {
        check("By Ina Holm, MA", &["Ina Holm"]);
        check("By Ina Holm, MD, PhD", &["Ina Holm"]);
        check("Ina Holm PhD", &["Ina Holm"]);
        check("By Ina Holm, Health Correspondent", &["Ina Holm"]);
        check("Staff Reporter", &[]);
        check("Medically reviewed by Per Lind", &[]);
    }

    #[test]
    fn what_is_no_person() {
        check("From the section US & Canada", &[]);
        check("Last Updated: January 7, 2031", &[]);
        check("Hill & Dale", &[]);
        check("Updated:", &[]);
        check("Jun", &[]);
    }
}
