//! What all steps of this stage look at: the parse with its quoted stretches and entities, and phrases cut from the tree.

use std::ops::Range;

use super::frames::Source;
use super::spans::Quoted;
use crate::Span;
use crate::entity::Entity;
use crate::language::{Form, Function, Parse, Pos};
use crate::{IndexVec, LocalEntity};

/// The page as this stage sees it.
pub struct Context<'a> {
    pub text: &'a str,
    pub parse: &'a Parse,
    pub quoted: &'a [Quoted],
    pub entities: &'a IndexVec<LocalEntity, Entity>,
    /// For each token the outermost quoted stretch that it stands in.
    pub inside: Vec<Option<usize>>,
    /// For each token the entity whose mention it heads.
    pub entity_at: Vec<Option<LocalEntity>>,
    /// For each token whether the recogniser sees a person or a body there.
    actor: Vec<bool>,
    /// For each token whether the recogniser sees a day or time there.
    time: Vec<bool>,
}

impl<'a> Context<'a> {
    pub fn new(
        text: &'a str,
        parse: &'a Parse,
        quoted: &'a [Quoted],
        entities: &'a IndexVec<LocalEntity, Entity>,
    ) -> Self {
        let n = parse.tokens.len();
        let mut inside = vec![None; n];
        for (i, q) in quoted.iter().enumerate().filter(|(_, q)| q.parent.is_none()) {
            for t in parse.tokens_in(q.span) {
                inside[t] = Some(i);
            }
        }
        let mut entity_at = vec![None; n];
        for (i, e) in entities.iter_enumerated() {
            for m in e.mentions.iter().filter(|m| m.head < n) {
                entity_at[m.head].get_or_insert(i);
            }
        }
        let (mut actor, mut time) = (vec![false; n], vec![false; n]);
        for name in &parse.names {
            use crate::language::NameKind::{Date, Gpe, Norp, Org, Person, Time};
            match name.kind {
                Person | Org | Gpe | Norp => actor[name.tokens.clone()].fill(true),
                Date | Time => time[name.tokens.clone()].fill(true),
                _ => {}
            }
        }
        Self { text, parse, quoted, entities, inside, entity_at, actor, time }
    }

