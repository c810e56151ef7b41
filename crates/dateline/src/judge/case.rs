//! What a rule looks at: the linked pile, the dossier so far, and the facts of the pile aligned once for all rules.

use std::cell::OnceCell;

use super::differ::{Slot, slots};
use crate::language::clause::Clauses;
use crate::link::Pile;
use crate::{Dossier, IndexVec, PageId};

/// The pile as the rules see it.
pub(crate) struct Case<'a> {
    pub pile: &'a Pile<'a>,
    pub dossier: &'a Dossier,
    slots: OnceCell<Vec<Slot>>,
    clauses: OnceCell<IndexVec<PageId, Clauses<'a>>>,
}

impl<'a> Case<'a> {
    pub fn new(pile: &'a Pile<'a>, dossier: &'a Dossier) -> Self {
        Self { pile, dossier, slots: OnceCell::new(), clauses: OnceCell::new() }
    }

    /// The slots on which pages differ.
    pub fn slots(&self) -> &[Slot] {
        self.slots.get_or_init(|| slots(self.pile, self.dossier))
    }

    /// The clauses of every page.
    pub fn clauses(&self) -> &IndexVec<PageId, Clauses<'a>> {
        self.clauses.get_or_init(|| self.pile.pages.iter().map(|a| Clauses::read(&a.page.text, &a.parse)).collect())
    }
}
