//! What a pronoun takes up: the mentions before it, and nothing at all, scored by a fitted model.
//!
//! In: the mentions so far and the pronoun. Out: the entity of the best mention, unless "nothing" is better, and whether it stands clear of
//! every other entity. The weights are integers in `data/entity/antecedents.tsv`, for he and she fitted by
//! `data/entity/train_antecedents.py` as a ranking of the candidates (a log-linear model in the manner of Denis and Baldridge 2007), for the
//! others set by hand; sums of integers are the same on every machine.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::EntityKind;
use super::pronouns::{Number, relative_head};
use crate::language::{Form, Function, Parse, Pos};
use crate::lexicon::Flag;

/// How many mentions are looked back over: sentences without end must not make the page quadratic.
const REACH: usize = 400;
/// How many sentences before the pronoun's own are looked back over.
const SENTENCES: usize = 3;

/// What is known of a mention that a pronoun may take up.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// Head token of the mention.
    pub head: usize,
    /// Entity it belongs to.
    pub entity: usize,
    /// What the entity is.
    pub kind: EntityKind,
    /// Ships are taken up by "she" and by "it".
    pub ship: bool,
    /// Whether its name says that it is a body: nobody called "Harbour Ministry" is "he".
    pub body: bool,
    /// Groups are taken up by "it" and by "they".
    pub group: bool,
    /// More than one.
    pub plural: bool,
    /// Mentions of the entity so far.
    pub weight: usize,
    /// Whether the mention is a name.
    pub named: bool,
    /// Whether the mention is a pronoun, and "she" or "he" if it is one of these.
    pub pronoun: Option<i32>,
    /// Evidence for a woman (positive) or a man, in tenths of a bit.
    pub gender: i32,
    /// Whether the entity is mentioned in the first sentence of the page.
    pub topic: bool,
}

impl Candidate {
    /// Whether the entity is a person.
    pub fn person(&self) -> bool {
        self.kind == EntityKind::Person
    }
}

macro_rules! features {
    ($($name:ident),* $(,)?) => {
        /// A property of a pronoun with a candidate.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub(crate) enum Feature { $($name),* }

        impl Feature {
            /// Names of all, in order.
            pub(crate) const NAMES: &[&str] = &[$(stringify!($name)),*];
        }
    };
}

features! {
    SameSentence, Back1, Back2, Back3,
    Between0, Between1, Between2, Between3, Between6,
    Subject, PassiveSubject, Object, Oblique, Possessor, Modifier, Apposed, Conjunct, OtherRole,
    BothSubjects, BothObjects, OwnClauseSubject, HigherClauseSubject, LowerClause, FellowArgument,
    Named, Noun, Pronoun, SamePronoun, OtherPronoun,
    Weight1, Weight2, Weight3, Weight6,
    FirstInSentence, Topic, Nearest,
    GenderSaid, GenderLikely, GenderUnknown, GenderUnlikely, GenderExcluded,
    Person, Body, Place, Thing, Ship, Group, Plural, KindMismatch,
    QuotedPronoun, QuotedCandidate, QuotedPronounSubject,
    Possessive, PossessiveOfSubject,
    Nothing, NothingSubject, NothingObject, NothingPossessive, NothingQuoted, NothingEarly, NothingAlone,
}

/// The fitted table.
struct Table {
    /// Weights by sort of pronoun: person, thing, plural. In hundredths of a natural logarithm of odds.
    weights: [Vec<i32>; 3],
    /// By how much the best candidate has to stand above every other entity to be named in place of the pronoun.
    clear: [i32; 3],
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { weights: [(); 3].map(|()| vec![0; Feature::NAMES.len()]), clear: [i32::MAX; 3] };
    for line in include_str!("../../../../data/entity/antecedents.tsv").lines().filter(|l| !l.starts_with('#')) {
        let mut cells = line.split('\t');
        let name = cells.next().unwrap_or_default();
        for sort in 0..3 {
            let value =
                cells.next().and_then(|c| c.parse().ok()).expect("three numbers a row in data/entity/antecedents.tsv");
            if name == "clear" {
                table.clear[sort] = value;
            } else {
                let known = Feature::NAMES.iter().position(|n| *n == name);
                table.weights[sort][known.expect("data/entity/antecedents.tsv names known features")] = value;
            }
        }
    }
    table
});

