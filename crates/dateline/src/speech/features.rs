//! What the tagger sees of a token: words, tags and dependencies around it, the way up the tree, quotation marks, and what the
//! frames say.
//!
//! In: the page with its frames. Out: for each token the keys of its features. A key is a 32-bit hash of a template and its
//! values; the trained table holds the keys that matter, so nothing here has a dictionary of features.

use super::Context;
use super::frames::Frame;
use crate::language::{Function, NameKind, Pos};

/// Number of the template of a feature; never reused for another meaning without training again.
type Template = u32;

/// The keys of the features of every token.
pub fn features(ctx: &Context, frames: &[Frame]) -> Vec<Vec<u32>> {
    let all = Columns::new(ctx, frames);
    let mut out = Vec::with_capacity(ctx.parse.tokens.len());
    for sentence in &ctx.parse.sentences {
        let quoted = sentence.clone().filter(|t| ctx.inside[*t].is_some()).count();
        let state = if quoted == 0 {
            0
        } else if quoted == sentence.len() {
            2
        } else {
            1
        };
        for i in sentence.clone() {
            out.push(all.token(ctx, i, sentence.start, sentence.end, state));
        }
    }
    out
}

/// Hashed values of all tokens, computed once.
struct Columns {
    low: Vec<u32>,
    lemma: Vec<u32>,
    tag: Vec<u32>,
    dep: Vec<u32>,
    pos: Vec<u32>,
    name: Vec<u32>,
    quoted: Vec<u32>,
    /// Frames: bits for content, source, cue with the class of the innermost.
    framed: Vec<[u32; 3]>,
    clause: Vec<bool>,
}

const NONE: u32 = 0;
const EDGE: u32 = 1;

fn hash(bytes: &[u8]) -> u32 {
    // FNV-1a.
    bytes.iter().fold(0x811c_9dc5, |h, b| (h ^ u32::from(*b)).wrapping_mul(0x0100_0193))
}

