//! Every format with a good file of our own, and truncated, nested, bombed and mislabelled ones: each ends as pages or a named reason.
#![allow(clippy::unwrap_used)] // a test fails by panicking
#![allow(clippy::type_complexity)] // a row of facts, compared whole

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use dateline::page::Page;
use dateline_read::{Inputs, Limits, Options, read_inputs};

/// Three pages on one event: address, day of capture, HTML.
fn pages() -> Vec<(&'static str, &'static str, String)> {
    let page = |title: &str, site: &str, day: &str, words: &str| {
        format!(
            "<!doctype html>\n<html>\n<meta name=\"generator\" content=\"by hand\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
             <meta content=\"{site}\" property=\"og:site_name\">\n<meta content=\"{day}\" property=\"article:published_time\">\n\
             <body><nav><a href=\"/\">Home</a></nav><article><h1>{title}</h1>{words}</article>\n</html>"
        )
    };
    vec![
        (
            "https://courier.example/velm/dam-bursts",
            "2031-05-05T12:00:00Z",
            page(
                "Dam bursts above Velm",
                "Velm Courier",
                "2031-05-05T09:30:00+00:00",
                "<p>The dam above the town of Velm burst on Monday morning, the water board said – and two villages were flooded.</p>\
                 <p>About forty families left their homes before noon, and the valley road was closed.</p>",
            ),
        ),
        (
            "https://ledger.example/news/42",
            "2031-05-06T12:00:00Z",
            page(
                "Two villages under water",
                "Harbour Ledger",
                "2031-05-06T07:00:00+00:00",
                "<p>Two villages below Velm were still under water on Tuesday, a day after the dam had burst.</p>\
                 <p>Engineers said the wall had been inspected in March and was found to be sound.</p>",
            ),
        ),
        (
            "https://observer.example/a/road",
            "2031-05-07T12:00:00Z",
            page(
                "Valley road opens again",
                "County Observer",
                "2031-05-07T18:00:00+00:00",
                "<p>The valley road was opened again on Wednesday, the county said in a statement.</p>\
                 <p>Families from both villages went back to clean their houses with the help of soldiers.</p>",
            ),
        ),
    ]
}

fn read_with(files: &[(&str, Vec<u8>)], limits: Limits) -> Inputs {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    read_inputs(&[folder.path().into()], &Options { limits, progress: None })
}

fn read(name: &str, bytes: impl Into<Vec<u8>>) -> Inputs {
    read_with(&[(name, bytes.into())], Limits::default())
}

