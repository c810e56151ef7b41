//! What the common nouns and pronouns of a page take up.
//!
//! In: the drafts of its named entities, nominals and pronouns in text order. Out: the drafts with these mentions, and new ones for what is
//! nowhere named.

use std::collections::BTreeMap;

use super::antecedent::{self, Candidate};
use super::entities::{Draft, bare};
use super::gazetteer::country_in;
use super::group::Cluster;
use super::lexicon::{Classes, NAMES};
use super::names::{NameMention, surface};
use super::nominals::Nominal;
use super::pronouns::{self, Number};
use super::{Entity, EntityKind, Mention, MentionKind, Title, gender, sites};
use serde::Serialize;

use crate::SentenceId;
use crate::language::{Form, Function, Parse};
use crate::lexicon::Flag;

/// Gives nominals and pronouns to the entities they take up.
pub(super) fn read(
    text: &str,
    parse: &Parse,
    drafts: Vec<Draft>,
    names: &[NameMention],
    clusters: &[Cluster],
    nominals: &[Nominal],
) -> Vec<Draft> {
    let mut reader = Reader::new(text, parse, drafts);
    reader.read(names, clusters, nominals);
    reader.drafts
}

/// A third person pronoun of a page with its candidates, for the training of the model.
#[derive(Clone, Debug, Serialize)]
pub struct PronounFeatures {
    /// Token index.
    pub token: usize,
    /// Row of weights: 0 for he and she, 1 for it, 2 for they.
    pub row: usize,
    /// For each candidate the head token of its mention, the number of its entity and the indexes of its features. The last is "nothing",
    /// without head and entity.
    pub candidates: Vec<(Option<usize>, Option<usize>, Vec<u8>)>,
}

/// Like [`read`], but for the features of the pronouns.
pub(super) fn features(
    text: &str,
    parse: &Parse,
    drafts: Vec<Draft>,
    names: &[NameMention],
    clusters: &[Cluster],
    nominals: &[Nominal],
) -> (Vec<Draft>, Vec<PronounFeatures>) {
    let mut reader = Reader { seen: Some(Vec::new()), ..Reader::new(text, parse, drafts) };
    reader.read(names, clusters, nominals);
    (reader.drafts, reader.seen.unwrap_or_default())
}

/// Reads the page from left to right and gives nominals and pronouns to the entities they take up.
struct Reader<'a> {
    text: &'a str,
    parse: &'a Parse,
    drafts: Vec<Draft>,
    /// Mentions so far.
    candidates: Vec<Candidate>,
    /// Entity of the name that a token heads, for the whole page.
    named_at: BTreeMap<usize, usize>,
    /// Entity and head of the name that begins at a token, for the whole page.
    begins: BTreeMap<usize, (usize, usize)>,
    /// For every token whether it stands in quotation marks.
    quoted: Vec<bool>,
    /// For every draft evidence for a woman or a man; see [`gender`].
    genders: BTreeMap<usize, i32>,
    /// The pronouns with their features, when these are wanted.
    seen: Option<Vec<PronounFeatures>>,
}

