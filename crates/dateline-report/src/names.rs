//! What pages are called wherever they are named: short names, and pages that carry one text as one.
//!
//! In: the documents of a dossier. Out: a name for every page, alike in terminal, Markdown, report and `explain`, and the pages that are one
//! text with it. A name is the outlet's own, without what every outlet could be called; never a file's.

use std::collections::BTreeMap;

use dateline::page::Page;
use dateline::{CopyKind, Dossier, IndexVec, OriginId, PageId};

use crate::plain::clean;

/// A name longer than this is shortened where that leaves one that tells.
const LONG: usize = 14;
/// What a newspaper is called: alone it names one, as "the Ledger" does. Common titles of English-language newspapers.
const PAPERS: [&str; 44] = [
    "Advertiser",
    "Age",
    "Argus",
    "Bulletin",
    "Chronicle",
    "Citizen",
    "Courier",
    "Daily",
    "Dispatch",
    "Echo",
    "Examiner",
    "Express",
    "Gazette",
    "Globe",
    "Guardian",
    "Herald",
    "Independent",
    "Inquirer",
    "Journal",
    "Leader",
    "Ledger",
    "Mail",
    "Mercury",
    "Messenger",
    "Mirror",
    "Monitor",
    "News",
    "Observer",
    "Post",
    "Press",
    "Record",
    "Register",
    "Reporter",
    "Review",
    "Sentinel",
    "Standard",
    "Star",
    "Sun",
    "Telegraph",
    "Times",
    "Tribune",
    "Voice",
    "Witness",
    "World",
];
/// Words at the end of an outlet's name that every outlet could bear.
const EMPTY: [&str; 12] = [
    "Group", "Media", "Network", "Online", "Service", "Services", "Limited", "Ltd", "Inc", "Website", "Web", "Edition",
];

/// The names of the pages of a dossier.
#[derive(Clone, Debug, Default)]
pub struct Names {
    names: IndexVec<PageId, String>,
    /// The first page that carries the same text, for every page; itself for most.
    text: IndexVec<PageId, PageId>,
}

impl Names {
    /// Names every page.
    pub fn new(dossier: &Dossier) -> Self {
        let mut text: IndexVec<PageId, PageId> = dossier.documents.ids().collect();
        for copy in dossier.copies.iter().filter(|c| c.kind != CopyKind::Excerpt) {
            let first = copy.documents.iter().map(|d| text[*d]).min();
            let Some(first) = first else { continue };
            let joined: Vec<PageId> = copy.documents.iter().map(|d| text[*d]).collect();
            text.iter_mut().filter(|t| joined.contains(t)).for_each(|t| *t = first);
        }
        Self { names: names(dossier), text }
    }

    /// The name of a page.
    pub fn of(&self, page: PageId) -> &str {
        self.names.get(page).map_or("", String::as_str)
    }

    /// The name of an origin: a body's or person's own; of a page whose outlet is not known, that of the page.
    pub fn of_origin<'n>(&'n self, dossier: &'n Dossier, origin: OriginId) -> &'n str {
        let Some(origin) = dossier.origins.get(origin) else { return "" };
        let file = |p: &&PageId| dossier.documents[**p].page.path == origin.name;
        origin.documents.iter().find(file).map_or(origin.name.as_str(), |p| self.of(*p))
    }

    /// The pages that carry the text of a page, itself among them.
    pub fn same_text(&self, page: PageId) -> impl Iterator<Item = PageId> + '_ {
        let text = self.text.get(page);
        self.text.iter_enumerated().filter(move |(_, t)| Some(*t) == text).map(|(p, _)| p)
    }

    /// Pages in order, those of one text together: `[[Ledger, Courier], [Openpedia]]`.
    pub fn texts(&self, pages: impl IntoIterator<Item = PageId>) -> Vec<Vec<PageId>> {
        let mut groups: Vec<Vec<PageId>> = Vec::new();
        for page in pages {
            let same = |g: &&mut Vec<PageId>| self.text.get(g[0]) == self.text.get(page);
            match groups.iter_mut().find(same) {
                Some(group) if group.contains(&page) => {}
                Some(group) => group.push(page),
                None => groups.push(vec![page]),
            }
        }
        groups
    }

    /// The names of pages of one text: `Ledger = Courier`.
    pub fn one(&self, text: &[PageId]) -> String {
        text.iter().map(|p| self.of(*p)).collect::<Vec<_>>().join(" = ")
    }

    /// The names of pages, one text as one: `Ledger = Courier`, `Openpedia`.
    pub fn list(&self, pages: impl IntoIterator<Item = PageId>) -> Vec<String> {
        self.texts(pages).iter().map(|t| self.one(t)).collect()
    }
}

