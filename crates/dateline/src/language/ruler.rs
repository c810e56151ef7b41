//! The attribute ruler: part of speech, lemma and morphology from tag, dependency and word.
//!
//! In: tokens with the tags and relations of the networks. Out: what the patterns of the model's table set. A later pattern wins over an
//! earlier one, attribute by attribute, whatever the order in which they match; all patterns look at the tokens as they came in.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::lexeme::{HashedMap, murmur64};
use super::{Dep, Pos, Tag};

/// What the patterns look at, one a token.
pub(crate) struct Evidence<'t> {
    /// Text of the token in lower case.
    pub lower: &'t str,
    /// Tag of the network.
    pub tag: Tag,
    /// Relation of the network.
    pub dep: Dep,
    /// Whether it is white space only.
    pub whitespace: bool,
}

/// What the patterns set, one a token. `None` where no pattern says anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ruling<'r> {
    pub pos: Option<Pos>,
    pub tag: Option<Tag>,
    pub dep: Option<Dep>,
    pub lemma: Option<&'r str>,
    pub morph: Morph,
}

/// The morphological features that the lemmatizer asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Morph {
    /// `Number=Sing`.
    pub singular: bool,
    /// Any `Number`.
    pub number: bool,
    /// `VerbForm=Inf` or `VerbForm=None`.
    pub infinitive: bool,
    /// `VerbForm=Fin`.
    pub finite: bool,
    /// `Tense=Pres`.
    pub present: bool,
    /// `Degree=Pos`.
    pub positive: bool,
}

impl Morph {
    /// Reads features written as `Number=Sing|Person=3`.
    fn parse(text: &str) -> Self {
        let has = |feature: &str| text.split('|').any(|f| f == feature);
        Self {
            singular: has("Number=Sing"),
            number: text.split('|').any(|f| f.starts_with("Number=")),
            infinitive: has("VerbForm=Inf") || has("VerbForm=None"),
            finite: has("VerbForm=Fin"),
            present: has("Tense=Pres"),
            positive: has("Degree=Pos"),
        }
    }
}

/// A line of the table.
#[derive(Deserialize)]
struct Line {
    tokens: Vec<TokenLine>,
    index: usize,
    set: BTreeMap<String, String>,
}

/// Conditions on one token of a pattern.
#[derive(Deserialize)]
struct TokenLine {
    tag: Option<Vec<String>>,
    not_tag: Option<Vec<String>>,
    lower: Option<Vec<Box<str>>>,
    dep: Option<Vec<String>>,
    not_dep: Option<Vec<String>>,
    is_space: Option<bool>,
}

/// Conditions on one token, compiled: bit sets of tags and relations.
struct Condition {
    tags: u64,
    deps: u64,
    lower: Option<Vec<Box<str>>>,
    whitespace: Option<bool>,
}

struct Pattern {
    conditions: Vec<Condition>,
    /// The token of the match that the attributes are set on.
    target: usize,
    pos: Option<Pos>,
    tag: Option<Tag>,
    dep: Option<Dep>,
    lemma: Option<Box<str>>,
    morph: Option<Morph>,
}

/// The patterns. Immutable once loaded.
pub(crate) struct Ruler {
    patterns: Vec<Pattern>,
    /// Patterns whose first token must be one of some words, by the hash of the word.
    by_word: HashedMap<Vec<u16>>,
    /// The other patterns, by the tag that the first token may have.
    by_tag: Vec<Vec<u16>>,
}

/// For each token and attribute the pattern that set it, plus one; 0 for none.
#[derive(Clone, Copy, Default)]
struct Winners {
    pos: u16,
    tag: u16,
    dep: u16,
    lemma: u16,
    morph: u16,
}

fn bits<T: Copy>(names: &[String], parse: impl Fn(&str) -> Option<T>, bit: impl Fn(T) -> u32) -> u64 {
    names.iter().filter_map(|n| parse(n)).fold(0, |set, label| set | 1 << bit(label))
}

impl Condition {
    fn new(line: TokenLine) -> Self {
        let tag_set = |names: &[String]| bits(names, Tag::parse, |t| t as u32);
        let dep_set = |names: &[String]| bits(names, Dep::parse, |d| d as u32);
        let wanted = |set: Option<u64>, not: Option<u64>| set.unwrap_or(u64::MAX) & !not.unwrap_or(0);
        Self {
            tags: wanted(line.tag.as_deref().map(tag_set), line.not_tag.as_deref().map(tag_set)),
            deps: wanted(line.dep.as_deref().map(dep_set), line.not_dep.as_deref().map(dep_set)),
            lower: line.lower,
            whitespace: line.is_space,
        }
    }

    fn holds(&self, token: &Evidence<'_>) -> bool {
        self.tags >> token.tag as u32 & 1 == 1
            && self.deps >> token.dep as u32 & 1 == 1
            && self.whitespace.is_none_or(|w| w == token.whitespace)
            && self.lower.as_ref().is_none_or(|words| words.iter().any(|w| **w == *token.lower))
    }
}

