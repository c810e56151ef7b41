//! What the classifier of lines sees of each line: whole numbers only, so that a table decides alike on every machine.
//!
//! In: units, furniture marked. Out: a row of [`WIDTH`] numbers for each unit. Nothing here knows the words of a language: the function
//! words of a page are the short words that many of its long lines share. What the patterns of `data/page/` recognise enters as columns of
//! their own, on which nothing rests alone, since a page in a language without patterns has noughts there (the training sets them to
//! nought for a part of its pages).

use super::segment;
use super::units::{Look, Unit};

/// Numbers in a row.
pub const WIDTH: usize = 77;

/// A row of numbers.
pub type Row = [i16; WIDTH];

/// A paragraph gains no more than this in any sum, in columns.
const MOST: i64 = 600;
/// Slots of the page's table of words; two words in one slot cost little.
const SLOTS: usize = 4096;

/// What is counted on one line.
#[derive(Clone, Copy, Default)]
struct Line {
    /// Columns: characters, those of scripts without spaces thrice.
    columns: i64,
    words: i64,
    capital: i64,
    small: i64,
    digits: i64,
    uppers: i64,
    letters: i64,
    commas: i64,
    colons: i64,
    inner_stops: i64,
    separators: i64,
    longest: i64,
    first: i64,
    last: i64,
    /// Range of its words' hashes.
    from: usize,
    to: usize,
    hash: u32,
}

impl Line {
    /// A line that reads as prose, in any language.
    fn prose(&self, stop: bool) -> bool {
        (stop && self.columns > 80 && self.words >= 8) || (self.columns > 220 && self.commas * 12 < self.words + 12)
    }
}

/// Hashes of the words of a page, with whether a word is short.
type Words = Vec<(u32, bool)>;

fn line(text: &str, words: &mut Words) -> Line {
    let mut found = Line { from: words.len(), ..Line::default() };
    let (mut hash, mut length, mut all) = (0u32, 0i64, 0x811c_9dc5u32);
    let mut close = |hash: &mut u32, length: &mut i64, found: &mut Line| {
        if *length > 0 {
            words.push((*hash, *length <= 4));
            found.longest = found.longest.max(*length);
            (*hash, *length) = (0, 0);
        }
    };
    let (mut ended, mut before) = (false, ' ');
    for c in text.chars() {
        let wide = ('\u{2E80}'..'\u{A4D0}').contains(&c) || ('\u{AC00}'..='\u{D7A3}').contains(&c);
        found.columns += if wide { 3 } else { 1 };
        if c.is_alphanumeric() {
            if length == 0 {
                found.words += 1;
                hash = 0x811c_9dc5;
                found.capital += i64::from(c.is_uppercase());
                found.small += i64::from(c.is_lowercase());
                found.inner_stops += i64::from(ended && !c.is_lowercase());
            }
            ended = false;
            found.digits += i64::from(c.is_ascii_digit());
            found.letters += i64::from(c.is_alphabetic());
            found.uppers += i64::from(c.is_uppercase());
            let lower = if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) };
            hash = (hash ^ lower as u32).wrapping_mul(0x0100_0193);
            all = (all ^ lower as u32).wrapping_mul(0x0100_0193);
            length += 1;
            if wide && length >= 2 {
                close(&mut hash, &mut length, &mut found);
            }
        } else {
            // Apostrophes and hyphens are inside of words.
            if !matches!(c, '\'' | '’' | '-') {
                close(&mut hash, &mut length, &mut found);
            }
            match c {
                ',' | ';' | '،' | '、' | '，' => found.commas += 1,
                ':' => found.colons += 1,
                '|' | '•' | '·' | '›' | '»' | '/' | '→' | '>' => found.separators += 1,
                '。' | '！' | '？' => found.inner_stops += 1,
                _ => {}
            }
            ended = c == ' ' && (ended || matches!(before, '.' | '!' | '?' | '”' | '"'));
        }
        before = c;
    }
    close(&mut hash, &mut length, &mut found);
    (found.to, found.hash) = (words.len(), all);
    found.first = text.chars().next().map_or(0, class);
    found.last = text.chars().next_back().map_or(0, class);
    found
}

/// The kind of a character at the edge of a line.
fn class(c: char) -> i64 {
    match c {
        _ if c.is_lowercase() => 1,
        _ if c.is_uppercase() => 2,
        _ if c.is_ascii_digit() => 3,
        _ if c.is_alphabetic() => 4,
        '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'' => 5,
        '.' | '!' | '?' | '…' | '。' => 6,
        ':' => 7,
        ',' | ';' => 8,
        ')' | ']' => 9,
        '(' | '[' => 10,
        _ => 11,
    }
}

