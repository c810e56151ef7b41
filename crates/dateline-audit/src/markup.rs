//! A text with marks to a plain one, and the citations that stand in it.
//!
//! In: Markdown or wikitext. Out: the plain words, and each [`Cited`] with the place that it stands at. What is no text (templates, pictures,
//! comments) is left out. HTML is read by the engine's own reader.

use std::collections::BTreeMap;

/// A citation in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// Byte of the plain text before which it stands.
    pub at: usize,
    /// An address, or what the mark says.
    pub target: String,
}

/// A text without its marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plain {
    /// The words.
    pub text: String,
    /// In order of the text.
    pub citations: Vec<Cited>,
}

/// Whether a text uses wikitext or Markdown.
pub fn has_markup(text: &str) -> bool {
    ["[[", "'''", "<ref", "{{", "](", "[^", "**"].iter().any(|m| text.contains(m))
        || text.lines().any(|l| l.starts_with("# ") || l.starts_with("## ") || l.starts_with("=="))
        || text.lines().any(|l| l.trim_start().starts_with("[D"))
        || text.contains(" [1]")
        || text.contains(".[1]")
        || text.contains("[D1]")
}

/// Takes the marks out of a text.
pub fn plain(text: &str) -> Plain {
    let (body, notes) = definitions(text);
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut out = Plain::default();
    for paragraph in paragraphs(&body) {
        if !out.text.is_empty() {
            out.text.push_str("\n\n");
        }
        inline(&paragraph, &notes, &mut names, &mut out);
        let end = out.text.trim_end().len();
        out.text.truncate(end);
    }
    for cited in &mut out.citations {
        cited.at = cited.at.min(out.text.len());
    }
    out
}

/// The lines that say what a numbered note is, and the text without them.
fn definitions(text: &str) -> (String, BTreeMap<String, String>) {
    let (mut notes, mut body) = (BTreeMap::new(), String::new());
    for line in text.lines() {
        let note = line.trim_start().strip_prefix('[').and_then(|l| l.split_once("]:"));
        match note.filter(|(mark, _)| mark.len() < 40) {
            Some((mark, what)) => {
                notes.insert(mark.trim_start_matches('^').to_owned(), address(what).unwrap_or(what.trim()).to_owned());
            }
            None => {
                body.push_str(line);
                body.push('\n');
            }
        }
    }
    (body, notes)
}

/// Paragraphs, each on one line, without the marks of headings and lists.
fn paragraphs(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let line = line.trim();
        let heading = line.starts_with('#') || line.starts_with("==");
        let list = ["* ", "- ", "+ ", ": ", "; "].iter().any(|m| line.starts_with(m));
        let rule = line.len() >= 3 && line.chars().all(|c| matches!(c, '-' | '*' | '_' | '='));
        if line.is_empty() || rule || line.starts_with("|") || line.starts_with("{|") || line.starts_with("!") {
            open = false;
            continue;
        }
        let bare = line.trim_start_matches(['#', '>', '*', '+', ':', ';']).trim_matches('=');
        let bare = if list { bare.trim_start_matches('-') } else { bare }.trim();
        match found.last_mut().filter(|_| open && !heading && !list) {
            Some(last) => {
                last.push(' ');
                last.push_str(bare);
            }
            None => found.push(bare.to_owned()),
        }
        open = !heading;
    }
    found
}

/// The first address in some words.
fn address(text: &str) -> Option<&str> {
    let start = text.find("http://").or_else(|| text.find("https://"))?;
    let rest = &text[start..];
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '|' | '}' | ']' | '<' | '>' | '"' | ')'));
    Some(rest[..end.unwrap_or(rest.len())].trim_end_matches(['.', ',', ';']))
}

