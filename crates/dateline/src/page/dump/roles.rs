//! What each line of a text copy is.
//!
//! In: units, furniture marked. Out: a role for each unit that belongs to the article. Rules decide here, in this order: what a
//! line looks like by itself, where it stands to the article's run, what stands next to it.

use super::headline::{HEAD, headline};
use super::units::{Look, Unit};
use super::{classify, segment};
use crate::page::lexicon::{self, LINES};

/// The role of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Not the article's.
    None,
    /// Headline.
    Title,
    /// Date line.
    Date,
    /// Author's line.
    Byline,
    /// Address of the page.
    Address,
    /// Lead.
    Standfirst,
    /// Heading inside the article.
    Heading,
    /// Narration.
    Body,
    /// Text at a picture.
    Caption,
    /// Credits at the end.
    Credit,
    /// Facts box.
    Facts,
}

/// The roles of all units.
pub struct Roles {
    /// One for each unit.
    pub roles: Vec<Role>,
    /// First and last unit of the article's body.
    pub body: Option<(usize, usize)>,
    /// The unit that is the headline.
    pub title: Option<usize>,
}

/// Teasers at the end of a page have no more characters than this, 60 a line not counted.
const TEASERS: usize = 1500;

/// Finds the roles. `title` is the headline if it is known already.
pub fn roles(units: &[Unit], text: &str, title: Option<&str>) -> Roles {
    let mut roles = vec![Role::None; units.len()];
    if units.is_empty() {
        return Roles { roles, body: None, title: None };
    }
    let (inside, (mut first, last)) = run(units, text);
    let found = |i: &usize| inside[*i];
    let headline = headline(units, text, first, last, title);
    if let Some(at) = headline {
        first = first.max(at + 1);
    }
    for i in (first..=last).filter(found) {
        // The classifier has seen what a line looks like; but these have roles of their own, or are known to be the site's.
        roles[i] = match units[i].look {
            _ if units[i].furniture => Role::None,
            Look::Credit => Role::Credit,
            Look::Date(..) | Look::Address | Look::Caption => Role::None,
            // "Sign up for our newsletter" between two paragraphs, "Share".
            Look::End | Look::Skip if !units[i].stop && units[i].chars <= 60 => Role::None,
            _ => Role::Body,
        };
    }
    // The paper's corrections stand above or below the report.
    for i in first.saturating_sub(4)..units.len().min(last + 6) {
        let line = units[i].span.of(text);
        if roles[i] == Role::None && line.len() <= 600 && !units[i].furniture && lexicon::any(&LINES.correction, line) {
            roles[i] = Role::Body;
        }
    }
    captions(units, &mut roles, first, last);
    let prose = (first..=last).find(|i| units[*i].prose()).unwrap_or(first);
    facts(units, text, &mut roles, headline.unwrap_or(first).min(first), prose);
    head(units, &mut roles, headline, first);
    headings(units, &mut roles, first, last);
    for i in last + 1..units.len().min(last + 4) {
        if units[i].look == Look::Credit && !units[i].furniture {
            roles[i] = Role::Credit;
        }
    }
    if let Some(at) = headline {
        // The headline is often repeated below the menu or above the text.
        let line = units[at].span.of(text);
        for (i, unit) in units.iter().enumerate() {
            if unit.span.of(text) == line {
                roles[i] = Role::None;
            }
        }
        // So is it in a line of labels above it: "News 1 Comment on" and the headline.
        for i in (0..first.min(units.len())).chain(first..(first + 2).min(units.len())) {
            let other = units[i].span.of(text);
            if i != at
                && other.len() > line.len()
                && other.len() < line.len() + 80
                && line.len() > 20
                && other.contains(line)
            {
                roles[i] = Role::None;
            }
        }
        roles[at] = Role::Title;
    }
    let body = (first <= last).then_some((first, last));
    Roles { roles, body, title: headline }
}

