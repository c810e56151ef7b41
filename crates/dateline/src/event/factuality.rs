//! Whether an event is said to have happened, to be going to happen, or perhaps.
//!
//! In: the parse and the event's head. Out: [`Factuality`], from tense, modals, negation, conditionals, and the words that govern the
//! event (lists in `data/event/verbs.toml`), in the manner of FactBank and De Facto.

use super::events::Form;
use super::lexicon::VERBS;
use super::{Certainty, Polarity, Tense};
use crate::language::{Dep, Parse, Pos, Tag};

/// Certainty, polarity and tense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Factuality {
    pub certainty: Certainty,
    pub polarity: Polarity,
    pub tense: Tense,
}

/// Judges one event.
pub(crate) fn judge(text: &str, parse: &Parse, token: usize, form: Form) -> Factuality {
    let mut f = match form {
        Form::Verb => clause(text, parse, token),
        Form::Adjective => clause(text, parse, parse.tokens[token].head),
        Form::Noun => noun(text, parse, token),
    };
    if negated(text, parse, token) {
        f.polarity = Polarity::Negative;
    }
    f
}

fn negated(text: &str, parse: &Parse, token: usize) -> bool {
    parse.children(token).any(|c| {
        let t = &parse.tokens[c];
        t.dep == Dep::Neg
            || (t.dep == Dep::Det && matches!(&*parse.text(c, text).to_lowercase(), "no" | "neither"))
            || (t.dep == Dep::Preconj && &*t.lemma == "neither")
    })
}

/// What the auxiliaries of a verb say.
fn auxiliaries(text: &str, parse: &Parse, verb: usize) -> (Certainty, Option<Tense>) {
    let mut certainty = Certainty::Certain;
    let mut tense = None;
    let mut perfect = false;
    for c in parse.children(verb).filter(|c| matches!(parse.tokens[*c].dep, Dep::Aux | Dep::Auxpass)) {
        let word = parse.text(c, text).to_lowercase();
        match &*word {
            "will" | "'ll" | "’ll" | "shall" | "wo" | "sha" => tense = Some(Tense::Future),
            "would" | "'d" | "’d" | "should" => tense = tense.or(Some(Tense::Future)),
            "may" | "might" | "could" => {
                certainty = Certainty::Possible;
                tense = tense.or(Some(Tense::Future));
            }
            "can" | "must" => tense = tense.or(Some(Tense::Present)),
            "have" | "has" | "had" | "'ve" | "’ve" | "having" => perfect = true,
            "is" | "are" | "am" | "was" | "were" | "'s" | "’s" | "'re" | "be" | "been" | "being" => {}
            _ => {}
        }
    }
    if perfect && tense.is_some_and(|t| t == Tense::Future) && certainty != Certainty::Certain {
        tense = Some(Tense::Past);
    }
    (certainty, tense)
}

/// Tense of the finite form itself.
fn finite(parse: &Parse, verb: usize) -> Tense {
    let past = |t: usize| matches!(parse.tokens[t].tag, Tag::Vbd);
    let aux_past = parse.children(verb).any(|c| {
        matches!(parse.tokens[c].dep, Dep::Aux | Dep::Auxpass) && (past(c) || &*parse.tokens[c].lemma == "have")
    });
    match parse.tokens[verb].tag {
        Tag::Vbd => Tense::Past,
        Tag::Vbn => {
            let present = parse
                .children(verb)
                .any(|c| parse.tokens[c].dep == Dep::Auxpass && matches!(parse.tokens[c].tag, Tag::Vbz | Tag::Vbp));
            if present { Tense::Present } else { Tense::Past }
        }
        _ if aux_past => Tense::Past,
        _ => Tense::Present,
    }
}

