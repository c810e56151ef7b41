//! Bytes to text: byte order mark, UTF-16, declared character set, else the most likely one.
//!
//! In: the saved bytes. Out: the text, and for every byte of it the byte of the file that it came from. Control characters
//! that no text has are what tells a binary file; that check is made in [`super::sniff`].

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use crate::Span;

/// A decoded file.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// Name of the character set, as the web has it.
    pub charset: &'static str,
    /// Whether some bytes had no meaning in that character set and became U+FFFD.
    pub damaged: bool,
    map: Map,
}

/// How places in the text lead back to the file.
#[derive(Clone, Debug)]
enum Map {
    /// The text is the file after this many bytes.
    Shift(usize),
    /// Start of each byte of the text, and the end of the file.
    Table(Vec<u32>),
    /// Not known.
    None,
}

impl Decoded {
    /// The bytes of the file that a span of the text came from.
    pub fn source(&self, span: Span) -> Option<Span> {
        match &self.map {
            Map::Shift(by) => Some(Span::new(span.start + by, span.end + by)),
            Map::Table(table) => Some(Span::new(*table.get(span.start)? as usize, *table.get(span.end)? as usize)),
            Map::None => None,
        }
    }
}

/// Decodes `bytes`; `named` is the character set that their server or container names. Never fails: what cannot be decoded becomes U+FFFD
/// and `damaged` says so.
pub fn decode(bytes: &[u8], named: Option<&str>) -> Decoded {
    if let Some(decoded) = utf32(bytes) {
        return decoded;
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes, mark);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return with(encoding, bytes, 0);
    }
    // ISO 2022-JP is written with ASCII bytes alone; only its escapes tell it from English.
    if [&b"\x1B$B"[..], b"\x1B$@"].iter().any(|mark| bytes.windows(3).any(|w| w == *mark)) {
        return with(ISO_2022_JP, bytes, 0);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return with(UTF_8, bytes, 0);
    }
    // A file cut off in the middle of a character, or with a few broken characters, is still UTF-8: hardly any text in
    // another character set has as many valid sequences.
    let (valid, broken) = utf8_sequences(bytes);
    if valid > 4 * broken {
        return with(UTF_8, bytes, 0);
    }
    let label = named.and_then(|n| Encoding::for_label(n.as_bytes()));
    if let Some(encoding) =
        label.or_else(|| declared(bytes)).filter(|e| *e != UTF_8 && !e.decode_without_bom_handling(bytes).1)
    {
        return with(encoding, bytes, 0);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    with(detector.guess(None, chardetng::Utf8Detection::Allow), bytes, 0)
}

fn with(encoding: &'static Encoding, bytes: &[u8], mark: usize) -> Decoded {
    let body = &bytes[mark.min(bytes.len())..];
    if encoding == UTF_8 {
        if let Ok(text) = std::str::from_utf8(body) {
            return Decoded { text: text.into(), charset: "UTF-8", damaged: false, map: Map::Shift(mark) };
        }
        return lossy_utf8(body, mark);
    }
    let (text, damaged) = encoding.decode_without_bom_handling(body);
    let text = text.into_owned();
    let map = if damaged || bytes.len() > u32::MAX as usize {
        Map::None
    } else if encoding == UTF_16LE || encoding == UTF_16BE {
        table(&text, mark, |c| 2 * c.len_utf16())
    } else if encoding.is_single_byte() {
        table(&text, mark, |_| 1)
    } else {
        Map::None
    };
    Decoded { text, charset: encoding.name(), damaged, map }
}

/// UTF-32, which the web does not know: with a byte order mark only.
fn utf32(bytes: &[u8]) -> Option<Decoded> {
    let read: fn([u8; 4]) -> u32 = match bytes.get(..4)? {
        b"\xFF\xFE\0\0" => u32::from_le_bytes,
        b"\0\0\xFE\xFF" => u32::from_be_bytes,
        _ => return None,
    };
    let units = bytes[4..].chunks(4).map(|c| c.try_into().ok().and_then(|c| char::from_u32(read(c))));
    let damaged = units.clone().any(|c| c.is_none());
    let text: String = units.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    let map = if bytes.len() > u32::MAX as usize { Map::None } else { table(&text, 4, |_| 4) };
    Some(Decoded { text, charset: "UTF-32", damaged, map })
}

/// The table of a character set in which a character takes `width` bytes.
fn table(text: &str, mark: usize, width: impl Fn(char) -> usize) -> Map {
    let mut table = Vec::with_capacity(text.len() + 1);
    let mut at = mark;
    for c in text.chars() {
        table.extend(std::iter::repeat_n(at as u32, c.len_utf8()));
        at += width(c);
    }
    table.push(at as u32);
    Map::Table(table)
}

fn lossy_utf8(bytes: &[u8], mark: usize) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    let mut table: Vec<u32> = Vec::with_capacity(bytes.len() + 1);
    let mut at = mark;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        table.extend((at..at + chunk.valid().len()).map(|i| i as u32));
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            text.push('\u{FFFD}');
            table.extend(std::iter::repeat_n(at as u32, '\u{FFFD}'.len_utf8()));
            at += chunk.invalid().len();
        }
    }
    table.push(at as u32);
    Decoded { text, charset: "UTF-8", damaged: true, map: Map::Table(table) }
}

