//! Who and what takes part in an event.
//!
//! In: the parse, the entities, an event's head. Out: [`Participant`]s with roles, and the place. Found through subjects, objects,
//! prepositions, passives, control ("promised to go"), relative clauses, coordination, and the possessives, "of" phrases and modifiers of
//! nouns.

use super::heads::{Form, carried};
use super::{Participant, ParticipantRole};
use crate::Span;
use crate::entity::lexicon::{Classes, listed};
use crate::entity::{Entity, EntityKind, MentionKind};
use crate::language::{Form as WordForm, Function, Parse, Pos};
use crate::lexicon::Flag;
use crate::{IndexVec, LocalEntity};

/// Mentions by their head token.
pub(crate) struct Arguments<'a> {
    text: &'a str,
    parse: &'a Parse,
    entities: &'a IndexVec<LocalEntity, Entity>,
    /// For each token the entity whose mention it heads or, in a name, belongs to.
    at: Vec<Option<(LocalEntity, Span)>>,
}

/// Participants and place of one event.
#[derive(Default)]
pub(crate) struct Found {
    pub participants: Vec<Participant>,
    pub place: Option<LocalEntity>,
}

/// How far to follow chains of control and coordination; deeper ones are parser errors.
const DEPTH: usize = 4;

impl<'a> Arguments<'a> {
    /// Indexes the mentions of a page.
    pub fn new(text: &'a str, parse: &'a Parse, entities: &'a IndexVec<LocalEntity, Entity>) -> Self {
        let mut at: Vec<Option<(LocalEntity, Span)>> = vec![None; parse.tokens.len()];
        for kind in [MentionKind::Pronoun, MentionKind::Nominal, MentionKind::Name] {
            for (e, entity) in entities.iter_enumerated() {
                for m in entity.mentions.iter().filter(|m| m.kind == kind) {
                    if kind == MentionKind::Name {
                        for t in parse.tokens_in(m.span) {
                            at[t] = Some((e, m.span));
                        }
                    } else if let Some(slot) = at.get_mut(m.head) {
                        *slot = Some((e, m.span));
                    }
                }
            }
        }
        Self { text, parse, entities, at }
    }

