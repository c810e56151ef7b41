//! What somebody means who asks for an explanation: a number, an address that ends with one, or words.
//!
//! In: a dossier and what was typed. Out: the number of one thing; or the things that the words fit, to choose from; or, for what no line
//! has, the pages whose sentences hold the words, and if none does, which of the words they hold.

use dateline::Dossier;
use dateline_report::{Names, View, clean};

use crate::output::count;

/// So many things are offered to choose from, and so many sentences shown.
const OFFERED: usize = 8;

/// What was found.
pub enum Found {
    /// One thing, by its number.
    One(String),
    /// Words to print: several things, sentences, or that there is nothing.
    Words(String),
}

/// Looks for what was typed.
pub fn find(d: &Dossier, what: &str) -> Found {
    let what = what.trim();
    let last = what.rsplit(['#', '/', '=']).next().unwrap_or(what);
    if is_number(last) {
        return Found::One(last.to_uppercase());
    }
    let wanted = clean(what.trim_matches(['“', '”', '"', '\'']));
    let fits = |text: &str| holds(text, &wanted);
    let view = View::new(d);
    let mut things: Vec<(String, String)> = Vec::new();
    things.extend(
        view.lines.iter().filter(|l| fits(&l.label)).map(|l| (l.id.clone(), format!("{}: {}", l.when, l.label))),
    );
    let asked = view.discrepancies.iter().filter(|x| fits(&x.question) || fits(&x.answer));
    things.extend(asked.map(|x| (x.id.clone(), x.question.clone())));
    let foretold = view.forecasts.iter().filter(|f| fits(&f.question));
    things.extend(foretold.map(|f| (f.id.clone(), f.question.clone())));
    things.extend(
        d.entities
            .iter_enumerated()
            .filter(|(_, e)| e.named && e.name.eq_ignore_ascii_case(&wanted))
            .map(|(i, e)| (i.to_string(), e.name.clone())),
    );
    match things.as_slice() {
        [(id, _)] => Found::One(id.clone()),
        [] => Found::Words(sentences(d, &wanted)),
        _ => {
            let listed = things.iter().take(OFFERED).map(|(id, words)| format!("  {id}  {words}\n"));
            let more = things.len().saturating_sub(OFFERED);
            let rest = if more > 0 { format!("  and {more} more\n") } else { String::new() };
            Found::Words(format!(
                "“{wanted}” fits {}; say which:\n{}{rest}",
                count(things.len(), "thing", "things"),
                listed.collect::<String>()
            ))
        }
    }
}

fn is_number(word: &str) -> bool {
    let (kind, number) = word.split_at_checked(1).unwrap_or(("", ""));
    kind.chars().all(|c| c.is_ascii_alphabetic()) && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a text has the words, in a row and in any case.
fn holds(text: &str, words: &str) -> bool {
    !words.is_empty() && text.to_lowercase().contains(&words.to_lowercase())
}

/// The sentences that hold the words; else what can be said of each word.
fn sentences(d: &Dossier, wanted: &str) -> String {
    let names = Names::new(d);
    let of = |words: &str| -> Vec<(dateline::PageId, String)> {
        let pages = d.documents.iter_enumerated();
        pages
            .flat_map(|(page, x)| {
                let inside =
                    x.sentences.iter().filter_map(|s| x.page.text.get(s.start..s.end)).filter(|s| holds(s, words));
                inside.map(move |s| (page, clean(s))).collect::<Vec<_>>()
            })
            .collect()
    };
    let found = of(wanted);
    if !found.is_empty() {
        let shown = found.iter().take(OFFERED).map(|(page, s)| format!("  {}: {s}\n", names.of(*page)));
        let more = found.len().saturating_sub(OFFERED);
        let rest = if more > 0 {
            format!("  and {}\n", count(more, "sentence more", "sentences more"))
        } else {
            String::new()
        };
        return format!(
            "No line, question or prediction has “{wanted}”; {} of the pages do:\n{}{rest}",
            count(found.len(), "sentence", "sentences"),
            shown.collect::<String>()
        );
    }
    let mut out = format!("No sentence holds “{wanted}”.\n");
    let words: Vec<&str> = wanted.split_whitespace().filter(|w| w.len() > 3).collect();
    for word in words.iter().filter(|_| words.len() > 1) {
        let mut pages: Vec<_> = of(word).into_iter().map(|(p, _)| p).collect();
        pages.dedup();
        let told =
            if pages.is_empty() { "in none".to_owned() } else { format!("in {}", count(pages.len(), "page", "pages")) };
        out.push_str(&format!("  “{word}” is {told}.\n"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn numbers_are_told_from_words() {
        assert!(is_number("V3") && is_number("x12"));
        assert!(!is_number("reef") && !is_number("V") && !is_number("3") && !is_number("V3a"));
    }
}
