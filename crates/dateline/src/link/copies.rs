//! Which pages share text, and which sentences.
//!
//! In: pages in order of publication. Out: pairs of pages with the share of narrated text in common, and what single sentences have in
//! common word for word.
//!
//! Only *narrated* text counts: two reporters who quote the same statement, or print the same picture with its caption, did not copy
//! each other. Candidates come from winnowing (Schleimer, Wilkerson and Aiken 2003): any stretch of [`WORDS`] + [`WINDOW`] - 1 equal
//! words is found. What decides is containment, the share of the smaller page's word 8-grams that stand in the other; wire copy is cut and
//! rewritten, so a similarity that divides by the larger page would miss it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::page::{Page, Role};
use crate::{Copy, CopyKind, Span};
use crate::{IndexVec, PageId};

/// Words of a gram.
const WORDS: usize = 8;
/// Grams of a winnowing window: 75 fingerprints a news page of 700 words.
const WINDOW: usize = 9;
/// Least share of the smaller page's grams in common. From labelled pairs of edited wire copy, where .08 to .12 serve equally well.
const CONTAINMENT: f64 = 0.09;
/// Least number of grams in common: eleven words.
const SHARED: usize = 4;
/// Share of a page's narrated text from which on it is a copy of another page as a whole.
const WHOLE: f64 = 0.4;
/// From this number of pages on, a fingerprint relates every page only to the first few that have it, so that time stays linear.
const CROWDED: usize = 48;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Captions {
    phrases: Vec<String>,
    starts: Vec<String>,
}

static CAPTIONS: LazyLock<Captions> =
    LazyLock::new(|| crate::data::table("link/captions.toml", include_str!("../../../../data/link/captions.toml")));

/// A word of narrated text: hash and place.
struct Word {
    hash: u64,
    span: Span,
}

/// The narrated words of a page, a list for each paragraph that has any.
fn narrated(page: &Page) -> Vec<Vec<Word>> {
    let mut paragraphs = Vec::new();
    for block in &page.blocks {
        if !matches!(block.role, Role::Body | Role::Standfirst) {
            continue;
        }
        let Some(text) = page.text.get(block.span.start..block.span.end) else { continue };
        let mut start = block.span.start;
        for line in text.split_inclusive('\n') {
            let words = if is_caption(line) { Vec::new() } else { words(line, start) };
            start += line.len();
            if words.len() >= WORDS {
                paragraphs.push(words);
            }
        }
    }
    paragraphs
}

/// Whether a paragraph is a caption or furniture by its wording.
fn is_caption(line: &str) -> bool {
    let line = line.trim();
    if line.len() > 500 {
        return false;
    }
    let lower = line.to_lowercase();
    CAPTIONS.phrases.iter().any(|p| lower.contains(p.as_str()))
        || CAPTIONS.starts.iter().any(|p| lower.starts_with(p.as_str()))
        || dated_like_a_caption(&lower)
}

/// "Sunday, July 15, 2018": a narrative names either the weekday or the full date; agencies' captions give both.
fn dated_like_a_caption(lower: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let words: Vec<&str> = lower.split_whitespace().collect();
    words.windows(4).any(|w| {
        let day = w[2].trim_end_matches(',');
        DAYS.contains(&w[0].trim_end_matches(','))
            && MONTHS.iter().any(|m| w[1].starts_with(m))
            && day.len() <= 2
            && day.bytes().all(|b| b.is_ascii_digit())
            && w[3].len() >= 4
            && w[3].bytes().take(4).all(|b| b.is_ascii_digit())
    })
}

/// Words outside quotation marks. A paragraph told in the first person outside of marks is somebody's statement or a post set as a block:
/// it yields nothing.
fn words(line: &str, offset: usize) -> Vec<Word> {
    let mut words = Vec::new();
    let mut quoted = false;
    let mut start = None;
    let end = line.len();
    for (at, c) in line.char_indices().chain([(end, ' ')]) {
        if c.is_alphanumeric() {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take()
            && !quoted
        {
            let word = line[from..at].to_lowercase();
            if matches!(word.as_str(), "i" | "my" | "me" | "we" | "our") {
                return Vec::new();
            }
            // A possessive ending makes no other word of it.
            if word != "s" {
                words.push(Word { hash: hash_word(&word), span: Span::new(offset + from, offset + at) });
            }
        }
        match c {
            '“' | '«' => quoted = true,
            '”' | '»' => quoted = false,
            '"' => quoted = !quoted,
            _ => {}
        }
    }
    words
}

fn hash_word(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3))
}

fn hash_gram(words: &[Word]) -> u64 {
    let mut h = words.iter().fold(0u64, |h, w| h.rotate_left(7).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ w.hash);
    // Final mixing of MurmurHash3, so that the least hash of a window is an arbitrary one.
    h ^= h >> 33;
    h = h.wrapping_mul(0xff51_afd7_ed55_8ccd);
    h ^= h >> 33;
    h
}