    /// The participants and the place of an event.
    pub fn of(&self, token: usize, form: Form) -> Found {
        let mut found = Found::default();
        match form {
            Form::Verb => self.verb(token, &mut found),
            Form::Noun => self.noun(token, &mut found),
            Form::Adjective => {
                // "left a woman dead": who is dead is the subject of the adjective or the object of the verb.
                let up = self.parse.tokens[token].head;
                let own = self.parse.child(token, Function::Subject);
                let object = || self.parse.object(up).filter(|_| self.function(token) != Function::Predicate);
                match own.or_else(object) {
                    Some(subject) => self.take(subject, ParticipantRole::Patient, &mut found),
                    None => {
                        for s in self.subjects(up, DEPTH) {
                            self.take(s, ParticipantRole::Patient, &mut found);
                        }
                    }
                }
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        found.participants.retain(|p| seen.insert(p.span));
        let mut once = std::collections::BTreeSet::new();
        found.participants.retain(|p| p.entity.is_none() || once.insert((p.entity, p.role)));
        found
    }

    fn function(&self, token: usize) -> Function {
        self.parse.tokens[token].function()
    }

    /// Adds an argument and what is coordinated with it.
    fn take(&self, head: usize, role: ParticipantRole, found: &mut Found) {
        for t in self.coordinated(head) {
            if let Some((entity, span)) = self.mention(t, DEPTH) {
                found.participants.push(Participant { role, entity: Some(entity), span });
            }
        }
    }

    /// A token and its conjuncts.
    fn coordinated(&self, head: usize) -> Vec<usize> {
        let mut all = vec![head];
        let mut i = 0;
        while i < all.len() && all.len() < 12 {
            all.extend(
                self.parse
                    .children(all[i])
                    .filter(|c| self.function(*c) == Function::Conjunct && self.parse.tokens[*c].pos != Pos::Verb),
            );
            i += 1;
        }
        all
    }

    /// The mention that a token heads; through "number of ships", "two of them" the one behind "of".
    fn mention(&self, token: usize, depth: usize) -> Option<(LocalEntity, Span)> {
        if let Some(found) = self.at[token] {
            return Some(found);
        }
        let t = &self.parse.tokens[token];
        let partitive = matches!(t.pos, Pos::Num | Pos::Det | Pos::Pron)
            || listed(&t.lemma).any(Classes::MEASURE.or(Classes::ABSTRACT));
        if depth == 0 || !partitive {
            return None;
        }
        self.mention(self.parse.behind(token, "of")?, depth - 1)
    }

    /// The subjects of a verb, its own or by control, coordination and modification; of a passive verb they are what it is done to.
    fn subjects(&self, verb: usize, depth: usize) -> Vec<usize> {
        let own: Vec<usize> = self
            .parse
            .children(verb)
            .filter(|c| matches!(self.function(*c), Function::Subject | Function::PassiveSubject))
            .collect();
        if !own.is_empty() || depth == 0 {
            return own;
        }
        let t = &self.parse.tokens[verb];
        let up = t.head;
        match t.function() {
            Function::Conjunct if matches!(self.parse.tokens[up].pos, Pos::Verb | Pos::Aux) => {
                self.subjects(up, depth - 1)
            }
            Function::OpenClause | Function::Clause
                if t.is(Function::OpenClause) || matches!(t.form(), WordForm::Base | WordForm::Gerund) =>
            {
                let object = self
                    .parse
                    .children(up)
                    .find(|c| matches!(self.function(*c), Function::Object | Function::Recipient) && *c < verb);
                match object {
                    Some(o) if Flag::ObjectControl.has(&self.parse.tokens[up].lemma) => vec![o],
                    _ if self.parse.tokens[up].pos == Pos::Adj => self.subjects(self.parse.tokens[up].head, depth - 1),
                    _ => self.subjects(up, depth - 1),
                }
            }
            Function::Adverbial | Function::PrepositionClause | Function::Unclear => {
                let clause = if t.is(Function::PrepositionClause) { self.parse.tokens[up].head } else { up };
                match self.parse.tokens[clause].pos {
                    Pos::Verb | Pos::Aux if clause != verb => self.subjects(clause, depth - 1),
                    _ => Vec::new(),
                }
            }
            Function::Relative => vec![up],
            // "ships built there", "the man holding it", "a contract to supply": the last is done by whoever got the contract.
            Function::NounClause if t.is_base() => match self.parse.tokens[up].function() {
                Function::Object | Function::Attribute => self.subjects(self.parse.tokens[up].head, depth - 1),
                _ => self.owner(up).into_iter().collect(),
            },
            Function::NounClause => vec![up],
            _ => Vec::new(),
        }
    }

    /// The possessor of a noun.
    fn owner(&self, noun: usize) -> Option<usize> {
        self.parse.children(noun).find(|c| self.function(*c) == Function::Possessor).or_else(|| {
            self.parse.children(noun).find(|c| self.function(*c) == Function::Compound && self.at[*c].is_some())
        })
    }

    fn verb(&self, verb: usize, found: &mut Found) {
        let t = &self.parse.tokens[verb];
        let passive = self.parse.is_passive(verb)
            || (t.is_participle() && matches!(t.function(), Function::NounClause | Function::Adverbial));
        let state = &*t.lemma == "be";
        let relative_object = t.is(Function::Relative)
            && self
                .parse
                .children(verb)
                .any(|c| self.function(c) == Function::Subject && !self.parse.tokens[c].is_relative())
            && self.parse.object(verb).is_none();
        for s in self.subjects(verb, DEPTH) {
            self.take(s, if passive || state { ParticipantRole::Patient } else { ParticipantRole::Agent }, found);
        }
        if relative_object {
            self.take(t.head, ParticipantRole::Patient, found);
        }
        for c in self.parse.children(verb) {
            match self.function(c) {
                Function::Object => self.take(c, ParticipantRole::Patient, found),
                Function::Attribute | Function::ObjectPredicate => self.take(c, ParticipantRole::Other, found),
                Function::Recipient if self.parse.tokens[c].pos != Pos::Adp => {
                    self.take(c, ParticipantRole::Other, found)
                }
                Function::Agent => {
                    for o in self.parse.children(c).filter(|o| self.function(*o) == Function::Complement) {
                        self.take(o, ParticipantRole::Agent, found);
                    }
                }
                Function::Preposition | Function::Recipient => self.prepositional(c, found),
                // "sank off X": the parser takes the preposition for a particle.
                Function::Particle if c > verb => {
                    if let Some(next) = self.parse.tokens.get(c + 1).map(|_| c + 1).filter(|n| self.at[*n].is_some()) {
                        self.place(c, next, found);
                    }
                }
                _ => {}
            }
        }
        // "X, Y and Z sell cars and build ships": the object of a coordinated verb is its own. But "met and welcomed the crew": a verb
        // right before another one has the object of that.
        if let Some(next) = self.joined(verb) {
            for o in self.parse.children(next).filter(|o| self.function(*o) == Function::Object) {
                self.take(o, ParticipantRole::Patient, found);
            }
        }
    }

    /// The verb that is coordinated with a verb without complements of its own and follows it at once: "met and welcomed".
    fn joined(&self, verb: usize) -> Option<usize> {
        let complement = |c: usize| {
            c > verb && !matches!(self.function(c), Function::Coordinator | Function::Conjunct | Function::Punctuation)
        };
        let next = self.parse.children(verb).find(|c| *c > verb && self.function(*c) == Function::Conjunct)?;
        let bare = next == verb + 2 && !self.parse.children(verb).any(complement);
        (bare && self.parse.tokens[next].form() == self.parse.tokens[verb].form()).then_some(next)
    }

    /// The object of a preposition: a place, or another participant.
    fn prepositional(&self, preposition: usize, found: &mut Found) {
        for o in self.parse.children(preposition) {
            match self.function(o) {
                Function::Complement => {
                    self.place(preposition, o, found);
                    self.take(o, ParticipantRole::Other, found);
                }
                Function::Preposition => self.prepositional(o, found),
                _ => {}
            }
        }
    }

    /// Notes where an event happens.
    fn place(&self, preposition: usize, object: usize, found: &mut Found) {
        let word = self.parse.text(preposition, self.text).to_lowercase();
        let locates = Flag::Locates.has(&word);
        let Some((entity, _)) = self.at[object] else { return };
        if !locates || found.place.is_some() && matches!(&*word, "to" | "from") {
            return;
        }
        if matches!(self.entities[entity].kind, EntityKind::Location | EntityKind::Facility)
            && self.entities[entity].is_named()
        {
            found.place = Some(entity);
        }
    }

    fn noun(&self, noun: usize, found: &mut Found) {
        for c in self.parse.children(noun) {
            let t = &self.parse.tokens[c];
            match t.function() {
                Function::Possessor => self.take(c, ParticipantRole::Agent, found),
                Function::Compound | Function::NounModifier | Function::Adjective if self.at[c].is_some() => {
                    self.take(c, ParticipantRole::Other, found)
                }
                Function::Preposition => {
                    let role = match &*t.lemma {
                        "of" => ParticipantRole::Patient,
                        "by" => ParticipantRole::Agent,
                        _ => ParticipantRole::Other,
                    };
                    for o in self.parse.children(c).filter(|o| self.function(*o) == Function::Complement) {
                        self.place(c, o, found);
                        self.take(o, role, found);
                    }
                }
                Function::Agent => {
                    for o in self.parse.children(c).filter(|o| self.function(*o) == Function::Complement) {
                        self.take(o, ParticipantRole::Agent, found);
                    }
                }
                _ => {}
            }
        }
        // "Smit gave a speech": who gives it makes it.
        let up = self.parse.tokens[noun].head;
        if up != noun
            && self.parse.tokens[noun].is(Function::Object)
            && (Flag::Performs.has(&self.parse.tokens[up].lemma)
                || Flag::Light.has(&self.parse.tokens[up].lemma) && carried(self.parse, up) == Some(noun))
        {
            for s in self.subjects(up, DEPTH) {
                self.take(s, ParticipantRole::Agent, found);
            }
        }
    }
}
