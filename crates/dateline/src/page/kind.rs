//! What kind of page a page is, where it is no plain article.
//!
//! In: title, address, the lines of the page, its narrated blocks, and what its markup tells. Out: the kind, and remarks for the reader. The
//! patterns are data (`data/page/kinds.toml`).

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};
use serde::Deserialize;

use super::{Block, Note, Role};

/// So many clocks on lines of their own make a live blog.
const CLOCKS: usize = 4;
/// So many turns make a transcript.
const TURNS: usize = 3;

const SOURCE: &str = include_str!("../../../../data/page/kinds.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    cut_off: Patterns,
    live: Patterns,
    press: Patterns,
    encyclopedia: Patterns,
    opinion: Patterns,
    transcript: Turn,
    label: Patterns,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct Patterns {
    lines: Vec<String>,
    within: Vec<String>,
    titles: Vec<String>,
    headings: Vec<String>,
    address: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Turn {
    turn: String,
}

/// One pattern for a list of alternatives; `None` when there are none.
struct Compiled {
    lines: Option<Regex>,
    within: Option<Regex>,
    titles: Option<Regex>,
    headings: Option<Regex>,
    address: Option<Regex>,
}

struct Kinds {
    cut_off: Compiled,
    live: Compiled,
    press: Compiled,
    encyclopedia: Compiled,
    opinion: Compiled,
    label: Compiled,
    turn: Option<Regex>,
    clock: Option<Regex>,
}

fn compile(alternatives: &[String], whole: bool) -> Option<Regex> {
    let all = alternatives.iter().map(|p| format!("(?:{p})")).collect::<Vec<_>>().join("|");
    let pattern = if whole { format!("^(?:{all})$") } else { all };
    RegexBuilder::new(&pattern)
        .case_insensitive(true)
        .size_limit(1 << 23)
        .build()
        .ok()
        .filter(|_| !alternatives.is_empty())
}

impl Compiled {
    fn new(of: &Patterns) -> Compiled {
        Compiled {
            lines: compile(&of.lines, true),
            within: compile(&of.within, false),
            titles: compile(&of.titles, true),
            headings: compile(&of.headings, true),
            address: compile(&of.address, false),
        }
    }

    fn titled(&self, page: &Seen<'_>) -> bool {
        is(&self.titles, page.title.unwrap_or_default()) || is(&self.address, page.url.unwrap_or_default())
    }
}

fn is(pattern: &Option<Regex>, text: &str) -> bool {
    pattern.as_ref().is_some_and(|p| p.is_match(text))
}

static KINDS: LazyLock<Kinds> = LazyLock::new(|| {
    let file: File = crate::data::table("page/kinds.toml", SOURCE);
    Kinds {
        cut_off: Compiled::new(&file.cut_off),
        live: Compiled::new(&file.live),
        press: Compiled::new(&file.press),
        encyclopedia: Compiled::new(&file.encyclopedia),
        opinion: Compiled::new(&file.opinion),
        label: Compiled::new(&file.label),
        // Names of those who speak are in capitals: case counts here.
        turn: Regex::new(&file.transcript.turn).ok(),
        clock: Regex::new(r"(?i)^(?:at |updated (?:at )?)?\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?)?(?:,? ?[a-z]{2,5})?$")
            .ok(),
    }
});

/// A kind of page other than an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A front page or a list of articles.
    List,
    /// A live blog.
    Live,
    /// A conversation or speech, word for word.
    Transcript,
    /// What a body publishes of itself.
    PressRelease,
    /// An encyclopedia's page.
    Encyclopedia,
    /// An opinion.
    Opinion,
}

impl Kind {
    /// The code of its note, and what the note says.
    fn told(self) -> (&'static str, &'static str) {
        match self {
            Kind::List => {
                ("list-page", "a list of articles, not one: no day of publication and no author is taken from it")
            }
            Kind::Live => ("live-blog", "a live blog: entries of different hours"),
            Kind::Transcript => ("transcript", "a transcript: turns of several speakers"),
            Kind::PressRelease => ("press-release", "a press release: its publisher speaks of itself"),
            Kind::Encyclopedia => ("encyclopedia", "a page of an encyclopedia"),
            Kind::Opinion => ("opinion", "an opinion, not a report"),
        }
    }
}

/// What the markup of a page tells of its kind.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marked {
    /// The kind, if it is no article's markup.
    pub kind: Option<Kind>,
    /// The page says that subscribers see more.
    pub cut_off: bool,
}

/// A page as this stage sees it.
pub struct Seen<'a> {
    /// Headline.
    pub title: Option<&'a str>,
    /// Address.
    pub url: Option<&'a str>,
    /// The lines of the whole page, as far as they are known; else those of the article.
    pub lines: &'a [&'a str],
    /// The clean text.
    pub text: &'a str,
    /// Its blocks.
    pub blocks: &'a [Block],
    /// What its markup tells.
    pub marked: Marked,
}

/// Whether a box of a page says that the rest is for subscribers.
pub fn asks_to_subscribe(text: &str) -> bool {
    is(&KINDS.cut_off.within, text)
}

/// Whether a line says what kind of text follows ("Press release", "Page 3"), and is no headline.
pub fn label(line: &str) -> bool {
    [&KINDS.label, &KINDS.press, &KINDS.opinion].iter().any(|c| is(&c.lines, line))
}

