//! Differences and forecasts as questions with answers.
//!
//! In: the dossier's discrepancies and forecasts with the parts of their lines. Out: [`Difference`]s and [`Prediction`]s: who says so by name,
//! one text as one source, in the words of the sources.

use dateline::{Clause, DiscrepancyId, EventId, Evidence, ForecastId, PageId};

use super::build::{Builder, name};
use super::{Difference, Line, Prediction, Quote, Value};
use crate::ask::{self, Case, Foretold, Outcome, Side, Voice};
use crate::plain::clean;
use crate::words::value;

/// A sentence longer than this is no heading.
const HEADING: usize = 260;

/// One sentence of a side, with the words that decide and whom it has it from.
struct Told {
    at: Evidence,
    words: Option<String>,
    by: Option<String>,
}

impl Builder<'_> {
    pub(super) fn difference(&self, i: DiscrepancyId, x: &dateline::Discrepancy) -> Difference {
        let told: Vec<Vec<Told>> = (0..x.variants.len()).map(|v| self.told(i, v)).collect();
        let sides: Vec<Side> = x
            .variants
            .iter()
            .zip(&told)
            .map(|(v, told)| self.side(&v.value, told, x.kind == dateline::DiscrepancyKind::Wording))
            .collect();
        let line = x.about.map(|v| self.label(v)).unwrap_or_default();
        let case = Case {
            kind: name(x.kind),
            status: name(x.status),
            label: clean(&x.label),
            line,
            clause: x.about.and_then(|v| self.clause(v)),
            sentence: self.shortest(x),
            sides,
            year: self.year,
        };
        let card = case.card();
        let values = x.variants.iter().zip(&told).zip(&case.sides).zip(&card.values);
        let values = values.map(|(((v, told), side), answered)| Value {
            value: value(&v.value),
            told: answered.clone(),
            who: ask::who(&side.voices),
            independent_origins: side.origins,
            sources: self.ranks(told.iter().map(|t| t.at.document)),
            support: told.iter().map(|t| Quote { words: t.words.clone(), ..self.in_sentence(&t.at) }).collect(),
            only: None,
        });
        Difference {
            id: i.to_string(),
            kind: name(x.kind),
            status: name(x.status),
            label: x.variants.iter().fold(x.label.clone(), |l, v| l.replace(&v.value, &value(&v.value))),
            line: x.about.and_then(|v| self.line[v]),
            values: values.collect(),
            question: card.question,
            answer: card.answer,
        }
    }

    /// The sentences of a side, with those of pages that carry the same text.
    fn told(&self, discrepancy: DiscrepancyId, variant: usize) -> Vec<Told> {
        let d = self.dossier;
        let Some(v) = d.discrepancies[discrepancy].variants.get(variant) else { return Vec::new() };
        let decisive = |support: usize| {
            let of =
                |x: &&dateline::Decisive| x.discrepancy == discrepancy && x.variant == variant && x.support == support;
            d.parts.decisive.iter().find(of)
        };
        let mut found: Vec<Told> = Vec::new();
        for (support, at) in v.support.iter().enumerate() {
            let text = &d.documents[at.document].page.text;
            let known = decisive(support);
            let words = known.and_then(|k| k.words).and_then(|w| text.get(w.start..w.end)).map(str::to_owned);
            let by = known.and_then(|k| k.by.as_deref()).map(clean).map(|b| self.speaker(&b));
            let sentence = text.get(at.span.start..at.span.end).unwrap_or_default();
            if !found.iter().any(|t| t.at == *at) {
                found.push(Told { at: *at, words: words.clone(), by: by.clone() });
            }
            for page in self.names.same_text(at.document).filter(|p| *p != at.document) {
                let other = &d.documents[page].page.text;
                if let Some(start) = other.find(sentence).filter(|_| sentence.len() > 20) {
                    let span = dateline::Span::new(start, start + sentence.len());
                    let at = Evidence { document: page, span };
                    if !found.iter().any(|t| t.at.document == page) && !v.support.iter().any(|s| s.document == page) {
                        found.push(Told { at, words: words.clone(), by: by.clone() });
                    }
                }
            }
        }
        found
    }

    fn side(&self, value: &str, told: &[Told], wording: bool) -> Side {
        let mut origins: Vec<_> = told.iter().map(|t| self.dossier.documents[t.at.document].origin).collect();
        origins.sort_unstable();
        origins.dedup();
        Side {
            value: clean(value),
            words: told.iter().find_map(|t| t.words.as_deref()).map(clean).unwrap_or_default(),
            voices: self.voices(told.iter().map(|t| (t.at.document, t.by.clone().filter(|_| !wording)))),
            origins: origins.len(),
        }
    }

    /// Pages with whom they have it from: one text is one voice, and so is one speaker of several sentences of it.
    fn voices(&self, told: impl Iterator<Item = (PageId, Option<String>)>) -> Vec<Voice> {
        let mut told: Vec<(PageId, Option<String>)> = told.collect();
        told.sort_by_key(|(page, _)| self.rank[*page]);
        let mut voices: Vec<Voice> = Vec::new();
        for text in self.names.texts(told.iter().map(|(p, _)| *p)) {
            // A page that gives it by itself as well as by somebody's mouth gives it itself.
            let mut by: Vec<Option<&String>> =
                told.iter().filter(|(p, _)| text.contains(p)).map(|(_, by)| by.as_ref()).collect();
            by.dedup();
            let one = by.first().copied().flatten().filter(|_| by.len() == 1);
            voices.push(Voice { pages: self.names.one(&text), by: one.cloned() });
        }
        voices
    }

    fn clause(&self, event: EventId) -> Option<Clause> {
        let of = self.dossier.parts.clauses.iter().find(|c| c.event == event)?;
        let clean = |text: &str| clean(text);
        let c = &of.clause;
        Some(Clause {
            subject: self.with_article(&clean(&c.subject)),
            auxiliary: clean(&c.auxiliary),
            verb: clean(&c.verb),
            told: clean(&c.told),
            rest: clean(&c.rest),
        })
    }

    /// The label of an event, with the article that pages write its first name with.
    pub(super) fn label(&self, event: EventId) -> String {
        self.label_of(&self.dossier.events[event].label)
    }

    fn label_of(&self, label: &str) -> String {
        let label = clean(label);
        let told = self.with_article(&label);
        match told.strip_prefix("the ") {
            Some(rest) if told != label => format!("The {rest}"),
            _ => told,
        }
    }

    /// "the Corvina sank" for "Corvina sank": names that pages write with an article have it, unless one word more makes another name.
    pub(super) fn with_article(&self, text: &str) -> String {
        let names = self.definite.iter().filter(|n| text.starts_with(n.as_str()));
        let whole = |n: &&String| {
            let rest = &text[n.len()..];
            let next = rest.trim_start().chars().next();
            (rest.is_empty() || rest.starts_with([' ', '\'', '’', ','])) && !next.is_some_and(char::is_uppercase)
        };
        if names.clone().any(|n| whole(&n)) { format!("the {text}") } else { text.to_owned() }
    }

    /// Who is cited, with the article that words without a name need.
    fn speaker(&self, by: &str) -> String {
        ask::definite(&self.with_article(by))
    }

    /// The place that came in place of the one foretold.
    fn instead(&self, x: &dateline::Forecast) -> String {
        let [_, came] = x.variants.as_slice() else { return String::new() };
        let place = self.dossier.entities.iter().any(|e| {
            e.name == came.value
                && matches!(e.kind, dateline::entity::EntityKind::Location | dateline::entity::EntityKind::Facility)
        });
        if place { self.with_article(&clean(&came.value)) } else { String::new() }
    }

    /// The shortest whole sentence that gives a value.
    fn shortest(&self, x: &dateline::Discrepancy) -> String {
        let all = x.variants.iter().flat_map(|v| &v.support).map(|e| unnoted(&clean(&self.in_sentence(e).text)));
        all.filter(|s| s.len() <= HEADING && s.contains(' ')).min_by_key(String::len).unwrap_or_default()
    }

    pub(super) fn prediction(&self, i: ForecastId, x: &dateline::Forecast, lines: &[Line]) -> Prediction {
        let d = self.dossier;
        let by = x.by.map(|e| clean(&d.entities[e].name)).filter(|b| !is_pronoun(b)).map(|b| self.speaker(&b));
        let line = x.outcome_event.and_then(|v| self.line[v]);
        let own = |e: &&Evidence| {
            line.is_none_or(|_| !x.outcome_event.is_some_and(|v| d.events[v].support.iter().any(|s| s.at == **e)))
        };
        // What no line tells, a sentence of the event that settles it does, else the last of the others; the rest say it again.
        let mut again: Vec<&Evidence> = x.support.iter().filter(own).collect();
        let proof =
            x.outcome_event.and_then(|v| again.iter().position(|e| d.events[v].support.iter().any(|s| s.at == **e)));
        let settles = (x.outcome != dateline::Outcome::Open && line.is_none())
            .then(|| proof.map(|i| again.remove(i)).or_else(|| again.pop()))
            .flatten();
        let settled = match (line.and_then(|l| lines.get(l)), settles) {
            (Some(l), _) => {
                let names = self.names.list(
                    x.outcome_event
                        .map(|v| d.events[v].support.iter().map(|s| s.at.document).collect::<Vec<_>>())
                        .unwrap_or_default(),
                );
                format!("{} ({})", l.label, ask::listed(&names))
            }
            (None, Some(e)) => {
                let quote = self.in_sentence(e);
                let text = unnoted(&clean(&quote.text));
                format!("“{}” ({})", text.trim_matches(['“', '”', '"']), self.names.of(e.document))
            }
            (None, None) => String::new(),
        };
        let pages = std::iter::once(&x.statement).chain(again.iter().copied()).map(|e| (e.document, None));
        let foretold = Foretold {
            label: self.label_of(&x.label),
            by: by.clone(),
            voices: self.voices(pages),
            outcome: match x.outcome {
                dateline::Outcome::Fulfilled => Outcome::True,
                dateline::Outcome::NotFulfilled => Outcome::False,
                dateline::Outcome::Open => Outcome::Open,
            },
            day: line.and_then(|l| lines.get(l)).filter(|l| !l.inferred).map(|l| l.when.clone()).unwrap_or_default(),
            instead: self.instead(x),
            settled,
        };
        // A name has its capital within a sentence, too.
        let proper = |word: &str| {
            let inside = format!(" {word}");
            let common = matches!(
                word,
                "The" | "A" | "An" | "Both" | "Some" | "All" | "One" | "Two" | "Three" | "Four" | "Five" | "Six"
            );
            !common
                && d.documents.iter().any(|x| {
                    let text = &x.page.text;
                    text.match_indices(&inside).any(|(at, found)| {
                        let small = text[..at].ends_with(|c: char| c.is_lowercase() || c == ',');
                        small && !text[at + found.len()..].starts_with(char::is_alphanumeric)
                    })
                })
        };
        let card = ask::forecast(&foretold, &proper);
        Prediction {
            id: i.to_string(),
            by,
            label: x.label.clone(),
            question: card.question,
            answer: card.answer,
            statement: self.quote(&x.statement),
            outcome: name(x.outcome),
            line,
            support: x.support.iter().map(|e| self.quote(e)).collect(),
            values: self.values(&x.variants),
        }
    }

    pub(super) fn values(&self, variants: &[dateline::Variant]) -> Vec<Value> {
        let one = |v: &dateline::Variant| Value {
            value: value(&v.value),
            told: String::new(),
            who: Vec::new(),
            independent_origins: 0,
            sources: self.ranks(v.support.iter().map(|e| e.document)),
            support: v.support.iter().map(|e| self.in_sentence(e)).collect(),
            only: None,
        };
        variants.iter().map(one).collect()
    }
}

/// A sentence without the marks of its page's footnotes: "[4]".
fn unnoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let note = after
            .split_once(']')
            .filter(|(n, _)| !n.is_empty() && n.len() < 4 && n.chars().all(|c| c.is_ascii_digit()));
        out.push_str(before);
        match note {
            Some((_, behind)) => rest = behind,
            None => {
                out.push('[');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn is_pronoun(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "i" | "we" | "he" | "she" | "it" | "they" | "you" | "who")
}
