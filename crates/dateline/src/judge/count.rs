//! What news counts after an event: dead, missing, injured, aboard.
//!
//! In: the pages of a story. The slots are data (`data/judge/counts.toml`); a count is a number of people, or a bare number, with a word of
//! its slot above, below or beside it. Each page gives one value a slot, the largest, for the smaller ones are parts ("among them two
//! children"). Out: one discrepancy a slot and story with the values in order of publication: an update where they grow as news comes
//! in, a contradiction where pages of one day differ or where the count is one that does not change, imprecise where a source hedges.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::lexicon;
use super::sentence::narrates;
use crate::language::{Dep, NameKind, Parse};
use crate::link::Pile;
use crate::numerals::{self, Number, figures};
use crate::{Analysis, Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Evidence, Variant};

/// How a count changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
enum Course {
    Rising,
    Moving,
    Fixed,
}

#[derive(serde::Deserialize)]
struct Slot {
    name: String,
    nouns: Vec<String>,
    states: Vec<String>,
    verbs: Vec<String>,
    subjects: Vec<String>,
    course: Course,
}

#[derive(serde::Deserialize)]
struct Slots {
    slot: Vec<Slot>,
}

static SLOTS: LazyLock<Vec<Slot>> = LazyLock::new(|| {
    toml::from_str::<Slots>(include_str!("../../../../data/judge/counts.toml")).map(|s| s.slot).unwrap_or_default()
});

/// Words that say that more may come.
const HEDGES: &[&str] =
    &["least", "about", "around", "some", "nearly", "almost", "over", "than", "up", "dozen", "many"];

/// A number that counts something of a slot.
struct Count {
    slot: usize,
    number: Number,
    hedged: bool,
    sentence: usize,
    /// Whether it is told as the whole: a toll, a number that has risen.
    total: bool,
}

fn lemma(parse: &Parse, t: usize) -> String {
    parse.tokens.get(t).map(|t| t.lemma.to_lowercase()).unwrap_or_default()
}

/// The slot that a number counts in, by the words around it in the tree.
fn slot_of(parse: &Parse, text: &str, run: &Range<usize>) -> Option<usize> {
    let last = run.end.checked_sub(1)?;
    let head = parse.tokens.get(last)?.head;
    let adjective = parse.tokens[last].dep == Dep::Amod && parse.tokens[head].tag != crate::language::Tag::Cd;
    let noun = if parse.tokens[last].dep == Dep::Nummod || adjective { head } else { last };
    let own = noun == last;
    let counted = lemma(parse, noun);
    // "missing" is the participle of a verb for the tagger, and a state for the reader.
    let is = |list: &[String], t: usize| {
        let word = parse.tokens[t].span.of(text).to_lowercase();
        list.iter().any(|w| *w == lemma(parse, t) || *w == word)
    };
    for (i, slot) in SLOTS.iter().enumerate() {
        if !own && slot.nouns.contains(&counted) {
            return Some(i);
        }
        if !own && !lexicon::is("people", &counted) {
            // "three dead": the state bears the number.
            if is(&slot.states, noun) {
                return Some(i);
            }
            continue;
        }
        // "20 people, four of whom are injured": a number of its own.
        let numbered = |c: usize| {
            let below = parse.subtree(c);
            below.clone().any(|t| t > last && parse.tokens[t].tag == crate::language::Tag::Cd)
        };
        // "14 people missing", "nine people killed", "20 missing".
        if parse.children(noun).filter(|c| !numbered(*c)).any(|c| {
            c > last
                && (is(&slot.states, c) || is(&slot.verbs, c))
                && matches!(
                    parse.tokens[c].dep,
                    Dep::Acl | Dep::Amod | Dep::Advmod | Dep::Acomp | Dep::Prep | Dep::Relcl
                )
                || is(&slot.states, c) && c > last && parse.tokens[c].dep != Dep::Conj
        }) {
            return Some(i);
        }
        // "the 181 people on board", "with 181 people aboard".
        let next = |n: usize| lemma(parse, noun + n);
        if slot.states.iter().any(|s| *s == next(1) || (next(1) == "on" && *s == next(2))) {
            return Some(i);
        }
        let mut at = noun;
        for _ in 0..3 {
            let up = parse.tokens[at].head;
            if up == at {
                break;
            }
            let dep = parse.tokens[at].dep;
            let subject = matches!(dep, Dep::Nsubj | Dep::Nsubjpass);
            let object = matches!(dep, Dep::Dobj | Dep::Nsubjpass | Dep::Oprd);
            if (object && is(&slot.verbs, up)) || (dep == Dep::Nsubj && is(&slot.subjects, up)) {
                return Some(i);
            }
            // "fourteen people are missing", "are known to have died", "leaving 20 missing".
            let said = parse.children(up).any(|c| {
                c > noun
                    && ((matches!(parse.tokens[c].dep, Dep::Acomp | Dep::Attr | Dep::Oprd) && is(&slot.states, c))
                        || (matches!(parse.tokens[c].dep, Dep::Xcomp | Dep::Ccomp)
                            && (is(&slot.subjects, c) || is(&slot.states, c))))
            });
            if (subject || dep == Dep::Dobj) && said {
                return Some(i);
            }
            if subject && is(&slot.states, up) {
                return Some(i);
            }
            // A part of a sum, or a clause of its own, ends the way up.
            if !matches!(dep, Dep::Conj | Dep::Pobj | Dep::Prep) || lemma(parse, up) == "of" || matches!(dep, Dep::Prep)
            {
                break;
            }
            at = up;
        }
    }
    toll(parse, text, noun)
}

