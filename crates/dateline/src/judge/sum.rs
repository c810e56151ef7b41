//! Counts of one page that do not add up.
//!
//! In: the numbers of a page. A whole and the list of its parts are added up: behind a colon, dash or bracket ("12 people: five men, four women
//! and two children"), as parts of it ("118 of them in the north and 74 in the south"), as what it had or comprised, in its sentence or in the
//! next, and in the rows of a table with its total. Lists that are called a choice ("including", "among them"), hedged numbers, and sums that
//! lie far from the whole, which are lists of something else, need not add up.

mod table;

use std::ops::Range;

use crate::PageId;
use crate::event::{Bound, bound};
use crate::language::{NameKind, Parse, Pos};
use crate::lexicon::Flag;
use crate::link::{Pile, sentence_span};
use crate::numerals::{self, Number, figures};
use crate::page::Role;
use crate::time::TimexKind;
use crate::{Analysis, Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Evidence, SentenceId, Variant};

/// Share of the whole by which a sum may be off and still be meant as its sum; one is always allowed.
const NEAR: f64 = 0.15;

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, _: &Dossier) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    for (page, analysis) in pile.pages.iter_enumerated() {
        for sentence in analysis.parse.sentences.ids().filter(|s| told(analysis, *s)) {
            found.extend(listed(analysis, page, sentence));
        }
        found.extend(table::rule(analysis, page));
    }
    found
}

fn told(analysis: &Analysis, sentence: SentenceId) -> bool {
    let span = sentence_span(analysis, sentence);
    let role = analysis.page.blocks.iter().find(|b| b.span.contains(span)).map(|b| b.role);
    role.is_none_or(|r| matches!(r, Role::Body | Role::Standfirst | Role::Facts))
}

/// A number that counts something, or a part of it.
struct Counted {
    value: f64,
    /// The number.
    run: Range<usize>,
    /// The number with the noun behind it.
    tokens: Range<usize>,
}

/// The numbers of a sentence, but for times, sums of money, measures, shares and numbers in names.
fn counted(analysis: &Analysis, sentence: SentenceId) -> Vec<Counted> {
    let (parse, text) = (&analysis.parse, analysis.page.text.as_str());
    let Some(range) = parse.sentences.get(sentence).cloned() else { return Vec::new() };
    let mut found = Vec::new();
    let mut t = range.start;
    while t < range.end {
        let run = numerals::run(parse, text, t);
        t = run.end.max(t + 1);
        let Some(last) = run.clone().next_back() else { continue };
        let Some(number) = Number::of_tokens(parse, text, run.clone()) else { continue };
        let span = parse.span(run.clone());
        let timed = analysis.times.iter().any(|x| x.kind != TimexKind::Set && x.span.overlaps(span));
        let named = parse.names.iter().any(|n| {
            n.tokens.len() > run.len()
                && n.tokens.contains(&run.start)
                && !matches!(n.kind, NameKind::Cardinal | NameKind::Quantity | NameKind::Ordinal)
        });
        let next = parse.tokens.get(run.end).map(|x| x.lemma.to_lowercase()).unwrap_or_default();
        let measured = numerals::unit(&next).is_some() || next == "per" || next == "%";
        let exact = bound(text, parse, run.start).0 == Bound::Exact;
        if timed || named || measured || !exact || number.value < 1.0 {
            continue;
        }
        let noun = parse.tokens[last].head;
        let counts = noun > last
            && noun < last + 6
            && noun < range.end
            && matches!(parse.tokens[noun].pos, Pos::Noun | Pos::Propn)
            && !(run.end..noun).any(|x| parse.tokens[x].pos == Pos::Verb);
        let tokens = run.start..if counts { noun + 1 } else { run.end };
        found.push(Counted { value: number.value, run, tokens });
    }
    found
}

fn at(analysis: &Analysis, page: PageId, sentence: SentenceId) -> Evidence {
    Evidence { document: page, span: sentence_span(analysis, sentence) }
}

