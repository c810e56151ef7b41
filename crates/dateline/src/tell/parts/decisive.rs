//! The words of a sentence that give a value of a discrepancy, hedge and all, and whom the sentence has it from.
//!
//! In: the discrepancies. Out: a [`Decisive`] for every sentence of every side. The words are a time, a number or a name that the analysis
//! of the page found; where none fits the value, the value's own words, and where those are not there, none.

use crate::event::Event;
use crate::link::Pile;
use crate::numerals::{self, Number};
use crate::time::Timex;
use crate::{Analysis, Decisive, Discrepancy, DiscrepancyKind, Dossier, EventId, Evidence, Span};

/// See [`Parts::decisive`](crate::Parts::decisive).
pub(super) fn decisive(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Decisive> {
    let mut all = Vec::new();
    for (discrepancy, x) in dossier.discrepancies.iter_enumerated() {
        for (variant, v) in x.variants.iter().enumerate() {
            for (support, at) in v.support.iter().enumerate() {
                let words = words(pile, x, &v.value, *at);
                let by = by(pile, dossier, x.about, *at, words);
                if words.is_some() || by.is_some() {
                    all.push(Decisive { discrepancy, variant, support, words, by });
                }
            }
        }
    }
    all
}

fn words(pile: &Pile<'_>, x: &Discrepancy, value: &str, at: Evidence) -> Option<Span> {
    let analysis = pile.pages.get(at.document)?;
    let sentence = whole(analysis, at.span);
    match x.kind {
        DiscrepancyKind::Date | DiscrepancyKind::Time => {
            time(pile, analysis, x.about, value, (at, sentence)).or_else(|| literal(analysis, value, sentence))
        }
        DiscrepancyKind::Number => number(analysis, value, (at.span, sentence)).map(|span| scaled(analysis, span)),
        DiscrepancyKind::Wording => None,
        DiscrepancyKind::Place => match value.strip_prefix("not ") {
            Some(place) => denied(analysis, place, sentence),
            None => literal(analysis, value, sentence),
        },
        _ => literal(analysis, value, at.span).or_else(|| literal(analysis, value, sentence)),
    }
}

/// The sentence that holds a span.
fn whole(analysis: &Analysis, span: Span) -> Span {
    let parse = &analysis.parse;
    let sentence =
        parse.token_at(span.start).and_then(|t| parse.tokens.get(t)).map(|t| parse.sentence_span(t.sentence));
    sentence.filter(|s| s.contains(span)).unwrap_or(span)
}

/// The time that a value stands for: that of the event the discrepancy is about, where it fits; else one that alone fits.
fn time(
    pile: &Pile<'_>,
    analysis: &Analysis,
    about: Option<EventId>,
    value: &str,
    (at, sentence): (Evidence, Span),
) -> Option<Span> {
    let text = analysis.page.text.as_str();
    let inside = || analysis.times.iter().filter(|t| sentence.contains(t.span));
    let fits = |t: &&Timex| {
        let own = t.span.of(text).eq_ignore_ascii_case(value);
        let clock = value.len() == 5 && value.as_bytes().get(2) == Some(&b':');
        let told = t.value.as_deref().is_some_and(|v| {
            if clock {
                v.ends_with(&format!("T{value}"))
            } else {
                v == value || v.get(..10) == Some(value) || value.starts_with(v) && v.len() > 9
            }
        });
        own || told
    };
    let event = about.map(|e| pile.mentions[e].iter()).into_iter().flatten().find_map(|m| {
        let event = &pile.pages[m.page].events[m.index];
        let here = m.page == at.document && sentence.contains(event.span);
        let timex = event.time.as_ref().filter(|_| here)?.timex?;
        analysis.times.get(timex)
    });
    event.filter(fits).or_else(|| inside().find(fits)).map(|t| t.span)
}

/// The number of the value, with its hedge, unit and noun as the analysis has them.
fn number(analysis: &Analysis, value: &str, (at, sentence): (Span, Span)) -> Option<Span> {
    let text = analysis.page.text.as_str();
    let wanted = leading(value);
    let same = |a: f64| wanted.is_some_and(|w| (w - a).abs() <= 1e-6 * w.abs().max(1.0));
    let quantities = || analysis.events.iter().flat_map(|e| &e.quantities).filter(|q| sentence.contains(q.span));
    let printed = literal(analysis, value, at).or_else(|| literal(analysis, value, sentence));
    if let Some(span) = printed {
        return Some(quantities().map(|q| q.span).find(|q| q.contains(span)).unwrap_or(span));
    }
    if let Some(q) = quantities().find(|q| same(q.value) && q.high.is_none()) {
        return Some(q.span);
    }
    let parse = &analysis.parse;
    let mut tokens = parse.tokens_in(sentence);
    tokens.find_map(|t| {
        let run = numerals::run(parse, text, t);
        let number = Number::of_tokens(parse, text, run.clone()).filter(|_| !run.is_empty())?;
        same(number.value).then(|| parse.span(run))
    })
}

/// With what is glued to a number, or scales it: "€38m", "€61 million"; and with "a little" before "less than".
fn scaled(analysis: &Analysis, span: Span) -> Span {
    let text = analysis.page.text.as_str();
    let rest = text.get(span.end..).unwrap_or_default();
    let glued = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let next = rest[glued..].strip_prefix(' ').unwrap_or_default();
    let word = &next[..next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len())];
    let digits = span.of(text).ends_with(|c: char| c.is_ascii_digit());
    let scale = digits && glued == 0 && word.len() > 1 && numerals::scale(&word.to_lowercase()).is_some();
    let end = span.end
        + if scale {
            1 + word.len()
        } else if digits {
            glued
        } else {
            0
        };
    let before = text.get(..span.start).unwrap_or_default();
    let little =
        before.to_lowercase().ends_with("a little ") && before.is_char_boundary(before.len().saturating_sub(9));
    Span { start: span.start - if little { 9 } else { 0 }, end }
}