/// Whether a number counts in one of the slots: these are compared here, over all pages of a story.
pub(super) fn is_slotted(parse: &Parse, text: &str, run: &Range<usize>) -> bool {
    slot_of(parse, text, run).is_some()
}

/// "the death toll rose to nine", "the number of people killed has risen to nine", "as the toll climbs to 12".
fn toll(parse: &Parse, text: &str, number: usize) -> Option<usize> {
    const CHANGES: &[&str] =
        &["rise", "climb", "reach", "stand", "grow", "increase", "jump", "fall", "be", "pass", "top"];
    let mut up = parse.tokens[number].head;
    if parse.tokens[number].dep == Dep::Pobj {
        // "rose to nine", not "rose to six, with 100 others wounded".
        if !matches!(lemma(parse, up).as_str(), "to" | "at" | "past") {
            return None;
        }
        up = parse.tokens[up].head;
    }
    if up == number || !CHANGES.contains(&lemma(parse, up).as_str()) {
        return None;
    }
    let start = parse.sentences.get(parse.tokens[up].sentence)?.start;
    let before: Vec<String> = (start..up).map(|t| parse.tokens[t].span.of(text).to_lowercase()).collect();
    if before.iter().any(|w| w == "toll") {
        return SLOTS.iter().position(|s| s.name == "dead");
    }
    if !before.iter().any(|w| w == "number") {
        return None;
    }
    SLOTS.iter().position(|s| {
        (start..up).any(|t| {
            let words = [lemma(parse, t), parse.tokens[t].span.of(text).to_lowercase()];
            words.iter().any(|w| s.states.contains(w) || s.verbs.contains(w) || s.nouns.contains(w))
        })
    })
}

/// The counts of a page.
fn counts(analysis: &Analysis, day: Option<jiff::civil::Date>) -> Vec<Count> {
    let (parse, text) = (&analysis.parse, analysis.page.text.as_str());
    let mut found = Vec::new();
    let mut t = 0;
    while t < parse.tokens.len() {
        let run = numerals::run(parse, text, t);
        t = run.end.max(t + 1);
        if run.is_empty() {
            continue;
        }
        let dated = parse.names.iter().any(|n| {
            n.tokens.contains(&run.start)
                && matches!(n.kind, NameKind::Date | NameKind::Time | NameKind::Money | NameKind::Percent)
        });
        // "20 others" are a part.
        let rest = parse.tokens.get(run.end).is_some_and(|t| &*t.lemma == "other");
        if rest {
            continue;
        }
        let (false, Some(number)) = (dated, Number::of_tokens(parse, text, run.clone())) else { continue };
        let Some(slot) = slot_of(parse, text, &run) else { continue };
        let sentence = parse.tokens[run.start].sentence;
        if other_time(analysis, run.start, day) || !narrates(analysis, sentence) {
            continue;
        }
        let before = run.start.saturating_sub(3)..run.start;
        let hedged = before.clone().any(|b| HEDGES.contains(&lemma(parse, b).as_str()));
        let total = parse.sentences[sentence].clone().any(|t| matches!(lemma(parse, t).as_str(), "toll" | "total"));
        found.push(Count { slot, number, hedged, sentence, total });
    }
    found
}

