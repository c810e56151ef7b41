//! Whether an event is said to have happened, to be going to happen, or perhaps, and who stands for that.
//!
//! In: the clauses of the page and an event's head. Out: [`Factuality`]. A value is computed from the top of the chain of governors down to
//! the event, as in FactBank (Saurí and Pustejovsky 2012): what the word above makes of its clause when it is affirmed, denied or left open
//! comes from `data/en` (see [`super::governors`]); then come the event's own modal, adverbs and negation. The author's value and that of
//! the sources he cites are kept apart by [`Standing`].

mod governed;
mod noun;
mod tense;

use super::governors::{GOVERNORS, Kind, Kinds};
use super::heads::Form;
use super::{Certainty, Governor, Polarity, Standing, Tense};
use crate::entity::Entity;
use crate::language::Parse;
use crate::language::clause::{Class, Clauses, Form as WordForm, Frame, Function, Link, Modality};
use crate::lexicon::Flag;
use crate::{IndexVec, LocalEntity, SentenceId};

/// Certainty, polarity and tense, and whose they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Factuality {
    pub certainty: Certainty,
    pub polarity: Polarity,
    pub tense: Tense,
    pub standing: Standing,
    pub governors: Vec<Governor>,
}

/// How many governors to look up through; deeper ones are parser errors.
const DEPTH: usize = 8;

/// What is held of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Belief {
    pub certainty: Certainty,
    pub polarity: Polarity,
    pub standing: Standing,
}

impl Belief {
    const TOLD: Self = Self { certainty: Certainty::Certain, polarity: Polarity::Positive, standing: Standing::Told };

    /// At most so sure.
    fn at_most(self, certainty: Certainty) -> Self {
        Self { certainty: self.certainty.max(certainty), ..self }
    }

    fn denied(self) -> Self {
        let polarity = match self.polarity {
            Polarity::Positive => Polarity::Negative,
            Polarity::Negative => Polarity::Positive,
        };
        Self { polarity, ..self }
    }

    fn open(self, certainty: Certainty) -> Self {
        Self { certainty: self.certainty.max(certainty), polarity: Polarity::Positive, ..self }
    }

    fn by(self, standing: Standing) -> Self {
        Self { standing: self.standing.max(standing), ..self }
    }
}

/// Judges events of one page.
pub(crate) struct Judge<'a> {
    parse: &'a Parse,
    clauses: Clauses<'a>,
    /// Tokens that begin a heading such as "Claim:", by sentence.
    claimed: IndexVec<SentenceId, bool>,
}

impl<'a> Judge<'a> {
    /// Reads the clauses of a page.
    pub fn new(text: &'a str, parse: &'a Parse) -> Self {
        let clauses = Clauses::read(text, parse);
        let claimed = parse.sentences.iter().map(|s| headed(&clauses, s.clone())).collect();
        Self { parse, clauses, claimed }
    }

    /// Judges one event.
    pub fn of(&self, token: usize, form: Form) -> Factuality {
        let (belief, tense) = match form {
            Form::Verb => (self.verb(token, DEPTH), self.verb_tense(token)),
            Form::Adjective => {
                let up = self.clauses.tree.word(token).head;
                (self.predicate(token, DEPTH), self.verb_tense(up))
            }
            Form::Noun => (self.noun(token), self.noun_tense(token)),
        };
        let governors = self.chain(token);
        Factuality {
            certainty: belief.certainty,
            polarity: belief.polarity,
            standing: belief.standing,
            tense,
            governors,
        }
    }

