//! Lines of text fitted to a width, with or without colours, in Unicode or ASCII signs.
//!
//! In: words of the view. Out: lines that are never wider than asked for. Whatever comes from a page passes [`clean`], so that no page
//! writes on the terminal. Between [`NARROW`] columns and more, names stand in a column of their own beside a text column of at most
//! [`TEXT`]; what is over stays blank. Below, names go under the line.

use dateline_report::clean;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How to draw.
pub struct Style {
    /// ANSI colours and weights.
    pub colored: bool,
    /// Columns.
    pub width: usize,
    /// Only ASCII signs; letters of names stay.
    pub ascii: bool,
}

/// The widest text column; longer lines are hard to read.
pub const TEXT: usize = 92;
/// Below so many columns there is no room for a column of names.
pub const NARROW: usize = 72;
/// The widest column of names.
const NAMES: usize = 26;
/// The widest columns of days and of times of day.
const DAY: usize = 22;

const BOLD: &str = "1";
const DIM: &str = "2";
const NAME: &str = "36";
const WARNING: &str = "33";

/// How a text is painted.
#[derive(Clone, Copy)]
pub enum Paint {
    /// As it is.
    Plain,
    /// Said beside.
    Dim,
    /// Weighty.
    Bold,
    /// What differs.
    Warning,
    /// Who says so.
    Name,
}

/// A row of the chronology.
pub struct Row<'t> {
    /// The day; empty where it is that of the row before.
    pub day: &'t str,
    /// The time of day; may be empty.
    pub clock: &'t str,
    /// What happened.
    pub text: &'t str,
    /// Who says so.
    pub names: &'t str,
}

/// The columns of rows that stand together.
#[derive(Clone, Copy)]
pub struct Columns {
    day: usize,
    clock: usize,
    names: usize,
}

