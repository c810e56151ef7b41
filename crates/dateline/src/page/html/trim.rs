//! What a body extractor leaves in though it is no narration: the headline and what stands above it, author and date lines,
//! facts boxes, lists of other articles and references at the end.
//!
//! In: blocks of the body. Out: the same without them, or with another role.

use crate::page::Role;
use crate::page::date;
use crate::page::dump::{same_words, stops};
use crate::page::lexicon::{self, LINES};

/// Trims the blocks of a body; `title` is the headline.
pub fn trim(blocks: &mut Vec<(Role, String)>, title: Option<&str>) {
    if let Some(at) = title.and_then(|t| blocks.iter().take(6).position(|b| same_words(&b.1, t)))
        && !blocks[..at].iter().any(|b| prose(&b.1))
    {
        blocks.drain(..=at);
    }
    let total: usize = blocks.iter().filter(|b| prose(&b.1)).map(|b| b.1.len()).sum();
    let ends = |b: &(Role, String)| b.1.chars().count() <= 120 && !prose(&b.1) && lexicon::any(&LINES.end, &b.1);
    let cut = (1..blocks.len()).find(|i| {
        let rest: usize = blocks[*i..].iter().filter(|b| prose(&b.1)).map(|b| b.1.len()).sum();
        ends(&blocks[*i]) && rest * 10 < total * 3
    });
    if let Some(cut) = cut {
        // The line of credits can stand below the cut, as the last thing of the article.
        blocks.truncate(cut);
    }
    // Below the last paragraph, a line that says whom to ask or what else there is ends the article.
    if let Some(last) = blocks.iter().rposition(|b| prose(&b.1) && !lexicon::is_tail(&b.1))
        && let Some(cut) = (last + 1..blocks.len()).find(|i| lexicon::is_tail(&blocks[*i].1))
    {
        blocks.truncate(cut);
    }
    let first = blocks.iter().position(|b| prose(&b.1)).unwrap_or(0);
    let boxed = blocks[..first].iter().filter(|b| b.0 == Role::Body && !stops(&b.1)).count();
    for (role, text) in &mut blocks[..first] {
        let short = text.chars().count() <= 150;
        if short && date::date_line(text).is_some() {
            *role = Role::Date;
        } else if short && !stops(text) && lexicon::any(&LINES.byline, text) {
            *role = Role::Credit;
        } else if *role == Role::Body && boxed >= 3 && !stops(text) {
            *role = Role::Facts;
        }
    }
    blocks.retain(|b| b.1.chars().count() > 60 || !lexicon::any(&LINES.skip, &b.1));
    while blocks.last().is_some_and(|b| b.0 == Role::Heading) {
        blocks.pop();
    }
}

fn prose(text: &str) -> bool {
    let chars = text.chars().count();
    (chars > 60 && stops(text)) || chars > 200
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_narration_goes() {
        let body = |t: &str| (Role::Body, t.to_string());
        let long = "The dam above Velm burst on Friday, the governor told reporters in the town hall.";
        let mut blocks = vec![
            body("Home | News"),
            (Role::Heading, "Dam bursts".into()),
            body("By Ina Holm"),
            body("May 2, 2031"),
            body(long),
            body("Advertisement"),
            body(long),
            (Role::Heading, "Related stories".into()),
            body("Harbour of Orne reopens"),
        ];
        trim(&mut blocks, Some("Dam bursts"));
        let roles: Vec<Role> = blocks.iter().map(|b| b.0).collect();
        assert_eq!(roles, [Role::Credit, Role::Date, Role::Body, Role::Body]);
    }

    #[test]
    fn a_facts_box_is_named() {
        let body = |t: &str| (Role::Body, t.to_string());
        let mut blocks =
            vec![body("Cause: storm"), body("Place Velm"), body("Deaths 3"), body(&"The dam burst. ".repeat(20))];
        trim(&mut blocks, None);
        assert_eq!(blocks.iter().filter(|b| b.0 == Role::Facts).count(), 3);
    }
}
