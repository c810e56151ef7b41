//! A short line for an event, in the words of its best sentence.
//!
//! In: an event and its mentions. Out: agent, verb and main arguments as a page words them, without asides, dates and subordinate clauses.
//! No word is added; a pronoun or a bare surname as subject gives way to the name of its entity, for a line stands alone. What is too long
//! is cut where a phrase ends, and says so with an ellipsis.

use super::phrase::{self, Line};
use super::speech;
use crate::event::{EntityKind, Event, MentionKind, ParticipantRole, Tense};
use crate::language::{Dep, Parse, Pos, Tag};
use crate::link::Pile;
use crate::speech::{Quotation, QuotationKind};
use crate::{Analysis, Dossier, Status};

/// The label of an event.
pub(crate) fn label(pile: &Pile<'_>, dossier: &Dossier, event: usize) -> String {
    let mut best: Option<(i32, String)> = None;
    // What has happened is told by a page that tells it as past, where one does.
    let ahead = |m: &&(usize, usize)| pile.pages[m.0].events[m.1].tense == Tense::Future;
    let mentions = &pile.mentions[event];
    let happened = dossier.events[event].status == Status::Happened && !mentions.iter().all(|m| ahead(&m));
    for &(page, local) in mentions.iter().filter(|m| !happened || !ahead(m)).take(12) {
        let mention = &pile.pages[page].events[local];
        let text = of_mention(pile, dossier, page, mention);
        if text.is_empty() {
            continue;
        }
        let score = quality(pile, page, mention, &text);
        if best.as_ref().is_none_or(|(s, _)| score > *s) {
            best = Some((score, text));
        }
    }
    best.map(|(_, t)| t).unwrap_or_default()
}

/// Prefers a verb in the past with a named agent, and a line neither too long nor too bare.
fn quality(pile: &Pile<'_>, page: usize, mention: &Event, text: &str) -> i32 {
    let token = pile.pages[page].parse.tokens.get(mention.token);
    let verb = token.is_some_and(|t| t.pos == Pos::Verb);
    let past = token.is_some_and(|t| t.tag == Tag::Vbd);
    let agent = mention.participants.iter().any(|p| p.role == ParticipantRole::Agent && p.entity.is_some());
    let words = text.split_whitespace().count() as i32;
    let length = if (5..=12).contains(&words) { 3 } else { 3 - (words - 8).abs() / 2 };
    // "Were brought" without a place says less than "were brought to the hall".
    let bare = token.is_some_and(|t| text.ends_with(t.span.of(&pile.pages[page].page.text)));
    let certain = mention.certainty == crate::event::Certainty::Certain;
    // "A soldier to arrest her brother": what is told of as wanted or possible is no good line for what happened.
    let parse = &pile.pages[page].parse;
    let modal = |c: usize| parse.tokens[c].tag == Tag::Md || &*parse.tokens[c].lemma == "do";
    let infinitive = token.is_some_and(|t| t.tag == Tag::Vb) && !parse.children(mention.token).any(modal);
    i32::from(verb) * 3 - 12 * i32::from(infinitive)
        + i32::from(past) * 2
        + i32::from(agent) * 4
        + i32::from(certain) * 3
        + length
        - 4 * i32::from(bare)
}

