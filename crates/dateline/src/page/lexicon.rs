//! The patterns of `data/page/`, compiled once.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};
use serde::Deserialize;

/// Patterns for the lines of a page.
pub struct Lines {
    /// A line after which nothing belongs to the article.
    pub end: Vec<Regex>,
    /// Those of them that announce articles related to this one.
    pub related: Vec<Regex>,
    /// A line below the last paragraph with which what is no part of the article begins, though it can be a sentence.
    pub tail: Vec<Regex>,
    /// A line inside the article that is no part of it.
    pub skip: Vec<Regex>,
    /// Text under a picture.
    pub caption: Vec<Regex>,
    /// Who wrote and edited, at the end.
    pub credit: Vec<Regex>,
    /// A note in which a paper corrects itself.
    pub correction: Vec<Regex>,
    /// The author's line, with a group `names`.
    pub byline: Vec<Regex>,
    /// What stands before the headline of a memorandum.
    pub subject: Vec<Regex>,
    /// Lines in which a site names itself, with a group `name` and a weight.
    pub outlet: Vec<(Regex, u32)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    end: Vec<String>,
    related: Vec<String>,
    tail: Vec<String>,
    skip: Vec<String>,
    caption: Vec<String>,
    credit: Vec<String>,
    correction: Vec<String>,
    byline: Vec<String>,
    subject: Vec<String>,
    outlet: Vec<Outlet>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Outlet {
    pattern: String,
    weight: u32,
}

const SOURCE: &str = include_str!("../../../../data/page/lines.toml");

/// The patterns.
pub static LINES: LazyLock<Lines> = LazyLock::new(|| {
    let file: File = crate::data::table("page/lines.toml", SOURCE);
    let whole = |patterns: &[String]| patterns.iter().map(|p| compile(&format!("^(?:{p})$"))).collect();
    Lines {
        end: whole(&file.end),
        related: whole(&file.related),
        tail: whole(&file.tail),
        skip: whole(&file.skip),
        caption: file.caption.iter().map(|p| compile(p)).collect(),
        credit: whole(&file.credit),
        correction: whole(&file.correction),
        byline: whole(&file.byline),
        subject: file.subject.iter().map(|p| compile(&format!("^(?:{p})"))).collect(),
        outlet: file.outlet.iter().map(|o| (compile(&format!("^(?:{})$", o.pattern)), o.weight)).collect(),
    }
});

fn compile(pattern: &str) -> Regex {
    let built = RegexBuilder::new(pattern).case_insensitive(true).size_limit(1 << 22).build();
    built.unwrap_or_else(|e| crate::data::broken("page/lines.toml", &e.to_string()))
}

/// Whether a line ends the article where it stands below the last paragraph.
pub fn is_tail(line: &str) -> bool {
    line.chars().count() <= 400 && any(&LINES.tail, line)
}

/// Whether one of the patterns matches.
pub fn any(patterns: &[Regex], line: &str) -> bool {
    patterns.iter().any(|p| p.is_match(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_and_credits() {
        let caption = |line: &str| any(&LINES.caption, line);
        assert!(caption("The dam before it burst.Image: Ina Holm/Reuters"));
        assert!(caption("Villagers near Velm on Monday. (Image Credit: Twitter/@velmnews)"));
        assert!(caption("FILE - The dam at Velm in 2019."));
        assert!(caption("A soldier carries a child on Monday. Ina Holm/AP"));
        assert!(!caption("The dam burst on Monday, officials told the AP news agency."));
        assert!(!caption("\"It was over in a minute,\" the mayor said (in German)."));
        let credit = |line: &str| any(&LINES.credit, line);
        assert!(credit("ab/cde (afp, ap, reuters)"));
        assert!(credit("The Globe’s Ina Holm and Per Lind contributed to this report"));
        assert!(credit("Reporting by Ina Holm; editing by Per Lind"));
        assert!(!credit("The dam (built in 1962) burst."));
    }
}
