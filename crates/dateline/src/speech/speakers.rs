//! From the words of a source to a speaker: which entity it is, its fullest name, what kind of source.
//!
//! In: a [`Source`] of the page. Out: a [`Speaker`].

use super::cues;
use super::frames::Source;
use super::{Context, SourceKind, Speaker};
use crate::LocalEntity;
use crate::entity::lexicon::{Classes, listed};
use crate::entity::{EntityKind, MentionKind};
use crate::language::{Form, Function};

/// The speaker that the words of a source mean.
pub fn speaker(ctx: &Context, source: &Source) -> Speaker {
    let span = ctx.span(&source.range);
    let entity = entity(ctx, source);
    // "The Ruvian president": whoever the page gives that title.
    let by_role = || role(ctx, source).or_else(|| described(ctx, source));
    let entity = match entity {
        Some(e) if has_name(ctx, e) => Some(e),
        other => by_role().or(other),
    };
    let name = match entity {
        Some(e) => ctx.entities[e].name.clone(),
        None => words(ctx, source),
    };
    Speaker { entity, name, span: Some(span), kind: kind(ctx, source, entity) }
}

/// The entity whose mention is headed by the source's head, else by its apposition.
fn entity(ctx: &Context, source: &Source) -> Option<LocalEntity> {
    let named = |t: usize| ctx.entity_at[t];
    if let Some(e) = named(source.head) {
        return Some(e);
    }
    let appositions = ctx.parse.children(source.head).filter(|c| ctx.parse.tokens[*c].is(Function::Apposition));
    if let Some(e) = appositions.filter_map(named).next() {
        return Some(e);
    }
    // A mention that ends or starts with the head though its own head differs ("Orlov Jr.").
    let at = ctx.parse.tokens[source.head].span;
    ctx.entities.position(|e| e.mentions.iter().any(|m| m.kind != MentionKind::Nominal && m.span.contains(at)))
}

/// Whether the page calls an entity by a name.
fn has_name(ctx: &Context, entity: LocalEntity) -> bool {
    ctx.entities[entity].is_named()
}

/// Sentences before a description in which the one person stands whom it can describe.
const REACH: usize = 3;

/// "Keith Dole stopped his lorry. … “I ran,” the father of three said": the only person named in the sentences before, when the noun is none
/// for people who speak without a name, and has not been said of somebody else.
fn described(ctx: &Context, source: &Source) -> Option<LocalEntity> {
    let parse = ctx.parse;
    let head = &parse.tokens[source.head];
    let noun = head.lemma.to_lowercase();
    let first = ctx.word(source.range.start).to_lowercase();
    let person = listed(&noun).any(Classes::PERSON) && head.form() == Form::Singular;
    if !person || first != "the" || ctx.inside[source.head].is_some() {
        return None;
    }
    // Whoever has been called so before is another, and so is a spokesman of whom the page gives no name.
    let known = |e: &crate::entity::Entity| {
        e.mentions.iter().any(|m| m.head < source.head && parse.tokens[m.head].lemma.eq_ignore_ascii_case(&noun))
    };
    let office = cues::source(&noun).is_some();
    if ctx.entities.iter().any(|e| !e.is_named() && known(e)) {
        return None;
    }
    let mut before: Vec<LocalEntity> = Vec::new();
    for (i, e) in ctx.entities.iter_enumerated().filter(|(_, e)| e.kind == EntityKind::Person && e.is_named()) {
        let near = |m: &crate::entity::Mention| {
            m.kind != MentionKind::Nominal
                && m.head < source.head
                && ctx.inside[m.head].is_none()
                && head.sentence.since(parse.tokens[m.head].sentence) <= REACH
        };
        if e.mentions.iter().any(near) {
            before.push(i);
        }
    }
    let [only] = before[..] else { return None };
    let entity = &ctx.entities[only];
    let gender = crate::entity::gender_of(&entity.name) * crate::entity::gender_of_noun(&noun);
    let free = !office || entity.titles.is_empty();
    (free && gender >= 0 && entity.name.contains(' ')).then_some(only)
}

/// The only person whose titles hold all words of a definite noun phrase.
fn role(ctx: &Context, source: &Source) -> Option<LocalEntity> {
    let head = &ctx.parse.tokens[source.head];
    if head.form() != Form::Singular && head.form() != Form::Name
        || cues::source(&head.lemma.to_lowercase()) != Some(SourceKind::Official)
    {
        return None;
    }
    let first = ctx.word(source.range.start);
    if matches!(first.to_lowercase().as_str(), "a" | "an" | "another" | "one" | "some" | "any" | "no") {
        return None;
    }
    let wanted: Vec<String> = source
        .range
        .clone()
        .filter(|t| {
            !matches!(
                ctx.parse.tokens[*t].form(),
                Form::Determiner | Form::PossessiveMark | Form::Comma | Form::PossessivePronoun
            ) && !ctx.word(*t).eq_ignore_ascii_case("the")
        })
        .map(|t| ctx.word(t).to_lowercase())
        .collect();
    if wanted.is_empty() || wanted.len() > 6 {
        return None;
    }
    let fits = |title: &str| {
        let title = title.to_lowercase();
        wanted.iter().all(|w| {
            title
                .split(|c: char| !c.is_alphanumeric())
                .any(|t| t == w || w.len() > 4 && t.len() > 3 && w.starts_with(t))
        })
    };
    let mut found = ctx.entities.ids().filter(|e| {
        ctx.entities[*e].kind == EntityKind::Person && ctx.entities[*e].titles.iter().any(|t| fits(&t.title))
    });
    let only = found.next()?;
    found.next().is_none().then_some(only)
}

/// The words without a leading article and a possessive mark.
fn words(ctx: &Context, source: &Source) -> String {
    let mut range = source.range.clone();
    if range.len() > 1 && ctx.parse.tokens[range.start].form() == Form::Determiner {
        range.start += 1;
    }
    if range.len() > 1 && ctx.parse.tokens[range.end - 1].form() == Form::PossessiveMark {
        range.end -= 1;
    }
    ctx.span(&range).of(ctx.text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn kind(ctx: &Context, source: &Source, entity: Option<LocalEntity>) -> SourceKind {
    let lemma = |t: usize| ctx.parse.tokens[t].lemma.to_lowercase();
    let noun = cues::source(&lemma(source.head));
    let modifiers =
        source.range.clone().filter(|t| ctx.parse.tokens[*t].sentence == ctx.parse.tokens[source.head].sentence);
    if noun != Some(SourceKind::Document)
        && modifiers.clone().any(|t| cues::source(&lemma(t)) == Some(SourceKind::Intelligence))
    {
        return SourceKind::Intelligence;
    }
    if let Some(kind) = noun {
        return kind;
    }
    match entity.map(|e| ctx.entities[e].kind) {
        Some(EntityKind::Person) => SourceKind::Person,
        Some(EntityKind::Location) => SourceKind::Official,
        Some(EntityKind::Organization) => modifiers
            .filter_map(|t| cues::source(&lemma(t)))
            .find(|k| *k != SourceKind::Document)
            .unwrap_or(SourceKind::Group),
        _ if ctx.parse.tokens[source.head].form() == Form::Pronoun => SourceKind::Person,
        _ if matches!(ctx.parse.tokens[source.head].form(), Form::Name) && ctx.names_person(source.head) => {
            SourceKind::Person
        }
        _ => modifiers
            .filter_map(|t| cues::source(&lemma(t)))
            .find(|k| *k != SourceKind::Document)
            .unwrap_or(SourceKind::Group),
    }
}
