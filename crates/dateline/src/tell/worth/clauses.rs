//! In what clauses pages tell an event.
//!
//! In: the mentions of an event. Out: features of their words: verb or noun, how deep below the sentence, by whom, in what tense.

use std::collections::BTreeSet;

use super::features::{Feature, Story, flag, log};
use crate::event::{Certainty, Event, Polarity, Tense};
use crate::language::{Function, Parse, Pos};
use crate::lexicon::Flag;
use crate::link::rarity_class;
use crate::tell::label::{describes, participle};
use crate::tell::speech::{introduced, narrated};
use crate::time::TimeBasis;
use crate::{Analysis, EventId, Local, MentionId, PageId};

impl Story<'_> {
    /// In what clauses pages tell it.
    pub(super) fn clauses(&self, event: EventId, out: &mut Vec<Feature>) {
        let mentions = &self.pile.mentions[event];
        let any =
            |test: &dyn Fn(PageId, &Event) -> bool| flag(mentions.iter().any(|m| test(m.page, self.pile.event(*m))));
        let all =
            |test: &dyn Fn(PageId, &Event) -> bool| flag(mentions.iter().all(|m| test(m.page, self.pile.event(*m))));
        let parse = |p: PageId| &self.pile.pages[p].parse;
        let function = |f: Function| move |p: PageId, e: &Event| parse(p).tokens[e.token].is(f);
        let depth = |m: &Local<MentionId>| {
            let (parse, token) = (parse(m.page), self.pile.event(*m).token);
            std::iter::once(token)
                .chain(parse.ancestors(token))
                .filter(|t| {
                    matches!(
                        parse.tokens[*t].function(),
                        Function::Relative
                            | Function::Adverbial
                            | Function::NounClause
                            | Function::Clause
                            | Function::OpenClause
                            | Function::PrepositionClause
                    )
                })
                .count()
        };
        let lemma = mentions.first().map(|m| self.pile.event(*m).lemma.as_str()).unwrap_or_default();
        let crowd = mentions.iter().map(|m| {
            let e = self.pile.event(*m);
            self.pile.pages[m.page].events.iter().filter(|o| o.sentence == e.sentence).count()
        });
        let governors = |m: &Local<MentionId>| {
            let (analysis, e) = (self.pile.pages[m.page], self.pile.event(*m));
            let heads: BTreeSet<usize> = analysis.parse.ancestors(e.token).collect();
            analysis.events.iter().filter(|o| o.sentence == e.sentence && heads.contains(&o.token)).count()
        };
        out.extend([
            ("verb", any(&|p, e| parse(p).tokens[e.token].pos == Pos::Verb)),
            ("noun", all(&|p, e| !matches!(parse(p).tokens[e.token].pos, Pos::Verb | Pos::Aux))),
            ("root", any(&function(Function::Root))),
            ("conjunct", any(&function(Function::Conjunct))),
            ("relative", all(&function(Function::Relative))),
            ("adverbial", all(&function(Function::Adverbial))),
            ("complement", all(&function(Function::Clause))),
            ("open", all(&function(Function::OpenClause))),
            ("on_noun", all(&function(Function::NounClause))),
            ("depth", mentions.iter().map(depth).min().unwrap_or_default() as f64),
            ("under_events", mentions.iter().map(governors).min().unwrap_or_default().min(5) as f64),
            ("crowd", crowd.min().unwrap_or_default().min(12) as f64),
            (
                "heading",
                any(&|p, e| {
                    self.pile.pages[p]
                        .page
                        .blocks
                        .iter()
                        .any(|b| b.role == crate::page::Role::Title && b.span.contains(e.span))
                }),
            ),
            ("narrated", any(&|p, e| narrated(self.pile.pages[p], e.span))),
            ("past", any(&|_, e| e.tense == Tense::Past)),
            ("ahead_told", all(&|_, e| e.tense == Tense::Future)),
            (
                "present",
                all(&|p, e| present(parse(p), e.token) && !(stated(e) && narrates_in_present(self.pile.pages[p]))),
            ),
            ("sure", any(&|_, e| e.certainty == Certainty::Certain && e.polarity == Polarity::Positive)),
            ("base", all(&|p, e| parse(p).tokens[e.token].is_base())),
            ("gerund", all(&|p, e| parse(p).tokens[e.token].is_gerund())),
            ("participle", all(&|p, e| participle(parse(p), e.token))),
            ("describes", all(&|p, e| describes(parse(p), e.token))),
            ("passive", any(&|p, e| parse(p).child(e.token, Function::PassiveSubject).is_some())),
            ("object", any(&|p, e| parse(p).child(e.token, Function::Object).is_some())),
            ("subject", any(&|p, e| parse(p).subject(e.token).is_some())),
            ("particle", any(&|p, e| parse(p).particle(e.token).is_some())),
            ("speaks", any(&|p, e| introduced(self.pile.pages[p], e).is_some())),
            ("attributed", all(&|_, e| !e.attribution.is_empty())),
            ("state", flag(Flag::NoLine.has(lemma))),
            ("rarity", f64::from(rarity_class(lemma))),
            ("alike", log(self.lemmas.get(lemma).copied().unwrap_or_default())),
            ("once", flag(self.lemmas.get(lemma).copied().unwrap_or_default() <= 1)),
        ]);
    }
}

fn stated(event: &Event) -> bool {
    event.time.as_ref().is_some_and(|t| t.basis == TimeBasis::Stated)
}

/// Whether a page tells what has a day of its own in the present tense, as a chronology does.
fn narrates_in_present(analysis: &Analysis) -> bool {
    let told = analysis.events.iter().filter(|e| stated(e)).filter(|e| e.token < analysis.parse.tokens.len());
    let (now, past): (Vec<&Event>, Vec<&Event>) = told
        .filter(|e| e.tense == Tense::Past || present(&analysis.parse, e.token))
        .partition(|e| present(&analysis.parse, e.token));
    now.len() >= 5 && now.len() > past.len()
}

/// Whether a verb stands in the present tense, with "be" or without.
fn present(parse: &Parse, token: usize) -> bool {
    let now = |t: usize| parse.tokens[t].is_present();
    let mut auxiliaries = parse.auxiliaries(token);
    let be = |c: usize| now(c) && &*parse.tokens[c].lemma == "be";
    match auxiliaries.next() {
        None => now(token),
        Some(first) => be(first) && !auxiliaries.any(|c| parse.tokens[c].is_modal()),
    }
}
