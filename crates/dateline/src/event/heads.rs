//! Which words head event mentions: verbs, nouns of events, predicate adjectives, and the names of recurring events.
//!
//! In: the parse, and which tokens stand in names and times. Out: the [`Form`] of a head and its lemma. The word lists are
//! `data/event/nouns.toml`, `verbs.toml` and `heads.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::entity::lexicon::{Classes, NAMES, classes};
use crate::entity::names::is_calendar;
use crate::language::{Function, Number, Parse, Pos};
use crate::lexicon::Flag;

/// Form of the head of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Verb,
    Noun,
    Adjective,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Names of events that come again.
    named: Vec<String>,
    /// Nouns that are events in some company only.
    #[serde(default)]
    company: BTreeMap<String, Company>,
}

/// The company in which a noun of things or groups stands for an event; words by spaces.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Company {
    after: String,
    object_of: String,
    subject_of: String,
    with: String,
    before: String,
}

struct Lists {
    named: BTreeSet<&'static str>,
    company: &'static BTreeMap<String, Company>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    static FILE: LazyLock<File> =
        LazyLock::new(|| crate::data::table("event/heads.toml", include_str!("../../../../data/event/heads.toml")));
    Lists { named: FILE.named.iter().map(String::as_str).collect(), company: &FILE.company }
});

/// Finds heads in one page.
pub(crate) struct Heads<'a> {
    pub text: &'a str,
    pub parse: &'a Parse,
    /// Whether a token stands in the name of an entity that is no event.
    pub named: &'a [bool],
    /// Whether a token stands in a time.
    pub timed: &'a [bool],
}

