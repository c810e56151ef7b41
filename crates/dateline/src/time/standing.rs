//! Where the telling stands: under a date heading, in a look back, or in the news of the page.
//!
//! In: the page with its parse and times. Out: for a place of the text the heading that dates it, whether what is told there without a day
//! lies behind the news, and the day on which the news of an early or a next-day paper happened.

use jiff::civil::Date;

use super::focus::aside;
use super::{Granularity, Timex, TimexKind};
use crate::Span;
use crate::language::{Function, NameKind, Parse, Pos};
use crate::lexicon::Flag;
use crate::page::{Page, Role};

/// Days behind publication up to which a day is one of the news, and from which on it is long past.
const NEWS: i32 = 10;
const FAR: i32 = 45;
/// Days behind publication within which the one day that a page tells of is that of its news.
const LEAD: i32 = 7;

/// A time of the main line of a text.
struct Told {
    /// The expression.
    span: Span,
    /// The verb that it stands with.
    by: usize,
    from: Date,
    to: Date,
    /// Whether it lies long before publication; else it is of the news.
    far: bool,
}

/// Text under a date, with the index of the expression that dates it.
struct Section {
    text: Span,
    timex: usize,
}

/// What a page tells of where its telling stands.
pub(super) struct Standing {
    /// In text order.
    sections: Vec<Section>,
    /// In text order.
    line: Vec<Told>,
    /// Whether most of the main line is long past.
    looks_back: bool,
    /// See [`Standing::lead`].
    lead: Option<Span>,
}

impl Standing {
    /// Looks over a page; `heads` are the head tokens of the expressions, `owner` gives the verb or noun that a token stands with.
    pub fn of(
        page: &Page,
        parse: &Parse,
        times: &[Timex],
        heads: &[Option<usize>],
        owner: impl Fn(usize) -> usize,
    ) -> Self {
        let mut line = Vec::new();
        if let (Some(first), Some(last)) = (page.published.earliest, page.published.latest) {
            for (t, head) in times.iter().zip(heads) {
                let Some(head) = head.filter(|_| matches!(t.kind, TimexKind::Date | TimexKind::Time)) else { continue };
                let by = owner(head);
                // "In the spring nine years before": a noun of time is no thing that the expression only describes.
                let mut timely = parse
                    .names
                    .iter()
                    .filter(|n| matches!(n.kind, NameKind::Date | NameKind::Time) && n.tokens.contains(&by));
                if !matches!(parse.tokens[by].pos, Pos::Verb | Pos::Aux) && timely.next().is_none() {
                    continue;
                }
                let Some(interval) = t.interval.filter(|i| i.granularity <= Granularity::Year) else { continue };
                let (Some(from), Some(to)) = (interval.earliest, interval.latest) else { continue };
                if aside(parse, head) {
                    continue;
                }
                let (from, to) = (from.date(), to.date());
                let far = (first - to).get_days() > FAR;
                let news = interval.granularity <= Granularity::Week
                    && (first - to).get_days() <= NEWS
                    && (from - last).get_days() <= NEWS;
                if far || news {
                    line.push(Told { span: t.span, by, from, to, far });
                }
            }
        }
        let far = line.iter().filter(|t| t.far).count();
        let looks_back = far > 2 * (line.len() - far);
        let lead = page.published.earliest.and_then(|day| lead(parse, &line, day));
        Self { sections: sections(page, times), line, looks_back, lead }
    }

    /// The expression of the one day before publication that the page tells of, from its first sentences on.
    pub fn lead(&self) -> Option<Span> {
        self.lead
    }

    /// The index of the expression of the date or hour under which a place stands.
    pub fn section(&self, place: Span) -> Option<usize> {
        let at = self.sections.partition_point(|s| s.text.start <= place.start).checked_sub(1)?;
        let section = &self.sections[at];
        section.text.contains(place).then_some(section.timex)
    }

    /// Whether what is told at a place without a time of its own lies long before the news: the last time of the main line before it does.
    /// Where a page has news of its own, only in the same paragraph.
    pub fn long_past(&self, place: Span, paragraph: Span) -> bool {
        let before = self.line.partition_point(|t| t.span.start < place.start);
        let Some(last) = before.checked_sub(1).map(|b| &self.line[b]) else { return false };
        last.far && (self.looks_back || paragraph.contains(last.span))
    }
}