/// Whether the clause of a number tells of a time well before the event of the story, or its sentence of one two months before the page:
/// it counts what another event did.
fn other_time(analysis: &Analysis, number: usize, day: Option<jiff::civil::Date>) -> bool {
    let parse = &analysis.parse;
    let sentence = crate::link::sentence_span(analysis, parse.tokens[number].sentence);
    let times = || analysis.times.iter().filter(|t| sentence.contains(t.span));
    let latest = |t: &crate::time::Timex| t.interval.and_then(|i| i.latest).map(|l| l.date());
    let published = analysis.page.published.earliest;
    if times().filter_map(latest).any(|l| published.is_some_and(|p| (p - l).get_days() > 60)) {
        return true;
    }
    // "In retaliation for strikes that left 32 dead": what it was done for is another event.
    let relative =
        parse.ancestors(number).take(6).find(|a| parse.tokens[*a].dep == Dep::Relcl).map(|a| parse.tokens[a].head);
    let cause = |noun: usize| {
        let up = parse.tokens[noun].head;
        parse.tokens[noun].dep == Dep::Pobj && &*parse.tokens[up].lemma == "for"
    };
    if relative.is_some_and(cause) {
        return true;
    }
    // The verb above the number carries the time of its clause; a noun above ("airstrikes that left 32 dead") that of the noun.
    let above: Vec<usize> = std::iter::once(number).chain(parse.ancestors(number)).take(7).collect();
    let near = |t: &&crate::time::Timex| {
        let tokens = parse.tokens_in(t.span);
        let Some(top) = tokens.clone().find(|x| !tokens.contains(&parse.tokens[*x].head)) else { return false };
        std::iter::once(top).chain(parse.ancestors(top)).take(4).any(|x| above.contains(&x))
    };
    let far = |l: jiff::civil::Date| day.is_some_and(|d| (d - l).get_days() > 1);
    let (mut before, mut during) = (false, false);
    for l in times().filter(near).filter_map(latest) {
        before |= far(l);
        during |= !far(l);
    }
    before && !during
}

/// The day of the story's main event: the one that most of its pages state for an event of theirs, when at least two do.
fn main_days(pile: &Pile<'_>, dossier: &Dossier) -> BTreeMap<usize, jiff::civil::Date> {
    let mut days: BTreeMap<(usize, jiff::civil::Date), std::collections::BTreeSet<usize>> = BTreeMap::new();
    for (page, analysis) in pile.pages.iter().enumerate() {
        for event in analysis.events.iter().filter(|e| e.tense == crate::event::Tense::Past) {
            let stated = event.time.as_ref().filter(|t| t.basis == crate::event::TimeBasis::Stated);
            let day = stated.filter(|t| crate::link::is_day(&t.interval)).and_then(|t| t.interval.earliest);
            if let Some(day) = day {
                days.entry((dossier.documents[page].story, day.date())).or_default().insert(page);
            }
        }
    }
    let mut main: BTreeMap<usize, (usize, jiff::civil::Date)> = BTreeMap::new();
    for ((story, day), pages) in days {
        let best = main.entry(story).or_insert((0, day));
        if pages.len() > best.0 {
            *best = (pages.len(), day);
        }
    }
    main.into_iter().filter(|(_, (pages, _))| *pages > 1).map(|(story, (_, day))| (story, day)).collect()
}

/// One page's value of a slot.
struct Told {
    page: usize,
    number: Number,
    hedged: bool,
    at: Evidence,
}

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let days = main_days(pile, dossier);
    let mut by_slot: BTreeMap<(usize, usize), Vec<Told>> = BTreeMap::new();
    // Other counts of a page, which are parts of its own or of something else, by slot: page and value.
    let mut parts: BTreeMap<(usize, usize), Vec<(usize, f64)>> = BTreeMap::new();
    for (page, analysis) in pile.pages.iter().enumerate() {
        let story = dossier.documents[page].story;
        // News leads with the count; what follows is a part of it or another matter, unless it is called the whole.
        let mut own: BTreeMap<usize, Count> = BTreeMap::new();
        for count in counts(analysis, days.get(&story).copied()) {
            let value = count.number.value;
            match own.get(&count.slot) {
                Some(known) if known.number.value >= value || !(count.total && !known.total || near(known, &count)) => {
                    if known.number.value != value {
                        parts.entry((story, count.slot)).or_default().push((page, value));
                    }
                }
                known => {
                    if let Some(known) = known {
                        parts.entry((story, count.slot)).or_default().push((page, known.number.value));
                    }
                    own.insert(count.slot, count);
                }
            }
        }
        for (slot, count) in own {
            let at = Evidence { document: page, span: crate::link::sentence_span(analysis, count.sentence) };
            let told = Told { page, number: count.number, hedged: count.hedged, at };
            by_slot.entry((story, slot)).or_default().push(told);
        }
    }
    by_slot
        .into_iter()
        .filter_map(|(key, mut told)| {
            // What a page of the same day gives as a part is one here too.
            let day = |page: usize| pile.pages[page].page.published.earliest;
            let parts = parts.remove(&key).unwrap_or_default();
            told.retain(|t| !parts.iter().any(|(p, v)| *v == t.number.value && *p != t.page && day(*p) == day(t.page)));
            compare(pile, &SLOTS[key.1], told)
        })
        .collect()
}

/// Whether two counts stand close together: the larger is the whole.
fn near(a: &Count, b: &Count) -> bool {
    a.sentence.abs_diff(b.sentence) <= 1
}