    /// Whether the words of an event are what a cue introduces as somebody's statement. "He knew that", "he forgot that" vouch for it
    /// themselves, and "began to" and "dared to" introduce none.
    pub fn states(&self, token: usize, cue: crate::Span) -> bool {
        let mut at = token;
        for _ in 0..DEPTH {
            let Some(link) = self.clauses.above(at) else { return true };
            if self.parse.tokens[link.governor].span.overlaps(cue) {
                let kinds = self.kinds(link.governor);
                let speaks = kinds.any(&[
                    Kind::Say,
                    Kind::Utter,
                    Kind::Reveal,
                    Kind::Claim,
                    Kind::Deny,
                    Kind::Believe,
                    Kind::Foretell,
                    Kind::Commit,
                ]);
                let knows = kinds.any(&[Kind::Know, Kind::Feel])
                    && !kinds.any(&[Kind::Say, Kind::Utter, Kind::Claim, Kind::Deny, Kind::Reveal]);
                return match link.frame {
                    Frame::That => !knows,
                    Frame::Infinitive | Frame::ObjectInfinitive => speaks || kinds == Kinds::default(),
                    _ => true,
                };
            }
            at = link.governor;
        }
        true
    }

    /// Whether a source is a paper or party that accuses: "the indictment", or "it" where that is meant.
    pub fn accuses(
        &self,
        parse: &Parse,
        entities: &IndexVec<LocalEntity, Entity>,
        source: &super::Attribution,
    ) -> bool {
        let accuser = |span: crate::Span| {
            let tokens = parse.tokens_in(span);
            tokens.clone().any(|t| {
                let word = self.clauses.tree.word(t);
                let heads = self.clauses.tree.head(t).is_none_or(|h| !tokens.contains(&h));
                heads && word.class == Class::Noun && self.kinds(t).has(Kind::Accuser)
            })
        };
        let entity = source.entity.and_then(|e| entities.get(e)).filter(|e| !e.is_named());
        accuser(source.span) || entity.is_some_and(|e| e.mentions.iter().any(|m| accuser(m.span)))
    }

    /// The governors above an event, nearest first, as far as they say something of it.
    fn chain(&self, token: usize) -> Vec<Governor> {
        let mut out = Vec::new();
        let mut at = token;
        for _ in 0..DEPTH {
            let Some(link) = self.clauses.above(at) else { break };
            let kind = match link.frame {
                Frame::Condition | Frame::Whether => Some(if link.frame == Frame::Whether { "whether" } else { "if" }),
                Frame::Without => Some("without"),
                Frame::Object | Frame::Undergoes if Flag::Undoes.has(self.clauses.tree.word(link.governor).lemma) => {
                    Some("undone")
                }
                // "sank after the launch": beside it.
                Frame::Oblique
                    if !link
                        .marker
                        .is_some_and(|m| self.clauses.tree.word(m).is(&["of", "with", "for", "about", "against"])) =>
                {
                    None
                }
                Frame::Relative
                | Frame::Participle
                | Frame::Adverbial
                | Frame::Beside
                | Frame::Conjunct
                | Frame::Acts
                | Frame::Before => None,
                _ => self.kinds(link.governor).first().map(Kind::name),
            };
            let word = match link.frame {
                Frame::Condition | Frame::Whether | Frame::Without => link.marker.unwrap_or(link.governor),
                _ => link.governor,
            };
            if let Some(kind) = kind {
                out.push(Governor {
                    span: self.parse.tokens[word].span,
                    kind: kind.to_owned(),
                    denied: self.clauses.denied(link.governor).is_some(),
                });
            }
            at = link.governor;
        }
        out
    }

    /// "nearly doubled", "nearly hit 900": of a number, "nearly" says how much.
    fn measured(&self, verb: usize) -> bool {
        let tree = &self.clauses.tree;
        let number = |o: usize| {
            tree.word(o).class == Class::Number || tree.below(o).any(|c| tree.word(c).class == Class::Number)
        };
        let object = self.clauses.at(verb).and_then(|c| c.object);
        Flag::Measures.has(tree.word(verb).lemma) && object.is_none_or(number)
    }

    /// Whether a verb is one of the senses, of which "can" adds nothing.
    fn perceives(&self, verb: usize) -> bool {
        Flag::Perceives.has(self.clauses.tree.word(verb).lemma)
    }

