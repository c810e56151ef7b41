//! The names that a line gives in place of a page's pronouns and short forms, for a line stands alone.
//!
//! In: a page of the pile and a token of it. Out: the linked entity that the token means, and the words that name it.

use super::phrase;
use super::subject::subject;
use crate::entity::{EntityKind, MentionKind};
use crate::language::{Form, Function};
use crate::link::Pile;
use crate::speech::Quotation;
use crate::{Analysis, Dossier, Span};
use crate::{EntityId, LocalEntity, PageId};

/// Nouns that a place is called by.
const PLACES: &[&str] = &[
    "country", "nation", "state", "city", "town", "capital", "island", "region", "province", "village", "kingdom",
    "republic",
];

/// Words of a phrase at most that stands in place of a pronoun.
const NOMINAL: usize = 7;

/// The entities of a page with their names in the whole dossier.
pub(super) struct Names<'a, 'p> {
    pub pile: &'a Pile<'p>,
    pub dossier: &'a Dossier,
    pub page: PageId,
}

impl<'p> Names<'_, 'p> {
    pub fn analysis(&self) -> &'p Analysis {
        self.pile.pages[self.page]
    }

    /// The linked entity that a token heads a mention of.
    pub fn linked(&self, token: usize) -> Option<EntityId> {
        let local = self.analysis().entities.position(|e| e.mentions.iter().any(|m| m.head == token))?;
        self.pile.entity_of[self.page].get(local).copied()
    }

    /// The name of the entity that a token heads a mention of.
    pub fn of(&self, token: usize) -> Option<Vec<String>> {
        let analysis = self.analysis();
        // "Orlov and Berg": the words of the page say it better.
        if analysis.parse.child(token, Function::Conjunct).is_some() {
            return None;
        }
        let local = analysis.entities.position(|e| e.mentions.iter().any(|m| m.head == token))?;
        let entity = self.dossier.entities.get(*self.pile.entity_of[self.page].get(local)?)?;
        let mentions = &analysis.entities[local].mentions;
        // Where it is not clear whom a pronoun takes up, the page's word stands.
        let kind = mentions.iter().find(|m| m.head == token).filter(|m| m.clear).map(|m| m.kind)?;
        let lemma = analysis.parse.tokens[token].lemma.to_lowercase();
        // Neither towns nor firms are "he" or "she", nobody is "it", and what the page gives no name ("61 people") gets none here: the
        // page's own words say less than a name, but nothing wrong.
        let named = analysis.entities[local].is_named();
        let person = entity.kind == EntityKind::Person;
        let fits = match (kind, lemma.as_str()) {
            (_, "he") => person,
            (_, "she") => person || entity.kind == EntityKind::Product,
            (_, "it") => !person,
            // "The captain" is a person; "the commission that she leads" is not she.
            (MentionKind::Nominal, noun) if person => {
                crate::judge::is_rank(noun)
                    || entity.titles.iter().any(|t| t.title.to_lowercase().split(' ').any(|w| w == noun))
            }
            // "A man from Norway" is not Norway.
            (MentionKind::Nominal, noun) if entity.kind == EntityKind::Location => PLACES.contains(&noun),
            _ => true,
        };
        if kind == MentionKind::Pronoun && !named && fits {
            return self.nominal(local, token);
        }
        if !named || !fits {
            return None;
        }
        self.proper(local)
    }

    /// What the page calls an entity without a name before a pronoun that takes it up: "the licence" for "it", from the same sentence or the
    /// one before.
    fn nominal(&self, local: LocalEntity, pronoun: usize) -> Option<Vec<String>> {
        let analysis = self.analysis();
        let (parse, text) = (&analysis.parse, analysis.page.text.as_str());
        let near = |m: &&crate::entity::Mention| {
            m.kind == MentionKind::Nominal
                && m.head < pronoun
                && parse.tokens[pronoun].sentence.since(parse.tokens[m.head].sentence) <= 1
        };
        let mention = analysis.entities[local].mentions.iter().filter(near).max_by_key(|m| m.head)?;
        let plural = parse.tokens[pronoun].is_plural() || parse.text(pronoun, text).eq_ignore_ascii_case("they");
        let group = analysis.entities[local].kind == EntityKind::Organization;
        if parse.tokens[mention.head].is_plural() != plural && !(plural && group)
            || parse.child(mention.head, Function::Conjunct).is_some()
        {
            return None;
        }
        let mut tokens = phrase::noun(parse, text, mention.head);
        let first = *tokens.first()?;
        // "No licence", "his licence": another article, or another pronoun to resolve.
        let article = parse.tokens[first].is(Function::Determiner);
        let known = |t: usize| matches!(parse.text(t, text).to_lowercase().as_str(), "a" | "an" | "the");
        let open =
            |t: &usize| parse.tokens[*t].form() == Form::PossessivePronoun || parse.tokens[*t].form() == Form::Pronoun;
        if article && !known(first) || tokens.iter().any(open) || tokens.len() > NOMINAL {
            return None;
        }
        if article {
            tokens.remove(0);
        }
        let mut words: Vec<String> = Vec::new();
        let mut end = None;
        for t in tokens {
            let piece = parse.text(t, text);
            match words.last_mut() {
                Some(last) if end == Some(parse.tokens[t].span.start) => last.push_str(piece),
                _ => words.push(piece.to_owned()),
            }
            end = Some(parse.tokens[t].span.end);
        }
        if article {
            words.insert(0, "the".to_owned());
        }
        (!words.is_empty()).then_some(words)
    }

    /// The name of an entity of the page for a line, when it has one.
    pub fn proper(&self, local: LocalEntity) -> Option<Vec<String>> {
        let name = &self.dossier.entities.get(*self.pile.entity_of[self.page].get(local)?)?.name;
        let proper = name.chars().any(char::is_uppercase) && name.split_whitespace().count() <= 6;
        proper.then(|| name.split_whitespace().map(str::to_string).collect())
    }

    /// "Jan Smit's" for "his": the words that stand for a possessive pronoun.
    pub fn whose(&self, token: usize) -> Option<Vec<String>> {
        let possessive = self.analysis().parse.tokens[token].form() == Form::PossessivePronoun;
        let mut name = possessive.then(|| self.of(token)).flatten()?;
        name.last_mut()?.push_str("'s");
        Some(name)
    }

    /// The same for the first word of a line: where the page does not tell whose, the thing is at least known to it.
    pub fn whose_first(&self, token: usize) -> Option<Vec<String>> {
        let parse = &self.analysis().parse;
        let known = |w: &str| matches!(w.to_lowercase().as_str(), "his" | "her" | "its" | "their");
        let open = parse.tokens[token].form() == Form::PossessivePronoun
            && known(parse.text(token, &self.analysis().page.text));
        self.whose(token).or_else(|| open.then(|| vec!["the".into()]))
    }

    /// The words of a stretch of the page, a possessive pronoun at its beginning resolved.
    fn words(&self, span: Span) -> Vec<String> {
        let analysis = self.analysis();
        let mut words: Vec<String> = Vec::new();
        for (n, t) in analysis.parse.tokens_in(span).enumerate() {
            let own = analysis.parse.text(t, &analysis.page.text);
            let joined = n > 0 && analysis.parse.tokens[t - 1].span.end == analysis.parse.tokens[t].span.start;
            match (self.whose_first(t).filter(|_| n == 0), words.last_mut()) {
                (Some(name), _) => words.extend(name),
                (None, Some(last)) if joined => last.push_str(own),
                (None, _) => words.push(own.to_owned()),
            }
        }
        words
    }

    /// Who speaks, by the quotation, where it is another than whom the parser has as the subject of the verb; and the name.
    pub fn speaker(&self, verb: usize, quotation: &Quotation) -> Option<(Option<EntityId>, Vec<String>)> {
        let analysis = self.analysis();
        if analysis.parse.is_passive(verb) {
            return None;
        }
        let speaker = quotation.speaker.as_ref()?;
        let entity = speaker.entity.and_then(|e| self.pile.entity_of[self.page].get(e)).copied();
        let subject = subject(&analysis.parse, &analysis.page.text, verb);
        // A pronoun is whom the quotation says; what names the speaker itself needs no other name.
        let pronoun = |s: usize| matches!(analysis.parse.tokens[s].form(), Form::Pronoun | Form::Who);
        let named = |s: usize| {
            let noun = phrase::noun(&analysis.parse, &analysis.page.text, s);
            !pronoun(s)
                && noun.iter().any(|t| speaker.span.is_some_and(|span| span.overlaps(analysis.parse.tokens[*t].span)))
        };
        if subject.is_some_and(|s| named(s) || entity.is_some() && self.linked(s) == entity) {
            return None;
        }
        let name = match (speaker.entity, speaker.span) {
            (Some(e), _) => self.proper(e)?,
            (None, Some(span))
                if span.of(&analysis.page.text).split_whitespace().eq(speaker.name.split_whitespace()) =>
            {
                self.words(span)
            }
            (None, _) => speaker.name.split_whitespace().map(str::to_owned).collect(),
        };
        Some((entity, name))
    }

    /// "Rask, the director of the office, who withdrew it": the person whom "who" means, where the parser hangs the clause on the office.
    pub fn person_for_who(&self, verb: usize, subject: usize) -> usize {
        let parse = &self.analysis().parse;
        let who = parse.tokens[verb].is(Function::Relative)
            && parse.tokens[verb].head == subject
            && parse.children(verb).any(|c| &*parse.tokens[c].lemma == "who");
        let person = |t: usize| self.linked(t).is_some_and(|e| self.dossier.entities[e].kind == EntityKind::Person);
        if !who || person(subject) || self.linked(subject).is_none() {
            return subject;
        }
        parse.ancestors(subject).take(4).find(|t| person(*t)).unwrap_or(subject)
    }
}