/// How many long lines hold a word, by slot.
struct Vocabulary {
    lines: Vec<u16>,
    prose: i64,
}

impl Vocabulary {
    fn new(lines: &[Line], prose: &[bool], words: &Words) -> Vocabulary {
        let (mut counts, mut last) = (vec![0u16; SLOTS], vec![u32::MAX; SLOTS]);
        for (i, line) in lines.iter().enumerate().filter(|(i, _)| prose[*i]) {
            for (hash, _) in &words[line.from..line.to] {
                let slot = *hash as usize % SLOTS;
                if last[slot] != i as u32 {
                    last[slot] = i as u32;
                    counts[slot] = counts[slot].saturating_add(1);
                }
            }
        }
        Vocabulary { lines: counts, prose: prose.iter().filter(|p| **p).count() as i64 }
    }

    /// Of a line's words: how many in a thousand are function words, and how many of the longer ones other long lines have too.
    fn shares(&self, line: &Line, prose: bool, words: &Words) -> (i64, i64) {
        let least = 3.max(self.prose / 6);
        let own = u16::from(prose);
        let (mut function, mut long, mut known) = (0, 0, 0);
        for (hash, short) in &words[line.from..line.to] {
            let count = self.lines[*hash as usize % SLOTS];
            if *short {
                function += i64::from(i64::from(count) >= least);
            } else {
                long += 1;
                known += i64::from(count > own);
            }
        }
        (share(function, (line.to - line.from) as i64), if long == 0 { -1 } else { share(known, long) })
    }
}

fn share(part: i64, whole: i64) -> i64 {
    if whole == 0 { 0 } else { 1000 * part / whole }
}

/// Sums over ranges of units.
struct Sums(Vec<i64>);

impl Sums {
    fn new(values: impl Iterator<Item = i64>) -> Sums {
        let mut sums = vec![0];
        let mut sum = 0;
        for value in values {
            sum += value;
            sums.push(sum);
        }
        Sums(sums)
    }

    /// The sum from `from` up to but not including `to`, both cut to what there is.
    fn of(&self, from: i64, to: i64) -> i64 {
        let most = self.0.len() as i64 - 1;
        let at = |i: i64| self.0[i.clamp(0, most) as usize];
        at(to) - at(from)
    }
}

/// For each unit how far it is from the last one before it, and the next one behind it, that `is` one; at most `most`.
pub fn distances(count: usize, most: i64, is: impl Fn(usize) -> bool) -> Vec<(i64, i64)> {
    let mut found = vec![(most, most); count];
    let mut far = most;
    for (i, distance) in found.iter_mut().enumerate() {
        distance.0 = far;
        far = if is(i) { 1 } else { (far + 1).min(most) };
    }
    far = most;
    for (i, distance) in found.iter_mut().enumerate().rev() {
        distance.1 = far;
        far = if is(i) { 1 } else { (far + 1).min(most) };
    }
    found
}

