//! What a clause or noun stands under, and in what construction.
//!
//! In: the tree and a word. Out: its [`Link`]. Coordination is resolved: a conjunct stands under what governs the first.

use super::qualify::{coordinated, heads};
use super::{Class, Form, Function, Tree};

/// The construction in which a word stands under another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Frame {
    /// A finite clause, with "that" or without.
    That,
    /// "whether", "if" as complement.
    Whether,
    /// "how", "why", "who" as complement.
    Question,
    /// An infinitive whose subject is that of the governor.
    Infinitive,
    /// "told him to go".
    ObjectInfinitive,
    /// "for him to go".
    ForInfinitive,
    /// "saw him leave", "helped them launch".
    Bare,
    /// "stopped smoking", "accused of stealing".
    Gerund,
    /// "prevented from leaving".
    FromGerund,
    /// "the plan to go", where the noun says what the infinitive is to it.
    NounInfinitive,
    /// "if", "unless".
    Condition,
    /// "before", "until".
    Before,
    /// "when", "after", "because" and all others that presuppose their clause.
    Adverbial,
    /// "to see her he went".
    Purpose,
    /// "without leaving", "instead of leaving".
    Without,
    /// "after leaving", "by leaving".
    Beside,
    Relative,
    /// A participle on a noun.
    Participle,
    /// A clause as subject.
    Subject,
    /// A noun as object, as passive subject, as subject, behind a preposition.
    Object,
    Undergoes,
    Acts,
    Oblique,
    /// A noun under another: "the threat of strikes".
    Noun,
    /// A second verb or noun beside the first.
    Conjunct,
}

/// The step up from a word to the one that governs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// The token that governs: a verb, noun or adjective.
    pub governor: usize,
    pub frame: Frame,
    /// The word that marks the construction: "whether", "from", "if".
    pub marker: Option<usize>,
}

