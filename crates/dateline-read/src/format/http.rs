//! An HTTP response as a crawl keeps it: status, headers, and the body with its transfer and content encodings taken off.
//!
//! RFC 9112. What is cut off or damaged is decoded as far as it goes.

use std::io::Read;

/// A response.
pub(crate) struct Response {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// Whether the body could not be decoded to its end.
    pub damaged: bool,
}

impl Response {
    /// Reads a response; `None` when the bytes are none. The decoded body has at most `limit` bytes; a longer one is `Err`.
    pub fn parse(block: &[u8], limit: u64) -> Option<Result<Response, ()>> {
        let (head, body) = split(block);
        let head = String::from_utf8_lossy(head);
        let mut lines = head.lines();
        let status = lines.next()?.strip_prefix("HTTP/")?.split_whitespace().nth(1)?.parse().ok()?;
        let headers: Vec<(String, String)> = lines
            .filter_map(|l| l.split_once(':'))
            .map(|(k, v)| (k.trim().to_ascii_lowercase(), v.trim().to_string()))
            .collect();
        let mut response = Response { status, headers, body: Vec::new(), damaged: false };
        let mut body = body.to_vec();
        // Crawlers that unpack a body leave its headers as they were: what is not chunked or packed is taken as it is.
        if response.header("transfer-encoding").is_some_and(|v| v.to_ascii_lowercase().contains("chunked"))
            && let Some((whole, damaged)) = unchunk(&body)
        {
            (body, response.damaged) = (whole, damaged);
        }
        let encodings = response.header("content-encoding").unwrap_or_default().to_ascii_lowercase();
        for encoding in encodings.split(',').map(str::trim).rev() {
            let unpacked = match encoding {
                "gzip" | "x-gzip" if body.starts_with(b"\x1F\x8B") => {
                    read(flate2::read::MultiGzDecoder::new(&body[..]), limit)
                }
                "deflate" if body.first().is_some_and(|b| b & 0x0F == 8) => {
                    read(flate2::read::ZlibDecoder::new(&body[..]), limit)
                }
                "deflate" => read(flate2::read::DeflateDecoder::new(&body[..]), limit),
                "br" if std::str::from_utf8(&body).is_err() => read(brotli::Decompressor::new(&body[..], 4096), limit),
                _ => continue,
            };
            let (bytes, whole) = unpacked;
            if bytes.len() as u64 > limit {
                return Some(Err(()));
            }
            response.damaged |= !whole;
            body = bytes;
        }
        response.body = body;
        Some(Ok(response))
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(k, _)| k == name).map(|(_, v)| v.as_str())
    }

    /// The media type, in lower case, without parameters.
    pub fn media_type(&self) -> String {
        media_type(self.header("content-type").unwrap_or_default())
    }

    /// The character set that the header names.
    pub fn charset(&self) -> Option<String> {
        charset(self.header("content-type")?)
    }
}

/// The media type of a Content-Type header.
pub(crate) fn media_type(value: &str) -> String {
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The character set of a Content-Type header.
pub(crate) fn charset(value: &str) -> Option<String> {
    let parameter = |p: &str| {
        let (key, value) = p.split_once('=')?;
        (key.trim().eq_ignore_ascii_case("charset")).then(|| value.trim().trim_matches(['"', '\'']).to_string())
    };
    value.split(';').skip(1).find_map(parameter)
}

/// Head and body, at the first empty line.
fn split(block: &[u8]) -> (&[u8], &[u8]) {
    for at in 0..block.len() {
        let rest = &block[at..];
        if rest.starts_with(b"\r\n\r\n") {
            return (&block[..at], &rest[4..]);
        }
        if rest.starts_with(b"\n\n") {
            return (&block[..at], &rest[2..]);
        }
    }
    (block, &[])
}

/// The body without the lengths of its chunks, and whether its end is missing; `None` when it is not chunked at all.
fn unchunk(mut body: &[u8]) -> Option<(Vec<u8>, bool)> {
    let mut whole = Vec::with_capacity(body.len());
    loop {
        let end = body.iter().take(64).position(|b| *b == b'\n');
        let size = end.and_then(|end| {
            let line = std::str::from_utf8(&body[..end]).ok()?;
            usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()
        });
        let (Some(end), Some(size)) = (end, size) else {
            return if whole.is_empty() { None } else { Some((whole, true)) };
        };
        body = &body[end + 1..];
        if size == 0 {
            return Some((whole, false));
        }
        if size > body.len() {
            whole.extend_from_slice(body);
            return Some((whole, true));
        }
        whole.extend_from_slice(&body[..size]);
        body = &body[size..];
        body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n")).unwrap_or(body);
    }
}

/// At most one byte more than `limit`, and whether the end was reached without error.
fn read(input: impl Read, limit: u64) -> (Vec<u8>, bool) {
    let mut bytes = Vec::new();
    let whole = input.take(limit + 1).read_to_end(&mut bytes).is_ok();
    (bytes, whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined_and_a_missing_end_is_told() {
        let parse = |s: &str| Response::parse(s.as_bytes(), 100).unwrap().unwrap();
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: Text/HTML; charset=\"x\"\r\n\r\n";
        let whole = parse(&format!("{head}3\r\nThe\r\n4;a=b\r\n dam\r\n0\r\n\r\n"));
        assert_eq!((whole.body.as_slice(), whole.damaged), (&b"The dam"[..], false));
        assert_eq!((whole.media_type(), whole.charset()), ("text/html".into(), Some("x".into())));
        let cut = parse(&format!("{head}3\r\nThe\r\n4\r\n da"));
        assert_eq!((cut.body.as_slice(), cut.damaged), (&b"The da"[..], true));
        let plain = parse(&format!("{head}The dam burst\n"));
        assert_eq!((plain.body.as_slice(), plain.damaged), (&b"The dam burst\n"[..], false));
        assert!(Response::parse(b"The dam", 9).is_none());
    }
}
