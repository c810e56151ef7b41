//! The words of a page that give the time of an event: "about 11:40 p.m." is not 23:40.
//!
//! In: the lines of the chronology with a time that a page states. Out: the time expression of the first mention whose own time is as fine as
//! that of the event and begins with it.

use crate::link::Pile;
use crate::time::TimeBasis;
use crate::{Dossier, EventId, Evidence, TimeWords};

/// See [`Parts::times`](crate::Parts::times).
pub(super) fn times(pile: &Pile<'_>, dossier: &Dossier) -> Vec<TimeWords> {
    let mut events: Vec<EventId> = dossier.timeline.clone();
    events.sort_unstable();
    let words = |event: &EventId| {
        let time = dossier.events[*event].time.as_ref().filter(|t| t.basis == TimeBasis::Stated)?;
        pile.mentions[*event].iter().find_map(|m| {
            let analysis = pile.pages[m.page];
            let own = analysis.events[m.index].time.as_ref().filter(|t| t.basis == TimeBasis::Stated)?;
            let same = own.interval.granularity == time.interval.granularity
                && own.interval.earliest == time.interval.earliest;
            let timex = analysis.times.get(own.timex.filter(|_| same)?)?;
            Some(TimeWords { event: *event, at: Evidence { document: m.page, span: timex.span } })
        })
    };
    events.iter().filter_map(words).collect()
}