/// The entity that a pronoun takes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Antecedent {
    /// Index of the entity.
    pub entity: usize,
    /// Whether it stands clear of all other entities, so that its name may stand in place of the pronoun.
    pub clear: bool,
}

/// A candidate with its features.
pub(crate) struct Scored<'c> {
    /// `None` stands for nothing.
    pub candidate: Option<&'c Candidate>,
    /// Its features.
    pub features: Vec<Feature>,
}

/// Where the quotation marks of a page are open, by token.
pub(crate) fn quoted(text: &str, parse: &Parse) -> Vec<bool> {
    let mut open = false;
    let mut inside = Vec::with_capacity(parse.tokens.len());
    for t in 0..parse.tokens.len() {
        match parse.text(t, text) {
            "“" | "«" => open = true,
            "”" | "»" => open = false,
            "\"" => open = !open,
            _ => {}
        }
        inside.push(open);
    }
    inside
}

/// The entity that a pronoun takes up, among candidates in text order but the one that is barred.
pub(crate) fn antecedent(
    parse: &Parse,
    token: usize,
    number: Number,
    candidates: &[Candidate],
    quoted: &[bool],
    barred: Option<usize>,
) -> Option<Antecedent> {
    if number == Number::Relative {
        let head = relative_head(parse, token)?;
        let found = candidates.iter().rev().take(REACH).find(|c| c.head == head)?;
        return Some(Antecedent { entity: found.entity, clear: true });
    }
    let row = row(number)?;
    let weights = &TABLE.weights[row];
    let score = |s: &Scored<'_>| s.features.iter().map(|f| weights[*f as usize]).sum::<i32>();
    let mut best: Option<(i32, &Candidate)> = None;
    let mut second = i32::MIN;
    for scored in scored(parse, token, number, candidates, quoted) {
        if barred.is_some() && scored.candidate.is_some_and(|c| Some(c.entity) == barred) {
            continue;
        }
        let score = score(&scored);
        match (scored.candidate, best) {
            (Some(c), Some((_, b))) if c.entity == b.entity => best = best.max_by_score(score, c),
            (Some(c), Some((top, _))) if score > top => {
                second = second.max(top);
                best = Some((score, c));
            }
            (Some(c), None) => best = Some((score, c)),
            _ => second = second.max(score),
        }
    }
    let (top, c) = best?;
    (top > second).then_some(Antecedent { entity: c.entity, clear: top.saturating_sub(second) >= TABLE.clear[row] })
}

trait Best<'c> {
    fn max_by_score(self, score: i32, c: &'c Candidate) -> Self;
}

impl<'c> Best<'c> for Option<(i32, &'c Candidate)> {
    fn max_by_score(self, score: i32, c: &'c Candidate) -> Self {
        self.map(|(top, b)| if score > top { (score, c) } else { (top, b) })
    }
}

/// The row of weights of a sort of pronoun.
pub(crate) fn row(number: Number) -> Option<usize> {
    match number {
        Number::Person => Some(0),
        Number::Thing => Some(1),
        Number::Plural => Some(2),
        Number::Speaker | Number::Relative => None,
    }
}

/// Evidence for a woman that a pronoun itself gives.
pub(crate) fn gender(word: &str) -> i32 {
    match word {
        "she" | "her" | "hers" | "herself" => 1,
        "he" | "him" | "his" | "himself" => -1,
        _ => 0,
    }
}