/// The end of what opens at the beginning of a text, with what opens inside.
fn closed(text: &str, open: &str, close: &str) -> Option<usize> {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with(open) {
            depth += 1;
            at += open.len();
        } else if rest.starts_with(close) {
            depth -= 1;
            at += close.len();
            if depth == 0 {
                return Some(at);
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    None
}

fn inline(text: &str, notes: &BTreeMap<String, String>, names: &mut BTreeMap<String, String>, out: &mut Plain) {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if let Some(used) = tag(rest, names, out).or_else(|| bracket(rest, notes, names, out)) {
            at += used;
            continue;
        }
        if rest.starts_with("{{") {
            at += closed(rest, "{{", "}}").unwrap_or(2);
            continue;
        }
        if let Some(mark) = ["'''''", "'''", "''", "**", "__", "`"].iter().find(|m| rest.starts_with(**m)) {
            at += mark.len();
            continue;
        }
        let c = rest.chars().next().unwrap_or(' ');
        if !(c == ' ' && out.text.ends_with(' ')) {
            out.text.push(c);
        }
        at += c.len_utf8();
    }
}

/// A tag or comment; how much of the text it takes.
fn tag(rest: &str, names: &mut BTreeMap<String, String>, out: &mut Plain) -> Option<usize> {
    if rest.starts_with("<!--") {
        return Some(rest.find("-->").map_or(rest.len(), |e| e + 3));
    }
    let letter = rest.strip_prefix('<')?.trim_start_matches('/').chars().next()?;
    let end = rest.find('>').filter(|_| letter.is_alphabetic())? + 1;
    if !rest.starts_with("<ref") {
        return Some(end);
    }
    let name = rest[..end].split_once("name").and_then(|(_, n)| {
        n.trim_start_matches([' ', '=', '"', '\'']).split(['"', '\'', '/', '>']).next().map(|n| n.trim().to_owned())
    });
    let at = out.text.len();
    if rest[..end].ends_with("/>") {
        let target = names.get(name.as_deref()?).cloned();
        out.citations.extend(target.map(|target| Cited { at, target }));
        return Some(end);
    }
    let close = rest.find("</ref>").unwrap_or(rest.len());
    let inside = rest.get(end..close).unwrap_or_default();
    let target = address(inside).unwrap_or(inside.trim()).to_owned();
    if let Some(name) = name {
        names.insert(name, target.clone());
    }
    out.citations.push(Cited { at, target });
    Some((close + "</ref>".len()).min(rest.len()))
}

/// A link or note; how much of the text it takes.
fn bracket(
    rest: &str,
    notes: &BTreeMap<String, String>,
    names: &mut BTreeMap<String, String>,
    out: &mut Plain,
) -> Option<usize> {
    if rest.starts_with("[[") {
        let end = closed(rest, "[[", "]]")?;
        let inside = &rest[2..end - 2];
        let picture = ["File:", "Image:", "Category:"].iter().any(|p| inside.starts_with(p));
        if !picture {
            inline(inside.rsplit('|').next().unwrap_or_default(), notes, names, out);
        }
        return Some(end);
    }
    let (picture, body) = rest.strip_prefix('!').map_or((false, rest), |r| (true, r));
    let close = body.strip_prefix('[').and_then(|b| b.find(']'))? + 1;
    let (inside, used) = (&body[1..close], close + 1 + usize::from(picture));
    if let Some(target) = body[close + 1..].strip_prefix('(').and_then(|t| t.split_once(')')).map(|t| t.0) {
        if !picture {
            inline(inside, notes, names, out);
            out.citations.push(Cited { at: out.text.len(), target: target.trim().to_owned() });
        }
        return Some(used + target.len() + 2);
    }
    if picture {
        return None;
    }
    if inside.starts_with("http") {
        let (target, label) = inside.split_once(' ').unwrap_or((inside, ""));
        out.text.push_str(label);
        out.citations.push(Cited { at: out.text.len(), target: target.to_owned() });
        return Some(used);
    }
    let mark = inside.trim_start_matches('^');
    let document = mark.strip_prefix('D').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let number = !mark.is_empty() && mark.len() < 4 && mark.bytes().all(|b| b.is_ascii_digit());
    if document || number || inside.starts_with('^') || notes.contains_key(mark) {
        let target = notes.get(mark).map_or(mark, String::as_str).to_owned();
        out.citations.push(Cited { at: out.text.len(), target });
        return Some(used);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, words: &str, cited: &[&str]) {
        let found = plain(text);
        assert_eq!(found.text, words);
        assert_eq!(found.citations.iter().map(|c| c.target.as_str()).collect::<Vec<_>>(), cited);
    }

    #[test]
    fn wikitext_loses_its_marks_and_keeps_what_it_cites() {
        check(
            "== The flood ==\n'''Velm''' lies on the [[Orra River|Orra]].<ref name=\"a\">{{cite web|url=https://velm.example/x|title=T}}</ref> \
             It burst.<ref name=\"a\" />{{citation needed}}\n[[File:Dam.jpg|thumb|The dam]]",
            "The flood\n\nVelm lies on the Orra. It burst.",
            &["https://velm.example/x", "https://velm.example/x"],
        );
    }

    #[test]
    fn markdown_loses_its_marks_and_keeps_what_it_cites() {
        check(
            "# The flood\n\nThe **dam**\nburst [on Monday](https://a.example/1), twice.[^2] See [D3].\n\n[^2]: https://b.example/2\n",
            "The flood\n\nThe dam burst on Monday, twice. See .",
            &["https://a.example/1", "https://b.example/2", "D3"],
        );
    }

    #[test]
    fn a_bracket_that_is_never_closed_is_text() {
        check("He said [it was", "He said [it was", &[]);
        check("A {{ never closed", "A never closed", &[]);
    }
}
