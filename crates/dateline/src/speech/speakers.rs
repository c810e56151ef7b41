//! From the words of a source to a speaker: which entity it is, its fullest name, what kind of source.
//!
//! In: a [`Source`] of the page. Out: a [`Speaker`].

use super::cues;
use super::frames::Source;
use super::{Context, SourceKind, Speaker};
use crate::LocalEntity;
use crate::entity::lexicon::{Classes, listed};
use crate::entity::{EntityKind, MentionKind};
use crate::language::{Form, Function, Pos};
use crate::lexicon::Flag;

/// The speaker that the words of a source mean.
pub fn speaker(ctx: &Context, source: &Source) -> Speaker {
    let span = ctx.span(&source.range);
    let own = entity(ctx, source);
    // "The chair, Ina Holm": the name beside a description is sure. "The Ruvian president": whoever the page gives that title.
    let entity = own
        .filter(|e| has_name(ctx, *e))
        .or_else(|| apposed(ctx, source))
        .or_else(|| role(ctx, source))
        .or_else(|| described(ctx, source))
        .or(own);
    let name = match entity {
        Some(e) if has_name(ctx, e) => ctx.entities[e].name.clone(),
        Some(e) => description(ctx, source, e),
        None => words(ctx, source),
    };
    Speaker { entity, name, span: Some(span), kind: kind(ctx, source, entity) }
}

/// The entity whose mention is headed by the source's head.
fn entity(ctx: &Context, source: &Source) -> Option<LocalEntity> {
    if let Some(e) = ctx.entity_at[source.head] {
        return Some(e);
    }
    // A mention that ends or starts with the head though its own head differs ("Orlov Jr.").
    let at = ctx.parse.tokens[source.head].span;
    ctx.entities.position(|e| e.mentions.iter().any(|m| m.kind != MentionKind::Nominal && m.span.contains(at)))
}

/// The name in apposition to a description: "the mayor, Ina Holm", "a group calling itself Brass Key", "a cook named Berg".
fn apposed(ctx: &Context, source: &Source) -> Option<LocalEntity> {
    let parse = ctx.parse;
    let named = |t: usize| ctx.entity_at[t].filter(|e| has_name(ctx, *e));
    let called = |c: usize| {
        let t = &parse.tokens[c];
        let naming = matches!(&*t.lemma, "name" | "call" | "know" | "dub" | "nickname");
        let below = parse.subtree(c);
        (naming && matches!(t.function(), Function::NounClause | Function::Relative | Function::Adverbial))
            .then(|| (c + 1..below.end.min(c + 8)).rev().find_map(named))
            .flatten()
    };
    for c in parse.children(source.head).filter(|c| *c > source.head) {
        let found = match parse.tokens[c].is(Function::Apposition) {
            // "the claimant, the cook Aldo Berg": a name beside a second description.
            true => named(c)
                .or_else(|| hyphened(ctx, c).and_then(named))
                .or_else(|| parse.children(c).filter(|n| parse.tokens[*n].is(Function::Apposition)).find_map(named)),
            false => called(c),
        };
        if found.is_some() {
            return found;
        }
    }
    // Names that the tree hangs elsewhere: "the head of the union, Ina Holm, said" to the union, "the chair, Justice Holm" to the verb.
    if !listed(&parse.tokens[source.head].lemma.to_lowercase()).any(Classes::PERSON) {
        return bare(ctx, source);
    }
    let of = parse.behind(source.head, "of").filter(|o| *o < source.head + 8);
    let person = |e: &LocalEntity| ctx.entities[*e].kind == EntityKind::Person;
    let below = of.into_iter().flat_map(|o| parse.children(o)).filter(|c| parse.tokens[*c].is(Function::Apposition));
    below.filter_map(named).find(person).or_else(|| {
        let comma = source.head + 1;
        let near = comma + 1..(comma + 5).min(parse.tokens.len());
        let fellow = |t: &usize| {
            let token = &parse.tokens[*t];
            token.head == parse.tokens[source.head].head && token.is_subject() && token.pos == Pos::Propn
        };
        let beside = comma < parse.tokens.len() && ctx.word(comma) == "," && parse.tokens[source.head].is_subject();
        near.filter(|_| beside).find(fellow).and_then(named).filter(person)
    })
}

/// "Relieved Ina, 36": the only name in a phrase whose head is no noun.
fn bare(ctx: &Context, source: &Source) -> Option<LocalEntity> {
    let head = ctx.parse.tokens[source.head].pos;
    let named =
        |t: usize| ctx.entity_at[t].filter(|e| has_name(ctx, *e) && ctx.entities[*e].kind == EntityKind::Person);
    let mut found: Vec<LocalEntity> = source.range.clone().filter_map(named).collect();
    found.dedup();
    match (head, &found[..]) {
        (Pos::Adj | Pos::Verb, [only]) => Some(*only),
        _ => None,
    }
}

/// "grandad-of-two Kevin Berg": the head of the name behind a word with hyphens that is no name.
fn hyphened(ctx: &Context, first: usize) -> Option<usize> {
    let parse = ctx.parse;
    let mut at = first;
    while at + 2 < parse.tokens.len() && parse.tokens[at + 1].form() == Form::Hyphen {
        at += 2;
    }
    if at == first {
        return None;
    }
    let mut end = at + 1;
    while end < parse.tokens.len() && parse.tokens[end].pos == Pos::Propn {
        end += 1;
    }
    (end > at + 1).then_some(end - 1)
}

