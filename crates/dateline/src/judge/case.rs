//! What a rule looks at: the linked pile, the dossier so far, and the facts of the pile aligned once for all rules.

use std::cell::OnceCell;

use super::differ::{Slot, slots};
use crate::Dossier;
use crate::link::Pile;

/// The pile as the rules see it.
pub(crate) struct Case<'a> {
    pub pile: &'a Pile<'a>,
    pub dossier: &'a Dossier,
    slots: OnceCell<Vec<Slot>>,
}

impl<'a> Case<'a> {
    pub fn new(pile: &'a Pile<'a>, dossier: &'a Dossier) -> Self {
        Self { pile, dossier, slots: OnceCell::new() }
    }

    /// The slots on which pages differ.
    pub fn slots(&self) -> &[Slot] {
        self.slots.get_or_init(|| slots(self.pile, self.dossier))
    }
}
