//! What stands in quotation marks.
//!
//! In: a text and its blocks. Out: [`Quoted`] stretches in text order, one for each paragraph of a quotation that runs over
//! several. Only characters are looked at: whether somebody *says* the words is decided later, with the parse.
//!
//! Printed English has three conventions that matter here. A quotation over several paragraphs opens every paragraph with a mark
//! and closes only the last; a mark of the other kind (single in double) nests; and the closing single mark is the apostrophe.

use std::sync::LazyLock;

use regex::Regex;

use crate::Span;
use crate::page::{Block, Role};

/// A stretch of text in quotation marks, at most one paragraph long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// With its marks.
    pub span: Span,
    /// Without its marks.
    pub inner: Span,
    /// Whether single marks hold it.
    pub single: bool,
    /// How its end was found.
    pub end: QuotedEnd,
    /// Index of the quoted stretch that this one stands inside.
    pub parent: Option<usize>,
    /// Index of the stretch in the paragraph before that this one continues.
    pub continues: Option<usize>,
}

/// How a quoted stretch ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotedEnd {
    /// With a closing mark.
    Closed,
    /// With its paragraph, the next of which goes on.
    Continued,
    /// No mark closes it; the end is a guess (of its sentence for a fragment, else of its paragraph).
    Unclosed,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Side {
    Open,
    Close,
    Either,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Class {
    Curly,
    Straight,
    Angle,
    Single,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    span: Span,
    side: Side,
    class: Class,
}

/// Finds the quoted stretches of a text.
pub fn scan(text: &str, blocks: &[Block]) -> Vec<Quoted> {
    let paragraphs = paragraphs(text, blocks);
    let marks: Vec<Vec<Mark>> = paragraphs.iter().map(|p| marks(text, *p)).collect();
    let mut found = Vec::new();
    // The stretch that the paragraph before left open, if it did.
    let mut open: Option<usize> = None;
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let first = found.len();
        let next_opens = match (paragraphs.get(i + 1), marks.get(i + 1).and_then(|m| m.first())) {
            (Some(next), Some(mark)) => mark.span.start == next.start && mark.side != Side::Close,
            _ => false,
        };
        let here_opens = marks[i].first().is_some_and(|m| m.span.start == paragraph.start && m.side != Side::Close);
        // Nobody repeated the opening mark, yet a closing one comes: the words from the paragraph's start belong to the quotation.
        let runs_on = !here_opens && open.is_some() && closes_first(&marks[i]);
        let left = pair(text, *paragraph, &marks[i], next_opens, runs_on, &mut found);
        if let Some(before) = open
            && (here_opens || runs_on)
            && let Some(quoted) = found.get_mut(first)
            && quoted.parent.is_none()
        {
            quoted.continues = Some(before);
            found[before].end = QuotedEnd::Continued;
        }
        // A fragment is not continued: where it is not closed, somebody forgot to.
        open = left.filter(|q| !is_fragment(text, found[*q].inner) || found[*q].continues.is_some());
    }
    finish(text, &mut found);
    found
}

/// Lines of blocks; lines that a hard wrap broke are put together again.
fn paragraphs(text: &str, blocks: &[Block]) -> Vec<Span> {
    let mut out = Vec::new();
    for block in blocks.iter().filter(|b| b.role != Role::Dateline) {
        let Some(body) = text.get(block.span.start..block.span.end) else { continue };
        let mut start = block.span.start;
        for (at, _) in body.match_indices('\n') {
            let before = text[start..block.span.start + at].trim_end();
            if before.ends_with(['.', '!', '?', ':', '"', '”', '’', '\'', ')', '…']) || before.is_empty() {
                push_trimmed(text, Span::new(start, block.span.start + at), &mut out);
                start = block.span.start + at + 1;
            }
        }
        push_trimmed(text, Span::new(start, block.span.end), &mut out);
    }
    out
}

fn push_trimmed(text: &str, span: Span, out: &mut Vec<Span>) {
    let part = span.of(text);
    let trimmed = part.trim();
    if !trimmed.is_empty() {
        let start = span.start + (part.len() - part.trim_start().len());
        out.push(Span::new(start, start + trimmed.len()));
    }
}

/// Whether the first double mark can only be a closing one.
fn closes_first(marks: &[Mark]) -> bool {
    marks.iter().find(|m| m.class != Class::Single).is_some_and(|m| m.side == Side::Close)
}

