//! What a reader sees of a dossier, in the order and the words in which it is shown: the one thing that the terminal, the
//! Markdown and the HTML page are made from, so that they cannot disagree.
//!
//! Offsets are **UTF-16 code units** into [`Source::text`], because the HTML page slices the text in JavaScript.

mod actors;
mod build;
mod cards;
mod groups;
mod lead;
mod lines;
mod short;
mod units;

use dateline::Dossier;
pub use groups::Group;
use schemars::JsonSchema;
use serde::Serialize;

/// A dossier as it is shown.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct View {
    /// What the story is called: the title of a reference page, else the line that it is about, else a headline.
    pub title: String,
    /// Two or three sentences of its pages that tell it; empty where none is good enough.
    pub lead: Vec<Quote>,
    /// How many independent origins the texts of the main story have.
    pub independent_origins: usize,
    /// The days that the chronology covers; empty without a dated line.
    pub span: String,
    /// The main story in short, a question each.
    pub short: Vec<Fact>,
    /// Pages: the main story's first, then the others, each in order of publication.
    pub sources: Vec<Source>,
    /// The chronology.
    pub lines: Vec<Line>,
    /// Where sources differ.
    pub discrepancies: Vec<Difference>,
    /// What was predicted.
    pub forecasts: Vec<Prediction>,
    /// What bodies and holders of offices said of the main event, in order of time.
    pub reactions: Vec<Response>,
    /// Quotations of the main story; the wordings of one utterance together.
    pub quotations: Vec<Said>,
    /// People and bodies of the main story, most mentioned first.
    pub actors: Vec<Actor>,
    /// Places of the main story that lie on the map, most mentioned first.
    pub places: Vec<Spot>,
    /// Groups of pages that share text.
    pub copies: Vec<Shared>,
    /// Independent origins with more than a name.
    pub origins: Vec<Root>,
    /// Inputs that are not in the dossier.
    pub skipped: Vec<Left>,
}

/// A page.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Source {
    /// Short name, one to a page: `Courier`, `FBS 6 Mar`.
    pub name: String,
    /// Index of the first source that carries the same text; its own for most.
    pub text_of: usize,
    /// A, B, C, …, where there is room for no more.
    pub letter: String,
    /// Id in the JSON export.
    pub id: String,
    /// Headline; `no headline` without one.
    pub title: String,
    /// Who published it; the name of the page where that is not known.
    pub outlet: String,
    /// When, in words; `~` marks what was inferred.
    pub published: String,
    /// Why that date, a reason each.
    pub reasons: Vec<String>,
    /// Agencies credited for the text.
    pub agencies: Vec<String>,
    /// Names in the byline.
    pub authors: Vec<String>,
    /// Address to link to: the original one where it is known.
    pub url: Option<String>,
    /// The saved file.
    pub path: String,
    /// Name of the origin it rests on.
    pub origin: String,
    /// Whether it belongs to the main story.
    pub main: bool,
    /// The whole clean text.
    pub text: String,
    /// Its paragraphs.
    pub blocks: Vec<Part>,
    /// Captions, credits and boxes of facts, which are not narrated text.
    pub asides: Vec<Beside>,
    /// Remarks of the program.
    pub notes: Vec<String>,
}

/// A paragraph.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Part {
    /// First code unit.
    pub start: usize,
    /// First code unit after it.
    pub end: usize,
    /// `body`, `caption`, ….
    pub role: String,
}

/// A part of a page beside its narrated text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Beside {
    /// It stands before this code unit of the text.
    pub before: usize,
    /// `caption`, `credit`, `facts`, `title`.
    pub role: String,
    /// Its words.
    pub text: String,
    /// Who says something in it, and what.
    pub said: Vec<(String, String)>,
}

