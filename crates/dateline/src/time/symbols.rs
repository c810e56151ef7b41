//! The terminal symbols of the time grammar: word classes (`month`) and literal words (`"of"`), numbered.

use std::collections::BTreeMap;

/// A terminal symbol.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Symbol(u16);

/// A set of terminal symbols.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SymbolSet([u64; SymbolSet::WORDS]);

impl SymbolSet {
    const WORDS: usize = 6;

    /// How many symbols a grammar can have.
    pub const CAPACITY: usize = Self::WORDS * 64;

    /// Adds a symbol.
    pub fn insert(&mut self, symbol: Symbol) {
        let at = usize::from(symbol.0);
        if let Some(word) = self.0.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    /// Adds the symbols of another set; tells whether that changed anything.
    pub fn extend(&mut self, other: SymbolSet) -> bool {
        let before = *self;
        for (a, b) in self.0.iter_mut().zip(other.0) {
            *a |= b;
        }
        *self != before
    }

    /// Whether the symbol is in the set.
    pub fn contains(&self, symbol: Symbol) -> bool {
        let at = usize::from(symbol.0);
        self.0.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    /// Whether the sets have a symbol in common.
    pub fn meets(&self, other: SymbolSet) -> bool {
        self.0.iter().zip(other.0).any(|(a, b)| a & b != 0)
    }
}

/// Names of symbols. Literals are kept with a leading quotation mark.
#[derive(Debug, Default)]
pub(crate) struct Symbols {
    names: BTreeMap<String, Symbol>,
}

impl Symbols {
    /// The number of a name, new if need be.
    pub fn intern(&mut self, name: &str) -> Symbol {
        let next = Symbol(self.names.len() as u16);
        *self.names.entry(name.to_string()).or_insert(next)
    }

    /// The number of a known name.
    pub fn get(&self, name: &str) -> Option<Symbol> {
        self.names.get(name).copied()
    }

    /// The literal words.
    pub fn literals(&self) -> impl Iterator<Item = (&str, Symbol)> {
        self.names.iter().filter_map(|(name, symbol)| Some((name.strip_prefix('"')?, *symbol)))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }
}
