//! What kind of file the bytes are, seen from the bytes themselves; a file's name decides only where they leave it open.
//!
//! In: bytes. Out: a [`Kind`], or the reason why it is not a page.

/// What a saved file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// HTML or XHTML.
    Html,
    /// Text: of an article, or of a whole page with its menus.
    Text,
}

/// First bytes of common formats that are no text, with the name for a reader.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1F\x8B", "gzip-compressed"),
    (b"\x28\xB5\x2F\xFD", "zstd-compressed"),
    (b"BZh", "bzip2-compressed"),
    (b"\xFD7zXZ\0", "xz-compressed"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF file (WebP picture, sound or film)"),
    (b"\x7FELF", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\xD0\xCF\x11\xE0", "an old office document"),
    (b"OggS", "an Ogg sound file"),
    (b"ID3", "an MP3 sound file"),
];

/// The name of the binary format that the bytes are in, if they are no text in any character set.
pub fn binary(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(name);
    }
    // UTF-16 in either order, and UTF-32.
    if [&b"\xFF\xFE"[..], b"\xFE\xFF", b"\0\0\xFE\xFF"].iter().any(|mark| bytes.starts_with(mark)) {
        return None;
    }
    let sample = &bytes[..bytes.len().min(8192)];
    let control = |b: &&u8| matches!(**b, 0..=8 | 14..=26 | 28..=31 | 127);
    let zeros = sample.iter().filter(|b| **b == 0).count();
    // UTF-16 has a zero in every second byte and no other control characters.
    let odd = sample.iter().skip(1).step_by(2).filter(|b| **b == 0).count();
    let utf16 = zeros * 10 > sample.len() * 3 && (odd * 20 < zeros || odd * 20 > zeros * 19);
    let controls = sample.iter().filter(control).count() - if utf16 { zeros } else { 0 };
    (controls * 50 > sample.len() || (zeros > 0 && !utf16)).then_some("a binary file")
}

/// HTML or plain text.
pub fn kind(text: &str) -> Kind {
    let mut rest = text.trim_start();
    while let Some(after) = rest.strip_prefix("<!--") {
        rest = after.split_once("-->").map_or("", |(_, r)| r.trim_start());
    }
    let head: String = rest.chars().take(2048).collect::<String>().to_ascii_lowercase();
    if head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || head.starts_with("<?xml") && head.contains("<html")
    {
        return Kind::Html;
    }
    // A fragment: it begins with a tag, or is full of them.
    let tags = [
        "<p>", "<p ", "<div", "<body", "<head", "<br", "<span", "<a href", "<h1", "<article", "<section", "<meta",
        "<table", "</p>",
    ];
    let found = tags.iter().filter(|t| head.contains(**t)).count();
    let opens = head.starts_with('<') && head[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '!');
    if found >= 3 || (opens && found >= 1) { Kind::Html } else { Kind::Text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        assert_eq!(kind("<!DOCTYPE html><title>x</title>"), Kind::Html);
        assert_eq!(kind("<!-- saved --> <html lang=en>"), Kind::Html);
        assert_eq!(kind("<div class=a><p>One</p></div>"), Kind::Html);
        assert_eq!(kind("Dam bursts\n\nThe dam burst < 3 hours ago."), Kind::Text);
        assert_eq!(kind("<unknown> said the note"), Kind::Text);
        assert_eq!(kind(""), Kind::Text);
    }

    #[test]
    fn binaries() {
        assert_eq!(binary(b"%PDF-1.7"), Some("a PDF file"));
        assert_eq!(binary(&[0, 1, 2, 3, 0, 9, 200]), Some("a binary file"));
        assert_eq!(binary("Плотина — dam\n".as_bytes()), None);
        let utf16: Vec<u8> = "The dam burst".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(binary(&utf16), None);
    }
}