impl Columns {
    /// Columns wide enough for all rows.
    pub fn of<'t>(rows: impl Iterator<Item = (&'t str, &'t str)> + Clone) -> Self {
        let widest =
            |list: &mut dyn Iterator<Item = &'t str>| list.map(UnicodeWidthStr::width).max().unwrap_or(0).min(DAY);
        Self { day: widest(&mut rows.clone().map(|r| r.0)), clock: widest(&mut rows.map(|r| r.1)), names: NAMES }
    }

    /// With a column of names no wider than it must be.
    pub fn with_names(self, names: impl Iterator<Item = String>) -> Self {
        Self { names: names.map(|n| n.width()).max().unwrap_or(0).clamp(9, NAMES), ..self }
    }

    fn indent(self) -> usize {
        self.day + usize::from(self.day > 0) * 2 + self.clock + usize::from(self.clock > 0) * 2
    }
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

    /// An empty one of the same style, to see how much room something takes.
    pub fn draft(&self) -> Self {
        Self::new(self.style)
    }

    pub fn finish(self) -> String {
        self.out
    }

    /// Whether names go under the line.
    pub fn narrow(&self) -> bool {
        self.style.width < NARROW
    }

    /// Columns that text and names together may take.
    fn width(&self) -> usize {
        self.style.width.min(TEXT + NAMES + 2 + DAY)
    }

    /// Title on the left, facts on the right or beneath.
    pub fn title(&mut self, title: &str, facts: &str) {
        let (title, facts) = (self.signs(&clean(title)), self.signs(&clean(facts)));
        let gap = self.width().saturating_sub(title.width() + facts.width());
        if gap >= 2 {
            self.line(&format!(
                "{}{}{}",
                self.paint(Paint::Bold, &title),
                " ".repeat(gap),
                self.paint(Paint::Dim, &facts)
            ));
        } else {
            self.text(0, &title, Paint::Bold);
            self.text(0, &facts, Paint::Dim);
        }
    }

    pub fn heading(&mut self, text: &str, remark: &str) {
        self.blank();
        let (text, remark) = (self.signs(text), self.signs(&clean(remark)));
        if text.width() + 3 + remark.width() <= self.width() {
            let remark = if remark.is_empty() { remark } else { format!("   {}", self.paint(Paint::Dim, &remark)) };
            self.line(&format!("{}{remark}", self.paint(Paint::Bold, &text)));
        } else {
            self.text(0, &text, Paint::Bold);
            self.text(0, &remark, Paint::Dim);
        }
    }

    pub fn blank(&mut self) {
        self.out.push('\n');
    }

    /// Text behind an indent, wrapped.
    pub fn text(&mut self, indent: usize, text: &str, paint: Paint) {
        let text = self.signs(&clean(text));
        if text.is_empty() {
            return;
        }
        let room = self.style.width.saturating_sub(indent).clamp(8, TEXT);
        for line in wrap(&text, room) {
            self.line(&format!("{}{}", " ".repeat(indent), self.paint(paint, &line)));
        }
    }

    /// A row of the chronology.
    pub fn row(&mut self, columns: Columns, row: &Row<'_>) {
        let (text, names) = (self.signs(&clean(row.text)), self.signs(&clean(row.names)));
        let (day, clock) = (self.signs(&clean(row.day)), self.signs(&clean(row.clock)));
        if self.narrow() {
            let when =
                [day.as_str(), clock.as_str()].iter().filter(|w| !w.is_empty()).copied().collect::<Vec<_>>().join("  ");
            self.text(0, &when, Paint::Dim);
            self.text(2, &text, Paint::Plain);
            self.text(4, &names, Paint::Name);
            return;
        }
        let indent = columns.indent();
        let room = self.width().saturating_sub(indent + 2 + columns.names).clamp(20, TEXT);
        let beside = wrap(&names, self.width().saturating_sub(indent + room + 2).max(12));
        let lines = wrap(&text, room);
        for i in 0..lines.len().max(beside.len()) {
            let mut out = String::new();
            for (text, width) in [(&day, columns.day), (&clock, columns.clock)] {
                if width > 0 {
                    let shown = if i == 0 { cut(text, width) } else { String::new() };
                    out.push_str(&self.paint(Paint::Dim, &pad(&shown, width)));
                    out.push_str("  ");
                }
            }
            out.push_str(&pad(lines.get(i).map_or("", String::as_str), room));
            out.push_str("  ");
            out.push_str(&self.paint(Paint::Name, beside.get(i).map_or("", String::as_str)));
            self.line(&out);
        }
    }

    /// What stands beneath a row, behind a sign.
    pub fn under(&mut self, columns: Columns, sign: &str, text: &str, paint: Paint) {
        let indent = if self.narrow() { 2 } else { columns.indent() };
        self.marked(indent, sign, text, paint);
    }

    /// Text behind a sign, its further lines beneath the first.
    pub fn marked(&mut self, indent: usize, sign: &str, text: &str, paint: Paint) {
        let (sign, text) = (self.signs(sign), self.signs(&clean(text)));
        let hang = indent + sign.width() + usize::from(!sign.is_empty());
        let room = self.style.width.saturating_sub(hang).clamp(8, TEXT);
        for (i, line) in wrap(&text, room).iter().enumerate() {
            let lead =
                if i == 0 && !sign.is_empty() { format!("{}{sign} ", " ".repeat(indent)) } else { " ".repeat(hang) };
            self.line(&format!("{lead}{}", self.paint(paint, line)));
        }
    }

    /// A value and who says so, in two columns where there is room.
    pub fn pair(&mut self, indent: usize, (value, width): (&str, usize), who: &str) {
        let (value, who) = (self.signs(&clean(value)), self.signs(&clean(who)));
        let room = self.style.width.saturating_sub(indent + width + 2);
        if self.narrow() || value.width() > width || room < 24 {
            self.text(indent, &value, Paint::Warning);
            self.text(indent + 2, &who, Paint::Name);
            return;
        }
        for (i, line) in wrap(&who, room.min(TEXT)).iter().enumerate() {
            let lead = if i == 0 { self.paint(Paint::Warning, &pad(&value, width)) } else { " ".repeat(width) };
            self.line(&format!("{}{lead}  {}", " ".repeat(indent), self.paint(Paint::Name, line)));
        }
    }

    /// Words of a source, whole, and whose they are.
    pub fn quote(&mut self, indent: usize, text: &str, names: &str) {
        let text = clean(text);
        let bare = text.trim_matches(['“', '”', '"']);
        let quoted = if bare.contains(['“', '"']) { text.clone() } else { format!("“{bare}”") };
        self.text(indent, &format!("{quoted} ({names})"), Paint::Plain);
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    fn paint(&self, paint: Paint, text: &str) -> String {
        let code = match paint {
            Paint::Plain => return text.into(),
            Paint::Dim => DIM,
            Paint::Bold => BOLD,
            Paint::Warning => WARNING,
            Paint::Name => NAME,
        };
        if self.style.colored && !text.trim().is_empty() { format!("\x1b[{code}m{text}\x1b[0m") } else { text.into() }
    }

    /// With signs of ASCII where others cannot be shown.
    fn signs(&self, text: &str) -> String {
        if !self.style.ascii {
            return text.into();
        }
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '≠' => out.push_str("!="),
                '✓' => out.push('+'),
                '✕' => out.push('x'),
                '○' => out.push('o'),
                '↗' => out.push('^'),
                '“' | '”' | '„' | '«' | '»' => out.push('"'),
                '‘' | '’' => out.push('\''),
                '–' | '‐' | '‑' | '−' | '·' => out.push('-'),
                '—' => out.push_str("--"),
                '…' => out.push_str("..."),
                '\u{a0}' | '\u{202f}' | '\u{2009}' => out.push(' '),
                c => out.push(c),
            }
        }
        out
    }
}

fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// The beginning of a text that has no room; only of days and clocks, which are repeated whole elsewhere.
fn cut(text: &str, width: usize) -> String {
    let (mut out, mut used) = (String::new(), 0);
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        out.push(c);
    }
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
    fn pages_cannot_steer_the_terminal() {
        let style = Style { colored: false, width: 80, ascii: false };
        let mut canvas = Canvas::new(&style);
        canvas.quote(0, "a\x1b[31m\nb\u{9b}c\u{202e}d", "Cou\u{7}rier");
        assert_eq!(canvas.finish(), "“a[31m bcd” (Courier)\n");
    }

    #[test]
    fn signs_have_ascii_twins() {
        let style = Style { colored: false, width: 80, ascii: true };
        let mut canvas = Canvas::new(&style);
        canvas.marked(0, "≠", "“shortly before ten” – Ørsta · it’s …", Paint::Plain);
        assert_eq!(canvas.finish(), "!= \"shortly before ten\" - Ørsta - it's ...\n");
    }
}
