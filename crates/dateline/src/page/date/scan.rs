//! Complete calendar dates in a line of any language.
//!
//! In: a line and what is known of where it stands ([`Context`]). Out: the dates in it. The line is cut into numbers and words; a date is
//! a short run of them in one of few shapes: numbers with one sign between them, or a day, the name of a month and a year in any order.

use jiff::civil::{Date, Weekday};

use super::calendar::{self, Order};
use super::{Context, Found};
use crate::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Number(i32, usize),
    Word,
}

#[derive(Clone, Copy, Debug)]
struct Token {
    span: Span,
    kind: Kind,
    /// A word before it ran into it: "PoliticsMay".
    glued: bool,
}

/// Numbers and words, with the signs between them left out.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        if let Some(digit) = digit(c) {
            let (mut value, mut count) = (i64::from(digit), 1);
            while let Some((at, c)) = chars.peek().copied()
                && let Some(next) = self::digit(c)
            {
                (value, count, end) = ((value * 10 + i64::from(next)).min(1 << 30), count + 1, at + c.len_utf8());
                chars.next();
            }
            let glued = text[..start].chars().next_back().is_some_and(|c| c.is_lowercase() || c.is_uppercase());
            tokens.push(Token { span: Span::new(start, end), kind: Kind::Number(value as i32, count), glued });
        } else if c.is_alphabetic() {
            let (mut from, mut glued, mut last) = (start, false, c);
            while let Some((at, c)) = chars.peek().copied()
                && (c.is_alphabetic() || is_mark(c))
            {
                // A capital in a word begins another, which ran into it; so does the last of several capitals.
                let break_at = if c.is_uppercase() && last.is_lowercase() {
                    Some(at)
                } else if c.is_lowercase() && last.is_uppercase() && at - last.len_utf8() > from {
                    Some(at - last.len_utf8())
                } else {
                    None
                };
                if let Some(at) = break_at {
                    tokens.push(Token { span: Span::new(from, at), kind: Kind::Word, glued });
                    (from, glued) = (at, true);
                }
                (last, end) = (c, at + c.len_utf8());
                chars.next();
            }
            tokens.push(Token { span: Span::new(from, end), kind: Kind::Word, glued });
        }
    }
    tokens
}

/// Marks that belong to letters, such as the vowels of Devanagari and Thai.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{5B0}'..='\u{5C7}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{900}'..='\u{DFF}' | '\u{E31}'..='\u{E4E}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17D3}')
        && !c.is_numeric()
}

/// The value of a digit of the scripts in which the web writes dates.
fn digit(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6F0}'..='\u{6F9}' => '\u{6F0}',
        '\u{966}'..='\u{96F}' => '\u{966}',
        '\u{9E6}'..='\u{9EF}' => '\u{9E6}',
        '\u{E50}'..='\u{E59}' => '\u{E50}',
        '\u{FF10}'..='\u{FF19}' => '\u{FF10}',
        _ => return None,
    };
    (c as u32).checked_sub(zero as u32)
}

/// The line that is scanned.
struct Scan<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    context: &'a Context,
}

/// A date of numbers alone can be read in two orders.
#[derive(Clone, Copy)]
struct Read {
    /// Number of tokens.
    length: usize,
    date: Option<Date>,
    other: Option<Date>,
}

/// The dates of `text`, also those that a word runs into.
pub fn scan(text: &str, context: &Context) -> Vec<Found> {
    if !text.chars().any(|c| digit(c).is_some()) {
        return Vec::new();
    }
    let scan = Scan { text, tokens: tokens(text), context };
    let mut found: Vec<(Found, Option<i8>)> = Vec::new();
    let mut at = 0;
    while at < scan.tokens.len() {
        let read = scan.with_name(at).or_else(|| scan.east_asian(at)).or_else(|| scan.of_numbers(at));
        let Some((read, date)) = read.and_then(|r| Some((r, r.date?))) else {
            at += 1;
            continue;
        };
        let (first, last) = (scan.tokens[at], scan.tokens[at + read.length - 1]);
        let span = Span::new(first.span.start, last.span.end);
        let weekday = scan.weekday_beside(at, at + read.length);
        found.push((Found { span, date, other: read.other, glued: first.glued }, weekday));
        at += read.length;
    }
    settle(found)
}

/// Decides between two readings by a weekday beside the date, then by another date of the line that can be read in one way only.
fn settle(mut found: Vec<(Found, Option<i8>)>) -> Vec<Found> {
    let day_first = |date: Date, other: Date| date.day() == other.month() && date.month() == other.day();
    for (f, weekday) in &mut found {
        let (Some(other), Some(weekday)) = (f.other, *weekday) else { continue };
        let fits = |d: Date| Weekday::from_monday_one_offset(weekday).is_ok_and(|w| d.weekday() == w);
        match (fits(f.date), fits(other)) {
            (true, false) => f.other = None,
            (false, true) => (f.date, f.other) = (other, None),
            _ => {}
        }
        debug_assert!(f.other.is_none_or(|o| day_first(f.date, o)));
    }
    found.into_iter().map(|(f, _)| f).collect()
}

