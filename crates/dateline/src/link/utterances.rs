//! One utterance that reached the pile in several wordings or pages.
//!
//! In: the quotations of the pile with linked speakers. Out: groups of quotations of one utterance.
//!
//! Two quotations are one utterance when most words of the shorter stand in the other in the same order, or when a fragment stands there
//! word for word, and no other speaker is named. Pages translate, too: of one speaker on two pages it is enough when most of what tells
//! in the shorter stands in the other, by lemma and by how rare it is. Sorted by precision: people repeat themselves, and two people repeat slogans.

use std::collections::BTreeMap;

use super::sets::Sets;
use crate::UtteranceId;
use crate::lexicon::Flag;
use crate::{Analysis, LinkedQuotation, Utterance};
use crate::{EntityId, IndexVec, PageId, QuotationId, StoryId};

/// Words compared of a quotation at most.
const LONGEST: usize = 160;
/// A word that stands in more quotations than this finds no candidates.
const COMMON: usize = 60;

/// The words of a quotation: lower case; what stands in brackets was put there by the editor and is left out.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut bracket = false;
    for c in text.chars() {
        match c {
            '[' => bracket = true,
            ']' => bracket = false,
            c if c.is_alphanumeric() && !bracket => word.extend(c.to_lowercase()),
            '\'' | '’' => {}
            _ => words.extend((!word.is_empty()).then(|| std::mem::take(&mut word))),
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    words.truncate(LONGEST);
    words
}

fn telling(word: &str) -> bool {
    !Flag::FunctionWord.has(word)
}

/// Length of the longest common subsequence of words, and of the longest common run.
fn common(a: &[String], b: &[String]) -> (usize, usize) {
    let mut row = vec![0usize; b.len() + 1];
    let mut runs = vec![0usize; b.len() + 1];
    let mut longest = 0;
    for x in a {
        let (mut diagonal, mut run) = (0, 0);
        for (j, y) in b.iter().enumerate() {
            let (above, above_run) = (row[j + 1], runs[j + 1]);
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            runs[j + 1] = if x == y { run + 1 } else { 0 };
            longest = longest.max(runs[j + 1]);
            (diagonal, run) = (above, above_run);
        }
    }
    (row[b.len()], longest)
}

/// Whether two quotations are of one utterance; `same` says whether the speakers are known to be one, `None` when one is unknown.
fn one_utterance(a: &[String], b: &[String], same: Option<bool>) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let content = short.iter().filter(|w| telling(w)).count();
    if content == 0 {
        return false;
    }
    let (sequence, run) = common(short, long);
    let share = sequence as f64 / short.len() as f64;
    match same {
        // A slogan may be repeated; seven words in a row are not found twice.
        Some(false) => run >= 8 && share >= 0.8,
        None => run >= 6 || (run == short.len() && short.len() >= 4 && content >= 2),
        Some(true) => {
            (run == short.len() && (short.len() >= 2 || short[0].chars().count() >= 8))
                || (short.len() >= 4 && share >= 0.75 && content >= 2)
                || (sequence >= 8 && share >= 0.5)
                || run >= 6
        }
    }
}

/// The lemmas of a quotation that tell something, each once, with how rare they are.
fn gist(page: &Analysis, span: crate::Span) -> BTreeMap<String, f64> {
    let lemmas = page.parse.tokens_in(span).filter_map(|t| {
        let token = &page.parse.tokens[t];
        let lemma = token.lemma.to_lowercase();
        let word = token.span.of(&page.page.text).to_lowercase();
        let letters = word.starts_with(char::is_alphanumeric);
        (letters && telling(&lemma) && telling(&word)).then_some(lemma)
    });
    lemmas.map(|l| (l.clone(), super::stories::rarity(&l).max(LEAST))).collect()
}

/// Weight of the commonest word.
const LEAST: f64 = 0.5;

/// Whether two quotations of two pages say the same in other words; `same` as in [`one_utterance`].
fn one_gist(a: &BTreeMap<String, f64>, b: &BTreeMap<String, f64>, same: Option<bool>) -> bool {
    let weight = |m: &BTreeMap<String, f64>| m.values().sum::<f64>();
    let common: Vec<f64> = a.iter().filter(|(l, _)| b.contains_key(*l)).map(|(_, w)| *w).collect();
    let shared: f64 = common.iter().sum();
    let (x, y) = (weight(a), weight(b));
    let (least, all) = (x.min(y), x + y - shared);
    if common.is_empty() || least <= 0.0 {
        return false;
    }
    let covered = shared / least;
    match same {
        Some(true) => {
            shared >= 0.15 * all && (common.len() >= 3 && covered >= 0.4 || common.len() == 2 && covered >= 0.6)
        }
        None => common.len() >= 3 && covered >= 0.7,
        Some(false) => false,
    }
}