fn names(dossier: &Dossier) -> IndexVec<PageId, String> {
    let main = |d: PageId| dossier.stories.get(dossier.documents[d].story).is_none_or(|s| s.main);
    let pages: Vec<(PageId, &Page)> = dossier.documents.iter_enumerated().map(|(d, x)| (d, &x.page)).collect();
    // One short form for one outlet, and no two outlets under one name.
    let mut short: BTreeMap<String, String> = BTreeMap::new();
    for (_, page) in &pages {
        let own = outlet(page);
        let known = short.get(&own).is_some_and(|s| s.chars().count() <= LONG);
        if !known {
            short.insert(own.clone(), shortened(&own, page));
        }
    }
    let twice: Vec<String> = {
        let mut all: Vec<&String> = short.values().collect();
        all.sort();
        all.windows(2).filter(|w| w[0] == w[1]).map(|w| w[0].clone()).collect()
    };
    let base: IndexVec<PageId, String> = pages
        .iter()
        .map(|(_, page)| {
            let own = outlet(page);
            match short.get(&own) {
                Some(s) if !twice.contains(s) => s.clone(),
                _ => own,
            }
        })
        .collect();
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    let mut named: IndexVec<PageId, String> = base.clone();
    for (d, page) in &pages {
        let same = pages.iter().filter(|(o, _)| base[*o] == base[*d]);
        let alone = main(*d) && same.clone().filter(|(o, _)| main(*o)).count() == 1;
        let alone = alone || same.count() == 1;
        let day = day(page);
        let name = match &day {
            _ if alone => base[*d].clone(),
            Some(day) => format!("{} {day}", base[*d]),
            None => base[*d].clone(),
        };
        let n = used.entry(name.clone()).or_insert(0);
        *n += 1;
        named[*d] = if *n > 1 { format!("{name} ({n})") } else { name };
    }
    named
}

/// The day of a page for its name: `6 Mar`.
fn day(page: &Page) -> Option<String> {
    let (a, b) = (page.published.earliest, page.published.latest);
    let day = a.filter(|a| Some(*a) == b).or(a).or(b)?;
    let words = crate::words::day(day);
    Some(words.rsplit_once(' ').map_or(words.clone(), |(d, _)| d.to_owned()))
}

/// Who published a page; of one that does not say, what kind of page it is.
fn outlet(page: &Page) -> String {
    let named = page.outlet.as_deref().map(clean).filter(|o| !o.is_empty() && !is_file(o, page));
    let host = || {
        let url = page.canonical_url.as_deref().or(page.url.as_deref())?;
        let host = url.split("://").nth(1)?.split(['/', '?', '#', ':']).next()?;
        let host = clean(host.strip_prefix("www.").unwrap_or(host));
        (host.contains('.') && !host.is_empty()).then_some(host)
    };
    let encyclopedia = page.notes.iter().any(|n| n.code == "encyclopedia");
    let kind = if encyclopedia { "Encyclopedia" } else { "Unnamed page" };
    named.or_else(host).unwrap_or_else(|| kind.into())
}

/// Whether a name is only that of the saved file.
fn is_file(name: &str, page: &Page) -> bool {
    page.path.ends_with(name) && name.contains('.') && page.url.is_none()
}

/// The short form of an outlet's name.
fn shortened(outlet: &str, page: &Page) -> String {
    // "Deutsche Rundschau (DR)", "IRW - Institute for …": the outlet gives its own short form.
    if let Some((long, rest)) = outlet.split_once(" (")
        && let Some(own) = rest.strip_suffix(')')
        && is_acronym(own)
        && long.len() > own.len()
    {
        return own.into();
    }
    let mut name = outlet;
    for mark in [" - ", " – ", " — ", " | ", " · ", ", "] {
        if let Some((first, _)) = name.split_once(mark) {
            name = first;
        }
    }
    let name = name.split(" (").next().unwrap_or(name).trim();
    let mut words: Vec<&str> = name.split_whitespace().collect();
    if words.len() > 1 && words[0].eq_ignore_ascii_case("the") {
        words.remove(0);
    }
    while words.len() > 2 && words.last().is_some_and(|w| EMPTY.contains(w)) {
        words.pop();
    }
    let plain = words.join(" ");
    if plain.chars().count() <= LONG {
        return plain;
    }
    let initials: String =
        name.split_whitespace().filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect();
    if initials.chars().count() >= 3 && uses(&page.text, &initials) {
        return initials;
    }
    match words.last() {
        Some(last) if PAPERS.contains(last) => {
            let two = words[words.len().saturating_sub(2)..].join(" ");
            let place = words.len() == 2 || two.chars().count() > LONG || !PAPERS.contains(&words[words.len() - 2]);
            if place { (*last).into() } else { two }
        }
        _ => plain,
    }
}