/// A verb: its own auxiliaries, else what governs it.
fn clause(text: &str, parse: &Parse, verb: usize) -> Factuality {
    let t = &parse.tokens[verb];
    let (mut certainty, own) = auxiliaries(text, parse, verb);
    let mut polarity = Polarity::Positive;
    let mut tense = own.unwrap_or_else(|| finite(parse, verb));
    if negated(text, parse, verb) {
        polarity = Polarity::Negative;
    }
    for c in parse.children(verb).filter(|c| parse.tokens[*c].dep == Dep::Advmod) {
        let word = parse.text(c, text).to_lowercase();
        if VERBS.has("possible_adverbs", &word) {
            certainty = Certainty::Possible;
        } else if VERBS.has("probable_adverbs", &word) && certainty == Certainty::Certain {
            certainty = Certainty::Probable;
        }
    }
    let infinitive = t.tag == Tag::Vb && own.is_none() && parse.children(verb).any(|c| parse.tokens[c].tag == Tag::To);
    let gerund = t.tag == Tag::Vbg && own.is_none() && !parse.children(verb).any(|c| parse.tokens[c].dep == Dep::Aux);
    let up = t.head;
    if up != verb {
        let governor = &parse.tokens[up];
        match t.dep {
            Dep::Conj
                if own.is_none()
                    && governor.tag == t.tag
                    && matches!(governor.pos, Pos::Verb | Pos::Aux)
                    && !parse.children(verb).any(|c| matches!(parse.tokens[c].dep, Dep::Nsubj | Dep::Nsubjpass)) =>
            {
                // "will come and see"
                let first = clause(text, parse, up);
                tense = first.tense;
                certainty = certainty.max(first.certainty);
            }
            Dep::Xcomp | Dep::Ccomp | Dep::Acl | Dep::Pcomp | Dep::Advcl if infinitive || gerund => {
                let outer =
                    if matches!(governor.pos, Pos::Verb | Pos::Aux) { Some(clause(text, parse, up)) } else { None };
                let lemma = governor.lemma.to_lowercase();
                if infinitive {
                    let purpose = matches!(t.dep, Dep::Advcl | Dep::Acl);
                    if VERBS.has("future", &lemma) || purpose {
                        tense = Tense::Future;
                    } else if let Some(outer) = outer {
                        tense = outer.tense;
                    }
                } else if let Some(outer) = outer {
                    tense = outer.tense;
                    if VERBS.has("future", &lemma) && t.dep == Dep::Xcomp {
                        tense = Tense::Future;
                    }
                }
                if let Some(outer) = outer
                    && outer.certainty != Certainty::Certain
                {
                    certainty = certainty.max(outer.certainty);
                }
                if VERBS.has("negative", &lemma) && t.dep == Dep::Xcomp {
                    polarity = Polarity::Negative;
                }
                if VERBS.has("probable", &lemma) && t.dep == Dep::Xcomp {
                    certainty = certainty.max(Certainty::Probable);
                }
            }
            _ => {}
        }
        // "if it sinks": neither said to happen nor not to.
        let conditional = t.dep == Dep::Advcl
            && parse.children(verb).any(|c| {
                parse.tokens[c].dep == Dep::Mark && matches!(&*parse.text(c, text).to_lowercase(), "if" | "unless")
            });
        if conditional && tense != Tense::Past {
            tense = Tense::Future;
        }
    }
    Factuality { certainty, polarity, tense }
}

/// A noun: like the verb that it is the object or subject of.
fn noun(text: &str, parse: &Parse, token: usize) -> Factuality {
    let mut out = Factuality { certainty: Certainty::Certain, polarity: Polarity::Positive, tense: Tense::Past };
    let mut at = token;
    // Through prepositions and coordination to the governing verb.
    for _ in 0..4 {
        let t = &parse.tokens[at];
        let up = t.head;
        if up == at {
            break;
        }
        let governor = &parse.tokens[up];
        match governor.pos {
            Pos::Verb | Pos::Aux => {
                let outer = clause(text, parse, up);
                let lemma = governor.lemma.to_lowercase();
                let object = matches!(t.dep, Dep::Dobj | Dep::Prep | Dep::Nsubjpass | Dep::Attr)
                    || at == token && t.dep == Dep::Nsubj;
                if object {
                    out.tense = outer.tense;
                    out.certainty = outer.certainty;
                    if VERBS.has("future", &lemma) && matches!(t.dep, Dep::Dobj | Dep::Prep) {
                        out.tense = Tense::Future;
                    }
                }
                break;
            }
            _ if matches!(t.dep, Dep::Pobj | Dep::Conj | Dep::Prep | Dep::Appos) => {
                if t.dep == Dep::Prep && VERBS.has("future", &governor.lemma) {
                    out.tense = Tense::Future;
                    break;
                }
                at = up;
            }
            _ => break,
        }
    }
    if parse.children(token).any(|c| {
        matches!(
            &*parse.text(c, text).to_lowercase(),
            "future"
                | "upcoming"
                | "planned"
                | "proposed"
                | "potential"
                | "possible"
                | "next"
                | "forthcoming"
                | "scheduled"
                | "expected"
                | "prospective"
        )
    }) {
        out.tense = Tense::Future;
    }
    out
}
