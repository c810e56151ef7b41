//! Lines that stand on several pages of one outlet.
//!
//! In: all pages of a run. Out: for each outlet, the lines that are its menus, teasers and footers. One sibling page is enough.

use std::collections::{BTreeMap, BTreeSet};

use super::units::{Look, Unit};

/// Lines of an outlet that stand on more than one of its pages.
#[derive(Clone, Debug, Default)]
pub struct Furniture {
    outlets: BTreeMap<String, Repeated>,
}

/// What stands on more than one page of an outlet.
#[derive(Clone, Debug, Default)]
struct Repeated {
    lines: BTreeSet<u64>,
    /// Those that stand where a headline does on more than one page: the site's motto above the day's date.
    heads: BTreeSet<u64>,
}

/// A page as it is learned from.
pub struct Sibling {
    /// The outlet, in whatever form, as long as it is the same for the pages of one outlet.
    pub outlet: String,
    lines: BTreeSet<u64>,
    prose: BTreeSet<u64>,
    heads: BTreeSet<u64>,
}

impl Sibling {
    /// Takes down the lines of a page.
    pub fn new(outlet: String, units: &[Unit], text: &str) -> Sibling {
        let hash = |u: &Unit| fingerprint(u.span.of(text));
        Sibling {
            outlet,
            lines: units.iter().map(hash).collect(),
            prose: units.iter().filter(|u| u.prose()).map(hash).collect(),
            heads: (0..units.len()).filter(|i| heads_article(units, *i)).map(|i| hash(&units[i])).collect(),
        }
    }
}

impl Furniture {
    /// Learns from pages; their order plays no part.
    pub fn learn(siblings: Vec<Sibling>) -> Furniture {
        let mut outlets: BTreeMap<String, Vec<Sibling>> = BTreeMap::new();
        for sibling in siblings.into_iter().filter(|s| !s.outlet.is_empty()) {
            outlets.entry(sibling.outlet.clone()).or_default().push(sibling);
        }
        let repeated = outlets.into_iter().map(|(outlet, pages)| (outlet, repeated(pages)));
        Furniture { outlets: repeated.filter(|(_, r)| !r.lines.is_empty()).collect() }
    }

    /// Marks the units that are furniture of `outlet`. A paragraph of prose between paragraphs that stand on this page only is
    /// background that the outlet repeats in its reports, and stays; so does a line in a headline's place, which other pages
    /// have as a teaser of this one.
    pub fn mark(&self, outlet: &str, units: &mut [Unit], text: &str) {
        let Some(Repeated { lines, heads }) = self.outlets.get(outlet) else { return };
        // A date is the day's, not the site's, and a line of digits says nothing.
        let counts = |u: &Unit| !matches!(u.look, Look::Date(..)) && u.span.of(text).chars().any(char::is_alphabetic);
        let repeated: Vec<bool> =
            units.iter().map(|u| counts(u) && lines.contains(&fingerprint(u.span.of(text)))).collect();
        let own: Vec<bool> = units.iter().zip(&repeated).map(|(u, r)| u.prose() && !r).collect();
        for i in 0..units.len() {
            let near = |mut range: Box<dyn Iterator<Item = usize>>| range.any(|j| own[j]);
            let between = near(Box::new(i.saturating_sub(3)..i)) && near(Box::new(i + 1..units.len().min(i + 4)));
            let headline = heads_article(units, i) && !heads.contains(&fingerprint(units[i].span.of(text)));
            units[i].furniture = repeated[i] && !headline && !(between && units[i].prose());
        }
    }
}

