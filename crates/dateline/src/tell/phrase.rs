//! Which words of a clause make a line, and the line made of them.
//!
//! In: the parse of a page and the verb or noun of an event. Out: tokens to keep, in the order of the text, and a [`Line`] that joins them:
//! without asides and dates, and cut at the end of a phrase where it would be too long.

use crate::language::{Form, Function, NameKind, Parse, Pos, capitalized};

/// Words of a line beyond which no further argument is added.
const ENOUGH: usize = 9;
/// Words of a line at most.
const MOST: usize = 20;

/// A line in the making.
pub(super) struct Line<'a> {
    parse: &'a Parse,
    text: &'a str,
    words: Vec<String>,
    most: usize,
    cut: bool,
}

impl<'a> Line<'a> {
    pub fn new(parse: &'a Parse, text: &'a str) -> Self {
        Line { parse, text, words: Vec::new(), most: MOST, cut: false }
    }

    /// A line of up to so many words.
    pub fn long(parse: &'a Parse, text: &'a str, most: usize) -> Self {
        Line { most, ..Self::new(parse, text) }
    }

    /// Number of words so far.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Adds words as they are.
    pub fn words(&mut self, words: Vec<String>) {
        self.words.extend(words);
    }

    /// Adds the words of tokens, another word for a token where `instead` gives one. What is too long is cut before the phrase that would
    /// go beyond.
    pub fn tokens(&mut self, tokens: &[usize], instead: impl Fn(usize) -> Option<Vec<String>>) {
        let (parse, text) = (self.parse, self.text);
        let most = self.most;
        let begun = self.words.len();
        let mut starts: Vec<usize> = Vec::new();
        let mut end = None;
        for (n, t) in tokens.iter().enumerate() {
            let token = &parse.tokens[*t];
            let piece = token.span.of(text);
            // A comma stays behind the word it stands behind in the text.
            if piece.trim().is_empty() || piece == "," && end != Some(token.span.start) {
                continue;
            }
            if let Some(words) = instead(*t) {
                self.words.extend(words);
            } else if let (Some(last), true) = (self.words.last_mut(), end == Some(token.span.start) && n > 0) {
                last.push_str(piece);
            } else {
                if begins(parse, *t) {
                    starts.push(self.words.len());
                }
                self.words.push(piece.to_string());
            }
            end = Some(token.span.end);
        }
        if self.words.len() > most {
            let boundary = starts.iter().rev().copied().find(|s| *s <= most && *s >= 4 && *s >= begun + 3);
            self.words.truncate(boundary.unwrap_or(most));
            self.cut = true;
        }
    }

    /// The line.
    pub fn finish(self) -> String {
        let cut = self.cut;
        let mut line = tidy(self.words, cut);
        if cut && !line.is_empty() {
            line.push_str(" …");
        }
        line
    }

    /// The line with what was said behind it, and what joins the two.
    pub fn finish_with(self, joint: &str, said: &str) -> String {
        let line = tidy(self.words, self.cut);
        if line.is_empty() { line } else { format!("{line}{joint}{said}") }
    }
}

/// Whether a token begins a phrase that a line can do without.
fn begins(parse: &Parse, token: usize) -> bool {
    let t = &parse.tokens[token];
    matches!(t.function(), Function::Preposition | Function::Agent | Function::Coordinator | Function::Marker)
        || matches!(t.form(), Form::To | Form::Which | Form::Who | Form::How)
        || (matches!(t.function(), Function::NounClause | Function::Adverbial) && t.pos == Pos::Verb)
}

/// A noun phrase without relative clauses, loose appositions, dates and brackets.
pub(super) fn noun(parse: &Parse, text: &str, head: usize) -> Vec<usize> {
    noun_without(parse, text, head, None)
}

/// The same without what stands below a verb that describes it.
pub(super) fn noun_without(parse: &Parse, text: &str, head: usize, verb: Option<usize>) -> Vec<usize> {
    let mut keep = vec![head];
    let mut stack = vec![head];
    while let Some(t) = stack.pop() {
        for c in parse.children(t) {
            let token = &parse.tokens[c];
            let aside = matches!(
                token.function(),
                Function::Relative | Function::Punctuation | Function::Parataxis | Function::Adverbial
            ) || verb == Some(c)
                || verb.is_some() && dated_only(parse, c)
                || leads_with_day(parse, head, c)
                || (token.is(Function::Apposition) && !close(parse, text, t, c))
                || (token.is(Function::NounAdverbial) && !hyphened(parse, text, c))
                || (token.is(Function::Preposition) && temporal(parse, c));
            let hyphen = token.is(Function::Punctuation) && token.span.of(text).starts_with('-');
            if (!aside || hyphen || lists(parse, text, c)) && !(token.is(Function::NounClause) && c > head + 6) {
                keep.push(c);
                stack.push(c);
            }
        }
    }
    keep.sort_unstable();
    keep
}

