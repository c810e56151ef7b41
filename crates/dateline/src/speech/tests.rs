use super::*;
use crate::page::Page;
use crate::{IndexVec, Models};
use std::sync::LazyLock;

static MODELS: LazyLock<Models> = LazyLock::new(Models::embedded);

/// `expected`: one quotation a line, "speaker < chain: words".
fn check(text: &str, expected: &[&str]) {
    let page = Page::from_text("t", text, None);
    let parse = MODELS.language.parse(&page.text, &page.blocks);
    let entities = crate::entity::entities(&page, &parse);
    let found = quotations(&page, &parse, &entities, &mut Vec::new());
    let shown: Vec<String> = found
        .iter()
        .map(|q| {
            let mut names = vec![q.speaker.as_ref().map_or("?", |s| &s.name)];
            names.extend(q.chain.iter().map(|s| s.name.as_str()));
            format!("{}: {}", names.join(" < "), q.span.of(text))
        })
        .collect();
    for line in expected {
        assert!(shown.iter().any(|s| s == line), "no {line:?} in {shown:#?}");
    }
}

#[test]
fn cue_after_before_and_inverted() {
    check("\"The dam will hold,\" said Vera Orlov.", &["Vera Orlov: \"The dam will hold,\""]);
    check("Vera Orlov said: \"The dam will hold.\"", &["Vera Orlov: \"The dam will hold.\""]);
    check(
        "\"We act,\" said Vera Orlov, \"in the name of the whole valley.\"",
        &["Vera Orlov: \"We act,\"", "Vera Orlov: \"in the name of the whole valley.\""],
    );
}

#[test]
fn several_sentences_and_paragraphs() {
    check(
        "“The water rose. Nobody knew why. We ran,” said Anton Wells, a farmer.",
        &["Anton Wells: “The water rose. Nobody knew why. We ran,”"],
    );
    check(
        "“The water rose,” Anton Wells said. “We ran to the hills.”",
        &["Anton Wells: “The water rose,”", "Anton Wells: “We ran to the hills.”"],
    );
    check(
        "Anton Wells said: “The water rose.\n\n“We ran to the hills.”",
        &["Anton Wells: “The water rose.", "Anton Wells: “We ran to the hills.”"],
    );
}

#[test]
fn indirect_speech() {
    check("Vera Orlov said that the dam would hold.", &["Vera Orlov: that the dam would hold"]);
    check("According to Vera Orlov, the dam would hold.", &["Vera Orlov: the dam would hold"]);
}

#[test]
fn chains() {
    check(
        "Mayor Anton Wells said there were no plans to close the port, according to Ruvian state media.",
        &["Anton Wells < Ruvian state media: there were no plans to close the port"],
    );
}

#[test]
fn layout() {
    check("“We were lucky.” — Vera Orlov", &["Vera Orlov: “We were lucky.”"]);
    check("ORLOV: Will the dam hold this winter?", &["ORLOV: Will the dam hold this winter"]);
}

#[test]
fn titles_and_holidays_are_not_said() {
    let text = "The parade on \"Flood Day\" was shown on the programme \"Morning in Sarn\", Vera Orlov said.";
    let page = Page::from_text("t", text, None);
    let parse = MODELS.language.parse(&page.text, &page.blocks);
    let found = quotations(&page, &parse, &IndexVec::new(), &mut Vec::new());
    assert!(found.iter().all(|q| !q.span.of(text).starts_with('"')), "{found:#?}");
}

#[test]
fn unclosed_marks_are_noted() {
    let text = "The office urged them to “not sell boats to Ruvia.\n\n“As we said, talks go on,” Anton Wells said.";
    let page = Page::from_text("t", text, None);
    let parse = MODELS.language.parse(&page.text, &page.blocks);
    let mut notes = Vec::new();
    let found = quotations(&page, &parse, &IndexVec::new(), &mut notes);
    assert_eq!(notes.len(), 1);
    assert_eq!(notes[0].code, "unclosed-quotation");
    assert!(found.iter().any(|q| q.span.of(text) == "“not sell boats to Ruvia."), "{found:#?}");
}