    /// The kinds of a governor, by its lemma with its particle; of a participle that the parser takes for an adjective those of the verb.
    fn kinds(&self, token: usize) -> Kinds {
        let word = self.clauses.tree.word(token);
        let key = self.key(token);
        let kinds = GOVERNORS.kinds(word.class, &key);
        if word.class != Class::Adjective || kinds != Kinds::default() {
            return kinds;
        }
        let verb = |ending: &str, back: &str| {
            key.strip_suffix(ending).map(|stem| GOVERNORS.kinds(Class::Verb, &format!("{stem}{back}")))
        };
        let found = [verb("ed", ""), verb("ed", "e"), verb("ied", "y")];
        found.into_iter().flatten().find(|k| *k != Kinds::default()).unwrap_or_default()
    }

    /// The key of a word in the lexicon: "find_out".
    fn key(&self, token: usize) -> String {
        let word = self.clauses.tree.word(token);
        let particle = self.clauses.at(token).and_then(|c| c.particle);
        let lemma = word.lemma.to_lowercase();
        particle.map_or(lemma.clone(), |p| format!("{lemma}_{}", self.clauses.tree.word(p).lemma))
    }

    /// What is held of a verb's clause.
    fn verb(&self, verb: usize, depth: usize) -> Belief {
        let Some(clause) = self.clauses.at(verb) else { return Belief::TOLD };
        let tree = &self.clauses.tree;
        let mut belief = match clause.above.filter(|_| depth > 0) {
            Some(link) => self.under(link, verb, depth - 1),
            None => self.root(verb),
        };
        // Its own modal.
        let could = tree.has(verb, &["could"]);
        match clause.modality {
            // "could not pay": it did not.
            Some(Modality::May) if clause.negation.is_some() && could && !clause.perfect => {}
            // "could hear shots": they heard them.
            Some(Modality::May | Modality::Can)
                if (could || clause.modality == Some(Modality::Can)) && self.perceives(verb) => {}
            Some(Modality::May | Modality::Can) => belief = belief.at_most(Certainty::Possible),
            Some(Modality::Would) if self.conditional(verb) || clause.perfect && self.unreal(verb) => {
                belief = belief.at_most(Certainty::Possible);
            }
            None if self.hypothetical(verb) => belief = belief.at_most(Certainty::Possible),
            _ => {}
        }
        for c in tree.below(verb).filter(|c| tree.word(*c).relation == Function::Adverb) {
            let word = tree.word(c).text.to_lowercase();
            if GOVERNORS.kinds(Class::Adverb, &word).has(Kind::Hedge) {
                belief = belief.at_most(Certainty::Possible).by(Standing::Alleged);
            } else if c < verb && GOVERNORS.kinds(Class::Adverb, &word).has(Kind::Almost) && !self.measured(verb) {
                belief = belief.denied();
            } else if Flag::Possibly.has(&word) {
                belief = belief.at_most(Certainty::Possible);
            } else if Flag::Probably.has(&word) {
                belief = belief.at_most(Certainty::Probable);
            }
        }
        if clause.negation.is_some() {
            belief = belief.denied();
        }
        belief
    }

    /// What is held of a predicate adjective or noun: as of its copula.
    fn predicate(&self, token: usize, depth: usize) -> Belief {
        let word = self.clauses.tree.word(token);
        let own = crate::language::clause::denied_itself(&self.clauses.tree, token);
        let belief = if self.clauses.at(word.head).is_some() { self.verb(word.head, depth) } else { Belief::TOLD };
        if own { belief.denied() } else { belief }
    }

    /// A clause that nothing governs.
    fn root(&self, verb: usize) -> Belief {
        let tree = &self.clauses.tree;
        let sentence = tree.word(verb).sentence;
        let mut belief = Belief::TOLD;
        if self.claimed.get(sentence).copied().unwrap_or_default() {
            belief = belief.at_most(Certainty::Possible).by(Standing::Alleged);
        }
        if self.misread(verb).is_some() {
            belief = belief.by(Standing::Alleged);
        }
        let clause = self.clauses.at(verb);
        if clause.is_some_and(|c| c.question) && !self.presupposed(verb) {
            belief = belief.at_most(Certainty::Possible);
        }
        belief
    }

