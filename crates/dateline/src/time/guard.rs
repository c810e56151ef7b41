//! Which matches of the grammar are no time expressions here: May the modal, a number of soldiers, a second time.
//!
//! In: a match with its pieces and, where there is one, the parse. Out: keep it or not. Tags and dependencies decide where they
//! are known, neighbouring words where they are not.

use std::ops::Range;

use super::lexer::Piece;
use super::meaning::{Fields, Pod, Reference, Time};
use super::unit::{Quantity, Unit};
use crate::language::{Form, Function, NameKind, Parse};

/// A match in its surroundings.
pub(crate) struct Seen<'a> {
    pub text: &'a str,
    pub parse: &'a Parse,
    pub pieces: &'a [Piece],
    pub range: Range<usize>,
    /// The page tells a history; TIMEX2 words such as "former" count there.
    pub narrative: bool,
    /// It shares a match of the grammar with another one: "5 to 6 p.m.".
    pub together: bool,
}

impl<'a> Seen<'a> {
    /// The words of a piece; empty beyond the ends.
    pub fn word(&self, at: usize) -> &'a str {
        self.pieces.get(at).map_or("", |p| p.span.of(self.text))
    }

    /// The lower-case word before the match, on the same line of thought (not across a paragraph).
    pub fn before(&self, back: usize) -> String {
        match self.range.start.checked_sub(back) {
            Some(at) if !self.pieces[at + 1..=self.range.start].iter().any(|p| p.fresh) => self.word(at).to_lowercase(),
            _ => String::new(),
        }
    }

    /// The lower-case word after the match.
    pub fn after(&self, ahead: usize) -> String {
        let at = self.range.end + ahead - 1;
        match self.pieces.get(self.range.end..=at) {
            Some(between) if !between.iter().any(|p| p.fresh) => self.word(at).to_lowercase(),
            _ => String::new(),
        }
    }

    /// The word after the match as it stands there.
    pub fn after_as_written(&self) -> String {
        self.word(self.range.end).to_string()
    }

    /// The tag of the token of a piece.
    pub fn tag(&self, at: usize) -> Option<Form> {
        let token = self.pieces.get(at)?.token?;
        self.parse.tokens.get(token).map(|t| t.form())
    }

    fn first(&self) -> &'a str {
        self.word(self.range.start)
    }

    fn last(&self) -> &'a str {
        self.word(self.range.end - 1)
    }

    /// Whether a name of this kind covers the match and more, or just it.
    fn in_name(&self, kinds: &[NameKind]) -> bool {
        let Some(token) = self.pieces.get(self.range.start).and_then(|p| p.token) else { return false };
        let at = self.parse.names.partition_point(|n| n.tokens.end <= token);
        self.parse.names.get(at).is_some_and(|n| n.tokens.contains(&token) && kinds.contains(&n.kind))
    }
}