/// A whole and its parts, in one sentence or with the whole in the one before.
fn listed(analysis: &Analysis, page: PageId, sentence: SentenceId) -> Option<Discrepancy> {
    let (parse, text) = (&analysis.parse, analysis.page.text.as_str());
    let all = counted(analysis, sentence);
    let words = |r: &Range<usize>| parse.span(r.clone()).of(text).to_string();
    // In one sentence: the first number whose followers are a list of its parts.
    for (i, whole) in all.iter().enumerate() {
        let parts = &all[i + 1..];
        if !of_one(parse, text, whole, parts) {
            continue;
        }
        let Some((sum, list)) = differs(analysis, whole.value, parts) else { continue };
        return Some(report(
            at(analysis, page, sentence),
            words(&whole.tokens),
            at(analysis, page, sentence),
            words(&list),
            sum,
        ));
    }
    // The whole in the sentence before, taken up by "they", or by what the dead are called.
    let first = parse.sentences.get(sentence)?.start;
    let opening = parse.tokens.get(first)?.lemma.to_lowercase();
    let before = sentence.before()?;
    let (value, shown, support) = if matches!(opening.as_str(), "they" | "these" | "those") {
        let above = counted(analysis, before);
        let [whole] = above.as_slice() else { return None };
        (whole.value, words(&whole.tokens), at(analysis, page, before))
    } else if opening == "of" && parse.tokens.get(first + 1).is_some_and(|t| &*t.lemma == "the") {
        let noun = parse.tokens.get(first + 2)?;
        let count = super::count::whole(analysis, &noun.lemma.to_lowercase())?;
        (count.0, figures(count.0) + " " + noun.span.of(text), at(analysis, page, count.1))
    } else {
        return None;
    };
    let (sum, list) = differs(analysis, value, &all)?;
    Some(report(support, shown, at(analysis, page, sentence), words(&list), sum))
}

/// Whether numbers are told as the parts of one before them.
fn of_one(parse: &Parse, text: &str, whole: &Counted, parts: &[Counted]) -> bool {
    let Some(first) = parts.first() else { return false };
    let word = |t: usize| parse.tokens.get(t).map_or("", |x| x.span.of(text));
    let mark = (whole.tokens.end..first.run.start).any(|t| matches!(word(t), ":" | "–" | "—" | "--" | "("))
        && !(whole.tokens.end..first.run.start).any(|t| word(t) == ")");
    let of_them = parts.iter().take(2).any(|p| {
        word(p.tokens.end) == "of" && matches!(word(p.tokens.end + 1), "them" | "whom" | "which" | "these" | "those")
    });
    // "The 40-seat house had 21 members of one party and 18 of another".
    let up = || parse.ancestors(first.run.start).take(4);
    let verb = up().find(|a| parse.tokens[*a].pos == Pos::Verb);
    let has = verb.is_some_and(|v| {
        Flag::Comprises.has(&parse.tokens[v].lemma)
            && parse.subject(v).is_some_and(|s| parse.subtree(s).contains(&whole.run.start))
    });
    mark || of_them || has
}

/// The sum of a list and where it stands, when the list is one of parts, near enough to the whole, and does not make it.
fn differs(analysis: &Analysis, whole: f64, parts: &[Counted]) -> Option<(f64, Range<usize>)> {
    let (parse, text) = (&analysis.parse, analysis.page.text.as_str());
    let (first, last) = (parts.first()?, parts.last()?);
    if parts.len() < 2 || parts.iter().any(|p| p.value >= whole) || whole < 4.0 {
        return None;
    }
    let joined = |t: usize| matches!(parse.tokens[t].span.of(text), "and" | ",");
    let list = parts.windows(2).all(|w| (w[0].run.end..w[1].run.start).any(joined));
    let sentence = parse.sentences[parse.tokens[first.run.start].sentence].clone();
    let chosen = (sentence.start..last.run.start).any(|t| {
        let word = parse.tokens[t].lemma.to_lowercase();
        matches!(
            word.as_str(),
            "include" | "including" | "among" | "mostly" | "mainly" | "other" | "respectively" | "than"
        ) || t >= first.run.start && matches!(word.as_str(), "or" | "not" | "against" | "from" | "after" | "more")
    });
    let sum: f64 = parts.iter().map(|p| p.value).sum();
    let off = (sum - whole).abs();
    let wrong = off > 1e-6 * whole && off <= (NEAR * whole).max(1.0);
    (list && !chosen && wrong).then_some((sum, first.run.start..last.tokens.end))
}

fn report(whole_at: Evidence, whole: String, parts_at: Evidence, parts: String, sum: f64) -> Discrepancy {
    // A thousandth is lost in adding tenths.
    let sum = figures((sum * 1000.0).round() / 1000.0);
    Discrepancy {
        rule: String::new(),
        kind: DiscrepancyKind::Number,
        status: DiscrepancyStatus::Contradiction,
        about: None,
        label: format!("{whole} do not add up: the parts are {sum}"),
        variants: vec![
            Variant { value: whole, support: vec![whole_at] },
            Variant { value: format!("{parts} = {sum}"), support: vec![parts_at] },
        ],
        reasons: vec!["The list of the parts has no “including” or the like, and does not sum to the whole.".into()],
    }
}
