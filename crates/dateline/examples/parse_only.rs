//! Reads texts as JSON strings, one a line, analyses the language of each, line by line of it, as often as the argument says, and
//! writes the number of tokens. For `bench/speed.py`, which takes the time.

use std::io::BufRead;

use dateline::{Models, Span};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let times: usize = std::env::args().nth(1).unwrap_or("1".to_owned()).parse()?;
    let language = Models::embedded().language;
    let texts = std::io::stdin().lock().lines().map(|line| Ok(serde_json::from_str(&line?)?));
    let texts = texts.collect::<Result<Vec<String>, Box<dyn std::error::Error>>>()?;
    let mut tokens = 0;
    for _ in 0..times {
        for text in &texts {
            let mut start = 0;
            let blocks = text.split('\n').map(|line| {
                start += line.len() + 1;
                Span::new(start - line.len() - 1, start - 1)
            });
            tokens += language.parse_spans(text, blocks).tokens.len();
        }
    }
    #[allow(clippy::print_stdout)]
    {
        println!("{tokens}");
    }
    Ok(())
}
