//! What the pronouns of a page refer to.
//!
//! In: mentions so far, by token. Out: for each pronoun the mention that it takes up, if that is safe. The candidates of the same and
//! the two sentences before are ranked by grammatical role, nearness and how often the page speaks of them.

use crate::language::{Dep, Parse, Pos, Tag};

/// A pronoun that can refer to an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    /// he, she
    Person,
    /// it, its
    Thing,
    /// they, their
    Plural,
    /// I, we, you
    Speaker,
    /// who, which, that: takes up the noun that the clause hangs on.
    Relative,
}

/// The sort of a pronoun; `None` for those that refer to nothing.
pub(crate) fn sort(text: &str, parse: &Parse, token: usize) -> Option<Number> {
    let t = &parse.tokens[token];
    if !matches!(t.tag, Tag::Prp | Tag::PrpPoss | Tag::Wdt | Tag::Wp | Tag::WpPoss) || t.dep == Dep::Expl {
        return None;
    }
    let word = parse.text(token, text).to_lowercase();
    Some(match &*word {
        "he" | "him" | "his" | "she" | "her" | "hers" | "himself" | "herself" => Number::Person,
        "it" => {
            if expletive(parse, token) {
                return None;
            }
            Number::Thing
        }
        "its" | "itself" => Number::Thing,
        "they" | "them" | "their" | "theirs" | "themselves" => Number::Plural,
        "i" | "me" | "my" | "we" | "us" | "our" | "you" | "your" | "ours" | "mine" => Number::Speaker,
        "who" | "whom" | "which" | "that" | "whose" if relative_head(parse, token).is_some() => Number::Relative,
        _ => return None,
    })
}

/// "It is clear that", "it rained": stands for nothing.
fn expletive(parse: &Parse, token: usize) -> bool {
    let t = &parse.tokens[token];
    if !matches!(t.dep, Dep::Nsubj | Dep::Nsubjpass) {
        return false;
    }
    let verb = t.head;
    let clause =
        parse.children(verb).any(|c| c > verb && matches!(parse.tokens[c].dep, Dep::Ccomp | Dep::Csubj | Dep::Advcl));
    let cleft = parse.children(verb).any(|c| {
        matches!(parse.tokens[c].dep, Dep::Acomp | Dep::Attr)
            && parse.children(c).any(|g| matches!(parse.tokens[g].dep, Dep::Xcomp | Dep::Ccomp))
    });
    (&*parse.tokens[verb].lemma == "be"
        && (clause || cleft || parse.children(verb).any(|c| parse.tokens[c].dep == Dep::Xcomp)))
        || (t.dep == Dep::Nsubjpass && clause)
        || matches!(&*parse.tokens[verb].lemma, "rain" | "snow" | "seem" | "appear")
}

/// The noun that the relative clause of this pronoun hangs on.
pub(crate) fn relative_head(parse: &Parse, token: usize) -> Option<usize> {
    let up = |t: usize| std::iter::once(t).chain(parse.ancestors(t)).find(|a| parse.tokens[*a].dep == Dep::Relcl);
    let clause = up(token)?;
    let head = parse.tokens[clause].head;
    (head < token && matches!(parse.tokens[head].pos, Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num)).then_some(head)
}

/// What is known of a candidate.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// Head token of the mention.
    pub head: usize,
    /// Entity it belongs to.
    pub entity: usize,
    pub person: bool,
    /// Ships are taken up by "she" and by "it".
    pub ship: bool,
    /// Groups are taken up by "it" and by "they".
    pub group: bool,
    pub plural: bool,
    /// Mentions by name so far.
    pub weight: usize,
    pub named: bool,
}

fn subject(dep: Dep) -> bool {
    matches!(dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Root)
}

/// The entity that a pronoun takes up, among candidates in text order.
pub(crate) fn antecedent(parse: &Parse, token: usize, number: Number, candidates: &[Candidate]) -> Option<usize> {
    if number == Number::Relative {
        let head = relative_head(parse, token)?;
        return candidates.iter().rev().take(400).find(|c| c.head == head).map(|c| c.entity);
    }
    if number == Number::Speaker {
        return None;
    }
    let here = parse.tokens[token].sentence;
    let feminine = matches!(&*parse.tokens[token].lemma.to_lowercase(), "she" | "her" | "hers" | "herself");
    let fits = |c: &Candidate| match number {
        Number::Person => (c.person || c.ship && feminine) && !c.plural,
        Number::Thing => !c.person && !c.plural,
        _ => c.plural || c.group,
    };
    let possessive = parse.tokens[token].tag == Tag::PrpPoss;
    let mut best: Option<(i64, usize)> = None;
    for c in candidates.iter().rev().take(400) {
        let sentence = parse.tokens[c.head].sentence;
        if sentence + 3 < here {
            break;
        }
        if c.head >= token || !fits(c) {
            continue;
        }
        let head = &parse.tokens[c.head];
        // Subject and object of one verb are two.
        if !possessive && sentence == here && head.head == parse.tokens[token].head && head.head != c.head {
            continue;
        }
        // "its engine": not the noun that it belongs to.
        if possessive && parse.ancestors(token).any(|a| a == c.head) {
            continue;
        }
        let mut score = 100 - 40 * (here - sentence) as i64;
        if subject(head.dep) {
            score += 30;
        } else if matches!(head.dep, Dep::Dobj) {
            score += 10;
        } else if matches!(head.dep, Dep::Poss | Dep::Compound | Dep::Nmod | Dep::Amod) {
            score -= 10;
        }
        if possessive && sentence == here && subject(head.dep) {
            score += 15;
        }
        score += 3 * c.weight.min(6) as i64 + if c.named { 8 } else { 0 };
        if best.is_none_or(|(b, _)| score > b) {
            best = Some((score, c.entity));
        }
    }
    best.map(|(_, e)| e)
}
