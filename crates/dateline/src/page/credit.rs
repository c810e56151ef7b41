//! Who wrote a page and which agencies are credited for its text.
//!
//! In: bylines, datelines and credit lines, never captions. Out: names. An agency that is credited for a photograph only has
//! nothing to do with the text.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    agencies: BTreeMap<String, Vec<String>>,
}

/// Every way to call an agency, with the name to print.
static AGENCIES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let file: File = crate::data::table("page/agencies.toml", include_str!("../../../../data/page/agencies.toml"));
    file.agencies.into_iter().flat_map(|(name, forms)| forms.into_iter().map(move |f| (f, name.clone()))).collect()
});

/// The agency that `form` calls. `any_case` is for lists in brackets, where small letters are usual.
fn agency(form: &str, any_case: bool) -> Option<&'static str> {
    let form = form.trim().trim_matches(['.', '(', ')', '/', ',', ';']);
    let found = AGENCIES
        .iter()
        .find(|(f, _)| if any_case || f.len() > 4 { f.to_lowercase() == form.to_lowercase() } else { f == form });
    found.map(|(_, name)| name.as_str())
}

/// Whether a body is an agency by its name, with or without what it is ("KCNA news agency").
pub fn is_agency(name: &str) -> bool {
    agency_name(name).is_some()
}

/// The name to print of the agency that a body is by its name.
pub fn agency_name(name: &str) -> Option<&'static str> {
    let bare = name.strip_suffix(" news agency").unwrap_or(name);
    agency(bare, false)
}

fn add(list: &mut Vec<String>, name: &str) {
    if !list.iter().any(|n| n == name) {
        list.push(name.into());
    }
}

/// Agencies in the dateline of the first paragraphs: "VELM (AP) —", "VELM, May 2 (Reuters) -", "(Reuters) -".
pub fn from_dateline(paragraph: &str, agencies: &mut Vec<String>) {
    static DATELINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^[^()\n]{0,70}\((?P<list>[A-Za-z][A-Za-z .&/,-]{1,60})\)\s*(?:[-–—_:]|--)|^(?P<bare>[A-Z][\w., ]{1,60}?)?/?(?P<slash>[A-Z]{2,12}[A-Za-z ]{0,20})(?:/| ?[–—-]{1,2}) ").ok()
    });
    let Some(caps) = DATELINE.as_ref().and_then(|d| d.captures(paragraph)) else { return };
    if let Some(list) = caps.name("list") {
        for part in list.as_str().split(['/', ',', ';']) {
            if let Some(name) = agency(part, false) {
                add(agencies, name);
            }
        }
    }
}

/// Agencies and authors of a credit line at the end: "ab/cd (afp, dpa)", "Reporting by Ina Holm; editing by Per Lind",
/// "The Globe's Ina Holm contributed to this report".
pub fn from_credit(line: &str, authors: &mut Vec<String>, agencies: &mut Vec<String>) {
    if let Some((_, list)) = line.rsplit_once('(')
        && let Some((list, _)) = list.split_once(')')
    {
        let list =
            list.trim_start_matches("with ").trim_start_matches("inputs from ").trim_start_matches("material from ");
        for part in list.split([',', '/', ';']).flat_map(|p| p.split(" and ")) {
            if let Some(name) = agency(part, true) {
                add(agencies, name);
            }
        }
    }
    let lower = line.to_lowercase();
    if let Some(at) = lower.find(" contributed to this").filter(|at| line.is_char_boundary(*at)) {
        let names = &line[..at];
        for (form, name) in AGENCIES.iter() {
            if mentions(names, form) {
                add(agencies, name);
            }
        }
        let people = names.split_once("’s ").or_else(|| names.split_once("'s ")).map_or(names, |(_, p)| p);
        for name in people_of(people) {
            add(authors, &name);
        }
    }
    for key in ["reporting by ", "written by ", "writing by "] {
        if let Some(at) = lower.find(key).filter(|at| line.is_char_boundary(at + key.len())) {
            let rest = &line[at + key.len()..];
            let rest = rest.split(['.', ';', '(', ')']).next().unwrap_or_default();
            for name in people_of(rest) {
                add(authors, &name);
            }
        }
    }
    for key in ["from ", "source: ", "source "] {
        if lower.starts_with("with ") || lower.starts_with("(with ") || lower.starts_with("source") {
            for part in line.split([',', '/', ';', '(', ')']).flat_map(|p| p.split(" and ")) {
                let part = part.to_lowercase();
                let part = part.rsplit_once(key).map_or(part.as_str(), |(_, p)| p);
                if let Some(name) = agency(part, true) {
                    add(agencies, name);
                }
            }
        }
    }
}