impl Heads<'_> {
    /// Whether a token heads an event mention, and in what form.
    pub fn form(&self, token: usize) -> Option<Form> {
        let t = &self.parse.tokens[token];
        let word = self.parse.text(token, self.text);
        if self.timed[token] || !word.starts_with(char::is_alphabetic) || is_calendar(word) {
            return None;
        }
        if self.ends_event_name(token) {
            return (!is_modifier(t.function())).then_some(Form::Noun);
        }
        // A small finite verb in the middle of a name is the recogniser's error.
        let finite = t.is_finite()
            && t.number() != Some(Number::Plural)
            && t.pos == Pos::Verb
            && word.starts_with(char::is_lowercase);
        if self.named[token] && !finite {
            return None;
        }
        match t.pos {
            Pos::Verb => self.verb(token).then_some(Form::Verb),
            Pos::Aux => (!t.is_auxiliary() && matches!(&*t.lemma, "be" | "have" | "do")).then_some(Form::Verb),
            Pos::Noun => self.noun(&t.lemma.to_lowercase(), token).then_some(Form::Noun),
            Pos::Propn => {
                let event_name = NAMES.event_words.contains(word)
                    && !matches!(t.function(), Function::Compound | Function::NounModifier);
                // "DUI" is listed as it is; other words in capitals are names.
                let capitals = word.chars().skip(1).any(char::is_uppercase);
                let lower = word.to_lowercase();
                let known = self.noun(&lower, token) && !t.is(Function::Compound);
                (event_name || known && (!capitals || crate::entity::lexicon::listed(&lower).any(Classes::EVENT)))
                    .then_some(Form::Noun)
            }
            Pos::Adj => self.adjective(token).then_some(Form::Adjective),
            _ => None,
        }
    }

    /// Whether a token names an event only to say of what kind something else is: "murder charge", "the sacked worker", "Oscars host".
    pub fn refers(&self, token: usize) -> bool {
        let t = &self.parse.tokens[token];
        let word = self.parse.text(token, self.text);
        if self.timed[token] || !word.starts_with(char::is_alphabetic) || !is_modifier(t.function()) {
            return false;
        }
        if self.ends_event_name(token) {
            return true;
        }
        if self.named[token] {
            return false;
        }
        match t.pos {
            Pos::Verb => t.is_participle() && t.is(Function::Adjective) && !Flag::NoEvent.has(&t.lemma),
            Pos::Noun | Pos::Propn | Pos::Adj => {
                let known =
                    crate::entity::lexicon::listed(&word.to_lowercase()).or(crate::entity::lexicon::listed(&t.lemma));
                known.any(Classes::EVENT) && !known.any(Classes::PERSON.or(Classes::TIME))
            }
            _ => false,
        }
    }

    fn verb(&self, token: usize) -> bool {
        let t = &self.parse.tokens[token];
        match t.function() {
            Function::Auxiliary
            | Function::PassiveAuxiliary
            | Function::Compound
            | Function::Preposition
            | Function::CaseMark
            | Function::Determiner
            | Function::Punctuation
            | Function::Adjective
            | Function::NounModifier => false,
            // "used to visit": a form of the verb that follows.
            _ if &*t.lemma == "use" && t.is_past() && self.parse.child(token, Function::OpenClause).is_some() => false,
            _ => !Flag::NoEvent.has(&t.lemma) || !t.is_gerund() && !t.is_participle(),
        }
    }

    fn noun(&self, lemma: &str, token: usize) -> bool {
        let known = classes(lemma);
        // As a modifier it names a kind ("test equipment", "launch site").
        if is_modifier(self.parse.tokens[token].function()) || known.any(Classes::TIME.or(Classes::PERSON)) {
            return false;
        }
        known.any(Classes::EVENT) || LISTS.company.get(lemma).is_some_and(|c| self.in_company(token, c))
    }

    /// "dead", "injured": what became of somebody; of other adjectives what is said with "be".
    fn adjective(&self, token: usize) -> bool {
        let t = &self.parse.tokens[token];
        Flag::Result.has(&t.lemma)
            && !matches!(t.function(), Function::Adjective | Function::Adverb | Function::Compound)
            || t.is(Function::Predicate) && &*self.parse.tokens[t.head].lemma == "be"
    }

    /// Whether a noun that usually is a thing or a group stands with words that make it an event: "attended a party".
    fn in_company(&self, token: usize, company: &Company) -> bool {
        let has = |list: &str, word: &str| list.split_whitespace().any(|w| w == word);
        let t = &self.parse.tokens[token];
        let head = &*self.parse.tokens[t.head].lemma;
        let governed = match t.function() {
            Function::Complement => has(&company.after, head),
            Function::Object => has(&company.object_of, head),
            Function::Subject => has(&company.subject_of, head),
            Function::PassiveSubject => has(&company.object_of, head) || has(&company.subject_of, head),
            _ => false,
        };
        governed
            || self.parse.children(token).any(|c| {
                let word = self.parse.text(c, self.text).to_lowercase();
                match self.parse.tokens[c].function() {
                    Function::Preposition => has(&company.before, &word),
                    _ => c < token && has(&company.with, &word),
                }
            })
    }

    /// Whether a token is the last of the name of an event that comes again: "the Academy Awards".
    fn ends_event_name(&self, token: usize) -> bool {
        let word = self.parse.text(token, self.text);
        if !word.starts_with(char::is_uppercase) {
            return false;
        }
        let end = self.parse.tokens[token].span.end;
        (0..3).any(|before| {
            let Some(first) = token.checked_sub(before).and_then(|t| self.parse.tokens.get(t)) else { return false };
            self.text.get(first.span.start..end).is_some_and(|name| LISTS.named.contains(name))
        })
    }

    /// Dictionary form of a head; for light verbs that of the noun they carry.
    pub fn lemma(&self, token: usize) -> String {
        let t = &self.parse.tokens[token];
        if t.pos == Pos::Propn {
            return self.parse.text(token, self.text).to_lowercase();
        }
        if (Flag::Light.has(&t.lemma) || matches!(&*t.lemma, "occur" | "happen"))
            && t.pos == Pos::Verb
            && let Some(noun) = carried(self.parse, token)
        {
            return self.parse.tokens[noun].lemma.to_lowercase();
        }
        t.lemma.to_lowercase()
    }
}

fn is_modifier(dep: Function) -> bool {
    matches!(dep, Function::Compound | Function::NounModifier | Function::Adjective | Function::NounAdverbial)
}

/// The event noun that a light verb carries: "hold talks".
pub(crate) fn carried(parse: &Parse, verb: usize) -> Option<usize> {
    let part = |deps: &[Function]| {
        parse.children(verb).find(|c| deps.contains(&parse.tokens[*c].function()) && parse.tokens[*c].pos == Pos::Noun)
    };
    // "The talks took place": the subject is the event.
    let happens = match &*parse.tokens[verb].lemma {
        "take" => part(&[Function::Object]).is_some_and(|o| &*parse.tokens[o].lemma == "place"),
        lemma => matches!(lemma, "occur" | "happen"),
    };
    let object =
        if happens { part(&[Function::Subject])? } else { part(&[Function::Object, Function::PassiveSubject])? };
    let known = classes(&parse.tokens[object].lemma.to_lowercase());
    (known.any(Classes::EVENT) && !known.any(Classes::ENTITY)).then_some(object)
}
