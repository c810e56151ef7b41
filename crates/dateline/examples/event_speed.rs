//! Analyses texts (JSON strings, one a line) once and then their entities and events as often as the argument says; writes the number of
//! words so read. For `bench/event_speed.py`, which takes the time.

use std::io::BufRead;

use dateline::page::Page;
use dateline::{Models, analyze, event};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let times: usize = std::env::args().nth(1).unwrap_or("1".to_owned()).parse()?;
    let models = Models::embedded();
    let mut pages = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let text: String = serde_json::from_str(&line?)?;
        pages.push(analyze(&Page::from_text("t", &text, Some("2020-01-01")), &models));
    }
    let mut words = 0;
    for _ in 0..times {
        for a in &pages {
            let entities = event::entities(&a.page, &a.parse);
            let events = event::events(&a.page, &a.parse, &a.times, &entities, &a.quotations);
            std::hint::black_box(&events);
            words += a.page.text.split_whitespace().count();
        }
    }
    #[allow(clippy::print_stdout)]
    {
        println!("{words}");
    }
    Ok(())
}
