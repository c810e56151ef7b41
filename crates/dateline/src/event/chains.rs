//! Mentions of one event inside a page.
//!
//! In: the events of a page in text order. Out: their `chain` set: verbs and nouns of one stem with no participant against it.

use std::collections::BTreeMap;

use super::{Entity, Event};
use crate::language::Parse;

/// Endings that make nouns of verbs, longest first, and what stands in their place in the stem.
const ENDINGS: [(&str, &str); 14] = [
    ("ification", "ify"),
    ("ization", "iz"),
    ("isation", "iz"),
    ("ation", ""),
    ("ition", ""),
    ("ment", ""),
    ("sion", ""),
    ("tion", "t"),
    ("ance", ""),
    ("ence", ""),
    ("ing", ""),
    ("ery", "er"),
    ("al", ""),
    ("ure", ""),
];

/// What verb and noun have in common: "announce" and "announcement".
pub(crate) fn stem(lemma: &str) -> String {
    let mut stem = lemma;
    let mut tail = "";
    for (ending, with) in ENDINGS {
        if let Some(front) = lemma.strip_suffix(ending)
            && front.len() >= 4
        {
            stem = front;
            tail = with;
            break;
        }
    }
    let joined = format!("{stem}{tail}");
    let cut = joined.trim_end_matches(['e', 'y']);
    // A doubled consonant is single in the verb: "shipping", "ship".
    let mut out = cut.to_owned();
    let tail: Vec<char> = out.chars().rev().take(2).collect();
    if tail.len() == 2 && tail[0] == tail[1] && stem != lemma && tail[0] != 's' && tail[0] != 'l' {
        out.pop();
    }
    out
}

/// Sets the chain of each event.
pub(crate) fn link(parse: &Parse, entities: &[Entity], events: &mut [Event]) {
    let _ = (parse, entities);
    let mut by_stem: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for i in 0..events.len() {
        let lemma = events[i].lemma.as_str();
        if matches!(
            lemma,
            "be" | "have"
                | "do"
                | "say"
                | "tell"
                | "make"
                | "take"
                | "get"
                | "go"
                | "come"
                | "add"
                | "note"
                | "state"
                | "become"
                | "include"
        ) {
            continue;
        }
        let earlier = by_stem.entry(stem(lemma)).or_default();
        let found = earlier.iter().rev().copied().find(|j| agree(&events[*j], &events[i]));
        if let Some(j) = found {
            events[i].chain = events[j].chain;
        }
        earlier.push(i);
    }
}

/// Whether nothing speaks against two mentions being of one event.
fn agree(a: &Event, b: &Event) -> bool {
    a.polarity == b.polarity
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn verbs_and_their_nouns_share_a_stem() {
        for (verb, noun) in [
            ("announce", "announcement"),
            ("deliver", "delivery"),
            ("negotiate", "negotiation"),
            ("ship", "shipping"),
            ("refuse", "refusal"),
        ] {
            assert_eq!(stem(verb), stem(noun), "{verb} {noun}");
        }
    }
}