/// Whether a match is a time expression where it stands.
pub(crate) fn keep(time: &Time, seen: &Seen) -> bool {
    // "2,023" and the tails of longer numbers, of codes and of addresses.
    if let (Some(first), Some(next)) = (seen.pieces.get(seen.range.start), seen.pieces.get(seen.range.end)) {
        let digit = |c: &str| c.starts_with(|c: char| c.is_ascii_digit());
        if next.glued && digit(seen.last()) && (digit(&seen.after(1)) || matches!(seen.word(seen.range.end), "%" | "°"))
        {
            return false;
        }
        let before = seen.before(1);
        if first.glued
            && digit(seen.first())
            && (digit(&before) || matches!(before.as_str(), "$" | "£" | "€" | "#" | "." | "/" | "_" | "="))
        {
            return false;
        }
    }
    // "555-1212", "133-03-03-2020": the tail of a number of something, unless a year stands before it.
    if let Some(at) = seen.range.start.checked_sub(2) {
        let glued = |i: usize| seen.pieces.get(i).is_some_and(|p| p.glued);
        let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && word.len() != 4;
        let tail = glued(at + 1) && glued(at + 2) && seen.word(at + 1) == "-" && number(seen.word(at));
        if tail && !seen.together && seen.first().starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
    }
    if matches!(seen.before(1).as_str(), "$" | "£" | "€" | "#") {
        return false;
    }
    let first = seen.first().to_lowercase();
    // "over" and "around" are prepositions more often than they mean "more than" and "about".
    if first == "over" {
        let counted =
            matches!(seen.before(1).as_str(), "for" | "in" | "after" | "of" | "within" | "just" | "lasted" | "well");
        if !counted {
            return false;
        }
    }
    // "that" as a conjunction.
    if first == "that" && matches!(seen.tag(seen.range.start), Some(Form::Preposition | Form::Which)) {
        return false;
    }
    // Words in lower case that are months only with a capital.
    if seen.range.clone().any(|i| matches!(seen.word(i), "may" | "march" | "mar" | "jan" | "dec" | "sep")) {
        return false;
    }
    match time {
        Time::Age(_) => seen.narrative,
        Time::Fields(f) if f.only_year() => year(f, seen),
        Time::Fields(f) => fields(f, seen),
        Time::Modified { of, .. } if matches!(of.as_ref(), Time::DayOnly(_)) => false,
        // "over Christmas", "under 1990" are no bounds; "about 1990" and "before noon" are.
        Time::Modified { modifier, of }
            if matches!(*modifier, "MORE_THAN" | "LESS_THAN" | "EQUAL_OR_MORE" | "EQUAL_OR_LESS")
                && !matches!(of.as_ref(), Time::Fields(f) if f.clock.is_some()) =>
        {
            false
        }
        Time::Part { of, .. } | Time::Modified { of, .. } => match of.as_ref() {
            Time::PodOnly(_) => {
                seen.first().eq_ignore_ascii_case("the")
                    || matches!(seen.before(1).as_str(), "in" | "during" | "by" | "of" | "until" | "from" | "at")
            }
            Time::Fields(f) if f.only_year() => f.bc || f.year.is_some_and(|y| y >= 1000),
            Time::Fields(f) if f.decade.is_some() => true,
            Time::Fields(f) if f.weekday.is_some() => !abbreviated_weekday(seen, f),
            _ => true,
        },
        Time::DayOnly(_) => day_only(seen),
        Time::Duration(amount) => duration(amount, seen),
        Time::PodOnly(pod) => pod_only(*pod, seen),
        Time::Reference(reference) => reference_kept(*reference, seen),
        Time::Anaphor { unit: None } => point(seen),
        Time::TheUnit(_) => {
            (seen.last() == "year" && !capital(&seen.after_as_written()) && seen.after(1) != "-")
                || seen.range.len() > 2
        }
        // "Mornings" alone repeat only with a preposition.
        Time::Set(_)
            if seen.range.len() <= 2 && matches!(seen.last(), "mornings" | "afternoons" | "evenings" | "nights") =>
        {
            matches!(seen.before(1).as_str(), "in" | "on")
                || seen.range.len() == 2 && !seen.first().eq_ignore_ascii_case("the")
        }
        Time::Set(_) => !capital(seen.first()) || !seen.last().ends_with("ly") || sentence_start(seen),
        Time::Later => sentence_start(seen) && seen.after(1) == ",",
        _ => true,
    }
}

fn capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn sentence_start(seen: &Seen) -> bool {
    matches!(seen.before(1).as_str(), "" | "." | "!" | "?" | "\"" | "”")
}

/// Words after which a bare number is a year.
const BEFORE_YEAR: &[&str] = &[
    "in",
    "since",
    "of",
    "by",
    "until",
    "till",
    "from",
    "to",
    "and",
    "between",
    "during",
    "for",
    "before",
    "after",
    "early",
    "late",
    "the",
    "-",
    "–",
    "—",
    "(",
    ",",
    "through",
    "around",
    "about",
    "circa",
    "year",
    "summer",
    "winter",
    "autumn",
    "or",
    "spring",
    "mid",
    "than",
    "fiscal",
    "©",
    "copyright",
    "[",
    "/",
    "election",
    "as",
    "that",
    ":",
    "throughout",
    "into",
];

fn year(f: &Fields, seen: &Seen) -> bool {
    let Some(year) = f.year else { return false };
    if f.bc || seen.range.len() > 1 {
        return true;
    }
    if !(1000..2200).contains(&year) {
        // A short number is a year only where the grammar saw an era, or in a text on those times.
        return false;
    }
    let (before, after) = (seen.before(1), seen.after(1));
    if matches!(before.as_str(), "no" | "no." | "number" | "nos" | "flight" | "room" | "page" | "highway" | "route") {
        return false;
    }
    if let Some(token) = seen.pieces.get(seen.range.start).and_then(|p| p.token) {
        let t = &seen.parse.tokens[token];
        let head = &seen.parse.tokens[t.head];
        let counted = head.is_plural();
        let owned = matches!(before.as_str(), "the" | "its" | "their" | "his" | "her" | "our" | "'s" | "’s" | "of");
        if t.is(Function::Count) && counted && t.head > token {
            return owned;
        }
        if seen.in_name(&[NameKind::Money, NameKind::Quantity, NameKind::Percent]) {
            return false;
        }
    }
    if matches!(before.as_str(), "the" | "its" | "their" | "his" | "'s" | "’s") && (1500..2100).contains(&year) {
        return true;
    }
    let counts =
        after.ends_with('s') && after.len() > 3 && !matches!(after.as_str(), "was" | "is" | "has" | "this" | "as");
    let word_after = seen.pieces.get(seen.range.end).is_some_and(|p| !p.glued) && counts;
    if matches!(
        after.as_str(),
        "miles"
            | "km"
            | "meters"
            | "metres"
            | "feet"
            | "people"
            | "men"
            | "percent"
            | "tons"
            | "million"
            | "dollars"
            | "troops"
            | "square"
            | "kilometers"
    ) {
        return false;
    }
    (1700..2100).contains(&year) && (!word_after || BEFORE_YEAR.contains(&before.as_str()) && !before.is_empty())
        || BEFORE_YEAR.contains(&before.as_str()) && !word_after
}