enum Item<'n> {
    Name(usize, usize),
    Nominal(&'n Nominal),
    Pronoun(usize, Number),
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, parse: &'a Parse, drafts: Vec<Draft>) -> Self {
        Self {
            text,
            parse,
            drafts,
            candidates: Vec::new(),
            named_at: BTreeMap::new(),
            begins: BTreeMap::new(),
            quoted: antecedent::quoted(text, parse),
            genders: BTreeMap::new(),
            seen: None,
        }
    }

    fn read(&mut self, names: &[NameMention], clusters: &[Cluster], nominals: &[Nominal]) {
        let mut items: Vec<(usize, Item)> = Vec::new();
        for (c, cluster) in clusters.iter().enumerate() {
            self.genders.insert(c, self.gender_of(c, cluster, names));
            self.begins.extend(cluster.names.iter().map(|n| (names[*n].tokens.start, (c, names[*n].head))));
            items.extend(cluster.names.iter().map(|n| (names[*n].head, Item::Name(names[*n].head, c))));
        }
        items.extend(nominals.iter().map(|n| (n.head, Item::Nominal(n))));
        for t in 0..self.parse.tokens.len() {
            if let Some(number) = pronouns::sort(self.text, self.parse, t) {
                items.push((t, Item::Pronoun(t, number)));
            }
        }
        for (_, item) in &items {
            if let Item::Name(head, entity) = item {
                self.named_at.insert(*head, *entity);
            }
        }
        items.sort_by_key(|(t, _)| *t);
        let mut at_head: BTreeMap<usize, usize> = BTreeMap::new();
        for (_, item) in &items {
            match item {
                Item::Name(head, entity) => {
                    at_head.insert(*head, *entity);
                    self.candidate(*head, *entity, MentionKind::Name);
                }
                Item::Nominal(n) => {
                    let entity = self.nominal(n, &at_head);
                    at_head.insert(n.head, entity);
                    self.candidate(n.head, entity, MentionKind::Nominal);
                }
                Item::Pronoun(t, number) => self.pronoun(*t, *number),
            }
        }
    }

    /// What forms of address, titles and the name say: the clearest of them.
    fn gender_of(&self, draft: usize, cluster: &Cluster, names: &[NameMention]) -> i32 {
        let entity = &self.drafts[draft].entity;
        if entity.kind != EntityKind::Person {
            return 0;
        }
        let before = cluster.names.iter().filter_map(|n| names[*n].tokens.start.checked_sub(1));
        let said = before.map(|t| gender::of_word(self.parse.text(t, self.text)));
        let titles = entity.titles.iter().flat_map(|t| t.title.split(' ')).map(gender::of_word);
        let words = said.chain(titles).find(|g| *g != 0);
        let of_names = || std::iter::once(&entity.name).chain(&entity.aliases).map(|n| gender::of_name(n));
        words.or_else(|| of_names().max_by_key(|g| g.abs())).unwrap_or_default()
    }

    fn candidate(&mut self, head: usize, entity: usize, form: MentionKind) {
        let d = &self.drafts[entity];
        let kind = d.entity.kind;
        let weight = self.candidates.iter().rev().take(60).filter(|c| c.entity == entity).count();
        let group = kind == EntityKind::Organization || d.classes.any(Classes::GROUP);
        let pronoun =
            (form == MentionKind::Pronoun).then(|| antecedent::gender(&self.parse.tokens[head].lemma.to_lowercase()));
        let noun = d.noun.as_deref().map_or(0, gender::of_word);
        let evidence = self.genders.get(&entity).copied().unwrap_or(noun);
        self.candidates.push(Candidate {
            head,
            entity,
            kind,
            // Of the products that bear names, only ships are "she".
            ship: kind == EntityKind::Product || Flag::Vessel.has(&self.parse.tokens[head].lemma),
            body: NAMES.organizations.contains(&d.entity.name)
                || d.entity.name.split(' ').any(|w| NAMES.organization_words.contains(w)),
            group,
            plural: d.plural,
            weight,
            named: form == MentionKind::Name,
            pronoun,
            gender: evidence,
            topic: self.parse.tokens[self.first_head(entity).unwrap_or(head)].sentence == SentenceId::FIRST,
        });
    }

    /// Head of the first mention so far.
    fn first_head(&self, entity: usize) -> Option<usize> {
        self.drafts[entity].entity.mentions.iter().map(|m| m.head).min()
    }

    fn add(&mut self, entity: usize, tokens: std::ops::Range<usize>, head: usize, kind: MentionKind, clear: bool) {
        let span = self.parse.span(tokens);
        self.drafts[entity].entity.mentions.push(Mention { span, head, kind, clear });
    }

    /// The entity of a nominal: the one it is said to be, the one it takes up, or a new one.
    fn nominal(&mut self, n: &Nominal, at_head: &BTreeMap<usize, usize>) -> usize {
        let t = &self.parse.tokens[n.head];
        let apposed = self.apposed(n, at_head);
        if let Some(e) = apposed {
            self.describe(n, e);
        }
        let entity = apposed.or_else(|| self.taken_up(n));
        let entity = entity.unwrap_or_else(|| {
            let name = bare(&surface(self.text, self.parse, n.tokens.clone())).to_owned();
            let place = sites::zone(&t.lemma.to_lowercase(), &name).filter(|_| n.kind == EntityKind::Location);
            let entity = Entity {
                kind: n.kind,
                name,
                aliases: Vec::new(),
                titles: Vec::new(),
                place,
                mentions: Vec::new(),
                beside: Vec::new(),
            };
            self.drafts.push(Draft {
                entity,
                classes: n.classes,
                plural: n.plural,
                noun: Some(t.lemma.to_lowercase().into()),
            });
            self.drafts.len() - 1
        });
        self.add(entity, n.tokens.clone(), n.head, MentionKind::Nominal, true);
        entity
    }

    /// "X, the company" and "the company, X": one entity.
    fn apposed(&self, n: &Nominal, at_head: &BTreeMap<usize, usize>) -> Option<usize> {
        let t = &self.parse.tokens[n.head];
        let agrees = |e: &usize| compatible(n, &self.drafts[*e]);
        // "the port of Northport", "the Northport area"
        let place = |e: &usize| self.drafts[*e].entity.kind == EntityKind::Location;
        if !n.plural && n.classes.any(Classes::PLACE) {
            let of = self.parse.behind(n.head, "of").filter(|_| Flag::PlaceType.has(&t.lemma));
            let before = n.head.checked_sub(1).filter(|b| {
                let typed = Flag::AreaNoun.has(&t.lemma);
                self.parse.tokens[*b].head == n.head && typed
            });
            if let Some(e) = of.or(before).and_then(|t| self.named_at.get(&t).copied()).filter(place) {
                return Some(e);
            }
        }
        if t.is(Function::Apposition)
            && let Some(e) = at_head.get(&t.head).filter(|e| agrees(e))
        {
            return Some(*e);
        }
        // "Norland's state news agency NNA reported": the parser makes two subjects of it.
        if !n.plural
            && let Some((e, name)) = self.begins.get(&(n.head + 1))
            && self
                .parse
                .tokens
                .get(*name)
                .is_some_and(|next| next.head == t.head && next.function() == t.function() || t.head == *name)
        {
            let agrees = match self.drafts[*e].entity.kind {
                EntityKind::Organization => n.classes.any(Classes::GROUP),
                EntityKind::Product => n.classes.any(Classes::ARTIFACT),
                _ => false,
            };
            if agrees {
                return Some(*e);
            }
        }
        // The name comes later in the text, but names are all known: look among the mentions of entities with names.
        let name =
            self.parse.children(n.head).find(|c| *c > n.head && self.parse.tokens[*c].is(Function::Apposition))?;
        self.named_at.get(&name).or_else(|| self.named_at.get(&self.behind_hyphens(name)?)).copied().filter(agrees)
    }

    /// "The boss, grandad-of-two Kevin Berg": the head of the name behind a word with hyphens.
    fn behind_hyphens(&self, first: usize) -> Option<usize> {
        let hyphen = |t: usize| self.parse.tokens.get(t).is_some_and(|t| t.form() == Form::Hyphen);
        let mut at = first;
        while hyphen(at + 1) {
            at += 2;
        }
        let (_, head) = self.begins.get(&(at + 1)).filter(|_| at > first)?;
        Some(*head)
    }

    /// Notes as another name how an organisation is introduced, if that tells it from others: "Norland's state news agency". Indefinite
    /// descriptions fit many.
    fn describe(&mut self, n: &Nominal, e: usize) {
        let indefinite = self.parse.children(n.head).any(|c| {
            self.parse.tokens[c].is(Function::Determiner)
                && matches!(&*self.parse.tokens[c].lemma, "a" | "an" | "another" | "some")
        });
        let words = bare(&surface(self.text, self.parse, n.tokens.clone())).to_owned();
        let entity = &mut self.drafts[e].entity;
        if entity.kind == EntityKind::Organization
            && !indefinite
            && !n.plural
            && n.tokens.len() >= 3
            && country_in(&words).is_some()
            && words != entity.name
            && !entity.aliases.contains(&words)
        {
            entity.aliases.push(words);
        }
    }

    /// "the company" for the company spoken of, "the ship" for the ship.
    fn taken_up(&self, n: &Nominal) -> Option<usize> {
        if !n.definite {
            return None;
        }
        let lemma = self.parse.tokens[n.head].lemma.to_lowercase();
        let here = self.parse.tokens[n.head].sentence;
        let bare_noun = n.tokens.len() <= 2;
        let owned = self.parse.possessor(n.head).is_some();
        let mut best: Option<(i64, usize)> = None;
        let words = surface(self.text, self.parse, n.tokens.clone());
        let of = country_in(&words).filter(|_| n.classes.any(Classes::PERSON) && !n.plural);
        // "the leader of Norland": who bears that office by another word for the country.
        if let Some(code) = of
            && n.tokens.len() <= 6
            && let Some(c) = self.candidates.iter().rev().take(REACH).find(|c| {
                let bears = |t: &Title| country_in(&t.title) == Some(code) && t.title.to_lowercase().contains(&*lemma);
                c.person() && self.drafts[c.entity].entity.titles.iter().any(bears)
            })
        {
            return Some(c.entity);
        }
        if let Some(e) = self.holder(n, &lemma) {
            return Some(e);
        }
        // Subject and object of one verb are two: "the president invited the Norlandic leader".
        let fellow = |c: &&Candidate| {
            let (noun, other) = (&self.parse.tokens[n.head], &self.parse.tokens[c.head]);
            noun.head == other.head
                && noun.head != c.head
                && other.head != n.head
                && noun.function() != other.function()
                && &*self.parse.tokens[noun.head].lemma != "be"
        };
        let fellows: Vec<usize> = self.candidates.iter().rev().take(40).filter(fellow).map(|c| c.entity).collect();
        for c in self.candidates.iter().rev().take(REACH) {
            let d = &self.drafts[c.entity];
            let distance = here.since(self.parse.tokens[c.head].sentence) as i64;
            if of.is_some() && d.noun.is_some() && country_in(&d.entity.name) != of {
                continue;
            }
            let same_noun = d.noun.as_deref() == Some(&*lemma) && d.plural == n.plural;
            if same_noun && !owned && distance <= 8 {
                return Some(c.entity).filter(|_| bare_noun || best.is_none()).or(best.map(|b| b.1));
            }
            let office = !bare_noun && c.person() && d.noun.is_none() && self.holds(n, d);
            let takes = !fellows.contains(&c.entity)
                && (bare_noun || office)
                && !n.plural
                && !owned
                && distance <= 3
                && d.noun.is_none()
                && takes_up(n, d)
                && (office || !d.entity.titles.iter().any(|t| !t.title.is_empty()) || anybody(&lemma));
            if takes {
                let subject = self.parse.tokens[c.head].is_subject();
                let score = -20 * distance + if subject { 15 } else { 0 } + 3 * c.weight.min(6) as i64;
                if best.is_none_or(|(b, _)| score > b) {
                    best = Some((score, c.entity));
                }
            }
            if distance > 8 {
                break;
            }
        }
        best.map(|(_, e)| e)
    }

    /// "The premier", "the prime minister": the person named last before whom the page gives that title, unless it is a former one. All
    /// words of the noun phrase have to stand in the title.
    fn holder(&self, n: &Nominal, lemma: &str) -> Option<usize> {
        if n.plural || !n.classes.any(Classes::PERSON) {
            return None;
        }
        let said = surface(self.text, self.parse, n.tokens.clone()).to_lowercase();
        let words = |s: &str| -> Vec<String> {
            s.split(|c: char| !c.is_alphanumeric())
                .filter(|w| !matches!(*w, "" | "the" | "of" | "that" | "this" | "s"))
                .map(str::to_owned)
                .collect()
        };
        let wanted = words(&said);
        let bears = |t: &Title| {
            let title = t.title.to_lowercase();
            let has = words(&title);
            let past = |w: &str| matches!(w, "former" | "ex" | "then" | "late");
            let deputy = |w: &str| matches!(w, "vice" | "deputy" | "assistant" | "acting");
            let same = |test: &dyn Fn(&str) -> bool| has.iter().any(|w| test(w)) == wanted.iter().any(|w| test(w));
            has.iter().any(|w| w == lemma) && same(&past) && same(&deputy) && wanted.iter().all(|w| has.contains(w))
        };
        let candidates = self.candidates.iter().rev().take(REACH);
        let mut named = candidates.filter(|c| c.person() && self.drafts[c.entity].noun.is_none());
        named.find(|c| self.drafts[c.entity].entity.titles.iter().any(bears)).map(|c| c.entity)
    }

    /// Whether "the Northland leader" can be this person: modified by a country only, and no title of his is of another country.
    fn holds(&self, n: &Nominal, d: &Draft) -> bool {
        let words = surface(self.text, self.parse, n.tokens.clone());
        let Some(code) = country_in(&words) else { return false };
        let modifiers = n.tokens.len() - 2;
        modifiers <= 2 && d.entity.titles.iter().filter_map(|t| country_in(&t.title)).all(|c| c == code)
    }

    /// Who has the turn of a transcript that a token stands in: "Holm: He is wrong." Whoever speaks is "I" there.
    fn turn(&self, token: usize) -> Option<usize> {
        let at = self.parse.tokens[token].span.start;
        let line = self.text.get(..at)?.rfind('\n').map_or(0, |i| i + 1);
        let first = self.parse.token_at(line)?;
        let colon = (first..token.min(first + 6)).find(|t| self.parse.text(*t, self.text) == ":")?;
        let head = colon.checked_sub(1).filter(|h| *h >= first)?;
        self.named_at.get(&head).copied()
    }

    fn pronoun(&mut self, token: usize, number: Number) {
        if let (Some(seen), Some(row)) = (&mut self.seen, antecedent::row(number)) {
            let scored = antecedent::scored(self.parse, token, number, &self.candidates, &self.quoted);
            let indexes = |f: &[antecedent::Feature]| f.iter().map(|f| *f as u8).collect();
            let candidates = scored
                .iter()
                .map(|s| (s.candidate.map(|c| c.head), s.candidate.map(|c| c.entity), indexes(&s.features)));
            seen.push(PronounFeatures { token, row, candidates: candidates.collect() });
        }
        let barred = (number == Number::Person).then(|| self.turn(token)).flatten();
        let found = antecedent::antecedent(self.parse, token, number, &self.candidates, &self.quoted, barred);
        if let Some(found) = found {
            let entity = found.entity;
            self.add(entity, token..token + 1, token, MentionKind::Pronoun, found.clear);
            // Once "she" is said of somebody, so will be the next.
            let word = antecedent::gender(&self.parse.tokens[token].lemma.to_lowercase());
            if word != 0 && found.clear {
                let evidence = self.genders.entry(entity).or_default();
                *evidence = (*evidence + 30 * word).clamp(-100, 100);
            }
            self.candidate(token, entity, MentionKind::Pronoun);
        } else if number == Number::Speaker {
            // One entity for each word: who speaks is told by the quotation, not here.
            let word = self.parse.text(token, self.text).to_lowercase();
            let name = match &*word {
                "i" | "me" | "my" | "mine" => "I",
                "we" | "us" | "our" | "ours" => "we",
                _ => "you",
            };
            let sentence = self.parse.tokens[token].sentence;
            let known = self
                .candidates
                .iter()
                .rev()
                .take(40)
                .find(|c| {
                    self.drafts[c.entity].entity.name == name && sentence.since(self.parse.tokens[c.head].sentence) <= 2
                })
                .map(|c| c.entity);
            let entity = known.unwrap_or_else(|| {
                let entity = Entity {
                    kind: EntityKind::Other,
                    name: name.to_owned(),
                    aliases: Vec::new(),
                    titles: Vec::new(),
                    place: None,
                    mentions: Vec::new(),
                    beside: Vec::new(),
                };
                self.drafts.push(Draft { entity, classes: Classes::default(), plural: true, noun: Some("".into()) });
                self.drafts.len() - 1
            });
            self.add(entity, token..token + 1, token, MentionKind::Pronoun, true);
            self.candidate(token, entity, MentionKind::Pronoun);
        }
    }
}

