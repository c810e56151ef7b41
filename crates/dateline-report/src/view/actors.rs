//! Who and what the main story names, in its texts or only beside them, and where the places lie.

use dateline::entity::EntityKind;
use dateline::page::Role;
use dateline::{EntityId, IndexVec, LinkedBeside, LinkedEntity, LinkedTitle, Span};

use super::build::{Builder, LONGEST, name};
use super::units::Units;
use super::{Actor, Quote, Spot, Value};

impl Builder<'_> {
    pub(super) fn actors(&self) -> Vec<Actor> {
        let mut actors: Vec<Actor> = Vec::new();
        for (i, e) in self.dossier.entities.iter_enumerated() {
            if !matches!(e.kind, EntityKind::Person | EntityKind::Organization) {
                continue;
            }
            let mentions = self.main_mentions(e);
            let beside = self.beside(e, |b| b.at.title.is_none());
            // Descriptions ("61 people") are nobody to look up.
            if mentions + beside.len() == 0 || !e.named {
                continue;
            }
            let mut titles: Vec<Value> = Vec::new();
            let told = e.titles.iter().map(|t| (termed(t), self.in_sentence(&t.at)));
            let captioned = e.beside.iter().filter_map(|b| Some((b.at.title.clone()?, self.aside(b)?)));
            for (title, quote) in told.chain(captioned) {
                match titles.iter_mut().find(|v| v.value == title) {
                    Some(v) => v.support.push(quote),
                    None => {
                        titles.push(Value {
                            value: title,
                            told: String::new(),
                            who: Vec::new(),
                            independent_origins: 0,
                            sources: Vec::new(),
                            support: vec![quote],
                            only: None,
                        });
                    }
                }
            }
            for t in &mut titles {
                let mut sources: Vec<usize> = t.support.iter().map(|q| q.source).collect();
                sources.sort_unstable();
                sources.dedup();
                t.sources = sources;
                t.only = self.only(&t.support).filter(|_| mentions > 0);
            }
            actors.push(Actor {
                id: i.to_string(),
                kind: name(e.kind),
                name: e.name.clone(),
                aliases: e.aliases.clone(),
                titles,
                mentions,
                sources: self.named_in(e),
                only: self.only(&beside).filter(|_| mentions == 0),
                beside,
            });
        }
        // The sort is stable: what is mentioned equally often keeps the dossier's order.
        actors.sort_by_key(|a| {
            (a.kind != "PER", a.mentions == 0, std::cmp::Reverse((a.sources.len(), a.mentions, a.beside.len())))
        });
        actors
    }

    /// The places, and for every entity the index of its place.
    pub(super) fn places(&self) -> (Vec<Spot>, IndexVec<EntityId, Option<usize>>) {
        let d = self.dossier;
        let mut order: Vec<EntityId> = d
            .entities
            .ids()
            .filter(|e| {
                let e = &d.entities[*e];
                e.place.is_some() && self.main_mentions(e) + self.beside(e, |_| true).len() > 0
            })
            .collect();
        order.sort_by_key(|e| std::cmp::Reverse(self.main_mentions(&d.entities[*e])));
        let mut index: IndexVec<EntityId, Option<usize>> = d.entities.iter().map(|_| None).collect();
        let mut spots = Vec::new();
        for e in order {
            let entity = &d.entities[e];
            let Some(place) = &entity.place else { continue };
            let mentions = self.main_mentions(entity);
            index[e] = Some(spots.len());
            spots.push(Spot {
                name: entity.name.clone(),
                latitude: place.latitude,
                longitude: place.longitude,
                mentions,
                only: self.only(&self.beside(entity, |_| true)).filter(|_| mentions == 0),
                sources: self.named_in(entity),
                lines: Vec::new(),
            });
        }
        (spots, index)
    }

    fn main_mentions(&self, entity: &LinkedEntity) -> usize {
        entity.mentions.iter().filter(|m| self.main[m.document]).count()
    }

    /// The sources that name it: in their texts, or, where none does, in what stands beside them.
    fn named_in(&self, entity: &LinkedEntity) -> Vec<usize> {
        match self.ranks(entity.mentions.iter().map(|m| m.document)) {
            told if told.is_empty() => self.ranks(entity.beside.iter().map(|b| b.document)),
            told => told,
        }
    }

    /// The captions and boxes of facts of the main story that name somebody, each line once.
    fn beside(&self, entity: &LinkedEntity, which: impl Fn(&LinkedBeside) -> bool) -> Vec<Quote> {
        let main = entity.beside.iter().filter(|b| self.main[b.document] && which(b));
        let mut lines: Vec<Quote> = main.filter_map(|b| self.aside(b)).collect();
        lines.dedup_by_key(|q| (q.source, q.aside, q.start));
        lines
    }

    /// In words, what kind of asides all of these stand in; `None` when one stands in a text.
    fn only(&self, quotes: &[Quote]) -> Option<String> {
        let role = |q: &Quote| {
            let document = &self.dossier.documents[*self.order.get(q.source)?];
            Some(document.page.asides.get(q.aside?)?.role)
        };
        let mut roles: Vec<Option<Role>> = quotes.iter().map(role).collect();
        roles.dedup();
        let words = match (roles.as_slice(), quotes.len()) {
            ([Some(Role::Caption)], 1) => "in a caption only",
            ([Some(Role::Caption)], _) => "in captions only",
            ([Some(Role::Facts)], _) => "in boxes of facts only",
            ([Some(Role::Teaser)], 1) => "in a teaser of another article only",
            ([Some(Role::Teaser)], _) => "in teasers of other articles only",
            (all, _) if all.contains(&Some(Role::Teaser)) && all.iter().all(Option::is_some) => {
                "in captions, boxes of facts and teasers of other articles only"
            }
            (all, 1..) if all.iter().all(Option::is_some) => "in captions and boxes of facts only",
            _ => return None,
        };
        Some(words.into())
    }

    /// The line of a caption or box of facts that names somebody, or the name alone where the line is long.
    fn aside(&self, b: &LinkedBeside) -> Option<Quote> {
        let text = &self.dossier.documents[b.document].page.asides.get(b.at.aside)?.text;
        let (before, behind) = (text.get(..b.at.span.start)?, text.get(b.at.span.end..)?);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let end = b.at.span.end + behind.find('\n').unwrap_or(behind.len());
        let line = if end - start > LONGEST { b.at.span } else { Span::new(start, end) };
        let (start, end) = Units::new(text).span(text, line);
        Some(Quote {
            source: self.rank[b.document],
            start,
            end,
            text: line.of(text).into(),
            aside: Some(b.at.aside),
            attribution: Vec::new(),
            words: None,
        })
    }
}

/// A title with the term that the text gives: `mayor of Velm (2014–2017)`.
fn termed(title: &LinkedTitle) -> String {
    match title.term.words() {
        words if words.is_empty() => title.title.clone(),
        words => format!("{} ({words})", title.title),
    }
}
