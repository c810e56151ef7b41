//! What a line says of somebody's words: who spoke, and what, in quotation marks where the page has them.
//!
//! In: the quotations of a page and the verb that introduces one. Out: the speaker, and words of the page as it has them: a quotation
//! is told whole or cut at its end, never thinned.

use std::collections::BTreeMap;

use crate::event::Event;
use crate::language::Pos;
use crate::page::Role;
use crate::speech::{Quotation, QuotationKind};
use crate::{Analysis, Span};

/// Whether the page itself tells a stretch: it stands in no heading or caption, and inside nobody's quotation marks.
pub(super) fn narrated(analysis: &Analysis, span: Span) -> bool {
    let aside = |b: &crate::page::Block| !matches!(b.role, Role::Body | Role::Standfirst) && b.span.contains(span);
    let quoted = |q: &Quotation| q.kind == QuotationKind::Direct && q.span.contains(span);
    !analysis.page.blocks.iter().any(aside) && !analysis.quotations.iter().any(quoted)
}

/// Words of speech that a line gives at most.
const MOST: usize = 14;

/// What an event introduces as its verb of speech: the first of its quotations, else the longest indirect speech, with the rest of it that an
/// aside ("Orlov, meanwhile, seems …, she said") takes apart.
pub(super) fn introduced(analysis: &Analysis, mention: &Event) -> Option<Quotation> {
    let cued = || analysis.quotations.iter().filter(|q| q.cue.is_some_and(|c| c.overlaps(mention.span)));
    if let Some(direct) = cued().find(|q| q.kind == QuotationKind::Direct) {
        return Some(direct.clone());
    }
    let mut longest = cued().max_by_key(|q| (q.span.end - q.span.start, std::cmp::Reverse(q.span.start)))?.clone();
    if longest.span.end <= mention.span.start {
        let before = cued().filter(|q| q.span.end <= mention.span.start);
        longest.span.start = before.map(|q| q.span.start).min()?;
        longest.span.start = clause_start(analysis, mention, longest.span.start);
    }
    Some(longest)
}

/// Where the clause begins whose end, from a place on, is indirect speech: a verb without its subject says nothing.
fn clause_start(analysis: &Analysis, mention: &Event, from: usize) -> usize {
    let parse = &analysis.parse;
    let Some(first) = parse.tokens.iter().position(|t| t.span.start >= from) else { return from };
    let cue = |t: usize| analysis.quotations.iter().any(|q| q.cue.is_some_and(|c| c.overlaps(parse.tokens[t].span)));
    let governs = |v: &usize| {
        *v < first && *v != mention.token && matches!(parse.tokens[*v].pos, Pos::Verb | Pos::Aux) && !cue(*v)
    };
    match parse.ancestors(first).find(governs) {
        Some(verb) => parse.tokens[parse.subtree(verb).start].span.start.min(from),
        None => from,
    }
}

/// The words of a quotation for a line; those of indirect speech as the page has them, without "that".
pub(super) fn content(analysis: &Analysis, quotation: &Quotation) -> Option<String> {
    let text = quotation.span.of(&analysis.page.text);
    if quotation.kind == QuotationKind::Direct {
        return quote(text);
    }
    let mut words: Vec<&str> = text.split_whitespace().skip_while(|w| *w == "that").collect();
    // "BERGEN, Norway -- The ferry": where the page was written.
    let dash = words.iter().take(5).position(|w| matches!(*w, "--" | "—" | "–"));
    if let Some(dash) =
        dash.filter(|d| words[..*d].iter().any(|w| w.chars().any(char::is_uppercase) && w.to_uppercase() == *w))
    {
        words.drain(..=dash);
    }
    if words.len() < 2 {
        return None;
    }
    let mut line = cut(&words, MOST);
    // What the cut takes from a quotation inside is still a quotation.
    if line.matches('“').count() > line.matches('”').count() {
        line = line.strip_suffix(" …").map_or_else(|| format!("{line}”"), |front| format!("{front}” …"));
    }
    // The sentence that began with these words begins with the speaker now.
    let first = analysis
        .parse
        .tokens
        .iter()
        .find(|t| quotation.span.contains(t.span) && t.pos != Pos::Punct && &*t.lemma != "that")?;
    if first.pos != Pos::Propn && &*first.lemma != "I" {
        let mut chars = line.chars();
        line = chars.next().map(|c| c.to_lowercase().chain(chars).collect()).unwrap_or_default();
    }
    Some(line)
}

