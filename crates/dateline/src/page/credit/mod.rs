//! Who wrote a page and which agencies are credited for its text.
//!
//! In: bylines, datelines and credit lines, never captions. Out: names. An agency that is credited for a photograph only has
//! nothing to do with the text.

mod dateline;
mod names;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use super::lexicon::{self, LINES};

pub use dateline::{Dateline, dateline};
pub use names::{desk, people_of};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    agencies: BTreeMap<String, Vec<String>>,
}

/// Every way to call an agency, with the name to print.
static AGENCIES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let file: File = crate::data::table("page/agencies.toml", include_str!("../../../../../data/page/agencies.toml"));
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

/// Adds agencies that are not in the list yet.
pub fn add_agencies(names: &[String], agencies: &mut Vec<String>) {
    names.iter().for_each(|name| add(agencies, name));
}

/// Agencies in the dateline of the first paragraphs: "VELM (AP) —", "VELM, May 2 (Reuters) -", "(Reuters) -".
pub fn from_dateline(paragraph: &str, agencies: &mut Vec<String>) {
    if let Some(found) = dateline(paragraph) {
        add_agencies(&found.agencies, agencies);
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

/// Agencies of the lines that close an article: credit lines, and lines that are nothing but the name of an agency, with a sign of copyright or
/// words such as "additional reporting" before it. A line that speaks of a picture says nothing of the text.
pub fn from_trailer(line: &str, authors: &mut Vec<String>, agencies: &mut Vec<String>) {
    static BEFORE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?i)^[\s(\[–—-]*(?:(?:©|\(c\)|copyright)\s*(?:\d{4})?\s*(?:by\s)?|(?:additional\s)?(?:reporting|material|information)(?:\s(?:by|from))?:?\s|(?:with|by|from|source|sources|via|quelle|quellen|fuente|fonte|źródło|zdroj|kaynak|источник|mit material von|avec|con información de)(?:\s(?:the\s)?(?:use|inputs?|files?|material|reporting|information|help)\s(?:of|from|by))?:?\s)?").ok()
    });
    static PICTURE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?i)photo|picture|image|foto|bild|graphic|video|file\b|getty|handout").ok());
    if line.chars().count() > 300 || PICTURE.as_ref().is_none_or(|p| p.is_match(line)) {
        return;
    }
    if lexicon::any(&LINES.credit, line) {
        from_credit(line, authors, agencies);
    }
    if line.chars().count() > 120 {
        return;
    }
    let end = BEFORE.as_ref().and_then(|b| b.find(line)).map_or(0, |m| m.end());
    let bare = line[end..].trim_matches(|c: char| c.is_whitespace() || "()[].–—-".contains(c));
    let bare = bare.trim_end_matches(" reporting").trim_end_matches(" contributed");
    // "Agence France-Presse (AFP)" is one agency under two names.
    let parts: Vec<&str> = bare
        .split([',', '/', ';', '(', ')', '|', '+'])
        .flat_map(|p| p.split(" and "))
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .collect();
    let marked = end > 0 || line.trim_start().starts_with(['(', '-', '–', '—']);
    if marked && !parts.is_empty() && parts.iter().all(|p| agency(p, true).is_some()) {
        for name in parts.iter().filter_map(|p| agency(p, true)) {
            add(agencies, name);
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
    // "By MERIDIAN PRESS": an agency that is in no list.
    if let Some(desk) = desk(names).filter(|d| authors.is_empty() && agencies.is_empty() && names::agency_by_name(d)) {
        add(agencies, &names::cased(&desk));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trailers() {
        let check = |text: &str, expected: &[&str]| {
            let (mut authors, mut agencies) = (Vec::new(), Vec::new());
            from_trailer(text, &mut authors, &mut agencies);
            assert_eq!(agencies, expected, "{text}");
        };
        check("© Agence France-Presse (AFP)", &["AFP"]);
        check("(with the use of dpa)", &["DPA"]);
        check("- Additional reporting Reuters", &["Reuters"]);
        check("Source: Xinhua", &["Xinhua"]);
        check("AP", &[]);
        check("Photo: Reuters", &[]);
        check("The mayor told Reuters.", &[]);
        let (mut authors, mut agencies) = (Vec::new(), Vec::new());
        from_byline("MERIDIAN PRESS", &mut authors, &mut agencies);
        assert_eq!((authors, agencies), (vec![], vec!["Meridian Press".to_string()]));
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
}
