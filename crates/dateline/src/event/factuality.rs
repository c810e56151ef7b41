//! Whether an event is said to have happened, to be going to happen, or perhaps.
//!
//! In: the parse and the event's head. Out: [`Factuality`], from tense, modals, negation, conditionals, and the words that govern the
//! event (lists in `data/event/verbs.toml`), in the manner of FactBank and De Facto.

use super::heads::Form;
use super::{Certainty, Polarity, Tense};
use crate::entity::lexicon::VERBS;
use crate::language::{Dep, Parse, Pos, Tag};

/// Certainty, polarity and tense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Factuality {
    pub certainty: Certainty,
    pub polarity: Polarity,
    pub tense: Tense,
}

/// How many governing verbs to look up through.
const DEPTH: usize = 6;

/// Judges one event.
pub(crate) fn judge(text: &str, parse: &Parse, token: usize, form: Form) -> Factuality {
    let mut f = match form {
        Form::Verb => clause(text, parse, token, DEPTH),
        Form::Adjective => clause(text, parse, parse.tokens[token].head, DEPTH),
        Form::Noun => noun(text, parse, token),
    };
    if negated(text, parse, token) {
        f.polarity = Polarity::Negative;
    }
    f
}

/// "no" and its like before a noun, or standing for one.
fn none(text: &str, parse: &Parse, token: usize) -> bool {
    let word = parse.text(token, text).to_lowercase();
    matches!(&*word, "nobody" | "none" | "nothing" | "neither")
        || parse.children(token).any(|c| {
            matches!(parse.tokens[c].dep, Dep::Det | Dep::Neg)
                && matches!(&*parse.text(c, text).to_lowercase(), "no" | "neither")
        })
}

