//! The dateline: town, day and agency in front of the first word of a report.
//!
//! In: the first paragraph. Out: the dateline's bytes and what it names. This is the one place that reads datelines, for HTML, text copies
//! and clean text alike. A run of words is a dateline only where it shows the marks of one: a town in capitals before a dash, an agency in
//! brackets or slashes, or a day between town and sign.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::agency;
use crate::Span;
use crate::page::date::{self, Context};

/// A dateline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// Its bytes in the paragraph, with the sign that ends it and the space behind that.
    pub span: Span,
    /// The words, without that sign.
    pub words: String,
    /// The town, with its region or country where they stand there.
    pub place: Option<String>,
    /// The day, when the year stands there too.
    pub day: Option<Date>,
    /// Month and day, with or without the year.
    pub month_day: Option<(i8, i8)>,
    /// Agencies, by the names to print.
    pub agencies: Vec<String>,
    /// The town stands in capitals.
    pub capitals: bool,
    /// It ends in a dash or bar, not in a stop or colon.
    pub dash: bool,
}

/// No dateline is longer, in bytes.
const LONGEST: usize = 140;

/// The parts of a dateline in their order; each may be missing, and what is missing decides whether it is one.
static SHAPE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let word = r"(?:\p{Lu}[\p{L}\p{M}.’'-]*|of|the|de|la|el|del|al|di|da|do|am|an|der|sur|upon)";
    let name = format!(r"\p{{Lu}}[\p{{L}}\p{{M}}.’'-]*(?:[ -]{word}){{0,4}}");
    let list = r"[\p{Lu}][\p{L} .&/,’'-]{1,60}";
    let lower_list = r"[\p{L}][\p{L} .&/,’'-]{1,60}";
    Regex::new(&format!(
        r"^(?:(?P<place>{name}(?:/{name}){{0,3}}(?:,? /{name}/)?(?:, {name}){{0,2}}))?(?P<sep>[,.]?\s*)(?P<date>\b(?:\p{{L}}{{3,6}}day,? )?(?:\p{{L}}{{3,12}}\.? \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th|\.)? (?:de )?\p{{L}}{{3,12}}\.?)(?:,? (?:de )?\d{{4}})?(?:, \p{{L}}{{3,6}}day)?(?:, \d{{1,2}}[:.]\d\d(?: ?[A-Z]{{2,4}})?)?)?(?P<sep2>[,.]?\s*)(?:\((?P<round>{lower_list})\)|/(?P<slash>{list})/|(?P<bare>\p{{Lu}}{{2,}}(?:[ .]\p{{Lu}}+){{0,3}}))?(?P<end>\s*(?:—|–|--|-|:|\||\.)\s+|\s*(?:—|–)\s*)"
    ))
    .ok()
});

/// The dateline at the beginning of `paragraph`.
pub fn dateline(paragraph: &str) -> Option<Dateline> {
    let start = paragraph.len() - paragraph.trim_start().len();
    let rest = &paragraph[start..];
    let mut head_end = rest.len().min(LONGEST);
    while !rest.is_char_boundary(head_end) {
        head_end -= 1;
    }
    let caps = SHAPE.as_ref()?.captures(&rest[..head_end])?;
    let whole = caps.get(0)?;
    let end = caps.name("end")?.as_str().trim();
    let dash = matches!(end, "—" | "–" | "--" | "-" | "|");
    let place = caps.name("place").map(|m| m.as_str().trim().trim_end_matches(',').to_string());
    let town = place.as_deref().map(|p| p.split([',', '/']).next().unwrap_or(p).trim()).unwrap_or_default();
    let capitals = town.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !town.chars().any(char::is_lowercase);

    let (month_day, day) = caps.name("date").map_or((None, None), |m| read_day(m.as_str()));
    if caps.name("date").is_some() && month_day.is_none() {
        return None;
    }
    // Brackets and slashes: agencies known by name, or letters that only an agency has in this place.
    let mut agencies: Vec<String> = Vec::new();
    let mut unknown = false;
    for (group, marked) in [("round", false), ("slash", true), ("bare", false)] {
        let Some(list) = caps.name(group).map(|m| m.as_str()) else { continue };
        for part in list.split(['/', ',', ';']).flat_map(|p| p.split(" and ")) {
            let part = part.trim();
            match agency(part, group == "round" && part.len() > 2) {
                Some(name) => agencies.push(name.to_string()),
                None if marked
                    || (capitals && group == "round" && letters(part))
                    || (group == "bare" && month_day.is_some() && dash_or_stop(end)) =>
                {
                    agencies.push(part.to_string());
                }
                None => unknown = true,
            }
        }
    }
    agencies.dedup();
    let named = !agencies.is_empty();
    let is_one = if unknown {
        // "Velm, May 2 (from our correspondent) -": whoever stands there, with town, day and dash it is one.
        dash && place.is_some() && month_day.is_some()
    } else if named {
        // "/TASS/." and "(AP) —" end in their sign; a town must be one in capitals, or none, where the sign is a full stop or a colon.
        dash || capitals
            || caps.name("slash").is_some()
            || (end == "." && month_day.is_some())
            || (end == ":" && place.is_none())
    } else if month_day.is_some() {
        place.is_some() && (dash || (capitals && dash_or_stop(end)) || end == ".")
    } else {
        capitals && matches!(end, "—" | "–" | "--" | "-") && place.is_some() && !heading_like(town)
    };
    if !is_one || rest[whole.end()..].trim().is_empty() {
        return None;
    }
    let words = rest[..whole.end()].trim().trim_end_matches(['—', '–', '-', ':', '|', '.', ' ']).to_string();
    Some(Dateline {
        span: Span::new(start, start + whole.end()),
        words,
        place,
        day,
        month_day,
        agencies,
        capitals,
        dash,
    })
}