/// The quotation marks of a paragraph, apostrophes left out.
fn marks(text: &str, paragraph: Span) -> Vec<Mark> {
    let body = paragraph.of(text);
    let mut out: Vec<Mark> = Vec::new();
    let mut before: Option<char> = None;
    let mut chars = body.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut len = c.len_utf8();
        let mut class = match c {
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' => Class::Straight,
            '\'' | '‘' | '’' | '‚' | '‛' | '`' | '´' => Class::Single,
            _ => {
                before = Some(c);
                continue;
            }
        };
        if class == Class::Single && chars.peek().is_some_and(|(_, d)| *d == c) {
            // ``words'' of typesetters.
            chars.next();
            len *= 2;
            class = Class::Straight;
        }
        let after = body[at + len..].chars().next();
        let from_context = context(before, after);
        let (class, side) = match c {
            '“' | '„' | '‟' => {
                (Class::Curly, if from_context == Side::Close && c == '“' { Side::Close } else { Side::Open })
            }
            '”' => (Class::Curly, if from_context == Side::Open { Side::Open } else { Side::Close }),
            '«' => (Class::Angle, Side::Open),
            '»' => (Class::Angle, Side::Close),
            '‘' if class == Class::Single => {
                (class, if from_context == Side::Close { Side::Close } else { Side::Open })
            }
            _ => (class, from_context),
        };
        let span = Span::new(paragraph.start + at, paragraph.start + at + len);
        if class != Class::Single || !is_apostrophe(&body[at + len..], before, after, side) {
            out.push(Mark { span, side, class });
        }
        before = Some(c);
    }
    out
}

/// Which way a mark faces by its neighbours.
fn context(before: Option<char>, after: Option<char>) -> Side {
    let starts = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "([{—–-\"“‘'/".contains(c));
    let ends = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || ")]}—–-,.;:!?\"”’'/…".contains(c));
    match (starts(before), ends(after)) {
        (true, false) => Side::Open,
        (false, true) => Side::Close,
        _ if before.is_none_or(char::is_whitespace) && after.is_some_and(|c| !c.is_whitespace()) => Side::Open,
        _ if after.is_none_or(char::is_whitespace) && before.is_some_and(|c| !c.is_whitespace()) => Side::Close,
        _ => Side::Either,
    }
}

/// Whether a single mark stands inside a word or for left-out letters ("it's", "’90s", "'em").
fn is_apostrophe(rest: &str, before: Option<char>, after: Option<char>, side: Side) -> bool {
    let in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if in_word(before) && in_word(after) {
        return true;
    }
    if side != Side::Open {
        return !(side == Side::Close || before.is_some_and(|c| !c.is_whitespace()));
    }
    if after.is_some_and(|c| c.is_ascii_digit()) {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        return digits == 2 && rest[2..].starts_with(['s', ' ', '-', '–', ',', '.']);
    }
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    matches!(word.as_str(), "em" | "til" | "tis" | "twas" | "cause" | "n" | "bout" | "round" | "cuz" | "cos")
}

/// Pairs the marks of one paragraph. Returns the outermost stretch that it leaves open.
fn pair(
    text: &str,
    paragraph: Span,
    marks: &[Mark],
    next_opens: bool,
    runs_on: bool,
    found: &mut Vec<Quoted>,
) -> Option<usize> {
    let doubles: Vec<Mark> = marks.iter().copied().filter(|m| m.class != Class::Single).collect();
    let mut stack: Vec<(usize, Class)> = Vec::new();
    let mut left = None;
    if runs_on {
        stack.push((push(found, Span::new(paragraph.start, paragraph.start), None), Class::Straight));
    }
    let first = found.len() - usize::from(runs_on);
    for (i, mark) in doubles.iter().enumerate() {
        let Some(&(top, class)) = stack.last() else {
            // A closing mark without an opening one is a slip, or the sign of inches.
            if mark.side != Side::Close {
                stack.push((push(found, mark.span, None), mark.class));
            }
            continue;
        };
        if mark.side != Side::Open {
            close(found, top, mark.span);
            stack.pop();
            continue;
        }
        let rest = &doubles[i..];
        let opens = rest.iter().filter(|m| m.side == Side::Open).count();
        let closes = rest.len() - opens;
        let whole = found[top].span.start == paragraph.start && next_opens && closes >= opens;
        if mark.class != class || closes >= opens + stack.len() || whole {
            stack.push((push(found, mark.span, Some(top)), mark.class));
        } else {
            for (q, _) in stack.drain(..) {
                let room = Span::new(found[q].inner.start, mark.span.start);
                leave_open(text, found, q, room, false);
            }
            stack.push((push(found, mark.span, None), mark.class));
        }
    }
    for (q, _) in stack {
        let to_end = Span::new(found[q].inner.start, paragraph.end);
        leave_open(text, found, q, to_end, next_opens);
        left = left.or(Some(q));
    }
    singles(text, marks, paragraph, first, found);
    left
}

fn push(found: &mut Vec<Quoted>, mark: Span, parent: Option<usize>) -> usize {
    let inner = Span::new(mark.end, mark.end);
    found.push(Quoted { span: mark, inner, single: false, end: QuotedEnd::Unclosed, parent, continues: None });
    found.len() - 1
}

