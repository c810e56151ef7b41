//! The text of an HTML file with the byte that each character came from.
//!
//! In: HTML. Out: where in the file the words of a paragraph stand. This is a plain scanner, not a parser: it has to find text
//! that a parser gave, and it has to survive anything.

use crate::Span;

/// The text of a file outside of tags, scripts and styles.
pub struct Stream {
    /// The words, without what stands between them: letters and digits only.
    key: String,
    /// For each byte of `key`, the bytes of the file.
    from: Vec<(u32, u32)>,
    /// Text with a line break for each block element.
    lines: String,
    /// Greatest number of open elements.
    pub depth: usize,
}

/// Elements without content, and those whose end tag is usually left out.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "td", "tr", "th", "dt", "dd", "option", "thead", "tbody", "tfoot", "html", "body", "head",
];
/// Elements inside a line.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong",
    "sub", "sup", "time", "u", "wbr",
];
/// Elements whose content is no text.
const HIDDEN: &[&str] = &["script", "style", "template", "svg", "noscript", "iframe", "textarea", "select"];

impl Stream {
    /// Scans a file.
    pub fn new(html: &str) -> Stream {
        let mut stream = Stream { key: String::new(), from: Vec::new(), lines: String::new(), depth: 0 };
        let (mut at, mut open) = (0, 0_usize);
        while at < html.len() {
            let rest = &html[at..];
            if let Some(comment) = rest.strip_prefix("<!--") {
                at += 4 + comment.find("-->").map_or(comment.len(), |e| e + 3);
            } else if rest.starts_with('<')
                && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c))
            {
                let end = tag_end(rest);
                let tag = &rest[1..end];
                let closing = tag.starts_with('/');
                let name: String = tag
                    .trim_start_matches('/')
                    .chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
                    .map(|c| c.to_ascii_lowercase())
                    .collect();
                at += end;
                if !INLINE.contains(&name.as_str()) {
                    stream.lines.push('\n');
                }
                if closing {
                    open = open.saturating_sub(usize::from(!VOID.contains(&name.as_str())));
                } else if HIDDEN.contains(&name.as_str()) && !tag.ends_with("/>") {
                    at += end_of(&html[at..], &name);
                } else if !VOID.contains(&name.as_str()) && !tag.ends_with("/>") && !name.is_empty() {
                    open += 1;
                    stream.depth = stream.depth.max(open);
                }
            } else if let Some((c, length)) = rest.starts_with('&').then(|| entity(rest)).flatten() {
                stream.push(c, at, at + length);
                at += length;
            } else if let Some(c) = rest.chars().next() {
                stream.push(c, at, at + c.len_utf8());
                at += c.len_utf8();
            }
        }
        stream
    }

    fn push(&mut self, c: char, start: usize, end: usize) {
        // A line break in the file is white space; only block elements part lines.
        self.lines.push(if c.is_whitespace() { ' ' } else { c });
        if c.is_alphanumeric() {
            self.key.push(c);
            self.from.extend(std::iter::repeat_n((start as u32, end as u32), c.len_utf8()));
        }
    }

    /// The text, a line a block.
    pub fn lines(&self) -> String {
        let mut out = String::new();
        for line in self.lines.lines().map(crate::page::build::tidy).filter(|l| !l.is_empty()) {
            out.push_str(&line);
            out.push('\n');
        }
        out
    }
}

/// Finds paragraphs one after another: each is looked for behind the one before, then from the beginning.
pub struct Finder<'a> {
    stream: &'a Stream,
    at: usize,
}

impl<'a> Finder<'a> {
    /// Starts at the beginning.
    pub fn new(stream: &'a Stream) -> Self {
        Finder { stream, at: 0 }
    }

