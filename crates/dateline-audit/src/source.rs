//! A page made ready for being asked: which words stand where, under which names, and how far apart in the trees.
//!
//! In: an [`Analysis`] and the models. Out: a [`Source`]. A pronoun or description stands for the names of whom it takes up, so that "she
//! resigned" can bear out that somebody by name resigned.

use dateline::event::stem;
use dateline::language::{Function, Pos};
use dateline::{Analysis, Models, SentenceId, Span, number_at};
use rustc_hash::FxHashMap;

/// How well a word that stands for a name bears out the name, in hundredths.
const TAKEN_UP: u8 = 90;
/// Steps in a tree beyond which two words are only in one sentence.
pub(crate) const FAR: usize = 5;
/// Verbs and nouns that say too little to be looked for.
const EMPTY: &[&str] =
    &["be", "have", "do", "'s", "will", "would", "can", "could", "may", "might", "shall", "should", "must"];
/// Little words that turn what is said, though they are no content words.
const TURNS: &[&str] = &[
    "not",
    "no",
    "never",
    "without",
    "none",
    "neither",
    "nor",
    "n't",
    "before",
    "after",
    "above",
    "below",
    "over",
    "under",
    "more",
    "less",
    "fewer",
    "most",
    "least",
    "first",
    "last",
    "all",
    "only",
    "until",
    "since",
    "against",
    "both",
    "inside",
    "outside",
    "excluding",
    "including",
    "except",
];

/// What kind of word it is, as far as the audit tells words apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Name,
    Number,
    Verb,
    Noun,
    Modifier,
    Turn,
    Pronoun,
}

/// A word by which a sentence can be looked for.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    pub kind: Kind,
    /// Its stem; for a number `#` and the value.
    pub key: String,
    /// Lower-case lemma.
    pub lemma: String,
}

/// The word that a token is, if it is one to look for.
pub(crate) fn word(analysis: &Analysis, token: usize) -> Option<Word> {
    let (parse, text) = (&analysis.parse, analysis.page.text.as_str());
    let t = &parse.tokens[token];
    let lemma = t.lemma.to_lowercase();
    let surface = parse.text(token, text).to_lowercase();
    let named = |kind, key: String| Some(Word { kind, key, lemma: lemma.clone() });
    if TURNS.contains(&surface.as_str()) {
        return named(Kind::Turn, surface.clone());
    }
    if let Some((value, run)) = number_at(parse, text, token) {
        return (run.start == token).then(|| Word { kind: Kind::Number, key: format!("#{value}"), lemma: surface });
    }
    if !lemma.chars().any(char::is_alphanumeric) || EMPTY.contains(&lemma.as_str()) {
        return None;
    }
    match t.pos {
        Pos::Propn => named(Kind::Name, fold(&surface)),
        Pos::Num => named(Kind::Number, fold(&surface)),
        Pos::Verb => named(Kind::Verb, stem(&lemma)),
        Pos::Noun => named(Kind::Noun, stem(&lemma)),
        Pos::Adj | Pos::Adv => named(Kind::Modifier, stem(&lemma)),
        Pos::Pron => named(Kind::Pronoun, surface.clone()),
        _ => None,
    }
}

/// A name without what writers leave out.
fn fold(word: &str) -> String {
    word.trim_end_matches(['.', '\'', '’']).replace('’', "'")
}

/// A page that statements are held against.
pub struct Source<'a> {
    /// The page with its analysis.
    pub analysis: &'a Analysis,
    /// Every key of the page; words of one key have one number.
    pub(crate) keys: Vec<Key>,
    index: FxHashMap<String, u32>,
    /// For each token the keys that it stands for, with how well (hundredths).
    pub(crate) stands: Vec<Vec<(u32, u8)>>,
    /// For each token the nearest content word above it; itself at a root.
    up: Vec<u32>,
    /// Pairs of keys that follow each other.
    pairs: Vec<(u32, u32)>,
    pub(crate) values: Vec<dateline::judge::Held>,
    /// Sentences in which a statement can find its evidence.
    pub(crate) told: Vec<SentenceId>,
}

/// A key of a page.
pub(crate) struct Key {
    pub key: String,
    pub lemma: String,
    pub kind: Kind,
    /// Tokens that stand for it, in order.
    pub at: Vec<u32>,
    /// The vector of its lemma; empty for names, numbers and little words.
    pub vector: Vec<f32>,
}