/// What governs the clause of a verb.
pub(super) fn verbal(tree: &Tree<'_>, verb: usize) -> Option<Link> {
    let word = tree.word(verb);
    let up = tree.head(verb)?;
    let marker = tree.below(verb).find(|c| {
        let w = tree.word(*c);
        w.relation == Function::Marker
            || matches!(w.relation, Function::Adverb) && (w.form.asks() || w.is(&["when", "once"]))
    });
    let link = |frame| Some(Link { governor: up, frame, marker });
    let own_subject =
        tree.child(verb, Function::Subject).or_else(|| tree.child(verb, Function::PassiveSubject)).is_some();
    let to = tree.below(verb).any(|c| tree.word(c).relation == Function::Auxiliary && tree.word(c).form == Form::To);
    let auxiliary = tree.below(verb).any(|c| tree.word(c).relation == Function::Auxiliary);
    let gerund = word.form == Form::Gerund && !auxiliary;
    let marked = |words: &[&str]| marker.is_some_and(|m| tree.word(m).is(words));
    match word.relation {
        Function::Conjunct => {
            let first = coordinated(tree, verb).filter(|f| heads(tree, *f));
            let Some(first) = first else { return link(Frame::Conjunct) };
            // A conjunct with a marker of its own stands under what that says.
            if marked(&["if", "unless"]) {
                return Some(Link { governor: first, frame: Frame::Condition, marker });
            }
            let inherited = verbal(tree, first)?;
            let same = tree.word(first).form == word.form || !to_form(tree, first) && !to;
            Some(if same || word.form == Form::Base {
                inherited
            } else {
                Link { governor: first, frame: Frame::Conjunct, marker }
            })
        }
        Function::Clause => {
            let asking = tree.below(verb).find(|c| {
                let w = tree.word(*c);
                w.form.asks() || tree.below(*c).any(|g| tree.word(g).form.asks() && *c < verb)
            });
            if to && own_subject {
                link(if marked(&["for"]) { Frame::ForInfinitive } else { Frame::ObjectInfinitive })
            } else if to {
                link(Frame::Infinitive)
            } else if marked(&["whether", "if"]) {
                link(Frame::Whether)
            } else if asking.is_some_and(|a| a < verb) {
                Some(Link { governor: up, frame: Frame::Question, marker: asking })
            } else if gerund {
                link(Frame::Gerund)
            } else if word.form == Form::Base && !auxiliary && own_subject {
                link(Frame::Bare)
            } else {
                link(Frame::That)
            }
        }
        Function::OpenClause => {
            let object = tree.child(up, Function::Object).or_else(|| tree.child(up, Function::Recipient));
            let object = object.is_some_and(|o| o < verb);
            link(match (to, gerund) {
                (true, _) if object || own_subject => Frame::ObjectInfinitive,
                (true, _) => Frame::Infinitive,
                (_, true) => Frame::Gerund,
                _ if word.form == Form::Base => Frame::Bare,
                _ => Frame::Participle,
            })
        }
        Function::NounClause if to => link(Frame::NounInfinitive),
        Function::NounClause if gerund || word.form == Form::Participle && !auxiliary => link(Frame::Participle),
        Function::NounClause if marked(&["whether", "if"]) => link(Frame::Whether),
        Function::NounClause if tree.word(up).class == Class::Noun => link(Frame::That),
        Function::Relative if to => link(Frame::NounInfinitive),
        Function::Relative => link(Frame::Relative),
        Function::Adverbial if to && marked(&["for"]) => link(Frame::ForInfinitive),
        Function::Adverbial if to => link(Frame::Purpose),
        Function::Adverbial if marked(&["if", "unless", "whether", "lest", "provided"]) => link(Frame::Condition),
        Function::Adverbial if marked(&["before", "until", "till"]) => link(Frame::Before),
        Function::Adverbial => link(Frame::Adverbial),
        Function::PrepositionClause => {
            let preposition = tree.word(up);
            let governor = tree.head(up)?;
            let marker = Some(up);
            let frame = if marked(&["whether", "if"]) {
                Frame::Whether
            } else if tree.below(verb).any(|c| c < verb && tree.word(c).form.asks()) {
                Frame::Question
            } else if preposition.is(&["without"]) || instead(tree, up) {
                Frame::Without
            } else if preposition.is(&["from"]) {
                Frame::FromGerund
            } else if preposition.is(&["of", "to", "in", "on", "about", "with", "for", "at", "against", "into", "over"])
            {
                Frame::Gerund
            } else if preposition.is(&["before", "until"]) {
                Frame::Before
            } else {
                Frame::Beside
            };
            Some(Link { governor, frame, marker })
        }
        Function::ClauseSubject => link(Frame::Subject),
        Function::Parataxis => link(Frame::That),
        _ => None,
    }
}

fn to_form(tree: &Tree<'_>, verb: usize) -> bool {
    tree.below(verb).any(|c| tree.word(c).form == Form::To)
}

/// "instead of", "rather than", "far from".
fn instead(tree: &Tree<'_>, preposition: usize) -> bool {
    let word = tree.word(preposition);
    let above = tree.head(preposition).map(|h| tree.word(h));
    word.is(&["of"]) && (tree.has(preposition, &["instead"]) || above.is_some_and(|a| a.is(&["instead"])))
        || word.is(&["than"]) && (tree.has(preposition, &["rather"]) || above.is_some_and(|a| a.is(&["rather"])))
}

/// What governs a noun, or an adjective that is no predicate.
pub(super) fn nominal(tree: &Tree<'_>, noun: usize) -> Option<Link> {
    let word = tree.word(noun);
    let up = tree.head(noun)?;
    let verb = tree.word(up).verbal();
    let link = |frame| Some(Link { governor: up, frame, marker: None });
    match word.relation {
        Function::Object | Function::Attribute | Function::ObjectPredicate if verb => link(Frame::Object),
        Function::PassiveSubject if verb => link(Frame::Undergoes),
        Function::Subject if verb => link(Frame::Acts),
        Function::Complement => {
            let governor = tree.head(up)?;
            let frame = if tree.word(governor).verbal() { Frame::Oblique } else { Frame::Noun };
            Some(Link { governor, frame, marker: Some(up) })
        }
        Function::Conjunct | Function::Apposition => link(Frame::Conjunct),
        Function::Predicate if verb => link(Frame::Object),
        _ => None,
    }
}
