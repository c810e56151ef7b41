//! Capitals that stand for the government that sits there: "Washington warned", "Moscow's ties".
//!
//! In: a page's analysis and one of its entities. Out: the country whose government all its mentions mean, if they do.

use super::gazetteer::{self, PlaceKind};
use super::lexicon::{Classes, NAMES, listed};
use super::{Entity, EntityKind, MentionKind};
use crate::Analysis;
use crate::language::{Function, Parse, Pos, Token};
use crate::lexicon::Flag;

/// The names of the seats of the government that a capital stands for on this page in every mention; none if it is a place in one of them.
pub(crate) fn seats(page: &Analysis, entity: &Entity) -> Vec<&'static str> {
    let capital = || {
        let place = entity.place.as_ref().filter(|p| !p.inferred)?;
        let row = gazetteer::at(place.latitude, place.longitude, place.country.as_deref()?)?;
        // A region that is one town has the town's point: ask by name.
        let named = gazetteer::find_exact(&entity.name)
            .into_iter()
            .find(|r| r.kind == PlaceKind::Capital && r.country == row.country)?;
        Some(named.country)
    };
    let Some(code) = capital().filter(|_| entity.kind == EntityKind::Location) else { return Vec::new() };
    let mut names = entity.mentions.iter().filter(|m| m.kind == MentionKind::Name).peekable();
    let acts = names.peek().is_some() && names.all(|m| acts(&page.parse, m.head)) && entity.beside.is_empty();
    NAMES.seats.iter().filter(|_| acts).filter_map(|s| s.strip_suffix(code)?.strip_suffix('|')).collect()
}

/// Whether the name at a token stands where somebody who acts does.
fn acts(parse: &Parse, token: usize) -> bool {
    let mut at = token;
    for _ in 0..4 {
        if !parse.tokens[at].is(Function::Conjunct) {
            break;
        }
        at = parse.tokens[at].head;
    }
    // "X and Y said", "as X and Y are quarrelling", however the parser hangs them up.
    let mut next = token + 1;
    while parse.tokens.get(next).is_some_and(|t| next < token + 5 && matches!(t.pos, Pos::Propn | Pos::Cconj)) {
        next += 1;
    }
    let finite = |t: &Token| matches!(t.pos, Pos::Verb | Pos::Aux) && t.is_finite();
    if parse.tokens.get(next).is_some_and(finite) && !parse.tokens[token].is(Function::Compound) {
        return true;
    }
    let t = &parse.tokens[at];
    let head = &parse.tokens[t.head];
    let lemma = &*head.lemma;
    match t.function() {
        Function::Subject => head.pos == Pos::Verb && !Flag::PlaceIs.has(lemma),
        Function::Possessor => {
            let noun = listed(lemma);
            head.pos == Pos::Noun && !noun.any(Classes::PLACE.or(Classes::FACILITY)) && !noun.any(Classes::PERSON)
        }
        Function::Complement => match lemma {
            "with" | "between" | "against" => true,
            // "provides weapons to X": the preposition may hang on the noun.
            "to" | "by" => {
                [head.head, parse.tokens[head.head].head].iter().any(|up| Flag::GivenTo.has(&parse.tokens[*up].lemma))
            }
            _ => false,
        },
        _ => false,
    }
}