fn negated(text: &str, parse: &Parse, token: usize) -> bool {
    let verb = matches!(parse.tokens[token].pos, Pos::Verb | Pos::Aux);
    parse.children(token).any(|c| {
        let t = &parse.tokens[c];
        let argument = matches!(t.dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Attr);
        t.dep == Dep::Neg
            || (t.dep == Dep::Det && matches!(&*parse.text(c, text).to_lowercase(), "no" | "neither"))
            || (t.dep == Dep::Preconj && &*t.lemma == "neither")
            // "nobody was hurt", "no deal was signed", "found nothing"
            || verb && argument && none(text, parse, c)
            // "no longer", "not yet"
            || t.dep == Dep::Advmod
                && parse.children(c).any(|g| matches!(&*parse.text(g, text).to_lowercase(), "no" | "not"))
                && matches!(&*t.lemma, "longer" | "long" | "yet" | "more")
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
            // "would like" is polite for wants.
            "would" | "'d" | "’d" if matches!(&*parse.tokens[verb].lemma, "like" | "love" | "prefer") => {}
            "would" | "'d" | "’d" | "should" => tense = tense.or(Some(Tense::Future)),
            "may" | "might" | "could" => {
                certainty = Certainty::Possible;
                tense = tense.or(Some(Tense::Future));
            }
            // What somebody can do is not said to be done.
            "can" | "ca" => {
                certainty = Certainty::Possible;
                tense = tense.or(Some(Tense::Present));
            }
            "must" => tense = tense.or(Some(Tense::Present)),
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
fn clause(text: &str, parse: &Parse, verb: usize, depth: usize) -> Factuality {
    let t = &parse.tokens[verb];
    let (mut certainty, own) = auxiliaries(text, parse, verb);
    let mut polarity = Polarity::Positive;
    let mut tense = own.unwrap_or_else(|| finite(parse, verb));
    if negated(text, parse, verb) {
        polarity = Polarity::Negative;
        // "could not pay": it did not.
        let could = |c: usize| matches!(&*parse.text(c, text).to_lowercase(), "could");
        if certainty == Certainty::Possible && parse.children(verb).any(could) {
            (certainty, tense) = (Certainty::Certain, Tense::Past);
        }
    }
    for c in parse.children(verb).filter(|c| parse.tokens[*c].dep == Dep::Advmod) {
        let word = parse.text(c, text).to_lowercase();
        if VERBS.has("possible_adverbs", &word) {
            certainty = Certainty::Possible;
        } else if VERBS.has("probable_adverbs", &word) && certainty == Certainty::Certain {
            certainty = Certainty::Probable;
        }
    }
    let infinitive = own.is_none()
        && parse.children(verb).any(|c| parse.tokens[c].dep == Dep::Aux && parse.tokens[c].tag == Tag::To);
    let gerund = t.tag == Tag::Vbg && own.is_none() && !parse.children(verb).any(|c| parse.tokens[c].dep == Dep::Aux);
    let up = t.head;
    if up != verb {
        let governor = &parse.tokens[up];
        // "after leaving", "the chance of winning": what governs stands above the preposition.
        let above = if t.dep == Dep::Pcomp { governor.head } else { up };
        let governs = |t: usize| matches!(parse.tokens[t].pos, Pos::Verb | Pos::Aux);
        let verb_above = std::iter::once(above).chain(parse.ancestors(above)).take(DEPTH).find(|a| governs(*a));
        let reached = if t.dep == Dep::Pcomp { verb_above } else { Some(up).filter(|u| governs(*u)) };
        let outer = match reached {
            Some(v) if depth > 0 && v != verb => Some(clause(text, parse, v, depth - 1)),
            _ => None,
        };
        let subject = parse.children(verb).any(|c| matches!(parse.tokens[c].dep, Dep::Nsubj | Dep::Nsubjpass));
        match (t.dep, outer) {
            // "will come and see"
            (Dep::Conj, Some(first)) if own.is_none() && !subject && (governor.tag == t.tag || t.tag == Tag::Vb) => {
                tense = first.tense;
                certainty = certainty.max(first.certainty);
            }
            (Dep::Xcomp | Dep::Ccomp | Dep::Acl | Dep::Pcomp | Dep::Advcl | Dep::Relcl, _) if infinitive || gerund => {
                let lemma = parse.tokens[above].lemma.to_lowercase();
                // "the first ship to cross": it crosses when the clause around says.
                let ranked = matches!(t.dep, Dep::Acl | Dep::Relcl)
                    && (governor.tag == Tag::Jjs || ranked(parse, up) || matches!(&*lemma, "first" | "last"));
                let performed = VERBS.has("performative", &t.lemma) && lemma == "like";
                let purpose =
                    !ranked && infinitive && (lemma == "be" || matches!(t.dep, Dep::Advcl | Dep::Acl | Dep::Relcl));
                let ahead = !performed
                    && VERBS.has("future", &lemma)
                    && (infinitive || matches!(t.dep, Dep::Xcomp | Dep::Pcomp));
                if purpose || ahead {
                    tense = Tense::Future;
                } else if let Some(outer) = outer {
                    tense = outer.tense;
                } else if ranked && let Some(v) = verb_above.filter(|v| depth > 0 && *v != verb) {
                    tense = clause(text, parse, v, depth - 1).tense;
                }
                certainty = certainty.max(outer.map_or(Certainty::Certain, |o| o.certainty));
                if infinitive && VERBS.has("needs", &lemma) && denied(text, parse, above) {
                    polarity = Polarity::Negative;
                } else if infinitive {
                    certainty = certainty.max(left_open(parse, above, &lemma));
                }
                if t.dep == Dep::Pcomp && &*governor.lemma == "without" {
                    polarity = Polarity::Negative;
                }
                if t.dep == Dep::Xcomp {
                    if VERBS.has("negative", &lemma) {
                        polarity = Polarity::Negative;
                    }
                    if VERBS.has("probable", &lemma) {
                        certainty = certainty.max(Certainty::Probable);
                    }
                }
            }
            // "would help them launch it": by and by with the help.
            (Dep::Ccomp | Dep::Xcomp, Some(outer)) if t.tag == Tag::Vb && own.is_none() && !infinitive => {
                tense = outer.tense;
                certainty = certainty.max(outer.certainty);
            }
            // "asked whether it will sink"
            (Dep::Ccomp, _) if asked(text, parse, verb) => certainty = certainty.max(Certainty::Possible),
            // "is expected that it will sink"
            (Dep::Ccomp, Some(_)) if VERBS.has("probable", &governor.lemma) => {
                certainty = certainty.max(Certainty::Probable)
            }
            // "when it arrives, it will be painted"; "if it sinks" is said neither to happen nor not to.
            (Dep::Advcl, outer) => {
                let marked = |words: &[&str]| {
                    parse.children(verb).any(|c| {
                        matches!(parse.tokens[c].dep, Dep::Mark | Dep::Advmod)
                            && words.contains(&&*parse.text(c, text).to_lowercase())
                    })
                };
                let later = outer.is_some_and(|o| o.tense == Tense::Future);
                if marked(&["if", "unless"]) && tense != Tense::Past
                    || later
                        && (tense != Tense::Past && marked(&["when", "after", "once"]) || marked(&["before", "until"]))
                {
                    tense = Tense::Future;
                }
            }
            _ => {}
        }
    } else if infinitive {
        // A headline: "Ministers to meet in spring".
        tense = Tense::Future;
    }
    Factuality { certainty, polarity, tense }
}

/// Whether a clause says what is in question.
fn asked(text: &str, parse: &Parse, verb: usize) -> bool {
    let mark = |c: &usize| matches!(parse.tokens[*c].dep, Dep::Mark | Dep::Advmod);
    let mut marks = parse.children(verb).filter(mark);
    marks.any(|c| matches!(&*parse.text(c, text).to_lowercase(), "whether" | "if"))
}

/// "first", "only", "latest" before a noun.
fn ranked(parse: &Parse, noun: usize) -> bool {
    parse.children(noun).any(|c| {
        let t = &parse.tokens[c];
        t.tag == Tag::Jjs && t.dep == Dep::Amod || matches!(&*t.lemma, "first" | "last" | "only" | "second" | "third")
    })
}

/// Whether a verb is negated, or the copula of an adjective.
fn denied(text: &str, parse: &Parse, governor: usize) -> bool {
    let copula = parse.tokens[governor].dep == Dep::Acomp && negated(text, parse, parse.tokens[governor].head);
    copula || negated(text, parse, governor)
}

/// Whether a word leaves it open that what its infinitive says comes about: tries, permissions and hearsay.
fn left_open(parse: &Parse, governor: usize, lemma: &str) -> Certainty {
    let passive = parse.tokens[governor].tag == Tag::Vbn
        && parse.children(governor).any(|c| matches!(parse.tokens[c].dep, Dep::Auxpass | Dep::Nsubjpass | Dep::Aux));
    let open = VERBS.has("open", lemma) || passive && (VERBS.has("permits", lemma) || VERBS.has("hearsay", lemma));
    if open { Certainty::Possible } else { Certainty::Certain }
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
        let lemma = governor.lemma.to_lowercase();
        match governor.pos {
            Pos::Verb | Pos::Aux => {
                let outer = clause(text, parse, up, DEPTH);
                // What stands beside the action in time or as its reason ("after the storm") does not share its time.
                let beside = t.dep == Dep::Prep && !matches!(&*t.lemma, "to" | "on" | "with" | "for" | "of" | "at");
                if matches!(t.dep, Dep::Dobj | Dep::Prep | Dep::Nsubjpass | Dep::Attr) && !beside
                    || at == token && t.dep == Dep::Nsubj
                {
                    // "will be on leave": nothing but the phrase tells what is.
                    let adjunct = t.dep == Dep::Prep && !VERBS.has("awaits", &lemma) && lemma != "be";
                    let there = VERBS.has("presupposes", &lemma) && t.dep != Dep::Prep;
                    if !adjunct && !there {
                        out.tense = outer.tense;
                        // That a subject may do something does not make the subject doubtful.
                        if t.dep != Dep::Nsubj {
                            out.certainty = outer.certainty;
                        }
                    }
                    // "announced plans": the plans are there, what they are for is not.
                    let announced = VERBS.has("announces", &lemma)
                        && t.dep == Dep::Dobj
                        && !VERBS.has("future", &parse.tokens[token].lemma);
                    if (VERBS.has("awaits", &lemma) || announced) && t.dep != Dep::Nsubj {
                        out.tense = Tense::Future;
                    }
                    if VERBS.has("weighs", &lemma) && t.dep == Dep::Dobj && at == token {
                        out.certainty = out.certainty.max(Certainty::Possible);
                        out.tense = Tense::Future;
                    }
                }
                let made = VERBS.has("light", &lemma) || VERBS.has("performs", &lemma);
                if at == token && matches!(t.dep, Dep::Dobj | Dep::Nsubjpass) && made {
                    out.polarity = outer.polarity;
                }
                // "The flight was delayed"; in a headline "Flight delayed".
                let headline = t.dep == Dep::Nsubj
                    && governor.tag == Tag::Vbn
                    && !parse.children(up).any(|c| matches!(parse.tokens[c].dep, Dep::Aux | Dep::Dobj));
                if at == token
                    && VERBS.has("undoes", &lemma)
                    && (headline || matches!(t.dep, Dep::Dobj | Dep::Nsubjpass))
                {
                    out.polarity = Polarity::Negative;
                }
                break;
            }
            _ if matches!(t.dep, Dep::Pobj | Dep::Conj | Dep::Prep | Dep::Appos) => {
                if t.dep == Dep::Prep
                    && VERBS.has("future", &governor.lemma)
                    && matches!(&*t.lemma, "for" | "to" | "of" | "on")
                {
                    out.tense = Tense::Future;
                    break;
                }
                // "the delay in delivery", "the cancellation of the tour"
                if t.dep == Dep::Prep && VERBS.has("undoes", &governor.lemma) && matches!(&*t.lemma, "in" | "of" | "to")
                {
                    out.polarity = Polarity::Negative;
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
    // "the cancelled tour", "a flight delayed by fog"
    if parse.children(token).any(|c| {
        let t = &parse.tokens[c];
        matches!(t.dep, Dep::Amod | Dep::Acl) && t.tag == Tag::Vbn && VERBS.has("undoes", &t.lemma)
    }) {
        out.polarity = Polarity::Negative;
    }
    out
}
