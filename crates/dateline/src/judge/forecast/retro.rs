//! Plans of the past, and what the same page says became of them.
//!
//! In: the clauses of a page and an event that was to come. Out: whether its own words, or those right behind, say that it did not come as
//! planned: "was to have sailed", "a meeting set for 4 May was called off", "had been due in May and came in June", "she would sue. She
//! never did." What only stands in the past ("was to sail") and is not contradicted stays open.

use super::super::window::{Window, planned_for, within};
use crate::Analysis;
use crate::event::Event;
use crate::language::clause::{Clauses, Form, Frame, Function, Link, Modality, Tense, Word};
use crate::lexicon::Flag;
use crate::link::sentence_span;
use crate::{Evidence, SentenceId};

/// What became of a plan by the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It came otherwise; the sentence behind that says so, if it is another one.
    Failed(&'static str, Option<SentenceId>),
    /// It came.
    Kept(Option<SentenceId>),
    /// Told as a plan of the past, no more.
    Past,
    /// A plan for what is ahead.
    Ahead,
}

/// Reads what became of a plan.
pub(super) fn fate(analysis: &Analysis, clauses: &Clauses<'_>, event: &Event, window: Option<&Window>) -> Fate {
    let tree = &clauses.tree;
    let token = event.token;
    if let Some(after) = echo(analysis, clauses, event) {
        return after;
    }
    let span = sentence_span(analysis, event.sentence);
    let published = analysis.page.published.latest;
    let over = window.zip(published).is_some_and(|(w, p)| w.to < p);
    let clause = clauses.at(token);
    // "Was to have sailed", "should have sailed on Friday".
    if let Some(c) = clause {
        let bound = c.above.map(|l| tree.word(l.governor)).is_some_and(|w| w.form == Form::Past || past(clauses, w));
        if c.infinitive && c.perfect && bound {
            return Fate::Failed("The page tells of it as of what was to have been.", None);
        }
        if c.modality == Some(Modality::Would) && c.perfect && tree.has(c.verb, &["should"]) {
            let before = analysis.times.iter().any(|t| t.span.start > event.span.start && span.contains(t.span));
            let unless =
                c.negation.is_some() || c.question || window.is_none() || !before || (published.is_some() && !over);
            return if unless { Fate::Past } else { Fate::Failed("The page says when it should have been.", None) };
        }
    }
    if given_up(clauses, token) {
        return Fate::Failed("The page says that the plan was given up.", None);
    }
    if !planned_in_past(clauses, token) {
        return Fate::Ahead;
    }
    if let Some(reason) = behind(analysis, clauses, event, window) {
        return Fate::Failed(reason, None);
    }
    if let Some(next) = next_contradicts(analysis, clauses, event) {
        return Fate::Failed("The page goes on to say that it came otherwise.", Some(next));
    }
    Fate::Past
}

/// Whether the verb that an adjective or participle is said with stands in the past.
fn past(clauses: &Clauses<'_>, word: &Word<'_>) -> bool {
    // "was due", "had been due".
    clauses.at(word.head).is_some_and(|c| c.tense == Tense::Past)
}

/// Whether the words that put an event into the future stand themselves in the past: "had been due to sail", "was to sail".
pub(super) fn planned_in_past(clauses: &Clauses<'_>, token: usize) -> bool {
    let tree = &clauses.tree;
    let own = clauses.at(token).filter(|c| c.passive && plans(clauses, c.verb));
    let beside =
        |l: &Link| clauses.at(token).is_none() && matches!(l.frame, Frame::Oblique | Frame::Noun | Frame::Conjunct);
    let up = clauses.above(token).filter(|l| !beside(l)).map(|l| l.governor);
    let verb = own.map(|c| c.verb).or(up);
    let Some(verb) = verb else { return false };
    let (word, clause) = (tree.word(verb), clauses.at(verb));
    let plans = word.lemma == "be" || plans(clauses, verb) || Flag::Foretells.has(word.lemma);
    plans && clause.map_or_else(|| past(clauses, word), |c| c.tense == Tense::Past)
}

