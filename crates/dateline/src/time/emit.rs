//! TIMEX3 value strings (TimeML 1.2.1) from cells and fields.

use super::calendar::{Cell, iso_week};
use super::meaning::{Clock, Fields, Pod, Season};

/// A year as TIMEX3 writes it: four digits, `BC` before Christ.
fn year(y: i32) -> String {
    if y > 0 { format!("{y:04}") } else { format!("BC{:04}", 1 - y) }
}

fn day(d: jiff::civil::Date) -> String {
    format!("{}-{:02}-{:02}", year(d.year().into()), d.month(), d.day())
}

impl Season {
    fn letters(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }
}

impl Pod {
    fn letters(self) -> &'static str {
        match self {
            Pod::Morning | Pod::Dawn | Pod::SmallHours => "TMO",
            Pod::Midday => "TMI",
            Pod::Afternoon => "TAF",
            Pod::Evening | Pod::Dusk => "TEV",
            Pod::Night => "TNI",
            Pod::Daytime => "TDT",
        }
    }
}

fn clock_value(c: Clock) -> String {
    match c.second {
        Some(s) => format!("T{:02}:{:02}:{s:02}", c.hour, c.minute.unwrap_or(0)),
        None => format!("T{:02}:{:02}", c.hour, c.minute.unwrap_or(0)),
    }
}

/// The TIMEX3 value of a cell.
pub(crate) fn value(cell: Cell) -> String {
    match cell {
        Cell::Century(c) if c < 0 => format!("BC{:02}", -c - 1),
        Cell::Century(c) => format!("{c:02}"),
        Cell::Decade(d) if d < 0 => format!("BC{:03}", -d - 1),
        Cell::Decade(d) => format!("{d:03}"),
        Cell::Year(y) => year(y),
        Cell::Half(y, h) => format!("{}-H{h}", year(y)),
        Cell::Quarter(y, q) => format!("{}-Q{q}", year(y)),
        Cell::Season(y, s) => format!("{}-{}", year(y), s.letters()),
        Cell::Month(y, m) => format!("{}-{m:02}", year(y)),
        Cell::Week(monday) => {
            let (y, w) = iso_week(monday);
            format!("{y:04}-W{w:02}")
        }
        Cell::Weekend(monday) => {
            let (y, w) = iso_week(monday);
            format!("{y:04}-W{w:02}-WE")
        }
        Cell::Day(d) => day(d),
        Cell::Part(d, pod) => day(d) + pod.letters(),
        Cell::Clock(d, clock) => day(d) + &clock_value(clock),
    }
}

/// The value of fields of which the year is not known: `XXXX-11-12`, `XXXX-WXX-2`, `XXXX-SU`, `XXXX-XX-XXTNI`.
pub(crate) fn generic(f: &Fields) -> Option<String> {
    let tail = f.pod.map(|p| p.letters().to_string()).or(f.clock.map(clock_value)).unwrap_or_default();
    let head = match (f.month, f.day, f.weekday) {
        (Some(m), Some(d), _) => format!("XXXX-{m:02}-{d:02}"),
        (Some(m), None, None) => format!("XXXX-{m:02}"),
        (None, Some(d), None) => format!("XXXX-XX-{d:02}"),
        (None, None, Some(w)) => format!("XXXX-WXX-{w}"),
        _ => match (f.season, f.quarter, f.half) {
            (Some(s), _, _) => format!("XXXX-{}", s.letters()),
            (_, Some(q), _) => format!("XXXX-Q{q}"),
            (_, _, Some(h)) => format!("XXXX-H{h}"),
            _ if !tail.is_empty() => "XXXX-XX-XX".into(),
            _ => return None,
        },
    };
    Some(head + &tail)
}
