//! The table for Universal Dependencies, and the two changes that bring their trees into the shape the clauses are read from.
//!
//! In: rows of a tree. Out: a [`Tree`]. A preposition is lifted above the noun or gerund it marks, and a copula above its predicate; the
//! subject, auxiliaries and adverbs of the predicate go with the copula. Only tests use it until a pipeline of that scheme is there.

use super::tree::{Class, Form, Function, Tree, Word};
use crate::SentenceId;

/// A word of a tree in Universal Dependencies; `head` is its own index at the root.
pub(super) struct Row<'a> {
    pub text: &'a str,
    pub lemma: &'a str,
    pub class: Class,
    pub form: Form,
    pub head: usize,
    pub label: &'a str,
}

/// The tree.
pub(super) fn universal<'a>(rows: &[Row<'a>]) -> Tree<'a> {
    let word = |row: &Row<'a>| Word {
        text: row.text,
        lemma: row.lemma,
        head: row.head,
        sentence: SentenceId::FIRST,
        relation: relation(row),
        class: row.class,
        form: row.form,
    };
    let mut words: Vec<Word<'a>> = rows.iter().map(word).collect();
    for copula in (0..rows.len()).filter(|i| rows[*i].label == "cop") {
        lift_copula(&mut words, copula);
    }
    for case in 0..rows.len() {
        lift_case(&mut words, rows, case);
    }
    Tree::new(words)
}

/// "The bridge was old": the verb takes the place of its predicate, with what belongs to the clause.
fn lift_copula(words: &mut [Word<'_>], copula: usize) {
    let predicate = words[copula].head;
    let root = words[predicate].head == predicate;
    words[copula].head = if root { copula } else { words[predicate].head };
    words[copula].relation = words[predicate].relation;
    words[predicate].head = copula;
    words[predicate].relation =
        if words[predicate].class == Class::Adjective { Function::Predicate } else { Function::Attribute };
    for (i, word) in words.iter_mut().enumerate() {
        let with_verb = matches!(
            word.relation,
            Function::Subject
                | Function::ClauseSubject
                | Function::Auxiliary
                | Function::Negation
                | Function::Marker
                | Function::Adverbial
                | Function::Punctuation
                | Function::Expletive
        );
        if i != predicate && word.head == predicate && with_verb {
            word.head = copula;
        }
    }
}

/// "in the harbour", "from leaving": what marks stands above what it marks.
fn lift_case(words: &mut [Word<'_>], rows: &[Row<'_>], case: usize) {
    let marked = rows[case].head;
    let gerund =
        rows[case].label == "mark" && words[marked].form == Form::Gerund && rows[case].class == Class::Preposition;
    if rows[case].label != "case" && !gerund {
        return;
    }
    let agent = rows[marked].label == "obl:agent";
    words[case].head = words[marked].head;
    words[case].relation = if agent { Function::Agent } else { Function::Preposition };
    words[marked].head = case;
    words[marked].relation = if gerund { Function::PrepositionClause } else { Function::Complement };
}

fn relation(row: &Row<'_>) -> Function {
    match row.label {
        "root" => Function::Root,
        "nsubj" => Function::Subject,
        "nsubj:pass" => Function::PassiveSubject,
        "obj" => Function::Object,
        "iobj" => Function::Recipient,
        "ccomp" => Function::Clause,
        "xcomp" => Function::OpenClause,
        "csubj" | "csubj:pass" => Function::ClauseSubject,
        "advcl" => Function::Adverbial,
        "acl" => Function::NounClause,
        "acl:relcl" => Function::Relative,
        "aux" => Function::Auxiliary,
        "aux:pass" => Function::PassiveAuxiliary,
        "mark" if row.form == Form::To => Function::Auxiliary,
        "mark" => Function::Marker,
        "advmod" if matches!(row.lemma, "not" | "never") => Function::Negation,
        "advmod" => Function::Adverb,
        "compound:prt" => Function::Particle,
        "amod" => Function::Adjective,
        "det" => Function::Determiner,
        "nmod:poss" => Function::Possessor,
        "appos" => Function::Apposition,
        "conj" => Function::Conjunct,
        "cc" => Function::Coordinator,
        "cc:preconj" => Function::Correlative,
        "parataxis" => Function::Parataxis,
        "compound" | "flat" => Function::Compound,
        "nmod" => Function::NounModifier,
        "det:predet" => Function::Predeterminer,
        "nummod" => Function::Count,
        "obl:npmod" | "obl:tmod" => Function::NounAdverbial,
        "case" if row.class == Class::Other => Function::CaseMark,
        "discourse" => Function::Interjection,
        "dep" => Function::Unclear,
        "expl" => Function::Expletive,
        "punct" => Function::Punctuation,
        _ => Function::Other,
    }
}