/// What the index keeps of a page.
struct Sketch {
    /// All distinct grams, sorted.
    grams: Vec<u64>,
    /// Chosen grams, sorted.
    fingerprints: Vec<u64>,
}

fn sketch(page: &Page) -> Sketch {
    let mut grams = Vec::new();
    let mut fingerprints = Vec::new();
    for paragraph in narrated(page) {
        let hashes: Vec<u64> = paragraph.windows(WORDS).map(hash_gram).collect();
        for window in hashes.windows(WINDOW.min(hashes.len())) {
            fingerprints.extend(window.iter().min());
        }
        grams.extend(hashes);
    }
    grams.sort_unstable();
    grams.dedup();
    fingerprints.sort_unstable();
    fingerprints.dedup();
    Sketch { grams, fingerprints }
}

/// Number of values that two sorted lists have in common.
fn common(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                n += 1;
                i += 1;
                j += 1;
            }
        }
    }
    n
}

/// Finds the copies among pages that are sorted by publication. Pages of one and the same narrated text form one group of kind exact,
/// whose first page stands for them in the pairs.
pub(crate) fn copies(pages: &IndexVec<PageId, &Page>) -> Vec<Copy> {
    let sketches: IndexVec<PageId, Sketch> = pages.iter().map(|p| sketch(p)).collect();
    let mut copies = Vec::new();
    let mut same: BTreeMap<&[u64], Vec<PageId>> = BTreeMap::new();
    for (d, sketch) in sketches.iter_enumerated() {
        if sketch.grams.len() >= SHARED {
            same.entry(&sketch.grams).or_default().push(d);
        }
    }
    let mut first: IndexVec<PageId, bool> = pages.iter().map(|_| false).collect();
    for group in same.into_values() {
        first[group[0]] = true;
        if group.len() > 1 {
            copies.push(Copy { kind: CopyKind::Exact, documents: group, share: 1.0 });
        }
    }
    for (a, b) in candidates(&sketches, &first) {
        let (x, y) = (&sketches[a].grams, &sketches[b].grams);
        let shared = common(x, y);
        let share = shared as f64 / x.len().min(y.len()) as f64;
        if shared >= SHARED && share >= CONTAINMENT {
            let alike = shared as f64 / (x.len() + y.len() - shared) as f64;
            let other_outlet = pages[a].outlet != pages[b].outlet;
            let kind = if alike >= 0.7 && !other_outlet {
                CopyKind::Near
            } else if share >= 0.4 && other_outlet {
                CopyKind::Syndicated
            } else if share >= 0.6 {
                CopyKind::Near
            } else {
                CopyKind::Excerpt
            };
            copies.push(Copy { kind, documents: vec![a, b], share: (share * 1000.0).round() / 1000.0 });
        }
    }
    copies.sort_by(|a, b| a.documents.cmp(&b.documents));
    copies
}

