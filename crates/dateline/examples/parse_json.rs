//! Reads texts as JSON strings, one a line, and writes the analysis of each as one line of JSON. For `bench/parity.py`, which
//! compares it with spaCy's.

use std::io::{BufRead, Write};

use dateline::language::Parse;
use dateline::{Models, Span};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let language = Models::embedded().language;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let text: String = serde_json::from_str(&line?)?;
        let parse = language.parse_spans(&text, std::iter::once(Span::new(0, text.len())));
        serde_json::to_writer(&mut out, &line_of(&parse, &text))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Tokens as `[start, end, tag, pos, head, dep, lemma, first of a sentence]`, names as `[first, end, type]`.
fn line_of(parse: &Parse, text: &str) -> serde_json::Value {
    let starts: Vec<usize> = parse.sentences.iter().map(|s| s.start).collect();
    let tokens = parse.tokens.iter().enumerate().map(|(i, t)| {
        let start = text[..t.span.start].chars().count();
        let end = start + text[t.span.start..t.span.end].chars().count();
        let first = starts.binary_search(&i).is_ok();
        serde_json::json!([start, end, t.tag, t.pos, t.head, t.dep, t.lemma, first])
    });
    let names = parse.names.iter().map(|n| serde_json::json!([n.tokens.start, n.tokens.end, n.kind]));
    serde_json::json!({ "tokens": tokens.collect::<Vec<_>>(), "names": names.collect::<Vec<_>>() })
}