fn reasons(inputs: &Inputs) -> Vec<String> {
    inputs.skipped.iter().map(|s| format!("{}: {}", s.path, s.reason)).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        out.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn tar(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = tar::Builder::new(Vec::new());
    for (name, bytes) in entries {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        out.append_data(&mut header, name, *bytes).unwrap();
    }
    out.into_inner().unwrap()
}

/// A response record; chunked when `chunked`.
fn record(url: &str, date: &str, kind: &str, body: &[u8], chunked: bool) -> Vec<u8> {
    let mut http = format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n").into_bytes();
    if chunked {
        http.extend_from_slice(b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n");
        for part in gzip(body).chunks(100) {
            http.extend_from_slice(format!("{:x}\r\n", part.len()).as_bytes());
            http.extend_from_slice(part);
            http.extend_from_slice(b"\r\n");
        }
        http.extend_from_slice(b"0\r\n\r\n");
    } else {
        http.extend_from_slice(b"\r\n");
        http.extend_from_slice(body);
    }
    let mut record = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\nContent-Type: application/http;msgtype=response\r\n\
         Content-Length: {}\r\n\r\n",
        http.len()
    )
    .into_bytes();
    record.extend_from_slice(&http);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

fn warc() -> Vec<u8> {
    let mut file = b"WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 12\r\n\r\nsoftware: x\n\r\n\r\n".to_vec();
    for (at, (url, date, html)) in pages().iter().enumerate() {
        file.extend(record(url, date, "text/html; charset=utf-8", html.as_bytes(), at % 2 == 1));
    }
    file.extend(record("https://courier.example/a.png", "2031-05-05T12:00:00Z", "image/png", b"\x89PNG\0\0", false));
    file
}

fn wacz(archive: &[u8]) -> Vec<u8> {
    use sha2::{Digest, Sha256};
    let digest: String = Sha256::digest(archive).iter().map(|b| format!("{b:02x}")).collect();
    let package = format!("{{\"resources\": [{{\"path\": \"archive/data.warc.gz\", \"hash\": \"sha256:{digest}\"}}]}}");
    let mut list = String::from("{\"format\": \"json-pages-1.0\", \"id\": \"pages\"}\n");
    for (url, date, _) in pages() {
        list.push_str(&format!("{{\"url\": \"{url}\", \"ts\": \"{date}\"}}\n"));
    }
    zip(&[
        ("datapackage.json", package.as_bytes()),
        ("archive/data.warc.gz", archive),
        ("pages/pages.jsonl", list.as_bytes()),
    ])
}

fn mhtml(url: &str, html: &str) -> Vec<u8> {
    // Quoted-printable, as browsers write it.
    let body: String = html
        .bytes()
        .map(|b| if b == b'=' || b >= 0x7F { format!("={b:02X}") } else { char::from(b).to_string() })
        .collect::<String>()
        .as_bytes()
        .chunks(60)
        .map(|c| String::from_utf8_lossy(c).into_owned())
        .collect::<Vec<_>>()
        .join("");
    format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\nSubject: x\r\nDate: Thu, 8 May 2031 10:00:00 -0000\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----B\"\r\n\r\n\r\n------B\r\n\
         Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: {url}\r\n\r\n{body}\r\n------B\r\n\
         Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: {url}/a.png\r\n\r\niVBORw0KGgo=\r\n------B--\r\n"
    )
    .into_bytes()
}

/// What a reader of a chronology would see of a page, whatever it was kept in.
fn facts(inputs: &Inputs) -> Vec<(Option<String>, Option<String>, Option<String>, String)> {
    let fact = |p: &Page| (p.title.clone(), p.outlet.clone(), p.published.value.clone(), p.text.clone());
    let mut facts: Vec<_> = inputs.pages.iter().map(fact).collect();
    facts.sort();
    facts
}

#[test]
fn the_same_pages_in_every_container() {
    let files: Vec<(String, Vec<u8>)> =
        pages().into_iter().enumerate().map(|(i, (_, _, html))| (format!("p{i}.html"), html.into_bytes())).collect();
    let named: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
    let plain = read_with(&named.iter().map(|(n, b)| (*n, b.to_vec())).collect::<Vec<_>>(), Limits::default());
    let expected = facts(&plain);
    assert_eq!(expected.len(), 3);
    assert!(expected.iter().all(|(title, outlet, day, _)| title.is_some() && outlet.is_some() && day.is_some()));
    let each = |inputs: Inputs| assert_eq!(facts(&inputs), expected, "{:?}", reasons(&inputs));
    each(read("pile.zip", zip(&named)));
    each(read("pile.tar", tar(&named)));
    each(read("pile.tar.gz", gzip(&tar(&named))));
    each(read("crawl.warc", warc()));
    each(read("crawl.warc.gz", gzip(&warc())));
    each(read("crawl.wacz", wacz(&gzip(&warc()))));
    let copies: Vec<(String, Vec<u8>)> =
        pages().iter().enumerate().map(|(i, (url, _, html))| (format!("p{i}.mhtml"), mhtml(url, html))).collect();
    each(read_with(&copies.iter().map(|(n, b)| (n.as_str(), b.clone())).collect::<Vec<_>>(), Limits::default()));
    let single: Vec<(String, Vec<u8>)> = files.iter().map(|(n, b)| (format!("{n}.gz"), gzip(b))).collect();
    each(read_with(&single.iter().map(|(n, b)| (n.as_str(), b.clone())).collect::<Vec<_>>(), Limits::default()));
    // One inside the other.
    each(read("outer.zip", zip(&[("inner.tar.gz", &gzip(&tar(&named)))])));
}

#[test]
fn a_crawl_keeps_address_and_moment() {
    let inputs = read("crawl.warc.gz", gzip(&warc()));
    let page = &inputs.pages[0];
    assert_eq!(page.url.as_deref(), Some("https://courier.example/velm/dam-bursts"));
    assert_eq!(page.captured.as_deref(), Some("2031-05-05T12:00:00Z"));
    assert_eq!(page.path, "crawl.warc.gz:2");
    assert!(page.notes.iter().any(|n| n.message == "captured 2031-05-05T12:00:00Z, record 2 of crawl.warc.gz"));
    assert_eq!(reasons(&inputs), ["crawl.warc.gz: 1 record that is no page (image/png 1)"]);
}

#[test]
fn a_crawl_that_is_cut_off() {
    let whole = warc();
    for cut in [10, 100, 400, 700, 1500, whole.len() - 10] {
        for bytes in [whole[..cut].to_vec(), gzip(&whole)[..gzip(&whole).len() * cut / whole.len()].to_vec()] {
            let inputs = read("crawl.warc.gz", bytes);
            assert!(!inputs.skipped.is_empty(), "cut at {cut}: the missing end is named");
        }
    }
    let inputs = read("c.warc", [&warc()[..], b"not a record\r\n"].concat());
    assert_eq!(inputs.pages.len(), 3);
    assert!(reasons(&inputs).iter().any(|r| r.ends_with("no WARC record begins here; what follows cannot be read")));
}

#[test]
fn a_crawl_that_was_changed_says_so() {
    let other = wacz(&gzip(&warc()));
    assert!(read("a.wacz", other).pages.iter().all(|p| p.notes.iter().all(|n| n.code != "digest-mismatch")));
    let package = br#"{"resources": [{"path": "archive/data.warc", "hash": "sha256:00"}]}"#;
    let inputs = read("a.wacz", zip(&[("datapackage.json", package), ("archive/data.warc", &warc())]));
    assert_eq!(inputs.pages.len(), 3);
    assert!(inputs.pages.iter().all(|p| p.notes.iter().any(|n| n.code == "digest-mismatch")));
    let block = b"<p>The dam above Velm burst on Monday, the board said.</p><p>Nobody in the town was hurt.</p><p>It rained.</p>";
    let record = format!(
        "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Block-Digest: sha1:AAAA\r\nContent-Length: {}\r\n\r\n{}\r\n\r\n",
        block.len(),
        String::from_utf8_lossy(block)
    );
    assert!(read("b.warc", record).pages[0].notes.iter().any(|n| n.code == "digest-mismatch"));
}

#[test]
fn bombs_and_nests_are_named() {
    let small = Limits { page: 1 << 16, ..Limits::default() };
    let zeros = vec![b' '; 1 << 20];
    let inputs = read_with(&[("a.zip", zip(&[("big.txt", &zeros)])), ("b.txt.gz", gzip(&zeros))], small);
    assert!(inputs.pages.is_empty());
    assert_eq!(
        reasons(&inputs),
        [
            "a.zip/big.txt: larger than the limit of 64 KiB for one page",
            "b.txt.gz: larger than the limit of 64 KiB for one page"
        ]
    );
    let mut nested = zip(&[("page.txt", b"The dam above Velm burst on Monday, officials said.")]);
    for _ in 0..6 {
        nested = zip(&[("inner.zip", &nested)]);
    }
    let inputs = read("nest.zip", nested);
    assert!(reasons(&inputs)[0].ends_with("more than 4 containers inside each other"), "{:?}", reasons(&inputs));
    let total = Limits { unpacked: 3000, ..Limits::default() };
    let entry = "The dam above Velm burst on Monday, officials said. ".repeat(30);
    let inputs = read_with(
        &[("a.zip", zip(&[("a.txt", entry.as_bytes()), ("b.txt", entry.as_bytes()), ("c.txt", entry.as_bytes())]))],
        total,
    );
    assert!(
        reasons(&inputs).iter().any(|r| r.contains("the archives of this run unpack to more than 3 KiB")),
        "{:?}",
        reasons(&inputs)
    );
    let chunked = record("https://velm.example/", "2031-05-05T12:00:00Z", "text/html", &zeros, true);
    let inputs = read_with(&[("c.warc", chunked)], small);
    assert_eq!(reasons(&inputs), ["c.warc:1: unpacks to more than the limit of 64 KiB for one page"]);
}

#[test]
fn mislabelled_files_are_read_by_their_bytes() {
    let (url, _, html) = &pages()[0];
    assert_eq!(read("a.html", zip(&[("x.html", html.as_bytes())])).pages.len(), 1);
    assert_eq!(read("a.txt", mhtml(url, html)).pages[0].url.as_deref(), Some(*url));
    assert_eq!(read("a.warc", html.as_bytes()).pages[0].title.as_deref(), Some("Dam bursts above Velm"));
    let inputs = read("a.zip", &b"PK\x03\x04 and no archive"[..]);
    assert!(reasons(&inputs)[0].starts_with("a.zip: a damaged archive"), "{:?}", reasons(&inputs));
    let sheet = zip(&[("xl/workbook.xml", b"<x/>"), ("[Content_Types].xml", b"<x/>")]);
    assert_eq!(reasons(&read("a.docx", sheet)), ["a.docx: not a page but a spreadsheet (XLSX)"]);
}

const LETTER: &str = "From: Ana Brook <ana@waterboard.example>\nTo: desk@courier.example\nSubject: Re: Dam at Velm\n\
Date: Mon, 05 May 2031 22:15:00 -0700\nMessage-ID: <1@waterboard.example>\n\nThe dam above the town of Velm burst on Monday morning, and two \n\
villages were flooded.\n\n> Did it burst?\n";

#[test]
fn letters_and_mailboxes() {
    let inputs = read("a.eml", LETTER);
    let page = &inputs.pages[0];
    assert_eq!((page.title.as_deref(), page.outlet.as_deref()), (Some("Dam at Velm"), Some("Ana Brook")));
    assert_eq!(page.published.earliest.unwrap().to_string(), "2031-05-05", "the day where it was written");
    assert_eq!(page.text, "The dam above the town of Velm burst on Monday morning, and two villages were flooded.");
    let mailbox = format!(
        "From ana@waterboard.example Mon May  5 22:15:00 2031\n{LETTER}\nFrom ben@x.example Tue May  6 08:00:00 2031\n{}",
        LETTER.replace("Ana Brook", "Ben Oak")
    );
    let inputs = read("post.mbox", mailbox);
    assert_eq!(inputs.pages.iter().map(|p| p.outlet.as_deref().unwrap()).collect::<Vec<_>>(), ["Ana Brook", "Ben Oak"]);
    assert_eq!(inputs.pages[1].path, "post.mbox:2");
    let (_, _, html) = &pages()[0];
    let attached = format!(
        "From: a@x.example\nSubject: see attached\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain\n\n\
         Please see the page about the dam above Velm.\n--B\nContent-Type: text/html; name=\"page.html\"\nContent-Disposition: attachment; \
         filename=\"page.html\"\n\n{html}\n--B\nContent-Type: image/png\nContent-Disposition: attachment; filename=\"a.png\"\n\nx\n--B--\n"
    );
    let inputs = read("b.eml", attached);
    assert_eq!(inputs.pages.iter().map(|p| p.path.as_str()).collect::<Vec<_>>(), ["b.eml", "b.eml/page.html"]);
    assert_eq!(reasons(&inputs), ["b.eml: 1 attachment that is no page (.png 1)"]);
}

#[test]
fn a_broken_mail_takes_no_other_with_it() {
    let broken = include_bytes!("../../../fuzz/seeds/broken.eml");
    let box_of = [
        &b"From a@x.example Mon May  5 22:15:00 2031\n"[..],
        broken,
        b"\n\nFrom b@x.example Tue May  6 08:00:00 2031\n",
        LETTER.as_bytes(),
    ];
    let inputs = read("post.mbox", box_of.concat());
    assert!(inputs.pages.iter().any(|p| p.outlet.as_deref() == Some("Ana Brook")), "{:?}", reasons(&inputs));
    assert!(reasons(&inputs).iter().all(|r| !r.contains("internal mistake")), "{:?}", reasons(&inputs));
}

#[test]
fn feeds_give_their_items() {
    let rss = "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"c\" xmlns:dc=\"d\"><channel><title>Velm Courier</title>\
        <item><title>Dam bursts &amp; floods</title><link>https://courier.example/1</link><pubDate>Mon, 05 May 2031 23:30:00 -0500</pubDate>\
        <dc:creator>Ana Brook</dc:creator><description>Short.</description><content:encoded><![CDATA[<p>The dam above the town of Velm burst on \
        Monday, the water board said.</p><p>Two villages were flooded before noon.</p>]]></content:encoded></item>\
        <item><title>Road closed</title><link>https://ledger.example/2</link><source url=\"x\">Harbour Ledger</source>\
        <description>The valley road below the dam was closed on Monday, the county said.</description></item>\
        <item><title>Nothing</title></item></channel></rss>";
    let inputs = read("feed.xml", rss);
    let page = &inputs.pages[0];
    assert_eq!(page.title.as_deref(), Some("Dam bursts & floods"));
    assert_eq!((page.outlet.as_deref(), page.authors.clone()), (Some("Velm Courier"), vec!["Ana Brook".to_string()]));
    assert_eq!(page.published.earliest.unwrap().to_string(), "2031-05-05");
    assert!(page.text.contains("Two villages were flooded"));
    assert_eq!(inputs.pages[1].outlet.as_deref(), Some("Harbour Ledger"));
    assert!(inputs.pages[1].notes.iter().any(|n| n.code == "summary-only"));
    assert_eq!(reasons(&inputs), ["feed.xml:3: an item with a title only"]);
    let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Board</title><entry><title>Dam</title><link rel=\"self\" href=\"https://x.example/s\"/>\
        <link href=\"https://x.example/a?b=1&amp;c=2\"/><author><name>Ben Oak</name></author><published>2031-05-05T10:00:00Z</published>\
        <content type=\"html\">&lt;p&gt;The dam above the town of Velm burst on Monday, the board said.&lt;/p&gt;</content></entry></feed>";
    let inputs = read("a.atom", atom);
    assert_eq!(inputs.pages[0].url.as_deref(), Some("https://x.example/a?b=1&c=2"));
    assert_eq!(inputs.pages[0].authors, ["Ben Oak"]);
    let cut = read("cut.rss", &rss[..rss.len() - 150]);
    assert!(!cut.skipped.is_empty() && !cut.pages.is_empty());
}

#[test]
fn documents_of_an_office() {
    let main = "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>Report on the dam</w:t></w:r></w:p><w:p><w:r><w:t xml:space=\"preserve\">The dam \
        above the town of Velm </w:t></w:r><w:r><w:t>burst on Monday &amp; flooded two villages.</w:t></w:r><w:del><w:r><w:delText>Never.</w:delText>\
        </w:r></w:del></w:p></w:body></w:document>";
    let core = "<cp:coreProperties xmlns:dc=\"d\"><dc:title>Dam report</dc:title></cp:coreProperties>";
    let inputs = read("a.docx", zip(&[("word/document.xml", main.as_bytes()), ("docProps/core.xml", core.as_bytes())]));
    let page = &inputs.pages[0];
    assert_eq!(page.title.as_deref(), Some("Dam report"));
    assert_eq!(
        page.text,
        "Report on the dam\n\nThe dam above the town of Velm burst on Monday & flooded two villages."
    );
}

#[test]
fn tables_of_pages() {
    let table = "Title,Publish Date,Source,URL,Text\n\"Dam, above Velm\",2031-05-05,Velm Courier,https://courier.example/1,\"The dam above Velm \
        burst on Monday.\nTwo villages were flooded.\"\nEmpty,,,,\n";
    let inputs = read("a.csv", table);
    let page = &inputs.pages[0];
    assert_eq!((page.title.as_deref(), page.outlet.as_deref()), (Some("Dam, above Velm"), Some("Velm Courier")));
    assert_eq!(page.path, "a.csv:1");
    assert_eq!(reasons(&inputs), ["a.csv:2: a row without text"]);
    assert_eq!(reasons(&read("b.csv", "a;b\n1;2\n")), ["b.csv: no column named text, html or dump; there are: a, b"]);
    assert_eq!(read("c.tsv", "id\ttext\n7\tThe dam above Velm burst, they said.\n").pages[0].id, "7");
    assert_eq!(reasons(&read("d.csv", "")), ["d.csv: the file is empty"]);
}

#[test]
fn chats_give_a_message_a_page() {
    let export = r#"{"name": "Velm Alerts", "type": "public_channel", "messages": [
        {"id": 1, "type": "service", "date": "2031-05-05T08:00:00", "text": ""},
        {"id": 2, "type": "message", "date": "2031-05-05T09:10:00", "from": "Velm Alerts", "text": ["The dam above ", {"type": "bold", "text": "Velm"}, " has burst."]},
        {"id": 3, "type": "message", "date": "2031-05-05T09:20:00", "from": "Velm Alerts", "forwarded_from": "Valley Watch", "text": "The valley road is closed."},
        {"id": 4, "type": "message", "date": "2031-05-05T09:30:00", "photo": "a.jpg", "text": ""}]}"#;
    let inputs = read("result.json", export);
    assert_eq!(
        inputs.pages.iter().map(|p| p.text.as_str()).collect::<Vec<_>>(),
        ["The dam above Velm has burst.", "The valley road is closed."]
    );
    let page = &inputs.pages[1];
    assert_eq!(
        (page.outlet.as_deref(), page.agencies.clone()),
        (Some("Velm Alerts"), vec!["Valley Watch".to_string()])
    );
    assert_eq!(page.published.value.as_deref(), Some("2031-05-05T09:20:00"));
    assert_eq!(
        reasons(&inputs),
        ["result.json: 2 messages that are no pages (notices of the service 1, without text 1)"]
    );
    let chat = "13/05/2031, 09:00 - Messages are encrypted.\n13/05/2031, 09:10 - Ana Brook: The dam above Velm has burst.\nStay away.\n\
        13/05/2031, 09:12 - Ben Oak: <Media omitted>\n";
    let inputs = read("chat.txt", chat);
    assert_eq!(inputs.pages.len(), 1);
    assert_eq!(inputs.pages[0].text, "The dam above Velm has burst.\nStay away.");
    assert_eq!(inputs.pages[0].outlet.as_deref(), Some("Ana Brook"));
    assert_eq!(inputs.pages[0].published.value.as_deref(), Some("2031-05-13T09:10:00"));
}

