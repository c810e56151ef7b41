//! Datelines: the place, the day and the agency before the first sentence of a report.
//!
//! In: the text of a page and its blocks. Out: the same blocks, those that begin with a dateline cut in two, and what the datelines say.
//! The text stays as it is; the part with the dateline has a role of its own, so that no later stage reads it as part of a sentence.
//!
//! What is a dateline is said in [`credit::dateline`]; here stand the conditions under which one is cut off. A place in capitals alone needs a dash and a sentence behind it; one in small letters needs a day and an agency, or the two words of
//! the agency's brackets.

use super::credit::{self, Dateline};
use super::{Block, Role};
use crate::Span;

/// Narrated blocks at the head of a text among which a place in capitals is a dateline without a day or an agency.
const HEAD: usize = 3;
/// What follows a dateline is a sentence: it has more bytes than this.
const SENTENCE: usize = 40;

/// The dateline at the start of a paragraph, its span without the space behind it. `head` says that the paragraph is one of the first.
fn of(paragraph: &str, head: bool) -> Option<Dateline> {
    let found = credit::dateline(paragraph)?;
    let rest = &paragraph[found.span.end..];
    let begins = rest.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    if rest.len() <= SENTENCE || !begins {
        return None;
    }
    let (dated, credited) = (found.month_day.is_some(), !found.agencies.is_empty());
    let holds = match &found.place {
        Some(_) if found.capitals => dated || credited || head,
        // "Holt (Labour) - The mayor" is no dateline: only a day or the region make sure of a place in small letters.
        Some(place) => dated && (credited || head) || credited && head && place.contains(','),
        None => credited && head,
    };
    let end = paragraph[..found.span.end].trim_end().len();
    holds.then_some(Dateline { span: Span::new(found.span.start, end), ..found })
}

/// Cuts the datelines off the narrated blocks of a text. Gives what they say, in order.
pub fn set_apart(text: &str, blocks: &mut Vec<Block>) -> Vec<Dateline> {
    let (mut found, mut narrated) = (Vec::new(), 0);
    for at in 0.. {
        let Some(block) = blocks.get(at + found.len()) else { break };
        if block.role != Role::Body && block.role != Role::Standfirst {
            continue;
        }
        let paragraph = block.span.of(text);
        narrated += 1;
        let Some(dateline) = of(paragraph, narrated <= HEAD) else { continue };
        let (start, end) = (block.span.start, block.span.start + dateline.span.end);
        let behind = &paragraph[dateline.span.end..];
        let body = end + (behind.len() - behind.trim_start().len());
        // Where the file holds the very bytes of the block, each part is led back to its own.
        let exact = block.source.filter(|s| s.end - s.start == block.span.end - start);
        let of_file = |from: usize, to: usize| exact.map(|s| Span::new(s.start + from - start, s.start + to - start));
        let (whole, last) = (block.source, block.span.end);
        let first = Block { span: Span::new(start, end), source: of_file(start, end), role: Role::Dateline };
        let second = Block { span: Span::new(body, last), source: of_file(body, last).or(whole), role: block.role };
        let index = at + found.len();
        blocks.splice(index..=index, [first, second]);
        found.push(Dateline { span: Span::new(start, end), ..dateline });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEWS: &str = "The dam above the town burst on Monday, officials said.";

    #[track_caller]
    fn check(dateline: &str, day: Option<&str>) {
        let paragraph = format!("{dateline} {NEWS}");
        let found = of(&paragraph, true);
        assert_eq!(found.as_ref().map(|f| f.span.of(&paragraph)), Some(dateline));
        assert_eq!(found.and_then(|f| f.day).map(|d| d.to_string()).as_deref(), day);
    }

    #[test]
    fn datelines() {
        check("VELM —", None);
        check("VELM (AP) —", None);
        check("VELM, Norland (AP) —", None);
        check("PORT ORNE, St. Velm (XP) —", None);
        check("VELM/ORNE -", None);
        check("VELM, May 2 (Reuters) -", None);
        check("VELM, Norland, May 2, 2031 (AP) —", Some("2031-05-02"));
        check("VELM, 2 May 2031 —", Some("2031-05-02"));
        check("Velm, 26 May (NORTA) -", None);
        check("Velm/Orne, 26 May (NORTA) -", None);
        check("Velm, 5 October 2031, Friday (Norland Sport) -", Some("2031-10-05"));
        check("(Reuters) -", None);
        check("VELM /Sund/, September 15. /TASS/.", None);
    }

    #[test]
    fn what_is_no_dateline() {
        for start in [
            "UPDATE 1 -",
            "BREAKING -",
            "PRESIDENT MOE:",
            "Velm -",
            "Velm (Norland) is old -",
            "A —",
            "Ina Holm —",
            "Holt (Labour) -",
        ] {
            assert_eq!(of(&format!("{start} {NEWS}"), true), None, "{start}");
        }
        // The sentence goes on, or nothing follows, or it stands far down.
        assert_eq!(of("NATO — which has bases there — sent two ships to the harbour of the town.", true), None);
        assert_eq!(of("VELM — Two dead", true), None);
        assert_eq!(of(&format!("VELM — {NEWS}"), false), None);
    }

    #[test]
    fn the_text_stays_and_the_block_starts_behind() {
        let text = format!("VELM (AP) — {NEWS}\n\n{NEWS}");
        let first = text.find("\n\n").unwrap();
        let block = |start, end| Block {
            span: Span::new(start, end),
            source: Some(Span::new(start + 7, end + 7)),
            role: Role::Body,
        };
        let mut blocks = vec![block(0, first), block(first + 2, text.len())];
        assert_eq!(set_apart(&text, &mut blocks).len(), 1);
        let found: Vec<(Role, &str)> = blocks.iter().map(|b| (b.role, b.span.of(&text))).collect();
        assert_eq!(found, [(Role::Dateline, "VELM (AP) —"), (Role::Body, NEWS), (Role::Body, NEWS)]);
        assert_eq!(blocks[1].source.map(|s| s.start), Some(blocks[1].span.start + 7));
    }
}
