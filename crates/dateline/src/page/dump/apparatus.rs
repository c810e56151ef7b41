//! What the lists under an encyclopedia's article tell of its age: a page is not older than what it links to and was looked up.
//!
//! In: a text copy. Out: the first day that it can have been saved on, with the reason. Only lists under headings such as "See also"
//! and "References" count: a footer's copyright or a teaser's date says nothing of the article.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

/// The bare text of a line that is one of those headings.
static HEADING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^=*\s*(?:see also|references|notes and references|external links|further reading|sources)\s*=*(?:\[edit\])?$").ok()
});

/// The year with which the title of a linked page begins or ends.
static YEAR: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?:((?:19|20)\d\d) \S.*|\S.* \(((?:19|20)\d\d)\))$").ok());

/// When a reference was looked up.
static LOOKED_UP: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:retrieved|accessed|archived from the original)(?: on)?:? ((?:\d{1,2} )?[A-Z][a-z]+ (?:\d{1,2}, )?\d{4}|\d{4}-\d\d-\d\d)").ok()
});

/// What has a page years before it takes place.
static PLANNED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:elections?|referendum|olympics?|paralympics|games|cup|championships?|season|league|census|summit|conference|congress|expo|contest|festival|tour|prix|open|in (?:film|music|science|sports?|politics|architecture))\b").ok()
});

/// The first day on which the copy can have been made.
pub fn not_before(text: &str) -> Option<(Date, String)> {
    let (heading, year) = (HEADING.as_ref()?, YEAR.as_ref()?);
    let (looked_up, planned) = (LOOKED_UP.as_ref()?, PLANNED.as_ref()?);
    let mut inside = false;
    let mut best: Option<(Date, String)> = None;
    for line in text.lines() {
        let bare = line.trim().trim_start_matches(['-', '*', '•', '·', '#', '+']).trim();
        if heading.is_match(bare) {
            inside = true;
            continue;
        }
        // Another heading of the markup ends the list.
        if bare.starts_with("==") {
            inside = false;
        }
        if !inside || bare.len() > 400 {
            continue;
        }
        let linked = year.captures(bare).filter(|_| bare.len() <= 120 && !planned.is_match(bare));
        let linked =
            linked.and_then(|c| c.get(1).or(c.get(2))).and_then(|y| Date::new(y.as_str().parse().ok()?, 1, 1).ok());
        let found = looked_up
            .captures_iter(bare)
            .filter_map(|c| crate::page::date::date_in_line(c.get(1)?.as_str()))
            .map(|d| d.0);
        let told = linked
            .map(|day| (day, format!("not before {day}: it links to “{bare}”")))
            .into_iter()
            .chain(found.map(|day| (day, format!("not before {day}: a source was looked up on that day"))));
        for (day, why) in told {
            if crate::page::date::plausible(day) && best.as_ref().is_none_or(|(b, _)| day > *b) {
                best = Some((day, why));
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(not_before(text).map(|(day, _)| day.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn a_page_is_not_older_than_what_it_links_to() {
        check(
            "Velm\n\n==See also==\n- 2019 flood in Velm\n- 2022 storm in Norland\n- Dams of Norland",
            Some("2022-01-01"),
        );
        check("Velm\n\nSee also\n\n* Velm bridge collapse (2021)", Some("2021-01-01"));
        check(
            "== References ==\n1. The Velm Courier. Retrieved 4 May 2021.\n2. Norland Post. Retrieved 2 May 2021.",
            Some("2021-05-04"),
        );
    }

    #[test]
    fn nothing_else_dates_it() {
        check("2022 storm in Norland\n\nThe storm killed nobody.\n\nCopyright 2014-2025 Velm Institute", None);
        check("==See also==\n- 2032 Norland general election\n- 2034 World Cup", None);
        check("==See also==\n- Dams\n==Events==\n- 2022 storm in Norland", None);
    }
}
