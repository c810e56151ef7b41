//! Pages of a former build, taken up again without their files.
//!
//! In: what a dossier keeps of them. Out: the pages as they were before they were read, beside those of the inputs, so that all are read
//! together: what is furniture of an outlet is learned from old and new pages alike.

use std::collections::{BTreeMap, BTreeSet};

use dateline::page::{Hints, digest};
use serde::{Deserialize, Serialize};

use super::{Content, Raw};

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
    facts: [Option<String>; 5],
    line: usize,
    content: Content,
}

/// How a page was found in its bytes, as bytes: compressed with the saved bytes as dictionary, since its content stands in them.
pub(super) fn recipe(raw: &Raw) -> Vec<u8> {
    let Hints { id, path, url, title, published, outlet, language } = raw.hints.clone();
    let content = raw.content.clone();
    let recipe = Recipe { id, path, facts: [url, title, published, outlet, language], line: raw.line, content };
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
    match unzip() {
        Some(Recipe { id, path, facts: [url, title, published, outlet, language], line, content }) => {
            let hints = Hints { id, path, url, title, published, outlet, language };
            Raw { hints, line, bytes: former.bytes, content }
        }
        None => of_old_format(former),
    }
}

/// A page of a dossier that kept no recipes: those had files and JSON objects only.
fn of_old_format(former: Former) -> Raw {
    let (file, line) = match former.path.rsplit_once(':').map(|(file, line)| (file, line.parse::<usize>())) {
        Some((file, Ok(line))) if file.ends_with(".jsonl") || file.ends_with(".ndjson") => (file.to_owned(), line),
        _ => (former.path.clone(), 0),
    };
    if line > 0 || file.ends_with(".json") {
        let (mut raws, mut skipped) = (Vec::new(), Vec::new());
        super::json_lines::object(&file, line, former.bytes.clone(), &mut raws, &mut skipped);
        if let Some(raw) = raws.pop() {
            return raw;
        }
    }
    let hints = Hints { path: former.path, ..Hints::default() };
    Raw { hints, line: 0, bytes: former.bytes, content: Content::File }
}

/// Brings former pages to those of the inputs, and says what changed.
pub(super) fn merge(raws: &mut Vec<Raw>, former: Vec<Former>, how: How) -> Changes {
    let mut changes = Changes::default();
    let former: Vec<Raw> = former.into_iter().map(again).collect();
    let mut before: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for raw in &former {
        before.entry(raw.hints.path.clone()).or_default().insert(digest(&raw.bytes));
    }
    let known: BTreeSet<&String> = before.values().flatten().collect();
    // What the inputs have: by path, and by content, for a file may have got another name.
    let (mut paths, mut contents) = (BTreeSet::new(), BTreeSet::new());
    for raw in raws.iter() {
        let content = digest(&raw.bytes);
        match before.get(&raw.hints.path) {
            Some(old) if old.contains(&content) => changes.same += 1,
            Some(_) => changes.changed.push(raw.hints.path.clone()),
            None if known.contains(&content) && how != How::Add => changes.same += 1,
            None => changes.new.push(raw.hints.path.clone()),
        }
        paths.insert((raw.hints.path.clone(), content.clone()));
        contents.insert(content);
    }
    let names: BTreeSet<String> = paths.iter().map(|(path, _)| path.clone()).collect();
    for raw in former {
        let content = digest(&raw.bytes);
        let there = paths.contains(&(raw.hints.path.clone(), content.clone()));
        let replaced = how != How::Add && (names.contains(&raw.hints.path) || contents.contains(&content));
        if there || replaced {
            continue;
        }
        if how != How::Add {
            changes.gone.push(raw.hints.path.clone());
        }
        if how != How::Prune {
            raws.push(raw);
        }
    }
    for list in [&mut changes.new, &mut changes.changed, &mut changes.gone] {
        list.sort();
    }
    changes
}
