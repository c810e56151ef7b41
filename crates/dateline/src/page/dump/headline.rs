//! Which line of a text copy is its headline.
//!
//! In: units with the article's run, and the headline where it is known. Out: its unit. Every line at the head that can be one is scored by
//! what it looks like, where it stands and what it shares with the text, by trained trees (`models/lines/headline.bin`). Below a floor there
//! is none.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::trees::{Reader, Trees};
use super::units::{Look, Unit};
use crate::page::lexicon::{self, LINES};
use crate::page::{kind, outlet};

/// How far above the body a headline is looked for, in units.
pub const HEAD: usize = 30;

/// Numbers in a candidate's row.
pub const WIDTH: usize = 44;

/// What is seen of a candidate; [`candidates`] names each number.
pub type Row = [i16; WIDTH];

/// The table's first bytes: another layout of rows has another name.
const MAGIC: &[u8] = b"DLHEADS1";

/// The trained table.
struct Model {
    /// A line with less than this is no headline.
    floor: i32,
    trees: Trees,
}

/// The table inside the program; `None` when it does not read.
static MODEL: LazyLock<Option<Model>> = LazyLock::new(|| {
    let bytes: &[u8] = include_bytes!("../../../../../models/lines/headline.bin");
    let mut from = Reader(bytes.strip_prefix(MAGIC)?);
    Some(Model { floor: i32::from(from.i16()?), trees: Trees::read(&mut from, WIDTH)? })
});

/// The headline: the candidate with the best score, the first of equals. `first` and `last` are the ends of the article's run.
pub fn headline(units: &[Unit], text: &str, first: usize, last: usize, known: Option<&str>) -> Option<usize> {
    if let Some(known) = known {
        let same = |i: &usize| same_words(units[*i].span.of(text), known);
        return (0..=first.min(units.len() - 1)).rev().find(same).or_else(|| (first..=last).take(4).find(same));
    }
    let model = MODEL.as_ref()?;
    let (lines, rows): (Vec<usize>, Vec<Row>) = candidates(units, text, first, last).into_iter().unzip();
    let mut scores = vec![0; rows.len()];
    model.trees.sum(&rows, |_| true, &mut scores);
    let (score, line) = scores.into_iter().zip(lines).rev().max_by_key(|(score, _)| *score)?;
    (score >= model.floor).then_some(line)
}

