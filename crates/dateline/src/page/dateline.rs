//! Datelines: the place, the day and the agency before the first sentence of a report.
//!
//! In: the text of a page and its blocks. Out: the same blocks, those that begin with a dateline cut in two, and what the datelines say.
//! The text stays as it is; the part with the dateline has a role of its own, so that no later stage reads it as part of a sentence.
//!
//! Known are "VELM, Norland, March 3 (AP) —", "VELM/ORNE - ", "Velm, 26 May (Reuters) - ", "(Reuters) - " and "VELM /Sund/, May 2. /TASS/.".
//! A place in capitals alone needs a dash and a sentence behind it; one in small letters needs a day and an agency, or the two words of
//! the agency's brackets.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::{Block, Role, date};
use crate::Span;

/// What a dateline says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// Where it stands, with the dash behind it.
    pub span: Span,
    /// Its day, when it names the year.
    pub day: Option<Date>,
}

/// Narrated blocks at the head of a text among which a place in capitals is a dateline without a day or an agency.
const HEAD: usize = 3;
/// What follows a dateline is a sentence: it has more bytes than this.
const SENTENCE: usize = 40;

/// Its parts in order.
static DATELINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let months = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?";
    let weekday = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?";
    let name = r"\p{Lu}[\p{L}’'.-]*";
    let capitals = r"\p{Lu}[\p{Lu}’'.-]*\p{Lu}";
    let pattern = format!(
        r#"(?x)^
        (?: (?: (?P<caps>(?:\p{{Lu}}\.?\s)?{capitals}(?:[\s/-]{{1,3}}(?:DE|D[’']|{capitals})){{0,3}})
              | (?P<small>{name}(?:[\s/]{name}){{0,3}}) )
            (?: ,\s(?P<region>{name}(?:\s(?:and|of|de|{name})){{0,3}}) | \s?/(?P<slashed>{name}(?:\s{name}){{0,2}})/ )?
            (?P<day>,?\s (?: (?i:{weekday}),?\s )?
                (?i: {months}\s\d{{1,2}} | \d{{1,2}}\s{months} ) (?: ,?\s(?:19|20)\d\d )? (?: ,\s(?i:{weekday}) )? )?
            [,.]?\s?
        )?
        (?: \((?P<agency>\p{{L}}[^()\n]{{1,40}})\) | /(?P<eastern>\p{{Lu}}[\p{{L}}\s-]{{1,20}})/ )?
        (?P<mark>\s?(?:—|–|--|-)\s | \s?(?:—|--)\s? | :\s | \.\s)
        "#
    );
    Regex::new(&pattern).ok()
});

/// Words in capitals before a dash that announce a text and are no place.
static ANNOUNCES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:^|\s)(?:UPDATE\w*|BREAKING|EXCLUSIVE|LIVE|WATCH|VIDEO|PHOTOS?|FILE|OPINION|ANALYSIS|EXPLAINER|FACTBOX|TIMELINE|CORRECTED|CORRECTION|NOTE|NEWS|SUMMARY|REPORT|STATEMENT|RELEASE|PRESS|FACT|FACTS|CHECK|INTERVIEW|PROFILE|REVIEW|EDITORIAL|COMMENT|COLUMN|WARNING|ALERT|BRIEF|FEATURE|ADVISORY|TRANSCRIPT|Q|A)$").ok()
});

/// The dateline at the start of a paragraph. `head` says that the paragraph is one of the first.
pub fn of(paragraph: &str, head: bool) -> Option<Dateline> {
    let caps = DATELINE.as_ref()?.captures(paragraph)?;
    let whole = caps.get(0)?;
    let has = |name: &str| caps.name(name).is_some();
    let rest = &paragraph[whole.end()..];
    let begins = rest.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    if rest.len() <= SENTENCE || !begins || whole.end() > 120 {
        return None;
    }
    let credited = has("agency") || has("eastern");
    let mark = caps.name("mark").map_or("", |m| m.as_str().trim());
    let dash = !matches!(mark, ":" | ".");
    let places = caps.name("caps").or(caps.name("small"));
    let holds = if let Some(caps) = caps.name("caps") {
        let announces = ANNOUNCES.as_ref().is_some_and(|a| a.is_match(caps.as_str()));
        let marked = dash && (credited || has("day") || (head && !announces));
        marked || (has("eastern") && mark == ".") || (has("day") && credited && mark == ":")
    } else if has("small") {
        // "Holt (Labour) - The mayor" is no dateline: only a day or the region make sure of a place in small letters.
        dash && credited && (has("day") || (head && has("region")))
            || has("eastern") && has("day") && mark == "."
            || dash && head && has("day")
    } else {
        has("agency") && dash && head || has("eastern") && head
    };
    if !holds || (places.is_none() && !credited) {
        return None;
    }
    let day =
        caps.name("day").and_then(|d| date::date_in_line(d.as_str().trim_start_matches(',').trim_start())).map(|d| d.0);
    let span = Span::new(0, paragraph[..whole.end()].trim_end().len());
    Some(Dateline { span, day: day.filter(|d| date::plausible(*d)) })
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