/// The number that a value begins with: "Fourteen people", "€38", "3,200 metres".
fn leading(value: &str) -> Option<f64> {
    let mut words = value.split_whitespace();
    let first = words.next()?.trim_start_matches(['$', '€', '£', '~']).trim_end_matches('%');
    let first = first.split_once('-').map_or(first, |(n, _)| n);
    let value = Number::of_word(first).map(|n| n.value).or_else(|| numerals::digits(first))?;
    let scale = words.next().and_then(|w| numerals::scale(&w.to_lowercase())).unwrap_or(1.0);
    Some(value * scale)
}

/// The words "not in Vellin" for a denial of a place.
fn denied(analysis: &Analysis, place: &str, sentence: Span) -> Option<Span> {
    let name = literal(analysis, place, sentence)?;
    let parse = &analysis.parse;
    let first = parse.tokens_in(name).next()?;
    let text = analysis.page.text.as_str();
    let not =
        (first.saturating_sub(3)..first).rev().find(|t| matches!(parse.text(*t, text), "not" | "n't" | "never"))?;
    Some(Span { start: parse.tokens[not].span.start, end: name.end })
}

/// Where the value's own words stand in a sentence, as whole words, in any case.
fn literal(analysis: &Analysis, value: &str, within: Span) -> Option<Span> {
    let text = analysis.page.text.get(within.start..within.end)?;
    let (low, wanted) = (text.to_ascii_lowercase(), value.to_ascii_lowercase());
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let mut found = low
        .match_indices(&wanted)
        .filter(|(at, _)| edge(low[..*at].chars().next_back()) && edge(low[at + wanted.len()..].chars().next()));
    let (at, _) = found.next().filter(|_| !wanted.is_empty())?;
    Some(Span { start: within.start + at, end: within.start + at + wanted.len() })
}

/// Whom a sentence has it from: who is quoted there, or the source of the event in it that the words stand with.
fn by(pile: &Pile<'_>, dossier: &Dossier, about: Option<EventId>, at: Evidence, words: Option<Span>) -> Option<String> {
    let analysis = pile.pages.get(at.document)?;
    let name = |entity: crate::EntityId| Some(&dossier.entities[entity]).filter(|e| e.named).map(|e| e.name.clone());
    let decides = words.unwrap_or(at.span);
    let quoted = dossier.quotations.iter().filter(|q| q.at.document == at.document && q.at.span.contains(decides));
    let speaker = quoted
        .min_by_key(|q| q.at.span.end - q.at.span.start)
        .map(|q| q.speaker.and_then(name).or_else(|| q.speaker_name.clone()).filter(|n| !n.trim().is_empty()));
    if let Some(speaker) = speaker {
        return speaker;
    }
    let sentence = whole(analysis, at.span);
    let inside = |e: &&Event| sentence.contains(e.span);
    let ours = about.map(|e| pile.mentions[e].iter()).into_iter().flatten();
    let ours = ours.filter(|m| m.page == at.document).map(|m| &analysis.events[m.index]).find(inside);
    let near = || {
        let all =
            analysis.events.iter().filter(inside).filter(|e| e.quantities.iter().any(|q| q.span.overlaps(decides)));
        all.min_by_key(|e| e.span.start.abs_diff(decides.start))
    };
    let source = ours.or_else(near)?.attribution.first()?;
    let linked = source.entity.and_then(|e| pile.entity_of[at.document].get(e)).copied();
    linked.and_then(name).or_else(|| in_words(analysis, source.span))
}

/// Who it is in the words of the page, with the article or number before: "the harbour office", "two passengers".
fn in_words(analysis: &Analysis, span: Span) -> Option<String> {
    let (parse, text) = (&analysis.parse, analysis.page.text.as_str());
    let tokens = parse.tokens_in(span);
    let before = tokens.start.checked_sub(1).and_then(|t| parse.tokens.get(t)).filter(|t| {
        matches!(&*t.lemma.to_lowercase(), "the" | "a" | "an" | "some" | "several" | "many") && tokens.contains(&t.head)
    });
    let start = before.map_or(span.start, |t| t.span.start);
    let words = text.get(start..span.end)?.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words.split(" (").next().unwrap_or_default().trim_end_matches(',');
    let first = words.split(' ').next().unwrap_or_default();
    let pronoun = matches!(words.to_lowercase().as_str(), "he" | "she" | "it" | "they" | "i" | "we" | "who");
    let words = match first {
        "The" | "A" | "An" | "Some" | "Several" | "Two" | "Three" | "Many" => {
            format!("{}{}", first.to_lowercase(), &words[first.len()..])
        }
        _ => words.to_owned(),
    };
    (!pronoun && words.split(' ').count() <= 8).then_some(words)
}
