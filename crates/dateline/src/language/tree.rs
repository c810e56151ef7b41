//! Walking the dependency tree.

use std::ops::Range;

use super::{Function, Parse};
use crate::{SentenceId, Span};

impl Parse {
    /// Fills the lists of children from the heads. To be called once after tokens are complete.
    pub fn index(&mut self) {
        let mut children = vec![Vec::new(); self.tokens.len()];
        for (i, token) in self.tokens.iter().enumerate() {
            if token.head != i {
                children[token.head].push(i as u32);
            }
        }
        self.children = children;
    }

    /// Indices of the direct dependents of a token, in text order.
    pub fn children(&self, token: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children[token].iter().map(|c| *c as usize)
    }

    /// The first direct dependent in this function.
    pub(crate) fn child(&self, token: usize, function: Function) -> Option<usize> {
        self.children(token).find(|c| self.tokens[*c].function() == function)
    }

    /// The text of a token.
    pub fn text<'t>(&self, token: usize, text: &'t str) -> &'t str {
        self.tokens[token].span.of(text)
    }

    /// First and last token below a token, itself included, as a token range. Contiguous, also where the tree crosses.
    pub fn subtree(&self, token: usize) -> Range<usize> {
        let (mut low, mut high) = (token, token);
        let mut stack = vec![token];
        while let Some(t) = stack.pop() {
            low = low.min(t);
            high = high.max(t);
            stack.extend(self.children(t));
        }
        low..high + 1
    }

    /// The bytes that a non-empty token range covers.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        Span::new(self.tokens[tokens.start].span.start, self.tokens[tokens.end - 1].span.end)
    }

    /// The bytes of a sentence.
    pub fn sentence_span(&self, sentence: SentenceId) -> Span {
        self.span(self.sentences[sentence].clone())
    }

    /// Heads from the token upwards, nearest first, without the token itself.
    pub fn ancestors(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        let mut at = token;
        std::iter::from_fn(move || {
            let head = self.tokens[at].head;
            if head == at {
                return None;
            }
            at = head;
            Some(head)
        })
    }

    /// Index of the token that covers or first follows a byte; `None` after the last token.
    pub fn token_at(&self, byte: usize) -> Option<usize> {
        let i = self.tokens.partition_point(|t| t.span.end <= byte);
        (i < self.tokens.len()).then_some(i)
    }

    /// The tokens that overlap a span.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|t| t.span.end <= span.start);
        let end = self.tokens.partition_point(|t| t.span.start < span.end);
        start..end.max(start)
    }
}
