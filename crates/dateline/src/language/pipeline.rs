//! The pipeline: tokenizer, networks and morphology in their order, over batches of blocks.
//!
//! In: text and blocks. Out: a [`Parse`]. Each block is analysed as if it stood alone, so the result of a block does not depend on
//! what it is batched with.

use super::lexeme::RawToken;
use super::morphology::Morphology;
use super::network::{Encoder, ModelError, Parser, Recognizer, Tagger, Tree, Weights, sentence_starts};
use super::tokenizer::Tokenizer;
use super::vectors::VectorRows;
use super::{Dep, Name, NameKind, Parse, Pos, Tag, Token};
use crate::Span;

/// Tokens a batch: enough for the matrix products to be efficient, few enough for their results to stay in the cache.
const BATCH: usize = 512;

/// The bytes of a model's files.
pub(crate) struct Files<'b> {
    pub weights: &'b [u8],
    pub vectors: &'b [u8],
    pub labels: &'b str,
}

/// Tokenizer, networks and tables of one model.
pub(crate) struct Pipeline {
    tokenizer: Tokenizer,
    morphology: Morphology,
    rows: VectorRows,
    /// Shared by tagger and parser.
    encoder: Encoder,
    tagger: Tagger,
    parser: Parser,
    /// The recogniser has its own.
    name_encoder: Encoder,
    recognizer: Recognizer,
    tags: Vec<Tag>,
    /// Relations of the parser's labels, with the relation of the true head where the label is decorated.
    relations: Vec<(usize, Option<usize>)>,
    kinds: Vec<NameKind>,
}

#[derive(serde::Deserialize)]
struct Labels {
    tags: Vec<String>,
    parser: Vec<String>,
    ner: Vec<String>,
}

/// A piece of text that is analysed alone, with its tokens.
pub(crate) struct Unit {
    /// Tokens with spans in `text`.
    pub raw: Vec<RawToken>,
    /// What the tokens' features were computed from.
    pub text: String,
    /// Bytes of the whole text for each token.
    pub spans: Vec<Span>,
}

impl Pipeline {
    /// Reads the networks.
    pub fn read(files: &Files, tokenizer: Tokenizer, morphology: Morphology) -> Result<Self, ModelError> {
        let (weights, vectors) = (Weights::read(files.weights)?, Weights::read(files.vectors)?);
        let bad = |problem: String| ModelError::Labels { file: "labels.json", problem };
        let labels: Labels = serde_json::from_str(files.labels).map_err(|e| bad(e.to_string()))?;
        let parser = Parser::read(&weights, &labels.parser)?;
        let recognizer = Recognizer::read(&weights, &labels.ner)?;
        let relation = |name: &str| {
            let dep = Dep::parse(name).ok_or_else(|| bad(format!("no relation {name}")))?;
            Ok::<usize, ModelError>(Dep::ALL.iter().position(|d| *d == dep).unwrap_or_default())
        };
        let relations = parser.labels().iter().map(|name| match name.split_once("||") {
            Some((name, head)) => Ok((relation(name)?, Some(relation(head)?))),
            None => Ok((relation(name)?, None)),
        });
        let relations = relations.collect::<Result<Vec<_>, ModelError>>()?;
        let tags = labels.tags.iter().map(|t| Tag::parse(t).ok_or_else(|| bad(format!("no tag {t}"))));
        let tags = tags.collect::<Result<Vec<_>, _>>()?;
        let kinds = recognizer.labels().iter().map(|k| NameKind::parse(k).ok_or_else(|| bad(format!("no type {k}"))));
        let kinds = kinds.collect::<Result<Vec<_>, _>>()?;
        let tagger = Tagger::read(&weights)?;
        if tagger.tags() != tags.len() {
            return Err(bad("another number of tags than the tagger has".to_owned()));
        }
        Ok(Self {
            rows: VectorRows::read(&vectors)?,
            encoder: Encoder::read(&weights, &vectors, "tok2vec", 6)?,
            name_encoder: Encoder::read(&weights, &vectors, "ner", 4)?,
            tokenizer,
            morphology,
            tagger,
            parser,
            recognizer,
            tags,
            relations,
            kinds,
        })
    }

    /// The tokenizer.
    pub fn tokenizer(&self) -> &Tokenizer {
        &self.tokenizer
    }

    /// Analyses units in order.
    pub fn run(&self, units: impl Iterator<Item = Unit>) -> Parse {
        let mut parse = Parse::default();
        let mut batch: Vec<Unit> = Vec::new();
        let mut tokens = 0;
        for unit in units.filter(|u| !u.raw.is_empty()) {
            tokens += unit.raw.len();
            batch.push(unit);
            if tokens >= BATCH {
                self.run_batch(&batch, &mut parse);
                batch.clear();
                tokens = 0;
            }
        }
        self.run_batch(&batch, &mut parse);
        parse.index();
        parse
    }

    fn run_batch(&self, batch: &[Unit], parse: &mut Parse) {
        if batch.is_empty() {
            return;
        }
        let raw: Vec<&[RawToken]> = batch.iter().map(|unit| &unit.raw[..]).collect();
        let encoded = self.encoder.encode(&raw, &self.rows);
        let tags = self.tagger.tag(&encoded);
        let arcs = self.parser.prepare(&encoded);
        let encoded = self.name_encoder.encode(&raw, &self.rows);
        let names = self.recognizer.prepare(&encoded);
        let mut first = 0;
        for unit in batch {
            let count = unit.raw.len();
            let blank = |i: usize| unit.raw[i].whitespace;
            let tree = Tree::new(&self.parser.parse(&arcs, first, count), &self.relations, blank);
            let starts = sentence_starts(&tree.heads);
            let names = self.recognizer.recognize(&names, first, &starts, blank);
            let names = names.into_iter().map(|(tokens, kind)| Name { tokens, kind: self.kinds[kind] });
            self.append(unit, &tags[first..first + count], &tree, &starts, names, parse);
            first += count;
        }
    }

    /// Appends the analysis of one unit to that of the text.
    fn append(
        &self,
        unit: &Unit,
        tags: &[usize],
        tree: &Tree,
        starts: &[bool],
        names: impl Iterator<Item = Name>,
        parse: &mut Parse,
    ) {
        let base = parse.tokens.len();
        for i in 0..unit.raw.len() {
            if i == 0 || starts[i] {
                if let Some(last) = parse.sentences.last_mut() {
                    last.end = base + i;
                }
                parse.sentences.push(base + i..base + unit.raw.len());
            }
            parse.tokens.push(Token {
                span: unit.spans[i],
                space: unit.raw[i].space,
                sentence: parse.sentences.len() - 1,
                tag: self.tags[tags[i]],
                pos: Pos::X,
                lemma: Box::default(),
                head: base + tree.heads[i],
                dep: tree.labels[i].map_or(Dep::Root, |label| Dep::ALL[label]),
            });
        }
        self.morphology.annotate(&unit.text, &unit.raw, &mut parse.tokens[base..]);
        parse.names.extend(names.map(|n| Name { tokens: base + n.tokens.start..base + n.tokens.end, kind: n.kind }));
    }
}