/// Whether a verb is one of plans: "was set for May", and not "was called off".
pub(super) fn plans(clauses: &Clauses<'_>, verb: usize) -> bool {
    Flag::PlannedWord.has(clauses.tree.word(verb).lemma) && !deed(clauses, verb).contains('_')
}

/// The lemma of a verb with its particle, though the tagger takes "called off" for a verb with an adverb or a preposition without a noun.
pub(super) fn deed(clauses: &Clauses<'_>, verb: usize) -> String {
    let (tree, next) = (&clauses.tree, verb + 1);
    let loose = next < tree.len() && tree.word(next).is(&["off", "out", "back", "through"]);
    if loose && clauses.at(verb).is_none_or(|c| c.particle.is_none()) {
        return format!("{}_{}", tree.word(verb).lemma, tree.word(next).text.to_lowercase());
    }
    clauses.phrasal(verb)
}

/// Whether a verb tells that something planned was kept from being, as a fact.
pub(super) fn cancels(clauses: &Clauses<'_>, verb: usize) -> bool {
    let asserted = clauses.at(verb).is_some_and(|c| {
        let firm = c.modality.is_none() && c.negation.is_none() && !c.question && !c.infinitive;
        firm && (c.tense == Tense::Past || c.passive) && !matches!(c.above.map(|l| l.frame), Some(Frame::Condition))
    });
    asserted && Flag::CallsOff.has(&deed(clauses, verb))
}

/// Whether a verb says that what it is said of did not come or will not: "did not take place", "will not take place".
pub(super) fn fails(clauses: &Clauses<'_>, verb: usize) -> bool {
    let says = |c: &crate::language::clause::Clause| {
        let firm = !c.question && !c.infinitive && !c.perfect && c.negation.is_some();
        let happens =
            matches!(clauses.tree.word(c.verb).lemma, "take" | "happen" | "occur" | "go" | "begin" | "start" | "open");
        firm && happens && (c.tense == Tense::Past || c.modality == Some(Modality::Will))
    };
    clauses.at(verb).is_some_and(says)
}

/// Whether a clause tells what comes if something else does: "would sail if the wind turns".
pub(super) fn supposed(clauses: &Clauses<'_>, verb: usize) -> bool {
    let tree = &clauses.tree;
    tree.below(verb).filter_map(|c| clauses.at(c)).any(|c| {
        let condition = c.above.is_some_and(|l| l.frame == Frame::Condition);
        condition && c.tense == Tense::Present && c.modality.is_none()
    })
}

/// Whether what is planned is said to be given up: "postponed a meeting that was to open", "went back on its promise to sail".
fn given_up(clauses: &Clauses<'_>, token: usize) -> bool {
    let tree = &clauses.tree;
    // The noun that the plan stands on, or the event itself where it is one.
    let mut above = clauses.at(token).and_then(|c| c.above);
    // "Which was to open": what is planned stands under "was".
    if let Some(l) = above
        && matches!(l.frame, Frame::Infinitive)
        && clauses.at(l.governor).is_some()
    {
        above = clauses.at(l.governor).and_then(|c| c.above);
    }
    let noun = match above {
        Some(l) if matches!(l.frame, Frame::Participle | Frame::Relative | Frame::NounInfinitive) => l.governor,
        _ if tree.word(token).relation == Function::NounClause => tree.word(token).head,
        _ if planned_for(clauses, token).is_some() => token,
        _ => return false,
    };
    let promise = Flag::GivesWord.has(tree.word(noun).lemma);
    let Some(above) = clauses.above(noun) else { return false };
    match above.frame {
        Frame::Undergoes | Frame::Object => {
            cancels(clauses, above.governor)
                || promise && asserted(clauses, above.governor) && Flag::BreaksWord.has(&deed(clauses, above.governor))
        }
        Frame::Acts => cancels(clauses, above.governor) || fails(clauses, above.governor),
        // "Went back on its promise".
        Frame::Oblique | Frame::Noun => {
            let back = Some(above.governor).filter(|g| tree.word(*g).is(&["back"])).and_then(|g| tree.head(g));
            let verb = back.unwrap_or(above.governor);
            promise && tree.word(verb).lemma == "go" && asserted(clauses, verb)
        }
        _ => false,
    }
}