/// All candidates of a pronoun with their features, nearest first; the last is "nothing".
pub(crate) fn scored<'c>(
    parse: &Parse,
    token: usize,
    number: Number,
    candidates: &'c [Candidate],
    quoted: &[bool],
) -> Vec<Scored<'c>> {
    let here = parse.tokens[token].sentence;
    let pronoun = Pronoun::new(parse, token, quoted);
    let mut found = Vec::new();
    let mut between: BTreeSet<usize> = BTreeSet::new();
    for (i, c) in candidates.iter().enumerate().rev().take(REACH) {
        let sentence = parse.tokens[c.head].sentence;
        if here.since(sentence) > SENTENCES {
            break;
        }
        if c.head >= token || !possible(c, number, pronoun.gender) || pronoun.excludes(parse, c, quoted) {
            continue;
        }
        let nearest = !between.contains(&c.entity);
        let others = between.len() - usize::from(!nearest);
        let first = i == 0 || parse.tokens[candidates[i - 1].head].sentence != sentence;
        let mut features = pronoun.features(parse, c, quoted);
        features.push([Feature::SameSentence, Feature::Back1, Feature::Back2, Feature::Back3][here.since(sentence)]);
        features.push(match others {
            0 => Feature::Between0,
            1 => Feature::Between1,
            2 => Feature::Between2,
            3..=5 => Feature::Between3,
            _ => Feature::Between6,
        });
        features.extend(nearest.then_some(Feature::Nearest));
        features.extend(first.then_some(Feature::FirstInSentence));
        between.insert(c.entity);
        found.push(Scored { candidate: Some(c), features });
    }
    let mut features = vec![Feature::Nothing];
    features.extend(match parse.tokens[token].function() {
        _ if pronoun.possessive => Some(Feature::NothingPossessive),
        Function::Subject | Function::PassiveSubject => Some(Feature::NothingSubject),
        _ => Some(Feature::NothingObject),
    });
    features.extend(pronoun.quoted.then_some(Feature::NothingQuoted));
    features.extend((here.index() < 2).then_some(Feature::NothingEarly));
    features.extend(found.is_empty().then_some(Feature::NothingAlone));
    found.push(Scored { candidate: None, features });
    found
}

/// Whether a candidate can be meant at all. What the recogniser holds to be a body may be a person after all; the model weighs that.
fn possible(c: &Candidate, number: Number, gender: i32) -> bool {
    match number {
        Number::Person => {
            !c.plural
                && (c.person()
                    || c.ship && gender > 0
                    || c.named && !c.body && matches!(c.kind, EntityKind::Organization | EntityKind::Other))
        }
        Number::Thing => !c.person() && !c.plural,
        _ => c.plural || c.group,
    }
}

/// What is known of the pronoun.
struct Pronoun {
    token: usize,
    gender: i32,
    possessive: bool,
    quoted: bool,
    subject: bool,
    object: bool,
    /// Verbs above it, innermost first.
    verbs: Vec<usize>,
}

fn is_subject(dep: Function) -> bool {
    matches!(dep, Function::Subject | Function::PassiveSubject)
}

fn is_object(dep: Function) -> bool {
    matches!(dep, Function::Object | Function::Complement | Function::Recipient)
}

impl Pronoun {
    fn new(parse: &Parse, token: usize, quoted: &[bool]) -> Self {
        let t = &parse.tokens[token];
        let verb = |t: &usize| matches!(parse.tokens[*t].pos, Pos::Verb | Pos::Aux);
        Self {
            token,
            gender: gender(&t.lemma.to_lowercase()),
            possessive: t.form() == Form::PossessivePronoun,
            quoted: quoted.get(token).copied().unwrap_or_default(),
            subject: is_subject(t.function()),
            object: is_object(t.function()),
            verbs: parse.ancestors(token).filter(verb).take(6).collect(),
        }
    }

    /// Whether grammar rules the candidate out: subject and object of one verb are two, and nothing belongs to itself.
    fn excludes(&self, parse: &Parse, c: &Candidate, quoted: &[bool]) -> bool {
        // "“…, like Mass,” she told the paper": who speaks is not named in what is said.
        let inside = quoted.get(c.head).copied().unwrap_or_default();
        let verb = &parse.tokens[parse.tokens[self.token].head];
        if inside && !self.quoted && self.subject && Flag::Reports.has(&verb.lemma) {
            let after = parse.tokens[self.token].sentence.since(parse.tokens[c.head].sentence) <= 1;
            if after && c.pronoun.is_none() {
                return true;
            }
        }
        let (head, own) = (&parse.tokens[c.head], &parse.tokens[self.token]);
        if self.possessive {
            return parse.ancestors(self.token).any(|a| a == c.head);
        }
        let reflexive = own.lemma.ends_with("self") || own.lemma.ends_with("selves");
        !reflexive && head.sentence == own.sentence && head.head == own.head && head.head != c.head
    }

