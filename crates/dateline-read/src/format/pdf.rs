//! PDF files with a text layer (ISO 32000). Scanned pages have none and are named.
//!
//! In: the bytes of a file. Out: one page: lines joined to paragraphs, words divided at a line's end made whole, running heads and page
//! numbers left out.

use crate::item::{About, Sink};

/// Pages of a document that are read.
#[cfg(feature = "pdf")]
const MOST_PAGES: usize = 2_000;

/// Reads a document.
#[cfg(not(feature = "pdf"))]
pub(crate) fn read(_bytes: Vec<u8>, about: &About, sink: &mut Sink) {
    sink.skip(&about.hints.path, "a PDF file; this build reads none");
}

/// Reads a document.
#[cfg(feature = "pdf")]
pub(crate) fn read(bytes: Vec<u8>, about: &About, sink: &mut Sink) {
    use crate::item::{Content, Raw};

    let name = about.hints.path.clone();
    // The library gives up on a damaged file by panicking; the caller names the file then, and so does this.
    let read = std::panic::catch_unwind(|| pdf_extract::extract_text_from_mem_by_pages(&bytes));
    let pages = match read {
        Ok(Ok(pages)) if pages.len() <= MOST_PAGES => pages,
        Ok(Ok(pages)) => {
            return sink.skip(name, format!("a PDF file of {} pages; at most {MOST_PAGES} are read", pages.len()));
        }
        Ok(Err(error)) if error.to_string().to_lowercase().contains("encrypt") => {
            return sink.skip(name, "an encrypted PDF file: a password would be needed");
        }
        Ok(Err(error)) => return sink.skip(name, format!("a PDF file that cannot be read: {error}")),
        Err(_) => {
            return sink
                .skip(name, "a PDF file that cannot be read: it is damaged, or written in a way that is not known");
        }
    };
    let text = text(&pages);
    if text.trim().is_empty() {
        return sink.skip(name, "a PDF file without a text layer, such as a scan");
    }
    let about = about.clone().noted("from-container", format!("a PDF file of {} pages", pages.len()));
    sink.raws.push(Raw { about, number: 0, bytes, content: Content::Text(text) });
}

/// The running text of pages.
#[cfg_attr(not(feature = "pdf"), allow(dead_code, reason = "needs the pages"))]
fn text(pages: &[String]) -> String {
    let lines: Vec<Vec<&str>> = pages.iter().map(|p| p.lines().map(str::trim).collect()).collect();
    // Running heads and feet: the same but for numbers on at least three pages and a third of all, first or last on the page.
    let shape = |line: &str| line.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect::<String>();
    let edge = |page: &[&str]| -> Vec<usize> {
        let filled: Vec<usize> = (0..page.len()).filter(|i| !page[*i].is_empty()).collect();
        let mut edge: Vec<usize> = filled.iter().take(2).chain(filled.iter().rev().take(2)).copied().collect();
        edge.sort_unstable();
        edge.dedup();
        edge
    };
    let mut seen: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for page in &lines {
        let shapes: std::collections::BTreeSet<String> = edge(page).into_iter().map(|i| shape(page[i])).collect();
        for shape in shapes {
            *seen.entry(shape).or_default() += 1;
        }
    }
    let mut kept: Vec<&str> = Vec::new();
    for page in &lines {
        let edge = edge(page);
        for (at, line) in page.iter().enumerate() {
            let number = edge.contains(&at) && !line.is_empty() && line.chars().all(|c| !c.is_alphabetic());
            let running = edge.contains(&at) && seen.get(&shape(line)).is_some_and(|n| *n >= 3 && n * 3 >= pages.len());
            if !number && !running {
                kept.push(line);
            }
        }
    }
    paragraphs(&kept)
}

/// Joins lines: a paragraph ends at an empty line, or where a line that ends a sentence is clearly shorter than its page's lines.
fn paragraphs(lines: &[&str]) -> String {
    let mut widths: Vec<usize> = lines.iter().filter(|l| !l.is_empty()).map(|l| l.chars().count()).collect();
    widths.sort_unstable();
    let full = widths.get(widths.len() * 3 / 4).copied().unwrap_or_default();
    let mut text = String::new();
    let mut open = false;
    for (at, line) in lines.iter().enumerate() {
        if line.is_empty() {
            // An empty line inside a sentence is the break between two pages.
            let next = lines[at..].iter().find(|l| !l.is_empty());
            let goes_on = !text.ends_with(['.', '!', '?', ':', '"', '\u{201D}'])
                && next.is_some_and(|l| l.starts_with(|c: char| c.is_lowercase()));
            open &= goes_on;
            continue;
        }
        if open {
            let hyphen = text.ends_with('-') && line.starts_with(|c: char| c.is_lowercase());
            let soft = text.ends_with('\u{AD}');
            if hyphen || soft {
                text.pop();
            } else {
                text.push(' ');
            }
        } else if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(line);
        let short = line.chars().count() * 5 < full * 4;
        // A line much shorter than the others that ends no sentence is a heading.
        let ends = line.ends_with(['.', '!', '?', ':', '"', '\u{201D}']);
        open = !(short && (ends || line.chars().count() * 2 < full));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_paragraphs() {
        let page = |n: usize, body: &str| format!("Velm Water Board\n\n{body}\n\nPage {n} of 3");
        let pages = [
            page(
                1,
                "Report on the dam\nThe wall above the town of Velm gave way on Mon-\nday morning, and water reached the mill at noon.\nNobody was hurt.",
            ),
            page(
                2,
                "The board closed the valley road for two days and\nasked the county for help, which came on Tuesday\nafter the rain had stopped and the",
            ),
            page(3, "bridge was open again."),
        ];
        let text = text(&pages);
        let expected = "Report on the dam\n\nThe wall above the town of Velm gave way on Monday morning, and water reached the mill at \
            noon. Nobody was hurt.\n\nThe board closed the valley road for two days and asked the county for help, which came on Tuesday \
            after the rain had stopped and the bridge was open again.";
        assert_eq!(text, expected);
    }
}