/// The one day of the news of a page that came out later: told in its first sentences, and no other day before publication is.
fn lead(parse: &Parse, line: &[Told], published: Date) -> Option<Span> {
    // "After the ferry sank on Sunday, the line was closed": on Sunday or later.
    let beside = |t: &Told| {
        std::iter::once(t.by).chain(parse.ancestors(t.by)).any(|t| {
            let function = parse.tokens[t].function();
            matches!(
                function,
                Function::Adverbial | Function::NounClause | Function::Relative | Function::PrepositionClause
            )
        })
    };
    let says = |t: &Told| Flag::Reports.has(&parse.tokens[t.by].lemma);
    let mut days = line.iter().filter(|t| !t.far && t.from == t.to && !says(t) && !beside(t) && t.to <= published);
    let first = days.next()?;
    let one = days.all(|other| other.from == first.from);
    let past = first.from < published && (published - first.from).get_days() <= LEAD;
    (one && past && parse.tokens[first.by].sentence.index() < 4).then_some(first.span)
}

/// Stretches of text that stand under a date or an hour: behind a line that is no more than it, or behind one at the start of a line with
/// a colon or a dash. One such line is the page's own date; two make a chronology.
fn sections(page: &Page, times: &[Timex]) -> Vec<Section> {
    let bare = |s: &str| !s.contains(char::is_alphanumeric);
    let mut marks: Vec<Section> = Vec::new();
    // A heading of another kind ends what a dated line with words of its own begins.
    let headings: Vec<Span> = page.blocks.iter().filter(|b| b.role == Role::Heading).map(|b| b.span).collect();
    for block in &page.blocks {
        let from = times.partition_point(|t| t.span.start < block.span.start);
        let found = times.iter().enumerate().skip(from).take(2).find(|(_, t)| {
            let grain = t.interval.is_some_and(|i| i.granularity <= Granularity::Day);
            grain && matches!(t.kind, TimexKind::Date | TimexKind::Time) && block.span.contains(t.span)
        });
        let Some((timex, t)) = found else { continue };
        let before = page.text.get(block.span.start..t.span.start).unwrap_or_default();
        let behind = page.text.get(t.span.end..block.span.end).unwrap_or_default();
        if !bare(before) || matches!(block.role, Role::Dateline | Role::Date) {
            continue;
        }
        let colon = behind.trim_start().starts_with([':', '–', '—', '|']) || behind.starts_with(" - ");
        let short = block.role == Role::Heading && behind.split_whitespace().count() <= 12;
        if bare(behind) {
            marks.push(Section { text: Span::new(block.span.end, page.text.len()), timex });
        } else if colon || short {
            let next = headings.get(headings.partition_point(|h| h.start <= block.span.start));
            let end = if short { next.map_or(page.text.len(), |h| h.start) } else { block.span.end };
            marks.push(Section { text: Span::new(t.span.end, end), timex });
        }
    }
    if marks.len() < 2 {
        return Vec::new();
    }
    for at in 1..marks.len() {
        let next = times[marks[at].timex].span.start;
        let text = &mut marks[at - 1].text;
        text.end = text.end.min(next).max(text.start);
    }
    marks
}

/// Whether a verb is in the pluperfect, or joined to one that is: "had gone to the mayor and warned him".
pub(super) fn pluperfect(parse: &Parse, verb: usize) -> bool {
    let t = &parse.tokens[verb];
    let subject = parse.subject(verb).is_some();
    let joined = t.is(Function::Conjunct) && !subject && (t.is_participle() || t.is_past());
    parse.is_pluperfect(verb) || joined && parse.is_pluperfect(t.head)
}

/// The day on which the news of a page happened that was put out before dawn: the day before.
pub(super) fn day_of_news(page: &Page) -> Option<Date> {
    let value = page.published.value.as_deref()?;
    let hour: u8 = value.get(11..13)?.parse().ok()?;
    let day = page.published.earliest.filter(|d| page.published.latest == Some(*d))?;
    (hour < 6 && value.get(10..11) == Some("T")).then(|| day.yesterday().ok()).flatten()
}
