//! Places where somebody is said to say something: a cue, its source, what the grammar gives as content, who is spoken to.
//!
//! In: a parse. Out: [`Frame`]s in text order. Quotation marks do not matter here, but for cues inside them, which are left out:
//! what a quoted speaker reports is part of the quotation.

use std::ops::Range;

use super::cues::{self, Class};
use super::{Context, SourceKind, position};
use crate::language::{Form, Function, Pos};
use crate::lexicon::Flag;

/// A cue with what belongs to it. Everything in token indices.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Head word of the cue.
    pub cue: usize,
    /// All words of the cue.
    pub cue_range: Range<usize>,
    /// What the cue takes.
    pub class: Class,
    /// The words of the source, head word first.
    pub source: Option<Source>,
    /// What is said, as far as the grammar tells.
    pub content: Vec<Range<usize>>,
    /// Head word of who is spoken to.
    pub addressee: Option<usize>,
    /// Head word of the occasion: "at a news conference", "as she opened the inquiry".
    pub occasion: Option<usize>,
    /// Further sources through which it came, nearest to the speaker first.
    pub chain: Vec<Source>,
}

/// The words of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Head word.
    pub head: usize,
    /// The phrase.
    pub range: Range<usize>,
}

/// How many sentences back the paper stands that "it reads" means.
const PAPER: usize = 3;

/// Finds the frames of a page.
pub fn frames(ctx: &Context) -> Vec<Frame> {
    let mut out = Vec::new();
    for i in 0..ctx.parse.tokens.len() {
        if ctx.inside[i].is_some() {
            continue;
        }
        let token = &ctx.parse.tokens[i];
        if ctx.is_according(i) {
            according(ctx, i, &mut out);
        } else if token.pos == Pos::Verb || token.is(Function::Root) && token.pos == Pos::Aux {
            if let Some(class) = cues::verb(&token.lemma) {
                out.extend(verb(ctx, i, class));
            }
        } else if token.pos == Pos::Noun
            && let Some(class) = cues::noun(&token.lemma)
        {
            out.extend(noun(ctx, i, class));
        }
    }
    super::chains::chains(ctx, &mut out);
    out.sort_by_key(|f| f.cue);
    out
}

fn verb(ctx: &Context, v: usize, class: Class) -> Option<Frame> {
    let parse = ctx.parse;
    let token = &parse.tokens[v];
    let mut frame = Frame {
        cue: v,
        cue_range: v..v + 1,
        class,
        source: None,
        content: Vec::new(),
        addressee: None,
        occasion: None,
        chain: Vec::new(),
    };
    // "she was quoted as saying": who is cited is the subject, through whom the agent.
    if class == Class::Cite
        && let Some(cited) = parse.child(v, Function::PassiveSubject)
    {
        frame.source = Some(ctx.phrase(cited));
        frame.chain.extend(parse.agent(v).map(|a| ctx.phrase(a)));
        frame.class = Class::Say;
        return Some(frame);
    }
    if class == Class::Cite {
        let object = parse.object(v)?;
        frame.source = Some(ctx.phrase(object));
        frame.content = match token.function() {
            Function::Adverbial | Function::NounClause | Function::Preposition | Function::Conjunct => {
                ctx.clause(token.head, &[v])
            }
            _ => Vec::new(),
        };
        if let Some(via) = subject(ctx, v, 0) {
            frame.chain.push(via);
        }
        return Some(frame);
    }
    frame.source = subject(ctx, v, 0);
    // "It reads, at page 22:" — the paper told of before.
    if &*token.lemma == "read"
        && let Some(it) = frame.source.as_ref().map(|s| s.head).filter(|h| &*parse.tokens[*h].lemma == "it")
    {
        let paper = |t: &usize| {
            parse.tokens[*t].pos == Pos::Noun
                && ctx.inside[*t].is_none()
                && cues::source(&parse.tokens[*t].lemma) == Some(SourceKind::Document)
        };
        let near = |t: &usize| parse.tokens[it].sentence.since(parse.tokens[*t].sentence) <= PAPER;
        frame.source = (0..it).rev().take_while(near).find(paper).map(|p| owner(ctx, p)).or(frame.source);
    }
    frame.addressee =
        parse.child(v, Function::Recipient).map(|d| parse.complement(d).unwrap_or(d)).or_else(|| parse.behind(v, "to"));
    frame.occasion = occasion(ctx, v);
    let takes_clause = matches!(class, Class::Say | Class::Think | Class::Find);
    for child in parse.children(v) {
        let t = &parse.tokens[child];
        match t.function() {
            Function::Clause => frame.content.extend(ctx.clause(child, &[])),
            Function::OpenClause if class != Class::Manner && class != Class::Find => {
                frame.content.extend(ctx.clause(child, &[]))
            }
            Function::ObjectPredicate | Function::Predicate if class == Class::Name => {
                frame.content.extend(ctx.clause(child, &[]))
            }
            Function::Object
                if takes_clause && frame.addressee.is_none() && ctx.names_person(child) && &*token.lemma == "tell" =>
            {
                frame.addressee = Some(child);
            }
            _ => {}
        }
    }
    if frame.content.is_empty() && takes_clause {
        let head = token.head;
        // "The dam, Orlov said, will hold": the cue hangs in the clause that it introduces.
        let hangs = token.is(Function::Parataxis)
            || token.is(Function::Adverbial) && has_mark(ctx, v, "as")
            // "The dam held, the ministry confirmed": two clauses that nothing joins.
            || token.is(Function::Conjunct)
                && v > head
                && parse.child(v, Function::Subject).is_some_and(|s| s < v && comma_before(ctx, s))
                && parse.child(head, Function::Coordinator).is_none()
                && parse.object(v).is_none()
            || token.is(Function::Clause)
                && !has_mark(ctx, v, "that")
                && parse.tokens[head].pos == Pos::Verb
                && v > head
                && comma_before(ctx, v);
        if hangs && head != v {
            frame.content = ctx.clause(head, &[v]);
        }
    }
    // Inversion that the parser took for an object: "said the mayor".
    if frame.source.is_none()
        && matches!(class, Class::Say)
        && !parse.tokens[v].is_gerund()
        && let Some(object) = parse
            .children(v)
            .find(|c| *c > v && matches!(parse.tokens[*c].function(), Function::Object | Function::Attribute))
        && object < v + 8
        && (ctx.names_person(object) || !frame.content.is_empty())
    {
        frame.source = Some(ctx.phrase(object));
    }
    if class == Class::Manner && frame.source.is_none() {
        return None;
    }
    Some(frame)
}

