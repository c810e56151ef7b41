//! The table from the names of the ClearNLP scheme to neutral ones.
//!
//! In: a [`Parse`]. Out: a [`Tree`]. ClearNLP needs renaming only; other schemes may need lifting too (see the one for Universal
//! Dependencies beside it).

use super::tree::{Class, Form, Function, Tree, Word};
use super::word::Number;
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

pub(super) fn relation(dep: Dep) -> Function {
    match dep {
        Dep::Root => Function::Root,
        Dep::Nsubj => Function::Subject,
        Dep::Nsubjpass => Function::PassiveSubject,
        Dep::Dobj => Function::Object,
        Dep::Dative => Function::Recipient,
        Dep::Agent => Function::Agent,
        Dep::Prep => Function::Preposition,
        Dep::Pobj => Function::Complement,
        Dep::Pcomp => Function::PrepositionClause,
        Dep::Ccomp => Function::Clause,
        Dep::Xcomp => Function::OpenClause,
        Dep::Csubj | Dep::Csubjpass => Function::ClauseSubject,
        Dep::Advcl => Function::Adverbial,
        Dep::Acl => Function::NounClause,
        Dep::Relcl => Function::Relative,
        Dep::Attr => Function::Attribute,
        Dep::Oprd => Function::ObjectPredicate,
        Dep::Acomp => Function::Predicate,
        Dep::Aux => Function::Auxiliary,
        Dep::Auxpass => Function::PassiveAuxiliary,
        Dep::Neg => Function::Negation,
        Dep::Mark => Function::Marker,
        Dep::Prt => Function::Particle,
        Dep::Advmod => Function::Adverb,
        Dep::Amod => Function::Adjective,
        Dep::Det => Function::Determiner,
        Dep::Predet => Function::Predeterminer,
        Dep::Nummod => Function::Count,
        Dep::Quantmod => Function::CountModifier,
        Dep::Npadvmod => Function::NounAdverbial,
        Dep::Poss => Function::Possessor,
        Dep::Appos => Function::Apposition,
        Dep::Conj => Function::Conjunct,
        Dep::Cc => Function::Coordinator,
        Dep::Preconj => Function::Correlative,
        Dep::Parataxis => Function::Parataxis,
        Dep::Compound => Function::Compound,
        Dep::Nmod => Function::NounModifier,
        Dep::Case => Function::CaseMark,
        Dep::Intj => Function::Interjection,
        Dep::Expl => Function::Expletive,
        Dep::Punct => Function::Punctuation,
        Dep::Dep => Function::Unclear,
        Dep::Meta => Function::Other,
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
        Tag::Jj => Form::Adjective,
        Tag::Nn => Form::Singular,
        Tag::Nns => Form::Plural,
        Tag::Nnp => Form::Name,
        Tag::Nnps => Form::Names,
        Tag::Cd => Form::Numeral,
        Tag::Dt => Form::Determiner,
        Tag::In => Form::Preposition,
        Tag::Prp => Form::Pronoun,
        Tag::PrpPoss => Form::PossessivePronoun,
        Tag::Wdt => Form::Which,
        Tag::Wp => Form::Who,
        Tag::WpPoss => Form::Whose,
        Tag::Wrb => Form::How,
        Tag::Possessive => Form::PossessiveMark,
        Tag::Dollar => Form::Currency,
        Tag::Comma => Form::Comma,
        Tag::Hyph => Form::Hyphen,
        Tag::CloseQuote => Form::CloseQuote,
        Tag::LeftBracket => Form::LeftBracket,
        Tag::RightBracket => Form::RightBracket,
        _ => Form::Plain,
    }
}

pub(super) fn number(tag: Tag) -> Option<Number> {
    match tag {
        Tag::Nn | Tag::Nnp | Tag::Vbz => Some(Number::Singular),
        Tag::Nns | Tag::Nnps | Tag::Vbp => Some(Number::Plural),
        _ => None,
    }
}
