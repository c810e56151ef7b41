//! Lines of text fitted to a width, with or without colours.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How to draw.
pub struct Style {
    /// ANSI colours and weights.
    pub colored: bool,
    /// Columns.
    pub width: usize,
    /// Show everything.
    pub all: bool,
}

const BOLD: &str = "1";
const DIM: &str = "2";
const LETTER: &str = "36";
const WARNING: &str = "33";

/// The widest of some texts, up to a limit.
pub fn fit<'a>(texts: impl Iterator<Item = &'a str>, limit: usize) -> usize {
    texts.map(UnicodeWidthStr::width).max().unwrap_or(0).min(limit)
}

/// Collects the output.
pub struct Canvas<'a> {
    style: &'a Style,
    out: String,
}

impl<'a> Canvas<'a> {
    pub fn new(style: &'a Style) -> Self {
        Self { style, out: String::new() }
    }

    pub fn finish(self) -> String {
        self.out
    }

    pub fn all(&self) -> bool {
        self.style.all
    }

    /// Title on the left, facts on the right or beneath.
    pub fn title(&mut self, title: &str, facts: &str) {
        let title = plain(title);
        let gap = self.style.width.saturating_sub(title.width() + facts.width());
        if gap >= 2 {
            self.line(&format!("{}{}{}", self.paint(BOLD, &title), " ".repeat(gap), self.paint(DIM, facts)));
        } else {
            for line in wrap(&title, self.style.width) {
                self.line(&self.paint(BOLD, &line));
            }
            self.dim(facts);
        }
    }

    pub fn dim(&mut self, text: &str) {
        for line in wrap(&plain(text), self.style.width) {
            self.line(&self.paint(DIM, &line));
        }
    }

    pub fn heading(&mut self, text: &str, remark: &str) {
        let remark = if remark.is_empty() { String::new() } else { self.paint(DIM, &format!("  ({remark})")) };
        self.line("");
        self.line(&format!("{}{remark}", self.paint(BOLD, text)));
    }

    /// `A  outlet  title  date  remark`; the title gets what room the others leave, the remark its own line when that is little.
    pub fn source(&mut self, letter: &str, outlet: (&str, usize), title: &str, date: (&str, usize), remark: &str) {
        let limit = self.style.width / 4;
        let (wide, dated) = (outlet.1.min(limit), date.1.min(limit));
        let fixed = 2 + letter.width() + 2 + wide + 2 + 2 + dated;
        let room = self.style.width.saturating_sub(fixed).clamp(8, 70);
        let beside = fixed + room.min(30) + 2 + remark.width() <= self.style.width;
        let room = if beside { room.min(self.style.width - fixed - 2 - remark.width()) } else { room };
        let outlet = pad(&cut(&plain(outlet.0), wide), wide);
        let head = format!("  {}  {outlet}  ", self.paint(LETTER, letter));
        let (title, date) = (pad(&cut(&plain(title), room), room), pad(&cut(date.0, dated), dated));
        let tail = if beside { format!("  {}", self.paint(DIM, remark)) } else { String::new() };
        self.line(format!("{head}{title}  {date}{tail}").trim_end());
        if !beside {
            self.under(letter.width() + wide, remark, DIM);
        }
    }

    /// `date  text …  letters`, wrapped under the text.
    pub fn entry(&mut self, date: (&str, usize), text: &str, letters: &str, remark: &str) {
        let tail = letters.width() + remark.width();
        let indent = 2 + date.1 + 2;
        let room = self.style.width.saturating_sub(indent + 2 + tail).max(20);
        let lines = wrap(&plain(text), room);
        for (i, line) in lines.iter().enumerate() {
            if i > 0 {
                self.line(&format!("{}{line}", " ".repeat(indent)));
                continue;
            }
            let date = pad(&cut(date.0, date.1), date.1);
            let text = if tail == 0 { line.clone() } else { pad(line, room) };
            let letters = self.paint(LETTER, letters);
            self.line(format!("  {date}  {text}  {letters}{}", self.paint(DIM, remark)).trim_end());
        }
    }

    /// A warning beneath an entry.
    pub fn flag(&mut self, date: usize, text: &str) {
        self.under(date, text, WARNING);
    }

    /// A remark beneath an entry.
    pub fn note(&mut self, date: usize, text: &str) {
        self.under(date, text, DIM);
    }

    fn under(&mut self, date: usize, text: &str, code: &str) {
        let indent = 2 + date + 2;
        for line in wrap(&plain(text), self.style.width.saturating_sub(indent).max(20)) {
            self.line(&format!("{}{}", " ".repeat(indent), self.paint(code, &line)));
        }
    }

