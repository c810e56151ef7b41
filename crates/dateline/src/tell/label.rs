//! A short line for an event, in the words of its best sentence.
//!
//! In: an event and its mentions. Out: agent, verb and main arguments as a page words them, without asides, dates and subordinate clauses.
//! No word is added but the verb that a noun stands for ("Holt visited Bergen" for "Holt's visit to Bergen"); a pronoun or a bare surname
//! as subject gives way to the name of its entity, for a line stands alone. What is too long is cut where a phrase ends, and says so with
//! an ellipsis.

use std::collections::BTreeMap;

use super::names::Names;
use super::nominal;
use super::phrase::{self, Line};
use super::speech;
use super::subject::{clause_of, described, subject};
use crate::entity::EntityKind;
use crate::event::{Certainty, Event, ParticipantRole, Tense};
use crate::language::{Form, Function, Parse, Pos};
use crate::link::Pile;
use crate::speech::{Quotation, QuotationKind};
use crate::time::TimeBasis;
use crate::{Analysis, Dossier, Status};
use crate::{EntityId, EventId, Local, MentionId};

/// The label of an event.
pub(crate) fn label(pile: &Pile<'_>, dossier: &Dossier, event: EventId) -> String {
    let mut best: Option<(i32, String)> = None;
    // What has happened is told by a page that tells it as past, where one does.
    let ahead = |m: &&Local<MentionId>| pile.event(**m).tense == Tense::Future;
    let mentions = &pile.mentions[event];
    let happened = dossier.events[event].status == Status::Happened && !mentions.iter().all(|m| ahead(&m));
    for &Local { page, index: local } in mentions.iter().filter(|m| !happened || !ahead(m)).take(12) {
        let mention = &pile.pages[page].events[local];
        let text = of_mention(&Names { pile, dossier, page }, mention, happened);
        if text.is_empty() {
            continue;
        }
        let score = quality(&pile.pages[page].parse, &pile.pages[page].page.text, mention, &text);
        if best.as_ref().is_none_or(|(s, _)| score > *s) {
            best = Some((score, text));
        }
    }
    let text = best.map(|(_, t)| t).unwrap_or_default();
    // What begins with its speaker names him already.
    let told = text.contains(" said: “");
    match super::holder::holder(pile, dossier, event).filter(|_| !text.is_empty() && !told) {
        Some(holder) => text + &holder,
        None => text,
    }
}

/// Prefers a verb in the past with a named agent, and a line neither too long nor too bare.
fn quality(parse: &Parse, page: &str, mention: &Event, text: &str) -> i32 {
    let token = parse.tokens.get(mention.token);
    let verb = token.is_some_and(|t| t.pos == Pos::Verb);
    let past = token.is_some_and(|t| t.is_past());
    let agent = mention.participants.iter().any(|p| p.role == ParticipantRole::Agent && p.entity.is_some());
    let words = text.split_whitespace().count() as i32;
    let length = if (5..=12).contains(&words) { 3 } else { 3 - (words - 8).abs() / 2 };
    // "Were brought" without a place says less than "were brought to the hall".
    let bare = token.is_some_and(|t| text.ends_with(t.span.of(page)));
    let certain = mention.certainty == Certainty::Certain;
    // "A soldier to arrest her brother": what is told of as wanted or possible is no good line for what happened.
    let modal = |c: usize| parse.tokens[c].is_modal() || &*parse.tokens[c].lemma == "do";
    let infinitive = token.is_some_and(|t| t.is_base()) && !parse.children(mention.token).any(modal);
    i32::from(verb) * 3
        - 12 * i32::from(infinitive || participle(parse, mention.token) || describes(parse, mention.token))
        + i32::from(past) * 2
        + i32::from(agent) * 4
        + i32::from(certain) * 3
        + length
        - 4 * i32::from(bare)
}

