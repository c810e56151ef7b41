//! The table for Universal Dependencies, and the two changes that bring their trees into the shape the clauses are read from.
//!
//! In: rows of a tree. Out: a [`Tree`]. A preposition is lifted above the noun or gerund it marks, and a copula above its predicate; the
//! subject, auxiliaries and adverbs of the predicate go with the copula. Only tests use it until a pipeline of that scheme is there.

use super::tree::{Class, Form, Relation, Tree, Word};

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
        sentence: 0,
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
        if words[predicate].class == Class::Adjective { Relation::Predicate } else { Relation::Attribute };
    for (i, word) in words.iter_mut().enumerate() {
        let with_verb = matches!(
            word.relation,
            Relation::Subject
                | Relation::ClauseSubject
                | Relation::Auxiliary
                | Relation::Negation
                | Relation::Marker
                | Relation::Adverbial
                | Relation::Punctuation
                | Relation::Expletive
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
    words[case].relation = if agent { Relation::Agent } else { Relation::Preposition };
    words[marked].head = case;
    words[marked].relation = if gerund { Relation::PrepositionClause } else { Relation::Complement };
}

fn relation(row: &Row<'_>) -> Relation {
    match row.label {
        "root" => Relation::Root,
        "nsubj" => Relation::Subject,
        "nsubj:pass" => Relation::PassiveSubject,
        "obj" => Relation::Object,
        "iobj" => Relation::Recipient,
        "ccomp" => Relation::Clause,
        "xcomp" => Relation::OpenClause,
        "csubj" | "csubj:pass" => Relation::ClauseSubject,
        "advcl" => Relation::Adverbial,
        "acl" => Relation::NounClause,
        "acl:relcl" => Relation::Relative,
        "aux" => Relation::Auxiliary,
        "aux:pass" => Relation::PassiveAuxiliary,
        "mark" if row.form == Form::To => Relation::Auxiliary,
        "mark" => Relation::Marker,
        "advmod" if matches!(row.lemma, "not" | "never") => Relation::Negation,
        "advmod" => Relation::Adverb,
        "compound:prt" => Relation::Particle,
        "amod" => Relation::Adjective,
        "det" => Relation::Determiner,
        "nmod:poss" => Relation::Possessor,
        "appos" => Relation::Apposition,
        "conj" => Relation::Conjunct,
        "cc" => Relation::Coordinator,
        "cc:preconj" => Relation::Correlative,
        "parataxis" => Relation::Parataxis,
        "compound" | "flat" | "nmod" => Relation::Compound,
        "expl" => Relation::Expletive,
        "punct" => Relation::Punctuation,
        _ => Relation::Other,
    }
}
