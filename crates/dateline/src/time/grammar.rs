//! The time grammar, compiled from `data/time/grammar.txt`, and the matcher that runs it over pieces.
//!
//! In: pieces and a place to start. Out: the longest expression that starts there, with its meaning. A rule's alternatives are
//! tried in the order of the file; the first that reaches an end gives the meaning of that stretch.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::LazyLock;

use super::calendar::holiday_names;
use super::construct::{Action, Captures, Value, construct};
use super::lexer::Piece;
use super::symbols::{Symbol, SymbolSet, Symbols};

/// One element of a rule.
#[derive(Debug)]
enum Element {
    Symbol(Symbol),
    Rule(usize),
    Sequence(Vec<Element>),
    Choice(Vec<Element>),
    Optional(Vec<Element>),
    Capture(char, Box<Element>),
    Glued,
    /// What must follow, without being part of it.
    Ahead(Box<Element>),
    /// The end of a phrase: a mark or the end of the paragraph follows.
    End,
}

/// One alternative of a rule.
#[derive(Debug)]
struct Alternative {
    elements: Vec<Element>,
    action: Action,
    constants: Vec<(char, i64)>,
    /// Symbols it can start with.
    first: SymbolSet,
}

/// All rules.
#[derive(Debug)]
pub(crate) struct Grammar {
    rules: Vec<Vec<Alternative>>,
    first: Vec<SymbolSet>,
    symbols: Symbols,
    top: usize,
    /// The class of marks that end a phrase.
    mark: Symbol,
    #[cfg_attr(not(test), allow(dead_code))] // Read by the test that the file compiles.
    problems: Vec<String>,
}

/// A match: where it ends (piece index, exclusive) and what it means.
pub(crate) type Found = (usize, Value);

/// Rule, place, and what was found there.
type Known = (usize, usize, Rc<Vec<Found>>);

/// What was found at a rule and a place, so that rules which share parts do not parse them again.
#[derive(Default)]
pub(crate) struct Memo(RefCell<Vec<Known>>);