/// "When asked by reporters, Holt said", "reported as having died": a participle of another clause, which is no sentence without an
/// auxiliary that has a tense.
pub(super) fn participle(parse: &Parse, token: usize) -> bool {
    let t = &parse.tokens[token];
    let mut auxiliaries = parse.auxiliaries(token).peekable();
    if auxiliaries.peek().is_some() {
        return t.pos == Pos::Verb && auxiliaries.all(|c| parse.tokens[c].is_gerund());
    }
    // The parser takes the participle of "when asked by reporters" for the past tense now and then.
    let passive = matches!(t.form(), Form::Participle | Form::Past) && parse.child(token, Function::Agent).is_some();
    t.is_participle() && t.is(Function::Adverbial)
        || passive && !matches!(t.function(), Function::NounClause | Function::Relative | Function::Conjunct)
}

/// "The scene after a tram overturned, trapping five": a participle that says more of another event.
pub(super) fn describes(parse: &Parse, token: usize) -> bool {
    let t = &parse.tokens[token];
    t.is_gerund()
        && matches!(t.function(), Function::NounClause | Function::Adverbial | Function::PrepositionClause)
        && parse.auxiliaries(token).next().is_none()
}

/// The label that one mention gives; empty when its clause tells nothing by itself ("refused to do so").
fn of_mention(names: &Names<'_, '_>, mention: &Event, happened: bool) -> String {
    let analysis = names.analysis();
    let parse = &analysis.parse;
    let Some(head) = parse.tokens.get(mention.token) else { return String::new() };
    let verb = |t: usize| matches!(parse.tokens[t].pos, Pos::Verb | Pos::Aux);
    // A noun with a light or reporting verb above ("held talks") is told by the clause of that verb.
    let above = || clause_of(parse, mention.token).unwrap_or(mention.token);
    let root = if verb(mention.token) { mention.token } else { above() };
    if !verb(root) {
        let clause = (happened && head.pos == Pos::Noun).then(|| nominal::clause(names, root)).flatten();
        return clause.unwrap_or_else(|| of_noun(names, root));
    }
    let utterance = (root == mention.token).then(|| speech::introduced(analysis, mention)).flatten();
    Clause { names, analysis, mention, root, utterance }.line()
}

/// "His visit" stands alone as "Jan Smit's visit".
fn of_noun(names: &Names<'_, '_>, noun: usize) -> String {
    let (parse, text) = (&names.analysis().parse, names.analysis().page.text.as_str());
    let mut line = Line::new(parse, text);
    line.tokens(&phrase::noun(parse, text, noun), |t| names.whose(t));
    line.finish()
}

/// The clause of a verb, on its way into a line.
struct Clause<'a, 'p> {
    names: &'a Names<'a, 'p>,
    analysis: &'a Analysis,
    mention: &'a Event,
    root: usize,
    /// What the verb introduces as speech.
    utterance: Option<Quotation>,
}

/// What was said, as the line ends with it, and what stands in quotation marks before.
struct Said<'a> {
    ending: Option<&'a Quotation>,
    quoted: BTreeMap<usize, Vec<String>>,
}

impl Clause<'_, '_> {
    fn line(&self) -> String {
        let (parse, text) = (&self.analysis.parse, self.analysis.page.text.as_str());
        let mut line = Line::new(parse, text);
        if let Some(own) = self.own_account() {
            return own;
        }
        let Some(actor) = self.actor(&mut line) else { return String::new() };
        let (mut tokens, colon) = phrase::predicate(parse, text, self.root, line.len());
        let object = described(parse, self.root).filter(|o| subject(parse, text, self.root) != Some(*o));
        // "The ferry that she had promised": what the clause describes is its object.
        if let Some(object) = object {
            tokens.extend(phrase::noun(parse, text, object));
        }
        if self.is_empty(actor, &tokens) {
            return String::new();
        }
        let said = self.said(&mut tokens);
        let clause = |t: usize| self.own_words(t) && actor != self.names.linked(t);
        line.tokens(&tokens, |t| {
            if let Some(words) = said.quoted.get(&t) {
                return Some(words.clone());
            }
            if parse.tokens[t].is(Function::Determiner) && object == Some(parse.tokens[t].head) {
                return Some(vec![parse.text(t, text).to_lowercase()]);
            }
            let pronoun = parse.tokens[t].form() == Form::Pronoun && parse.tokens[t].is_subject();
            (pronoun && clause(t)).then(|| self.names.of(t)).flatten()
        });
        let behind = colon.and_then(|c| self.quoted_after(parse.tokens[c].span.end));
        match (behind, said.ending) {
            (Some(words), _) => line.finish_with(": ", &words),
            (None, Some(q)) => match speech::content(self.analysis, q) {
                Some(words) => line.finish_with(if is_direct(q) { ": " } else { " " }, &words),
                None => line.finish(),
            },
            (None, None) => line.finish(),
        }
    }

