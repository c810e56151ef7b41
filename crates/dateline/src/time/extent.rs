//! "From 13 to 17 May", "between Monday and Friday": two expressions that name one stretch together.
//!
//! In: text and expressions. Out: for each expression the stretch that it begins or ends. TIMEX3 annotates both ends as times of their own;
//! only the event that they stand with joins them.

use super::{Interval, Timex, TimexKind};

/// Two expressions that say from when to when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Extent {
    /// Index of the expression that begins it.
    pub first: usize,
    /// Index of the expression that ends it.
    pub last: usize,
    /// "Between 13 and 17 May" may mean a moment on one of these days; "from 13 to 17 May" lasts.
    pub lasts: bool,
}

impl Extent {
    /// From the beginning of the first expression to the end of the last one; `None` where they do not follow each other.
    pub fn interval(self, times: &[Timex]) -> Option<Interval> {
        let (a, b) = (times.get(self.first)?.interval?, times.get(self.last)?.interval?);
        (a.earliest? < b.latest?).then(|| Interval {
            earliest: a.earliest,
            latest: b.latest,
            granularity: a.granularity.min(b.granularity),
            approximate: a.approximate || b.approximate,
        })
    }

    /// The TIMEX3 values of both ends, as `2024-05-13/2024-05-17`, for what lasts.
    pub fn value(self, times: &[Timex]) -> Option<String> {
        let end = |i: usize| times.get(i)?.value.as_deref().filter(|v| v.starts_with(|c: char| c.is_ascii_digit()));
        self.lasts.then(|| Some(format!("{}/{}", end(self.first)?, end(self.last)?))).flatten()
    }
}

/// For every expression the stretch of which it is an end.
pub(super) fn extents(text: &str, times: &[Timex]) -> Vec<Option<Extent>> {
    let mut found = vec![None; times.len()];
    for (first, pair) in times.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        let date = |t: &Timex| matches!(t.kind, TimexKind::Date | TimexKind::Time) && t.interval.is_some();
        if !date(a) || !date(b) || found[first].is_some() {
            continue;
        }
        let gap = text.get(a.span.end..b.span.start).unwrap_or_default().trim().trim_end_matches(" the");
        let before = text.get(..a.span.start).unwrap_or_default().trim_end().trim_end_matches(" the");
        let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let lasts = match gap {
            "until" | "till" | "through" | "to" | "–" | "-" => true,
            "and" if word.eq_ignore_ascii_case("between") => false,
            _ => continue,
        };
        let extent = Extent { first, last: first + 1, lasts };
        if extent.interval(times).is_some() {
            found[first] = Some(extent);
            found[first + 1] = Some(extent);
        }
    }
    found
}