fn dash_or_stop(end: &str) -> bool {
    matches!(end, "—" | "–" | "--" | "-" | "|" | "." | ":")
}

/// Two to five capitals, as agencies call themselves.
fn letters(part: &str) -> bool {
    (2..=5).contains(&part.chars().count()) && part.chars().all(char::is_uppercase)
}

/// Words that stand in capitals before a dash and are no town.
fn heading_like(town: &str) -> bool {
    const HEADS: &[&str] = &[
        "FILE",
        "BREAKING",
        "UPDATE",
        "WATCH",
        "LIVE",
        "VIDEO",
        "EXCLUSIVE",
        "NOTE",
        "CORRECTION",
        "OPINION",
        "ANALYSIS",
        "FACTBOX",
        "NEW",
        "JUST IN",
        "PHOTO",
        "PHOTOS",
        "EXPLAINER",
        "TIMELINE",
        "CORRECTED",
        "NEWS",
        "SUMMARY",
        "REPORT",
        "STATEMENT",
        "RELEASE",
        "FACTS",
        "FACT CHECK",
        "FACT-CHECK",
        "INTERVIEW",
        "PROFILE",
        "REVIEW",
        "EDITORIAL",
        "COMMENT",
        "COLUMN",
        "WARNING",
        "ALERT",
        "BRIEF",
        "FEATURE",
        "ADVISORY",
        "TRANSCRIPT",
        "Q",
        "A",
        "TV",
        "US",
        "UK",
        "EU",
        "UN",
    ];
    let last = town.rsplit(' ').next().unwrap_or(town);
    HEADS.contains(&town) || HEADS.contains(&last) || town.split_whitespace().count() > 3
}

/// Month and day of a dateline's date, and the day where the year stands there.
fn read_day(text: &str) -> (Option<(i8, i8)>, Option<Date>) {
    let context = Context::default();
    if let Some(found) = date::dates_in(text, &context).first() {
        return (Some((found.date.month(), found.date.day())), Some(found.date));
    }
    // With a leap year behind it any day of the year is complete.
    let whole = format!("{} 2000", text.split(", ").next().unwrap_or(text));
    (date::dates_in(&whole, &context).first().map(|f| (f.date.month(), f.date.day())), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands behind a dateline, its day, its day of a year that it does not name, and its agencies.
    type Found<'a> = (&'a str, Option<&'a str>, Option<(i8, i8)>, &'a [&'a str]);

    #[track_caller]
    fn check(text: &str, expected: Option<Found<'_>>) {
        let found = dateline(text);
        let found = found.as_ref().map(|d| {
            let agencies: Vec<&str> = d.agencies.iter().map(String::as_str).collect();
            (&text[d.span.end..], d.day.map(|d| d.to_string()), d.month_day, agencies)
        });
        let expected = expected.map(|(rest, day, md, list)| (rest, day.map(str::to_string), md, list.to_vec()));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn datelines() {
        check("VELM, Norland (AP) — The dam burst.", Some(("The dam burst.", None, None, &["AP"])));
        check("VELM, May 2 (Reuters) - The dam burst.", Some(("The dam burst.", None, Some((5, 2)), &["Reuters"])));
        check(
            "VELM, May 2, 2031 (AP) — The dam burst.",
            Some(("The dam burst.", Some("2031-05-02"), Some((5, 2)), &["AP"])),
        );
        check("(AFP/Reuters) - The dam burst.", Some(("The dam burst.", None, None, &["AFP", "Reuters"])));
        check("(Reuters) - The dam burst.", Some(("The dam burst.", None, None, &["Reuters"])));
        check("Velm (dpa) - Der Damm brach.", Some(("Der Damm brach.", None, None, &["DPA"])));
        check("VELM /Orne/, May 2. /TASS/. The dam burst.", Some(("The dam burst.", None, Some((5, 2)), &["TASS"])));
        check("VELM/SUND - The leaders met.", Some(("The leaders met.", None, None, &[])));
        check("VELM — The dam burst.", Some(("The dam burst.", None, None, &[])));
        check("VELM, September 2 (AP) — The dam burst.", Some(("The dam burst.", None, Some((9, 2)), &["AP"])));
        check("Velm, May 2. The dam burst.", Some(("The dam burst.", None, Some((5, 2)), &[])));
        check(
            "Velm, Friday, May 2, 2031 - The dam burst.",
            Some(("The dam burst.", Some("2031-05-02"), Some((5, 2)), &[])),
        );
        check(
            "Velm, 5 October 2031, Sunday (our man) - The dam burst.",
            Some(("The dam burst.", Some("2031-10-05"), Some((10, 5)), &[])),
        );
        check("PORT VELM, St. Ola (NP) — The dam burst.", Some(("The dam burst.", None, None, &["NP"])));
    }

    #[test]
    fn what_is_no_dateline() {
        check("The Velm Works (VW) - once the pride of the town - burst.", None);
        check("The dam burst (AP reported).", None);
        check("Velm burst. The dam held.", None);
        check("Ina Holm - a baker - went home.", None);
        check("May 2 was a Friday.", None);
        check("In Velm, May 2 is a holiday.", None);
        check("FILE - The dam at Velm.", None);
    }
}
