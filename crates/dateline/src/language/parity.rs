//! What the tables give on their own, for programs that compare them with spaCy. Not part of the interface.

use super::lexeme::RawToken;
use super::morphology::Morphology;
use super::tokenizer::Tokenizer;
use super::{Dep, Pos, Tag, Token};
use crate::Span;

/// Tokenizer, ruler and lemmatizer without the networks.
pub struct Tables {
    tokenizer: Tokenizer,
    morphology: Morphology,
}

/// A token with its features: span, whether a space follows, whether it is white space, then the hashes `ORTH`, `NORM`, `PREFIX`,
/// `SUFFIX` and `SHAPE`.
pub type Features = (Span, bool, bool, [u64; 5]);

/// Tag, relation, part of speech and lemma.
pub type Attributes = (Tag, Dep, Pos, Box<str>);

impl Tables {
    /// The tables inside the program.
    pub fn embedded() -> Self {
        Self { tokenizer: Tokenizer::embedded(), morphology: Morphology::embedded() }
    }

    /// The tokens of a text.
    pub fn tokenize(&self, text: &str) -> Vec<Features> {
        let features = |t: RawToken| (t.span, t.space, t.whitespace, [t.orth, t.norm, t.prefix, t.suffix, t.shape]);
        self.tokenizer.tokenize(text).into_iter().map(features).collect()
    }

    /// What ruler and lemmatizer make of tags and relations, one pair a token of the text.
    pub fn annotate(&self, text: &str, labels: &[(Tag, Dep)]) -> Vec<Attributes> {
        let raw = self.tokenizer.tokenize(text);
        let mut tokens: Vec<Token> = labels
            .iter()
            .map(|(tag, dep)| Token {
                span: Span::default(),
                space: false,
                sentence: crate::SentenceId::FIRST,
                tag: *tag,
                pos: Pos::X,
                lemma: "".into(),
                head: 0,
                dep: *dep,
            })
            .collect();
        self.morphology.annotate(text, &raw, &mut tokens);
        tokens.into_iter().map(|t| (t.tag, t.dep, t.pos, t.lemma)).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::language::lexeme::Lexicon;

    /// A line of the golden file, which `bench/spacy_tables.py --golden` writes with spaCy.
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Line {
        Text(String),
        Token(Box<Row>),
    }

    /// Text, space follows, norm, prefix, suffix, shape, tag and relation of the networks, tag, relation, part of speech, lemma.
    type Row = (String, bool, String, String, String, String, Tag, Dep, Tag, Dep, Pos, Box<str>);

    #[test]
    fn equals_spacy() {
        let (tables, lexicon) = (Tables::embedded(), Lexicon::embedded());
        let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/tokens.jsonl");
        let mut texts: Vec<(String, Vec<Row>)> = Vec::new();
        for line in std::fs::read_to_string(golden).unwrap().lines() {
            match serde_json::from_str(line).unwrap() {
                Line::Text(text) => texts.push((text, Vec::new())),
                Line::Token(row) => texts.last_mut().unwrap().1.push(*row),
            }
        }
        assert!(texts.len() > 40);
        for (text, rows) in texts {
            let tokens = tables.tokenize(&text);
            let ours: Vec<_> = tokens.iter().map(|t| (t.0.of(&text), t.1)).collect();
            let theirs: Vec<_> = rows.iter().map(|r| (r.0.as_str(), r.1)).collect();
            assert_eq!(ours, theirs, "{text}");
            let labels: Vec<_> = rows.iter().map(|r| (r.6, r.7)).collect();
            for (((token, ours), row), word) in
                tokens.iter().zip(tables.annotate(&text, &labels)).zip(&rows).zip(theirs)
            {
                let features = [&row.0, &row.2, &row.3, &row.4, &row.5].map(|s| lexicon.id(s));
                assert_eq!(token.3, features, "{word:?} in {text}");
                assert_eq!(ours, (row.8, row.9, row.10, row.11.clone()), "{word:?} in {text}");
            }
        }
    }
}