    /// The bytes of the file that `text` came from.
    pub fn find(&mut self, text: &str) -> Option<Span> {
        let key = crate::page::build::letters(text);
        if key.is_empty() {
            return None;
        }
        let found = self.place(&key).map(|start| (start, start + key.len())).or_else(|| self.by_ends(&key));
        let (start, end) = found?;
        self.at = end;
        let (first, last) = (self.stream.from.get(start)?, self.stream.from.get(end.checked_sub(1)?)?);
        Some(Span::new(first.0 as usize, last.1 as usize))
    }

    fn place(&self, key: &str) -> Option<usize> {
        let behind = self.stream.key.get(self.at..).and_then(|k| k.find(key)).map(|i| i + self.at);
        behind.or_else(|| self.stream.key.find(key))
    }

    /// A paragraph with something taken out of its middle: found by how it begins and ends.
    fn by_ends(&self, key: &str) -> Option<(usize, usize)> {
        let head: String = key.chars().take(30).collect();
        let mut tail: Vec<char> = key.chars().rev().take(30).collect();
        tail.reverse();
        let tail: String = tail.into_iter().collect();
        if key.len() < 60 {
            return None;
        }
        let start = self.place(&head)?;
        let end = start + self.stream.key.get(start..)?.find(&tail)? + tail.len();
        (end - start <= 2 * key.len()).then_some((start, end))
    }
}

/// Length of a tag, quoted attributes respected within bounds.
fn tag_end(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut quote = None;
    for (i, b) in bytes.iter().enumerate().skip(1) {
        match quote {
            Some(q) if *b == q => quote = None,
            // A quote that is never closed would swallow the file.
            Some(_) if i > 65_536 => break,
            Some(_) => {}
            None if *b == b'>' => return i + 1,
            None if (*b == b'"' || *b == b'\'') && bytes[i - 1] == b'=' => quote = Some(*b),
            None => {}
        }
    }
    rest.find('>').map_or(rest.len(), |i| i + 1)
}

/// Bytes up to the end tag of `name`.
fn end_of(rest: &str, name: &str) -> usize {
    let close = format!("</{name}");
    let bytes = rest.as_bytes();
    let mut at = 0;
    while let Some(found) = rest.get(at..).and_then(|r| r.find("</")) {
        at += found;
        if bytes.get(at..at + close.len()).is_some_and(|b| b.eq_ignore_ascii_case(close.as_bytes())) {
            return at;
        }
        at += 2;
    }
    rest.len()
}

/// The character of an entity, and the entity's length. Of the named ones, those that stand for letters or are common.
fn entity(rest: &str) -> Option<(char, usize)> {
    let end = rest.bytes().take(12).position(|b| b == b';')?;
    let name = rest.get(1..end)?;
    let c = if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        char::from_u32(code)?
    } else if name == "amp" {
        '&'
    } else {
        // The parser knows all names; it is asked for one at a time.
        let text = scraper::Html::parse_fragment(&rest[..=end]).root_element().text().collect::<String>();
        let mut chars = text.chars();
        chars.next().filter(|c| *c != '&' && chars.next().is_none())?
    };
    Some((c, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_found_in_the_file() {
        let html = "<html><script>var a = 'The dam';</script><p>Men&uuml;</p><p class=\"a>b\">The <b>dam</b>\n at Velm&#8217;s edge, caf&eacute;.</p>";
        let stream = Stream::new(html);
        let mut finder = Finder::new(&stream);
        let span = finder.find("The dam at Velm’s edge, café.").unwrap();
        assert_eq!(span.of(html), "The <b>dam</b>\n at Velm&#8217;s edge, caf&eacute;");
        assert_eq!(finder.find("not there"), None);
        assert_eq!(stream.lines(), "Menü\nThe dam at Velm’s edge, café.\n");
    }

    #[test]
    fn depth_is_counted_and_broken_files_end() {
        assert_eq!(Stream::new(&"<div>".repeat(1000)).depth, 1000);
        for broken in ["<", "<a href=\"", "<!-- x", "<script>", "&", "&#", "&#xFFFFFFFF;", "<é>", "a<b", "</"] {
            Stream::new(broken);
        }
    }
}
