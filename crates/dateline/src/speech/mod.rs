//! Who said what: direct, mixed and indirect speech with cue and speaker, on one page.

mod attach;
mod beside;
mod chains;
mod context;
mod cues;
mod emit;
mod features;
mod frames;
mod layout;
mod position;
mod prelude;
mod spans;
mod speakers;
mod tagger;
mod turns;
mod weave;

pub use beside::AsideSpeech;
pub(crate) use beside::read as read_asides;
use context::Context;

use serde::{Deserialize, Serialize};

use crate::Span;
use crate::{IndexVec, LocalEntity};

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
    /// The entity of the page that is spoken to.
    pub addressee: Option<LocalEntity>,
    /// The words that name the event at which it was said ("a news conference in Velm", "opened the inquiry"), when the page tells.
    #[serde(default)]
    pub occasion: Option<Span>,
    /// Through whom the page has it, beyond the speaker, nearest to the speaker first: in "Orlov said, according to the agency
    /// Vesti" the speaker is Orlov and the chain is the agency. Empty when the page reports the speaker itself.
    #[serde(default)]
    pub chain: Vec<Speaker>,
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

/// What kind of source somebody is; tells apart anonymous sources by what they can know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// A person by name.
    Person,
    /// Somebody who speaks for a government, authority, army or party, or such a body itself.
    Official,
    /// An intelligence service or its people.
    Intelligence,
    /// A newspaper, broadcaster, agency or journalist.
    Media,
    /// Somebody who was there.
    Witness,
    /// A paper: statement, report, poll, letter.
    Document,
    /// Any other group or body.
    Group,
    /// The page does not say who ("it was reported").
    Unknown,
}

/// The source of a quotation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Speaker {
    /// The entity of the page that the speaker is, when it is known.
    pub entity: Option<LocalEntity>,
    /// Best name of the speaker in the page: the entity's name, else the words of the source ("a government official").
    pub name: String,
    /// The words that name the speaker at this place.
    pub span: Option<Span>,
    /// What kind of source it is.
    pub kind: SourceKind,
}

/// Finds the quotations of a page, in text order.
///
/// Every stretch in quotation marks that is speech is a quotation of its own; so is what indirect speech says. A fragment in
/// quotation marks inside indirect speech stands inside the quotation of the whole.
pub fn quotations(
    page: &crate::page::Page,
    parse: &crate::language::Parse,
    entities: &IndexVec<LocalEntity, crate::entity::Entity>,
    notes: &mut Vec<crate::page::Note>,
) -> Vec<Quotation> {
    let quoted = spans::scan(&page.text, &page.blocks);
    note_unclosed(&quoted, notes);
    let ctx = Context::new(&page.text, parse, &quoted, entities);
    let mut frames = frames::frames(&ctx);
    let lines = layout::lines(&ctx, &frames, &page.blocks);
    frames.extend(lines);
    let labels = weave::labels(&ctx, &frames);
    weave::correct_sources(&ctx, &mut frames, &labels);
    position::behind(&ctx, &mut frames);
    let attached = attach::attach(&ctx, &frames, &labels);
    let mut out = emit::quoted(&ctx, &frames, &attached);
    out.extend(emit::told(&ctx, &weave::weave(&ctx, &frames, &labels)));
    out.sort_by_key(|q| (q.span.start, std::cmp::Reverse(q.span.end)));
    out
}

/// The keys of the features of every token for training the tagger; see `models/speech/train.py`.
#[doc(hidden)]
pub fn tagger_features(page: &crate::page::Page, parse: &crate::language::Parse) -> Vec<Vec<u32>> {
    let quoted = spans::scan(&page.text, &page.blocks);
    let nobody = IndexVec::new();
    let ctx = Context::new(&page.text, parse, &quoted, &nobody);
    let mut frames = frames::frames(&ctx);
    let lines = layout::lines(&ctx, &frames, &page.blocks);
    frames.extend(lines);
    features::features(&ctx, &frames)
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

#[cfg(test)]
mod tests;
