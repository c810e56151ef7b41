//! Addresses: mirrors, proxies, archives, redirects and tracking parameters taken off; the site that an address belongs to.
//!
//! In: an address as saved. Out: the address of the page itself. Nothing is fetched, so an opaque short link stays as it is.

use std::sync::LazyLock;

use regex::Regex;
use url::Url;

/// Parameters that follow a reader and do not name a page.
const TRACKING: &[&str] = &[
    "utm_",
    "fbclid",
    "gclid",
    "dclid",
    "msclkid",
    "mc_cid",
    "mc_eid",
    "igshid",
    "yclid",
    "twclid",
    "_ga",
    "_gl",
    "cmpid",
    "ocid",
    "ref_src",
    "ref_url",
    "ns_mchannel",
    "ns_source",
    "ns_campaign",
    "wt_mc",
    "wt.mc",
    "_x_tr_",
    "spm",
    "smid",
    "sr_share",
    "at_medium",
    "at_campaign",
    "xtor",
    "guccounter",
    "guce_",
    "mkt_tok",
    "vero_",
    "_hsenc",
    "_hsmi",
    "trk",
    "cmp",
    "icid",
    "taid",
    "partner",
];

/// The page's own address: unwrapped, repaired, without tracking parameters and fragment.
pub fn canonical(address: &str) -> Option<String> {
    let mut address = repair(address.trim())?;
    // Wrappers can be nested; a bound keeps a malicious address from looping.
    for _ in 0..5 {
        match unwrap(&address) {
            Some(inner) if inner != address => address = repair(&inner)?,
            _ => break,
        }
    }
    let mut url = Url::parse(&address).ok().filter(|u| matches!(u.scheme(), "http" | "https"))?;
    url.set_fragment(None);
    if url.query().is_some() {
        let tracked = |name: &str| TRACKING.iter().any(|t| name == *t || (t.ends_with('_') && name.starts_with(t)));
        let kept: Vec<&str> = url
            .query()
            .unwrap_or_default()
            .split('&')
            .filter(|pair| {
                !pair.is_empty() && !tracked(&pair.split('=').next().unwrap_or_default().to_ascii_lowercase())
            })
            .collect();
        let query = kept.join("&");
        url.set_query((!query.is_empty()).then_some(query.as_str()));
    }
    if let Some(host) = url.host_str().and_then(|h| h.strip_prefix("amp.")).map(|h| format!("www.{h}")) {
        // `amp.` is a publisher's host for the light copy of the page on its main host.
        url.set_host(Some(&host)).ok()?;
    }
    Some(url.into())
}

/// Common slips: a doubled or missing scheme, a missing slash, an empty port.
fn repair(address: &str) -> Option<String> {
    static SCHEME: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?i)^(?:https?:/{0,2})*(https?):/{1,3}").ok());
    if address.is_empty() || address.len() > 4096 || address.contains(char::is_whitespace) {
        return None;
    }
    if let Some(rest) = address.strip_prefix("//") {
        return Some(format!("http://{rest}"));
    }
    if SCHEME.as_ref()?.is_match(address) {
        return Some(SCHEME.as_ref()?.replace(address, "$1://").into_owned());
    }
    let host = address.split('/').next()?;
    (host.contains('.') && !host.contains(':') && !host.contains('@')).then(|| format!("http://{address}"))
}

/// The address inside a mirror's, proxy's or redirect's address.
fn unwrap(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?;
    let path = url.path();
    if let Some(inner) = host.strip_suffix(".translate.goog") {
        // A hyphen stands for a dot and two for a hyphen.
        let host = inner.replace("--", "\u{0}").replace('-', ".").replace('\u{0}', "-");
        let query = url.query().map(|q| format!("?{q}")).unwrap_or_default();
        return Some(format!("https://{host}{path}{query}"));
    }
    if host.ends_with(".cdn.ampproject.org") || (host.starts_with("www.google.") && path.starts_with("/amp/")) {
        let rest = path.trim_start_matches('/').split_once('/')?.1;
        return Some(match rest.strip_prefix("s/") {
            Some(rest) => format!("https://{rest}"),
            None => format!("http://{rest}"),
        });
    }
    // A whole address in the path: archives, proxies, readers. `scheme/host` without a colon is a proxy's way too.
    static IN_PATH: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?i)^/(?:.*?[/:])?(https?)(?::/{1,2}|/)([\w-]+(?:\.[\w-]+)+.*)$").ok());
    if let Some(caps) = IN_PATH.as_ref()?.captures(path) {
        let query = url.query().map(|q| format!("?{q}")).unwrap_or_default();
        return Some(format!("{}://{}{query}", caps.get(1)?.as_str().to_ascii_lowercase(), caps.get(2)?.as_str()));
    }
    for (name, value) in url.query_pairs() {
        let value = value.as_ref();
        if let Some(cached) = value.strip_prefix("cache:") {
            let at = cached.find("http")?;
            return Some(cached[at..].split(['+', ' ']).next()?.to_string());
        }
        // Only an address that is the whole value, under the names that redirects use.
        let redirect =
            ["q", "u", "url", "z", "target", "dest", "destination", "redirect", "to", "link"].contains(&name.as_ref());
        let archive = host.ends_with("archive.org") && name == "url";
        if redirect && (value.starts_with("http://") || value.starts_with("https://")) || archive {
            return Some(if value.contains("://") { value.to_string() } else { format!("http://{value}") });
        }
    }
    None
}

/// The registrable domain of an address: `example.co.uk` of `https://news.example.co.uk/a`.
pub fn site(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?.to_ascii_lowercase();
    psl::domain_str(&host).map(str::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, expected: &str) {
        assert_eq!(canonical(address).as_deref(), Some(expected));
    }

    #[test]
    fn wrappers_are_taken_off() {
        let page = "https://www.velm.example.com/a/1";
        for wrapped in [
            "https://proxy.example.net:443/https/www.velm.example.com/a/1",
            "https://web.archive.org/web/20310502120000id_/https://www.velm.example.com/a/1",
            "https://archive.ph/2031.05.02-120000/https://www.velm.example.com/a/1",
            "https://www-velm-example-com.cdn.ampproject.org/c/s/www.velm.example.com/a/1",
            "https://www.google.com/url?q=https%3A%2F%2Fwww.velm.example.com%2Fa%2F1&sa=D",
            "https://webcache.googleusercontent.com/search?q=cache:abc:https://www.velm.example.com/a/1+&cd=1",
            "https://www-velm-example-com.translate.goog/a/1?_x_tr_sl=ru&_x_tr_tl=en",
            "https://www.velm.example.com/a/1?utm_source=x&fbclid=y#top",
            "https://amp.velm.example.com/a/1",
        ] {
            let expected = if wrapped.contains("amp.velm") { "https://www.velm.example.com/a/1" } else { page };
            check(wrapped, expected);
        }
    }

    #[test]
    fn slips_are_repaired_and_short_links_kept() {
        check("http://http://velm.example/a", "http://velm.example/a");
        check("http:/velm.example/", "http://velm.example/");
        check("//velm.example/", "http://velm.example/");
        check("https://velm.example:/a?id=7&utm_medium=x", "https://velm.example/a?id=7");
        check("https://short.example/3xyz", "https://short.example/3xyz");
        assert_eq!(canonical("javascript:alert(1)"), None);
        assert_eq!(canonical("two words"), None);
    }
}