impl Scan<'_> {
    fn number(&self, at: usize) -> Option<(i32, usize)> {
        match self.tokens.get(at)?.kind {
            Kind::Number(value, digits) => Some((value, digits)),
            Kind::Word => None,
        }
    }

    fn word(&self, at: usize) -> Option<&str> {
        let token = self.tokens.get(at)?;
        (token.kind == Kind::Word).then(|| token.span.of(self.text))
    }

    /// What stands between a token and the next.
    fn gap(&self, at: usize) -> &str {
        match (self.tokens.get(at), self.tokens.get(at + 1)) {
            (Some(a), Some(b)) => &self.text[a.span.end..b.span.start],
            _ => "\n",
        }
    }

    /// Whether the signs between a token and the next can stand inside a date.
    fn close(&self, at: usize) -> bool {
        let gap = self.gap(at);
        gap.chars().count() <= 4 && gap.chars().all(|c| " \u{A0}\u{202F}\u{200F}\u{200E}.,-/'’–º°ª".contains(c))
    }

    fn month(&self, at: usize) -> Option<i8> {
        self.word(at).filter(|w| w.len() <= 40).and_then(|w| calendar::month(w, self.context.language.as_deref()))
    }

    fn day(&self, at: usize) -> Option<i8> {
        self.number(at).filter(|(v, digits)| *digits <= 2 && (1..=31).contains(v)).map(|(v, _)| v as i8)
    }

    fn year(&self, at: usize) -> Option<i16> {
        self.number(at).and_then(|(value, digits)| year(value, digits, self.context.short_years))
    }

    /// The token behind the words inside a date that follow `at`, when everything up to it stands close together.
    fn over(&self, at: usize) -> Option<usize> {
        let mut next = at;
        for _ in 0..3 {
            if !self.close(next) {
                return None;
            }
            next += 1;
            match self.word(next) {
                // Ordinals and "de", but not a month, which some of them could also name.
                Some(word) if self.month(next).is_none() && word.chars().count() <= 4 && calendar::inside(word) => {}
                _ => return Some(next),
            }
        }
        None
    }

    /// "14 de mayo de 2024", "May 14th, 2024", "2024. május 14.".
    fn with_name(&self, at: usize) -> Option<Read> {
        let second = self.over(at)?;
        let third = self.over(second)?;
        let (year, month, day) = if let (Some(d), Some(m), Some(y)) =
            (self.day(at), self.month(second), self.year(third))
        {
            (y, m, d)
        } else if let (Some(m), Some(d), Some(y)) = (self.month(at), self.day(second), self.year(third)) {
            (y, m, d)
        } else if let (Some((value, 4)), Some(m), Some(d)) = (self.number(at), self.month(second), self.day(third)) {
            (year(value, 4, false)?, m, d)
        } else if let (Some((value, 4)), Some(d), Some(m)) = (self.number(at), self.day(second), self.month(third)) {
            (year(value, 4, false)?, m, d)
        } else {
            return None;
        };
        if !self.free(at, third) {
            return None;
        }
        let date = Date::new(year, month, day).ok();
        Some(Read { length: third + 1 - at, date, other: None })
    }

    /// "2024年5月14日", "2024년 5월 14일", "令和6年5月14日", "ngày 14 tháng 5 năm 2024".
    fn east_asian(&self, at: usize) -> Option<Read> {
        let begins = |at: usize, with: &[&str]| self.word(at).is_some_and(|w| with.iter().any(|s| w.starts_with(s)));
        if let Some((value, digits)) = self.number(at)
            && begins(at + 1, &["年", "년"])
            && begins(at + 3, &["月", "월"])
            && begins(at + 5, &["日", "일"])
        {
            let before = at.checked_sub(1).and_then(|b| self.word(b)).unwrap_or_default();
            let year = match digits {
                4 => year(value, 4, false)?,
                1..=3 if before.ends_with("令和") => (value + 2018) as i16,
                1..=3 if before.ends_with("平成") => (value + 1988) as i16,
                1..=3 if before.ends_with("民國") || before.ends_with("民国") => (value + 1911) as i16,
                _ => return None,
            };
            let (month, _) = self.number(at + 2)?;
            let date = Date::new(year, i8::try_from(month).ok()?, self.day(at + 4)?).ok();
            return Some(Read { length: 6, date, other: None });
        }
        let day = self.day(at)?;
        if self.word(at + 1).is_some_and(|w| matches!(w.to_lowercase().as_str(), "tháng" | "thg")) {
            let (month, _) = self.number(at + 2)?;
            let third = self.over(at + 2)?;
            let date = Date::new(self.year(third)?, i8::try_from(month).ok()?, day).ok();
            return Some(Read { length: third + 1 - at, date, other: None });
        }
        None
    }

    /// "14/5/2024", "2024-05-14", "14.5.24".
    fn of_numbers(&self, at: usize) -> Option<Read> {
        let (a, b, c) = (self.number(at)?, self.number(at + 1)?, self.number(at + 2)?);
        let sign = self.gap(at).trim();
        let same = self.gap(at + 1).trim() == sign && self.gap(at).len() <= 3 && self.gap(at + 1).len() <= 3;
        if !same || !matches!(sign, "." | "/" | "-") || !self.free(at, at + 2) {
            return None;
        }
        let whole = |y: i16, m: i32, d: i32| Date::new(y, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok();
        if a.1 == 4 && b.1 <= 2 && c.1 <= 2 {
            let date = whole(year(a.0, 4, false)?, b.0, c.0);
            return Some(Read { length: 3, date, other: None });
        }
        if a.1 > 2 || b.1 > 2 || !(c.1 == 4 || c.1 == 2) {
            return None;
        }
        let order = self.context.order();
        if c.1 == 2 && a.1 == 2 && order == Some(Order::Year) && self.context.short_years {
            let date = whole(year(a.0, 2, true)?, b.0, c.0);
            return Some(Read { length: 3, date, other: None });
        }
        let year = year(c.0, c.1, self.context.short_years)?;
        let (by_day, by_month) = (whole(year, b.0, a.0), whole(year, a.0, b.0));
        // Dots are the European order.
        let day_first = match order {
            _ if sign == "." => Some(true),
            Some(Order::Day) => Some(true),
            Some(Order::Month) => Some(false),
            _ => self.day_first_elsewhere(sign).or(self.context.day_first),
        };
        let (date, other) = match (by_day, by_month, day_first) {
            (Some(d), None, _) => (d, None),
            (None, Some(m), _) => (m, None),
            (Some(d), Some(_), Some(true)) => (d, None),
            (Some(_), Some(m), Some(false)) => (m, None),
            (Some(d), Some(m), None) => (m, Some(d).filter(|d| *d != m)),
            (None, None, _) => return None,
        };
        Some(Read { length: 3, date: Some(date), other })
    }

    /// Whether another date of the line, with the same sign, can only have its day first, or only its month.
    fn day_first_elsewhere(&self, sign: &str) -> Option<bool> {
        (0..self.tokens.len()).find_map(|at| {
            let (a, b, c) = (self.number(at)?, self.number(at + 1)?, self.number(at + 2)?);
            let alike =
                self.gap(at).trim() == sign && self.gap(at + 1).trim() == sign && c.1 == 4 && a.1 <= 2 && b.1 <= 2;
            match (a.0, b.0) {
                (13..=31, 1..=12) if alike => Some(true),
                (1..=12, 13..=31) if alike => Some(false),
                _ => None,
            }
        })
    }

    /// Whether a run of tokens stands as words of their own: no letter or digit runs into it, and it is no part of a longer number.
    fn free(&self, first: usize, last: usize) -> bool {
        let (start, end) = (self.tokens[first].span.start, self.tokens[last].span.end);
        let mut before = self.text[..start].chars().rev();
        let near = before.next();
        let far =
            self.text[..start].trim_end().chars().rev().nth(1).filter(|_| near == Some(' ')).or_else(|| before.next());
        // "2031. 05. 02." has spaces behind its signs.
        let sign = self.text[..start].trim_end().chars().next_back();
        let mut after = self.text[end..].chars();
        let (next, then) = (after.next(), after.next());
        if near == Some(' ')
            && sign == Some('.')
            && far.is_some_and(|c| c.is_ascii_digit())
            && self.tokens[first].kind != Kind::Word
        {
            return false;
        }
        let numbers = |sign: Option<char>, beyond: Option<char>| {
            sign.is_some_and(|c| "./-".contains(c)) && beyond.is_some_and(|c| c.is_ascii_digit())
        };
        // A letter that has no case belongs to a script without spaces; "T" parts day and time.
        let letter = |c: char| c.is_lowercase() || c.is_uppercase();
        // The hour of a clock is no year.
        if next == Some(':')
            && then.is_some_and(|c| c.is_ascii_digit())
            && self.number(last).is_some_and(|(_, digits)| digits < 4)
        {
            return false;
        }
        let cased = self.tokens[first].glued || !near.is_some_and(letter);
        cased
            && !numbers(near, far)
            && !numbers(next, then)
            && !next.is_some_and(|c| letter(c) && !"THh".contains(c) && !self.ends_in_word(last))
    }

    fn ends_in_word(&self, last: usize) -> bool {
        self.tokens[last].kind == Kind::Word
    }

    /// A weekday right before or behind a date.
    fn weekday_beside(&self, first: usize, end: usize) -> Option<i8> {
        let language = self.context.language.as_deref();
        let near = [first.checked_sub(1), first.checked_sub(2), Some(end)];
        near.into_iter().flatten().find_map(|at| calendar::weekday(self.word(at)?, language))
    }
}

/// The year of a number; Thai pages count 543 years more.
fn year(value: i32, digits: usize, short: bool) -> Option<i16> {
    match (value, digits) {
        (1900..=2100, 4) => Some(value as i16),
        (2500..=2643, 4) => Some(value as i16 - 543),
        (0..=49, 2) if short => Some(value as i16 + 2000),
        (90..=99, 2) if short => Some(value as i16 + 1900),
        _ => None,
    }
}