impl Ruler {
    /// Reads the table: one JSON object a line. Lines that cannot be read are left out.
    pub(crate) fn parse(table: &str) -> Self {
        let mut ruler =
            Self { patterns: Vec::new(), by_word: HashedMap::default(), by_tag: vec![Vec::new(); Tag::ALL.len()] };
        for line in table.lines().filter_map(|l| serde_json::from_str::<Line>(l).ok()) {
            let conditions: Vec<Condition> = line.tokens.into_iter().map(Condition::new).collect();
            let Some(first) = conditions.first() else { continue };
            let number = ruler.patterns.len() as u16;
            match &first.lower {
                Some(words) => {
                    for word in words {
                        ruler.by_word.entry(murmur64(word.as_bytes())).or_default().push(number);
                    }
                }
                None => {
                    for tag in Tag::ALL.iter().filter(|t| first.tags >> **t as u32 & 1 == 1) {
                        ruler.by_tag[*tag as usize].push(number);
                    }
                }
            }
            let set = |name: &str| line.set.get(name).map(String::as_str);
            ruler.patterns.push(Pattern {
                target: line.index,
                pos: set("pos").and_then(Pos::parse),
                tag: set("tag").and_then(Tag::parse),
                dep: set("dep").and_then(Dep::parse),
                lemma: set("lemma").map(Into::into),
                morph: set("morph").map(Morph::parse),
                conditions,
            });
        }
        ruler
    }

    /// Matches all patterns on all tokens.
    pub(crate) fn apply(&self, tokens: &[Evidence<'_>]) -> Vec<Ruling<'_>> {
        let mut winners = vec![Winners::default(); tokens.len()];
        for (start, token) in tokens.iter().enumerate() {
            let by_word = self.by_word.get(&murmur64(token.lower.as_bytes())).map_or(&[][..], Vec::as_slice);
            let by_tag = self.by_tag.get(token.tag as usize).map_or(&[][..], Vec::as_slice);
            for number in by_word.iter().chain(by_tag) {
                let pattern = &self.patterns[usize::from(*number)];
                let Some(matched) = tokens.get(start..start + pattern.conditions.len()) else { continue };
                if pattern.conditions.iter().zip(matched).all(|(c, t)| c.holds(t))
                    && let Some(winner) = winners.get_mut(start + pattern.target)
                {
                    winner.beat(pattern, number + 1);
                }
            }
        }
        let of = |number: u16| usize::from(number).checked_sub(1).and_then(|n| self.patterns.get(n));
        winners
            .iter()
            .map(|w| Ruling {
                pos: of(w.pos).and_then(|p| p.pos),
                tag: of(w.tag).and_then(|p| p.tag),
                dep: of(w.dep).and_then(|p| p.dep),
                lemma: of(w.lemma).and_then(|p| p.lemma.as_deref()),
                morph: of(w.morph).and_then(|p| p.morph).unwrap_or_default(),
            })
            .collect()
    }
}

impl Winners {
    fn beat(&mut self, pattern: &Pattern, number: u16) {
        let sets = [
            (pattern.pos.is_some(), &mut self.pos),
            (pattern.tag.is_some(), &mut self.tag),
            (pattern.dep.is_some(), &mut self.dep),
            (pattern.lemma.is_some(), &mut self.lemma),
            (pattern.morph.is_some(), &mut self.morph),
        ];
        for (said, winner) in sets {
            if said {
                *winner = (*winner).max(number);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = r#"{"tokens":[{"tag":["IN"]}],"index":0,"set":{"pos":"ADP"}}
{"tokens":[{"tag":["IN"],"dep":["mark"]}],"index":0,"set":{"pos":"SCONJ","morph":"VerbForm=Fin|Number=Sing"}}
{"tokens":[{"lower":["let"]},{"lower":["'s"]}],"index":1,"set":{"lemma":"us"}}
{"tokens":[{"is_space":true}],"index":0,"set":{"tag":"_SP"}}"#;

    fn check(tokens: &[(&str, Tag, Dep)], expected: &[Ruling<'_>]) {
        let evidence: Vec<_> = tokens
            .iter()
            .map(|(lower, tag, dep)| Evidence { lower, tag: *tag, dep: *dep, whitespace: lower.trim().is_empty() })
            .collect();
        assert_eq!(Ruler::parse(TABLE).apply(&evidence), expected);
    }

    #[test]
    fn later_patterns_win() {
        let plain = Ruling { pos: Some(Pos::Adp), ..Ruling::default() };
        check(&[("of", Tag::In, Dep::Prep)], &[plain]);
        let morph = Morph { singular: true, number: true, finite: true, ..Morph::default() };
        check(&[("if", Tag::In, Dep::Mark)], &[Ruling { pos: Some(Pos::Sconj), morph, ..plain }]);
    }

    #[test]
    fn patterns_span_tokens() {
        let us = Ruling { lemma: Some("us"), ..Ruling::default() };
        check(&[("let", Tag::Vb, Dep::Root), ("'s", Tag::Prp, Dep::Nsubj)], &[Ruling::default(), us]);
        check(&[("let", Tag::Vb, Dep::Root)], &[Ruling::default()]);
    }

    #[test]
    fn white_space_gets_its_tag() {
        check(&[("\n", Tag::Nn, Dep::Dep)], &[Ruling { tag: Some(Tag::Space), ..Ruling::default() }]);
    }
}
