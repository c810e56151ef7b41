//! Who and what belongs to a verb, by the tree alone.
//!
//! In: the parse of a page and a token. Out: the token that is its subject, its clause, or what its clause describes.

use crate::language::{Dep, Parse, Pos, Tag};

/// The noun that a relative clause describes, when it is the object of the clause: its verb has a subject and no object of its own.
pub(super) fn described(parse: &Parse, verb: usize) -> Option<usize> {
    let own = |t: usize| {
        matches!(parse.tokens[t].tag, Tag::Wdt | Tag::Wp) || matches!(&*parse.tokens[t].lemma, "that" | "which" | "who")
    };
    let subject = parse.child(verb, Dep::Nsubj).filter(|s| !own(*s))?;
    let open = parse.children(verb).all(|c| {
        // "where they met": a place or time, and no object.
        parse.tokens[c].tag != Tag::Wrb
            && !matches!(parse.tokens[c].dep, Dep::Ccomp | Dep::Xcomp | Dep::Acomp | Dep::Attr | Dep::Nsubjpass)
            && (parse.tokens[c].dep != Dep::Dobj || own(c))
    });
    let head = parse.tokens[verb].head;
    let noun = matches!(parse.tokens[head].pos, Pos::Noun | Pos::Propn) && head < subject;
    (parse.tokens[verb].dep == Dep::Relcl && open && noun).then_some(head)
}

/// The verb that governs a noun as its object or subject, or an adjective as what somebody is.
pub(super) fn clause_of(parse: &Parse, token: usize) -> Option<usize> {
    let head = parse.tokens[token].head;
    let governs = matches!(parse.tokens[token].dep, Dep::Dobj | Dep::Nsubj | Dep::Nsubjpass | Dep::Attr);
    // "She was pleased to come".
    let state = parse.tokens[token].dep == Dep::Acomp && parse.tokens[head].pos == Pos::Aux;
    (head != token && (governs && parse.tokens[head].pos == Pos::Verb || state)).then_some(head)
}

/// The subject of a verb, its own or that of the verb it is joined to.
pub(super) fn subject(parse: &Parse, text: &str, verb: usize) -> Option<usize> {
    // A dateline ("BERGEN, Norway — Police arrested") is taken for a subject too, and stands first; of "a board led by judge Berg began"
    // the first is the subject.
    let dash = |t: usize| matches!(parse.text(t, text), "—" | "–" | "--" | "-");
    let own = |v: usize| {
        let subject = |c: &usize| matches!(parse.tokens[*c].dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Expl);
        let subjects: Vec<usize> = parse.children(v).filter(subject).collect();
        let first = *subjects.first()?;
        let last = subjects.iter().copied().rfind(|c| *c < v).unwrap_or(first);
        Some(if (first..last).any(dash) { last } else { first })
    };
    let mut at = verb;
    for _ in 0..4 {
        if let Some(s) = own(at) {
            // The subject of a relative clause is what the clause describes.
            let relative = parse.tokens[at].dep == Dep::Relcl
                && (matches!(parse.tokens[s].tag, Tag::Wdt | Tag::Wp)
                    || matches!(&*parse.tokens[s].lemma, "that" | "which" | "who"));
            return Some(if relative { antecedent(parse, at) } else { s });
        }
        // "a meeting attended by many": what the participle describes.
        if parse.tokens[at].dep == Dep::Acl && matches!(parse.tokens[at].tag, Tag::Vbn | Tag::Vbg) {
            return Some(parse.tokens[at].head);
        }
        if !matches!(parse.tokens[at].dep, Dep::Conj | Dep::Xcomp | Dep::Advcl | Dep::Pcomp) {
            return None;
        }
        // "Began by inspecting".
        let by = parse.tokens[at].dep == Dep::Pcomp;
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
    let plural = |t: usize| match parse.tokens[t].tag {
        Tag::Nns | Tag::Nnps => Some(true),
        Tag::Nn | Tag::Nnp if parse.child(t, Dep::Conj).is_none() => Some(false),
        _ => None,
    };
    let auxiliary =
        parse.children(verb).find(|c| matches!(parse.tokens[*c].dep, Dep::Aux | Dep::Auxpass)).unwrap_or(verb);
    let wanted = match parse.tokens[auxiliary].tag {
        Tag::Vbz => Some(false),
        Tag::Vbp => Some(true),
        _ => None,
    };
    let head = parse.tokens[verb].head;
    let fits = |t: usize| wanted.is_none() || plural(t).is_none() || plural(t) == wanted;
    if fits(head) {
        return head;
    }
    let other = |t: &usize| matches!(parse.tokens[*t].pos, Pos::Noun | Pos::Propn) && fits(*t);
    parse.ancestors(head).take(4).find(other).unwrap_or(head)
}