/// The label that one mention gives; empty when its clause tells nothing by itself ("refused to do so").
fn of_mention(pile: &Pile<'_>, dossier: &Dossier, page: usize, mention: &Event) -> String {
    let analysis = pile.pages[page];
    let (parse, text) = (&analysis.parse, analysis.page.text.as_str());
    let Some(head) = parse.tokens.get(mention.token) else { return String::new() };
    // A noun with a light or reporting verb above ("held talks") is told by the clause of that verb.
    let root = if head.pos == Pos::Verb || head.pos == Pos::Aux {
        mention.token
    } else {
        clause_of(parse, mention.token).unwrap_or(mention.token)
    };
    let mut line = Line::new(parse, text);
    if !matches!(parse.tokens[root].pos, Pos::Verb | Pos::Aux) {
        // "His visit" stands alone as "Jan Smit's visit".
        line.tokens(&phrase::noun(parse, text, root), |t| {
            let whose = (parse.tokens[t].tag == Tag::PrpPoss).then(|| name_of(pile, dossier, page, t)).flatten();
            whose.map(|mut name| {
                name.iter_mut().last().into_iter().for_each(|w| w.push_str("'s"));
                name
            })
        });
        return line.finish();
    }
    let utterance = (root == mention.token).then(|| speech::introduced(analysis, mention)).flatten();
    let actor;
    if let Some((speaker, name)) = utterance.as_ref().and_then(|q| speaker(pile, dossier, page, root, q)) {
        actor = speaker;
        line.words(name);
    } else if let Some(subject) = subject(parse, text, root).map(|s| person_for_who(pile, dossier, page, root, s)) {
        actor = linked(pile, page, subject);
        match name_of(pile, dossier, page, subject) {
            Some(name) => line.words(name),
            None => line.tokens(&phrase::noun_without(parse, text, subject, Some(root)), |_| None),
        }
    } else {
        // Of whom it is told, when the parser hangs the verb on nobody; a clause without a subject is no line.
        let agents = mention.participants.iter().filter(|p| p.role == ParticipantRole::Agent).filter_map(|p| p.entity);
        let mut named =
            agents.filter_map(|e| Some((pile.entity_of[page].get(e).copied()?, proper(pile, dossier, page, e)?)));
        match named.next() {
            Some((entity, name)) if parse.tokens[root].tag == Tag::Vbg => {
                actor = Some(entity);
                line.words(name);
            }
            _ => return String::new(),
        }
    }
    let (mut tokens, colon) = phrase::predicate(parse, text, root, line.len());
    // "Began its work" is not said of a person: the subject is another than the parser's.
    let person = actor.is_some_and(|e| dossier.entities[e].kind == EntityKind::Person);
    if person && tokens.iter().any(|t| parse.tokens[*t].tag == Tag::PrpPoss && &*parse.tokens[*t].lemma == "its") {
        return String::new();
    }
    // "The ferry that she had promised": what the clause describes is its object.
    let object = described(parse, root);
    if let Some(object) = object {
        tokens.extend(phrase::noun(parse, text, object));
    }
    if tokens.windows(2).any(|w| parse.text(w[0], text) == "do" && parse.text(w[1], text) == "so") {
        return String::new();
    }
    // What is said may stand before the verb, or in quotation marks behind it: it ends the line.
    let said = utterance.as_ref().filter(|q| {
        let clause = parse.child(root, Dep::Ccomp).filter(|c| *c > root);
        match q.kind {
            QuotationKind::Direct => clause.is_none_or(|c| q.span.contains(parse.tokens[c].span)),
            _ => clause.is_none() && q.span.end <= parse.tokens[root].span.start,
        }
    });
    if let Some(q) = said {
        tokens.retain(|t| *t <= root || !q.span.contains(parse.tokens[*t].span));
    }
    let direct = |q: &Quotation| q.kind == QuotationKind::Direct;
    let inside =
        |q: &Quotation, tokens: &[usize]| tokens.iter().any(|t| *t > root && q.span.contains(parse.tokens[*t].span));
    let governed = utterance.as_ref().is_some_and(|q| inside(q, &tokens));
    let quoted = speech::whole(analysis, root, &mut tokens, said.is_some_and(direct));
    // What the verb governs may be lost in the tree: then the words that the page has after it.
    let governs = |d: Dep| parse.children(root).any(|c| c > root && parse.tokens[c].dep == d);
    let held = governs(Dep::Ccomp) || governs(Dep::Dobj) || governs(Dep::Xcomp);
    let lost = |q: &&Quotation| {
        let behind = !direct(q) && q.span.start > parse.tokens[root].span.start;
        behind && (governed || !held) && !inside(q, &tokens)
    };
    let said = said.or(utterance.as_ref().filter(lost));
    if said.is_some_and(|q| !direct(q)) {
        let end = tokens.iter().position(|t| *t > root && parse.tokens[*t].dep == Dep::Prep);
        tokens.truncate(end.unwrap_or(tokens.len()));
    }
    let clause = |t: usize| own_words(analysis, t) && actor != linked(pile, page, t);
    line.tokens(&tokens, |t| {
        if let Some(words) = quoted.get(&t) {
            return Some(words.clone());
        }
        if parse.tokens[t].dep == Dep::Det && object == Some(parse.tokens[t].head) {
            return Some(vec![parse.text(t, text).to_lowercase()]);
        }
        let pronoun = parse.tokens[t].tag == Tag::Prp && matches!(parse.tokens[t].dep, Dep::Nsubj | Dep::Nsubjpass);
        (pronoun && clause(t)).then(|| name_of(pile, dossier, page, t)).flatten()
    });
    match (colon.and_then(|c| quoted_after(analysis, parse.tokens[c].span.end)), said) {
        (Some(words), _) => line.finish_with(": ", &words),
        (None, Some(q)) => match speech::content(analysis, q) {
            Some(words) => line.finish_with(if direct(q) { ": " } else { " " }, &words),
            None => line.finish(),
        },
        (None, None) => line.finish(),
    }
}

