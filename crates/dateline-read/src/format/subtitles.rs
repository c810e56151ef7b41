//! Subtitles of broadcasts: SubRip (.srt) and WebVTT. What is said becomes paragraphs, a new one where another speaks or nobody does.
//!
//! The clock of a cue counts from the beginning of the programme, not of the day; it is told in a remark and never read as a time.

use crate::item::{About, Content, Raw, Sink};

/// Silence after which a new paragraph begins, in milliseconds.
const PAUSE: u64 = 3_000;
/// Length at which a paragraph ends with its sentence.
const LONG: usize = 500;

/// Reads a programme.
pub(crate) fn read(bytes: Vec<u8>, about: &About, sink: &mut Sink) {
    let text = dateline::page::decoded(&bytes, None);
    let cues = cues(&text);
    let Some((_, end, _)) = cues.last() else {
        return sink
            .skip(&about.hints.path, if text.trim().is_empty() { "the file is empty" } else { "no subtitles found" });
    };
    let length = format!("{}:{:02}:{:02}", end / 3_600_000, end / 60_000 % 60, end / 1_000 % 60);
    let about = about.clone().noted(
        "from-container",
        format!("subtitles of a programme of {length} h; clocks in it count from its beginning"),
    );
    sink.raws.push(Raw { about, number: 0, content: Content::Text(paragraphs(&cues)), bytes });
}

/// Begin and end of each cue in milliseconds, with its words.
fn cues(text: &str) -> Vec<(u64, u64, String)> {
    let mut cues: Vec<(u64, u64, String)> = Vec::new();
    let mut open = false;
    let mut previous = "";
    for line in text.lines().map(str::trim) {
        if let Some((from, to)) = line.split_once("-->") {
            // The number or name of a cue stands before its clock and was taken for words of the cue before.
            if let Some((_, _, words)) = cues.last_mut()
                && !previous.is_empty()
                && !open
                && words.ends_with(previous)
            {
                words.truncate(words.len() - previous.len());
            }
            let (Some(from), Some(to)) = (clock(from), clock(to)) else { continue };
            cues.push((from, to, String::new()));
            open = true;
        } else if line.is_empty() {
            open = false;
        } else if open && let Some((_, _, words)) = cues.last_mut() {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(&plain(line));
        }
        previous = line;
    }
    cues.retain(|(_, _, words)| !words.trim().is_empty());
    cues
}

/// `00:01:02,345` or `01:02.345`, in milliseconds.
fn clock(text: &str) -> Option<u64> {
    let text = text.split_whitespace().next()?.replace(',', ".");
    let (whole, part) = text.split_once('.').unwrap_or((&text, "0"));
    let mut total = 0_u64;
    for field in whole.split(':') {
        total = total.checked_mul(60)?.checked_add(field.parse().ok()?)?;
    }
    total.checked_mul(1000)?.checked_add(part.get(..3).unwrap_or(part).parse().ok()?)
}

/// Words without marks of style; a voice (`<v Ana Brook>`) or `>> ANA BROOK:` becomes the name of a turn.
fn plain(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        let Some((tag, after)) = tag.split_once('>') else {
            rest = tag;
            break;
        };
        if let Some(voice) =
            tag.strip_prefix("v ").or_else(|| tag.split_once(' ').filter(|(t, _)| t.starts_with("v.")).map(|(_, v)| v))
        {
            out.push_str(&format!(">>{}: ", voice.trim()));
        }
        rest = after;
    }
    out.push_str(rest);
    out.replace("{\\an8}", "").replace("&nbsp;", " ").replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
}

fn paragraphs(cues: &[(u64, u64, String)]) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut last_end = 0;
    let mut voice = String::new();
    for (from, to, words) in cues {
        for (at, turn) in words.split(">>").enumerate() {
            let mut turn = turn.trim().trim_start_matches("- ").to_string();
            if turn.is_empty() {
                continue;
            }
            let named = at > 0 && turn.split_once(':').is_some_and(|(n, _)| n.len() < 60);
            if named && let Some((name, said)) = turn.split_once(':') {
                // A voice is marked on each of its cues.
                if name == voice {
                    turn = said.trim().into();
                } else {
                    voice = name.into();
                    paragraphs.push(turn);
                    continue;
                }
            }
            let fresh = paragraphs.last().is_none_or(|p| {
                let ends = p.ends_with(['.', '!', '?', '"', '\u{201D}']);
                (at > 0 && !named) || (ends && (from.saturating_sub(last_end) > PAUSE || p.len() > LONG))
            });
            match paragraphs.last_mut() {
                // Live subtitles repeat the line before while it rolls up.
                Some(p) if p.ends_with(&turn) => {}
                Some(p) if !fresh => {
                    p.push(' ');
                    p.push_str(&turn);
                }
                _ => paragraphs.push(turn),
            }
        }
        last_end = *to;
    }
    paragraphs.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_become_paragraphs() {
        let srt = "1\n00:00:01,000 --> 00:00:03,000\nThe dam above Velm\n\n2\n00:00:03,100 --> 00:00:05,000\n<i>burst</i> on Monday.\n\n\
            3\n00:00:20,000 --> 00:00:22,000\n>> ANA BROOK: Nobody was hurt.\n";
        assert_eq!(paragraphs(&cues(srt)), "The dam above Velm burst on Monday.\n\nANA BROOK: Nobody was hurt.");
        let vtt = "WEBVTT\n\nintro\n00:01.000 --> 00:03.000\n<v Ana Brook>It burst.\n\n00:03.500 --> 00:04.000\n<v Ana Brook>Then it rained.\n";
        assert_eq!(paragraphs(&cues(vtt)), "Ana Brook: It burst. Then it rained.");
        assert_eq!(clock("01:02:03,500"), Some(3_723_500));
    }
}
