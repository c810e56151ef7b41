//! The parts of a label that a question puts into another order.
//!
//! In: an event with its label. Out: subject, verb and the rest, found by the verb of the mention that the label has its words from. A label
//! that is no clause with a verb in the past, or that holds more than one, has none: a broken question is worse than none.

use crate::language::{Form, Number, Parse, Pos};
use crate::link::Pile;
use crate::{Clause, EventId};

use super::super::subject::{clause_of, subject};

/// So many words a subject, and what comes behind the verb, may have in a question.
const LONG: usize = 14;

/// The parts of a label; `None` when it cannot be turned into a question safely.
pub(super) fn clause(pile: &Pile<'_>, event: EventId, label: &str) -> Option<Clause> {
    let label = bare(label);
    let words: Vec<&str> = label.split(' ').collect();
    pile.mentions[event].iter().take(12).find_map(|m| {
        let analysis = pile.pages[m.page];
        let (parse, text) = (&analysis.parse, analysis.page.text.as_str());
        let token = analysis.events[m.index].token;
        let verb = |t: usize| matches!(parse.tokens[t].pos, Pos::Verb | Pos::Aux);
        let root = if verb(token) { token } else { clause_of(parse, token).filter(|t| verb(*t))? };
        let word = parse.text(root, text);
        let at = words.iter().position(|w| *w == word).filter(|at| *at > 0)?;
        if words[at + 1..].contains(&word) {
            return None;
        }
        // A word that the page has as a common one is no name, though it begins the sentence with a capital.
        let common = |w: &str| {
            let same = |t: &usize| parse.text(*t, text).eq_ignore_ascii_case(w);
            let mut here = parse.tokens_in(parse.sentence_span(parse.tokens[root].sentence)).filter(same);
            here.any(|t| parse.tokens[t].pos != Pos::Propn)
        };
        parts(parse, text, root, (&words, at), &common)
    })
}

/// A label without whose statement it is: that stands with the sides.
fn bare(label: &str) -> &str {
    let cut = label.find(" according to ").unwrap_or(label.len());
    let label = &label[..cut];
    // "…, the prefect said": what stands behind the last comma and ends with a verb of saying.
    match label.rsplit_once(", ") {
        Some((front, back))
            if ["said", "says", "alleged", "allege", "alleges", "told"].iter().any(|v| back.ends_with(v)) =>
        {
            front
        }
        _ => label,
    }
}

fn parts(
    parse: &Parse,
    text: &str,
    root: usize,
    (words, at): (&[&str], usize),
    common: &dyn Fn(&str) -> bool,
) -> Option<Clause> {
    let auxiliaries =
        ["has", "have", "had", "was", "were", "is", "are", "been", "be", "being", "also", "then", "already"];
    let first = (0..at).rev().take_while(|i| auxiliaries.contains(&words[*i])).last().unwrap_or(at);
    let chain: Vec<&str> =
        words[first..at].iter().copied().filter(|w| !matches!(*w, "also" | "then" | "already")).collect();
    let token = &parse.tokens[root];
    let plural = subject(parse, text, root).map(|s| {
        let joined = parse.child(s, crate::language::Function::Conjunct).is_some();
        joined || parse.tokens[s].number() == Some(Number::Plural)
    });
    let be = if plural? { "were" } else { "was" };
    let (auxiliary, verb) = match chain.as_slice() {
        [] if token.pos == Pos::Aux && matches!(&*token.lemma, "be") => {
            if !matches!(words[at], "was" | "were" | "is" | "are") {
                return None;
            }
            (be, String::new())
        }
        [] if token.pos == Pos::Aux => return None,
        // "The refuge situated below ground", "the viaduct opened in spring": what is told of the noun was done to it.
        [] if token.form() == Form::Participle && token.is(crate::language::Function::NounClause) => {
            (be, words[at].to_string())
        }
        [] if token.is_past() || token.is_participle() || token.is_present() => ("did", token.lemma.to_string()),
        ["has" | "have" | "had"] if token.form() == Form::Participle || token.is_past() => {
            ("did", token.lemma.to_string())
        }
        ["was" | "were" | "is" | "are"] if matches!(token.form(), Form::Participle | Form::Past | Form::Gerund) => {
            (be, words[at].to_string())
        }
        ["has" | "have" | "had", "been"] if matches!(token.form(), Form::Participle | Form::Past | Form::Gerund) => {
            (be, words[at].to_string())
        }
        _ => return None,
    };
    let (front, back) = (&words[..first], &words[at + 1..]);
    let plain = |list: &[&str]| {
        list.len() <= LONG && !list.iter().any(|w| w.contains(['“', '”', '"', ':', ';', '…', '[', '(']))
    };
    let negated = |w: &&str| matches!(*w, "not" | "never" | "no" | "who" | "which");
    if front.is_empty() || !plain(front) || !plain(back) || front.iter().any(|w| w.ends_with(',')) {
        return None;
    }
    if words.iter().any(negated) || !verb.chars().all(|c| c.is_alphabetic() || c == '-') {
        return None;
    }
    let chain_is_be = verb.is_empty();
    let mut subject = front.join(" ");
    let head = front.first()?;
    let lowered: String = head.chars().take(1).flat_map(char::to_lowercase).chain(head.chars().skip(1)).collect();
    let proper = head.chars().filter(|c| c.is_uppercase()).count() > 1
        || front.get(1).is_some_and(|w| w.starts_with(char::is_uppercase));
    let article =
        matches!(lowered.as_str(), "a" | "an" | "the" | "his" | "her" | "its" | "their" | "both" | "all" | "some");
    if matches!(
        lowered.as_str(),
        "he" | "she" | "it" | "they" | "we" | "i" | "this" | "that" | "these" | "those" | "there"
    ) {
        return None;
    }
    if article || !proper && common(&lowered) {
        subject = format!("{lowered}{}", &subject[head.len()..]);
    }
    Some(Clause {
        subject,
        auxiliary: auxiliary.into(),
        verb,
        told: if first == at && auxiliary != "did" && !chain_is_be {
            format!("{auxiliary} {}", words[at])
        } else {
            words[first..=at].join(" ")
        },
        rest: back.join(" "),
    })
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn whose_statement_it_is_stands_elsewhere() {
        assert_eq!(bare("Six boats sank, the mayor said"), "Six boats sank");
        assert_eq!(bare("Six boats sank according to the mayor"), "Six boats sank");
        assert_eq!(bare("Six boats, all old, sank"), "Six boats, all old, sank");
    }
}
