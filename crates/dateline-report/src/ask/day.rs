//! Days: "On which day did …?"

use jiff::civil::Date;

use super::english::question;
use super::{Case, Side};

/// Words that say how exactly a day is meant.
const HEDGES: [&str; 9] = ["about", "around", "early on", "late on", "before", "after", "since", "until", "by"];

pub(super) fn ask(case: &Case) -> Option<String> {
    // A stay and the arrival that it excludes are no one day.
    let stretch = case.sides.iter().any(|s| s.value.contains('/'));
    let asked = case.clause()?;
    let year = |s: &Side| s.value.len() == 4 && s.value.bytes().all(|b| b.is_ascii_digit());
    let month = |s: &Side| s.value.len() == 7 && s.value.as_bytes()[4] == b'-';
    let word = match () {
        () if stretch => "When",
        () if case.sides.iter().all(year) => "In which year",
        () if case.sides.iter().all(|s| year(s) || month(s)) => "In which month",
        () if case.sides.iter().all(|s| s.value.parse::<Date>().is_ok()) => "On which day",
        () => "When",
    };
    Some(question(word, asked))
}

/// "4 March", "Tuesday 4 March" when the source names the weekday, "about 4 March", "13 to 17 September".
pub(super) fn value(side: &Side, year: Option<i16>) -> String {
    let words = side.words.to_lowercase();
    let hedge = HEDGES.iter().find(|h| words.starts_with(&format!("{h} ")));
    let dated = |d: Date| {
        let weekday = d.strftime("%A ").to_string();
        let named = if words.contains(weekday.trim_end().to_lowercase().as_str()) { weekday } else { String::new() };
        let own = if year == Some(d.year()) { "%-d %B" } else { "%-d %B %Y" };
        format!("{named}{}", d.strftime(own))
    };
    let (date, rest) = side.value.split_at_checked(10).unwrap_or((&side.value, ""));
    let told = match date.parse::<Date>() {
        Ok(d) if rest.is_empty() => dated(d),
        Ok(d) => match (rest.strip_prefix('/').map(str::parse::<Date>), part(rest)) {
            (Some(Ok(end)), _) if end.month() == d.month() && end.year() == d.year() => {
                format!("{} to {}", d.day(), dated(end))
            }
            (Some(Ok(end)), _) => format!("{} to {}", dated(d), dated(end)),
            (_, Some(part)) => format!("the {part} of {}", dated(d)),
            _ => match rest.strip_prefix('T') {
                Some(clock) => format!("{clock} on {}", dated(d)),
                None => side.value.clone(),
            },
        },
        Err(_) => month_only(&side.value, year).unwrap_or_else(|| side.value.clone()),
    };
    match hedge {
        Some(h) => format!("{h} {told}"),
        None => told,
    }
}

/// "March" or "March 2024" of `2024-03`.
fn month_only(value: &str, year: Option<i16>) -> Option<String> {
    let first: Date = format!("{value}-01").parse().ok().filter(|_| value.len() == 7)?;
    Some(first.strftime(if year == Some(first.year()) { "%B" } else { "%B %Y" }).to_string())
}

fn part(code: &str) -> Option<&'static str> {
    Some(match code {
        "TMO" => "morning",
        "TMI" => "middle",
        "TAF" => "afternoon",
        "TEV" => "evening",
        "TNI" => "night",
        _ => return None,
    })
}
