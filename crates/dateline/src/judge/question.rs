//! One question that somebody was asked, in several wordings.
//!
//! In: clauses under "whether" or "if" below a verb of asking. Two pages that let one person be asked about the same actor with the same verb,
//! and go on in other words, give variants of one question.

use std::collections::BTreeSet;

use super::sentence::narrates;
use crate::language::{Dep, Parse, Pos};
use crate::link::{Pile, sentence_span};
use crate::{Discrepancy, DiscrepancyKind, DiscrepancyStatus, Dossier, Evidence, Span, Variant};
use crate::{EntityId, PageId, StoryId};

struct Question {
    page: PageId,
    story: StoryId,
    at: Evidence,
    words: String,
    verb: String,
    /// Entities that do what is asked about.
    actors: BTreeSet<EntityId>,
    /// Entities beside the question in its sentence: who was asked, who asked.
    beside: BTreeSet<EntityId>,
    content: BTreeSet<String>,
}

/// See [`super::RULES`].
pub(super) fn rule(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Discrepancy> {
    let questions = questions(pile, dossier);
    let mut taken = vec![false; questions.len()];
    let mut found = Vec::new();
    for (i, a) in questions.iter().enumerate() {
        let mut wordings: Vec<Variant> = vec![Variant { value: a.words.clone(), support: vec![a.at] }];
        let mut differs = false;
        for (j, b) in questions.iter().enumerate().skip(i + 1) {
            let one = !taken[i]
                && !taken[j]
                && a.page != b.page
                && a.story == b.story
                && a.verb == b.verb
                && !a.actors.is_disjoint(&b.actors)
                && !a.beside.is_disjoint(&b.beside)
                && !a.content.is_disjoint(&b.content);
            if !one {
                continue;
            }
            taken[j] = true;
            let only = a.content.symmetric_difference(&b.content).count();
            if only >= 2 {
                differs = true;
                wordings.push(Variant { value: b.words.clone(), support: vec![b.at] });
            } else {
                wordings[0].support.push(b.at);
            }
        }
        if differs {
            found.push(Discrepancy {
                kind: DiscrepancyKind::Wording,
                status: DiscrepancyStatus::Variant,
                about: None,
                label: format!("{} wordings of one question", wordings.len()),
                variants: wordings,
                reasons: vec!["One person is asked whether the same one would do something, in other words.".into()],
            });
        }
    }
    found
}

fn questions(pile: &Pile<'_>, dossier: &Dossier) -> Vec<Question> {
    let mut found = Vec::new();
    for (page, analysis) in pile.pages.iter_enumerated() {
        let parse = &analysis.parse;
        for (t, token) in parse.tokens.iter().enumerate() {
            let clause = parse.children(t).find(|c| {
                matches!(parse.tokens[*c].dep, Dep::Ccomp | Dep::Advcl | Dep::Xcomp)
                    && parse.children(*c).any(|m| matches!(&*parse.tokens[m].lemma, "whether" | "if"))
            });
            let Some(clause) = clause.filter(|c| &*token.lemma == "ask" && *c > t) else { continue };
            if !narrates(analysis, token.sentence) {
                continue;
            }
            let tokens = own(parse, clause);
            let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { continue };
            let span = parse.span(*first..last + 1);
            let sentence = sentence_span(analysis, token.sentence);
            let Some(subject) = parse.child(clause, Dep::Nsubj) else { continue };
            let subject = parse.span(parse.subtree(subject));
            let actors = pile.mentioned(page, subject).into_iter().collect();
            let mut beside: BTreeSet<EntityId> =
                pile.mentioned(page, Span::new(sentence.start, span.start.max(sentence.start))).into_iter().collect();
            beside.extend(pile.mentioned(page, Span::new(span.end.min(sentence.end), sentence.end)));
            found.push(Question {
                page,
                story: dossier.documents[page].story,
                at: Evidence { document: page, span: sentence },
                words: span.of(&analysis.page.text).trim_end_matches([',', '.', ' ']).to_string(),
                verb: parse.tokens[clause].lemma.to_lowercase(),
                actors,
                beside,
                content: content(parse, tokens),
            });
        }
    }
    found
}

/// The tokens of a clause without the clauses that describe or follow it.
fn own(parse: &Parse, clause: usize) -> Vec<usize> {
    let mut tokens = vec![clause];
    let mut next = 0;
    while let Some(t) = tokens.get(next).copied() {
        next += 1;
        // What was said in answer may hang on the question; it comes behind a comma or a quotation mark.
        let aside = |c: &usize| {
            let token = &parse.tokens[*c];
            matches!(token.dep, Dep::Relcl | Dep::Advcl | Dep::Parataxis)
                || (token.pos == Pos::Punct && *c > clause)
                || (t == clause && token.dep == Dep::Ccomp && token.tag != crate::language::Tag::Vb)
        };
        tokens.extend(parse.children(t).filter(|c| !aside(c)));
    }
    tokens.sort_unstable();
    tokens
}

fn content(parse: &Parse, tokens: Vec<usize>) -> BTreeSet<String> {
    tokens
        .into_iter()
        .filter(|t| matches!(parse.tokens[*t].pos, Pos::Verb | Pos::Noun | Pos::Propn))
        .map(|t| parse.tokens[t].lemma.to_lowercase())
        .collect()
}
