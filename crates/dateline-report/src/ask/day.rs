//! Days: "On which day did …?"

use jiff::civil::Date;

use super::english::question;
use super::{Case, Side};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
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
        let weekday = usize::try_from(d.weekday().to_monday_zero_offset()).ok().and_then(|i| WEEKDAYS.get(i));
        let named = weekday.filter(|w| words.contains(&w.to_lowercase()));
        let named = named.map(|w| format!("{w} ")).unwrap_or_default();
        format!(
            "{named}{} {}{}",
            d.day(),
            month(d),
            if year == Some(d.year()) { String::new() } else { format!(" {}", d.year()) }
        )
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

fn month(d: Date) -> &'static str {
    usize::try_from(d.month() - 1).ok().and_then(|i| MONTHS.get(i)).copied().unwrap_or_default()
}

/// "March" or "March 2024" of `2024-03`.
fn month_only(value: &str, year: Option<i16>) -> Option<String> {
    let (y, m) = value.split_once('-').filter(|_| value.len() == 7)?;
    let name = MONTHS.get(m.parse::<usize>().ok()?.checked_sub(1)?)?;
    let own = y.parse::<i16>().ok()?;
    Some(if year == Some(own) { (*name).into() } else { format!("{name} {own}") })
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