/// Whether a text holds `form` as words of its own, in its own case.
fn mentions(text: &str, form: &str) -> bool {
    text.match_indices(form).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + form.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// Authors and agencies of the author's line: "By Ina Holm and Per Lind, Associated Press".
pub fn from_byline(names: &str, authors: &mut Vec<String>, agencies: &mut Vec<String>) {
    for (form, name) in AGENCIES.iter() {
        if mentions(names, form) {
            add(agencies, name);
        }
    }
    for name in people_of(names) {
        if agency(&name, false).is_none() {
            add(authors, &name);
        }
    }
}

/// The people of a list of names; what follows a date, a bar or an office is left out.
pub fn people_of(list: &str) -> Vec<String> {
    static END: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?i)\s(?:[|•·@]|[-–—]\s)|\s(?:published|updated|posted|on)\s|\b\d|\(|https?:|\S+@").ok()
    });
    static SPLIT: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?i)\s*(?:,|;|&|\||/|\band\b|\bwith\b|\bund\b|\bet\b|\by\b)\s*").ok());
    let (Some(end), Some(split)) = (END.as_ref(), SPLIT.as_ref()) else { return Vec::new() };
    // A date beside the name would leave its month behind.
    let mut bare = list.trim().to_string();
    for date in super::date::dates(list.trim()).iter().rev() {
        bare.replace_range(date.span.start..date.span.end, " · ");
    }
    let list = bare.trim().trim_start_matches(['·', '|', '•', '-', '–', '—', ' ']);
    let list = end.find(list).map_or(list, |m| &list[..m.start()]);
    let list = ["By ", "by ", "BY "].iter().find_map(|p| list.strip_prefix(p)).unwrap_or(list);
    split.split(list).filter(|n| is_person(n)).map(|n| n.trim().trim_end_matches('.').to_string()).collect()
}

/// Whether a string has the shape of a person's name.
pub fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let shape = |w: &&str| {
        let first = w.chars().next().is_some_and(|c| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()));
        first
            || [
                "de", "la", "van", "von", "der", "den", "al", "el", "bin", "ibn", "da", "di", "dos", "du", "le", "ter",
                "y",
            ]
            .contains(w)
    };
    const OFFICES: &[&str] = &[
        "staff",
        "editor",
        "editors",
        "correspondent",
        "reporter",
        "writer",
        "writers",
        "contributor",
        "news",
        "press",
        "desk",
        "team",
        "agencies",
        "associated",
        "bureau",
        "chief",
        "times",
        "post",
        "daily",
        "newsroom",
        "admin",
        "media",
        "online",
        "senior",
        "columnist",
        "producer",
        "published",
        "updated",
        "bbc",
        "cnn",
        "service",
        "the",
        "local",
        "network",
        "digital",
        "journal",
    ];
    (1..=5).contains(&words.len())
        && name.chars().count() <= 50
        && words.iter().all(shape)
        && !words.iter().any(|w| OFFICES.contains(&w.to_lowercase().trim_matches('.')))
        && !name.chars().any(|c| c.is_ascii_digit() || "@#<>{}[]=\"".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines() {
        let check = |text: &str, expected: &[&str]| {
            let mut found = Vec::new();
            from_dateline(text, &mut found);
            assert_eq!(found, expected, "{text}");
        };
        check("VELM, Norland (AP) — The dam burst.", &["AP"]);
        check("VELM, May 2 (Reuters) - The dam burst.", &["Reuters"]);
        check("(AFP/Reuters) - The dam burst.", &["AFP", "Reuters"]);
        check("The Velm Works (VW) - once the pride of the town - burst.", &[]);
        check("The dam burst (AP reported).", &[]);
    }

    #[test]
    fn credits() {
        let check = |text: &str, people: &[&str], expected: &[&str]| {
            let (mut authors, mut agencies) = (Vec::new(), Vec::new());
            from_credit(text, &mut authors, &mut agencies);
            assert_eq!(
                (authors, agencies),
                (people.iter().map(|p| p.to_string()).collect(), expected.iter().map(|p| p.to_string()).collect()),
                "{text}"
            );
        };
        check("ab/cde (afp, ap, dpa)", &[], &["AFP", "AP", "DPA"]);
        check(
            "The Globe’s Ina Holm, Per Lind and Bo Ek contributed to this report",
            &["Ina Holm", "Per Lind", "Bo Ek"],
            &[],
        );
        check("Associated Press writer Ina Holm contributed to this report.", &[], &["AP"]);
        check("Reporting by Ina Holm and Per Lind; Editing by Bo Ek", &["Ina Holm", "Per Lind"], &[]);
        check("(With inputs from PTI)", &[], &["PTI"]);
    }

    #[test]
    fn bylines() {
        assert_eq!(
            people_of("By Ina Holm, Per van der Lind and Bo Ek | May 2, 2031"),
            ["Ina Holm", "Per van der Lind", "Bo Ek"]
        );
        assert_eq!(people_of("Staff Reporter"), Vec::<String>::new());
    }
}
