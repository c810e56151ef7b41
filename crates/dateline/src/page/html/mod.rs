//! HTML: the article's body, and what the page's metadata say of it.
//!
//! In: decoded HTML. Out: parts in order, with headline, date, authors and outlet. The body is found by a library behind
//! [`BodyExtractor`]; everything else is found here, since no library names the day a page was *first* published. Pages that
//! are too large or too deeply nested for a tree are read as text copies instead.

mod authors;
mod body;
mod boxes;
mod headline;
mod kind;
mod linked;
mod meta;
mod published;
mod scope;
mod source;
mod trim;

use super::build::{Part, letters, tidy};
use super::dump;
use super::lexicon::{self, LINES};
use super::{Facts, Role, address, credit, outlet};
use crate::Span;

pub use body::BodyExtractor;

/// Pages with more bytes than this are not built into a tree.
const MOST_BYTES: usize = 12 << 20;
/// Nor are pages with more elements inside each other. Real pages stay far below; recursive code overflows far above.
const MOST_DEPTH: usize = 250;

/// Reads a page. `known` is what the user gave.
pub fn read(html: &str, known: &Facts) -> (Vec<Part>, Facts) {
    let stream = source::Stream::new(html);
    if html.len() > MOST_BYTES || stream.depth > MOST_DEPTH {
        return as_copy(&stream, known);
    }
    let tree = scraper::Html::parse_document(html);
    let lines = stream.lines();
    let found = body::Trafilatura.blocks(html).map(|blocks| body::recut(&tree, blocks)).filter(|b| !b.is_empty());
    let opening: Vec<String> = found
        .iter()
        .flatten()
        .filter(|b| b.0 == Role::Body && b.1.chars().count() > 40)
        .take(3)
        .map(|b| b.1.clone())
        .collect();
    let mut facts = meta::facts(&tree, html, &lines, known.url.as_deref(), &opening);
    let url = known.url.as_deref().or(facts.url.as_deref()).and_then(address::canonical);
    if facts.outlet.is_none() {
        facts.outlet = url.as_deref().and_then(outlet::by_table).map(str::to_string);
    }
    if facts.outlet.is_none() {
        facts.outlet = outlet::of_lines(&dump::units(&lines), &lines, None)
            .or_else(|| url.as_deref().and_then(outlet::of_address));
    }
    let Some(mut blocks) = found else {
        let (parts, of_copy) = as_copy(&stream, known);
        if facts.title.is_none() {
            facts.title = of_copy.title;
        }
        return (parts, facts);
    };
    let hidden = body::hidden(&tree);
    // A page that hides most of its text shows it by a script.
    let lost = blocks.iter().filter(|(_, text)| hidden.contains(text)).count();
    if lost * 3 <= blocks.len() {
        blocks.retain(|(_, text)| !hidden.contains(text));
    }
    boxes::take_out(&tree, &mut blocks);
    let captions = meta::captions(&tree);
    blocks.retain(|(role, text)| *role != Role::Body || !captions.iter().any(|c| same(c, text)));
    trim::trim(&mut blocks, known.title.as_deref().or(facts.title.as_deref()));
    set_credits_apart(&mut blocks);
    for text in &opening {
        credit::from_dateline(text, &mut facts.agencies);
    }
    for (_, text) in blocks.iter().filter(|b| b.0 == Role::Credit) {
        credit::from_credit(text, &mut facts.authors, &mut facts.agencies);
    }
    for (_, text) in blocks.iter().rev().filter(|b| b.0 == Role::Body).take(2) {
        credit::from_trailer(text, &mut facts.authors, &mut facts.agencies);
    }
    let mut parts = in_order(blocks, captions, &stream);
    let teasers = teasers(&stream, &parts);
    parts.extend(teasers);
    (parts, facts)
}

/// The teasers of other articles around the parts of the article.
fn teasers(stream: &source::Stream, parts: &[Part]) -> Vec<Part> {
    let lines = stream.lines();
    // Few pages announce related articles, and to look at every line takes its time.
    if !lines.lines().any(|l| l.len() < 80 && lexicon::any(&LINES.related, l.trim())) {
        return Vec::new();
    }
    let units = dump::units(&lines);
    let of_article = |line: &str| parts.iter().any(|p| p.text.contains(line) || same(&p.text, line));
    let found = dump::teasers(&units, &lines, |i| of_article(&tidy(units[i].span.of(&lines))));
    let texts = found.into_iter().map(|i| tidy(units[i].span.of(&lines)));
    texts.map(|text| Part { source: source::Finder::new(stream).find(&text), text, role: Role::Teaser }).collect()
}

/// Finds each block in the file, and puts the captions between them.
fn in_order(blocks: Vec<(Role, String)>, captions: Vec<String>, stream: &source::Stream) -> Vec<Part> {
    let mut finder = source::Finder::new(stream);
    let mut parts: Vec<(usize, Part)> = Vec::new();
    let mut at = 0;
    for (role, text) in blocks {
        let source: Option<Span> = finder.find(&text);
        at = source.map_or(at, |s| s.start);
        parts.push((at, Part { text, role, source }));
    }
    let narrated = parts.len();
    for text in captions {
        let source = source::Finder::new(stream).find(&text);
        let place = source.map_or(usize::MAX, |s| s.start);
        parts.push((place, Part { text, role: Role::Caption, source }));
    }
    // The extractor's order is kept; a caption goes before the first block that stands behind it in the file.
    let captions = parts.split_off(narrated);
    for (place, caption) in captions {
        let before = parts.iter().position(|(p, part)| part.role != Role::Caption && *p > place).unwrap_or(parts.len());
        parts.insert(before, (place, caption));
    }
    parts.into_iter().map(|(_, part)| part).collect()
}

/// Lines at the end that name authors and agencies.
fn set_credits_apart(blocks: &mut [(Role, String)]) {
    let last = blocks.len().saturating_sub(3);
    for (role, text) in &mut blocks[last..] {
        if *role == Role::Body && text.chars().count() <= 300 && lexicon::any(&LINES.credit, text) {
            *role = Role::Credit;
        }
    }
}

/// Two texts with the same words, or one the beginning of the other.
fn same(a: &str, b: &str) -> bool {
    let (a, b) = (letters(a), letters(b));
    !a.is_empty() && (a == b || (b.len() > 30 && a.starts_with(&b)))
}

/// The page as its text alone, read like a text copy.
fn as_copy(stream: &source::Stream, known: &Facts) -> (Vec<Part>, Facts) {
    let (mut parts, facts) = dump::read(&stream.lines(), known, &dump::Furniture::default());
    for part in &mut parts {
        part.source = None;
    }
    (parts, facts)
}