/// Which units are the article's, and the first and last of them. There is at least one unit.
pub fn run(units: &[Unit], text: &str) -> (Vec<bool>, (usize, usize)) {
    let inside = inside(units, text);
    let first = inside.iter().position(|i| *i).unwrap_or(0);
    let last = inside.iter().rposition(|i| *i).unwrap_or(units.len() - 1);
    (inside, (first, last))
}

/// Which units are the article's: all of an article with nothing around it, else what the classifier says, else the best run.
fn inside(units: &[Unit], text: &str) -> Vec<bool> {
    if bare(units) {
        return vec![true; units.len()];
    }
    // An article has a sentence; a classifier that saw none was mistaken.
    let sentence = |found: &Vec<bool>| found.iter().zip(units).any(|(inside, unit)| *inside && unit.stop);
    if let Some(mut inside) = classify::inside(units, text).filter(sentence) {
        without_teasers(units, text, &mut inside);
        sections(units, text, &mut inside);
        return inside;
    }
    let (first, last) = segment::best(units).unwrap_or((0, units.len() - 1));
    (0..units.len()).map(|i| (first..=last).contains(&i) && !units[i].apart()).collect()
}

/// In a copy whose sections are marked up as those of a wiki (`== Aftermath ==`), every section is the article's up to its apparatus.
fn sections(units: &[Unit], text: &str, inside: &mut [bool]) {
    let section = |u: &Unit| u.markup > 0 && text[..u.span.start].trim_end_matches(' ').ends_with('=');
    if units.iter().filter(|u| section(u)).count() < 2 {
        return;
    }
    let mut heading = None;
    for (i, unit) in units.iter().enumerate() {
        if section(unit) {
            heading = (unit.look != Look::End).then_some(i);
        } else if (unit.prose() || unit.chars > 60 && text[..unit.span.end].ends_with(']'))
            && !unit.apart()
            && let Some(at) = heading
        {
            (inside[i], inside[at]) = (true, true);
        }
    }
}

/// Sentences right below a heading such as "Related" are summaries of other articles, when less stands there than above it. On a short page
/// they are as long as the paragraphs.
fn without_teasers(units: &[Unit], text: &str, inside: &mut [bool]) {
    let mass = |range: std::ops::Range<usize>, inside: &[bool]| -> usize {
        range.filter(|i| inside[*i]).map(|i| units[i].chars.min(500).saturating_sub(60)).sum()
    };
    let heads = |i: &usize| {
        units[*i].look == Look::End
            && lexicon::any(&LINES.related, units[*i].span.of(text))
            && units.get(i + 1).is_some_and(Unit::prose)
    };
    let cut = (0..units.len()).filter(heads).find(|i| {
        let (above, below) = (mass(0..*i, inside), mass(i + 1..units.len(), inside));
        below < above && below < TEASERS
    });
    if let Some(cut) = cut {
        inside[cut..].fill(false);
    }
    // Below the last paragraph, a heading of other things or a line that says whom to ask ends the article, and so do lines that are neither
    // sentences nor items of a list.
    let paragraph = |i: &usize| inside[*i] && units[*i].prose() && units[*i].stop && !units[*i].tail;
    let Some(last) = (0..units.len()).rev().find(paragraph) else { return };
    let mut open = true;
    for i in last + 1..units.len() {
        open &= units[i].look != Look::End && !units[i].tail;
        inside[i] &= open;
    }
    let hangs = |i: &usize| !(units[*i].bullet || units[*i].stop || units[*i].prose());
    while let Some(end) = (last + 1..units.len()).rev().find(|i| inside[*i]).filter(hangs) {
        inside[end] = false;
    }
}

/// Whether the text is an article with nothing around it: sentences only, but for the headline, and nothing that announces
/// other articles.
fn bare(units: &[Unit]) -> bool {
    let total: usize = units.iter().skip(1).map(|u| u.chars).sum();
    let prose: usize = units.iter().skip(1).filter(|u| u.stop || u.chars > 200).map(|u| u.chars).sum();
    let around = |u: &Unit| u.furniture || u.tail || matches!(u.look, Look::End | Look::Skip | Look::Credit);
    prose * 10 >= total * 9 && !units.iter().any(around)
}

