//! A question and an answer for every difference and forecast, in words a newspaper can print.
//!
//! In: a [`Case`]: the kind of difference, the clause of the line it is about, the sides with the words of the sources and who says so.
//! Out: a [`Card`]: what a reader would ask, and the answer with each value once. A file a kind, and a specification a kind under
//! `crates/dateline-report/spec/`. Where no good question can be made, the line's own words stand in its place; of a kind that is not known
//! here, too, so that a new rule of the engine is never shown in broken words.

mod certainty;
mod day;
mod english;
mod forecast;
mod name;
mod number;
mod office;
mod order;
mod place;
mod purpose;
mod source;
mod time;
mod update;
mod whether;
mod who;
mod wording;

pub use english::{definite, listed, speakers as who};
pub use forecast::{Foretold, Outcome, forecast};

pub use dateline::Clause;

use english::{bare_label, capital, closing, says};

/// What is known of a difference.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// `date`, `number`, … as the dossier has it.
    pub kind: String,
    /// `contradiction`, `update`, `variant` or `imprecise`.
    pub status: String,
    /// The dossier's own label of the difference.
    pub label: String,
    /// The line that it is about, as the chronology has it; empty without one.
    pub line: String,
    /// The parts of that line.
    pub clause: Option<Clause>,
    /// The values set against each other.
    pub sides: Vec<Side>,
    /// The year that needs not be said.
    pub year: Option<i16>,
    /// The shortest sentence of a source that gives a value, for want of a line.
    pub sentence: String,
}

/// One side of a difference.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// The value as the dossier has it.
    pub value: String,
    /// The source's words for it, hedge and all; empty when it has none of its own.
    pub words: String,
    /// Who says so.
    pub voices: Vec<Voice>,
    /// How many independent origins they are.
    pub origins: usize,
}

/// Somebody who says something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Voice {
    /// The pages, one text as one: `Ledger = Courier`.
    pub pages: String,
    /// Whom they have it from, by name or in the words of the page.
    pub by: Option<String>,
}

/// A question, its answer, and the sides in a reader's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Ends with a question mark, or is the line's own words.
    pub question: String,
    /// In one line, with who says so.
    pub answer: String,
    /// The value of each side as the answer has it.
    pub values: Vec<String>,
}

impl Case {
    /// The card of the difference.
    pub fn card(&self) -> Card {
        let values: Vec<String> = self.sides.iter().map(|s| self.value(s)).collect();
        let made = match (self.kind.as_str(), self.status.as_str()) {
            ("wording", _) => wording::ask(self),
            (_, "update") => update::ask(self),
            ("date", _) => day::ask(self),
            ("time", _) => time::ask(self),
            ("place", _) => place::ask(self),
            ("number", _) => number::ask(self),
            ("title", _) => office::ask(self),
            ("name", _) => name::ask(self),
            ("agent", _) => who::ask(self),
            ("polarity", _) => whether::ask(self),
            ("certainty", _) => certainty::ask(self),
            ("order", _) => order::ask(self),
            ("purpose", _) => purpose::ask(self),
            ("attribution", _) => source::ask(self),
            _ => None,
        };
        let question = made.unwrap_or_else(|| self.own_words());
        let answer = match (self.kind.as_str(), self.status.as_str()) {
            ("wording", _) => wording::answer(self),
            (_, "update") => update::answer(self, &values),
            ("certainty", _) => certainty::answer(self, &values),
            ("polarity", _) => whether::answer(self, &values),
            _ => self.sides_said(&values),
        };
        Card { question, answer, values }
    }

    /// What a side says, in the words that fit this kind.
    fn value(&self, side: &Side) -> String {
        match self.kind.as_str() {
            "date" => day::value(side, self.year),
            "time" => time::value(side),
            "number" => number::value(self, side),
            "place" => place::value(side),
            "polarity" => whether::value(self, side),
            _ => side.value.clone(),
        }
    }

    /// "4 March, says Courier; 5 March, say Post and World Daily."
    fn sides_said(&self, values: &[String]) -> String {
        let backed = self.sides.iter().any(|s| s.origins > 1);
        let one = |(side, value): (&Side, &String)| {
            let alone = backed && side.origins <= 1 && side.voices.len() == 1 && side.voices[0].by.is_none();
            format!("{value}, {}{}", says(&side.voices), if alone { " alone" } else { "" })
        };
        let named = self.sides.iter().zip(values).filter(|(_, value)| !value.is_empty());
        let parts: Vec<String> = named.map(one).collect();
        closing(&capital(&parts.join("; ")))
    }

    /// The line's own words, for want of a question: `Sum: “It cost 310,000 crowns.”`
    fn own_words(&self) -> String {
        let kind = bare_label(&self.label);
        let sentence = self.sentence.trim_matches(['“', '”', '"']);
        // What is counted or measured is seldom what the line tells; a sentence that gives it is nearer.
        match (self.line.as_str(), sentence) {
            ("", "") => kind,
            (line, "") => format!("{kind}: {line}"),
            (line, _) if self.kind != "number" && !line.is_empty() => format!("{kind}: {line}"),
            (_, sentence) => format!("{kind}: “{sentence}”"),
        }
    }

    /// The clause, when the words of its line can be asked about.
    fn clause(&self) -> Option<&Clause> {
        self.clause.as_ref().filter(|c| !c.subject.is_empty())
    }
}
