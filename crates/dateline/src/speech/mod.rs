//! Who said what: direct, mixed and indirect speech with cue and speaker, on one page.

mod spans;

use serde::{Deserialize, Serialize};

use crate::Span;

/// Something said by somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quotation {
    /// What was said; quotation marks included where they stand.
    pub span: Span,
    /// Direct, mixed or indirect.
    pub kind: QuotationKind,
    /// Who said it, when the page tells.
    pub speaker: Option<Speaker>,
    /// The word that introduces it ("said", "according to").
    pub cue: Option<Span>,
    /// Entity spoken to (index into [`Analysis::entities`](crate::Analysis::entities)).
    pub addressee: Option<usize>,
}

/// Form of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuotationKind {
    /// A whole utterance in quotation marks.
    Direct,
    /// Indirect speech with words in quotation marks, or a quoted fragment.
    Mixed,
    /// "X said that …", "according to X, …".
    Indirect,
}

/// The source of a quotation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Speaker {
    /// Index into [`Analysis::entities`](crate::Analysis::entities), when the speaker is a known entity of the page.
    pub entity: Option<usize>,
    /// Best name of the speaker in the page: the entity's name, else the words of the source ("a government official").
    pub name: String,
    /// The words that name the speaker at this place.
    pub span: Option<Span>,
}

/// Finds the quotations of a page, in text order.
pub fn quotations(
    page: &crate::page::Page,
    _parse: &crate::language::Parse,
    _entities: &[crate::event::Entity],
    _notes: &mut Vec<crate::page::Note>,
) -> Vec<Quotation> {
    let quoted = spans::scan(&page.text, &page.blocks);
    note_unclosed(&quoted, _notes);
    Vec::new()
}

/// Says where a quotation mark is never closed.
fn note_unclosed(quoted: &[spans::Quoted], notes: &mut Vec<crate::page::Note>) {
    for q in quoted.iter().filter(|q| q.end == spans::QuotedEnd::Unclosed) {
        notes.push(crate::page::Note {
            code: "unclosed-quotation".into(),
            span: Some(q.span),
            message: "A quotation is opened here and never closed; its end is a guess.".into(),
        });
    }
}
