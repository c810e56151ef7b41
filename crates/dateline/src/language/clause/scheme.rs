//! The table from the names of the ClearNLP scheme to neutral ones.
//!
//! In: a [`Parse`]. Out: a [`Tree`]. ClearNLP needs renaming only; other schemes may need lifting too (see the one for Universal
//! Dependencies beside it).

use super::tree::{Class, Form, Relation, Tree, Word};
use crate::language::{Dep, Parse, Pos, Tag};

/// The tree of a parse in the ClearNLP scheme.
pub(crate) fn clear<'a>(text: &'a str, parse: &'a Parse) -> Tree<'a> {
    let word = |t: &'a crate::language::Token| Word {
        text: t.span.of(text),
        lemma: &t.lemma,
        head: t.head,
        sentence: t.sentence,
        relation: relation(t.dep),
        class: class(t.pos),
        form: form(t.tag),
    };
    Tree::new(parse.tokens.iter().map(word).collect())
}

pub(super) fn relation(dep: Dep) -> Relation {
    match dep {
        Dep::Root => Relation::Root,
        Dep::Nsubj => Relation::Subject,
        Dep::Nsubjpass => Relation::PassiveSubject,
        Dep::Dobj => Relation::Object,
        Dep::Dative => Relation::Recipient,
        Dep::Agent => Relation::Agent,
        Dep::Prep => Relation::Preposition,
        Dep::Pobj => Relation::Complement,
        Dep::Pcomp => Relation::PrepositionClause,
        Dep::Ccomp => Relation::Clause,
        Dep::Xcomp => Relation::OpenClause,
        Dep::Csubj | Dep::Csubjpass => Relation::ClauseSubject,
        Dep::Advcl => Relation::Adverbial,
        Dep::Acl => Relation::NounClause,
        Dep::Relcl => Relation::Relative,
        Dep::Attr | Dep::Oprd => Relation::Attribute,
        Dep::Acomp => Relation::Predicate,
        Dep::Aux => Relation::Auxiliary,
        Dep::Auxpass => Relation::PassiveAuxiliary,
        Dep::Neg => Relation::Negation,
        Dep::Mark => Relation::Marker,
        Dep::Prt => Relation::Particle,
        Dep::Advmod => Relation::Adverb,
        Dep::Amod => Relation::Adjective,
        Dep::Det | Dep::Predet => Relation::Determiner,
        Dep::Poss => Relation::Possessor,
        Dep::Appos => Relation::Apposition,
        Dep::Conj => Relation::Conjunct,
        Dep::Cc => Relation::Coordinator,
        Dep::Preconj => Relation::Correlative,
        Dep::Parataxis => Relation::Parataxis,
        Dep::Compound | Dep::Nmod => Relation::Compound,
        Dep::Expl => Relation::Expletive,
        Dep::Punct => Relation::Punctuation,
        _ => Relation::Other,
    }
}

pub(super) fn class(pos: Pos) -> Class {
    match pos {
        Pos::Verb => Class::Verb,
        Pos::Aux => Class::Auxiliary,
        Pos::Noun => Class::Noun,
        Pos::Propn => Class::Name,
        Pos::Adj => Class::Adjective,
        Pos::Adv => Class::Adverb,
        Pos::Pron => Class::Pronoun,
        Pos::Adp | Pos::Sconj => Class::Preposition,
        Pos::Num => Class::Number,
        _ => Class::Other,
    }
}

pub(super) fn form(tag: Tag) -> Form {
    match tag {
        Tag::Vb => Form::Base,
        Tag::Vbd => Form::Past,
        Tag::Vbz | Tag::Vbp => Form::Present,
        Tag::Vbg => Form::Gerund,
        Tag::Vbn => Form::Participle,
        Tag::Md => Form::Modal,
        Tag::To => Form::To,
        Tag::Jjs => Form::Superlative,
        Tag::Wrb | Tag::Wp | Tag::WpPoss | Tag::Wdt => Form::Question,
        _ => Form::Plain,
    }
}
