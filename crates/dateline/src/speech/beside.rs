//! What stands beside the text: speech in headlines and captions (“‘The light was out,’ says captain”), places in captions and facts boxes.
//!
//! In: the asides of a page, each read as a text of its own, and the page's entities. Out: what is said in them, with the speaker's fullest
//! name in the page, and points, names and titles for the page's entities. Speech beside the text stays apart from the quotations of the narrated text, whose spans lie in [`Page::text`](crate::page::Page::text).

use serde::{Deserialize, Serialize};

use super::cues::{self, Class};
use super::{QuotationKind, quotations};
use crate::Span;
use crate::entity::{Entity, EntityKind};
use crate::language::{Language, Parse};
use crate::page::{Aside, Block, Page, Role};
use crate::{IndexVec, LocalEntity};

/// People that a teaser has to name to be kept: two by whom a pile knows its story again, and a further one.
const NAMED: usize = 3;

/// Something said in a headline or a caption.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AsideSpeech {
    /// Index into the page's asides.
    pub aside: usize,
    /// What was said: bytes of the aside's own text.
    pub span: Span,
    /// Direct, mixed or indirect.
    pub kind: QuotationKind,
    /// Who said it, by the fullest name in the page.
    pub speaker: Option<String>,
    /// The word that introduces it, in the aside's own text.
    pub cue: Option<Span>,
}

/// Reads headline, captions and facts of a page. A headline that is kept as the page's title only becomes an aside.
///
/// Returned are the speech, in order of the asides, and whom teasers of other articles name: they are not the page's. Teasers come last among
/// the asides; one that names fewer than [`NAMED`] people goes.
pub(crate) fn read(
    page: &mut Page,
    language: &Language,
    entities: &mut IndexVec<LocalEntity, Entity>,
) -> (Vec<AsideSpeech>, Vec<Entity>) {
    let headed = page.asides.iter().any(|a| a.role == Role::Title) || page.blocks.iter().any(|b| b.role == Role::Title);
    if let Some(title) = page.title.clone().filter(|t| !headed && !t.trim().is_empty()) {
        page.asides.insert(0, Aside { text: title, role: Role::Title, source: None, before: 0 });
    }
    let (teasers, asides): (Vec<Aside>, Vec<Aside>) =
        std::mem::take(&mut page.asides).into_iter().partition(|a| a.role == Role::Teaser);
    page.asides = asides;
    let mut speech = Vec::new();
    for (at, aside) in page.asides.iter().enumerate().filter(|(_, a)| a.role != Role::Credit) {
        let (alone, parse, own) = apart(aside, language);
        crate::entity::adopt(entities, &own, at, &aside.text, aside.role);
        if matches!(aside.role, Role::Title | Role::Caption) {
            speech.extend(said(at, &alone, &parse, &own, entities));
        }
    }
    let mut teased = Vec::new();
    for teaser in teasers {
        let (_, _, own) = apart(&teaser, language);
        let mut people = IndexVec::new();
        crate::entity::adopt(&mut people, &own, page.asides.len(), &teaser.text, teaser.role);
        people.retain(|e| e.kind == EntityKind::Person);
        if people.len() >= NAMED {
            teased.extend(people);
            page.asides.push(teaser);
        }
    }
    (speech, teased)
}

/// An aside as a page of its own, its trees and whom it names.
fn apart(aside: &Aside, language: &Language) -> (Page, Parse, IndexVec<LocalEntity, Entity>) {
    let span = Span::new(0, aside.text.len());
    let role = if aside.role == Role::Title { Role::Heading } else { Role::Body };
    let blocks = vec![Block { span, source: None, role }];
    let parse = language.parse(&aside.text, &blocks);
    let alone = Page { text: aside.text.clone(), blocks, ..Page::default() };
    let own = crate::entity::entities(&alone, &parse);
    (alone, parse, own)
}

fn said(
    at: usize,
    aside: &Page,
    parse: &Parse,
    own: &IndexVec<LocalEntity, Entity>,
    entities: &IndexVec<LocalEntity, Entity>,
) -> Vec<AsideSpeech> {
    // Without the text around it only plain words of saying are sure to report.
    let plain = |cue: Option<Span>| {
        cue.is_some_and(|cue| {
            let word = cue.of(&aside.text);
            let token = parse.token_at(cue.start).map(|t| &parse.tokens[t]);
            word == ":" || token.is_some_and(|t| cues::verb(&t.lemma) == Some(Class::Say) || word.contains(' '))
        })
    };
    let words = |q: &super::Quotation| q.span.of(&aside.text).split_whitespace().count();
    quotations(aside, parse, own, &mut Vec::new())
        .into_iter()
        .filter(|q| words(q) > 3 && (q.kind != QuotationKind::Indirect || plain(q.cue)))
        .map(|q| AsideSpeech {
            aside: at,
            span: q.span,
            kind: q.kind,
            speaker: q.speaker.map(|s| fullest(&s.name, entities)),
            cue: q.cue,
        })
        .collect()
}

/// The page's name of somebody whom the aside gives a shorter one: the only person whose name ends in it, or the entity that bears it.
fn fullest(name: &str, entities: &IndexVec<LocalEntity, Entity>) -> String {
    let named = |e: &&Entity| e.name == name || e.aliases.iter().any(|a| a == name);
    if let Some(entity) = entities.iter().find(named) {
        return entity.name.clone();
    }
    let mut people = entities.iter().filter(|e| {
        e.kind == EntityKind::Person && e.name.strip_suffix(name).is_some_and(|before| before.ends_with(' '))
    });
    match (people.next(), people.next()) {
        (Some(one), None) => one.name.clone(),
        _ => name.to_owned(),
    }
}