fn abbreviated_weekday(seen: &Seen, f: &Fields) -> bool {
    let bare = Fields { weekday: f.weekday, of: f.of.clone(), ..Fields::default() } == *f;
    bare && seen.range.clone().any(|i| {
        matches!(
            seen.word(i).to_lowercase().as_str(),
            "mon" | "tue" | "tues" | "wed" | "thu" | "thur" | "thurs" | "fri" | "sat" | "sun"
        )
    })
}

fn fields(f: &Fields, seen: &Seen) -> bool {
    let only_month = f.month.is_some() && *f == Fields { month: f.month, ..Fields::default() };
    if only_month {
        return month(seen);
    }
    if abbreviated_weekday(seen, f) {
        return false;
    }
    if f.season.is_some() && f.year.is_none() && f.of.is_none() {
        return season(seen);
    }
    if f.half.is_some() && f.year.is_none() && f.of.is_none() {
        return false;
    }
    if f.decade.is_some() && !seen.first().starts_with(|c: char| c.is_ascii_digit() || c == '\'' || c == '’') {
        return seen.first().eq_ignore_ascii_case("the") || matches!(seen.before(1).as_str(), "the" | "early" | "late");
    }
    if let Some(clock) = f.clock {
        let bare = *f == Fields { clock: f.clock, ..Fields::default() };
        let words = seen.range.clone().any(|i| seen.word(i).chars().any(char::is_alphabetic));
        // "2:1" is a score, "10:35" in a line of numbers a result.
        return seen.together
            || !bare
            || words
            || (clock.minute.is_some() && !matches!(seen.after(1).as_str(), "-" | "–" | "to"));
    }
    true
}

/// Words after which "March" and "May" are months even without a tag.
const BEFORE_MONTH: &[&str] = &[
    "in", "since", "of", "by", "until", "from", "to", "during", "through", "and", "early", "late", "last", "this",
    "next", "mid", "-", "for", "on", "before", "after", "till", "between", ",", "each", "every",
];

fn month(seen: &Seen) -> bool {
    let word = seen.last();
    if !capital(word) {
        return false;
    }
    if seen.in_name(&[NameKind::Person]) {
        return false;
    }
    let ambiguous =
        matches!(word, "May" | "March" | "MAY" | "MARCH" | "April" | "June" | "August" | "Mar" | "Jan" | "Sep" | "Dec");
    if !ambiguous {
        return true;
    }
    // "Ina May offered": alone behind a capital that leads to no month it is a surname.
    let before = seen.before(1);
    let bare = seen.range.len() == 1 && !before.is_empty() && !BEFORE_MONTH.contains(&before.as_str());
    if bare && capital(seen.word(seen.range.start - 1)) {
        return false;
    }
    match seen.tag(seen.range.end - 1) {
        Some(_) if seen.range.len() > 2 => true,
        Some(tag) if matches!(word, "May" | "MAY") => tag == Form::Name,
        Some(tag) if matches!(word, "March" | "MARCH") => {
            tag == Form::Name && (BEFORE_MONTH.contains(&seen.before(1).as_str()) || sentence_start(seen))
        }
        Some(_) => true,
        None => BEFORE_MONTH.contains(&seen.before(1).as_str()) || !matches!(word, "May" | "March" | "MAY" | "MARCH"),
    }
}

fn season(seen: &Seen) -> bool {
    let at = seen.range.end - 1;
    let word = seen.word(at).to_lowercase();
    let named =
        capital(&seen.pieces.get(seen.range.end).map_or(String::new(), |_| seen.word(seen.range.end).to_string()));
    if capital(seen.word(at)) && !sentence_start(seen) && (named || seen.range.len() == 1 && seen.before(1) != "in") {
        return false;
    }
    match seen.tag(at) {
        Some(tag) => {
            if !matches!(tag, Form::Singular | Form::Name) {
                return false;
            }
            // "the fall of Paris", "a spring of water".
            !(matches!(word.as_str(), "fall" | "spring") && seen.after(1) == "of")
        }
        None => {
            !matches!(word.as_str(), "fall" | "spring")
                || matches!(seen.before(1).as_str(), "in" | "this" | "last" | "next")
        }
    }
}