impl<'a> Source<'a> {
    /// Prepares a page.
    pub fn new(analysis: &'a Analysis, models: &Models) -> Self {
        let parse = &analysis.parse;
        let n = parse.tokens.len();
        let mut source = Self {
            analysis,
            keys: Vec::new(),
            index: FxHashMap::default(),
            stands: vec![Vec::new(); n],
            up: Vec::new(),
            pairs: Vec::new(),
            values: dateline::judge::held(analysis),
            told: Vec::new(),
        };
        let mut last: Option<(SentenceId, u32)> = None;
        for token in 0..n {
            let Some(word) = word(analysis, token).filter(|w| w.kind != Kind::Pronoun) else { continue };
            let sentence = parse.tokens[token].sentence;
            let key = source.key(&word.key, &word.lemma, word.kind);
            source.stands[token].push((key, 100));
            if let Some((_, before)) = last.filter(|(s, _)| *s == sentence) {
                source.pairs.push((before, key));
            }
            last = Some((sentence, key));
        }
        for (token, words) in names_of_mentions(analysis) {
            for (key, lemma) in words {
                let key = source.key(&key, &lemma, Kind::Name);
                if let Some(stands) = source.stands.get_mut(token)
                    && stands.iter().all(|(k, _)| *k != key)
                {
                    stands.push((key, TAKEN_UP));
                }
            }
        }
        for token in 0..n {
            for (key, _) in &source.stands[token] {
                source.keys[*key as usize].at.push(token as u32);
            }
        }
        source.pairs.sort_unstable();
        source.pairs.dedup();
        source.up = above(analysis);
        for key in &mut source.keys {
            if matches!(key.kind, Kind::Verb | Kind::Noun | Kind::Modifier) {
                key.vector = models.language.vector(&key.lemma);
            }
        }
        source.told = parse.sentences.ids().filter(|s| !parse.sentences[*s].is_empty()).collect();
        source
    }

    fn key(&mut self, key: &str, lemma: &str, kind: Kind) -> u32 {
        if let Some(found) = self.index.get(key) {
            return *found;
        }
        let number = self.keys.len() as u32;
        self.index.insert(key.to_owned(), number);
        self.keys.push(Key { key: key.to_owned(), lemma: lemma.to_owned(), kind, at: Vec::new(), vector: Vec::new() });
        number
    }

    /// The number of a key, if the page has it.
    pub(crate) fn find(&self, key: &str) -> Option<u32> {
        self.index.get(key).copied()
    }

    /// Whether two keys follow each other somewhere.
    pub(crate) fn follows(&self, a: u32, b: u32) -> bool {
        self.pairs.binary_search(&(a, b)).is_ok()
    }

    /// The sentence of a token.
    pub(crate) fn sentence(&self, token: u32) -> SentenceId {
        self.analysis.parse.tokens[token as usize].sentence
    }

    /// Steps between two words of one sentence in its tree, little words left out; [`FAR`] at most.
    pub(crate) fn distance(&self, a: u32, b: u32) -> usize {
        distance(&self.up, a, b)
    }

    /// The span of a sentence without white space around it.
    pub fn sentence_span(&self, sentence: SentenceId) -> Span {
        let span = self.analysis.parse.sentence_span(sentence);
        let words = span.of(&self.analysis.page.text);
        let start = span.start + words.len() - words.trim_start().len();
        Span::new(start, start + words.trim().len())
    }
}

/// Steps between two words by what is above each.
pub(crate) fn distance(up: &[u32], a: u32, b: u32) -> usize {
    let chain = |from: u32| {
        let mut at = from;
        let mut chain = vec![at];
        while chain.len() <= FAR && up[at as usize] != at {
            at = up[at as usize];
            chain.push(at);
        }
        chain
    };
    let (x, y) = (chain(a), chain(b));
    let met = x.iter().enumerate().find_map(|(i, t)| y.iter().position(|u| u == t).map(|j| i + j));
    met.unwrap_or(FAR).min(FAR)
}

/// For each token the nearest word above it that is content.
pub(crate) fn above(analysis: &Analysis) -> Vec<u32> {
    let parse = &analysis.parse;
    let content = |t: usize| {
        let token = &parse.tokens[t];
        matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Verb | Pos::Adj | Pos::Num | Pos::Pron | Pos::Adv)
            || token.is(Function::Root)
    };
    (0..parse.tokens.len())
        .map(|t| {
            let mut up = parse.tokens[t].head;
            let mut left = 8;
            while !content(up) && parse.tokens[up].head != up && left > 0 {
                up = parse.tokens[up].head;
                left -= 1;
            }
            up as u32
        })
        .collect()
}

/// Head words of mentions with the words of the names that they stand for, beyond their own.
pub(crate) fn names_of_mentions(analysis: &Analysis) -> Vec<(usize, Vec<(String, String)>)> {
    let text = analysis.page.text.as_str();
    let mut found = Vec::new();
    for entity in analysis.entities.iter().filter(|e| e.is_named()) {
        let mut words: Vec<(String, String)> = Vec::new();
        for mention in entity.mentions.iter().filter(|m| m.kind == dateline::entity::MentionKind::Name).take(6) {
            for token in analysis.parse.tokens_in(mention.span) {
                let t = &analysis.parse.tokens[token];
                let surface = fold(&t.span.of(text).to_lowercase());
                if t.pos == Pos::Propn && surface.chars().count() > 1 && words.iter().all(|(w, _)| *w != surface) {
                    words.push((surface.clone(), surface));
                }
            }
        }
        if !words.is_empty() {
            found.extend(entity.mentions.iter().map(|m| (m.head, words.clone())));
        }
    }
    found
}