    /// What somebody tells in quotation marks of himself, on a day that he gives: "Holt said: “I wrote to the port in May”".
    fn own_account(&self) -> Option<String> {
        let (parse, text) = (&self.analysis.parse, self.analysis.page.text.as_str());
        let who = parse.subject(self.root)?;
        let first = matches!(parse.text(who, text), "I" | "We" | "we") && parse.tokens[who].form() == Form::Pronoun;
        let stated = self.mention.time.as_ref().is_some_and(|t| t.basis == TimeBasis::Stated);
        if !first || !stated || self.utterance.is_some() {
            return None;
        }
        let span = parse.tokens[self.root].span;
        let quoted = |q: &&Quotation| is_direct(q) && q.span.contains(span) && q.span.contains(parse.tokens[who].span);
        let quotation = self.analysis.quotations.iter().find(quoted)?;
        let speaker = quotation.speaker.as_ref()?.entity?;
        let local = &self.analysis.entities[speaker];
        if !local.is_named() || local.kind != EntityKind::Person {
            return None;
        }
        let name = self.names.proper(speaker)?;
        let (tokens, _) = phrase::predicate(parse, text, self.root, 1);
        // With the day, which is part of what he says.
        let sentence = &parse.sentences[parse.tokens[self.root].sentence];
        let last = tokens.iter().copied().max()?;
        let day = |t: &usize| parse.tokens[*t].is(Function::Punctuation) || *t + 1 >= sentence.end;
        let end = (last + 1..sentence.end.min(last + 6)).find(|t| day(t)).unwrap_or(last + 1);
        let words = text.get(parse.tokens[who].span.start..parse.tokens[end - 1].span.end.min(quotation.span.end))?;
        Some(format!("{} said: {}", name.join(" "), speech::quote(words)?))
    }

    /// Begins the line with who acts, and gives its linked entity; `None` when nobody does: a clause without a subject is no line.
    fn actor(&self, line: &mut Line<'_>) -> Option<Option<EntityId>> {
        let (names, parse, text) = (self.names, &self.analysis.parse, self.analysis.page.text.as_str());
        if let Some((speaker, name)) = self.utterance.as_ref().and_then(|q| names.speaker(self.root, q)) {
            line.words(name);
            return Some(speaker);
        }
        if let Some(subject) = subject(parse, text, self.root).map(|s| names.person_for_who(self.root, s)) {
            match names.of(subject) {
                Some(name) => line.words(name),
                None => {
                    let tokens = phrase::noun_without(parse, text, subject, Some(self.root));
                    let first = tokens.first().copied();
                    line.tokens(&tokens, |t| if Some(t) == first { names.whose_first(t) } else { None });
                }
            }
            return Some(names.linked(subject));
        }
        // Of whom it is told, when the parser hangs the verb on nobody.
        if !parse.tokens[self.root].is_gerund() {
            return None;
        }
        let agents = self.mention.participants.iter().filter(|p| p.role == ParticipantRole::Agent);
        let (entity, name) = agents.filter_map(|p| p.entity).find_map(|e| {
            let entity = names.pile.entity_of[names.page].get(e).copied()?;
            Some((entity, names.proper(e)?))
        })?;
        line.words(name);
        Some(Some(entity))
    }

