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
use crate::{ModelFiles, SentenceId, Span};

/// Tokens a batch: enough for the matrix products to be efficient, few enough for their results to stay in the cache.
const BATCH: usize = 512;
/// Bytes of the longest piece that is analysed at once. Paragraphs are shorter; the bound keeps time and memory in proportion to the
/// text when somebody feeds a file without a line break.
const LONGEST: usize = 1 << 15;

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
struct Unit<'t> {
    text: &'t str,
    /// First byte in the whole text.
    start: usize,
    /// Tokens with spans in `text`.
    raw: Vec<RawToken>,
}

impl Pipeline {
    /// Reads the networks.
    pub fn read(files: &ModelFiles, tokenizer: Tokenizer, morphology: Morphology) -> Result<Self, ModelError> {
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

    /// The text with its headings written like sentences, when it has any; of the same length.
    pub fn truecase(&self, text: &str) -> Option<String> {
        super::truecase::truecase(text, self.morphology.lemmatizer())
    }

    /// Analyses the blocks of a text in order.
    pub fn run(&self, text: &str, blocks: impl Iterator<Item = Span>) -> Parse {
        let mut parse = Parse::default();
        let mut batch: Vec<Unit> = Vec::new();
        let mut tokens = 0;
        for block in blocks {
            let Some(block_text) = text.get(block.start..block.end) else { continue };
            for piece in pieces(block_text) {
                let text = piece.of(block_text);
                let unit = Unit { text, start: block.start + piece.start, raw: self.tokenizer.tokenize(text) };
                tokens += unit.raw.len();
                if !unit.raw.is_empty() {
                    batch.push(unit);
                }
                if tokens >= BATCH {
                    self.run_batch(&batch, &mut parse);
                    batch.clear();
                    tokens = 0;
                }
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
                span: Span::new(unit.start + unit.raw[i].span.start, unit.start + unit.raw[i].span.end),
                space: unit.raw[i].space,
                sentence: SentenceId::new(parse.sentences.len() - 1),
                tag: self.tags[tags[i]],
                pos: Pos::X,
                lemma: Box::default(),
                head: base + tree.heads[i],
                dep: tree.labels[i].map_or(Dep::Root, |label| Dep::ALL[label]),
            });
        }
        self.morphology.annotate(unit.text, &unit.raw, &mut parse.tokens[base..]);
        parse.names.extend(names.map(|n| Name { tokens: base + n.tokens.start..base + n.tokens.end, kind: n.kind }));
    }
}

/// Cuts a block into pieces of at most [`LONGEST`] bytes: in the second half of each, after the last line break, else the last end of
/// a sentence, else the last space, else anywhere between characters.
fn pieces(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let rest = &text[start..];
        let piece = match rest.len() <= LONGEST {
            true => rest.len(),
            false => {
                let end = rest.floor_char_boundary(LONGEST);
                let middle = rest.floor_char_boundary(LONGEST / 2);
                let half = &rest[middle..end];
                let sentence =
                    || half.rmatch_indices(['.', '!', '?']).map(|(i, _)| i + 1).find(|i| half[*i..].starts_with(' '));
                let cut = half.rfind('\n').or_else(sentence).or_else(|| half.rfind(' '));
                cut.map_or(end, |i| middle + i + 1)
            }
        };
        start += piece;
        Some(Span::new(start - piece, start))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = pieces(text).map(|p| p.of(text)).collect();
        let show = |pieces: &[&str]| {
            pieces.iter().map(|p| (p.len(), p.chars().rev().take(9).collect())).collect::<Vec<(usize, String)>>()
        };
        assert_eq!(show(&found), show(expected));
        assert_eq!(found.concat(), text);
    }

    #[test]
    fn short_blocks_stay_whole_and_long_ones_are_cut_where_it_hurts_least() {
        check("", &[]);
        check("One. Two.\nThree", &["One. Two.\nThree"]);
        let words = "word ".repeat(LONGEST / 5 - 10);
        for end in ["Mr. x\n", "end. ", "and "] {
            let (first, second) = (format!("{words}{end}"), "x".repeat(300));
            check(&format!("{first}{second}"), &[&first, &second]);
        }
        let letters = "é".repeat(LONGEST);
        check(&letters, &[&letters[..LONGEST], &letters[LONGEST..]]);
    }
}