/// Groups the quotations. Only groups of two and more are utterances with wordings; the order is that of the first quotation.
pub(crate) fn utterances(
    pages: &IndexVec<PageId, &Analysis>,
    quotations: &IndexVec<QuotationId, LinkedQuotation>,
    story: &IndexVec<PageId, StoryId>,
    is_person: impl Fn(EntityId) -> bool,
) -> IndexVec<UtteranceId, Utterance> {
    let nested = |i: QuotationId| {
        let q = &quotations[i];
        q.kind != crate::speech::QuotationKind::Direct
            && [i.index().checked_sub(1), Some(i.index() + 1), Some(i.index() + 2)]
                .into_iter()
                .flatten()
                .filter_map(|n| quotations.get(QuotationId::new(n)))
                .any(|o| {
                    o.at.document == q.at.document && q.at.span.contains(o.at.span) && o.at.span.len() < q.at.span.len()
                })
    };
    let texts: IndexVec<QuotationId, Vec<String>> = quotations
        .iter_enumerated()
        .map(|(i, q)| match q.kind {
            crate::speech::QuotationKind::Indirect => Vec::new(),
            _ if nested(i) => Vec::new(),
            _ => words(pages[q.at.document].page.text.get(q.at.span.start..q.at.span.end).unwrap_or_default()),
        })
        .collect();
    let gists: IndexVec<QuotationId, BTreeMap<String, f64>> = quotations
        .iter_enumerated()
        .map(|(i, q)| match texts[i].is_empty() {
            true => BTreeMap::new(),
            false => gist(pages[q.at.document], q.at.span),
        })
        .collect();
    let mut index: BTreeMap<(StoryId, &str), Vec<QuotationId>> = BTreeMap::new();
    for (i, text) in texts.iter_enumerated() {
        let lemmas = gists[i].keys().map(String::as_str);
        for word in text.iter().map(String::as_str).filter(|w| telling(w)).chain(lemmas) {
            let list = index.entry((story[quotations[i].at.document], word)).or_default();
            if list.last() != Some(&i) {
                list.push(i);
            }
        }
    }
    let mut sets = Sets::new(quotations.len());
    for (i, text) in texts.iter_enumerated() {
        let mut near: Vec<QuotationId> = text
            .iter()
            .map(String::as_str)
            .filter(|w| telling(w))
            .chain(gists[i].keys().map(String::as_str))
            .filter_map(|w| index.get(&(story[quotations[i].at.document], w)))
            .filter(|list| list.len() <= COMMON)
            .flatten()
            .copied()
            .filter(|j| *j > i)
            .collect();
        near.sort_unstable();
        near.dedup();
        for j in near {
            let (a, b) = (&quotations[i], &quotations[j]);
            // Reported words around quoted ones are one place told twice.
            if a.at.document == b.at.document && a.at.span.overlaps(b.at.span) {
                continue;
            }
            let same = match (a.speaker, b.speaker) {
                (Some(x), Some(y)) if x == y => Some(true),
                // An agency and "state media" may be one; two people never are.
                (Some(x), Some(y)) if is_person(x) && is_person(y) => Some(false),
                _ => None,
            };
            let retold = || a.at.document != b.at.document && one_gist(&gists[i], &gists[j], same);
            if one_utterance(text, &texts[j], same) || retold() {
                sets.join(i.index(), j.index());
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<QuotationId>> = BTreeMap::new();
    for i in quotations.ids() {
        groups.entry(sets.root(i.index())).or_default().push(i);
    }
    groups
        .into_values()
        .filter(|g| g.len() > 1)
        .map(|g| Utterance { speaker: g.iter().find_map(|q| quotations[*q].speaker), quotations: g })
        .collect()
}

/// Whether two wordings differ in more than marks, case, an editor's brackets and how much is quoted.
pub(crate) fn differ(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    short.is_empty() || !long.windows(short.len()).any(|w| w == short.as_slice())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, same: Option<bool>, expected: bool) {
        assert_eq!(one_utterance(&words(a), &words(b), same), expected, "{a} / {b}");
    }

    #[test]
    fn wordings_of_one_utterance() {
        check("\"We did nothing wrong that night.\"", "“[they] did nothing wrong that night”", Some(true), true);
        check("That is precisely why we sailed.", "that is why we sailed", Some(true), true);
        check("heavy seas", "The captain fought heavy seas for an hour.", Some(true), true);
    }

    #[test]
    fn two_utterances() {
        check("heavy seas", "The captain fought heavy seas for an hour.", Some(false), false);
        check("We will rebuild the harbour.", "We will not rest until the missing are found.", Some(true), false);
        check("very", "It was very cold.", Some(true), false);
    }
}
