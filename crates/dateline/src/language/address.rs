//! Recognises web and mail addresses, which the tokenizer keeps whole.
//!
//! In: a chunk without white space. Out: whether all of it is an address. It accepts what the regular expression `URL_MATCH` of spaCy
//! accepts (`lang/tokenizer_exceptions.py`, MIT licence, after Diego Perini), without its backtracking: hosts are delimited by characters
//! that cannot stand inside them, so each start of a host can be read in one pass.

use super::characters::{Characters, Classes};

/// Whether the chunk is an address.
pub(crate) fn is_address(characters: &Characters, chunk: &str) -> bool {
    if !chunk.contains('.') {
        return false;
    }
    let after_scheme = chunk.find("://").filter(|colon| {
        let scheme = &chunk[..*colon];
        scheme.chars().nth(1).is_some()
            && scheme.chars().all(|c| matches!(c, '+' | '-' | '.') || characters.is(c, Classes::WORD))
    });
    let after_user = chunk.match_indices('@').filter(|(at, _)| *at > 0).map(|(at, _)| at + 1);
    std::iter::once(0).chain(after_scheme.map(|colon| colon + 3)).chain(after_user).any(|host| {
        let text = &chunk[host..];
        is_numeric_host(characters, text) || is_named_host(characters, text)
    })
}

/// Whether `rest` is an optional port and an optional path.
fn ends_well(characters: &Characters, rest: &str) -> bool {
    let path = |rest: &str| rest.is_empty() || rest.starts_with(['/', '?', '#']);
    path(rest)
        || rest.strip_prefix(':').is_some_and(|port| {
            // A path cannot start with a digit, so the port takes all digits.
            let (digits, rest) = decimals(characters, port);
            (2..=5).contains(&digits.chars().count()) && path(rest)
        })
}

/// The decimal digits at the start, and what follows.
fn decimals<'t>(characters: &Characters, text: &'t str) -> (&'t str, &'t str) {
    let end = text.find(|c| !characters.is(c, Classes::DECIMAL)).unwrap_or(text.len());
    text.split_at(end)
}

/// Whether the text is labels, each with a full stop, a top-level domain, and a good end.
fn is_named_host(characters: &Characters, mut text: &str) -> bool {
    let inner = |c: char| c.is_ascii_alphanumeric() || ('\u{a1}'..='\u{ffff}').contains(&c);
    let mut labels = 0;
    loop {
        if labels > 0 {
            let end = text.find(|c| !characters.is(c, Classes::ALPHA_LOWER)).unwrap_or(text.len());
            if (2..=63).contains(&text[..end].chars().count()) && ends_well(characters, &text[end..]) {
                return true;
            }
        }
        let end = text.find(|c| !inner(c) && c != '_' && c != '-').unwrap_or(text.len());
        let (label, rest) = text.split_at(end);
        let Some(rest) = rest.strip_prefix('.') else { return false };
        if label.chars().count() > 64 || !label.starts_with(inner) || !label.ends_with(inner) {
            return false;
        }
        labels += 1;
        text = rest;
    }
}

/// Whether the text is an address of four numbers, none of a private network, and a good end.
fn is_numeric_host(characters: &Characters, text: &str) -> bool {
    let mut rest = text;
    let mut octets: [&str; 4] = [""; 4];
    for (i, octet) in octets.iter_mut().enumerate() {
        if i > 0 {
            let Some(after) = rest.strip_prefix('.') else { return false };
            rest = after;
        }
        (*octet, rest) = decimals(characters, rest);
    }
    let [a, b, c, d] = octets;
    let private = matches!(a, "10" | "127")
        || (a == "169" && b == "254")
        || (a == "192" && b == "168")
        || (a == "172" && is_private_172(b));
    first_octet(a) && middle_octet(b) && middle_octet(c) && last_octet(d) && !private && ends_well(characters, rest)
}

// The regular expression allows digits of every script where it says `\d`, and only ASCII where it names digits. All characters that reach
// these functions are decimal digits of some script.

fn leading(octet: &str) -> (usize, [Option<char>; 3]) {
    let mut chars = octet.chars();
    (octet.chars().count(), [chars.next(), chars.next(), chars.next()])
}

/// `[1-9]\d?|1\d\d|2[01]\d|22[0-3]`
fn first_octet(octet: &str) -> bool {
    match leading(octet) {
        (1 | 2, [Some('1'..='9'), ..]) | (3, [Some('1'), ..]) | (3, [Some('2'), Some('0' | '1'), _]) => true,
        (3, [Some('2'), Some('2'), Some(c)]) => matches!(c, '0'..='3'),
        _ => false,
    }
}

/// `1?\d{1,2}|2[0-4]\d|25[0-5]`
fn middle_octet(octet: &str) -> bool {
    match leading(octet) {
        (1 | 2, _) | (3, [Some('1'), ..]) | (3, [Some('2'), Some('0'..='4'), _]) => true,
        (3, [Some('2'), Some('5'), Some(c)]) => matches!(c, '0'..='5'),
        _ => false,
    }
}

/// `[1-9]\d?|1\d\d|2[0-4]\d|25[0-4]`
fn last_octet(octet: &str) -> bool {
    match leading(octet) {
        (1 | 2, [Some('1'..='9'), ..]) | (3, [Some('1'), ..]) | (3, [Some('2'), Some('0'..='4'), _]) => true,
        (3, [Some('2'), Some('5'), Some(c)]) => matches!(c, '0'..='4'),
        _ => false,
    }
}

/// `1[6-9]|2\d|3[0-1]`
fn is_private_172(octet: &str) -> bool {
    matches!(leading(octet), (2, [Some('1'), Some('6'..='9'), _] | [Some('2'), ..] | [Some('3'), Some('0' | '1'), _]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: bool) {
        assert_eq!(is_address(Characters::embedded(), text), expected, "{text}");
    }

    #[test]
    fn reads_named_hosts() {
        for good in [
            "a.bc",
            "www.x.example",
            "http://a.bc:8080/d",
            "a.bc?q",
            "u:p@a.bc#f",
            "mailto:a@b.cd",
            "a_-b.cd",
            "größe.de",
            "a.b.cd:80",
        ] {
            check(good, true);
        }
        for bad in [
            "a.b",
            "a.Bc",
            "abc",
            "_a.bc",
            "a-.bc",
            "a..bc",
            "a.bc:8",
            "a.bc:123456",
            "a.bc!",
            "://a.bc",
            "@a.bc",
            "x://a.bc",
            "1.5",
        ] {
            check(bad, false);
        }
        check(&format!("{}.bc", "a".repeat(64)), true);
        check(&format!("{}.bc", "a".repeat(65)), false);
    }

    #[test]
    fn reads_numeric_hosts() {
        for good in ["203.0.113.9", "8.8.8.8:53", "1.255.0.254/x", "ab://223.1.1.1", "172.15.0.1"] {
            check(good, true);
        }
        for bad in [
            "10.0.0.1",
            "127.0.0.1",
            "192.168.0.1",
            "169.254.1.1",
            "172.16.0.1",
            "224.1.1.1",
            "0.1.1.1",
            "1.256.1.1",
            "1.1.1.255",
            "1.1.1",
        ] {
            check(bad, false);
        }
    }
}