fn asserted(clauses: &Clauses<'_>, verb: usize) -> bool {
    clauses.at(verb).is_some_and(|c| c.negation.is_none() && c.modality.is_none() && !c.question && !c.infinitive)
}

/// Whether the sentence of a plan of the past goes on to say that it did not come, or came later.
fn behind(analysis: &Analysis, clauses: &Clauses<'_>, event: &Event, window: Option<&Window>) -> Option<&'static str> {
    let tree = &clauses.tree;
    let sentence = analysis.parse.sentences.get(event.sentence)?.clone();
    let span = sentence_span(analysis, event.sentence);
    let above = std::iter::once(event.token).chain(tree.above(event.token).take(3));
    let subject = above.filter_map(|t| clauses.at(t)).find_map(|c| c.subject);
    let on = clauses.at(event.token).and_then(|c| c.above).filter(|l| l.frame == Frame::Participle).map(|l| l.governor);
    for verb in sentence {
        let Some(c) = clauses.at(verb).filter(|c| c.verb != event.token && !c.infinitive && !c.gerund) else {
            continue;
        };
        // Of the same thing: no subject of its own, a pronoun, or the noun that the plan stands on.
        let of =
            c.subject.is_none_or(|s| Some(s) == on || Some(s) == subject || pronoun(tree.word(s)) || that(clauses, s));
        let after = verb > event.token;
        let past = c.tense == Tense::Past && c.modality.is_none();
        let mut but = tree.below(verb).chain(tree.head(verb).into_iter().flat_map(|h| tree.below(h)));
        let but = but.any(|w| w > event.token && w < verb && tree.word(w).is(&["but", "however"]));
        if after && past && of && cancels(clauses, verb) {
            return Some("The page says that it was given up.");
        }
        let lasting = matches!(tree.word(verb).lemma, "know" | "think" | "say" | "want" | "be");
        if after && past && but && c.negation.is_some() && !lasting {
            return Some("The page says that it did not come.");
        }
        let ellipsis = matches!(tree.word(verb).lemma, "do") && c.object.is_none() && c.negation.is_some();
        if after && past && of && ellipsis {
            return Some("The page says that it did not come.");
        }
        let late = |w: &Window| {
            within(analysis, span).any(|(at, told)| {
                let behind = at > tree_start(analysis, verb);
                behind && w.missed(&told) && nearest(analysis, clauses, at) == Some(verb)
            })
        };
        if past
            && of
            && c.negation.is_none()
            && (after || on.is_some())
            && window.is_some_and(late)
            && (tree.word(verb).form == Form::Past || !planned_in_past(clauses, verb))
        {
            return Some("The page says that it came later.");
        }
    }
    None
}

fn tree_start(analysis: &Analysis, token: usize) -> usize {
    analysis.parse.tokens[token].span.start
}

/// The verb that the word at a place of the text hangs on.
fn nearest(analysis: &Analysis, clauses: &Clauses<'_>, start: usize) -> Option<usize> {
    let at = analysis.parse.tokens.partition_point(|t| t.span.end <= start);
    (at < clauses.tree.len()).then(|| clauses.tree.above(at).find(|t| clauses.at(*t).is_some())).flatten()
}

fn pronoun(word: &Word<'_>) -> bool {
    word.is(&["it", "he", "she", "they", "this", "that", "which", "who"])
}

/// "That session": a noun that points back.
fn that(clauses: &Clauses<'_>, noun: usize) -> bool {
    let tree = &clauses.tree;
    let plan = tree.word(noun).is(&["plan", "idea", "deal", "date"]) && tree.has(noun, &["the"]);
    plan || tree
        .below(noun)
        .any(|c| tree.word(c).relation == Function::Determiner && tree.word(c).is(&["that", "this"]))
}

/// Whether the sentence behind says that a plan of the past came otherwise.
fn next_contradicts(analysis: &Analysis, clauses: &Clauses<'_>, event: &Event) -> Option<SentenceId> {
    let tree = &clauses.tree;
    let next = following(event);
    let tokens = analysis.parse.sentences.get(next)?.clone();
    let opens = tokens.clone().take(3).any(|t| tree.word(t).is(&["but", "however", "instead"]));
    let says = |verb: usize| {
        let c = clauses.at(verb)?;
        let back = c.subject.is_some_and(|s| pronoun(tree.word(s)) || that(clauses, s));
        (back && (cancels(clauses, verb) || deed(clauses, verb) == "fall_through")).then_some(())
    };
    let told = tokens.clone().any(|v| says(v).is_some());
    let turned =
        opens && tokens.clone().any(|v| clauses.at(v).is_some_and(|c| c.tense == Tense::Past && !c.infinitive));
    (told || turned).then_some(next)
}

/// "She would sue. She never did.", "he would not leave before the last, and he kept his word".
fn echo(analysis: &Analysis, clauses: &Clauses<'_>, event: &Event) -> Option<Fate> {
    let tree = &clauses.tree;
    let parse = &analysis.parse;
    let own = parse.sentences.get(event.sentence)?.clone();
    let next = parse.sentences.get(following(event)).cloned().unwrap_or(0..0);
    let short = next.clone().filter(|t| tree.word(*t).text.starts_with(char::is_alphabetic)).count() <= 6;
    let behind = own.filter(|t| *t > event.token).map(|t| (t, None));
    let after = next.filter(|_| short).map(|t| (t, Some(following(event))));
    behind.chain(after).find_map(|(verb, sentence)| {
        let c = clauses.at(verb).filter(|c| c.tense == Tense::Past && c.modality.is_none() && !c.question)?;
        let word = tree.word(verb);
        let back = c.subject.is_none_or(|s| pronoun(tree.word(s)));
        let object = c.object.map(|o| tree.word(o));
        let elided = word.lemma == "do" && word.form == Form::Past && object.is_none() && c.obliques.is_empty();
        let positive = event.polarity == crate::event::Polarity::Positive;
        if elided
            && back
            && positive
            && c.complements.is_empty()
            && !matches!(c.above.map(|l| l.frame), Some(Frame::Adverbial | Frame::Relative))
        {
            let reason = "The page goes on to say that it did not come.";
            return Some(if c.negation.is_some() { Fate::Failed(reason, sentence) } else { Fate::Kept(sentence) });
        }
        let pledge = object.is_some_and(|o| {
            o.is(&["word", "promise", "vow", "pledge"]) || word.lemma == "keep" && o.is(&["it"]) && c.perfect
        });
        if back && pledge && c.negation.is_none() {
            return match word.lemma {
                "keep" | "fulfil" | "fulfill" | "honour" | "honor" => Some(Fate::Kept(sentence)),
                "break" | "abandon" => {
                    Some(Fate::Failed("The page goes on to say that the promise was broken.", sentence))
                }
                _ => None,
            };
        }
        None
    })
}

/// The sentence behind that of an event.
fn following(event: &Event) -> SentenceId {
    SentenceId::new(event.sentence.index() + 1)
}

/// The sentence that a fate rests on, where it is another than that of the plan.
pub(super) fn proof(analysis: &Analysis, page: crate::PageId, sentence: Option<SentenceId>) -> Option<Evidence> {
    sentence.map(|s| Evidence { document: page, span: sentence_span(analysis, s) })
}