    /// `  1  text  (remark)`.
    pub fn item(&mut self, mark: &str, text: &str, remark: &str) {
        let remark = if remark.is_empty() { String::new() } else { format!("  {}", plain(remark)) };
        let text = plain(text);
        let lines = wrap(&text, self.style.width.saturating_sub(5).max(20));
        for (i, line) in lines.iter().enumerate() {
            let mark = if i == 0 { mark } else { "   " };
            if i + 1 < lines.len() {
                self.line(&format!("{mark}  {line}"));
            } else if 5 + line.width() + remark.width() <= self.style.width {
                self.line(&format!("{mark}  {line}{}", self.paint(DIM, &remark)));
            } else {
                self.line(&format!("{mark}  {line}"));
                self.under(1, remark.trim_start(), DIM);
            }
        }
    }

    /// One of several values.
    pub fn value(&mut self, value: &str, letters: &str) {
        let lines = wrap(&plain(value), self.style.width.saturating_sub(9 + letters.width()).max(20));
        for (i, line) in lines.iter().enumerate() {
            let letters = if i == 0 { format!("  {}", self.paint(LETTER, letters)) } else { String::new() };
            self.line(&format!("     {}{letters}", self.paint(WARNING, line)));
        }
    }

    /// Words of a source, whole.
    pub fn quote(&mut self, letter: &str, text: &str) {
        let lines = wrap(&plain(text), self.style.width.saturating_sub(10).max(20));
        for (i, line) in lines.iter().enumerate() {
            let mark = if i == 0 { self.paint(LETTER, &pad(letter, 2)) } else { "  ".into() };
            self.line(&format!("       {mark} {line}"));
        }
    }

    /// A quotation with its speaker.
    pub fn said(&mut self, speaker: &str, text: &str, letter: &str) {
        let speaker = plain(speaker);
        let lines =
            wrap(&format!("{speaker}: {}", plain(text)), self.style.width.saturating_sub(6 + letter.width()).max(20));
        for (i, line) in lines.iter().enumerate() {
            if i > 0 {
                self.line(&format!("     {line}"));
                continue;
            }
            let shown = match line.strip_prefix(speaker.as_str()) {
                Some(rest) => format!("{}{rest}", self.paint(BOLD, &speaker)),
                None => line.clone(),
            };
            self.line(&format!("  {} {shown}", self.paint(LETTER, &pad(letter, 2))));
        }
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    fn paint(&self, code: &str, text: &str) -> String {
        if self.style.colored && !text.trim().is_empty() { format!("\x1b[{code}m{text}\x1b[0m") } else { text.into() }
    }
}

/// Text of a page on one line, without control characters: a page must not steer the terminal.
fn plain(text: &str) -> String {
    let words: Vec<_> = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect();
    words.join(" ")
}

fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// The beginning of a text, with an ellipsis when it is cut.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.into();
    }
    let (mut out, mut used) = (String::new(), 0);
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used + 1 > width {
            break;
        }
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

/// Breaks a text at spaces; a word longer than the width is broken where it must be. At least one line.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ') {
        if used > 0 && used + 1 + word.width() > width {
            lines.push(String::new());
            used = 0;
        }
        let Some(line) = lines.last_mut() else { break };
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        if used + word.width() <= width {
            line.push_str(word);
            used += word.width();
            continue;
        }
        for c in word.chars() {
            let w = c.width().unwrap_or(0);
            if used + w > width {
                lines.push(String::new());
                used = 0;
            }
            if let Some(line) = lines.last_mut() {
                line.push(c);
            }
            used += w;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_never_exceed_the_width() {
        let text = "Der Fährmann 渡し船 sank Donaudampfschifffahrtsgesellschaftskapitän at noon";
        for width in [1, 2, 7, 20, 80] {
            let lines = wrap(text, width.max(2));
            assert!(lines.iter().all(|l| l.width() <= width.max(2)), "{width}: {lines:?}");
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
    }

    #[test]
    fn cut_marks_what_is_missing() {
        assert_eq!(cut("the ferry", 9), "the ferry");
        assert_eq!(cut("the ferry", 5), "the…");
        assert_eq!(cut("渡し船", 5), "渡し…");
    }

    #[test]
    fn pages_cannot_steer_the_terminal() {
        assert_eq!(plain("a\x1b[31m\nb\u{9b}c"), "a [31m b c");
    }
}