fn day_only(seen: &Seen) -> bool {
    let digits = seen.range.clone().any(|i| seen.word(i).starts_with(|c: char| c.is_ascii_digit()));
    let placed = matches!(
        seen.before(1).as_str(),
        "on" | "from" | "to" | "by" | "until" | "of" | "since" | "before" | "after" | "between"
    );
    let counted = matches!(
        seen.tag(seen.range.end),
        Some(Form::Singular | Form::Plural | Form::Name | Form::Names | Form::Adjective)
    );
    let free = seen.after(1).chars().all(|c| !c.is_alphabetic())
        || matches!(
            seen.after(1).as_str(),
            "and" | "to" | "in" | "at" | "was" | "when" | "with" | "by" | "the" | "a" | "after" | "before"
        );
    digits && placed && free && !counted
}

fn duration(amount: &super::meaning::Amount, seen: &Seen) -> bool {
    let Some(&(quantity, unit)) = amount.parts.first() else { return seen.first().eq_ignore_ascii_case("a") };
    let single = amount.parts.len() == 1;
    let next = seen.after(1);
    match (quantity, unit) {
        (_, Unit::Second) if single => {
            let digits = seen.first().starts_with(|c: char| c.is_ascii_digit());
            let plural = seen.last().ends_with('s');
            (digits && seen.last().starts_with("sec")) || (plural && seen.range.len() > 1)
        }
        (Quantity::Unknown, Unit::Quarter) if seen.range.len() == 1 => false,
        (Quantity::Tenths(10), Unit::Quarter) => false,
        (Quantity::Tenths(_), Unit::Quarter) if !seen.last().to_lowercase().starts_with("quarter") => false,
        // "one minute to midnight" is fine; "the minutes of the meeting" is not a duration.
        (Quantity::Unknown, Unit::Minute) if seen.range.len() == 1 => next != "of",
        (Quantity::Tenths(10), _) if seen.first().eq_ignore_ascii_case("the") && seen.range.len() == 2 => false,
        _ => true,
    }
}

fn pod_only(pod: Pod, seen: &Seen) -> bool {
    let before = seen.before(1);
    if seen.first().to_lowercase().starts_with("mid") {
        return true;
    }
    match pod {
        Pod::Night => {
            (matches!(before.as_str(), "at" | "by") && !seen.first().eq_ignore_ascii_case("the"))
                || seen.narrative && seen.range.len() == 1
        }
        Pod::Dawn | Pod::Dusk => matches!(before.as_str(), "at" | "before" | "after" | "by" | "until"),
        Pod::Daytime => matches!(before.as_str(), "in" | "during"),
        _ => seen.first().eq_ignore_ascii_case("the") && matches!(before.as_str(), "in" | "during" | "by" | "of"),
    }
}

fn reference_kept(reference: Reference, seen: &Seen) -> bool {
    let word = seen.last().to_lowercase();
    let tag = seen.tag(seen.range.end - 1);
    match word.as_str() {
        "former" => seen.narrative && seen.after(1) != "of",
        "current" => !matches!(tag, Some(Form::Singular | Form::Plural)) && !capital(seen.last()),
        "future" if !seen.narrative && seen.range.len() == 1 => {
            !matches!(tag, Some(Form::Adjective)) && !capital(seen.last())
        }
        "recent" | "future" => !capital(seen.last()) || sentence_start(seen),
        "now" => seen.after(1) != "that",
        "soon" | "previously" => false,
        "moment" => seen.first().eq_ignore_ascii_case("the") && seen.before(1) == "at" && seen.after(1) != "of",
        "point" => false,
        "past" => {
            reference == Reference::Past
                && matches!(seen.before(1).as_str(), "in" | "of" | "from" | "with" | "to")
                && !matches!(tag, Some(Form::Preposition | Form::Adjective))
        }
        "present" => matches!(seen.before(1).as_str(), "at" | "to" | "the" | "for") || seen.range.len() > 1,
        _ => true,
    }
}

fn point(seen: &Seen) -> bool {
    let (first, last) = (seen.first().to_lowercase(), seen.last().to_lowercase());
    let before = seen.before(1);
    match (first.as_str(), last.as_str()) {
        ("the", "time") => {
            before == "at" && (seen.range.len() == 2 || seen.narrative) && !matches!(seen.after(1).as_str(), "when")
        }
        ("that", "time") => matches!(before.as_str(), "at" | "by" | "since" | "until" | "before" | "after" | "during"),
        ("this", "time") => matches!(before.as_str(), "at" | "by" | "until" | "since" | "during"),
        (_, "period") => seen.narrative,
        _ => true,
    }
}