/// The lines that can be the headline, in order, with what is seen of them.
pub fn candidates(units: &[Unit], text: &str, first: usize, last: usize) -> Vec<(usize, Row)> {
    let line = |i: usize| units[i].span.of(text);
    let paragraphs = (first..=last).filter(|i| units[*i].prose());
    let opening = paragraphs.clone().next().map(|i| content_words(line(i))).unwrap_or_default();
    let body: BTreeSet<String> = paragraphs.flat_map(|i| content_words(line(i))).collect();
    let start = (first..=last).find(|i| units[*i].prose()).unwrap_or(first);
    let inside = first..start.min(first + 12);
    let masthead = outlet::masthead(units, text);
    let at: BTreeSet<usize> = (first.saturating_sub(HEAD)..first).chain(inside).chain(0..1).collect();
    let said = |i: Option<usize>| {
        let unit = i.and_then(|i| units.get(i));
        unit.is_some_and(|u| matches!(u.look, Look::Date(..) | Look::Byline) || dated_label(u.span.of(text)))
    };
    let town_and_day = |i: usize| units.get(i).is_some_and(|u| dated_place(u.span.of(text)));
    let short = |i: Option<usize>| i.and_then(|i| units.get(i)).is_some_and(|u| u.words <= 3 && u.gap == 0);
    let mut out = Vec::new();
    for i in at {
        // What is all of the article is not its headline.
        if first == last && i == first {
            continue;
        }
        let unit = &units[i];
        let shape = (1..=40).contains(&unit.words) && (4..=260).contains(&unit.chars);
        let sentence = unit.prose() && line(i).ends_with('.');
        if !shape || sentence || matches!(unit.look, Look::Date(..) | Look::Address | Look::Byline | Look::Credit) {
            continue;
        }
        let (name, site) = split_site(line(i));
        let words = content_words(name);
        let share =
            |of: &BTreeSet<String>| (10 * words.iter().filter(|w| of.contains(*w)).count() / words.len().max(1)) as i16;
        let again = units
            .iter()
            .enumerate()
            .any(|(j, u)| j != i && j <= last && u.chars < 250 && same_words(u.span.of(text), name));
        let above = i == 0 || unit.gap > 0;
        let below = units.get(i + 1).is_none_or(|u| u.gap > 0);
        let letters = || name.chars().filter(|c| c.is_alphabetic());
        let begins = |small: bool| {
            name.split_whitespace()
                .filter(|w| w.chars().count() >= 4)
                .all(|w| w.chars().next().is_some_and(|c| c.is_lowercase() == small))
        };
        let before = i.checked_sub(1);
        let seen: [(&str, i16); WIDTH] = [
            ("words_in_text_tenths", share(&body)),
            ("words_in_first_paragraph_tenths", share(&opening)),
            ("no_word_in_text", i16::from(share(&body) == 0)),
            ("content_words_to_7", words.len().min(7) as i16),
            ("said_again", again.into()),
            ("day_or_author_next", said(Some(i + 1)).into()),
            ("day_or_author_second", (!said(Some(i + 1)) && (said(Some(i + 2)) || said(Some(i + 3)))).into()),
            ("day_or_author_before", said(before).into()),
            ("town_and_day_next", (town_and_day(i + 1) || town_and_day(i + 2)).into()),
            ("town_and_day_itself", town_and_day(i).into()),
            ("blank_line_above", above.into()),
            ("blank_line_below", below.into()),
            ("alone", (above && below).into()),
            ("heading_of_level_1", (unit.markup == 1).into()),
            ("heading_of_other_level", (unit.markup > 1).into()),
            ("first_line", (i == 0).into()),
            ("first_three_lines", (i < 3).into()),
            ("right_above_text", (i + 1 == start).into()),
            ("second_above_text", (i + 2 == start).into()),
            ("lines_to_text_to_10", start.saturating_sub(i).min(10) as i16),
            ("within_text", (i >= first).into()),
            ("bullet", unit.bullet.into()),
            ("furniture", unit.furniture.into()),
            ("masthead", (masthead == Some(i)).into()),
            ("ends_like_sentence", (line(i).ends_with('.') && unit.words > 4).into()),
            ("ends_with_colon_or_comma", line(i).ends_with([':', ',', ';']).into()),
            ("question", line(i).ends_with('?').into()),
            ("one_word", (unit.words == 1).into()),
            ("two_or_three_words", (2..=3).contains(&unit.words).into()),
            ("fifteen_words_or_more", (unit.words >= 15).into()),
            ("capitals_only", (letters().count() >= 4 && !letters().any(char::is_lowercase)).into()),
            ("capital_at_every_word", (unit.words >= 2 && begins(false)).into()),
            ("with_digits", name.chars().any(|c| c.is_ascii_digit()).into()),
            ("name_of_site_behind", site.is_some().into()),
            ("label_of_kind", (unit.words <= 6 && kind::label(line(i))).into()),
            ("among_short_lines", (short(before) && short(Some(i)) || short(Some(i + 1)) && short(Some(i + 2))).into()),
            ("below_masthead", (masthead.is_some() && masthead == before).into()),
            ("known_kind_of_line", (unit.look != Look::Plain || lexicon::any(&LINES.correction, line(i))).into()),
            ("menu", outlet::menu(line(i)).into()),
            ("holds_a_day", (!crate::page::date::dates(line(i)).is_empty()).into()),
            ("written_as_name", outlet::name_like(line(i)).into()),
            ("names_an_institution", (unit.words <= 8 && outlet::institution(line(i))).into()),
            ("label_before", before.is_some_and(|b| kind::label(line(b))).into()),
            ("words_in_text_of_name", if outlet::name_like(line(i)) { share(&body) } else { 0 }),
        ];
        out.push((i, seen.map(|(_, value)| value)));
    }
    out
}

/// A date with a label or a clock around it: "Issued: 2031-05-02 13:00", "WorldMay 2, 2031 18:05".
fn dated_label(line: &str) -> bool {
    line.len() <= 60 && dated_place(line)
}

/// "Velm, 2 May 2031, 11:00": a town and a day, as statements begin.
fn dated_place(line: &str) -> bool {
    let Some(found) = crate::page::date::dates(line).into_iter().next() else { return false };
    let around = [&line[..found.span.start], &line[found.span.end..]].concat();
    around.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).count() <= 3
}

/// Words of four letters and more, in small letters, which a headline shares with its text; shorter ones in scripts without spaces.
fn content_words(line: &str) -> BTreeSet<String> {
    line.split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.chars().count() >= 4 || (w.chars().count() >= 2 && !w.is_ascii()))
        .map(str::to_lowercase)
        .collect()
}

/// Whether two lines have the same words.
pub fn same_words(a: &str, b: &str) -> bool {
    let words = |s: &str| {
        s.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect::<Vec<_>>()
    };
    let (a, b) = (words(a), words(b));
    !a.is_empty() && a == b
}

/// A title as a window shows it, cut into headline and name of the site.
pub fn split_site(title: &str) -> (&str, Option<&str>) {
    for separator in [" | ", " – ", " — ", " - ", " :: ", " • ", " » "] {
        if let Some((head, site)) = title.rsplit_once(separator)
            && head.split_whitespace().count() >= 3
            && (1..=5).contains(&site.split_whitespace().count())
            && head.chars().count() > site.chars().count()
        {
            return (head.trim(), Some(site.trim()));
        }
    }
    (title, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_reads() {
        assert!(MODEL.is_some());
    }
}