/// Who speaks, by the quotation, where it is another than whom the parser has as the subject of the verb; and the name.
fn speaker(
    pile: &Pile<'_>,
    dossier: &Dossier,
    page: usize,
    verb: usize,
    quotation: &Quotation,
) -> Option<(Option<usize>, Vec<String>)> {
    let analysis = pile.pages[page];
    let passive = |c: usize| matches!(analysis.parse.tokens[c].dep, Dep::Auxpass | Dep::Agent | Dep::Nsubjpass);
    if analysis.parse.children(verb).any(passive) {
        return None;
    }
    let speaker = quotation.speaker.as_ref()?;
    let entity = speaker.entity.and_then(|e| pile.entity_of[page].get(e)).copied();
    let subject = subject(&analysis.parse, &analysis.page.text, verb);
    // A pronoun is whom the quotation says; what names the speaker itself needs no other name.
    let pronoun = |s: usize| matches!(analysis.parse.tokens[s].tag, Tag::Prp | Tag::Wp);
    let named = |s: usize| {
        let noun = phrase::noun(&analysis.parse, &analysis.page.text, s);
        !pronoun(s)
            && noun.iter().any(|t| speaker.span.is_some_and(|span| span.overlaps(analysis.parse.tokens[*t].span)))
    };
    let same = subject.is_some_and(|s| named(s) || entity.is_some() && linked(pile, page, s) == entity);
    if same {
        return None;
    }
    let name = match speaker.entity {
        Some(e) => proper(pile, dossier, page, e)?,
        None => speaker.name.split_whitespace().map(str::to_owned).collect(),
    };
    Some((entity, name))
}

/// "Rask, the director of the office, who withdrew it": the person whom "who" means, where the parser hangs the clause on the office.
fn person_for_who(pile: &Pile<'_>, dossier: &Dossier, page: usize, verb: usize, subject: usize) -> usize {
    let parse = &pile.pages[page].parse;
    let who = parse.tokens[verb].dep == Dep::Relcl
        && parse.tokens[verb].head == subject
        && parse.children(verb).any(|c| &*parse.tokens[c].lemma == "who");
    let person = |t: usize| linked(pile, page, t).is_some_and(|e| dossier.entities[e].kind == EntityKind::Person);
    if !who || person(subject) || linked(pile, page, subject).is_none() {
        return subject;
    }
    parse.ancestors(subject).take(4).find(|t| person(*t)).unwrap_or(subject)
}

/// Whether a word is the page's own and no part of a quotation.
fn own_words(analysis: &Analysis, token: usize) -> bool {
    let span = analysis.parse.tokens[token].span;
    !analysis.quotations.iter().any(|q| q.kind != QuotationKind::Indirect && q.span.contains(span))
}

/// The noun that a relative clause describes, when it is the object of the clause: its verb has a subject and no object of its own.
fn described(parse: &Parse, verb: usize) -> Option<usize> {
    let own = |t: usize| {
        matches!(parse.tokens[t].tag, Tag::Wdt | Tag::Wp) || matches!(&*parse.tokens[t].lemma, "that" | "which" | "who")
    };
    let subject = parse.child(verb, Dep::Nsubj).filter(|s| !own(*s))?;
    let open = parse.children(verb).all(|c| {
        // "where they met": a place or time, and no object.
        parse.tokens[c].tag != Tag::Wrb
            && !matches!(parse.tokens[c].dep, Dep::Ccomp | Dep::Xcomp | Dep::Acomp | Dep::Attr | Dep::Nsubjpass)
            && (parse.tokens[c].dep != Dep::Dobj || own(c))
    });
    let head = parse.tokens[verb].head;
    let noun = matches!(parse.tokens[head].pos, Pos::Noun | Pos::Propn) && head < subject;
    (parse.tokens[verb].dep == Dep::Relcl && open && noun).then_some(head)
}

/// The quotation that begins behind a colon.
fn quoted_after(analysis: &Analysis, colon: usize) -> Option<String> {
    let begins = |q: &&Quotation| q.kind != QuotationKind::Indirect && (colon..colon + 4).contains(&q.span.start);
    analysis.quotations.iter().find(begins).and_then(|q| speech::quote(q.span.of(&analysis.page.text)))
}

/// The verb that governs a noun as its object or subject, or an adjective as what somebody is.
fn clause_of(parse: &Parse, token: usize) -> Option<usize> {
    let head = parse.tokens[token].head;
    let governs = matches!(parse.tokens[token].dep, Dep::Dobj | Dep::Nsubj | Dep::Nsubjpass | Dep::Attr);
    // "She was pleased to come".
    let state = parse.tokens[token].dep == Dep::Acomp && parse.tokens[head].pos == Pos::Aux;
    (head != token && (governs && parse.tokens[head].pos == Pos::Verb || state)).then_some(head)
}