/// Words of a page, exactly as they stand there.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Quote {
    /// Index into [`View::sources`].
    pub source: usize,
    /// First code unit.
    pub start: usize,
    /// First code unit after it.
    pub end: usize,
    /// The words.
    pub text: String,
    /// Index into the source's asides, when the words stand in a caption or box of facts: the code units are then of its text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aside: Option<usize>,
    /// Whom the sentence credits, innermost first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attribution: Vec<String>,
    /// The words of the sentence that decide, as they stand in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// A line of the chronology.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Line {
    /// Id in the JSON export.
    pub id: String,
    /// When, in words.
    pub when: String,
    /// The day alone: `Tue 4 Mar 2025`, `Mar 2025`; empty for what is undated.
    pub day: String,
    /// The time of day with the hedge of its source: `21:14`, `about 23:40`, `night`; empty for a whole day.
    pub clock: String,
    /// Whether the day was inferred.
    pub inferred: bool,
    /// First day, ISO, for strips and grouping.
    pub earliest: Option<String>,
    /// Last day, ISO.
    pub latest: Option<String>,
    /// Whether it belongs to the chronology in short.
    pub short: bool,
    /// What happened.
    pub label: String,
    /// `happened`, `planned`, `alleged` or `denied`.
    pub status: String,
    /// Sources in order, without repetition.
    pub sources: Vec<usize>,
    /// Names of the independent origins among them.
    pub origins: Vec<String>,
    /// How many those are.
    pub independent_origins: usize,
    /// Index into [`View::places`].
    pub place: Option<usize>,
    /// Sentences it rests on.
    pub support: Vec<Quote>,
    /// Indices of the discrepancies about it.
    pub discrepancies: Vec<usize>,
    /// What others say, a line each: `World Daily: “shortly before 10 p.m.”, say two passengers`.
    pub differs: Vec<String>,
    /// Indices into [`View::quotations`] of what is said of it, what most pages quote first.
    pub statements: Vec<usize>,
    /// Indices of the forecasts that it settles.
    pub forecasts: Vec<usize>,
}

/// A question and what the pages answer.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Fact {
    /// `What`, `When`, `Where`, `Who`, `How many`.
    pub question: String,
    /// The answers, the first first.
    pub answers: Vec<Answer>,
}

/// An answer.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Answer {
    /// In words.
    pub text: String,
    /// What is to be added: an office, what a place lies in, earlier numbers; may be empty.
    pub note: String,
    /// Sources in order, without repetition.
    pub sources: Vec<usize>,
    /// Sentences that give it.
    pub support: Vec<Quote>,
}

/// What somebody said of the main event.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Response {
    /// Id in `dateline explain`.
    pub id: String,
    /// Who.
    pub by: String,
    /// The first title that a page gives.
    pub title: Option<String>,
    /// When, in words.
    pub when: String,
    /// What was said, as a clause.
    pub label: String,
    /// Sources in order, without repetition.
    pub sources: Vec<usize>,
    /// Sentences that tell it.
    pub support: Vec<Quote>,
}

/// One value among several.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Value {
    /// The value.
    pub value: String,
    /// The value as a sentence has it, with the hedge of its source: `about 11:40 p.m.`; empty where it is the value itself.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub told: String,
    /// Who says so, by name: `Peter Holt (Ledger = Courier)`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub who: Vec<String>,
    /// How many independent origins those are; 0 where they are not counted.
    #[serde(skip_serializing_if = "is_zero")]
    pub independent_origins: usize,
    /// Sources in order, without repetition.
    pub sources: Vec<usize>,
    /// Sentences that give it.
    pub support: Vec<Quote>,
    /// Where it stands, when no text gives it: `in a caption only`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only: Option<String>,
}

/// Sources that differ.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Difference {
    /// Id in the JSON export.
    pub id: String,
    /// `date`, `number`, ….
    pub kind: String,
    /// `contradiction`, `update`, `variant` or `imprecise`.
    pub status: String,
    /// For a reader, with the values.
    pub label: String,
    /// What a reader would ask; the line's own words where nothing good can be asked.
    pub question: String,
    /// The answer in one line, with who says so.
    pub answer: String,
    /// Index of the line of the chronology it is about.
    pub line: Option<usize>,
    /// The values.
    pub values: Vec<Value>,
}