impl Grammar {
    /// The grammar inside the program.
    pub fn shared() -> &'static Grammar {
        static SHARED: LazyLock<Grammar> =
            LazyLock::new(|| Grammar::compile(include_str!("../../../../data/time/grammar.txt")));
        &SHARED
    }

    /// Its terminal symbols.
    pub fn symbols() -> &'static Symbols {
        &Self::shared().symbols
    }

    /// What is wrong with the file, for a test.
    #[cfg(test)]
    pub fn problems(&self) -> &[String] {
        &self.problems
    }

    fn compile(source: &str) -> Grammar {
        let holidays: String = holiday_names().iter().map(|(name, index)| holiday_rule(name, *index)).collect();
        let lines: Vec<(usize, &str, &str)> = source
            .lines()
            .chain(holidays.lines())
            .enumerate()
            .filter(|(_, l)| !l.trim_start().starts_with('#'))
            .filter_map(|(n, l)| l.split_once(" = ").map(|(name, body)| (n + 1, name.trim(), body)))
            .collect();
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, name, _) in &lines {
            let next = names.len();
            names.entry(name).or_insert(next);
        }
        let mut symbols = Symbols::default();
        let mark = symbols.intern("mark");
        let mut problems = Vec::new();
        let mut rules: Vec<Vec<Alternative>> = names.iter().map(|_| Vec::new()).collect();
        for (number, name, body) in lines {
            let (body, action) = body.rsplit_once("->").unwrap_or((body, ""));
            let mut reader = Reader { rest: body.trim(), names: &names, symbols: &mut symbols, error: None };
            let elements = reader.sequence();
            if let Some(error) = reader.error.or((!reader.rest.is_empty()).then(|| format!("left: {}", reader.rest))) {
                problems.push(format!("{number}: {error}"));
                continue;
            }
            let (action_name, constants) = constants(action.trim());
            match Action::parse(action_name) {
                Some(action) => {
                    rules[names[name]].push(Alternative { elements, action, constants, first: SymbolSet::default() })
                }
                None => problems.push(format!("{number}: no action {action_name}")),
            }
        }
        if symbols.len() > SymbolSet::CAPACITY {
            problems.push(format!("{} symbols", symbols.len()));
        }
        let top = names.get("Top").copied().unwrap_or(0);
        let mut grammar =
            Grammar { first: vec![SymbolSet::default(); rules.len()], rules, symbols, top, mark, problems };
        grammar.find_first();
        grammar
    }

    /// Works out which symbols a rule can start with, until nothing changes.
    fn find_first(&mut self) {
        let mut changed = true;
        while changed {
            changed = false;
            for rule in 0..self.rules.len() {
                for alternative in 0..self.rules[rule].len() {
                    let mut first = SymbolSet::default();
                    self.first_of(&self.rules[rule][alternative].elements, &mut first);
                    changed |= self.first[rule].extend(first);
                    self.rules[rule][alternative].first = first;
                }
            }
        }
    }

    /// Adds the first symbols of a sequence; tells whether the sequence can be empty.
    fn first_of(&self, elements: &[Element], into: &mut SymbolSet) -> bool {
        elements.iter().all(|element| self.first_of_one(element, into))
    }

    fn first_of_one(&self, element: &Element, into: &mut SymbolSet) -> bool {
        match element {
            Element::Symbol(symbol) => {
                into.insert(*symbol);
                false
            }
            Element::Rule(rule) => {
                into.extend(self.first[*rule]);
                false
            }
            Element::Sequence(elements) => self.first_of(elements, into),
            Element::Choice(elements) => {
                // All of them add their symbols, so no short cut.
                let mut empty = false;
                for element in elements {
                    empty |= self.first_of_one(element, into);
                }
                empty
            }
            Element::Optional(elements) => {
                self.first_of(elements, into);
                true
            }
            Element::Capture(_, inner) => self.first_of_one(inner, into),
            Element::Glued | Element::Ahead(_) | Element::End => true,
        }
    }

    /// All expressions that start at a piece, longest first.
    pub fn find(&self, pieces: &[Piece], at: usize, memo: &Memo) -> Vec<Found> {
        if !pieces.get(at).is_some_and(|p| p.set.meets(self.first[self.top])) {
            return Vec::new();
        }
        let mut memo_pieces = memo.0.borrow_mut();
        memo_pieces.retain(|(_, start, _)| *start >= at);
        drop(memo_pieces);
        let mut found = self.rule(self.top, pieces, at, memo).as_ref().clone();
        found.sort_by_key(|(end, _)| std::cmp::Reverse(*end));
        found
    }

    fn rule(&self, rule: usize, pieces: &[Piece], at: usize, memo: &Memo) -> Rc<Vec<Found>> {
        let Some(piece) = pieces.get(at) else { return Rc::default() };
        if !piece.set.meets(self.first[rule]) {
            return Rc::default();
        }
        if let Some((_, _, known)) = memo.0.borrow().iter().find(|(r, a, _)| *r == rule && *a == at) {
            return Rc::clone(known);
        }
        let mut found: Vec<Found> = Vec::new();
        for alternative in &self.rules[rule] {
            if !piece.set.meets(alternative.first) {
                continue;
            }
            let mut captures = Captures::default();
            let todo = Todo { elements: &alternative.elements, next: None };
            self.step(todo, pieces, at, &mut captures, memo, &mut |end, captures| {
                if found.iter().any(|(known, _)| *known == end) {
                    return;
                }
                if let Some(value) = construct(alternative.action, captures, &alternative.constants) {
                    found.push((end, value));
                }
            });
        }
        let found = Rc::new(found);
        memo.0.borrow_mut().push((rule, at, Rc::clone(&found)));
        found
    }

    fn step(
        &self,
        todo: Todo<'_>,
        pieces: &[Piece],
        at: usize,
        captures: &mut Captures,
        memo: &Memo,
        done: &mut dyn FnMut(usize, &Captures),
    ) {
        let Some((element, rest)) = todo.elements.split_first() else {
            match todo.next {
                Some(next) => self.step(*next, pieces, at, captures, memo, done),
                None => done(at, captures),
            }
            return;
        };
        let rest = Todo { elements: rest, next: todo.next };
        match element {
            Element::Symbol(symbol) => {
                if open(pieces, at).is_some_and(|p| p.set.contains(*symbol)) {
                    self.step(rest, pieces, at + 1, captures, memo, done);
                }
            }
            Element::Rule(rule) => {
                if open(pieces, at).is_some() {
                    for (end, _) in self.rule(*rule, pieces, at, memo).iter() {
                        self.step(rest, pieces, *end, captures, memo, done);
                    }
                }
            }
            Element::Sequence(elements) => {
                self.step(Todo { elements, next: Some(&rest) }, pieces, at, captures, memo, done);
            }
            Element::Choice(elements) => {
                for element in elements {
                    let one = std::slice::from_ref(element);
                    self.step(Todo { elements: one, next: Some(&rest) }, pieces, at, captures, memo, done);
                }
            }
            Element::Optional(elements) => {
                self.step(Todo { elements, next: Some(&rest) }, pieces, at, captures, memo, done);
                self.step(rest, pieces, at, captures, memo, done);
            }
            Element::Capture(key, inner) => self.capture(*key, inner, rest, pieces, at, captures, memo, done),
            Element::Ahead(inner) => {
                let mut follows = false;
                let one = Todo { elements: std::slice::from_ref(inner), next: None };
                self.step(one, pieces, at, &mut Captures::default(), memo, &mut |_, _| follows = true);
                if follows {
                    self.step(rest, pieces, at, captures, memo, done);
                }
            }
            Element::End => {
                if pieces.get(at).is_none_or(|p| p.set.contains(self.mark)) {
                    self.step(rest, pieces, at, captures, memo, done);
                }
            }
            Element::Glued => {
                if pieces.get(at).is_some_and(|p| p.glued) {
                    self.step(rest, pieces, at, captures, memo, done);
                }
            }
        }
    }

    #[allow(clippy::too_many_arguments)] // The state of the matcher; a struct of it would have one user.
    fn capture(
        &self,
        key: char,
        inner: &Element,
        rest: Todo<'_>,
        pieces: &[Piece],
        at: usize,
        captures: &mut Captures,
        memo: &Memo,
        done: &mut dyn FnMut(usize, &Captures),
    ) {
        let Some(piece) = open(pieces, at) else { return };
        match inner {
            Element::Symbol(symbol) if piece.set.contains(*symbol) => {
                captures.push(key, Value::Int(piece.value(*symbol)), at..at + 1);
                self.step(rest, pieces, at + 1, captures, memo, done);
                captures.pop();
            }
            Element::Rule(rule) => {
                for (end, value) in self.rule(*rule, pieces, at, memo).iter() {
                    captures.push(key, value.clone(), at..*end);
                    self.step(rest, pieces, *end, captures, memo, done);
                    captures.pop();
                }
            }
            Element::Choice(elements) => {
                for element in elements {
                    self.capture(key, element, rest, pieces, at, captures, memo, done);
                }
            }
            _ => {}
        }
    }
}