/// The subject of a verb, its own or that of the verb it is joined to.
fn subject(parse: &Parse, text: &str, verb: usize) -> Option<usize> {
    // A dateline ("BERGEN, Norway — Police arrested") is taken for a subject too, and stands first; of "a board led by judge Berg began"
    // the first is the subject.
    let dash = |t: usize| matches!(parse.text(t, text), "—" | "–" | "--" | "-");
    let own = |v: usize| {
        let subject = |c: &usize| matches!(parse.tokens[*c].dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Expl);
        let subjects: Vec<usize> = parse.children(v).filter(subject).collect();
        let first = *subjects.first()?;
        let last = subjects.iter().copied().rfind(|c| *c < v).unwrap_or(first);
        Some(if (first..last).any(dash) { last } else { first })
    };
    let mut at = verb;
    for _ in 0..4 {
        if let Some(s) = own(at) {
            // The subject of a relative clause is what the clause describes.
            let relative = parse.tokens[at].dep == Dep::Relcl
                && (matches!(parse.tokens[s].tag, Tag::Wdt | Tag::Wp)
                    || matches!(&*parse.tokens[s].lemma, "that" | "which" | "who"));
            return Some(if relative { parse.tokens[at].head } else { s });
        }
        // "a meeting attended by many": what the participle describes.
        if parse.tokens[at].dep == Dep::Acl && matches!(parse.tokens[at].tag, Tag::Vbn | Tag::Vbg) {
            return Some(parse.tokens[at].head);
        }
        if !matches!(parse.tokens[at].dep, Dep::Conj | Dep::Xcomp | Dep::Advcl | Dep::Pcomp) {
            return None;
        }
        // "Began by inspecting".
        let by = parse.tokens[at].dep == Dep::Pcomp;
        let up = if by { parse.tokens[parse.tokens[at].head].head } else { parse.tokens[at].head };
        if up == at || by && parse.tokens[up].pos != Pos::Verb {
            return None;
        }
        at = up;
    }
    None
}

/// The linked entity that a token heads a mention of.
fn linked(pile: &Pile<'_>, page: usize, token: usize) -> Option<usize> {
    let analysis = pile.pages[page];
    let local = analysis.entities.iter().position(|e| e.mentions.iter().any(|m| m.head == token))?;
    pile.entity_of[page].get(local).copied()
}

/// The name of the entity that a token heads a mention of.
fn name_of(pile: &Pile<'_>, dossier: &Dossier, page: usize, token: usize) -> Option<Vec<String>> {
    let analysis = pile.pages[page];
    // "Orlov and Berg": the words of the page say it better.
    if analysis.parse.child(token, Dep::Conj).is_some() {
        return None;
    }
    let local = analysis.entities.iter().position(|e| e.mentions.iter().any(|m| m.head == token))?;
    let entity = dossier.entities.get(*pile.entity_of[page].get(local)?)?;
    let mentions = &analysis.entities[local].mentions;
    let kind = mentions.iter().find(|m| m.head == token).map(|m| m.kind)?;
    let lemma = analysis.parse.tokens[token].lemma.to_lowercase();
    // Neither towns nor firms are "he" or "she", nobody is "it", and what the page gives no name ("61 people") gets none here: the page's
    // own words say less than a name, but nothing wrong.
    let named = analysis.entities[local].is_named();
    let person = entity.kind == EntityKind::Person;
    let fits = match (kind, lemma.as_str()) {
        (_, "he") => person,
        (_, "she") => person || entity.kind == EntityKind::Product,
        (_, "it") => !person,
        // "The captain" is a person; "the commission that she leads" is not she.
        (MentionKind::Nominal, noun) if person => {
            crate::judge::is_rank(noun)
                || entity.titles.iter().any(|t| t.title.to_lowercase().split(' ').any(|w| w == noun))
        }
        _ => true,
    };
    if !named || !fits {
        return None;
    }
    proper(pile, dossier, page, local)
}

/// The name of an entity of a page for a line, when it has one.
fn proper(pile: &Pile<'_>, dossier: &Dossier, page: usize, local: usize) -> Option<Vec<String>> {
    let name = &dossier.entities.get(*pile.entity_of[page].get(local)?)?.name;
    let proper = name.chars().any(char::is_uppercase) && name.split_whitespace().count() <= 6;
    proper.then(|| name.split_whitespace().map(str::to_string).collect())
}