fn close(found: &mut [Quoted], quoted: usize, mark: Span) {
    found[quoted].span.end = mark.end;
    found[quoted].inner.end = mark.start;
    found[quoted].end = QuotedEnd::Closed;
}

/// Gives an end to a stretch that no mark closes.
fn leave_open(text: &str, found: &mut [Quoted], quoted: usize, room: Span, next_opens: bool) {
    let mut end = room.end;
    if is_fragment(text, room) && !next_opens || is_fragment(text, room) && found[quoted].parent.is_some() {
        end = first_sentence_end(text, room);
    } else if !next_opens && let Some(cue) = SPEAKER.captures(room.of(text)).and_then(|c| c.get(1)) {
        end = room.start + cue.end();
    }
    end = room.start + text[room.start..end].trim_end().len();
    found[quoted].inner.end = end;
    found[quoted].span.end = end;
}

/// A comma with the speaker behind it: where a mark was forgotten, the words end at that comma (group 1).
static SPEAKER: LazyLock<Regex> = LazyLock::new(|| {
    let who = r"(?:he|she|they|(?:[A-Z][\w.’'-]* ){0,3}[A-Z][\w.’'-]*|the (?:[\w-]+ ){0,3}[\w-]+)";
    let said = r"(?:said|says|told|added|wrote|asked|replied|explained|warned|recalled|continued|stated|insisted)";
    let then = r"(?:[.,;:]|$| (?:in|on|at|to|after|during|as|through|by|when|while|with|of)\b)";
    let pattern = format!(r"(,) (?:{who} {said}{then}|{said} {who}{then})");
    Regex::new(&pattern).expect("a fixed pattern")
});

/// Whether the words start in the middle of a sentence.
fn is_fragment(text: &str, inner: Span) -> bool {
    inner.of(text).trim_start().chars().next().is_some_and(char::is_lowercase)
}

/// End of the first sentence of a stretch, by punctuation before a space and a capital letter.
fn first_sentence_end(text: &str, room: Span) -> usize {
    let part = room.of(text);
    for (at, c) in part.char_indices() {
        if !matches!(c, '.' | '!' | '?') {
            continue;
        }
        let rest = &part[at + 1..];
        let next = rest.trim_start();
        if rest.len() > next.len() && next.chars().next().is_some_and(|c| c.is_uppercase() || "\"“‘'".contains(c)) {
            return room.start + at + 1;
        }
    }
    room.end
}

/// Pairs the single marks, each pair inside one double stretch or outside all of them.
fn singles(text: &str, marks: &[Mark], paragraph: Span, first: usize, found: &mut Vec<Quoted>) {
    let doubles: Vec<(usize, Span)> = (first..found.len()).map(|i| (i, found[i].inner)).collect();
    let home = |at: usize| doubles.iter().filter(|(_, s)| s.start <= at && at < s.end).map(|(i, _)| *i).next_back();
    let singles: Vec<Mark> = marks.iter().copied().filter(|m| m.class == Class::Single).collect();
    let mut free_from = paragraph.start;
    for (i, mark) in singles.iter().enumerate() {
        if mark.side != Side::Open || mark.span.start < free_from {
            continue;
        }
        let parent = home(mark.span.start);
        let mut end = None;
        for (j, other) in singles.iter().enumerate().skip(i + 1) {
            if home(other.span.start) != parent || other.side == Side::Open {
                break;
            }
            let possessive = text[..other.span.start].ends_with('s') && text[other.span.end..].starts_with(' ');
            let later = singles[j + 1..].iter().find(|m| home(m.span.start) == parent);
            end = Some(other.span);
            if !possessive || later.is_none_or(|m| m.side == Side::Open) {
                break;
            }
        }
        if let Some(end) = end.filter(|e| e.start > mark.span.end) {
            let q = push(found, mark.span, parent);
            close(found, q, end);
            found[q].single = true;
            free_from = end.end;
        }
    }
}

/// Text order, with the links renumbered.
fn finish(text: &str, found: &mut Vec<Quoted>) {
    let mut order: Vec<usize> =
        (0..found.len()).filter(|i| found[*i].inner.of(text).chars().any(char::is_alphanumeric)).collect();
    order.sort_by_key(|i| (found[*i].span.start, std::cmp::Reverse(found[*i].span.end)));
    let mut place = vec![None; found.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = Some(new);
    }
    *found = order
        .iter()
        .map(|i| {
            let mut q = found[*i].clone();
            q.parent = q.parent.and_then(|p| place[p]);
            q.continues = q.continues.and_then(|p| place[p]);
            q
        })
        .collect();
}

#[cfg(test)]
#[path = "spans_tests.rs"]
mod tests;