/// "A hearing planned for Tuesday": a participle that only says for when says nothing without its day.
fn dated_only(parse: &Parse, participle: usize) -> bool {
    let token = &parse.tokens[participle];
    let mut children = parse.children(participle).peekable();
    token.is(Function::NounClause)
        && token.is_participle()
        && children.peek().is_some()
        && children.all(|c| {
            parse.tokens[c].is(Function::Punctuation) || parse.tokens[c].is(Function::Preposition) && temporal(parse, c)
        })
}

/// "On 2 June divers recovered it": the parser takes the day for a part of the subject.
fn leads_with_day(parse: &Parse, head: usize, child: usize) -> bool {
    let day = parse.names.iter().find(|n| n.tokens.contains(&child) && n.kind == NameKind::Date);
    day.is_some_and(|n| {
        n.tokens.end <= head
            && n.tokens.start > 0
            && !n.tokens.contains(&head)
            && parse.tokens[n.tokens.start - 1].is(Function::Preposition)
    })
}

/// Whether an apposition belongs to its noun: "the ferry Astrid Lund", with nothing between.
pub(super) fn close(parse: &Parse, text: &str, noun: usize, apposition: usize) -> bool {
    let first = parse.subtree(apposition).start;
    first == noun + 1 && !matches!(parse.tokens[first].span.of(text), "(" | "[" | "," | "–" | "—")
}

/// Whether a mark is the comma of a list of things: "duck, crab and beef".
pub(super) fn lists(parse: &Parse, text: &str, mark: usize) -> bool {
    let head = parse.tokens[mark].head;
    parse.tokens[mark].span.of(text) == ","
        && matches!(parse.tokens[head].pos, Pos::Noun | Pos::Propn | Pos::Adj)
        && parse.children(head).any(|c| c > mark && parse.tokens[c].is(Function::Conjunct))
}

/// Whether a word is joined to the next by a hyphen: "Bergen-bound".
fn hyphened(parse: &Parse, text: &str, token: usize) -> bool {
    parse.tokens.get(token + 1).is_some_and(|t| t.span.of(text).starts_with('-'))
}

/// Verb group and arguments of a verb in the order of the text, after so many words of the subject; and the colon that ends them.
pub(super) fn predicate(parse: &Parse, text: &str, verb: usize, before: usize) -> (Vec<usize>, Option<usize>) {
    let mut keep: Vec<usize> = vec![verb];
    let mut arguments: Vec<usize> = Vec::new();
    for c in parse.children(verb) {
        match parse.tokens[c].function() {
            Function::Auxiliary | Function::PassiveAuxiliary | Function::Negation | Function::Particle => keep.push(c),
            Function::Object
            | Function::Attribute
            | Function::Predicate
            | Function::ObjectPredicate
            | Function::Recipient
            | Function::OpenClause
            | Function::Clause
            | Function::Preposition
            | Function::Agent
                if c > verb =>
            {
                arguments.push(c);
            }
            _ => {}
        }
    }
    // "which had arrived": relative words are no part of a line.
    keep.retain(|t| parse.tokens[*t].pos != Pos::Pron);
    let essential = |c: usize| !matches!(parse.tokens[c].function(), Function::Preposition | Function::Agent);
    // "were brought to the hall": without an object the first phrase completes the verb.
    let mut complete = arguments.iter().any(|c| essential(*c));
    let mut count = before + keep.len();
    for argument in arguments {
        let token = &parse.tokens[argument];
        if token.is(Function::Preposition) && temporal(parse, argument) {
            continue;
        }
        let needed = essential(argument) || !complete;
        let mut own = gather(parse, text, argument, false);
        if matches!(token.function(), Function::Clause | Function::OpenClause) && count + own.len() > MOST {
            // "that A came and that B went": the first is enough.
            own = gather(parse, text, argument, true);
        }
        if !needed && (count >= ENOUGH || count + own.len() > MOST - 4) {
            break;
        }
        complete |= needed;
        count += own.len();
        keep.extend(own);
    }
    keep.sort_unstable();
    keep.dedup();
    // What stands behind a colon is another clause, or a quotation.
    let end = keep.last().copied().unwrap_or(verb);
    let colon = (verb..end).find(|t| parse.tokens[*t].span.of(text) == ":");
    if let Some(colon) = colon {
        keep.retain(|t| *t < colon);
    }
    (keep, colon)
}

