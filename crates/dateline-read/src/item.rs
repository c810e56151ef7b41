//! What the readers of containers hand on: pages before the engine sees them, and what is left out.

use std::io::{self, Read};

use dateline::Skipped;
use dateline::page::{Hints, Input, Note};

use crate::limits::{Limits, size_of};

/// A page before it is read.
#[derive(Debug)]
pub(crate) struct Raw {
    /// What the container tells of it.
    pub about: About,
    /// Its number in the container, for sorting; 0 for a file of its own.
    pub number: usize,
    /// The saved bytes: the file, or the entry as it came out of the container.
    pub bytes: Vec<u8>,
    /// What is to be read of them.
    pub content: Content,
}

/// What is to be read: the bytes themselves, or what was found in them.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub(crate) enum Content {
    File,
    Text(String),
    Html(String),
    Dump(String),
}

/// What is known of a page beside its content.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
    /// Address, title, day and outlet, for the engine.
    pub hints: Hints,
    /// Who wrote it, where the container says so.
    pub authors: Vec<String>,
    /// Whose text it is, when the page passes on another's.
    pub credits: Vec<String>,
    /// Where it comes from, for a reader.
    pub notes: Vec<Note>,
}

impl About {
    /// What is known of a file: its name.
    pub fn named(name: impl Into<String>) -> About {
        About { hints: Hints { path: name.into(), ..Hints::default() }, ..About::default() }
    }

    /// The same with a remark.
    pub fn noted(mut self, code: &str, message: String) -> About {
        self.notes.push(Note { code: code.into(), span: None, message });
        self
    }
}

impl Raw {
    /// As the engine takes it.
    pub fn input(&self) -> Input<'_> {
        match &self.content {
            Content::File => Input::File(&self.bytes),
            Content::Text(s) => Input::Text(s),
            Content::Html(s) => Input::Html(s),
            Content::Dump(s) => Input::Dump(s),
        }
    }
}

/// Where readers put what they find.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    pub raws: Vec<Raw>,
    pub skipped: Vec<Skipped>,
    pub limits: Limits,
    /// Bytes that came out of compressed containers so far.
    unpacked: u64,
}

impl Sink {
    pub fn new(limits: Limits) -> Sink {
        Sink { limits, ..Sink::default() }
    }

    pub fn skip(&mut self, path: impl Into<String>, reason: impl Into<String>) {
        self.skipped.push(Skipped { path: path.into(), reason: reason.into() });
    }

    /// Everything of `input`, if it is no larger than a page may be; else the reason.
    pub fn whole(&mut self, mut input: impl Read, compressed: bool) -> Result<Vec<u8>, String> {
        let limit = if compressed {
            self.limits.page.min(self.limits.unpacked.saturating_sub(self.unpacked))
        } else {
            self.limits.page
        };
        let mut bytes = Vec::new();
        let read = input.by_ref().take(limit + 1).read_to_end(&mut bytes);
        if compressed {
            self.unpacked = self.unpacked.saturating_add(bytes.len() as u64);
        }
        match read {
            Ok(_) if bytes.len() as u64 <= limit => Ok(bytes),
            Ok(_) if limit < self.limits.page => {
                Err(format!("the archives of this run unpack to more than {}", size_of(self.limits.unpacked)))
            }
            Ok(_) => Err(format!("larger than the limit of {} for one page", size_of(limit))),
            Err(error) => Err(broken(&error)),
        }
    }
}

/// Why something could not be read, without the number that the system adds.
pub(crate) fn broken(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".into(),
        io::ErrorKind::PermissionDenied => "cannot be opened: permission denied".into(),
        io::ErrorKind::UnexpectedEof => "cut off: the end is missing".into(),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => format!("damaged: {error}"),
        _ => format!("cannot be read: {error}"),
    }
}

/// What of a container was no page, in one line: "12 records that are no pages (image/png 9, text/css 3)".
#[derive(Debug, Default)]
pub(crate) struct LeftOut(std::collections::BTreeMap<String, usize>);

impl LeftOut {
    pub fn add(&mut self, kind: impl Into<String>) {
        *self.0.entry(kind.into()).or_default() += 1;
    }

    /// Names what was left out of `path`, if anything was.
    pub fn tell(self, path: &str, what: &str, sink: &mut Sink) {
        let all: usize = self.0.values().sum();
        if all == 0 {
            return;
        }
        let mut kinds: Vec<(String, usize)> = self.0.into_iter().collect();
        kinds.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let more = kinds.len().saturating_sub(6);
        let mut shown: Vec<String> = kinds.into_iter().take(6).map(|(kind, n)| format!("{kind} {n}")).collect();
        if more > 0 {
            shown.push(format!("{more} other kinds"));
        }
        let (noun, verb) =
            if all == 1 { (what.strip_suffix('s').unwrap_or(what), "is no page") } else { (what, "are no pages") };
        sink.skip(path, format!("{all} {noun} that {verb} ({})", shown.join(", ")));
    }
}