/// Counts well-formed sequences of two or more bytes, and pieces that are not UTF-8.
fn utf8_sequences(bytes: &[u8]) -> (usize, usize) {
    let (mut valid, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        // A sequence cut off at the end of the file is not held against it.
        broken += usize::from(!chunk.invalid().is_empty());
    }
    let cut = bytes.utf8_chunks().last().is_some_and(|c| c.valid().len() > 200 && (2..4).contains(&c.invalid().len()));
    (valid, broken.saturating_sub(usize::from(cut && valid > 0)))
}

/// UTF-16 text in a Latin or Cyrillic script has a zero, or the same small number, in every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    if sample.len() < 8 {
        return None;
    }
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    if odd * 10 > half * 6 && even * 20 < half {
        Some(UTF_16LE)
    } else if even * 10 > half * 6 && odd * 20 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The character set that HTML or XML names for itself in its first bytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let lower: Vec<u8> = head.iter().map(u8::to_ascii_lowercase).collect();
    for key in [&b"charset"[..], b"encoding"] {
        let mut from = 0;
        while let Some(at) = lower[from..].windows(key.len()).position(|w| w == key) {
            from += at + key.len();
            let rest = &lower[from..];
            let skip = rest.iter().take_while(|b| b" \t\r\n=\"'".contains(b)).count();
            let label = &rest[skip..];
            let end =
                label.iter().position(|b| !b.is_ascii_alphanumeric() && !b"-_:.".contains(b)).unwrap_or(label.len());
            if let Some(encoding) = Encoding::for_label(&label[..end]).filter(|_| skip > 0) {
                return Some(encoding);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], charset: &str, text: &str) -> Decoded {
        let decoded = decode(bytes, None);
        assert_eq!((decoded.charset, decoded.text.as_str()), (charset, text));
        decoded
    }

    #[test]
    fn byte_order_marks_are_dropped_and_counted() {
        let decoded = check(b"\xEF\xBB\xBFVelm", "UTF-8", "Velm");
        assert_eq!(decoded.source(Span::new(0, 4)), Some(Span::new(3, 7)));
    }

    #[test]
    fn utf16_with_and_without_mark() {
        let text = "Плотина прорвана. The dam at Velm broke on Monday morning.";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let with_mark: Vec<u8> = [0xFF, 0xFE].into_iter().chain(le.iter().copied()).collect();
        let decoded = check(&with_mark, "UTF-16LE", text);
        let at = text.find("Velm").unwrap();
        let source = decoded.source(Span::new(at, at + 4)).unwrap();
        assert_eq!(&with_mark[source.start..source.end], b"V\0e\0l\0m\0");
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&be, "UTF-16BE", text);
    }

    #[test]
    fn utf32_and_iso_2022_jp() {
        let text = "The dam – at Velm.";
        let le: Vec<u8> =
            [0xFF, 0xFE, 0, 0].into_iter().chain(text.chars().flat_map(|c| (c as u32).to_le_bytes())).collect();
        let decoded = check(&le, "UTF-32", text);
        let at = text.find("Velm").unwrap();
        assert_eq!(decoded.source(Span::new(at, at + 4)), Some(Span::new(4 + 4 * 13, 4 + 4 * 17)));
        check(&encoding_rs::ISO_2022_JP.encode("ダム").0, "ISO-2022-JP", "ダム");
    }

    #[test]
    fn the_server_names_the_charset() {
        let bytes = encoding_rs::WINDOWS_1251.encode("Дамба").0;
        assert_eq!(decode(&bytes, Some("windows-1251")).text, "Дамба");
    }

    #[test]
    fn windows_1251_is_recognised_and_keeps_offsets() {
        let text = "Плотина у города прорвана в понедельник утром, сообщили власти области. Погибли трое рабочих.";
        let bytes = encoding_rs::WINDOWS_1251.encode(text).0;
        let decoded = check(&bytes, "windows-1251", text);
        let at = text.find("власти").unwrap();
        let source = decoded.source(Span::new(at, at + "власти".len())).unwrap();
        assert_eq!(&bytes[source.start..source.end], &*encoding_rs::WINDOWS_1251.encode("власти").0);
    }

    #[test]
    fn declared_charset_counts() {
        let html = b"<html><head><meta charset=\"iso-8859-2\"></head><p>\xB1\xE6\xEA</p>";
        check(html, "ISO-8859-2", "<html><head><meta charset=\"iso-8859-2\"></head><p>ąćę</p>");
    }

    #[test]
    fn truncated_utf8_stays_utf8() {
        let mut bytes = "The “dam” broke — twice, “officials” said. ".repeat(9).into_bytes();
        bytes.extend_from_slice(b"\xE2\x80");
        let decoded = decode(&bytes, None);
        assert_eq!((decoded.charset, decoded.damaged), ("UTF-8", true));
        let at = decoded.text.rfind("said").unwrap();
        let source = decoded.source(Span::new(at, at + 4)).unwrap();
        assert_eq!(&bytes[source.start..source.end], b"said");
    }
}