/// The rows of all units.
pub fn rows(units: &[Unit], text: &str) -> Vec<Row> {
    let mut words = Words::new();
    let lines: Vec<Line> = units.iter().map(|u| line(u.span.of(text), &mut words)).collect();
    let prose: Vec<bool> = units.iter().zip(&lines).map(|(u, l)| l.prose(u.stop) && !u.furniture).collect();
    let vocabulary = Vocabulary::new(&lines, &prose, &words);
    let shares: Vec<(i64, i64)> = lines.iter().zip(&prose).map(|(l, p)| vocabulary.shares(l, *p, &words)).collect();
    let count = units.len();
    let (n, mass) =
        (count as i64, Sums::new((0..count).map(|i| if prose[i] { lines[i].columns.min(MOST) } else { 0 })));
    let columns = Sums::new(lines.iter().map(|l| l.columns.min(MOST)));
    let bullets = Sums::new(units.iter().map(|u| i64::from(u.bullet)));
    let short = Sums::new(lines.iter().map(|l| i64::from(l.columns < 40)));
    let gaps = Sums::new(units.iter().map(|u| i64::from(u.gap > 0)));
    let total = mass.of(0, n).max(1);
    let to_prose = distances(count, 60, |i| prose[i]);
    let to_short = distances(count, 60, |i| lines[i].columns >= 40);
    let to_end = distances(count, 60, |i| units[i].look == Look::End);
    let to_head = distances(count, 60, |i| matches!(units[i].look, Look::Date(..) | Look::Byline));
    let to_caption = distances(count, 60, |i| units[i].look == Look::Caption);
    let to_marked = distances(count, 60, |i| units[i].markup > 0);
    let plain: Vec<i64> =
        (0..count)
            .map(|i| {
                if units[i].furniture { -60 } else { lines[i].columns.min(MOST) - 60 - 30 * i64::from(units[i].bullet) }
            })
            .collect();
    let runs = [segment::best_run(&plain), segment::best(units)].map(|r| r.unwrap_or((0, count.saturating_sub(1))));
    let mut hashes: Vec<u32> = lines.iter().map(|l| l.hash).collect();
    hashes.sort_unstable();
    let copies = |hash: u32| hashes.partition_point(|h| *h <= hash) - hashes.partition_point(|h| *h < hash);
    let near = |i: usize, by: i64| usize::try_from(i as i64 + by).ok().filter(|j| *j < count);

    let mut rows = Vec::with_capacity(count);
    for i in 0..count {
        let (unit, l) = (&units[i], &lines[i]);
        let at = i as i64;
        let mut row = [0i16; WIDTH];
        let mut next = 0;
        let mut put = |value: i64| {
            row[next] = value.clamp(-32_000, 32_000) as i16;
            next += 1;
        };
        let is = |look: Look| i64::from(unit.look == look);
        for value in [
            l.columns,
            l.words,
            i64::from(unit.stop),
            i64::from(unit.bullet),
            i64::from(unit.markup),
            unit.gap.min(6) as i64,
            units.get(i + 1).map_or(6, |u| u.gap.min(6) as i64),
            unit.indent.min(60) as i64,
            10 * l.letters / l.words.max(1),
            share(l.capital, l.words),
            share(l.small, l.words),
            share(l.digits, l.columns),
            share(l.uppers, l.letters),
            share(l.commas, l.words),
            l.colons,
            l.inner_stops,
            share(l.separators, l.words),
            l.longest,
            l.first,
            l.last,
            shares[i].0,
            shares[i].1,
            copies(l.hash).min(9) as i64,
            i64::from(unit.furniture),
            i64::from(prose[i]),
            // What patterns recognise.
            is(Look::End),
            is(Look::Skip),
            is(Look::Caption),
            is(Look::Credit),
            is(Look::Byline),
            i64::from(matches!(unit.look, Look::Date(..))),
            is(Look::Address),
            to_end[i].0,
            to_end[i].1,
            to_head[i].0,
            to_head[i].1,
            to_caption[i].0,
            to_caption[i].1,
            // Where it stands.
            at.min(400),
            (n - 1 - at).min(400),
            1000 * at / n,
            1000 * columns.of(0, at) / columns.of(0, n).max(1),
            1000 * mass.of(0, at) / total,
            n.min(2000),
            total,
            1000 * total / columns.of(0, n).max(1),
            1000 * gaps.of(0, n) / n,
            1000 * bullets.of(0, n) / n,
            vocabulary.prose,
            to_marked[i].0,
            to_marked[i].1,
            // What stands near.
            to_prose[i].0,
            to_prose[i].1,
            to_short[i].0,
            to_short[i].1,
            mass.of(at - 2, at + 3),
            mass.of(at - 5, at + 6),
            mass.of(at - 5, at),
            mass.of(at + 1, at + 6),
            mass.of(at - 20, at),
            mass.of(at + 1, at + 21),
            short.of(at - 5, at),
            short.of(at + 1, at + 6),
            bullets.of(at - 5, at),
            bullets.of(at + 1, at + 6),
        ] {
            put(value);
        }
        for by in [-1, 1] {
            let other = near(i, by);
            put(other.map_or(0, |j| lines[j].columns));
            put(other.map_or(-1, |j| i64::from(units[j].stop)));
            put(other.map_or(-1, |j| shares[j].1));
        }
        put(near(i, -2).map_or(0, |j| lines[j].columns));
        put(near(i, 2).map_or(0, |j| lines[j].columns));
        // To the best run of long lines: the longer of the ways to it, nought inside, and how far inside.
        for (first, last) in runs {
            let (first, last) = (first as i64, last as i64);
            put((first - at).max(at - last).clamp(-200, 200));
            put((at - first).clamp(-200, 200));
        }
        debug_assert_eq!(next, WIDTH);
        rows.push(row);
    }
    rows
}
