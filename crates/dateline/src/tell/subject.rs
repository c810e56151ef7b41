//! Who and what belongs to a verb, by the tree alone.
//!
//! In: the parse of a page and a token. Out: the token that is its subject, its clause, or what its clause describes.

use crate::language::{Form, Function, Number, Parse, Pos};

/// The noun that a relative clause describes, when it is the object of the clause: its verb has a subject and no object of its own.
pub(super) fn described(parse: &Parse, verb: usize) -> Option<usize> {
    let own = |t: usize| parse.tokens[t].is_relative() || matches!(&*parse.tokens[t].lemma, "that" | "which" | "who");
    let subject = parse.child(verb, Function::Subject).filter(|s| !own(*s))?;
    let open = parse.children(verb).all(|c| {
        // "where they met": a place or time, and no object.
        parse.tokens[c].form() != Form::How
            && !matches!(
                parse.tokens[c].function(),
                Function::Clause
                    | Function::OpenClause
                    | Function::Predicate
                    | Function::Attribute
                    | Function::PassiveSubject
            )
            && (!parse.tokens[c].is(Function::Object) || own(c))
    });
    let head = parse.tokens[verb].head;
    let noun = matches!(parse.tokens[head].pos, Pos::Noun | Pos::Propn) && head < subject;
    (parse.tokens[verb].is(Function::Relative) && open && noun).then_some(head)
}

/// The verb that governs a noun as its object or subject, or an adjective as what somebody is.
pub(super) fn clause_of(parse: &Parse, token: usize) -> Option<usize> {
    let head = parse.tokens[token].head;
    let governs = matches!(
        parse.tokens[token].function(),
        Function::Object | Function::Subject | Function::PassiveSubject | Function::Attribute
    );
    // "She was pleased to come".
    let state = parse.tokens[token].is(Function::Predicate) && parse.tokens[head].pos == Pos::Aux;
    (head != token && (governs && parse.tokens[head].pos == Pos::Verb || state)).then_some(head)
}

/// The subject of a verb, its own or that of the verb it is joined to.
pub(super) fn subject(parse: &Parse, text: &str, verb: usize) -> Option<usize> {
    // A dateline ("BERGEN, Norway — Police arrested") is taken for a subject too, and stands first; of "a board led by judge Berg began"
    // the first is the subject.
    let dash = |t: usize| matches!(parse.text(t, text), "—" | "–" | "--" | "-");
    let own = |v: usize| {
        let subject = |c: &usize| {
            matches!(parse.tokens[*c].function(), Function::Subject | Function::PassiveSubject | Function::Expletive)
        };
        let subjects: Vec<usize> = parse.children(v).filter(subject).collect();
        let first = *subjects.first()?;
        let last = subjects.iter().copied().rfind(|c| *c < v).unwrap_or(first);
        Some(if (first..last).any(dash) { last } else { first })
    };
    let mut at = verb;
    for _ in 0..4 {
        if let Some(s) = own(at) {
            // The subject of a relative clause is what the clause describes.
            let relative = parse.tokens[at].is(Function::Relative)
                && (parse.tokens[s].is_relative() || matches!(&*parse.tokens[s].lemma, "that" | "which" | "who"));
            return Some(if relative { antecedent(parse, at) } else { s });
        }
        // "a meeting attended by many": what the participle describes.
        if parse.tokens[at].is(Function::NounClause)
            && matches!(parse.tokens[at].form(), Form::Participle | Form::Gerund)
        {
            return Some(parse.tokens[at].head);
        }
        if !matches!(
            parse.tokens[at].function(),
            Function::Conjunct | Function::OpenClause | Function::Adverbial | Function::PrepositionClause
        ) {
            return None;
        }
        // "Began by inspecting".
        let by = parse.tokens[at].is(Function::PrepositionClause);
        let up = if by { parse.tokens[parse.tokens[at].head].head } else { parse.tokens[at].head };
        if up == at || by && parse.tokens[up].pos != Pos::Verb {
            return None;
        }
        at = up;
    }
    None
}

/// The noun that a relative clause without a subject of its own describes: that of the number of its verb, where the parser hangs it on
/// another ("the producer of chips for phones, which is set to meet").
fn antecedent(parse: &Parse, verb: usize) -> usize {
    let shown = |t: usize| {
        let alone = parse.child(t, Function::Conjunct).is_none();
        parse.tokens[t].number().filter(|n| alone || *n == Number::Plural)
    };
    let auxiliary = parse.auxiliaries(verb).next().unwrap_or(verb);
    let wanted = parse.tokens[auxiliary].number().filter(|_| parse.tokens[auxiliary].is_present());
    let head = parse.tokens[verb].head;
    let fits = |t: usize| wanted.is_none() || shown(t).is_none() || shown(t) == wanted;
    if fits(head) {
        return head;
    }
    let other = |t: &usize| matches!(parse.tokens[*t].pos, Pos::Noun | Pos::Propn) && fits(*t);
    parse.ancestors(head).take(4).find(other).unwrap_or(head)
}