/// Lines with a picture credit; the line right above in the same paragraph is the picture's alternative text.
fn captions(units: &[Unit], roles: &mut [Role], first: usize, last: usize) {
    for i in first.saturating_sub(6)..=last {
        if units[i].look != Look::Caption || units[i].furniture {
            continue;
        }
        roles[i] = Role::Caption;
        let mut above = i;
        while above > 0 && units[above].gap == 0 && units[above - 1].look == Look::Plain && i - above < 2 {
            // In a copy without blank lines everything stands together; there only a line that is no sentence is taken.
            let crowded = units.iter().take(above).rev().take(6).all(|u| u.gap == 0);
            if crowded && units[above - 1].stop {
                break;
            }
            above -= 1;
            roles[above] = Role::Caption;
        }
    }
}

/// A run of "Key: value" items between headline and body is a facts box.
fn facts(units: &[Unit], text: &str, roles: &mut [Role], from: usize, first: usize) {
    for i in from..first {
        let line = units[i].span.of(text);
        let keyed =
            line.split_once(": ").is_some_and(|(key, value)| key.split_whitespace().count() <= 4 && !value.is_empty());
        if units[i].bullet && keyed && units[i].look == Look::Plain && !units[i].furniture {
            roles[i] = Role::Facts;
        }
    }
}

/// Date line, author, address and lead between headline and body.
fn head(units: &[Unit], roles: &mut [Role], headline: Option<usize>, first: usize) {
    let from = headline.map_or(first.saturating_sub(HEAD), |h| h.saturating_sub(4));
    let mut dated = false;
    // Nearest to the headline first, below it before above it.
    let below = headline.map_or(from, |h| h + 1);
    for i in (below..first + 3).chain((from..below).rev()).filter(|i| *i < units.len()) {
        match units[i].look {
            Look::Date(..) if !dated => {
                roles[i] = Role::Date;
                dated = true;
            }
            Look::Byline => roles[i] = Role::Byline,
            Look::Address => roles[i] = Role::Address,
            Look::Plain
                if i < first
                    && headline.is_some_and(|h| i > h)
                    && units[i].stop
                    && units[i].chars > 40
                    && !units[i].furniture
                    && roles[i] == Role::None =>
            {
                roles[i] = Role::Standfirst;
            }
            _ => {}
        }
    }
    // A lead stands between the headline and a date, address or picture; right above the text it reads as its first paragraph.
    if let Some(h) = headline
        && let Some(lead) = (h + 1..units.len().min(h + 4)).find(|i| roles[*i] == Role::Body)
        && units
            .get(lead + 1)
            .is_some_and(|u| matches!(u.look, Look::Address | Look::Date(..) | Look::Byline | Look::Caption))
    {
        roles[lead] = Role::Standfirst;
    }
}

/// Short lines between paragraphs.
fn headings(units: &[Unit], roles: &mut [Role], first: usize, last: usize) {
    for i in first..=last {
        if roles[i] != Role::Body {
            continue;
        }
        let next = (i + 1..=last).find(|j| roles[*j] != Role::None);
        let follows = next.is_some_and(|j| matches!(roles[j], Role::Body | Role::Caption));
        let short = units[i].chars <= 90 && units[i].words <= 14 && !units[i].bullet && !units[i].stop;
        if units[i].markup > 0 || (short && follows && i > first) {
            roles[i] = Role::Heading;
        }
    }
    // Nothing follows the last heading: it belongs to what comes after the article.
    if let Some(end) = (first..=last).rev().find(|i| matches!(roles[*i], Role::Body | Role::Heading))
        && roles[end] == Role::Heading
    {
        roles[end] = Role::None;
    }
}