    /// "Prosecutors allege Holt moved the money": the parser takes the first words for a part of the subject. Who alleges, and the word.
    fn misread(&self, verb: usize) -> Option<(usize, usize)> {
        let tree = &self.clauses.tree;
        let subject = self.clauses.at(verb)?.subject?;
        let cue = tree.below(subject).find(|c| {
            let word = tree.word(*c);
            let lemma = word.text.strip_suffix('s').unwrap_or(word.text);
            *c > 0
                && *c < subject
                && matches!(word.relation, Function::Compound | Function::NounModifier | Function::Adjective)
                && tree.word(subject).class == Class::Name
                && Flag::Contends.has(lemma)
                && matches!(tree.word(*c - 1).class, Class::Noun | Class::Name)
        })?;
        Some((cue - 1, cue))
    }

    /// "Why did he leave?": that he left is not asked.
    fn presupposed(&self, verb: usize) -> bool {
        let tree = &self.clauses.tree;
        tree.below(verb).any(|c| c < verb && tree.word(c).is(&["why"]))
            && self.clauses.at(verb).is_some_and(|c| c.modality.is_none())
    }

    /// Whether a clause has a condition: "if".
    fn conditional(&self, verb: usize) -> bool {
        let tree = &self.clauses.tree;
        tree.below(verb).any(|c| {
            self.clauses.at(c).and_then(|c| c.above).is_some_and(|l| l.frame == Frame::Condition && l.governor == verb)
        })
    }

    /// "If the crew raised objections, the owner sold": told of no one time.
    fn hypothetical(&self, verb: usize) -> bool {
        let tree = &self.clauses.tree;
        let past = |c: &crate::language::clause::Clause| {
            c.tense == crate::language::clause::Tense::Past && !c.perfect && c.modality.is_none()
        };
        self.clauses.at(verb).is_some_and(past)
            && tree.below(verb).any(|c| {
                let below = self.clauses.at(c).filter(|b| past(b) && tree.word(c).form == WordForm::Past);
                below.and_then(|c| c.above).is_some_and(|l| {
                    l.frame == Frame::Condition
                        && l.marker.is_some_and(|m| {
                            tree.word(m).is(&["if"]) && (m == 0 || !tree.word(m - 1).is(&["even", "as"]))
                        })
                })
            })
    }

    /// Who is the subject of the word of speech above an event, with that word.
    pub fn reporter(&self, token: usize) -> Option<(usize, usize)> {
        let mut at = token;
        for _ in 0..DEPTH {
            if let Some(found) = self.misread(at) {
                return Some(found);
            }
            let link = self.clauses.above(at)?;
            let kinds = self.kinds(link.governor);
            let tree = &self.clauses.tree;
            let speaks = kinds.any(&[Kind::Say, Kind::Claim, Kind::Deny]) && tree.word(link.governor).verbal();
            if speaks && matches!(link.frame, Frame::That | Frame::Gerund | Frame::Infinitive) {
                let clause = self.clauses.at(link.governor)?;
                let who = if clause.passive { clause.agent } else { clause.subject };
                return who.map(|w| (w, link.governor));
            }
            at = link.governor;
        }
        None
    }

    /// "would have resigned", under no word of speech: it did not come to that.
    fn unreal(&self, verb: usize) -> bool {
        let above = self.clauses.above(verb);
        !above.is_some_and(|l| l.frame == Frame::That)
    }

    /// The time that the event's noun has from its own kind.
    fn link(&self, token: usize) -> Option<Link> {
        self.clauses.above(token)
    }
}

/// Whether a sentence begins with "Claim:" or its like.
fn headed(clauses: &Clauses<'_>, sentence: std::ops::Range<usize>) -> bool {
    let tree = &clauses.tree;
    let mut words = sentence.filter(|t| tree.word(*t).text.chars().any(|c| !c.is_whitespace()));
    let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
    let lemma = tree.word(first).text.to_lowercase();
    let noun = GOVERNORS.kinds(Class::Noun, &lemma);
    noun.has(Kind::Heading) && tree.word(second).is(&[":"])
}