fn compare(pile: &Pile<'_>, slot: &Slot, mut told: Vec<Told>) -> Option<Discrepancy> {
    let day = |t: &Told| pile.pages[t.page].page.published.earliest;
    // A number that no other page comes near belongs to something else.
    told.sort_by_key(|t| (day(t).is_none(), day(t), t.page));
    let mut values: Vec<(&Told, Vec<Evidence>)> = Vec::new();
    for t in &told {
        match values.iter_mut().find(|(v, _)| (v.number.value - t.number.value).abs() < 1e-9) {
            Some((_, support)) => support.push(t.at),
            None => values.push((t, vec![t.at])),
        }
    }
    if values.len() < 2 {
        return None;
    }
    let sure = |p: &(&Told, Vec<Evidence>), q: &(&Told, Vec<Evidence>)| {
        !p.0.hedged && !q.0.hedged && !p.0.number.rounds_to(q.0.number)
    };
    let pairs = || values.iter().enumerate().flat_map(|(i, p)| values[i + 1..].iter().map(move |q| (p, q)));
    let (status, reason) = match slot.course {
        Course::Fixed if pairs().any(|(p, q)| sure(p, q)) => (
            DiscrepancyStatus::Contradiction,
            format!("How many are {} does not change from day to day; one of the numbers is wrong.", slot.name),
        ),
        Course::Fixed => (DiscrepancyStatus::Imprecise, "The numbers are rounded or hedged.".to_string()),
        course => {
            let dated: Vec<_> = values.iter().filter(|v| day(v.0).is_some()).collect();
            let same_day = dated.windows(2).any(|w| day(w[0].0) == day(w[1].0) && sure(w[0], w[1]));
            let falls = course == Course::Rising
                && dated.windows(2).any(|w| w[0].0.number.value > w[1].0.number.value && sure(w[0], w[1]));
            match (same_day, falls) {
                (false, false) => (
                    DiscrepancyStatus::Update,
                    format!(
                        "Counts of the {} change as news comes in; the later page has the later number.",
                        slot.name
                    ),
                ),
                // A later and lower count mostly counts a part, or a place.
                (false, true) => {
                    (DiscrepancyStatus::Imprecise, "A later page has a lower number; it may count a part.".into())
                }
                (true, _) => (DiscrepancyStatus::Contradiction, "Pages of one day give different numbers.".into()),
            }
        }
    };
    let (count, noun) = match slot.name.as_str() {
        "aboard" => ("Number aboard".to_string(), "aboard".to_string()),
        name => (format!("Number of {name}"), name.to_string()),
    };
    let shown: Vec<String> = values.iter().map(|(t, _)| figures(t.number.value)).collect();
    Some(Discrepancy {
        kind: DiscrepancyKind::Number,
        status,
        about: None,
        label: format!(
            "{count}: {}",
            shown.join(if status == DiscrepancyStatus::Contradiction { " or " } else { ", " })
        ),
        variants: values
            .into_iter()
            .map(|(t, support)| Variant { value: format!("{} {noun}", figures(t.number.value)), support })
            .collect(),
        reasons: vec![reason],
    })
}

/// How two numbers in the same words relate: an update where the count is one that changes and the later page has the later number.
pub(super) fn course(
    pile: &Pile<'_>,
    dossier: &Dossier,
    a: (usize, Range<usize>, f64),
    b: (usize, Range<usize>, f64),
) -> (DiscrepancyStatus, String) {
    let slot = |page: usize, run: &Range<usize>| slot_of(&pile.pages[page].parse, &pile.pages[page].page.text, run);
    let slot = slot(a.0, &a.1).or_else(|| slot(b.0, &b.1));
    let day = |page: usize| dossier.documents[page].page.published.earliest;
    let order = match (day(a.0), day(b.0)) {
        (Some(x), Some(y)) => x.cmp(&y),
        _ => std::cmp::Ordering::Equal,
    };
    let grows = match order {
        std::cmp::Ordering::Less => a.2 < b.2,
        std::cmp::Ordering::Greater => b.2 < a.2,
        std::cmp::Ordering::Equal => false,
    };
    match slot.map(|s| &SLOTS[s]) {
        Some(s) if s.course == Course::Moving && order.is_ne() => {
            (DiscrepancyStatus::Update, format!("The number of {} changes as news comes in.", s.name))
        }
        Some(s) if s.course == Course::Rising && grows => (
            DiscrepancyStatus::Update,
            format!("The number of {} grows as news comes in; the later page has the higher one.", s.name),
        ),
        _ => (
            DiscrepancyStatus::Contradiction,
            "The numbers are of the same thing and are neither rounded nor converted.".into(),
        ),
    }
}
