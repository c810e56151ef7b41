//! Pages of a former build, taken up again without their files.
//!
//! In: what a dossier keeps of them. Out: the pages as they were before they were read, beside those of the inputs, so that all are read
//! together: what is furniture of an outlet is learned from old and new pages alike.

use std::collections::{BTreeMap, BTreeSet};

use dateline::page::{Hints, Note, digest};
use serde::{Deserialize, Serialize};

use crate::item::{About, Content, Raw, Sink};

/// A page of a former build.
pub struct Former {
    /// Its path.
    pub path: String,
    /// How it was found in its saved bytes, from [`Inputs::recipes`](super::Inputs::recipes); empty when that was not kept.
    pub recipe: Vec<u8>,
    /// The saved bytes.
    pub bytes: Vec<u8>,
}

/// How inputs and former pages belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The inputs are the pile as it is now. What is gone from them stays all the same.
    Renew,
    /// As `Renew`, but what is gone goes.
    Prune,
    /// The inputs come to what is there; nothing is replaced.
    Add,
}

/// What became of former pages, and which inputs are new; paths, sorted.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Pages that were not there.
    pub new: Vec<String>,
    /// Pages whose bytes are others than before under the same path.
    pub changed: Vec<String>,
    /// Pages that the inputs have as they were.
    pub same: usize,
    /// Former pages that the inputs do not have any more, or that were not among what was added.
    pub gone: Vec<String>,
}

/// All that `Raw` is, but for the bytes.
#[derive(Serialize, Deserialize)]
struct Recipe {
    id: String,
    path: String,
    facts: [Option<String>; 7],
    authors: Vec<String>,
    credits: Vec<String>,
    notes: Vec<Note>,
    number: usize,
    content: Content,
}

/// How a page was found in its bytes, as bytes: compressed with the saved bytes as dictionary, since its content stands in them.
pub(crate) fn recipe(raw: &Raw) -> Vec<u8> {
    let About { hints, authors, credits, notes } = raw.about.clone();
    let Hints { id, path, url, title, published, outlet, language, captured, charset } = hints;
    let facts = [url, title, published, outlet, language, captured, charset];
    let recipe = Recipe { id, path, facts, authors, credits, notes, number: raw.number, content: raw.content.clone() };
    let packed = postcard::to_stdvec(&recipe).unwrap_or_default();
    let zip = || zstd::bulk::Compressor::with_dictionary(3, &raw.bytes)?.compress(&packed);
    zip().unwrap_or_default()
}

/// The page before it was read; what is no recipe is a file of its own.
fn again(former: Former) -> Raw {
    let unzip = || -> Option<Recipe> {
        // Content is decoded from the bytes, which no encoding makes more than some times larger.
        let room = former.bytes.len().saturating_mul(8).saturating_add(1 << 20);
        let mut zip = zstd::bulk::Decompressor::with_dictionary(&former.bytes).ok()?;
        postcard::from_bytes(&zip.decompress(&former.recipe, room).ok()?).ok()
    };
    let Some(recipe) = unzip() else { return of_old_format(former) };
    let Recipe { id, path, facts, authors, credits, notes, number, content } = recipe;
    let [url, title, published, outlet, language, captured, charset] = facts;
    let hints = Hints { id, path, url, title, published, outlet, language, captured, charset };
    Raw { about: About { hints, authors, credits, notes }, number, bytes: former.bytes, content }
}

/// A page of a dossier that kept no recipes: those had files and JSON objects only.
fn of_old_format(former: Former) -> Raw {
    let (file, line) = match former.path.rsplit_once(':').map(|(file, line)| (file, line.parse::<usize>())) {
        Some((file, Ok(line))) if file.ends_with(".jsonl") || file.ends_with(".ndjson") => (file.to_owned(), line),
        _ => (former.path.clone(), 0),
    };
    if line > 0 || file.ends_with(".json") {
        let mut sink = Sink::default();
        crate::format::json_lines::object(&About::named(&file), line, former.bytes.clone(), &mut sink);
        if let Some(raw) = sink.raws.pop() {
            return raw;
        }
    }
    Raw { about: About::named(former.path), number: 0, bytes: former.bytes, content: Content::File }
}

/// Whether a path is that of a line, record or entry of one of `files`: `FILE:7`, `FILE/a.html`.
fn within(path: &str, files: &BTreeSet<String>) -> bool {
    path.char_indices().any(|(at, c)| (c == ':' || c == '/') && files.contains(&path[..at]))
}

/// Brings former pages to those of the inputs, and says what changed. `files` are the names of the files that were read: each speaks for
/// itself, so a line or an entry that it does not hold any more is no page any more.
pub(crate) fn merge(raws: &mut Vec<Raw>, former: Vec<Former>, files: &BTreeSet<String>, how: How) -> Changes {
    let mut changes = Changes::default();
    let former: Vec<Raw> = former.into_iter().map(again).collect();
    let mut before: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for raw in &former {
        before.entry(raw.about.hints.path.clone()).or_default().insert(digest(&raw.bytes));
    }
    let known: BTreeSet<&String> = before.values().flatten().collect();
    // What the inputs have: by path, and by content, for a file may have got another name.
    let (mut paths, mut contents) = (BTreeSet::new(), BTreeSet::new());
    for raw in raws.iter() {
        let content = digest(&raw.bytes);
        match before.get(&raw.about.hints.path) {
            Some(old) if old.contains(&content) => changes.same += 1,
            Some(_) => changes.changed.push(raw.about.hints.path.clone()),
            None if known.contains(&content) && how != How::Add => changes.same += 1,
            None => changes.new.push(raw.about.hints.path.clone()),
        }
        paths.insert((raw.about.hints.path.clone(), content.clone()));
        contents.insert(content);
    }
    let names: BTreeSet<String> = paths.iter().map(|(path, _)| path.clone()).collect();
    for raw in former {
        let content = digest(&raw.bytes);
        let there = paths.contains(&(raw.about.hints.path.clone(), content.clone()));
        let replaced = how != How::Add && (names.contains(&raw.about.hints.path) || contents.contains(&content));
        if there || replaced {
            continue;
        }
        if how != How::Add {
            changes.gone.push(raw.about.hints.path.clone());
        }
        if how == How::Add || (how == How::Renew && !within(&raw.about.hints.path, files)) {
            raws.push(raw);
        }
    }
    for list in [&mut changes.new, &mut changes.changed, &mut changes.gone] {
        list.sort();
    }
    changes
}