/// Whether a noun says so little that it fits somebody of any office: "the man", "the politician".
fn anybody(lemma: &str) -> bool {
    gender::of_word(lemma) != 0 || Flag::Anybody.has(lemma)
}

/// How many mentions to look back over: sentences without end must not make the page quadratic.
const REACH: usize = 400;

/// Whether a noun can stand beside a name in apposition.
fn compatible(n: &Nominal, d: &Draft) -> bool {
    let kind = d.entity.kind;
    match kind {
        EntityKind::Person => n.classes.any(Classes::PERSON),
        EntityKind::Location | EntityKind::Facility => n.classes.any(Classes::PLACE.or(Classes::FACILITY)),
        EntityKind::Organization => !n.classes.any(Classes::PLACE) || n.classes.any(Classes::GROUP),
        _ => true,
    }
}

/// Whether "the NOUN" can take up a named entity.
fn takes_up(n: &Nominal, d: &Draft) -> bool {
    match d.entity.kind {
        EntityKind::Person => n.classes.any(Classes::PERSON),
        EntityKind::Organization => n.classes.any(Classes::GROUP),
        EntityKind::Location => n.classes.any(Classes::PLACE),
        EntityKind::Facility => n.classes.any(Classes::FACILITY),
        EntityKind::Product => n.classes.any(Classes::ARTIFACT),
        _ => false,
    }
}
