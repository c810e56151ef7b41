//! What counts for an origin, as properties of whole piles.
#![allow(clippy::unwrap_used)] // a test fails by panicking

use std::collections::{BTreeMap, BTreeSet};

use dateline::page::Page;
use dateline::{Analysis, CopyKind, Dossier, LinkedEvent, Models, PageId, analyze, assemble};

/// Id, day of publication, outlet, agency, text: one event told by an agency, by copies of it, by reporters of their own, by people who are quoted.
const PAGES: [(&str, &str, &str, &str, &str); 9] = [
    (
        "wire",
        "2031-03-04",
        "Norland Press",
        "NSNA",
        "The old cable car above Orlin stopped on Monday evening with 31 people in two cabins. Rescuers let the passengers down on ropes until \
         midnight, and nobody was injured. The company had renewed the drive in January.",
    ),
    (
        "print",
        "2031-03-04",
        "Orlin Mail",
        "",
        "The old cable car above Orlin stopped on Monday evening with 31 people in two cabins. Rescuers let the passengers down on ropes until \
         midnight, and nobody was injured. Our readers sent pictures of the cabins above the wood.",
    ),
    (
        "desk",
        "2031-03-04",
        "Orlin Mail Online",
        "",
        "Passengers were let down on ropes after the cable car above Orlin stopped on Monday. A conductor told jokes until the rescuers came.",
    ),
    (
        "own",
        "2031-03-05",
        "Velm Radio",
        "",
        "The cable car above Orlin stopped on Monday evening, the engineer Ida Moen said. Per Strand, who sat in the lower cabin, said the cable car \
         stopped with a bang. Officials said the drive had failed.",
    ),
    (
        "moen",
        "2031-03-05",
        "Tarn Courier",
        "",
        "Ida Moen said on Wednesday that the cable car above Orlin stopped on Monday because the drive had failed. She ordered a new one.",
    ),
    (
        "police",
        "2031-03-05",
        "Kesselby Star",
        "",
        "Police said the cable car above Orlin stopped on Monday evening. The police closed the road to the lower station.",
    ),
    (
        "second",
        "2031-03-06",
        "Tarn Courier",
        "NSNA",
        "The cable car that stopped above Orlin on Monday will run again in May, its owner promised. Rescuers were thanked in the town hall.",
    ),
    (
        "lane",
        "2031-03-06",
        "Velm Radio",
        "NSNA",
        "The council of Tarn opened a lane for bicycles on Wednesday after nine years of plans. The mayor cut a ribbon with garden shears.",
    ),
    (
        "lane-print",
        "2031-03-06",
        "Orlin Mail",
        "",
        "The council of Tarn opened a lane for bicycles on Wednesday after nine years of plans. The mayor cut a ribbon with garden shears.",
    ),
];

fn analyses() -> Vec<Analysis> {
    let models = Models::embedded();
    let read = |(id, published, outlet, agency, text): &(&str, &str, &str, &str, &str)| {
        let mut page = Page::from_text(id, text, Some(published));
        page.outlet = Some((*outlet).into());
        page.agencies = [*agency].iter().filter(|a| !a.is_empty()).map(|a| (*a).into()).collect();
        analyze(&page, &models)
    };
    PAGES.iter().map(read).collect()
}

/// The sentences of an event by page and place, and its mentions, to find it again in another pile.
fn support(d: &Dossier, e: &LinkedEvent) -> Vec<(String, usize, usize)> {
    e.support.iter().map(|s| (d.documents[s.at.document].page.id.clone(), s.at.span.start, s.at.span.end)).collect()
}

fn counts(d: &Dossier) -> BTreeMap<Vec<(String, usize, usize)>, BTreeSet<usize>> {
    let mut counts: BTreeMap<_, BTreeSet<usize>> = BTreeMap::new();
    for e in &d.events {
        counts.entry(support(d, e)).or_default().insert(e.independent_origins);
    }
    counts
}

/// All piles of the pages, but those of a single one.
fn piles(all: &[Analysis]) -> Vec<(u32, Dossier)> {
    let sets = (0..1u32 << all.len())
        .filter(|s| s.count_ones() > 1 && s.count_ones() < 5 || s.count_ones() as usize == all.len());
    sets.map(|set| {
        let some: Vec<Analysis> =
            all.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1).map(|(_, a)| a.clone()).collect();
        (set, assemble(&some, Vec::new()))
    })
    .collect()
}

#[test]
fn origins_are_never_more_than_pages_that_are_no_copies() {
    let mut several = 0;
    for (set, d) in piles(&analyses()) {
        for e in d.events.iter().filter(|e| !e.support.is_empty()) {
            let pages: BTreeSet<_> = e.support.iter().map(|s| s.at.document).collect();
            let copied = |p: &&PageId| {
                let of = |c: &&dateline::Copy| c.kind != CopyKind::Excerpt && c.share >= 0.4 && c.documents.contains(p);
                d.copies.iter().filter(of).any(|c| c.documents.iter().any(|o| o < *p && pages.contains(o)))
            };
            let most = pages.len() - pages.iter().filter(copied).count();
            let origins: BTreeSet<_> = e.support.iter().map(|s| s.origin).collect();
            assert!(e.independent_origins <= most, "pile {set:b}: {} has {} origins of {most}", e.label, origins.len());
            assert_eq!(e.independent_origins, origins.len(), "pile {set:b}: {}", e.label);
            several = several.max(e.independent_origins);
        }
    }
    assert!(several >= 4, "agency, engineer, two outlets: {several}");
}

#[test]
fn a_further_page_never_lowers_the_count_of_the_same_support() {
    let all = piles(&analyses());
    let counted: BTreeMap<u32, _> = all.iter().map(|(set, d)| (*set, counts(d))).collect();
    let mut compared = 0;
    for (set, more) in &counted {
        for page in 0..PAGES.len() as u32 {
            let Some(fewer) = counted.get(&(set & !(1 << page))).filter(|_| set >> page & 1 == 1) else { continue };
            for (support, before) in fewer {
                if let Some(after) = more.get(support) {
                    assert!(after >= before, "pile {set:b} without {page}: {support:?}: {before:?}, {after:?}");
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 1000, "{compared}");
}
