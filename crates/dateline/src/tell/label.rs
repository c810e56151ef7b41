//! A short line for an event, in the words of its best sentence.
//!
//! In: an event and its mentions. Out: agent, verb and main arguments as a page words them, without asides, dates and subordinate clauses.
//! No word is added; a pronoun or a bare surname as subject gives way to the name of its entity, for a line stands alone.

use crate::Dossier;
use crate::event::{EntityKind, Event, ParticipantRole};
use crate::language::{Dep, Parse, Pos, Tag};
use crate::link::Pile;

/// Words of a label beyond which no further argument is added.
const ENOUGH: usize = 9;
/// Words of a label at most.
const MOST: usize = 16;

/// The label of an event.
pub(crate) fn label(pile: &Pile<'_>, dossier: &Dossier, event: usize) -> String {
    let mut best: Option<(i32, String)> = None;
    for &(page, local) in pile.mentions[event].iter().take(12) {
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
    let certain = mention.certainty == crate::event::Certainty::Certain;
    i32::from(verb) * 3 + i32::from(past) * 2 + i32::from(agent) * 4 + i32::from(certain) * 3 + length
}

/// The label that one mention gives.
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
    let mut words: Vec<String> = Vec::new();
    if parse.tokens[root].pos == Pos::Verb || parse.tokens[root].pos == Pos::Aux {
        if let Some(subject) = subject(parse, root) {
            words.extend(name_of(pile, dossier, page, subject).unwrap_or_else(|| phrase(parse, text, subject, 7)));
        }
        predicate(parse, text, root, &mut words);
        if let Some(said) = said(analysis, mention) {
            words.truncate(MOST);
            words.push(said);
            return tidy(&words);
        }
    } else {
        words.extend(phrase(parse, text, root, MOST));
    }
    words.truncate(MOST + 4);
    tidy(&words)
}

/// The words that a verb of speech introduces directly, cut where a clause ends.
fn said(analysis: &crate::Analysis, mention: &Event) -> Option<String> {
    let parse = &analysis.parse;
    if parse.child(mention.token, Dep::Ccomp).is_some_and(|c| c > mention.token) {
        return None;
    }
    let quotation = analysis
        .quotations
        .iter()
        .find(|q| q.cue.is_some_and(|c| c.overlaps(mention.span)) && q.kind == crate::speech::QuotationKind::Direct)?;
    let text = analysis.page.text.get(quotation.span.start..quotation.span.end)?;
    let text = text.trim_matches(|c: char| matches!(c, '"' | '“' | '”' | ',' | ' ' | '.'));
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut cut = words.len().min(14);
    if cut < words.len() {
        let clause = words[4..cut].iter().rposition(|w| w.ends_with([',', ';', '.', ':']));
        cut = clause.map_or(cut, |c| c + 5);
    }
    let mut line = words[..cut].join(" ").trim_end_matches([',', ';', '.', ':']).to_string();
    if cut < words.len() {
        line.push_str(" …");
    }
    Some(format!("“{line}”"))
}

/// The verb that governs a noun as its object or subject.
fn clause_of(parse: &Parse, token: usize) -> Option<usize> {
    let head = parse.tokens[token].head;
    let governs = matches!(parse.tokens[token].dep, Dep::Dobj | Dep::Nsubj | Dep::Nsubjpass | Dep::Attr);
    (governs && head != token && parse.tokens[head].pos == Pos::Verb).then_some(head)
}

/// The subject of a verb, its own or that of the verb it is joined to.
fn subject(parse: &Parse, verb: usize) -> Option<usize> {
    // The nearest: a dateline in capitals ("BERGEN, Norway — Police arrested") is taken for a subject too, and stands first.
    let own = |v: usize| {
        let mut subjects = parse.children(v).filter(|c| matches!(parse.tokens[*c].dep, Dep::Nsubj | Dep::Nsubjpass));
        let first = subjects.next()?;
        Some(subjects.rfind(|c| *c < v).unwrap_or(first))
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
        let up = parse.tokens[at].head;
        if up == at {
            return None;
        }
        at = up;
    }
    None
}

/// The name of the entity that a token heads a mention of.
fn name_of(pile: &Pile<'_>, dossier: &Dossier, page: usize, token: usize) -> Option<Vec<String>> {
    let analysis = pile.pages[page];
    // "Orlov and Berg": the words of the page say it better.
    if analysis.parse.child(token, Dep::Conj).is_some() {
        return None;
    }
    let local = analysis.entities.iter().position(|e| e.mentions.iter().any(|m| m.head == token))?;
    let linked = *pile.entity_of[page].get(local)?;
    let entity = dossier.entities.get(linked)?;
    // Neither towns nor firms are "he" or "she", and what the page gives no name ("61 people") gets none here: the page's own words say
    // less than a name, but nothing wrong.
    let named = analysis.entities[local].is_named();
    let fits = match &*analysis.parse.tokens[token].lemma {
        "he" => entity.kind == EntityKind::Person,
        "she" => matches!(entity.kind, EntityKind::Person | EntityKind::Product),
        _ => true,
    };
    if !named || !fits {
        return None;
    }
    let name = entity.name.clone();
    let proper = name.chars().any(char::is_uppercase) && name.split_whitespace().count() <= 6;
    proper.then(|| name.split_whitespace().map(str::to_string).collect())
}

