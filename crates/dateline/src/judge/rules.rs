//! The list of what the program compares: one record a rule.
//!
//! In: nothing. Out: [`RULES`], from which `docs/rules.md`, `dateline explain` and the ledger of rules (`spec/rules.toml`) are made. The order
//! is that in which a reader meets the findings; what two rules find alike is kept as the first tells it.

use super::align::Dimension;
use super::case::Case;
use super::differ;
use crate::Discrepancy;

/// What one kind of comparison is called, finds and misses.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Stands in every difference that the rule finds. Never changes its meaning.
    pub id: &'static str,
    /// The kind that its differences mostly have, as in the JSON contract.
    pub kind: &'static str,
    /// In a few words.
    pub title: &'static str,
    /// What is compared, and by what it is decided.
    pub what: &'static str,
    /// Why a reader wants to know.
    pub why: &'static str,
    /// Two sentences that it sets against each other.
    pub example: [&'static str; 2],
    /// What it is known not to see, or to see wrongly.
    pub misses: &'static str,
    pub(crate) find: fn(&Case<'_>) -> Vec<Discrepancy>,
}

/// The rule of that id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|r| r.id == id)
}

/// All rules, in the order in which a reader meets their findings.
pub const RULES: &[Rule] = &[
    Rule {
        id: "day",
        kind: "date",
        title: "The day or hour of an event",
        what: "Mentions of one event whose pages state its day or hour. Days exclude each other when they lie one to seven days apart, hours \
               when they are more than ten minutes apart, or 45 where one is called approximate.",
        why: "A chronology stands on its days; the source that is alone with its day is often the one that copied.",
        example: ["The pier at Lunby burnt down on 3 May.", "On 4 May the pier at Lunby burnt down."],
        misses: "Days that only the narrative gives; events that two pages tell with other verbs.",
        find: |c| super::date::rule(c.pile, c.dossier),
    },
    Rule {
        id: "once",
        kind: "date",
        title: "The day of what happens once",
        what: "Deeds that come to a person or thing once (die, resign, open, sign, begin), told by two pages of the same \
               named one, or of a thing that both call alike and know, with days, months or years that exclude each other. Each page must tell \
               it of one time only, and the times must lie near: days within a month or with one day and month, months within a year, years \
               within ten.",
        why: "Of a resignation or an opening there is one day, whoever tells it and in whatever words.",
        example: ["Holt resigned on 9 May.", "On 12 May Holt quit as head of the board."],
        misses: "What is told of a pronoun that leads nowhere, and deeds that may come twice.",
        find: super::once::rule,
    },
    Rule {
        id: "stay",
        kind: "date",
        title: "The days of a stay and the arrival",
        what: "A stretch of days given for a visit, trip or tour, and the day of an arrival of the same person at the same place, in one page or \
               two. Who came up to four days before the first or after the last day did not come for that stay.",
        why: "Encyclopedias give a stay from day to day and tell of the arrival on another.",
        example: ["From 3 to 6 May Ida Holt toured Lundia.", "Ida Holt arrived in Lundia on 2 May."],
        misses: "Stays that are told by the first and the last day in two sentences.",
        find: |c| super::stay::rule(c.pile, c.dossier),
    },
    Rule {
        id: "order",
        kind: "order",
        title: "What came first",
        what: "Two events that a sentence puts before, after or beside each other, and another sentence that puts them in another order.",
        why: "Who acted and who answered often hangs on it.",
        example: ["The gates were shut before the water came.", "The gates were shut after the water had come."],
        misses: "Orders that only the days or hours of the two events give.",
        find: |c| super::order::rule(c.pile, c.dossier),
    },
    Rule {
        id: "place",
        kind: "place",
        title: "The place of an event",
        what: "Mentions of one event with two places of which neither holds the other, and a place that a page denies outright.",
        why: "A place is what other facts are found by.",
        example: ["The wreck was towed to Lunby.", "The wreck was towed to Tarn."],
        misses: "Places that are told without a name.",
        find: |c| super::place::rule(c.pile, c.dossier),
    },
    Rule {
        id: "count",
        kind: "number",
        title: "Dead, missing, injured, aboard",
        what: "One value a page of each of the slots in data/judge/counts.toml, for the story's main event. Counts that grow are updates; counts \
               of one day, and those that do not change, exclude each other.",
        why: "These are the numbers that every reader asks for first.",
        example: ["The blast killed nine people.", "Twelve people died in the blast."],
        misses: "What is counted of another event in the same page; parts told without the whole.",
        find: |c| super::count::rule(c.pile, c.dossier),
    },
    Rule {
        id: "copied",
        kind: "number",
        title: "One sentence with another value",
        what: "Sentences of two pages that are the same but for a stretch that holds a value of one type: day, number, name, office, word of denial.",
        why: "A copy that changed a value is a slip, or a correction.",
        example: ["The dam of Lunby holds 40 million tonnes.", "The dam of Lunby holds 14 million tonnes."],
        misses: "Sentences that were written anew.",
        find: |c| super::copied::rule(c.pile, c.dossier),
    },
    Rule {
        id: "number",
        kind: "number",
        title: "Numbers of one event",
        what: "Quantities of one noun with mentions of one event in like words. Numbers that round to each other agree, hedged ones are \
               imprecise, growing ones are updates.",
        why: "Two numbers of one thing cannot both be printed.",
        example: ["The council sold 12 boats.", "The council sold 21 boats in June."],
        misses: "Nouns of like meaning; numbers of a noun that is no argument of the verb.",
        find: |c| super::number::rule(c.pile, c.dossier),
    },
    Rule {
        id: "sum",
        kind: "number",
        title: "Parts that do not add up",
        what: "A whole and the list of its parts in one page, without \"including\" or the like: behind a colon or in brackets, \"118 of them\", what it \
               had or comprised, the rows of a table and their total. A sum that is far from the whole is of something else.",
        why: "A page that does not add up has one number wrong, and nobody else will notice.",
        example: ["The crew of nine:", "three Danes, four Poles and a Finn."],
        misses: "Parts that are told over several sentences; totals in a facts box.",
        find: |c| super::sum::rule(c.pile, c.dossier),
    },
    Rule {
        id: "day-told",
        kind: "date",
        title: "The day of something told",
        what: "Facts of two pages whose clauses tell of one thing: days, months or years that exclude each other. Whether the clauses do is weighed by a fitted \
               table (data/judge/alignment.json) over the words, verbs, names and other values in common, and whether a page tells the value \
               of the other elsewhere.",
        why: "When it was is what a chronology is made of, and pages seldom use one verb.",
        example: ["Holt signed the lease on 4 May.", "The lease was signed by Holt on 6 May."],
        misses: "Days that only the narrative gives; what happened more than once. Of a day without its year, told late, only day and month are compared.",
        find: |c| differ::find(c, Dimension::Day),
    },
    Rule {
        id: "hour",
        kind: "time",
        title: "The hour of something told",
        what: "Facts of two pages whose clauses tell of one thing: times of day that exclude each other. Whether the clauses do is weighed by a fitted \
               table (data/judge/alignment.json) over the words, verbs, names and other values in common, and whether a page tells the value \
               of the other elsewhere.",
        why: "Minutes decide who knew what.",
        example: ["The alarm rang at 7.34 a.m.", "At 7.43 a.m. the alarm went off."],
        misses: "Hours of two zones of which one is not named: these say nothing.",
        find: |c| differ::find(c, Dimension::Clock),
    },
    Rule {
        id: "how-many",
        kind: "number",
        title: "How many",
        what: "Facts of two pages whose clauses tell of one thing: counts that exclude each other. Whether the clauses do is weighed by a fitted \
               table (data/judge/alignment.json) over the words, verbs, names and other values in common, and whether a page tells the value \
               of the other elsewhere.",
        why: "Two numbers of one thing cannot both be printed.",
        example: ["Workers sealed 46 wells.", "At the site 64 wells had been sealed."],
        misses: "Parts that are told without the whole; nouns of like meaning with nothing else in common.",
        find: |c| differ::find(c, Dimension::Count),
    },
    Rule {
        id: "amount",
        kind: "number",
        title: "A sum of money",
        what: "Facts of two pages whose clauses tell of one thing: sums in one currency that exclude each other. Whether the clauses do is weighed by a fitted \
               table (data/judge/alignment.json) over the words, verbs, names and other values in common, and whether a page tells the value \
               of the other elsewhere.",
        why: "Sums are copied with a slip more often than names.",
        example: ["The council was fined 4.6 million crowns.", "A fine of 6.4 million crowns hit the council."],
        misses: "Sums in two currencies: these say nothing.",
        find: |c| differ::find(c, Dimension::Amount),
    },
    Rule {
        id: "measure",
        kind: "number",
        title: "A measure",
        what: "Facts of two pages whose clauses tell of one thing: lengths, weights, areas and the like, in one unit after conversion that exclude each other. Whether the clauses do is weighed by a fitted \
               table (data/judge/alignment.json) over the words, verbs, names and other values in common, and whether a page tells the value \
               of the other elsewhere.",
        why: "A slope at 3,200 metres is another place than one at 2,300.",
        example: ["The cabin lies at 3,200 metres.", "The cabin, at 2,300 metres, is closed."],
        misses: "Units that the table does not know.",
        find: |c| differ::find(c, Dimension::Measure),
    },
    Rule {
        id: "share",
        kind: "number",
        title: "A share",
        what: "Facts of two pages whose clauses tell of one thing: shares in percent that exclude each other. Whether the clauses do is weighed by a fitted \
               table (data/judge/alignment.json) over the words, verbs, names and other values in common, and whether a page tells the value \
               of the other elsewhere.",
        why: "Shares are what elections and strikes are told by.",
        example: ["Turnout was 81 percent.", "Only 71 percent turned out."],
        misses: "Shares told as fractions: \"three in four\".",
        find: |c| differ::find(c, Dimension::Share),
    },
    Rule {
        id: "duration",
        kind: "number",
        title: "A length of time",
        what: "Facts of two pages whose clauses tell of one thing: lengths of time that exclude each other. Whether the clauses do is weighed by a fitted \
               table (data/judge/alignment.json) over the words, verbs, names and other values in common, and whether a page tells the value \
               of the other elsewhere.",
        why: "How long a thing lasted is often the question itself.",
        example: ["The blackout lasted 40 minutes.", "After a blackout of 25 minutes the lights came back."],
        misses: "Lengths that only two hours give.",
        find: |c| differ::find(c, Dimension::Duration),
    },
    Rule {
        id: "age",
        kind: "number",
        title: "The age of a person",
        what: "Facts of two pages whose clauses tell of one thing: ages of one linked person, years between pages taken off that exclude each other. Whether the clauses do is weighed by a fitted \
               table (data/judge/alignment.json) over the words, verbs, names and other values in common, and whether a page tells the value \
               of the other elsewhere.",
        why: "An age tells namesakes apart, and careful pages from others.",
        example: ["Ida Holt, 34, said no.", "The 43-year-old Holt said no."],
        misses: "People without a name.",
        find: |c| differ::find(c, Dimension::Age),
    },
    Rule {
        id: "office",
        kind: "title",
        title: "The office of a person",
        what: "Titles that pages of one story give one person, of one rank and another field, one office with two bearers, an office and its \
               deputy's, and the matter of a minister that one page alone gives.",
        why: "A wrong office makes a wrong source.",
        example: ["Ida Holt, the minister of fisheries, said no.", "Transport minister Ida Holt said no."],
        misses: "Offices of unlike rank; offices held one after the other.",
        find: |c| super::title::rule(c.pile, c.dossier),
    },
    Rule {
        id: "name",
        kind: "name",
        title: "The spelling of a name",
        what: "Names that pages give one person, of as many words, which differ in one word by a letter or two. Accents alone, initials and short \
               forms are no other spelling.",
        why: "Whoever looks a person up has to know which letter to doubt.",
        example: ["Ida Holten said no.", "“No,” said Ida Holden."],
        misses: "Names that are not known to be one person's; single names.",
        find: |c| super::name::rule(c.pile, c.dossier),
    },
    Rule {
        id: "polarity",
        kind: "polarity",
        title: "Whether it happened",
        what: "Two statements of one event in like words of which one is negated.",
        why: "It is the first thing to find out.",
        example: ["The company paid the fine.", "The company did not pay the fine."],
        misses: "Denials without a word of negation.",
        find: |c| super::polarity::rule(c.pile, c.dossier),
    },
    Rule {
        id: "state",
        kind: "polarity",
        title: "In which state a thing was",
        what: "Predicates of opposite meaning (data/judge/opposites.txt) of one thing on days that do not exclude each other.",
        why: "Open and shut, alive and dead: neither sentence denies the other in words.",
        example: ["The locks at Tarn were open.", "The locks at Tarn were found shut."],
        misses: "States that changed within the day.",
        find: |c| super::state::rule(c.pile, c.dossier),
    },
    Rule {
        id: "certainty",
        kind: "certainty",
        title: "How sure it is",
        what: "Two statements of one event in like words of which one has a word of doubt. Both can be true: imprecise.",
        why: "A hedge that one page dropped is put back.",
        example: ["The engine failed.", "The engine appears to have failed."],
        misses: "Doubt that is told in a sentence of its own.",
        find: |c| super::certainty::rule(c.pile, c.dossier),
    },
    Rule {
        id: "wording",
        kind: "wording",
        title: "One utterance in other words",
        what: "Quotations that were joined into one utterance and differ in more than marks and case.",
        why: "What was said is quoted in the words of one of them.",
        example: ["“We shall not sell,” said Holt.", "“We will never sell,” said Holt."],
        misses: "Translations with hardly a word in common.",
        find: |c| super::wording::rule(c.pile, c.dossier),
    },
];
