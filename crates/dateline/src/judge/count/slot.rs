//! The slots of counting: what a number counts, by the words around it in the tree.
//!
//! In: a page's parse and the tokens of a number. Out: the slot of `data/judge/counts.toml` that it counts in.

use std::ops::Range;
use std::sync::LazyLock;

use crate::language::{Function, Parse};
use crate::lexicon::Flag;

/// How a count changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Course {
    Rising,
    Moving,
    Fixed,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Slot {
    pub name: String,
    nouns: Vec<String>,
    states: Vec<String>,
    verbs: Vec<String>,
    subjects: Vec<String>,
    pub course: Course,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Slots {
    slot: Vec<Slot>,
}

pub(super) static SLOTS: LazyLock<Vec<Slot>> = LazyLock::new(|| {
    crate::data::table::<Slots>("judge/counts.toml", include_str!("../../../../../data/judge/counts.toml")).slot
});

pub(super) fn lemma(parse: &Parse, t: usize) -> String {
    parse.tokens.get(t).map(|t| t.lemma.to_lowercase()).unwrap_or_default()
}

/// The slot that a number counts in, by the words around it in the tree.
/// The slot of those whom a word names.
pub(super) fn named(word: &str) -> Option<usize> {
    let word = if word == "victim" { "dead" } else { word };
    SLOTS.iter().position(|s| s.states.iter().chain(&s.nouns).any(|w| w == word))
}

pub(super) fn slot_of(parse: &Parse, text: &str, run: &Range<usize>) -> Option<usize> {
    let last = run.end.checked_sub(1)?;
    let head = parse.tokens.get(last)?.head;
    let adjective = parse.tokens[last].is(Function::Adjective) && !parse.tokens[head].is_numeral();
    let noun = if parse.tokens[last].is(Function::Count) || adjective { head } else { last };
    let own = noun == last;
    let counted = lemma(parse, noun);
    // "missing" is the participle of a verb for the tagger, and a state for the reader.
    let is = |list: &[String], t: usize| {
        let word = parse.tokens[t].span.of(text).to_lowercase();
        list.iter().any(|w| *w == lemma(parse, t) || *w == word)
    };
    for (i, slot) in SLOTS.iter().enumerate() {
        if !own && slot.nouns.contains(&counted) {
            return Some(i);
        }
        if !own && !Flag::AnyPeople.has(&counted) {
            // "three dead": the state bears the number.
            if is(&slot.states, noun) {
                return Some(i);
            }
            continue;
        }
        // "20 people, four of whom are injured": a number of its own.
        let numbered = |c: usize| {
            let below = parse.subtree(c);
            below.clone().any(|t| t > last && parse.tokens[t].is_numeral())
        };
        // "14 people missing", "nine people killed", "20 missing".
        if parse.children(noun).filter(|c| !numbered(*c)).any(|c| {
            c > last
                && (is(&slot.states, c) || is(&slot.verbs, c))
                && matches!(
                    parse.tokens[c].function(),
                    Function::NounClause
                        | Function::Adjective
                        | Function::Adverb
                        | Function::Predicate
                        | Function::Preposition
                        | Function::Relative
                )
                || is(&slot.states, c) && c > last && !parse.tokens[c].is(Function::Conjunct)
        }) {
            return Some(i);
        }
        // "the 181 people on board", "with 181 people aboard".
        let next = |n: usize| lemma(parse, noun + n);
        if slot.states.iter().any(|s| *s == next(1) || (next(1) == "on" && *s == next(2))) {
            return Some(i);
        }
        let mut at = noun;
        for _ in 0..3 {
            let up = parse.tokens[at].head;
            if up == at {
                break;
            }
            let dep = parse.tokens[at].function();
            let subject = matches!(dep, Function::Subject | Function::PassiveSubject);
            let object = matches!(dep, Function::Object | Function::PassiveSubject | Function::ObjectPredicate);
            // "The airliner has carried a million people": in its life, not this time.
            let often = |v: usize| {
                slot.course == Course::Fixed
                    && parse.auxiliaries(v).any(|a| &*parse.tokens[a].lemma == "have" && parse.tokens[a].is_present())
            };
            if (object && is(&slot.verbs, up) && !often(up)) || (dep == Function::Subject && is(&slot.subjects, up)) {
                return Some(i);
            }
            // "Five workers lost their lives".
            let life = |v: usize| parse.object(v).is_some_and(|o| lemma(parse, o) == "life");
            if dep == Function::Subject && slot.name == "dead" && lemma(parse, up) == "lose" && life(up) {
                return Some(i);
            }
            // "fourteen people are missing", "are known to have died", "leaving 20 missing".
            let said = parse.children(up).any(|c| {
                c > noun
                    && ((matches!(
                        parse.tokens[c].function(),
                        Function::Predicate | Function::Attribute | Function::ObjectPredicate
                    ) && is(&slot.states, c))
                        || (matches!(parse.tokens[c].function(), Function::OpenClause | Function::Clause)
                            && (is(&slot.subjects, c) || is(&slot.states, c))))
            });
            if (subject || dep == Function::Object) && said {
                return Some(i);
            }
            if subject && is(&slot.states, up) {
                return Some(i);
            }
            // A part of a sum, or a clause of its own, ends the way up.
            if !matches!(dep, Function::Conjunct | Function::Complement | Function::Preposition)
                || lemma(parse, up) == "of"
                || matches!(dep, Function::Preposition)
            {
                break;
            }
            at = up;
        }
    }
    toll(parse, text, noun)
}

/// Whether a number counts in one of the slots: these are compared here, over all pages of a story.
pub(in crate::judge) fn is_slotted(parse: &Parse, text: &str, run: &Range<usize>) -> bool {
    slot_of(parse, text, run).is_some()
}

/// "the death toll rose to nine", "the number of people killed has risen to nine", "as the toll climbs to 12".
fn toll(parse: &Parse, text: &str, number: usize) -> Option<usize> {
    let mut up = parse.tokens[number].head;
    if parse.tokens[number].is(Function::Complement) {
        // "rose to nine", not "rose to six, with 100 others wounded".
        if !matches!(lemma(parse, up).as_str(), "to" | "at" | "past") {
            return None;
        }
        up = parse.tokens[up].head;
    }
    if up == number || !Flag::TollMoves.has(&lemma(parse, up)) {
        return None;
    }
    let start = parse.sentences.get(parse.tokens[up].sentence)?.start;
    let before: Vec<String> = (start..up).map(|t| parse.tokens[t].span.of(text).to_lowercase()).collect();
    if before.iter().any(|w| w == "toll") {
        return SLOTS.iter().position(|s| s.name == "dead");
    }
    if !before.iter().any(|w| w == "number") {
        return None;
    }
    SLOTS.iter().position(|s| {
        (start..up).any(|t| {
            let words = [lemma(parse, t), parse.tokens[t].span.of(text).to_lowercase()];
            words.iter().any(|w| s.states.contains(w) || s.verbs.contains(w) || s.nouns.contains(w))
        })
    })
}
