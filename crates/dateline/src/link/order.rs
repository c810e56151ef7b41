//! Events of the pile that bound each other: one page dates the meeting, another one says "hours before the meeting".
//!
//! In: linked events with their times, and the orders that pages tell. Out: times narrowed by them, each with its reason.

use super::Pile;
use crate::event::order::narrowed;
use crate::time::Constraint;
use crate::time::EventTime;
use crate::{EventId, IndexVec};
use crate::{Evidence, LinkedEvent};

/// Narrows the times of the pile's events by their order to each other.
pub(super) fn narrow(pile: &Pile<'_>, events: &mut IndexVec<EventId, LinkedEvent>) {
    let mut constraints: Vec<Constraint> = Vec::new();
    // For every event the words that set it in order to another one.
    let mut words: Vec<(EventId, Evidence)> = Vec::new();
    for (page, analysis) in pile.pages.iter_enumerated() {
        for (local, event) in analysis.events.iter_enumerated() {
            for order in &event.order {
                let (this, other) = (pile.event_of[page][local], pile.event_of[page][order.event]);
                if this != other {
                    constraints.push(order.constraint(this, other));
                    let said = order.span.join(analysis.events[order.event].span);
                    words.push((this, Evidence { document: page, span: said }));
                    words.push((other, Evidence { document: page, span: said }));
                }
            }
        }
    }
    if constraints.is_empty() {
        return;
    }
    let times: Vec<Option<EventTime>> = events.iter().map(|e| e.time.clone()).collect();
    for (i, time) in events.ids().zip(narrowed(&times, &constraints)) {
        if time == events[i].time {
            continue;
        }
        events[i].time = time;
        let told = words.iter().filter(|(event, _)| *event == i).take(3);
        let told: Vec<String> = told.map(|(_, at)| format!("“{}”", pile.text(*at).replace('\n', " "))).collect();
        events[i].reasons.push(format!("its time is narrowed by {}", told.join(" and ")));
    }
}
