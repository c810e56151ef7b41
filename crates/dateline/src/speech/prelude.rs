//! The sentence that leads up to a quotation without a verb of its own: “Holm said the quay was shut. ‘We have no crane.’”, “Berg shrugs.
//! ‘It is only a boat.’” And the same words elsewhere in the page: a heading or a pulled quotation.
//!
//! In: a quoted stretch and the frames of the page. Out: who speaks it.

use super::Context;
use super::cues::Class;
use super::frames::{Frame, Source};
use super::spans::Quoted;
use crate::entity::EntityKind;
use crate::entity::lexicon::{Classes, listed};
use crate::language::{Form, Pos};

/// Fewest words of a pulled quotation.
const PULLED: usize = 3;

/// Whether the words of a stretch fill its line.
pub fn alone(ctx: &Context, q: &Quoted) -> bool {
    let line = ctx.text[..q.span.start].rfind('\n').map_or(0, |i| i + 1);
    let end = ctx.text[q.span.end..].find('\n').map_or(ctx.text.len(), |i| q.span.end + i);
    let bare = |s: &str| !s.contains(char::is_alphanumeric);
    bare(&ctx.text[line..q.span.start]) && bare(&ctx.text[q.span.end..end])
}

/// Who leads up to a stretch: the source of the sentence before it, else its subject when that is a person.
pub fn lead(ctx: &Context, frames: &[Frame], q: &Quoted) -> Option<Source> {
    let before = ctx.text.get(..q.span.start)?;
    let same_line = before.rfind('\n').is_none_or(|i| before[i..].contains(char::is_alphanumeric));
    if !same_line && !alone(ctx, q) || !ctx.starts_sentence(q.span.start) {
        return None;
    }
    let end = before.trim_end().len();
    // Another quotation just before says itself whose it is; a gap of lines is another part of the page.
    let last = ctx.parse.token_at(end.checked_sub(1)?)?;
    if ctx.inside[last].is_some() || before[end..].matches('\n').count() > 2 {
        return None;
    }
    let sentence = ctx.parse.sentences[ctx.parse.tokens[last].sentence].clone();
    if sentence.clone().any(|t| ctx.inside[t].is_some()) && !same_line {
        return None;
    }
    let tells = |f: &&Frame| {
        sentence.contains(&f.cue)
            && matches!(f.class, Class::Say | Class::According)
            && f.source.as_ref().is_some_and(|s| !ctx.is_first_person(s.head) && ctx.inside[s.head].is_none())
    };
    // The main statement of the sentence, not one inside what it reports.
    let mut told: Vec<&Frame> = frames.iter().filter(tells).collect();
    told.retain(|f| {
        !frames.iter().any(|g| tells(&g) && g.cue != f.cue && g.content.iter().any(|c| c.contains(&f.cue)))
    });
    if let Some(f) = told.last() {
        return f.source.clone();
    }
    let root = sentence.clone().find(|t| ctx.parse.tokens[*t].head == *t && ctx.inside[*t].is_none())?;
    let subject = ctx.parse.subject(root).filter(|s| ctx.inside[*s].is_none() && person(ctx, *s));
    subject.or_else(|| only(ctx, sentence, q)).map(|s| ctx.phrase(s))
}

/// "For fishers like Ina Holm the season is over. “My boat is a tub.”": the only one whom the sentence names, when somebody speaks of
/// himself.
fn only(ctx: &Context, sentence: std::ops::Range<usize>, q: &Quoted) -> Option<usize> {
    if !ctx.parse.tokens_in(q.inner).any(|t| ctx.is_first_person(t)) {
        return None;
    }
    let named = |t: &usize| {
        let person = |e: crate::LocalEntity| ctx.entities[e].kind == EntityKind::Person && ctx.entities[e].is_named();
        ctx.inside[*t].is_none() && ctx.parse.tokens[*t].pos == Pos::Propn && ctx.entity_at[*t].is_some_and(person)
    };
    let mut found = sentence.filter(named);
    let one = found.next()?;
    found.all(|t| ctx.entity_at[t] == ctx.entity_at[one]).then_some(one)
}

/// "Berg", "she"; not "they", and not "her son", of whom the speaker tells.
fn person(ctx: &Context, t: usize) -> bool {
    let token = &ctx.parse.tokens[t];
    if token.form() == Form::Pronoun {
        return matches!(&*ctx.word(t).to_lowercase(), "he" | "she");
    }
    let owned = ctx.parse.children(t).any(|c| ctx.parse.tokens[c].form() == Form::PossessivePronoun);
    let named =
        ctx.entity_at[t].is_some_and(|e| ctx.entities[e].kind == EntityKind::Person && ctx.entities[e].is_named());
    let somebody = token.form() == Form::Singular && listed(&token.lemma.to_lowercase()).any(Classes::PERSON);
    (named || somebody) && (!owned || token.pos == Pos::Propn)
}

/// The stretch elsewhere in the page whose words hold those of a stretch that fills its line.
pub fn echo(ctx: &Context, i: usize, sourced: impl Fn(usize) -> bool) -> Option<usize> {
    let q = &ctx.quoted[i];
    if !alone(ctx, q) {
        return None;
    }
    let words = |q: &Quoted| -> Vec<String> {
        let kept = |c: char| !(c.is_alphanumeric() || c == '\'' || c == '’');
        let inner = q.inner.of(ctx.text).to_lowercase().replace('’', "'");
        inner.split(kept).filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    let own = words(q);
    let holds = |j: usize| {
        let other = words(&ctx.quoted[j]);
        j != i && sourced(j) && other.windows(own.len()).any(|w| w == own.as_slice())
    };
    (own.len() >= PULLED).then(|| (0..ctx.quoted.len()).find(|j| holds(*j))).flatten()
}
