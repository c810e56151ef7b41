//! Which pronouns of a page refer to something, and to what sort of thing.
//!
//! In: a token. Out: its sort. What it takes up is told by [`super::antecedent`].

use crate::language::{Form, Function, Parse, Pos};

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
    if !matches!(t.form(), Form::Pronoun | Form::PossessivePronoun | Form::Which | Form::Who | Form::Whose)
        || t.is(Function::Expletive)
    {
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
    if !t.is_subject() {
        return false;
    }
    let verb = t.head;
    let clause = parse.children(verb).any(|c| {
        c > verb
            && matches!(parse.tokens[c].function(), Function::Clause | Function::ClauseSubject | Function::Adverbial)
    });
    let cleft = parse.children(verb).any(|c| {
        matches!(parse.tokens[c].function(), Function::Predicate | Function::Attribute)
            && parse.children(c).any(|g| matches!(parse.tokens[g].function(), Function::OpenClause | Function::Clause))
    });
    (&*parse.tokens[verb].lemma == "be" && (clause || cleft || parse.child(verb, Function::OpenClause).is_some()))
        || (t.is(Function::PassiveSubject) && clause)
        || matches!(&*parse.tokens[verb].lemma, "rain" | "snow" | "seem" | "appear")
}

/// The noun that the relative clause of this pronoun hangs on.
pub(crate) fn relative_head(parse: &Parse, token: usize) -> Option<usize> {
    let up = |t: usize| std::iter::once(t).chain(parse.ancestors(t)).find(|a| parse.tokens[*a].is(Function::Relative));
    let clause = up(token)?;
    let head = parse.tokens[clause].head;
    (head < token && matches!(parse.tokens[head].pos, Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num)).then_some(head)
}
