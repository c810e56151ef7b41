//! What the story is, in two or three sentences of its pages, and what it is called.
//!
//! In: the account. Out: sentences of pages, whole. The first tells the main event with most of what the account has on it and no count that a
//! later report replaced; the second has the latest counts that the first lacks. What says less than a line is left out.

use std::collections::BTreeSet;

use dateline::{DiscrepancyStatus, Evidence, PageId};

use super::build::Builder;
use super::{Line, Quote};
use crate::plain::clean;

/// Bytes of a sentence that a lead may have.
const LONG: usize = 320;
/// A sentence shorter than this says no more than a line.
const BRIEF: usize = 40;

impl Builder<'_> {
    pub(super) fn lead(&self) -> Vec<Quote> {
        let d = self.dossier;
        let Some(event) = d.account.event else { return Vec::new() };
        let outdated: BTreeSet<Evidence> = d
            .account
            .counts
            .iter()
            .filter(|c| self.is_update(c))
            .flat_map(|c| c.values.iter().rev().skip(1).flat_map(|v| v.support.iter().copied()))
            .collect();
        // Nor is a number told that more origins contradict.
        let outvoted: BTreeSet<Evidence> = self.outvoted();
        let latest: Vec<&Evidence> = d
            .account
            .counts
            .iter()
            .filter(|c| c.event.is_none())
            .filter_map(|c| c.values.last())
            .flat_map(|v| &v.support)
            .collect();
        let facts = |at: &Evidence| {
            let holds = |e: &&Evidence| e.document == at.document && at.span.contains(e.span);
            let places = d.account.places.iter().filter(|p| p.support.iter().any(|e| holds(&e))).count();
            let named = |a: &&dateline::AccountActor| d.entities[a.entity].mentions.iter().any(|e| holds(&e));
            let actors = d.account.actors.iter().filter(named).count();
            let counts = latest.iter().filter(|e| holds(e)).count();
            2 * places + 2 * actors + counts
        };
        let fits = |at: &Evidence| {
            let text = d.documents[at.document].page.text.get(at.span.start..at.span.end).unwrap_or_default();
            let ahead = [" will ", " would ", " is to ", " are to ", " planned "].iter().any(|w| text.contains(w));
            let own = !text.contains(['“', '"', '”']) && !starts_with_pronoun(text) && !ahead;
            (BRIEF..LONG).contains(&text.len()) && own && self.main[at.document]
        };
        let old = |at: &Evidence| {
            outdated.iter().chain(&outvoted).any(|e| e.document == at.document && e.span.overlaps(at.span))
        };
        let told = d.events[event].support.iter().map(|s| s.at).filter(fits).filter(|at| !old(at));
        let best = told.max_by_key(|at| (facts(at), std::cmp::Reverse((self.rank[at.document], at.span))));
        let Some(best) = best.filter(|at| facts(at) >= 2) else { return Vec::new() };
        let mut lead = vec![best];
        // The latest counts that the first sentence does not give.
        let missing = |e: &&Evidence| {
            !latest.iter().any(|l| *l == *e && best.document == l.document && best.span.contains(l.span))
        };
        let counted: BTreeSet<Evidence> = latest.iter().copied().copied().filter(|e| missing(&e)).collect();
        let held = |at: &Evidence| latest.iter().filter(|e| ***e == *at).count();
        let second = counted.into_iter().filter(fits).filter(|at| *at != best && !old(at) && !best.span_overlaps(at));
        lead.extend(second.max_by_key(|at| (held(at), std::cmp::Reverse((self.rank[at.document], at.span)))));
        lead.iter().map(|at| Quote { text: clean(&self.quote(at).text), ..self.quote(at) }).collect()
    }

    /// Sentences of sides that fewer origins hold than another side of the same difference.
    fn outvoted(&self) -> BTreeSet<Evidence> {
        let d = self.dossier;
        let origins = |v: &dateline::Variant| {
            v.support.iter().map(|e| d.documents[e.document].origin).collect::<BTreeSet<_>>().len()
        };
        let open = d.discrepancies.iter().filter(|x| x.status == DiscrepancyStatus::Contradiction);
        open.flat_map(|x| {
            let most = x.variants.iter().map(origins).max().unwrap_or(0);
            x.variants.iter().filter(move |v| origins(v) < most).flat_map(|v| v.support.iter().copied())
        })
        .collect()
    }

    fn is_update(&self, count: &dateline::AccountCount) -> bool {
        let of = count.discrepancy.and_then(|x| self.dossier.discrepancies.get(x));
        of.is_some_and(|x| x.status == DiscrepancyStatus::Update)
    }

    /// What the story is called: the title of a reference page, which names what it tells of; else the line that it is about; else the
    /// headline that shares most words with the others.
    pub(super) fn title(&self, lines: &[Line]) -> String {
        let pages: Vec<PageId> = self.order.iter().copied().filter(|d| self.main[*d]).collect();
        let page = |d: &PageId| &self.dossier.documents[*d].page;
        let reference = |d: &&PageId| page(d).notes.iter().any(|n| n.code == "encyclopedia");
        if let Some(title) = pages.iter().filter(reference).find_map(|d| page(d).title.as_deref()) {
            return clean(title);
        }
        let event = self.dossier.account.event.and_then(|e| self.line[e]).and_then(|l| lines.get(l));
        let whole = |l: &&Line| (3..=14).contains(&l.label.split(' ').count()) && !l.label.contains(['“', '…', ':']);
        if let Some(line) = event.filter(whole) {
            return line.label.clone();
        }
        self.headline(&pages)
    }

    /// The headline that shares most words with the other headlines of the story.
    fn headline(&self, pages: &[PageId]) -> String {
        let words = |s: &str| -> Vec<String> {
            let long = s.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 3);
            let mut words: Vec<_> = long.map(str::to_lowercase).collect();
            words.sort();
            words.dedup();
            words
        };
        let titles: Vec<(&str, Vec<String>)> = pages
            .iter()
            .filter_map(|d| self.dossier.documents[*d].page.title.as_deref())
            .map(|t| (t, words(t)))
            .collect();
        let shared = |own: &[String]| -> usize {
            titles.iter().map(|(_, other)| own.iter().filter(|w| other.binary_search(w).is_ok()).count()).sum()
        };
        // Long headlines share more by length alone; the mean per word is compared, in integers.
        let best = titles.iter().max_by(|a, b| {
            (shared(&a.1) * b.1.len().max(4)).cmp(&(shared(&b.1) * a.1.len().max(4))).then_with(|| b.0.cmp(a.0))
        });
        best.map_or("Dossier".into(), |(t, _)| clean(t))
    }
}

/// Whether a sentence begins with a word that only the one before explains.
fn starts_with_pronoun(text: &str) -> bool {
    let first = text.split(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty()).unwrap_or_default().to_lowercase();
    matches!(
        first.as_str(),
        "he" | "she"
            | "it"
            | "they"
            | "this"
            | "that"
            | "these"
            | "those"
            | "but"
            | "and"
            | "his"
            | "her"
            | "its"
            | "their"
            | "there"
            | "we"
    )
}

/// Sentences of one page that overlap.
trait Overlaps {
    fn span_overlaps(&self, other: &Evidence) -> bool;
}

impl Overlaps for Evidence {
    fn span_overlaps(&self, other: &Evidence) -> bool {
        self.document == other.document && self.span.overlaps(other.span)
    }
}
