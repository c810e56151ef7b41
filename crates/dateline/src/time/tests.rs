//! The tagger on bare text, without a parse: what needs no model to be tested.

use proptest::prelude::*;

use super::*;
use crate::language::Parse;
use crate::page::Page;

fn check(published: Option<&str>, text: &str, expected: &[(&str, &str)]) {
    let page = Page::from_text("test", text, published);
    let found = times(&page, &Parse::default());
    let found: Vec<(&str, &str)> = found.iter().map(|t| (t.span.of(text), t.value.as_deref().unwrap_or("?"))).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn days_without_a_year_lie_near_publication() {
    let on = Some("2024-01-10");
    check(on, "The bridge was closed on December 28.", &[("December 28", "2023-12-28")]);
    check(on, "It will open on December 28.", &[("December 28", "2023-12-28")]);
    check(on, "The vote is scheduled for May.", &[("May", "2024-05")]);
    check(on, "Nobody was hurt on Sunday or last Friday.", &[("Sunday", "2024-01-07"), ("last Friday", "2024-01-05")]);
}

#[test]
fn without_publication_the_narrative_counts() {
    check(
        None,
        "On 30 December 1931 the harbour froze. Three days later the governor left. In June he came back.",
        &[("30 December 1931", "1931-12-30"), ("Three days later", "1932-01-02"), ("June", "1932-06")],
    );
}

#[test]
fn unfinished_calendar_is_no_date() {
    check(Some("2024-01-10"), "On 31 February nothing happens; room 1984.", &[("February", "2024-02")]);
}

#[test]
fn an_undated_page_lies_after_what_it_tells() {
    let text = "The dam was finished on 4 May 2021. It was opened on 6 May 2021.";
    let bounds = infer_published(&Page::from_text("test", text, None), &Parse::default()).unwrap();
    assert_eq!(bounds.earliest.unwrap().to_string(), "2021-05-06");
    assert_eq!((bounds.latest, bounds.value), (None, None));
}

proptest! {
    #[test]
    fn nothing_panics(text in "(the |last |[0-9]{1,5}|[-–:/,.']|May |Monday |half |years? |ago |before |BC|s |of |to |\n\n|é|and ){0,40}") {
        for published in [None, Some("2024-02-29"), Some("-9999-01-01"), Some("9999-12-31")] {
            let page = Page::from_text("test", &text, published);
            for t in times(&page, &Parse::default()) {
                prop_assert!(!t.span.of(&text).is_empty());
                if let Some(i) = t.interval {
                    prop_assert!(i.earliest.is_none() || i.latest.is_none() || i.earliest <= i.latest, "{:?}", t);
                }
            }
            infer_published(&page, &Parse::default());
        }
    }
}