/// The piece at a place, unless a paragraph ends before it.
fn open(pieces: &[Piece], at: usize) -> Option<&Piece> {
    pieces.get(at)
}

/// Elements still to be matched.
#[derive(Clone, Copy)]
struct Todo<'a> {
    elements: &'a [Element],
    next: Option<&'a Todo<'a>>,
}

/// The rule of a holiday: its words as the lexer cuts them.
fn holiday_rule(name: &str, index: usize) -> String {
    let spaced = name.replace("'s", " 's").replace("s'", "s '").replace('-', " - ").replace('.', " .");
    let words: Vec<String> = spaced.split_whitespace().map(|w| format!("\"{w}\"")).collect();
    format!("Holiday = {} -> holiday(x={index})\n", words.join(" "))
}

/// `shift(n=-1,u=day)` to its name and constants.
fn constants(action: &str) -> (&str, Vec<(char, i64)>) {
    let Some((name, rest)) = action.split_once('(') else { return (action, Vec::new()) };
    let pairs = rest.trim_end_matches(')').split(',').filter_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        Some((key.trim().chars().next()?, value.trim().parse().ok()?))
    });
    (name, pairs.collect())
}

/// Reads the elements of one line.
struct Reader<'s, 'n> {
    rest: &'s str,
    names: &'n BTreeMap<&'s str, usize>,
    symbols: &'n mut Symbols,
    error: Option<String>,
}

impl Reader<'_, '_> {
    fn sequence(&mut self) -> Vec<Element> {
        let mut elements = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            if self.rest.is_empty() || self.rest.starts_with([')', '|']) || self.error.is_some() {
                return elements;
            }
            let Some(mut element) = self.one() else { return elements };
            if let Some(rest) = self.rest.strip_prefix('?') {
                self.rest = rest;
                element = Element::Optional(vec![element]);
            }
            elements.push(element);
        }
    }

    fn one(&mut self) -> Option<Element> {
        if let Some(rest) = self.rest.strip_prefix('~') {
            self.rest = rest;
            return Some(Element::Glued);
        }
        if let Some(rest) = self.rest.strip_prefix('$') {
            self.rest = rest;
            return Some(Element::End);
        }
        if let Some(rest) = self.rest.strip_prefix('&') {
            self.rest = rest;
            return Some(Element::Ahead(Box::new(self.one()?)));
        }
        if let Some(rest) = self.rest.strip_prefix('(') {
            self.rest = rest;
            let mut choices = vec![Element::Sequence(self.sequence())];
            while let Some(rest) = self.rest.strip_prefix('|') {
                self.rest = rest;
                choices.push(Element::Sequence(self.sequence()));
            }
            match self.rest.strip_prefix(')') {
                Some(rest) => self.rest = rest,
                None => self.error = Some("unclosed (".into()),
            }
            return Some(Element::Choice(choices));
        }
        if let Some(rest) = self.rest.strip_prefix('"') {
            let (word, rest) = rest.split_once('"')?;
            self.rest = rest;
            return Some(Element::Symbol(self.symbols.intern(&format!("\"{word}"))));
        }
        let end = self.rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        if let Some(rest) = rest.strip_prefix(':') {
            self.rest = rest;
            let key = word.chars().next()?;
            let inner = self.one()?;
            return Some(Element::Capture(key, Box::new(inner)));
        }
        self.rest = rest;
        if word.is_empty() {
            self.error = Some(format!("unreadable: {}", self.rest));
            return None;
        }
        if word.starts_with(char::is_uppercase) {
            let Some(rule) = self.names.get(word) else {
                self.error = Some(format!("no rule {word}"));
                return None;
            };
            return Some(Element::Rule(*rule));
        }
        Some(Element::Symbol(self.symbols.intern(word)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_compiles() {
        assert!(Grammar::shared().problems().is_empty(), "{:#?}", Grammar::shared().problems());
    }
}