    /// The words of a token.
    pub fn word(&self, token: usize) -> &'a str {
        self.parse.tokens[token].span.of(self.text)
    }

    /// Whether "according to" starts here.
    pub fn is_according(&self, i: usize) -> bool {
        let is = |j: usize, w: &str| j < self.parse.tokens.len() && self.word(j).eq_ignore_ascii_case(w);
        is(i, "according") && is(i + 1, "to")
    }

    /// Whether the token names somebody who can speak: a name of a person or body, a personal pronoun, a noun for a source.
    pub fn names_person(&self, token: usize) -> bool {
        let t = &self.parse.tokens[token];
        self.actor[token]
            || t.form() == Form::Pronoun && !matches!(&*t.lemma, "it" | "its")
            || super::cues::source(&t.lemma).is_some()
    }

    /// Whether the token is "I", "we" or the like.
    pub fn is_first_person(&self, token: usize) -> bool {
        matches!(self.word(token).to_lowercase().as_str(), "i" | "we" | "me" | "us" | "my" | "our")
    }

    /// Whether a sentence ends before a byte, by punctuation; a paragraph's start counts.
    pub fn starts_sentence(&self, byte: usize) -> bool {
        let before = self.text.get(..byte).unwrap_or_default().trim_end_matches([' ', '\u{a0}']);
        before.is_empty() || before.ends_with(['.', '!', '?', '\n', '”', '"', '…', ')'])
    }

    /// Whether the token stands in a time expression.
    pub fn names_time(&self, token: usize) -> bool {
        self.time[token]
    }

    /// The noun phrase of a head word, without punctuation at its edges.
    pub fn phrase(&self, head: usize) -> Source {
        self.phrase_without(head, usize::MAX)
    }

    /// The noun phrase that a relative clause stands in, without that clause.
    pub fn antecedent(&self, head: usize, clause: usize) -> Source {
        self.phrase_without(head, clause)
    }

    fn phrase_without(&self, head: usize, skip: usize) -> Source {
        let home = self.inside[head];
        let mut tokens = vec![head];
        let mut stack = vec![head];
        while let Some(t) = stack.pop() {
            for c in self.parse.children(t) {
                let token = &self.parse.tokens[c];
                let clause = matches!(
                    token.function(),
                    Function::Relative
                        | Function::Parataxis
                        | Function::Clause
                        | Function::Adverbial
                        | Function::Unclear
                );
                let commented = clause
                    && t == head
                    && c > 0
                    && self.parse.tokens[self.parse.subtree(c).start.saturating_sub(1)].form() == Form::Comma;
                if c == skip || commented || (self.inside[c] != home && home.is_none() && token.is(Function::Relative))
                {
                    continue;
                }
                tokens.push(c);
                stack.push(c);
            }
        }
        tokens.sort_unstable();
        // The stretch around the head without gaps but for punctuation, which the tree may hang elsewhere.
        let at = tokens.iter().position(|t| *t == head).unwrap_or(0);
        let (mut low, mut high) = (head, head);
        for t in &tokens[at + 1..] {
            if (high + 1..*t).any(|g| !self.light(g)) {
                break;
            }
            high = *t;
        }
        for t in tokens[..at].iter().rev() {
            if (*t + 1..low).any(|g| !self.light(g)) {
                break;
            }
            low = *t;
        }
        Source { head, range: self.trim(low..high + 1) }
    }

    fn light(&self, token: usize) -> bool {
        matches!(self.parse.tokens[token].pos, Pos::Punct | Pos::Space)
    }

    /// Takes punctuation and white space off both ends.
    pub fn trim(&self, mut range: Range<usize>) -> Range<usize> {
        let bare =
            |t: usize| self.light(t) && !matches!(self.parse.tokens[t].form(), Form::RightBracket | Form::LeftBracket);
        while range.end > range.start + 1 && bare(range.end - 1) {
            range.end -= 1;
        }
        while range.end > range.start + 1 && bare(range.start) {
            range.start += 1;
        }
        range
    }

    /// The verb of the clause that a word belongs to, or the word itself when none is above.
    pub fn clause_head(&self, token: usize) -> usize {
        let verbal = |t: usize| matches!(self.parse.tokens[t].pos, Pos::Verb | Pos::Aux);
        if verbal(token) {
            return token;
        }
        self.parse.ancestors(token).find(|a| verbal(*a)).unwrap_or(token)
    }

    /// The words below a token without those below `without`, as stretches.
    pub fn clause(&self, head: usize, without: &[usize]) -> Vec<Range<usize>> {
        let mut tokens = vec![head];
        let mut stack = vec![head];
        while let Some(t) = stack.pop() {
            for c in self.parse.children(t).filter(|c| !without.contains(c)) {
                tokens.push(c);
                stack.push(c);
            }
        }
        tokens.sort_unstable();
        self.stretches(&tokens)
    }

    /// Sorted tokens as stretches without gaps but for punctuation, trimmed; stretches without a word left out.
    pub fn stretches(&self, tokens: &[usize]) -> Vec<Range<usize>> {
        let mut out: Vec<Range<usize>> = Vec::new();
        for t in tokens {
            match out.last_mut() {
                Some(last) if (last.end..*t).all(|g| self.light(g)) => last.end = t + 1,
                _ => out.push(*t..t + 1),
            }
        }
        out.into_iter().map(|r| self.trim(r)).filter(|r| !r.clone().all(|t| self.light(t))).collect()
    }

    /// The bytes of a token range.
    pub fn span(&self, range: &Range<usize>) -> Span {
        self.parse.span(range.clone())
    }
}