/// Lines on two or more pages, where copies of one article count as one page.
fn repeated(mut pages: Vec<Sibling>) -> Repeated {
    pages.sort_by(|a, b| (&a.lines, &a.prose).cmp(&(&b.lines, &b.prose)));
    // Each group: the lines, the prose and the headlines of copies of one article.
    let mut groups: Vec<[BTreeSet<u64>; 3]> = Vec::new();
    let mut where_prose: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for page in pages {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for group in page.prose.iter().filter_map(|p| where_prose.get(p)).flatten() {
            *shared.entry(*group).or_default() += 1;
        }
        let copy = shared.iter().find(|(g, n)| {
            let smaller = page.prose.len().min(groups[**g][1].len());
            **n == smaller || (**n >= 2 && **n * 2 >= smaller)
        });
        let group = copy.map_or(groups.len(), |(g, _)| *g);
        if group == groups.len() {
            groups.push(Default::default());
        }
        for p in &page.prose {
            let list = where_prose.entry(*p).or_default();
            if !list.contains(&group) {
                list.push(group);
            }
        }
        groups[group][0].extend(page.lines);
        groups[group][1].extend(page.prose);
        groups[group][2].extend(page.heads);
    }
    let twice = |part: usize| {
        let (mut once, mut twice) = (BTreeSet::new(), BTreeSet::new());
        for line in groups.iter().flat_map(|g| &g[part]) {
            if !once.insert(*line) {
                twice.insert(*line);
            }
        }
        twice
    };
    Repeated { lines: twice(0), heads: twice(2) }
}

/// Whether a line stands where a headline does: alone, of some words, right above a date or an author.
fn heads_article(units: &[Unit], i: usize) -> bool {
    let (unit, next) = (&units[i], units.get(i + 1));
    let says = next.is_some_and(|u| u.gap > 0 && matches!(u.look, Look::Date(..) | Look::Byline));
    unit.gap > 0 && unit.look == Look::Plain && unit.words >= 4 && says
}

/// A number for the words of a line; digits do not count, so that "3 comments" is "5 comments".
fn fingerprint(line: &str) -> u64 {
    // FNV-1a: stable between builds and machines, unlike the standard library's hasher.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut buffer = [0; 4];
    for c in line.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase) {
        for byte in c.encode_utf8(&mut buffer).bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::dump::units::units;

    fn learn(pages: &[&str]) -> Furniture {
        Furniture::learn(pages.iter().map(|p| Sibling::new("velm".into(), &units(p), p)).collect())
    }

    fn marked(furniture: &Furniture, text: &str) -> Vec<String> {
        let mut units = units(text);
        furniture.mark("velm", &mut units, text);
        units.iter().filter(|u| u.furniture).map(|u| u.span.of(text).to_string()).collect()
    }

    const ONE: &str =
        "Politics\nSports desk\nThe dam above the town of Velm burst on Monday morning, officials said.\n3 comments";
    const TWO: &str =
        "Politics\nSports desk\nThe mayor of Orne resigned on Tuesday after a long dispute over parking.\n15 comments";

    #[test]
    fn repeated_lines_are_furniture() {
        let furniture = learn(&[ONE, TWO]);
        assert_eq!(marked(&furniture, ONE), ["Politics", "Sports desk", "3 comments"]);
    }

    #[test]
    fn a_page_saved_twice_teaches_nothing() {
        assert!(marked(&learn(&[ONE, ONE]), ONE).is_empty());
    }

    #[test]
    fn a_headline_that_a_sibling_has_as_a_teaser_stays() {
        let one = "Velm News, since 1902\n\n3 May 2031\n\nPolitics\n\nDam bursts above Velm, 14 missing\n\n2 May 2031\n\n\
                   The dam above the town of Velm burst on Monday morning, officials said.";
        let two = "Velm News, since 1902\n\n5 May 2031\n\nPolitics\n\nMayor of Orne resigns over parking\n\n4 May 2031\n\n\
                   The mayor of Orne resigned on Tuesday after a long dispute.\n\nDam bursts above Velm, 14 missing 02.05.2031";
        assert_eq!(marked(&learn(&[one, two]), one), ["Velm News, since 1902", "Politics"]);
    }

    #[test]
    fn background_repeated_inside_a_report_stays() {
        let background = "Velm has been flooded four times since the dam was built by prisoners in 1962.";
        let page = |a: &str, b: &str| format!("Politics\n{a}\n{background}\n{b}");
        let one = page(
            "The dam above the town of Velm burst on Monday morning, officials said.",
            "Nobody was hurt, the governor told reporters in the town hall on Monday.",
        );
        let two = page(
            "Engineers began to inspect the ruins of the dam on Friday, a week too late.",
            "They want to know whether the sluices were open, the chief engineer said.",
        );
        assert_eq!(marked(&learn(&[&one, &two]), &one), ["Politics"]);
    }
}