fn is_acronym(word: &str) -> bool {
    word.chars().count() >= 2 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// Whether a text has a word.
fn uses(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|w| w == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline::{Copy, Document, Story, StoryId};

    fn page(outlet: Option<&str>, day: &str, text: &str) -> Document {
        let mut page = Page::from_text("pages/0001.txt", text, (!day.is_empty()).then_some(day));
        page.outlet = outlet.map(Into::into);
        Document { page, story: StoryId::new(0), ..Document::default() }
    }

    fn named(pages: &[(Option<&str>, &str, &str)]) -> Vec<String> {
        let documents: IndexVec<PageId, Document> = pages.iter().map(|(o, d, t)| page(*o, d, t)).collect();
        let all = documents.ids().collect();
        let stories = vec![Story { documents: all, main: true }].into();
        let dossier = Dossier { documents, stories, ..Dossier::default() };
        let names = Names::new(&dossier);
        dossier.documents.ids().map(|d| names.of(d).to_owned()).collect()
    }

    fn one(outlet: &str, text: &str) -> String {
        named(&[(Some(outlet), "2031-03-05", text)]).remove(0)
    }

    #[test]
    fn outlets_have_short_names() {
        for (outlet, short) in [
            ("The Vellin Messenger", "Messenger"),
            ("Deutsche Rundschau (DR)", "DR"),
            ("World Today", "World Today"),
            ("IRW - Institute for the Sea", "IRW"),
            ("Parish of St Brannoc, Velm", "Parish of St Brannoc"),
            ("Coastal Media Group", "Coastal Media"),
            ("Westmark Daily News", "Daily News"),
            ("vellin.example", "vellin.example"),
        ] {
            assert_eq!(one(outlet, "Nothing."), short);
        }
        assert_eq!(one("Westmark Broadcasting Service", "She told WBS on Monday."), "WBS");
        assert_eq!(one("Westmark Broadcasting Corporation", "She told nobody."), "Westmark Broadcasting Corporation");
    }

    #[test]
    fn pages_of_one_outlet_have_their_day() {
        let three = named(&[
            (Some("Courier"), "2031-03-05", "a"),
            (Some("Courier"), "2031-03-06", "b"),
            (Some("Courier"), "2031-03-06", "c"),
            (Some("Post"), "2031-03-06", "d"),
        ]);
        assert_eq!(three, ["Courier 5 Mar", "Courier 6 Mar", "Courier 6 Mar (2)", "Post"]);
    }

    #[test]
    fn two_outlets_are_never_called_alike() {
        let two = named(&[(Some("The Vellin Messenger"), "", "a"), (Some("The Aldmoor Messenger"), "", "b")]);
        assert_eq!(two, ["The Vellin Messenger", "The Aldmoor Messenger"]);
    }

    #[test]
    fn a_file_is_no_name() {
        assert_eq!(named(&[(None, "", "a"), (Some("0001.txt"), "", "b")]), ["Unnamed page", "Unnamed page (2)"]);
    }

    #[test]
    fn one_text_is_one_source() {
        let documents: IndexVec<PageId, Document> =
            [("Ledger", "a"), ("Courier", "b"), ("Post", "c")].iter().map(|(o, t)| page(Some(o), "", t)).collect();
        let ids: Vec<PageId> = documents.ids().collect();
        let copies = vec![Copy { kind: CopyKind::Syndicated, documents: vec![ids[0], ids[1]], share: 0.8 }];
        let dossier = Dossier { documents, copies, ..Dossier::default() };
        assert_eq!(Names::new(&dossier).list(ids), ["Ledger = Courier", "Post"]);
    }

    #[test]
    fn names_hold_nothing_that_steers_a_terminal() {
        assert_eq!(one("Cou\u{1b}[31mrier\u{202e}", "a"), "Cou[31mrier");
    }
}