/// Pairs of pages that share a fingerprint, each once, in order.
fn candidates(sketches: &IndexVec<PageId, Sketch>, first: &IndexVec<PageId, bool>) -> Vec<(PageId, PageId)> {
    let mut postings: Vec<(u64, PageId)> = Vec::new();
    for (d, sketch) in sketches.iter_enumerated().filter(|(d, _)| first[*d]) {
        postings.extend(sketch.fingerprints.iter().map(|f| (*f, d)));
    }
    postings.sort_unstable();
    let mut pairs = Vec::new();
    for group in postings.chunk_by(|a, b| a.0 == b.0) {
        let hubs = if group.len() > CROWDED { 4 } else { group.len() };
        for i in 0..hubs {
            pairs.extend(group[i + 1..].iter().map(|b| (group[i].1, b.1)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The narrated grams of every page where they stand, so that single sentences can be asked what they have in common word for word.
pub(crate) struct Wording(IndexVec<PageId, Vec<(u64, Span)>>);

impl Wording {
    /// Reads the pages.
    pub fn new(pages: &IndexVec<PageId, &Page>) -> Self {
        let of = |page: &&Page| {
            let paragraphs = narrated(page);
            let grams = paragraphs.iter().flat_map(|p| p.windows(WORDS));
            grams.map(|w| (hash_gram(w), w[0].span.join(w[WORDS - 1].span))).collect()
        };
        Self(pages.iter().map(of).collect())
    }

    /// The distinct grams of a sentence, sorted; none of a sentence of fewer words, or in quotation marks.
    pub fn grams(&self, page: PageId, sentence: Span) -> Vec<u64> {
        let Some(all) = self.0.get(page) else { return Vec::new() };
        let from = all.partition_point(|(_, span)| span.start < sentence.start);
        let inside = all[from..].iter().take_while(|(_, span)| span.start < sentence.end);
        let mut grams: Vec<u64> = inside.filter(|(_, span)| span.end <= sentence.end).map(|(g, _)| *g).collect();
        grams.sort_unstable();
        grams.dedup();
        grams
    }
}

/// Whether one of two sentences was written from the other: at least half of the grams of the shorter stand in the other.
pub(crate) fn same_words(a: &[u64], b: &[u64]) -> bool {
    let short = a.len().min(b.len());
    short > 0 && 2 * common(a, b) >= short
}

/// Which pages are copies of each other as a whole, of all pairs.
pub(crate) struct Whole {
    /// For every page the first page of the same narrated text.
    same: IndexVec<PageId, PageId>,
    /// Pairs of such first pages.
    pairs: std::collections::BTreeSet<(PageId, PageId)>,
}

impl Whole {
    /// Of all copies those that share more than an excerpt.
    pub fn new(pages: usize, copies: &[Copy]) -> Self {
        let mut same: IndexVec<PageId, PageId> = (0..pages).map(PageId::new).collect();
        for copy in copies.iter().filter(|c| c.kind == CopyKind::Exact) {
            copy.documents.iter().for_each(|d| same[*d] = copy.documents[0]);
        }
        let whole = copies.iter().filter(|c| c.kind != CopyKind::Excerpt && c.share >= WHOLE);
        let pairs = whole.flat_map(|c| c.documents.windows(2)).map(|w| (w[0].min(w[1]), w[0].max(w[1]))).collect();
        Self { same, pairs }
    }

    /// Whether two pages are copies of each other as a whole.
    pub fn copied(&self, a: PageId, b: PageId) -> bool {
        let (a, b) = (self.same[a], self.same[b]);
        a == b || self.pairs.contains(&(a.min(b), a.max(b)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIRE: &str = "The ferry left the harbour of Lunde shortly after dawn with ninety passengers and a crew of twelve on board.\n\n\
        Two hours later it struck a reef that no chart of the coast has shown since the survey of the last century.\n\n\
        Fishing boats took most of the passengers off before the coast guard could reach the place in heavy weather.";

    fn check(a: &str, b: &str, expected: Option<CopyKind>) {
        let mut x = Page::from_text("a", a, None);
        let mut y = Page::from_text("b", b, None);
        x.outlet = Some("The Lunde Courier".into());
        y.outlet = Some("Evening Mail".into());
        let found = copies(&IndexVec::from(vec![&x, &y]));
        assert_eq!(found.first().map(|c| c.kind), expected, "{found:?}");
    }

    #[test]
    fn same_text_is_exact() {
        check(WIRE, WIRE, Some(CopyKind::Exact));
    }

    #[test]
    fn cut_wire_copy_in_another_paper_is_syndicated() {
        let cut = format!("{}\n\nOur own reporter adds.", WIRE.rsplit_once("\n\n").map_or(WIRE, |(a, _)| a));
        check(WIRE, &cut, Some(CopyKind::Syndicated));
    }

    #[test]
    fn one_statement_quoted_twice_is_no_copy() {
        let said = "\"the company regrets the loss of the vessel and will answer every question that the families of the missing have for it\"";
        let a = format!("In Lunde the owner told reporters on the quay on Monday that {said} while it was raining.");
        let b = format!("{said} was the only sentence to come from the headquarters of the shipping line this week.");
        check(&a, &b, None);
    }

    #[test]
    fn a_caption_in_common_is_no_copy() {
        let caption = "Rescued passengers of the ferry stand wrapped in blankets on the quay of Lunde, Sunday, May 15, 2022. (AP Photo/Some One)";
        let a = format!(
            "The owner of the ferry faces questions about charts that were out of date for many years.\n\n{caption}"
        );
        let b = format!(
            "Insurers expect claims of several million crowns from the accident, people familiar with them say.\n\n{caption}"
        );
        check(&a, &b, None);
    }

    #[test]
    fn sentences_have_words_in_common() {
        let first = Page::from_text("a", WIRE, None);
        let text = "An unrelated opening of the second page.\n\nTwo hours later it struck a reef that no chart of the coast has shown.";
        let second = Page::from_text("b", text, None);
        let wording = Wording::new(&IndexVec::from(vec![&first, &second]));
        let of = |page: usize, p: &Page| {
            p.blocks.iter().map(|b| wording.grams(PageId::new(page), b.span)).collect::<Vec<_>>()
        };
        let (a, b) = (of(0, &first), of(1, &second));
        let found: Vec<Vec<bool>> = b.iter().map(|s| a.iter().map(|t| same_words(s, t)).collect()).collect();
        assert_eq!(found, [[false, false, false], [false, true, false]]);
    }

    #[test]
    fn copies_as_a_whole_hold_for_every_page_of_one_text() {
        let copy = |kind, documents: &[usize], share| Copy {
            kind,
            documents: documents.iter().map(|d| PageId::new(*d)).collect(),
            share,
        };
        let whole = Whole::new(
            5,
            &[
                copy(CopyKind::Exact, &[0, 3], 1.0),
                copy(CopyKind::Syndicated, &[0, 1], 0.5),
                copy(CopyKind::Excerpt, &[1, 2], 0.2),
            ],
        );
        let copied = |a, b| whole.copied(PageId::new(a), PageId::new(b));
        assert!(copied(3, 1) && copied(0, 3));
        assert!(!copied(1, 2) && !copied(3, 4));
    }
}