    fn features(&self, parse: &Parse, c: &Candidate, quoted: &[bool]) -> Vec<Feature> {
        let head = &parse.tokens[c.head];
        let same = head.sentence == parse.tokens[self.token].sentence;
        let mut features = Vec::with_capacity(16);
        let mut add = |holds: bool, feature: Feature| features.extend(holds.then_some(feature));
        add(
            true,
            match head.function() {
                Function::Subject | Function::Root => Feature::Subject,
                Function::PassiveSubject => Feature::PassiveSubject,
                Function::Object | Function::Recipient => Feature::Object,
                Function::Complement => Feature::Oblique,
                Function::Possessor => Feature::Possessor,
                Function::Compound | Function::NounModifier | Function::Adjective => Feature::Modifier,
                Function::Apposition => Feature::Apposed,
                Function::Conjunct => Feature::Conjunct,
                _ => Feature::OtherRole,
            },
        );
        let (subject, governor) = (is_subject(head.function()), head.head);
        add(subject && self.subject, Feature::BothSubjects);
        add(is_object(head.function()) && self.object, Feature::BothObjects);
        let level = self.verbs.iter().position(|v| *v == governor).filter(|_| same && subject);
        add(level == Some(0), Feature::OwnClauseSubject);
        add(level.is_some_and(|l| l > 0), Feature::HigherClauseSubject);
        add(same && !self.verbs.contains(&governor) && subject, Feature::LowerClause);
        add(same && !subject && self.verbs.first() == Some(&governor), Feature::FellowArgument);
        add(
            true,
            match c.pronoun {
                Some(_) => Feature::Pronoun,
                None if c.named => Feature::Named,
                None => Feature::Noun,
            },
        );
        add(c.pronoun == Some(self.gender), Feature::SamePronoun);
        add(c.pronoun.is_some_and(|p| p != self.gender), Feature::OtherPronoun);
        add(
            true,
            match c.weight {
                0 | 1 => Feature::Weight1,
                2 => Feature::Weight2,
                3..=5 => Feature::Weight3,
                _ => Feature::Weight6,
            },
        );
        add(c.topic, Feature::Topic);
        if self.gender != 0 {
            let evidence = c.gender * self.gender;
            add(
                true,
                match evidence {
                    60.. => Feature::GenderSaid,
                    10..60 => Feature::GenderLikely,
                    -9..10 => Feature::GenderUnknown,
                    -59..-9 => Feature::GenderUnlikely,
                    _ => Feature::GenderExcluded,
                },
            );
            add(!c.person() && !c.ship, Feature::KindMismatch);
        }
        add(
            true,
            match c.kind {
                EntityKind::Person => Feature::Person,
                EntityKind::Organization => Feature::Body,
                EntityKind::Location | EntityKind::Facility => Feature::Place,
                _ => Feature::Thing,
            },
        );
        add(c.ship, Feature::Ship);
        add(c.group, Feature::Group);
        add(c.plural, Feature::Plural);
        let inside = quoted.get(c.head).copied().unwrap_or_default();
        add(self.quoted && !inside, Feature::QuotedPronoun);
        add(!self.quoted && inside, Feature::QuotedCandidate);
        add(self.quoted && !inside && subject, Feature::QuotedPronounSubject);
        add(self.possessive, Feature::Possessive);
        add(self.possessive && level == Some(0), Feature::PossessiveOfSubject);
        features
    }
}

#[cfg(test)]
mod tests {
    use super::{Feature, TABLE};

    #[test]
    fn every_feature_has_its_row() {
        let rows =
            include_str!("../../../../data/entity/antecedents.tsv").lines().filter(|l| !l.starts_with('#')).count();
        assert_eq!(rows, Feature::NAMES.len() + 1);
        assert!(TABLE.weights.iter().all(|w| w.iter().any(|x| *x != 0)));
    }
}