/// When something was said, as an event: the noun of "at a news conference", "during talks with Orlov", "in her opening words", or the
/// verb of "as she opened the inquiry". What is said in a country or on a day has no occasion.
fn occasion(ctx: &Context, v: usize) -> Option<usize> {
    let parse = ctx.parse;
    let outside = |t: &usize| ctx.inside[*t].is_none();
    // "Speaking at a rally, Orlov said": the rally is where both happened.
    let speaking = |t: usize| {
        parse.tokens[t].is(Function::Adverbial)
            && parse.tokens[t].is_gerund()
            && cues::verb(&parse.tokens[t].lemma).is_some()
    };
    let verbs = std::iter::once(v).chain(parse.children(v).filter(|c| speaking(*c)));
    for verb in verbs {
        for child in parse.children(verb).filter(outside) {
            let t = &parse.tokens[child];
            let found = match t.function() {
                Function::Preposition
                    if matches!(&*t.lemma, "at" | "during" | "in" | "on" | "before" | "after" | "following") =>
                {
                    parse.complement(child).filter(|p| {
                        Flag::Occasion.has(&parse.tokens[*p].lemma) || &*t.lemma == "during" && !ctx.names_time(*p)
                    })
                }
                Function::Adverbial if !t.is_gerund() => {
                    ["as", "when", "while", "after", "before"].iter().any(|m| has_mark(ctx, child, m)).then_some(child)
                }
                _ => None,
            };
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

pub(super) fn has_mark(ctx: &Context, v: usize, word: &str) -> bool {
    ctx.parse.children(v).any(|c| c < v && &*ctx.parse.tokens[c].lemma == word)
}

fn comma_before(ctx: &Context, v: usize) -> bool {
    let start = ctx.parse.subtree(v).start;
    start > 0 && matches!(ctx.parse.tokens[start - 1].form(), Form::Comma | Form::CloseQuote)
}

/// The subject of a verb. Words in quotation marks are none of a verb outside them, and "Orlov said Thursday" has one subject only,
/// though the parser may see two; of several the nearest.
fn nominal_subject(ctx: &Context, v: usize) -> Option<usize> {
    let subject = |c: &usize| {
        ctx.parse.tokens[*c].is(Function::Subject)
            && !ctx.names_time(*c)
            // "That, said the lawyer, was a shrug", "a man who, she says, knew how to lose".
            && !(matches!(ctx.parse.tokens[*c].form(), Form::Determiner | Form::Who | Form::Which) && ctx.parse.children(v).any(|o| {
                let o = (&ctx.parse.tokens[o], o);
                o.1 != *c && matches!(o.0.function(), Function::Subject | Function::Object) && o.1 > *c && ctx.names_person(o.1)
            }))
            && (ctx.inside[*c].is_none() || ctx.inside[*c] == ctx.inside[v])
    };
    // "His victim, 83, said outside court:" — who can speak before what cannot.
    ctx.parse.children(v).filter(subject).min_by_key(|c| (position::rank(ctx, *c), c.abs_diff(v)))
}

/// Who does what a verb tells: its subject, the agent of a passive, or what governs it when it has no subject of its own.
fn subject(ctx: &Context, v: usize, depth: usize) -> Option<Source> {
    let parse = ctx.parse;
    let token = &parse.tokens[v];
    // "…, quoted by reporters": a participle without an auxiliary still has the subject of the verb above.
    let marked = [Function::PassiveAuxiliary, Function::PassiveSubject];
    if marked.iter().any(|f| parse.child(v, *f).is_some()) {
        // "was quoted as saying": the one who is quoted says it.
        if depth > 0 && cues::verb(&token.lemma) == Some(Class::Cite) {
            return parse.child(v, Function::PassiveSubject).map(|s| ctx.phrase(s));
        }
        return parse.agent(v).map(|p| ctx.phrase(p));
    }
    if let Some(s) = nominal_subject(ctx, v) {
        if parse.tokens[s].is_relative() && token.is(Function::Relative) {
            return Some(ctx.antecedent(token.head, v));
        }
        let mut source = ctx.phrase(s);
        // "the state news agency Vesti said": the parser may take both for subjects.
        let other = parse
            .children(v)
            .find(|c| parse.tokens[*c].is(Function::Subject) && *c < s && ctx.inside[*c] == ctx.inside[s]);
        if let Some(first) = other.map(|o| ctx.phrase(o))
            && first.range.end == source.range.start
        {
            source.range.start = first.range.start;
        }
        return Some(source);
    }
    // "recalled her saying"
    if token.is_gerund()
        && let Some(own) = parse.possessor(v)
    {
        return Some(ctx.phrase(own));
    }
    if depth > 6 {
        return None;
    }
    if token.head == v {
        return cut_off(ctx, v);
    }
    let head = token.head;
    let head_pos = parse.tokens[head].pos;
    match token.function() {
        Function::Conjunct
        | Function::OpenClause
        | Function::Adverbial
        | Function::PrepositionClause
        | Function::Clause
        | Function::Unclear
        | Function::Parataxis => {
            if matches!(head_pos, Pos::Verb | Pos::Aux) {
                // "urged them to go and said": a finite verb does not belong to an infinitive.
                if token.is(Function::Conjunct) && token.is_finite() && !parse.tokens[head].is_finite() {
                    let up = parse.ancestors(head).find(|a| parse.tokens[*a].is_finite())?;
                    return subject(ctx, up, depth + 1);
                }
                // "urged them to say": the object does the saying.
                if token.is(Function::OpenClause)
                    && let Some(object) = parse.object(head)
                {
                    return Some(ctx.phrase(object));
                }
                if token.is(Function::Clause) && !token.is_gerund() {
                    return None;
                }
                subject(ctx, head, depth + 1)
            } else if head_pos == Pos::Adp {
                subject_above(ctx, head, depth + 1)
            } else if matches!(head_pos, Pos::Noun | Pos::Propn) {
                Some(owner(ctx, head))
            } else {
                subject_above(ctx, head, depth + 1)
            }
        }
        Function::NounClause | Function::Relative if !token.is_participle() && !token.is_base() => {
            Some(owner(ctx, head))
        }
        _ => None,
    }
}

/// The subject of a main verb that the tree gives none: that of the clause before it which it took for its complement ("Holm looked up, said
/// “yes” and left"), or the name that a comma parts from it ("the observatory, whose head, Ina Holm, told reporters").
fn cut_off(ctx: &Context, v: usize) -> Option<Source> {
    let parse = ctx.parse;
    let tokens = &parse.tokens;
    let inverted = || position::phrase_from(ctx, v + 1).is_some_and(|h| position::somebody(ctx, h));
    if !tokens[v].is_finite() || &*tokens[v].lemma != "tell" && inverted() {
        return None;
    }
    let named = v.checked_sub(2).filter(|n| ctx.word(v - 1) == "," && ctx.inside[*n].is_none());
    if let Some(name) = named.filter(|n| ctx.names_person(*n) && tokens[*n].pos == Pos::Propn) {
        return Some(ctx.phrase(name));
    }
    let before = parse
        .children(v)
        .find(|c| *c < v && tokens[*c].is(Function::Clause) && tokens[*c].is_finite() && ctx.inside[*c].is_none())?;
    let subject = nominal_subject(ctx, before).filter(|s| ctx.names_person(*s))?;
    Some(ctx.phrase(subject))
}

/// The subject of the nearest verb above a word.
fn subject_above(ctx: &Context, at: usize, depth: usize) -> Option<Source> {
    let up = ctx.parse.ancestors(at).find(|a| matches!(ctx.parse.tokens[*a].pos, Pos::Verb | Pos::Aux))?;
    // "State television quoted the president as saying": the president does.
    if cues::verb(&ctx.parse.tokens[up].lemma) == Some(Class::Cite)
        && &*ctx.parse.tokens[at].lemma == "as"
        && let Some(cited) = ctx.parse.object(up)
    {
        return Some(ctx.phrase(cited));
    }
    (depth <= 6).then(|| subject(ctx, up, depth + 1)).flatten()
}

/// Whose statement it is: the owner when the noun names a paper or a speech and has one, else the noun itself.
fn owner(ctx: &Context, noun: usize) -> Source {
    let parse = ctx.parse;
    if cues::noun(&parse.tokens[noun].lemma).is_some() {
        let verb = parse.tokens[noun].head;
        let carried = parse.tokens[noun].is(Function::Object) && Flag::Carries.has(&parse.tokens[verb].lemma);
        if let Some(p) = parse.possessor(noun) {
            // "Orlov voiced his support": his is Orlov's.
            let own = carried && parse.tokens[p].form() == Form::PossessivePronoun;
            return own.then(|| subject(ctx, verb, 4)).flatten().unwrap_or_else(|| ctx.phrase(p));
        }
        let from = |c: &usize| matches!(&*parse.tokens[*c].lemma, "by" | "from") && parse.complement(*c).is_some();
        if let Some(person) = parse.children(noun).find(from).and_then(|by| parse.complement(by)) {
            return ctx.phrase(person);
        }
        // "The ministry issued a statement saying …": it is the ministry's.
        if carried && let Some(person) = subject(ctx, verb, 4) {
            return person;
        }
    }
    ctx.phrase(noun)
}

fn noun(ctx: &Context, n: usize, class: Class) -> Option<Frame> {
    let parse = ctx.parse;
    let mut content = Vec::new();
    for child in parse.children(n).filter(|c| *c > n) {
        let t = &parse.tokens[child];
        let clause = match t.function() {
            Function::Clause => true,
            // A relative clause has its relative pronoun as an argument, a complement has "that" as a mark.
            Function::NounClause | Function::Relative => {
                has_mark(ctx, child, "that") && parse.child(child, Function::Marker).is_some()
                    || t.is_base() && class == Class::Thought
            }
            _ => false,
        };
        if clause {
            content.extend(ctx.clause(child, &[]));
        }
    }
    // "His words then were “sharp and soon”."
    let copula = parse.tokens[n].head;
    if parse.tokens[n].is(Function::Subject) && &*parse.tokens[copula].lemma == "be" && content.is_empty() {
        let said = parse.children(copula).find(|c| *c > copula && ctx.inside[*c].is_some());
        content.extend(said.map(|s| ctx.clause(s, &[])).unwrap_or_default());
    }
    let person = owner(ctx, n);
    let mut source = (person.head != n).then_some(person);
    if source.is_none() && !content.is_empty() {
        // "She made the claim that …": whoever does it.
        let up = parse.tokens[n].head;
        if parse.tokens[n].is(Function::Object) {
            source = subject(ctx, up, 0);
        }
    }
    if content.is_empty() && source.is_none() {
        return None;
    }
    Some(Frame {
        cue: n,
        cue_range: n..n + 1,
        class,
        source,
        content,
        addressee: None,
        occasion: None,
        chain: Vec::new(),
    })
}

fn according(ctx: &Context, a: usize, out: &mut Vec<Frame>) {
    let parse = ctx.parse;
    let to = a + 1;
    let Some(object) = parse.complement(to).or_else(|| parse.complement(a)) else { return };
    let head = parse.tokens[a].head;
    let content = if head == a { Vec::new() } else { ctx.clause(ctx.clause_head(head), &[a]) };
    out.push(Frame {
        cue: a,
        cue_range: a..a + 2,
        class: Class::According,
        source: Some(owner(ctx, object)).map(|s| if s.head == object { ctx.phrase(object) } else { s }),
        content,
        addressee: None,
        occasion: None,
        chain: Vec::new(),
    });
}
