//! The lines of the chronology in a reader's words.

use dateline::time::{EventTime, TimeBasis};
use dateline::{DiscrepancyId, DiscrepancyStatus, EntityId, EventId, IndexVec, OriginId};

use super::build::{Builder, name};
use super::{Difference, Line, Quote};
use crate::words::{day_and_clock, hedge, when};

impl Builder<'_> {
    pub(super) fn lines(&self, place_of: &IndexVec<EntityId, Option<usize>>) -> Vec<Line> {
        let d = self.dossier;
        let line = |v: &EventId| {
            let x = &d.events[*v];
            let day = |t: Option<jiff::civil::DateTime>| t.map(|t| t.date().to_string());
            let mut origins: Vec<OriginId> = x.support.iter().map(|s| s.origin).collect();
            origins.sort_unstable();
            origins.dedup();
            let hedge = self.hedge(*v);
            let (own, clock) = x.time.as_ref().map(day_and_clock).unwrap_or_default();
            let timed = clock.len() == 5 && clock.contains(':') || clock == "noon";
            Line {
                id: v.to_string(),
                when: hedged(x.time.as_ref(), hedge.filter(|_| timed)),
                day: own,
                clock: match hedge.filter(|_| timed) {
                    Some(h) if !clock.starts_with(h) => format!("{h} {clock}"),
                    _ => clock,
                },
                inferred: x.time.as_ref().is_some_and(|t| t.basis != TimeBasis::Stated),
                earliest: x.time.as_ref().and_then(|t| day(t.interval.earliest)),
                latest: x.time.as_ref().and_then(|t| day(t.interval.latest)),
                short: d.short.contains(v),
                label: self.label(*v),
                status: name(x.status),
                sources: self.ranks(x.support.iter().map(|s| s.at.document)),
                origins: origins.iter().map(|o| self.names.of_origin(d, *o).to_owned()).collect(),
                independent_origins: x.independent_origins,
                place: x.place.and_then(|p| place_of[p]),
                support: x
                    .support
                    .iter()
                    .map(|s| Quote { attribution: distinct(&s.attribution), ..self.quote(&s.at) })
                    .collect(),
                discrepancies: (0..d.discrepancies.len())
                    .filter(|i| d.discrepancies[DiscrepancyId::new(*i)].about == Some(*v))
                    .collect(),
                differs: Vec::new(),
                statements: Vec::new(),
                forecasts: (0..self.forecasts.len())
                    .filter(|i| d.forecasts[self.forecasts[*i]].outcome_event == Some(*v))
                    .collect(),
            }
        };
        d.timeline.iter().map(line).collect()
    }

    /// "about", "shortly before": what the words of the page say of how exactly a time is meant.
    fn hedge(&self, event: EventId) -> Option<&'static str> {
        let words = self.dossier.parts.times.iter().find(|t| t.event == event)?;
        let text = &self.dossier.documents[words.at.document].page.text;
        hedge(text.get(words.at.span.start..words.at.span.end)?)
    }

    /// Adds to every line what others say of it.
    pub(super) fn differ(&self, lines: &mut [Line], differences: &[Difference]) {
        for line in lines {
            line.differs = line.discrepancies.iter().filter_map(|x| differences.get(*x)).filter_map(other).collect();
        }
    }
}

fn hedged(time: Option<&EventTime>, hedge: Option<&str>) -> String {
    let words = when(time);
    match (hedge, words.rsplit_once(", ")) {
        (Some(h), Some((day, clock))) if !words.contains(h) => format!("{day}, {h} {clock}"),
        _ => words,
    }
}

/// What a line does not say: `World Daily: shortly before 10 p.m., says …`. The first side is that of the line.
fn other(x: &Difference) -> Option<String> {
    let contradiction = x.status == serde_name(DiscrepancyStatus::Contradiction);
    // What the heading of the card must explain is left to the card.
    let told = matches!(x.kind.as_str(), "date" | "time" | "place" | "number" | "name") && x.values.len() > 1;
    if !contradiction || !told {
        return None;
    }
    let sides = x.values.iter().skip(1).map(|v| format!("{}: {}", crate::ask::listed(&v.who), v.told));
    Some(sides.collect::<Vec<_>>().join("; "))
}

fn serde_name(status: DiscrepancyStatus) -> String {
    name(status)
}

/// Names, each once, in order.
fn distinct(names: &[String]) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    names.iter().filter(|n| !n.is_empty()).for_each(|n| {
        if !once.contains(n) {
            once.push(n.clone());
        }
    });
    once
}