/// What an entity without a name is called: the fullest words that the page has for it, here or before, so that a spokesman is somebody's.
fn description(ctx: &Context, source: &Source, entity: LocalEntity) -> String {
    let own = &ctx.entities[entity].name;
    let noun = matches!(ctx.parse.tokens[source.head].form(), Form::Singular | Form::Plural | Form::Name | Form::Names);
    let mut best = own.clone();
    let mut consider = |text: String| {
        let size = |s: &str| s.split(' ').count();
        if size(&text) > size(&best) && size(&text) <= LONGEST {
            best = text;
        }
    };
    if noun {
        consider(phrase(ctx, source));
    }
    for m in ctx.entities[entity].mentions.iter().filter(|m| m.kind == MentionKind::Nominal && m.head <= source.head) {
        consider(phrase(ctx, &ctx.phrase(m.head)));
    }
    best
}

/// Most words of a description.
const LONGEST: usize = 9;

/// The words of a phrase without "the", up to its first comma or clause.
fn phrase(ctx: &Context, source: &Source) -> String {
    let tokens = &ctx.parse.tokens;
    let range = source.range.clone();
    let ends = |t: &usize| {
        *t > source.head
            && (ctx.word(*t) == "," || matches!(tokens[*t].pos, Pos::Verb | Pos::Aux) || tokens[*t].is_relative())
    };
    let end = range.clone().find(ends).unwrap_or(range.end);
    let start = range.start + usize::from(ctx.word(range.start).eq_ignore_ascii_case("the") && end > range.start + 1);
    ctx.span(&(start..end)).of(ctx.text).split_whitespace().collect::<Vec<_>>().join(" ")
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
    let years = ctx.span(&source.range).of(ctx.text).ends_with("-year-old");
    let person = years || listed(&noun).any(Classes::PERSON) && head.form() == Form::Singular;
    // "The inspector who came in March" is told of for the first time.
    let told = parse.children(source.head).any(|c| parse.tokens[c].is(Function::Relative));
    if told || !person || first != "the" || ctx.inside[source.head].is_some() {
        return None;
    }
    // Whoever has been called so before is another, and so is a spokesman of whom the page gives no name.
    let known = |e: &crate::entity::Entity| {
        e.mentions.iter().any(|m| m.head < source.head && parse.tokens[m.head].lemma.eq_ignore_ascii_case(&noun))
    };
    if ctx.entities.iter().any(|e| !e.is_named() && known(e)) {
        return None;
    }
    // Whose office it is, only a title tells.
    // Whose office it is, a title tells, or the sentence before in the same paragraph whose subject he is.
    let held = [Flag::SingleOffice, Flag::OfficeWord, Flag::HeadOfBody, Flag::Official].iter().any(|f| f.has(&noun));
    let sex = crate::entity::gender_of_noun(&noun);
    let fits = |e: LocalEntity| crate::entity::gender_of(&ctx.entities[e].name) * sex >= 0;
    let mut before: Vec<(usize, LocalEntity)> = Vec::new();
    for (i, e) in ctx.entities.iter_enumerated().filter(|(_, e)| e.kind == EntityKind::Person && e.is_named()) {
        let near = |m: &&crate::entity::Mention| {
            let between = || ctx.text.get(m.span.end..head.span.start).unwrap_or_default();
            (!held || parse.tokens[m.head].is_subject() && !between().contains('\n'))
                && m.kind != MentionKind::Nominal
                && m.head < source.head
                && ctx.inside[m.head].is_none()
                && head.sentence.since(parse.tokens[m.head].sentence) <= REACH
        };
        let subject = |m: &&crate::entity::Mention| near(m) && parse.tokens[m.head].is_subject();
        let last = e.mentions.iter().rfind(subject).or_else(|| e.mentions.iter().rfind(near));
        before.extend(last.map(|m| (m.head, i)));
    }
    before.retain(|(_, e)| fits(*e));
    // Of several, the one who was a subject last, when the noun says next to nothing ("the 40-year-old", "the father of three").
    let vague = years || sex != 0 || Flag::Anybody.has(&noun);
    let only = match before[..] {
        [(_, only)] => only,
        _ if vague => before.iter().filter(|b| parse.tokens[b.0].is_subject()).max_by_key(|b| b.0)?.1,
        _ => return None,
    };
    let entity = &ctx.entities[only];
    let free = cues::source(&noun) != Some(SourceKind::Official) || entity.titles.is_empty();
    (free && entity.name.contains(' ')).then_some(only)
}

/// The only person whose titles hold all words of a definite noun phrase.
fn role(ctx: &Context, source: &Source) -> Option<LocalEntity> {
    let head = &ctx.parse.tokens[source.head];
    let noun = head.lemma.to_lowercase();
    let office = cues::source(&noun) == Some(SourceKind::Official) || listed(&noun).any(Classes::PERSON);
    let letters = ctx.word(source.head).len() > 1 && !ctx.word(source.head).contains(char::is_lowercase);
    if head.form() != Form::Singular && head.form() != Form::Name || !office && !letters {
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
                && !Flag::Honorific.has(ctx.word(*t).to_lowercase().as_str())
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