    /// Whether the predicate tells nothing, or not of this subject.
    fn is_empty(&self, actor: Option<EntityId>, tokens: &[usize]) -> bool {
        let (parse, text) = (&self.analysis.parse, self.analysis.page.text.as_str());
        // "Began its work" is not said of a person: the subject is another than the parser's, unless a clause has one of its own.
        let person = actor.is_some_and(|e| self.names.dossier.entities[e].kind == EntityKind::Person);
        let another =
            |t: usize| tokens.iter().any(|o| *o < t && *o > self.root && parse.tokens[*o].is(Function::Subject));
        let its = |t: &usize| {
            parse.tokens[*t].form() == Form::PossessivePronoun && &*parse.tokens[*t].lemma == "its" && !another(*t)
        };
        let so = |w: &[usize]| parse.text(w[0], text) == "do" && parse.text(w[1], text) == "so";
        person && tokens.iter().any(its) || tokens.windows(2).any(so)
    }

    /// Takes out of the tokens what is told as speech: what is said may stand before the verb, or in quotation marks behind it, and then
    /// ends the line.
    fn said(&self, tokens: &mut Vec<usize>) -> Said<'_> {
        let (parse, root) = (&self.analysis.parse, self.root);
        let passive = |q: &Quotation| {
            parse.child(root, Function::PassiveSubject).is_some_and(|s| q.span.contains(parse.tokens[s].span))
        };
        let said = self.utterance.as_ref().filter(|q| {
            let clause = parse.child(root, Function::Clause).filter(|c| *c > root);
            match q.kind {
                QuotationKind::Direct => clause.is_none_or(|c| q.span.contains(parse.tokens[c].span)),
                // "The meeting was confirmed": what is said is the subject.
                _ => clause.is_none() && q.span.end <= parse.tokens[root].span.start && !passive(q),
            }
        });
        if let Some(q) = said {
            tokens.retain(|t| *t <= root || !q.span.contains(parse.tokens[*t].span));
        }
        let inside = |q: &Quotation, tokens: &[usize]| {
            tokens.iter().any(|t| *t > root && q.span.contains(parse.tokens[*t].span))
        };
        let governed = self.utterance.as_ref().is_some_and(|q| inside(q, tokens));
        let quoted = speech::whole(self.analysis, root, tokens, said.is_some_and(is_direct));
        // What the verb governs may be lost in the tree: then the words that the page has after it.
        let governs = |d: Function| parse.children(root).any(|c| c > root && parse.tokens[c].function() == d);
        let held = governs(Function::Clause) || governs(Function::Object) || governs(Function::OpenClause);
        let lost = |q: &&Quotation| {
            let behind = !is_direct(q) && q.span.start > parse.tokens[root].span.start;
            behind && (governed || !held) && !inside(q, tokens)
        };
        let ending = said.or(self.utterance.as_ref().filter(lost));
        if ending.is_some_and(|q| !is_direct(q)) {
            let end = tokens.iter().position(|t| *t > root && parse.tokens[*t].is(Function::Preposition));
            tokens.truncate(end.unwrap_or(tokens.len()));
        }
        Said { ending, quoted }
    }

    /// Whether a word is the page's own and no part of a quotation.
    fn own_words(&self, token: usize) -> bool {
        let span = self.analysis.parse.tokens[token].span;
        !self.analysis.quotations.iter().any(|q| q.kind != QuotationKind::Indirect && q.span.contains(span))
    }

    /// The quotation that begins behind a colon.
    fn quoted_after(&self, colon: usize) -> Option<String> {
        let begins = |q: &&Quotation| q.kind != QuotationKind::Indirect && (colon..colon + 4).contains(&q.span.start);
        let quotation = self.analysis.quotations.iter().find(begins)?;
        speech::quote(quotation.span.of(&self.analysis.page.text))
    }
}

fn is_direct(quotation: &Quotation) -> bool {
    quotation.kind == QuotationKind::Direct
}