/// The tokens of an argument without its asides; of a clause, with `alone`, without what is joined to it by "and".
pub(super) fn gather(parse: &Parse, text: &str, root: usize, alone: bool) -> Vec<usize> {
    let mut keep = Vec::new();
    let mut stack = vec![root];
    // The day of an event has its own column; a day inside what was said belongs to the words.
    let content = parse.tokens[root].is(Function::Clause);
    while let Some(t) = stack.pop() {
        keep.push(t);
        for c in parse.children(t) {
            let token = &parse.tokens[c];
            let joined = alone && t == root && matches!(token.function(), Function::Conjunct | Function::Coordinator);
            let aside = joined
                || matches!(token.function(), Function::Relative | Function::Parataxis | Function::Adverbial)
                || (token.is(Function::Apposition) && !close(parse, text, t, c))
                || (token.is(Function::Punctuation)
                    && !lists(parse, text, c)
                    && !token.span.of(text).chars().all(|c| matches!(c, '-' | '"' | '“' | '”' | '\'' | ':')))
                || (token.is(Function::Preposition) && !content && temporal(parse, c))
                || (token.is(Function::Preposition) && &*token.lemma == "since");
            if !aside {
                stack.push(c);
            }
        }
    }
    keep
}

/// "on Monday", "in July": the date has its own column.
pub(super) fn temporal(parse: &Parse, preposition: usize) -> bool {
    let Some(object) = parse.complement(preposition) else { return false };
    let dated = |kind: NameKind| matches!(kind, NameKind::Date | NameKind::Time);
    parse.names.iter().any(|n| n.tokens.contains(&object) && dated(n.kind))
}

/// Cuts what must not end a line, closes what was opened, begins with a capital.
///
/// Of a line that was cut, what only begins a clause goes too: "… and we will not".
fn tidy(mut words: Vec<String>, cut: bool) -> String {
    const DANGLING: &[&str] = &[
        "a", "an", "the", "of", "to", "in", "on", "at", "for", "with", "from", "by", "as", "and", "or", "but", "that",
        "which", "who", "his", "her", "its", "their", "into", "toward", "towards", "after", "before", "during",
        "through", "against", "amid", "about", "over", "since", "our", "my", "your", "whose", "between", "among",
        "under", "within", "without", "because", "while", "whether",
    ];
    const BEGUN: &[&str] = &[
        "i", "we", "you", "he", "she", "it", "they", "not", "will", "would", "could", "may", "might", "has", "have",
        "had", "is", "are", "was", "were", "be", "been",
    ];
    let dangles = |w: &String| {
        let word = w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        word.is_empty() || DANGLING.contains(&word.as_str()) || cut && BEGUN.contains(&word.as_str())
    };
    // A quotation that ends with such a word keeps its mark.
    let mut closed = false;
    while let Some(last) = words.pop_if(|w| dangles(w)) {
        closed |= cut && last.ends_with('”');
    }
    if let Some(last) = words.last_mut().filter(|_| closed) {
        last.push('”');
    }
    // The number of a picture in a show: "8/8 Witnesses reported".
    if words.first().is_some_and(|w| w.contains('/') && w.chars().all(|c| c.is_ascii_digit() || c == '/')) {
        words.remove(0);
    }
    // Marks of footnotes ("reef.[1") belong to the page, not to the sentence.
    let note = |w: &str| w.find(".[").map_or(w.len(), |at| at);
    let mut line = words.iter().map(|w| &w[..note(w)]).collect::<Vec<_>>().join(" ");
    // What the end of the line cuts off from a quotation is still a quotation.
    let (opened, closed) = (line.matches('“').count(), line.matches('”').count());
    if opened == closed + 1 && line.rfind('“') > line.rfind('”') {
        line.push('”');
    } else if opened != closed {
        line = line.replace(['“', '”'], "");
    }
    if line.matches('"').count() % 2 == 1 {
        line = line.replace('"', "");
    }
    let line = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–' | '—'));
    capitalized(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: &str) {
        assert_eq!(tidy(words.split(' ').map(str::to_owned).collect(), false), expected);
    }

    #[test]
    fn lines_end_well() {
        check("the mayor opened the bridge over the", "The mayor opened the bridge");
        check("she called it “a gift", "She called it “a gift”");
        check("she called it a gift” twice", "She called it a gift twice");
        check("the ship left ,", "The ship left");
        check("5/34 sailors on the quay", "Sailors on the quay");
    }

    #[test]
    fn what_is_cut_ends_with_a_clause() {
        let check = |words: &str, expected| {
            assert_eq!(tidy(words.split(' ').map(str::to_owned).collect(), true), expected);
        };
        check("she said it “never sold the fleet and we will not”", "She said it “never sold the fleet”");
        check("the town kept its word to our", "The town kept its word");
    }
}