#[test]
fn subtitles_of_a_programme() {
    let srt = "1\n00:00:01,000 --> 00:00:03,000\nThe dam above the town of Velm\n\n2\n00:00:03,100 --> 00:00:05,000\nburst on Monday morning.\n";
    let inputs = read("news.srt", srt);
    assert_eq!(inputs.pages[0].text, "The dam above the town of Velm burst on Monday morning.");
    assert_eq!(reasons(&read("a.vtt", "WEBVTT\n\n")), ["a.vtt: no subtitles found"]);
}

/// A PDF file of one page with these lines, uncompressed, in a standard font.
fn pdf(lines: &[&str]) -> Vec<u8> {
    let mut content = String::from("BT /F1 12 Tf 72 720 Td 14 TL\n");
    for line in lines {
        content.push_str(&format!("({}) Tj T*\n", line.replace('(', "\\(").replace(')', "\\)")));
    }
    content.push_str("ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_string(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".into(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".into(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".into(),
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let start = file.len();
    file.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for place in places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    file.push_str(&format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1));
    file.into_bytes()
}

#[cfg(feature = "pdf")]
#[test]
fn pdf_files_with_a_text_layer() {
    let lines = [
        "The wall above the town of Velm gave way on Mon-",
        "day morning, and water reached the mill at noon.",
        "Nobody was hurt.",
    ];
    let inputs = read("report.pdf", pdf(&lines));
    assert_eq!(inputs.pages.len(), 1, "{:?}", reasons(&inputs));
    let expected = "The wall above the town of Velm gave way on Monday morning, and water reached the mill at noon. Nobody was hurt.";
    assert_eq!(inputs.pages[0].text, expected);
    assert_eq!(reasons(&read("scan.pdf", pdf(&[]))), ["scan.pdf: a PDF file without a text layer, such as a scan"]);
    let cut = read("cut.pdf", pdf(&lines)[..200].to_vec());
    assert!(
        cut.pages.is_empty() && reasons(&cut)[0].starts_with("cut.pdf: a PDF file that cannot be read"),
        "{:?}",
        reasons(&cut)
    );
}

#[test]
fn a_page_of_singlefile_tells_when_it_was_saved() {
    let comment = "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://velm.example/a \n saved date: Thu May 08 2031 \
        01:00:00 GMT+0200 (Central European Summer Time)\n-->";
    let html = pages()[0].2.replace("<!doctype html>\n<html>", comment);
    assert_eq!(read("a.html", html).pages[0].captured.as_deref(), Some("2031-05-07T23:00:00Z"));
}

#[test]
fn what_a_browser_saves_beside_a_page_is_left_out() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dam.html"), &pages()[0].2).unwrap();
    fs::create_dir(folder.path().join("dam_files")).unwrap();
    fs::write(folder.path().join("dam_files/frame.html"), "<p>Buy now.</p>").unwrap();
    let inputs = read_inputs(&[folder.path().into()], &Options::default());
    assert_eq!(inputs.pages.len(), 1);
    assert_eq!(reasons(&inputs), ["dam_files: pictures and scripts saved with dam.html"]);
}

#[cfg(unix)]
#[test]
fn a_device_without_end_is_limited() {
    let options = Options { limits: Limits { page: 1 << 16, ..Limits::default() }, progress: None };
    let inputs = read_inputs(&[Path::new("/dev/zero").into()], &options);
    assert_eq!(reasons(&inputs), ["/dev/zero: larger than the limit of 64 KiB for one page"]);
}
