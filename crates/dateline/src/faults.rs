//! Mistakes of our own that cost a part of the dossier and not the whole.
//!
//! In: a part of a stage: one rule, one event. Out: what it gives, or a note on a page that says which part is missing.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::page::Note;
use crate::{Dossier, PageId};

/// Code of the notes.
const CODE: &str = "internal-mistake";

/// What went wrong so far, by the page that is to say so.
#[derive(Default)]
pub(crate) struct Faults(Vec<(PageId, String)>);

impl Faults {
    /// Runs a part; `what` names it for a reader. A part must not change what others read: it gives what it has found.
    pub fn guard<T>(&mut self, page: PageId, what: &str, part: impl FnOnce() -> T) -> Option<T> {
        // Whatever the part borrows it only reads, so nothing is left half done.
        catch_unwind(AssertUnwindSafe(part)).map_err(|panic| self.0.push((page, sentence(what, &*panic)))).ok()
    }

    /// Puts the notes on their pages.
    pub fn note(self, dossier: &mut Dossier) {
        for (page, message) in self.0 {
            if let Some(document) = dossier.documents.get_mut(page) {
                document.page.notes.push(Note { code: CODE.into(), span: None, message });
            }
        }
    }
}

fn sentence(what: &str, panic: &(dyn std::any::Any + Send)) -> String {
    let said = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    format!("internal mistake of Dateline, please report it: {what} is missing: {}", said.unwrap_or("no reason given"))
}

#[cfg(test)]
mod tests {
    use super::{CODE, Faults};
    use crate::page::Page;
    use crate::{Document, Dossier, PageId};

    #[test]
    fn a_part_that_fails_is_named_and_the_others_go_on() {
        let mut faults = Faults::default();
        let second = PageId::new(1);
        let empty: [u8; 0] = [];
        let found: Vec<Option<u8>> = [(&empty[..], "nothing"), (&[7][..], "seven")]
            .into_iter()
            .map(|(bytes, what)| faults.guard(second, what, || bytes[0]))
            .collect();
        assert_eq!(found, [None, Some(7)]);
        let document = |id| Document { page: Page::from_text(id, "Nothing.", None), ..Document::default() };
        let mut dossier =
            Dossier { documents: [document("a"), document("b")].into_iter().collect(), ..Dossier::default() };
        faults.note(&mut dossier);
        assert!(dossier.documents[PageId::FIRST].page.notes.is_empty());
        let notes = &dossier.documents[second].page.notes;
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].code, CODE);
        assert!(notes[0].message.contains("nothing is missing: index out of bounds"), "{}", notes[0].message);
    }
}