/// A noun phrase without relative clauses, appositions and brackets.
fn phrase(parse: &Parse, text: &str, head: usize, most: usize) -> Vec<String> {
    let mut keep = vec![head];
    let mut stack = vec![head];
    while let Some(t) = stack.pop() {
        for c in parse.children(t) {
            let token = &parse.tokens[c];
            let aside =
                matches!(token.dep, Dep::Relcl | Dep::Appos | Dep::Punct | Dep::Parataxis | Dep::Advcl | Dep::Npadvmod);
            let hyphen = token.dep == Dep::Punct && token.span.of(text).starts_with('-');
            if (!aside || hyphen) && !(token.dep == Dep::Acl && c > head + 6) {
                keep.push(c);
                stack.push(c);
            }
        }
    }
    keep.sort_unstable();
    words_of(parse, text, &keep, most)
}

/// Verb group and arguments in the order of the text.
fn predicate(parse: &Parse, text: &str, verb: usize, words: &mut Vec<String>) {
    let mut keep: Vec<usize> = vec![verb];
    let mut arguments: Vec<usize> = Vec::new();
    for c in parse.children(verb) {
        match parse.tokens[c].dep {
            Dep::Aux | Dep::Auxpass | Dep::Neg | Dep::Prt => keep.push(c),
            Dep::Dobj
            | Dep::Attr
            | Dep::Acomp
            | Dep::Oprd
            | Dep::Dative
            | Dep::Xcomp
            | Dep::Ccomp
            | Dep::Prep
            | Dep::Agent
                if c > verb =>
            {
                arguments.push(c);
            }
            _ => {}
        }
    }
    // "which had arrived": relative words are no part of a line.
    keep.retain(|t| parse.tokens[*t].pos != Pos::Pron);
    // An infinitive stands alone without its particle only after a subject of its own.
    let mut count = words.len() + keep.len();
    for argument in arguments {
        let token = &parse.tokens[argument];
        let essential =
            matches!(token.dep, Dep::Dobj | Dep::Attr | Dep::Acomp | Dep::Oprd | Dep::Xcomp | Dep::Ccomp | Dep::Dative);
        if token.dep == Dep::Prep && temporal(parse, argument) {
            continue;
        }
        let before = keep.len();
        gather(parse, text, argument, &mut keep);
        let added = keep.len() - before;
        if (!essential && count >= ENOUGH)
            || (count > verb_minimum(words) && count + added > MOST + usize::from(essential) * 4)
        {
            keep.truncate(before);
            if !essential {
                break;
            }
            continue;
        }
        count += added;
    }
    keep.sort_unstable();
    words.extend(words_of(parse, text, &keep, MOST + 4));
}

fn verb_minimum(words: &[String]) -> usize {
    words.len() + 2
}

/// The tokens of an argument without its asides.
fn gather(parse: &Parse, text: &str, root: usize, keep: &mut Vec<usize>) {
    let mut stack = vec![root];
    while let Some(t) = stack.pop() {
        keep.push(t);
        for c in parse.children(t) {
            let token = &parse.tokens[c];
            let aside = matches!(token.dep, Dep::Relcl | Dep::Appos | Dep::Parataxis | Dep::Advcl)
                || (token.dep == Dep::Punct
                    && !token.span.of(text).chars().all(|c| matches!(c, '-' | '"' | '“' | '”' | '\'')))
                || (token.dep == Dep::Prep && temporal(parse, c));
            if !aside {
                stack.push(c);
            }
        }
    }
}

/// "on Monday", "in July": the date has its own column.
fn temporal(parse: &Parse, preposition: usize) -> bool {
    let Some(object) = parse.child(preposition, Dep::Pobj) else { return false };
    parse.names.iter().any(|n| {
        n.tokens.contains(&object)
            && matches!(n.kind, crate::language::NameKind::Date | crate::language::NameKind::Time)
    })
}

fn words_of(parse: &Parse, text: &str, tokens: &[usize], most: usize) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut glued = false;
    for (n, t) in tokens.iter().enumerate() {
        let token = &parse.tokens[*t];
        let piece = token.span.of(text);
        if piece.trim().is_empty() {
            continue;
        }
        match words.last_mut() {
            Some(last) if glued => last.push_str(piece),
            _ => {
                if words.len() >= most {
                    break;
                }
                words.push(piece.to_string());
            }
        }
        glued = tokens.get(n + 1).is_some_and(|next| parse.tokens[*next].span.start == token.span.end);
    }
    words
}

/// Cuts what must not end a line, closes what was opened, begins with a capital.
fn tidy(words: &[String]) -> String {
    const DANGLING: &[&str] = &[
        "a", "an", "the", "of", "to", "in", "on", "at", "for", "with", "from", "by", "as", "and", "or", "but", "that",
        "which", "who", "his", "her", "its", "their", "into", "toward", "towards", "after", "before", "during",
        "through", "against", "amid", "about", "over",
    ];
    let mut words = words.to_vec();
    while words
        .last()
        .is_some_and(|w| DANGLING.contains(&w.to_lowercase().as_str()) || w.chars().all(|c| !c.is_alphanumeric()))
    {
        words.pop();
    }
    // Marks of footnotes ("reef.[1") belong to the page, not to the sentence.
    let note = |w: &str| w.find(".[").map_or(w.len(), |at| at);
    let mut line = words.iter().map(|w| &w[..note(w)]).collect::<Vec<_>>().join(" ");
    for (open, close) in [('“', '”'), ('"', '"')] {
        let opened = line.matches(open).count();
        let odd = if open == close { opened % 2 == 1 } else { opened != line.matches(close).count() };
        if odd {
            line = line.replace([open, close], "");
        }
    }
    let line = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–' | '—'));
    let mut chars = line.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