fn mix(template: Template, a: u32, b: u32) -> u32 {
    // Finaliser of MurmurHash3 over the three parts.
    let mut h = u64::from(template).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (u64::from(a) << 32 | u64::from(b));
    h = (h ^ (h >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    h = (h ^ (h >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    (h ^ (h >> 33)) as u32
}

/// Relations that start a clause or an argument.
fn argument(function: Function) -> bool {
    clausal(function)
        || matches!(
            function,
            Function::Object
                | Function::Preposition
                | Function::Complement
                | Function::Conjunct
                | Function::Subject
                | Function::PassiveSubject
                | Function::ObjectPredicate
                | Function::Attribute
                | Function::Predicate
                | Function::Agent
                | Function::Recipient
                | Function::Apposition
                | Function::Unclear
        )
}

fn clausal(function: Function) -> bool {
    matches!(
        function,
        Function::Clause
            | Function::OpenClause
            | Function::Adverbial
            | Function::NounClause
            | Function::Relative
            | Function::PrepositionClause
            | Function::Parataxis
            | Function::ClauseSubject
    )
}

/// Relations inside a noun phrase.
fn nominal(function: Function) -> bool {
    matches!(
        function,
        Function::Compound
            | Function::Adjective
            | Function::Determiner
            | Function::Possessor
            | Function::Count
            | Function::Apposition
            | Function::Preposition
            | Function::Complement
            | Function::CaseMark
            | Function::Punctuation
            | Function::NounModifier
            | Function::Conjunct
            | Function::Coordinator
            | Function::CountModifier
            | Function::Relative
            | Function::NounClause
    )
}

impl Columns {
    fn new(ctx: &Context, frames: &[Frame]) -> Self {
        let tokens = &ctx.parse.tokens;
        let mut name = vec![NONE; tokens.len()];
        for n in &ctx.parse.names {
            name[n.tokens.clone()].fill(1 + NameKind::ALL.iter().position(|k| *k == n.kind).unwrap_or(0) as u32);
        }
        let mut framed = vec![[0; 3]; tokens.len()];
        for f in frames {
            let class = 1 + f.class as u32;
            for t in f.content.iter().flat_map(Clone::clone) {
                framed[t][0] = class;
            }
            for t in f.source.iter().flat_map(|s| s.range.clone()) {
                framed[t][1] = class;
            }
            for t in f.cue_range.clone() {
                framed[t][2] = class;
            }
        }
        let clause = (0..tokens.len()).map(|i| ctx.parse.child(i, Function::Clause).is_some()).collect();
        let low: Vec<u32> = (0..tokens.len()).map(|i| hash(lower(ctx.word(i)).as_bytes())).collect();
        Self {
            lemma: tokens
                .iter()
                .map(|t| if t.pos == Pos::Propn { 2 } else { hash(lower(&t.lemma).as_bytes()) })
                .collect(),
            tag: tokens.iter().map(|t| t.tag as u32).collect(),
            dep: tokens.iter().map(|t| t.dep as u32).collect(),
            pos: tokens.iter().map(|t| t.pos as u32).collect(),
            quoted: ctx.inside.iter().map(|q| u32::from(q.is_some())).collect(),
            low,
            name,
            framed,
            clause,
        }
    }

    fn token(&self, ctx: &Context, i: usize, start: usize, end: usize, state: u32) -> Vec<u32> {
        let tokens = &ctx.parse.tokens;
        let (w, l, t, d, q) = (self.low[i], self.lemma[i], self.tag[i], self.dep[i], self.quoted[i]);
        let h = tokens[i].head;
        let g = tokens[h].head;
        let mut out = Vec::with_capacity(72);
        let mut add = |template: Template, a: u32, b: u32| out.push(mix(template, a, b));
        add(0, 0, 0);
        add(1, w, 0);
        add(2, l, 0);
        add(3, t, 0);
        add(4, d, 0);
        add(5, self.name[i], 0);
        add(6, self.lemma[h], 0);
        add(7, self.tag[h], 0);
        add(8, d, self.lemma[h]);
        add(9, d, self.tag[h]);
        add(10, q, state);
        add(11, q, t);
        add(12, self.pos[i], 0);
        add(13, self.lemma[g], 0);
        add(14, self.dep[h], self.lemma[g]);
        add(15, d, self.dep[h]);
        for (k, offset) in [-2isize, -1, 1, 2].into_iter().enumerate() {
            let k = k as u32 * 8 + 20;
            match i.checked_add_signed(offset).filter(|j| (start..end).contains(j)) {
                Some(j) => {
                    add(k, self.low[j], 0);
                    add(k + 1, self.tag[j], 0);
                    add(k + 2, self.dep[j], 0);
                    add(k + 3, self.lemma[j], 0);
                    if offset.abs() == 1 {
                        add(k + 4, self.quoted[j], q);
                        add(k + 5, t, self.tag[j]);
                    }
                }
                None => add(k + 6, EDGE, 0),
            }
        }
        self.path(ctx, i, q, &mut add);
        for c in ctx.parse.children(i) {
            add(60, self.dep[c], 0);
        }
        if tokens[i].is_subject() {
            let mut kinds = 0;
            for c in ctx.parse.children(h) {
                kinds |= match tokens[c].function() {
                    Function::Clause => 1,
                    Function::OpenClause => 2,
                    Function::Object => 4,
                    _ => 0,
                };
            }
            add(61, kinds, self.lemma[h]);
        }
        let top = self.phrase_top(ctx, i);
        let above = tokens[top].head;
        let side = u32::from(above < top);
        add(62, self.dep[top] << 1 | side, self.lemma[above]);
        add(63, self.dep[top], q);
        add(64, self.dep[top] << 8 | self.tag[above], u32::from(self.clause[above]));
        if i == start {
            add(65, 0, 0);
        }
        let [content, source, cue] = self.framed[i];
        add(70, content, q);
        add(71, source, t);
        add(72, cue, l);
        add(73, content << 8 | source << 4, cue);
        out
    }

    /// The clauses and arguments that a token stands in, innermost first.
    fn path(&self, ctx: &Context, i: usize, q: u32, add: &mut impl FnMut(Template, u32, u32)) {
        let tokens = &ctx.parse.tokens;
        let (mut at, mut k) = (i, 0);
        for _ in 0..25 {
            let head = tokens[at].head;
            if head == at {
                add(90 + k * 4, self.lemma[at], q << 1);
                break;
            }
            let function = tokens[at].function();
            if clausal(function)
                || tokens[at].is_subject()
                || matches!(tokens[head].pos, Pos::Verb | Pos::Aux) && argument(function)
            {
                let edge = (tokens[at].dep as u32) << 1 | u32::from(at < head);
                add(91 + k * 4, edge, self.lemma[head]);
                add(92 + k * 4, edge, self.tag[head]);
                if k == 0 {
                    add(93, edge << 1 | q, self.lemma[head]);
                }
                k += 1;
                if k == 3 {
                    break;
                }
            }
            at = head;
        }
    }

    /// The head word of the noun phrase that a token stands in.
    fn phrase_top(&self, ctx: &Context, i: usize) -> usize {
        let tokens = &ctx.parse.tokens;
        let mut at = i;
        for _ in 0..12 {
            let (head, function) = (tokens[at].head, tokens[at].function());
            let verbal = matches!(tokens[head].pos, Pos::Verb | Pos::Aux);
            if head == at
                || !nominal(function)
                || verbal
                    && matches!(
                        function,
                        Function::Preposition | Function::Conjunct | Function::Punctuation | Function::Coordinator
                    )
            {
                break;
            }
            at = head;
        }
        at
    }
}

/// Lower case without allocation for what is lower case already.
fn lower(word: &str) -> std::borrow::Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b.is_ascii_punctuation()) {
        word.into()
    } else {
        word.replace(['’', '‘'], "'").replace(['“', '”'], "\"").to_lowercase().into()
    }
}