/// The kind of the page; `None` for a plain article. Its markup knows best, then its address, title and lines.
pub fn of(page: &Seen<'_>) -> Option<Kind> {
    let kinds = &*KINDS;
    let short = || page.lines.iter().copied().filter(|l| l.len() <= 160);
    // What a page says of itself stands at its head; a menu further down has a line for every kind.
    let first = page.lines.iter().position(|l| l.len() > 160).unwrap_or(page.lines.len());
    let head = |pattern: &Option<Regex>| page.lines[..first].iter().any(|l| is(pattern, l));
    let headings = |pattern: &Option<Regex>| {
        let mut found: Vec<&str> =
            short().map(|l| l.trim_matches(['=', ' ', '#'])).filter(|l| is(pattern, l)).collect();
        found.sort_unstable();
        found.dedup();
        found.len()
    };
    let clocks = short().filter(|l| is(&kinds.clock, l)).count();
    let narrated: Vec<&str> =
        page.blocks.iter().filter(|b| b.role == Role::Body).map(|b| b.span.of(page.text)).collect();
    let turns = narrated.iter().filter(|b| is(&kinds.turn, b)).count();
    let encyclopedia = kinds.encyclopedia.titled(page)
        || short().any(|l| is(&kinds.encyclopedia.lines, l))
        || headings(&kinds.encyclopedia.headings) >= 3;
    let by_lines = || {
        if encyclopedia {
            Some(Kind::Encyclopedia)
        } else if kinds.live.titled(page) || clocks >= CLOCKS {
            Some(Kind::Live)
        } else if turns >= TURNS && turns * 3 >= narrated.len() {
            Some(Kind::Transcript)
        } else if kinds.press.titled(page) || head(&kinds.press.lines) {
            Some(Kind::PressRelease)
        } else {
            kinds.opinion.titled(page).then_some(Kind::Opinion)
        }
    };
    page.marked.kind.or_else(by_lines)
}

/// Remarks on the kind of the page; none for a plain and whole article.
pub fn remarks(page: &Seen<'_>) -> Vec<Note> {
    let note = |code: &str, message: &str| Note { code: code.into(), span: None, message: message.into() };
    let lines = || {
        let mut short = page.lines.iter().filter(|l| l.len() <= 160);
        short.any(|l| is(&KINDS.cut_off.lines, l))
    };
    let mut notes: Vec<Note> =
        of(page).map(Kind::told).map(|(code, message)| note(code, message)).into_iter().collect();
    if page.marked.cut_off || lines() {
        notes.push(note("cut-off", "cut off: the rest is for subscribers"));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::clean;

    fn codes(title: &str, url: &str, text: &str) -> Vec<String> {
        let blocks = clean::blocks(text);
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
        let page = Seen {
            title: Some(title),
            url: Some(url),
            lines: &lines,
            text,
            blocks: &blocks,
            marked: Marked::default(),
        };
        remarks(&page).into_iter().map(|n| n.code).collect()
    }

    const NEWS: &str = "The dam above Velm burst on Monday, officials said, and flooded two villages on both banks of the river before the warning \
        came. Nobody was hurt, but two hundred houses stood in water until the evening of the next day.";

    #[test]
    fn every_pattern_compiles() {
        let kinds = &*KINDS;
        assert!(kinds.turn.is_some() && kinds.clock.is_some());
        let all = [&kinds.live, &kinds.press, &kinds.encyclopedia, &kinds.opinion];
        assert!(all.iter().all(|c| c.address.is_some()) && kinds.cut_off.lines.is_some());
    }

    #[test]
    fn an_article_is_nothing_else() {
        assert!(codes("Dam bursts above Velm", "https://velm.example/news/2031/dam", NEWS).is_empty());
        assert!(codes("Officials live in fear of the dam", "https://velm.example/a", NEWS).is_empty());
    }

    #[test]
    fn kinds() {
        assert_eq!(codes("Velm dam: live updates", "https://velm.example/a", NEWS), ["live-blog"]);
        let entries = ["10:30", NEWS, "10:15", NEWS, "9:58", NEWS, "9:40 GMT", NEWS].join("\n\n");
        assert_eq!(codes("The day in Velm", "https://velm.example/a", &entries), ["live-blog"]);
        let turns = "THE PRESIDENT: Good afternoon, we will pay for it.\n\nQ: When will it open, Madam President?\n\nTHE PRESIDENT: When it is safe.";
        assert_eq!(codes("Remarks in Velm", "https://velm.example/a", turns), ["transcript"]);
        assert_eq!(
            codes("Statement on the dam", "https://velm.example/a", &format!("PRESS RELEASE\n\n{NEWS}")),
            ["press-release"]
        );
        assert_eq!(codes("Velm dam", "https://en.wikipedia.org/wiki/Velm_dam", NEWS), ["encyclopedia"]);
        assert_eq!(codes("Tear the dam down", "https://velm.example/opinion/2031/dam", NEWS), ["opinion"]);
        assert_eq!(
            codes("Dam bursts", "https://velm.example/a", &format!("{NEWS}\n\nSubscribe to continue reading")),
            ["cut-off"]
        );
    }
}
