//! The neural networks of the English pipeline, in plain arrays.
//!
//! In: [`RawToken`](super::lexeme::RawToken)s with hashed features. Out: tags, dependency arcs and named entities as indices into
//! the label lists of the model. The arithmetic is that of spaCy's CNN models (`MultiHashEmbed`, `MaxoutWindowEncoder`, a softmax
//! tagger and two `TransitionBasedParser`s); names in this folder follow spaCy's.

mod embed;
mod encoder;
mod matmul;
mod parser;
mod projective;
mod recognizer;
mod tagger;
mod transition;
mod weights;

pub(crate) use encoder::Encoder;
pub(crate) use parser::Parser;
pub(crate) use projective::{Tree, sentence_starts};
pub(crate) use recognizer::Recognizer;
pub(crate) use tagger::Tagger;
pub use weights::ModelError;
pub(crate) use weights::Weights;