/// A forecast.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Prediction {
    /// Id in the JSON export.
    pub id: String,
    /// Who made it.
    pub by: Option<String>,
    /// What is foretold: the clause with its day and condition, else the sentence.
    pub label: String,
    /// What a reader would ask; the words of the source where nothing good can be asked.
    pub question: String,
    /// Who said so, and what came, in one or two sentences.
    pub answer: String,
    /// The sentence.
    pub statement: Quote,
    /// `fulfilled`, `not_fulfilled` or `open`.
    pub outcome: String,
    /// Index of the line of the chronology that settles it.
    pub line: Option<usize>,
    /// Other sentences on it.
    pub support: Vec<Quote>,
    /// What was predicted and what came.
    pub values: Vec<Value>,
}

/// Something said, in all its wordings.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Said {
    /// Ids in the JSON export.
    pub ids: Vec<String>,
    /// Who; `None` when no page tells.
    pub speaker: Option<String>,
    /// `direct` or `mixed`, that of the first wording.
    pub kind: String,
    /// To whom, at what occasion and through whom, in words, that of the first wording that tells; empty when none does.
    pub setting: String,
    /// The wordings.
    pub wordings: Vec<Quote>,
}

/// A person or body.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Actor {
    /// Id in the JSON export.
    pub id: String,
    /// `PER`, `ORG`, ….
    pub kind: String,
    /// Fullest name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Titles with the sources that give them.
    pub titles: Vec<Value>,
    /// How often the texts of the main story mention it.
    pub mentions: usize,
    /// Sources that mention it.
    pub sources: Vec<usize>,
    /// Captions and boxes of facts that name it.
    pub beside: Vec<Quote>,
    /// Where it is named, when no text names it: `in a caption only`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only: Option<String>,
}

/// A place on the map.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Spot {
    /// Name.
    pub name: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// How often the texts mention it.
    pub mentions: usize,
    /// Sources that mention it.
    pub sources: Vec<usize>,
    /// Where it is named, when no text names it: `in a caption only`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only: Option<String>,
    /// Lines of the chronology that happen there.
    pub lines: Vec<usize>,
}

/// Pages that share text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Shared {
    /// `exact`, `near`, `syndicated`, `excerpt`.
    pub kind: String,
    /// The pages.
    pub sources: Vec<usize>,
    /// Share of the shorter one, in percent.
    pub percent: u32,
}

/// An origin.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Root {
    /// Name.
    pub name: String,
    /// `agency`, `outlet`, ….
    pub kind: String,
    /// Pages that rest on it.
    pub sources: Vec<usize>,
}

/// A skipped input.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Left {
    /// Path.
    pub path: String,
    /// Why.
    pub reason: String,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde hands over references
fn is_zero(n: &usize) -> bool {
    *n == 0
}

impl View {
    /// Arranges a dossier for readers.
    pub fn new(dossier: &Dossier) -> Self {
        build::view(dossier)
    }

    /// Names of sources, those of one text as one: `Ledger = Courier`, `Openpedia`.
    pub fn names(&self, sources: &[usize]) -> Vec<String> {
        let mut texts: Vec<(usize, Vec<&str>)> = Vec::new();
        for s in sources.iter().filter_map(|s| self.sources.get(*s)) {
            match texts.iter_mut().find(|(text, _)| *text == s.text_of) {
                Some((_, names)) => names.push(&s.name),
                None => texts.push((s.text_of, vec![&s.name])),
            }
        }
        texts.into_iter().map(|(_, names)| names.join(" = ")).collect()
    }

    /// Sentences, the same words once, each with the names of its pages.
    pub fn sentences<'q>(&self, quotes: &'q [Quote]) -> Vec<(String, &'q Quote)> {
        let mut found: Vec<(Vec<usize>, &Quote)> = Vec::new();
        for q in quotes {
            match found.iter_mut().find(|(_, known)| known.text == q.text) {
                Some((sources, _)) if sources.contains(&q.source) => {}
                Some((sources, _)) => sources.push(q.source),
                None => found.push((vec![q.source], q)),
            }
        }
        found.into_iter().map(|(sources, q)| (self.names(&sources).join(", "), q)).collect()
    }
}

impl Root {
    /// Whether it is worth naming beside its pages: several of them share it, or it is not simply their outlet.
    pub fn tells_more(&self) -> bool {
        self.sources.len() > 1 || self.kind != "outlet"
    }
}
