//! The main story in short: the box of answers, and the reactions.

use dateline::{AccountCount, DiscrepancyId, DiscrepancyStatus, Evidence};

use super::build::Builder;
use super::{Answer, Fact, Line, Quote, Response};
use crate::words::{value, when};

impl Builder<'_> {
    /// What, when, where, who and how many; questions without an answer are left out.
    pub(super) fn short(&self, lines: &[Line]) -> Vec<Fact> {
        let d = self.dossier;
        let account = &d.account;
        let Some(event) = account.event else { return Vec::new() };
        let line = d.timeline.iter().position(|v| *v == event).and_then(|l| lines.get(l));
        let what: Vec<Answer> = line
            .map(|l| Answer {
                text: l.label.clone(),
                note: String::new(),
                sources: l.sources.clone(),
                support: l.support.clone(),
            })
            .into_iter()
            .collect();
        let time = d.events[event].time.as_ref();
        let differs = line.is_some_and(|l| {
            let of = |i: &usize| {
                matches!(
                    d.discrepancies[DiscrepancyId::new(*i)].kind,
                    dateline::DiscrepancyKind::Date | dateline::DiscrepancyKind::Time
                )
            };
            l.discrepancies.iter().any(of)
        });
        let when: Vec<Answer> = time
            .map(|t| Answer {
                text: when(Some(t)),
                note: if differs { "sources differ".into() } else { String::new() },
                sources: what.first().map(|w| w.sources.clone()).unwrap_or_default(),
                support: what.first().map(|w| w.support.clone()).unwrap_or_default(),
            })
            .into_iter()
            .collect();
        let places = account.places.iter().map(|p| {
            let place = &d.entities[p.entity];
            let within = place.place.as_ref().map(|x| x.within()).unwrap_or_default();
            let within: Vec<String> = within.into_iter().filter(|w| *w != place.name).collect();
            self.answer(place.name.clone(), within.join(", "), &p.support)
        });
        let actors = account.actors.iter().map(|a| {
            let entity = &d.entities[a.entity];
            let title = a.title.and_then(|t| entity.titles.get(t));
            let named: Vec<Evidence> = match title {
                Some(t) => vec![t.at],
                None => entity.mentions.iter().take(1).copied().collect(),
            };
            let answer = self.answer(entity.name.clone(), title.map(|t| t.title.clone()).unwrap_or_default(), &named);
            Answer {
                sources: self.ranks(entity.mentions.iter().map(|m| m.document).filter(|m| self.main[*m])),
                ..answer
            }
        });
        let counts = account.counts.iter().map(|c| self.number(c));
        let questions: [(&str, Vec<Answer>); 5] = [
            ("What", what),
            ("When", when),
            ("Where", places.collect()),
            ("Who", actors.collect()),
            ("How many", counts.collect()),
        ];
        questions
            .into_iter()
            .filter(|(_, answers)| !answers.is_empty())
            .map(|(question, answers)| Fact { question: question.into(), answers })
            .collect()
    }

    /// A number with the others that it replaced or stands against.
    fn number(&self, c: &AccountCount) -> Answer {
        let d = self.dossier;
        let values: Vec<String> = c.values.iter().map(|v| value(&v.value)).collect();
        let status = c.discrepancy.and_then(|x| d.discrepancies.get(x)).map(|x| x.status);
        let latest = values.last().cloned().unwrap_or_default();
        let bare = |v: &String| v.strip_suffix(c.what.as_str()).map_or(v.clone(), |n| n.trim_end().to_string());
        let (text, note) = match status {
            Some(DiscrepancyStatus::Update) => {
                let before: Vec<String> = values.iter().rev().skip(1).rev().map(bare).collect();
                (latest, format!("earlier {}", before.join(", ")))
            }
            Some(_) if values.len() > 1 => {
                let all: Vec<String> = values.iter().map(bare).collect();
                let note = if status == Some(DiscrepancyStatus::Contradiction) {
                    "sources differ"
                } else {
                    "known roughly, or of different scope"
                };
                (format!("{} {}", all.join(" or "), c.what).trim_end().to_string(), note.to_string())
            }
            _ => (latest, c.event.map(|v| d.events[v].label.clone()).unwrap_or_default()),
        };
        let support: Vec<Evidence> = c.values.iter().flat_map(|v| v.support.iter().copied()).collect();
        self.answer(text, note, &support)
    }

    fn answer(&self, text: String, note: String, support: &[Evidence]) -> Answer {
        let quotes: Vec<Quote> = support.iter().map(|e| self.in_sentence(e)).collect();
        Answer { text, note, sources: self.ranks(support.iter().map(|e| e.document)), support: quotes }
    }

    /// What bodies and holders of offices said of it.
    pub(super) fn responses(&self) -> Vec<Response> {
        let d = self.dossier;
        let one = |(i, r): (usize, &dateline::Reaction)| {
            let event = &d.events[r.event];
            let entity = &d.entities[r.by];
            Response {
                id: format!("R{}", i + 1),
                by: entity.name.clone(),
                title: entity.titles.first().map(|t| t.title.clone()),
                when: when(event.time.as_ref()),
                label: event.label.clone(),
                sources: self.ranks(event.support.iter().map(|s| s.at.document)),
                support: event.support.iter().map(|s| self.quote(&s.at)).collect(),
            }
        };
        d.account.reactions.iter().enumerate().map(one).collect()
    }
}