/// The words of direct speech in quotation marks.
pub(super) fn quote(text: &str) -> Option<String> {
    quote_up_to(text, MOST)
}

/// The same with up to so many words.
pub(super) fn quote_up_to(text: &str, most: usize) -> Option<String> {
    let words: Vec<&str> = text
        .trim_matches(|c: char| matches!(c, '"' | '“' | '”' | ',' | ' ' | '.' | '‘' | '\''))
        .split_whitespace()
        .collect();
    (!words.is_empty()).then(|| format!("“{}”", cut(&words, most)))
}

/// So many words as a line takes, to the end of a clause.
fn cut(words: &[&str], most: usize) -> String {
    let mut end = words.len().min(most);
    if end < words.len() {
        let clause = words[4..end].iter().rposition(|w| w.ends_with([',', ';', '.', ':']));
        end = clause.map_or(end, |c| c + 5);
    }
    let line = words[..end].join(" ");
    if end == words.len() {
        return line.trim_end_matches([',', ';', '.', ':']).to_string();
    }
    // The full stop of a sentence goes, that of "p.m." stays.
    let stop = words[end - 1].trim_end_matches('.');
    let line = if stop.len() > 3 && !stop.contains('.') { line.trim_end_matches('.') } else { &line };
    format!("{} …", line.trim_end_matches([',', ';', ':']))
}

/// The same words with what stands in quotation marks told whole: the first token of each quotation, and the words to give in its place.
/// Other tokens of the quotations are taken out, and all where the line does not reach the first. A quotation around the verb itself is left alone.
///
/// With `none` they go altogether: other pieces of speech that ends the line.
pub(super) fn whole(
    analysis: &Analysis,
    verb: usize,
    tokens: &mut Vec<usize>,
    none: bool,
) -> BTreeMap<usize, Vec<String>> {
    let parse = &analysis.parse;
    let mut given = BTreeMap::new();
    for quotation in marked(analysis, parse.tokens[verb].span) {
        let inside = |t: usize| quotation.contains(parse.tokens[t].span);
        let word = |t: &usize| inside(*t) && parse.tokens[*t].pos != Pos::Punct;
        let Some(first) = tokens.iter().copied().find(word) else { continue };
        if none {
            tokens.retain(|t| !inside(*t));
            continue;
        }
        let begins = parse.tokens_in(quotation).find(|t| parse.tokens[*t].pos != Pos::Punct) == Some(first);
        let Some(words) = quote(quotation.of(&analysis.page.text)).filter(|_| begins) else {
            tokens.retain(|t| !inside(*t));
            continue;
        };
        tokens.retain(|t| !inside(*t) || *t == first);
        given.insert(first, words.split(' ').map(str::to_owned).collect());
    }
    given
}

/// Whether an event only says who told what stands before it: "the ferry sank, the coast guard said".
pub(super) fn attributes(analysis: &Analysis, mention: &Event) -> bool {
    introduced(analysis, mention).is_some_and(|q| q.kind != QuotationKind::Direct && q.span.end <= mention.span.start)
}

/// The stretches in quotation marks that do not hold a place.
fn marked(analysis: &Analysis, outside: Span) -> Vec<Span> {
    let open = |q: &&Quotation| q.span.of(&analysis.page.text).starts_with(['"', '“', '\'', '‘']);
    let marked = analysis.quotations.iter().filter(|q| q.kind != QuotationKind::Indirect).filter(open);
    marked.map(|q| q.span).filter(|s| !s.overlaps(outside)).collect()
}
